using System.Globalization;
using System.Text.Json;

namespace SroiTracker.Http;

/// <summary>An answer whose JSON is made already, so that it can be kept with the act that it answers, and given again.</summary>
/// <param name="status">200, 201 or 202.</param>
/// <param name="json">The body, UTF-8.</param>
/// <param name="location">Of what was made; null where nothing was.</param>
/// <param name="eTag">Of what is shown; null where it has no version.</param>
public sealed class Answer(int status, byte[] json, string? location = null, string? eTag = null) : IResult
{
    /// <summary>The HTTP status.</summary>
    public int Status => status;

    /// <summary>The body, UTF-8.</summary>
    public byte[] Json => json;

    /// <summary>Of what was made.</summary>
    public string? Location => location;

    /// <summary>Of what is shown, with its quotes.</summary>
    public string? ETag => eTag;

    /// <summary>Whether it was given before, to the same request.</summary>
    public bool IsReplayed { get; init; }

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = status;
        if (location is not null) response.Headers.Location = location;
        if (eTag is not null) response.Headers.ETag = eTag;
        if (IsReplayed) response.Headers["Idempotent-Replayed"] = "true";
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = json.Length;
        return response.Body.WriteAsync(json, httpContext.RequestAborted).AsTask();
    }
}

/// <summary>The answers that endpoints give.</summary>
public static class Answers
{
    /// <summary>201 with Location and ETag.</summary>
    public static Answer Created<T>(this HttpContext http, string location, int version, T answer, bool isReplayed = false) =>
        new(StatusCodes.Status201Created, JsonSerializer.SerializeToUtf8Bytes(answer, Json.Options), location, ETagOf(version)) { IsReplayed = isReplayed };

    /// <summary>202 with where to see how far it is.</summary>
    public static Answer Accepted<T>(this HttpContext http, string location, T answer) =>
        new(StatusCodes.Status202Accepted, JsonSerializer.SerializeToUtf8Bytes(answer, Json.Options), location);

    /// <summary>200 with, if it has one, the ETag.</summary>
    public static Answer Answer<T>(this HttpContext http, T answer, int? version = null) =>
        new(StatusCodes.Status200OK, JsonSerializer.SerializeToUtf8Bytes(answer, Json.Options), eTag: version is { } v ? ETagOf(v) : null);

    /// <summary>The ETag of a version: <c>"v3"</c>.</summary>
    internal static string ETagOf(int version) => string.Create(CultureInfo.InvariantCulture, $"\"v{version}\"");
}
