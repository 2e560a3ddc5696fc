using System.Text.Json.Nodes;
using SroiTracker.Http;
using SroiTracker.Tests.Contracts;
using SroiTracker.Tests.Placements;

namespace SroiTracker.Tests.Teams;

/// <summary>Teams for collective placements (seeds.md S6).</summary>
public class TeamTests(RunningService service) : IClassFixture<RunningService>
{
    private static JsonObject Entry(int size = 12, Action<JsonObject>? change = null)
    {
        var entry = new JsonObject
        {
            ["name"] = "Groenploeg Oost", ["plannedSize"] = size, ["hasTeamLeader"] = true, ["hasFixedJobcoach"] = true, ["jobcoachCertified"] = true,
            ["kindOfWork"] = "groenonderhoud", ["place"] = "Tiel", ["startDate"] = "2026-01-01", ["endDate"] = null,
        };
        change?.Invoke(entry);
        return entry;
    }

    [Fact]
    public async Task A_team_is_made_changed_and_found_again()
    {
        var stage = await PlacementStage.In(service);
        using var response = await stage.Supplier.Post("teams", Entry());
        var made = (await response.Json())!;
        Assert.Equal((201, "\"v1\""), ((int)response.StatusCode, response.Headers.ETag!.ToString()));
        Assert.Equal((stage.Contract.SupplierId, 12, 0, "2026-11-22"), ((Guid)made["supplierId"]!, (int)made["plannedSize"]!, (int)made["people"]!, (string?)made["atDate"]));
        Assert.Equal("team.people", (string?)Assert.Single(made["remarks"]!.AsArray())!["code"]);
        var path = $"teams/{(Guid)made["id"]!}";
        await stage.Supplier.Put(path, null, Entry(9)).IsRefused(428, "if-match.missing");
        var changed = await stage.Supplier.Put(path, "\"v1\"", Entry(9, e => e["endDate"] = "2026-06-30")).Is(200);
        // A team that is over has nobody in it, and that is no remark.
        Assert.Equal("Dit team is bedoeld voor 9 mensen; gebruikelijk is 10 tot en met 15.", (string?)Assert.Single(changed["remarks"]!.AsArray())!["detail"]);
        await stage.Supplier.Put(path, "\"v1\"", Entry(9)).IsRefused(412, "if-match.stale");
        Assert.True(JsonNode.DeepEquals(changed, await stage.Officer.Ask(path).Is(200)));
        Assert.Single((await stage.Supplier.Ask("teams").Is(200))["items"]!.AsArray());
        Assert.Single((await stage.Officer.Ask($"teams?supplierId={stage.Contract.SupplierId}").Is(200))["items"]!.AsArray());
        Assert.Empty((await stage.Officer.Ask($"teams?buyerId={stage.Contract.BuyerId}").Is(200))["items"]!.AsArray());
    }

    [Fact]
    public async Task People_of_a_team_are_counted_on_a_day_from_its_placements()
    {
        var stage = await PlacementStage.In(service);
        var team = await stage.Supplier.Post("teams", Entry()).Is(201).Id();
        for (var i = 0; i < 9; i++)
            await stage.Reported(InTeam(stage.Report($"HB-{i}", $"candidate-of-a-team-{i:000}", start: "2026-02-01", end: i == 0 ? "2026-06-30" : null), team));
        // The same person under a second reference is one.
        await stage.Reported(InTeam(stage.Report("HB-SECOND", "candidate-of-a-team-001", hours: 8, start: "2026-02-01", end: null), team));
        Assert.Equal("9 team.people", await At("2026-02-01"));
        Assert.Equal("0 team.people", await At("2026-01-31"));
        Assert.Equal("8 team.people", await At("2026-07-01"));
        await stage.Reported(InTeam(stage.Report("HB-9", "candidate-of-a-team-009", start: "2026-03-01", end: null), team));
        Assert.Equal("10 ", await At("2026-03-01"));
        // Who leaves the team from a day on is in it until then.
        await stage.Supplier.Post("placements", stage.Report("HB-9", "candidate-of-a-team-009", start: "2026-03-01", end: null, termsFrom: "2026-05-01")).Is(200);
        Assert.Equal(("10 ", "9 team.people"), (await At("2026-04-30"), await At("2026-05-01")));
        // Withdrawn counts for nothing.
        var gone = (Guid)(await stage.Supplier.Ask("placements?supplierReference=HB-8").Is(200))["items"]![0]!["id"]!;
        await stage.Supplier.Post($"placements/{gone}/withdrawals", new { reportNumber = 1 }).Is(201);
        Assert.Equal("8 team.people", await At("2026-05-01"));
        // An officer of the buyer sees the same people, one of another buyer does not see the team.
        Assert.Equal(8, (int)(await stage.Officer.Ask($"teams/{team}?at=2026-05-01").Is(200))["people"]!);

        async Task<string> At(string day)
        {
            var shown = await stage.Supplier.Ask($"teams/{team}?at={day}").Is(200);
            return $"{(int)shown["people"]!} {string.Join(',', shown["remarks"].Codes())}";
        }
    }

    [Fact]
    public async Task Who_sees_a_part_of_a_team_is_not_told_that_it_is_too_small()
    {
        var (stage, other) = (await PlacementStage.In(service), await PlacementStage.In(service));
        var elsewhere = await service.Administrator.Post("contracts", Rivierenland.Entry(other.Contract.BuyerId, stage.Contract.SupplierId)).Is(201).Id();
        var team = await stage.Supplier.Post("teams", Entry()).Is(201).Id();
        await stage.Reported(InTeam(stage.Report("HB-1", "candidate-of-a-team-101"), team));
        Assert.Equal(["team.people"], (await stage.Officer.Ask($"teams/{team}?at=2026-05-01").Is(200))["remarks"].Codes());
        await stage.Reported(InTeam(stage.Report("HB-2", "candidate-of-a-team-102", contractId: elsewhere), team));
        var shown = await stage.Officer.Ask($"teams/{team}?at=2026-05-01").Is(200);
        Assert.Equal((1, 0), ((int)shown["people"]!, shown["remarks"]!.AsArray().Count));
    }

    [Fact]
    public async Task A_placement_names_a_team_of_its_own_supplier_only()
    {
        var (stage, other) = (await PlacementStage.In(service), await PlacementStage.In(service));
        var theirs = await other.Supplier.Post("teams", Entry()).Is(201).Id();
        var ofBuyer = await service.Administrator.Post("teams", Entry(12, e => e["buyerId"] = stage.Contract.BuyerId)).Is(201).Id();
        foreach (var team in new[] { theirs, ofBuyer, Guid.NewGuid() })
            await stage.Supplier.Post("placements", InTeam(stage.Report(), team)).IsRefused(400, "team.unknown", "/teamId");
        var own = await service.Administrator.Post("teams", Entry(12, e => { e["supplierId"] = stage.Contract.SupplierId; e["buyerId"] = stage.Contract.BuyerId; })).Is(201).Id();
        var id = await stage.Reported(InTeam(stage.Report(), own));
        Assert.Equal(own, (Guid)(await stage.Shown(id))["teamId"]!);
    }

    [Fact]
    public async Task Another_suppliers_or_buyers_team_does_not_exist()
    {
        var (stage, other) = (await PlacementStage.In(service), await PlacementStage.In(service));
        var team = await stage.Supplier.Post("teams", Entry()).Is(201).Id();
        foreach (var stranger in new[] { other.Supplier, other.Officer, await service.Someone(Role.Team, other.Contract.BuyerId) })
        {
            await stranger.Ask($"teams/{team}").IsRefused(404, "resource.not-found");
            await stranger.Put($"teams/{team}", "\"v1\"", Entry(12, e => e["supplierId"] = other.Contract.SupplierId)).IsRefused(404, "resource.not-found");
            Assert.DoesNotContain((await stranger.Ask("teams").Is(200))["items"]!.AsArray(), t => (Guid)t!["id"]! == team);
        }
        await stage.Supplier.Post("teams", Entry(12, e => e["supplierId"] = other.Contract.SupplierId)).IsRefused(400, "supplier.unknown", "/supplierId");
        await stage.Officer.Post("teams", Entry(12, e => e["supplierId"] = other.Contract.SupplierId)).IsRefused(400, "supplier.unknown", "/supplierId");
        await stage.Officer.Post("teams", Entry(12, e => e["buyerId"] = other.Contract.BuyerId)).IsRefused(400, "organisation.unknown", "/buyerId");
        await (await service.Someone(Role.Auditor)).Ask("teams").IsRefused(403, "role.missing");
    }

    [Fact]
    public async Task For_which_other_buyer_a_supplier_has_a_team_is_nobodys_to_see_or_change()
    {
        var (stage, other) = (await PlacementStage.In(service), await PlacementStage.In(service));
        await service.Administrator.Post("contracts", Rivierenland.Entry(other.Contract.BuyerId, stage.Contract.SupplierId)).Is(201);
        var team = await stage.Supplier.Post("teams", Entry(12, e => e["buyerId"] = stage.Contract.BuyerId)).Is(201).Id();
        var free = await stage.Supplier.Post("teams", Entry()).Is(201).Id();
        await other.Officer.Ask($"teams/{free}").Is(200);
        await other.Officer.Ask($"teams/{team}").IsRefused(404, "resource.not-found");
        var taken = Entry(12, e => (e["supplierId"], e["buyerId"]) = (stage.Contract.SupplierId, other.Contract.BuyerId));
        await other.Officer.Put($"teams/{team}", "\"v1\"", taken).IsRefused(404, "resource.not-found");
        Assert.DoesNotContain((await other.Officer.Ask("teams").Is(200))["items"]!.AsArray(), t => (Guid)t!["id"]! == team);
        await stage.Officer.Ask($"teams/{team}").Is(200);
    }

    [Theory]
    [InlineData("plannedSize", "0", "team.size")]
    [InlineData("plannedSize", "1001", "team.size")]
    [InlineData("endDate", "\"2025-12-31\"", "team.end-before-start")]
    [InlineData("hasFixedJobcoach", "false", "team.jobcoach", "/jobcoachCertified")]
    [InlineData("name", "\"\"", "value.missing")]
    [InlineData("name", "\"Ploeg van 123456782\"", "text.bsn")]
    [InlineData("place", "\"123456782\"", "text.bsn")]
    [InlineData("kindOfWork", "null", "value.missing")]
    public async Task A_wrong_team_is_refused(string field, string value, string code, string? place = null)
    {
        var stage = await PlacementStage.In(service);
        await stage.Supplier.Post("teams", Entry(12, e => e[field] = JsonNode.Parse(value))).IsRefused(400, code, place ?? "/" + field);
        await service.Administrator.Post("teams", Entry()).IsRefused(400, "team.owner", "/supplierId");
    }

    private static JsonObject InTeam(JsonObject report, Guid team)
    {
        report["teamId"] = team;
        return report;
    }
}
