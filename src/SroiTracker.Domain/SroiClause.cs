namespace SroiTracker.Domain;

/// <summary>What the percentage is taken of (rules.md 1).</summary>
public enum ClauseBase
{
    /// <summary>The awarded value with exercised options, excl. VAT.</summary>
    ContractValue,
    /// <summary>The part of it that is labour.</summary>
    LabourValue,
    /// <summary>What is invoiced in the end; provisional on the estimate until then.</summary>
    InvoicedTurnover,
    /// <summary>An amount, whatever the value.</summary>
    FixedAmount,
    /// <summary>Maatwerk: a plan with its own goals; no amount and no malus.</summary>
    BestEffort,
}

/// <summary>A requirement to every tenderer, or an award criterion on which the winner offered a percentage.</summary>
public enum ClauseKind { Requirement, AwardCriterion }

/// <summary>Which level of a framework carries the obligation; exactly one does.</summary>
public enum ClauseLevel
{
    /// <summary>An ordinary contract.</summary>
    Contract,
    /// <summary>The framework agreement; placements go to the framework.</summary>
    OnFramework,
    /// <summary>Each call-off; the framework shows their sum.</summary>
    OnCallOffs,
}

/// <summary>An amount of the obligation that must be met with one Doelgroep.</summary>
public sealed record DoelgroepTarget(Doelgroep Doelgroep, Euros Amount);

/// <summary>A milestone of the supplier's approved plan: by this date this part of the obligation (10.000 is all of it).</summary>
public sealed record PlanPoint(DateOnly Date, int BasisPoints);

/// <summary>The base in euros as an officer entered it for a contract in another currency.</summary>
/// <param name="Amount">The base in euros, exercised options included.</param>
/// <param name="Rate">Euros for one unit of the other currency.</param>
/// <param name="RateDate">The day of the rate.</param>
/// <param name="Source">Where the rate was read.</param>
public sealed record EuroBase(Euros Amount, decimal Rate, DateOnly RateDate, string Source);

/// <summary>
/// The SROI clause of a contract: what of it must be spent on social return, and how that is counted (rules.md 1).
/// </summary>
/// <param name="BasisPoints">The percentage asked: 5 % is 500.</param>
/// <param name="FixedAmount">With <see cref="ClauseBase.FixedAmount"/> only.</param>
/// <param name="Cap">The obligation is never more.</param>
/// <param name="OfferedBasisPoints">With <see cref="ClauseKind.AwardCriterion"/>: the percentage that the winner offered.</param>
/// <param name="TariefId">The Tarief version, bound for the contract's whole life.</param>
/// <param name="FullTimeMinutes">A full-time week; null is the Tarief's.</param>
/// <param name="PolicyId">The policy version that months, malus and reporting period come from.</param>
/// <param name="Plan">The approved plan by date; empty where there is none.</param>
/// <param name="EuroBase">For a contract in another currency only.</param>
/// <param name="VatConfirmed">An officer confirmed that the value is without VAT.</param>
/// <param name="SubjectRelation">How social return relates to the subject of the contract.</param>
/// <param name="DeviationReason">Why this differs from what the policy proposes.</param>
/// <param name="WarningsAnswer">What the officer says to the warnings.</param>
public sealed record SroiClause(
    ClauseBase Base, int BasisPoints, Euros? FixedAmount, Euros? Cap, ClauseKind Kind, int? OfferedBasisPoints,
    Guid? TariefId, int? FullTimeMinutes, ClauseLevel Level, Guid? PolicyId,
    IReadOnlyList<DoelgroepTarget> DoelgroepTargets, IReadOnlyList<PlanPoint> Plan, EuroBase? EuroBase,
    bool VatConfirmed, string? SubjectRelation, string? DeviationReason, string? WarningsAnswer)
{
    /// <summary>36 hours, where neither clause nor Tarief says (rules.md 1).</summary>
    public const int UsualFullTimeMinutes = 2160;

    /// <summary>The percentage that holds: the offered one where it was an award criterion.</summary>
    public int HeldBasisPoints => Kind == ClauseKind.AwardCriterion && OfferedBasisPoints is { } offered ? offered : BasisPoints;

    /// <summary>A full-time week in minutes: the clause's, else the Tarief's, else 36 hours.</summary>
    public int FullTime(Tarief? tarief) => FullTimeMinutes ?? tarief?.FullTimeMinutes ?? UsualFullTimeMinutes;
}
