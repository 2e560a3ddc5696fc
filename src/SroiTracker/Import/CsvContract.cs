using System.Globalization;
using System.Text.RegularExpressions;
using SroiTracker.Contracts;
using SroiTracker.Domain;
using SroiTracker.Http;

namespace SroiTracker.Import;

/// <summary>One row of a CSV file (<see cref="Csv"/>) as a contract; places are column names.</summary>
internal sealed partial class CsvContract(Dictionary<string, string> row, Findings findings)
{
    internal NoticeContract Read()
    {
        var reference = Findings.Id(Text("reference")) ?? throw new RefusedException(Refusals.ValueMissing.At("reference"));
        var buyer = findings.Organisation(Text("buyerName"), Text("buyerId"), null, Text("buyerScheme"), "buyerName") ?? throw new RefusedException(Refusals.NoticeNoBuyer.At("buyerName"));
        var suppliers = Suppliers();
        if (suppliers.Count == 0) throw new RefusedException(Refusals.AwardNoWinner.At("supplierName", reference));
        return findings.Checked(new()
        {
            Source = new()
            {
                Format = NoticeFormat.Csv,
                NoticeId = null,
                PublicationNumber = ContractIdentity.PublicationNumber(Text("publicationNumber")),
                IssuedAt = Day("noticeDate") is { } made ? new DateTimeOffset(made, TimeOnly.MinValue, TimeSpan.Zero) : null,
                // A file without procedures is one list: the buyer's reference is what tells its contracts apart.
                ProcedureId = Findings.Id(Text("procedureId")) ?? $"csv {reference}",
                LotId = Findings.Id(Text("lotId")),
                ContractId = reference,
            },
            Buyers = [buyer],
            Suppliers = suppliers,
            SupplierRole = suppliers.Count > 1 ? SupplierRole.Joint : null,
            Reference = reference,
            Title = findings.Title(Text("title"), "title"),
            Kind = Word<ContractKind>("kind"),
            Nature = Word<ContractNature>("nature"),
            Value = Amount("value"),
            EstimatedValue = Amount("estimatedValue"),
            StartDate = Day("startDate"),
            EndDate = Day("endDate"),
            DurationMonths = findings.Months(Text("durationMonths"), "MONTH", "durationMonths"),
            AwardDate = Day("awardDate"),
            SignatureDate = Day("signatureDate"),
            PublicationDate = Day("publicationDate"),
            Cpv = [.. Words("cpv").Select(c => c.Split('-')[0]).Where(c => c.Length == 8 && c.All(char.IsAsciiDigit)).Distinct()],
            Nuts = [.. Words("nuts").Distinct()],
        }, "reference");
    }

    /// <summary>
    /// An amount as Dutch or plain decimal text, in plain decimal notation; null when it may mean two amounts. "1.234" is
    /// a thousand to one reader and one euro to another.
    /// </summary>
    internal static string? Plain(string text)
    {
        var amount = text.Trim();
        if (Whole().IsMatch(amount)) return amount;
        if (Thousands().IsMatch(amount)) return amount.Replace(".", "", StringComparison.Ordinal).Replace(',', '.');
        if (Decimals().IsMatch(amount)) return amount.Replace(',', '.');
        return null;
    }

    private List<NoticeOrganisation> Suppliers()
    {
        var names = Parts("supplierName");
        var (schemes, numbers) = (Parts("supplierScheme"), Parts("supplierId"));
        return [.. names.Select((name, i) => findings.Organisation(name, numbers.ElementAtOrDefault(i), null, schemes.ElementAtOrDefault(i), "supplierName")).OfType<NoticeOrganisation>()];
    }

    private Money? Amount(string column)
    {
        if (Text(column) is not { } text) return null;
        return findings.Amount(Plain(text) ?? throw new RefusedException(Refusals.AmountUnreadable.At(column, text.Length > 40 ? text[..40] : text)), Text("currency")?.Trim(), column);
    }

    private DateOnly? Day(string column)
    {
        var text = Text(column)?.Trim();
        return text is not null && DateOnly.TryParseExact(text, "d-M-yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var dutch)
            ? findings.Day(dutch.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), column)
            : findings.Day(text, column);
    }

    private T? Word<T>(string column) where T : struct, Enum
    {
        if (Text(column) is not { } text) return null;
        return Enum.GetValues<T>().Cast<T?>().FirstOrDefault(v => v.ToString()!.Equals(text.Trim(), StringComparison.OrdinalIgnoreCase))
            ?? throw new RefusedException(Refusals.ValueInvalid.At(column, string.Join(", ", Enum.GetNames<T>())));
    }

    private string? Text(string column) => row.GetValueOrDefault(column);

    private string[] Parts(string column) => Text(column)?.Split('|') ?? [];

    private string[] Words(string column) => Text(column)?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];

    [GeneratedRegex(@"^-?\d+$")]
    private static partial Regex Whole();

    [GeneratedRegex(@"^-?\d{1,3}(\.\d{3})+,\d{1,2}$|^-?\d{1,3}(\.\d{3}){2,}$")]
    private static partial Regex Thousands();

    [GeneratedRegex(@"^-?\d+[.,]\d{1,2}$")]
    private static partial Regex Decimals();
}
