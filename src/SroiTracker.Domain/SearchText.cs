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

    /// <summary>
    /// Whether a text can be kept and shown as it is: no halves of characters, no control characters but tab and line end,
    /// nothing that turns the reading direction round, so that what a person sees is what was sent.
    /// </summary>
    public static bool IsReadable(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) i++;
            else if (char.IsSurrogate(c) || char.IsControl(c) && c is not ('\t' or '\r' or '\n')
                || c is >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069' or >= '\uFFFE') return false;
        }
        return true;
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
