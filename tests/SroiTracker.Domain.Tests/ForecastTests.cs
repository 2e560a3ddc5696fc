using static SroiTracker.Domain.Tests.CountingExamples;

namespace SroiTracker.Domain.Tests;

/// <summary>
/// Forecast (rules.md 5): what is verified run on to its end, the block's maximum or the window, and what waits; each once.
/// The work begins on 1 January 2026 and is worth € 100 a day; the contract is of 2026 and 2027.
/// </summary>
public class ForecastTests
{
    private static readonly Tarief Blocks = Tarief([Block(36_500), Block(36_500, maximum: 6, code: "kort")]);

    private static PlacementReport Report(int number, string? end, string through, bool permanent = false, string block = "blok", string start = "2026-01-01", double hours = 36) =>
        new(number, Day(start), DayOrNone(end), Day(through), Day(start), Terms(hours, block, permanent: permanent));

    private static PlacementOnContract On(PlacementState state, int? verified, string? through, params IReadOnlyList<PlacementReport> reports) =>
        new(Guid.NewGuid(), "A", reports, state, verified, DayOrNone(through), null);

    private static (decimal With, decimal Without) Forecast(CountingFrame frame, params IReadOnlyList<PlacementOnContract> placements)
    {
        var standings = CandidateStanding.Of(frame, placements);
        return (standings.Sum(s => s.Forecast.Amount), standings.Sum(s => s.ForecastWithoutWaiting.Amount));
    }

    [Theory]
    // end          reported      verified     permanent block  expected to run through       forecast
    [InlineData("2026-03-31", "2026-01-31", "2026-01-31", false, "blok", 9_000)] // its end, 31 March
    [InlineData("2027-06-30", "2026-01-31", "2026-01-31", false, "blok", 54_600)] // its end, however far
    [InlineData("2029-06-30", "2026-01-31", "2026-01-31", false, "blok", 73_000)] // the window, 31 December 2027
    [InlineData(null, "2026-01-31", "2026-01-31", false, "blok", 21_200)] // six months past reported-through, 31 July
    [InlineData(null, "2026-06-30", "2026-01-31", false, "blok", 36_400)] // past what was reported, not what was verified: 30 December
    [InlineData(null, "2026-08-31", "2026-08-31", false, "blok", 42_400)] // 28 February has no 31st
    [InlineData(null, "2027-09-30", "2027-09-30", false, "blok", 73_000)] // the window
    [InlineData(null, "2026-01-31", "2026-01-31", true, "blok", 73_000)] // permanent: the window
    [InlineData("2026-12-31", "2026-01-31", "2026-01-31", true, "blok", 36_500)] // permanent, but it ends
    [InlineData(null, "2026-01-31", "2026-01-31", true, "kort", 18_100)] // the block's six months, 30 June
    [InlineData("2026-03-31", "2026-01-31", "2026-01-31", false, "kort", 9_000)] // its end comes first
    public void What_is_verified_runs_on_to_its_end_the_maximum_or_the_window(
        string? end, string reported, string verified, bool permanent, string block, decimal forecast) => Assert.Equal((forecast, forecast),
            Forecast(Frame(Blocks, "2026-01-01", "2027-12-31"), On(PlacementState.Verified, 1, verified, Report(1, end, reported, permanent, block))));

    [Theory]
    [InlineData(0, null, 36_500)]
    [InlineData(2, null, 42_400)]
    [InlineData(0, "2027-03-31", 45_500)]
    [InlineData(2, "2027-01-31", 42_400)]
    public void The_window_reaches_over_later_months_and_a_recovery(int later, string? recovery, decimal forecast) => Assert.Equal((forecast, forecast),
        Forecast(Frame(Blocks, "2026-01-01", "2026-12-31", later: later, recovery: recovery), On(PlacementState.Verified, 1, "2026-01-31", Report(1, null, "2026-01-31", permanent: true))));

    [Fact]
    public void What_waits_is_counted_once_and_instead_of_what_it_replaces()
    {
        var frame = Frame(Blocks, "2026-01-01", "2027-12-31");
        // New: all of it waits.
        Assert.Equal((36_500, 0), Forecast(frame, On(PlacementState.Reported, null, null, Report(1, "2026-12-31", "2026-01-31"))));
        // An extension to 30 April of what was verified to end on 31 March.
        Assert.Equal((12_000, 9_000), Forecast(frame, On(PlacementState.Reported, 1, "2026-01-31", Report(1, "2026-03-31", "2026-01-31"), Report(2, "2026-04-30", "2026-02-28"))));
        // A correction to half the hours.
        Assert.Equal((4_500, 9_000), Forecast(frame, On(PlacementState.Reported, 1, "2026-01-31", Report(1, "2026-03-31", "2026-01-31"), Report(2, "2026-03-31", "2026-02-28", hours: 18))));
        // A rejected one brings nothing, and what was verified runs on.
        Assert.Equal((9_000, 9_000), Forecast(frame, On(PlacementState.Rejected, 1, "2026-01-31", Report(1, "2026-03-31", "2026-01-31"), Report(2, "2026-12-31", "2026-02-28"))));
        // A second reference of the same person after the first.
        Assert.Equal((36_500, 9_000), Forecast(frame, On(PlacementState.Verified, 1, "2026-01-31", Report(1, "2026-03-31", "2026-01-31")),
            On(PlacementState.Reported, null, null, Report(1, "2026-12-31", "2026-05-31", start: "2026-04-01")) with { Reference = "B" }));
        // And on the same days: a person fills one full-time week.
        Assert.Equal((36_500, 9_000), Forecast(frame, On(PlacementState.Verified, 1, "2026-01-31", Report(1, "2026-03-31", "2026-01-31")),
            On(PlacementState.Reported, null, null, Report(1, "2026-12-31", "2026-01-31")) with { Reference = "B" }));
    }

    [Theory]
    // day          counted waiting forecast without
    [InlineData("2025-12-31", 0, 0, 0, 0)]
    [InlineData("2026-01-10", 1_000, 0, 12_000, 9_000)]
    [InlineData("2026-01-31", 3_100, 0, 12_000, 9_000)]
    [InlineData("2026-02-10", 3_100, 1_000, 12_000, 9_000)]
    [InlineData("2026-02-28", 3_100, 2_800, 12_000, 9_000)]
    [InlineData("2027-01-01", 3_100, 2_800, 12_000, 9_000)]
    public void As_it_was_on_a_day_nothing_goes_beyond_it(string day, decimal counted, decimal waiting, decimal forecast, decimal without)
    {
        var placement = On(PlacementState.Reported, 1, "2026-01-31", Report(1, "2026-03-31", "2026-01-31"), Report(2, "2026-04-30", "2026-02-28"));
        var s = Assert.Single(CandidateStanding.Of(Frame(Blocks, "2026-01-01", "2027-12-31"), [placement.Through(Day(day))]));
        Assert.Equal((counted, waiting), (s.Counted.Amount, s.Waiting.Amount));
        Assert.Equal((forecast, without), (s.Forecast.Amount, s.ForecastWithoutWaiting.Amount));
    }

    [Fact]
    public void On_a_day_before_a_corrected_start_what_was_verified_of_it_counts()
    {
        // Verified from 1 January; a correction that waits lets it begin on 1 February.
        var placement = On(PlacementState.Reported, 1, "2026-03-31", Report(1, "2026-03-31", "2026-03-31"), Report(2, "2026-03-31", "2026-03-31", start: "2026-02-01"));
        var frame = Frame(Blocks, "2026-01-01", "2027-12-31");
        var before = Assert.Single(CandidateStanding.Of(frame, [placement.Through(Day("2026-01-31"))]));
        Assert.Equal((3_100m, 0m, 9_000m), (before.Counted.Amount, before.Waiting.Amount, before.Forecast.Amount));
        var after = Assert.Single(CandidateStanding.Of(frame, [placement.Through(Day("2026-02-01"))]));
        Assert.Equal((3_200m, -3_100m, 5_900m), (after.Counted.Amount, after.Waiting.Amount, after.Forecast.Amount));
    }
}
