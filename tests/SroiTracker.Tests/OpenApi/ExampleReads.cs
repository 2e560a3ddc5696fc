using System.Text;
using System.Text.Json.Nodes;
using SroiTracker.Benchmarks;
using SroiTracker.Tests.Contracts;
using SroiTracker.Tests.Efforts;
using SroiTracker.Tests.Http;
using SroiTracker.Tests.Placements;
using SroiTracker.Tests.Settlements;
using SroiTracker.Tests.Suppliers.Sync;

namespace SroiTracker.Tests.OpenApi;

/// <summary>A request without a JSON body that succeeds.</summary>
public sealed record ExampleRead(HttpClient Caller, string Path, HttpMethod Method, HttpContent? Content = null);

/// <summary>For each route that takes no JSON a request that succeeds and shows something, on things that were made for it alone.</summary>
public static class ExampleReads
{
    public static readonly IReadOnlyDictionary<string, Func<RunningService, Task<ExampleRead>>> All = new Dictionary<string, Func<RunningService, Task<ExampleRead>>>
    {
        ["GET organisations"] = async s => await Rivierenland.Buyer(s) is var id ? Get(await s.Officer(id), "organisations") : throw Never,
        ["GET organisations/{id:guid}"] = async s => Get(s.Administrator, $"organisations/{await Rivierenland.Buyer(s)}"),
        ["GET organisations/{id:guid}/mandates"] = async s => Get(s.Administrator, (await Mandate(s))[..^37]),
        ["DELETE organisations/{id:guid}/mandates/{mandateId:guid}"] = async s => new(s.Administrator, "/api/v1/" + await Mandate(s), HttpMethod.Delete),
        ["GET suppliers"] = async s => Get(await s.Supplier(await Rivierenland.Supplier(s)), "suppliers"),
        ["GET suppliers/{id:guid}"] = async s => Get(s.Administrator, $"suppliers/{await Rivierenland.Supplier(s)}"),
        ["GET suppliers/{id:guid}/keys"] = async s => Get(s.Administrator, (await Key(s))[..^37]),
        ["DELETE suppliers/{id:guid}/keys/{keyId:guid}"] = async s => new(s.Administrator, "/api/v1/" + await Key(s), HttpMethod.Delete),
        ["GET supplier-connections"] = async s => await Connected(s) is var stage && await stage.Connected() is not null ? Get(stage.Officer, "supplier-connections") : throw Never,
        ["GET supplier-connections/{id:guid}"] = async s => Get(s.Administrator, await ConnectionStage.New(s)),
        ["POST supplier-connections/{id:guid}/tries"] = async s => Begin(s, $"{await ConnectionStage.New(s, "https://localhost/sroi")}/tries"),
        ["POST supplier-connections/{id:guid}/synchronisations"] = async s => Begin(s, $"{await ConnectionStage.New(s)}/synchronisations"),
        ["GET supplier-connections/{id:guid}/synchronisations"] = async s => Get(s.Administrator, (await ConnectionStage.Run(s))[..^37]),
        ["GET supplier-connections/{id:guid}/synchronisations/{runId:guid}"] = async s => Get(s.Administrator, await ConnectionStage.Run(s)),
        ["GET supplier-connections/{id:guid}/quarantine"] = async s => Get(s.Administrator, (await ConnectionStage.Quarantined(s))[..^37]),
        ["POST supplier-connections/{id:guid}/quarantine/{itemId:guid}/retries"] = async s => Begin(s, $"{await ConnectionStage.Quarantined(s)}/retries"),
        ["GET tarieven"] = async s => await Tarief(s) is var id ? Get(s.Administrator, "tarieven?pageSize=1") : throw Never,
        ["GET tarieven/{id:guid}"] = async s => Get(s.Administrator, $"tarieven/{await Tarief(s)}"),
        ["GET tarieven/{id:guid}/comparison"] = async s => Get(s.Administrator, $"tarieven/{await Tarief(s)}/comparison?with={await Tarief(s, 1_500.00m)}"),
        ["GET policies"] = async s => await Policy(s) is var (_, buyer) ? Get(s.Administrator, $"policies?buyerId={buyer}") : throw Never,
        ["GET policies/{id:guid}"] = async s => Get(s.Administrator, $"policies/{(await Policy(s)).Id}"),
        ["GET contracts"] = async s => Get((await Worked(s)).Officer, "contracts"),
        ["GET contracts/{id:guid}"] = async s => await Worked(s) is var stage ? Get(stage.Officer, stage.Contract.Path) : throw Never,
        ["GET contracts/{id:guid}/turnover-statements"] = async s => Get(s.Administrator, await Turnover(s)),
        ["GET contracts/{id:guid}/parties"] = async s => await Worked(s) is var stage ? Get(stage.Officer, $"{stage.Contract.Path}/parties") : throw Never,
        ["GET contracts/{id:guid}/versions"] = async s => await Worked(s) is var stage ? Get(stage.Officer, $"{stage.Contract.Path}/versions") : throw Never,
        ["GET contracts/{id:guid}/progress"] = async s => await Worked(s) is var stage ? Get(stage.Officer, $"{stage.Contract.Path}/progress") : throw Never,
        ["GET contracts/{id:guid}/what-if"] = async s => await Worked(s) is var stage
            ? Get(stage.Officer, $"{stage.Contract.Path}/what-if?people=2&doelgroep=Wajong&months=11&hoursPerWeek=28&startDate=2026-01-01") : throw Never,
        ["GET contracts/{id:guid}/ledger"] = async s => await Worked(s) is var stage ? Get(stage.Officer, $"{stage.Contract.Path}/ledger") : throw Never,
        ["GET contracts/{id:guid}/settlements"] = async s => await Settled(s) is var (stage, _) ? Get(stage.Officer, $"{stage.Contract}/settlements") : throw Never,
        ["GET contracts/{id:guid}/settlements/{settlementId:guid}"] = async s => await Settled(s) is var (stage, path) ? Get(stage.Officer, path) : throw Never,
        ["GET contracts/{id:guid}/settlements/{settlementId:guid}/statement"] = async s => await Settled(s) is var (stage, path) ? Get(stage.Officer, $"{path}/statement") : throw Never,
        ["GET signals"] = async s => Get((await PlacementStage.In(s)).Officer, "signals"),
        ["POST contract-imports"] = s => Task.FromResult(new ExampleRead(s.Administrator, "/api/v1/contract-imports", HttpMethod.Post, Package())),
        ["GET contract-imports/{id:guid}"] = async s =>
        {
            using var made = await s.Administrator.PostAsync(new Uri("/api/v1/contract-imports", UriKind.Relative), Package(), TestContext.Current.CancellationToken);
            return new(s.Administrator, made.Headers.Location!.ToString(), HttpMethod.Get);
        },
        ["GET placements"] = async s => Get((await Worked(s)).Supplier, "placements"),
        ["GET placements/{id:guid}"] = async s => await PlacementStage.In(s) is var stage ? Get(stage.Supplier, $"placements/{await stage.Reported()}") : throw Never,
        ["POST placement-batches"] = async s => await PlacementStage.In(s) is var stage ? new(stage.Supplier, "/api/v1/placement-batches", HttpMethod.Post, Batch(stage)) : throw Never,
        ["GET placement-batches/{id:guid}"] = async s =>
        {
            var stage = await PlacementStage.In(s);
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/placement-batches") { Content = Batch(stage), Headers = { { "Idempotency-Key", "2026-11-a" } } };
            using var made = await stage.Supplier.SendAsync(request, TestContext.Current.CancellationToken);
            return new(stage.Supplier, made.Headers.Location!.ToString(), HttpMethod.Get);
        },
        ["GET teams"] = async s => Get(await Teamed(s) is var (supplier, _) ? supplier : throw Never, "teams"),
        ["GET teams/{id:guid}"] = async s => await Teamed(s) is var (supplier, id) ? Get(supplier, $"teams/{id}") : throw Never,
        ["GET efforts"] = async s => Get((await EffortExample.In(s)).Supplier, "efforts"),
        ["GET efforts/{id:guid}"] = async s => await EffortExample.In(s) is var told ? Get(told.Supplier, told.Path) : throw Never,
    };

    private static InvalidOperationException Never => new("This is always so.");

    private static ExampleRead Get(HttpClient caller, string path) => new(caller, "/api/v1/" + path, HttpMethod.Get);

    private static ExampleRead Begin(RunningService service, string path) => new(service.Administrator, "/api/v1/" + path, HttpMethod.Post);

    private static Task<ConnectionStage> Connected(RunningService service) => ConnectionStage.In(service);

    /// <summary>A placement that was reported and verified.</summary>
    private static async Task<PlacementStage> Worked(RunningService service)
    {
        var stage = await PlacementStage.In(service);
        await stage.Verify(await stage.Reported()).Is(201);
        return stage;
    }

    private static async Task<(SettlementStage Stage, string Path)> Settled(RunningService service)
    {
        var stage = await SettlementStage.In(service, policy: _ => { });
        await stage.Worked("2026-01-01", "2026-07-19", 18, "HB-001");
        return (stage, await stage.Settled());
    }

    private static async Task<string> Mandate(RunningService service)
    {
        var example = await ExampleRequests.All["POST organisations/{id:guid}/mandates"](service);
        var path = example.Path["/api/v1/".Length..];
        return $"{path}/{await example.Caller.Post(path, example.Body).Is(201).Id()}";
    }

    private static async Task<string> Key(RunningService service)
    {
        var path = $"suppliers/{await Rivierenland.Supplier(service)}/keys";
        return $"{path}/{await service.Administrator.Post(path, new { name = "payroll", expiresAt = "2099-01-01T00:00:00Z" }).Is(201).Id()}";
    }

    private static Task<Guid> Tarief(RunningService service, decimal amount = 1_250.00m) => service.Administrator.Post("tarieven",
        ExampleRequests.Tarief(t => t["bouwblokken"]![0]!["amount"] = Rivierenland.Money(amount))).Is(201).Id();

    private static async Task<(Guid Id, Guid Buyer)> Policy(RunningService service)
    {
        var policy = (await ExampleRequests.All["POST policies"](service)).Body;
        return (await service.Administrator.Post("policies", policy).Is(201).Id(), Guid.Parse((string)policy["buyerId"]!));
    }

    private static async Task<string> Turnover(RunningService service)
    {
        var example = await ExampleRequests.All["POST contracts/{id:guid}/turnover-statements"](service);
        var path = example.Path["/api/v1/".Length..];
        await example.Caller.Post(path, example.Body).Is(201);
        return path;
    }

    private static async Task<(HttpClient Supplier, Guid Id)> Teamed(RunningService service)
    {
        var team = (await ExampleRequests.All["POST teams"](service)).Body;
        var supplier = await service.Supplier(Guid.Parse((string)team["supplierId"]!));
        team["buyerId"] = null;
        return (supplier, await supplier.Post("teams", team).Is(201).Id());
    }

    /// <summary>Two reports, of which the second is refused: its hours are too many.</summary>
    private static StringContent Batch(PlacementStage stage) => new(
        stage.Report().ToJsonString() + "\n" + stage.Report("HB-002", "k7Qv2mXw9Rt4bN8sLp3y", hours: 90).ToJsonString() + "\n", Encoding.UTF8, "application/x-ndjson");

    private static ByteArrayContent Package()
    {
        using var file = new MemoryStream();
        OcdsPackage.Write(file, 0, 1);
        var package = JsonNode.Parse(file.ToArray())!;
        return new(Encoding.UTF8.GetBytes(package.ToJsonString())) { Headers = { ContentType = new("application/json") } };
    }
}
