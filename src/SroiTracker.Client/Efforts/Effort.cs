namespace SroiTracker.Client;

/// <summary>An effort: its latest report, and how it stands on each contract.</summary>
public sealed record Effort : Answered
{
    /// <summary>Of the effort.</summary>
    public Guid Id { get; init; }

    /// <summary>Whose it is.</summary>
    public Guid SupplierId { get; init; }

    /// <summary>Your reference.</summary>
    public string SupplierReference { get; init; } = "";

    /// <summary>What it is.</summary>
    public EffortKind Kind { get; init; }

    /// <summary>What was done.</summary>
    public string? Description { get; init; }

    /// <summary>Code of the Bouwblok.</summary>
    public string? Bouwblok { get; init; }

    /// <summary>What an hour of an activity is worth, in euros.</summary>
    [Euros]
    public decimal? HourlyRate { get; init; }

    /// <summary>Of a social purchase.</summary>
    public Invoice? Invoice { get; init; }

    /// <summary>Of an activity.</summary>
    public IReadOnlyList<StatedDay> Days { get; init; } = [];

    /// <summary>Of training and coaching.</summary>
    public IReadOnlyList<StatedCost> Costs { get; init; } = [];

    /// <summary>Of PSO certificates.</summary>
    public IReadOnlyList<StatedCertificate> Certificates { get; init; } = [];

    /// <summary>First day of what is stated.</summary>
    public DateOnly StartDate { get; init; }

    /// <summary>Through which day it was reported.</summary>
    public DateOnly ReportedThroughDate { get; init; }

    /// <summary>References to evidence.</summary>
    public IReadOnlyList<EvidenceReference> Evidence { get; init; } = [];

    /// <summary>The shares of the latest report.</summary>
    public IReadOnlyList<Share> Allocations { get; init; } = [];

    /// <summary>The shares on contracts that the caller does not see, together, in percent; 0 for the supplier itself.</summary>
    public decimal OtherPercentage { get; init; }

    /// <summary>Number of the latest report, from 1.</summary>
    public int ReportNumber { get; init; }

    /// <summary>How it stands on each contract.</summary>
    public IReadOnlyList<EffortOnContract> Contracts { get; init; } = [];

    /// <summary>When it was first reported, UTC.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed, UTC.</summary>
    public DateTimeOffset ChangedAt { get; init; }
}

/// <summary>An invoice as it is kept: by the hash of its number.</summary>
public sealed record Invoice
{
    /// <summary>KvK number of the seller.</summary>
    public string SellerKvk { get; init; } = "";

    /// <summary>SHA-256 of its number.</summary>
    public string InvoiceHash { get; init; } = "";

    /// <summary>Its date.</summary>
    public DateOnly InvoiceDate { get; init; }

    /// <summary>In euros; negative of a credit note.</summary>
    [Euros]
    public decimal Amount { get; init; }

    /// <summary>The rate of the VAT in the amount, in percent; null where there is none in it.</summary>
    public decimal? VatPercentage { get; init; }

    /// <summary>The register that recognises the seller.</summary>
    public string? Register { get; init; }

    /// <summary>For how much the register counted on that day: 0,5 is half; null with a Bouwblok.</summary>
    public decimal? RegisterFactor { get; init; }
}

/// <summary>How an effort stands on one contract.</summary>
public sealed record EffortOnContract
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
    public EffortVerdict? Verdict { get; init; }

    /// <summary>What the latest report is worth, in euros.</summary>
    [Euros]
    public decimal Value { get; init; }

    /// <summary>What is counted, in euros.</summary>
    [Euros]
    public decimal Counted { get; init; }

    /// <summary>Value − counted while a report waits, in euros; negative where it lowers.</summary>
    [Euros]
    public decimal Waiting { get; init; }

    /// <summary>By how much it lowers the obligation, in euros; 0 for all but certificates where the policy says so.</summary>
    [Euros]
    public decimal Reduction { get; init; }
}

/// <summary>What was decided on a contract, or is asked and waits.</summary>
public sealed record EffortVerdict
{
    /// <summary>Of the verdict.</summary>
    public Guid Id { get; init; }

    /// <summary>What was decided or asked.</summary>
    public VerdictKind Kind { get; init; }

    /// <summary>Why, for machines.</summary>
    public string? Code { get; init; }

    /// <summary>Why, for people.</summary>
    public string? Reason { get; init; }

    /// <summary>Of a revocation: from which day.</summary>
    public DateOnly? FromDate { get; init; }

    /// <summary>Hashes of the evidence that whoever decided saw.</summary>
    public IReadOnlyList<string> SeenEvidence { get; init; } = [];

    /// <summary>Who decided.</summary>
    public Guid DecidedBy { get; init; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset DecidedAt { get; init; }
}
