namespace SroiTracker.Domain;

/// <summary>An exact part of a year or a number of months.</summary>
internal readonly record struct Weight(long Numerator, int Denominator)
{
    /// <summary>A multiple of every denominator there is: 365, 366, 360, and the products of the lengths of two months.</summary>
    public const long CommonDenominator = 8L * 9 * 5 * 7 * 29 * 31 * 61 * 73;
}

/// <summary>
/// What days weigh (rules.md 3). Every weight is a difference of a running total that starts on the first counted day, so
/// periods add up however they are cut.
/// </summary>
internal static class YearWeight
{
    /// <summary>The year from anniversary to anniversary in which a day lies: its first day and its 365 or 366 days.</summary>
    /// <remarks>29 February has its anniversary on 28 February in a year without one.</remarks>
    public static (DateOnly Start, int Days) YearOf(DateOnly first, DateOnly day)
    {
        var years = day.Year - first.Year;
        if (first.AddYears(years) > day) years--;
        var start = first.AddYears(years);
        return (start, first.AddYears(years + 1).DayNumber - start.DayNumber);
    }

    /// <summary>Part of a year; on the basis of days the days must lie in one anniversary year.</summary>
    public static Weight OfYear(TimeBasis basis, DateOnly first, Period days) => basis == TimeBasis.Days
        ? new(days.Days, YearOf(first, days.Start).Days)
        : new(Thirtieths(first, days.End) - Thirtieths(first, days.Start.AddDays(-1)), 360);

    /// <summary>Whole months, with the days left as parts of the running month.</summary>
    public static Weight OfMonths(DateOnly first, Period days)
    {
        var (before, until) = (MonthsThrough(first, days.Start.AddDays(-1)), MonthsThrough(first, days.End));
        var whole = until.Whole - before.Whole;
        return before.Length == until.Length
            ? new((long)whole * until.Length + until.Left - before.Left, until.Length)
            : new(((long)whole * until.Length + until.Left) * before.Length - (long)before.Left * until.Length, before.Length * until.Length);
    }

    /// <summary>Whole months from a first day through a day, the days left, and the length of the month these lie in.</summary>
    public static (int Whole, int Left, int Length) MonthsThrough(DateOnly first, DateOnly day)
    {
        var next = day.AddDays(1);
        var whole = (next.Year - first.Year) * 12 + next.Month - first.Month;
        if (first.AddMonths(whole) > next) whole--;
        var start = first.AddMonths(whole);
        return (whole, next.DayNumber - start.DayNumber, first.AddMonths(whole + 1).DayNumber - start.DayNumber);
    }

    // Whole months ÷ 12, days left ÷ 30, at most one month (rules.md 2, basis Months): all in parts of 360.
    private static int Thirtieths(DateOnly first, DateOnly day)
    {
        var (whole, left, _) = MonthsThrough(first, day);
        return whole * 30 + Math.Min(left, 30);
    }
}
