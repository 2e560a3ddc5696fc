namespace SroiTracker.Client;

/// <summary>A placement: its latest report, its terms by date, and how it stands on each contract. It never holds the candidate.</summary>
public sealed record Placement : Answered
{
    /// <summary>Of the placement.</summary>
    public Guid Id { get; init; }

    /// <summary>Whose it is.</summary>
    public Guid SupplierId { get; init; }

    /// <summary>Your reference; null once personal data were removed.</summary>
    public string? SupplierReference { get; init; }

    /// <summary>Code of the Bouwblok.</summary>
    public string Bouwblok { get; init; } = "";

    /// <summary>The group that the candidate belongs to.</summary>
    public Doelgroep Doelgroep { get; init; }

    /// <summary>Since when.</summary>
    public DateOnly? DoelgroepSinceDate { get; init; }

    /// <summary>Whether the Doelgroepregister was looked into.</summary>
    public StatedIndicatie? Doelgroepindicatie { get; init; }

    /// <summary>How the placement came about.</summary>
    public PlacementMethod PlacementMethod { get; init; }

    /// <summary>The kind of employment.</summary>
    public Employment Employment { get; init; }

    /// <summary>KvK number of the employer.</summary>
    public string? EmployerKvk { get; init; }

    /// <summary>First day with this employer.</summary>
    public DateOnly? InServiceSinceDate { get; init; }

    /// <summary>Hours a week.</summary>
    public decimal HoursPerWeek { get; init; }

    /// <summary>First day.</summary>
    public DateOnly StartDate { get; init; }

    /// <summary>Last day; null while it is open.</summary>
    public DateOnly? EndDate { get; init; }

    /// <summary>Through which day it was reported.</summary>
    public DateOnly ReportedThroughDate { get; init; }

    /// <summary>From which day the latest terms hold.</summary>
    public DateOnly TermsFromDate { get; init; }

    /// <summary>Whether the contract of employment is permanent.</summary>
    public bool Permanent { get; init; }

    /// <summary>The candidate's age in a band, where it was stated.</summary>
    public AgeBand? AgeBand { get; init; }

    /// <summary>Codes of the bonuses that are claimed.</summary>
    public IReadOnlyList<string> Bonuses { get; init; } = [];

    /// <summary>The team.</summary>
    public Guid? TeamId { get; init; }

    /// <summary>The proeftuin.</summary>
    public Guid? ProeftuinId { get; init; }

    /// <summary>The shares of the latest report.</summary>
    public IReadOnlyList<Share> Allocations { get; init; } = [];

    /// <summary>Sum of the shares for contracts that the caller does not see, in percent; 0 for the supplier itself.</summary>
    public decimal OtherShares { get; init; }

    /// <summary>Number of the latest report, from 1. A withdrawal or an acceptance names the report that was seen.</summary>
    public int ReportNumber { get; init; }

    /// <summary>The terms by the day from which they hold.</summary>
    public IReadOnlyList<PlacementTerms> Terms { get; init; } = [];

    /// <summary>How it stands on each contract.</summary>
    public IReadOnlyList<PlacementOnContract> Contracts { get; init; } = [];

    /// <summary>When it was first reported, UTC.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed, by a report or a verdict, UTC.</summary>
    public DateTimeOffset ChangedAt { get; init; }
}

/// <summary>A share as it is shown.</summary>
/// <param name="ContractId">The contract.</param>
/// <param name="ContractReference">The buyer's reference of it.</param>
/// <param name="Percentage">In percent, two decimals.</param>
public sealed record Share(Guid ContractId, string ContractReference, decimal Percentage);

/// <summary>Terms of a placement, with the day from which they hold.</summary>
public sealed record PlacementTerms
{
    /// <summary>First day on which they hold.</summary>
    public DateOnly FromDate { get; init; }

    /// <summary>Code of the Bouwblok.</summary>
    public string Bouwblok { get; init; } = "";

    /// <summary>The group that the candidate belongs to.</summary>
    public Doelgroep Doelgroep { get; init; }

    /// <summary>Since when.</summary>
    public DateOnly? DoelgroepSinceDate { get; init; }

    /// <summary>How the placement came about.</summary>
    public PlacementMethod PlacementMethod { get; init; }

    /// <summary>The kind of employment.</summary>
    public Employment Employment { get; init; }

    /// <summary>KvK number of the employer.</summary>
    public string? EmployerKvk { get; init; }

    /// <summary>First day with this employer.</summary>
    public DateOnly? InServiceSinceDate { get; init; }

    /// <summary>Hours a week.</summary>
    public decimal HoursPerWeek { get; init; }

    /// <summary>Whether the contract of employment is permanent.</summary>
    public bool Permanent { get; init; }

    /// <summary>The candidate's age in a band, where it was stated.</summary>
    public AgeBand? AgeBand { get; init; }

    /// <summary>Codes of the bonuses that are claimed.</summary>
    public IReadOnlyList<string> Bonuses { get; init; } = [];

    /// <summary>The team.</summary>
    public Guid? TeamId { get; init; }

    /// <summary>The shares.</summary>
    public IReadOnlyList<Share> Allocations { get; init; } = [];
}

/// <summary>How a placement stands on one contract: each buyer has its own verdict.</summary>
public sealed record PlacementOnContract
{
    /// <summary>The contract.</summary>
    public Guid ContractId { get; init; }

    /// <summary>The buyer's reference of it.</summary>
    public string ContractReference { get; init; } = "";

    /// <summary>The share, in percent.</summary>
    public decimal Percentage { get; init; }

    /// <summary>Where it stands.</summary>
    public PlacementState State { get; init; }

    /// <summary>Number of the report that was last verified; null if none was.</summary>
    public int? VerifiedReportNumber { get; init; }

    /// <summary>Through which day it was verified.</summary>
    public DateOnly? VerifiedThroughDate { get; init; }

    /// <summary>The last verdict or request; null while there is none.</summary>
    public PlacementVerdict? Verdict { get; init; }

    /// <summary>What the latest report is worth, in euros.</summary>
    [Euros]
    public decimal Value { get; init; }

    /// <summary>What is counted, in euros: the sum of its lines in the ledger.</summary>
    [Euros]
    public decimal Counted { get; init; }

    /// <summary>Value − counted while a report waits, in euros; negative where it lowers.</summary>
    [Euros]
    public decimal Waiting { get; init; }
}

/// <summary>What was decided on a contract, or is asked and waits.</summary>
public sealed record PlacementVerdict
{
    /// <summary>Of the verdict.</summary>
    public Guid Id { get; init; }

    /// <summary>What was decided or asked.</summary>
    public VerdictKind Kind { get; init; }

    /// <summary>Why, for machines; null where none was given.</summary>
    public string? Code { get; init; }

    /// <summary>Why, for people.</summary>
    public string? Reason { get; init; }

    /// <summary>Of a revocation: from which day.</summary>
    public DateOnly? FromDate { get; init; }

    /// <summary>Of a rejection: the report that the officer would agree with, see <see cref="PlacementCalls.AcceptAsync"/>. Without the candidate.</summary>
    public PlacementReport? ProposedReport { get; init; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset DecidedAt { get; init; }
}
