using static SroiTracker.Domain.Tests.CountingExamples;

namespace SroiTracker.Domain.Tests;

public class StandingTests
{
    // € 100 a day at full-time in 2026; the contract lasts through 2027-12-31.
    private static readonly CountingFrame Plain = Frame(Tarief([Block(36_500), Block(36_500, maximum: 6, code: "kort")]), "2026-01-01", "2027-12-31");

    private static PlacementReport Report(int number, string through, string? end = null, PlacementTerms? terms = null, string start = "2026-01-01", string? from = null) =>
        new(number, Day(start), DayOrNone(end), Day(through), Day(from ?? start), terms ?? Terms(36));

    private static PlacementOnContract On(
        PlacementState state, int? verified, string? verifiedThrough, string? revokedFrom, params IReadOnlyList<PlacementReport> reports) =>
        new(Guid.NewGuid(), "A", reports, state, verified, DayOrNone(verifiedThrough), DayOrNone(revokedFrom));

    private static void Stands(
        PlacementOnContract placement, double value, double counted, double waiting, double forecast, double forecastWithoutWaiting)
    {
        var s = Assert.Single(CandidateStanding.Of(Plain, [placement]));
        Assert.Equal(((decimal)value, (decimal)counted, (decimal)waiting, (decimal)forecast, (decimal)forecastWithoutWaiting),
            (s.Value.Amount, s.Counted.Amount, s.Waiting.Amount, s.Forecast.Amount, s.ForecastWithoutWaiting.Amount));
        Assert.Equal((s.Counted, placement.Id, placement.Id), (s.Verified.Total, s.Verified.PlacementId, s.PlacementId));
    }

    [Fact]
    public void A_new_report_waits_with_its_value() =>
        Stands(On(PlacementState.Reported, null, null, null, Report(1, "2026-01-31", end: "2026-12-31")), 3_100, 0, 3_100, 36_500, 0);

    [Fact]
    public void A_verified_report_counts_through_its_verified_day_and_is_expected_to_its_end() =>
        Stands(On(PlacementState.Verified, 1, "2026-01-31", null, Report(1, "2026-02-28", end: "2026-12-31")), 3_100, 3_100, 0, 36_500, 36_500);

    [Fact]
    public void An_open_placement_is_expected_six_months_past_reported_through() =>
        Stands(On(PlacementState.Verified, 1, "2026-01-31", null, Report(1, "2026-01-31")), 3_100, 3_100, 0, 21_200, 21_200);

    [Fact]
    public void A_permanent_one_is_expected_to_the_end_of_the_window() =>
        Stands(On(PlacementState.Verified, 1, "2026-01-31", null, Report(1, "2026-01-31", terms: Terms(36, permanent: true))), 3_100, 3_100, 0, 73_000, 73_000);

    [Fact]
    public void The_maximum_of_the_block_limits_the_forecast() =>
        Stands(On(PlacementState.Verified, 1, "2026-01-31", null, Report(1, "2026-01-31", end: "2027-12-31", terms: Terms(36, "kort"))),
            3_100, 3_100, 0, 18_100, 18_100);

    [Fact]
    public void The_window_limits_the_forecast() =>
        Stands(On(PlacementState.Verified, 1, "2027-01-31", null, Report(1, "2027-01-31", end: "2029-12-31", start: "2027-01-01")), 3_100, 3_100, 0, 36_500, 36_500);

    [Fact]
    public void An_extension_shows_as_waiting() =>
        Stands(On(PlacementState.Reported, 1, "2026-01-31", null,
            Report(1, "2026-01-31", end: "2026-03-31"), Report(2, "2026-02-28", end: "2026-04-30")), 5_900, 3_100, 2_800, 12_000, 9_000);

    [Fact]
    public void A_correction_that_lowers_shows_the_euros_at_risk() =>
        Stands(On(PlacementState.Reported, 1, "2026-01-31", null,
            Report(1, "2026-01-31", end: "2026-01-31"), Report(2, "2026-01-31", end: "2026-01-31", terms: Terms(18))), 1_550, 3_100, -1_550, 1_550, 3_100);

    [Fact]
    public void A_rejected_report_counts_for_nothing_and_what_was_verified_stays()
    {
        Stands(On(PlacementState.Rejected, null, null, null, Report(1, "2026-01-31", end: "2026-12-31")), 0, 0, 0, 0, 0);
        Stands(On(PlacementState.Rejected, 1, "2026-01-31", null,
            Report(1, "2026-01-31", end: "2026-03-31"), Report(2, "2026-03-31", end: "2026-12-31")), 3_100, 3_100, 0, 9_000, 9_000);
    }

    [Fact]
    public void A_withdrawn_placement_is_worth_nothing() =>
        Stands(On(PlacementState.Withdrawn, 1, "2026-01-31", null, Report(1, "2026-01-31", end: "2026-12-31")), 0, 0, 0, 0, 0);

    [Fact]
    public void One_that_the_supplier_asks_back_still_counts_but_is_not_expected_to_go_on() =>
        Stands(On(PlacementState.WithdrawalAsked, 1, "2026-01-31", null, Report(1, "2026-01-31", end: "2026-12-31")), 3_100, 3_100, 0, 3_100, 3_100);

    [Fact]
    public void A_revoked_one_keeps_the_days_before_and_does_not_go_on() =>
        Stands(On(PlacementState.Revoked, 1, "2026-02-28", "2026-02-01", Report(1, "2026-02-28", end: "2026-12-31")), 3_100, 3_100, 0, 3_100, 3_100);

    [Fact]
    public void Terms_hold_as_of_the_verified_report_not_as_of_a_later_one() =>
        Stands(On(PlacementState.Reported, 1, "2026-02-28", null,
            Report(1, "2026-02-28", end: "2026-02-28"), Report(2, "2026-02-28", end: "2026-02-28", terms: Terms(18), from: "2026-02-01")),
            4_500, 5_900, -1_400, 4_500, 5_900);

    [Fact]
    public void A_report_that_waits_can_lower_what_another_reference_of_the_candidate_counts()
    {
        var frame = Frame(Tarief([Block(36_500), Block(73_000, code: "hoog")]), "2026-01-01", "2027-12-31");
        var standings = CandidateStanding.Of(frame,
            [On(PlacementState.Verified, 1, "2026-01-31", null, Report(1, "2026-01-31", end: "2026-01-31")) with { Reference = "A" },
             On(PlacementState.Reported, null, null, null, Report(1, "2026-01-31", end: "2026-01-31", terms: Terms(36, "hoog"))) with { Reference = "B" }]);
        Assert.Equal([(3_100m, -3_100m, 0m), (0m, 6_200m, 6_200m)],
            standings.Select(s => (s.Counted.Amount, s.Waiting.Amount, s.Forecast.Amount)));
    }
}
