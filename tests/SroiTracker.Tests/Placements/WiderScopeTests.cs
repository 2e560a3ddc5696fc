using System.Globalization;
using System.Text.Json.Nodes;
using SroiTracker.Database;
using SroiTracker.Http;
using SroiTracker.Placements;
using SroiTracker.Tests.Contracts;
using SroiTracker.Tests.Http;
using static SroiTracker.Tests.Contracts.Rivierenland;
using static SroiTracker.Tests.Placements.PlacementStage;

namespace SroiTracker.Tests.Placements;

/// <summary>
/// Maximum months and bonuses that run over all contracts of a buyer, or under a whole Tarief: an act on one contract books
/// on the others what it changes there, in the same transaction (rules.md 2 and 3).
/// </summary>
public class WiderScopeTests(RunningService service) : IClassFixture<RunningService>
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_maximum_of_a_buyer_runs_from_the_first_day_on_any_of_its_contracts_in_whatever_order_they_verify(bool laterFirst)
    {
        // 36.500 a year, at most 12 months: 184 days of 2024 on the first contract, so on the second 1 January through 30 June 2025 is left.
        var (stage, second) = await Two("Buyer");
        var first = (await stage.Reported(Year("HB-001", "2024-07-01", "2024-12-31", stage.Contract.ContractId)), stage.Contract.ContractId, "2024-12-31");
        var later = (await stage.Reported(Year("HB-002", "2025-01-01", "2025-12-31", second)), second, "2025-12-31");
        foreach (var (placement, contract, through) in laterFirst ? [later, first] : new[] { first, later })
            await stage.Verify(placement, through: through, contractId: contract).Is(201);

        Assert.Equal((18_400.00m, 18_100.00m), (await stage.Booked(), await stage.Booked(second)));
        var lines = await Lines(stage, second);
        Assert.Equal(laterFirst ? ["2025 36500.00 placement.verified", "2025 -18400.00 placement.verified"] : ["2025 18100.00 placement.verified"], lines);
        await AssertAgrees();
    }

    [Fact]
    public async Task What_waits_on_one_contract_shows_on_the_other_what_it_would_change_and_books_nothing()
    {
        var (stage, second) = await Two("Buyer");
        var later = await stage.Reported(Year("HB-002", "2025-01-01", "2025-12-31", second));
        await stage.Verify(later, through: "2025-12-31", contractId: second).Is(201);
        await stage.Reported(Year("HB-001", "2024-07-01", "2024-12-31", stage.Contract.ContractId));
        Assert.Equal("Verified 18100.00 36500.00 -18400.00", Standing(await stage.Shown(later), second));
        Assert.Equal(36_500.00m, await stage.Booked(second));
        await AssertAgrees();
    }

    [Theory]
    [InlineData("Contract", 36_500.00)]
    [InlineData("Buyer", 36_500.00)]
    [InlineData("Tarief", 18_100.00)]
    public async Task Another_buyers_contract_counts_along_only_under_a_maximum_of_the_whole_Tarief(string scope, double other)
    {
        var (stage, _) = await Two(scope);
        var elsewhere = await Elsewhere(stage);
        await stage.Verify(await stage.Reported(Year("HB-001", "2025-01-01", "2025-12-31", elsewhere)), through: "2025-12-31", by: service.Administrator, contractId: elsewhere).Is(201);
        await stage.Verify(await stage.Reported(Year("HB-002", "2024-07-01", "2024-12-31", stage.Contract.ContractId)), through: "2024-12-31").Is(201);
        Assert.Equal((decimal)other, await stage.Booked(elsewhere));
        await AssertAgrees();
    }

    [Fact]
    public async Task An_officer_whose_verdict_books_on_another_buyers_contract_does_not_see_it()
    {
        var (stage, _) = await Two("Tarief");
        var elsewhere = await Elsewhere(stage);
        var other = await stage.Reported(Year("HB-001", "2025-01-01", "2025-12-31", elsewhere));
        await stage.Verify(other, through: "2025-12-31", by: service.Administrator, contractId: elsewhere).Is(201);
        var shown = await stage.Verify(await stage.Reported(Year("HB-002", "2024-07-01", "2024-12-31", stage.Contract.ContractId)), through: "2024-12-31").Is(201);
        Assert.DoesNotContain(elsewhere.ToString(), shown.ToJsonString(), StringComparison.Ordinal);
        await stage.Officer.Ask($"contracts/{elsewhere}/ledger").Is(404);
        await stage.Officer.Ask($"placements/{other}").Is(404);
        Assert.Equal(["2025 36500.00 placement.verified", "2025 -18400.00 placement.verified"], await Lines(stage, elsewhere));
    }

    [Fact]
    public async Task A_bonus_of_a_buyer_is_paid_at_each_share_on_the_day_it_is_earned_and_never_again()
    {
        // 10.000 once: 60 and 40 percent of it where a reference is shared, nothing on the contract that comes later.
        var (stage, second) = await Two("Contract");
        var third = await Under(stage, stage.Contract.BuyerId, await Tarief(stage, stage.Contract.ContractId), "WSRL-2024-030");
        var shared = await stage.Reported(Year("HB-001", "2025-01-01", "2025-01-31", stage.Contract.ContractId, 60, second, bonus: true));
        var later = await stage.Reported(Year("HB-002", "2025-03-01", "2025-03-31", third, bonus: true));
        await stage.Verify(later, through: "2025-03-31", contractId: third).Is(201);
        Assert.Equal(13_100.00m, await stage.Booked(third));
        await stage.Verify(shared, through: "2025-01-31", contractId: second).Is(201);
        Assert.Equal((0m, 5_240.00m, 3_100.00m), (await stage.Booked(), await stage.Booked(second), await stage.Booked(third)));
        await stage.Verify(shared, through: "2025-01-31", contractId: stage.Contract.ContractId).Is(201);
        Assert.Equal((7_860.00m, 5_240.00m, 3_100.00m), (await stage.Booked(), await stage.Booked(second), await stage.Booked(third)));
        await AssertAgrees();
    }

    [Fact]
    public async Task In_a_settled_year_an_act_on_the_contract_is_refused_and_one_on_another_contract_leaves_what_is_booked()
    {
        var (stage, second) = await Two("Buyer");
        var later = await stage.Reported(Year("HB-002", "2025-01-01", "2025-12-31", second));
        await stage.Verify(later, through: "2025-12-31", contractId: second).Is(201);
        await Settle(second, 2025);

        // The other contract's verdict would take 18.400 off 2025 here.
        await stage.Verify(await stage.Reported(Year("HB-001", "2024-07-01", "2024-12-31", stage.Contract.ContractId)), through: "2024-12-31").Is(201);
        Assert.Equal((18_400.00m, 36_500.00m), (await stage.Booked(), await stage.Booked(second)));
        Assert.Equal("Verified 18100.00 36500.00 0.00", Standing(await stage.Shown(later), second));
        await AssertAgrees();

        // Here a verdict that takes days of 2025 off is refused; one that does not touch that year is not.
        await stage.Verify(later, through: "2025-03-31", contractId: second).IsRefused(409, "contract.settled");
        await stage.Verify(later, through: "2025-11-30", contractId: second).Is(201);
        await AssertAgrees();

        await Settle(second, null);
        await service.Administrator.Post($"contracts/{second}/amendments", new { fromDate = "2026-01-01", reason = "Heropend", percentage = 4.0m }).Is(201);
        Assert.Equal(18_100.00m, await stage.Booked(second));
        await AssertAgrees();
    }

    [Fact]
    public async Task An_amendment_that_would_change_a_settled_year_is_refused_and_leaves_all_as_it_was()
    {
        var (stage, second) = await Two("Contract");
        await stage.Verify(await stage.Reported(Year("HB-002", "2025-01-01", "2025-12-31", second)), through: "2025-12-31", contractId: second).Is(201);
        await Settle(second, 2025);
        await service.Administrator.Post($"contracts/{second}/amendments", new { fromDate = "2025-07-01", reason = "Ander Tarief", tariefId = Utrecht }).IsRefused(409, "contract.settled");
        await service.Administrator.Post($"contracts/{second}/amendments", new { fromDate = "2026-01-01", reason = "Ander Tarief", tariefId = Utrecht }).Is(201);
        Assert.Equal(36_500.00m, await stage.Booked(second));
        await AssertAgrees();
    }

    /// <summary>Two contracts of one buyer under one Tarief with this scope of its maximum; its bonus is paid once a buyer.</summary>
    private async Task<(PlacementStage Stage, Guid Second)> Two(string scope)
    {
        var tarief = await service.Administrator.Post("tarieven", ExampleRequests.Tarief(t =>
        {
            (t["maximumScope"], t["bonusScope"], t["basis"], t["validFromDate"]) = (scope, "Buyer", "Days", null);
            t["bouwblokken"] = new JsonArray(new JsonObject { ["code"] = "participatiewet", ["name"] = "Participatiewet", ["amount"] = Money(36_500.00m), ["unit"] = "FullTimeYear", ["maximumMonths"] = 12 });
            t["bonuses"] = new JsonArray(new JsonObject { ["code"] = "taal", ["name"] = "Taal", ["amount"] = Money(10_000.00m), ["kind"] = "Once", ["condition"] = "StatushouderOrLanguage" });
        })).Is(201).Id();
        var stage = await In(service, withClause: false);
        var path = stage.Contract.Path;
        await service.Administrator.Put($"{path}/clause", await service.Administrator.ETag(path), Clause(c => c["tariefId"] = tarief)).Is(200);
        return (stage, await Under(stage, stage.Contract.BuyerId, tarief, "WSRL-2024-018"));
    }

    private async Task<Guid> Under(PlacementStage stage, Guid buyer, Guid tarief, string reference)
    {
        var id = await service.Administrator.Post("contracts", Entry(buyer, stage.Contract.SupplierId, e => e["reference"] = reference)).Is(201).Id();
        await service.Administrator.Put($"contracts/{id}/clause", await service.Administrator.ETag($"contracts/{id}"), Clause(c => c["tariefId"] = tarief)).Is(200);
        return id;
    }

    private async Task<Guid> Elsewhere(PlacementStage stage) => await Under(stage, await Buyer(service), await Tarief(stage, stage.Contract.ContractId), "GEM-2024-001");

    private static async Task<Guid> Tarief(PlacementStage stage, Guid contract) =>
        (Guid)(await stage.Service.Administrator.Ask($"contracts/{contract}").Is(200))["clause"]!["tariefId"]!;

    private static JsonObject Year(string reference, string start, string end, Guid contract, int share = 100, Guid? rest = null, bool bonus = false)
    {
        var shares = new JsonArray(new JsonObject { ["contractId"] = contract, ["percentage"] = share });
        if (rest is { } other) shares.Add(new JsonObject { ["contractId"] = other, ["percentage"] = 100 - share });
        return new()
        {
            ["supplierReference"] = reference, ["candidate"] = Candidate, ["bouwblok"] = "participatiewet", ["doelgroep"] = "Participatiewet",
            ["placementMethod"] = "InkoopSroi", ["employment"] = "Dienstverband", ["hoursPerWeek"] = 36, ["startDate"] = start, ["endDate"] = end,
            ["reportedThroughDate"] = end, ["bonuses"] = bonus ? new JsonArray("taal") : [], ["allocations"] = shares,
        };
    }

    private static async Task<IEnumerable<string>> Lines(PlacementStage stage, Guid contract) =>
        (await stage.Service.Administrator.Ask($"contracts/{contract}/ledger").Is(200))["items"]!.AsArray()
            .Select(l => string.Create(CultureInfo.InvariantCulture, $"{l!["year"]} {Amount(l["amount"]):0.00} {l["act"]}"));

    /// <summary>As a decided settlement leaves it.</summary>
    private Task Settle(Guid contract, int? through) => service.Run(s =>
        s.Execute("UPDATE ContractProgress SET settledThroughYear = @through WHERE contractId = @contract", new { contract, through }));

    private async Task AssertAgrees()
    {
        var difference = await service.Read(async s => await new ContractCheck(s, _ => { }).FirstDifference() ?? await new StandingCheck(s, _ => { }).FirstDifference());
        Assert.True(difference is null, difference);
    }
}
