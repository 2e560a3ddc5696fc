using SroiTracker.Http;
using SroiTracker.Tests.Contracts;

namespace SroiTracker.Tests.Placements;

/// <summary>What an officer of one buyer does not see of another's, it does not reach by other ways either (rules.md 8).</summary>
public sealed class OutOfSightTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task A_placement_of_another_buyer_is_not_reached_by_the_suppliers_reference()
    {
        var stage = await PlacementStage.In(service);
        await stage.Reported();
        var otherBuyer = await Rivierenland.Buyer(service);
        var officer = await service.Officer(otherBuyer);
        var contract = await officer.Post("contracts", Rivierenland.Entry(otherBuyer, stage.Contract.SupplierId)).Is(201).Id();

        var report = stage.Report();
        report["supplierId"] = stage.Contract.SupplierId;
        report["allocations"] = new System.Text.Json.Nodes.JsonArray(new System.Text.Json.Nodes.JsonObject { ["contractId"] = contract, ["percentage"] = 100 });
        await officer.Post("placements", report).IsRefused(404, "resource.not-found");
    }

    [Theory]
    [InlineData(Role.Auditor)]
    [InlineData(Role.Team)]
    public async Task The_ledger_tells_of_people_and_is_for_the_officer_and_the_supplier(Role role)
    {
        var stage = await PlacementStage.In(service);
        await (await service.Someone(role)).Ask($"{stage.Contract.Path}/ledger").IsRefused(403, "role.missing");
    }
}
