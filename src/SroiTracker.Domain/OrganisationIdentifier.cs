using System.Diagnostics.CodeAnalysis;

namespace SroiTracker.Domain;

/// <summary>
/// The number of an organisation in a register. Schemes are those of org-id.guide, as OCDS writes them, plus NL-OIN and
/// NL-RSIN.
/// </summary>
public sealed record OrganisationIdentifier
{
    public const string Kvk = "NL-KVK";
    public const string Oin = "NL-OIN";
    public const string Rsin = "NL-RSIN";

    private OrganisationIdentifier(string scheme, string id) => (Scheme, Id) = (scheme, id);

    /// <summary>The register: NL-KVK, NL-OIN, NL-RSIN, GB-COH …</summary>
    public string Scheme { get; }

    /// <summary>The number in it; in the Dutch registers without spaces, dots and dashes.</summary>
    public string Id { get; }

    /// <summary>Reads a scheme and a number; the objection says which of the two does not fit, "/scheme" or "/id".</summary>
    public static bool TryParse(
        string? scheme, string? id, [NotNullWhen(true)] out OrganisationIdentifier? identifier, [NotNullWhen(false)] out Objection? objection)
    {
        identifier = null;
        var register = scheme?.Trim().ToUpperInvariant() ?? "";
        objection = HasSchemeForm(register) ? ObjectionTo(register, Normalised(register, id ?? "")) : Refusals.OrganisationScheme.At("/scheme");
        if (objection is null) identifier = new(register, Normalised(register, id!));
        return identifier is not null;
    }

    /// <summary>Whether this is a number of the Dutch trade register: 8 digits (12 are an establishment).</summary>
    public static bool IsKvkNumber(string? text) => text is { Length: 8 } && text.All(char.IsAsciiDigit);

    /// <inheritdoc/>
    public override string ToString() => $"{Scheme}:{Id}";

    // OIN: 20 digits (Logius, Digikoppeling). RSIN: 9 digits that pass the elfproef.
    private static Objection? ObjectionTo(string scheme, string id) => scheme switch
    {
        Kvk => IsKvkNumber(id) ? null : Refusals.OrganisationKvk.At("/id"),
        Oin => id.Length == 20 && id.All(char.IsAsciiDigit) ? null : Refusals.OrganisationOin.At("/id"),
        Rsin => id.Length == 9 && Bsn.PassesElfproef(id) ? null : Refusals.OrganisationRsin.At("/id"),
        _ => id.Length is > 0 and <= 64 && !id.Any(char.IsControl) ? null : Refusals.OrganisationNumber.At("/id"),
    };

    private static bool HasSchemeForm(string scheme) =>
        scheme.Length is > 3 and <= 32 && char.IsAsciiLetterUpper(scheme[0]) && char.IsAsciiLetterUpper(scheme[1]) && scheme[2] == '-'
        && scheme[3..].All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c));

    private static string Normalised(string scheme, string id) => scheme is Kvk or Oin or Rsin
        ? string.Concat(id.Where(c => !char.IsWhiteSpace(c) && c is not ('.' or '-')))
        : string.Join(' ', id.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
