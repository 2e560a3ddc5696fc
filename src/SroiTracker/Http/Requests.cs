using System.Globalization;
using System.Text;
using System.Text.Json;
using SroiTracker.Domain;

namespace SroiTracker.Http;

/// <summary>What a request brings: its body, its If-Match. Everything is bounded and judged before it is used.</summary>
public static class Requests
{
    /// <summary>The largest JSON body, in bytes.</summary>
    public const int LargestBody = 256 * 1024;

    /// <summary>The JSON body.</summary>
    /// <exception cref="RefusedException">Not JSON (415, or 400 with the line and column or pointer), or too large (413).</exception>
    public static async Task<T> Body<T>(this HttpContext http)
    {
        if (!http.Request.HasJsonContentType()) throw new RefusedException(Refusals.ContentTypeUnknown, "application/json");
        if (http.Request.Headers.ContentEncoding.Count > 0) throw new RefusedException(Refusals.ContentTypeUnknown, "application/json, Content-Encoding: identity");
        if (http.Request.ContentLength > LargestBody) throw new RefusedException(Refusals.BodyTooLarge, LargestBody);
        using var kept = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await http.Request.Body.ReadOn(buffer, http.RequestAborted)) > 0)
        {
            if (kept.Length + read > LargestBody) throw new RefusedException(Refusals.BodyTooLarge, LargestBody);
            kept.Write(buffer, 0, read);
        }
        http.RequestServices.GetRequiredService<Call>().Key?.Covers(kept.GetBuffer().AsSpan(0, (int)kept.Length));
        return Read<T>(kept.GetBuffer().AsSpan(0, (int)kept.Length));
    }

    /// <summary>A JSON text, judged.</summary>
    /// <exception cref="RefusedException">Not JSON, or not such a thing: with the line and column, or the pointers of all that does not fit.</exception>
    internal static T Read<T>(ReadOnlySpan<byte> json)
    {
        try
        {
            // Files that Windows wrote begin with a byte order mark; it says nothing.
            if (json.StartsWith(Encoding.UTF8.Preamble)) json = json[Encoding.UTF8.Preamble.Length..];
            var body = JsonSerializer.Deserialize<T>(json, Json.Incoming) ?? throw new RefusedException(Refusals.BodyMalformed.At("1:1"));
            return Misread.NullItem(json) is { } objection ? throw new RefusedException(objection) : body;
        }
        catch (JsonException wrong)
        {
            throw new RefusedException(Misread.All<T>(wrong, json));
        }
    }

    /// <summary>Reads on in a body.</summary>
    /// <exception cref="RefusedException">It broke off, or is cut into chunks that are none.</exception>
    public static async ValueTask<int> ReadOn(this Stream body, Memory<byte> buffer, CancellationToken token)
    {
        try { return await body.ReadAsync(buffer, token); }
        // The server says most of what is wrong with a body by an exception of its own, and this of a chunk that is too large.
        catch (IOException broken) when (broken is not BadHttpRequestException) { throw new RefusedException(Refusals.BodyIncomplete.At(null)); }
    }

    /// <summary>
    /// The version that the caller saw: If-Match holds its ETag. Several, a weak one or "*" are refused: they do not say which
    /// version was seen.
    /// </summary>
    /// <exception cref="RefusedException">Missing (428) or not one ETag of ours (400).</exception>
    public static int IfMatch(this HttpContext http)
    {
        var header = http.Request.Headers.IfMatch;
        if (header.Count == 0) throw new RefusedException(Refusals.IfMatchMissing);
        return header is [{ Length: > 3 } tag] && tag.StartsWith("\"v", StringComparison.Ordinal) && tag.EndsWith('"')
            && int.TryParse(tag.AsSpan(2, tag.Length - 3), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : throw new RefusedException(Refusals.IfMatchInvalid.At("@If-Match"));
    }
}
