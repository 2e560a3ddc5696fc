using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Serialization;
using SroiTracker.Domain;

namespace SroiTracker.Http;

/// <summary>Refusals as application/problem+json (RFC 9457; NLGov REST API Design Rules, /core/error-handling).</summary>
public static class Problems
{
    private const string ContentType = "application/problem+json";

    /// <summary>The answer to a refusal.</summary>
    public sealed record Problem(
        string Type, string Title, int Status, string Detail, string Instance, string Code, string TraceId,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<ProblemError>? Errors);

    /// <summary>One objection: in "body", "query", "path" or "header", at a pointer, a name, or a line and column.</summary>
    public sealed record ProblemError(string In, ProblemPlace Location, string Code, string Detail);

    /// <summary>A place: a JSON pointer, or a line and a column, in the body (in a batch, the pointer within the line); or the name of a parameter.</summary>
    public sealed record ProblemPlace(
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Pointer = null,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Name = null,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Line = null,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Column = null);

    /// <summary>Turns refusals, broken requests and failures into problems; a failure shows nothing of the inside.</summary>
    public static void UseProblems(this WebApplication app)
    {
        app.Use(async (http, next) =>
        {
            try
            {
                Limits.Judge(http);
                await next(http);
                if (http.Response.StatusCode == 405) throw new RefusedException(Refusals.MethodOther, http.Response.Headers.Allow.ToString());
                if (http.Response.StatusCode == 404 && http.GetEndpoint() is null) throw new RefusedException(Refusals.NotFoundHere);
            }
            catch (RefusedException refused) { await Write(http, refused); }
            catch (BadHttpRequestException bad) { await Write(http, Bad(http, bad), bad.StatusCode); }
            catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested) { http.Response.StatusCode = 499; }
            catch (Exception failure) when (!http.Response.HasStarted)
            {
                http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("SroiTracker").LogError(failure, "{Method} {Route} failed",
                    http.Request.Method, (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText);
                await Write(http, new(Refusals.Unexpected));
            }
        });
    }

    /// <summary>A sentence of which nothing is filled in yet.</summary>
    internal static string Open(string sentence) => sentence.Replace("{0}", "…", StringComparison.Ordinal).Replace("{1}", "…", StringComparison.Ordinal).Replace("{2}", "…", StringComparison.Ordinal);

    private static RefusedException Bad(HttpContext http, BadHttpRequestException bad) => bad.StatusCode switch
    {
        408 => new(Refusals.BodyTooSlow),
        413 => new(Refusals.BodyTooLarge, Requests.LargestBody),
        415 => new(Refusals.ContentTypeUnknown, "application/json"),
        _ => new(Misread.Query(bad, http.GetEndpoint()) ?? Refusals.BodyIncomplete.At(null)),
    };

    private static async Task Write(HttpContext http, RefusedException refused, int? status = null)
    {
        if (http.Response.HasStarted) return;
        var language = http.RequestServices.GetRequiredService<Call>().Language;
        var first = refused.Objections[0];
        var number = status ?? (int)first.Refusal.Kind;
        http.Response.StatusCode = number;
        if (number is 429 or 503 && http.Response.Headers.RetryAfter.Count == 0) http.Response.Headers.RetryAfter = "1";
        if (number == 401) http.Response.Headers.WWWAuthenticate = "Bearer";
        var problem = new Problem(
            $"/problems/{first.Refusal.Code}", Title(number, language), number, first.Sentence(language), http.Request.Path, first.Refusal.Code,
            Activity.Current?.TraceId.ToString() ?? http.TraceIdentifier,
            number == 400 ? [.. refused.Objections.Where(o => o.Refusal.Kind == RefusalKind.BadInput || o == first).Select(o => Error(o, language))] : null);
        await http.Response.WriteAsJsonAsync(problem, Json.Options, ContentType, http.RequestAborted);
    }

    private static ProblemError Error(Objection objection, string language)
    {
        // An objection to the whole of the body: the JSON pointer of that is empty (RFC 6901, 5).
        var place = objection.Place ?? "";
        var (where, location) = place switch
        {
            ['?', .. var name] => ("query", new ProblemPlace(Name: name)),
            ['@', .. var name] => ("header", new(Name: name)),
            _ when place.Split(':') is [var line, var column] && long.TryParse(line, out var l) && long.TryParse(column, out var c) => ("body", new(Line: l, Column: c)),
            _ => ("body", new(Pointer: place)),
        };
        return new(where, location, objection.Refusal.Code, objection.Sentence(language));
    }

    internal static string Title(int status, string language) => (status, language == "nl") switch
    {
        (400, true) => "De invoer klopt niet", (400, _) => "The input is not right",
        (401, true) => "Niet aangemeld", (401, _) => "Not signed in",
        (403, true) => "Niet toegestaan", (403, _) => "Not allowed",
        (404, true) => "Niet gevonden", (404, _) => "Not found",
        (405, true) => "Zo niet", (405, _) => "Not this way",
        (408, true) => "Te langzaam", (408, _) => "Too slow",
        (409, true) => "Past niet bij de huidige stand", (409, _) => "Conflicts with the current state",
        (412, true) => "Er is een nieuwere versie", (412, _) => "There is a newer version",
        (428, true) => "If-Match ontbreekt", (428, _) => "If-Match is missing",
        (>= 500, true) => "Het lukt nu niet", (>= 500, _) => "It does not work right now",
        (_, true) => "Geweigerd", _ => "Refused",
    };
}
