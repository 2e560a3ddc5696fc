using static SroiTracker.Domain.Tests.CountingExamples;

namespace SroiTracker.Domain.Tests;

/// <summary>Maximum months and bonuses over several contracts: 1 and 2 of one buyer, 3 of another.</summary>
internal static class ScopeTable
{
    private static readonly Guid Buyer = Guid.Parse("0198c000-0000-7000-8000-0000000000b1");
    private static readonly Bonus Taal = Bonus("taal", 10_000, BonusKind.Once);

    private static CountingRow Row(string sentence, Tarief tarief, CountedPlacement[] placements, params (string, string, decimal)[] worth) => Mixed(sentence, tarief, tarief, placements, worth);

    private static CountingRow Mixed(string sentence, Tarief tarief, Tarief onSecond, CountedPlacement[] placements, params (string, string, decimal)[] worth) => new(sentence,
        [.. Enumerable.Range(1, 3).Select(i => new CountedOn<CountedPlacement>(
            Frame(i == 2 ? onSecond : tarief) with { ContractId = Contract(i), BuyerId = i == 3 ? Guid.Empty : Buyer },
            [.. placements.Where(p => p.Terms.Any(t => t.Terms.ShareOf(Contract(i)) > 0))]))], worth);

    private static Guid Contract(int number) => Guid.Parse($"0198c000-0000-7000-8000-00000000000{number}");
    private static Tarief Maximum(MaximumScope scope) => Tarief([Block(36_500, maximum: 12, minimumHours: 12)], scope: scope);
    private static Tarief Once(BonusScope scope, params Bonus[] bonuses) => Tarief([Block(36_500)], bonuses.Length > 0 ? bonuses : [Taal]) with { BonusScope = scope };

    private static CountedPlacement On(int contract, string reference, string start, string through, double hours = 36, bool bonus = false, int share = 10_000, int? rest = null, AgeBand? age = null) =>
        Placement(start, through, Terms(hours, age: age, bonuses: age is not null ? [age == AgeBand.From55 ? "55+" : "50+"] : bonus ? ["taal"] : []) with
        {
            Allocations = rest is { } other ? [new(Contract(contract), share), new(Contract(other), 10_000 - share)] : [new(Contract(contract), share)],
        }, reference);

    public static IReadOnlyList<CountingRow> Rows =>
    [
        Row("A maximum of a contract begins anew on each contract", Maximum(MaximumScope.Contract), [On(1, "A", "2024-07-01", "2024-12-31"), On(2, "B", "2025-01-01", "2025-12-31")],
            ("A", "36500 * 184/365", 18_400.00m), ("B", "36500", 36_500.00m)),
        Row("A maximum of a buyer runs on from the first contract", Maximum(MaximumScope.Buyer), [On(1, "A", "2024-07-01", "2024-12-31"), On(2, "B", "2025-01-01", "2025-12-31")],
            ("A", "36500 * 184/365", 18_400.00m), ("B", "36500 * 181/365", 18_100.00m)),
        Row("A maximum of a buyer knows nothing of another buyer", Maximum(MaximumScope.Buyer), [On(3, "A", "2024-07-01", "2024-12-31"), On(2, "B", "2025-01-01", "2025-12-31")],
            ("A", "36500 * 184/365", 18_400.00m), ("B", "36500", 36_500.00m)),
        Row("A maximum of a Tarief runs on at another buyer", Maximum(MaximumScope.Tarief), [On(3, "A", "2024-07-01", "2024-12-31"), On(2, "B", "2025-01-01", "2025-12-31")],
            ("A", "36500 * 184/365", 18_400.00m), ("B", "36500 * 181/365", 18_100.00m)),
        Mixed("A maximum of a buyer knows nothing of another region's Tarief", Maximum(MaximumScope.Buyer), Maximum(MaximumScope.Buyer) with { Region = "Elders" }, [On(1, "A", "2024-07-01", "2024-12-31"), On(2, "B", "2025-01-01", "2025-12-31")],
            ("A", "36500 * 184/365", 18_400.00m), ("B", "36500", 36_500.00m)),
        Mixed("What a Tarief of one contract counted counts along under a later version for the buyer", Maximum(MaximumScope.Contract), Maximum(MaximumScope.Buyer), [On(1, "A", "2024-07-01", "2025-12-31"), On(2, "B", "2025-01-01", "2025-12-31")],
            ("A", "36500", 36_500.00m), ("B", "36500 * 181/365", 18_100.00m)),
        Row("Days with too few hours on one contract run the months on the other too", Maximum(MaximumScope.Buyer), [On(1, "A", "2024-07-01", "2024-12-31", hours: 10), On(2, "B", "2025-01-01", "2025-12-31")],
            ("A", "0", 0.00m), ("B", "36500 * 181/365", 18_100.00m)),
        Row("What was revoked from its first day runs no months elsewhere", Maximum(MaximumScope.Buyer), [On(1, "A", "2024-07-01", "2024-12-31") with { RevokedFrom = Day("2024-07-01") }, On(2, "B", "2025-01-01", "2025-12-31")],
            ("A", "0", 0.00m), ("B", "36500", 36_500.00m)),
        Row("A shared reference has one maximum on both contracts", Maximum(MaximumScope.Buyer), [On(1, "A", "2025-01-01", "2026-06-30", share: 6_000, rest: 2)],
            ("A on 1", "36500 * 60/100", 21_900.00m), ("A on 2", "36500 * 40/100", 14_600.00m)),
        Row("A bonus of a contract is paid on each contract", Once(BonusScope.Contract), [On(1, "A", "2025-01-01", "2025-01-31", bonus: true), On(2, "B", "2025-03-01", "2025-03-31", bonus: true)],
            ("A", "36500 * 31/365 + 10000", 13_100.00m), ("B", "36500 * 31/365 + 10000", 13_100.00m)),
        Row("A bonus of a buyer is paid where it was earned first", Once(BonusScope.Buyer), [On(2, "B", "2025-03-01", "2025-03-31", bonus: true), On(1, "A", "2025-01-01", "2025-01-31", bonus: true)],
            ("A", "36500 * 31/365 + 10000", 13_100.00m), ("B", "36500 * 31/365", 3_100.00m)),
        Row("A bonus of a buyer is paid at each share of a shared reference", Once(BonusScope.Buyer), [On(1, "A", "2025-01-01", "2025-12-31", bonus: true, share: 6_000, rest: 2)],
            ("A on 1", "36500 * 60/100 + 10000 * 60/100", 27_900.00m), ("A on 2", "36500 * 40/100 + 10000 * 40/100", 18_600.00m)),
        Row("Another buyer pays the bonus again", Once(BonusScope.Buyer), [On(1, "A", "2025-01-01", "2025-12-31", bonus: true, share: 6_000, rest: 3)],
            ("A on 1", "36500 * 60/100 + 10000 * 60/100", 27_900.00m), ("A on 3", "36500 * 40/100 + 10000 * 40/100", 18_600.00m)),
        Row("Of two references that start together on two contracts the first by name earns the bonus of a buyer", Once(BonusScope.Buyer), [On(1, "B", "2025-01-01", "2025-12-31", hours: 18, bonus: true), On(2, "A", "2025-01-01", "2025-12-31", hours: 18, bonus: true)],
            ("A", "36500 * 18/36 + 10000", 28_250.00m), ("B", "36500 * 18/36", 18_250.00m)),
        Row("Who turns 55 on another contract of the buyer gets there what the higher pays more",
            Once(BonusScope.Buyer, Bonus("50+", 5_000, BonusKind.Once, BonusCondition.AgeFrom50), Bonus("55+", 7_500, BonusKind.Once, BonusCondition.AgeFrom55, 0, "50+")),
            [On(1, "A", "2025-01-01", "2025-12-31", age: AgeBand.From50To54), On(2, "B", "2026-01-01", "2026-12-31", age: AgeBand.From55)],
            ("A", "36500 + 5000", 41_500.00m), ("B", "36500 + 2500", 39_000.00m)),
        Row("Months of waiting run over the buyer's contracts", Once(BonusScope.Buyer, Bonus("taal", 10_000, BonusKind.Once, waiting: 2)), [On(1, "A", "2025-01-01", "2025-01-31", bonus: true), On(2, "B", "2025-02-01", "2025-03-31", bonus: true)],
            ("A", "36500 * 31/365", 3_100.00m), ("B", "36500 * 59/365 + 10000", 15_900.00m)),
    ];
}
