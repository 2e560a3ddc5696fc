using static SroiTracker.Domain.Tests.CountingExamples;

namespace SroiTracker.Domain.Tests;

public class ValuationUnitTests
{
    // € 750 per month: whole months + days left ÷ days of the running month; hours do not matter unless the block says so.
    [Theory]
    [InlineData("2026-01-01", "2026-03-31", 36, false, 10_000, 2_250.00, "€ 750 × 3 maanden")]
    [InlineData("2026-01-01", "2026-03-31", 8, false, 10_000, 2_250.00, "€ 750 × 3 maanden")]
    [InlineData("2026-01-01", "2026-03-31", 18, true, 10_000, 1_125.00, "€ 750 × 18/36 × 3 maanden")]
    [InlineData("2026-01-01", "2026-03-31", 8, false, 5_000, 1_125.00, "50 % × € 750 × 3 maanden")]
    [InlineData("2026-01-15", "2026-02-14", 36, false, 10_000, 750.00, "€ 750 × 1 maand")]
    [InlineData("2026-01-01", "2026-02-14", 36, false, 10_000, 1_125.00, "€ 750 × (1 + 14/28) maanden")]
    [InlineData("2026-01-01", "2026-01-10", 36, false, 10_000, 241.94, "€ 750 × 10/31 maanden")]
    public void A_block_per_month_counts_months(
        string start, string through, double hours, bool proRata, int share, double amount, string formula)
    {
        var frame = Frame(Block(750, unit: BouwblokUnit.Month, hoursProRata: proRata));
        var part = Assert.Single(Value(frame, Placement(start, through, Terms(hours, share: share))).Parts);
        Assert.Equal((Euro((decimal)amount), formula), (part.Amount, part.Formula));
    }

    [Fact]
    public void Months_that_the_turn_of_the_year_cuts_add_up()
    {
        var value = Value(Frame(Block(750, unit: BouwblokUnit.Month)), Placement("2025-11-15", "2026-02-20", Terms(36)));
        Assert.Equal(
            ["2025-11-15 2025-12-31 € 750 × (1 + 17/31) maanden = 1161.29",
             "2026-01-01 2026-02-20 € 750 × (14/31 + 1 + 6/28) maanden = 1249.42"], Lines(value));
        Assert.Equal(Euro(2_410.71m), value.Total);
    }

    [Fact]
    public void A_yearly_bonus_beside_a_block_per_month_is_by_hours_and_part_of_a_year()
    {
        var tarief = Tarief([Block(750, unit: BouwblokUnit.Month)], [Bonus("taal", 3_650, BonusKind.PerFullTimeYear)]);
        var value = Value(Frame(tarief), Placement("2026-01-01", "2026-03-31", Terms(18, bonuses: "taal")));
        Assert.Equal(["2026-01-01 2026-03-31 € 750 × 3 maanden + € 3.650 × 18/36 × 90/365 = 2700.00"], Lines(value));
    }

    [Fact]
    public void A_month_for_which_the_week_is_partly_full_counts_whole_because_hours_do_not_matter()
    {
        var frame = Frame(Tarief([Block(750, unit: BouwblokUnit.Month), Block(36_500, code: "jaar")]));
        var values = Valuation.Of(frame,
            [Placement("2026-01-01", "2026-01-31", Terms(20), "A"), Placement("2026-01-01", "2026-01-31", Terms(30, "jaar"), "B")]);
        Assert.Equal([Euro(750), Euro(2_583.33m)], values.Select(v => v.Total));
    }

    [Fact]
    public void Amounts_per_month_and_per_year_are_compared_per_year()
    {
        var frame = Frame(Tarief([Block(4_000, unit: BouwblokUnit.Month), Block(36_500, code: "jaar")]));
        var values = Valuation.Of(frame,
            [Placement("2026-01-01", "2026-01-31", Terms(36, "jaar"), "A"), Placement("2026-01-01", "2026-01-31", Terms(36), "B")]);
        Assert.Equal([Euros.Zero, Euro(4_000)], values.Select(v => v.Total));
    }

    [Fact]
    public void A_place_is_paid_once_at_the_share_of_its_first_counted_day()
    {
        var value = Value(Frame(Block(7_500, unit: BouwblokUnit.Place, minimumHours: 12)), Placement("A", "2025-07-01", null, "2026-06-30",
            ("2025-07-01", Terms(8)), ("2025-08-01", Terms(16, share: 5_000)), ("2025-10-01", Terms(16))));
        Assert.Equal(
            ["2025-07-01 2025-07-31 telt niet: minder dan 12 uur per week = 0.00",
             "2025-08-01 2025-09-30 50 % × € 7.500, eenmaal = 3750.00",
             "2025-10-01 2025-12-31 plaats al geteld = 0.00",
             "2026-01-01 2026-06-30 plaats al geteld = 0.00"], Lines(value));
    }

    [Fact]
    public void A_place_is_paid_once_for_a_candidate_over_all_references()
    {
        var values = Valuation.Of(Frame(Block(7_500, unit: BouwblokUnit.Place)),
            [Placement("2026-07-01", "2026-12-31", Terms(16), "B"), Placement("2026-01-01", "2026-06-30", Terms(16), "A")]);
        Assert.Equal([Euros.Zero, Euro(7_500)], values.Select(v => v.Total));
    }
}
