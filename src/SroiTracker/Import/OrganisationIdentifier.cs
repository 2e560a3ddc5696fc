using System.Globalization;
using System.Text.RegularExpressions;
using SroiTracker.Domain;

namespace SroiTracker.Import;

/// <summary>
/// The number of an organisation in a register. Schemes are those of org-id.guide; a number of which the register
/// cannot be told gets the scheme "NL-UNKNOWN" (any country code), and "XX-UNKNOWN" where even the country is unknown.
/// </summary>
/// <param name="Scheme">"NL-KVK", "NL-OIN", "GB-COH", "FI-UNKNOWN" …</param>
/// <param name="Id">The number; without spaces and dots where it is made of digits.</param>
public sealed partial record OrganisationIdentifier(string Scheme, string Id)
{
    /// <summary>Whether the register is known; only then do two different numbers mean two organisations.</summary>
    public bool IsOfRegister => !Scheme.EndsWith("-UNKNOWN", StringComparison.Ordinal);

    /// <summary>
    /// Reads a number. A declared scheme is believed when the number has that scheme's form; without one the country
    /// decides, by form: eight digits in the Netherlands are a KvK number (the "national registration number" of the
    /// notice), twenty an OIN. Nine digits may be an RSIN, a VAT number or a slip, twelve a KvK number with a branch,
    /// fourteen a SIRET: that is not guessed.
    /// </summary>
    /// <param name="number">As the notice gives it.</param>
    /// <param name="country">Two letters, or null.</param>
    /// <param name="declared">The scheme the notice names, or an ISO 6523 code (0106 KvK, 0190 OIN, 0192 Norway), or null.</param>
    /// <returns>The identifier, and what is doubtful about it, if anything.</returns>
    internal static (OrganisationIdentifier? Identifier, Objection? Doubt) Read(string? number, string? country, string? declared, string place)
    {
        var text = Spaces().Replace(number?.Trim() ?? "", " ");
        if (text.Length is 0 or > 100) return (null, null);
        var digits = text.Replace(" ", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal);
        var unknown = new OrganisationIdentifier($"{country ?? "XX"}-UNKNOWN", digits.All(char.IsAsciiDigit) ? digits : text);

        var scheme = declared switch { "0106" => "NL-KVK", "0190" => "NL-OIN", "0192" => "NO-BRC", _ => declared };
        if (scheme is not null && DeclaredScheme().IsMatch(scheme))
        {
            if (!Forms.TryGetValue(scheme, out var form)) return (new(scheme, text), null);
            if (form.IsMatch(digits)) return (new(scheme, digits), null);
            return (unknown, Refusals.OrganisationSchemeDoubtful.At(place, text, scheme));
        }
        if (country == "NL")
        {
            if (Forms["NL-KVK"].IsMatch(digits)) return (new("NL-KVK", digits), null);
            if (Forms["NL-OIN"].IsMatch(digits)) return (new("NL-OIN", digits), null);
            return (unknown, Refusals.OrganisationIdentifierOdd.At(place, text));
        }
        return country is not null && National.TryGetValue(country, out var national) && Forms[national].IsMatch(digits)
            ? (new(national, digits), null)
            : (unknown, null);
    }

    /// <summary>Two letters from two or three letters or an English or native country name; null when it is none.</summary>
    internal static string? Country(string? text)
    {
        if (text?.Trim() is not { Length: > 1 } name) return null;
        if (Countries.Value.TryGetValue(name, out var code)) return code;
        return null;
    }

    private static readonly Dictionary<string, Regex> Forms = new()
    {
        ["NL-KVK"] = Form(@"^\d{8}$"),
        ["NL-OIN"] = Form(@"^\d{20}$"),
        ["NL-RSIN"] = Form(@"^\d{9}$"),
        ["GB-COH"] = Form(@"^(\d{8}|[A-Z]{2}\d{6})$"),
        ["NO-BRC"] = Form(@"^\d{9}$"),
        ["FI-PRO"] = Form(@"^\d{7}-\d$"),
        ["BE-BCE_KBO"] = Form(@"^[01]\d{9}$"),
    };

    private static readonly Dictionary<string, string> National = new()
    {
        ["GB"] = "GB-COH", ["NO"] = "NO-BRC", ["FI"] = "FI-PRO", ["BE"] = "BE-BCE_KBO",
    };

    private static readonly Lazy<Dictionary<string, string>> Countries = new(() =>
    {
        var found = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var culture in CultureInfo.GetCultures(CultureTypes.SpecificCultures))
        {
            var region = new RegionInfo(culture.Name);
            if (region.TwoLetterISORegionName is not { Length: 2 } code || !char.IsAsciiLetterUpper(code[0])) continue;
            foreach (var name in new[] { code, region.ThreeLetterISORegionName, region.EnglishName, region.NativeName })
                if (name.Length > 1) found.TryAdd(name, code);
        }
        return found;
    });

    private static Regex Form(string pattern) => new(pattern, RegexOptions.CultureInvariant);

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"^[A-Z]{2}-[A-Z0-9_]{2,20}$")]
    private static partial Regex DeclaredScheme();
}
