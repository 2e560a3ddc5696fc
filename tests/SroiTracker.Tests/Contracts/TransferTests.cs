using System.Text.Json.Nodes;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using SroiTracker.Http;
using SroiTracker.Placements;
using static SroiTracker.Tests.Contracts.Rivierenland;

namespace SroiTracker.Tests.Contracts;

/// <summary>
/// A contract goes from one supplier to another: the obligation stays with the contract, what was booked for the one that
/// leaves stays its own, and from the day of the transfer only the other's days count.
/// </summary>
public class TransferTests(RunningService service) : IClassFixture<RunningService>
{
    private HttpClient Admin => service.Administrator;

    [Fact]
    public async Task From_the_day_of_a_transfer_the_days_of_the_one_that_leaves_count_no_more_and_those_of_the_other_do()
    {
        var (r, other) = await TwoSuppliers();
        var (leaves, comes) = (await service.Supplier(r.SupplierId), await service.Supplier(other));
        var early = await r.Reported("2026-01-01", "2026-07-19", "2026-07-19", leaves);
        await r.Verified(early, "2026-07-19");
        await comes.Ask(r.Path).IsRefused(404, "resource.not-found");

        await r.Amend(Transfer(r.SupplierId, other)).Is(201);
        // 90 of the 200 days lie before 1 April: 40.000 × 18/36 × 90/365.
        Assert.Equal(4_931.51m, (await r.Progress())["counted"].Euros());
        Assert.Equal(194_350.00m, (await r.Progress())["obligation"].Euros());
        var late = await r.Reported("2026-03-01", "2026-06-30", "2026-06-30", comes);
        await r.Verified(late, "2026-06-30");
        // And 91 days from 1 April: 40.000 × 18/36 × 91/365.
        Assert.Equal(4_931.51m + 4_986.30m, (await r.Progress())["counted"].Euros());

        var lines = (await Admin.Ask($"{r.Path}/ledger").Is(200))["items"]!.AsArray();
        Assert.Equal(["placement.verified", "contract.transferred", "placement.verified"], lines.Select(l => (string)l!["act"]!));
        Assert.Equal([10_958.90m, -6_027.39m, 4_986.30m], lines.Select(l => l!["amount"].Euros()!.Value));
        var parts = lines[1]!["parts"]!.AsArray();
        Assert.Equal(["€ 40.000 × 18/36 × 90/365", "telt niet: de leverancier is dan geen partij bij het contract"], parts.Select(p => (string)p!["formula"]!));
        Assert.Equal((null, "NotAParty"), ((string?)parts[0]!["reason"], (string?)parts[1]!["reason"]));
        Assert.Equal("2026-04-01", (string?)parts[1]!["fromDate"]);

        // Each sees its own lines, the one that left still too.
        Assert.Equal([10_958.90m, -6_027.39m], (await leaves.Ask($"{r.Path}/ledger").Is(200))["items"]!.AsArray().Select(l => l!["amount"].Euros()!.Value));
        Assert.Equal([4_986.30m], (await comes.Ask($"{r.Path}/ledger").Is(200))["items"]!.AsArray().Select(l => l!["amount"].Euros()!.Value));
        await leaves.Ask($"placements/{early}").Is(200);
        await leaves.Ask($"placements/{late}").IsRefused(404, "resource.not-found");
        await comes.Ask($"placements/{early}").IsRefused(404, "resource.not-found");
        Assert.Equal(4_931.51m + 4_986.30m, (await leaves.Ask($"{r.Path}/progress").Is(200))["counted"].Euros());
        using var scope = service.Services.CreateScope();
        scope.ServiceProvider.GetRequiredService<Call>().Caller = Caller.TheService;
        Assert.Null((await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new CheckLedger(true), TestContext.Current.CancellationToken)).Difference);
        // As it was on a day before the transfer.
        Assert.Equal(2_465.75m, (await comes.Ask($"{r.Path}/progress?at=2026-02-14").Is(200))["counted"].Euros());
    }

    [Fact]
    public async Task The_contract_shows_who_is_a_party_and_on_which_days_and_the_lead_partner_follows()
    {
        var (r, other) = await TwoSuppliers(e => e["leadSupplierId"] = e["supplierIds"]![0]!.DeepClone());
        await r.Amend(Transfer(r.SupplierId, other)).Is(201);
        var contract = await Admin.Ask(r.Path).Is(200);
        Assert.Equal([other], contract["suppliers"]!.AsArray().Select(s => (Guid)s!["id"]!));
        Assert.Equal(other, (Guid)contract["leadSupplierId"]!);
        Assert.Equal([(other, "Lead", "2026-04-01", null), (r.SupplierId, "Party", null, "2026-03-31")], (await Admin.Ask($"{r.Path}/parties").Is(200))["items"]!.AsArray()
            .Select(p => ((Guid)p!["supplier"]!["id"]!, (string)p["part"]!, (string?)p["fromDate"], (string?)p["throughDate"])));
        await (await service.Supplier(r.SupplierId)).Ask($"{r.Path}/parties").Is(200);
        await (await service.Supplier(await Supplier(service))).Ask($"{r.Path}/parties").IsRefused(404, "resource.not-found");
        foreach (var supplier in new[] { r.SupplierId, other })
            Assert.Contains((await Admin.Ask($"contracts?supplierId={supplier}").Is(200))["items"]!.AsArray(), c => (Guid)c!["id"]! == r.ContractId);
        // Of a transfer that is to come both are shown until its day.
        var later = await In(service);
        await later.Set().Is(200);
        await later.Amend(Transfer(later.SupplierId, other, "2026-12-01")).Is(201);
        Assert.Equal(2, (await Admin.Ask(later.Path).Is(200))["suppliers"]!.AsArray().Count);
    }

    [Fact]
    public async Task What_is_known_of_a_transfer_at_an_instant_is_what_was_recorded_by_then()
    {
        var (r, other) = await TwoSuppliers();
        await r.Verified(await r.Reported("2026-01-01", "2026-07-19", "2026-07-19"), "2026-07-19");
        service.Time.Advance(TimeSpan.FromMinutes(5));
        var before = service.Time.GetUtcNow().AddMinutes(-1).ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);
        await r.Amend(Transfer(r.SupplierId, other)).Is(201);
        Assert.Equal(10_958.90m, (await r.Progress($"?knownAt={before}"))["counted"].Euros());
        Assert.Equal(9_917.81m, (await r.Progress($"?knownAt={before}&at=2026-06-30"))["counted"].Euros());
        Assert.Equal(4_931.51m, (await r.Progress("?at=2026-06-30"))["counted"].Euros());
    }

    [Fact]
    public async Task A_transfer_back_on_the_same_day_undoes_it_and_on_a_later_day_is_refused()
    {
        var (r, other) = await TwoSuppliers();
        await r.Verified(await r.Reported("2026-01-01", "2026-07-19", "2026-07-19"), "2026-07-19");
        await r.Amend(Transfer(r.SupplierId, other)).Is(201);
        await r.Amend(Transfer(other, r.SupplierId, "2026-06-01")).IsRefused(409, "transfer.returns");
        await r.Amend(Transfer(other, r.SupplierId, "2026-03-01")).IsRefused(400, "transfer.before-party", "/fromDate");
        await r.Amend(Transfer(other, r.SupplierId)).Is(201);
        Assert.Equal(10_958.90m, (await r.Progress())["counted"].Euros());
        Assert.Equal([r.SupplierId], (await Admin.Ask(r.Path).Is(200))["suppliers"]!.AsArray().Select(s => (Guid)s!["id"]!));
    }

    [Fact]
    public async Task A_contract_passes_on_and_on()
    {
        var (r, second) = await TwoSuppliers();
        var third = await Supplier(service, "Van Oord");
        await r.Amend(Transfer(r.SupplierId, second)).Is(201);
        await r.Amend(Transfer(second, third, "2026-07-01")).Is(201);
        await r.Verified(await r.Reported("2026-01-01", "2026-10-31", "2026-10-31", await service.Supplier(second)), "2026-10-31");
        Assert.Equal(4_986.30m, (await r.Progress())["counted"].Euros());
        await r.Amend(Transfer(r.SupplierId, third, "2026-08-01")).IsRefused(400, "transfer.not-party", "/transfer/fromSupplierId");
    }

    [Fact]
    public async Task A_partner_or_subcontractor_that_takes_over_counts_as_it_did()
    {
        var partner = await Supplier(service, "Van den Herik B.V.");
        var r = await In(service, e => (e["supplierIds"], e["supplierRole"]) = (new JsonArray(e["supplierIds"]![0]!.DeepClone(), partner), "Joint"));
        await r.Set().Is(200);
        await r.Verified(await r.Reported("2026-01-01", "2026-06-30", "2026-06-30", await service.Supplier(partner)), "2026-06-30");
        await r.Amend(Transfer(r.SupplierId, partner)).Is(201);
        Assert.Equal(9_917.81m, (await r.Progress())["counted"].Euros());
        Assert.Equal([partner], (await Admin.Ask(r.Path).Is(200))["suppliers"]!.AsArray().Select(s => (Guid)s!["id"]!));

        var (below, sub) = (await Supplier(service, "Grondwerk B.V."), await In(service, e => e["subcontractorIds"] = new JsonArray()));
        var named = Entry(sub.BuyerId, sub.SupplierId, e => e["subcontractorIds"] = new JsonArray(below));
        await Admin.Put(sub.Path, await Admin.ETag(sub.Path), named).Is(200);
        await sub.Set().Is(200);
        await sub.Verified(await sub.Reported("2026-01-01", "2026-06-30", "2026-06-30", await service.Supplier(below)), "2026-06-30");
        await sub.Amend(Transfer(sub.SupplierId, below)).Is(201);
        Assert.Equal(9_917.81m, (await sub.Progress())["counted"].Euros());
    }

    [Fact]
    public async Task Who_left_is_not_named_a_party_again_by_changing_the_contract()
    {
        var (r, other) = await TwoSuppliers();
        await r.Reported("2026-01-01", "2026-07-19", "2026-07-19");
        await r.Amend(Transfer(r.SupplierId, other)).Is(201);
        var both = Entry(r.BuyerId, r.SupplierId, e => (e["supplierIds"], e["supplierRole"]) = (new JsonArray(other, r.SupplierId), "Joint"));
        await Admin.Put(r.Path, await Admin.ETag(r.Path), both).IsRefused(409, "transfer.returns");
        await Admin.Put(r.Path, await Admin.ETag(r.Path), Entry(r.BuyerId, other, e => e["title"] = "Dijkversterking")).Is(200);
        Assert.Equal(4_931.51m, (await r.Progress())["waiting"].Euros());
        await (await service.Supplier(r.SupplierId)).Ask(r.Path).Is(200);
    }

    [Theory]
    [InlineData("""{"toSupplierId": "OTHER"}""", 400, "value.missing", "/transfer/fromSupplierId")]
    [InlineData("""{"fromSupplierId": "SUPPLIER"}""", 400, "value.missing", "/transfer/toSupplierId")]
    [InlineData("""{"fromSupplierId": "SUPPLIER", "toSupplierId": "SUPPLIER"}""", 400, "contract.party-twice", "/transfer/toSupplierId")]
    [InlineData("""{"fromSupplierId": "OTHER", "toSupplierId": "SUPPLIER"}""", 400, "transfer.not-party", "/transfer/fromSupplierId")]
    [InlineData("""{"fromSupplierId": "SUPPLIER", "toSupplierId": "00000000-0000-7000-8000-000000000000"}""", 400, "supplier.unknown", "/transfer/toSupplierId")]
    public async Task A_transfer_that_does_not_fit_is_refused_and_nothing_is_kept(string transfer, int status, string code, string place)
    {
        var (r, other) = await TwoSuppliers();
        var before = await service.RowCounts();
        var entry = new JsonObject { ["fromDate"] = "2026-04-01", ["reason"] = "Overgenomen" };
        entry["transfer"] = JsonNode.Parse(transfer.Replace("OTHER", other.ToString(), StringComparison.Ordinal).Replace("SUPPLIER", r.SupplierId.ToString(), StringComparison.Ordinal));
        await r.Amend(entry).IsRefused(status, code, place);
        Assert.Equal(before, await service.RowCounts());
    }

    private static object Transfer(Guid from, Guid to, string fromDate = "2026-04-01") =>
        new { fromDate, reason = "Overgenomen", transfer = new { fromSupplierId = from, toSupplierId = to } };

    private async Task<(Rivierenland Contract, Guid Other)> TwoSuppliers(Action<JsonObject>? change = null)
    {
        var r = await In(service, change);
        await r.Set().Is(200);
        return (r, await Supplier(service, "Van den Herik B.V."));
    }
}
