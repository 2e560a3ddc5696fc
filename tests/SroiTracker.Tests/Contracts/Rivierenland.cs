using System.Text.Json.Nodes;

namespace SroiTracker.Tests.Contracts;

/// <summary>The contract of Waterschap Rivierenland with Hegeman Bouw &amp; Infra (rules.md 1): 3.887.000,00 from 2024-04-01 through 2026-12-31.</summary>
public sealed record Rivierenland(RunningService Service, Guid BuyerId, Guid SupplierId, Guid ContractId)
{
    /// <summary>The Tarief "Bouwblokkenmodel Utrecht", its newest version: Participatiewet is 40.000 a year.</summary>
    public static readonly Guid Utrecht = new("6f1d0a52-8c1e-4f0b-9a57-2d6c1b7e4a02");

    private static int made;

    /// <summary>A buyer, a supplier and the contract between them, as new as the test that asks for it.</summary>
    /// <param name="change">What is other on the contract.</param>
    public static async Task<Rivierenland> In(RunningService service, Action<JsonObject>? change = null)
    {
        var (buyer, supplier) = (await Buyer(service), await Supplier(service));
        var contract = await service.Administrator.Post("contracts", Entry(buyer, supplier, change)).Is(201).Id();
        return new(service, buyer, supplier, contract);
    }

    public static Task<Guid> Buyer(RunningService service) =>
        service.Administrator.Post("organisations", new { name = "Waterschap Rivierenland" }).Is(201).Id();

    public static Task<Guid> Supplier(RunningService service, string name = "Hegeman Bouw & Infra B.V.") =>
        service.Administrator.Post("suppliers", new { name }).Is(201).Id();

    /// <summary>The contract as an officer enters it.</summary>
    public static JsonObject Entry(Guid buyer, Guid supplier, Action<JsonObject>? change = null)
    {
        var entry = new JsonObject
        {
            ["reference"] = "WSRL-2024-017", ["title"] = "Dijkversterking, uitvoering", ["nature"] = "Works",
            ["buyerId"] = buyer, ["supplierIds"] = new JsonArray(supplier),
            ["value"] = Money(3_887_000.00m), ["startDate"] = "2024-04-01", ["endDate"] = "2026-12-31", ["signatureDate"] = "2024-03-12",
            ["cpv"] = new JsonArray("45246400"),
        };
        change?.Invoke(entry);
        return entry;
    }

    /// <summary>The 5 % clause as an officer enters it.</summary>
    public static JsonObject Clause(Action<JsonObject>? change = null)
    {
        var clause = new JsonObject { ["base"] = "ContractValue", ["percentage"] = 5.0m, ["tariefId"] = Utrecht, ["vatConfirmed"] = true };
        change?.Invoke(clause);
        return clause;
    }

    /// <summary>The milestones of a plan as JSON.</summary>
    public static JsonArray Plan(params (string Date, decimal Percentage)[] milestones) =>
        [.. milestones.Select(m => new JsonObject { ["date"] = m.Date, ["percentage"] = m.Percentage })];

    /// <summary>Money as JSON.</summary>
    public static JsonObject Money(decimal amount, string currency = "EUR") => new() { ["amount"] = amount, ["currency"] = currency };

    /// <summary>The path of the contract.</summary>
    public string Path => $"contracts/{ContractId}";

    /// <summary>Sets a clause, the 5 % one where nothing else is said.</summary>
    public async Task<HttpResponseMessage> Set(JsonObject? clause = null) =>
        await Service.Administrator.Put($"{Path}/clause", await Service.Administrator.ETag(Path), clause ?? Clause());

    /// <summary>The 5 % clause, set by this caller.</summary>
    public async Task<JsonNode> WithClause(HttpClient client) => await client.Put($"{Path}/clause", await client.ETag(Path), Clause()).Is(200);

    /// <summary>Amends the contract.</summary>
    public Task<HttpResponseMessage> Amend(object amendment) => Service.Administrator.Post($"{Path}/amendments", amendment);

    /// <summary>What of a contract's progress is asked for.</summary>
    public Task<JsonNode> Progress(string query = "") => Service.Administrator.Ask($"{Path}/progress{query}").Is(200);

    /// <summary>The supplier reports a placement of 18 hours for the whole share: half of 40.000 a year.</summary>
    /// <param name="supplier">Whose; the contract's own where none is named.</param>
    public async Task<Guid> Reported(string start, string? end, string through, HttpClient? supplier = null) =>
        await (supplier ?? await Service.Supplier(SupplierId)).Post("placements", new
        {
            supplierReference = $"P{Interlocked.Increment(ref made)}", candidate = $"candidate-of-the-tests-{made:00000000}", bouwblok = "participatiewet",
            doelgroep = "Participatiewet", doelgroepindicatie = new { status = "None" }, placementMethod = "Individueel", employment = "Dienstverband",
            hoursPerWeek = 18, startDate = start, endDate = end, reportedThroughDate = through, permanent = false,
            allocations = new[] { new { contractId = ContractId, percentage = 100 } },
        }).Is(201).Id();

    /// <summary>An officer verifies its first report.</summary>
    public Task<JsonNode> Verified(Guid placement, string through) => Service.Administrator.Post(
        $"placements/{placement}/verifications", new { contractId = ContractId, reportNumber = 1, throughDate = through }).Is(201);
}

/// <summary>Reading answers in few words.</summary>
public static class Answers
{
    /// <summary>An amount of money in an answer, in euros.</summary>
    public static decimal? Euros(this JsonNode? money)
    {
        if (money is null) return null;
        Assert.Equal("EUR", (string?)money["currency"]);
        return (decimal)money["amount"]!;
    }

    /// <summary>The codes of what an answer tells.</summary>
    public static IEnumerable<string> Codes(this JsonNode? told) => told!.AsArray().Select(t => (string)t!["code"]!);
}
