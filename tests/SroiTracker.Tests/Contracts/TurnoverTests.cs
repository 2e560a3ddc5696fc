using System.Text.Json.Nodes;
using static SroiTracker.Tests.Contracts.Rivierenland;

namespace SroiTracker.Tests.Contracts;

/// <summary>An obligation on the invoiced turnover: provisional on the estimate, final on the sum of the statements.</summary>
public class TurnoverTests(RunningService service) : IClassFixture<RunningService>
{
    private HttpClient Admin => service.Administrator;

    [Fact]
    public async Task The_obligation_is_taken_of_the_estimate_until_the_last_statement_and_then_of_the_sum()
    {
        var r = await OnTurnover();
        Assert.Contains("turnover.provisional", (await Admin.Ask(r.Path).Is(200))["clause"]!["warnings"].Codes());
        var first = await State(r, "2024-04-01", "2025-12-31", 2_400_000.00m).Is(201);
        Assert.Equal((1, 2_400_000.00m, false, 200_000.00m), ((int)first["statement"]!["number"]!, first["total"].Euros(), (bool)first["isFinal"]!, first["obligation"].Euros()));
        Assert.Equal(200_000.00m, (await r.Progress())["obligation"].Euros());

        var last = await State(r, "2026-01-01", "2026-10-31", 900_000.00m, isFinal: true).Is(201);
        Assert.Equal((3_300_000.00m, true, 165_000.00m), (last["total"].Euros(), (bool)last["isFinal"]!, last["obligation"].Euros()));
        Assert.Empty(last["warnings"]!.AsArray());
        var progress = await r.Progress();
        Assert.Equal(165_000.00m, progress["obligation"].Euros());
        // What was provisional is taken again from the start: 165.000 × 275, 365 and 365 of 1.005 days.
        Assert.Equal([45_149.25m, 59_925.37m, 59_925.38m], progress["years"]!.AsArray().Select(y => y!["target"].Euros()!.Value));
        Assert.Equal(165_000.00m, (await r.Progress("?at=2026-10-31"))["obligation"].Euros());
        var contract = await Admin.Ask(r.Path).Is(200);
        Assert.DoesNotContain("turnover.provisional", contract["clause"]!["warnings"].Codes());
        Assert.Equal((2, 165_000.00m), ((int)contract["clause"]!["version"]!, contract["obligation"].Euros()));

        var list = await (await service.Supplier(r.SupplierId)).Ask($"{r.Path}/turnover-statements").Is(200);
        Assert.Equal((3_300_000.00m, true, 165_000.00m), (list["total"].Euros(), (bool)list["isFinal"]!, list["obligation"].Euros()));
        Assert.Equal([("2024-04-01", 2_400_000.00m), ("2026-01-01", 900_000.00m)], list["items"]!.AsArray().Select(s => ((string)s!["fromDate"]!, s["amount"].Euros()!.Value)));
    }

    [Fact]
    public async Task A_correction_replaces_its_statement_and_takes_the_obligation_again()
    {
        var r = await OnTurnover();
        await State(r, "2024-04-01", "2025-12-31", 2_400_000.00m).Is(201);
        await State(r, "2026-01-01", "2026-10-31", 900_000.00m, isFinal: true).Is(201);
        await State(r, "2024-04-01", "2025-12-31", 2_000_000.00m, corrects: 1).IsRefused(400, "value.missing", "/reason");
        var corrected = await State(r, "2024-04-01", "2025-12-31", 2_000_000.00m, corrects: 1, reason: "Creditnota").Is(201);
        Assert.Equal((2_900_000.00m, 145_000.00m), (corrected["total"].Euros(), corrected["obligation"].Euros()));
        Assert.Equal(145_000.00m, (await r.Progress())["obligation"].Euros());
        // The last statement was not the last after all: then the estimate counts again.
        var opened = await State(r, "2026-01-01", "2026-10-31", 900_000.00m, corrects: 2, reason: "Er komt nog een factuur").Is(201);
        Assert.Equal((false, 200_000.00m), ((bool)opened["isFinal"]!, opened["obligation"].Euros()));
        Assert.Equal(200_000.00m, (await r.Progress())["obligation"].Euros());
        var list = (await Admin.Ask($"{r.Path}/turnover-statements").Is(200))["items"]!.AsArray();
        Assert.Equal([3, 4, null, null], list.Select(s => (int?)s!["correctedByNumber"]));
        await State(r, "2026-11-01", "2026-11-20", 100_000.00m, isFinal: true).Is(201);
        Assert.Equal(150_000.00m, (await r.Progress())["obligation"].Euros());
        Assert.Equal(5, (int)(await Admin.Ask(r.Path).Is(200))["clause"]!["version"]!);
    }

    [Fact]
    public async Task Amendments_keep_their_Tarief_and_their_days()
    {
        var harlingen = (Guid)(await Admin.Ask("tarieven?pageSize=500").Is(200))["items"]!.AsArray().First(t => (string?)t!["region"] == "Harlingen")!["id"]!;
        var r = await OnTurnover();
        await r.Verified(await r.Reported("2026-01-01", "2026-07-19", "2026-07-19"), "2026-07-19");
        await r.Amend(new { fromDate = "2026-07-01", reason = "Ander Tarief", tariefId = harlingen }).Is(201);
        await r.Amend(new { fromDate = "2026-12-15", reason = "Weer het oude", tariefId = Utrecht }).Is(201);
        var before = await r.Progress();
        await State(r, "2024-04-01", "2026-10-31", 3_000_000.00m, isFinal: true).Is(201);
        var after = await r.Progress();
        Assert.Equal(before["counted"].Euros(), after["counted"].Euros());
        Assert.Equal(150_000.00m, after["obligation"].Euros());
        // An amendment after it takes the sum too, not the estimate.
        Assert.Equal(120_000.00m, (await r.Amend(new { fromDate = "2026-12-31", reason = "Minder gevraagd", percentage = 4m }).Is(201))["obligation"].Euros());
    }

    [Fact]
    public async Task A_contract_in_another_currency_is_in_euros_once_its_turnover_is()
    {
        var r = await In(service, e => e["value"] = Money(4_000_000.00m, "USD"));
        await r.Set(Clause(c => (c["base"], c["euroBase"]) = ("InvoicedTurnover", new JsonObject { ["amount"] = Money(3_680_000.00m), ["rate"] = 0.92m, ["rateDate"] = "2024-03-12", ["source"] = "ECB" }))).Is(200);
        Assert.Equal(184_000.00m, (await r.Progress())["obligation"].Euros());
        await State(r, "2024-04-01", "2026-10-31", 3_000_000.00m, isFinal: true).Is(201);
        Assert.Equal(150_000.00m, (await r.Progress())["obligation"].Euros());
    }

    [Theory]
    [InlineData("2024-04-01", "2024-12-31", 1, false, null, 409, "turnover.overlap", null)]
    [InlineData("2025-01-01", "2024-12-31", 1, false, null, 400, "turnover.period", "/throughDate")]
    [InlineData("2026-01-01", "2026-11-23", 1, false, null, 400, "date.ahead", "/throughDate")]
    [InlineData("2024-03-01", "2024-03-31", 1, false, null, 400, "turnover.before-start", "/fromDate")]
    [InlineData("2026-01-01", "2026-10-31", -1, false, null, 400, "contract.amount-negative", "/amount")]
    [InlineData(null, "2026-10-31", 1, false, null, 400, "value.missing", "/fromDate")]
    [InlineData("2026-01-01", "2026-10-31", 1, false, 2, 400, "turnover.corrects", "/correctsNumber")]
    public async Task A_statement_that_does_not_fit_is_refused_and_nothing_is_kept(string? from, string through, double amount, bool isFinal, int? corrects, int status, string code, string? place)
    {
        var r = await OnTurnover();
        await State(r, "2024-04-01", "2025-12-31", 2_400_000.00m).Is(201);
        var before = await service.RowCounts();
        await State(r, from, through, (decimal)amount, isFinal, corrects, "x").IsRefused(status, code, place is null ? [] : [place]);
        Assert.Equal(before, await service.RowCounts());
    }

    [Fact]
    public async Task After_the_last_statement_only_corrections_are_taken()
    {
        var r = await OnTurnover();
        await State(r, "2024-04-01", "2025-12-31", 2_400_000.00m, isFinal: true).Is(201);
        await State(r, "2026-01-01", "2026-10-31", 1.00m).IsRefused(409, "turnover.final");
    }

    [Fact]
    public async Task Where_the_obligation_is_on_another_base_there_is_nothing_to_state()
    {
        var r = await In(service);
        await State(r, "2024-04-01", "2025-12-31", 1.00m).IsRefused(409, "turnover.not-base");
        await r.Set().Is(200);
        await State(r, "2024-04-01", "2025-12-31", 1.00m).IsRefused(409, "turnover.not-base");
        var framework = await In(service, e => e["kind"] = "FrameworkAgreement");
        await framework.Set(Clause(c => (c["base"], c["level"]) = ("InvoicedTurnover", "OnCallOffs"))).Is(200);
        await State(framework, "2024-04-01", "2025-12-31", 1.00m).IsRefused(409, "turnover.not-base");
    }

    [Fact]
    public async Task An_officer_of_the_buyer_states_and_the_supplier_reads()
    {
        var r = await OnTurnover();
        var supplier = await service.Supplier(r.SupplierId);
        await supplier.Post($"{r.Path}/turnover-statements", new { fromDate = "2024-04-01", throughDate = "2025-12-31", amount = Money(1.00m), isFinal = false }).IsRefused(403, "role.missing");
        var outside = await service.Officer(await Buyer(service));
        await outside.Post($"{r.Path}/turnover-statements", new { fromDate = "2024-04-01", throughDate = "2025-12-31", amount = Money(1.00m), isFinal = false }).IsRefused(404, "resource.not-found");
        await outside.Ask($"{r.Path}/turnover-statements").IsRefused(404, "resource.not-found");
        await (await service.Supplier(await Supplier(service))).Ask($"{r.Path}/turnover-statements").IsRefused(404, "resource.not-found");
    }

    [Fact]
    public async Task Days_that_were_left_out_are_warned_of()
    {
        var r = await OnTurnover();
        Assert.Equal(["turnover.gap"], (await State(r, "2024-07-01", "2025-12-31", 1.00m, isFinal: true).Is(201))["warnings"].Codes());
    }

    private async Task<Rivierenland> OnTurnover()
    {
        var r = await In(service, e => e["estimatedValue"] = Money(4_000_000.00m));
        await r.Set(Clause(c => c["base"] = "InvoicedTurnover")).Is(200);
        return r;
    }

    private Task<HttpResponseMessage> State(Rivierenland r, string? from, string through, decimal amount, bool isFinal = false, int? corrects = null, string? reason = null) =>
        Admin.Post($"{r.Path}/turnover-statements", new { fromDate = from, throughDate = through, amount = Money(amount), isFinal, correctsNumber = corrects, reason });
}
