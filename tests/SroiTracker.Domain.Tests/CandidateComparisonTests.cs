using FsCheck.Xunit;
using static SroiTracker.Domain.Tests.CountingExamples;

namespace SroiTracker.Domain.Tests;

/// <summary>One candidate under two Tarieven: the difference, taken apart into what it comes from.</summary>
public class CandidateComparisonTests
{
    private static readonly Bouwblok Pw = new("pw", "Participatiewet", Euro(40_000), Serves: [Doelgroep.Participatiewet]);
    private static readonly Tarief First = Tarief([Pw], [Bonus("vast", 10_000, BonusKind.Once, BonusCondition.Permanent)], version: "A");
    // 18 hours, two years: 40.000.
    private static readonly ExpectedPerson Person = new(Doelgroep.Participatiewet, null, 18 * 60, Day("2026-01-01"), Day("2027-12-31"), false, null, []);

    public static TheoryData<string, Tarief, decimal, string[]> Others => new()
    {
        { "the same", First, 40_000, [] },
        { "a lower amount", With(Pw with { Amount = Euro(30_000) }), 30_000, ["candidate.amount -10000.00"] },
        { "an amount per month, whatever the hours", With(Pw with { Amount = Euro(750), Unit = BouwblokUnit.Month }), 18_000, ["candidate.amount -22000.00"] },
        { "a place", With(Pw with { Amount = Euro(7_500), Unit = BouwblokUnit.Place }), 7_500, ["candidate.amount -32500.00"] },
        { "a maximum that is reached", With(Pw with { MaximumMonths = 12 }), 20_000, ["candidate.maximum -20000.00"] },
        { "a maximum that is not", With(Pw with { MaximumMonths = 24 }), 40_000, [] },
        { "a minimum above the hours", With(Pw with { MinimumMinutes = 19 * 60 }), 0, ["candidate.minimum -40000.00"] },
        { "a minimum that is met", With(Pw with { MinimumMinutes = 18 * 60 }), 40_000, [] },
        { "a longer week", First with { FullTimeMinutes = 40 * 60 }, 36_000, ["candidate.full-time -4000.00"] },
        { "months for days, in whole years", First with { Basis = TimeBasis.Months }, 40_000, [] },
        { "a lower amount, a maximum and a longer week", With(Pw with { Amount = Euro(30_000), MaximumMonths = 12 }) with { FullTimeMinutes = 40 * 60 }, 13_500,
            ["candidate.amount -10000.00", "candidate.maximum -15000.00", "candidate.full-time -1500.00"] },
        { "what one takes the other gives", With(Pw with { Amount = Euro(80_000), MaximumMonths = 12 }), 40_000, ["candidate.amount 40000.00", "candidate.maximum -40000.00"] },
        { "another code for the same people", With(Pw with { Code = "p-wet" }), 40_000, [] },
        { "nobody of this Doelgroep", With(Pw with { Serves = [Doelgroep.WW] }), 0, ["candidate.not-served -40000.00"] },
        { "two blocks: the lowest", First with { Bouwblokken = [Pw, Pw with { Code = "pw-low", Amount = Euro(10_000) }] }, 10_000, ["candidate.amount -30000.00"] },
        { "a block for own staff beside it", First with { Bouwblokken = [Pw, Pw with { Code = "pw-own", Amount = Euro(10_000), OwnStaff = true }] }, 40_000, [] },
        { "an effort for this Doelgroep", With(Pw with { Unit = BouwblokUnit.Hour }), 0, ["candidate.not-served -40000.00"] },
    };

    [Theory, MemberData(nameof(Others))]
    public void A_difference_is_taken_apart(string what, Tarief other, decimal value, string[] reasons)
    {
        var found = CandidateComparison.Of([First, other], Person, new HashSet<BonusCondition>(), []);
        Assert.Equal((40_000m, value, value - 40_000m), (found[0].Value.Total.Amount, found[1].Value.Total.Amount, found[1].Difference.Amount));
        Assert.True(reasons.SequenceEqual(found[1].Reasons.Select(r => $"{r.Remark.Code} {r.Effect}")), what + ": " + string.Join(", ", found[1].Reasons.Select(r => $"{r.Remark.Code} {r.Effect}")));
    }

    [Fact]
    public void A_candidate_whom_only_the_other_serves_gains_all_of_it()
    {
        var found = CandidateComparison.Of([With(Pw with { Serves = [] }), First], Person, new HashSet<BonusCondition>(), []);
        Assert.Null(found[0].Bouwblok);
        Assert.Equal(("candidate.not-served", 40_000m), (Assert.Single(found[1].Reasons).Remark.Code, found[1].Difference.Amount));
    }

    [Theory]
    [InlineData(BonusKind.Once, 5_000, 45_000, -5_000)]
    [InlineData(BonusKind.PerFullTimeYear, 5_000, 45_000, -5_000)]
    [InlineData(BonusKind.PerFullTimeYear, 10_000, 50_000, 0)]
    public void Bonuses_are_claimed_by_their_condition_whatever_their_code(BonusKind kind, int amount, decimal value, decimal effect)
    {
        var other = First with { Bonuses = [Bonus("onbepaald", amount, kind, BonusCondition.Permanent)] };
        var found = CandidateComparison.Of([First, other], Person with { Permanent = true }, new HashSet<BonusCondition> { BonusCondition.Permanent }, []);
        Assert.Equal((50_000m, value), (found[0].Value.Total.Amount, found[1].Value.Total.Amount));
        Assert.Equal(effect == 0 ? [] : [("candidate.bonuses", effect)], found[1].Reasons.Select(r => (r.Remark.Code, r.Effect.Amount)));
        if (kind == BonusKind.Once) Assert.Equal("Er telt onbepaald € 5.000 eenmaal in plaats van vast € 10.000 eenmaal.", found[1].Reasons[0].Remark.Dutch);
    }

    [Theory]
    [InlineData("2024-01-02", "under")]
    [InlineData("2024-01-01", "over")]
    [InlineData("2010-01-01", "over")]
    [InlineData(null, "under")]
    public void How_long_someone_belongs_to_a_Doelgroep_decides_which_block_is_theirs(string? since, string block)
    {
        var tarief = First with { Bouwblokken = [Pw with { Code = "under", BelowMonths = 24, Amount = Euro(30_000) }, Pw with { Code = "over", FromMonths = 24 }] };
        var found = CandidateComparison.Of([tarief], Person with { DoelgroepSince = DayOrNone(since) }, new HashSet<BonusCondition>(), [])[0];
        Assert.Equal((block, since is null ? 1 : 0), (found.Bouwblok!.Code, found.Others.Count));
    }

    [Fact]
    public void A_block_that_is_named_is_taken_where_a_Tarief_has_it()
    {
        var tarief = First with { Bouwblokken = [Pw, Pw with { Code = "pw-low", Amount = Euro(10_000) }] };
        var found = CandidateComparison.Of([tarief, First], Person, new HashSet<BonusCondition>(), ["pw", "elsewhere"]);
        Assert.Equal([("pw", 40_000m), ("pw", 40_000m)], found.Select(f => (f.Bouwblok!.Code, f.Value.Total.Amount)));
    }

    [Property(Arbitrary = [typeof(CountingCases)])]
    public void The_effects_always_add_up_to_the_difference(CountingCase a, CountingCase b)
    {
        var doelgroep = Enum.GetValues<Doelgroep>();
        Tarief Serving(CountingCase c, string version) => c.Frame.Tarieven[0].Tarief with
        {
            Version = version, FullTimeMinutes = c.Pick(2160, 2400, 2297),
            Bouwblokken = [.. c.Frame.Tarieven[0].Tarief.Bouwblokken.Select(x => x with { Serves = [doelgroep[c.Next(4)]] })],
        };
        var start = Day("2024-02-29").AddDays(a.Next(400));
        var person = new ExpectedPerson(doelgroep[a.Next(3)], null, a.Pick(719, 720, 1470, 2160, 2400), start, start.AddDays(a.Next(900)), a.Maybe(0.5), a.Pick<AgeBand?>(null, AgeBand.From50To54, AgeBand.From55), []);
        HashSet<BonusCondition> conditions = [.. Enum.GetValues<BonusCondition>().Where(_ => b.Maybe(0.5))];
        var found = CandidateComparison.Of([Serving(a, "A"), Serving(b, "B")], person, conditions, [])[1];
        Assert.Equal(found.Difference.Cents, found.Reasons.Sum(r => r.Effect.Cents));
        Assert.All(found.Reasons, r => Assert.NotEqual(Euros.Zero, r.Effect));
    }

    private static Tarief With(Bouwblok block) => First with { Version = "B", Bouwblokken = [block] };
}
