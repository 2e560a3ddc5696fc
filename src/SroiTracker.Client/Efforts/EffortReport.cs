namespace SroiTracker.Client;

/// <summary>
/// A report of an effort: what you do for social return beside placements. Which of invoice, days, costs and certificates there
/// are, its kind says.
/// </summary>
public sealed record EffortReport
{
    /// <summary>Your own reference of this effort, at most 100 characters; no BSN in it. May be null in a next report.</summary>
    public required string? SupplierReference { get; init; }

    /// <summary>What it is; it stays the same in next reports.</summary>
    public required EffortKind Kind { get; init; }

    /// <summary>What was done, at most 1.000 characters; no names, no BSN.</summary>
    public string? Description { get; init; }

    /// <summary>Code of the Bouwblok: of an activity; of a purchase where no register recognises the seller.</summary>
    public string? Bouwblok { get; init; }

    /// <summary>Of an activity: what an hour was agreed to be worth, in euros, where the Tarief gives a maximum a day only.</summary>
    [Euros]
    public decimal? HourlyRate { get; init; }

    /// <summary>Of a social purchase.</summary>
    public StatedInvoice? Invoice { get; init; }

    /// <summary>Of an activity, at most 400.</summary>
    public IReadOnlyList<StatedDay>? Days { get; init; }

    /// <summary>Of training and coaching, at most 400.</summary>
    public IReadOnlyList<StatedCost>? Costs { get; init; }

    /// <summary>Of PSO certificates, at most 40.</summary>
    public IReadOnlyList<StatedCertificate>? Certificates { get; init; }

    /// <summary>Of certificates: through which day they are known to hold. Of other kinds null is the last day that is named.</summary>
    public DateOnly? ReportedThroughDate { get; init; }

    /// <summary>References to evidence, at most 40; never the evidence itself.</summary>
    public IReadOnlyList<EvidenceReference>? Evidence { get; init; }

    /// <summary>The contracts that it is for, 1 to 40, each with its share; together at most 100 %.</summary>
    public required IReadOnlyList<StatedShare> Allocations { get; init; }

    /// <summary>The supplier that is reported for, where the key is an officer's. A supplier's key needs none.</summary>
    public Guid? SupplierId { get; init; }
}

/// <summary>An invoice of a social enterprise, or a credit note with a negative amount.</summary>
public sealed record StatedInvoice
{
    /// <summary>KvK number of the seller, 8 digits.</summary>
    public required string SellerKvk { get; init; }

    /// <summary>Number of the invoice, at most 100 characters; the service keeps its hash only. May be null in a next report.</summary>
    public string? InvoiceNumber { get; init; }

    /// <summary>Date of the invoice.</summary>
    public required DateOnly InvoiceDate { get; init; }

    /// <summary>In euros: without VAT, or with it where <see cref="VatPercentage"/> says which is in it.</summary>
    [Euros]
    public required decimal Amount { get; init; }

    /// <summary>The rate of the VAT in the amount, in percent: 21; null where there is none in it.</summary>
    public decimal? VatPercentage { get; init; }

    /// <summary>Code of the register that recognises the seller; null where a Bouwblok says what counts.</summary>
    public string? Register { get; init; }

    /// <summary>KvK numbers of your own group, at most 100: buying there does not count, now and later.</summary>
    public IReadOnlyList<string>? GroupKvks { get; init; }
}

/// <summary>A day of an activity.</summary>
/// <param name="Date">The day.</param>
/// <param name="Persons">How many people, from 1.</param>
/// <param name="Hours">Of all of them together, at most two decimals.</param>
public sealed record StatedDay(DateOnly Date, int Persons, decimal Hours);

/// <summary>A cost of training or coaching.</summary>
public sealed record StatedCost
{
    /// <summary>The day.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>In euros: without VAT, or with it where <see cref="VatPercentage"/> says which is in it.</summary>
    [Euros]
    public required decimal Amount { get; init; }

    /// <summary>The rate of the VAT in the amount, in percent; null where there is none in it.</summary>
    public decimal? VatPercentage { get; init; }
}

/// <summary>A PSO certificate.</summary>
/// <param name="Level">A level of the buyer's table, such as "Trede 2".</param>
/// <param name="CertificateNumber">Its number.</param>
/// <param name="ValidFromDate">First day.</param>
/// <param name="ValidToDate">Last day.</param>
public sealed record StatedCertificate(string Level, string? CertificateNumber, DateOnly ValidFromDate, DateOnly ValidToDate);

/// <summary>A reference to evidence.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Hash">SHA-256 of the document, 64 hexadecimal digits.</param>
/// <param name="Date">Of the document.</param>
/// <param name="SeenBy">The role of who saw it at your side; no names.</param>
/// <param name="KeptAt">Where it is kept, at most 500 characters.</param>
public sealed record EvidenceReference(EvidenceKind Kind, string Hash, DateOnly Date, string? SeenBy, string KeptAt);
