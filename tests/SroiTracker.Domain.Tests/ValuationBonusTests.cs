using static SroiTracker.Domain.BonusCondition;
using static SroiTracker.Domain.BonusKind;
using static SroiTracker.Domain.Tests.CountingExamples;

namespace SroiTracker.Domain.Tests;

public class ValuationBonusTests
{
    private static CountingFrame With(params Bonus[] bonuses) => Frame(Tarief([Block(36_500), Block(36_500, code: "ander", minimumHours: 12)], bonuses));

    private static (string, string, decimal)[] Earned(PlacementValue value) =>
        [.. value.Bonuses.Select(b => (b.Code, b.On.ToString("yyyy-MM-dd"), b.Amount.Amount))];

    [Fact]
    public void A_bonus_paid_once_is_paid_on_the_first_counted_day_beside_the_parts()
    {
        var value = Value(With(Bonus("taal", 10_000, Once)), Placement("2026-03-01", "2026-12-31", Terms(18, bonuses: "taal")));
        Assert.Equal([("taal", "2026-03-01", 10_000m)], Earned(value));
        Assert.Equal(Euro(10_000 + 15_300), value.Total);
        Assert.Equal("€ 36.500 × 18/36 × 306/365", Assert.Single(value.Parts).Formula);
    }

    [Fact]
    public void It_is_paid_at_the_share_of_that_day()
    {
        var value = Value(With(Bonus("taal", 10_000, Once)), Placement("A", "2026-01-01", null, "2026-12-31",
            ("2026-01-01", Terms(36, share: 2_500, bonuses: "taal")), ("2026-02-01", Terms(36, bonuses: "taal"))));
        Assert.Equal([("taal", "2026-01-01", 2_500m)], Earned(value));
    }

    [Theory]
    [InlineData(AgeFrom50, AgeBand.Under27, false)]
    [InlineData(AgeFrom50, AgeBand.From27To49, false)]
    [InlineData(AgeFrom50, AgeBand.From50To54, true)]
    [InlineData(AgeFrom50, AgeBand.From55, true)]
    [InlineData(AgeFrom50, null, false)]
    [InlineData(AgeFrom55, AgeBand.From50To54, false)]
    [InlineData(AgeFrom55, AgeBand.From55, true)]
    [InlineData(Permanent, null, false)]
    [InlineData(StatushouderOrLanguage, null, true)]
    [InlineData(HiredAfterTraineeship, null, true)]
    [InlineData(EmploymentWithDisability, null, true)]
    public void The_condition_must_be_met(BonusCondition condition, AgeBand? age, bool earned)
    {
        var frame = With(Bonus("b", 10_000, Once, condition), Bonus("j", 3_650, PerFullTimeYear, condition));
        var value = Value(frame, Placement("2026-01-01", "2026-12-31", Terms(36, age: age, bonuses: ["b", "j"])));
        Assert.Equal(earned ? Euro(36_500 + 3_650 + 10_000) : Euro(36_500), value.Total);
    }

    [Fact]
    public void A_bonus_that_is_not_claimed_or_not_in_the_Tarief_is_not_paid()
    {
        var value = Value(With(Bonus("vast", 10_000, Once, Permanent)), Placement("2026-01-01", "2026-12-31", Terms(36, permanent: true, bonuses: "weg")));
        Assert.Equal(Euro(36_500), value.Total);
    }

    [Fact]
    public void A_contract_that_becomes_permanent_earns_its_bonus_on_that_day()
    {
        var value = Value(With(Bonus("vast", 10_000, Once, Permanent)), Placement("A", "2026-01-01", null, "2026-12-31",
            ("2026-01-01", Terms(36, bonuses: "vast")), ("2026-05-01", Terms(36, permanent: true, bonuses: "vast"))));
        Assert.Equal([("vast", "2026-05-01", 10_000m)], Earned(value));
    }

    [Theory]
    [InlineData("2026-06-30", null)]
    [InlineData("2026-07-01", "2026-07-01")]
    [InlineData("2026-12-31", "2026-07-01")]
    public void Waiting_months_must_have_passed_since_the_condition_was_met(string through, string? on)
    {
        var value = Value(With(Bonus("vast", 10_000, Once, Permanent, waiting: 6)),
            Placement("2026-01-01", through, Terms(36, permanent: true, bonuses: "vast")));
        Assert.Equal(on is null ? [] : [("vast", on, 10_000m)], Earned(value));
    }

    [Fact]
    public void A_yearly_bonus_starts_when_its_waiting_months_have_passed()
    {
        var value = Value(With(Bonus("taal", 36_500, PerFullTimeYear, waiting: 3)), Placement("2026-01-01", "2026-12-31", Terms(36, bonuses: "taal")));
        Assert.Equal(
            ["2026-01-01 2026-03-31 € 36.500 × 36/36 × 90/365 = 9000.00",
             "2026-04-01 2026-12-31 (€ 36.500 + € 36.500) × 36/36 × 275/365 = 55000.00"], Lines(value));
    }

    [Fact]
    public void Waiting_and_paying_run_over_all_references_of_a_candidate()
    {
        var frame = With(Bonus("vast", 10_000, Once, Permanent, waiting: 6));
        var values = Valuation.Of(frame,
            [Placement("2026-08-01", "2026-12-31", Terms(36, permanent: true, bonuses: "vast"), "B"),
             Placement("2026-01-01", "2026-03-31", Terms(36, permanent: true, bonuses: "vast"), "A"),
             Placement("2026-09-01", "2026-12-31", Terms(36, permanent: true, bonuses: "vast"), "C")]);
        Assert.Equal([("vast", "2026-08-01", 10_000m)], Earned(values[0]));
        Assert.Empty(values[1].Bonuses);
        Assert.Empty(values[2].Bonuses);
    }

    [Fact]
    public void Two_references_that_start_together_earn_it_by_reference_even_when_the_other_fills_the_week_first()
    {
        var frame = Frame(Tarief([Block(36_500), Block(73_000, code: "hoog")], [Bonus("taal", 10_000, Once)]));
        var values = Valuation.Of(frame,
            [Placement("2026-01-01", "2026-12-31", Terms(18, "hoog", bonuses: "taal"), "B"),
             Placement("2026-01-01", "2026-12-31", Terms(18, bonuses: "taal"), "A")]);
        Assert.Equal([0, 1], values.Select(v => v.Bonuses.Count));
    }

    [Fact]
    public void Days_that_count_nothing_earn_nothing()
    {
        var value = Value(With(Bonus("taal", 10_000, Once)), Placement("A", "2026-01-01", null, "2026-12-31",
            ("2026-01-01", Terms(10, "ander", bonuses: "taal")), ("2026-07-01", Terms(18, "ander", bonuses: "taal"))));
        Assert.Equal([("taal", "2026-07-01", 10_000m)], Earned(value));
        Assert.Equal(Euros.Zero, Value(With(Bonus("taal", 10_000, Once)), Placement("2026-01-01", "2026-12-31", Terms(10, "ander", bonuses: "taal"))).Total);
    }

    [Fact]
    public void Of_two_that_exclude_one_another_the_higher_stands_whichever_of_them_says_so()
    {
        foreach (var frame in new[]
        {
            With(Bonus("50+", 5_000, Once, AgeFrom50), Bonus("55+", 7_500, Once, AgeFrom55, 0, "50+")),
            With(Bonus("50+", 5_000, Once, AgeFrom50, 0, "55+"), Bonus("55+", 7_500, Once, AgeFrom55)),
        })
            Assert.Equal([("55+", "2026-01-01", 7_500m)],
                Earned(Value(frame, Placement("2026-01-01", "2026-12-31", Terms(36, age: AgeBand.From55, bonuses: ["50+", "55+"])))));
    }

    [Fact]
    public void Of_two_equal_ones_that_exclude_one_another_the_first_of_the_Tarief_stands()
    {
        var frame = With(Bonus("vast", 10_000, Once, Permanent), Bonus("taal", 10_000, Once, StatushouderOrLanguage, 0, "vast"));
        Assert.Equal([("vast", "2026-01-01", 10_000m)],
            Earned(Value(frame, Placement("2026-01-01", "2026-12-31", Terms(36, permanent: true, bonuses: ["taal", "vast"])))));
    }

    [Fact]
    public void Who_turns_55_after_the_lower_bonus_was_paid_gets_the_difference()
    {
        var frame = With(Bonus("50+", 5_000, Once, AgeFrom50), Bonus("55+", 7_500, Once, AgeFrom55, 0, "50+"));
        var value = Value(frame, Placement("A", "2026-01-01", null, "2026-12-31",
            ("2026-01-01", Terms(36, age: AgeBand.From50To54, bonuses: ["50+"])), ("2026-06-01", Terms(36, age: AgeBand.From55, bonuses: ["55+"]))));
        Assert.Equal([("50+", "2026-01-01", 5_000m), ("55+", "2026-06-01", 2_500m)], Earned(value));
    }

    [Fact]
    public void A_bonus_that_excludes_the_block_is_not_paid_on_it()
    {
        var value = Value(With(Bonus("taal", 10_000, Once, StatushouderOrLanguage, 0, "blok")), Placement("A", "2026-01-01", null, "2026-12-31",
            ("2026-01-01", Terms(36, bonuses: "taal")), ("2026-04-01", Terms(36, "ander", bonuses: "taal"))));
        Assert.Equal([("taal", "2026-04-01", 10_000m)], Earned(value));
    }

    [Fact]
    public void A_revocation_leaves_a_bonus_that_was_earned_before_it()
    {
        var frame = With(Bonus("taal", 10_000, Once), Bonus("vast", 10_000, Once, Permanent, waiting: 6));
        var placement = Placement("2026-01-01", "2026-12-31", Terms(36, permanent: true, bonuses: ["taal", "vast"])) with { RevokedFrom = Day("2026-02-01") };
        var value = Value(frame, placement);
        Assert.Equal([("taal", "2026-01-01", 10_000m)], Earned(value));
        Assert.Equal(Euro(13_100), value.Total);
    }
}
