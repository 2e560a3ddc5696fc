using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace SroiTracker.Tests.Client;

/// <summary>
/// Prism (@stoplight/prism-cli) between a caller and the service: it compares each request and each answer with
/// contracts/sroitracker.openapi.json. Where tests/contract/node_modules is absent the running test is skipped.
/// </summary>
internal sealed class PrismProxy : IAsyncDisposable
{
    private const string Base = "/api/v1";
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(60);
    private readonly Process _process;
    private readonly Uri _address;

    private PrismProxy(Process process, Uri address) => (_process, _address) = (process, address);

    /// <summary>What differed from the contract: the operation, and what Prism says.</summary>
    public ConcurrentQueue<string> Violations { get; } = new();

    /// <summary>The requests that went through, with the status of their answer.</summary>
    public ConcurrentQueue<string> Passed { get; } = new();

    public static async Task<PrismProxy> Before(Uri service)
    {
        var cli = Path.Combine(SharedData.Repository, "tests", "contract", "node_modules", "@stoplight", "prism-cli", "dist", "index.js");
        Assert.SkipUnless(File.Exists(cli), "Prism is not installed: run npm ci in tests/contract.");
        var port = FreePort();
        var process = Process.Start(new ProcessStartInfo("node",
        [
            cli, "proxy", Path.Combine(SharedData.Repository, "contracts", "sroitracker.openapi.json"), new Uri(service, Base).ToString(),
            "--host", "127.0.0.1", "--port", port.ToString(System.Globalization.CultureInfo.InvariantCulture), "--verboseLevel", "info",
        ]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
        var said = new ConcurrentQueue<string>();
        var listening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Hear(string? line)
        {
            if (line is null) return;
            said.Enqueue(line);
            if (line.Contains("Prism is listening", StringComparison.Ordinal)) listening.TrySetResult();
        }
        process.OutputDataReceived += (_, e) => Hear(e.Data);
        process.ErrorDataReceived += (_, e) => Hear(e.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var prism = new PrismProxy(process, new Uri($"http://127.0.0.1:{port}"));
        if (await Task.WhenAny(listening.Task, Task.Delay(LongestStart, TestContext.Current.CancellationToken)) == listening.Task) return prism;
        await prism.DisposeAsync();
        throw new InvalidOperationException("Prism did not start: " + string.Join('\n', said));
    }

    /// <summary>Takes a caller's requests through Prism, which knows the paths without their base.</summary>
    public DelegatingHandler Through() => new Handler(this);

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private sealed class Handler(PrismProxy prism) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var (asked, operation) = (request.RequestUri!, $"{request.Method} {request.RequestUri!.AbsolutePath[Base.Length..]}");
            request.RequestUri = new Uri(prism._address, asked.PathAndQuery[Base.Length..]);
            try
            {
                var response = await base.SendAsync(request, cancellationToken);
                if (response.Headers.TryGetValues("sl-violations", out var violations)) prism.Violations.Enqueue($"{operation}: {string.Join(' ', violations)}");
                // Prism writes JSON anew, so the bytes are no longer those that the service sent.
                response.Headers.Remove("Repr-Digest");
                prism.Passed.Enqueue($"{operation} {(int)response.StatusCode}");
                return response;
            }
            finally { request.RequestUri = asked; }
        }
    }
}
