using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace SroiTracker.Tests;

/// <summary>
/// Prism (@stoplight/prism-cli), which compares each request and each answer with an API document: between a caller and a server,
/// or in place of a server, with the document's own examples. Where tests/contract/node_modules is absent the running test is skipped.
/// </summary>
internal sealed class Prism : IAsyncDisposable
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(60);
    private readonly Process _process;
    private readonly Uri _address;
    private readonly string _base;

    private Prism(Process process, Uri address, string path) => (_process, _address, _base) = (process, address, path);

    /// <summary>What differed from the contract: the operation, and what Prism says.</summary>
    public ConcurrentQueue<string> Violations { get; } = new();

    /// <summary>The requests that went through, with the status of their answer.</summary>
    public ConcurrentQueue<string> Passed { get; } = new();

    /// <summary>Before a server.</summary>
    /// <param name="server">With the path under which its operations are.</param>
    /// <param name="contract">The API document, in contracts/.</param>
    public static Task<Prism> Before(Uri server, string contract) => Start(["proxy", Document(contract), server.ToString()], server.AbsolutePath.TrimEnd('/'));

    /// <summary>In place of a server, at any address: requests go to Prism.</summary>
    public static Task<Prism> Mock(string contract) => Start(["mock", Document(contract)], "");

    /// <summary>Takes a caller's requests through Prism, which knows the paths without their base.</summary>
    public DelegatingHandler Through() => new Handler(this);

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }

    private static string Document(string contract) => Path.Combine(SharedData.Repository, "contracts", contract);

    private static async Task<Prism> Start(string[] task, string path)
    {
        var cli = Path.Combine(SharedData.Repository, "tests", "contract", "node_modules", "@stoplight", "prism-cli", "dist", "index.js");
        Assert.SkipUnless(File.Exists(cli), "Prism is not installed: run npm ci in tests/contract.");
        var port = FreePort();
        var process = Process.Start(new ProcessStartInfo("node",
            [cli, .. task, "--host", "127.0.0.1", "--port", port.ToString(CultureInfo.InvariantCulture), "--verboseLevel", "info"])
            { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
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
        var prism = new Prism(process, new Uri($"http://127.0.0.1:{port}"), path);
        if (await Task.WhenAny(listening.Task, Task.Delay(LongestStart, TestContext.Current.CancellationToken)) == listening.Task) return prism;
        await prism.DisposeAsync();
        throw new InvalidOperationException("Prism did not start: " + string.Join('\n', said));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private sealed class Handler(Prism prism) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var (asked, operation) = (request.RequestUri!, $"{request.Method} {request.RequestUri!.AbsolutePath[prism._base.Length..]}");
            request.RequestUri = new Uri(prism._address, asked.PathAndQuery[prism._base.Length..]);
            try
            {
                var response = await base.SendAsync(request, cancellationToken);
                if (response.Headers.TryGetValues("sl-violations", out var violations)) prism.Violations.Enqueue($"{operation}: {string.Join(' ', violations)}");
                // Prism writes JSON anew, so the bytes are no longer those that the server sent.
                response.Headers.Remove("Repr-Digest");
                prism.Passed.Enqueue($"{operation} {(int)response.StatusCode}");
                return response;
            }
            finally { request.RequestUri = asked; }
        }
    }
}
