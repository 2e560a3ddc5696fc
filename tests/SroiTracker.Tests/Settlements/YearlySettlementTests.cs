using System.Text.Json.Nodes;
using SroiTracker.Tests.Contracts;

namespace SroiTracker.Tests.Settlements;

/// <summary>
/// Yearly targets settle per year (rules.md 5). The contract asks 109.600,00 over 2024-01-01 to 2026-10-31, which is 1.035 days:
/// 38.757,10 in 2024.
/// </summary>
public class YearlySettlementTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task Years_are_settled_in_order_when_they_are_over()
    {
        var stage = await Yearly();
        var settlements = $"{stage.Contract}/settlements";
        await stage.Officer.Post(settlements, new { }).IsRefused(400, "settlement.year", "/year");
        await stage.Officer.Post(settlements, new { year = 2023 }).IsRefused(400, "settlement.year", "/year");
        await stage.Officer.Post(settlements, new { year = 2027 }).IsRefused(400, "settlement.year", "/year");
        await stage.Officer.Post(settlements, new { year = 2025 }).IsRefused(409, "settlement.order");
        await stage.Settled(2024, "2025-01-15", "2025-03-31");
        await stage.Officer.Post(settlements, new { year = 2024 }).IsRefused(409, "settlement.exists");
        await stage.Officer.Post(settlements, new { year = 2026 }).IsRefused(409, "settlement.order");
        await stage.Opened(2025);

        var running = await Yearly(entry => entry["endDate"] = "2026-12-31");
        await running.Settled(2024, "2025-01-15", "2025-03-31");
        await running.Settled(2025, "2026-01-15", "2026-03-31");
        await running.Officer.Post($"{running.Contract}/settlements", new { year = 2026 }).IsRefused(409, "settlement.early");
    }

    [Fact]
    public async Task Each_year_gives_its_malus_and_the_last_one_settles_the_contract()
    {
        var stage = await Yearly();
        await stage.Worked("2024-01-01", "2024-06-30", hours: 18);
        var first = await Figures(stage, await stage.Settled(2024, "2025-01-15", "2025-01-31"));
        Assert.Equal((38_757.10m, 9_945.36m, 28_811.74m), (first["obligation"].Euros(), first["counted"].Euros(), first["malus"].Euros()));
        Assert.Equal("Shortfall", (string?)(await stage.Stage.Contract.Progress())["state"]);
        await stage.Settled(2025, "2026-01-15", "2026-01-31");
        var last = await stage.Settled(2026);
        Assert.Equal("Settled", (string?)(await stage.Stage.Contract.Progress())["state"]);
        var years = JsonNode.Parse(await stage.Document(last))!["years"]!.AsArray();
        Assert.Equal([2026], years.Select(y => (int)y!["year"]!));
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_surplus_moves_on_to_the_next_year_if_the_policy_says_so(bool movesOn)
    {
        var stage = await Yearly(policy: p => p["surplusMovesOn"] = movesOn);
        // Two people full-time through 2024: 80.000,00 of which 41.242,90 is more than asked.
        await stage.Worked("2024-01-01", "2024-12-31");
        await stage.Worked("2024-01-01", "2024-12-31");
        var first = await Year(stage, 2024);
        Assert.Equal(41_242.90m, first["surplus"].Euros());
        Assert.Equal(movesOn ? 41_242.90m : 0m, first["movesOn"].Euros());
        // 2025 asks 38.651,21; what is left of it moves on again.
        var second = await Year(stage, 2025, "2026-01-15", "2026-01-31");
        Assert.Equal((movesOn ? 41_242.90m : 0m, movesOn ? 0m : 38_651.21m), (second["carried"].Euros(), second["malus"].Euros()));
        var last = await Year(stage, 2026, "2026-11-05", "2026-11-15");
        Assert.Equal(movesOn ? 2_591.69m : 0m, last["carried"].Euros());
        Assert.Equal(0m, last["movesOn"].Euros());
    }

    [Fact]
    public async Task The_recovery_of_a_year_takes_from_the_next()
    {
        var stage = await Yearly();
        await stage.Worked("2025-01-01", "2025-12-31");
        // 2024 has nothing; of 2025 the days through 31 March, 90 of 365 × 40.000, make up for it and count no more for 2025.
        var first = await Year(stage, 2024, "2025-01-15", "2025-03-31");
        Assert.Equal((9_863.01m, 28_894.09m, -9_863.01m), (first["recovered"].Euros(), first["malus"].Euros(), first["movesOn"].Euros()));
        var second = await Year(stage, 2025, "2026-01-15", "2026-01-31");
        Assert.Equal((40_000.00m, -9_863.01m, 8_514.22m), (second["counted"].Euros(), second["carried"].Euros(), second["malus"].Euros()));
    }

    [Fact]
    public async Task What_counts_in_a_settled_year_stays_and_the_next_years_go_on()
    {
        var stage = await Yearly();
        var worked = await stage.Worked("2024-01-01", "2025-06-30", hours: 18, reference: "HB-001");
        var settlement = await stage.Settled(2024, "2025-01-15", "2025-01-31");
        var before = await stage.Document(settlement);

        // Through an earlier day of the settled year: refused. Through an earlier day of the next: booked.
        await stage.Stage.Verify(worked, through: "2024-11-30").IsRefused(409, "contract.settled");
        await stage.Stage.Verify(worked, through: "2025-03-31").Is(201);
        // From a day in the settled year, and a clause that holds from the start: refused. From a later day: amended.
        await stage.Stage.Contract.Amend(new { fromDate = "2024-06-01", reason = "meer werk", value = Rivierenland.Money(3_000_000m) }).IsRefused(409, "contract.settled");
        await stage.Stage.Contract.Set().IsRefused(409, "contract.settled");
        await stage.Stage.Contract.Amend(new { fromDate = "2025-01-01", reason = "meer werk", value = Rivierenland.Money(3_000_000m) }).Is(201);
        Assert.Equal(38_757.10m, (await stage.Stage.Contract.Progress())["years"]![0]!["target"].Euros());
        Assert.Equal(before, await stage.Document(settlement));
    }

    [Fact]
    public async Task What_was_due_in_a_settled_year_stays_though_the_whole_contract_asks_less()
    {
        var stage = await Yearly();
        await stage.Settled(2024, "2025-01-15", "2025-01-31");
        // 5 % of 100.000 is less than the 38.757,10 of 2024; of 800.000 it is 40.000, and 1.242,90 is left for the years after it.
        var less = new { fromDate = "2025-02-01", reason = "minder werk", value = Rivierenland.Money(100_000m) };
        await stage.Officer.Post($"{stage.Contract}/amendments/previews", less).IsRefused(409, "contract.settled");
        await stage.Stage.Contract.Amend(less).IsRefused(409, "contract.settled");
        await stage.Stage.Contract.Amend(new { fromDate = "2025-02-01", reason = "minder werk", value = Rivierenland.Money(800_000m) }).Is(201);
        Assert.Equal([38_757.10m, 1_242.90m, 0m], (await stage.Stage.Contract.Progress())["years"]!.AsArray().Select(y => y!["target"].Euros()!.Value));
    }

    [Fact]
    public async Task Years_are_opened_again_from_the_last_back()
    {
        var stage = await Yearly();
        var first = await stage.Settled(2024, "2025-01-15", "2025-01-31");
        var second = await stage.Settled(2025, "2026-01-15", "2026-01-31");
        await stage.Officer.Post($"{first}/reopenings", new { reason = "Fout." }).IsRefused(409, "settlement.later-settled");
        await stage.Reopened(second);
        await stage.Reopened(first);
        // The later one waits until the earlier is settled.
        await stage.Heard(second);
        await stage.Propose(second).IsRefused(409, "settlement.order");
        await stage.Heard(first);
        await stage.Propose(first).Is(201);
        await stage.Decided(first);
        await stage.Propose(second).Is(201);
        await stage.Decided(second);
        await stage.Settled(2026);
    }

    private Task<SettlementStage> Yearly(Action<JsonObject>? change = null, Action<JsonObject>? policy = null) => SettlementStage.In(service, entry =>
    {
        (entry["startDate"], entry["value"]) = ("2024-01-01", Rivierenland.Money(2_192_000m));
        change?.Invoke(entry);
    }, p =>
    {
        p["targets"] = "Yearly";
        policy?.Invoke(p);
    });

    /// <summary>Settles a year; with a notice where something is due.</summary>
    private static async Task<JsonNode> Year(SettlementStage stage, int year, string? noticeDate = null, string? recoveryUntilDate = null)
    {
        var settlement = await stage.Opened(year);
        if (noticeDate is not null && (await Figures(stage, settlement))["shortfall"].Euros() > 0)
        {
            await stage.Noticed(settlement, noticeDate, recoveryUntilDate!);
            await stage.Heard(settlement);
        }
        await stage.Propose(settlement).Is(201);
        await stage.Decided(settlement);
        return await Figures(stage, settlement);
    }

    private static async Task<JsonNode> Figures(SettlementStage stage, string settlement) => (await stage.Officer.Ask(settlement).Is(200))["figures"]!;
}
