using System.Text.Json.Nodes;
using SroiTracker.Tests.Contracts;

namespace SroiTracker.Tests.Suppliers.Sync;

/// <summary>A supplier with a contract and a system of its own, and an officer who sees to it.</summary>
public sealed record ConnectionStage(Rivierenland Contract, HttpClient Officer)
{
    /// <summary>Where connections are.</summary>
    public const string Connections = "supplier-connections";

    /// <summary>As new as the test that asks for it.</summary>
    public static async Task<ConnectionStage> In(RunningService service)
    {
        var contract = await Rivierenland.In(service);
        return new(contract, await service.Officer(contract.BuyerId));
    }

    /// <summary>A connection as an officer enters it.</summary>
    public JsonObject Entry(Action<JsonObject>? change = null) => Entry(Contract.SupplierId, change);

    /// <summary>The same for any supplier.</summary>
    public static JsonObject Entry(Guid supplierId, Action<JsonObject>? change = null)
    {
        var entry = new JsonObject
        {
            ["supplierId"] = supplierId, ["name"] = "Payroll", ["kind"] = "Standard", ["baseUrl"] = "https://payroll.example.org/sroi",
            ["authentication"] = new JsonObject { ["kind"] = "ApiKeyHeader", ["headerName"] = "X-Api-Key", ["headerValue"] = "k3y-of-the-payroll" },
            ["schedule"] = "0 6 * * *",
        };
        change?.Invoke(entry);
        return entry;
    }

    /// <summary>By client credentials.</summary>
    public static JsonObject ByClient(string? secret = "s3cret-of-the-client", string tokenUrl = "https://login.example.org/token") => new()
    {
        ["kind"] = "ClientCredentials", ["tokenUrl"] = tokenUrl, ["clientId"] = "sroitracker", ["clientSecret"] = secret,
    };

    /// <summary>Makes a connection; its path.</summary>
    public async Task<string> Connected(Action<JsonObject>? change = null) => $"{Connections}/{await Officer.Post(Connections, Entry(change)).Is(201).Id()}";
}
