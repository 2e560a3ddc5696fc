using System.Text.Json.Nodes;
using SroiTracker.Tests.Contracts;
using SroiTracker.Tests.Placements;
using static SroiTracker.Tests.Placements.PlacementStage;

namespace SroiTracker.Tests.Efforts;

/// <summary>Efforts from report to ledger line.</summary>
public class EffortTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task An_invoice_is_reported_verified_and_counted_and_its_line_says_why()
    {
        var stage = await In(service);
        using var response = await stage.Supplier.Post("efforts", stage.Purchase(invoice: "F-2026-0042"));
        Assert.Equal((201, "\"v1\""), ((int)response.StatusCode, response.Headers.ETag!.ToString()));
        var told = (await response.Json())!;
        var id = (Guid)told["id"]!;
        Assert.Equal($"/api/v1/efforts/{id}", response.Headers.Location!.ToString());
        Assert.Equal("Reported 50000.00 0.00 50000.00", Standing(told));
        Assert.Equal("194350.00 0.00 50000.00 50000.00", await stage.Progress());
        Assert.Equal((SroiTracker.Domain.InvoiceNumber.Hash("F-2026-0042"), 0.5m), ((string?)told["invoice"]!["invoiceHash"], (decimal)told["invoice"]!["registerFactor"]!));

        var verified = await stage.Agree(id, "2026-03-01").Is(201);
        Assert.Equal("Verified 50000.00 50000.00 0.00", Standing(verified));
        Assert.True(JsonNode.DeepEquals(verified, await stage.Effort(id)), "the answer to the verdict is what GET shows");
        Assert.Equal("194350.00 50000.00 0.00 50000.00", await stage.Progress());

        var page = await stage.Officer.Ask($"{stage.Contract.Path}/ledger").Is(200);
        var line = Assert.Single(page["items"]!.AsArray())!;
        Assert.Equal((id, "INK-001", 2026, 50_000m, "effort.verified", (Guid)verified["contracts"]![0]!["verdict"]!["id"]!),
            ((Guid)line["effortId"]!, (string?)line["supplierReference"], (int)line["year"]!, Amount(line["amount"]), (string?)line["act"], (Guid)line["verdictId"]!));
        Assert.Null((Guid?)line["placementId"]);
        var part = Assert.Single(line["parts"]!.AsArray())!;
        Assert.Equal("€ 121.000 ÷ 1,21 × 0,5 (social-enterprise-nl-twente)", (string?)part["formula"]);
        Assert.Equal((1, "2026-03-01"), ((int)part["countedDays"]!, (string?)part["fromDate"]));
        Assert.True(part["bouwblok"] is null && part["hoursPerWeek"] is null && part["reason"] is null);
        Assert.Equal(50_000m, Amount(page["total"]));
    }

    [Fact]
    public async Task The_number_of_an_invoice_is_nowhere()
    {
        var stage = await In(service);
        const string number = "THE-NUMBER-OF-THIS-INVOICE-1";
        var id = await stage.Tell(stage.Purchase(invoice: number));
        Assert.DoesNotContain(number, (await stage.Effort(id)).ToJsonString(), StringComparison.Ordinal);
        var kept = await service.Read(s => s.Query<string>("SELECT content FROM EffortReport UNION ALL SELECT payload FROM Event WHERE payload IS NOT NULL"));
        Assert.DoesNotContain(kept, k => k.Contains(number, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_credit_note_is_a_negative_line()
    {
        var stage = await In(service);
        var seller = EffortStage.Kvk();
        await stage.Agree(await stage.Tell(stage.Purchase("INK-1", seller: seller)), "2026-03-01").Is(201);
        var credit = await stage.Tell(stage.Purchase("CR-1", amount: -12_100, seller: seller, date: "2026-04-01"));
        Assert.Equal("Reported -5000.00 0.00 -5000.00", Standing(await stage.Effort(credit)));
        await stage.Agree(credit, "2026-04-01").Is(201);
        Assert.Equal(["2026 50000.00 effort.verified", "2026 -5000.00 effort.verified"], await stage.Lines());
        Assert.Equal("194350.00 45000.00 0.00 45000.00", await stage.Progress());
    }

    [Fact]
    public async Task An_invoice_counts_once_whoever_reports_it()
    {
        var (stage, other) = (await In(service), await In(service));
        var seller = EffortStage.Kvk();
        var id = await stage.Tell(stage.Purchase("INK-1", seller: seller, invoice: "F 1"));
        await stage.Supplier.Post("efforts", stage.Purchase("INK-2", seller: seller, invoice: "f1")).IsRefused(409, "invoice.twice");
        await other.Supplier.Post("efforts", other.Purchase("INK-3", seller: seller, invoice: "F1")).IsRefused(409, "invoice.twice");
        await stage.Tell(stage.Purchase("INK-4", seller: seller, invoice: "F2"));
        await other.Tell(other.Purchase("INK-5", invoice: "F1"));
        // Withdrawn everywhere, it may be reported again; under its old reference it does not return.
        await stage.Supplier.Post($"efforts/{id}/withdrawals", new { reportNumber = 1 }).Is(201);
        await stage.Supplier.Post("efforts", stage.Purchase("INK-1", seller: seller, invoice: "F1")).IsRefused(409, "effort.gone");
        await stage.Tell(stage.Purchase("INK-6", seller: seller, invoice: "F1"));
    }

    [Fact]
    public async Task Buying_from_the_own_company_or_group_is_refused()
    {
        var stage = await In(service);
        var (own, sister) = (EffortStage.Kvk(), EffortStage.Kvk());
        await service.Administrator.Put($"suppliers/{stage.Contract.SupplierId}", await service.Administrator.ETag($"suppliers/{stage.Contract.SupplierId}"),
            new { name = "Hegeman", identifier = new { scheme = "NL-KVK", id = own } }).Is(200);
        await stage.Supplier.Post("efforts", stage.Purchase(seller: own)).IsRefused(400, "invoice.own-group", "/invoice/sellerKvk");
        await stage.Supplier.Post("efforts", stage.Purchase(seller: sister, change: e => e["invoice"]!["groupKvks"] = new JsonArray(sister))).IsRefused(400, "invoice.own-group", "/invoice/sellerKvk");
        // What was named once as the own group stays so.
        await stage.Tell(stage.Purchase("INK-1", change: e => e["invoice"]!["groupKvks"] = new JsonArray(sister)));
        await stage.Supplier.Post("efforts", stage.Purchase("INK-2", seller: sister)).IsRefused(400, "invoice.own-group", "/invoice/sellerKvk");
    }

    [Theory]
    [InlineData("2024-03-31", "telt niet: buiten de periode van het contract")]
    [InlineData("2024-04-01", "€ 121.000 ÷ 1,21 × 0,5 (social-enterprise-nl-twente)")]
    public async Task An_invoice_outside_the_window_counts_nothing(string date, string formula)
    {
        var stage = await In(service);
        var id = await stage.Tell(stage.Purchase(date: date));
        var counts = !formula.StartsWith("telt niet", StringComparison.Ordinal);
        Assert.Equal(counts ? "Verified 50000.00 50000.00 0.00" : "Verified 0.00 0.00 0.00", Standing(await stage.Agree(id, date).Is(201)));
        Assert.Equal(counts ? 1 : 0, (await stage.Lines()).Length);
    }

    [Fact]
    public async Task A_bouwblok_of_the_Tarief_pays_for_an_invoice()
    {
        var stage = await In(service);
        var id = await stage.Tell(stage.Purchase(register: null, amount: 10_000, vat: null, change: e => e["bouwblok"] = "social-purchase"));
        Assert.Equal("Verified 10000.00 10000.00 0.00", Standing(await stage.Agree(id, "2026-03-01").Is(201)));
    }

    [Fact]
    public async Task Activities_training_and_coaching_are_counted_by_calendar_year()
    {
        var stage = await In(service);
        var activity = await stage.Tell(stage.Activity("ACT-1", ("2025-12-31", 2, 10), ("2026-01-01", 1, 7.25m)));
        await stage.Agree(activity, "2026-01-01").Is(201);
        await stage.Agree(await stage.Tell(stage.Costs("Training", "TR-1", ("2026-02-01", 1_250))), "2026-02-01").Is(201);
        await stage.Agree(await stage.Tell(stage.Costs("Coaching", "CO-1", ("2025-06-01", 800), ("2026-06-01", 200))), "2025-12-31").Is(201);
        Assert.Equal(["2025 1000.00 effort.verified", "2026 725.00 effort.verified", "2026 1250.00 effort.verified", "2025 800.00 effort.verified"], await stage.Lines());
    }

    [Fact]
    public async Task A_verification_through_an_earlier_day_counts_less_and_books_back()
    {
        var stage = await In(service);
        var id = await stage.Tell(stage.Activity("ACT-1", ("2026-01-05", 1, 8), ("2026-02-05", 1, 8)));
        Assert.Equal("Verified 1600.00 1600.00 0.00", Standing(await stage.Agree(id, "2026-02-05").Is(201)));
        Assert.Equal("Verified 800.00 800.00 0.00", Standing(await stage.Agree(id, "2026-02-04").Is(201)));
        Assert.Equal(["2026 1600.00 effort.verified", "2026 -800.00 effort.verified"], await stage.Lines());
    }

    [Fact]
    public async Task A_next_report_waits_and_what_was_verified_stays()
    {
        var stage = await In(service);
        var id = await stage.Tell(stage.Activity("ACT-1", ("2026-01-05", 1, 8)));
        await stage.Agree(id, "2026-01-05").Is(201);
        var more = stage.Activity("ACT-1", ("2026-01-05", 1, 8), ("2026-02-05", 1, 8));
        await stage.Supplier.Put($"efforts/{id}", null, more).IsRefused(428, "if-match.missing");
        await stage.Supplier.Put($"efforts/{id}", "\"v1\"", more).IsRefused(412, "if-match.stale");
        var next = await stage.Supplier.Put($"efforts/{id}", "\"v2\"", more).Is(200);
        Assert.Equal((2, "Reported 1600.00 800.00 800.00"), ((int)next["reportNumber"]!, Standing(next)));
        await stage.Agree(id, "2026-02-05", report: 1).IsRefused(409, "effort.newer-report");
        Assert.Equal("Verified 1600.00 1600.00 0.00", Standing(await stage.Agree(id, "2026-02-05", report: 2).Is(201)));
        // The same once more changes nothing, by POST or PUT.
        Assert.Equal(2, (int)(await stage.Supplier.Post("efforts", more).Is(200))["reportNumber"]!);
        Assert.Equal(2, await service.Read(s => s.QueryOne<long>("SELECT COUNT(*) FROM EffortReport WHERE effortId = @id", new { id })));
        Assert.Equal("194350.00 1600.00 0.00 1600.00", await stage.Progress());
    }

    [Fact]
    public async Task A_next_report_of_an_invoice_needs_no_number_and_takes_no_other()
    {
        var stage = await In(service);
        var report = stage.Purchase();
        var id = await stage.Tell(report);
        report["invoice"]!["invoiceNumber"] = null;
        report["invoice"]!["amount"] = Rivierenland.Money(60_500);
        Assert.Equal("Reported 25000.00 0.00 25000.00", Standing(await stage.Supplier.Put($"efforts/{id}", "\"v1\"", report).Is(200)));
        report["invoice"]!["invoiceNumber"] = "ANOTHER";
        await stage.Supplier.Put($"efforts/{id}", "\"v2\"", report).IsRefused(400, "effort.other-invoice", "/invoice/invoiceNumber");
        await stage.Supplier.Put($"efforts/{id}", "\"v2\"", stage.Activity("INK-001", ("2026-01-05", 1, 8))).IsRefused(400, "effort.other-kind", "/kind");
        await stage.Supplier.Put($"efforts/{id}", "\"v2\"", stage.Purchase("INK-OTHER")).IsRefused(400, "effort.other-reference", "/supplierReference");
    }

    [Fact]
    public async Task Shares_of_an_effort_are_judged_by_each_contract()
    {
        var stage = await In(service);
        var second = await stage.SecondContract();
        var effort = stage.Purchase();
        effort["allocations"] = new JsonArray(
            new JsonObject { ["contractId"] = stage.Contract.ContractId, ["percentage"] = 60 }, new JsonObject { ["contractReference"] = "WSRL-2024-018", ["percentage"] = 40 });
        var id = await stage.Tell(effort);
        await stage.Agree(id, "2026-03-01").Is(201);
        var shown = await stage.Effort(id);
        Assert.Equal("Verified 30000.00 30000.00 0.00", Standing(shown, stage.Contract.ContractId));
        Assert.Equal("Reported 20000.00 0.00 20000.00", Standing(shown, second));
        Assert.Equal((30_000m, 0m), (await stage.Booked(), await stage.Booked(second)));
        await stage.Agree(id, "2026-03-01", contractId: second).Is(201);
        Assert.Equal(20_000m, await stage.Booked(second));
        effort["allocations"]![1]!["percentage"] = 41;
        await stage.Supplier.Post("efforts", effort).IsRefused(400, "placement.shares", "/allocations");
    }

    [Fact]
    public async Task Evidence_is_a_reference_and_an_officer_says_which_was_seen()
    {
        var stage = await In(service);
        var hash = new string('a', 63) + "B";
        var effort = stage.Purchase(change: e => e["evidence"] = new JsonArray(new JsonObject
        {
            ["kind"] = "Invoice", ["hash"] = hash, ["date"] = "2026-03-01", ["seenBy"] = "inkoper", ["keptAt"] = "DMS, dossier 2026-14",
        }));
        var id = await stage.Tell(effort);
        await stage.Officer.Post($"efforts/{id}/verifications", new { reportNumber = 1, throughDate = "2026-03-01", seenEvidence = new[] { new string('c', 64) } })
            .IsRefused(400, "evidence.unknown", "/seenEvidence/0");
        var verified = await stage.Officer.Post($"efforts/{id}/verifications", new { reportNumber = 1, throughDate = "2026-03-01", seenEvidence = new[] { hash } }).Is(201);
        Assert.Equal("Invoice", (string?)verified["evidence"]![0]!["kind"]);
        Assert.Equal(hash.ToLowerInvariant(), (string?)OnContract(verified)["verdict"]!["seenEvidence"]![0]);
        Assert.NotEqual(Guid.Empty, (Guid)OnContract(verified)["verdict"]!["decidedBy"]!);
        Assert.True(JsonNode.DeepEquals(verified, await stage.Effort(id, stage.Officer)));
    }

    [Fact]
    public async Task A_verification_without_a_day_is_through_the_day_that_was_reported()
    {
        var stage = await In(service);
        var id = await stage.Tell(stage.Purchase());
        var verified = await stage.Officer.Post($"efforts/{id}/verifications", new { reportNumber = 1 }).Is(201);
        Assert.Equal(("Verified", (string?)verified["reportedThroughDate"]),
            ((string?)OnContract(verified)["state"], (string?)OnContract(verified)["verifiedThroughDate"]));
        Assert.True(OnContract(verified)["counted"].Euros() > 0);
    }

    [Fact]
    public async Task A_list_is_filtered_by_contract_kind_state_and_reference()
    {
        var stage = await In(service);
        await stage.Agree(await stage.Tell(stage.Purchase("INK-1")), "2026-03-01").Is(201);
        await stage.Tell(stage.Activity("ACT-1", ("2026-01-05", 1, 8)));
        Assert.Equal(2, await Count(""));
        Assert.Equal(2, await Count($"?contractId={stage.Contract.ContractId}"));
        Assert.Equal(1, await Count("?kind=Activity"));
        Assert.Equal(1, await Count($"?contractId={stage.Contract.ContractId}&kind=SocialPurchase&state=Verified"));
        Assert.Equal(0, await Count("?kind=Training"));
        Assert.Equal(1, await Count("?supplierReference=ACT-1"));
        await stage.Supplier.Ask("efforts?kind=Nonsense").IsRefused(400, "value.invalid", "kind");
        var page = await stage.Supplier.Ask("efforts?pageSize=1").Is(200);
        Assert.Single((await stage.Supplier.Ask(((string)page["links"]!["next"]!)["/api/v1/".Length..]).Is(200))["items"]!.AsArray());

        async Task<int> Count(string query) => (await stage.Supplier.Ask($"efforts{query}").Is(200))["items"]!.AsArray().Count;
    }
}
