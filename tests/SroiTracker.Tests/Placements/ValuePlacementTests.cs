using System.Text.Json.Nodes;
using SroiTracker.Tests.Contracts;
using static SroiTracker.Tests.Placements.PlacementStage;

namespace SroiTracker.Tests.Placements;

/// <summary>Would this placement count, for how much, and why not: judged as its report would be, kept nowhere.</summary>
public class ValuePlacementTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task A_report_is_valued_as_it_would_count_and_nothing_is_kept()
    {
        var stage = await In(service);
        var before = await service.RowCounts();
        var valued = await Valued(stage, stage.Report());
        var contract = Contract(valued);
        Assert.Equal((true, true, 10_958.90m, 10_958.90m, 10_958.90m), ((bool)valued["wouldBeTaken"]!, (bool)contract["counts"]!, contract["value"].Euros(), contract["expected"].Euros(), contract["change"].Euros()));
        Assert.Equal(("€ 40.000 × 18/36 × 200/365", "huidig"), ((string?)Assert.Single(contract["parts"]!.AsArray())!["formula"], (string?)contract["tarief"]!["version"]));
        Assert.All(new[] { contract["reasons"], contract["warnings"], valued["refusals"], valued["otherPlacements"] }, list => Assert.Empty(list!.AsArray()));
        Assert.Equal(before, await service.RowCounts());
        // What was said is what comes of it.
        Assert.Equal("Reported 10958.90 0.00 10958.90", Standing(await stage.Shown(await stage.Reported())));
    }

    [Fact]
    public async Task Reference_candidate_and_reported_through_may_be_left_out()
    {
        var stage = await In(service);
        var report = stage.Report(start: "2026-12-01", end: "2026-12-31");
        foreach (var field in new[] { "supplierReference", "candidate", "reportedThroughDate" }) report.Remove(field);
        var contract = Contract(await Valued(stage, report));
        // 40.000 × 18/36 × 31/365, of which nothing has been worked yet.
        Assert.Equal((true, 0m, 1_698.63m), ((bool)contract["counts"]!, contract["value"].Euros(), contract["expected"].Euros()));
        Assert.Equal(["counting.reported-through"], contract["warnings"].Codes());
    }

    public static TheoryData<string, string, string[], string[]> Doubts => new()
    {
        { "doelgroep", "\"WW\"", [], ["bouwblok.other-doelgroep", "bouwblok.right"] },
        { "doelgroep", "\"Justitiabele\"", [], ["bouwblok.other-doelgroep", "candidate.not-served"] },
        { "hoursPerWeek", "40", [], ["hours.above-full-time"] },
        { "bonuses", "[\"permanent-contract\"]", [], ["bonus.not-met"] },
        { "startDate", "\"2023-12-31\"", ["counting.outside-contract"], [] },
        { "inServiceSinceDate", "\"2020-01-01\"", ["counting.already-in-service"], [] },
        { "endDate", "null", [], ["counting.reported-through"] },
    };

    [Theory, MemberData(nameof(Doubts))]
    public async Task What_does_not_count_or_does_not_fit_is_told_in_words(string field, string value, string[] reasons, string[] warnings)
    {
        var stage = await In(service);
        var report = stage.Report();
        report[field] = JsonNode.Parse(value);
        if (field == "startDate") report["inServiceSinceDate"] = null;
        var contract = Contract(await Valued(stage, report));
        Assert.Equal(reasons, contract["reasons"].Codes());
        Assert.Equal(warnings, contract["warnings"].Codes());
        Assert.All(contract["reasons"]!.AsArray().Concat(contract["warnings"]!.AsArray()), t => Assert.False(string.IsNullOrWhiteSpace((string?)t!["detail"])));
    }

    [Fact]
    public async Task The_words_come_in_the_language_that_is_asked()
    {
        var stage = await In(service);
        var report = stage.Report();
        report["doelgroep"] = "WW";
        Assert.Equal("Het bouwblok participatiewet is voor Participatiewet, niet voor WW.", (string?)Contract(await Valued(stage, report))["warnings"]![0]!["detail"]);
        stage.Supplier.DefaultRequestHeaders.Add("Accept-Language", "en");
        Assert.Equal("For WW this Tarief has: ww.", (string?)Contract(await Valued(stage, report))["warnings"]![1]!["detail"]);
    }

    [Fact]
    public async Task What_a_report_would_be_refused_for_is_told_with_its_place_beside_what_it_would_be_worth()
    {
        var stage = await In(service);
        var report = stage.Report(bouwblok: "pw", through: "2026-12-31");
        report["bonuses"] = new JsonArray("onbekend");
        var valued = await Valued(stage, report);
        Assert.False((bool)valued["wouldBeTaken"]!);
        Assert.Equal(["bonus.unknown /bonuses/0", "bouwblok.unknown /bouwblok", "placement.reported-ahead /reportedThroughDate"],
            valued["refusals"]!.AsArray().Select(r => $"{r!["code"]} {r["pointer"]}").Order(StringComparer.Ordinal));
        Assert.Equal((false, "counting.unknown-bouwblok"), ((bool)Contract(valued)["counts"]!, Assert.Single(Contract(valued)["reasons"].Codes())));
        await stage.Supplier.Post("placements", report).IsRefused(400, "bouwblok.unknown", "/bouwblok");
    }

    [Fact]
    public async Task A_known_candidate_above_full_time_is_told_with_the_suppliers_own_references()
    {
        var stage = await In(service);
        var second = await stage.SecondContract("WSRL-2024-031");
        await stage.Reported(stage.Report(hours: 30));
        var refusal = Assert.Single((await Valued(stage, stage.Report("HB-002", hours: 30, contractId: second)))["refusals"]!.AsArray())!;
        Assert.Equal("candidate.over-full-time", (string?)refusal["code"]);
        Assert.Contains("HB-001", (string?)refusal["detail"], StringComparison.Ordinal);
        // Another person has a week of their own, and nobody known has no other placement.
        Assert.True((bool)(await Valued(stage, stage.Report("HB-002", "k7Qv2mXw9Rt4bN8sLp3y", 30, contractId: second)))["wouldBeTaken"]!);
    }

    [Fact]
    public async Task What_it_changes_for_other_placements_of_the_candidate_is_in_the_change()
    {
        var stage = await In(service);
        var first = await stage.Reported(stage.Report(hours: 36, bouwblok: "ww"));
        // The same person on a higher block fills the week first: 24 of 36 hours are taken from the other.
        var valued = await Valued(stage, stage.Report("HB-002", hours: 24));
        var contract = Contract(valued);
        Assert.Equal((14_611.87m, 7_305.94m), (contract["expected"].Euros(), contract["change"].Euros()));
        var other = Assert.Single(valued["otherPlacements"]!.AsArray())!;
        Assert.Equal((first, "HB-001", -7_305.93m), ((Guid)other["placementId"]!, (string?)other["supplierReference"], other["difference"].Euros()));
        Assert.Equal(["€ 40.000 × 24/36 × 200/365"], contract["parts"]!.AsArray().Select(p => (string)p!["formula"]!));
        // So it is when it is reported.
        await stage.Reported(stage.Report("HB-002", hours: 24));
        Assert.Equal("Reported 3652.97 0.00 3652.97", Standing(await stage.Shown(first)));
    }

    [Fact]
    public async Task The_next_report_of_a_placement_is_valued_as_a_change_of_what_it_is_worth()
    {
        var stage = await In(service);
        await stage.Verify(await stage.Reported()).Is(201);
        var valued = await Valued(stage, stage.Report(end: "2026-09-30", through: "2026-09-30"));
        Assert.Equal((14_958.90m, 4_000m), (Contract(valued)["value"].Euros(), Contract(valued)["change"].Euros()));
        var correction = await Valued(stage, stage.Report(hours: 9, termsFrom: "2026-01-01"));
        Assert.Equal((5_479.45m, -5_479.45m), (Contract(correction)["value"].Euros(), Contract(correction)["change"].Euros()));
        Assert.Equal("placement.terms-from-missing", (string?)Assert.Single((await Valued(stage, stage.Report(hours: 9)))["refusals"]!.AsArray())!["code"]);
        Assert.Equal("placement.other-candidate", (string?)Assert.Single((await Valued(stage, stage.Report(candidate: "k7Qv2mXw9Rt4bN8sLp3y")))["refusals"]!.AsArray())!["code"]);
    }

    [Fact]
    public async Task A_report_that_says_nothing_new_changes_nothing()
    {
        var stage = await In(service);
        var id = await stage.Reported();
        var second = stage.Report(hours: 36, termsFrom: "2026-07-01");
        await stage.Supplier.Put($"placements/{id}", await stage.Supplier.ETag($"placements/{id}"), second).Is(200);
        second["termsFromDate"] = null;
        // 181 days of 18 hours and 19 days of 36.
        foreach (var report in new[] { second, stage.Report(hours: 36, termsFrom: "2026-07-01") })
            Assert.Equal((12_000m, 0m), (Contract(await Valued(stage, report))["value"].Euros(), Contract(await Valued(stage, report))["change"].Euros()));
        await stage.Officer.Post($"placements/{id}/rejections", new { contractId = stage.Contract.ContractId, reportNumber = 2, code = "hours", reason = "niet zo" }).Is(201);
        Assert.Equal((0m, 0m), (Contract(await Valued(stage, second))["value"].Euros(), Contract(await Valued(stage, second))["change"].Euros()));
    }

    [Fact]
    public async Task Shares_are_valued_for_each_contract_and_one_without_a_clause_says_that_nothing_counts()
    {
        var stage = await In(service);
        var second = await stage.SecondContract("WSRL-2024-032", withClause: false);
        var report = stage.Report(percentage: 60);
        report["allocations"]!.AsArray().Add(new JsonObject { ["contractReference"] = "WSRL-2024-032", ["percentage"] = 40 });
        var valued = await Valued(stage, report);
        Assert.Equal((6_575.34m, 0m), (Contract(valued, stage.Contract.ContractId)["value"].Euros(), Contract(valued, second)["value"].Euros()));
        Assert.Equal(("counting.nothing", null), (Assert.Single(Contract(valued, second)["reasons"].Codes()), Contract(valued, second)["tarief"]));
    }

    [Fact]
    public async Task After_the_days_to_report_it_is_told_that_the_report_would_be_refused()
    {
        var r = await Rivierenland.In(service, c => (c["startDate"], c["endDate"]) = ("2024-04-01", "2026-03-31"));
        await r.WithClause(service.Administrator);
        var stage = new PlacementStage(service, r, await service.Supplier(r.SupplierId), await service.Officer(r.BuyerId), service.Administrator);
        var valued = await Valued(stage, stage.Report());
        Assert.Equal("reporting.closed", (string?)Assert.Single(valued["refusals"]!.AsArray())!["code"]);
        Assert.Equal(["counting.outside-contract"], Contract(valued)["reasons"].Codes());
        await stage.Supplier.Post("placements", stage.Report()).IsRefused(409, "reporting.closed");
    }

    [Fact]
    public async Task A_form_that_is_wrong_is_refused_as_a_report_is()
    {
        var stage = await In(service);
        var report = stage.Report();
        (report["hoursPerWeek"], report["allocations"]) = (null, new JsonArray());
        await stage.Supplier.Post("valuations", report).IsRefused(400, "value.missing", "/allocations", "/hoursPerWeek");
        report = stage.Report(start: "2026-08-01", hours: 81);
        report["employerKvk"] = "12";
        Assert.Equal(["organisation.kvk-number", "placement.end-before-start", "placement.hours"],
            (await stage.Supplier.Post("valuations", report).Is(400))["errors"]!.AsArray().Codes().Order(StringComparer.Ordinal));
        report = stage.Report("123456782");
        await stage.Supplier.Post("valuations", report).IsRefused(400, "text.bsn", "/supplierReference");
    }

    [Fact]
    public async Task Contracts_out_of_reach_and_other_suppliers_people_stay_out_of_sight()
    {
        var (stage, other) = (await In(service), await In(service));
        await stage.Reported(stage.Report(hours: 36));
        await other.Supplier.Post("valuations", stage.Report()).IsRefused(400, "allocation.contract-unknown", "/allocations/0/contractId");
        // The same pseudonym of another supplier is another person.
        Assert.True((bool)(await Valued(other, other.Report("HB-002", hours: 36)))["wouldBeTaken"]!);

        var report = stage.Report("HB-009", "k7Qv2mXw9Rt4bN8sLp3y");
        await stage.Officer.Post("valuations", report).IsRefused(400, "value.missing", "/supplierId");
        report["supplierId"] = stage.Contract.SupplierId;
        Assert.Equal(10_958.90m, Contract(await stage.Officer.Post("valuations", report).Is(200))["value"].Euros());
        await other.Officer.Post("valuations", report).IsRefused(400, "supplier.unknown", "/supplierId");
        await (await service.Someone(SroiTracker.Http.Role.Auditor)).Post("valuations", report).IsRefused(403, "role.missing");
    }

    private static Task<JsonNode> Valued(PlacementStage stage, JsonObject report) => stage.Supplier.Post("valuations", report).Is(200);

    private static JsonNode Contract(JsonNode valued, Guid? id = null) => valued["contracts"]!.AsArray().Single(c => id is null || (Guid)c!["contractId"]! == id)!;
}
