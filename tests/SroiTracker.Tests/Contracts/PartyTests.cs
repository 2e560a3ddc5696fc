using System.Text.Json.Nodes;
using static SroiTracker.Tests.Contracts.Rivierenland;

namespace SroiTracker.Tests.Contracts;

/// <summary>
/// Who may allocate to a contract and who sees what of it: partners of a combinatie see one total, a subcontractor its own
/// lines, separate suppliers have a contract each (rules.md 1).
/// </summary>
public class PartyTests(RunningService service) : IClassFixture<RunningService>
{
    private HttpClient Admin => service.Administrator;

    [Fact]
    public async Task A_subcontractor_allocates_once_it_is_named_and_sees_its_own_lines_and_the_total()
    {
        var below = await Supplier(service, "Grondwerk B.V.");
        var r = await In(service);
        await r.Set().Is(200);
        var (main, sub) = (await service.Supplier(r.SupplierId), await service.Supplier(below));
        await sub.Ask(r.Path).IsRefused(404, "resource.not-found");
        await sub.Post("placements", Report(r.ContractId)).IsRefused(400, "allocation.contract-unknown", "/allocations/0/contractId");

        await Admin.Put(r.Path, await Admin.ETag(r.Path), Entry(r.BuyerId, r.SupplierId, e => e["subcontractorIds"] = new JsonArray(below))).Is(200);
        var own = await r.Reported("2026-01-01", "2026-06-30", "2026-06-30", sub);
        await r.Verified(own, "2026-06-30");
        var others = await r.Reported("2026-01-01", "2026-07-19", "2026-07-19", main);
        await r.Verified(others, "2026-07-19");

        var ledger = await sub.Ask($"{r.Path}/ledger").Is(200);
        Assert.Equal([9_917.81m], ledger["items"]!.AsArray().Select(l => l!["amount"].Euros()!.Value));
        Assert.Equal((20_876.71m, 10_958.90m), (ledger["total"].Euros(), ledger["others"].Euros()));
        await sub.Ask($"placements/{others}").IsRefused(404, "resource.not-found");
        await main.Ask($"placements/{own}").IsRefused(404, "resource.not-found");
        // A subcontractor is no party: the contract names it apart.
        Assert.Equal([r.SupplierId], (await sub.Ask(r.Path).Is(200))["suppliers"]!.AsArray().Select(s => (Guid)s!["id"]!));
        Assert.Equal(["Party", "Subcontractor"], (await sub.Ask($"{r.Path}/parties").Is(200))["items"]!.AsArray().Select(p => (string)p!["part"]!));
        await Admin.Put(r.Path, await Admin.ETag(r.Path), Entry(r.BuyerId, r.SupplierId)).IsRefused(409, "contract.supplier-reports");
    }

    [Fact]
    public async Task Partners_of_a_combinatie_see_one_total_with_the_lead_partner_first_and_never_anothers_lines()
    {
        var partners = new[] { await Supplier(service, "A B.V."), await Supplier(service, "B B.V."), await Supplier(service, "C B.V.") };
        var r = await In(service, e => (e["supplierIds"], e["supplierRole"], e["leadSupplierId"]) = (new JsonArray([.. partners.Select(p => JsonValue.Create(p))]), "Joint", partners[2]));
        await r.Set().Is(200);
        Assert.Equal(partners[2], (Guid)(await Admin.Ask(r.Path).Is(200))["suppliers"]![0]!["id"]!);
        var callers = new List<HttpClient>();
        foreach (var (partner, days) in partners.Zip(["2026-06-30", "2026-03-31", "2026-01-31"]))
        {
            callers.Add(await service.Supplier(partner));
            await r.Verified(await r.Reported("2026-01-01", days, days, callers[^1]), days);
        }
        var total = (await r.Progress())["counted"].Euros();
        foreach (var caller in callers)
        {
            var ledger = await caller.Ask($"{r.Path}/ledger").Is(200);
            var line = Assert.Single(ledger["items"]!.AsArray())!;
            Assert.Equal((total, total), (ledger["total"].Euros(), line["amount"].Euros() + ledger["others"].Euros()));
            Assert.Equal((194_350.00m, total), ((await caller.Ask($"{r.Path}/progress").Is(200))["obligation"].Euros(), (await caller.Ask($"{r.Path}/progress").Is(200))["counted"].Euros()));
            Assert.Single((await caller.Ask($"placements?contractId={r.ContractId}").Is(200))["items"]!.AsArray());
        }
    }

    [Fact]
    public async Task Separate_suppliers_have_a_contract_each()
    {
        var (buyer, first, second) = (await Buyer(service), await Supplier(service, "A B.V."), await Supplier(service, "B B.V."));
        await Admin.Post("contracts", Entry(buyer, first, e => (e["supplierIds"], e["supplierRole"]) = (new JsonArray(first, second), "Separate"))).IsRefused(400, "contract.suppliers-separate", "/supplierRole");
        await Admin.Post("contracts", Entry(buyer, first, e => e["supplierIds"] = new JsonArray(first, second))).IsRefused(400, "value.missing", "/supplierRole");
        var own = await Admin.Post("contracts", Entry(buyer, first, e => e["supplierRole"] = "Separate")).Is(201).Id();
        var other = await Admin.Post("contracts", Entry(buyer, second, e => e["supplierRole"] = "Separate")).Is(201).Id();
        var caller = await service.Supplier(first);
        await caller.Ask($"contracts/{own}").Is(200);
        await caller.Ask($"contracts/{other}").IsRefused(404, "resource.not-found");
        await caller.Post("placements", Report(other)).IsRefused(400, "allocation.contract-unknown", "/allocations/0/contractId");
        await caller.Post("placements", Report(own)).Is(201);
    }

    private static JsonObject Report(Guid contractId) => new()
    {
        ["supplierReference"] = "N1", ["candidate"] = "candidate-of-the-parties-0000001", ["bouwblok"] = "participatiewet", ["doelgroep"] = "Participatiewet",
        ["doelgroepindicatie"] = new JsonObject { ["status"] = "None" }, ["placementMethod"] = "Individueel", ["employment"] = "Dienstverband", ["hoursPerWeek"] = 18,
        ["startDate"] = "2026-01-01", ["reportedThroughDate"] = "2026-07-19", ["permanent"] = false,
        ["allocations"] = new JsonArray(new JsonObject { ["contractId"] = contractId, ["percentage"] = 100 }),
    };
}
