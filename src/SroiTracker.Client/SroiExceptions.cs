using System.Net;

namespace SroiTracker.Client;

/// <summary>A call did not do what was asked.</summary>
public abstract class SroiException : Exception
{
    private protected SroiException(string message, Exception? inner) : base(message, inner) { }

    /// <summary>
    /// The idempotency key of the call; null where it had none. Calling again with the same key and content is safe: what was
    /// carried out is not carried out twice.
    /// </summary>
    public string? IdempotencyKey { get; internal init; }
}

/// <summary>The service refused the call, and says why. Nothing was stored.</summary>
public sealed class SroiRefusedException : SroiException
{
    internal SroiRefusedException(Problem problem, HttpStatusCode status) : base(Sentence(problem, status), null) =>
        (Status, Code, Detail, Errors, TraceId) = (status, problem.Code ?? "", problem.Detail ?? problem.Title ?? "", problem.Errors ?? [], problem.TraceId);

    /// <summary>400 for bad input, 401 without a valid key, 403, 404, 409 for a conflict of state, 412 for a stale ETag, 429 ...</summary>
    public HttpStatusCode Status { get; }

    /// <summary>Why, for machines: <c>placement.newer-report</c>. The page <c>/problems/&lt;code&gt;</c> of the service explains it.</summary>
    public string Code { get; }

    /// <summary>Why, for people, in the language that was asked for.</summary>
    public string Detail { get; }

    /// <summary>All objections to bad input (400), each with its place; otherwise empty.</summary>
    public IReadOnlyList<SroiError> Errors { get; }

    /// <summary>Names the call in the logs of the service.</summary>
    public string? TraceId { get; }

    /// <summary>How long the service asks to wait before a next try (429, 503); null where it does not say.</summary>
    public TimeSpan? RetryAfter { get; internal init; }

    /// <summary>
    /// Of a 412: an earlier try of this same call lost its answer, so it may be this call itself that made the newer version.
    /// Get it and look; sending the same again with the new ETag changes nothing.
    /// </summary>
    public bool AfterLostAnswer { get; internal init; }

    private static string Sentence(Problem problem, HttpStatusCode status) =>
        $"{(int)status} {problem.Code}: {problem.Detail ?? problem.Title}{string.Concat((problem.Errors ?? []).Select(e => $"\n  {e.Place}: {e.Detail}"))}";
}

/// <summary>An objection to one place of what was sent.</summary>
public sealed record SroiError
{
    /// <summary>"body", "query", "path" or "header".</summary>
    public string In { get; init; } = "";

    /// <summary>Where in it.</summary>
    public SroiErrorLocation? Location { get; init; }

    /// <summary>For machines.</summary>
    public string Code { get; init; } = "";

    /// <summary>For people, in the language that was asked for.</summary>
    public string Detail { get; init; } = "";

    /// <summary>The place in one word: a JSON pointer, the name of a query key or header, or line:column.</summary>
    public string Place => Location?.Pointer ?? Location?.Name ?? (Location?.Line is { } line ? $"{line}:{Location.Column}" : In);
}

/// <summary>Where in a body, query or header; what does not apply is null.</summary>
/// <param name="Pointer">JSON pointer in a body: <c>/allocations/0/percentage</c>.</param>
/// <param name="Name">Name of a query key or header.</param>
/// <param name="Line">Line of a body that is no JSON, from 1.</param>
/// <param name="Column">Column, from 1.</param>
public sealed record SroiErrorLocation(string? Pointer, string? Name, long? Line, long? Column);

/// <summary>
/// The service could not be reached, or gave no answer of its own, within the tries and the time that the options allow. What
/// was asked may have been done: call again with the same <see cref="SroiException.IdempotencyKey"/>.
/// </summary>
public sealed class SroiUnavailableException : SroiException
{
    internal SroiUnavailableException(string message, Exception? inner) : base(message, inner) { }

    /// <summary>Status of the last answer, where there was one that was not the service's own (a gateway's page).</summary>
    public HttpStatusCode? Status { get; internal init; }
}

/// <summary>The service speaks another major version of the API than this package, which is made for 1.</summary>
public sealed class SroiVersionException : SroiException
{
    internal SroiVersionException(string version) : base($"The service speaks version {version} of its API; this package speaks version 1.", null) => Version = version;

    /// <summary>As the service says it.</summary>
    public string Version { get; }
}

/// <summary>An error answer (RFC 9457).</summary>
internal sealed record Problem(string? Title, string? Detail, string? Code, string? TraceId, IReadOnlyList<SroiError>? Errors);
