using System.Text.Json.Nodes;
using static SroiTracker.Tests.Contracts.Rivierenland;

namespace SroiTracker.Tests.Contracts;

/// <summary>An amendment shows its effect in euros before it is confirmed, and then has just that effect.</summary>
public class PreviewTests(RunningService service) : IClassFixture<RunningService>
{
    private HttpClient Admin => service.Administrator;

    public static TheoryData<string> Amendments =>
    [
        """{"fromDate": "2025-07-01", "reason": "Meerwerk", "value": {"amount": 4500000.00, "currency": "EUR"}}""",
        """{"fromDate": "2026-06-30", "reason": "Eerder klaar", "endDate": "2026-06-30"}""",
        """{"fromDate": "2026-07-01", "reason": "Ontbonden", "value": {"amount": 2000000.00, "currency": "EUR"}, "endDate": "2026-06-30"}""",
        """{"fromDate": "2026-12-31", "reason": "Verlengd", "endDate": "2027-12-31", "value": {"amount": 5000000.00, "currency": "EUR"}}""",
        """{"fromDate": "2024-04-01", "reason": "Later begonnen", "startDate": "2026-02-01"}""",
        """{"fromDate": "2025-01-01", "reason": "Minder gevraagd", "percentage": 3.5}""",
        """{"fromDate": "2026-03-01", "reason": "Ander Tarief", "tariefId": "TARIEF"}""",
        """{"fromDate": "2026-03-01", "reason": "Andere clausule", "clause": {"base": "FixedAmount", "fixedAmount": {"amount": 60000.00, "currency": "EUR"}, "tariefId": "TARIEF", "fullTimeHours": 40, "vatConfirmed": true}}""",
        """{"fromDate": "2026-01-01", "reason": "Maatwerk", "clause": {"base": "BestEffort"}}""",
        """{"fromDate": "2026-04-01", "reason": "Overgenomen", "transfer": {"fromSupplierId": "SUPPLIER", "toSupplierId": "OTHER"}}""",
        """{"fromDate": "2026-04-01", "reason": "Overgenomen en verlengd", "endDate": "2027-12-31", "transfer": {"fromSupplierId": "SUPPLIER", "toSupplierId": "OTHER"}}""",
        """{"fromDate": "2025-01-01", "reason": "Raming bijgesteld", "estimatedValue": {"amount": 9000000.00, "currency": "EUR"}}""",
        """{"fromDate": "2025-01-01", "reason": "Optie", "options": [{"value": {"amount": 400000.00, "currency": "EUR"}, "exercisedDate": "2025-01-01"}]}""",
    ];

    [Theory, MemberData(nameof(Amendments))]
    public async Task What_a_preview_shows_the_amendment_then_books(string text)
    {
        var r = await In(service);
        await r.Set().Is(200);
        await r.Verified(await r.Reported("2025-10-01", "2026-07-19", "2026-07-19"), "2026-07-19");
        await r.Reported("2026-02-01", null, "2026-10-31");
        var harlingen = (await Admin.Ask("tarieven?pageSize=500").Is(200))["items"]!.AsArray().First(t => (string?)t!["region"] == "Harlingen")!["id"]!.ToString();
        var amendment = JsonNode.Parse(text.Replace("TARIEF", harlingen, StringComparison.Ordinal).Replace("SUPPLIER", r.SupplierId.ToString(), StringComparison.Ordinal)
            .Replace("OTHER", (await Supplier(service, "Van den Herik B.V.")).ToString(), StringComparison.Ordinal))!;

        var (stood, rows) = (await r.Progress(), await service.RowCounts());
        var preview = await Admin.Post($"{r.Path}/amendments/previews", amendment).Is(200);
        Assert.Equal(rows, await service.RowCounts());
        Assert.Equal(Stand(stood), Stand(preview["before"]!));
        Assert.Equal((2, false), ((int)preview["placements"]!, (bool)preview["runsAsJob"]!));

        var amended = await r.Amend(amendment).Is(201);
        Assert.Equal(Stand(await r.Progress()), Stand(preview["after"]!));
        Assert.Equal(amended["obligation"].Euros(), preview["after"]!["obligation"].Euros());
        if (preview["clause"] is not null) Assert.Equal(amended["clause"]!["warnings"].Codes().Order(), preview["warnings"].Codes().Order());
        var difference = preview["difference"]!;
        foreach (var amount in new[] { "obligation", "counted", "waiting", "forecast", "forecastWithoutWaiting" })
            Assert.Equal(preview["after"]![amount].Euros() - preview["before"]![amount].Euros(), difference[amount].Euros());
        Assert.Equal(difference["counted"].Euros(), difference["years"]!.AsArray().Sum(y => y!["counted"].Euros()));
    }

    [Theory]
    [InlineData("""{"fromDate": "2025-01-01", "reason": "x"}""", 400, "amendment.empty", "")]
    [InlineData("""{"fromDate": "2027-01-02", "reason": "x", "percentage": 4}""", 400, "amendment.from", "/fromDate")]
    [InlineData("""{"fromDate": "2025-01-01", "reason": "x", "tariefId": "00000000-0000-7000-8000-000000000000"}""", 400, "tarief.unknown", "/tariefId")]
    [InlineData("""{"fromDate": "2025-01-01", "reason": "x", "options": [{"value": {"amount": 1.00, "currency": "EUR"}, "exercisedDate": "2026-11-23"}]}""", 400, "date.ahead", "/options/0/exercisedDate")]
    [InlineData("""{"fromDate": "2025-01-01", "reason": "x", "transfer": {"fromSupplierId": "00000000-0000-7000-8000-000000000000", "toSupplierId": "00000000-0000-7000-8000-000000000001"}}""", 400, "transfer.not-party", "/transfer/fromSupplierId")]
    public async Task A_preview_refuses_what_the_amendment_would(string amendment, int status, string code, string place)
    {
        var r = await In(service);
        await r.Set().Is(200);
        await Admin.Post($"{r.Path}/amendments/previews", JsonNode.Parse(amendment)!).IsRefused(status, code, place);
        await r.Amend(JsonNode.Parse(amendment)!).IsRefused(status, code, place);
    }

    [Fact]
    public async Task A_preview_is_for_officers_of_the_buyer()
    {
        var r = await In(service);
        await r.Set().Is(200);
        var amendment = new { fromDate = "2025-01-01", reason = "x", percentage = 4m };
        await (await service.Supplier(r.SupplierId)).Post($"{r.Path}/amendments/previews", amendment).IsRefused(403, "role.missing");
        await (await service.Officer(await Buyer(service))).Post($"{r.Path}/amendments/previews", amendment).IsRefused(404, "resource.not-found");
        await (await service.Officer(r.BuyerId)).Post($"{r.Path}/amendments/previews", amendment).Is(200);
    }

    [Fact]
    public async Task An_amendment_there_and_back_leaves_obligation_and_ledger_as_they_were()
    {
        var r = await In(service);
        await r.Set().Is(200);
        await r.Verified(await r.Reported("2025-10-01", "2026-07-19", "2026-07-19"), "2026-07-19");
        var before = Stand(await r.Progress());
        await r.Amend(new { fromDate = "2026-01-01", reason = "Heen", value = Money(4_500_000.00m), endDate = "2026-06-30", percentage = 4m }).Is(201);
        Assert.NotEqual(before, Stand(await r.Progress()));
        await r.Amend(new { fromDate = "2026-01-01", reason = "Terug", value = Money(3_887_000.00m), endDate = "2026-12-31", percentage = 5m }).Is(201);
        Assert.Equal(before, Stand(await r.Progress()));
    }

    /// <summary>What stands in an answer, without years in which nothing is due and nothing counted.</summary>
    private static string Stand(JsonNode stand) => string.Join(' ', [
        .. new[] { "obligation", "counted", "waiting", "forecast", "forecastWithoutWaiting" }.Select(f => $"{f} {stand[f].Euros()}"),
        .. stand["years"]!.AsArray().Where(y => y!["target"].Euros() != 0 || y["counted"].Euros() != 0).Select(y => $"{y!["year"]}: {y["target"].Euros()} {y["counted"].Euros()}")]);
}
