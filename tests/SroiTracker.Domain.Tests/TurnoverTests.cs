using static SroiTracker.Domain.Tests.CountingExamples;

namespace SroiTracker.Domain.Tests;

public class TurnoverTests
{
    // "2024-04-01..2024-12-31 1000" is a statement; "final" makes it the last; ">1" corrects number 1.
    private static List<InvoicedPeriod> Read(string statements) =>
        [.. statements.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select((text, i) =>
        {
            var words = text.Split(' ');
            var days = words[0].Split("..");
            return new InvoicedPeriod(i + 1, new(Day(days[0]), Day(days[1])), Euro(decimal.Parse(words[1], System.Globalization.CultureInfo.InvariantCulture)),
                words.Contains("final"), words.FirstOrDefault(w => w[0] == '>') is { } corrects ? int.Parse(corrects[1..], System.Globalization.CultureInfo.InvariantCulture) : null);
        })];

    [Theory]
    [InlineData("", 0, null)]
    [InlineData("2024-04-01..2024-12-31 1000", 1000, null)]
    [InlineData("2024-04-01..2024-12-31 1000; 2025-01-01..2025-12-31 2000 final", 3000, 3000)]
    [InlineData("2024-04-01..2024-12-31 1000; 2025-01-01..2025-12-31 2000 final; 2024-04-01..2024-12-31 1500 >1", 3500, 3500)]
    [InlineData("2024-04-01..2024-12-31 1000 final; 2024-04-01..2024-12-31 900 final >1", 900, 900)]
    [InlineData("2024-04-01..2024-12-31 1000 final; 2024-04-01..2024-12-31 1000 >1", 1000, null)]
    [InlineData("2024-04-01..2024-12-31 1000; 2024-04-01..2024-12-31 800 >1; 2024-04-01..2024-12-31 700 >2", 700, null)]
    public void The_turnover_is_final_once_a_last_statement_holds(string statements, int total, int? final)
    {
        var read = Read(statements);
        Assert.Equal((Euro(total), final is { } f ? Euro(f) : default(Euros?)), (Turnover.Total(read), Turnover.Final(read)));
    }

    // The contract starts on 2024-04-01, today is 2026-11-22.
    [Theory]
    [InlineData("", "2024-04-01..2024-12-31 1000", null)]
    [InlineData("", "2024-12-31..2024-04-01 1000", "turnover.period")]
    [InlineData("", "2024-03-31..2024-12-31 1000", "turnover.before-start")]
    [InlineData("", "2026-01-01..2026-11-22 1000", null)]
    [InlineData("", "2026-01-01..2026-11-23 1000", "date.ahead")]
    [InlineData("2024-04-01..2024-12-31 1000", "2025-01-01..2025-12-31 1000 final", null)]
    [InlineData("2024-04-01..2024-12-31 1000", "2024-12-31..2025-12-31 1000", "turnover.overlap")]
    [InlineData("2024-04-01..2024-12-31 1000", "2024-06-01..2024-06-30 1000", "turnover.overlap")]
    [InlineData("2024-04-01..2024-12-31 1000", "2024-04-01..2024-12-31 900 >1", null)]
    [InlineData("2024-04-01..2024-12-31 1000", "2024-04-01..2025-03-31 900 >1", null)]
    [InlineData("2024-04-01..2024-12-31 1000", "2024-04-01..2024-12-31 900 >2", "turnover.corrects")]
    [InlineData("2024-04-01..2024-12-31 1000; 2024-04-01..2024-12-31 900 >1", "2024-04-01..2024-12-31 800 >1", "turnover.corrects")]
    [InlineData("2024-04-01..2024-12-31 1000; 2025-01-01..2025-12-31 1000", "2024-04-01..2025-03-31 900 >1", "turnover.overlap")]
    [InlineData("2024-04-01..2024-12-31 1000 final", "2025-01-01..2025-12-31 900", "turnover.final")]
    [InlineData("2024-04-01..2024-12-31 1000 final", "2024-04-01..2024-12-31 900 >1", null)]
    [InlineData("2024-04-01..2024-12-31 1000; 2025-01-01..2025-12-31 2000 final", "2024-04-01..2024-12-31 900 >1", null)]
    [InlineData("2024-04-01..2024-12-31 1000; 2025-01-01..2025-12-31 2000 final", "2024-04-01..2024-12-31 900 final >1", "turnover.final")]
    public void A_statement_is_about_days_that_are_over_and_not_stated_yet(string earlier, string next, string? refused)
    {
        var before = Read(earlier);
        Assert.Equal(refused, Turnover.Check(before, Read(next)[0] with { Number = before.Count + 1 }, Day("2024-04-01"), Day("2026-11-22"))?.Refusal.Code);
    }

    [Theory]
    [InlineData(null, null, null)]
    [InlineData("2025-07-01", null, "2025-07-01")]
    [InlineData(null, 2024, "2025-01-01")]
    [InlineData("2025-07-01", 2024, "2025-07-01")]
    [InlineData("2025-07-01", 2025, "2026-01-01")]
    [InlineData(null, 9999, null)]
    public void The_final_obligation_holds_from_the_start_and_leaves_amendments_and_settled_years(string? amended, int? settled, string? from) =>
        Assert.Equal(DayOrNone(from), Turnover.HoldsFrom(DayOrNone(amended), settled));

    [Theory]
    [InlineData("2024-04-01..2024-12-31 1; 2025-01-01..2025-06-30 1", "")]
    [InlineData("2024-06-01..2024-12-31 1; 2025-02-01..2025-06-30 1", "2024-04-01..2024-05-31 2025-01-01..2025-01-31")]
    [InlineData("2024-06-01..2024-12-31 1; 2024-04-01..2024-12-31 1 >1", "")]
    public void Days_that_no_statement_is_about_are_told(string statements, string gaps) => Assert.Equal(gaps, string.Join(' ',
        Turnover.Gaps(Read(statements), new(Day("2024-04-01"), Day("2026-12-31"))).Select(g => FormattableString.Invariant($"{g.Start:yyyy-MM-dd}..{g.End:yyyy-MM-dd}"))));
}
