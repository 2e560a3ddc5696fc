using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SroiTracker.Domain;

/// <summary>The number of an invoice, of which only the SHA-256 is kept (rules.md 4): enough to know it again.</summary>
public static class InvoiceNumber
{
    /// <summary>
    /// 64 hexadecimal digits. White space and upper or lower case make no other number: "f 2026-1" is "F2026-1". Nor does
    /// what nobody sees or what only looks otherwise: a mark without width, a wide letter, a longer dash.
    /// </summary>
    public static string Hash(string number) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(number.Normalize(NormalizationForm.FormKC).Where(IsSeen).Select(Plain)).ToUpperInvariant())));

    private static bool IsSeen(char c) => !char.IsWhiteSpace(c) && char.GetUnicodeCategory(c) is not (UnicodeCategory.Format or UnicodeCategory.Control);

    private static char Plain(char c) => char.GetUnicodeCategory(c) is UnicodeCategory.DashPunctuation || c == '\u2212' ? '-' : c;
}
