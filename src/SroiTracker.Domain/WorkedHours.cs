namespace SroiTracker.Domain;

/// <summary>Hours that someone worked on a placement in a period, as its supplier's timecards tell them.</summary>
/// <param name="Days">The days that the hours are spread over, see <see cref="WorkedHours.DaysOf"/>.</param>
/// <param name="Minutes">In all; 0 of a timecard that was taken back.</param>
public readonly record struct WorkedPeriod(Period Days, int Minutes);

/// <summary>What timecards make of the terms of a placement: reports, of which each replaces all terms from its day on.</summary>
/// <param name="Through">Through which day it is reported with them.</param>
/// <param name="Terms">Of each report, in order; none where nothing changes.</param>
public sealed record WorkedReports(DateOnly Through, IReadOnlyList<DatedTerms> Terms);

/// <summary>
/// Hours a week out of hours that were worked (a rule of this service: the Tarieven value agreed hours a week, timecards tell the
/// hours of a period).
/// <list type="bullet">
/// <item>Hours a week on a day are Σ minutes × 7 ÷ days over the periods that the day lies in, in whole minutes, half away from zero.</item>
/// <item>Days between periods on which none speaks are 0 hours, and so are those between what was reported before and the first period.</item>
/// <item>What was reported before, where no period speaks, stays; where nothing was reported after the last period, its hours go on.</item>
/// <item>All other terms are those that hold on the day.</item>
/// </list>
/// </summary>
public static class WorkedHours
{
    /// <summary>
    /// The days over which a timecard's hours are spread. A timecard within one calendar week, such as Monday through Friday, stands
    /// for that whole week, since its hours are hours of that week; never beyond the placement.
    /// </summary>
    /// <returns>Empty where it lies outside the placement.</returns>
    public static Period DaysOf(Period told, DateOnly start, DateOnly? end)
    {
        var placement = new Period(start, end ?? DateOnly.MaxValue);
        if (told.Within(placement).IsEmpty) return told.Within(placement);
        var monday = told.Start.AddDays(-(((int)told.Start.DayOfWeek + 6) % 7));
        var week = new Period(monday, monday.AddDays(6));
        return (week.Contains(told.End) ? week : told).Within(placement);
    }

    /// <summary>The reports that are to be made.</summary>
    /// <param name="reports">All reports of the placement, by number; at least one.</param>
    /// <param name="periods">All periods that were told, at least one.</param>
    /// <param name="areFirst">Whether nothing was told of this placement before them.</param>
    public static WorkedReports Reports(IReadOnlyList<PlacementReport> reports, IReadOnlyList<WorkedPeriod> periods, bool areFirst, DateOnly today)
    {
        var latest = reports[^1];
        var before = PlacementReport.TermsAsOf(reports, latest.Number);
        var told = new Period(periods.Min(p => p.Days.Start), periods.Max(p => p.Days.End));
        // Hours of days to come can't have been worked: they are those of a week that is not over.
        var last = told.End < today ? told.End : today;
        var through = latest.ReportedThrough > last ? latest.ReportedThrough : last;

        var after = new List<DatedTerms>();
        foreach (var day in Turns().Where(d => d >= latest.Start && !(d > latest.End)).Append(latest.Start).Distinct().Order())
        {
            var terms = Placement.TermsOn(before, day);
            terms = terms with { MinutesPerWeek = MinutesOn(day, terms.MinutesPerWeek) };
            if (after.Count == 0 || !after[^1].Terms.SameAs(terms)) after.Add(new(day, terms));
        }

        if (Placement.FirstOtherTerms(before, after) is { } changed)
            return new(through, [new(changed, Placement.TermsOn(after, changed)), .. after.Where(t => t.From > changed)]);
        return new(through, through == latest.ReportedThrough ? [] : [after[^1]]);

        IEnumerable<DateOnly> Turns() =>
            [.. before.Select(t => t.From), .. periods.Select(p => p.Days.Start), .. periods.Select(p => p.Days.End.AddDays(1)), latest.ReportedThrough.AddDays(1)];

        int MinutesOn(DateOnly day, int agreed)
        {
            if (day < told.Start) return areFirst && day > latest.ReportedThrough ? 0 : agreed;
            if (day > told.End && latest.ReportedThrough > told.End) return agreed;
            var on = day > told.End ? told.End : day;
            var sum = Fraction.Zero;
            foreach (var period in periods)
                if (period.Days.Contains(on)) sum += Fraction.Of(period.Minutes * 7L, period.Days.Days);
            return (int)sum.Rounded();
        }
    }
}
