using static SroiTracker.Domain.Tests.CountingExamples;

namespace SroiTracker.Domain.Tests;

/// <summary>Bonuses: waiting, excluded, once a contract or once a buyer.</summary>
internal static class BonusTable
{
    private static readonly Bonus Vast = Bonus("vast", 10_000, BonusKind.Once, BonusCondition.Permanent, waiting: 2);
    private static readonly Bonus Taal = Bonus("taal", 10_000, BonusKind.Once);
    private static readonly Bonus[] Ages = [Bonus("50+", 5_000, BonusKind.Once, BonusCondition.AgeFrom50), Bonus("55+", 7_500, BonusKind.Once, BonusCondition.AgeFrom55, 0, "50+")];

    private static CountingFrame With(params Bonus[] bonuses) => Frame(Tarief([Block(40_000)], bonuses));
    private static PlacementTerms Permanent(double hours = 36) => Terms(hours, permanent: true, bonuses: "vast");

    public static IReadOnlyList<CountingRow> Rows =>
    [
        new("Who leaves before the two months have passed earns no bonus", With(Vast), Placement("2026-01-01", "2026-02-28", Permanent()), "40000 * 59/365", 6_465.75m),
        new("Two months after the first counted day the bonus is earned", With(Vast), Placement("2026-01-01", "2026-03-01", Permanent()), "40000 * 60/365 + 10000", 16_575.34m),
        new("Months wait from the day on which the contract became permanent", With(Vast), Placement("A", "2026-01-01", null, "2026-12-31", ("2026-01-01", Terms(36)), ("2026-11-15", Permanent())), "40000", 40_000.00m),
        new("Waiting goes on over a gap, and the second reference earns it", With(Vast), [Placement("2026-01-01", "2026-01-31", Permanent(), "A"), Placement("2026-03-01", "2026-12-31", Permanent(), "B")],
            [("A", "40000 * 31/365", 3_397.26m), ("B", "40000 * 306/365 + 10000", 43_534.25m)]),
        new("A claimed bonus whose condition is not met is not paid", With(Vast), Placement("2026-01-01", "2026-12-31", Terms(36, bonuses: "vast")), "40000", 40_000.00m),
        new("A bonus that nobody claims is not paid", With(Vast), Placement("2026-01-01", "2026-12-31", Terms(36, permanent: true)), "40000", 40_000.00m),
        new("A bonus that excludes the bouwblok is not paid", With(Bonus("taal", 10_000, BonusKind.Once, BonusCondition.StatushouderOrLanguage, 0, "blok")), Placement("2026-01-01", "2026-12-31", Terms(36, bonuses: "taal")), "40000", 40_000.00m),
        new("Of two that exclude each other the higher is paid", With(Ages), Placement("2026-01-01", "2026-12-31", Terms(36, age: AgeBand.From55, bonuses: ["50+", "55+"])), "40000 + 7500", 47_500.00m),
        new("Who turns 55 later gets what the higher pays more", With(Ages), Placement("A", "2026-01-01", null, "2026-12-31", ("2026-01-01", Terms(36, age: AgeBand.From50To54, bonuses: "50+")), ("2026-07-01", Terms(36, age: AgeBand.From55, bonuses: ["50+", "55+"]))), "40000 + 5000 + 2500", 47_500.00m),
        new("A bonus is paid at the share of the day on which it is earned", With(Taal), Placement("A", "2026-01-01", null, "2026-12-31", ("2026-01-01", Terms(36, share: 5_000, bonuses: "taal")), ("2026-07-01", Terms(36, bonuses: "taal"))), "40000 * 50/100 * 181/365 + 40000 * 184/365 + 10000 * 50/100", 35_082.19m),
        new("A bonus is earned on the first day with enough hours", Frame(Tarief([Block(40_000, minimumHours: 12)], [Taal])), Placement("A", "2026-01-01", null, "2026-12-31", ("2026-01-01", Terms(10, bonuses: "taal")), ("2026-07-01", Terms(12, bonuses: "taal"))), "40000 * 12/36 * 184/365 + 10000", 16_721.46m),
        new("A yearly bonus that waits six months counts from then on", With(Bonus("taal", 10_000, BonusKind.PerFullTimeYear, waiting: 6)), Placement("2026-01-01", "2026-12-31", Terms(18, bonuses: "taal")), "40000 * 18/36 + 10000 * 18/36 * 184/365", 22_520.55m),
        new("Of what is revoked from the first day on nothing is earned", With(Taal), Placement("2026-01-01", "2026-12-31", Terms(36, bonuses: "taal")) with { RevokedFrom = Day("2026-01-01") }, "0", 0.00m),
    ];
}
