using static SroiTracker.Domain.Tests.CountingExamples;

namespace SroiTracker.Domain.Tests;

/// <summary>Leap days, and years that run from the first counted day.</summary>
internal static class LeapTable
{
    private static readonly CountingFrame Pw = Frame(Block(36_600));

    public static IReadOnlyList<CountingRow> Rows =>
    [
        new("The first two months of a leap year", Pw, Placement("2024-01-01", "2024-02-29", Terms(36)), "36600 * 60/366", 6_000.00m),
        new("Only the leap day, which begins a year of 365 days", Pw, Placement("2024-02-29", "2024-02-29", Terms(36)), "36600 * 1/365", 100.27m),
        new("A year that ends on the leap day", Pw, Placement("2023-03-01", "2024-02-29", Terms(36)), "36600", 36_600.00m),
        new("A year that ends the day before the leap day has 365 days", Pw, Placement("2023-02-28", "2024-02-27", Terms(36)), "36600", 36_600.00m),
        new("Two years from a leap day end on 27 February", Pw, Placement("2024-02-29", "2026-02-27", Terms(36)), "36600 * 2", 73_200.00m),
        new("Four years from a leap day end on 28 February of the next leap year", Pw, Placement("2024-02-29", "2028-02-28", Terms(36)), "36600 * 4", 146_400.00m),
        new("Half of 2023 and half of 2024 are parts of one year of 366 days", Pw, Placement("2023-07-01", "2024-03-31", Terms(36)), "36600 * 275/366", 27_500.00m),
        new("Hours that change on the leap day", Pw, Placement("A", "2024-01-01", null, "2024-12-31", ("2024-01-01", Terms(36)), ("2024-02-29", Terms(18))), "36600 * 59/366 + 36600 * 18/36 * 307/366", 21_250.00m),
        new("A maximum of 12 months from a leap day ends on 27 February", Frame(Block(36_500, maximum: 12)), Placement("2024-02-29", "2025-12-31", Terms(36)), "36500", 36_500.00m),
        new("A maximum of one month from 31 January ends on 27 February", Frame(Block(36_500, maximum: 1)), Placement("2026-01-31", "2026-12-31", Terms(36)), "36500 * 28/365", 2_800.00m),
    ];
}
