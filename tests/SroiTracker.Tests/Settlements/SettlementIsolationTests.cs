using System.Text.Json.Nodes;
using SroiTracker.Http;
using SroiTracker.Tests.Contracts;
using SroiTracker.Tests.Placements;

namespace SroiTracker.Tests.Settlements;

/// <summary>Who may see and do what in a settlement (rules.md 1 and 8).</summary>
public class SettlementIsolationTests(RunningService service) : IClassFixture<RunningService>
{
    private static readonly (string Route, object Body)[] OfOfficers =
    [
        ("notices", new { noticeDate = "2026-11-05", recoveryUntilDate = "2026-12-31" }), ("proposals", new { }), ("decisions", new { proposalNumber = 1, agreed = true }),
        ("reopenings", new { reason = "x" }),
    ];

    [Fact]
    public async Task To_another_supplier_and_another_buyer_a_settlement_does_not_exist()
    {
        var (stage, other) = (await SettlementStage.In(service), await SettlementStage.In(service));
        var settlement = await stage.Settled();
        var asked = await stage.Officer.Post($"{settlement}/reopenings", new { reason = "Fout." }).Is(201);
        var before = await service.RowCounts();
        foreach (var stranger in new[] { other.Supplier, other.Officer })
        {
            await stranger.Ask(settlement).IsRefused(404, "resource.not-found");
            await stranger.Ask($"{settlement}/statement").IsRefused(404, "resource.not-found");
            await stranger.Ask($"{stage.Contract}/settlements").IsRefused(404, "resource.not-found");
        }
        foreach (var (route, body) in OfOfficers) await other.Officer.Post($"{settlement}/{route}", body).IsRefused(404, "resource.not-found");
        await other.Officer.Post($"{settlement}/reopenings/{(Guid)asked["reopenings"]![0]!["id"]!}/decisions", new { agreed = true }).IsRefused(404, "resource.not-found");
        await other.Officer.Post($"{stage.Contract}/settlements", new { }).IsRefused(404, "resource.not-found");
        await other.Supplier.Post($"{settlement}/views", new { text = "x" }).IsRefused(404, "resource.not-found");
        // Nor under a contract that is one's own.
        await other.Officer.Ask($"{other.Contract}/{settlement[(settlement.IndexOf("/settlements", StringComparison.Ordinal) + 1)..]}").IsRefused(404, "resource.not-found");
        Assert.Equal(before, await service.RowCounts());
    }

    [Fact]
    public async Task A_supplier_reads_and_gives_its_view_and_nothing_more()
    {
        var stage = await SettlementStage.In(service);
        var settlement = await stage.Opened();
        await stage.Supplier.Post($"{stage.Contract}/settlements", new { }).IsRefused(403, "role.missing");
        foreach (var (route, body) in OfOfficers) await stage.Supplier.Post($"{settlement}/{route}", body).IsRefused(403, "role.missing");
        await stage.Supplier.Post($"{settlement}/reopenings/{Guid.NewGuid()}/decisions", new { agreed = true }).IsRefused(403, "role.missing");
        await stage.Officer.Post($"{settlement}/views", new { text = "x" }).IsRefused(403, "role.missing");
        await service.Administrator.Post($"{settlement}/views", new { text = "x" }).IsRefused(403, "settlement.not-party");
        await (await service.Someone(Role.Auditor)).Ask(settlement).IsRefused(403, "role.missing");
        Assert.Equal("Opened", (string?)(await stage.Supplier.Ask(settlement).Is(200))["state"]);
        Assert.Single((await stage.Supplier.Ask($"{stage.Contract}/settlements").Is(200))["items"]!.AsArray());
    }

    [Fact]
    public async Task After_a_transfer_the_one_that_came_is_heard_and_the_one_that_left_is_not()
    {
        var (stage, comes) = (await SettlementStage.In(service), await Rivierenland.Supplier(service, "De Opvolger B.V."));
        await stage.Stage.Contract.Amend(new
        {
            fromDate = "2026-04-01", reason = "overname", transfer = new { fromSupplierId = stage.Stage.Contract.SupplierId, toSupplierId = comes },
        }).Is(201);
        var settlement = await stage.Opened();
        await stage.Noticed(settlement, recoveryUntilDate: "2026-12-31");
        await stage.Supplier.Post($"{settlement}/views", new { text = "x" }).IsRefused(403, "settlement.not-party");
        await stage.Propose(settlement).IsRefused(409, "settlement.recovery-runs");
        // It is alone, so it speaks for all.
        await (await service.Supplier(comes)).Post($"{settlement}/views", new { text = "Er komt niets meer.", nothingMore = true }).Is(201);
        await stage.Propose(settlement).Is(201);
    }

    [Fact]
    public async Task Joint_suppliers_see_their_own_lines_and_views_and_one_sum_for_the_others()
    {
        var (lead, partner, below) = (await Rivierenland.Supplier(service), await Rivierenland.Supplier(service, "De Partner B.V."), await Rivierenland.Supplier(service, "Onderaannemer B.V."));
        var stage = await SettlementStage.In(service, entry =>
        {
            (entry["supplierIds"], entry["supplierRole"], entry["leadSupplierId"]) = (new JsonArray(lead, partner), "Joint", lead);
            entry["subcontractorIds"] = new JsonArray(below);
        });
        var (leads, partners) = (await service.Supplier(lead), await service.Supplier(partner));
        foreach (var (supplier, hours) in new[] { (leads, 18), (partners, 36), (await service.Supplier(below), 9) })
        {
            var id = await supplier.Post("placements", stage.Stage.Report($"J-{hours}", $"candidate-of-joint-{hours:0000}", hours)).Is(201).Id();
            await stage.Stage.Verify(id).Is(201);
        }
        var settlement = await stage.Opened();
        await stage.Noticed(settlement);
        await partners.Post($"{settlement}/views", new { text = "x", nothingMore = true }).IsRefused(400, "settlement.lead-says", "/nothingMore");
        await (await service.Supplier(below)).Post($"{settlement}/views", new { text = "x" }).IsRefused(403, "settlement.not-party");
        var own = (await partners.Ask($"{stage.Contract}/ledger").Is(200))["items"]![0]!["sequence"]!;
        await leads.Post($"{settlement}/views", new { text = "x", disputes = new[] { new { sequence = (int)own, text = "x" } } }).IsRefused(400, "dispute.line-unknown", "/disputes/0/sequence");
        await partners.Post($"{settlement}/views", new { text = "Wij zijn het oneens.", disputes = new[] { new { sequence = (int)own, text = "Te laag." } } }).Is(201);
        await leads.Post($"{settlement}/views", new { text = "Wij zijn het eens.", nothingMore = true }).Is(201);
        Assert.Equal(["Wij zijn het eens."], (await leads.Ask(settlement).Is(200))["views"]!.AsArray().Select(v => (string?)v!["text"]));
        Assert.Equal(2, (await stage.Officer.Ask(settlement).Is(200))["views"]!.AsArray().Count);
        await stage.Propose(settlement).Is(201);
        await stage.Decided(settlement);

        var (whole, leadsOwn) = (JsonNode.Parse(await stage.Document(settlement))!, JsonNode.Parse(await stage.Document(settlement, by: leads))!);
        Assert.Equal("Onderaannemer B.V.", (string?)whole["contract"]!["otherSuppliers"]!.AsArray().Single()!["name"]);
        Assert.Equal((3, null, 2), (whole["lines"]!.AsArray().Count, whole["others"], whole["views"]!.AsArray().Count));
        Assert.Equal((1, 27_397.26m, 1), (leadsOwn["lines"]!.AsArray().Count, leadsOwn["others"].Euros(), leadsOwn["views"]!.AsArray().Count));
        Assert.Equal(38_356.16m, leadsOwn["figures"]!["counted"].Euros());
        Assert.DoesNotContain("oneens", await stage.Page(settlement, leads), StringComparison.Ordinal);
        Assert.Contains("27.397,26", await stage.Page(settlement, leads), StringComparison.Ordinal);
        Assert.DoesNotContain("J-36", await stage.Page(settlement, leads), StringComparison.Ordinal);
        Assert.Contains("J-36", await stage.Page(settlement, partners), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sole_supplier_gets_the_same_bytes_as_the_buyer()
    {
        var stage = await SettlementStage.In(service);
        await stage.Worked("2026-01-01", "2026-07-19");
        var settlement = await stage.Settled();
        Assert.Equal(await stage.Document(settlement), await stage.Document(settlement, by: stage.Supplier));
    }

    [Fact]
    public async Task Disputes_that_can_not_be_are_refused_at_their_place()
    {
        var stage = await SettlementStage.In(service);
        await stage.Worked("2026-01-01", "2026-07-19");
        var views = $"{await stage.Opened()}/views";
        await stage.Supplier.Post(views, new { text = "x", disputes = new[] { new { sequence = 1, text = "a" }, new { sequence = 1, text = "b" } } }).IsRefused(400, "dispute.line-twice", "/disputes/1/sequence");
        await stage.Supplier.Post(views, new { text = "x", disputes = new[] { new { sequence = 2, text = "a" } } }).IsRefused(400, "dispute.line-unknown", "/disputes/0/sequence");
        await stage.Supplier.Post(views, new { text = "x", disputes = new[] { new { sequence = 1, text = "Zie 111222333" } } }).IsRefused(400, "text.bsn", "/disputes/0/text");
        await stage.Supplier.Post(views, new { text = "" }).IsRefused(400, "value.missing", "/text");
    }
}
