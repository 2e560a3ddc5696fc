using System.Globalization;

namespace SroiTracker.Domain;

/// <summary>
/// Finds what looks like a citizen service number (burgerservicenummer) in a text: 9 digits, or 8 read with a leading
/// zero, with dots, spaces and dashes inside it ignored, that touch no letter or digit, are no date and no part of a
/// UUID, and pass the elfproef (rules.md 8). One pass, without memory for texts without digits.
/// </summary>
public static class Bsn
{
    private const int UuidLength = 36;

    /// <summary>The places in the text, in order; almost always none.</summary>
    public static IReadOnlyList<Range> FindIn(string? text)
    {
        if (string.IsNullOrEmpty(text)) return [];
        List<Range>? found = null;
        List<Group>? groups = null;
        for (var i = NextDigit(text, 0); i < text.Length; i = NextDigit(text, i))
        {
            groups ??= [];
            groups.Clear();
            i = ReadRun(text, i, groups);
            JudgeRun(text, groups, ref found);
        }
        return found ?? (IReadOnlyList<Range>)[];
    }

    /// <summary>The text with the digits of each place found replaced by asterisks; the same text where none is found.</summary>
    public static string? Mask(string? text)
    {
        var places = FindIn(text);
        if (places.Count == 0) return text;
        var masked = text!.ToCharArray();
        foreach (var place in places)
            foreach (ref var c in masked.AsSpan(place))
                if (DigitOf(c) >= 0) c = '*';
        return new(masked);
    }

    /// <summary>9 × the first digit + 8 × the second … + 2 × the eighth − the ninth is a multiple of 11; all zeros is no number.</summary>
    public static bool PassesElfproef(ReadOnlySpan<char> digits)
    {
        if (digits.Length is not (8 or 9)) return false;
        var (sum, any) = (0, false);
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = DigitOf(digits[i]);
            if (digit < 0) return false;
            any |= digit > 0;
            var weight = digits.Length - i;
            sum += digit * (weight == 1 ? -1 : weight);
        }
        return any && sum % 11 == 0;
    }

    /// <summary>Digits without anything between them.</summary>
    private readonly record struct Group(int Start, int End)
    {
        public int Length => End - Start;
    }

    /// <summary>Reads groups of digits with only dots, spaces and dashes between them; answers where reading goes on.</summary>
    private static int ReadRun(string text, int start, List<Group> groups)
    {
        var i = start;
        while (true)
        {
            var from = i;
            while (i < text.Length && DigitOf(text[i]) >= 0) i++;
            groups.Add(new(from, i));
            var after = i;
            while (after < text.Length && IsSeparator(text[after])) after++;
            if (after == i || after == text.Length || DigitOf(text[after]) < 0) return i;
            i = after;
        }
    }

    /// <summary>
    /// A run between dates is judged as a whole, and each unbroken group of nine digits by itself: a number before or after
    /// a BSN does not hide it. A group of eight stands alone only, for the last eight of "06-12345678" are no BSN.
    /// </summary>
    private static void JudgeRun(string text, List<Group> groups, ref List<Range>? found)
    {
        var from = 0;
        for (var i = 0; i <= groups.Count; i++)
        {
            var date = i < groups.Count ? DateGroupsAt(text, groups, i) : 1;
            if (date == 0) continue;
            JudgePart(text, groups, from, i, ref found);
            from = i + date;
            i = from - 1;
        }
    }

    private static void JudgePart(string text, List<Group> groups, int from, int to, ref List<Range>? found)
    {
        var digits = 0;
        for (var i = from; i < to; i++) digits += groups[i].Length;
        if (digits is 8 or 9)
            Judge(text, groups[from].Start, groups[to - 1].End, ref found);
        else
            for (var i = from; i < to; i++)
                if (groups[i].Length == 9) Judge(text, groups[i].Start, groups[i].End, ref found);
    }

    private static void Judge(string text, int start, int end, ref List<Range>? found)
    {
        if (start > 0 && char.IsLetterOrDigit(text[start - 1]) || end < text.Length && char.IsLetterOrDigit(text[end])) return;
        Span<char> digits = stackalloc char[9];
        var count = 0;
        for (var i = start; i < end; i++)
            if (DigitOf(text[i]) is >= 0 and var digit) digits[count++] = (char)('0' + digit);
        if (PassesElfproef(digits[..count]) && !TouchesUuid(text, start, end)) (found ??= []).Add(start..end);
    }

    /// <summary>How many groups from here make a date: one of eight digits, or three as in 2026-01-31 or 31-1-2026; else 0.</summary>
    private static int DateGroupsAt(string text, List<Group> groups, int at)
    {
        if (groups[at].Length == 8)
        {
            var whole = text.AsSpan(groups[at].Start, 8);
            return IsDate(whole[..4], whole[4..6], whole[6..]) || IsDate(whole[4..], whole[2..4], whole[..2]) ? 1 : 0;
        }
        if (at + 2 >= groups.Count || groups[at + 1].Length > 2) return 0;
        var first = SpanOf(text, groups[at]);
        var second = SpanOf(text, groups[at + 1]);
        var third = SpanOf(text, groups[at + 2]);
        return first.Length == 4 && third.Length <= 2 && IsDate(first, second, third)
            || first.Length <= 2 && third.Length == 4 && IsDate(third, second, first) ? 3 : 0;
    }

    private static ReadOnlySpan<char> SpanOf(string text, Group group) => text.AsSpan(group.Start, group.Length);

    private static bool IsDate(ReadOnlySpan<char> year, ReadOnlySpan<char> month, ReadOnlySpan<char> day)
    {
        var (y, m, d) = (NumberOf(year), NumberOf(month), NumberOf(day));
        return y is >= 1900 and < 2100 && m is >= 1 and <= 12 && d >= 1 && d <= DateTime.DaysInMonth(y, m);
    }

    private static int NumberOf(ReadOnlySpan<char> digits)
    {
        var number = 0;
        foreach (var c in digits) number = number * 10 + DigitOf(c);
        return number;
    }

    /// <summary>Only asked of what would be found, so that looking around costs nothing on ordinary texts.</summary>
    private static bool TouchesUuid(string text, int start, int end)
    {
        for (var at = Math.Max(0, start - UuidLength + 1); at < end && at + UuidLength <= text.Length; at++)
            if (Guid.TryParseExact(text.AsSpan(at, UuidLength), "D", out _)) return true;
        return false;
    }

    private static int NextDigit(string text, int from)
    {
        for (var i = from; i < text.Length; i++)
            if (DigitOf(text[i]) >= 0) return i;
        return text.Length;
    }

    // Digits and separators as people paste them, full-width and Arabic ones and the non-breaking space among them.
    private static int DigitOf(char c) => char.IsAsciiDigit(c) ? c - '0' : c < 128 ? -1 : CharUnicodeInfo.GetDecimalDigitValue(c);

    // What can't be seen, such as a soft hyphen or a zero-width space, separates no more than a space does.
    private static bool IsSeparator(char c) => c is '.' or ' ' or '-' or '\t' or '\u2212' || c >= 128 && char.GetUnicodeCategory(c)
        is UnicodeCategory.SpaceSeparator or UnicodeCategory.DashPunctuation or UnicodeCategory.Format;
}
