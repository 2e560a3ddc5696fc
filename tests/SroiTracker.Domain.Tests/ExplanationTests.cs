using static SroiTracker.Domain.Tests.CountingExamples;

namespace SroiTracker.Domain.Tests;

/// <summary>Why a placement counts as it does, in the words that an officer or a supplier reads.</summary>
public class ExplanationTests
{
    private static readonly Bouwblok Ww = new("ww", "WW", Euro(20_000), MaximumMonths: 12, MinimumMinutes: 12 * 60, Serves: [Doelgroep.WW]);
    private static readonly Bouwblok Pw = new("pw-under-2", "Participatiewet < 2 jaar", Euro(30_000), Serves: [Doelgroep.Participatiewet], BelowMonths: 24);
    private static readonly Bouwblok Doubt = new("nug", "Nug", Euro(5_000), Serves: [Doelgroep.Nug], Unsure: true, Note: "De bron noemt twee bedragen.");
    private static readonly Bouwblok Open = new("wep", "Werkervaringsplek", Euro(7_500));
    private static readonly Tarief Tarief = Tarief([Ww, Pw, Doubt, Open],
    [
        Bonus("vast", 10_000, BonusKind.Once, BonusCondition.Permanent), Bonus("50+", 5_000, BonusKind.Once, BonusCondition.AgeFrom50),
        Bonus("55+", 7_500, BonusKind.Once, BonusCondition.AgeFrom55, 0, "50+"), Bonus("taal", 2_000, BonusKind.Once, waiting: 6), Bonus("stage", 1_000, BonusKind.Once, BonusCondition.HiredAfterTraineeship, 0, "ww"),
    ]);

    /// <summary>Hours, block, first and last day of the work on a contract of 2026; what is said.</summary>
    [Theory]
    [InlineData(36, "ww", "2026-01-01", "2026-12-31")]
    [InlineData(36, "ww", "2025-12-31", "2026-06-30", "31 december 2025 tot en met 31 december 2025 (1 dag) telt niet: buiten de looptijd van het contract.")]
    [InlineData(36, "wep", "2025-12-01", "2027-01-31", "1 december 2025 tot en met 31 januari 2027 (62 dagen) telt niet: buiten de looptijd van het contract.")]
    [InlineData(11, "ww", "2026-01-01", "2026-01-31", "1 januari 2026 tot en met 31 januari 2026 (31 dagen) telt niet: minder uren per week dan het bouwblok vraagt.")]
    [InlineData(36, "weg", "2026-02-01", "2026-02-28", "1 februari 2026 tot en met 28 februari 2026 (28 dagen) telt niet: het bouwblok staat niet in het Tarief.")]
    public void Days_that_do_not_count_are_told_once_for_each_reason(double hours, string block, string start, string end, params string[] told)
    {
        var value = Value(Frame(Tarief, "2026-01-01", "2026-12-31"), Placement(start, end, Terms(hours, block)));
        Assert.Equal(told, Explanation.NotCounting(value).Select(r => r.Dutch));
    }

    [Fact]
    public void Each_reason_of_a_placement_has_its_own_words()
    {
        var part = new ValuePart(Day("2026-01-01"), Day("2026-01-02"), 0, "ww", Tarief.Id, 2160, 10_000, Euros.Zero, "", null);
        var ofEfforts = new[] { NotCounted.NotForEfforts, NotCounted.LevelUnknown };
        var told = Enum.GetValues<NotCounted>().Except(ofEfforts).Select(reason => Assert.Single(Explanation.NotCounting(new(Guid.Empty, [part with { Reason = reason }], []))));
        Assert.Distinct(told.Select(r => r.Code));
        Assert.All(told, r => Assert.StartsWith("1 January 2026 through 2 January 2026 (2 days) does not count: ", r.English, StringComparison.Ordinal));
    }

    public static TheoryData<string, PlacementTerms, string[]> Candidates => new()
    {
        { "all fits", Of("ww", Doelgroep.WW), [] },
        { "another Doelgroep, with a block of its own", Of("ww", Doelgroep.Participatiewet), ["Het bouwblok ww is voor WW, niet voor Participatiewet.", "Voor Participatiewet heeft dit Tarief: pw-under-2."] },
        { "another Doelgroep, with none", Of("ww", Doelgroep.Wia), ["Het bouwblok ww is voor WW, niet voor Wia.", "Voorbeeld 2023 heeft geen bouwblok voor Wia."] },
        { "two years in it on the first day", Of("pw-under-2", Doelgroep.Participatiewet, "2024-01-01"),
            ["Het bouwblok pw-under-2 is voor Participatiewet, korter dan 24 maanden; deze kandidaat behoort sinds 1 januari 2024 tot de Doelgroep."] },
        { "a day less", Of("pw-under-2", Doelgroep.Participatiewet, "2024-01-02"), [] },
        { "a block that names nobody", Of("wep", Doelgroep.Wia), [] },
        { "a source in doubt", Of("nug", Doelgroep.Nug), ["De bron van Voorbeeld 2023 laat hierover twijfel: De bron noemt twee bedragen."] },
        { "more than full-time", Of("ww", Doelgroep.WW) with { MinutesPerWeek = 38 * 60 + 30 }, ["38,5 uur per week telt als 36 uur: een volle werkweek op dit contract."] },
        { "a block that is not there", Of("weg", Doelgroep.WW), [] },
    };

    [Theory, MemberData(nameof(Candidates))]
    public void What_does_not_fit_between_candidate_and_block_is_told(string what, PlacementTerms terms, string[] told)
    {
        var found = Explanation.OfBlock(Tarief, FullTime, terms, Day("2026-01-01")).Select(r => r.Dutch);
        Assert.True(told.SequenceEqual(found), $"{what}: {string.Join(" ", found)}");
    }

    public static TheoryData<string, PlacementTerms, string[]> Claims => new()
    {
        { "none claimed", Of("wep", Doelgroep.WW), [] },
        { "earned", Of("wep", Doelgroep.WW) with { Bonuses = ["vast", "stage"], Permanent = true }, [] },
        { "not permanent", Of("wep", Doelgroep.WW) with { Bonuses = ["vast"] }, ["De bonus vast telt niet: hij vraagt een vast dienstverband."] },
        { "too young", Of("wep", Doelgroep.WW) with { Bonuses = ["55+"], AgeBand = AgeBand.From50To54 }, ["De bonus 55+ telt niet: hij vraagt 55 jaar of ouder."] },
        { "two that exclude one another", Of("wep", Doelgroep.WW) with { Bonuses = ["50+", "55+"], AgeBand = AgeBand.From55 }, ["De bonus 50+ telt niet: hij gaat niet samen met 55+, die hoger is."] },
        { "not with this block", Of("ww", Doelgroep.WW) with { Bonuses = ["stage"] }, ["De bonus stage telt niet: hij gaat niet samen met het bouwblok ww."] },
        { "six months have passed", Of("wep", Doelgroep.WW) with { Bonuses = ["taal"] }, [] },
        { "no such bonus", Of("wep", Doelgroep.WW) with { Bonuses = ["weg"] }, [] },
    };

    [Theory, MemberData(nameof(Claims))]
    public void Why_a_bonus_that_is_claimed_does_not_count_is_told(string what, PlacementTerms terms, string[] told)
    {
        var value = Value(Frame(Tarief), Placement("2026-01-01", "2026-12-31", terms));
        var found = Explanation.OfBonuses(Tarief, terms, value).Select(r => r.Dutch);
        Assert.True(told.SequenceEqual(found), $"{what}: {string.Join(" ", found)}");
    }

    [Fact]
    public void A_bonus_that_waits_longer_than_the_work_lasts_says_so_and_one_that_was_paid_before_too()
    {
        var terms = Of("wep", Doelgroep.WW) with { Bonuses = ["taal", "stage"] };
        var frame = Frame(Tarief);
        var values = Valuation.Of(frame, [Placement("2026-01-01", "2026-06-30", terms), Placement("2026-07-01", "2026-09-30", terms, "B")]);
        Assert.Equal(["bonus.waits"], Explanation.OfBonuses(Tarief, terms, values[0]).Select(r => r.Code));
        Assert.Equal(["bonus.paid"], Explanation.OfBonuses(Tarief, terms with { Bonuses = ["stage"] }, values[1]).Select(r => r.Code));
    }

    private static PlacementTerms Of(string block, Doelgroep doelgroep, string? since = null) => Terms(36, block) with { Doelgroep = doelgroep, DoelgroepSince = DayOrNone(since) };
}
