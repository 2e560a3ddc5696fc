namespace SroiTracker.Domain;

/// <summary>What a contract is about (OCDS mainProcurementCategory).</summary>
public enum ContractNature { Works, Services, Supplies }

/// <summary>A contract of its own, a framework agreement (raamovereenkomst), or a call-off under one (nadere overeenkomst).</summary>
public enum ContractKind { Contract, FrameworkAgreement, CallOff }

/// <summary>An extension or option of a contract.</summary>
/// <param name="Value">Excl. VAT.</param>
/// <param name="ExercisedOn">The day it was taken up; null while it is open. Only then does it count for the obligation.</param>
public sealed record ContractOption(Euros Value, DateOnly? ExercisedOn);

/// <summary>What is known of a contract, as far as an obligation rests on it. Unknown is null, never a guess.</summary>
/// <param name="Value">Awarded, without options, excl. VAT, in <paramref name="Currency"/>.</param>
/// <param name="LabourValue">The part of the value that is labour (loonsom).</param>
/// <param name="EstimatedValue">Estimated before the tender; holds the options already (eForms BT-27 does).</param>
/// <param name="DurationMonths">Where a source gives a duration instead of an end.</param>
/// <param name="Cpv">CPV codes of eight digits, the main one first.</param>
/// <param name="Currency">ISO 4217; empty is unknown.</param>
public sealed record ContractFacts(
    ContractNature? Nature, ContractKind Kind, Euros? Value, Euros? LabourValue, Euros? EstimatedValue,
    IReadOnlyList<ContractOption> Options, DateOnly? Start, DateOnly? End, int? DurationMonths,
    DateOnly? AwardDate, DateOnly? SignatureDate, DateOnly? PublicationDate, IReadOnlyList<string> Cpv, string Currency)
{
    /// <summary>First through last day; the end follows from the duration where no end is given; null where either is unknown.</summary>
    public Period? Period => (Start, End, DurationMonths) switch
    {
        ({ } start, { } end, _) => new(start, end),
        ({ } start, null, { } months) => new(start, start.AddMonths(months).AddDays(-1)),
        _ => null,
    };

    /// <summary>Whole months of the contract, by its dates or else by its stated duration; null where unknown.</summary>
    public int? Months => (Start, End) switch
    {
        ({ } start, { } end) => WholeMonths(start, end.AddDays(1)),
        _ => DurationMonths,
    };

    /// <summary>The awarded value with the options that were exercised.</summary>
    public Euros? ValueWithExercisedOptions => Value is { } value
        ? Options.Where(o => o.ExercisedOn is not null).Aggregate(value, (sum, option) => sum + option.Value)
        : null;

    /// <summary>
    /// What a threshold is tested on: the estimate, which holds the options (eForms BT-27), or else the awarded value
    /// with all options, exercised or not.
    /// </summary>
    public Euros? ThresholdValue => EstimatedValue ?? (Value is { } value ? Options.Aggregate(value, (sum, option) => sum + option.Value) : null);

    /// <summary>
    /// Labour as a part of the value in whole basis points, rounded down so that just under 30 % is under 30 %; null where
    /// either is unknown or the value is 0.
    /// </summary>
    public int? LabourShare => LabourValue is { } labour && Value is { Cents: > 0 } value ? (int)((Int128)labour.Cents * 10_000 / value.Cents) : null;

    /// <summary>An amount of this contract where it is in euros; null where it is in another currency or unknown.</summary>
    public Euros? ValueInEuros(Euros? amount) => Currency == "EUR" ? amount : null;

    private static int WholeMonths(DateOnly start, DateOnly next)
    {
        var months = (next.Year - start.Year) * 12 + next.Month - start.Month;
        return start.AddMonths(months) > next ? months - 1 : months;
    }
}
