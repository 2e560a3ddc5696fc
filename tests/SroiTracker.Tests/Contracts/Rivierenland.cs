using System.Text.Json.Nodes;
using SroiTracker.Http;

namespace SroiTracker.Tests.Contracts;

/// <summary>The contract of Waterschap Rivierenland with Hegeman Bouw &amp; Infra (rules.md 1): 3.887.000,00 from 2024-04-01 through 2026-12-31.</summary>
public sealed record Rivierenland(Guid BuyerId, Guid SupplierId, Guid ContractId)
{
    /// <summary>The Tarief "Bouwblokkenmodel Utrecht", the newest version.</summary>
    public static readonly Guid Utrecht = new("6f1d0a52-8c1e-4f0b-9a57-2d6c1b7e4a02");

    /// <summary>A buyer, a supplier and the contract between them, as new as the test that asks for it.</summary>
    public static async Task<Rivierenland> In(RunningService service)
    {
        var admin = service.Administrator;
        var buyer = await admin.Post("organisations", new { name = "Waterschap Rivierenland" }).Is(201).Id();
        var supplier = await admin.Post("suppliers", new { name = "Hegeman Bouw & Infra B.V." }).Is(201).Id();
        var contract = await admin.Post("contracts", Entry(buyer, supplier)).Is(201).Id();
        return new(buyer, supplier, contract);
    }

    /// <summary>The contract as an officer enters it.</summary>
    public static JsonObject Entry(Guid buyer, Guid supplier) => new()
    {
        ["reference"] = "WSRL-2024-017", ["title"] = "Dijkversterking, uitvoering", ["nature"] = "Works",
        ["buyerId"] = buyer, ["supplierIds"] = new JsonArray(supplier),
        ["value"] = new JsonObject { ["amount"] = 3_887_000.00m, ["currency"] = "EUR" },
        ["startDate"] = "2024-04-01", ["endDate"] = "2026-12-31", ["signatureDate"] = "2024-03-12", ["cpv"] = new JsonArray("45246400"),
    };

    /// <summary>The 5 % clause as an officer enters it.</summary>
    public static JsonObject Clause() => new()
    {
        ["base"] = "ContractValue", ["percentage"] = 5.0m, ["tariefId"] = Utrecht, ["vatConfirmed"] = true,
    };

    /// <summary>The path of the contract.</summary>
    public string Path => $"contracts/{ContractId}";

    /// <summary>Sets the 5 % clause.</summary>
    public async Task<JsonNode> WithClause(HttpClient client) => await client.Put($"{Path}/clause", await client.ETag(Path), Clause()).Is(200);
}
