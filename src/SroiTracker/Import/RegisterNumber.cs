using System.Globalization;
using System.Text.RegularExpressions;
using SroiTracker.Domain;

namespace SroiTracker.Import;

/// <summary>
/// Which register a number in a notice belongs to. Where that cannot be told the scheme is "NL-UNKNOWN" (any country
/// code), and "XX-UNKNOWN" where even the country is unknown: such numbers are kept, but prove nothing.
/// </summary>
internal static partial class RegisterNumber
{
    private const string Unknown = "-UNKNOWN";

    /// <summary>Whether the register is known; only then do two different numbers mean two organisations.</summary>
    internal static bool IsOfRegister(this OrganisationIdentifier identifier) => !identifier.Scheme.EndsWith(Unknown, StringComparison.Ordinal);

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
        var text = number?.Trim() ?? "";
        if (text.Length == 0) return (null, null);
        var digits = string.Concat(text.Where(c => !char.IsWhiteSpace(c) && c != '.'));
        var scheme = declared switch { "0106" => OrganisationIdentifier.Kvk, "0190" => OrganisationIdentifier.Oin, "0192" => "NO-BRC", _ => declared };
        if (scheme is not null && SchemeForm().IsMatch(scheme))
        {
            var isKnown = Forms.TryGetValue(scheme, out var form);
            if ((!isKnown || form!.IsMatch(digits)) && OrganisationIdentifier.TryParse(scheme, isKnown ? digits : text, out var named, out _)) return (named, null);
            return (Of($"{country ?? "XX"}{Unknown}"), Refusals.OrganisationSchemeDoubtful.At(place, text, scheme));
        }
        if (country is not null && National.TryGetValue(country, out var registers))
            foreach (var register in registers)
                if (Forms[register].IsMatch(digits)) return (Of(register), null);
        return (Of($"{country ?? "XX"}{Unknown}"), country == "NL" ? Refusals.OrganisationIdentifierOdd.At(place, text) : null);

        OrganisationIdentifier? Of(string register) =>
            OrganisationIdentifier.TryParse(register, digits.All(char.IsAsciiDigit) || Forms.ContainsKey(register) ? digits : text, out var identifier, out _) ? identifier : null;
    }

    /// <summary>Two letters from two or three letters or an English or native country name; null when it is none.</summary>
    internal static string? Country(string? text) =>
        text?.Trim() is { Length: > 1 } name && Countries.Value.TryGetValue(name, out var code) ? code : null;

    // Forms as the registers publish them; schemes that are absent here are taken as declared.
    private static readonly Dictionary<string, Regex> Forms = new()
    {
        [OrganisationIdentifier.Kvk] = Form(@"^\d{8}$"),
        [OrganisationIdentifier.Oin] = Form(@"^\d{20}$"),
        [OrganisationIdentifier.Rsin] = Form(@"^\d{9}$"),
        ["GB-COH"] = Form(@"^(\d{8}|[A-Z]{2}\d{6})$"),
        ["NO-BRC"] = Form(@"^\d{9}$"),
        ["FI-PRO"] = Form(@"^\d{7}-\d$"),
    };

    private static readonly Dictionary<string, string[]> National = new()
    {
        ["NL"] = [OrganisationIdentifier.Kvk, OrganisationIdentifier.Oin], ["GB"] = ["GB-COH"], ["NO"] = ["NO-BRC"], ["FI"] = ["FI-PRO"],
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

    [GeneratedRegex(@"^[A-Z]{2}-[A-Z0-9]{2,20}$")]
    private static partial Regex SchemeForm();
}
