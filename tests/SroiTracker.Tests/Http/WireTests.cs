using System.Net;
using System.Net.Sockets;
using System.Text;
using SroiTracker.Tests.OpenApi.Fuzz;

namespace SroiTracker.Tests.Http;

/// <summary>
/// Bytes that are no request, or a request that says of itself what is not so: the service answers what may be answered, hangs
/// up, keeps nothing and goes on.
/// </summary>
public class WireTests(RunningService service) : IClassFixture<RunningService>
{
    private const string Body = "{\"name\":\"Of the wire\"}";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>By what is wrong, the bytes; <c>{head}</c> is a right start, <c>{body}</c> a right body.</summary>
    private static readonly Dictionary<string, string> Wrong = new()
    {
        ["a length that is more than what comes"] = "{head}Content-Length: 500\n\n{body}",
        ["a length that is less than what comes"] = "{head}Content-Length: 10\n\n{body}",
        ["two lengths"] = "{head}Content-Length: 22\nContent-Length: 23\n\n{body}",
        ["a length below nothing"] = "{head}Content-Length: -1\n\n{body}",
        ["a length that no number holds"] = "{head}Content-Length: 99999999999999999999\n\n{body}",
        ["a length that is a word"] = "{head}Content-Length: many\n\n{body}",
        ["more than any body may be"] = "{head}Content-Length: 9223372036854775807\n\n{body}",
        ["no length and no chunks"] = "{head}\n{body}",
        ["a chunk of no size"] = "{head}Transfer-Encoding: chunked\n\n\n{body}\n0\n\n",
        ["a chunk of a size that is no number"] = "{head}Transfer-Encoding: chunked\n\nzz\n{body}\n0\n\n",
        ["a chunk below nothing"] = "{head}Transfer-Encoding: chunked\n\n-16\n{body}\n0\n\n",
        ["a chunk larger than any"] = "{head}Transfer-Encoding: chunked\n\nFFFFFFFFFFFFFFFF\n{body}\n0\n\n",
        ["a chunk that is shorter than it says"] = "{head}Transfer-Encoding: chunked\n\n40\n{body}\n0\n\n",
        ["a chunk that is longer than it says"] = "{head}Transfer-Encoding: chunked\n\n5\n{body}\n0\n\n",
        ["chunks without an end"] = "{head}Transfer-Encoding: chunked\n\n16\n{body}\n",
        ["an unknown encoding"] = "{head}Transfer-Encoding: gzip\n\n{body}",
        ["chunks in an unknown encoding"] = "{head}Transfer-Encoding: chunked, gzip\n\n16\n{body}\n0\n\n",
        ["no host"] = "POST /api/v1/suppliers HTTP/1.1\nAuthorization: {key}\nContent-Type: application/json\nConnection: close\nContent-Length: 22\n\n{body}",
        ["two hosts"] = "{head}Host: b\nContent-Length: 22\n\n{body}",
        ["a name of a header with a blank"] = "{head}Content-Length : 22\n\n{body}",
        ["a header without a colon"] = "{head}Content-Length 22\n\n{body}",
        ["a folded header"] = "{head}X-A: a\n b\nContent-Length: 22\n\n{body}",
        ["a null byte in a header"] = "{head}X-A: a\0b\nContent-Length: 22\n\n{body}",
        ["very many headers"] = "{head}" + string.Concat(Enumerable.Range(0, 500).Select(i => $"X-{i}: {i}\n")) + "Content-Length: 22\n\n{body}",
        ["a very long header"] = "{head}X-A: " + new string('a', 100_000) + "\nContent-Length: 22\n\n{body}",
        ["a very long address"] = "POST /api/v1/suppliers?a=" + new string('a', 100_000) + " HTTP/1.1\nHost: a\n\n",
        ["a null byte in the address"] = "GET /api/v1/suppliers%00 HTTP/1.1\nHost: a\nConnection: close\n\n",
        ["a bare null byte in the address"] = "GET /api/v1/\0 HTTP/1.1\nHost: a\nConnection: close\n\n",
        ["no version"] = "GET /api/v1/suppliers\n\n",
        ["another version"] = "GET /api/v1/suppliers HTTP/9.9\nHost: a\n\n",
        ["no address"] = "GET HTTP/1.1\nHost: a\n\n",
        ["no method"] = " /api/v1/suppliers HTTP/1.1\nHost: a\n\n",
        ["a whole that is a star"] = "GET * HTTP/1.1\nHost: a\nConnection: close\n\n",
        ["a tunnel"] = "CONNECT elsewhere.example:443 HTTP/1.1\nHost: elsewhere.example:443\nConnection: close\n\n",
        ["a greeting of TLS"] = "\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00FC\u0003\u0003",
        ["the preface of HTTP/2 cut off"] = "PRI * HTTP/2.0\n\nSM\n",
        ["words"] = "hello\n\n",
        ["nothing"] = "",
        ["a key that is no ASCII"] = "POST /api/v1/suppliers HTTP/1.1\nHost: a\nAuthorization: Bearer srt_é💩\nConnection: close\nContent-Type: application/json\nContent-Length: 22\n\n{body}",
        ["a request key that is no ASCII"] = "{head}Idempotency-Key: é💩\nContent-Length: 22\n\n{body}",
        ["a language that is no ASCII"] = "GET /api/v1/suppliers HTTP/1.1\nHost: a\nAccept-Language: é\nConnection: close\n\n",
    };

    public static TheoryData<string> WhatIsWrong => [.. Wrong.Keys];

    [Theory, MemberData(nameof(WhatIsWrong))]
    public async Task What_is_no_request_is_refused_and_nothing_is_kept(string why)
    {
        using var kept = await Kept.Of(service);
        var answer = await Send(Wrong[why]);
        foreach (var line in answer.Split('\n').Where(l => l.StartsWith("HTTP/1.1 ", StringComparison.Ordinal)))
            Assert.True(int.Parse(line.Split(' ')[1]) is >= 400 and < 500 or 505, $"{why}: {answer}");
        Assert.Empty(kept?.Changed() ?? []);
        using var after = await service.Administrator.Ask("suppliers?pageSize=1");
        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
    }

    [Theory]
    [InlineData("{head}Content-Length: 22\n\n{body}", 1)]
    [InlineData("{head}Transfer-Encoding: chunked\n\n5;a=b\n{\"nam\n11\ne\":\"Of the wire\"}\n0\nX-Trailer: a\n\n", 1)]
    [InlineData("{open}Content-Length: 22\n\n{body}{head}Content-Length: 22\n\n{body}", 2)]
    public async Task A_right_request_is_taken_however_it_is_cut(string bytes, int times)
    {
        var before = (await service.RowCounts())["Supplier"];
        var answer = await Send(bytes, patience: 20_000);
        Assert.Equal(times, answer.Split("HTTP/1.1 201").Length - 1);
        Assert.Equal(before + times, (await service.RowCounts())["Supplier"]);
    }

    [Fact]
    public async Task A_length_beside_chunks_is_one_request_and_no_two()
    {
        // What a proxy before us would take for the next request (RFC 9112, 6.1) is none.
        var answer = await Send("{open}Content-Length: 4\nTransfer-Encoding: chunked\n\n0\n\nGET /api/v1/suppliers HTTP/1.1\nHost: a\nConnection: close\n\n");
        Assert.DoesNotContain("HTTP/1.1 2", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_does_not_come_is_not_waited_for_long()
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(service.Address.Host, service.Address.Port, Token);
        await using var stream = connection.GetStream();
        await stream.WriteAsync(Bytes("{head}Content-Length: 5000\n\n{\"name\":"), Token);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Token);
        limit.CancelAfter(TimeSpan.FromSeconds(40));
        using var reader = new StreamReader(stream, Encoding.Latin1);
        var answer = await reader.ReadToEndAsync(limit.Token);
        Assert.True(answer.Length == 0 || answer.StartsWith("HTTP/1.1 4", StringComparison.Ordinal), answer);
    }

    /// <summary>Sends it, and where nothing comes back says that there is no more; all that comes back.</summary>
    /// <param name="patience">Milliseconds to wait for what comes back.</param>
    private async Task<string> Send(string bytes, int patience = 500)
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(service.Address.Host, service.Address.Port, Token);
        await using var stream = connection.GetStream();
        using var reader = new StreamReader(stream, Encoding.Latin1);
        try
        {
            await stream.WriteAsync(Bytes(bytes), Token);
            var answer = reader.ReadToEndAsync(Token);
            // Who says at once that there is no more is taken for gone.
            if (await Task.WhenAny(answer, Task.Delay(patience, Token)) != answer) connection.Client.Shutdown(SocketShutdown.Send);
            return await answer;
        }
        // It hung up while we were still speaking.
        catch (Exception e) when (e is IOException or SocketException) { return ""; }
    }

    private static byte[] Bytes(string text)
    {
        const string head = "POST /api/v1/suppliers HTTP/1.1\nHost: a\nAuthorization: {key}\nContent-Type: application/json\n";
        return Encoding.UTF8.GetBytes(text.Replace("{head}", head + "Connection: close\n", StringComparison.Ordinal).Replace("{open}", head, StringComparison.Ordinal)
            .Replace("{key}", "Bearer " + RunningService.AdministratorKey, StringComparison.Ordinal).Replace("{body}", Body, StringComparison.Ordinal).ReplaceLineEndings("\r\n"));
    }
}
