using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using static SroiTracker.Domain.Tests.ContractExamples;
using static SroiTracker.Domain.Tests.CountingExamples;

namespace SroiTracker.Domain.Tests;

public class YearlyTargetsTests
{
    private static readonly ObligationStep First = new(Rivierenland.Start, Euro(194_350), Rivierenland);

    private static string[] Read(IEnumerable<YearTarget> targets) => [.. targets.Select(t => $"{t.Year}: {t.Amount.InWords()}")];

    // rules.md 1: Waterschap Rivierenland, 5 % of 3.887.000.
    [Fact]
    public void Targets_follow_the_days_of_each_year_and_the_last_takes_the_cents_left() =>
        Assert.Equal(["2024: € 53.180,35", "2025: € 70.584,83", "2026: € 70.584,82"], Read(YearlyTargets.Of(Euro(194_350), Rivierenland)));

    [Fact]
    public void An_amendment_leaves_what_was_due_and_spreads_the_rest() =>
        Assert.Equal(["2024: € 53.180,35", "2025: € 80.857,32", "2026: € 90.962,33"],
            Read(YearlyTargets.Amended([First, new(Day("2025-07-01"), Euro(225_000), Rivierenland)])));

    [Fact]
    public void A_longer_period_spreads_the_rest_over_the_years_added() =>
        Assert.Equal(["2024: € 53.180,35", "2025: € 70.584,83", "2026: € 35.292,41", "2027: € 35.292,41"],
            Read(YearlyTargets.Amended([First, new(Day("2026-01-01"), Euro(194_350), Rivierenland with { End = Day("2027-12-31") })])));

    // The contract ends on 30 September 2025 with a value of 2.000.000: 100.000 in all.
    [Theory]
    [InlineData("2025-07-01")]
    [InlineData("2025-10-01")]
    [InlineData("2025-12-01")]
    public void Early_termination_leaves_nothing_due_after_the_new_end(string from) =>
        Assert.Equal(["2024: € 53.180,35", "2025: € 46.819,65"],
            Read(YearlyTargets.Amended([First, new(Day(from), Euro(100_000), Rivierenland with { End = Day("2025-09-30") })])));

    // Before 1 July 2025 88.182,69 was due. What was due first stays, up to what is asked now; nothing is due after that.
    [Theory]
    [InlineData(88_182.69, "2024: € 53.180,35 | 2025: € 35.002,34 | 2026: € 0")]
    [InlineData(60_000, "2024: € 53.180,35 | 2025: € 6.819,65 | 2026: € 0")]
    [InlineData(53_180.35, "2024: € 53.180,35 | 2025: € 0 | 2026: € 0")]
    [InlineData(20_000, "2024: € 20.000 | 2025: € 0 | 2026: € 0")]
    [InlineData(0, "2024: € 0 | 2025: € 0 | 2026: € 0")]
    public void An_amendment_below_what_was_due_takes_off_the_latest_days_first(double obligation, string targets) =>
        Assert.Equal(targets, string.Join(" | ", Read(YearlyTargets.Amended([First, new(Day("2025-07-01"), Euro((decimal)obligation), Rivierenland)]))));

    [Fact]
    public void What_was_taken_off_comes_due_again_over_what_remains_of_a_later_amendment() =>
        Assert.Equal(["2024: € 53.180,35", "2025: € 6.819,65", "2026: € 40.000"], Read(YearlyTargets.Amended(
            [First, new(Day("2025-07-01"), Euro(60_000), Rivierenland), new(Day("2026-01-01"), Euro(100_000), Rivierenland)])));

    [Theory]
    [InlineData("2025-01-31", 5_994.88)]
    [InlineData("2025-02-05", 6_819.65)]
    [InlineData("2025-12-31", 6_819.65)]
    public void And_is_due_by_the_days_on_which_it_was(string day, double due) =>
        Assert.Equal(Euro((decimal)due), YearlyTargets.DueBy([First, new(Day("2025-07-01"), Euro(60_000), Rivierenland)], 2025, Day(day)));

    [Fact]
    public void An_end_that_is_moved_to_an_earlier_year_lowers_that_year() =>
        Assert.Equal(["2024: € 50.000"],
            Read(YearlyTargets.Amended([First, new(Day("2025-03-01"), Euro(50_000), Rivierenland with { End = Day("2024-12-31") })])));

    [Fact]
    public void An_amendment_from_before_the_start_spreads_anew() =>
        Assert.Equal(["2024: € 36.600", "2025: € 36.500"], Read(YearlyTargets.Amended(
        [
            new(Day("2024-07-01"), Euro(50_000), new(Day("2024-07-01"), Day("2025-12-31"))),
            new(Day("2023-12-01"), Euro(73_100), new(Day("2024-01-01"), Day("2025-12-31"))),
        ])));

    [Theory]
    [InlineData(3, "2024-01-01", "2028-12-31", "1 1 1 0 0")]
    [InlineData(1, "2024-01-01", "2026-12-31", "0 0 1")]
    [InlineData(10_000, "2026-06-01", "2026-06-01", "10000")]
    [InlineData(0, "2024-01-01", "2025-12-31", "0 0")]
    public void A_few_cents_never_leave_a_year_below_nothing(long cents, string start, string end, string targets) =>
        Assert.Equal(targets, string.Join(' ', YearlyTargets.Of(new(cents), new(Day(start), Day(end))).Select(t => t.Amount.Cents)));

    [Theory]
    [InlineData(2024, "2024-03-31", 0)]
    [InlineData(2024, "2024-04-01", 193.38)]
    [InlineData(2024, "2024-12-31", 53_180.35)]
    [InlineData(2024, "2026-05-05", 53_180.35)]
    [InlineData(2025, "2024-12-31", 0)]
    [InlineData(2025, "2025-06-30", 35_002.34)]
    [InlineData(2026, "2026-12-31", 70_584.82)]
    [InlineData(2027, "2027-12-31", 0)]
    public void A_years_target_falls_due_by_days(int year, string day, double due) =>
        Assert.Equal(Euro((decimal)due), YearlyTargets.DueBy([First], year, Day(day)));

    [Fact]
    public void A_contract_without_days_has_no_targets() =>
        Assert.Throws<ArgumentException>(() => YearlyTargets.Of(Euro(1), new(Day("2024-02-01"), Day("2024-01-31"))));

    private static readonly Gen<Period> Periods =
        from start in Gen.Choose(0, 9_000)
        from days in Gen.Choose(1, 5_000)
        select new Period(Day("2010-01-01").AddDays(start), Day("2010-01-01").AddDays(start + days - 1));

    private static readonly Gen<long> Cents = Gen.OneOf(
        Gen.Choose(0, 50).Select(c => (long)c), Gen.Choose(0, int.MaxValue).Select(c => (long)c), Gen.Choose(0, int.MaxValue).Select(c => c * 1_000_000L));

    private static readonly Gen<ObligationStep> Steps =
        from at in Gen.Choose(0, 14_000)
        from cents in Cents
        from period in Periods
        select new ObligationStep(Day("2010-01-01").AddDays(at), new(cents), period);

    [Property(MaxTest = 200)]
    public Property Targets_add_up_to_the_cent_and_none_is_below_nothing() => Prop.ForAll(
        (from cents in Cents from period in Periods select (cents, period)).ToArbitrary(),
        c => YearlyTargets.Of(new(c.cents), c.period) is var targets
            && targets.Sum(t => t.Amount.Cents) == c.cents && targets.All(t => t.Amount >= Euros.Zero)
            && targets.Select(t => t.Year).SequenceEqual(Enumerable.Range(c.period.Start.Year, c.period.End.Year - c.period.Start.Year + 1)));

    [Property(MaxTest = 200)]
    public Property Targets_add_up_after_any_chain_of_amendments() => Prop.ForAll(
        Gen.NonEmptyListOf(Steps).Select(s => s.ToList()).ToArbitrary(),
        steps => YearlyTargets.Amended(steps) is var targets
            && targets.Sum(t => t.Amount.Cents) == steps[^1].Obligation.Cents && targets.All(t => t.Amount >= Euros.Zero));

    [Property(MaxTest = 200)]
    public Property What_is_due_never_falls_after_any_chain_of_amendments() => Prop.ForAll(
        (from steps in Gen.NonEmptyListOf(Steps) from at in Gen.Choose(0, 14_000) select (steps: steps.ToList(), day: Day("2010-01-01").AddDays(at))).ToArbitrary(),
        c => c.day.AddDays(1).Year > c.day.Year || YearlyTargets.DueBy(c.steps, c.day.Year, c.day) <= YearlyTargets.DueBy(c.steps, c.day.Year, c.day.AddDays(1)));

    [Property(MaxTest = 200)]
    public Property What_is_due_never_falls_within_a_year() => Prop.ForAll(
        (from cents in Cents from period in Periods from days in Gen.Choose(0, 400) select (cents, period, days)).ToArbitrary(),
        c =>
        {
            ObligationStep[] steps = [new(c.period.Start, new(c.cents), c.period)];
            var day = c.period.Start.AddDays(c.days);
            return YearlyTargets.DueBy(steps, day.Year, day) <= YearlyTargets.DueBy(steps, day.Year, day.AddDays(1))
                || day.AddDays(1).Year > day.Year;
        });
}
