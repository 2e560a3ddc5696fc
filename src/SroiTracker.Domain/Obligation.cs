namespace SroiTracker.Domain;

/// <summary>
/// What a contract must bring in social return: min(round(base × percentage), cap) (rules.md 1). 5 % of 2.000.000 is
/// 100.000.
/// </summary>
/// <param name="Amount">The obligation; 0 for best effort and where another level of the framework carries it.</param>
/// <param name="Base">What the percentage was taken of; null for best effort, for a fixed amount, and where another level carries it.</param>
/// <param name="BasisPoints">The percentage that was taken.</param>
/// <param name="IsCapped">The cap lowered it.</param>
/// <param name="IsProvisional">The base is an estimate until the turnover is known.</param>
public sealed record Obligation(Euros Amount, Euros? Base, int BasisPoints, bool IsCapped, bool IsProvisional)
{
    private static readonly Obligation None = new(Euros.Zero, null, 0, false, false);

    /// <summary>The obligation that a clause puts on a contract.</summary>
    /// <param name="finalTurnover">Sum of the turnover statements once the last one is in; null while the turnover is an estimate.</param>
    /// <exception cref="RefusedException">The base can't be told: see <see cref="Check"/>.</exception>
    public static Obligation Of(SroiClause clause, ContractFacts facts, Euros? finalTurnover = null)
    {
        if (Check(clause, facts, finalTurnover) is { } objection) throw new RefusedException(objection);
        if (clause.Base == ClauseBase.BestEffort || IsCarriedElsewhere(clause, facts)) return None;
        var isProvisional = clause.Base == ClauseBase.InvoicedTurnover && finalTurnover is null;
        if (clause.Base == ClauseBase.FixedAmount) return Capped(clause.FixedAmount!.Value, clause.Cap, null, 0, isProvisional);
        var taken = BaseOf(clause, facts, finalTurnover)!.Value;
        return Capped(taken.Part(clause.HeldBasisPoints), clause.Cap, taken, clause.HeldBasisPoints, isProvisional);
    }

    /// <summary>Why the obligation can't be told; null where it can.</summary>
    public static Objection? Check(SroiClause clause, ContractFacts facts, Euros? finalTurnover = null)
    {
        if (clause.Base == ClauseBase.BestEffort || IsCarriedElsewhere(clause, facts)) return null;
        if (clause.Base == ClauseBase.FixedAmount) return clause.FixedAmount is null ? Refusals.ValueMissing.At("/fixedAmount") : null;
        if (clause.Kind == ClauseKind.AwardCriterion && clause.OfferedBasisPoints is null) return Refusals.ValueMissing.At("/offeredPercentage");
        if (!IsInEuros(facts) && clause.EuroBase is null && finalTurnover is null)
            return Refusals.ClauseForeignCurrency.At("/euroBase", facts.Currency.Length == 0 ? "?" : facts.Currency);
        return BaseOf(clause, facts, finalTurnover) is null ? Refusals.ClauseBaseUnknown.At("/base") : null;
    }

    /// <summary>
    /// What call-offs carry together under a cap that is tested on the framework: in the order given each takes what is
    /// left of the cap.
    /// </summary>
    /// <param name="callOffs">Obligations of the call-offs, oldest first, each without the framework's cap.</param>
    public static IReadOnlyList<Obligation> UnderFramework(IReadOnlyList<Obligation> callOffs, Euros? cap)
    {
        if (cap is not { } left) return callOffs;
        var carried = new List<Obligation>(callOffs.Count);
        foreach (var callOff in callOffs)
        {
            var part = callOff.Amount <= left ? callOff : callOff with { Amount = left, IsCapped = true };
            left -= part.Amount;
            carried.Add(part);
        }
        return carried;
    }

    private static bool IsInEuros(ContractFacts facts) => facts.Currency == "EUR";

    /// <summary>Exactly one level carries the obligation (rules.md 1, Framework).</summary>
    private static bool IsCarriedElsewhere(SroiClause clause, ContractFacts facts) => (facts.Kind, clause.Level) is
        (ContractKind.FrameworkAgreement, ClauseLevel.OnCallOffs) or (ContractKind.CallOff, ClauseLevel.OnFramework);

    // Turnover statements are in euros, so they go before the officer's conversion.
    private static Euros? BaseOf(SroiClause clause, ContractFacts facts, Euros? finalTurnover) => clause.Base switch
    {
        ClauseBase.InvoicedTurnover when finalTurnover is { } turnover => turnover,
        _ when !IsInEuros(facts) => clause.EuroBase?.Amount,
        ClauseBase.ContractValue => facts.ValueWithExercisedOptions,
        ClauseBase.LabourValue => facts.LabourValue,
        ClauseBase.InvoicedTurnover => facts.EstimatedValue ?? facts.ValueWithExercisedOptions,
        _ => null,
    };

    private static Obligation Capped(Euros amount, Euros? cap, Euros? taken, int basisPoints, bool isProvisional) =>
        cap is { } most && amount > most
            ? new(most, taken, basisPoints, true, isProvisional)
            : new(amount, taken, basisPoints, false, isProvisional);
}
