using static SroiTracker.Domain.Tests.CountingExamples;

namespace SroiTracker.Domain.Tests;

/// <summary>Months as the basis, blocks by the month, and places.</summary>
internal static class MonthsTable
{
    private static readonly CountingFrame Year = Frame(Block(36_000), TimeBasis.Months);
    private static readonly CountingFrame Month = Frame(Block(750, unit: BouwblokUnit.Month));
    private static readonly CountingFrame Place = Frame(Block(7_500, unit: BouwblokUnit.Place));

    public static IReadOnlyList<CountingRow> Rows =>
    [
        new("Three months from the middle of one", Year, Placement("2026-01-15", "2026-04-14", Terms(36)), "36000 * 3/12", 9_000.00m),
        new("Seven months and ten days", Year, Placement("2026-01-01", "2026-08-10", Terms(36)), "36000 * 7/12 + 36000 * 10/360", 22_000.00m),
        new("The hours of six whole months, then half of them", Year, Placement("A", "2026-01-01", null, "2026-12-31", ("2026-01-01", Terms(36)), ("2026-07-01", Terms(18))), "36000 * 6/12 + 36000 * 18/36 * 6/12", 27_000.00m),
        new("Hours that change in the middle of a month", Year, Placement("A", "2026-01-01", null, "2026-06-30", ("2026-01-01", Terms(36)), ("2026-03-16", Terms(18))), "36000 * 75/360 + 36000 * 18/36 * 105/360", 12_750.00m),
        new("Twelve months that begin on the last of a month are a year", Year, Placement("2025-10-31", "2026-10-30", Terms(36)), "36000", 36_000.00m),
        new("A leap February is a month like any other", Year, Placement("2024-02-01", "2024-02-29", Terms(36)), "36000 * 1/12", 3_000.00m),
        new("A block by the month pays whole months, whatever the hours", Month, Placement("2026-01-10", "2026-04-09", Terms(20)), "750 * 3", 2_250.00m),
        new("Days left are parts of the running month", Month, Placement("2026-01-01", "2026-02-14", Terms(36)), "750 + 750 * 14/28", 1_125.00m),
        new("A block by the month at a quarter of a share", Month, Placement("2026-01-01", "2026-06-30", Terms(36, share: 2_500)), "750 * 6 * 25/100", 1_125.00m),
        new("Hours pro rata where the block by the month says so", Frame(Block(900, unit: BouwblokUnit.Month, hoursProRata: true)), Placement("2026-01-01", "2026-04-30", Terms(24)), "900 * 4 * 24/36", 2_400.00m),
        new("A place counts once over two references", Place, [Placement("2026-01-01", "2026-01-31", Terms(36), "A"), Placement("2026-06-01", "2026-12-31", Terms(36), "B")], [("A", "7500", 7_500.00m), ("B", "0", 0.00m)]),
        new("Half of a place", Place, Placement("2026-01-01", "2026-12-31", Terms(36, share: 5_000)), "7500 * 50/100", 3_750.00m),
    ];
}
