using FluentValidation;
using SroiTracker.Domain;
using SroiTracker.Http;

namespace SroiTracker.Contracts;

/// <summary>A contract goes from one supplier to another: the days of the one that leaves count until then, of the other from then on.</summary>
public sealed record TransferEntry(Guid? FromSupplierId, Guid? ToSupplierId);

/// <summary>
/// What changes on a contract from a day on. Fields that are left out stay as they were; at least one changes. A whole
/// clause goes instead of the percentage and the Tarief.
/// </summary>
public sealed record AmendmentEntry
{
    /// <summary>The day it holds from: what was due before it stays due, days before it keep their Tarief.</summary>
    public DateOnly? FromDate { get; init; }
    public string? Reason { get; init; }
    public Money? Value { get; init; }
    public Money? LabourValue { get; init; }
    public Money? EstimatedValue { get; init; }
    /// <summary>All options, with the days on which they were exercised.</summary>
    public IReadOnlyList<OptionEntry>? Options { get; init; }
    public DateOnly? StartDate { get; init; }
    /// <summary>An extension, or an early end.</summary>
    public DateOnly? EndDate { get; init; }
    /// <summary>The percentage that holds: the offered one where the clause is an award criterion.</summary>
    public decimal? Percentage { get; init; }
    public Guid? TariefId { get; init; }
    public ClauseEntry? Clause { get; init; }
    /// <summary>What the officer says to the warnings of the amended clause; left out, the answer stays as it was. A whole clause says it itself.</summary>
    public string? WarningsAnswer { get; init; }
    /// <summary>Another supplier takes over from one that leaves.</summary>
    public TransferEntry? Transfer { get; init; }

    internal bool ChangesFacts => Value is not null || LabourValue is not null || EstimatedValue is not null || Options is not null || StartDate is not null || EndDate is not null;
    internal bool ChangesClause => Percentage is not null || TariefId is not null || Clause is not null;

    /// <summary>The contract as it is with these facts.</summary>
    internal ContractEntry On(ContractEntry was) => was with
    {
        Value = Value ?? was.Value, LabourValue = LabourValue ?? was.LabourValue, EstimatedValue = EstimatedValue ?? was.EstimatedValue,
        Options = Options ?? was.Options, StartDate = StartDate ?? was.StartDate, EndDate = EndDate ?? was.EndDate,
        // A duration says the end only where no end is given.
        DurationMonths = EndDate is null ? was.DurationMonths : null,
        SupplierIds = Transfer is null ? was.SupplierIds : [.. was.SupplierIds.Select(id => id == Transfer.FromSupplierId ? Transfer.ToSupplierId!.Value : id).Distinct()],
        SubcontractorIds = Transfer is null ? was.SubcontractorIds : [.. was.SubcontractorIds.Where(id => id != Transfer.ToSupplierId)],
        LeadSupplierId = Transfer is not null && was.LeadSupplierId == Transfer.FromSupplierId ? Transfer.ToSupplierId : was.LeadSupplierId,
    };

    /// <summary>The clause as it is with this percentage and this Tarief.</summary>
    internal ClauseEntry On(ClauseEntry was)
    {
        if (Clause is not null) return Clause;
        var isOffered = was.Kind == ClauseKind.AwardCriterion;
        return was with
        {
            Percentage = isOffered ? was.Percentage : Percentage ?? was.Percentage,
            OfferedPercentage = isOffered ? Percentage ?? was.OfferedPercentage : was.OfferedPercentage,
            // Another Tarief may have another full-time week.
            TariefId = TariefId ?? was.TariefId, FullTimeHours = TariefId is null ? was.FullTimeHours : null, DeviationReason = Reason,
            WarningsAnswer = WarningsAnswer ?? was.WarningsAnswer,
        };
    }
}

/// <summary>Judges the form of an amendment; what it makes of the contract is <see cref="AmendedContract"/>'s.</summary>
internal sealed class AmendmentEntryValidator : AbstractValidator<AmendmentEntry>
{
    public AmendmentEntryValidator()
    {
        RuleFor(a => a).Must(a => a.ChangesFacts || a.ChangesClause || a.Transfer is not null).Or(Refusals.AmendmentEmpty).OverridePropertyName("");
        RuleFor(a => a.FromDate).Given();
        RuleFor(a => a.FromDate).RightDate();
        RuleFor(a => a.Reason).Required(2000);
        RuleFor(a => a.Reason).WithoutBsn();
        RuleFor(a => a.WarningsAnswer).AtMost(2000).WithoutBsn();
        RuleFor(a => a.Percentage).RightPercentage();
        RuleFor(a => a.Clause).Must((a, clause) => clause is null || a.Percentage is null && a.TariefId is null).Or(Refusals.AmendmentClauseTwice);
        RuleFor(a => a.Clause!).SetValidator(new ClauseEntryValidator());
        RuleFor(a => a.Transfer!).ChildRules(transfer =>
        {
            transfer.RuleFor(t => t.FromSupplierId).Given();
            transfer.RuleFor(t => t.ToSupplierId).Given();
            transfer.RuleFor(t => t.ToSupplierId).Must((t, to) => to is null || to != t.FromSupplierId).Or(Refusals.ContractPartyTwice);
        });
    }
}
