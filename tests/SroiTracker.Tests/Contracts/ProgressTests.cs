using System.Text.Json.Nodes;
using static SroiTracker.Tests.Contracts.Rivierenland;

namespace SroiTracker.Tests.Contracts;

public class ProgressTests(RunningService service) : IClassFixture<RunningService>
{
    private HttpClient Admin => service.Administrator;

    [Fact]
    public async Task Without_a_clause_there_is_no_obligation()
    {
        var r = await In(service);
        var progress = await r.Progress();
        Assert.Equal(("NoObligation", "2026-11-22"), ((string?)progress["state"], (string?)progress["atDate"]));
        Assert.All(new[] { "obligation", "expected", "open", "knownAt", "lastReportAt" }, field => Assert.Null(progress[field]));
        Assert.Equal(0m, progress["counted"].Euros());
        Assert.Empty(progress["years"]!.AsArray());
    }

    [Theory]
    [InlineData("2024-03-31", "NotStarted", 0, 0)]
    [InlineData("2024-04-01", "Starting", 0, 193.38)]
    [InlineData("2024-06-30", "Starting", 0, 17_597.86)]
    [InlineData("2024-07-01", "Behind", 212.64, 17_791.24)]
    [InlineData("2024-12-31", "Behind", 39_125.16, 53_180.35)]
    [InlineData("2026-12-31", "Behind", 194_350.00, 194_350.00)]
    [InlineData("2027-01-01", "Shortfall", 194_350.00, 194_350.00)]
    public async Task What_is_expected_grows_by_days_after_Starting_and_what_is_due_from_the_first_day(string at, string state, decimal expected, decimal due)
    {
        var r = await In(service);
        await r.Set().Is(200);
        var progress = await r.Progress($"?at={at}");
        Assert.Equal((state, expected, at), ((string?)progress["state"], progress["expected"].Euros()!.Value, (string?)progress["atDate"]));
        Assert.Equal(due, progress["years"]!.AsArray().Sum(y => y!["expected"].Euros()!.Value));
    }

    // 194.350,00: 10 % by 1 October 2024, 40 % by 1 January 2026, then straight to the whole on 31 December 2026.
    [Theory]
    [InlineData("2024-04-01", "Starting", 0)]
    [InlineData("2024-09-30", "Starting", 0)]
    [InlineData("2024-10-01", "Behind", 19_435.00)]
    [InlineData("2024-10-02", "Behind", 19_562.58)]
    [InlineData("2025-12-31", "Behind", 77_612.42)]
    [InlineData("2026-01-01", "Behind", 77_740.00)]
    [InlineData("2026-07-02", "Behind", 136_045.00)]
    [InlineData("2026-12-31", "Behind", 194_350.00)]
    public async Task With_an_approved_plan_its_curve_is_expected_and_Starting_lasts_until_its_first_milestone(string at, string state, decimal expected)
    {
        var r = await In(service);
        await r.Set(Clause(c => c["plan"] = Plan(("2024-10-01", 10m), ("2026-01-01", 40m)))).Is(200);
        var progress = await r.Progress($"?at={at}");
        Assert.Equal((state, expected), ((string?)progress["state"], progress["expected"].Euros()!.Value));
        // What is due of a year's target does not follow the plan: it is linear by days.
        Assert.Equal(53_180.35m, progress["years"]!.AsArray()[0]!["target"].Euros());
    }

    [Fact]
    public async Task The_plan_of_best_effort_has_no_euros()
    {
        var r = await In(service);
        await r.Set(Clause(c => (c["base"], c["percentage"], c["plan"]) = ("BestEffort", null, Plan(("2024-10-01", 10m))))).Is(200);
        var progress = await r.Progress();
        Assert.Equal(("BestEffort", 0m, 0m), ((string?)progress["state"], progress["obligation"].Euros(), progress["expected"].Euros()));
    }

    [Fact]
    public async Task A_plan_follows_an_amendment_of_value_and_end()
    {
        var r = await In(service);
        await r.Set(Clause(c => c["plan"] = Plan(("2024-10-01", 10m), ("2026-01-01", 40m)))).Is(200);
        await r.Amend(new { fromDate = "2026-06-01", reason = "Verlenging", value = Money(4_500_000.00m), endDate = "2027-12-31" }).Is(201);
        // 40 % of 194.350,00 before it; then from 40 % of 225.000,00, 364 of 729 days on the way to the whole.
        Assert.Equal(77_740.00m, (await r.Progress("?at=2026-01-01"))["expected"].Euros());
        Assert.Equal(157_407.41m, (await r.Progress("?at=2026-12-31"))["expected"].Euros());
        var item = Assert.Single((await Admin.Ask($"contracts?buyerId={r.BuyerId}").Is(200))["items"]!.AsArray())!;
        Assert.Equal((await r.Progress())["expected"]!.ToJsonString(), item["expected"]!.ToJsonString());
    }

    [Fact]
    public async Task A_report_waits_until_it_is_verified_and_then_counts()
    {
        var r = await In(service);
        await r.Set().Is(200);
        var placement = await r.Reported("2026-01-01", "2026-07-19", "2026-07-19");
        var reported = await r.Progress();
        Assert.Equal((0m, 10_958.90m, 10_958.90m, 0m),
            (reported["counted"].Euros(), reported["waiting"].Euros(), reported["forecast"].Euros(), reported["forecastWithoutWaiting"].Euros()));
        Assert.Equal("2026-11-22T10:00:00.000Z", (string?)reported["lastReportAt"]);

        await r.Verified(placement, "2026-07-19");
        var verified = await r.Progress();
        Assert.Equal((10_958.90m, 0m, 10_958.90m, 183_391.10m), (verified["counted"].Euros(), verified["waiting"].Euros(), verified["forecast"].Euros(), verified["open"].Euros()));
        Assert.Equal(10_958.90m, verified["years"]!.AsArray().Single(y => (int)y!["year"]! == 2026)!["counted"].Euros());
    }

    [Theory]
    [InlineData("2025-09-30", 0, 0)]
    [InlineData("2025-10-01", 54.79, 0)]
    [InlineData("2025-12-31", 5_041.10, 0)]
    [InlineData("2026-06-30", 14_958.90, 9_917.80)]
    [InlineData("2026-07-19", 16_000.00, 10_958.90)]
    [InlineData("2026-11-22", 16_000.00, 10_958.90)]
    [InlineData("2026-12-31", 16_000.00, 10_958.90)]
    public async Task As_it_was_on_a_date_what_is_verified_is_valued_through_that_date(string at, decimal counted, decimal in2026)
    {
        var r = await In(service);
        await r.Set().Is(200);
        await r.Verified(await r.Reported("2025-10-01", "2026-07-19", "2026-07-19"), "2026-07-19");
        var progress = await r.Progress($"?at={at}");
        Assert.Equal(counted, progress["counted"].Euros());
        Assert.Equal(in2026, progress["years"]!.AsArray().Single(y => (int)y!["year"]! == 2026)!["counted"].Euros());
    }

    [Fact]
    public async Task What_was_reported_before_there_was_a_clause_gets_its_value_with_it()
    {
        var r = await In(service);
        await r.Verified(await r.Reported("2026-01-01", "2026-07-19", "2026-07-19"), "2026-07-19");
        Assert.Equal(0m, (await r.Progress())["counted"].Euros());
        await r.Set().Is(200);
        Assert.Equal(10_958.90m, (await r.Progress())["counted"].Euros());
        var line = Assert.Single((await Admin.Ask($"{r.Path}/ledger").Is(200))["items"]!.AsArray())!;
        Assert.Equal(("clause.set", 10_958.90m), ((string?)line["act"], line["amount"].Euros()));
    }

    [Fact]
    public async Task An_amendment_of_the_period_books_the_difference()
    {
        var r = await In(service);
        await r.Set().Is(200);
        await r.Verified(await r.Reported("2026-01-01", "2026-07-19", "2026-07-19"), "2026-07-19");
        await r.Amend(new { fromDate = "2026-06-30", reason = "Eerder klaar", endDate = "2026-06-30" }).Is(201);
        Assert.Equal(9_917.81m, (await r.Progress())["counted"].Euros());
        var ledger = await Admin.Ask($"{r.Path}/ledger").Is(200);
        Assert.Equal([10_958.90m, -1_041.09m], ledger["items"]!.AsArray().Select(l => l!["amount"].Euros()));
        Assert.Equal(9_917.81m, ledger["total"].Euros());
    }

    [Theory]
    [InlineData("knownAt=2026-11-22", "value.invalid", "knownAt")]
    [InlineData("knownAt=2026-11-22T10:00:00", "value.invalid", "knownAt")]
    [InlineData("knownAt=2026-11-22T10:00Z", "value.invalid", "knownAt")]
    [InlineData("knownAt=2026-11-22T25:00:00Z", "value.invalid", "knownAt")]
    [InlineData("knownAt=2026-11-22%2010:00:00Z", "value.invalid", "knownAt")]
    [InlineData("knownAt=1763805600", "value.invalid", "knownAt")]
    [InlineData("knownAt=Sun,%2022%20Nov%202026%2010:00:00%20GMT", "value.invalid", "knownAt")]
    [InlineData("knownAt=2026-11-22T10:00:00.001Z", "instant.ahead", "knownAt")]
    [InlineData("knownAt=2026-11-22T09:00:00-02:00", "instant.ahead", "knownAt")]
    [InlineData("at=gisteren", "value.invalid", "at")]
    [InlineData("at=2026-1-1", "value.invalid", "at")]
    [InlineData("at=01-01-2026", "value.invalid", "at")]
    [InlineData("at=1/1/2026", "value.invalid", "at")]
    [InlineData("at=20260101", "value.invalid", "at")]
    [InlineData("at=2026-02-30", "value.invalid", "at")]
    [InlineData("at=2026-01-01T00:00:00Z", "value.invalid", "at")]
    [InlineData("at=%202026-01-01", "value.invalid", "at")]
    [InlineData("at=1899-12-31", "date.implausible", "at")]
    [InlineData("at=9999-12-31", "date.implausible", "at")]
    public async Task What_cannot_be_asked_is_refused(string query, string code, string place)
    {
        var r = await In(service);
        await Admin.Ask($"{r.Path}/progress?{query}").IsRefused(400, code, place);
    }

    [Theory]
    [InlineData("2026-11-22T10:00:00Z")]
    [InlineData("2026-11-22t10:00:00.000000999z")]
    [InlineData("2026-11-22T11:00:00+01:00")]
    [InlineData("2026-11-22T11:00:00%2B01:00")]
    [InlineData("2026-11-22T05:30:00-04:30")]
    public async Task An_instant_is_taken_with_any_offset(string knownAt)
    {
        var r = await In(service);
        Assert.Equal("2026-11-22T10:00:00.000Z", (string?)(await r.Progress($"?knownAt={knownAt}"))["knownAt"]);
    }

    [Fact]
    public async Task A_line_of_the_ledger_says_where_its_euros_come_from()
    {
        var r = await In(service);
        await r.Set().Is(200);
        var placement = await r.Reported("2026-01-01", "2026-07-19", "2026-07-19");
        await r.Verified(placement, "2026-07-19");
        var ledger = await Admin.Ask($"{r.Path}/ledger").Is(200);
        var line = Assert.Single(ledger["items"]!.AsArray())!;
        Assert.Equal((1, 2026, 10_958.90m, 0m, placement, 1), ((int)line["sequence"]!, (int)line["year"]!, line["amount"].Euros(), line["bookedBefore"].Euros(), (Guid)line["placementId"]!, (int)line["reportNumber"]!));
        var part = Assert.Single(line["parts"]!.AsArray())!;
        Assert.Equal(("€ 40.000 × 18/36 × 200/365", 200, 18m, 100m, Utrecht), ((string?)part["formula"], (int)part["countedDays"]!, (decimal)part["hoursPerWeek"]!, (decimal)part["percentage"]!, (Guid)part["tariefId"]!));
        Assert.Null(line["effortId"]);
        Assert.Null(ledger["others"]);
        Assert.Equal(10_958.90m, ledger["total"].Euros());
    }

    [Fact]
    public async Task In_a_joint_contract_a_supplier_sees_its_own_lines_and_one_sum_for_the_others()
    {
        var partner = await Supplier(service, "Van den Herik B.V.");
        var r = await In(service, e => (e["supplierIds"], e["supplierRole"]) = (new JsonArray(e["supplierIds"]![0]!.DeepClone(), partner), "Joint"));
        await r.Set().Is(200);
        var (first, second) = (await service.Supplier(r.SupplierId), await service.Supplier(partner));
        await r.Verified(await r.Reported("2026-01-01", "2026-07-19", "2026-07-19", first), "2026-07-19");
        await r.Verified(await r.Reported("2026-01-01", "2026-06-30", "2026-06-30", second), "2026-06-30");

        var own = await second.Ask($"{r.Path}/ledger").Is(200);
        var line = Assert.Single(own["items"]!.AsArray())!;
        Assert.Equal((9_917.81m, 20_876.71m, 10_958.90m), (line["amount"].Euros(), own["total"].Euros(), own["others"].Euros()));
        var then = await second.Ask($"{r.Path}/ledger?at=2026-03-31").Is(200);
        Assert.Equal((4_931.51m, 9_863.02m, 4_931.51m), (Assert.Single(then["items"]!.AsArray())!["amount"].Euros(), then["total"].Euros(), then["others"].Euros()));
        // All see one total, also as it was on a date.
        Assert.Equal(20_876.71m, (await second.Ask($"{r.Path}/progress").Is(200))["counted"].Euros());
        Assert.Equal(19_835.62m, (await second.Ask($"{r.Path}/progress?at=2026-06-30").Is(200))["counted"].Euros());
        var all = await Admin.Ask($"{r.Path}/ledger?pageSize=1").Is(200);
        Assert.Equal(1, (int)all["items"]![0]!["sequence"]!);
        var next = await Admin.Ask(((string)all["links"]!["next"]!)["/api/v1/".Length..]).Is(200);
        Assert.Equal(2, (int)next["items"]![0]!["sequence"]!);
        Assert.Null((string?)next["links"]!["next"]);
    }
}
