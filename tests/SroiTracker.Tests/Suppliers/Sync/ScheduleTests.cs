using System.Globalization;
using SroiTracker.Suppliers.Sync;

namespace SroiTracker.Tests.Suppliers.Sync;

/// <summary>When a connection is pulled next, by the clock of the Netherlands.</summary>
public class ScheduleTests
{
    [Theory]
    // In winter and in summer.
    [InlineData("0 6 * * *", "2026-11-22T10:00:00Z", "2026-11-23T05:00:00Z")]
    [InlineData("0 6 * * *", "2026-07-01T03:59:59Z", "2026-07-01T04:00:00Z")]
    // Due now is due once: the next is another.
    [InlineData("0 6 * * *", "2026-07-01T04:00:00Z", "2026-07-02T04:00:00Z")]
    [InlineData("*/15 * * * *", "2026-11-22T10:00:00.001Z", "2026-11-22T10:15:00Z")]
    [InlineData("0 6 * * 1-5", "2026-11-20T12:00:00Z", "2026-11-23T05:00:00Z")]
    [InlineData("0 0 31 * *", "2026-11-22T10:00:00Z", "2026-12-30T23:00:00Z")]
    [InlineData("0 6 29 2 *", "2026-11-22T10:00:00Z", "2028-02-29T05:00:00Z")]
    // Spring: from 02:00 to 03:00 there is no time on 29 March 2026.
    [InlineData("30 2 * * *", "2026-03-28T12:00:00Z", "2026-03-29T01:00:00Z")]
    [InlineData("30 2 * * *", "2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z")]
    [InlineData("*/30 * * * *", "2026-03-29T00:30:00Z", "2026-03-29T01:00:00Z")]
    [InlineData("0 3 * * *", "2026-03-28T12:00:00Z", "2026-03-29T01:00:00Z")]
    // Autumn: from 02:00 to 03:00 it is twice on 25 October 2026.
    [InlineData("30 2 * * *", "2026-10-24T12:00:00Z", "2026-10-25T00:30:00Z")]
    [InlineData("30 2 * * *", "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z")]
    [InlineData("*/30 * * * *", "2026-10-25T00:30:00Z", "2026-10-25T01:00:00Z")]
    [InlineData("*/30 * * * *", "2026-10-25T01:00:00Z", "2026-10-25T01:30:00Z")]
    public void The_next_time_is_by_the_clock_of_the_Netherlands(string schedule, string after, string next) =>
        Assert.Equal(At(next), Schedule.Next(schedule, At(after)));

    [Theory]
    [InlineData("0 0 30 2 *"), InlineData("0 6 * *"), InlineData("0 0 6 * * *"), InlineData("@hourly"), InlineData("")]
    public void What_never_comes_or_is_no_schedule_has_no_next_time(string schedule) => Assert.Null(Schedule.Next(schedule, At("2026-11-22T10:00:00Z")));

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
