using System.Text.RegularExpressions;
using SroiTracker.Domain;

namespace SroiTracker.Import;

/// <summary>
/// Free text from a notice as one line, without what identifies a person: e-mail addresses, telephone numbers and what
/// may be a citizen service number are masked (rules.md 8), because titles are shown to everyone.
/// </summary>
/// <param name="Text">The line; empty when there was only white space.</param>
/// <param name="IsMasked">Something was taken out.</param>
internal readonly partial record struct OneLine(string Text, bool IsMasked)
{
    internal static OneLine From(string text)
    {
        var line = Of(text);
        var masked = Bsn.Mask(line.Text)!;
        return new(masked, line.IsMasked || masked != line.Text);
    }

    /// <summary>The name of an organisation: digits in it are no person's number.</summary>
    internal static OneLine Name(string text) => Of(text);

    private static OneLine Of(string text)
    {
        var line = White().Replace(text, " ").Trim();
        var masked = Telephone().Replace(Email().Replace(line, "[…]"), "[…]");
        return new(masked, masked != line);
    }

    // Control characters too: a title goes into headers, logs and CSV.
    [GeneratedRegex(@"[\s\p{Cc}\p{Zl}\p{Zp}]+", RegexOptions.CultureInvariant)]
    private static partial Regex White();

    [GeneratedRegex(@"[^\s<>()\[\],;:""@]{1,64}@[^\s<>()\[\],;:""@]{1,255}", RegexOptions.CultureInvariant)]
    private static partial Regex Email();

    // Ten digits from 0 (Netherlands), or nine to fifteen after + or 00, with the usual marks between; not the start of a date.
    [GeneratedRegex(@"(?<![\w.,/-])(?:(?:\+|00)(?:[ .()/-]{0,2}\d){9,15}|\(?0[1-9](?:[ .()/-]{0,2}\d){8})(?!\w|[./-]\d)", RegexOptions.CultureInvariant)]
    private static partial Regex Telephone();
}
