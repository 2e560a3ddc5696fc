using System.Text.Json.Nodes;
using static SroiTracker.Tests.Placements.PlacementStage;

namespace SroiTracker.Tests.Placements;

/// <summary>What a report does, from the first under a reference on.</summary>
public class ReportTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task A_first_report_is_shown_as_it_was_stated_with_its_value_and_without_the_candidate()
    {
        var stage = await In(service);
        using var response = await stage.Supplier.Post("placements", stage.Report(hours: 24.5m));
        Assert.Equal(201, (int)response.StatusCode);
        Assert.Equal("\"v1\"", response.Headers.ETag!.ToString());
        var shown = (await response.Json())!;
        Assert.Equal($"/api/v1/placements/{shown["id"]}", response.Headers.Location!.ToString());

        var expected = stage.Report(hours: 24.5m);
        expected.Remove("candidate");
        expected.Remove("allocations");
        foreach (var (name, value) in expected)
            if (name != "termsFromDate") Assert.True(JsonNode.DeepEquals(value, shown[name]), $"{name}: {shown[name]} instead of {value}");
        Assert.False(shown.AsObject().ContainsKey("candidate"));
        Assert.Equal("2026-01-01", (string?)shown["termsFromDate"]);
        Assert.Equal(1, (int)shown["reportNumber"]!);
        Assert.Equal(stage.Contract.SupplierId, (Guid)shown["supplierId"]!);
        Assert.Equal((stage.Contract.ContractId, 100m), ((Guid)shown["allocations"]![0]!["contractId"]!, (decimal)shown["allocations"]![0]!["percentage"]!));
        Assert.Equal(0m, (decimal)shown["otherShares"]!);
        Assert.Equal(("2026-01-01", 24.5m), ((string?)shown["terms"]![0]!["fromDate"], (decimal)shown["terms"]![0]!["hoursPerWeek"]!));
        Assert.Equal("Reported 14916.29 0.00 14916.29", Standing(shown));
        Assert.Null(OnContract(shown)["verdict"]);
        Assert.True(JsonNode.DeepEquals(shown, await stage.Shown((Guid)shown["id"]!)), "the answer to the report is what GET shows");
    }

    [Fact]
    public async Task The_same_report_again_writes_nothing()
    {
        var stage = await In(service);
        var id = await stage.Reported();
        var before = await service.RowCounts();
        using var again = await stage.Supplier.Post("placements", stage.Report());
        Assert.Equal(200, (int)again.StatusCode);
        Assert.Equal("\"v1\"", again.Headers.ETag!.ToString());
        Assert.Equal(id, (Guid)(await again.Json())!["id"]!);
        // But the answer, for whoever repeats this request under its key.
        before["KeptAnswer"]++;
        Assert.Equal(before, await service.RowCounts());
    }

    [Fact]
    public async Task A_next_report_under_the_reference_extends()
    {
        var stage = await In(service);
        var id = await stage.Reported(stage.Report(end: null, through: "2026-03-31"));
        var next = await stage.Supplier.Post("placements", stage.Report(end: null, through: "2026-07-19")).Is(200);
        Assert.Equal(id, (Guid)next["id"]!);
        Assert.Equal((2, "2026-07-19"), ((int)next["reportNumber"]!, (string?)next["reportedThroughDate"]));
        Assert.Equal("Reported 10958.90 0.00 10958.90", Standing(next));
    }

    [Fact]
    public async Task Other_terms_hold_from_their_day_on()
    {
        var stage = await In(service);
        await stage.Reported(stage.Report(hours: 36, end: "2026-11-22", through: "2026-08-31"));
        var next = await stage.Supplier.Post("placements", stage.Report(hours: 24, end: "2026-11-22", through: "2026-11-22", termsFrom: "2026-09-01")).Is(200);
        Assert.Equal(["2026-01-01 36", "2026-09-01 24"], next["terms"]!.AsArray().Select(t => $"{t!["fromDate"]} {t["hoursPerWeek"]}"));
        // 40.000 × 243/365 + 40.000 × 24/36 × 83/365
        Assert.Equal("Reported 32694.06 0.00 32694.06", Standing(next));
    }

    [Fact]
    public async Task What_only_people_read_makes_a_next_report_too()
    {
        var stage = await In(service);
        await stage.Reported();
        var report = stage.Report();
        report["doelgroepindicatie"] = new JsonObject { ["status"] = "Attested", ["checkedDate"] = "2026-01-10" };
        var next = await stage.Supplier.Post("placements", report).Is(200);
        Assert.Equal((2, "2026-01-10"), ((int)next["reportNumber"]!, (string?)next["doelgroepindicatie"]!["checkedDate"]));
    }

    [Fact]
    public async Task A_put_is_the_next_report_of_the_version_that_was_seen()
    {
        var stage = await In(service);
        var path = $"placements/{await stage.Reported(stage.Report(end: null, through: "2026-03-31"))}";
        var next = stage.Report(end: null);
        next.Remove("candidate");
        next.Remove("supplierReference");
        await stage.Supplier.Put(path, null, next).IsRefused(428, "if-match.missing");
        await stage.Supplier.Put(path, "\"v9\"", next).IsRefused(412, "if-match.stale");
        Assert.Equal(2, (int)(await stage.Supplier.Put(path, await stage.Supplier.ETag(path), next).Is(200))["reportNumber"]!);
        await stage.Supplier.Put(path, "\"v1\"", next).IsRefused(412, "if-match.stale");
        var other = stage.Report(end: null, candidate: "a-very-other-person-1");
        await stage.Supplier.Put(path, "\"v2\"", other).IsRefused(409, "placement.other-candidate");
        await stage.Supplier.Put(path, "\"v2\"", stage.Report(reference: "HB-777")).IsRefused(400, "placement.other-reference", "/supplierReference");
    }

    [Fact]
    public async Task A_contract_may_be_named_by_its_reference()
    {
        var stage = await In(service);
        var report = stage.Report();
        report["allocations"] = new JsonArray(new JsonObject { ["contractReference"] = "WSRL-2024-017", ["percentage"] = 100 });
        var shown = await stage.Supplier.Post("placements", report).Is(201);
        Assert.Equal(stage.Contract.ContractId, (Guid)shown["allocations"]![0]!["contractId"]!);

        await stage.SecondContract("WSRL-2024-017");
        report["supplierReference"] = "HB-002";
        await stage.Supplier.Post("placements", report).IsRefused(400, "allocation.contract-ambiguous", "/allocations/0/contractReference");
    }

    [Fact]
    public async Task One_report_serves_several_contracts_each_with_its_share()
    {
        var stage = await In(service);
        var second = await stage.SecondContract();
        var report = stage.Report();
        report["allocations"] = new JsonArray(
            new JsonObject { ["contractId"] = stage.Contract.ContractId, ["percentage"] = 62.5m }, new JsonObject { ["contractId"] = second, ["percentage"] = 37.5m });
        var shown = await stage.Supplier.Post("placements", report).Is(201);
        Assert.Equal("Reported 6849.32 0.00 6849.32", Standing(shown, stage.Contract.ContractId));
        Assert.Equal("Reported 4109.59 0.00 4109.59", Standing(shown, second));
    }

    [Fact]
    public async Task On_a_contract_without_a_clause_a_placement_is_kept_and_verified_but_worth_nothing()
    {
        var stage = await In(service, withClause: false);
        var id = await stage.Reported();
        Assert.Equal("Verified 0.00 0.00 0.00", Standing(await stage.Verify(id).Is(201)));
    }

    [Fact]
    public async Task What_was_verified_before_there_was_a_clause_is_counted_when_it_comes()
    {
        var stage = await In(service, withClause: false);
        var id = await stage.Reported();
        await stage.Verify(id).Is(201);
        await stage.Contract.WithClause(service.Administrator);
        Assert.Equal("Verified 10958.90 10958.90 0.00", Standing(await stage.Shown(id)));
        Assert.Equal(10_958.90m, await stage.Booked());
    }

    [Fact]
    public async Task An_officer_reports_for_a_supplier_and_may_not_verify_it()
    {
        var stage = await In(service);
        await stage.Officer.Post("placements", stage.Report()).IsRefused(400, "value.missing", "/supplierId");
        var report = stage.Report();
        report["supplierId"] = stage.Contract.SupplierId;
        var id = await stage.Officer.Post("placements", report).Is(201).Id();
        await stage.Verify(id).IsRefused(409, "placement.own-report");
        await stage.Verify(id, by: stage.OtherOfficer).Is(201);
    }

    [Fact]
    public async Task An_officer_reports_on_and_what_lies_out_of_sight_stays_as_it_was()
    {
        var (stage, elsewhere) = (await In(service), await In(service));
        var other = Contracts.Rivierenland.Entry(elsewhere.Contract.BuyerId, stage.Contract.SupplierId);
        other["reference"] = "ELDERS-1";
        var otherId = await service.Administrator.Post("contracts", other).Is(201).Id();
        var report = stage.Report();
        report["allocations"] = new JsonArray(
            new JsonObject { ["contractId"] = stage.Contract.ContractId, ["percentage"] = 60 }, new JsonObject { ["contractId"] = otherId, ["percentage"] = 40 });
        var id = await stage.Supplier.Post("placements", report).Is(201).Id();

        var seen = await stage.Shown(id, stage.Officer);
        Assert.Equal(40m, (decimal)seen["otherShares"]!);
        Assert.DoesNotContain(otherId.ToString(), seen.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("ELDERS-1", seen.ToJsonString(), StringComparison.Ordinal);

        var next = stage.Report(end: "2026-08-31", through: "2026-08-31", percentage: 60);
        next["supplierId"] = stage.Contract.SupplierId;
        await stage.Officer.Post("placements", next).Is(200);
        var shown = await stage.Shown(id);
        Assert.Equal([60m, 40m], shown["allocations"]!.AsArray().Select(a => (decimal)a!["percentage"]!));
    }

    [Fact]
    public async Task Placements_are_listed_page_by_page_by_contract_state_and_reference()
    {
        var stage = await In(service);
        var second = await stage.SecondContract();
        var ids = new List<Guid>();
        for (var i = 1; i <= 5; i++)
            ids.Add(await stage.Reported(stage.Report($"HB-00{i}", $"somebody-number-000{i}", contractId: i == 5 ? second : null)));
        await stage.Verify(ids[1]).Is(201);

        Assert.Equal(ids.Order(), await Listed(stage.Supplier, "placements?pageSize=2"));
        Assert.Equal(ids.Take(4).Order(), await Listed(stage.Officer, $"placements?contractId={stage.Contract.ContractId}&pageSize=3"));
        Assert.Equal([ids[1]], await Listed(stage.Officer, $"placements?contractId={stage.Contract.ContractId}&state=Verified"));
        Assert.Equal([ids[1]], await Listed(stage.Supplier, "placements?state=Verified"));
        Assert.Equal([ids[2]], await Listed(stage.Supplier, "placements?supplierReference=HB-003"));
        Assert.Empty(await Listed(await service.Supplier(await service.Administrator.Post("suppliers", new { name = "Anders B.V." }).Is(201).Id()), "placements"));
        await stage.Supplier.Ask("placements?state=Gone").IsRefused(400, "value.invalid", "state");
        await stage.Supplier.Ask("placements?cursor=abc").IsRefused(400, "cursor.invalid", "cursor");
    }

    private static async Task<List<Guid>> Listed(HttpClient client, string path)
    {
        var found = new List<Guid>();
        for (var next = path; next is not null;)
        {
            var page = await client.Ask(next).Is(200);
            found.AddRange(page["items"]!.AsArray().Select(p => (Guid)p!["id"]!));
            next = ((string?)page["links"]!["next"])?.Replace("/api/v1/", "", StringComparison.Ordinal);
        }
        return found;
    }
}
