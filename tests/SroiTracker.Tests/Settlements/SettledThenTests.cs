using System.Globalization;
using SroiTracker.Tests.Contracts;

namespace SroiTracker.Tests.Settlements;

/// <summary>A settlement as known on an instant (rules.md 5). Its clock moves, so it has a service of its own.</summary>
public class SettledThenTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task A_contract_was_not_settled_before_the_decision_nor_between_reopening_and_the_next()
    {
        var stage = await SettlementStage.In(service);
        var settlement = await stage.Opened();
        await stage.Noticed(settlement);
        await stage.Heard(settlement);
        await stage.Propose(settlement).Is(201);
        var open = Next();
        await stage.Decided(settlement);
        var decided = Next();
        await stage.Reopened(settlement);
        var reopened = Next();
        await stage.Heard(settlement);
        await stage.Propose(settlement).Is(201);
        await stage.Decided(settlement);
        Next();

        Assert.Equal("Settled", await State(stage, ""));
        Assert.Equal(["Shortfall", "Settled", "Shortfall"], [await State(stage, Known(open)), await State(stage, Known(decided)), await State(stage, Known(reopened))]);
    }

    [Fact]
    public async Task Before_the_notice_the_days_of_the_recovery_did_not_count()
    {
        var stage = await SettlementStage.In(service, c => c["endDate"] = service.Time.GetUtcNow().AddDays(-10).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        var (notice, until) = (service.Time.GetUtcNow().AddDays(-8).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), service.Time.GetUtcNow().AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        var settlement = await stage.Opened();
        await stage.Worked(notice, until);
        var before = Next();
        await stage.Noticed(settlement, notice, until);
        var after = Next();
        var worth = (await stage.Stage.Contract.Progress())["counted"].Euros();
        Assert.True(worth > 800m);
        Assert.Equal(0m, (await stage.Stage.Contract.Progress(Known(before)))["forecast"].Euros());
        Assert.Equal(worth, (await stage.Stage.Contract.Progress(Known(after)))["forecast"].Euros());
    }

    private static string Known(DateTimeOffset at) => $"?knownAt={at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)}";

    /// <summary>The instant after what was done; what comes next is done later.</summary>
    private DateTimeOffset Next()
    {
        service.Time.Advance(TimeSpan.FromMinutes(1));
        var now = service.Time.GetUtcNow();
        service.Time.Advance(TimeSpan.FromMinutes(1));
        return now;
    }

    private static async Task<string?> State(SettlementStage stage, string query) => (string?)(await stage.Stage.Contract.Progress(query))["state"];
}
