using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using SroiTracker.Domain;

namespace SroiTracker.Tests.OpenApi.Fuzz;

/// <summary>What came back for an attempt.</summary>
internal sealed record Given(int Status, HttpResponseHeaders Headers, string? ContentType, string Text, TimeSpan After)
{
    public bool IsDone => Status is >= 200 and < 300;
}

/// <summary>Whether an answer is one that may be given to a request that is odd or wrong.</summary>
internal static class FuzzJudge
{
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(20);

    // What the server itself refuses, before anything of ours is asked: it is no HTTP, or more than it reads.
    private static readonly HashSet<int> OfTheServer = [400, 404, 414, 431];

    /// <summary>All that is wrong with it.</summary>
    public static IEnumerable<string> Faults(RightRequest right, Attempt attempt, Given given)
    {
        var operation = right.Operation;
        if (given.After > Slow) yield return $"it took {given.After.TotalSeconds:0} s";
        if (given.Status >= 500)
        {
            yield return "the service failed";
            yield break;
        }
        var refuses = attempt.Body is { } body ? operation.Refuses(body) : null;
        if (given.IsDone)
        {
            if (attempt.OnlyBodyChanged && refuses == true) yield return "it is done though the document says that the body has not the form asked for";
            if (attempt.Path == right.Path && attempt.Method == operation.Method)
                // A value without a key is nothing that was asked.
                foreach (var (key, value) in attempt.Query.Where(q => q.Key.Length > 0))
                    if (Unescaped(key) is { } k && Unescaped(value ?? "") is { } v && operation.Refuses(k, v)) yield return $"it is done though the document says that the query {k} is not so";
            yield break;
        }
        if (given.Status is < 400)
        {
            yield return "this status is for no operation";
            yield break;
        }
        if (given.Text.Length == 0 && OfTheServer.Contains(given.Status) && IsNoHttp(attempt)) yield break;
        if (given.ContentType != "application/problem+json")
        {
            yield return $"it is refused with {given.ContentType ?? "nothing"}, not with a problem";
            yield break;
        }
        if (!given.Headers.Contains("API-Version")) yield return "no API-Version";
        var problem = JsonNode.Parse(given.Text)!;
        if ((int?)problem["status"] != given.Status) yield return "the problem says another status";
        if ((string?)problem["type"] != $"/problems/{problem["code"]}") yield return "the problem's type is not of its code";
        var errors = problem["errors"]?.AsArray();
        if (given.Status == 400 != (errors is { Count: > 0 }) && (string?)problem["code"] != Refusals.BodyIncomplete.Code) yield return "errors with a place belong to a 400, and to nothing else";
        foreach (var code in (errors ?? []).Select(e => (string?)e!["code"]).Append((string?)problem["code"]).Distinct())
            if (!(attempt.Path == right.Path && attempt.Method == operation.Method ? operation.Codes.GetValueOrDefault(given.Status)?.Contains(code!) == true : Refusals.All.Any(r => r.Code == code)))
                yield return $"{given.Status} {code} is not what {operation.Id} may refuse";
        foreach (var error in errors ?? [])
            if (error is not { } e || (string?)e["in"] is not ("body" or "query" or "path" or "header") || e["location"] is not JsonObject { Count: 1 or 2 } || (string?)e["detail"] is null or "")
                yield return "an error without a place or a sentence";
        if (attempt.OnlyBodyChanged && refuses == false && (string?)problem["code"] is "body.malformed" or "value.unknown")
            yield return "the document says that this body has the form asked for";
    }

    /// <summary>A request that a server need not read as one.</summary>
    private static bool IsNoHttp(Attempt attempt)
    {
        var target = attempt.Target;
        return target.Length > 4_000 || attempt.Headers.Sum(h => h.Name.Length + h.Value.Length) > 7_000 || Unescaped(attempt.Path) is not { } path || path.Contains('\0', StringComparison.Ordinal)
            || attempt.Method.Any(char.IsLower) || attempt.Path.Contains("//", StringComparison.Ordinal) || attempt.Header("Expect") is not null;
    }

    /// <summary>Null where the percents make no text.</summary>
    private static string? Unescaped(string text)
    {
        for (var i = text.IndexOf('%', StringComparison.Ordinal); i >= 0; i = text.IndexOf('%', i + 1))
            if (i + 2 >= text.Length || !char.IsAsciiHexDigit(text[i + 1]) || !char.IsAsciiHexDigit(text[i + 2])) return null;
        var read = Uri.UnescapeDataString(text.Replace('+', ' '));
        // What is no UTF-8 stays as it was written.
        return read.Contains('%', StringComparison.Ordinal) && !text.Contains("%25", StringComparison.Ordinal) ? null : read;
    }
}
