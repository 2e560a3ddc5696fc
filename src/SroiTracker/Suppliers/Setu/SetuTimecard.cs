using System.Globalization;
using System.Text.Json;
using SroiTracker.Domain;
using SroiTracker.Suppliers.Sync;

namespace SroiTracker.Suppliers.Setu;

/// <summary>
/// A timecard of SETU Reporting Time and Expenses 2.0 (setu-standards/xml-specifications, setu/schemas/purchase-to-pay-v2/Timecard.yml).
/// Its times are local, without zone: its days are calendar days in the Netherlands.
/// </summary>
/// <param name="objections">Gets what is wrong with it, at its places.</param>
internal sealed class SetuTimecard(JsonElement card, List<Objection> objections)
{
    private const int MostIntervals = 1_000;
    private const decimal MostHours = 24 * 31, MostInPeriod = 24 * SetuItem.LongestPeriod;

    // Hour types 2.x of SETU (as listed in setu-gelijkwaardige-beloning/v2.0). HT1xx regular, HT2xx overtime and HT3xx shifts are hours
    // of work; HT400 is a break, and what follows is not named in the published text as work (HT701 is sick leave).
    private static readonly HashSet<string> Types =
    [
        "HT100", "HT101", "HT102", "HT200", "HT201", "HT202", "HT210", "HT211", "HT300", "HT301", "HT302", "HT310", "HT311", "HT320", "HT321", "HT322",
        "HT330", "HT331", "HT340", "HT400", "HT500", "HT501", "HT600", "HT601", "HT602", "HT700", "HT701", "HT702", "HT703", "HT800",
    ];

    /// <summary>A text in an object in the timecard; null where it is not there, or is none.</summary>
    public string? Text(params ReadOnlySpan<string> path) => Text(card, path);

    /// <summary>A day of the period.</summary>
    public DateOnly? Day(string end)
    {
        if (DateOnly.TryParseExact(Text("period", "datePeriod", end), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        objections.Add(Refusals.ValueInvalid.At($"/period/datePeriod/{end}", "yyyy-MM-dd"));
        return null;
    }

    /// <summary>Worked in all, in whole minutes, half away from zero.</summary>
    public int Minutes(Period period)
    {
        // Without any there are only expenses on it: nothing was worked.
        if (!card.TryGetProperty("timeInterval", out var intervals) || intervals.ValueKind == JsonValueKind.Null) return 0;
        if (intervals.ValueKind != JsonValueKind.Array)
        {
            objections.Add(Refusals.ValueInvalid.At("/timeInterval", "[…]"));
            return 0;
        }
        if (intervals.GetArrayLength() > MostIntervals)
        {
            objections.Add(Refusals.ListTooLong.At("/timeInterval", MostIntervals));
            return 0;
        }
        var (hours, i) = (0m, 0);
        foreach (var interval in intervals.EnumerateArray()) hours += Hours(interval, period, $"/timeInterval/{i++}");
        if (hours <= MostInPeriod) return (int)Math.Round(hours * 60, MidpointRounding.AwayFromZero);
        objections.Add(Refusals.TimecardHours.At("/timeInterval", MostInPeriod));
        return 0;
    }

    private decimal Hours(JsonElement interval, Period period, string place)
    {
        var type = Text(interval, "typeCode", "value");
        if (type is null || !Types.Contains(type))
        {
            objections.Add(Refusals.TimecardType.At($"{place}/typeCode/value"));
            return 0;
        }
        if (type[2] is not ('1' or '2' or '3')) return 0;
        // With HourlySplit a time is told once for each rate that is added up for it (Pay-rates.md of the standard): only the regular
        // hours are the time itself, overtime and shifts are on top of them.
        if (type[2] != '1' && IsSplit(interval)) return 0;

        var start = Time(interval, "start");
        var day = Text(interval, "dayAssignment") is { } assigned
            ? DateOnly.TryParseExact(assigned, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) ? at : (DateOnly?)null
            : start is { } begin ? DateOnly.FromDateTime(begin) : null;
        if (day is not { } on || !period.Contains(on))
        {
            objections.Add(Refusals.ValueInvalid.At($"{place}/period/dateTimePeriod/start", $"{period.Start:yyyy-MM-dd} … {period.End:yyyy-MM-dd}"));
            return 0;
        }
        if (interval.TryGetProperty("timeTotal", out var total) && total.ValueKind != JsonValueKind.Null)
        {
            // The schema says a text, examples of the standard a number.
            var text = total.ValueKind == JsonValueKind.Number ? total.GetRawText() : SourceAnswer.Text(total);
            if (text is { Length: <= 12 } && decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var hours) && hours <= MostHours) return hours;
            objections.Add(Refusals.TimecardHours.At($"{place}/timeTotal", MostHours));
            return 0;
        }
        if (start is { } from && Time(interval, "end") is { } until && until >= from && (decimal)(until - from).TotalHours is var between && between <= 24) return between;
        objections.Add(Refusals.TimecardHours.At($"{place}/timeTotal", MostHours));
        return 0;
    }

    private static bool IsSplit(JsonElement interval)
    {
        if (!interval.TryGetProperty("payRates", out var rates) || rates.ValueKind != JsonValueKind.Array) return false;
        foreach (var rate in rates.EnumerateArray())
            if (Text(rate, "intervalCode", "value") == "HourlySplit") return true;
        return false;
    }

    // "2024-10-23T09:00:00"; seconds may be left out or have decimals.
    private static DateTime? Time(JsonElement interval, string end) =>
        DateTime.TryParseExact(Text(interval, "period", "dateTimePeriod", end), ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", "yyyy-MM-dd'T'HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time : null;

    private static string? Text(JsonElement within, params ReadOnlySpan<string> path)
    {
        foreach (var step in path)
            if (within.ValueKind != JsonValueKind.Object || !within.TryGetProperty(step, out within)) return null;
        return SourceAnswer.Text(within);
    }
}
