using System.Security.Cryptography;
using System.Text;

namespace SroiTracker.Domain;

/// <summary>The number of an invoice, of which only the SHA-256 is kept (rules.md 4): enough to know it again.</summary>
public static class InvoiceNumber
{
    /// <summary>
    /// 64 hexadecimal digits. White space and upper or lower case make no other number: "f 2026-1" is "F2026-1".
    /// </summary>
    public static string Hash(string number) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(number.Where(c => !char.IsWhiteSpace(c))).ToUpperInvariant())));
}
