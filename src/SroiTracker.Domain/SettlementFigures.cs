namespace SroiTracker.Domain;

/// <summary>What of clause and policy decides on a settlement.</summary>
/// <param name="MalusBasisPoints">Of the policy: 10.000 is once the shortfall; where none says, that.</param>
/// <param name="IsBestEffort">A clause without an amount: no shortfall and no malus (rules.md 1).</param>
/// <param name="SurplusMovesOn">Whether a year's surplus counts for the next year.</param>
public sealed record SettlementTerms(int MalusBasisPoints = 10_000, bool IsBestEffort = false, bool SurplusMovesOn = false);

/// <summary>
/// What a settlement comes to, of a whole contract or of one year of it (rules.md 5). Malus = max(0, obligation − counted)
/// × factor; it is no part of counted.
/// </summary>
/// <param name="Obligation">Of the contract, or the target of the year.</param>
/// <param name="Counted">The ledger's lines of the days that are settled.</param>
/// <param name="Carried">What the year before passed on: its surplus, or below 0 what its recovery took from this year.</param>
/// <param name="Recovered">What of the days after the year, through the end of its recovery, makes up for this year.</param>
/// <param name="Shortfall">What is missing of the obligation; 0 or more.</param>
/// <param name="Surplus">What is more than the obligation; 0 or more.</param>
/// <param name="Malus">Shortfall × factor.</param>
/// <param name="MovesOn">What passes to the next year: the next one's <paramref name="Carried"/>.</param>
public sealed record SettlementFigures(
    Euros Obligation, Euros Counted, Euros Carried, Euros Recovered, Euros Shortfall, Euros Surplus, Euros Malus, Euros MovesOn)
{
    /// <summary>The figures of a whole contract, or of a year of it.</summary>
    /// <param name="recoverable">What is counted on the days after the year through the end of its recovery; 0 on the last year, where these days are its own.</param>
    /// <param name="isLast">Nothing passes on from a whole contract or its last year: never to another contract (rules.md 5).</param>
    public static SettlementFigures Of(Euros obligation, Euros counted, Euros carried, Euros recoverable, SettlementTerms terms, bool isLast)
    {
        if (terms.IsBestEffort) return new(Euros.Zero, counted, carried, Euros.Zero, Euros.Zero, Euros.Zero, Euros.Zero, Euros.Zero);
        var (missing, surplus) = (Above(obligation, counted + carried), Above(counted + carried, obligation));
        // A euro counts once: what makes up for this year no longer counts for the next.
        var recovered = isLast || recoverable < Euros.Zero ? Euros.Zero : recoverable < missing ? recoverable : missing;
        var shortfall = missing - recovered;
        var movesOn = isLast ? Euros.Zero : terms.SurplusMovesOn && surplus > Euros.Zero ? surplus : -recovered;
        return new(obligation, counted, carried, recovered, shortfall, surplus, shortfall.Part(terms.MalusBasisPoints), movesOn);
    }

    private static Euros Above(Euros a, Euros b) => a > b ? a - b : Euros.Zero;
}

/// <summary>A malus, or a part of it, that is not asked, and why: an amount or a part, one of both.</summary>
/// <param name="Amount">In euros.</param>
/// <param name="BasisPoints">Of the malus; 10.000 is all of it.</param>
public sealed record Waiver(Euros? Amount, int? BasisPoints, string Reason)
{
    /// <summary>What of a malus is waived.</summary>
    /// <exception cref="RefusedException">There is no malus, or less than is waived.</exception>
    public Euros Of(Euros malus)
    {
        if (malus == Euros.Zero) throw new RefusedException(Refusals.WaiverUnneeded.At("/waiver"));
        if (Amount > malus) throw new RefusedException(Refusals.WaiverTooMuch.At("/waiver/amount", malus.InWords()));
        return Amount ?? malus.Part(BasisPoints!.Value);
    }
}
