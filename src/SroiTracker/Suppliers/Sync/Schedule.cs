using Cronos;
using SroiTracker.Domain;

namespace SroiTracker.Suppliers.Sync;

/// <summary>
/// When a connection is pulled: cron with five fields (minute, hour, day, month, day of the week), in Dutch time. A time that
/// the clock skips in spring comes right after the gap, one that it has twice in autumn comes once; what repeats goes on repeating.
/// </summary>
internal static class Schedule
{
    /// <summary>Minutes between two runs, at the least.</summary>
    public const int FewestMinutes = 5;

    private static readonly TimeZoneInfo Netherlands = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");

    /// <summary>The first time after an instant; null where there is none, or where the text is no schedule.</summary>
    public static DateTimeOffset? Next(string schedule, DateTimeOffset after) => Read(schedule)?.GetNextOccurrence(after, Netherlands)?.ToUniversalTime();

    /// <summary>What is wrong with a schedule; null where it is right.</summary>
    /// <param name="withinHours">So many hours may pass without a success: a schedule that rests longer would be reported each time.</param>
    public static Refusal? Wrong(string schedule, int withinHours)
    {
        // Thirteen months: whatever rests longer than a year is refused by its longest rest, wherever that lies.
        var (from, until) = (new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2025, 2, 1, 0, 0, 0, TimeSpan.Zero));
        if (Read(schedule) is not { } expression || expression.GetNextOccurrence(from, Netherlands) is null) return Refusals.ConnectionSchedule;
        if (IsTooOften(schedule)) return Refusals.ConnectionTooOften;
        var last = from;
        foreach (var next in expression.GetOccurrences(from, until, Netherlands).Append(until))
        {
            if (next - last > TimeSpan.FromHours(withinHours)) return Refusals.ConnectionRestsLonger;
            last = next;
        }
        return null;
    }

    // Whatever its days: as if it held each day, the night between two of them among the rest.
    private static bool IsTooOften(string schedule)
    {
        var daily = Read(string.Join(' ', [.. Fields(schedule)[..2], "*", "*", "*"]))!;
        var day = new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        var times = daily.GetOccurrences(day, day.AddDays(2)).ToList();
        return times.Zip(times.Skip(1), (a, b) => b - a).Any(gap => gap < TimeSpan.FromMinutes(FewestMinutes));
    }

    private static CronExpression? Read(string schedule) => Fields(schedule).Length == 5 && CronExpression.TryParse(schedule, CronFormat.Standard, out var read) ? read : null;

    private static string[] Fields(string schedule) => schedule.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
}
