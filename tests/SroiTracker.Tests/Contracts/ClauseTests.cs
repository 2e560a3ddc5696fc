using System.Text.Json.Nodes;
using static SroiTracker.Tests.Contracts.Rivierenland;

namespace SroiTracker.Tests.Contracts;

public class ClauseTests(RunningService service) : IClassFixture<RunningService>
{
    private HttpClient Admin => service.Administrator;

    [Fact]
    public async Task Five_percent_of_the_Rivierenland_contract_is_194_350_and_comes_due_by_days()
    {
        var r = await In(service);
        var clause = await r.Set().Is(200);
        Assert.Equal(194_350.00m, clause["obligation"].Euros());
        Assert.Equal(1, (int)clause["version"]!);
        Assert.Equal("2024-03-12", (string?)clause["boundDate"]);
        Assert.Equal(36m, (decimal)clause["fullTimeHours"]!);
        Assert.Equal("Contract", (string?)clause["level"]);
        Assert.Equal("Requirement", (string?)clause["kind"]);

        var contract = await Admin.Ask(r.Path).Is(200);
        Assert.Equal(194_350.00m, contract["obligation"].Euros());
        Assert.Equal(5.0m, (decimal)contract["clause"]!["percentage"]!);
        Assert.Equal([(2024, 53_180.35m), (2025, 70_584.83m), (2026, 70_584.82m)], Targets(await r.Progress()));
    }

    [Fact]
    public async Task A_value_of_4_500_000_from_July_2025_leaves_what_was_due_and_spreads_the_rest()
    {
        var r = await In(service);
        await r.Set().Is(200);
        var amended = await r.Amend(new { fromDate = "2025-07-01", reason = "Meerwerk", value = Money(4_500_000.00m) }).Is(201);
        Assert.Equal(225_000.00m, amended["obligation"].Euros());
        Assert.Equal([(2024, 53_180.35m), (2025, 80_857.32m), (2026, 90_962.33m)],
            amended["years"]!.AsArray().Select(y => ((int)y!["year"]!, y["target"].Euros()!.Value)));
        Assert.Equal([(2024, 53_180.35m), (2025, 80_857.32m), (2026, 90_962.33m)], Targets(await r.Progress()));
        Assert.Equal(194_350.00m, (await r.Progress("?at=2025-06-30"))["obligation"].Euros());
        Assert.Equal(225_000.00m, (await r.Progress("?at=2025-07-01"))["obligation"].Euros());
        var contract = await Admin.Ask(r.Path).Is(200);
        Assert.Equal(4_500_000.00m, contract["value"].Euros());
        Assert.Equal(2, (int)contract["clause"]!["version"]!);
        Assert.Equal("2024-03-12", (string?)contract["clause"]!["boundDate"]);
    }

    [Fact]
    public async Task An_early_end_is_an_amendment_of_value_and_end()
    {
        var r = await In(service);
        await r.Set().Is(200);
        var amended = await r.Amend(new { fromDate = "2025-07-01", reason = "Ontbonden", value = Money(2_000_000.00m), endDate = "2025-12-31" }).Is(201);
        Assert.Equal(100_000.00m, amended["obligation"].Euros());
        var years = amended["years"]!.AsArray().Select(y => ((int)y!["year"]!, y["target"].Euros()!.Value)).ToList();
        Assert.Equal([2024, 2025], years.Select(y => y.Item1));
        Assert.Equal((100_000.00m, 53_180.35m), (years.Sum(y => y.Item2), years[0].Item2));
        Assert.Equal("Shortfall", (string?)(await r.Progress())["state"]);
    }

    [Fact]
    public async Task An_option_counts_once_it_is_exercised()
    {
        var r = await In(service, e => e["options"] = new JsonArray(new JsonObject { ["value"] = Money(1_000_000.00m), ["exercisedDate"] = null }));
        Assert.Equal(194_350.00m, (await r.Set().Is(200))["obligation"].Euros());
        var amended = await r.Amend(new { fromDate = "2026-01-01", reason = "Verlengd", endDate = "2027-12-31", options = new[] { new { value = Money(1_000_000.00m), exercisedDate = "2025-10-01" } } }).Is(201);
        Assert.Equal(244_350.00m, amended["obligation"].Euros());
        Assert.Equal(2027, (int)amended["years"]!.AsArray()[^1]!["year"]!);
    }

    [Theory]
    [InlineData("2023-10-01", "2023-10-01")]
    [InlineData(null, "2024-03-12")]
    // Published after the award: that is the award's own notice, not the tender's.
    [InlineData("2024-03-29", "2024-03-12")]
    public async Task The_Tarief_is_bound_by_the_publication_of_the_tender_or_else_by_the_signature(string? published, string bound)
    {
        var r = await In(service, e => (e["publicationDate"], e["awardDate"]) = (published, "2024-02-14"));
        Assert.Equal(bound, (string?)(await r.Set().Is(200))["boundDate"]);
    }

    public static TheoryData<string, decimal?> Bases => new()
    {
        { """{"base": "LabourValue", "percentage": 10.0}""", 100_000.00m },
        { """{"base": "InvoicedTurnover"}""", 200_000.00m },
        { """{"base": "FixedAmount", "percentage": null, "fixedAmount": {"amount": 12345.67, "currency": "EUR"}}""", 12_345.67m },
        { """{"base": "BestEffort", "percentage": null, "tariefId": null}""", 0m },
        { """{"cap": {"amount": 150000.00, "currency": "EUR"}}""", 150_000.00m },
        { """{"kind": "AwardCriterion", "offeredPercentage": 7.5}""", 291_525.00m },
        { """{"percentage": 0.01}""", 388.70m },
    };

    [Theory, MemberData(nameof(Bases))]
    public async Task The_obligation_is_the_part_of_its_base(string changes, decimal? obligation)
    {
        var r = await In(service, e => (e["labourValue"], e["estimatedValue"]) = (Money(1_000_000.00m), Money(4_000_000.00m)));
        Assert.Equal(obligation, (await r.Set(Changed(changes)).Is(200))["obligation"].Euros());
        Assert.Equal(obligation, (await r.Progress())["obligation"].Euros());
    }

    public static TheoryData<string, string, string> Wrong => new()
    {
        { """{"base": null}""", "value.missing", "/base" },
        { """{"percentage": null}""", "value.missing", "/percentage" },
        { """{"percentage": 0}""", "clause.percentage", "/percentage" },
        { """{"percentage": 100.5}""", "value.invalid", "/percentage" },
        { """{"percentage": 5.001}""", "value.invalid", "/percentage" },
        { """{"base": "LabourValue"}""", "clause.base-unknown", "/base" },
        { """{"base": "FixedAmount"}""", "value.missing", "/fixedAmount" },
        { """{"kind": "AwardCriterion"}""", "value.missing", "/offeredPercentage" },
        { """{"level": "OnFramework"}""", "clause.level", "/level" },
        { """{"tariefId": null}""", "value.missing", "/tariefId" },
        { """{"tariefId": "00000000-0000-7000-8000-000000000000"}""", "tarief.unknown", "/tariefId" },
        { """{"policyId": "00000000-0000-7000-8000-000000000000"}""", "policy.unknown", "/policyId" },
        { """{"fullTimeHours": 0}""", "clause.full-time", "/fullTimeHours" },
        { """{"fullTimeHours": 36.001}""", "clause.full-time", "/fullTimeHours" },
        { """{"cap": {"amount": 0.00, "currency": "EUR"}}""", "amount.not-positive", "/cap" },
        { """{"cap": {"amount": 1.00, "currency": "USD"}}""", "value.invalid", "/cap" },
        { """{"euroBase": {"amount": {"amount": 1.00, "currency": "EUR"}, "rate": 1.1, "rateDate": "2024-01-01", "source": "ECB"}}""", "clause.euro-base-unneeded", "/euroBase" },
        { """{"plan": [{"date": "2025-01-01", "percentage": 50}, {"date": "2025-01-01", "percentage": 60}]}""", "clause.plan-order", "/plan/1" },
        { """{"doelgroepTargets": [{"doelgroep": "Wajong", "amount": {"amount": 194350.01, "currency": "EUR"}}]}""", "clause.doelgroep-targets", "/doelgroepTargets" },
        { """{"subjectRelation": "Kandidaat 123456782 doet het grondwerk"}""", "text.bsn", "/subjectRelation" },
    };

    [Theory, MemberData(nameof(Wrong))]
    public async Task A_clause_that_does_not_fit_is_refused_at_its_place_and_nothing_is_kept(string changes, string code, string place)
    {
        var r = await In(service);
        await r.Set(Changed(changes)).IsRefused(400, code, place);
        Assert.Null((await Admin.Ask(r.Path).Is(200))["clause"]);
        Assert.Equal("NoObligation", (string?)(await r.Progress())["state"]);
    }

    [Fact]
    public async Task A_clause_takes_the_ETag_of_its_contract()
    {
        var r = await In(service);
        await Admin.Put($"{r.Path}/clause", null, Clause()).IsRefused(428, "if-match.missing");
        await Admin.Put($"{r.Path}/clause", "\"v2\"", Clause()).IsRefused(412, "if-match.stale");
        await Admin.Put($"{r.Path}/clause", "\"v1\"", Clause()).Is(200);
        await Admin.Put($"{r.Path}/clause", "\"v1\"", Clause()).IsRefused(412, "if-match.stale");
        Assert.Equal("\"v2\"", await Admin.ETag(r.Path));
    }

    [Fact]
    public async Task Without_its_days_a_contract_has_no_clause()
    {
        var r = await In(service, e => (e["startDate"], e["endDate"]) = (null, null));
        await r.Set().IsRefused(400, "contract.period-missing", "");
    }

    [Fact]
    public async Task A_contract_in_another_currency_needs_the_euros_of_an_officer()
    {
        var r = await In(service, e => e["value"] = Money(2_000_000.00m, "USD"));
        await r.Set().IsRefused(400, "clause.foreign-currency", "/euroBase");
        var clause = await r.Set(Clause(c => c["euroBase"] = new JsonObject { ["amount"] = Money(1_840_000.00m), ["rate"] = 0.92m, ["rateDate"] = "2024-03-12", ["source"] = "ECB" })).Is(200);
        Assert.Equal(92_000.00m, clause["obligation"].Euros());
        await r.Amend(new { fromDate = "2025-01-01", reason = "Meerwerk", value = Money(3_000_000.00m, "USD") }).IsRefused(400, "clause.foreign-currency", "/clause");
        Assert.Equal(150_000.00m, (await r.Amend(new { fromDate = "2025-01-01", reason = "In euro", value = Money(3_000_000.00m) }).Is(201))["obligation"].Euros());
    }

    [Fact]
    public async Task What_an_officer_is_warned_of_is_told_and_answered_in_the_language_that_is_asked_for()
    {
        var r = await In(service);
        var warned = await r.Set(Clause(c => c["vatConfirmed"] = false)).Is(200);
        Assert.Equal(["clause.subject-relation", "clause.vat-unconfirmed", "proportionality.labour-unknown", "tarief.other-date"], warned["warnings"].Codes().Order());
        Assert.Contains("De loonwaarde is niet bekend.", warned["warnings"]!.AsArray().Select(w => (string?)w!["detail"]));
        var answered = await r.Set(Clause(c => (c["subjectRelation"], c["warningsAnswer"]) = ("Grondwerk en groen", "Loonwaarde volgt"))).Is(200);
        Assert.Equal(["proportionality.labour-unknown", "tarief.other-date"], answered["warnings"].Codes().Order());
        Assert.Equal(2, (int)answered["version"]!);
        Assert.Equal("Loonwaarde volgt", (string?)answered["warningsAnswer"]);
    }

    [Fact]
    public async Task A_clause_is_set_right_until_people_are_reported_and_amended_after_that()
    {
        var r = await In(service);
        await r.Set(Clause(c => c["percentage"] = 4)).Is(200);
        await r.Set(Clause(c => c["fullTimeHours"] = 40)).Is(200);
        await r.Set().Is(200);
        await r.Reported("2026-01-01", "2026-07-19", "2026-07-19");
        await r.Set(Clause(c => c["fullTimeHours"] = 40)).IsRefused(409, "clause.tarief-bound");
        Assert.Equal(388_700.00m, (await r.Set(Clause(c => c["percentage"] = 10)).Is(200))["obligation"].Euros());
        await r.Amend(new { fromDate = "2025-01-01", reason = "Afgesproken", percentage = 5.0m }).Is(201);
        await r.Set().IsRefused(409, "clause.amended");
    }

    public static TheoryData<string, int, string, string[]> WrongAmendments => new()
    {
        { """{"fromDate": "2025-01-01", "reason": "x"}""", 400, "amendment.empty", [""] },
        { """{"reason": "x", "percentage": 4}""", 400, "value.missing", ["/fromDate"] },
        { """{"fromDate": "2025-01-01", "percentage": 4}""", 400, "value.missing", ["/reason"] },
        { """{"fromDate": "2024-03-31", "reason": "x", "percentage": 4}""", 400, "amendment.from", ["/fromDate"] },
        { """{"fromDate": "2027-01-02", "reason": "x", "percentage": 4}""", 400, "amendment.from", ["/fromDate"] },
        { """{"fromDate": "2025-01-01", "reason": "x", "endDate": "2024-01-01"}""", 400, "contract.end-before-start", ["/endDate"] },
        { """{"fromDate": "2025-01-01", "reason": "x", "value": {"amount": -5.00, "currency": "EUR"}}""", 400, "contract.amount-negative", ["/value"] },
        { """{"fromDate": "2025-01-01", "reason": "x", "tariefId": "00000000-0000-7000-8000-000000000000"}""", 400, "tarief.unknown", ["/tariefId"] },
        { """{"fromDate": "2025-01-01", "reason": "x", "percentage": 4, "clause": {"base": "ContractValue", "percentage": 4}}""", 400, "amendment.clause-twice", ["/clause"] },
        { """{"fromDate": "2025-01-01", "reason": "x", "clause": {"base": "LabourValue", "percentage": 4, "tariefId": "6f1d0a52-8c1e-4f0b-9a57-2d6c1b7e4a02"}}""", 400, "clause.base-unknown", ["/clause/base"] },
        { """{"fromDate": "2025-01-01", "reason": "x", "clause": {"base": "ContractValue"}}""", 400, "value.missing", ["/clause/percentage"] },
        { """{"fromDate": "2025-01-01", "reason": "Op verzoek van 123456782", "percentage": 4}""", 400, "text.bsn", ["/reason"] },
    };

    [Theory, MemberData(nameof(WrongAmendments))]
    public async Task An_amendment_that_does_not_fit_is_refused_and_nothing_is_kept(string amendment, int status, string code, string[] places)
    {
        var r = await In(service);
        await r.Set().Is(200);
        var before = await service.RowCounts();
        await r.Amend(JsonNode.Parse(amendment)!).IsRefused(status, code, places);
        Assert.Equal(before, await service.RowCounts());
        Assert.Equal(194_350.00m, (await r.Progress())["obligation"].Euros());
    }

    [Fact]
    public async Task Without_a_clause_an_amendment_changes_facts_only()
    {
        var r = await In(service);
        await r.Amend(new { fromDate = "2025-01-01", reason = "x", percentage = 4m }).IsRefused(409, "clause.missing");
        var amended = await r.Amend(new { fromDate = "2025-01-01", reason = "Verlengd", endDate = "2027-06-30" }).Is(201);
        Assert.Null(amended["obligation"]);
        Assert.Equal("2027-06-30", (string?)(await Admin.Ask(r.Path).Is(200))["endDate"]);
    }

    [Fact]
    public async Task Another_Tarief_holds_from_its_day_and_days_before_it_keep_the_old_one()
    {
        var older = (await Admin.Ask("tarieven").Is(200))["items"]!.AsArray().First(t => (string?)t!["region"] == "Harlingen")!;
        var block = older["bouwblokken"]!.AsArray().First(b => (string?)b!["unit"] == "FullTimeYear")!;
        var r = await In(service);
        await r.Set().Is(200);
        await r.Verified(await r.Reported("2026-01-01", "2026-07-19", "2026-07-19"), "2026-07-19");
        Assert.Equal(10_958.90m, (await r.Progress())["counted"].Euros());
        await r.Amend(new { fromDate = "2026-07-01", reason = "Ander Tarief", tariefId = (Guid)older["id"]! }).Is(201);
        var clause = (await Admin.Ask(r.Path).Is(200))["clause"]!;
        Assert.Equal("2026-07-01", (string?)clause["boundDate"]);
        var lines = (await Admin.Ask($"{r.Path}/ledger").Is(200))["items"]!.AsArray();
        Assert.Equal("clause.amended", (string?)lines[^1]!["act"]);
        var parts = lines[^1]!["parts"]!.AsArray();
        Assert.Equal([Utrecht, (Guid)older["id"]!], parts.Select(p => (Guid)p!["tariefId"]!));
        Assert.Equal("2026-07-01", (string?)parts[1]!["fromDate"]);
        Assert.NotNull(block);
    }

    private static IEnumerable<(int Year, decimal Target)> Targets(JsonNode progress) =>
        progress["years"]!.AsArray().Select(y => ((int)y!["year"]!, y["target"].Euros()!.Value));

    private static JsonObject Changed(string changes) => Clause(clause =>
    {
        foreach (var (name, value) in JsonNode.Parse(changes)!.AsObject()) clause[name] = value?.DeepClone();
    });
}
