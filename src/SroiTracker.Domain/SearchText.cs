using System.Globalization;
using System.Text;

namespace SroiTracker.Domain;

/// <summary>Texts as they are compared and searched, the same on every database engine.</summary>
public static class SearchText
{
    /// <summary>
    /// Lower-case, without diacritics and punctuation, words parted by one space: "Súdwest-Fryslân B.V." is
    /// "sudwest fryslan bv". Dots and apostrophes vanish, other signs part words.
    /// </summary>
    public static string Fold(string? text)
    {
        if (string.IsNullOrEmpty(text)) return "";
        var folded = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormKD))
        {
            if (char.IsLetterOrDigit(c)) folded.Append(Plain(char.ToLowerInvariant(c)));
            else if (CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark || c is '.' or '\'' or '’' or '‘') continue;
            else if (folded.Length > 0 && folded[^1] != ' ') folded.Append(' ');
        }
        return folded.ToString().TrimEnd();
    }

    /// <summary>
    /// The name of an organisation as it is matched where there is no identifier: folded, "&amp;" and "+" as "en", legal
    /// forms in one spelling (besloten vennootschap, B. V. and BV are bv).
    /// </summary>
    public static string OrganisationName(string? name)
    {
        var folded = $" {Fold(name?.Replace("&", " en ", StringComparison.Ordinal).Replace("+", " en ", StringComparison.Ordinal))} ";
        foreach (var (written, form) in LegalForms) folded = folded.Replace(written, form, StringComparison.Ordinal);
        return folded.Trim();
    }

    private static readonly (string Written, string Form)[] LegalForms =
    [
        (" besloten vennootschap met beperkte aansprakelijkheid ", " bv "), (" besloten vennootschap ", " bv "), (" b v ", " bv "),
        (" naamloze vennootschap ", " nv "), (" n v ", " nv "), (" vennootschap onder firma ", " vof "), (" v o f ", " vof "),
        (" commanditaire vennootschap ", " cv "), (" c v ", " cv "),
    ];

    // Letters that have no decomposition.
    private static string Plain(char c) => c switch
    {
        'ß' => "ss", 'æ' => "ae", 'œ' => "oe", 'ø' => "o", 'đ' or 'ð' => "d", 'ł' => "l", 'þ' => "th", 'ı' => "i",
        _ => c.ToString(),
    };
}
