using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using SroiTracker.Domain;
using SroiTracker.Outbound;

namespace SroiTracker.Tests.Outbound;

/// <summary>Calls to a server of a test as the service makes them, with a clock that runs ahead whenever something is waited for.</summary>
internal sealed class Outside : IDisposable
{
    public static readonly OutboundSettings Local = new(AllowPrivateAddresses: true, AllowHttp: true, TimeSpan.FromHours(1), TimeSpan.FromHours(10), TimeSpan.FromSeconds(60));

    /// <summary>A second for all that may take time; the clock is the machine's.</summary>
    public static readonly OutboundSettings Hurried = Local with { Try = TimeSpan.FromSeconds(1), Call = TimeSpan.FromSeconds(20) };

    private readonly OutboundClients _clients;

    public Outside(OutboundSettings? settings = null, TimeProvider? time = null, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null)
    {
        using var logs = new LoggerFactory([Log], new LoggerFilterOptions { MinLevel = LogLevel.Trace });
        _clients = new(settings ?? Local, time ?? Time, logs.CreateLogger<OutboundClients>(), resolve);
    }

    /// <summary>Stands still until a wait begins; see <see cref="Clocks.Ahead{T}"/>.</summary>
    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 22, 10, 0, 0, TimeSpan.Zero));

    public Written Log { get; } = new();

    public static Target Target(FaultyServer server, Credential? credential = null, long largestBody = 1024 * 1024) =>
        new(Guid.NewGuid(), new(server.Address, "/base"), credential, largestBody);

    /// <summary>A GET of a path under the target; its answer is read whole.</summary>
    public Task<HttpResponseMessage> Get(Target target, string path = "/items") => Send(target, new(HttpMethod.Get, Under(target, path)));

    /// <summary>A GET whose body is read as it comes.</summary>
    public Task<HttpResponseMessage> Open(Target target, string path = "/items")
    {
        var request = new HttpRequestMessage(HttpMethod.Get, Under(target, path));
        request.Options.Set(OutboundClients.Streamed, true);
        return Send(target, request);
    }

    public Task<HttpResponseMessage> Send(Target target, HttpRequestMessage request) =>
        Time.Ahead(() => _clients.For(target).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken));

    public HttpClient For(Target target) => _clients.For(target);

    /// <summary>The code that a call ends in, with what is filled in.</summary>
    public static async Task<string> RefusedBy(Func<Task> call)
    {
        var objection = Assert.Single((await Assert.ThrowsAsync<RefusedException>(call)).Objections);
        Assert.Equal(RefusalKind.Upstream, objection.Refusal.Kind);
        return string.Join(' ', [objection.Refusal.Code, .. objection.Values]);
    }

    private static Uri Under(Target target, string path) => new(target.Base.ToString().TrimEnd('/') + path);

    public void Dispose() => _clients.Dispose();

    /// <summary>All that was written, at whatever level.</summary>
    public sealed class Written : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue(formatter(state, exception) + exception);

        public void Dispose() { }
    }
}

/// <summary>Clocks of tests.</summary>
public static class Clocks
{
    /// <summary>
    /// Lets the clock run ahead, half a second in every few milliseconds, until what is awaited is there: so that a wait of a minute
    /// takes no minute. What may take time by the same clock must be given enough of it.
    /// </summary>
    public static async Task<T> Ahead<T>(this FakeTimeProvider time, Func<Task<T>> awaited)
    {
        var task = awaited();
        while (await Task.WhenAny(task, Task.Delay(5, TestContext.Current.CancellationToken)) != task) time.Advance(TimeSpan.FromSeconds(0.5));
        return await task;
    }
}
