using System.Globalization;
using System.Text.Json.Nodes;
using SroiTracker.Tests.Contracts;

namespace SroiTracker.Tests.Placements;

/// <summary>
/// The Rivierenland contract with its 5 % clause on the Utrecht Tarief, and who acts on it: the supplier's system and two
/// officers of the buyer. Made anew for each test that asks.
/// </summary>
public sealed record PlacementStage(RunningService Service, Rivierenland Contract, HttpClient Supplier, HttpClient Officer, HttpClient OtherOfficer)
{
    /// <summary>A pseudonym as a supplier makes it.</summary>
    public const string Candidate = "k7Qv2mXw9Rt4bN8sLp3z";

    public static async Task<PlacementStage> In(RunningService service, bool withClause = true)
    {
        var contract = await Rivierenland.In(service);
        if (withClause) await contract.WithClause(service.Administrator);
        return new(service, contract, await service.Supplier(contract.SupplierId), await service.Officer(contract.BuyerId), await service.Officer(contract.BuyerId));
    }

    /// <summary>A second contract of the same parties.</summary>
    public async Task<Guid> SecondContract(string reference = "WSRL-2024-018", bool withClause = true)
    {
        var entry = Rivierenland.Entry(Contract.BuyerId, Contract.SupplierId);
        entry["reference"] = reference;
        var id = await Service.Administrator.Post("contracts", entry).Is(201).Id();
        var path = $"contracts/{id}";
        if (withClause) await Service.Administrator.Put($"{path}/clause", await Service.Administrator.ETag(path), Rivierenland.Clause()).Is(200);
        return id;
    }

    /// <summary>
    /// A report as a supplier sends it: 18 hours a week from 1 January 2026, 200 days through 19 July, on a Bouwblok of
    /// 40.000: worth 10.958,90 (rules.md 3).
    /// </summary>
    public JsonObject Report(
        string reference = "HB-001", string candidate = Candidate, decimal hours = 18, string start = "2026-01-01", string? end = "2026-07-19",
        string through = "2026-07-19", string? termsFrom = null, string bouwblok = "participatiewet", Guid? contractId = null, decimal percentage = 100) => new()
    {
        ["supplierReference"] = reference, ["candidate"] = candidate, ["bouwblok"] = bouwblok, ["doelgroep"] = "Participatiewet",
        ["doelgroepindicatie"] = new JsonObject { ["status"] = "Attested", ["checkedDate"] = "2025-12-15" },
        ["placementMethod"] = "InkoopSroi", ["employment"] = "Dienstverband", ["employerKvk"] = "08057642", ["inServiceSinceDate"] = start,
        ["hoursPerWeek"] = hours, ["startDate"] = start, ["endDate"] = end, ["reportedThroughDate"] = through, ["termsFromDate"] = termsFrom,
        ["permanent"] = false, ["ageBand"] = null, ["bonuses"] = new JsonArray(), ["teamId"] = null, ["proeftuinId"] = null,
        ["allocations"] = new JsonArray(new JsonObject { ["contractId"] = contractId ?? Contract.ContractId, ["percentage"] = percentage }),
    };

    /// <summary>Reports for the first time; the placement's id.</summary>
    public Task<Guid> Reported(JsonObject? report = null) => Supplier.Post("placements", report ?? Report()).Is(201).Id();

    /// <summary>Verifies the report with this number.</summary>
    public Task<HttpResponseMessage> Verify(Guid placement, int report = 1, string through = "2026-07-19", HttpClient? by = null, Guid? contractId = null) =>
        (by ?? Officer).Post($"placements/{placement}/verifications", new { contractId = contractId ?? Contract.ContractId, reportNumber = report, throughDate = through });

    /// <summary>The placement as the supplier sees it.</summary>
    public Task<JsonNode> Shown(Guid placement, HttpClient? by = null) => (by ?? Supplier).Ask($"placements/{placement}").Is(200);

    /// <summary>Sum of a contract's ledger lines, in euros.</summary>
    public Task<decimal> Booked(Guid? contractId = null) => Service.Read(async s =>
        await s.QueryOne<long>("SELECT COALESCE(SUM(amount), 0) FROM LedgerLine WHERE contractId = @id", new { id = contractId ?? Contract.ContractId }) / 100m);

    /// <summary>An amount in an answer, in euros.</summary>
    public static decimal Amount(JsonNode? money)
    {
        Assert.Equal("EUR", (string?)money!["currency"]);
        return (decimal)money["amount"]!;
    }

    /// <summary>The placement on its only contract in an answer.</summary>
    public static JsonNode OnContract(JsonNode placement, Guid? contractId = null) =>
        placement["contracts"]!.AsArray().Single(c => contractId is null || (Guid)c!["contractId"]! == contractId)!;

    /// <summary>State, value, counted and waiting on its only contract: "Verified 10958.90 10958.90 0.00".</summary>
    public static string Standing(JsonNode placement, Guid? contractId = null)
    {
        var on = OnContract(placement, contractId);
        return string.Create(CultureInfo.InvariantCulture, $"{(string?)on["state"]} {Amount(on["value"]):0.00} {Amount(on["counted"]):0.00} {Amount(on["waiting"]):0.00}");
    }
}
