using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace SroiTracker.Client;

/// <summary>
/// Makes pseudonyms for candidates. A BSN never leaves your system: there are only a thousand million of them, so a plain hash
/// is guessed in minutes. A pseudonym is therefore made with a secret that only you hold.
/// </summary>
public static class Pseudonym
{
    /// <summary>The shortest secret, in bytes.</summary>
    public const int ShortestSecret = 32;

    private const int BsnLength = 9;

    /// <summary>A new secret of 32 random bytes in base64url, 43 characters. Make it once, keep it in a secret store, and never lose it: with another secret the same person is another candidate.</summary>
    public static string NewSecret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(ShortestSecret));

    /// <summary>
    /// The pseudonym of a person: the same for the same person and secret, and nobody without the secret can tell whose it is.
    /// </summary>
    /// <param name="secret">As <see cref="NewSecret"/> makes it; any text of at least 32 bytes in UTF-8 will do if it is random.</param>
    /// <param name="numberOfPerson">
    /// What tells the person apart in your own system: a personnel number, or a BSN where you may use it. A BSN may be written
    /// with spaces, dots or dashes and without its leading zero: 1112.22.333 and 111222333 are one person. Of any other number
    /// only capitals and spaces around it make no difference, since 1-23 and 12-3 may be two people.
    /// </param>
    /// <returns>44 characters of <c>A-Za-z0-9_-</c> with a letter and a digit.</returns>
    /// <exception cref="ArgumentException">The secret is too short to be one, or the number is empty.</exception>
    public static string Make(string secret, string numberOfPerson)
    {
        ArgumentNullException.ThrowIfNull(secret);
        return Make(Encoding.UTF8.GetBytes(secret), numberOfPerson);
    }

    /// <inheritdoc cref="Make(string, string)"/>
    public static string Make(ReadOnlySpan<byte> secret, string numberOfPerson)
    {
        ArgumentNullException.ThrowIfNull(numberOfPerson);
        if (secret.Length < ShortestSecret) throw new ArgumentException($"The secret has at least {ShortestSecret} bytes: make one with Pseudonym.NewSecret().", nameof(secret));
        var person = Normal(numberOfPerson);
        if (person.Length == 0) throw new ArgumentException("The number of the person is empty.", nameof(numberOfPerson));
        // A name of its own keeps it apart from other uses of the same secret. The first character is always a letter; a digit
        // is as good as always there, and made sure of by the last.
        var hash = HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes("SroiTracker candidate 1\n" + person));
        return "p" + Base64Url.EncodeToString(hash)[..42] + (char)('0' + hash[31] % 10);
    }

    private static string Normal(string number)
    {
        var text = number.Normalize(NormalizationForm.FormKC).Trim().ToUpperInvariant();
        var digits = string.Concat(text.Where(c => !char.IsWhiteSpace(c) && c is not ('.' or '-')));
        if (digits.Length == BsnLength - 1) digits = "0" + digits;
        return IsBsn(digits) ? digits : text;
    }

    /// <summary>The elfproef: 9 × the first digit + 8 × the second ... + 2 × the eighth − the ninth is a multiple of 11.</summary>
    private static bool IsBsn(string digits) => digits.Length == BsnLength && digits.All(char.IsAsciiDigit)
        && digits.Select((c, i) => (c - '0') * (i == BsnLength - 1 ? -1 : BsnLength - i)).Sum() % 11 == 0;
}
