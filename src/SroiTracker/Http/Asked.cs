using System.Globalization;
using System.Text.RegularExpressions;

namespace SroiTracker.Http;

/// <summary>A date in a query: yyyy-MM-dd and nothing else.</summary>
public readonly record struct AskedDate(DateOnly Day)
{
    /// <summary>Read by the binder of queries.</summary>
    public static bool TryParse(string? text, out AskedDate asked)
    {
        var read = DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
        asked = new(day);
        return read;
    }
}

/// <summary>One of the words of an enum in a query, spelt as in JSON; no numbers.</summary>
public readonly record struct AskedWord<T>(T Word) where T : struct, Enum
{
    /// <summary>Read by the binder of queries.</summary>
    public static bool TryParse(string? text, out AskedWord<T> asked)
    {
        var known = text is not null && Enum.IsDefined(typeof(T), text);
        asked = known ? new(Enum.Parse<T>(text!)) : default;
        return known;
    }
}

/// <summary>An instant in a query: a date and a time with their offset (RFC 3339), "2026-11-22T11:00:00+01:00" or with Z for UTC.</summary>
public readonly partial record struct AskedInstant(DateTimeOffset At)
{
    /// <summary>Read by the binder of queries.</summary>
    public static bool TryParse(string? text, out AskedInstant asked)
    {
        asked = default;
        // A plus that was not escaped arrives as a space.
        if (text is null || Instant().Match(text.Replace(' ', '+')) is not { Success: true } found) return false;
        var parts = $"{found.Groups[1].Value}T{found.Groups[2].Value}{(found.Groups[4].Value is "Z" or "z" ? "+00:00" : found.Groups[4].Value)}";
        if (!DateTimeOffset.TryParseExact(parts, "yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)) return false;
        // Kept are whole milliseconds: what is finer lies before the next one.
        asked = new(at.ToUniversalTime().AddMilliseconds(int.Parse(found.Groups[3].Value.PadRight(3, '0')[..3], CultureInfo.InvariantCulture)));
        return true;
    }

    [GeneratedRegex(@"^(\d{4}-\d{2}-\d{2})[Tt](\d{2}:\d{2}:\d{2})(?:\.(\d{1,9}))?([Zz]|[+-]\d{2}:\d{2})$", RegexOptions.CultureInvariant | RegexOptions.ECMAScript)]
    private static partial Regex Instant();
}

/// <summary>The forms of values in a query. The binder reads more: 24,5 as 245, an id in braces, nothing as no question.</summary>
internal static partial class AskedForm
{
    /// <summary>Whether a text has the form that the API document gives values of a type.</summary>
    public static bool Fits(Type type, string text) => type switch
    {
        _ when type == typeof(string) => true,
        _ when type == typeof(Guid) => Guid.TryParseExact(text, "D", out _),
        _ when type == typeof(int) || type == typeof(long) => Whole().IsMatch(text),
        _ when type == typeof(decimal) => Number().IsMatch(text),
        _ when type == typeof(bool) => text is "true" or "false",
        _ => text.Length > 0,
    };

    [GeneratedRegex("^-?[0-9]+\\z", RegexOptions.CultureInvariant)]
    private static partial Regex Whole();

    [GeneratedRegex(@"^-?[0-9]+(\.[0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
