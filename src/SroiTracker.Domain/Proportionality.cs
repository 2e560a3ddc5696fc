namespace SroiTracker.Domain;

/// <summary>What a clause is judged by; a buyer may set other figures.</summary>
/// <param name="LabourPart">More persons at once than this part (basis points) of the people that the labour value pays is much: 30 %.</param>
/// <param name="YearOfLabour">What a person-year of labour costs: 60.000.</param>
/// <param name="ShortMonths">Under this many months a contract is short: 12.</param>
/// <param name="PersonsOnShort">More persons at once than this on a short contract is much: 1.</param>
public sealed record ProportionalityFigures(int LabourPart, Euros YearOfLabour, int ShortMonths, int PersonsOnShort)
{
    public static readonly ProportionalityFigures Usual = new(3_000, new(60_000_00), 12, 1);
}

/// <summary>What an obligation comes to in people, at one block of the Tarief.</summary>
/// <param name="Block">The amount of a full-time year.</param>
/// <param name="PersonYears">Obligation ÷ block.</param>
/// <param name="AtOnce">Person-years ÷ contract years; null where the contract's duration is unknown.</param>
public sealed record PeopleAsked(Euros Block, Fraction PersonYears, Fraction? AtOnce);

/// <summary>What an obligation comes to, and what an officer is warned of when the clause is set.</summary>
/// <param name="AtHighest">At the highest block, so the fewest people; null where the Tarief has no block per full-time year.</param>
/// <param name="AtMedian">At the middle block, which the warnings go by.</param>
/// <param name="AtLowest">At the lowest block, so the most people.</param>
public sealed record ProportionalityFindings(
    PeopleAsked? AtHighest, PeopleAsked? AtMedian, PeopleAsked? AtLowest, IReadOnlyList<Remark> Warnings);

/// <summary>Whether an obligation fits its contract (rules.md 1, Proportionality). Unknown is said, not guessed.</summary>
public static class Proportionality
{
    /// <summary>What is asked in people at the Tarief's blocks, and the warnings.</summary>
    public static ProportionalityFindings Check(
        SroiClause clause, Obligation obligation, ContractFacts facts, Tarief? tarief, ProportionalityFigures? figures = null)
    {
        var warnings = new List<Remark>();
        if (string.IsNullOrWhiteSpace(clause.SubjectRelation)) warnings.Add(Remarks.SubjectRelation);
        if (obligation.Amount <= Euros.Zero) return new(null, null, null, warnings);

        if (obligation.Base is not null && !clause.VatConfirmed) warnings.Add(Remarks.VatUnconfirmed);
        var labour = facts.ValueInEuros(facts.LabourValue);
        if (labour is null) warnings.Add(Remarks.LabourValueUnknown);
        else if (labour <= Euros.Zero) warnings.Add(Remarks.NoLabour);

        // Blocks of a month, a place or an hour do not say what a person-year is worth.
        long[] blocks = [.. (tarief?.Bouwblokken ?? [])
            .Where(b => b.Unit == BouwblokUnit.FullTimeYear && b.Amount > Euros.Zero).Select(b => b.Amount.Cents).Order()];
        if (blocks.Length == 0) return new(null, null, null, [.. warnings, Remarks.NoBlocks]);

        var years = YearsOf(facts);
        var median = AskedAt(obligation, blocks[(blocks.Length - 1) / 2] + blocks[blocks.Length / 2], 2, years);
        WarnOfPeople(median, labour, years, figures ?? ProportionalityFigures.Usual, warnings);
        return new(AskedAt(obligation, blocks[^1], 1, years), median, AskedAt(obligation, blocks[0], 1, years), warnings);
    }

    /// <summary>Years of a contract: whole anniversary years, and the days left ÷ the days of that year; of a duration months ÷ 12.</summary>
    private static Fraction? YearsOf(ContractFacts facts)
    {
        if (facts.Start is not { } start || facts.End is not { } end)
            return facts.DurationMonths is { } months ? Fraction.Of(months, 12) : null;
        var next = end.AddDays(1);
        var whole = next.Year - start.Year;
        if (start.AddYears(whole) > next) whole--;
        var last = start.AddYears(whole);
        return Fraction.Of(whole, 1) + Fraction.Of(next.DayNumber - last.DayNumber, start.AddYears(whole + 1).DayNumber - last.DayNumber);
    }

    private static PeopleAsked AskedAt(Obligation obligation, long cents, int of, Fraction? years)
    {
        var personYears = Fraction.Of(obligation.Amount.Cents, 1).Times(of, cents);
        return new(new(Fraction.Of(cents, of).Rounded()), personYears,
            years is { Numerator.IsZero: false } known ? personYears.Times(known.Denominator, known.Numerator) : null);
    }

    private static void WarnOfPeople(
        PeopleAsked median, Euros? labourValue, Fraction? years, ProportionalityFigures figures, List<Remark> warnings)
    {
        if (median.AtOnce is not { } atOnce || years is not { } contractYears)
        {
            warnings.Add(Remarks.PeopleUnknown);
            return;
        }
        if (labourValue is { Cents: > 0 } labour)
        {
            var most = Fraction.Of(labour.Cents, figures.YearOfLabour.Cents).Times(figures.LabourPart, 10_000)
                .Times(contractYears.Denominator, contractYears.Numerator);
            if (atOnce > most) warnings.Add(Remarks.ManyPeople.With(Number(atOnce), figures.LabourPart / 100m, Number(most)));
        }
        if (contractYears < Fraction.Of(figures.ShortMonths, 12) && atOnce > Fraction.Of(figures.PersonsOnShort, 1))
            warnings.Add(Remarks.ShortContract.With(figures.ShortMonths, Number(atOnce)));
    }

    private static decimal Number(Fraction fraction) => fraction.Times(10_000, 1).Rounded() / 10_000m;
}
