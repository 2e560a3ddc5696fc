using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SroiTracker.Contracts;
using SroiTracker.Database;
using SroiTracker.Http;
using SroiTracker.Tests.Placements;

namespace SroiTracker.Tests.Organisations;

/// <summary>
/// A coordination point acts for buyers by a dated mandate: its officers see and act on those buyers' contracts while it
/// holds, and nothing else (rules.md 8, Scope).
/// </summary>
public class MandateTests(RunningService service) : IClassFixture<RunningService>
{
    // Today is 2026-11-22.
    public static TheoryData<string, string?, bool> Days => new()
    {
        { "2026-11-23", null, false },
        { "2026-11-22", null, true },
        { "2026-01-01", "2026-11-22", true },
        { "2026-01-01", "2026-11-21", false },
        { "2026-01-01", "2026-12-31", true },
    };

    [Theory, MemberData(nameof(Days))]
    public async Task A_mandate_holds_from_its_first_through_its_last_day(string from, string? through, bool holds)
    {
        var (stage, point, officer) = await Stage();
        await Seen(stage, officer, false);
        await Give(stage, point, from, through).Is(201);
        await Seen(stage, officer, holds);
    }

    [Fact]
    public async Task It_begins_and_ends_at_midnight_in_the_Netherlands_and_when_it_is_revoked_at_once()
    {
        await using var other = new RunningService();
        await other.InitializeAsync();
        var stage = await PlacementStage.In(other);
        var point = await Point(other);
        var officer = await other.Officer(point);
        await stage.Officer.Post($"organisations/{stage.Contract.BuyerId}/mandates", new { holderId = point, fromDate = "2026-11-23", throughDate = "2026-11-24", reason = "Waarneming" }).Is(201);
        await Seen(stage, officer, false);
        other.Time.Advance(new DateTimeOffset(2026, 11, 22, 23, 0, 0, TimeSpan.Zero) - other.Time.GetUtcNow());
        await Seen(stage, officer, true);
        other.Time.Advance(TimeSpan.FromDays(2));
        await Seen(stage, officer, false);
        var given = await stage.Officer.Post($"organisations/{stage.Contract.BuyerId}/mandates", new { holderId = point, fromDate = "2026-11-25", reason = "Verder" }).Is(201);
        await Seen(stage, officer, true);
        Assert.Equal(204, (int)(await Revoke(stage.Officer, stage, given)).StatusCode);
        await Seen(stage, officer, false);
        await Revoke(stage.Officer, stage, given).IsRefused(409, "mandate.ended");
    }

    [Fact]
    public async Task Its_officers_act_on_the_contracts_of_the_buyer()
    {
        var (stage, point, officer) = await Stage();
        await Give(stage, point).Is(201);
        var (path, entry) = (stage.Contract.Path, Contracts.Rivierenland.Entry(stage.Contract.BuyerId, stage.Contract.SupplierId, e => e["title"] = "Dijkversterking, deel 2"));
        await officer.Put(path, await officer.ETag(path), entry).Is(200);
        await officer.Post($"{path}/amendments/previews", new { fromDate = "2025-01-01", reason = "x", percentage = 4m }).Is(200);
        await officer.Post($"{path}/amendments", new { fromDate = "2025-01-01", reason = "x", percentage = 4m }).Is(201);
        await officer.Post("contracts", Contracts.Rivierenland.Entry(stage.Contract.BuyerId, stage.Contract.SupplierId, e => e["reference"] = "WSRL-2024-099")).Is(201);
        var placement = await stage.Reported();
        await stage.Verify(placement, by: officer).Is(201);
        await officer.Ask($"{path}/ledger").Is(200);
        var asked = await officer.Post($"placements/{placement}/revocations", new { reportNumber = 1, code = "x-1", reason = "x", fromDate = "2026-02-01" }).Is(201);
        var request = (Guid)PlacementStage.OnContract(asked)["verdict"]!["id"]!;
        await officer.Post($"placements/{placement}/revocations/{request}/decisions", new { agreed = true }).IsRefused(409, "act.own-request");
        await stage.Officer.Post($"placements/{placement}/revocations/{request}/decisions", new { agreed = true }).Is(201);
        // Their own portfolio and those of the buyers they act for are one list.
        Assert.Equal(2, (await officer.Ask("contracts").Is(200))["items"]!.AsArray().Count);
        await officer.Ask($"suppliers/{stage.Contract.SupplierId}").Is(200);
        await officer.Ask($"organisations/{stage.Contract.BuyerId}").Is(200);
    }

    [Fact]
    public async Task A_mandate_is_for_contracts_and_for_nothing_else()
    {
        var (stage, point, officer) = await Stage();
        await Give(stage, point).Is(201);
        var (buyer, supplier) = ($"organisations/{stage.Contract.BuyerId}", $"suppliers/{stage.Contract.SupplierId}");
        var other = await Point(service);
        var before = await service.RowCounts();
        await officer.Post($"{supplier}/keys", new { name = "payroll" }).IsRefused(403, "key.supplier-shared");
        await officer.Put(supplier, await officer.ETag(supplier), new { name = "Renamed" }).IsRefused(403, "supplier.shared");
        await officer.Put(buyer, await officer.ETag(buyer), new { name = "Renamed" }).IsRefused(403, "mandate.contracts-only");
        await officer.Post("organisations", new { name = "Below", parentId = stage.Contract.BuyerId }).IsRefused(400, "organisation.unknown", "/parentId");
        await officer.Post("policies", new { buyerId = stage.Contract.BuyerId, name = "x", validFromDate = "2026-01-01", natures = new[] { "Works" }, percentage = 5m, @base = "ContractValue" }).IsRefused(400, "organisation.unknown", "/buyerId");
        await officer.Post($"{buyer}/mandates", new { holderId = other, fromDate = "2026-01-01", reason = "Verder gegeven" }).IsRefused(404, "resource.not-found");
        await officer.Ask($"{buyer}/mandates").IsRefused(404, "resource.not-found");
        Assert.Equal(before, await service.RowCounts());
    }

    [Theory, InlineData(Role.Auditor), InlineData(Role.Team)]
    public async Task Only_officers_of_the_holder_act_by_it(Role role)
    {
        var (stage, point, _) = await Stage();
        await Give(stage, point).Is(201);
        var someone = await service.Someone(role, point);
        using var answer = await someone.Ask($"organisations/{stage.Contract.BuyerId}");
        Assert.Equal(404, (int)answer.StatusCode);
    }

    [Fact]
    public async Task Another_buyers_contracts_and_other_points_stay_out_of_sight()
    {
        var (stage, point, officer) = await Stage();
        var (other, otherPoint, otherOfficer) = await Stage();
        await Give(stage, point).Is(201);
        await Seen(other, officer, false);
        await Seen(stage, otherOfficer, false);
        // Above the coordination point lies a branch: whoever holds that acts for it too.
        var above = await service.Administrator.Post("organisations", new { name = "Regio" }).Is(201).Id();
        var below = await service.Administrator.Post("organisations", new { name = "Coördinatiepunt", parentId = above }).Is(201).Id();
        await Give(stage, below).Is(201);
        await Seen(stage, await service.Officer(above), true);
        Assert.NotEqual(point, otherPoint);
    }

    [Fact]
    public async Task An_officer_of_the_buyer_gives_and_lists_and_the_holder_sees_what_it_holds()
    {
        var (stage, point, officer) = await Stage();
        var mandates = $"organisations/{stage.Contract.BuyerId}/mandates";
        await officer.Post(mandates, new { holderId = point, fromDate = "2026-01-01", reason = "Zelf genomen" }).IsRefused(404, "resource.not-found");
        await stage.Supplier.Post(mandates, new { holderId = point, fromDate = "2026-01-01", reason = "x" }).IsRefused(403, "role.missing");
        await stage.Officer.Post(mandates, new { holderId = stage.Contract.BuyerId, fromDate = "2026-01-01", reason = "x" }).IsRefused(400, "mandate.self", "/holderId");
        await stage.Officer.Post(mandates, new { holderId = Guid.NewGuid(), fromDate = "2026-01-01", reason = "x" }).IsRefused(400, "organisation.unknown", "/holderId");
        await stage.Officer.Post(mandates, new { holderId = point, fromDate = "2026-01-01", throughDate = "2025-12-31", reason = "x" }).IsRefused(400, "mandate.period", "/throughDate");
        await stage.Officer.Post(mandates, new { holderId = point }).IsRefused(400, "value.missing", "/fromDate", "/reason");
        var given = await Give(stage, point).Is(201);
        Assert.Equal(("2026-01-01", null, "Coördinatie in de regio"), ((string?)given["fromDate"], (string?)given["throughDate"], (string?)given["reason"]));
        Assert.Equal((Guid)given["id"]!, (Guid)Assert.Single((await stage.Officer.Ask(mandates).Is(200))["items"]!.AsArray())!["id"]!);
        var held = Assert.Single((await officer.Ask($"organisations/{point}/mandates").Is(200))["items"]!.AsArray())!;
        Assert.Equal((stage.Contract.BuyerId, point, null), ((Guid)held["buyer"]!["id"]!, (Guid)held["holder"]!["id"]!, (string?)held["revokedAt"]));
        await Revoke(officer, stage, given).IsRefused(404, "resource.not-found");
        Assert.Equal(204, (int)(await Revoke(stage.Officer, stage, given)).StatusCode);
        Assert.NotNull((string?)Assert.Single((await officer.Ask($"organisations/{point}/mandates").Is(200))["items"]!.AsArray())!["revokedAt"]);
    }

    [Fact]
    public async Task The_mandates_that_hold_are_found_by_an_index()
    {
        service.RequireFile();
        var officer = new Caller(Guid.NewGuid(), "officer", true, [new(Role.Officer, Guid.NewGuid(), null)]);
        var plan = (await service.Services.GetRequiredService<ITransactions>().Read(officer, s => s.Query<Step>(
            "EXPLAIN QUERY PLAN " + ListContracts.SelectSql.With(), new { after = Guid.Empty, take = 51, today = 1 }), TestContext.Current.CancellationToken)).Select(s => s.Detail).ToList();
        Assert.Contains(plan, step => step.Contains("INDEX MandateBuyer (buyerId=?", StringComparison.Ordinal) || step.Contains("INDEX MandateHolder (holderId=? AND buyerId=?", StringComparison.Ordinal));
        Assert.DoesNotContain(plan, step => step.StartsWith("SCAN", StringComparison.Ordinal));
    }

    private async Task<(PlacementStage Stage, Guid Point, HttpClient Officer)> Stage()
    {
        var (stage, point) = (await PlacementStage.In(service), await Point(service));
        return (stage, point, await service.Officer(point));
    }

    private static Task<Guid> Point(RunningService service) => service.Administrator.Post("organisations", new { name = "Coördinatiepunt Rivierenland" }).Is(201).Id();

    private static Task<HttpResponseMessage> Give(PlacementStage stage, Guid holder, string from = "2026-01-01", string? through = null) => stage.Officer.Post(
        $"organisations/{stage.Contract.BuyerId}/mandates", new { holderId = holder, fromDate = from, throughDate = through, reason = "Coördinatie in de regio" });

    private static Task<HttpResponseMessage> Revoke(HttpClient caller, PlacementStage stage, JsonNode mandate) =>
        caller.DeleteAsync($"/api/v1/organisations/{stage.Contract.BuyerId}/mandates/{(Guid)mandate["id"]!}", TestContext.Current.CancellationToken);

    /// <summary>Whether the contract, its progress and its place in the portfolio are there for this officer.</summary>
    private static async Task Seen(PlacementStage stage, HttpClient officer, bool isSeen)
    {
        foreach (var path in new[] { stage.Contract.Path, $"{stage.Contract.Path}/progress", $"{stage.Contract.Path}/ledger", $"{stage.Contract.Path}/parties", $"organisations/{stage.Contract.BuyerId}" })
        {
            using var answer = await officer.Ask(path);
            Assert.Equal(isSeen ? 200 : 404, (int)answer.StatusCode);
        }
        Assert.Equal(isSeen, (await officer.Ask("contracts").Is(200))["items"]!.AsArray().Any(c => (Guid)c!["id"]! == stage.Contract.ContractId));
        Assert.Equal(isSeen, (await officer.Ask($"contracts?buyerId={stage.Contract.BuyerId}").Is(200))["items"]!.AsArray().Count > 0);
    }

    private sealed class Step
    {
        public string Detail { get; init; } = "";
    }
}
