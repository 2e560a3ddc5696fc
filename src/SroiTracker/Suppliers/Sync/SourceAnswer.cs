using Refit;
using System.Net;
using System.Text.Json;
using System.Text.Unicode;
using SroiTracker.Domain;
using SroiTracker.Http;

namespace SroiTracker.Suppliers.Sync;

/// <summary>What a supplier's system answered, judged as a whole. Nothing of its text goes into a refusal: it may be about people.</summary>
internal static class SourceAnswer
{
    /// <summary>For the clients of systems: our words in JSON, and what the way out refuses stays that refusal.</summary>
    public static readonly RefitSettings Settings = new(new SystemTextJsonContentSerializer(Json.Options)) { TransportExceptionFactory = (_, fault, _) => fault };

    /// <summary>Characters of what a system may give us to go on with; the column that keeps it has 2.000.</summary>
    public const int LongestCursor = 2_000;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = Json.Incoming.MaxDepth, AllowDuplicateProperties = false };

    /// <summary>Lets a good answer pass.</summary>
    /// <exception cref="RefusedException">We are not let in, are asked to wait, or something else went wrong there.</exception>
    public static void Require(HttpResponseMessage response)
    {
        if (response.IsSuccessStatusCode) return;
        var status = (int)response.StatusCode;
        throw new RefusedException((response.StatusCode switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => Refusals.SourceUnauthorised,
            HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable => Refusals.SourceBusy,
            _ => Refusals.SourceRefused,
        }).At(null, status));
    }

    /// <summary>
    /// A cursor that is no longer known, such as after a restore there: the list is to be read from its beginning. What did not change
    /// is passed over.
    /// </summary>
    public static bool IsForgotten(HttpResponseMessage response, string? cursor) => response.StatusCode == HttpStatusCode.Gone && cursor is not null;

    /// <summary>The JSON of a good answer, with the bytes of its body.</summary>
    /// <exception cref="RefusedException">It is not a good answer, not JSON, not in UTF-8, too deep, or has a field twice.</exception>
    public static async Task<(JsonDocument Json, long Bytes)> Read(HttpResponseMessage response, CancellationToken token)
    {
        Require(response);
        Expect(response, "application/json");
        var body = await response.Content.ReadAsByteArrayAsync(token);
        if (!Utf8.IsValid(body)) throw Malformed("UTF-8");
        try { return (JsonDocument.Parse(body, Strict), body.Length); }
        // What the reader says of it may quote it.
        catch (JsonException wrong) { throw Malformed(wrong.LineNumber is { } line ? $"JSON {line + 1}:{wrong.BytePositionInLine + 1}" : "JSON"); }
        // Half a character in the name of a field: which fields there are can't be told.
        catch (InvalidOperationException) { throw Malformed("JSON"); }
    }

    /// <summary>Lets an answer of this type pass, in UTF-8 and not packed.</summary>
    public static void Expect(HttpResponseMessage response, string type)
    {
        var said = response.Content.Headers.ContentType;
        var charset = said?.CharSet?.Trim('"');
        if (response.Content.Headers.ContentEncoding.FirstOrDefault() is { } packed) throw Other(packed);
        if (!string.Equals(said?.MediaType, type, StringComparison.OrdinalIgnoreCase)) throw Other(said?.MediaType);
        if (charset is not null && !charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) && !charset.Equals("us-ascii", StringComparison.OrdinalIgnoreCase)) throw Other(charset);

        RefusedException Other(string? what) => new(Refusals.SourceContentType, Shown(what), type);
    }

    /// <summary>
    /// A page: <c>items</c>, <c>next</c> and <c>hasMore</c> must be there and be what they are; fields beside them are passed over.
    /// Items are judged one by one, so that a wrong one does not lose the others.
    /// </summary>
    /// <exception cref="RefusedException">It is no such page, or larger than was asked for.</exception>
    public static SourcePage Page(JsonElement page, long bytes, int size, Func<JsonElement, SourceItem> item)
    {
        if (page.ValueKind != JsonValueKind.Object) throw Malformed("{…}");
        if (!page.TryGetProperty("items"u8, out var items) || items.ValueKind != JsonValueKind.Array) throw Malformed("items");
        if (!page.TryGetProperty("hasMore"u8, out var more) || more.ValueKind is not (JsonValueKind.True or JsonValueKind.False)) throw Malformed("hasMore");
        if (!page.TryGetProperty("next"u8, out var next) || next.ValueKind is not (JsonValueKind.String or JsonValueKind.Null)) throw Malformed("next");
        var cursor = Text(next);
        // Without a place to go on from there is no more, whatever is said; one that can't be kept can't be given back either.
        if (cursor is null ? next.ValueKind == JsonValueKind.String || more.GetBoolean() : cursor.Length is 0 or > LongestCursor || !SearchText.IsReadable(cursor)) throw Malformed("next");
        var count = items.GetArrayLength();
        if (count > size) throw new RefusedException(Refusals.SourcePageTooLarge, count, size);
        return new([.. items.EnumerateArray().Select(item)], cursor, more.GetBoolean(), bytes);
    }

    /// <summary>A text; null where it is none, or holds half a character.</summary>
    public static string? Text(JsonElement value)
    {
        try { return value.ValueKind == JsonValueKind.String ? value.GetString() : null; }
        catch (InvalidOperationException) { return null; }
    }

    /// <summary>It is not what was agreed.</summary>
    public static RefusedException Malformed(string what) => new(Refusals.SourceMalformed, what);

    private static string Shown(string? type) => type is { Length: <= 60 } && SearchText.IsReadable(type) ? type : "?";
}
