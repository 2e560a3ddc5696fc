using System.Text.Json.Nodes;
using SroiTracker.Signals;
using SroiTracker.Tests.Suppliers.Sync;

namespace SroiTracker.Tests.Signals;

/// <summary>Connections that stopped, or have not succeeded for their agreed time, come first among the signals of who sees to them.</summary>
public sealed class ConnectionSignalTests(SynchronisingService service) : IClassFixture<SynchronisingService>
{
    [Fact]
    public async Task A_system_that_no_longer_lets_us_in_is_told_first_until_an_officer_sets_its_connection_active()
    {
        await using var stage = await SystemStage.In(service);
        stage.System.Mishap = http => { http.Response.StatusCode = 401; return Task.FromResult(true); };
        await stage.Ask();
        await stage.Step();
        var signals = await Signals(stage.Stage.Officer, "");
        var (signal, id) = (signals[0], stage.Connection.Id);
        Assert.Equal(("ConnectionStopped", "Connection", id, "2026-11-22"), ((string?)signal["kind"], (string?)signal["subject"]!["kind"], (Guid)signal["subject"]!["id"]!, (string?)signal["sinceDate"]));
        Assert.True(signals.Count > 1);
        Assert.Null(signal["contract"]);
        Assert.Contains("payroll", (string?)signal["sentence"], StringComparison.Ordinal);
        Assert.Equal(id, (Guid)Assert.Single(await Signals(stage.Stage.Officer, "?kind=ConnectionStopped"))["subject"]!["id"]!);
        Assert.DoesNotContain(await Signals(stage.Stage.Officer, $"?contractId={stage.Stage.Contract.ContractId}"), s => s["contract"] is null);

        await service.Running.Run(session => session.Execute("UPDATE SupplierConnection SET state = 'Active' WHERE id = @id", new { id }));
        Assert.Empty(await Signals(stage.Stage.Officer, "?kind=ConnectionStopped"));
    }

    [Theory]
    [InlineData("Active", 47, null, 0)]
    [InlineData("Active", 49, null, 1)]
    [InlineData("Active", 49, 2, 0)]
    [InlineData("Active", 100, 49, 1)]
    [InlineData("Paused", 100, null, 0)]
    [InlineData("Stopped", 100, null, 0)]
    public async Task Silence_is_told_after_the_agreed_48_hours_and_not_of_what_is_not_pulled(string state, int madeHoursAgo, int? succeededHoursAgo, int told)
    {
        await using var stage = await SystemStage.In(service);
        var now = service.Running.Time.GetUtcNow();
        await service.Running.Run(session => session.Execute("UPDATE SupplierConnection SET state = @state, createdAt = @made, lastSuccessAt = @succeeded WHERE id = @Id", new
        {
            state, stage.Connection.Id, made = now.AddHours(-madeHoursAgo), succeeded = succeededHoursAgo is { } hours ? now.AddHours(-hours) : (DateTimeOffset?)null,
        }));
        var signals = await Signals(stage.Stage.Officer, "?kind=ConnectionSilent");
        Assert.Equal(told, signals.Count);
        Assert.All(signals, s => Assert.Equal("2026-11-22", (string?)s["dueDate"]));
        Assert.All(signals, s => Assert.Contains(succeededHoursAgo is null ? "nog niet één keer" : "20 november 2026", (string?)s["sentence"], StringComparison.Ordinal));
    }

    [Fact]
    public async Task Pages_go_on_through_both_kinds_to_the_contracts()
    {
        await using var one = await SystemStage.In(service);
        await using var two = await SystemStage.In(service);
        await using var three = await SystemStage.In(service);
        var made = service.Running.Time.GetUtcNow().AddDays(-9);
        await service.Running.Run(session => session.Execute("UPDATE SupplierConnection SET createdAt = @made, state = CASE WHEN id = @Id THEN 'Stopped' ELSE state END", new { made, one.Connection.Id }));
        var all = await Signals(service.Running.Administrator, "?pageSize=500");
        var paged = new List<JsonNode>();
        for (var next = "/api/v1/signals?pageSize=1"; next is not null && paged.Count < all.Count + 1;)
        {
            var page = await service.Running.Administrator.Ask(next["/api/v1/".Length..]).Is(200);
            paged.AddRange(page["items"]!.AsArray()!);
            next = (string?)page["links"]!["next"];
        }
        Assert.Equal(["ConnectionStopped", "ConnectionSilent", "ConnectionSilent"], all.Take(3).Select(s => (string?)s["kind"]));
        Assert.Equal(all.Select(s => (string?)s["id"]), paged.Select(s => (string?)s["id"]));
    }

    [Fact]
    public async Task Who_does_not_see_to_a_connection_hears_nothing_of_it()
    {
        await using var stage = await SystemStage.In(service);
        await service.Running.Run(session => session.Execute("UPDATE SupplierConnection SET state = 'Stopped' WHERE id = @Id", new { stage.Connection.Id }));
        await using var other = await SystemStage.In(service);
        Assert.Empty(await Signals(other.Stage.Officer, "?kind=ConnectionStopped"));
        Assert.Single(await Signals(stage.Stage.Officer, "?kind=ConnectionStopped"));
        // Once its supplier works for a buyer of whom this officer knows nothing, an administrator sees to it.
        var entry = Contracts.Rivierenland.Entry(other.Stage.Contract.BuyerId, stage.Stage.Contract.SupplierId);
        entry["reference"] = "WSRL-2024-099";
        await service.Running.Administrator.Post("contracts", entry).Is(201);
        Assert.Empty(await Signals(stage.Stage.Officer, "?kind=ConnectionStopped"));
    }

    [Theory]
    [InlineData(nameof(ConnectionSignals.SelectStoppedSql))]
    [InlineData(nameof(ConnectionSignals.SelectSilentSql))]
    public async Task They_are_found_by_indexes(string query)
    {
        service.Running.RequireFile();
        var sql = Database.Statements.All.First(s => s.Place == $"ConnectionSignals.{query}").Sql;
        var plan = await service.Running.Read(s => s.Query<Step>("EXPLAIN QUERY PLAN " + sql, new { from = Guid.Empty, now = 0, take = 2 }));
        Assert.NotEmpty(plan);
        Assert.DoesNotContain(plan, step => step.Detail.StartsWith("SCAN", StringComparison.Ordinal));
    }

    private static async Task<IReadOnlyList<JsonNode>> Signals(HttpClient caller, string query) => [.. (await caller.Ask($"signals{query}").Is(200))["items"]!.AsArray()!];

    private sealed class Step
    {
        public string Detail { get; init; } = "";
    }
}
