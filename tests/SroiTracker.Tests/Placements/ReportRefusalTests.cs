using System.Text.Json.Nodes;
using static SroiTracker.Tests.Placements.PlacementStage;

namespace SroiTracker.Tests.Placements;

/// <summary>What is refused of a report, at which place, and that nothing of it is kept.</summary>
public class ReportRefusalTests(RunningService service) : IClassFixture<RunningService>
{
    // A made-up number that passes the elfproef.
    private const string Bsn = "123456782";

    [Theory]
    [InlineData("supplierReference", null, 400, "value.missing", "/supplierReference")]
    [InlineData("supplierReference", Bsn, 400, "text.bsn", "/supplierReference")]
    [InlineData("supplierReference", "nr 123.45.6782", 400, "text.bsn", "/supplierReference")]
    [InlineData("candidate", null, 400, "value.missing", "/candidate")]
    [InlineData("candidate", "too-short-1", 400, "candidate.pseudonym", "/candidate")]
    [InlineData("candidate", "onlylettersandnodigits", 400, "candidate.pseudonym", "/candidate")]
    [InlineData("candidate", "with a space 12345678", 400, "candidate.pseudonym", "/candidate")]
    [InlineData("bouwblok", null, 400, "value.missing", "/bouwblok")]
    [InlineData("bouwblok", "no-such-block", 400, "bouwblok.unknown", "/bouwblok")]
    [InlineData("bouwblok", "social-activity", 400, "bouwblok.not-for-placements", "/bouwblok")]
    [InlineData("bouwblok", Bsn, 400, "text.bsn", "/bouwblok")]
    [InlineData("doelgroep", "Onbekend", 400, "value.invalid", "/doelgroep")]
    [InlineData("employerKvk", "1234567", 400, "organisation.kvk-number", "/employerKvk")]
    [InlineData("hoursPerWeek", 0, 400, "placement.hours", "/hoursPerWeek")]
    [InlineData("hoursPerWeek", -8, 400, "placement.hours", "/hoursPerWeek")]
    [InlineData("hoursPerWeek", 80.5, 400, "placement.hours", "/hoursPerWeek")]
    [InlineData("hoursPerWeek", 24.125, 400, "value.invalid", "/hoursPerWeek")]
    [InlineData("startDate", "01-01-2026", 400, "value.invalid", "/startDate")]
    [InlineData("endDate", "2025-12-31", 400, "placement.end-before-start", "/endDate")]
    [InlineData("reportedThroughDate", "2026-11-23", 400, "placement.reported-ahead", "/reportedThroughDate")]
    [InlineData("ageBand", "Old", 400, "value.invalid", "/ageBand")]
    [InlineData("teamId", "6f1d0a52-8c1e-4f0b-9a57-2d6c1b7e4a02", 400, "team.unknown", "/teamId")]
    [InlineData("proeftuinId", "6f1d0a52-8c1e-4f0b-9a57-2d6c1b7e4a02", 400, "proeftuin.unknown", "/proeftuinId")]
    [InlineData("supplierId", "6f1d0a52-8c1e-4f0b-9a57-2d6c1b7e4a02", 400, "supplier.unknown", "/supplierId")]
    [InlineData("naam", "Iemand", 400, "value.unknown", "/naam")]
    public async Task A_field_that_is_not_right_is_refused_at_its_place(string field, object? value, int status, string code, string place)
    {
        var stage = await In(service);
        var before = await service.RowCounts();
        var report = stage.Report();
        report[field] = JsonValue.Create(value);
        await stage.Supplier.Post("placements", report).IsRefused(status, code, place);
        Assert.Equal(before, await service.RowCounts());
    }

    [Theory]
    [InlineData("""[]""", "value.missing", "/allocations")]
    [InlineData("""[{"contractId": "$", "percentage": 0}]""", "placement.share", "/allocations/0/percentage")]
    [InlineData("""[{"contractId": "$", "percentage": 100.01}]""", "placement.share", "/allocations/0/percentage")]
    [InlineData("""[{"contractId": "$", "percentage": 12.345}]""", "value.invalid", "/allocations/0/percentage")]
    [InlineData("""[{"contractId": "$"}]""", "value.missing", "/allocations/0/percentage")]
    [InlineData("""[{"percentage": 100}]""", "value.missing", "/allocations/0/contractId")]
    [InlineData("""[{"contractId": "$", "percentage": 60}, {"contractId": "$", "percentage": 40}]""", "placement.contract-twice", "/allocations/1")]
    [InlineData("""[{"contractReference": "no such contract", "percentage": 100}]""", "allocation.contract-unknown", "/allocations/0/contractReference")]
    [InlineData("""[{"contractId": "6f1d0a52-8c1e-4f0b-9a57-2d6c1b7e4a02", "percentage": 100}]""", "allocation.contract-unknown", "/allocations/0/contractId")]
    public async Task Shares_that_are_not_right_are_refused_at_their_place(string allocations, string code, string place)
    {
        var stage = await In(service);
        var report = stage.Report();
        report["allocations"] = JsonNode.Parse(allocations.Replace("$", stage.Contract.ContractId.ToString(), StringComparison.Ordinal));
        await stage.Supplier.Post("placements", report).IsRefused(400, code, place);
    }

    [Fact]
    public async Task Shares_above_100_percent_are_refused()
    {
        var stage = await In(service);
        var report = stage.Report();
        report["allocations"] = new JsonArray(
            new JsonObject { ["contractId"] = stage.Contract.ContractId, ["percentage"] = 60 },
            new JsonObject { ["contractId"] = await stage.SecondContract(), ["percentage"] = 40.01m });
        await stage.Supplier.Post("placements", report).IsRefused(400, "placement.shares", "/allocations");
    }

    [Theory]
    [InlineData("no-such-bonus", "bonus.unknown", "/bonuses/0")]
    [InlineData("age-from-50", "value.missing", "/ageBand")]
    [InlineData(Bsn, "text.bsn", "/bonuses/0")]
    public async Task A_bonus_is_one_of_the_Tarief_and_has_what_it_needs(string bonus, string code, string place)
    {
        var stage = await In(service);
        var report = stage.Report();
        report["bonuses"] = new JsonArray(bonus);
        await stage.Supplier.Post("placements", report).IsRefused(400, code, place);
    }

    [Fact]
    public async Task All_that_is_wrong_is_said_at_once()
    {
        var stage = await In(service);
        var report = stage.Report(reference: Bsn, candidate: "x", hours: 24.125m);
        report["bouwblok"] = null;
        var problem = await stage.Supplier.Post("placements", report).Is(400);
        Assert.Equal(["/bouwblok", "/candidate", "/hoursPerWeek", "/supplierReference"],
            problem["errors"]!.AsArray().Select(e => (string?)e!["location"]!["pointer"]).Order());
        Assert.DoesNotContain(Bsn, problem.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_terms_without_a_day_from_which_they_hold_are_refused()
    {
        var stage = await In(service);
        await stage.Reported();
        await stage.Supplier.Post("placements", stage.Report(hours: 20)).IsRefused(400, "placement.terms-from-missing", "/termsFromDate");
    }

    [Fact]
    public async Task A_reference_belongs_to_one_candidate()
    {
        var stage = await In(service);
        await stage.Reported();
        var before = await service.RowCounts();
        await stage.Supplier.Post("placements", stage.Report(candidate: "somebody-else-4711x")).IsRefused(409, "placement.other-candidate");
        Assert.Equal(before, await service.RowCounts());
    }

    [Fact]
    public async Task Nobody_works_more_than_full_time_over_several_contracts()
    {
        var stage = await In(service);
        var second = await stage.SecondContract();
        await stage.Reported(stage.Report(hours: 24));
        // 24/36 there and 12/36 here are just a full week; with 13 hours it is more.
        await stage.Supplier.Post("placements", stage.Report("HB-002", hours: 13, contractId: second)).IsRefused(409, "candidate.over-full-time");
        var problem = await stage.Supplier.Post("placements", stage.Report("HB-002", hours: 13, contractId: second)).Is(409);
        Assert.Contains("HB-001, HB-002", (string?)problem["detail"], StringComparison.Ordinal);
        await stage.Reported(stage.Report("HB-002", hours: 12, contractId: second));
        // Who was withdrawn no longer takes the time.
        var third = stage.Report("HB-003", hours: 24, contractId: second);
        await stage.Supplier.Post("placements", third).IsRefused(409, "candidate.over-full-time");
    }

    [Fact]
    public async Task A_withdrawn_placement_takes_no_time_of_the_candidate()
    {
        var stage = await In(service);
        var second = await stage.SecondContract();
        var id = await stage.Reported(stage.Report(hours: 36));
        var other = stage.Report("HB-002", hours: 36, contractId: second);
        await stage.Supplier.Post("placements", other).IsRefused(409, "candidate.over-full-time");
        await stage.Supplier.Post($"placements/{id}/withdrawals", new { reportNumber = 1 }).Is(201);
        await stage.Supplier.Post("placements", other).Is(201);
    }

    [Theory]
    [InlineData("rejections", "reason", "BSN 123456782 klopt niet")]
    [InlineData("rejections", "code", Bsn)]
    [InlineData("revocations", "reason", "zie 123456782")]
    public async Task No_reason_holds_a_citizen_service_number(string verdict, string field, string text)
    {
        var stage = await In(service);
        var id = await stage.Reported();
        await stage.Verify(id).Is(201);
        var body = new JsonObject { ["reportNumber"] = 1, ["code"] = "never-worked", ["reason"] = "Zie dossier." };
        if (verdict == "revocations") body["fromDate"] = "2026-02-01";
        body[field] = text;
        await stage.Officer.Post($"placements/{id}/{verdict}", body).IsRefused(400, "text.bsn", "/" + field);
    }

    [Fact]
    public async Task A_supplier_reports_only_on_contracts_it_is_a_party_to_or_named_on()
    {
        var (stage, other) = (await In(service), await In(service));
        await stage.Supplier.Post("placements", stage.Report(contractId: other.Contract.ContractId)).IsRefused(400, "allocation.contract-unknown", "/allocations/0/contractId");
    }
}
