using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using SroiTracker.Database;
using SroiTracker.Suppliers.Sync;
using SroiTracker.Tests.Placements;

namespace SroiTracker.Tests.Suppliers.Sync;

/// <summary>Suppliers' systems are told what officers decided, from the event log: each once, as it stands then, however often it has to be tried.</summary>
public sealed class StatusTests(SynchronisingService service) : IClassFixture<SynchronisingService>, IAsyncLifetime
{
    private SystemStage _in = null!;

    private SupplierSystemServer System => _in.System;
    private PlacementStage Stage => _in.Stage;

    public async ValueTask InitializeAsync()
    {
        _in = await SystemStage.In(service);
        await _in.Step();
    }

    public ValueTask DisposeAsync() => _in.DisposeAsync();

    [Fact]
    public async Task A_verdict_is_told_once_with_how_the_placement_stands()
    {
        var placement = await _in.Pulled("p-1");
        await _in.Step();
        Assert.Empty(System.Told);

        await Stage.Verify(placement).Is(201);
        await _in.Step();
        await _in.Step();
        var told = Assert.Single(System.Told);
        var contract = told.Status["contracts"]![0]!;
        Assert.Equal(("p-1", placement, "HB-p-1", 1), (told.Id, (Guid)told.Status["placementId"]!, (string?)told.Status["supplierReference"], (int)told.Status["reportNumber"]!));
        Assert.Equal(("Verified", 1, "2026-07-19", 10958.90m), ((string?)contract["state"], (int)contract["verifiedReportNumber"]!, (string?)contract["verifiedThroughDate"], (decimal)contract["counted"]!["amount"]!));
        Assert.DoesNotContain("candidate", told.Status.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_decided_meanwhile_is_told_as_it_stands_now()
    {
        var placement = await _in.Pulled("p-1");
        System.Mishap = Answers(422);
        await Stage.Officer.Post($"placements/{placement}/rejections", new { contractId = Stage.Contract.ContractId, reportNumber = 1, code = "hours", reason = "Too many." }).Is(201);
        await _in.Step();
        System.Mishap = null;
        var changed = _in.Item("p-1", 20);
        changed["termsFromDate"] = "2026-01-01";
        System.Put("p-1", changed);
        await _in.Pull();
        await Stage.Verify(placement, report: 2).Is(201);
        await _in.Later(TimeSpan.FromMinutes(10));
        var told = Assert.Single(System.Told);
        Assert.Equal(("Verified", 2), ((string?)told.Status["contracts"]![0]!["state"], (int)told.Status["reportNumber"]!));
    }

    [Fact]
    public async Task What_can_not_be_told_waits_longer_each_time_and_is_given_up_at_the_tenth()
    {
        var placement = await _in.Pulled("p-1");
        var asked = 0;
        System.Mishap = http => { asked++; return Answers(422)(http); };
        await Stage.Verify(placement).Is(201);
        await _in.Step();
        await _in.Later(TimeSpan.FromSeconds(30));
        Assert.Equal(1, asked);
        await _in.Later(TimeSpan.FromSeconds(60));
        Assert.Equal(2, asked);
        for (var i = 0; i < 20; i++) await _in.Later(TimeSpan.FromHours(8));
        Assert.Equal(10, asked);
        Assert.Equal(0, await Waiting());
    }

    [Theory]
    [InlineData(401, "Stopped", "source.unauthorised", 1)]
    [InlineData(403, "Stopped", "source.unauthorised", 1)]
    [InlineData(404, "Active", null, 0)]
    [InlineData(410, "Active", null, 0)]
    [InlineData(409, "Active", null, 1)]
    public async Task What_theSystem_says_to_it_decides_what_becomes_of_the_connection(int answer, string state, string? stoppedFor, int waiting)
    {
        var placement = await _in.Pulled("p-1");
        System.Mishap = Answers(answer);
        await Stage.Verify(placement).Is(201);
        await _in.Step();
        var connection = await _in.Now();
        Assert.Equal((state, stoppedFor, waiting), (connection.State.ToString(), connection.StoppedFor, await Waiting()));
        Assert.Empty(System.Told);
    }

    [Fact]
    public async Task One_instance_tells_at_a_time()
    {
        var placement = await _in.Pulled("p-1");
        await service.Running.Run(session => Lease.Take(session, $"tell/{_in.Connection.Id}", "another instance", TimeSpan.FromSeconds(30)));
        await Stage.Verify(placement).Is(201);
        await _in.Step();
        Assert.Empty(System.Told);
        await _in.Later(TimeSpan.FromSeconds(31));
        Assert.Single(System.Told);
    }

    [Fact]
    public async Task A_verdict_that_can_t_be_told_as_the_secret_is_lost_stops_the_connection_and_waits()
    {
        var placement = await _in.Pulled("p-1");
        await _in.LoseSecret();
        await Stage.Verify(placement).Is(201);
        await _in.Step();
        var connection = await _in.Now();
        Assert.Equal((ConnectionState.Stopped, "source.secret-lost", 1), (connection.State, connection.StoppedFor, await Waiting()));
        Assert.Empty(System.Told);
    }

    [Fact]
    public async Task Operations_sees_runs_items_and_verdicts_by_kind_and_outcome()
    {
        var seen = new ConcurrentBag<string>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, on) => { if (instrument.Name.StartsWith("sroitracker.synchronisation.", StringComparison.Ordinal)) on.EnableMeasurementEvents(instrument); };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => seen.Add($"{instrument.Name} {value} {string.Join(' ', tags.ToArray().Select(t => t.Value))}"));
        listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => seen.Add($"{instrument.Name} {string.Join(' ', tags.ToArray().Select(t => t.Value))}"));
        listener.Start();
        var placement = await _in.Pulled("p-1");
        await Stage.Verify(placement).Is(201);
        await _in.Step();
        foreach (var expected in (string[])["duration Standard Completed", "going 1 Standard", "going -1 Standard", "items 1 Standard New", "statuses 1 told"])
            Assert.Contains("sroitracker.synchronisation." + expected, seen);
    }

    [Fact]
    public async Task Of_what_did_not_come_from_aSystem_none_is_told()
    {
        var placement = await Stage.Reported();
        await Stage.Verify(placement).Is(201);
        await _in.Step();
        Assert.Equal(0, await Waiting());
        Assert.Empty(System.Told);
    }

    [Fact]
    public async Task Verdicts_on_many_placements_are_all_told()
    {
        for (var i = 0; i < 120; i++) System.Put($"p-{i}", _in.Item($"p-{i}"));
        await _in.Pull();
        var placements = (await Stage.Supplier.Ask("placements?pageSize=500").Is(200))["items"]!.AsArray();
        foreach (var placement in placements) await Stage.Verify((Guid)placement!["id"]!).Is(201);
        await _in.Step();
        Assert.Equal(120, System.Told.Select(t => t.Id).Distinct().Count());
        Assert.Equal(120, System.Told.Count);
    }

    private static Func<Microsoft.AspNetCore.Http.HttpContext, Task<bool>> Answers(int status) => http =>
    {
        http.Response.StatusCode = status;
        return Task.FromResult(true);
    };

    private Task<long> Waiting() => service.Running.Read(session => session.QueryOne<long>("SELECT COUNT(*) FROM StatusToTell WHERE connectionId = @Id", new { _in.Connection.Id }));
}
