using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using SroiTracker.Client;
using SroiTracker.Tests.Placements;
using SroiTracker.Tests.Settlements;

namespace SroiTracker.Tests.Client;

/// <summary>All that a supplier does keeps to the contract, at both sides of the line.</summary>
public class PrismTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task The_whole_flow_of_a_supplier_violates_nothing_of_the_contract()
    {
        await using var prism = await Prism.Before(new(service.Administrator.BaseAddress!, "/api/v1"), "sroitracker.openapi.json");
        var stage = await PlacementStage.In(service);
        using (var program = Of(stage.Supplier, prism))
        {
            await SupplierFlow.Placements(program.Sroi, stage);
            await SupplierFlow.Figures(program.Sroi, stage);
            await SupplierFlow.Efforts(program.Sroi, stage);
            await SupplierFlow.Teams(program.Sroi, stage);
        }
        var settling = await SettlementStage.In(service);
        using (var program = Of(settling.Supplier, prism)) await SupplierFlow.Settlements(program.Sroi, settling, straight: false);

        Assert.True(prism.Violations.IsEmpty, string.Join('\n', prism.Violations));
        Assert.True(prism.Passed.Count > 40, $"{prism.Passed.Count}");
    }

    [Fact]
    public async Task Batches_violate_nothing_of_the_contract()
    {
        await using var prism = await Prism.Before(new(service.Administrator.BaseAddress!, "/api/v1"), "sroitracker.openapi.json");
        var stage = await PlacementStage.In(service);
        using var program = Of(stage.Supplier, prism);
        await SupplierFlow.Batches(program.Sroi, stage);
        Assert.True(prism.Violations.IsEmpty, string.Join('\n', prism.Violations));
    }

    [Fact]
    public async Task Prism_does_object_to_what_violates_it()
    {
        await using var prism = await Prism.Before(new(service.Administrator.BaseAddress!, "/api/v1"), "sroitracker.openapi.json");
        using var caller = new HttpClient(Ended(prism.Through())) { BaseAddress = service.Administrator.BaseAddress };
        caller.DefaultRequestHeaders.Authorization = service.Administrator.DefaultRequestHeaders.Authorization;
        using var answer = await caller.PostAsync(new Uri("/api/v1/placements", UriKind.Relative), JsonContent.Create(new { hoursPerWeek = "many" }), TestContext.Current.CancellationToken);
        Assert.Equal(400, (int)answer.StatusCode);
        Assert.Contains("hoursPerWeek", Assert.Single(prism.Violations), StringComparison.Ordinal);
    }

    private static SupplierProgram Of(HttpClient caller, Prism prism) => SupplierProgram.Of(caller, line: l => l.AddHttpMessageHandler(prism.Through));

    private static DelegatingHandler Ended(DelegatingHandler handler)
    {
        handler.InnerHandler = new HttpClientHandler();
        return handler;
    }
}
