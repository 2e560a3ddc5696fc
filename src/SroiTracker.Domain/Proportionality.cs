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
        var measure = figures ?? ProportionalityFigures.Usual;
        var years = YearsOf(facts);
        var warnings = new List<Remark>();
        PeopleAsked? highest = null, median = null, lowest = null;
        if (obligation.Amount > Euros.Zero)
        {
            long[] blocks = [.. (tarief?.Bouwblokken ?? []).Where(b => b.Unit == BouwblokUnit.FullTimeYear && b.Amount > Euros.Zero).Select(b => b.Amount.Cents).Order()];
            if (blocks.Length > 0)
            {
                (lowest, highest) = (AskedAt(obligation, blocks[0], 1, years), AskedAt(obligation, blocks[^1], 1, years));
                median = AskedAt(obligation, blocks[(blocks.Length - 1) / 2] + blocks[blocks.Length / 2], 2, years);
                OfPeople(median, facts, years, measure, warnings);
            }
            else warnings.Add(Remark.Of("proportionality.no-blocks", "Er is geen Tarief met een bouwblok per voltijdjaar: hoeveel mensen dit vraagt is niet bekend.", "There is no Tarief with a block per full-time year: how many people this asks is unknown."));
            OfLabour(facts, warnings);
            if (clause.Base is ClauseBase.ContractValue or ClauseBase.LabourValue or ClauseBase.InvoicedTurnover && !clause.VatConfirmed)
                warnings.Add(Remark.Of("clause.vat-unconfirmed", "Of het bedrag zonder btw is, is nog niet bevestigd.", "Whether the amount is without VAT was not confirmed yet."));
        }
        if (string.IsNullOrWhiteSpace(clause.SubjectRelation))
            warnings.Add(Remark.Of("clause.subject-relation", "Is er een direct verband met het onderwerp van het contract, en welk?", "Is there a direct relation with the subject of the contract, and which?"));
        return new(highest, median, lowest, warnings);
    }

    /// <summary>Years of a contract: whole anniversary years, and the days left ÷ the days of that year; of a duration months ÷ 12.</summary>
    private static Fraction? YearsOf(ContractFacts facts)
    {
        if (facts.Start is not { } start || facts.End is not { } end) return facts.DurationMonths is { } months ? Fraction.Of(months, 12) : null;
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

    private static void OfPeople(PeopleAsked median, ContractFacts facts, Fraction? years, ProportionalityFigures figures, List<Remark> warnings)
    {
        if (median.AtOnce is not { } atOnce || years is not { } contractYears)
        {
            warnings.Add(Remark.Of("proportionality.duration-unknown", "De looptijd is niet bekend: hoeveel mensen dit tegelijk vraagt is niet te zeggen.", "The duration is unknown: how many people this asks at once can't be told."));
            return;
        }
        if (facts.LabourValue is { Cents: > 0 } labour)
        {
            var most = Fraction.Of(labour.Cents, figures.YearOfLabour.Cents).Times(figures.LabourPart, 10_000).Times(contractYears.Denominator, contractYears.Numerator);
            if (atOnce > most)
                warnings.Add(Remark.Of("proportionality.many-people",
                    "Dit vraagt {0:0.##} mensen tegelijk; {1:0.##} % van de arbeid in dit contract is {2:0.##}.",
                    "This asks {0:0.##} people at once; {1:0.##} % of the labour in this contract is {2:0.##}.", Number(atOnce), figures.LabourPart / 100m, Number(most)));
        }
        if (contractYears < Fraction.Of(figures.ShortMonths, 12) && atOnce > Fraction.Of(figures.PersonsOnShort, 1))
            warnings.Add(Remark.Of("proportionality.short-contract",
                "Het contract is korter dan {0} maanden en vraagt {1:0.##} mensen tegelijk.",
                "The contract is shorter than {0} months and asks {1:0.##} people at once.", figures.ShortMonths, Number(atOnce)));
    }

    private static void OfLabour(ContractFacts facts, List<Remark> warnings)
    {
        if (facts.LabourValue is null)
            warnings.Add(Remark.Of("proportionality.labour-unknown", "De loonwaarde is niet bekend.", "The labour value is unknown."));
        else if (facts.LabourValue.Value.Cents <= 0)
            warnings.Add(Remark.Of("proportionality.no-labour", "In dit contract zit geen arbeid.", "There is no labour in this contract."));
    }

    private static decimal Number(Fraction fraction) => fraction.Times(10_000, 1).Rounded() / 10_000m;
}
