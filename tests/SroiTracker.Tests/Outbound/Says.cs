using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;

namespace SroiTracker.Tests.Outbound;

/// <summary>What becomes of the line after an answer.</summary>
public enum Then { GoOn, Close, Break }

/// <summary>Writes an answer as it goes over the line.</summary>
public delegate Task<Then> Say(Stream line, CancellationToken token);

/// <summary>What a party outside may say: what is right, and what goes wrong.</summary>
public static class Says
{
    private const int Block = 64 * 1024;

    /// <summary>JSON, as it should.</summary>
    public static Say Json(string body, params (string Name, string Value)[] headers) => Text(200, "application/json", body, headers);

    /// <summary>A text of a type.</summary>
    public static Say Text(int status, string type, string body, params (string Name, string Value)[] headers) =>
        Bytes(status, Encoding.UTF8.GetBytes(body), [("Content-Type", type), .. headers]);

    /// <summary>A body with its headers.</summary>
    public static Say Bytes(int status, byte[] body, params (string Name, string Value)[] headers) => async (line, token) =>
    {
        await line.WriteAsync(Head(status, [("Content-Length", $"{body.Length}"), .. headers]), token);
        await line.WriteAsync(body, token);
        await line.FlushAsync(token);
        return Then.GoOn;
    };

    /// <summary>A status without a body: 401, 429 with Retry-After, 500.</summary>
    public static Say Status(int status, params (string Name, string Value)[] headers) => Bytes(status, [], headers);

    /// <summary>Points to another address.</summary>
    public static Say Redirect(string to, int status = 302) => Status(status, ("Location", to));

    /// <summary>A token (RFC 6749, 5.1).</summary>
    /// <param name="expiresIn">Seconds; left out where null.</param>
    public static Say Token(string token, long? expiresIn = 3600, params (string Name, string Value)[] headers)
    {
        var answer = new JsonObject { ["access_token"] = token, ["token_type"] = "Bearer" };
        if (expiresIn is not null) answer["expires_in"] = expiresIn;
        return Json(answer.ToJsonString(), headers);
    }

    /// <summary>Nothing, for ever.</summary>
    public static Say Nothing() => async (_, token) =>
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, token);
        return Then.Close;
    };

    /// <summary>Breaks off before a word was said.</summary>
    public static Say BreakOff() => (_, _) => Task.FromResult(Then.Break);

    /// <summary>So many bytes at a time, with a pause before each.</summary>
    public static Say Slowly(string type, string body, int bytes, TimeSpan pause) => async (line, token) =>
    {
        var all = Encoding.UTF8.GetBytes(body);
        await line.WriteAsync(Head(200, ("Content-Length", $"{all.Length}"), ("Content-Type", type)), token);
        for (var at = 0; at < all.Length; at += bytes)
        {
            await line.FlushAsync(token);
            await Task.Delay(pause, token);
            await line.WriteAsync(all.AsMemory(at, Math.Min(bytes, all.Length - at)), token);
        }
        await line.FlushAsync(token);
        return Then.GoOn;
    };

    /// <summary>The first bytes of a body, and then the line is closed, or broken.</summary>
    public static Say Cut(string type, string body, int after, Then then = Then.Close) => First(type, body, after, then, TimeSpan.FromMilliseconds(50));

    /// <summary>The first bytes of a body, and then nothing, for ever.</summary>
    public static Say Stop(string type, string body, int after) => First(type, body, after, Then.Break, Timeout.InfiniteTimeSpan);

    private static Say First(string type, string body, int after, Then then, TimeSpan pause) => async (line, token) =>
    {
        var all = Encoding.UTF8.GetBytes(body);
        await line.WriteAsync(Head(200, ("Content-Length", $"{all.Length}"), ("Content-Type", type)), token);
        await line.WriteAsync(all.AsMemory(0, after), token);
        await line.FlushAsync(token);
        await Task.Delay(pause, token);
        return then;
    };

    /// <summary>A body that is longer or shorter than is said.</summary>
    public static Say WrongLength(string type, string body, int said, int status = 200) => async (line, token) =>
    {
        await line.WriteAsync(Head(status, ("Content-Length", $"{said}"), ("Content-Type", type)), token);
        await line.WriteAsync(Encoding.UTF8.GetBytes(body), token);
        await line.FlushAsync(token);
        return Then.Close;
    };

    /// <summary>A body of so many bytes, made of one line over and over; with its length claimed, or in chunks without one.</summary>
    public static Say Huge(string type, long bytes, bool claimed, string start = "", string line = "x", int status = 200) => async (to, token) =>
    {
        await to.WriteAsync(Head(status, claimed ? ("Content-Length", $"{bytes}") : ("Transfer-Encoding", "chunked"), ("Content-Type", type)), token);
        var repeated = new StringBuilder();
        while (repeated.Length < Block) repeated.Append(line);
        var (first, block) = (Encoding.UTF8.GetBytes(start), Encoding.UTF8.GetBytes(repeated.ToString()));
        if (first.Length > 0) await Part(first);
        for (long sent = first.Length; sent < bytes; sent += block.Length) await Part(block.AsMemory(0, (int)Math.Min(block.Length, bytes - sent)));
        if (!claimed) await to.WriteAsync("0\r\n\r\n"u8.ToArray(), token);
        await to.FlushAsync(token);
        return Then.GoOn;

        async Task Part(ReadOnlyMemory<byte> part)
        {
            if (!claimed) await to.WriteAsync(Encoding.ASCII.GetBytes(part.Length.ToString("x", CultureInfo.InvariantCulture) + "\r\n"), token);
            await to.WriteAsync(part, token);
            if (!claimed) await to.WriteAsync("\r\n"u8.ToArray(), token);
            await to.FlushAsync(token);
        }
    };

    /// <summary>A few kilobytes that unfold to so many.</summary>
    public static Say Bomb(string type, int kilobytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
            for (var i = 0; i < kilobytes; i++) gzip.Write(new byte[1024]);
        return Bytes(200, packed.ToArray(), ("Content-Type", type), ("Content-Encoding", "gzip"));
    }

    /// <summary>Headers of so many bytes, one after another.</summary>
    public static Say GiantHeaders(int bytes) => Status(200, [.. Enumerable.Range(0, bytes / 1000).Select(n => ($"X-{n}", new string('x', 1000)))]);

    private static byte[] Head(int status, params (string Name, string Value)[] headers) =>
        Encoding.Latin1.GetBytes($"HTTP/1.1 {status} Said\r\n{string.Concat(headers.Select(h => $"{h.Name}: {h.Value}\r\n"))}\r\n");
}
