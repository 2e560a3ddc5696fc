using SroiTracker.Tests.Placements;
using SroiTracker.Tests.Settlements;

namespace SroiTracker.Tests.Client;

/// <summary>The client meets the service in all that a supplier does.</summary>
public class SupplierFlowTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task Placements_are_valued_reported_judged_corrected_and_taken_back_and_the_figures_say_why()
    {
        var stage = await PlacementStage.In(service);
        using var program = SupplierProgram.Of(stage.Supplier);
        await SupplierFlow.Placements(program.Sroi, stage);
        await SupplierFlow.Figures(program.Sroi, stage);
    }

    [Fact]
    public async Task Efforts_are_reported_and_taken_back()
    {
        var stage = await PlacementStage.In(service);
        using var program = SupplierProgram.Of(stage.Supplier);
        await SupplierFlow.Efforts(program.Sroi, stage);
    }

    [Fact]
    public async Task Teams_are_made_and_changed()
    {
        var stage = await PlacementStage.In(service);
        using var program = SupplierProgram.Of(stage.Supplier);
        await SupplierFlow.Teams(program.Sroi, stage);
    }

    [Fact]
    public async Task Batches_are_taken_line_by_line()
    {
        var stage = await PlacementStage.In(service);
        using var program = SupplierProgram.Of(stage.Supplier);
        await SupplierFlow.Batches(program.Sroi, stage);
    }

    [Fact]
    public async Task A_settlement_is_answered_and_its_statement_kept()
    {
        var stage = await SettlementStage.In(service);
        using var program = SupplierProgram.Of(stage.Supplier);
        await SupplierFlow.Settlements(program.Sroi, stage, straight: true);
    }
}
