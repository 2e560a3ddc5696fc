using System.Text.Json.Nodes;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.Suppliers.Sync;
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

    /// <summary>With all that can be said.</summary>
    public static JsonObject Full(Guid supplierId) => Entry(supplierId, e => (e["pageSize"], e["state"], e["successWithinHours"]) = (50, "Active", 72));

    /// <summary>A connection of a new supplier; its path.</summary>
    public static async Task<string> New(RunningService service, string address = "https://payroll.example.org/sroi") =>
        $"{Connections}/{await service.Administrator.Post(Connections, Entry((await Rivierenland.In(service)).SupplierId, e => e["baseUrl"] = address)).Is(201).Id()}";

    /// <summary>A run of one; its path.</summary>
    public static async Task<string> Run(RunningService service)
    {
        var runs = $"{await New(service)}/synchronisations";
        return $"{runs}/{await service.Administrator.Post(runs).Is(202).Id()}";
    }

    /// <summary>An item in quarantine; its path.</summary>
    public static async Task<string> Quarantined(RunningService service) => await Quarantined(service, await New(service));

    /// <summary>An item in quarantine of a connection; its path.</summary>
    public static async Task<string> Quarantined(RunningService service, string path)
    {
        var id = Guid.Parse(path[(Connections.Length + 1)..]);
        var facts = new QuarantinedFacts(null, new(2026, 1, 1), null, new(2026, 7, 19), null, 90, Employment.Dienstverband, PlacementMethod.InkoopSroi, [new(null, "WSRL-2024-017", 100)]);
        await service.Run(async s =>
        {
            await QuarantineStore.Refuse(s, id, Guid.NewGuid().ToByteArray().Concat(new byte[16]).ToArray(), "7781", "HB-001", [KeptObjection.Of(Refusals.PlacementHours.At("/hoursPerWeek", 80))], facts);
            return true;
        });
        return $"{path}/quarantine/{(Guid)(await service.Administrator.Ask($"{path}/quarantine").Is(200))["items"]![0]!["id"]!}";
    }

    /// <summary>By client credentials.</summary>
    public static JsonObject ByClient(string? secret = "s3cret-of-the-client", string tokenUrl = "https://login.example.org/token") => new()
    {
        ["kind"] = "ClientCredentials", ["tokenUrl"] = tokenUrl, ["clientId"] = "sroitracker", ["clientSecret"] = secret,
    };

    /// <summary>Makes a connection; its path.</summary>
    public async Task<string> Connected(Action<JsonObject>? change = null) => $"{Connections}/{await Officer.Post(Connections, Entry(change)).Is(201).Id()}";
}
