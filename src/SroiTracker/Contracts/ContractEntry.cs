using SroiTracker.Domain;
using SroiTracker.Http;

namespace SroiTracker.Contracts;

/// <summary>Several suppliers of one contract are a combinatie (all see one total); separate ones have a contract each.</summary>
public enum SupplierRole { Joint, Separate }

/// <summary>An extension or option as it is entered.</summary>
/// <param name="Value">Excl. VAT.</param>
/// <param name="ExercisedDate">The day it was taken up; null while it is open.</param>
public sealed record OptionEntry(Money? Value, DateOnly? ExercisedDate);

/// <summary>A code on social procurement under the eForms field it belongs to: BT-775, BT-06, BT-71, BT-736.</summary>
public sealed record SocialCode(string? Field, string? Code);

/// <summary>The notice that a contract was taken from; each identifier as the notice gives it.</summary>
public sealed record SourceNotice(
    string? Format, string? NoticeId = null, string? PublicationNumber = null, string? ProcedureId = null, string? LotId = null,
    string? AwardId = null, string? ContractId = null);

/// <summary>A mention of social return in a notice, and where it stands: a hint to the officer, never a clause.</summary>
public sealed record SocialReturnHint(string? Text, string? Pointer);

/// <summary>What is known of a contract beside its parties, in the words of api.md. Unknown is null or empty, never a guess.</summary>
public abstract record ContractTerms
{
    /// <summary>The buyer's own number of the contract.</summary>
    public string? Reference { get; init; }
    public string? Title { get; init; }
    /// <summary>Null is <see cref="ContractKind.Contract"/>.</summary>
    public ContractKind? Kind { get; init; }
    public ContractNature? Nature { get; init; }
    /// <summary>The framework agreement of a call-off.</summary>
    public Guid? ParentId { get; init; }
    /// <summary>Awarded, without options, excl. VAT.</summary>
    public Money? Value { get; init; }
    public Money? LabourValue { get; init; }
    /// <summary>Estimated before the tender, options included.</summary>
    public Money? EstimatedValue { get; init; }
    public IReadOnlyList<OptionEntry> Options { get; init => field = value ?? []; } = [];
    public int? DurationMonths { get; init; }
    public DateOnly? AwardDate { get; init; }
    public SupplierRole? SupplierRole { get; init; }
    /// <summary>The lead partner of a combinatie.</summary>
    public Guid? LeadSupplierId { get; init; }
    public IReadOnlyList<Guid> SubcontractorIds { get; init => field = value ?? []; } = [];
    public IReadOnlyList<SocialCode> SocialCodes { get; init => field = value ?? []; } = [];
    public DateOnly? StartDate { get; init; }
    public DateOnly? EndDate { get; init; }
    public DateOnly? SignatureDate { get; init; }
    /// <summary>Of the tender; some Tarieven are bound by it.</summary>
    public DateOnly? PublicationDate { get; init; }
    /// <summary>Eight digits each, the main code first.</summary>
    public IReadOnlyList<string> Cpv { get; init => field = value ?? []; } = [];
    public IReadOnlyList<string> Nuts { get; init => field = value ?? []; } = [];
    /// <summary>Left out in a change, it stays as it was.</summary>
    public SourceNotice? SourceNotice { get; init; }
    /// <summary>Left out in a change, they stay as they were.</summary>
    public IReadOnlyList<SocialReturnHint> SocialReturnHints { get; init => field = value ?? []; } = [];

    /// <summary>What an obligation rests on. Amounts are in <see cref="ContractFacts.Currency"/>; one contract has one currency.</summary>
    internal ContractFacts Facts => new(
        Nature, Kind ?? ContractKind.Contract, Cents(Value), Cents(LabourValue), Cents(EstimatedValue),
        [.. Options.Where(o => o.Value is not null).Select(o => new ContractOption(Cents(o.Value)!.Value, o.ExercisedDate))],
        StartDate, EndDate, DurationMonths, AwardDate, SignatureDate, TenderPublished, Cpv,
        Amounts.FirstOrDefault()?.Currency ?? "");

    /// <summary>Every amount that is entered.</summary>
    internal IEnumerable<Money> Amounts => new[] { Value, LabourValue, EstimatedValue }.Concat(Options.Select(o => o.Value)).OfType<Money>();

    // After the award it is the award that was published, which binds no Tarief: then it is as if it were missing (rules.md 1).
    private DateOnly? TenderPublished => PublicationDate > AwardDate ? null : PublicationDate;

    private static Euros? Cents(Money? money) => money is null ? null : Euros.From(money.Amount);
}

/// <summary>A contract as it is entered, by an officer or from a notice; also as it is kept.</summary>
public sealed record ContractEntry : ContractTerms
{
    public ContractEntry() { }

    /// <summary>Terms as a notice gives them; the parties are still to be named.</summary>
    public ContractEntry(ContractTerms terms) : base(terms) { }

    public Guid? BuyerId { get; init; }
    public IReadOnlyList<Guid> SupplierIds { get; init => field = value ?? []; } = [];
}
