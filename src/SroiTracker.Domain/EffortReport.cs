namespace SroiTracker.Domain;

/// <summary>What a supplier does for social return beside placements (rules.md 4).</summary>
public enum EffortKind
{
    /// <summary>Buying from a recognised social enterprise.</summary>
    SocialPurchase,
    /// <summary>Helping a social initiative, or knowledge and time for it, by the hour.</summary>
    Activity,
    /// <summary>Training people of a Doelgroep, at cost.</summary>
    Training,
    /// <summary>A jobcoach or other guidance, at cost.</summary>
    Coaching,
    /// <summary>A certificate of the Prestatieladder Socialer Ondernemen.</summary>
    PsoCertificate,
}

/// <summary>An amount as an invoice states it.</summary>
/// <param name="Amount">Negative on a credit note.</param>
/// <param name="VatBasisPoints">The rate that is in it (21 % is 2.100); null where it is without VAT.</param>
public sealed record Invoiced(Euros Amount, int? VatBasisPoints = null)
{
    /// <summary>In cents, without VAT, unrounded: 121.000 with 21 % is 100.000.</summary>
    public Fraction ExclVat => VatBasisPoints is { } rate ? Fraction.Of((Int128)Amount.Cents * 10_000, 10_000 + rate) : Fraction.Of(Amount.Cents, 1);
}

/// <summary>Something stated of a day, to tell whether a next report changes it.</summary>
public readonly record struct EffortFact(DateOnly On, object What);

/// <summary>What an effort consists of.</summary>
public abstract record EffortContent
{
    /// <summary>What is stated, day by day.</summary>
    public abstract IEnumerable<EffortFact> Facts { get; }

    /// <summary>What is stated of the whole; null where nothing is.</summary>
    public virtual object? Common => null;

    /// <summary>First day that something is stated of.</summary>
    public DateOnly FirstDay => Facts.Min(f => f.On);

    /// <summary>Last day that something is stated of.</summary>
    public DateOnly LastDay => Facts.Max(f => f.On);
}

/// <summary>An invoice of a social enterprise, or a credit note of it.</summary>
/// <param name="SellerKvk">Who sent it: 8 digits.</param>
/// <param name="InvoiceHash">Of its number, see <see cref="InvoiceNumber"/>; the number itself is not kept.</param>
/// <param name="Register">Code of the register that recognises the seller; null where a Bouwblok says what counts.</param>
/// <param name="FactorBasisPoints">What that register counts for on the day of the invoice: 0,5 is 5.000; 0 with a Bouwblok.</param>
/// <param name="Bouwblok">Code of a block of unit InvoiceExclVat in the contract's Tarief: what it pays for each euro.</param>
public sealed record SocialPurchase(
    DateOnly On, string SellerKvk, string InvoiceHash, Invoiced Amount, string? Register, int FactorBasisPoints, string? Bouwblok) : EffortContent
{
    /// <inheritdoc/>
    public override IEnumerable<EffortFact> Facts => [new(On, (Amount, Register, FactorBasisPoints, Bouwblok))];
}

/// <summary>What people did on a day.</summary>
/// <param name="Persons">How many, at least 1.</param>
/// <param name="Hundredths">Hours of all of them together, in hundredths: 12,5 person-hours is 1.250.</param>
public sealed record ActivityDay(DateOnly On, int Persons, int Hundredths);

/// <summary>Days on which people of the supplier worked for a social initiative.</summary>
/// <param name="Bouwblok">Code of a block of unit Hour or Day in the contract's Tarief.</param>
/// <param name="HourlyRate">What an hour was agreed to be worth; only where the Tarief gives no rate but a maximum a day (unit Day).</param>
/// <param name="Days">Hours of one day are counted together.</param>
public sealed record ActivityDays(string Bouwblok, Euros? HourlyRate, IReadOnlyList<ActivityDay> Days) : EffortContent
{
    /// <inheritdoc/>
    public override IEnumerable<EffortFact> Facts => Days.Select(d => new EffortFact(d.On, d));

    /// <inheritdoc/>
    public override object? Common => (Bouwblok, HourlyRate);
}

/// <summary>A cost of training or coaching, on the day it was made.</summary>
public sealed record Cost(DateOnly On, Invoiced Amount);

/// <summary>Training or coaching, at cost.</summary>
public sealed record Costs(IReadOnlyList<Cost> Items) : EffortContent
{
    /// <inheritdoc/>
    public override IEnumerable<EffortFact> Facts => Items.Select(c => new EffortFact(c.On, c));
}

/// <summary>A certificate on a level of the Prestatieladder.</summary>
/// <param name="Level">As certified: "Trede 2"; a level of the policy's table.</param>
/// <param name="From">First day it is valid.</param>
/// <param name="Until">Last day it is valid.</param>
public sealed record PsoCertificate(string Level, DateOnly From, DateOnly Until);

/// <summary>The certificates that a supplier has had; levels change over time, and may overlap.</summary>
public sealed record PsoCertificates(IReadOnlyList<PsoCertificate> Items) : EffortContent
{
    /// <inheritdoc/>
    public override IEnumerable<EffortFact> Facts => Items.Select(c => new EffortFact(c.From, c));
}

/// <summary>What a supplier stated at one time about an effort. Reports are numbered from 1 and never change; each states the whole.</summary>
/// <param name="Number">From 1.</param>
/// <param name="ReportedThrough">Through which day it is stated; not after the day of reporting.</param>
/// <param name="Allocations">Contracts and shares, together at most 100 %.</param>
public sealed record EffortReport(int Number, EffortKind Kind, EffortContent Content, DateOnly ReportedThrough, IReadOnlyList<Allocation> Allocations)
{
    /// <summary>First day that something is stated of.</summary>
    public DateOnly FirstDay => Content.FirstDay;

    /// <summary>The share for one contract in basis points; 0 where it has none.</summary>
    public int ShareOf(Guid contractId) => Allocations.Where(a => a.ContractId == contractId).Sum(a => a.BasisPoints);
}

/// <summary>An effort as one contract sees it.</summary>
/// <param name="SupplierId">Who reports it.</param>
/// <param name="ContractId">Whose share of it is meant.</param>
/// <param name="Reports">All reports, by number; at least one.</param>
public sealed record EffortOnContract(
    Guid Id, Guid SupplierId, Guid ContractId, IReadOnlyList<EffortReport> Reports, PlacementState State,
    int? VerifiedReport, DateOnly? VerifiedThrough, DateOnly? RevokedFrom) : OnContract(State, VerifiedReport, VerifiedThrough, RevokedFrom)
{
    private static readonly VerdictRefusals Words = new(
        Domain.Refusals.EffortStateOther, Domain.Refusals.EffortNewerReport, Domain.Refusals.EffortReportUnknown, Domain.Refusals.EffortOwnReport,
        Domain.Refusals.EffortThroughNotReported, Domain.Refusals.EffortThroughBeforeStart, Domain.Refusals.EffortNotVerified,
        Domain.Refusals.EffortRevocationEmpty);

    /// <summary>The newest report.</summary>
    public EffortReport Latest => Reports[^1];

    /// <inheritdoc/>
    public override int LatestNumber => Latest.Number;

    /// <inheritdoc/>
    public override DateOnly FirstDay => Latest.FirstDay;

    /// <inheritdoc/>
    public override DateOnly ReportedThrough => Latest.ReportedThrough;

    internal override VerdictRefusals Refusals => Words;

    /// <summary>As if nothing of it went beyond a day; a report of later days only is of nothing then.</summary>
    public EffortOnContract Through(DateOnly day) => this with
    {
        Reports = [.. Reports.Select(r => r with { ReportedThrough = r.ReportedThrough < day ? r.ReportedThrough : day })],
        VerifiedThrough = VerifiedThrough is { } through && through > day ? day : VerifiedThrough,
    };

    /// <summary>It after a new report.</summary>
    public EffortOnContract After(EffortReport report) => this with { Reports = [.. Reports, report], State = StateAfterReport };
}
