using System.Globalization;

namespace SroiTracker.Domain;

/// <summary>Why a part of a value is what it is, in words, the Dutch way: "50 % × € 40.000 × 18/36 × 200/365".</summary>
internal static class Formula
{
    private static readonly CultureInfo Dutch = CultureInfo.GetCultureInfo("nl-NL");

    /// <param name="first">The placement's first counted day, from which months run.</param>
    public static string Of(Run run, DateOnly first)
    {
        var (stretch, block) = (run.Stretch, run.Stretch.Block);
        if (run.Reason is { } reason) return Reason(reason, stretch);

        var week = 10_000L * stretch.Tarief.FullTimeMinutes;
        var share = stretch.BasisPoints == 10_000 ? "" : $"{(stretch.BasisPoints / 100m).ToString("0.##", Dutch)} % × ";
        var reduced = run.Granted < run.Wanted;
        // What an overlap left is share and hours in one; else both are shown as stated.
        var hours = Hours(reduced ? run.Granted : 10_000L * stretch.CountedMinutes, week);
        var hoursShare = reduced ? "" : share;
        var filled = reduced ? $" (gevraagd {Hours(run.Wanted, week)}; de rest is door een andere plaatsing gevuld)" : "";
        if (block!.Unit == BouwblokUnit.FullTimeYear)
            return $"{hoursShare}{Sum([block.Amount, .. run.Yearly.Select(b => b.Amount)])} × {hours} × {Year(run, first)}{filled}";

        var fixedPart = block.Unit switch
        {
            BouwblokUnit.Month when block.HoursProRata => $"{hoursShare}{block.Amount.InWords()} × {hours} × {Months(run, first)}",
            BouwblokUnit.Month => $"{share}{block.Amount.InWords()} × {Months(run, first)}",
            _ => run.PlaceCounts ? $"{share}{block.Amount.InWords()}, eenmaal" : "plaats al geteld",
        };
        if (run.Yearly.Count == 0) return block.HoursProRata ? fixedPart + filled : fixedPart;
        return $"{fixedPart} + {hoursShare}{Sum([.. run.Yearly.Select(b => b.Amount)])} × {hours} × {Year(run, first)}{filled}";
    }

    private static string Sum(IReadOnlyList<Euros> amounts) =>
        amounts.Count == 1 ? amounts[0].InWords() : $"({string.Join(" + ", amounts.Select(a => a.InWords()))})";

    // No dates or employers here: the words stay in the ledger after a candidate's data is removed (rules.md 8).
    private static string Reason(NotCounted reason, Stretch stretch) => reason switch
    {
        NotCounted.OutsideContract => "telt niet: buiten de periode van het contract",
        NotCounted.NotAParty => "telt niet: de leverancier is dan geen partij bij het contract",
        NotCounted.AlreadyInService => "telt niet: al in dienst voor het contract",
        NotCounted.BelowMinimumHours => stretch.Terms.MinutesPerWeek == 0 ? "telt niet: geen uren gewerkt" : $"telt niet: minder dan {Decimal(10_000L * stretch.Block!.MinimumMinutes)} uur per week",
        NotCounted.MaximumReached => $"telt niet: maximum van {stretch.Block!.MaximumMonths} maanden bereikt",
        NotCounted.FilledByOther => "telt niet: voltijd is door een andere plaatsing gevuld",
        NotCounted.Revoked => "telt niet: herroepen",
        NotCounted.UnknownBouwblok => "telt niet: bouwblok staat niet in het Tarief",
        NotCounted.NotForPlacements => "telt niet: bouwblok is niet voor plaatsingen",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, null),
    };

    private static string Year(Run run, DateOnly first)
    {
        var basis = run.Stretch.Tarief.Tarief.Basis;
        var weight = YearWeight.OfYear(basis, first, run.Days);
        return basis == TimeBasis.Days ? $"{weight.Numerator}/{weight.Denominator}"
            : weight.Numerator % 30 == 0 ? $"{weight.Numerator / 30}/12 maanden"
            : $"{weight.Numerator}/360 dagen";
    }

    // Whole months are one number; a run that starts or ends inside a month shows each piece: "(20/31 + 1 + 5/30) maanden".
    private static string Months(Run run, DateOnly first)
    {
        var (before, until) = (YearWeight.MonthsThrough(first, run.Days.Start.AddDays(-1)), YearWeight.MonthsThrough(first, run.Days.End));
        var pieces = new List<string>();
        if (before.Whole == until.Whole) pieces.Add($"{until.Left - before.Left}/{until.Length}");
        else
        {
            var whole = until.Whole - before.Whole;
            if (before.Left > 0)
            {
                pieces.Add($"{before.Length - before.Left}/{before.Length}");
                whole--;
            }
            if (whole > 0) pieces.Add($"{whole}");
            if (until.Left > 0) pieces.Add($"{until.Left}/{until.Length}");
        }
        return pieces.Count > 1 ? $"({string.Join(" + ", pieces)}) maanden" : pieces[0] == "1" ? "1 maand" : $"{pieces[0]} maanden";
    }

    // In hours where two decimals say it exactly, else in minutes, so that the reader can always do the sum.
    private static string Hours(long part, long week) => part % 6_000 == 0 && week % 6_000 == 0
        ? $"{Decimal(part)}/{Decimal(week)}"
        : $"{(part / 10_000m).ToString("0.####", Dutch)}/{week / 10_000} minuten";

    private static string Decimal(long minutesTimesTenThousand) => (minutesTimesTenThousand / 600_000m).ToString("0.##", Dutch);
}
