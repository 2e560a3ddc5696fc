using static SroiTracker.Domain.Tests.CountingExamples;

namespace SroiTracker.Domain.Tests;

/// <summary>The window: prior and later months, recovery, people who were in service already.</summary>
internal static class WindowTable
{
    private static readonly Tarief Pw = Tarief([Block(40_000), Block(25_000, code: "bbl", ownStaff: true)]);

    private static CountingFrame From1April(int prior = 0, bool counts = false) => Frame(Pw, "2026-04-01", prior: prior, daysBefore: counts);
    private static CountingFrame Until30June(int later = 0, string? recovery = null) => Frame(Pw, "2026-01-01", "2026-06-30", later: later, recovery: recovery);

    public static IReadOnlyList<CountingRow> Rows =>
    [
        new("Days before the contract do not count", From1April(), Placement("2026-01-01", "2026-12-31", Terms(36)), "40000 * 275/365", 30_136.99m),
        new("Days before the contract count where the policy lets those of three months count", From1April(3, counts: true), Placement("2026-01-01", "2026-12-31", Terms(36)), "40000", 40_000.00m),
        new("Earlier days than the prior months do not count, and years run from the first that does", From1April(3, counts: true), Placement("2025-11-01", "2026-12-31", Terms(36)), "40000", 40_000.00m),
        new("In service since the first day of the prior months counts", From1April(3), Placement("2026-01-01", "2026-12-31", Terms(36, inService: "2026-01-01")), "40000 * 275/365", 30_136.99m),
        new("In service a day earlier counts nothing", From1April(3), Placement("2026-01-01", "2026-12-31", Terms(36, inService: "2025-12-31")), "0", 0.00m),
        new("In service for years counts where the bouwblok is for own staff", From1April(3), Placement("2026-01-01", "2026-12-31", Terms(36, "bbl", inService: "2019-09-01")), "25000 * 275/365", 18_835.62m),
        new("Work after the end does not count", Until30June(), Placement("2026-01-01", "2026-12-31", Terms(36)), "40000 * 181/365", 19_835.62m),
        new("Two later months count through 30 August", Until30June(later: 2), Placement("2026-01-01", "2026-12-31", Terms(36)), "40000 * 242/365", 26_520.55m),
        new("A recovery lets work count through its last day", Until30June(recovery: "2026-10-31"), Placement("2026-01-01", "2026-12-31", Terms(36)), "40000 * 304/365", 33_315.07m),
        new("A recovery shorter than the later months takes nothing away", Until30June(later: 2, recovery: "2026-07-31"), Placement("2026-01-01", "2026-12-31", Terms(36)), "40000 * 242/365", 26_520.55m),
        new("Somebody who starts in the recovery counts", Until30June(recovery: "2026-12-31"), Placement("2026-10-01", "2026-12-31", Terms(36)), "40000 * 92/365", 10_082.19m),
        new("Verified through an earlier day than the end counts through that day", Until30June(), Placement("A", "2026-01-01", "2026-06-30", "2026-03-31", ("2026-01-01", Terms(36))), "40000 * 90/365", 9_863.01m),
    ];
}
