using System.Globalization;
using static SroiTracker.Domain.Tests.CountingExamples;

namespace SroiTracker.Domain.Tests;

/// <summary>
/// What timecards make of a placement that begins on Thursday 1 January 2026, of 36 agreed hours a week. A line is as it would be
/// written by a planner: "01-05..01-11 20" is 20 hours in that period, "01-05 20" is 20 hours a week from that day.
/// </summary>
public class WorkedHoursTests
{
    [Theory]
    // A week of hours is hours a week.
    [InlineData("01-05..01-11 20", "01-04", "01-05 20", "01-11")]
    // What lies between what was reported before and the first timecard was not worked.
    [InlineData("01-12..01-18 20", "01-04", "01-05 0; 01-12 20", "01-18")]
    // What was reported before stays where no timecard speaks, before and after.
    [InlineData("01-12..01-18 20", "01-31", "01-12 20; 01-19 36", "01-31")]
    // A week in part stands for the whole week; the first week has four days, from Thursday.
    [InlineData("01-05..01-09 40", "01-04", "01-05 40", "01-11")]
    [InlineData("01-01..01-02 16", "01-01", "01-01 28", "01-04")]
    // Several of one week add up, whatever their days.
    [InlineData("01-05..01-05 8, 01-07..01-08 16", "01-04", "01-05 24", "01-11")]
    [InlineData("01-05..01-11 20, 01-05..01-11 4.5", "01-04", "01-05 24.5", "01-11")]
    // Weeks with the same hours are one stretch; a week that nobody tells of was not worked.
    [InlineData("01-05..01-11 20, 01-12..01-18 20", "01-04", "01-05 20", "01-18")]
    [InlineData("01-05..01-11 20, 01-19..01-25 20", "01-04", "01-05 20; 01-12 0; 01-19 20", "01-25")]
    [InlineData("01-05..01-11 20, 01-12..01-18 0", "01-04", "01-05 20; 01-12 0", "01-18")]
    // Four weeks, and a month of 31 days: 124 × 7 ÷ 31 = 28; 100 × 7 ÷ 31 is 22 hours and 34,84 minutes, so 35.
    [InlineData("01-05..02-01 80", "01-04", "01-05 20", "02-01")]
    [InlineData("01-01..01-31 124", "01-01", "01-01 28", "01-31")]
    [InlineData("01-01..01-31 100", "01-01", "01-01 22:35", "01-31")]
    // Half a minute is rounded up: 30 minutes a week over 14 days is 15, 31 is 15,5.
    [InlineData("01-05..01-18 0:31", "01-04", "01-05 0:16", "01-18")]
    // Periods that overlap are added up day by day.
    [InlineData("01-05..01-18 40, 01-12..01-18 10", "01-04", "01-05 20; 01-12 30", "01-18")]
    // The week that is not over (today is 20 January) is reported through today.
    [InlineData("01-19..01-25 12", "01-18", "01-19 12", "01-20", "01-20")]
    // The agreed hours, to the minute: nothing but the day through which it is reported.
    [InlineData("01-05..01-11 36", "01-04", "01-01 36", "01-11")]
    [InlineData("01-05..01-11 36", "01-31", "", "01-31")]
    public void Timecards_become_reports(string cards, string reportedThrough, string reports, string through, string today = "06-30") =>
        Assert.Equal((reports, through), Shown(WorkedHours.Reports([First(reportedThrough)], Periods(cards), areFirst: true, Day(today))));

    [Fact]
    public void A_period_that_is_corrected_or_comes_late_leaves_those_after_it_as_they_were()
    {
        List<PlacementReport> all = [First("01-04")];
        Assert.Equal("01-05 20; 01-12 30; 01-19 10", Take("01-05..01-11 20, 01-12..01-18 30, 01-19..01-25 10", areFirst: true));
        Assert.Equal("", Take("01-05..01-11 20, 01-12..01-18 30, 01-19..01-25 10"));
        Assert.Equal("01-05 24; 01-12 30; 01-19 10", Take("01-05..01-11 24, 01-12..01-18 30, 01-19..01-25 10"));
        Assert.Equal("01-12 0; 01-19 10", Take("01-05..01-11 24, 01-12..01-18 0, 01-19..01-25 10"));
        Assert.Equal("01-26 5", Take("01-05..01-11 24, 01-12..01-18 0, 01-19..01-25 10, 01-26..02-01 5"));
        // Before all that was told: from here on the days between are told of too.
        Assert.Equal("01-01 7; 01-05 24; 01-12 0; 01-19 10; 01-26 5", Take("01-01..01-04 4, 01-05..01-11 24, 01-12..01-18 0, 01-19..01-25 10, 01-26..02-01 5"));
        Assert.Equal("01-01 7; 01-05 24; 01-12 0; 01-19 10; 01-26 5", string.Join("; ", PlacementReport.TermsAsOf(all, all.Count).Select(Shown)));

        string Take(string cards, bool areFirst = false)
        {
            var worked = WorkedHours.Reports(all, Periods(cards), areFirst, Day("06-30"));
            foreach (var (from, terms) in worked.Terms) all.Add(new(all.Count + 1, all[0].Start, null, worked.Through, from, terms));
            return Shown(worked).Reports;
        }
    }

    [Fact]
    public void Terms_that_changed_on_the_way_stay_with_their_days()
    {
        var first = First("01-04");
        var other = new PlacementReport(2, first.Start, null, Day("01-14"), Day("01-14"), first.Terms with { Bouwblok = "other" });
        var worked = WorkedHours.Reports([first, other], Periods("01-05..01-11 20, 01-12..01-18 20"), areFirst: true, Day("06-30"));
        Assert.Equal([("01-05", "block"), ("01-14", "other")], worked.Terms.Select(t => (Day(t.From), t.Terms.Bouwblok)));
        Assert.All(worked.Terms, t => Assert.Equal(20 * 60, t.Terms.MinutesPerWeek));
    }

    [Theory]
    [InlineData("2026-01-05", "2026-01-09", null, "2026-01-05..2026-01-11")]
    [InlineData("2026-01-11", "2026-01-12", null, "2026-01-11..2026-01-12")]
    [InlineData("2026-01-05", "2026-01-12", null, "2026-01-05..2026-01-12")]
    [InlineData("2025-12-29", "2026-01-04", null, "2026-01-01..2026-01-04")]
    [InlineData("2026-01-05", "2026-01-09", "2026-01-08", "2026-01-05..2026-01-08")]
    [InlineData("2025-12-29", "2025-12-31", null, "")]
    [InlineData("2026-01-10", "2026-01-11", "2026-01-08", "")]
    public void Hours_are_spread_over_days_of_the_placement(string first, string last, string? end, string days)
    {
        var found = WorkedHours.DaysOf(new(Whole(first), Whole(last)), new(2026, 1, 1), end is null ? null : Whole(end));
        Assert.Equal(days, found.IsEmpty ? "" : $"{found.Start:yyyy-MM-dd}..{found.End:yyyy-MM-dd}");

        static DateOnly Whole(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    [Fact]
    public void No_agreed_hours_are_refused_and_no_worked_hours_are_taken()
    {
        var draft = new PlacementDraft(Day("01-01"), null, Day("01-31"), null, First("01-31").Terms with { MinutesPerWeek = 0 });
        Assert.Equal("placement.hours", Assert.Single(PlacementDraftCheck.Of(draft, Day("06-30"), [])).Refusal.Code);
        Assert.Empty(PlacementDraftCheck.Of(draft with { AreHoursWorked = true }, Day("06-30"), []));
        Assert.NotEmpty(PlacementDraftCheck.Of(draft with { AreHoursWorked = true, Terms = draft.Terms with { MinutesPerWeek = -1 } }, Day("06-30"), []));
    }

    [Fact]
    public void Days_without_an_hour_of_work_are_worth_nothing_and_earn_no_bonus()
    {
        var frame = Frame(Tarief([Block(36_500)], [Bonus("taal", 10_000, BonusKind.Once)]));
        var value = Value(frame, Placement("A", "2026-01-01", null, "2026-03-10",
            ("2026-01-01", CountingExamples.Terms(0, bonuses: "taal")), ("2026-03-01", CountingExamples.Terms(36, bonuses: "taal"))));
        Assert.Equal(["2026-01-01 2026-02-28 telt niet: geen uren gewerkt = 0.00", "2026-03-01 2026-03-10 € 36.500 × 36/36 × 10/365 = 1000.00"], Lines(value));
        Assert.Equal(("taal", CountingExamples.Day("2026-03-01")), Assert.Single(value.Bonuses.Select(b => (b.Code, b.On))));
    }

    private static PlacementReport First(string through) => new(1, Day("01-01"), null, Day(through), Day("01-01"), new(
        36 * 60, "block", Doelgroep.Participatiewet, null, PlacementMethod.InkoopSroi, Employment.Uitzend, null, null, false, null, [], null, [new(Guid.Empty, 10_000)]));

    private static WorkedPeriod[] Periods(string cards) =>
        [.. cards.Split(", ").Select(c => c.Split(' ', '.').Where(p => p.Length > 0).ToArray()).Select(p => new WorkedPeriod(
            WorkedHours.DaysOf(new(Day(p[0]), Day(p[1])), Day("01-01"), null), Minutes(string.Join('.', p[2..]))))];

    private static int Minutes(string hours) => hours.Split(':') is [var whole, var minutes] ? int.Parse(whole, CultureInfo.InvariantCulture) * 60 + int.Parse(minutes, CultureInfo.InvariantCulture)
        : (int)(decimal.Parse(hours, CultureInfo.InvariantCulture) * 60);

    private static (string Reports, string Through) Shown(WorkedReports worked) => (string.Join("; ", worked.Terms.Select(Shown)), Day(worked.Through));

    private static string Shown(DatedTerms terms) => terms.Terms.MinutesPerWeek % 6 == 0
        ? FormattableString.Invariant($"{Day(terms.From)} {terms.Terms.MinutesPerWeek / 60m:0.#}")
        : FormattableString.Invariant($"{Day(terms.From)} {terms.Terms.MinutesPerWeek / 60}:{terms.Terms.MinutesPerWeek % 60:00}");

    private static DateOnly Day(string day) => DateOnly.ParseExact("2026-" + day, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Day(DateOnly day) => day.ToString("MM-dd", CultureInfo.InvariantCulture);
}
