using System.Text.Json.Nodes;
using SroiTracker.Benchmarks;
using SroiTracker.Tests.Contracts;
using SroiTracker.Tests.Placements;
using SroiTracker.Tests.Placements.Batches;
using SroiTracker.Tests.Settlements;
using SroiTracker.Tests.Suppliers.Sync;

namespace SroiTracker.Tests.Http;

/// <summary>For each route that takes no JSON a path that is there, on things that were made for it alone.</summary>
internal static class ExampleQuestions
{
    public static readonly IReadOnlyDictionary<string, Func<RunningService, Task<string>>> All = new Dictionary<string, Func<RunningService, Task<string>>>
    {
        ["GET organisations"] = _ => Task.FromResult("organisations?name=Waterschap"),
        ["GET organisations/{id:guid}"] = async s => $"organisations/{(await Rivierenland.In(s)).BuyerId}",
        ["GET organisations/{id:guid}/mandates"] = async s => await Mandates(s, await Rivierenland.In(s)),
        ["DELETE organisations/{id:guid}/mandates/{mandateId:guid}"] = async s =>
        {
            var mandates = await Mandates(s, await Rivierenland.In(s));
            return $"{mandates}/{(Guid)(await s.Administrator.Ask(mandates).Is(200))["items"]![0]!["id"]!}";
        },
        ["GET suppliers"] = _ => Task.FromResult("suppliers?name=Hegeman"),
        ["GET suppliers/{id:guid}"] = async s => $"suppliers/{(await Rivierenland.In(s)).SupplierId}",
        ["GET suppliers/{id:guid}/keys"] = async s => $"suppliers/{(await Rivierenland.In(s)).SupplierId}/keys",
        ["DELETE suppliers/{id:guid}/keys/{keyId:guid}"] = async s =>
        {
            var keys = $"suppliers/{(await Rivierenland.In(s)).SupplierId}/keys";
            return $"{keys}/{await s.Administrator.Post(keys, new { name = "payroll" }).Is(201).Id()}";
        },
        ["GET supplier-connections"] = async s => $"supplier-connections?supplierId={(await Rivierenland.In(s)).SupplierId}",
        ["GET supplier-connections/{id:guid}"] = s => ConnectionStage.New(s),
        ["POST supplier-connections/{id:guid}/tries"] = async s => $"{await ConnectionStage.New(s, "https://localhost/sroi")}/tries",
        ["POST supplier-connections/{id:guid}/synchronisations"] = async s => $"{await ConnectionStage.New(s)}/synchronisations",
        ["GET supplier-connections/{id:guid}/synchronisations"] = async s => (await ConnectionStage.Run(s))[..^37],
        ["GET supplier-connections/{id:guid}/synchronisations/{runId:guid}"] = s => ConnectionStage.Run(s),
        ["GET supplier-connections/{id:guid}/quarantine"] = async s => (await ConnectionStage.Quarantined(s))[..^37],
        ["POST supplier-connections/{id:guid}/quarantine/{itemId:guid}/retries"] = async s => $"{await ConnectionStage.Quarantined(s)}/retries",
        ["GET tarieven"] = _ => Task.FromResult("tarieven"),
        ["GET tarieven/{id:guid}"] = _ => Task.FromResult($"tarieven/{Rivierenland.Utrecht}"),
        ["GET tarieven/{id:guid}/comparison"] = _ => Task.FromResult($"tarieven/{Rivierenland.Utrecht}/comparison?with={Rivierenland.Utrecht}"),
        ["GET policies"] = async s => $"policies?buyerId={(await Rivierenland.In(s)).BuyerId}",
        ["GET policies/{id:guid}"] = async s => $"policies/{await Policy(s, (await Rivierenland.In(s)).BuyerId)}",
        ["GET contracts"] = async s =>
        {
            var contract = await Rivierenland.In(s);
            return $"contracts?buyerId={contract.BuyerId}&supplierId={contract.SupplierId}";
        },
        ["GET contracts/{id:guid}"] = async s => (await Rivierenland.In(s)).Path,
        ["GET contracts/{id:guid}/ledger"] = async s => $"{(await Verified(s)).Stage.Contract.Path}/ledger",
        ["GET contracts/{id:guid}/parties"] = async s => $"{(await Rivierenland.In(s)).Path}/parties",
        ["GET contracts/{id:guid}/progress"] = async s => $"{(await Verified(s)).Stage.Contract.Path}/progress",
        ["GET contracts/{id:guid}/settlements"] = async s => $"{(await SettlementStage.In(s)).Contract}/settlements",
        ["GET contracts/{id:guid}/settlements/{settlementId:guid}"] = async s => await (await SettlementStage.In(s)).Opened(),
        ["GET contracts/{id:guid}/settlements/{settlementId:guid}/statement"] = async s => $"{await (await SettlementStage.In(s)).Settled()}/statement",
        ["GET contracts/{id:guid}/turnover-statements"] = async s => $"{(await Rivierenland.In(s)).Path}/turnover-statements",
        ["GET contracts/{id:guid}/versions"] = async s => $"{(await PlacementStage.In(s)).Contract.Path}/versions",
        ["GET contracts/{id:guid}/what-if"] = async s => $"{(await Verified(s)).Stage.Contract.Path}/what-if?doelgroep=WW&hoursPerWeek=36",
        ["GET signals"] = async s => $"signals?contractId={(await PlacementStage.In(s)).Contract.ContractId}",
        ["GET contract-imports/{id:guid}"] = async s =>
        {
            using var file = new MemoryStream();
            OcdsPackage.Write(file, 0, 1);
            using var content = new ByteArrayContent(file.ToArray());
            content.Headers.ContentType = new("application/json");
            return $"contract-imports/{await s.Administrator.PostAsync("/api/v1/contract-imports", content, TestContext.Current.CancellationToken).Is(201).Id()}";
        },
        ["GET placements"] = async s => $"placements?contractId={(await Verified(s)).Stage.Contract.ContractId}",
        ["GET placements/{id:guid}"] = async s => $"placements/{(await Verified(s)).Placement}",
        ["GET placement-batches/{id:guid}"] = async s =>
        {
            var stage = await PlacementStage.In(s);
            return $"placement-batches/{(Guid)(await new Sending(Sending.Line(stage.Report())).Taken(stage.Supplier))["id"]!}";
        },
        ["GET efforts"] = async s => $"efforts?contractId={(await EffortExample.In(s)).Contract.ContractId}",
        ["GET efforts/{id:guid}"] = async s => (await EffortExample.In(s)).Path,
        ["GET teams"] = async s =>
        {
            var (contract, _) = await Team(s);
            return $"teams?supplierId={contract.SupplierId}&buyerId={contract.BuyerId}";
        },
        ["GET teams/{id:guid}"] = async s => $"teams/{(await Team(s)).Team}",
    };

    private static async Task<string> Mandates(RunningService service, Rivierenland contract)
    {
        var mandates = $"organisations/{contract.BuyerId}/mandates";
        await service.Administrator.Post(mandates, new { holderId = await Rivierenland.Buyer(service), fromDate = "2026-01-01", reason = "Coördinatie" }).Is(201);
        return mandates;
    }

    private static Task<Guid> Policy(RunningService service, Guid buyerId) => service.Administrator.Post("policies", new JsonObject
    {
        ["buyerId"] = buyerId, ["name"] = "Inkoopbeleid", ["validFromDate"] = "2023-01-01", ["natures"] = new JsonArray("Works"), ["percentage"] = 5.0m, ["base"] = "ContractValue",
    }).Is(201).Id();

    private static async Task<(PlacementStage Stage, Guid Placement)> Verified(RunningService service)
    {
        var stage = await PlacementStage.In(service);
        var placement = await stage.Reported();
        await stage.Verify(placement).Is(201);
        return (stage, placement);
    }

    private static async Task<(Rivierenland Contract, Guid Team)> Team(RunningService service)
    {
        var contract = await Rivierenland.In(service);
        return (contract, await service.Administrator.Post("teams", new
        {
            contract.SupplierId, contract.BuyerId, name = "Groenploeg Oost", plannedSize = 12, hasTeamLeader = true, hasFixedJobcoach = true, jobcoachCertified = true,
            kindOfWork = "groenonderhoud", place = "Tiel", startDate = "2026-01-01",
        }).Is(201).Id());
    }
}
