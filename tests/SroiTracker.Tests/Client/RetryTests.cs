using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SroiTracker.Client;
using SroiTracker.Tests.Outbound;
using SroiTracker.Tests.Placements;

namespace SroiTracker.Tests.Client;

/// <summary>The client tries again what may be tried again, with the same key each time, and says plainly when it gives up.</summary>
public class RetryTests(RunningService service) : IClassFixture<RunningService>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(nameof(Mishap.CutBefore))]
    [InlineData(nameof(Mishap.CutAnswer))]
    [InlineData(nameof(Mishap.CutInAnswer))]
    [InlineData(nameof(Mishap.BadGateway))]
    [InlineData(nameof(Mishap.TooMany))]
    [InlineData(nameof(Mishap.Busy))]
    [InlineData(nameof(Mishap.Late))]
    public async Task A_report_that_meets_a_mishap_is_sent_again_with_the_same_key_and_counts_once(string mishap)
    {
        var stage = await PlacementStage.In(service);
        await using var proxy = await FlakyProxy.Before(stage.Supplier.BaseAddress!, (_, number) => number <= 2 ? Enum.Parse<Mishap>(mishap) : Mishap.None);
        using var program = SupplierProgram.Of(stage.Supplier, proxy.Address, o => o.TimePerTry = TimeSpan.FromSeconds(mishap == nameof(Mishap.Late) ? 0.7 : 10));
        var placement = await program.Sroi.Placements.ReportAsync(SupplierFlow.Report(stage.Contract.ContractId), cancellationToken: Token);

        Assert.Equal(3, proxy.Keys.Count);
        Assert.Single(proxy.Keys.Distinct());
        Assert.Equal(1, placement.ReportNumber);
        Assert.Equal(placement.Id, Assert.Single(await program.Sroi.Placements.ListAsync(cancellationToken: Token).ToListAsync(Token)).Id);
        // The answer is that of the first time, when it made the placement.
        var wasDone = Enum.Parse<Mishap>(mishap) is Mishap.CutAnswer or Mishap.CutInAnswer or Mishap.BadGateway or Mishap.Late;
        Assert.Equal((true, wasDone), (placement.WasCreated, placement.WasReplayed));
    }

    [Fact]
    public async Task Each_call_has_a_key_of_its_own_unless_the_caller_gives_one()
    {
        var stage = await PlacementStage.In(service);
        await using var proxy = await FlakyProxy.Before(stage.Supplier.BaseAddress!, (_, _) => Mishap.None);
        using var program = SupplierProgram.Of(stage.Supplier, proxy.Address);
        var report = SupplierFlow.Report(stage.Contract.ContractId);
        await program.Sroi.Placements.ReportAsync(report, cancellationToken: Token);
        await program.Sroi.Placements.ReportAsync(report, cancellationToken: Token);
        await program.Sroi.Placements.ReportAsync(report, "HB-001/2026-07", Token);
        Assert.Equal(3, proxy.Keys.Distinct().Count());
        Assert.Equal("HB-001/2026-07", proxy.Keys.Last());
        foreach (var wrong in new[] { "", "two words", new string('x', 65), "é" })
            await Assert.ThrowsAsync<ArgumentException>(() => program.Sroi.Placements.ReportAsync(report, wrong, Token));
    }

    [Fact]
    public async Task A_key_that_the_program_kept_works_after_its_restart()
    {
        var stage = await PlacementStage.In(service);
        await using var proxy = await FlakyProxy.Before(stage.Supplier.BaseAddress!, (_, number) => number == 1 ? Mishap.CutAnswer : Mishap.None);
        var report = SupplierFlow.Report(stage.Contract.ContractId);
        using (var first = SupplierProgram.Of(stage.Supplier, proxy.Address, o => (o.TotalTime, o.FirstDelay) = (TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(30))))
        {
            var cut = await Assert.ThrowsAsync<SroiUnavailableException>(() => first.Sroi.Placements.ReportAsync(report, "kept", Token));
            Assert.Equal("kept", cut.IdempotencyKey);
        }
        using var second = SupplierProgram.Of(stage.Supplier, proxy.Address);
        var placement = await second.Sroi.Placements.ReportAsync(report, "kept", Token);
        Assert.Equal((true, true, 1), (placement.WasCreated, placement.WasReplayed, placement.ReportNumber));
    }

    [Fact]
    public async Task Retry_after_is_waited_for_and_one_beyond_the_time_there_is_is_told_at_once()
    {
        var stage = await PlacementStage.In(service);
        await using var proxy = await FlakyProxy.Before(stage.Supplier.BaseAddress!, (request, number) => number == 1 || request.Path.Value!.EndsWith("progress", StringComparison.Ordinal) ? Mishap.Busy : Mishap.None);
        proxy.RetryAfter = 1;
        using var program = SupplierProgram.Of(stage.Supplier, proxy.Address);
        var begun = Stopwatch.StartNew();
        await program.Sroi.Contracts.GetAsync(stage.Contract.ContractId, Token);
        Assert.InRange(begun.Elapsed, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10));

        using var hurried = SupplierProgram.Of(stage.Supplier, proxy.Address, o => o.TotalTime = TimeSpan.FromSeconds(0.9));
        begun.Restart();
        await Assert.ThrowsAsync<SroiUnavailableException>(() => hurried.Sroi.Contracts.ProgressAsync(stage.Contract.ContractId, cancellationToken: Token));
        Assert.True(begun.Elapsed < TimeSpan.FromSeconds(0.9));
    }

    [Theory]
    [InlineData(90, 90)]
    [InlineData(-90, 0)]
    public async Task Retry_after_may_be_a_date_by_the_clock_of_the_program(int seconds, int waited)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 22, 10, 0, 0, TimeSpan.Zero));
        await using var busy = await FaultyServer.Start(asked => asked.Number == 1 ? BusyUntil(time.GetUtcNow().AddSeconds(seconds)) : Says.Json("""{"items": [], "links": {"next": null}}"""));
        using var program = At(busy, time, TimeSpan.FromHours(1));
        var begun = time.GetUtcNow();
        Assert.Empty(await time.Ahead(() => program.Sroi.Teams.ListAsync(cancellationToken: Token).ToListAsync(Token).AsTask()));
        Assert.InRange(time.GetUtcNow() - begun, TimeSpan.FromSeconds(waited - 1), TimeSpan.FromSeconds(waited + 20));
    }

    [Fact]
    public async Task A_date_beyond_the_time_there_is_is_told_at_once_as_the_time_to_wait()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 22, 10, 0, 0, TimeSpan.Zero));
        await using var busy = await FaultyServer.Start(_ => BusyUntil(time.GetUtcNow().AddSeconds(90)));
        using var program = At(busy, time, TimeSpan.FromSeconds(60));
        var refused = await Assert.ThrowsAsync<SroiRefusedException>(() => program.Sroi.Contracts.ProgressAsync(Guid.NewGuid(), cancellationToken: Token));
        Assert.Equal(("rate.exceeded", TimeSpan.FromSeconds(90)), (refused.Code, refused.RetryAfter));
        Assert.Single(busy.Asked);
    }

    private static Say BusyUntil(DateTimeOffset until) => Says.Text(429, "application/problem+json",
        """{"type": "/problems/rate.exceeded", "title": "Too many", "status": 429, "detail": "Wait.", "code": "rate.exceeded"}""", ("Retry-After", until.ToString("R", CultureInfo.InvariantCulture)));

    private SupplierProgram At(FaultyServer server, TimeProvider time, TimeSpan total) =>
        SupplierProgram.Of(service.With("srt_a-key-that-nobody-has"), server.Address, o => (o.TotalTime, o.TimePerTry) = (total, TimeSpan.FromHours(1)), s => s.AddSingleton(time));

    [Fact]
    public async Task A_next_report_that_lost_its_answer_says_so_when_it_finds_its_own_version()
    {
        var stage = await PlacementStage.In(service);
        await using var proxy = await FlakyProxy.Before(stage.Supplier.BaseAddress!, (request, number) => request.Method == "PUT" && number == 1 ? Mishap.CutAnswer : Mishap.None);
        using var program = SupplierProgram.Of(stage.Supplier, proxy.Address);
        var report = SupplierFlow.Report(stage.Contract.ContractId);
        var placement = await program.Sroi.Placements.ReportAsync(report, cancellationToken: Token);
        var longer = report with { EndDate = new(2026, 9, 30), ReportedThroughDate = new(2026, 9, 30) };
        var stale = await Assert.ThrowsAsync<SroiRefusedException>(() => program.Sroi.Placements.ReportNextAsync(placement.Id, placement.ETag!, longer, Token));
        Assert.Equal((412, true), ((int)stale.Status, stale.AfterLostAnswer));
        var now = await program.Sroi.Placements.GetAsync(placement.Id, Token);
        Assert.Equal(2, (await program.Sroi.Placements.ReportNextAsync(placement.Id, now.ETag!, longer, Token)).ReportNumber);
    }

    [Fact]
    public async Task A_refusal_is_not_tried_again_and_says_everything_that_is_wrong()
    {
        var stage = await PlacementStage.In(service);
        await using var proxy = await FlakyProxy.Before(stage.Supplier.BaseAddress!, (_, _) => Mishap.None);
        using var program = SupplierProgram.Of(stage.Supplier, proxy.Address);
        var wrong = SupplierFlow.Report(stage.Contract.ContractId) with { Candidate = "too-short", HoursPerWeek = 18.123m, Doelgroep = Doelgroep.Of("Nieuw") };
        var refused = await Assert.ThrowsAsync<SroiRefusedException>(() => program.Sroi.Placements.ReportAsync(wrong with { Doelgroep = Doelgroep.Wia }, cancellationToken: Token));
        Assert.Equal(400, (int)refused.Status);
        Assert.Equal(["/candidate", "/hoursPerWeek"], refused.Errors.Select(e => e.Place).Order(StringComparer.Ordinal));
        Assert.All(refused.Errors, e => Assert.Equal("body", e.In));
        Assert.NotNull(refused.TraceId);
        Assert.Contains("/hoursPerWeek", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("too-short", refused.ToString(), StringComparison.Ordinal);
        Assert.Single(proxy.Keys);
        Assert.Equal("/doelgroep", Assert.Single((await Assert.ThrowsAsync<SroiRefusedException>(() => program.Sroi.Placements.ReportAsync(wrong, cancellationToken: Token))).Errors).Place);

        Assert.Equal("resource.not-found", (await Assert.ThrowsAsync<SroiRefusedException>(() => program.Sroi.Placements.GetAsync(Guid.NewGuid(), Token))).Code);
        using var stranger = SupplierProgram.Of(service.With("srt_a-key-that-nobody-has"));
        Assert.Equal(401, (int)(await Assert.ThrowsAsync<SroiRefusedException>(() => stranger.Sroi.Contracts.GetAsync(stage.Contract.ContractId, Token))).Status);
    }

    [Fact]
    public async Task Whoever_stops_waiting_is_told_nothing_else()
    {
        var stage = await PlacementStage.In(service);
        await using var proxy = await FlakyProxy.Before(stage.Supplier.BaseAddress!, (_, _) => Mishap.Late);
        using var program = SupplierProgram.Of(stage.Supplier, proxy.Address);
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(0.3));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => program.Sroi.Contracts.GetAsync(stage.Contract.ContractId, stop.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await program.Sroi.Contracts.ListAsync(cancellationToken: stop.Token).ToListAsync(Token));
    }

    [Fact]
    public async Task A_service_that_is_not_there_is_unavailable()
    {
        using var program = SupplierProgram.Of(service.With("srt_a-key-that-nobody-has"), new Uri("http://127.0.0.1:9"), o => o.Retries = 2);
        var gone = await Assert.ThrowsAsync<SroiUnavailableException>(() => program.Sroi.Teams.CreateAsync(new()
        {
            Name = "Groen", PlannedSize = 10, HasTeamLeader = true, HasFixedJobcoach = false, KindOfWork = "Groen", Place = "Tiel", StartDate = new(2026, 1, 1),
        }, cancellationToken: Token));
        Assert.NotNull(gone.IdempotencyKey);
        Assert.IsType<HttpRequestException>(gone.InnerException);
    }
}
