using System.Text.Json.Nodes;
using static SroiTracker.Tests.Contracts.Rivierenland;

namespace SroiTracker.Tests.Contracts;

/// <summary>Options, extension, an early end, and what is known of them over time.</summary>
public class VersionTests(RunningService service) : IClassFixture<RunningService>
{
    private HttpClient Admin => service.Administrator;

    [Fact]
    public async Task Every_version_is_listed_with_its_act_its_day_its_obligation_and_its_reason()
    {
        var r = await In(service);
        await r.Set(Clause(c => (c["subjectRelation"], c["warningsAnswer"]) = ("Grondwerk", "Loonwaarde volgt"))).Is(200);
        service.Time.Advance(TimeSpan.FromSeconds(1));
        await r.Amend(new { fromDate = "2025-07-01", reason = "Meerwerk", value = Money(4_500_000.00m) }).Is(201);
        service.Time.Advance(TimeSpan.FromSeconds(1));
        await r.Amend(new { fromDate = "2025-01-01", reason = "Herzien", percentage = 4m }).Is(201);
        var versions = (await Admin.Ask($"{r.Path}/versions").Is(200))["items"]!.AsArray();
        Assert.Equal(
            ["Contract entered  False ", "Clause clause.set  True 194350.00", "Contract amended 2025-07-01 True ", "Clause clause.amended 2025-07-01 False 225000.00", "Clause clause.amended 2025-01-01 True 180000.00"],
            versions.Select(v => FormattableString.Invariant(
                $"{(string)v!["of"]!} {(string)v["act"]!} {(string?)v["validFromDate"]} {(bool)v["holds"]!} {v["obligation"].Euros():0.00}")));
        Assert.Equal([null, null, "Meerwerk", "Meerwerk", "Herzien"], versions.Select(v => (string?)v!["reason"]));
        Assert.Equal((4_500_000.00m, 5m), (versions[2]!["contract"]!["value"].Euros(), (decimal)versions[3]!["clause"]!["percentage"]!));
        // The officer's answer to the warnings is kept with the version that was warned of.
        Assert.Equal("Loonwaarde volgt", (string?)versions[1]!["clause"]!["warningsAnswer"]);
        Assert.Contains("proportionality.labour-unknown", versions[1]!["warnings"].Codes());
        Assert.Equal(5, (await (await service.Supplier(r.SupplierId)).Ask($"{r.Path}/versions").Is(200))["items"]!.AsArray().Count);
        await (await service.Officer(await Buyer(service))).Ask($"{r.Path}/versions").IsRefused(404, "resource.not-found");
        await (await service.Supplier(await Supplier(service))).Ask($"{r.Path}/versions").IsRefused(404, "resource.not-found");
    }

    [Fact]
    public async Task An_answer_to_the_warnings_stays_with_the_clause_until_an_amendment_brings_another()
    {
        var r = await In(service);
        await r.Set(Clause(c => c["warningsAnswer"] = "Loonwaarde volgt")).Is(200);
        var kept = await r.Amend(new { fromDate = "2025-01-01", reason = "Herzien", percentage = 4m }).Is(201);
        Assert.Equal("Loonwaarde volgt", (string?)kept["clause"]!["warningsAnswer"]);
        var other = await r.Amend(new { fromDate = "2025-02-01", reason = "Kort en duur", percentage = 60m, warningsAnswer = "Besproken met de leverancier" }).Is(201);
        Assert.Equal(("Besproken met de leverancier", "Kort en duur"), ((string?)other["clause"]!["warningsAnswer"], (string?)other["clause"]!["deviationReason"]));
    }

    // Today is 2026-11-22: what is agreed already is what the contract asks, whatever day it holds from; as it was on a day is another question.
    [Fact]
    public async Task Of_an_amendment_that_is_to_come_the_obligation_is_what_is_known_today()
    {
        var r = await In(service);
        await r.Set().Is(200);
        await r.Amend(new { fromDate = "2026-12-01", reason = "Meerwerk", value = Money(4_500_000.00m) }).Is(201);
        Assert.Equal(225_000.00m, (await Admin.Ask(r.Path).Is(200))["obligation"].Euros());
        Assert.Equal(225_000.00m, (await r.Progress())["obligation"].Euros());
        Assert.Equal(225_000.00m, (await r.Progress("?at=2026-12-01"))["obligation"].Euros());
        Assert.Equal(194_350.00m, (await r.Progress("?at=2026-11-21"))["obligation"].Euros());
        Assert.Equal([53_180.35m, 70_584.83m, 101_234.82m], Targets(await r.Progress()));
    }

    [Fact]
    public async Task An_option_that_is_exercised_later_raises_the_obligation_from_that_day()
    {
        var r = await In(service, e => e["options"] = new JsonArray(new JsonObject { ["value"] = Money(1_000_000.00m), ["exercisedDate"] = null }));
        await r.Set().Is(200);
        var amended = await r.Amend(new { fromDate = "2026-01-01", reason = "Optie gelicht", options = new[] { new { value = Money(1_000_000.00m), exercisedDate = "2026-01-01" } } }).Is(201);
        Assert.Equal(244_350.00m, amended["obligation"].Euros());
        Assert.Equal([53_180.35m, 70_584.83m, 120_584.82m], Targets(await r.Progress()));
        Assert.Equal(194_350.00m, (await r.Progress("?at=2025-12-31"))["obligation"].Euros());
        await r.Amend(new { fromDate = "2026-01-01", reason = "Morgen", options = new[] { new { value = Money(1.00m), exercisedDate = "2026-11-23" } } }).IsRefused(400, "date.ahead", "/options/0/exercisedDate");
    }

    [Fact]
    public async Task An_extension_spreads_what_is_not_due_yet_over_the_days_added()
    {
        var r = await In(service);
        await r.Set().Is(200);
        await r.Amend(new { fromDate = "2026-01-01", reason = "Verlengd", endDate = "2027-12-31" }).Is(201);
        Assert.Equal([53_180.35m, 70_584.83m, 35_292.41m, 35_292.41m], Targets(await r.Progress()));
        Assert.Equal("2024-03-12", (string?)(await Admin.Ask(r.Path).Is(200))["clause"]!["boundDate"]);
    }

    // Before 1 July 2025 88.182,69 was due; then it ends, for less than that.
    [Theory]
    [InlineData(2_000_000, 100_000, "53180.35 46819.65")]
    [InlineData(1_200_000, 60_000, "53180.35 6819.65")]
    [InlineData(400_000, 20_000, "20000.00 0.00")]
    public async Task An_early_end_leaves_what_was_due_as_far_as_the_new_obligation_goes(double value, double obligation, string targets)
    {
        var r = await In(service);
        await r.Set().Is(200);
        var amended = await r.Amend(new { fromDate = "2025-07-01", reason = "Ontbonden", value = Money((decimal)value), endDate = "2025-09-30" }).Is(201);
        Assert.Equal((decimal)obligation, amended["obligation"].Euros());
        Assert.Equal(targets, string.Join(' ', Targets(await r.Progress()).Select(t => t.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture))));
    }

    private static IEnumerable<decimal> Targets(JsonNode progress) => progress["years"]!.AsArray().Select(y => y!["target"].Euros()!.Value);
}
