using SroiTracker.Bouwblokken;
using SroiTracker.Domain;

namespace SroiTracker.Efforts;

/// <summary>An invoice as it is kept and shown: by the hash of its number.</summary>
/// <param name="RegisterFactor">What the register counted for on the day of the invoice: 0.5 is half; null with a Bouwblok.</param>
public sealed record KeptInvoice(
    string SellerKvk, string InvoiceHash, DateOnly InvoiceDate, Euros Amount, decimal? VatPercentage, string? Register, decimal? RegisterFactor);

/// <summary>What a report of an effort states, as it is kept and shown.</summary>
public sealed record EffortBody(
    EffortKind Kind, string? Description, string? Bouwblok, Euros? HourlyRate, KeptInvoice? Invoice, IReadOnlyList<StatedDay> Days, IReadOnlyList<StatedCost> Costs,
    IReadOnlyList<StatedCertificate> Certificates, IReadOnlyList<EvidenceReference> Evidence)
{
    /// <summary>From what came in, after its form was found right.</summary>
    /// <param name="was">The report before it; an invoice without a number is the one that was stated there.</param>
    /// <exception cref="RefusedException">An invoice without a number; a register that is unknown or did not count on that day.</exception>
    internal static EffortBody Of(EffortStatement statement, EffortBody? was) => new(
        statement.Kind!.Value, Text(statement.Description), Text(statement.Bouwblok), statement.HourlyRate,
        statement.Invoice is { } invoice ? Of(invoice, was?.Invoice) : null, statement.Days ?? [], statement.Costs ?? [],
        [.. (statement.Certificates ?? []).Select(c => c with { Level = c.Level!.Trim() })],
        [.. (statement.Evidence ?? []).Select(e => e with { Hash = e.Hash!.ToLowerInvariant() })]);

    /// <summary>As the domain judges and values it.</summary>
    internal EffortContent Content => Kind switch
    {
        EffortKind.SocialPurchase => new SocialPurchase(
            Invoice!.InvoiceDate, Invoice.SellerKvk, Invoice.InvoiceHash, Invoiced(Invoice.Amount, Invoice.VatPercentage), Invoice.Register,
            (int)((Invoice.RegisterFactor ?? 0) * 10_000), Bouwblok),
        EffortKind.Activity => new ActivityDays(Bouwblok!, HourlyRate, [.. Days.Select(d => new ActivityDay(d.Date!.Value, d.Persons!.Value, (int)(d.Hours!.Value * 100)))]),
        EffortKind.Training or EffortKind.Coaching => new Costs([.. Costs.Select(c => new Cost(c.Date!.Value, Invoiced(c.Amount!.Value, c.VatPercentage)))]),
        _ => new PsoCertificates([.. Certificates.Select(c => new PsoCertificate(c.Level!, c.ValidFromDate!.Value, c.ValidToDate!.Value))]),
    };

    /// <summary>Whether another report states the same, also in what only people read.</summary>
    internal bool SameAs(EffortBody other) =>
        this with { Days = other.Days, Costs = other.Costs, Certificates = other.Certificates, Evidence = other.Evidence } == other
        && Days.SequenceEqual(other.Days) && Costs.SequenceEqual(other.Costs) && Certificates.SequenceEqual(other.Certificates) && Evidence.SequenceEqual(other.Evidence);

    private static KeptInvoice Of(StatedInvoice invoice, KeptInvoice? was)
    {
        var hash = invoice.InvoiceNumber is { } number ? InvoiceNumber.Hash(number) : was?.InvoiceHash ?? throw new RefusedException(Refusals.ValueMissing.At("/invoice/invoiceNumber"));
        var day = invoice.InvoiceDate!.Value;
        decimal? factor = invoice.Register is not { } code ? null
            : RegisterFiles.Find(code)?.On(day) is { } counts ? counts / 10_000m
            : throw new RefusedException(Refusals.InvoiceRegisterUnknown.At("/invoice/register", day, string.Join(", ", RegisterFiles.All.Select(r => r.Code))));
        return new(invoice.SellerKvk!, hash, day, invoice.Amount!.Value, invoice.VatPercentage, invoice.Register, factor);
    }

    private static Invoiced Invoiced(Euros amount, decimal? vatPercentage) => new(amount, vatPercentage is { } rate ? (int)(rate * 100) : null);

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
