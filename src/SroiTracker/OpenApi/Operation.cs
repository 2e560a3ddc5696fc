using System.Reflection;
using SroiTracker.Domain;
using SroiTracker.Http;

namespace SroiTracker.OpenApi;

/// <summary>The words by which a Map says what its operation does, takes, gives and refuses: the API document is made of them.</summary>
internal static class OperationWords
{
    /// <summary>The request that is sent: the operation's name, its words, and the roles that may (<see cref="ForAttribute"/>).</summary>
    public static RouteHandlerBuilder Does<TRequest>(this RouteHandlerBuilder route) => route.WithMetadata(new Does(typeof(TRequest)));

    /// <summary>A JSON body, of which <see cref="Requests.Body{T}"/> reads this.</summary>
    /// <param name="needed">Whether a request without a body is refused.</param>
    /// <param name="filledIn">Fields that the validator asks for and the operation fills in where they are left out.</param>
    public static RouteHandlerBuilder Takes<TBody>(this RouteHandlerBuilder route, bool needed = true, params string[] filledIn) =>
        route.WithMetadata(new Takes(typeof(TBody), ["application/json"], needed, filledIn));

    /// <summary>A body that is no JSON object: a file, or lines of one.</summary>
    public static RouteHandlerBuilder TakesFile(this RouteHandlerBuilder route, params string[] contentTypes) =>
        route.WithMetadata(new Takes(typeof(Stream), contentTypes, true, []));

    /// <summary>A JSON answer with one of these statuses; 200 where none is named.</summary>
    public static RouteHandlerBuilder Gives<TAnswer>(this RouteHandlerBuilder route, params int[] statuses) =>
        route.WithMetadata(new Gives(typeof(TAnswer), statuses is [] ? [200] : statuses, "application/json"));

    /// <summary>An answer of another type, beside the JSON: a page, a table.</summary>
    public static RouteHandlerBuilder GivesText(this RouteHandlerBuilder route, string contentType) =>
        route.WithMetadata(new Gives(typeof(string), [200], contentType));

    /// <summary>204 and nothing.</summary>
    public static RouteHandlerBuilder GivesNothing(this RouteHandlerBuilder route) => route.WithMetadata(new Gives(null, [204], null));

    /// <summary>The answer to a GET bears an ETag, which a PUT asks for. Creations and changes always do.</summary>
    public static RouteHandlerBuilder Tagged(this RouteHandlerBuilder route) => route.WithMetadata(new Tagged());

    /// <summary>What this operation refuses, beyond what any operation of its kind does.</summary>
    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder route, params Refusal[] refusals) => route.WithMetadata(new Refuses(refusals));
}

/// <inheritdoc cref="OperationWords.Does{TRequest}"/>
internal sealed record Does(Type Request);

/// <inheritdoc cref="OperationWords.Takes{TBody}"/>
internal sealed record Takes(Type Body, IReadOnlyList<string> ContentTypes, bool Needed, IReadOnlyList<string> FilledIn);

/// <inheritdoc cref="OperationWords.Gives{TAnswer}"/>
internal sealed record Gives(Type? Answer, IReadOnlyList<int> Statuses, string? ContentType);

/// <inheritdoc cref="OperationWords.Tagged"/>
internal sealed record Tagged;

/// <inheritdoc cref="OperationWords.Refuses"/>
internal sealed record Refuses(IReadOnlyList<Refusal> Codes);

/// <summary>An operation as its Map says it.</summary>
/// <param name="Path">Under /api/v1: "/placements/{id}".</param>
internal sealed record Operation(string Method, string Path, MethodInfo Code, IReadOnlyList<object> Words)
{
    public Type Request { get; } = Words.OfType<Does>().SingleOrDefault()?.Request
        ?? throw new InvalidOperationException($"{Method} {Path} does not say what it does: end its Map with .Does<TRequest>().Takes<TBody>().Gives<TAnswer>().");

    public Takes? Takes { get; } = Words.OfType<Takes>().SingleOrDefault();
    public IReadOnlyList<Gives> Gives { get; } = [.. Words.OfType<Gives>()];
    public IReadOnlyList<Refusal> Refused { get; } = [.. Words.OfType<Refuses>().SelectMany(r => r.Codes)];

    /// <summary>"reportPlacement".</summary>
    public string Id => char.ToLowerInvariant(Request.Name[0]) + Request.Name[1..];

    /// <summary>The room that it stands in: "Placements".</summary>
    public string Room => Request.Namespace!.Split('.')[^1];

    /// <summary>Who may, an Administrator always among them.</summary>
    public IReadOnlyList<Role> Roles => [.. Request.GetCustomAttribute<ForAttribute>()!.Roles.Prepend(Role.Administrator).Distinct().Order()];

    /// <summary>Whether a request without an Idempotency-Key is refused.</summary>
    public bool NeedsKey { get; } = Words.OfType<RequestKeyRequired>().Any();

    /// <summary>Whether repeating it under its key is answered as before. What stores nothing is done again.</summary>
    public bool IsRepeatable => Method == "POST" && !typeof(IQuery).IsAssignableFrom(Request);

    public bool IsCreation => Gives.Any(g => g.Statuses.Contains(201));
    public bool IsTagged => Method == "PUT" || IsCreation || Words.OfType<Tagged>().Any();
}
