using SroiTracker.Domain;

namespace SroiTracker.Outbound;

/// <summary>Bodies of answers, no larger than they may be.</summary>
internal static class Bounded
{
    // What is only claimed is not made room for.
    private const int FirstRoom = 64 * 1024;

    /// <summary>Reads the body whole, or leaves it to be read as it comes.</summary>
    /// <exception cref="RefusedException"><c>source.too-large</c>.</exception>
    public static async Task Body(HttpResponseMessage response, long largest, bool isStreamed, TimeSpan patience, TimeProvider time, CancellationToken token)
    {
        var content = response.Content;
        if (content.Headers.ContentLength > largest) throw TooLarge(largest);
        var body = await content.ReadAsStreamAsync(token);
        HttpContent bounded;
        if (isStreamed && response.IsSuccessStatusCode) bounded = new StreamContent(new BoundedStream(body, largest, patience, time));
        else bounded = new ByteArrayContent(await Whole(body, largest, token));
        foreach (var (name, values) in content.Headers.NonValidated)
            if (!name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase)) bounded.Headers.TryAddWithoutValidation(name, values);
        response.Content = bounded;
    }

    public static RefusedException TooLarge(long largest) => new(Refusals.SourceTooLarge, largest);

    private static async Task<byte[]> Whole(Stream body, long largest, CancellationToken token)
    {
        await using var _ = body;
        using var whole = new MemoryStream();
        var room = new byte[FirstRoom];
        for (int read; (read = await body.ReadAsync(room, token)) > 0;)
        {
            if (whole.Length + read > largest) throw TooLarge(largest);
            whole.Write(room, 0, read);
        }
        return whole.ToArray();
    }
}
