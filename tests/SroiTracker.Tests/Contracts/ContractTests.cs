using System.Text.Json.Nodes;
using SroiTracker.Http;

namespace SroiTracker.Tests.Contracts;

public class ContractTests(RunningService service) : IClassFixture<RunningService>
{
    private HttpClient Admin => service.Administrator;

    [Fact]
    public async Task A_contract_is_shown_as_it_was_entered_with_its_parties()
    {
        var r = await Rivierenland.In(service);
        var shown = await Admin.Ask(r.Path).Is(200);
        Assert.Equal("WSRL-2024-017", (string?)shown["reference"]);
        Assert.Equal("Contract", (string?)shown["kind"]);
        Assert.Equal(3_887_000.00m, (decimal)shown["value"]!["amount"]!);
        Assert.Equal("2026-12-31", (string?)shown["endDate"]);
        Assert.Equal("Waterschap Rivierenland", (string?)shown["buyer"]!["name"]);
        Assert.Equal(r.SupplierId, (Guid)shown["suppliers"]![0]!["id"]!);
        Assert.Null(shown["clause"]);
        Assert.True(shown.AsObject().ContainsKey("clause") && shown.AsObject().ContainsKey("obligation"), "null is written, never left out");
        Assert.False(shown.AsObject().ContainsKey("buyerId"));
    }
}
