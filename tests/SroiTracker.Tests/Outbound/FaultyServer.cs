using System.Buffers;
using System.Collections.Concurrent;
using System.IO.Pipelines;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace SroiTracker.Tests.Outbound;

/// <summary>What a server was asked.</summary>
/// <param name="Path">With its query.</param>
/// <param name="Number">How many times it was asked at this path, without its query, from 1.</param>
public sealed record Asked(string Method, string Path, IReadOnlyDictionary<string, string> Headers, string Body, int Number)
{
    /// <summary>A header; null where it was not sent.</summary>
    public string? this[string name] => Headers.GetValueOrDefault(name);
}

/// <summary>
/// A party outside on a port of its own that says whatever a test wants it to, byte by byte, also what no server should
/// (<see cref="Says"/>). Alone, or before a server that behaves.
/// </summary>
public sealed class FaultyServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Func<Asked, Say?> _answer;
    private readonly HttpClient? _behind;
    private readonly ConcurrentDictionary<string, int> _numbers = new();
    private readonly CancellationTokenSource _stop = new();

    private FaultyServer(Func<Asked, Say?> answer, Uri? behind, X509Certificate2? certificate)
    {
        (_answer, _behind) = (answer, behind is null ? null : new HttpClient { BaseAddress = behind, Timeout = Timeout.InfiniteTimeSpan });
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0, listen =>
        {
            if (certificate is not null) listen.UseHttps(certificate);
            listen.Run(Serve);
        }));
        _app = builder.Build();
        IsSecure = certificate is not null;
    }

    /// <summary>All that was asked, in order.</summary>
    public ConcurrentQueue<Asked> Asked { get; } = new();

    public bool IsSecure { get; }

    /// <summary>http, whatever is spoken: with or without TLS is in <see cref="IsSecure"/>.</summary>
    public Uri Address => new UriBuilder(new Uri(_app.Urls.First())) { Scheme = IsSecure ? "https" : "http" }.Uri;

    /// <summary>Answers by a function of what is asked.</summary>
    public static Task<FaultyServer> Start(Func<Asked, Say> answer) => Start(new FaultyServer(answer, null, null));

    /// <summary>The same with TLS, by a certificate that nobody knows.</summary>
    public static Task<FaultyServer> StartUntrusted(Func<Asked, Say> answer) => Start(new FaultyServer(answer, null, Certificate()));

    /// <summary>Passes on to a server that behaves, except where a fault is given.</summary>
    public static Task<FaultyServer> Before(Uri server, Func<Asked, Say?> fault) => Start(new FaultyServer(fault, server, null));

    private static async Task<FaultyServer> Start(FaultyServer server)
    {
        await server._app.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _app.DisposeAsync();
        _behind?.Dispose();
        _stop.Dispose();
    }

    private async Task Serve(ConnectionContext connection)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(connection.ConnectionClosed, _stop.Token);
        try
        {
            while (await Next(connection.Transport.Input, end.Token) is { } asked)
            {
                Asked.Enqueue(asked);
                var say = _answer(asked) ?? await PassedOn(asked, end.Token);
                var then = await say(connection.Transport.Output.AsStream(leaveOpen: true), end.Token);
                if (then == Then.Break) connection.Abort(new("The server broke off."));
                if (then != Then.GoOn) return;
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or ConnectionResetException or InvalidOperationException) { }
    }

    private async Task<Asked?> Next(PipeReader input, CancellationToken token)
    {
        if (await Until(input, "\r\n\r\n"u8.ToArray(), token) is not { } head) return null;
        var lines = head.Split("\r\n");
        var first = lines[0].Split(' ');
        var headers = lines.Skip(1).Select(l => l.Split(": ", 2)).ToDictionary(h => h[0], h => h[1], StringComparer.OrdinalIgnoreCase);
        var body = headers.TryGetValue("Content-Length", out var length) ? await Exactly(input, int.Parse(length), token)
            : headers.ContainsKey("Transfer-Encoding") ? await Chunks(input, token) : "";
        return new(first[0], first[1], headers, body, _numbers.AddOrUpdate(first[1].Split('?')[0], 1, (_, n) => n + 1));
    }

    private static async Task<string> Chunks(PipeReader input, CancellationToken token)
    {
        var body = new StringBuilder();
        while (Convert.ToInt32(await Until(input, "\r\n"u8.ToArray(), token), 16) is > 0 and var size)
        {
            body.Append(await Exactly(input, size, token));
            await Exactly(input, 2, token);
        }
        await Exactly(input, 2, token);
        return body.ToString();
    }

    private static async Task<string?> Until(PipeReader input, byte[] mark, CancellationToken token)
    {
        while (true)
        {
            var read = await input.ReadAsync(token);
            var reader = new SequenceReader<byte>(read.Buffer);
            if (reader.TryReadTo(out ReadOnlySequence<byte> before, mark))
            {
                var text = Encoding.Latin1.GetString(before);
                input.AdvanceTo(reader.Position);
                return text;
            }
            input.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            if (read.IsCompleted) return null;
        }
    }

    private static async Task<string> Exactly(PipeReader input, int count, CancellationToken token)
    {
        var read = await input.ReadAtLeastAsync(count, token);
        var text = Encoding.UTF8.GetString(read.Buffer.Slice(0, count));
        input.AdvanceTo(read.Buffer.GetPosition(count));
        return text;
    }

    private async Task<Say> PassedOn(Asked asked, CancellationToken token)
    {
        using var request = new HttpRequestMessage(new(asked.Method), asked.Path);
        if (asked.Body.Length > 0) request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(asked.Body));
        foreach (var (name, value) in asked.Headers.Where(h => h.Key is not ("Host" or "Connection" or "Content-Length" or "Transfer-Encoding")))
            if (!request.Headers.TryAddWithoutValidation(name, value)) request.Content?.Headers.TryAddWithoutValidation(name, value);
        using var response = await _behind!.SendAsync(request, token);
        var headers = response.Headers.Concat(response.Content.Headers).Where(h => h.Key is not ("Transfer-Encoding" or "Content-Length" or "Connection"))
            .SelectMany(h => h.Value.Select(v => (h.Key, v))).ToArray();
        return Says.Bytes((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync(token), headers);
    }

    private static X509Certificate2 Certificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var made = request.CreateSelfSigned(new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), new(2046, 1, 1, 0, 0, 0, TimeSpan.Zero));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }
}
