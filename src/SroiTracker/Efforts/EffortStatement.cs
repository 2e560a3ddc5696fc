using FluentValidation;
using SroiTracker.Contracts;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.Placements;

namespace SroiTracker.Efforts;

/// <summary>An invoice, or a credit note with a negative amount.</summary>
/// <param name="InvoiceNumber">Kept as its SHA-256 only; in a next report it may be left out.</param>
/// <param name="Amount">Without VAT, or with it where the rate is given.</param>
/// <param name="VatPercentage">The rate of the VAT in the amount; null where there is none in it.</param>
/// <param name="Register">Code of the register that recognises the seller; null where a Bouwblok says what counts.</param>
/// <param name="GroupKvks">Companies of the supplier's own group: buying there does not count, now and later.</param>
public sealed record StatedInvoice(
    string? SellerKvk, string? InvoiceNumber, DateOnly? InvoiceDate, Euros? Amount, decimal? VatPercentage, string? Register, IReadOnlyList<string>? GroupKvks);

/// <summary>A day of an activity.</summary>
/// <param name="Hours">Of all persons together, with at most two decimals.</param>
public sealed record StatedDay(DateOnly? Date, int? Persons, decimal? Hours);

/// <summary>A cost of training or coaching.</summary>
/// <param name="VatPercentage">The rate of the VAT in the amount; null where there is none in it.</param>
public sealed record StatedCost(DateOnly? Date, Euros? Amount, decimal? VatPercentage);

/// <summary>A PSO certificate.</summary>
/// <param name="Level">A level of the policy's table.</param>
public sealed record StatedCertificate(string? Level, string? CertificateNumber, DateOnly? ValidFromDate, DateOnly? ValidToDate);

/// <summary>What kind of thing an evidence reference is about.</summary>
public enum EvidenceKind { Invoice, ProofOfPayment, AttendanceList, Timesheet, Certificate, Agreement, Statement, Photo, Other }

/// <summary>A reference to evidence; never the document itself (rules.md 8).</summary>
/// <param name="Hash">SHA-256 of the document, 64 hexadecimal digits.</param>
/// <param name="Date">Of the document.</param>
/// <param name="SeenBy">The role of who saw it at the supplier's; no names.</param>
/// <param name="KeptAt">Where it is kept.</param>
public sealed record EvidenceReference(EvidenceKind? Kind, string? Hash, DateOnly? Date, string? SeenBy, string? KeptAt);

/// <summary>A report of an effort as it comes in; which of invoice, days, costs and certificates there are, its kind says.</summary>
/// <param name="SupplierId">Where an officer reports for a supplier; a supplier may name itself.</param>
/// <param name="Bouwblok">Of an activity; of an invoice where no register recognises the seller.</param>
/// <param name="HourlyRate">What an hour of an activity was agreed to be worth, where the Tarief gives a maximum a day only.</param>
/// <param name="ReportedThroughDate">Of certificates: through which day they are known to hold. Of other kinds the last day where it is left out.</param>
public sealed record EffortStatement(
    Guid? SupplierId, string? SupplierReference, EffortKind? Kind, string? Description, string? Bouwblok, Euros? HourlyRate, StatedInvoice? Invoice,
    IReadOnlyList<StatedDay>? Days, IReadOnlyList<StatedCost>? Costs, IReadOnlyList<StatedCertificate>? Certificates, DateOnly? ReportedThroughDate,
    IReadOnlyList<EvidenceReference>? Evidence, IReadOnlyList<StatedShare>? Allocations)
{
    private const int MostDays = 400;
    private const int MostCosts = 400;
    private const int MostCertificates = 40;
    internal const int MostEvidence = 40;
    private const int MostGroup = 100;
    private const int MostAllocations = 40;

    /// <summary>The form of a report, whoever sends it. What needs the reports before it or the Tarief, the domain judges.</summary>
    internal sealed class Validator : AbstractValidator<EffortStatement>
    {
        public Validator()
        {
            RuleFor(s => s.SupplierReference).AtMost(100).WithoutBsn();
            RuleFor(s => s.Kind).Given();
            RuleFor(s => s.Description).AtMost(1000).WithoutBsn();
            RuleFor(s => s.Bouwblok).AtMost(100).WithoutBsn();
            RuleFor(s => s.Bouwblok).Must((s, b) => s.Kind != EffortKind.Activity || !string.IsNullOrWhiteSpace(b)).Or(Refusals.ValueMissing);
            OnlyOf(s => s.Bouwblok is not null, "bouwblok", EffortKind.Activity, EffortKind.SocialPurchase);
            OnlyOf(s => s.HourlyRate is not null, "hourlyRate", EffortKind.Activity);
            OnlyOf(s => s.Invoice is not null, "invoice", EffortKind.SocialPurchase);
            OnlyOf(s => s.Days is { Count: > 0 }, "days", EffortKind.Activity);
            OnlyOf(s => s.Costs is { Count: > 0 }, "costs", EffortKind.Training, EffortKind.Coaching);
            OnlyOf(s => s.Certificates is { Count: > 0 }, "certificates", EffortKind.PsoCertificate);

            RuleFor(s => s.Invoice).Must((s, i) => s.Kind != EffortKind.SocialPurchase || i is not null).Or(Refusals.ValueMissing);
            RuleFor(s => s.Invoice!).SetValidator(new InvoiceValidator());
            RuleFor(s => s.Days).Must((s, d) => s.Kind != EffortKind.Activity || d is { Count: > 0 }).Or(Refusals.ValueMissing);
            RuleFor(s => s.Days).Within(new(Most: MostDays), d => d is null || d.Count <= MostDays).Or(Refusals.ListTooLong, MostDays);
            RuleForEach(s => s.Days).ChildRules(day =>
            {
                day.RuleFor(d => d.Date).Given();
                day.RuleFor(d => d.Persons).Given();
                day.RuleFor(d => d.Hours).Cascade(CascadeMode.Stop).Given().Must(h => h is > 0 and <= 1_000_000 && HasTwoDecimals(h.Value)).Or(Refusals.ValueInvalid, "7.25");
            });
            RuleFor(s => s.Costs).Must((s, c) => s.Kind is not (EffortKind.Training or EffortKind.Coaching) || c is { Count: > 0 }).Or(Refusals.ValueMissing);
            RuleFor(s => s.Costs).Within(new(Most: MostCosts), c => c is null || c.Count <= MostCosts).Or(Refusals.ListTooLong, MostCosts);
            RuleForEach(s => s.Costs).ChildRules(cost =>
            {
                cost.RuleFor(c => c.Date).Given();
                cost.RuleFor(c => c.Amount).Given();
                cost.RuleFor(c => c.VatPercentage).Must(IsRate).Or(Refusals.VatPercentage);
            });
            RuleFor(s => s.Certificates).Must((s, c) => s.Kind != EffortKind.PsoCertificate || c is { Count: > 0 }).Or(Refusals.ValueMissing);
            RuleFor(s => s.Certificates).Within(new(Most: MostCertificates), c => c is null || c.Count <= MostCertificates).Or(Refusals.ListTooLong, MostCertificates);
            RuleForEach(s => s.Certificates).ChildRules(certificate =>
            {
                certificate.RuleFor(c => c.Level).Required(100);
                certificate.RuleFor(c => c.Level).WithoutBsn();
                certificate.RuleFor(c => c.CertificateNumber).AtMost(100).WithoutBsn();
                certificate.RuleFor(c => c.ValidFromDate).Given();
                certificate.RuleFor(c => c.ValidToDate).Given();
            });
            RuleFor(s => s.ReportedThroughDate).Must((s, d) => s.Kind != EffortKind.PsoCertificate || d is not null).Or(Refusals.ValueMissing);
            RuleFor(s => s.Evidence).Within(new(Most: MostEvidence), e => e is null || e.Count <= MostEvidence).Or(Refusals.ListTooLong, MostEvidence);
            RuleForEach(s => s.Evidence).ChildRules(evidence =>
            {
                evidence.RuleFor(e => e.Kind).Given();
                evidence.RuleFor(e => e.Hash).Must(IsSha256).Or(Refusals.EvidenceHash);
                evidence.RuleFor(e => e.Date).Given();
                evidence.RuleFor(e => e.Date).RightDate();
                evidence.RuleFor(e => e.SeenBy).AtMost(100).WithoutBsn();
                evidence.RuleFor(e => e.KeptAt).Required(500);
                evidence.RuleFor(e => e.KeptAt).WithoutBsn();
            });
            RuleFor(s => s.Allocations).Cascade(CascadeMode.Stop)
                .Within(new(Needed: true, Fewest: 1), a => a is { Count: > 0 }).Or(Refusals.ValueMissing)
                .Within(new(Most: MostAllocations), a => a!.Count <= MostAllocations).Or(Refusals.ListTooLong, MostAllocations);
            RuleForEach(s => s.Allocations).SetValidator(new PlacementStatement.ShareValidator());
        }

        private void OnlyOf(Func<EffortStatement, bool> isThere, string name, params EffortKind[] kinds) =>
            RuleFor(s => s).Must(s => s.Kind is not { } kind || kinds.Contains(kind) || !isThere(s)).Or(Refusals.EffortNotOfKind).OverridePropertyName(name);
    }

    // Fields of an invoice are not tested for a citizen service number (rules.md 8): numbers of invoices look like one.
    private sealed class InvoiceValidator : AbstractValidator<StatedInvoice>
    {
        public InvoiceValidator()
        {
            RuleFor(i => i.SellerKvk).Given();
            RuleFor(i => i.InvoiceNumber).Must(n => n is null || n.Length <= 100 && !string.IsNullOrWhiteSpace(n)).Or(Refusals.ValueTooLong, 100);
            RuleFor(i => i.InvoiceDate).Given();
            RuleFor(i => i.Amount).Given();
            RuleFor(i => i.VatPercentage).Must(IsRate).Or(Refusals.VatPercentage);
            RuleFor(i => i.Register).AtMost(100);
            RuleFor(i => i.GroupKvks).Within(new(Most: MostGroup), g => g is null || g.Count <= MostGroup).Or(Refusals.ListTooLong, MostGroup);
            RuleForEach(i => i.GroupKvks).Must(OrganisationIdentifier.IsKvkNumber).Or(Refusals.OrganisationKvk);
        }
    }

    /// <summary>64 hexadecimal digits.</summary>
    internal static bool IsSha256(string? hash) => hash is { Length: 64 } && hash.All(char.IsAsciiHexDigit);

    private static bool IsRate(decimal? percentage) => percentage is null or (>= 0 and <= 100) && HasTwoDecimals(percentage ?? 0);

    private static bool HasTwoDecimals(decimal number) => decimal.Round(number, 2) == number;
}
