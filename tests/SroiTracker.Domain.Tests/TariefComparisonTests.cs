using static SroiTracker.Domain.Tests.CountingExamples;

namespace SroiTracker.Domain.Tests;

/// <summary>Two Tarief versions beside each other, as a coordinator reads it.</summary>
public class TariefComparisonTests
{
    private static readonly Bouwblok Pw = new("pw", "Participatiewet", Euro(40_000), Serves: [Doelgroep.Participatiewet]);
    private static readonly Bonus Age = new("age", "50+", Euro(5_000), BonusKind.Once, BonusCondition.AgeFrom50);

    private static Tarief Version(string version, IReadOnlyList<Bouwblok> blocks, params IReadOnlyList<Bonus> bonuses) =>
        Tarief(blocks, bonuses, version: version) with { Region = "Voorbeeld" };

    [Fact]
    public void A_version_beside_itself_differs_in_nothing()
    {
        var tarief = Version("A", [Pw, Pw with { Code = "pw-2" }], Age);
        var same = TariefComparison.Of(tarief, tarief with { Version = "B" });
        Assert.Empty(same.Differences);
        Assert.All(same.Bouwblokken, r => Assert.Equal((MatchedBy.Code, Euros.Zero, 0), (r.MatchedBy, r.Difference, r.Differences.Count)));
        Assert.All(same.Bonuses, r => Assert.Equal((MatchedBy.Code, Euros.Zero, 0), (r.MatchedBy, r.Difference, r.Differences.Count)));
    }

    public static TheoryData<string, Bouwblok, decimal?, string[]> Blocks => new()
    {
        { "more", Pw with { Amount = Euro(45_000) }, 5_000, ["€ 40.000 per voltijdjaar in Voorbeeld A, € 45.000 in Voorbeeld B: € 5.000 meer."] },
        { "less, in cents", Pw with { Amount = Euro(39_999.50m) }, -0.50m, ["€ 40.000 per voltijdjaar in Voorbeeld A, € 39.999,50 in Voorbeeld B: € 0,50 minder."] },
        { "another unit", Pw with { Unit = BouwblokUnit.Month, Amount = Euro(750) }, null,
            ["€ 40.000 per voltijdjaar in Voorbeeld A, € 750 per maand, ongeacht de uren in Voorbeeld B: de eenheid verschilt, dus de bedragen zijn niet zonder meer te vergelijken."] },
        { "a maximum", Pw with { MaximumMonths = 24 }, 0, ["Telt zonder maximum in Voorbeeld A en hoogstens 24 maanden in Voorbeeld B."] },
        { "a minimum", Pw with { MinimumMinutes = 750 }, 0, ["Telt zonder minimum in Voorbeeld A en vanaf 12,5 uur per week in Voorbeeld B."] },
        { "served", Pw with { Serves = [Doelgroep.Participatiewet, Doelgroep.Ioaw] }, 0, ["Voor Participatiewet in Voorbeeld A; voor Participatiewet, Ioaw in Voorbeeld B."] },
        { "for how long", Pw with { BelowMonths = 24 }, 0, ["Voor Participatiewet in Voorbeeld A; voor Participatiewet, korter dan 24 maanden in Voorbeeld B."] },
        { "own staff", Pw with { OwnStaff = true }, 0, ["Wie al in dienst was telt mee in Voorbeeld A: nee; in Voorbeeld B: ja."] },
        { "doubt", Pw with { Unsure = true, Note = "Zonder datum." }, 0, ["De bron van Voorbeeld B laat hierover twijfel: Zonder datum."] },
        { "a name only", Pw with { Name = "P-wet", Note = "Iets." }, 0, [] },
    };

    [Theory, MemberData(nameof(Blocks))]
    public void Blocks_with_one_code_are_compared_in_all_that_decides_on_euros(string what, Bouwblok other, decimal? difference, string[] told)
    {
        var row = Assert.Single(TariefComparison.Of(Version("A", [Pw]), Version("B", [other])).Bouwblokken);
        Assert.Equal((MatchedBy.Code, difference), (row.MatchedBy, row.Difference?.Amount));
        Assert.True(told.SequenceEqual(row.Differences.Select(d => d.Dutch)), $"{what}: {string.Join(" ", row.Differences.Select(d => d.Dutch))}");
        Assert.All(row.Differences, d => Assert.NotEqual(d.Dutch, d.English));
    }

    public static TheoryData<string, Bonus, decimal?, string[]> Bonuses => new()
    {
        { "more", Age with { Amount = Euro(7_500) }, 2_500, ["€ 5.000 eenmaal in Voorbeeld A, € 7.500 in Voorbeeld B: € 2.500 meer."] },
        { "paid otherwise", Age with { Kind = BonusKind.PerFullTimeYear }, null,
            ["€ 5.000 eenmaal in Voorbeeld A, € 5.000 per voltijdjaar in Voorbeeld B: de eenheid verschilt, dus de bedragen zijn niet zonder meer te vergelijken."] },
        { "another age", Age with { Condition = BonusCondition.AgeFrom55 }, 0, ["De voorwaarde is 50 jaar of ouder in Voorbeeld A en 55 jaar of ouder in Voorbeeld B."] },
        { "waiting", Age with { WaitingMonths = 6 }, 0, ["Verdiend meteen in Voorbeeld A en na 6 maanden in Voorbeeld B."] },
        { "exclusions", Age with { Exclusions = ["pw"] }, 0, ["Gaat met alles samen in Voorbeeld A en niet samen met pw in Voorbeeld B."] },
    };

    [Theory, MemberData(nameof(Bonuses))]
    public void Bonuses_are_compared_alike(string what, Bonus other, decimal? difference, string[] told)
    {
        var row = Assert.Single(TariefComparison.Of(Version("A", [Pw], Age), Version("B", [Pw], other)).Bonuses);
        Assert.Equal(difference, row.Difference?.Amount);
        Assert.True(told.SequenceEqual(row.Differences.Select(d => d.Dutch)), $"{what}: {string.Join(" ", row.Differences.Select(d => d.Dutch))}");
    }

    /// <summary>Codes of blocks with whom they serve, here and there; and the pairs that are shown.</summary>
    public static TheoryData<string, Bouwblok[], Bouwblok[], string[]> Pairs
    {
        get
        {
            Bouwblok under = Of("pw-under", 24, null, Doelgroep.Participatiewet), over = Of("pw-over", null, 24, Doelgroep.Participatiewet);
            Bouwblok whole = Of("pw", null, null, Doelgroep.Participatiewet), wajong = Of("wajong", null, null, Doelgroep.Wajong);
            Bouwblok ba = Of("ba", null, null, Doelgroep.Banenafspraak, Doelgroep.Wajong), purchase = Of("purchase", null, null);
            return new()
            {
                { "one code", [whole], [whole], ["pw = pw Code"] },
                { "only in one", [whole], [wajong], ["pw = - None", "- = wajong None"] },
                { "another code for the same people", [wajong], [ba], ["wajong = ba Doelgroep"] },
                { "one for two", [whole], [under, over], ["pw = pw-under Doelgroep", "pw = pw-over Doelgroep"] },
                { "two for one", [under, over], [whole], ["pw-under = pw Doelgroep", "pw-over = pw Doelgroep"] },
                { "under is never over", [under], [over], ["pw-under = - None", "- = pw-over None"] },
                { "one that has a code of its own is also the other of a second", [ba], [ba, wajong], ["ba = ba Code", "ba = wajong Doelgroep"] },
                { "no Doelgroep named", [purchase], [Of("invoice", null, null)], ["purchase = - None", "- = invoice None"] },
            };

            static Bouwblok Of(string code, int? below, int? from, params Doelgroep[] serves) =>
                new(code, code, Euro(1), Serves: serves, FromMonths: from, BelowMonths: below);
        }
    }

    [Theory, MemberData(nameof(Pairs))]
    public void Blocks_stand_beside_those_of_their_code_else_of_their_Doelgroep(string what, Bouwblok[] here, Bouwblok[] there, string[] pairs)
    {
        var rows = TariefComparison.Of(Version("A", here), Version("B", there)).Bouwblokken;
        Assert.True(pairs.SequenceEqual(rows.Select(r => $"{r.Here?.Code ?? "-"} = {r.There?.Code ?? "-"} {r.MatchedBy}")), what);
    }

    [Fact]
    public void The_Tarief_as_a_whole_is_compared_in_both_languages()
    {
        var here = Version("A", [Pw]);
        var there = Version("B", [Pw]) with
        {
            FullTimeMinutes = 38 * 60 + 30, Basis = TimeBasis.Months, MaximumScope = MaximumScope.Buyer, BoundBy = BindingDate.Signature, ValidFrom = Day("2026-01-01"),
        };
        var differences = TariefComparison.Of(here, there).Differences;
        Assert.Equal(
            ["tarief.differs-full-time", "tarief.differs-basis", "tarief.differs-maximum-scope", "tarief.differs-bound-by", "tarief.differs-validity"], differences.Select(d => d.Code));
        Assert.Equal(
            [
                "Een volle werkweek is 36 uur in Voorbeeld A en 38,5 uur in Voorbeeld B.",
                "Tijd telt naar dagen van het jaar in Voorbeeld A en naar hele maanden ÷ 12 en dagen ÷ 30 in Voorbeeld B.",
                "Een maximum loopt per contract in Voorbeeld A en over alle contracten van een opdrachtgever in Voorbeeld B.",
                "Voorbeeld A bindt een contract naar de start van het contract, Voorbeeld B naar de ondertekening.",
                "Voorbeeld A geldt zonder datum, Voorbeeld B vanaf 1 januari 2026.",
            ], differences.Select(d => d.Dutch));
        Assert.Equal("A full-time week is 36 hours in Voorbeeld A and 38.5 hours in Voorbeeld B.", differences[0].English);
    }
}
