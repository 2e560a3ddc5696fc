namespace SroiTracker.Domain;

/// <summary>What was invoiced on a contract in a period.</summary>
/// <param name="Number">From 1 on a contract.</param>
/// <param name="Amount">Excl. VAT; not negative.</param>
/// <param name="IsFinal">After it come only corrections.</param>
/// <param name="CorrectsNumber">The earlier statement that it replaces.</param>
public sealed record InvoicedPeriod(int Number, Period Period, Euros Amount, bool IsFinal, int? CorrectsNumber);

/// <summary>
/// The turnover that an obligation is taken of: provisional on the estimate until the final statement, and then the sum of
/// the statements (rules.md 1, InvoicedTurnover).
/// </summary>
public static class Turnover
{
    /// <summary>The statements that nothing replaced, by number.</summary>
    public static IReadOnlyList<InvoicedPeriod> Holding(IReadOnlyList<InvoicedPeriod> statements) =>
        [.. statements.Where(s => statements.All(other => other.CorrectsNumber != s.Number))];

    /// <summary>What was invoiced until now.</summary>
    public static Euros Total(IReadOnlyList<InvoicedPeriod> statements) => Holding(statements).Aggregate(Euros.Zero, (sum, s) => sum + s.Amount);

    /// <summary>The whole turnover; null while the last statement is still to come.</summary>
    public static Euros? Final(IReadOnlyList<InvoicedPeriod> statements) => Holding(statements).Any(s => s.IsFinal) ? Total(statements) : null;

    /// <summary>Why a statement can't be added; null where it can. Places are those of its shape in the API.</summary>
    /// <param name="contractStart">First day of the contract; what is invoiced after its end counts too.</param>
    public static Objection? Check(IReadOnlyList<InvoicedPeriod> earlier, InvoicedPeriod next, DateOnly contractStart, DateOnly today)
    {
        if (next.Period.IsEmpty) return Refusals.TurnoverPeriod.At("/throughDate");
        if (next.Period.Start < contractStart) return Refusals.TurnoverBeforeStart.At("/fromDate", contractStart);
        if (next.Period.End > today) return Refusals.DateAhead.At("/throughDate", today);
        var holding = Holding(earlier);
        if (next.CorrectsNumber is { } corrected && holding.All(s => s.Number != corrected)) return Refusals.TurnoverCorrects.At("/correctsNumber");
        var others = holding.Where(s => s.Number != next.CorrectsNumber).ToList();
        if (others.Find(s => s.IsFinal) is { } final && (next.CorrectsNumber is null || next.IsFinal)) return Refusals.TurnoverFinal.At(null, final.Number);
        return others.Find(s => !s.Period.Within(next.Period).IsEmpty) is { } same
            ? Refusals.TurnoverOverlap.At(null, same.Number, same.Period.Start, same.Period.End) : null;
    }

    /// <summary>
    /// The day from which an obligation of the final turnover holds: what was provisional is taken again, save what an earlier
    /// version of the clause made due and the years that are settled.
    /// </summary>
    /// <param name="lastAmendment">The day that the newest version of the clause holds from; null from the start.</param>
    /// <param name="settledThroughYear">Null where no year is settled.</param>
    /// <returns>Null is from the start.</returns>
    public static DateOnly? HoldsFrom(DateOnly? lastAmendment, int? settledThroughYear)
    {
        if (settledThroughYear is not { } year || year >= DateOnly.MaxValue.Year) return lastAmendment;
        var open = new DateOnly(year + 1, 1, 1);
        return lastAmendment > open ? lastAmendment : open;
    }

    /// <summary>Days of the contract, until its last statement, that no statement is about.</summary>
    public static IReadOnlyList<Period> Gaps(IReadOnlyList<InvoicedPeriod> statements, Period contract)
    {
        var gaps = new List<Period>();
        var next = contract.Start;
        foreach (var period in Holding(statements).Select(s => s.Period).OrderBy(p => p.Start))
        {
            if (period.Start > next) gaps.Add(new(next, period.Start.AddDays(-1)));
            if (period.End >= next) next = period.End.AddDays(1);
        }
        return gaps;
    }
}
