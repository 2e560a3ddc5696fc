using System.Globalization;
using System.Text.RegularExpressions;
using SroiTracker.Contracts;
using SroiTracker.Domain;
using SroiTracker.Http;

namespace SroiTracker.Import;

/// <summary>
/// What a notice says, taken with its doubts: every method answers the fact, or nothing with a warning that names the
/// place. What makes a whole notice unfit throws <see cref="RefusedException"/>, which ends that notice alone.
/// </summary>
internal sealed partial class Findings
{
    internal const int MostContracts = 1000;
    private const int MostSuppliers = 50;
    private const int MostCodes = 100;
    private const int LongestTitle = 500;
    private const int LongestId = 200;

    private readonly List<Objection> _warnings = [];
    private readonly List<Objection> _skipped = [];
    private int _checked;

    /// <summary>In the order they were found, each once.</summary>
    internal IReadOnlyList<Objection> Warnings => [.. _warnings.Concat(_skipped).DistinctBy(w => (w.Refusal.Code, w.Place))];

    /// <summary>Why the first award that gave no contract gave none.</summary>
    internal Objection? FirstSkipped => _skipped.FirstOrDefault();

    internal void Warn(Refusal refusal, string place, params object?[] values) => _warnings.Add(refusal.At(place, values));

    internal void Warn(Objection? doubt)
    {
        if (doubt is not null) _warnings.Add(doubt);
    }

    /// <summary>An award or lot that gives no contract, while others in the notice may.</summary>
    internal void Skip(Refusal refusal, string place, params object?[] values) => _skipped.Add(refusal.At(place, values));

    /// <summary>
    /// An amount in plain decimal notation. Up to one (0, 0,01 and 1 are what publishers fill in when a field is
    /// mandatory) is a placeholder.
    /// </summary>
    /// <exception cref="RefusedException">No number, negative, or beyond what an amount can be.</exception>
    internal Money? Amount(string? amount, string? currency, string place)
    {
        if (string.IsNullOrWhiteSpace(amount)) return null;
        var text = amount.Trim();
        if (!decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var value))
            throw new RefusedException(double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _)
                ? Refusals.AmountTooLarge.At(place)
                : Refusals.AmountUnreadable.At(place, Short(text)));
        if (value < 0) throw new RefusedException(Refusals.AmountNegative.At(place, text));
        if (value > Euros.Largest.Amount) throw new RefusedException(Refusals.AmountTooLarge.At(place));
        if (currency?.Trim() is not { } code || !Currencies.Exists(code))
        {
            Warn(Refusals.AmountNoCurrency, place, value);
            return null;
        }
        if (value <= 1)
        {
            Warn(Refusals.AmountPlaceholder, place, value, code);
            return null;
        }
        if (decimal.Round(value, 2) != value)
        {
            Warn(Refusals.AmountDecimals, place, value);
            return null;
        }
        return new Money(decimal.Round(value, 2), code);
    }

    /// <summary>
    /// The calendar day as it is written, whatever time or offset follows it: 2024-04-01+02:00 is the first of April,
    /// read as UTC it would be the last of March. An instant at 22:00Z or 23:00Z is midnight in the Netherlands, so the
    /// next day may be meant: the written day is kept, with a warning.
    /// </summary>
    internal DateOnly? Day(string? text, string place)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        var written = text.Trim();
        var (length, format) = written.Length == 8 && written.All(char.IsAsciiDigit) ? (8, "yyyyMMdd") : (10, "yyyy-MM-dd");
        if (written.Length < length || written.Length > length && written[length] is not ('T' or 't' or 'Z' or '+' or '-')
            || !DateOnly.TryParseExact(written.AsSpan(0, length), format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            Warn(Refusals.DateUnreadable, place, Short(written));
            return null;
        }
        // 2000-01-01 is what eForms puts in a date that UBL demands and the form does not have.
        if (day.Year is < 1990 or > 2100 || day == new DateOnly(2000, 1, 1))
        {
            Warn(Refusals.DatePlaceholder, place, written[..length]);
            return null;
        }
        if (written.AsSpan(length).StartsWith("T22:00:00") && written.EndsWith('Z') || written.AsSpan(length).StartsWith("T23:00:00") && written.EndsWith('Z'))
            Warn(Refusals.DateAmbiguous, place, written);
        return day;
    }

    /// <summary>The instant of a date and a time as XML and JSON write them; midnight UTC where there is no time.</summary>
    internal static DateTimeOffset? Instant(string? date, string? time)
    {
        var day = date?.Trim() is { Length: >= 10 } d ? d : null;
        if (day is null) return null;
        var text = day.Length > 10 && day[10] == 'T' ? day : $"{day[..10]}T{(time?.Trim() is { Length: >= 8 } t ? t : "00:00:00Z")}";
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) ? instant.ToUniversalTime() : null;
    }

    /// <summary>A title: one line, masked, at most 500 characters.</summary>
    internal string? Title(string? text, string place) => string.IsNullOrWhiteSpace(text) ? null : Bounded(OneLine.From(text), place);

    private string Bounded(OneLine line, string place)
    {
        if (line.IsMasked) Warn(Refusals.TextMasked, place);
        if (line.Text.Length <= LongestTitle) return line.Text;
        Warn(Refusals.TextCut, place, LongestTitle);
        return line.Text[..LongestTitle];
    }

    /// <summary>An identifier: trimmed, one line, null when empty or longer than 200 characters.</summary>
    internal static string? Id(string? text) =>
        string.IsNullOrWhiteSpace(text) ? null : string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) is { Length: <= LongestId } id ? id : null;

    /// <summary>A party, or null with a warning where its name only fills a field.</summary>
    internal NoticeOrganisation? Organisation(string? name, string? number, string? country, string? scheme, string place)
    {
        if (string.IsNullOrWhiteSpace(name)) return null;
        var line = Bounded(OneLine.Name(name), place);
        if (Placeholders.Contains(line.TrimEnd('.')))
        {
            Warn(Refusals.OrganisationNamePlaceholder, place, line);
            return null;
        }
        var code = RegisterNumber.Country(country);
        var (identifier, doubt) = RegisterNumber.Read(number, code, scheme, place);
        Warn(doubt);
        return new(line, identifier, code);
    }

    /// <summary>A duration in whole months; other units give a warning, because a month is no fixed number of days.</summary>
    internal int? Months(string? count, string? unit, string place)
    {
        if (string.IsNullOrWhiteSpace(count)) return null;
        if (int.TryParse(count.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= 1200)
            switch (unit?.ToUpperInvariant())
            {
                case "MONTH" or "MON": return number;
                case "YEAR" or "ANN" when number <= 100: return number * 12;
            }
        Warn(Refusals.PeriodNotInMonths, place, Short(count), unit);
        return null;
    }

    /// <summary>What must hold between the facts of one contract, whatever its format; what cannot hold beside another is left out.</summary>
    /// <exception cref="RefusedException">The end lies before the start.</exception>
    internal NoticeContract Checked(NoticeContract contract, string place)
    {
        if (contract is { StartDate: { } start, EndDate: { } end } && end < start) throw new RefusedException(Refusals.PeriodReversed.At(place, start, end));
        if (contract is { SignatureDate: { } signed, EndDate: { } last } && signed > last) Warn(Refusals.DateOutOfOrder, place, signed, last);
        if (contract is { StartDate: null, EndDate: null, DurationMonths: null } && !IsDoubted("period.")) Warn(Refusals.PeriodMissing, place);
        if (contract.Value is null && !IsDoubted("amount.")) Warn(Refusals.AmountMissing, place);
        if (contract is { Value: { } value, EstimatedValue: { } estimate } && value.Currency != estimate.Currency)
        {
            Warn(Refusals.AmountOtherCurrency, place, Words(estimate), value.Currency);
            contract = contract with { EstimatedValue = null };
        }
        if (contract is { PublicationDate: { } published, AwardDate: { } awarded } && published > awarded)
        {
            Warn(Refusals.ContractPublishedAfterAward, place);
            contract = contract with { PublicationDate = null };
        }
        if (contract.Buyers.Count > 1) Warn(Refusals.BuyersSeveral, place, contract.Buyers.Count);
        if (contract.Suppliers.Count > 1 && contract.SupplierRole is null) Warn(Refusals.SuppliersRoleUnknown, place, contract.Suppliers.Count);
        if (contract.Suppliers.Count > MostSuppliers) throw new RefusedException(Refusals.NoticeTooManySuppliers.At(place, MostSuppliers));
        _checked = _warnings.Count;
        return contract with
        {
            Nuts = [.. contract.Nuts.Where(n => NutsCode().IsMatch(n)).Take(MostCodes)],
            Cpv = [.. contract.Cpv.Take(MostCodes)],
            SocialCodes = [.. contract.SocialCodes.Take(MostCodes)],
        };
    }

    /// <summary>The total of a notice beside what its contracts say: a difference is named, never settled.</summary>
    internal void Compare(Money? total, string totalPlace, IReadOnlyList<(Money? Value, string Place)> values)
    {
        if (total is null || values.Count == 0 || values.Any(v => v.Value is null)) return;
        var sum = values.Sum(v => v.Value!.Amount);
        if (values.Any(v => v.Value!.Currency != total.Currency) || sum != total.Amount)
            Warn(Refusals.AmountTwoTotals, values[0].Place, Words(new(sum, values[0].Value!.Currency)), Words(total), totalPlace);
    }

    /// <summary>"3887000.00 EUR".</summary>
    internal static string Words(Money money) => string.Create(CultureInfo.InvariantCulture, $"{money.Amount:0.00} {money.Currency}");

    /// <summary>
    /// The buyer's own number of a contract. "1" and "CON-0001" are ordinals of a form; where the notice has a single
    /// contract, the file number says more.
    /// </summary>
    internal static string? Reference(string? contractNumber, string? fileNumber, bool isOnlyContract)
    {
        var number = Id(contractNumber);
        var isOrdinal = number is null || number.Length <= 3 && number.All(char.IsAsciiDigit) || number.StartsWith("CON-", StringComparison.Ordinal);
        if (!isOrdinal) return number;
        return isOnlyContract && Id(fileNumber) is { } file ? file : number;
    }

    // What is missing and what was already said to be doubtful is one thing to look at.
    private bool IsDoubted(string about) => _warnings.Skip(_checked).Any(w => w.Refusal.Code.StartsWith(about, StringComparison.Ordinal));

    private static string Short(string text) => OneLine.From(text.Length > 60 ? text[..60] + "…" : text).Text;

    // Regulation (EC) No 1059/2003: a country and up to three characters more.
    [GeneratedRegex("^[A-Z]{2}[0-9A-Z]{0,3}$", RegexOptions.CultureInvariant)]
    private static partial Regex NutsCode();

    private static readonly HashSet<string> Placeholders = new(StringComparer.OrdinalIgnoreCase)
    {
        "Vervallen", "n.v.t", "nvt", "n/a", "n.a", "-", "onbekend", "unknown", "none", "geen", "test",
    };
}
