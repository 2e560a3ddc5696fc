namespace SroiTracker.Domain;

/// <summary>What of the obligation is due in a calendar year.</summary>
public sealed record YearTarget(int Year, Euros Amount);

/// <summary>What holds from a day on: the obligation of the whole contract and its period.</summary>
/// <param name="From">The day the amendment holds from; of the first step the start of the contract.</param>
/// <param name="Obligation">Of the whole contract, what was due before included.</param>
/// <param name="Period">First through last day of the contract, as amended.</param>
public sealed record ObligationStep(DateOnly From, Euros Obligation, Period Period);

/// <summary>
/// Targets per year = obligation × days of the year inside the contract ÷ days of the contract; cents that rounding
/// leaves go to the last year. An amendment leaves what was due before its day and spreads the rest by days over what
/// remains (rules.md 1). One that asks less than was due already takes it off from the latest day back: what was due first
/// stays due, up to the new obligation, and after that nothing is.
/// </summary>
public static class YearlyTargets
{
    /// <summary>The targets of a contract without amendments.</summary>
    public static IReadOnlyList<YearTarget> Of(Euros obligation, Period period) => Amended([new(period.Start, obligation, period)]);

    /// <summary>The targets after a chain of amendments, oldest first. Together they are the last obligation, to the cent; none is below 0.</summary>
    /// <exception cref="ArgumentException">No steps, or a step whose period has no days.</exception>
    public static IReadOnlyList<YearTarget> Amended(IReadOnlyList<ObligationStep> steps)
    {
        var spreads = Spread(steps);
        var (first, last) = (spreads.Min(s => s.Days.Start).Year, spreads.Max(s => s.Days.End).Year);
        var left = steps[^1].Obligation;
        var targets = new List<YearTarget>(last - first + 1);
        for (var year = first; year < last; year++)
        {
            var amount = new Euros(Due(spreads, YearOf(year)).Rounded());
            // A few cents over many years would round up to more than there are, and leave the last year below 0.
            if (amount > left) amount = left;
            targets.Add(new(year, amount));
            left -= amount;
        }
        targets.Add(new(last, left));
        return targets;
    }

    /// <summary>What of a year's target is due by a day, that day included: linear by days; the whole target from the year's last contract day on.</summary>
    public static Euros DueBy(IReadOnlyList<ObligationStep> steps, int year, DateOnly day)
    {
        var target = Amended(steps).FirstOrDefault(t => t.Year == year)?.Amount ?? Euros.Zero;
        var spreads = Spread(steps);
        var inYear = YearOf(year);
        if (day < inYear.Start) return Euros.Zero;
        if (day >= inYear.End || spreads.All(s => s.Days.End <= day || s.Days.Start > inYear.End)) return target;
        var due = new Euros(Due(spreads, new(inYear.Start, day)).Rounded());
        // The last year's target may lie some cents under its part by days; what is due does not pass it and fall back.
        return due > target ? target : due;
    }

    /// <summary>Days over which an amount is due evenly.</summary>
    internal readonly record struct Part(Period Days, Fraction Cents);

    /// <summary>The obligation by the days over which it is due, as the amendments left them; without gaps.</summary>
    internal static List<Part> Spread(IReadOnlyList<ObligationStep> steps)
    {
        if (steps.Count == 0 || steps.Any(s => s.Period.IsEmpty)) throw new ArgumentException("Each step needs a period with days.", nameof(steps));
        var parts = new List<Part>();
        foreach (var (from, obligation, period) in steps)
        {
            // Nothing stays due after an end that was brought forward, even when the amendment came later.
            var next = period.End.AddDays(1);
            var cut = from < next ? from : next;
            parts = [.. parts.Select(p => Before(p, cut)).Where(p => !p.Days.IsEmpty)];
            parts = UpTo(parts, Fraction.Of(obligation.Cents, 1));
            var rest = Fraction.Of(obligation.Cents, 1) - parts.Aggregate(Fraction.Zero, (sum, p) => sum + p.Cents);
            var remaining = new Period(cut > period.Start ? cut : period.Start, period.End);
            parts.Add(new(remaining.IsEmpty ? new(period.End, period.End) : remaining, rest));
        }
        return parts;
    }

    /// <summary>The parts as far as they go in an amount: day by day, until it is used up on one of them.</summary>
    private static List<Part> UpTo(List<Part> parts, Fraction left)
    {
        var kept = new List<Part>(parts.Count + 2);
        foreach (var part in parts)
        {
            if (!(left < part.Cents))
            {
                kept.Add(part);
                left -= part.Cents;
                continue;
            }
            var whole = (int)(left.Numerator * part.Days.Days * part.Cents.Denominator / (left.Denominator * part.Cents.Numerator));
            var last = part.Days.Start.AddDays(whole);
            var full = part.Cents.Times(whole, part.Days.Days);
            kept.Add(new(new(part.Days.Start, last.AddDays(-1)), full));
            kept.Add(new(new(last, last), left - full));
            kept.Add(new(new(last.AddDays(1), part.Days.End), Fraction.Zero));
            left = Fraction.Zero;
        }
        return [.. kept.Where(p => !p.Days.IsEmpty)];
    }

    private static Part Before(Part part, DateOnly day)
    {
        var days = new Period(part.Days.Start, part.Days.End < day ? part.Days.End : day.AddDays(-1));
        return new(days, part.Cents.Times(days.Days, part.Days.Days));
    }

    private static Fraction Due(List<Part> parts, Period within) =>
        parts.Aggregate(Fraction.Zero, (sum, p) => sum + p.Cents.Times(p.Days.Within(within).Days, p.Days.Days));

    private static Period YearOf(int year) => new(new(year, 1, 1), new(year, 12, 31));
}
