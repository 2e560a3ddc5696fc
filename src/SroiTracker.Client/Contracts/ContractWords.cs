using System.Text.Json.Serialization;

namespace SroiTracker.Client;

/// <summary>Where a contract stands with its obligation.</summary>
/// <param name="Word">As the API writes it.</param>
[JsonConverter(typeof(WordConverter<ContractState>))]
public readonly record struct ContractState(string Word) : IWord<ContractState>
{
    /// <summary>There is no clause.</summary>
    public static readonly ContractState NoObligation = new("NoObligation");
    /// <summary>A plan with its own goals, no amount.</summary>
    public static readonly ContractState BestEffort = new("BestEffort");
    /// <summary>The contract has not begun.</summary>
    public static readonly ContractState NotStarted = new("NotStarted");
    /// <summary>Nothing is expected yet.</summary>
    public static readonly ContractState Starting = new("Starting");
    /// <summary>As much is counted as the obligation asks.</summary>
    public static readonly ContractState Fulfilled = new("Fulfilled");
    /// <summary>As much is counted as is expected by now, or the forecast meets the obligation.</summary>
    public static readonly ContractState OnTrack = new("OnTrack");
    /// <summary>The forecast is at least 75 % of the obligation.</summary>
    public static readonly ContractState AtRisk = new("AtRisk");
    /// <summary>The forecast is less.</summary>
    public static readonly ContractState Behind = new("Behind");
    /// <summary>The contract ended with less than the obligation.</summary>
    public static readonly ContractState Shortfall = new("Shortfall");
    /// <summary>Settled: it no longer changes.</summary>
    public static readonly ContractState Settled = new("Settled");

    /// <inheritdoc/>
    public static ContractState Of(string word) => new(word);

    /// <inheritdoc/>
    public override string ToString() => Word ?? "";
}

/// <summary>What kind of contract it is.</summary>
/// <param name="Word">As the API writes it.</param>
[JsonConverter(typeof(WordConverter<ContractKind>))]
public readonly record struct ContractKind(string Word) : IWord<ContractKind>
{
    /// <summary>A contract of its own.</summary>
    public static readonly ContractKind Contract = new("Contract");
    /// <summary>A raamovereenkomst.</summary>
    public static readonly ContractKind FrameworkAgreement = new("FrameworkAgreement");
    /// <summary>A nadere overeenkomst under a framework agreement.</summary>
    public static readonly ContractKind CallOff = new("CallOff");

    /// <inheritdoc/>
    public static ContractKind Of(string word) => new(word);

    /// <inheritdoc/>
    public override string ToString() => Word ?? "";
}

/// <summary>What is bought.</summary>
/// <param name="Word">As the API writes it.</param>
[JsonConverter(typeof(WordConverter<ContractNature>))]
public readonly record struct ContractNature(string Word) : IWord<ContractNature>
{
    /// <summary>Works.</summary>
    public static readonly ContractNature Works = new("Works");
    /// <summary>Services.</summary>
    public static readonly ContractNature Services = new("Services");
    /// <summary>Supplies.</summary>
    public static readonly ContractNature Supplies = new("Supplies");

    /// <inheritdoc/>
    public static ContractNature Of(string word) => new(word);

    /// <inheritdoc/>
    public override string ToString() => Word ?? "";
}

/// <summary>How several suppliers share a contract.</summary>
/// <param name="Word">As the API writes it.</param>
[JsonConverter(typeof(WordConverter<SupplierRole>))]
public readonly record struct SupplierRole(string Word) : IWord<SupplierRole>
{
    /// <summary>A combinatie: all see one total.</summary>
    public static readonly SupplierRole Joint = new("Joint");
    /// <summary>A contract each.</summary>
    public static readonly SupplierRole Separate = new("Separate");

    /// <inheritdoc/>
    public static SupplierRole Of(string word) => new(word);

    /// <inheritdoc/>
    public override string ToString() => Word ?? "";
}

/// <summary>What the percentage of the obligation is taken of.</summary>
/// <param name="Word">As the API writes it.</param>
[JsonConverter(typeof(WordConverter<ClauseBase>))]
public readonly record struct ClauseBase(string Word) : IWord<ClauseBase>
{
    /// <summary>The awarded value with exercised options, without VAT.</summary>
    public static readonly ClauseBase ContractValue = new("ContractValue");
    /// <summary>The part of it that is labour.</summary>
    public static readonly ClauseBase LabourValue = new("LabourValue");
    /// <summary>What is invoiced in the end; provisional until then.</summary>
    public static readonly ClauseBase InvoicedTurnover = new("InvoicedTurnover");
    /// <summary>An amount, whatever the value.</summary>
    public static readonly ClauseBase FixedAmount = new("FixedAmount");
    /// <summary>Maatwerk: a plan with its own goals; no amount and no malus.</summary>
    public static readonly ClauseBase BestEffort = new("BestEffort");

    /// <inheritdoc/>
    public static ClauseBase Of(string word) => new(word);

    /// <inheritdoc/>
    public override string ToString() => Word ?? "";
}

/// <summary>How the obligation came into the contract.</summary>
/// <param name="Word">As the API writes it.</param>
[JsonConverter(typeof(WordConverter<ClauseKind>))]
public readonly record struct ClauseKind(string Word) : IWord<ClauseKind>
{
    /// <summary>Asked of every tenderer.</summary>
    public static readonly ClauseKind Requirement = new("Requirement");
    /// <summary>The winner offered a percentage.</summary>
    public static readonly ClauseKind AwardCriterion = new("AwardCriterion");

    /// <inheritdoc/>
    public static ClauseKind Of(string word) => new(word);

    /// <inheritdoc/>
    public override string ToString() => Word ?? "";
}

/// <summary>Which level of a framework agreement carries the obligation.</summary>
/// <param name="Word">As the API writes it.</param>
[JsonConverter(typeof(WordConverter<ClauseLevel>))]
public readonly record struct ClauseLevel(string Word) : IWord<ClauseLevel>
{
    /// <summary>An ordinary contract.</summary>
    public static readonly ClauseLevel Contract = new("Contract");
    /// <summary>The framework agreement: allocate placements to it.</summary>
    public static readonly ClauseLevel OnFramework = new("OnFramework");
    /// <summary>Each call-off: allocate placements to the call-off.</summary>
    public static readonly ClauseLevel OnCallOffs = new("OnCallOffs");

    /// <inheritdoc/>
    public static ClauseLevel Of(string word) => new(word);

    /// <inheritdoc/>
    public override string ToString() => Word ?? "";
}
