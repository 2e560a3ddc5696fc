using SroiTracker.Bouwblokken;
using SroiTracker.Tests.Contracts;

namespace SroiTracker.Tests.Bouwblokken;

public class TariefTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task The_first_start_publishes_every_Tarief_that_comes_with_the_product_and_the_next_start_none()
    {
        var listed = (await service.Administrator.Ask("tarieven?pageSize=100").Is(200))["items"]!.AsArray();
        Assert.Equal(TariefFiles.All().Select(t => t.Id).Order(), listed.Select(t => (Guid)t!["id"]!).Order());
        var before = await service.RowCounts();
        await service.Services.Prepare(TestContext.Current.CancellationToken);
        Assert.Equal(before, await service.RowCounts());
    }

    [Fact]
    public async Task A_Tarief_is_shown_with_its_blocks_and_bonuses_to_everyone_with_a_key()
    {
        var supplier = await service.Supplier(await Rivierenland.Supplier(service));
        var shown = await supplier.Ask($"tarieven/{Rivierenland.Utrecht}").Is(200);
        Assert.Equal(("Utrecht", 36m, "TenderPublication"), ((string?)shown["region"], (decimal)shown["fullTimeHours"]!, (string?)shown["boundBy"]));
        var block = shown["bouwblokken"]!.AsArray().Single(b => (string?)b!["code"] == "participatiewet")!;
        Assert.Equal((40_000.00m, "FullTimeYear"), (block["amount"].Euros(), (string?)block["unit"]));
        Assert.NotEmpty(shown["bonuses"]!.AsArray());
        await supplier.Ask($"tarieven/{Guid.NewGuid()}").IsRefused(404, "resource.not-found");
    }

    [Fact]
    public async Task Tarieven_come_in_pages()
    {
        var first = await service.Administrator.Ask("tarieven?pageSize=4").Is(200);
        var next = (string)first["links"]!["next"]!;
        var second = await service.Administrator.Ask(next["/api/v1/".Length..]).Is(200);
        Assert.Equal(TariefFiles.All().Count, first["items"]!.AsArray().Count + second["items"]!.AsArray().Count);
        Assert.Null((string?)second["links"]!["next"]);
    }
}
