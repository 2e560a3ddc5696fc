using System.Diagnostics.CodeAnalysis;

namespace SroiTracker.Domain;

/// <summary>
/// A candidate as a supplier names them: made by the supplier with a secret key, 16 to 128 characters of
/// <c>A-Za-z0-9_-</c> with a letter and a digit (rules.md 8). It lives in memory only: nothing prints it by accident.
/// </summary>
public sealed class Pseudonym
{
    private readonly string _raw;

    private Pseudonym(string raw) => _raw = raw;

    /// <summary>Reads what a supplier sent; false where it has another form.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Pseudonym? pseudonym)
    {
        pseudonym = text is { Length: >= 16 and <= 128 } && HasForm(text) ? new(text) : null;
        return pseudonym is not null;
    }

    /// <summary>The raw text, to be fed to the HMAC and to nothing else.</summary>
    public string Reveal() => _raw;

    /// <summary>Never the pseudonym.</summary>
    public override string ToString() => "(pseudonym)";

    private static bool HasForm(string text)
    {
        var (letter, digit) = (false, false);
        foreach (var c in text)
        {
            if (char.IsAsciiLetter(c)) letter = true;
            else if (char.IsAsciiDigit(c)) digit = true;
            else if (c is not ('_' or '-')) return false;
        }
        return letter && digit;
    }
}
