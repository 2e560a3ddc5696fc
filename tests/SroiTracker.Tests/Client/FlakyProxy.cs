using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace SroiTracker.Tests.Client;

/// <summary>What a bad line, or a service that is busy, does to a request.</summary>
internal enum Mishap
{
    /// <summary>Nothing.</summary>
    None,
    /// <summary>The line breaks before the service has the request.</summary>
    CutBefore,
    /// <summary>The service does what was asked, and the line breaks before the answer.</summary>
    CutAnswer,
    /// <summary>The line breaks in the middle of the answer.</summary>
    CutInAnswer,
    /// <summary>The service does what was asked, and a gateway says 502 with a page of its own.</summary>
    BadGateway,
    /// <summary>429 with Retry-After.</summary>
    TooMany,
    /// <summary>503 with Retry-After.</summary>
    Busy,
    /// <summary>The answer comes, later than a try waits.</summary>
    Late,
}

/// <summary>Stands before the service on a port of its own, and lets each request meet a mishap.</summary>
internal sealed class FlakyProxy : IAsyncDisposable
{
    private const string Key = "Idempotency-Key";
    private static readonly TimeSpan Lateness = TimeSpan.FromSeconds(1);
    private readonly WebApplication _app;
    private readonly HttpClient _through;
    private readonly Func<HttpRequest, int, Mishap> _mishap;
    private readonly ConcurrentDictionary<string, int> _tries = new();

    private FlakyProxy(WebApplication app, HttpClient through, Func<HttpRequest, int, Mishap> mishap) => (_app, _through, _mishap) = (app, through, mishap);

    public Uri Address => new(_app.Urls.First());

    /// <summary>Mishaps that happened.</summary>
    public ConcurrentQueue<Mishap> Happened { get; } = new();

    /// <summary>Idempotency keys in the order in which they came, a key of each try.</summary>
    public ConcurrentQueue<string> Keys { get; } = new();

    /// <summary>Of the number of a try: the bytes of its body after which the line breaks; null where it does not.</summary>
    public Func<int, long?> CutBodyAfter { get; set; } = _ => null;

    /// <summary>What Retry-After asks for, in seconds.</summary>
    public int RetryAfter { get; set; }

    /// <param name="mishap">Of a request and the number of its try, from 1, under its key.</param>
    public static async Task<FlakyProxy> Before(Uri service, Func<HttpRequest, int, Mishap> mishap)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(k => k.Limits.MaxRequestBodySize = null);
        var app = builder.Build();
        var proxy = new FlakyProxy(app, new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, Expect100ContinueTimeout = TimeSpan.Zero }) { BaseAddress = service, Timeout = Timeout.InfiniteTimeSpan }, mishap);
        app.Run(proxy.Pass);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return proxy;
    }

    private async Task Pass(HttpContext http)
    {
        var key = http.Request.Headers[Key].ToString();
        if (key.Length > 0) Keys.Enqueue(key);
        var number = _tries.AddOrUpdate(key.Length > 0 ? key : http.Request.Path + http.Request.QueryString, 1, (_, n) => n + 1);
        var mishap = _mishap(http.Request, number);
        if (mishap != Mishap.None) Happened.Enqueue(mishap);
        switch (mishap)
        {
            case Mishap.CutBefore:
                http.Abort();
                return;
            case Mishap.TooMany or Mishap.Busy:
                http.Response.StatusCode = mishap == Mishap.Busy ? 503 : 429;
                http.Response.Headers.RetryAfter = RetryAfter.ToString(System.Globalization.CultureInfo.InvariantCulture);
                return;
        }
        using var answer = await Forwarded(http.Request, number);
        var body = await answer.Content.ReadAsByteArrayAsync(CancellationToken.None);
        switch (mishap)
        {
            case Mishap.CutAnswer:
                http.Abort();
                return;
            case Mishap.BadGateway:
                http.Response.StatusCode = 502;
                await http.Response.WriteAsync("<html>Bad Gateway</html>", CancellationToken.None);
                return;
            case Mishap.Late:
                await Task.Delay(Lateness, CancellationToken.None);
                break;
        }
        http.Response.StatusCode = (int)answer.StatusCode;
        foreach (var header in answer.Headers.Concat(answer.Content.Headers).Where(h => h.Key is not ("Transfer-Encoding" or "Date")))
            http.Response.Headers[header.Key] = header.Value.ToArray();
        http.Response.ContentLength = body.Length;
        if (mishap == Mishap.CutInAnswer)
        {
            await http.Response.Body.WriteAsync(body.AsMemory(0, body.Length / 2), CancellationToken.None);
            await http.Response.Body.FlushAsync(CancellationToken.None);
            http.Abort();
            return;
        }
        if (!http.RequestAborted.IsCancellationRequested) await http.Response.Body.WriteAsync(body, CancellationToken.None);
    }

    private async Task<HttpResponseMessage> Forwarded(HttpRequest request, int number)
    {
        using var forwarded = new HttpRequestMessage(new HttpMethod(request.Method), request.Path + request.QueryString);
        if (request.ContentLength is not null and not 0 || request.Headers.TransferEncoding.Count > 0)
            forwarded.Content = new StreamContent(CutBodyAfter(number) is { } after ? new CutStream(request.Body, after, request.HttpContext) : request.Body);
        foreach (var header in request.Headers.Where(h => h.Key is not ("Host" or "Transfer-Encoding" or "Expect" or "Connection")))
            if (!forwarded.Headers.TryAddWithoutValidation(header.Key, header.Value.ToArray())) forwarded.Content?.Headers.TryAddWithoutValidation(header.Key, header.Value.ToArray());
        return await _through.SendAsync(forwarded, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _through.Dispose();
    }

    /// <summary>A body on its way of which the line breaks after so many bytes.</summary>
    private sealed class CutStream(Stream body, long after, HttpContext http) : Stream
    {
        private long _read;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await body.ReadAsync(buffer, cancellationToken);
            if ((_read += read) < after) return read;
            http.Abort();
            throw new IOException("The line broke.");
        }

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => _read; set => throw new NotSupportedException(); }
        public override void Flush() { }
        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
