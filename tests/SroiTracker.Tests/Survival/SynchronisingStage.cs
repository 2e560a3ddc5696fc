using System.Text.Json.Nodes;
using SroiTracker.Tests.Suppliers;
using SroiTracker.Tests.Suppliers.Sync;

namespace SroiTracker.Tests.Survival;

/// <summary>A supplier's system in this process, and processes of the service that pull from it and may be killed.</summary>
internal sealed class SynchronisingStage : IAsyncDisposable
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(2);

    private Guid _contract;

    private SynchronisingStage(KillableService service, SupplierSystemServer system, HttpClient officer) => (Service, System, Officer) = (service, system, officer);

    public KillableService Service { get; }
    public SupplierSystemServer System { get; }

    /// <summary>Who made the connection.</summary>
    public HttpClient Officer { get; }

    /// <summary>Whose placements they are.</summary>
    public HttpClient Supplier { get; private set; } = null!;

    public Guid ConnectionId { get; private set; }
    public Guid ContractId => _contract;
    public string Path => $"supplier-connections/{ConnectionId}";

    /// <summary>The pages that were asked for, in order.</summary>
    public IEnumerable<string> Pages => System.Requests.Where(r => r.StartsWith("GET /placements?", StringComparison.Ordinal));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A service with a contract, connected to a supplier's system that is empty yet.</summary>
    public static async Task<SynchronisingStage> In()
    {
        var service = new KillableService
        {
            Settings = new()
            {
                ["Outbound__AllowHttp"] = "true", ["Outbound__AllowPrivateAddresses"] = "true", ["Synchronisation__LeaseSeconds"] = "3",
                // A source that a test makes wait is no fault.
                ["Synchronisation__TrySeconds"] = "300", ["Synchronisation__CallSeconds"] = "600",
            },
        };
        await service.Start();
        var stage = new SynchronisingStage(service, await SupplierSystemServer.Start(), service.Caller());
        var (contract, key) = await PlacementKillTests.ContractWithClause(service, stage.Officer);
        (stage._contract, stage.Supplier) = (contract, service.Caller(key));
        var supplier = (Guid)(await stage.Officer.Ask($"contracts/{contract}").Is(200))["suppliers"]![0]!["id"]!;
        stage.ConnectionId = await stage.Officer.Post("supplier-connections", ConnectionStage.Entry(supplier, e =>
        {
            (e["baseUrl"], e["pageSize"]) = (stage.System.Address.ToString(), 100);
            e["authentication"] = new JsonObject { ["kind"] = "ApiKeyHeader", ["headerName"] = SupplierSystemServer.Header, ["headerValue"] = SupplierSystemServer.HeaderValue };
            // Half a day away: a test says itself when it is pulled.
            e["schedule"] = $"0 {(TimeProvider.System.GetUtcNow().Hour + 12) % 24} * * *";
        })).Is(201).Id();
        return stage;
    }

    /// <summary>Reference of an item's placement.</summary>
    public static string Reference(string id) => $"HB-{id}";

    /// <summary>Adds or changes a placement in the supplier's system.</summary>
    public void Put(string id, int hours = 18) => System.Put(id, new JsonObject
    {
        ["supplierReference"] = Reference(id), ["candidate"] = $"pseudonym-of-{id}-0123", ["bouwblok"] = "participatiewet", ["doelgroep"] = "Participatiewet",
        ["placementMethod"] = "Individueel", ["employment"] = "Dienstverband", ["hoursPerWeek"] = hours, ["startDate"] = "2024-05-01", ["reportedThroughDate"] = "2024-12-31", ["termsFromDate"] = "2024-05-01",
        ["allocations"] = new JsonArray(new JsonObject { ["contractId"] = _contract, ["percentage"] = 100 }),
    });

    /// <summary>Asks for a run, or finds the one that is on its way; its path.</summary>
    public async Task<string> Ask() => $"{Path}/synchronisations/{await Officer.Post($"{Path}/synchronisations").Is(202).Id()}";

    /// <summary>A run, after it ended.</summary>
    public async Task<JsonNode> Ended(string run)
    {
        JsonNode now = null!;
        await Until(async () => (string?)(now = await Officer.Ask(run).Is(200))["state"] != "Running");
        return now;
    }

    /// <summary>What a run came to.</summary>
    public static (int Received, int New, int Changed, int Unchanged, int Refused) Counts(JsonNode run) =>
        ((int)run["received"]!, (int)run["new"]!, (int)run["changed"]!, (int)run["unchanged"]!, (int)run["refused"]!);

    /// <summary>All items of a list, page after page.</summary>
    public static async Task<List<JsonNode>> All(HttpClient caller, string path)
    {
        var all = new List<JsonNode>();
        for (string? next = $"{path}?pageSize=500"; next is not null;)
        {
            var page = await caller.Ask(next).Is(200);
            all.AddRange(page["items"]!.AsArray()!);
            next = ((string?)page["links"]!["next"])?["/api/v1/".Length..];
        }
        return all;
    }

    /// <summary>Waits until it is so, two minutes at most.</summary>
    public static async Task Until(Func<Task<bool>> isSo)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
        patience.CancelAfter(LongestPause);
        while (!await isSo()) await Task.Delay(25, patience.Token);
    }

    public async ValueTask DisposeAsync()
    {
        Officer.Dispose();
        Supplier.Dispose();
        await Service.DisposeAsync();
        await System.DisposeAsync();
    }
}
