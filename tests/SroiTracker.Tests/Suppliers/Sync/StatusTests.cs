using Microsoft.Extensions.DependencyInjection;
using SroiTracker.Suppliers.Sync;
using SroiTracker.Tests.Placements;

namespace SroiTracker.Tests.Suppliers.Sync;

/// <summary>Suppliers' systems are told what officers decided, from the event log: each once, as it stands then, however often it has to be tried.</summary>
public sealed class StatusTests(StatusTests.Service service) : IClassFixture<StatusTests.Service>, IAsyncLifetime
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private SupplierSystemServer _system = null!;
    private PlacementStage _stage = null!;
    private Connection _connection = null!;

    private Synchroniser Synchroniser => service.Running.Services.GetRequiredService<Synchroniser>();

    public async ValueTask InitializeAsync()
    {
        _system = await SupplierSystemServer.Start();
        _stage = await PlacementStage.In(service.Running);
        var (_, principal) = await service.Running.Principal(SroiTracker.Http.Role.Supplier, supplierId: _stage.Contract.SupplierId);
        var id = Guid.NewGuid();
        var secret = service.Running.Services.GetRequiredService<Credentials>().Protect(id, SupplierSystemServer.HeaderValue);
        _connection = await service.Running.Run(async session =>
        {
            var made = new Connection
            {
                Id = id, SupplierId = _stage.Contract.SupplierId, Name = "payroll", Kind = ConnectionKind.Standard, BaseUrl = _system.Address.ToString(),
                Authentication = AuthenticationKind.ApiKeyHeader, HeaderName = SupplierSystemServer.Header, Secret = secret, Schedule = "0 0 29 2 *", PageSize = 100, SuccessWithinHours = 48,
                State = ConnectionState.Active, Version = 1, MadeBy = Guid.NewGuid(), PrincipalId = principal, CreatedAt = session.Now, ChangedAt = session.Now,
            };
            await ConnectionStore.Add(session, made);
            return made;
        });
        await Step();
    }

    public async ValueTask DisposeAsync()
    {
        // The other tests go on with the same service.
        await service.Running.Run(session => session.Execute("UPDATE SupplierConnection SET state = 'Paused' WHERE id = @Id", new { _connection.Id }));
        await _system.DisposeAsync();
    }

    [Fact]
    public async Task A_verdict_is_told_once_with_how_the_placement_stands()
    {
        var placement = await Pulled("p-1");
        await Step();
        Assert.Empty(_system.Told);

        await _stage.Verify(placement).Is(201);
        await Step();
        await Step();
        var told = Assert.Single(_system.Told);
        var contract = told.Status["contracts"]![0]!;
        Assert.Equal(("p-1", placement, "HB-p-1", 1), (told.Id, (Guid)told.Status["placementId"]!, (string?)told.Status["supplierReference"], (int)told.Status["reportNumber"]!));
        Assert.Equal(("Verified", 1, "2026-07-19", 10958.90m), ((string?)contract["state"], (int)contract["verifiedReportNumber"]!, (string?)contract["verifiedThroughDate"], (decimal)contract["counted"]!["amount"]!));
        Assert.DoesNotContain("candidate", told.Status.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_decided_meanwhile_is_told_as_it_stands_now()
    {
        var placement = await Pulled("p-1");
        _system.Mishap = Answers(422);
        await _stage.Officer.Post($"placements/{placement}/rejections", new { contractId = _stage.Contract.ContractId, reportNumber = 1, code = "hours", reason = "Too many." }).Is(201);
        await Step();
        _system.Mishap = null;
        var changed = Item("p-1", 20);
        changed["termsFromDate"] = "2026-01-01";
        _system.Put("p-1", changed);
        await Pull();
        await _stage.Verify(placement, report: 2).Is(201);
        await Later(TimeSpan.FromMinutes(10));
        var told = Assert.Single(_system.Told);
        Assert.Equal(("Verified", 2), ((string?)told.Status["contracts"]![0]!["state"], (int)told.Status["reportNumber"]!));
    }

    [Fact]
    public async Task What_can_not_be_told_waits_longer_each_time_and_is_given_up_at_the_tenth()
    {
        var placement = await Pulled("p-1");
        var asked = 0;
        _system.Mishap = http => { asked++; return Answers(422)(http); };
        await _stage.Verify(placement).Is(201);
        await Step();
        await Later(TimeSpan.FromSeconds(30));
        Assert.Equal(1, asked);
        await Later(TimeSpan.FromSeconds(60));
        Assert.Equal(2, asked);
        for (var i = 0; i < 20; i++) await Later(TimeSpan.FromHours(8));
        Assert.Equal(10, asked);
        Assert.Equal(0, await Waiting());
    }

    [Theory]
    [InlineData(401, "Stopped", "source.unauthorised", 1)]
    [InlineData(403, "Stopped", "source.unauthorised", 1)]
    [InlineData(404, "Active", null, 0)]
    [InlineData(410, "Active", null, 0)]
    [InlineData(409, "Active", null, 1)]
    public async Task What_the_system_says_to_it_decides_what_becomes_of_the_connection(int answer, string state, string? stoppedFor, int waiting)
    {
        var placement = await Pulled("p-1");
        _system.Mishap = Answers(answer);
        await _stage.Verify(placement).Is(201);
        await Step();
        var connection = await service.Running.Read(session => ConnectionStore.Find(session, _connection.Id));
        Assert.Equal((state, stoppedFor, waiting), (connection!.State.ToString(), connection.StoppedFor, await Waiting()));
        Assert.Empty(_system.Told);
    }

    [Fact]
    public async Task Operations_sees_runs_items_and_verdicts_by_kind_and_outcome()
    {
        var seen = new System.Collections.Concurrent.ConcurrentBag<string>();
        using var listener = new System.Diagnostics.Metrics.MeterListener();
        listener.InstrumentPublished = (instrument, on) => { if (instrument.Name.StartsWith("sroitracker.synchronisation.", StringComparison.Ordinal)) on.EnableMeasurementEvents(instrument); };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => seen.Add($"{instrument.Name} {value} {string.Join(' ', tags.ToArray().Select(t => t.Value))}"));
        listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => seen.Add($"{instrument.Name} {string.Join(' ', tags.ToArray().Select(t => t.Value))}"));
        listener.Start();
        var placement = await Pulled("p-1");
        await _stage.Verify(placement).Is(201);
        await Step();
        foreach (var expected in (string[])["duration Standard Completed", "going 1 Standard", "going -1 Standard", "items 1 Standard New", "statuses 1 told"])
            Assert.Contains("sroitracker.synchronisation." + expected, seen);
    }

    [Fact]
    public async Task Of_what_did_not_come_from_a_system_none_is_told()
    {
        var placement = await _stage.Reported();
        await _stage.Verify(placement).Is(201);
        await Step();
        Assert.Equal(0, await Waiting());
        Assert.Empty(_system.Told);
    }

    [Fact]
    public async Task Verdicts_on_many_placements_are_all_told()
    {
        for (var i = 0; i < 120; i++) _system.Put($"p-{i}", Item($"p-{i}"));
        await Pull();
        var placements = (await _stage.Supplier.Ask("placements?pageSize=500").Is(200))["items"]!.AsArray();
        foreach (var placement in placements) await _stage.Verify((Guid)placement!["id"]!).Is(201);
        await Step();
        Assert.Equal(120, _system.Told.Select(t => t.Id).Distinct().Count());
        Assert.Equal(120, _system.Told.Count);
    }

    private static Func<Microsoft.AspNetCore.Http.HttpContext, Task<bool>> Answers(int status) => http =>
    {
        http.Response.StatusCode = status;
        return Task.FromResult(true);
    };

    private System.Text.Json.Nodes.JsonObject Item(string id, decimal hours = 18) => _stage.Report($"HB-{id}", $"pseudonym-of-{id}-0123", hours);

    private async Task<Guid> Pulled(string id)
    {
        _system.Put(id, Item(id));
        await Pull();
        return (Guid)(await _stage.Supplier.Ask($"placements?supplierReference=HB-{id}").Is(200))["items"]![0]!["id"]!;
    }

    private async Task Pull()
    {
        var run = await service.Running.Run(async session => (await SynchronisationStore.Start(session, _connection)).Id);
        await Step();
        var ended = await service.Running.Read(session => SynchronisationStore.Find(session, _connection.Id, run));
        Assert.Equal((SynchronisationState.Completed, 0), (ended!.State, ended.Refused));
    }

    private async Task Step()
    {
        await Synchroniser.Step(Token);
        await Synchroniser.Quiet();
    }

    private Task Later(TimeSpan time)
    {
        service.Running.Time.Advance(time);
        return Step();
    }

    private Task<long> Waiting() => service.Running.Read(session => session.QueryOne<long>("SELECT COUNT(*) FROM StatusToTell WHERE connectionId = @Id", new { _connection.Id }));

    /// <summary>The service, which may go to this machine.</summary>
    public sealed class Service : IAsyncLifetime
    {
        public RunningService Running { get; } = new() { Settings = new() { ["Outbound:AllowPrivateAddresses"] = "true", ["Outbound:AllowHttp"] = "true" } };
        public ValueTask InitializeAsync() => Running.InitializeAsync();
        public ValueTask DisposeAsync() => Running.DisposeAsync();
    }
}
