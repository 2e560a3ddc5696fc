using MediatR;
using Microsoft.Extensions.DependencyInjection;
using SroiTracker.Http;
using static SroiTracker.Tests.Placements.PlacementStage;

namespace SroiTracker.Tests.Placements;

/// <summary>
/// Who makes a supplier's key sees it, and could report with it. A buyer with one officer must still be able to verify what
/// its suppliers report; so that is allowed, and the maker is kept with the report for an auditor to see.
/// </summary>
public class KeyMakerTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task The_maker_of_a_key_verifies_what_the_supplier_reports_with_it_and_is_kept_beside_it()
    {
        var stage = await In(service);
        var id = await (await Key(stage, stage.Officer)).Post("placements", stage.Report()).Is(201).Id();
        await stage.Verify(id).Is(201);
        Assert.Equal(10_958.90m, await stage.Booked());
        Assert.True(await service.Read(s => s.QueryOne<bool>(
            "SELECT CASE WHEN r.keyMadeBy = v.decidedBy THEN 1 ELSE 0 END FROM PlacementReport r JOIN Verdict v ON v.placementId = r.placementId WHERE r.placementId = @id", new { id })));
    }

    [Fact]
    public async Task It_is_the_key_that_counts_and_the_same_words_with_another_key_change_nothing()
    {
        var stage = await In(service);
        var (others, own) = (await Key(stage, stage.OtherOfficer), await Key(stage, stage.Officer));
        var id = await others.Post("placements", stage.Report()).Is(201).Id();
        var maker = await Maker(id);
        await own.Post("placements", stage.Report()).Is(200);
        Assert.Equal(maker, await Maker(id));
        var second = await own.Post("placements", stage.Report("HB-002", "p4Lw8nQz2Vr6cM1sKt9x")).Is(201).Id();
        Assert.NotEqual(maker, await Maker(second));
    }

    // The command line makes keys for whoever runs the machine; the service does not know who that is, and no officer saw the key.
    [Fact]
    public async Task A_key_of_the_command_line_has_no_known_maker()
    {
        var stage = await In(service);
        using var scope = service.Services.CreateScope();
        scope.ServiceProvider.GetRequiredService<Call>().Caller = Caller.TheService;
        var made = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(
            new CreateKey(Role.Supplier, stage.Contract.SupplierId, null, "payroll", false, null), TestContext.Current.CancellationToken);
        Assert.Equal(Guid.Empty, await Maker(await service.With(made.Key).Post("placements", stage.Report()).Is(201).Id()));
    }

    private Task<Guid> Maker(Guid id) => service.Read(s => s.QueryOne<Guid>(
        "SELECT COALESCE(r.keyMadeBy, @nobody) FROM PlacementReport r WHERE r.placementId = @id AND r.number = 1", new { id, nobody = Guid.Empty }));

    private async Task<HttpClient> Key(PlacementStage stage, HttpClient maker) =>
        service.With((string)(await maker.Post($"suppliers/{stage.Contract.SupplierId}/keys", new { name = "payroll" }).Is(201))["key"]!);
}
