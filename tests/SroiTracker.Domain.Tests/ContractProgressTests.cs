using static SroiTracker.Domain.ContractState;
using static SroiTracker.Domain.Tests.ContractExamples;
using static SroiTracker.Domain.Tests.CountingExamples;

namespace SroiTracker.Domain.Tests;

public class ContractProgressTests
{
    private static readonly Period Year = new(Day("2026-01-01"), Day("2026-12-31"));
    private static readonly DateOnly StartingUntil = ContractProgress.StartingUntil(Year);

    private static PlanPoint[] Plan(params (string Date, int BasisPoints)[] points) => [.. points.Select(p => new PlanPoint(Day(p.Date), p.BasisPoints))];

    [Theory]
    [InlineData("2026-01-01", 3, null, "2026-03-31")]
    [InlineData("2025-11-30", 3, null, "2026-02-27")]
    [InlineData("2026-01-01", 0, null, "2025-12-31")]
    [InlineData("2026-01-01", 3, "2026-06-01", "2026-05-31")]
    [InlineData("2026-12-01", 3, null, "2026-12-31")]
    public void Starting_ends_before_the_policys_months_or_the_plans_first_milestone(string start, int months, string? milestone, string until) =>
        Assert.Equal(Day(until), ContractProgress.StartingUntil(new(Day(start), Day("2026-12-31")), months, milestone is null ? [] : Plan((milestone, 2_000))));

    // Starting until 31 March 2026; 275 days are left, so 275,00 is expected at one euro a day.
    [Theory]
    [InlineData("2025-06-01", 0)]
    [InlineData("2026-03-31", 0)]
    [InlineData("2026-04-01", 1)]
    [InlineData("2026-04-10", 10)]
    [InlineData("2026-12-30", 274)]
    [InlineData("2026-12-31", 275)]
    [InlineData("2027-06-01", 275)]
    public void Without_a_plan_the_obligation_is_expected_evenly_over_the_days_after_Starting(string at, double expected) =>
        Assert.Equal(Euro((decimal)expected), ContractProgress.Expected(Euro(275), Year, StartingUntil, Day(at)));

    [Theory]
    [InlineData("2026-05-31", 0)]
    [InlineData("2026-06-01", 20)]
    [InlineData("2026-06-11", 30)]
    [InlineData("2026-07-01", 50)]
    [InlineData("2026-12-30", 99.73)]
    [InlineData("2026-12-31", 100)]
    public void With_a_plan_the_obligation_is_expected_along_its_milestones(string at, double expected)
    {
        var plan = Plan(("2026-06-01", 2_000), ("2026-07-01", 5_000));
        Assert.Equal(Euro((decimal)expected), ContractProgress.Expected(Euro(100), Year, ContractProgress.StartingUntil(Year, 3, plan), Day(at), plan));
    }

    [Fact]
    public void A_contract_shorter_than_Starting_is_expected_whole_at_its_end()
    {
        var period = new Period(Day("2026-01-01"), Day("2026-02-15"));
        var starting = ContractProgress.StartingUntil(period);
        Assert.Equal(Euros.Zero, ContractProgress.Expected(Euro(10), period, starting, Day("2026-02-14")));
        Assert.Equal(Euro(10), ContractProgress.Expected(Euro(10), period, starting, Day("2026-02-15")));
    }

    [Fact]
    public void A_milestone_on_the_last_day_is_the_end()
    {
        var plan = Plan(("2026-06-01", 0), ("2026-12-31", 8_000));
        Assert.Equal(Euro(50), ContractProgress.Expected(Euro(213), Year, StartingUntil, Day("2026-06-01").AddDays(50), plan));
        Assert.Equal(Euro(213), ContractProgress.Expected(Euro(213), Year, StartingUntil, Day("2026-12-31"), plan));
    }

    [Fact]
    public void What_is_expected_never_falls_and_ends_at_the_obligation()
    {
        foreach (var plan in new[] { [], Plan(("2026-01-01", 0)), Plan(("2026-06-01", 2_000), ("2026-07-01", 5_000), ("2026-10-01", 9_000)), Plan(("2026-12-30", 9_999), ("2026-12-31", 9_999)) })
        {
            var (starting, before) = (ContractProgress.StartingUntil(Year, 3, plan), Euros.Zero);
            for (var day = Year.Start.AddDays(-10); day < Year.End.AddDays(10); day = day.AddDays(1))
            {
                var expected = ContractProgress.Expected(Euro(1_000.01m), Year, starting, day, plan);
                Assert.True(expected >= before, $"{day}: {expected} after {before}");
                before = expected;
            }
            Assert.Equal(Euro(1_000.01m), before);
        }
    }

    [Theory]
    [InlineData(0, "2026-04-01")]
    [InlineData(0.99, "2026-04-01")]
    [InlineData(1, "2026-04-02")]
    [InlineData(274.5, "2026-12-31")]
    [InlineData(275, null)]
    public void A_contract_falls_short_since_the_first_day_on_which_more_was_expected(double counted, string? since) =>
        Assert.Equal(DayOrNone(since), ContractProgress.ShortSince(Euro((decimal)counted), Euro(275), Year, StartingUntil));

    [Fact]
    public void With_a_plan_a_contract_falls_short_from_the_milestone_that_it_missed()
    {
        var plan = Plan(("2026-06-01", 2_000), ("2026-07-01", 2_000), ("2026-10-01", 9_000));
        var starting = ContractProgress.StartingUntil(Year, 3, plan);
        Assert.Equal(Day("2026-06-01"), ContractProgress.ShortSince(Euro(19), Euro(100), Year, starting, plan));
        Assert.Equal(Day("2026-07-02"), ContractProgress.ShortSince(Euro(20), Euro(100), Year, starting, plan));
    }

    // Obligation 1.000 in cents, expected 400; the contract runs from day 100 through 200, Starting until 120.
    [Theory]
    [InlineData(99, 0, 0, NotStarted)]
    [InlineData(99, 1_000, 1_000, NotStarted)]
    [InlineData(100, 0, 0, ContractState.Starting)]
    [InlineData(120, 0, 0, ContractState.Starting)]
    [InlineData(120, 1_000, 1_000, ContractState.Starting)]
    [InlineData(121, 999, 0, OnTrack)]
    [InlineData(121, 1_000, 0, Fulfilled)]
    [InlineData(121, 400, 0, OnTrack)]
    [InlineData(121, 399, 1_000, OnTrack)]
    [InlineData(121, 399, 999, AtRisk)]
    [InlineData(121, 399, 750, AtRisk)]
    [InlineData(121, 399, 749, Behind)]
    [InlineData(200, 399, 749, Behind)]
    [InlineData(200, 1_000, 1_000, Fulfilled)]
    [InlineData(201, 999, 1_000, Shortfall)]
    [InlineData(201, 1_000, 0, Fulfilled)]
    public void The_state_follows_days_and_cents(int today, long counted, long forecast, ContractState state) =>
        Assert.Equal(state, ContractProgress.StateOf(false, false, 1_000, counted, 400, forecast, 100, 120, 200, today));

    [Theory]
    [InlineData(true, true, 1_000, 0, Settled)]
    [InlineData(true, false, 0, 0, Settled)]
    [InlineData(false, true, 0, 0, BestEffort)]
    [InlineData(false, false, 0, 0, NoObligation)]
    [InlineData(false, false, -1, 0, NoObligation)]
    public void Settled_best_effort_and_no_obligation_go_before_all(bool settled, bool bestEffort, long obligation, long counted, ContractState state) =>
        Assert.Equal(state, ContractProgress.StateOf(settled, bestEffort, obligation, counted, 0, 0, 100, 120, 200, 150));

    [Theory]
    [InlineData(1, 1, OnTrack)]
    [InlineData(3, 2, Behind)]
    [InlineData(3, 3, OnTrack)]
    [InlineData(5, 4, AtRisk)]
    [InlineData(5, 3, Behind)]
    [InlineData(7, 6, AtRisk)]
    [InlineData(7, 5, Behind)]
    [InlineData(long.MaxValue, long.MaxValue / 4 * 3, Behind)]
    [InlineData(long.MaxValue, long.MaxValue / 4 * 3 + 3, AtRisk)]
    public void Three_quarters_are_exact_in_whole_cents(long obligation, long forecast, ContractState state) =>
        Assert.Equal(state, ContractProgress.StateOf(false, false, obligation, 0, obligation, forecast, 100, 120, 200, 150));

    [Fact]
    public void A_contract_shorter_than_Starting_still_ends_in_a_shortfall() =>
        Assert.Equal(Shortfall, ContractProgress.StateOf(false, false, 1_000, 0, 0, 0, 100, 190, 110, 111));
}
