using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SroiTracker.Tests.OpenApi.Fuzz;

/// <summary>What may stand where something right stood: JSON as text, since no writer of JSON would write some of it.</summary>
internal static class OddValues
{
    private static readonly string[] AnyJson = ["null", "true", "false", "0", "1", "-1", "\"\"", "\" \"", "\"text\"", "[]", "{}", "[null]", "[[]]", "{\"\":0}", "\"null\"", "NaN", "undefined", "'a'", ""];

    private static readonly string[] Numbers =
    [
        "0", "-0", "-0.0", "-1", "1", "2", "0.1", "0.01", "0.001", "0.005", "99.99", "100", "100.00", "100.01", "100.000", "1.000000000000000000000000000", "0.0000000000000000000000000001",
        "1e2", "1E-2", "1e308", "1e309", "-1e999", "1e-400", "2147483647", "2147483648", "-2147483648", "-2147483649", "4294967296", "9007199254740993", "9223372036854775807", "9223372036854775808",
        "-9223372036854775808", "18446744073709551616", "99999999999999", "100000000000000", "100000000000000.01", "92233720368547758.07", "92233720368547758.08", "79228162514264337593543950335",
        "79228162514264337593543950336", "12345678901234567890.12", "\"1\"", "\"1,5\"", "NaN", "Infinity", "\"NaN\"", "0x10", "01", "+1", "1.", ".5", "1_000", "½", "true", "[1]",
    ];

    private static readonly string[] Dates =
    [
        "0001-01-01", "0001-12-31", "9999-12-31", "9999-12-30", "9999-01-01", "2024-02-29", "2024-02-30", "2023-02-29", "1900-02-29", "2026-00-10", "2026-13-01", "2026-12-32", "2026-1-1", "26-01-01", "01-01-2026",
        "2026-01-01T00:00:00Z", " 2026-01-01", "2026-01-01 ", "+12026-01-01", "-2026-01-01", "0000-01-01", "2026/01/01", "20260101", "2026-W01-1", "２０２６-01-01", "1582-10-10", "1970-01-01", "2038-01-20", "2100-12-31", "today", "",
        "2025-12-31", "2026-01-01", "2026-01-02", "2026-11-21", "2026-11-22", "2026-11-23", "2030-06-30",
    ];

    private static readonly string[] Instants =
    [
        "0001-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59.9999999Z", "9999-12-31T23:59:59-14:00", "2026-01-01T24:00:00Z", "2026-06-30T23:59:60Z", "2026-01-01T00:00:00", "2026-01-01T00:00:00.123456789012Z",
        "2026-01-01", "2026-01-01t00:00:00z", "2026-01-01T00:00:00+99:00", "2026-02-30T00:00:00Z", "2027-03-28T02:30:00+01:00", "1969-12-31T23:59:59.999Z", "",
    ];

    private static readonly string[] Ids =
    [
        "00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff", "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF", "{6f1d0a52-8c1e-4f0b-9a57-2d6c1b7e4a02}", "6f1d0a528c1e4f0b9a572d6c1b7e4a02", "1", "not-a-uuid",
        "6f1d0a52-8c1e-4f0b-9a57-2d6c1b7e4a02", "6f1d0a52-8c1e-4f0b-9a57-2d6c1b7e4a0", "6f1d0a52-8c1e-4f0b-9a57-2d6c1b7e4a022", "6f1d0a52 8c1e 4f0b 9a57 2d6c1b7e4a02", "(6f1d0a52-8c1e-4f0b-9a57-2d6c1b7e4a02)", "",
    ];

    // A half of a character, one that ends texts elsewhere, ones that turn the reading direction, combine, or show nothing.
    private static readonly string[] Pieces =
    [
        "\\ud800", "\\udc00", "\\udc00\\ud800", "\\u0000", "\\u0001", "\\u0007", "\\u001b[31m", "\\u007f", "\\u0085", "\\u200b", "\\u200e", "\\u202e", "\\u2066", "\\u2028", "\\ufeff", "\\ufffe", "\\uffff", "\\n", "\\r\\n", "\\t",
        "\\\\", "\\\"", "\\/", "e\u0301", "Z\u0351\u036B\u0343", "ﬁ", "İ", "ı", "ß", "ǅ", "Ω", "Ж", "日本", "العربية", "👩‍👩‍👧‍👦", "🇳🇱", "💩", "𝕊", "\U0010FFFD", "\u00A0", "\u3000", "٣", "²",
        "'", "''", "\\u0022", "`", ";", "--", "%", "%s%n", "_", "[", "*", "<script>alert(1)</script>", "{{7*7}}", "${jndi:x}", "../../etc/passwd", "=1+1", "@SUM(A1)", "NULL", "' OR 1=1--", "a", "A", " ", "123456782", "111222333",
    ];

    /// <summary>Something for the place of a value.</summary>
    /// <param name="value">What stood there.</param>
    /// <param name="schema">What the document says of it.</param>
    public static string For(JsonNode? value, JsonElement schema, Random random)
    {
        if (random.Next(6) == 0) return Of(AnyJson, random);
        switch (value?.GetValueKind())
        {
            case JsonValueKind.Number: return random.Next(12) == 0 ? new string('9', random.Next(20, 30_000)) : Of(Numbers, random);
            case JsonValueKind.String: return ForText(value.GetValue<string>(), schema, random);
            case JsonValueKind.Array: return ForList(value.AsArray(), random);
            case JsonValueKind.Object when value["currency"] is not null: return ForMoney(random);
            default: return Of(AnyJson, random);
        }
    }

    /// <summary>A text of anything.</summary>
    public static string Text(Random random)
    {
        var text = new StringBuilder();
        for (var i = random.Next(1, 8); i > 0; i--) text.Append(Of(Pieces, random));
        return text.ToString();
    }

    public static T Of<T>(IList<T> values, Random random) => values[random.Next(values.Count)];

    /// <summary>Odd dates, ids, numbers and texts, percent-encoded for an address.</summary>
    public static string InAddress(Random random) => random.Next(5) switch
    {
        0 => Uri.EscapeDataString(Of(Dates, random)),
        1 => Uri.EscapeDataString(Of(Ids, random)),
        2 => Uri.EscapeDataString(Of(Numbers, random).Trim('"')),
        3 => Of(
        [
            "", "%", "%0", "%zz", "%00", "%0a", "%0d%0aX-Evil:1", "%ED%A0%80", "%EF%BF%BF", "%C0%AF", "%FF", "%E2%80%AEabc", "%F0%9F%92%A9", "%25", "%2F", "%2e%2e", "..", "+", "a+b", "%27%20OR%201%3D1--", "%22", "null", "true", "[]", "a[0]=1",
            "1e999", "-1", "0", "500", "501", new string('x', 3_000), new string('A', 43), "2026-06-30", "2024-02-29", "_", "%5B%5D", "1,2", "%E2%80%8B",
        ], random),
        _ => Uri.EscapeDataString(Readable(Text(random))),
    };

    private static string ForText(string value, JsonElement schema, Random random)
    {
        if (schema.TryGetProperty("enum", out var words) && random.Next(2) == 0)
        {
            var word = Of([.. words.EnumerateArray().Select(w => w.GetString()!)], random);
            return Quoted(random.Next(4) switch { 0 => word.ToLowerInvariant(), 1 => word + " ", _ => word });
        }
        if (random.Next(5) > 0)
        {
            if (DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)) return Quoted(Of(Dates, random));
            if (value is [_, _, _, _, '-', _, _, '-', _, _, 'T', ..]) return Quoted(Of(Instants, random));
            if (Guid.TryParse(value, out _)) return Quoted(random.Next(5) == 0 ? value.ToUpperInvariant() : Of(Ids, random));
        }
        return random.Next(8) switch
        {
            0 => $"\"{string.Concat(Enumerable.Repeat(Of(Pieces, random), random.Next(1, 3_000)))}\"",
            1 => Quoted(new string('x', Of([1, 32, 33, 64, 65, 100, 128, 129, 200, 201, 256, 257, 500, 501, 1_000, 1_001, 2_000, 2_001, 4_000, 4_001, 10_000, 100_000], random))),
            2 => Quoted(value.ToUpperInvariant()),
            3 => Quoted(" " + value + "\t"),
            4 => $"\"{Text(random)}{Escaped(value)}\"",
            5 => Of(Numbers, random),
            _ => $"\"{Text(random)}\"",
        };
    }

    private static string ForList(JsonArray list, Random random)
    {
        var items = list.Select(i => i?.ToJsonString() ?? "null").ToList();
        var item = items.Count > 0 ? Of(items, random) : "1";
        return random.Next(6) switch
        {
            0 => "[]",
            1 => $"[{string.Join(',', items.Append(item))}]",
            2 => $"[{string.Join(',', items.Append(Of(AnyJson, random)))}]",
            3 => $"[{string.Join(',', Enumerable.Repeat(item, Of([10, 100, 101, 1_000, 1_001, 5_000], random)))}]",
            4 => $"[{string.Join(',', items.AsEnumerable().Reverse())}]",
            _ => $"{{\"0\":{item}}}",
        };
    }

    private static string ForMoney(Random random) => random.Next(4) switch
    {
        0 => $"{{\"amount\":{Of(Numbers, random)},\"currency\":{Quoted(Of(["eur", "EURO", "USD", "XXX", "", "€", "ＥＵＲ", "XAU"], random))}}}",
        1 => $"{{\"amount\":{Of(Numbers, random)}}}",
        2 => $"{{\"currency\":\"EUR\",\"amount\":{Of(Numbers, random)},\"vat\":0}}",
        _ => $"{{\"amount\":{Of(Numbers, random)},\"currency\":\"EUR\"}}",
    };

    private static string Quoted(string text) => JsonSerializer.Serialize(text);

    private static string Escaped(string text) => Quoted(text)[1..^1];

    /// <summary>What an escaped text says, as far as an address can hold it.</summary>
    private static string Readable(string escaped)
    {
        try { return JsonSerializer.Deserialize<string>($"\"{escaped}\"")!; }
        catch (Exception e) when (e is JsonException or InvalidOperationException) { return escaped; }
    }
}
