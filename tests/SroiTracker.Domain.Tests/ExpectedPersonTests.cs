using static SroiTracker.Domain.Tests.CountingExamples;

namespace SroiTracker.Domain.Tests;

/// <summary>People who do not work yet, and what they would bring to a contract of 2026.</summary>
public class ExpectedPersonTests
{
    private static readonly ExpectedPerson Person = new(Doelgroep.Participatiewet, null, 18 * 60, Day("2026-01-01"), Day("2026-07-19"), false, null, []);

    private static Bouwblok Pw(decimal amount, string code = "pw", int? from = null, int? below = null, bool ownStaff = false) =>
        new(code, code, Euro(amount), Serves: [Doelgroep.Participatiewet], FromMonths: from, BelowMonths: below, OwnStaff: ownStaff);

    /// <summary>The examples of rules.md 3 for one placement without changes.</summary>
    [Theory]
    [InlineData(40_000, 18, "2026-01-01", "2026-07-19", 10_958.90)]
    [InlineData(50_000, 24, "2026-01-01", "2026-09-30", 24_931.51)]
    [InlineData(40_000, 40, "2026-01-01", "2026-12-31", 40_000)]
    [InlineData(40_000, 18, "2025-01-01", "2025-12-31", 0)]
    [InlineData(40_000, 36, "2026-12-31", "2027-12-31", 109.59)]
    public void They_are_worth_what_a_placement_that_is_wholly_verified_would_be(decimal amount, double hours, string start, string end, decimal value) =>
        Assert.Equal(value, (Person with { MinutesPerWeek = Minutes(hours), Start = Day(start), End = Day(end) }).On(Frame(Tarief([Pw(amount)]), "2026-01-01", "2026-12-31"), "pw").Total.Amount);

    public static TheoryData<string, Bouwblok[], string?, string[]> Blocks => new()
    {
        { "the lowest first", [Pw(40_000, "high"), Pw(30_000, "low")], null, ["low", "high"] },
        { "under two years", [Pw(30_000, "under", below: 24), Pw(40_000, "over", from: 24)], "2025-01-01", ["under"] },
        { "over two years", [Pw(30_000, "under", below: 24), Pw(40_000, "over", from: 24)], "2024-01-01", ["over"] },
        { "unknown since when", [Pw(40_000, "over", from: 24), Pw(30_000, "under", below: 24)], null, ["under", "over"] },
        { "own staff only where there is no other", [Pw(40_000), Pw(10_000, "own", ownStaff: true)], null, ["pw"] },
        { "own staff where there is no other", [Pw(10_000, "own", ownStaff: true)], null, ["own"] },
        { "other people", [new("ww", "WW", Euro(1), Serves: [Doelgroep.WW]), new("wep", "Werkervaringsplek", Euro(1))], null, [] },
        { "no block for efforts", [Pw(100, "uur") with { Unit = BouwblokUnit.Hour }], null, [] },
    };

    [Theory, MemberData(nameof(Blocks))]
    public void The_blocks_that_are_for_them_are_found(string what, Bouwblok[] blocks, string? since, string[] found) =>
        Assert.True(found.SequenceEqual((Person with { DoelgroepSince = DayOrNone(since) }).Blocks(Frame(Tarief(blocks))).Select(b => b.Bouwblok.Code)), what);

    [Theory]
    [InlineData(100, 40, 60)]
    [InlineData(100, 100, 0)]
    [InlineData(100, 120, 0)]
    [InlineData(0, 0, 0)]
    [InlineData(100, -10, 110)]
    public void What_is_missing_is_never_less_than_nothing(decimal asked, decimal there, decimal missing)
    {
        Assert.Equal(Euro(missing), Gap.Of(Euro(asked), Euro(there)));
        Assert.Null(Gap.Of(null, Euro(there)));
    }

    [Theory]
    [InlineData(100, 50, 2L)]
    [InlineData(100.01, 50, 3L)]
    [InlineData(99.99, 50, 2L)]
    [InlineData(0.01, 50, 1L)]
    [InlineData(0, 50, 0L)]
    [InlineData(0, 0, 0L)]
    [InlineData(100, 0, null)]
    public void A_gap_is_closed_by_whole_people(decimal gap, decimal each, long? people) => Assert.Equal(people, Gap.People(Euro(gap), Euro(each)));

    [Theory]
    [InlineData(36, 36, 38, 38)]
    [InlineData(40, 36, 38, 40)]
    [InlineData(36, 36, 36, 36)]
    public void Under_another_Tarief_a_week_that_the_clause_set_apart_stays(double clause, double own, double other, double held)
    {
        var frame = Frame(Tarief([Pw(1)]) with { FullTimeMinutes = Minutes(own) }, fullTime: Minutes(clause));
        var under = frame.Under(Tarief([Pw(2)]) with { FullTimeMinutes = Minutes(other) });
        Assert.Equal((Minutes(held), Euro(2)), (Assert.Single(under.Tarieven).FullTimeMinutes, under.Tarieven[0].Tarief.Block("pw")!.Amount));
        Assert.Equal(frame.Window, under.Window);
    }
}
