using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SroiTracker.Client;
using SroiTracker.Tests.Placements;

namespace SroiTracker.Tests.Client;

/// <summary>Options that cannot work stop a program at its start, and nothing tells the key.</summary>
public class OptionsTests(RunningService service) : IClassFixture<RunningService>
{
    private const string Key = "srt_k7Qv2mXw9Rt4bN8sLp3zA6dF1gH5jK0qW_eRtYuIoPa";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("https://sroi.example.nl", Key, null)]
    [InlineData("https://sroi.example.nl/sroi/", Key, null)]
    [InlineData("http://127.0.0.1:5080", Key, null)]
    [InlineData("http://localhost:5080", Key, null)]
    [InlineData("http://[::1]:5080", Key, null)]
    [InlineData("http://sroi.example.nl", Key, "https")]
    [InlineData("ftp://sroi.example.nl", Key, "BaseAddress")]
    [InlineData("/api/v1", Key, "BaseAddress")]
    [InlineData(null, Key, "BaseAddress")]
    [InlineData("https://sroi.example.nl/api/v1/", Key, null)]
    [InlineData("https://user:secret@sroi.example.nl", Key, "user")]
    [InlineData("https://sroi.example.nl?x=1", Key, "query")]
    [InlineData("https://sroi.example.nl", null, "ApiKey")]
    [InlineData("https://sroi.example.nl", "short", "ApiKey")]
    [InlineData("https://sroi.example.nl", Key + "\r\n", "ApiKey")]
    [InlineData("https://sroi.example.nl", Key + " " + Key, "ApiKey")]
    public async Task Address_and_key_are_judged_at_the_start_without_a_word_of_the_key(string? address, string? key, string? wrong)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSroiTrackerClient(o => (o.BaseAddress, o.ApiKey) = (address is null ? null : new Uri(address, UriKind.RelativeOrAbsolute), key));
        using var host = builder.Build();
        if (wrong is null)
        {
            await host.StartAsync(Token);
            Assert.NotNull(host.Services.GetRequiredService<SroiTrackerClient>());
            await host.StopAsync(Token);
            return;
        }
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Token));
        Assert.Contains(wrong, refused.Message, StringComparison.Ordinal);
        if (key is not null) Assert.DoesNotContain(key.Trim(), refused.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AcceptLanguage")]
    [InlineData("Product")]
    [InlineData("Retries")]
    [InlineData("FirstDelay")]
    [InlineData("TotalTime")]
    [InlineData("TimePerTry")]
    [InlineData("TotalTimeOfBatch")]
    public void Every_other_option_has_bounds(string name)
    {
        using var program = new ServiceCollection().AddSroiTrackerClient(o =>
        {
            (o.BaseAddress, o.ApiKey) = (new("https://sroi.example.nl"), Key);
            typeof(SroiTrackerOptions).GetProperty(name)!.SetValue(o, name switch
            {
                "AcceptLanguage" => "fr", "Product" => "My planning", "Retries" => 0, "FirstDelay" => TimeSpan.FromMinutes(1), _ => TimeSpan.Zero,
            });
        }).Services.BuildServiceProvider();
        Assert.StartsWith(name, Assert.Throws<OptionsValidationException>(() => program.GetRequiredService<SroiTrackerClient>()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_key_is_in_no_log_and_no_exception_however_much_is_logged()
    {
        var stage = await PlacementStage.In(service);
        var (log, key) = (new Written(), stage.Supplier.DefaultRequestHeaders.Authorization!.Parameter!);
        var report = SupplierFlow.Report(stage.Contract.ContractId);
        await using (var proxy = await FlakyProxy.Before(stage.Supplier.BaseAddress!, (_, number) => number == 1 ? Mishap.CutAnswer : Mishap.None))
        using (var program = SupplierProgram.Of(stage.Supplier, proxy.Address, also: s => s.AddLogging(l => l.SetMinimumLevel(LogLevel.Trace).AddProvider(log))))
        {
            await program.Sroi.Placements.ReportAsync(report, cancellationToken: Token);
            log.Lines.Enqueue((await Assert.ThrowsAsync<SroiRefusedException>(() => program.Sroi.Placements.GetAsync(Guid.NewGuid(), Token))).ToString());
        }
        using (var gone = SupplierProgram.Of(stage.Supplier, new("http://127.0.0.1:9"), o => o.Retries = 1, s => s.AddLogging(l => l.SetMinimumLevel(LogLevel.Trace).AddProvider(log))))
            log.Lines.Enqueue((await Assert.ThrowsAsync<SroiUnavailableException>(() => gone.Sroi.Placements.ReportAsync(report, cancellationToken: Token))).ToString());

        Assert.Contains(log.Lines, l => l.Contains("/api/v1/placements", StringComparison.Ordinal));
        Assert.Contains(log.Lines, l => l.Contains("Authorization", StringComparison.Ordinal));
        Assert.All(log.Lines, l => Assert.False(l.Contains(key[4..], StringComparison.Ordinal) || l.Contains(report.Candidate!, StringComparison.Ordinal), l));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("/api/v1")]
    [InlineData("/API/V1/")]
    public async Task The_address_may_be_that_of_the_service_or_of_its_API(string path)
    {
        var stage = await PlacementStage.In(service);
        using var program = SupplierProgram.Of(stage.Supplier, new Uri(stage.Supplier.BaseAddress!, path));
        Assert.Equal(stage.Contract.ContractId, (await program.Sroi.Contracts.GetAsync(stage.Contract.ContractId, Token)).Id);
    }

    [Fact]
    public async Task A_request_says_who_asks_and_in_which_language()
    {
        var stage = await PlacementStage.In(service);
        var seen = new ConcurrentQueue<string>();
        await using var proxy = await FlakyProxy.Before(stage.Supplier.BaseAddress!, (request, _) =>
        {
            seen.Enqueue($"{request.Headers.UserAgent} | {request.Headers.AcceptLanguage} | {request.Headers.Authorization.ToString()[..11]}");
            return Mishap.None;
        });
        using var program = SupplierProgram.Of(stage.Supplier, proxy.Address, o => (o.Product, o.AcceptLanguage) = ("MyPlanning/3.1", "nl"));
        var refused = await Assert.ThrowsAsync<SroiRefusedException>(() => program.Sroi.Placements.GetAsync(Guid.NewGuid(), Token));
        Assert.Equal("MyPlanning/3.1 SroiTracker.Client/0.1.0 | nl | Bearer srt_", Assert.Single(seen));
        Assert.StartsWith("Dit bestaat niet", refused.Detail, StringComparison.Ordinal);
    }

    private sealed class Written : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();
        public ILogger CreateLogger(string categoryName) => this;
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;
        public bool IsEnabled(LogLevel logLevel) => true;
        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue($"{formatter(state, exception)} {exception}");
        public void Dispose() { }
    }
}
