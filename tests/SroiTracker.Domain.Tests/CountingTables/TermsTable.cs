using static SroiTracker.Domain.Tests.CountingExamples;

namespace SroiTracker.Domain.Tests;

/// <summary>Terms that change while somebody works: hours, share, employer, bouwblok, Tarief.</summary>
internal static class TermsTable
{
    private static readonly CountingFrame Pw = Frame(Block(40_000));
    private static readonly CountingFrame Two = Frame(Tarief([Block(40_000, code: "pw"), Block(50_000, code: "ba")]));
    private static readonly Tarief Old = Tarief([Block(40_000)]), New = Tarief([Block(44_000)], version: "2026");

    private static CountingFrame Amended(string from, double week = 36) => Frame(Old) with { Tarieven = [new(Day("2020-01-01"), Old, FullTime), new(Day(from), New, Minutes(week))] };

    private static CountedPlacement In2026(params IReadOnlyList<(string From, PlacementTerms Terms)> terms) => Placement("A", "2026-01-01", null, "2026-12-31", terms);

    public static IReadOnlyList<CountingRow> Rows =>
    [
        new("Hours that fall from 36 to 24 on 1 July", Pw, In2026(("2026-01-01", Terms(36)), ("2026-07-01", Terms(24))), "40000 * 181/365 + 40000 * 24/36 * 184/365", 33_278.54m),
        new("Hours that change twice", Pw, In2026(("2026-01-01", Terms(32)), ("2026-04-01", Terms(16)), ("2026-09-01", Terms(24))), "40000 * 32/36 * 90/365 + 40000 * 16/36 * 153/365 + 40000 * 24/36 * 122/365", 25_132.42m),
        new("Hours in quarters of an hour", Pw, In2026(("2026-01-01", Terms(17.25)), ("2026-07-01", Terms(24.75))), "40000 * 17.25/36 * 181/365 + 40000 * 24.75/36 * 184/365", 23_367.58m),
        new("Hours above full-time count as full-time", Pw, In2026(("2026-01-01", Terms(30)), ("2026-07-01", Terms(40))), "40000 * 30/36 * 181/365 + 40000 * 184/365", 36_694.06m),
        new("Hours that rise above the minimum count from then on, in the year that began with the work", Frame(Block(40_000, minimumHours: 16)), In2026(("2026-01-01", Terms(12)), ("2026-07-01", Terms(20))), "40000 * 20/36 * 184/365", 11_202.44m),
        new("Hours that fall below the minimum in the second year", Frame(Block(40_000, minimumHours: 16)), Placement("A", "2025-03-01", null, "2026-12-31", ("2025-03-01", Terms(24)), ("2026-06-01", Terms(15))), "40000 * 24/36 + 40000 * 24/36 * 92/365", 33_388.13m),
        new("Exactly the minimum of hours counts", Frame(Block(40_000, minimumHours: 12)), In2026(("2026-01-01", Terms(12))), "40000 * 12/36", 13_333.33m),
        new("A share that falls to half on 1 October", Pw, In2026(("2026-01-01", Terms(36)), ("2026-10-01", Terms(36, share: 5_000))), "40000 * 273/365 + 40000 * 50/100 * 92/365", 34_958.90m),
        new("A share of 33,33 percent", Pw, In2026(("2026-01-01", Terms(24, share: 3_333))), "40000 * 33.33/100 * 24/36", 8_888.00m),
        new("A quarter in which the contract had no share", Pw, In2026(("2026-01-01", Terms(36)), ("2026-04-01", Terms(36, share: 0)), ("2026-07-01", Terms(36))), "40000 * 90/365 + 40000 * 184/365", 30_027.40m),
        new("Hours and share that change on one day", Pw, In2026(("2026-01-01", Terms(36)), ("2026-03-01", Terms(28, share: 2_500))), "40000 * 59/365 + 40000 * 25/100 * 28/36 * 306/365", 12_986.30m),
        new("Another employer counts on without a break", Frame(Tarief([Block(40_000)]), "2026-01-01"), In2026(("2026-01-01", Terms(36, employer: "08057642", inService: "2026-01-01")), ("2026-07-01", Terms(36, employer: "27312101", inService: "2026-07-01"))), "40000", 40_000.00m),
        new("Another employer with whom one was in service before the contract counts no further", Frame(Tarief([Block(40_000)]), "2026-01-01"), In2026(("2026-01-01", Terms(36, employer: "08057642", inService: "2026-01-01")), ("2026-07-01", Terms(36, employer: "27312101", inService: "2025-06-01"))), "40000 * 181/365", 19_835.62m),
        new("Another bouwblok from 1 July", Two, In2026(("2026-01-01", Terms(36, "pw")), ("2026-07-01", Terms(36, "ba"))), "40000 * 181/365 + 50000 * 184/365", 45_041.10m),
        new("A bouwblok that the Tarief does not have counts nothing", Two, In2026(("2026-01-01", Terms(36, "pw")), ("2026-07-01", Terms(36, "wajong"))), "40000 * 181/365", 19_835.62m),
        new("An amendment brings another Tarief from 1 July; days before keep the old", Amended("2026-07-01"), In2026(("2026-01-01", Terms(36))), "40000 * 181/365 + 44000 * 184/365", 42_016.44m),
        new("An amendment brings a full-time week of 40 hours", Amended("2026-07-01", 40), In2026(("2026-01-01", Terms(18))), "40000 * 18/36 * 181/365 + 44000 * 18/40 * 184/365", 19_899.18m),
        new("An amendment inside the second year of the work", Amended("2026-07-01"), Placement("A", "2025-03-01", null, "2026-12-31", ("2025-03-01", Terms(36))), "40000 + 40000 * 122/365 + 44000 * 184/365", 75_550.68m),
        new("Hours and Tarief change a month apart", Amended("2026-08-01"), In2026(("2026-01-01", Terms(36)), ("2026-07-01", Terms(24))), "40000 * 181/365 + 40000 * 24/36 * 31/365 + 44000 * 24/36 * 153/365", 34_396.35m),
        new("A contract that ends early counts through its new end", Frame(Tarief([Block(40_000)]), "2026-01-01", "2026-06-30"), In2026(("2026-01-01", Terms(36))), "40000 * 181/365", 19_835.62m),
    ];
}
