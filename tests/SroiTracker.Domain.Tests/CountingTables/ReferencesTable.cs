using static SroiTracker.Domain.Tests.CountingExamples;

namespace SroiTracker.Domain.Tests;

/// <summary>Gaps, and two references of one candidate on a contract.</summary>
internal static class ReferencesTable
{
    private static readonly CountingFrame Pw = Frame(Block(40_000));
    private static readonly CountingFrame Two = Frame(Tarief([Block(40_000, code: "pw"), Block(50_000, code: "ba")]));

    public static IReadOnlyList<CountingRow> Rows =>
    [
        new("A gap between two references: each has years of its own", Pw, [Placement("2026-01-01", "2026-03-31", Terms(36), "A"), Placement("2026-07-01", "2026-09-30", Terms(36), "B")],
            [("A", "40000 * 90/365", 9_863.01m), ("B", "40000 * 92/365", 10_082.19m)]),
        new("Two halves beside each other both count", Pw, [Placement("2026-01-01", "2026-12-31", Terms(18), "A"), Placement("2026-01-01", "2026-12-31", Terms(18), "B")],
            [("A", "40000 * 18/36", 20_000.00m), ("B", "40000 * 18/36", 20_000.00m)]),
        new("Of twice 24 hours the later start gets what is left of 36", Pw, [Placement("2026-01-01", "2026-12-31", Terms(24), "A"), Placement("2026-07-01", "2026-12-31", Terms(24), "B")],
            [("A", "40000 * 24/36", 26_666.67m), ("B", "40000 * 12/36 * 184/365", 6_721.46m)]),
        new("The higher bouwblok fills the week first, though it starts later", Two, [Placement("2026-01-01", "2026-12-31", Terms(24, "pw"), "A"), Placement("2026-07-01", "2026-12-31", Terms(24, "ba"), "B")],
            [("A", "40000 * 24/36 * 181/365 + 40000 * 12/36 * 184/365", 19_945.21m), ("B", "50000 * 24/36 * 184/365", 16_803.65m)]),
        new("A second full-time reference counts once the first has ended", Pw, [Placement("2026-01-01", "2026-06-30", Terms(36), "A"), Placement("2026-04-01", "2026-12-31", Terms(36), "B")],
            [("A", "40000 * 181/365", 19_835.62m), ("B", "40000 * 184/365", 20_164.38m)]),
        new("Of two that start together the reference decides", Pw, [Placement("2026-01-01", "2026-12-31", Terms(36), "B"), Placement("2026-01-01", "2026-12-31", Terms(36), "A")],
            [("A", "40000", 40_000.00m), ("B", "0", 0.00m)]),
        new("Shares take their part of the week too", Pw, [Placement("2026-01-01", "2026-12-31", Terms(36, share: 7_500), "A"), Placement("2026-02-01", "2026-12-31", Terms(36, share: 5_000), "B")],
            [("A", "40000 * 75/100", 30_000.00m), ("B", "40000 * 25/100 * 334/365", 9_150.68m)]),
        new("A maximum runs over both references, the gap between them included", Frame(Block(40_000, maximum: 6)), [Placement("2026-01-01", "2026-03-31", Terms(36), "A"), Placement("2026-06-01", "2026-12-31", Terms(36), "B")],
            [("A", "40000 * 90/365", 9_863.01m), ("B", "40000 * 30/365", 3_287.67m)]),
        new("A maximum that a gap used up leaves nothing", Frame(Block(40_000, maximum: 3)), [Placement("2026-01-01", "2026-01-31", Terms(36), "A"), Placement("2026-04-01", "2026-12-31", Terms(36), "B")],
            [("A", "40000 * 31/365", 3_397.26m), ("B", "0", 0.00m)]),
        new("Each bouwblok has a maximum of its own", Frame(Tarief([Block(40_000, maximum: 3, code: "pw"), Block(50_000, maximum: 3, code: "ba")])),
            [Placement("2026-01-01", "2026-06-30", Terms(36, "pw"), "A"), Placement("2026-04-01", "2026-09-30", Terms(36, "ba"), "B")],
            [("A", "40000 * 90/365", 9_863.01m), ("B", "50000 * 91/365", 12_465.75m)]),
        new("What was revoked leaves room for the other reference", Pw, [Placement("2026-01-01", "2026-12-31", Terms(36), "A") with { RevokedFrom = Day("2026-04-01") }, Placement("2026-04-01", "2026-12-31", Terms(36), "B")],
            [("A", "40000 * 90/365", 9_863.01m), ("B", "40000 * 275/365", 30_136.99m)]),
        new("Hours below the minimum leave room for the other reference", Frame(Block(40_000, minimumHours: 12)), [Placement("2026-01-01", "2026-12-31", Terms(10), "A"), Placement("2026-01-01", "2026-12-31", Terms(30), "B")],
            [("A", "0", 0.00m), ("B", "40000 * 30/36", 33_333.33m)]),
    ];
}
