using System.Text.Json.Serialization;

namespace SroiTracker.Client;

/// <summary>A statement: what was decided on a settlement, complete in itself and frozen from then on.</summary>
public sealed record Statement : Answered
{
    /// <summary>"SROI-2026-0001".</summary>
    public string Number { get; init; } = "";

    /// <summary>Number of the statement that it stands beside, after a reopening; null for a first.</summary>
    public string? Replaces { get; init; }

    /// <summary>The settlement.</summary>
    public Guid SettlementId { get; init; }

    /// <summary>The contract, as it was called then.</summary>
    public StatementContract? Contract { get; init; }

    /// <summary>The year that is settled; null is the whole contract.</summary>
    public int? Year { get; init; }

    /// <summary>First day that is settled.</summary>
    public DateOnly FromDate { get; init; }

    /// <summary>Last day that is settled.</summary>
    public DateOnly ThroughDate { get; init; }

    /// <summary>The buyer's policy; null where there was none.</summary>
    public StatementPolicy? Policy { get; init; }

    /// <summary>The versions of the Tarief that counted.</summary>
    public IReadOnlyList<StatementTarief> Tarieven { get; init; } = [];

    /// <summary>How the obligation of the whole contract came about.</summary>
    public StatementObligation? Obligation { get; init; }

    /// <summary>What it comes to.</summary>
    public SettlementFigures? Figures { get; init; }

    /// <summary>1 is once the shortfall.</summary>
    public decimal MalusFactor { get; init; }

    /// <summary>What of the malus is not asked, and why.</summary>
    public Waiver? Waiver { get; init; }

    /// <summary>That in euros.</summary>
    [Euros]
    public decimal Waived { get; init; }

    /// <summary>Malus − waived, in euros: what you owe.</summary>
    [Euros]
    public decimal Due { get; init; }

    /// <summary>By calendar year.</summary>
    public IReadOnlyList<StatementYear> Years { get; init; } = [];

    /// <summary>Notices of default.</summary>
    public IReadOnlyList<Notice> Notices { get; init; } = [];

    /// <summary>Your own views.</summary>
    public IReadOnlyList<SupplierView> Views { get; init; } = [];

    /// <summary>What is counted, by placement or effort and year: your own lines.</summary>
    public IReadOnlyList<StatementLine> Lines { get; init; } = [];

    /// <summary>The sum of the other suppliers' lines, in euros; null where every line is shown.</summary>
    [Euros]
    public decimal? Others { get; init; }

    /// <summary>What was said with the proposal.</summary>
    public string? ProposalText { get; init; }

    /// <summary>Why it was decided so.</summary>
    public string? DecisionReason { get; init; }

    /// <summary>Who proposed.</summary>
    public StatementPrincipal? ProposedBy { get; init; }

    /// <summary>Who decided.</summary>
    public StatementPrincipal? DecidedBy { get; init; }

    /// <summary>The statement as it came, byte for byte: keep this. Where all of it is shown, its SHA-256 was compared with what the service says.</summary>
    [JsonIgnore]
    public ReadOnlyMemory<byte> Document { get; init; }
}

/// <summary>Of which contract, as it was called then.</summary>
public sealed record StatementContract
{
    /// <summary>The contract.</summary>
    public Guid Id { get; init; }

    /// <summary>The buyer's reference.</summary>
    public string Reference { get; init; } = "";

    /// <summary>What it is about.</summary>
    public string Title { get; init; } = "";

    /// <summary>Number of the clause version that held.</summary>
    public int ClauseVersion { get; init; }

    /// <summary>First day.</summary>
    public DateOnly StartDate { get; init; }

    /// <summary>Last day.</summary>
    public DateOnly EndDate { get; init; }

    /// <summary>Who bought.</summary>
    public Party? Buyer { get; init; }

    /// <summary>The suppliers.</summary>
    public IReadOnlyList<Party> Suppliers { get; init; } = [];

    /// <summary>With lines on it, and no party at the decision.</summary>
    public IReadOnlyList<Party> OtherSuppliers { get; init; } = [];
}

/// <summary>The policy that months, malus and targets come from.</summary>
/// <param name="Id">Of the policy.</param>
/// <param name="Name">What it is called.</param>
/// <param name="ValidFromDate">From which day it held.</param>
/// <param name="Targets">Per year, or at the end.</param>
/// <param name="SurplusMovesOn">Whether what is more than a year's target passes to the next.</param>
public sealed record StatementPolicy(Guid Id, string Name, DateOnly ValidFromDate, TargetKind Targets, bool SurplusMovesOn);

/// <summary>A version of a Tarief, from the day on which it held.</summary>
/// <param name="FromDate">First day.</param>
/// <param name="Id">Of the version.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Region">Whose it is.</param>
/// <param name="Version">Such as "2023".</param>
/// <param name="FullTimeHours">A full-time week in hours.</param>
public sealed record StatementTarief(DateOnly FromDate, Guid Id, string Name, string Region, string Version, decimal FullTimeHours);

/// <summary>How the obligation of the whole contract came about.</summary>
public sealed record StatementObligation
{
    /// <summary>What the percentage was taken of, in euros; null for best effort and a fixed amount.</summary>
    [Euros]
    public decimal? BaseAmount { get; init; }

    /// <summary>In percent.</summary>
    public decimal Percentage { get; init; }

    /// <summary>Of the clause, in euros.</summary>
    [Euros]
    public decimal Amount { get; init; }

    /// <summary>Whether a cap lowered it.</summary>
    public bool IsCapped { get; init; }

    /// <summary>By how much certificates lower it, in euros.</summary>
    [Euros]
    public decimal Reduction { get; init; }
}

/// <summary>A year of the contract.</summary>
public sealed record StatementYear
{
    /// <summary>The year.</summary>
    public int Year { get; init; }

    /// <summary>Its part of the obligation, in euros.</summary>
    [Euros]
    public decimal Target { get; init; }

    /// <summary>What is counted in it, in euros.</summary>
    [Euros]
    public decimal Counted { get; init; }
}

/// <summary>What is counted of a placement or an effort in a calendar year.</summary>
public sealed record StatementLine
{
    /// <summary>Of the ledger's line that says so last.</summary>
    public int Sequence { get; init; }

    /// <summary>The placement, or null.</summary>
    public Guid? PlacementId { get; init; }

    /// <summary>The effort, or null.</summary>
    public Guid? EffortId { get; init; }

    /// <summary>Whose it is.</summary>
    public Guid SupplierId { get; init; }

    /// <summary>The year.</summary>
    public int Year { get; init; }

    /// <summary>In euros: Σ parts + Σ bonuses.</summary>
    [Euros]
    public decimal Amount { get; init; }

    /// <summary>How it comes about.</summary>
    public IReadOnlyList<LedgerPart> Parts { get; init; } = [];

    /// <summary>Bonuses in it.</summary>
    public IReadOnlyList<LedgerBonus> Bonuses { get; init; } = [];
}

/// <summary>Who did it, without a name.</summary>
/// <param name="PrincipalId">Who.</param>
/// <param name="Role">In which role.</param>
/// <param name="At">When, UTC.</param>
public sealed record StatementPrincipal(Guid PrincipalId, string Role, DateTimeOffset At);
