using static SroiTracker.Domain.Tests.CountingExamples;

namespace SroiTracker.Domain.Tests;

public class ValuationTests
{
    // rules.md 3, Examples: full-time 36 hours, share 100 %.
    [Theory]
    [InlineData(40_000, 18, "2026-01-01", "2026-07-19", TimeBasis.Days, 10_958.90)]
    [InlineData(50_000, 24, "2026-01-01", "2026-09-30", TimeBasis.Days, 24_931.51)]
    [InlineData(50_000, 24, "2026-01-01", "2026-09-30", TimeBasis.Months, 25_000.00)]
    [InlineData(40_000, 40, "2026-01-01", "2026-12-31", TimeBasis.Days, 40_000.00)]
    [InlineData(50_000, 28, "2024-02-29", "2025-02-28", TimeBasis.Days, 38_995.43)]
    [InlineData(40_000, 18, "2024-01-01", "2024-07-18", TimeBasis.Days, 10_928.96)]
    [InlineData(40_000, 36, "2024-01-01", "2024-12-31", TimeBasis.Days, 40_000.00)]
    // Months: whole months ÷ 12, days left ÷ 30, at most one month.
    [InlineData(36_000, 36, "2026-01-01", "2026-01-30", TimeBasis.Months, 3_000.00)]
    [InlineData(36_000, 36, "2026-01-01", "2026-01-31", TimeBasis.Months, 3_000.00)]
    [InlineData(36_000, 36, "2026-01-15", "2026-02-24", TimeBasis.Months, 4_000.00)]
    [InlineData(36_000, 36, "2026-01-31", "2026-02-27", TimeBasis.Months, 3_000.00)]
    // Twelve months are one year, wherever the leap day lies, and a day is never nothing.
    [InlineData(36_500, 36, "2023-07-01", "2024-06-30", TimeBasis.Days, 36_500.00)]
    [InlineData(36_500, 36, "2025-03-01", "2026-02-28", TimeBasis.Days, 36_500.00)]
    [InlineData(36_500, 36, "2026-05-05", "2026-05-05", TimeBasis.Days, 100.00)]
    [InlineData(40_000, 24.5, "2026-01-01", "2026-12-31", TimeBasis.Days, 27_222.22)]
    public void A_placement_is_worth_block_by_hours_by_part_of_a_year(
        double block, double hours, string start, string through, TimeBasis basis, double value) =>
        Assert.Equal(Euro((decimal)value), Value(Frame(Block((decimal)block), basis), Placement(start, through, Terms(hours))).Total);

    [Fact]
    public void A_yearly_bonus_adds_to_the_block()
    {
        var tarief = Tarief([Block(40_000)], [Bonus("taal", 10_000, BonusKind.PerFullTimeYear)]);
        var value = Value(Frame(tarief), Placement("2024-01-01", "2025-06-30", Terms(32, bonuses: "taal")));
        Assert.Equal(Euro(66_484.02m), value.Total);
        Assert.Equal(
            ["2024-01-01 2024-12-31 (€ 40.000 + € 10.000) × 32/36 × 366/366 = 44444.44",
             "2025-01-01 2025-06-30 (€ 40.000 + € 10.000) × 32/36 × 181/365 = 22039.58"], Lines(value));
    }

    [Fact]
    public void A_maximum_of_twelve_months_ends_the_day_before_the_same_day_a_year_later()
    {
        var value = Value(Frame(Block(15_000, maximum: 12)), Placement("2024-02-01", "2025-06-30", Terms(36)));
        Assert.Equal(Euro(15_000), value.Total);
        Assert.Equal(
            ["2024-02-01 2024-12-31 € 15.000 × 36/36 × 335/366 = 13729.51",
             "2025-01-01 2025-01-31 € 15.000 × 36/36 × 31/366 = 1270.49",
             "2025-02-01 2025-06-30 telt niet: maximum van 12 maanden bereikt = 0.00"], Lines(value));
    }

    [Fact]
    public void Hours_that_change_count_from_their_day_on()
    {
        var value = Value(Frame(Block(40_000)),
            Placement("A", "2026-01-01", null, "2026-12-31", ("2026-01-01", Terms(36)), ("2026-09-01", Terms(24))));
        Assert.Equal(Euro(35_543.38m), value.Total);
        Assert.Equal(
            ["2026-01-01 2026-08-31 € 40.000 × 36/36 × 243/365 = 26630.14",
             "2026-09-01 2026-12-31 € 40.000 × 24/36 × 122/365 = 8913.24"], Lines(value));
    }

    [Fact]
    public void Days_below_the_minimum_of_hours_count_nothing_and_say_so()
    {
        var value = Value(Frame(Block(40_000, minimumHours: 12)),
            Placement("A", "2026-01-01", null, "2026-12-31", ("2026-01-01", Terms(16)), ("2026-07-01", Terms(10))));
        Assert.Equal(Euro(8_815.83m), value.Total);
        Assert.Equal(
            ["2026-01-01 2026-06-30 € 40.000 × 16/36 × 181/365 = 8815.83",
             "2026-07-01 2026-12-31 telt niet: minder dan 12 uur per week = 0.00"], Lines(value));
        Assert.Equal((NotCounted.BelowMinimumHours, 0), (value.Parts[1].Reason, value.Parts[1].CountedDays));
    }

    [Theory]
    [InlineData(40, 10_000, "€ 40.000 × 36/36 × 200/365")]
    [InlineData(18, 10_000, "€ 40.000 × 18/36 × 200/365")]
    [InlineData(24.5, 10_000, "€ 40.000 × 24,5/36 × 200/365")]
    [InlineData(18, 5_000, "50 % × € 40.000 × 18/36 × 200/365")]
    [InlineData(18, 3_333, "33,33 % × € 40.000 × 18/36 × 200/365")]
    public void The_formula_is_the_sum_as_a_coordinator_would_write_it(double hours, int share, string formula)
    {
        var part = Assert.Single(Value(Frame(Block(40_000)), Placement("2026-01-01", "2026-07-19", Terms(hours, share: share))).Parts);
        Assert.Equal(formula, part.Formula);
        Assert.Equal((200, "blok", Minutes(hours), share), (part.CountedDays, part.Bouwblok, part.MinutesPerWeek, part.BasisPoints));
    }

    [Fact]
    public void Minutes_that_are_no_neat_hours_are_shown_in_minutes()
    {
        var terms = Terms(18) with { MinutesPerWeek = 1475 };
        Assert.Equal("€ 40.000 × 1475/2160 minuten × 200/365", Value(Frame(Block(40_000)), Placement("2026-01-01", "2026-07-19", terms)).Parts[0].Formula);
    }

    [Theory]
    [InlineData("2026-01-01", "2026-09-30", "€ 50.000 × 24/36 × 9/12 maanden")]
    [InlineData("2026-01-01", "2026-09-10", "€ 50.000 × 24/36 × 250/360 dagen")]
    public void On_the_basis_of_months_the_formula_shows_months(string start, string through, string formula) =>
        Assert.Equal(formula, Value(Frame(Block(50_000), TimeBasis.Months), Placement(start, through, Terms(24))).Parts[0].Formula);

    [Fact]
    public void The_year_2024_cut_at_any_day_is_one_whole_year()
    {
        var frame = Frame(Block(40_000));
        for (var cut = Day("2024-01-02"); cut <= Day("2024-12-31"); cut = cut.AddDays(1))
        {
            // Other hours and back leave the total of full-time days alone only if the cut pieces add up.
            var terms = new DatedTerms[] { new(Day("2024-01-01"), Terms(36)), new(cut, Terms(40)) };
            var value = Value(frame, new(Guid.Empty, "A", Day("2024-01-01"), Day("2024-12-31"), Day("2024-12-31"), null, terms));
            Assert.Equal(2, value.Parts.Count);
            Assert.Equal(Euro(40_000), value.Total);
        }
    }

    [Fact]
    public void Years_run_from_anniversary_to_anniversary_and_lines_from_january_to_december()
    {
        var value = Value(Frame(Block(36_600)), Placement("2023-05-01", "2025-05-10", Terms(36)));
        Assert.Equal(
            ["2023-05-01 2023-12-31 € 36.600 × 36/36 × 245/366 = 24500.00",
             "2024-01-01 2024-04-30 € 36.600 × 36/36 × 121/366 = 12100.00",
             "2024-05-01 2024-12-31 € 36.600 × 36/36 × 245/365 = 24567.12",
             "2025-01-01 2025-04-30 € 36.600 × 36/36 × 120/365 = 12032.88",
             "2025-05-01 2025-05-10 € 36.600 × 36/36 × 10/365 = 1002.74"], Lines(value));
    }

    [Fact]
    public void A_share_that_changes_counts_from_its_day_on_and_days_without_share_are_no_part()
    {
        var value = Value(Frame(Block(36_500)), Placement("A", "2026-01-01", "2026-12-31", "2026-12-31",
            ("2026-01-01", Terms(36)), ("2026-02-01", Terms(36, share: 2_500)), ("2026-03-01", Terms(36, share: 0)), ("2026-04-01", Terms(36))));
        Assert.Equal(
            ["2026-01-01 2026-01-31 € 36.500 × 36/36 × 31/365 = 3100.00",
             "2026-02-01 2026-02-28 25 % × € 36.500 × 36/36 × 28/365 = 700.00",
             "2026-04-01 2026-12-31 € 36.500 × 36/36 × 275/365 = 27500.00"], Lines(value));
    }

    [Fact]
    public void Terms_that_do_not_touch_the_value_do_not_cut_a_part()
    {
        var value = Value(Frame(Block(36_500)), Placement("A", "2026-01-01", null, "2026-12-31",
            ("2026-01-01", Terms(36)), ("2026-06-01", Terms(36) with { TeamId = Guid.NewGuid() })));
        Assert.Equal("€ 36.500 × 36/36 × 365/365", Assert.Single(value.Parts).Formula);
    }

    [Fact]
    public void An_amendment_brings_another_Tarief_from_a_day_on_and_days_before_keep_the_old()
    {
        var (old, current) = (Tarief([Block(36_500)]), Tarief([Block(73_000)], version: "2026"));
        var frame = Frame(old) with { Tarieven = [new(Day("2020-01-01"), old, FullTime), new(Day("2026-07-01"), current, 40 * 60)] };
        var value = Value(frame, Placement("2026-01-01", "2026-12-31", Terms(36)));
        Assert.Equal(
            ["2026-01-01 2026-06-30 € 36.500 × 36/36 × 181/365 = 18100.00",
             "2026-07-01 2026-12-31 € 73.000 × 36/40 × 184/365 = 33120.00"], Lines(value));
        Assert.Equal([old.Id, current.Id], value.Parts.Select(p => p.TariefId));
    }

    [Fact]
    public void A_change_to_months_leaves_the_days_before_it_alone()
    {
        var (days, months) = (Tarief([Block(36_500)]), Tarief([Block(36_000)], basis: TimeBasis.Months));
        var frame = Frame(days) with { Tarieven = [new(Day("2020-01-01"), days, FullTime), new(Day("2026-07-01"), months, FullTime)] };
        Assert.Equal(
            ["2026-01-01 2026-06-30 € 36.500 × 36/36 × 181/365 = 18100.00",
             "2026-07-01 2026-12-31 € 36.000 × 36/36 × 6/12 maanden = 18000.00"],
            Lines(Value(frame, Placement("2026-01-01", "2026-12-31", Terms(36)))));
    }

    [Theory]
    [InlineData("onbekend", NotCounted.UnknownBouwblok, "telt niet: bouwblok staat niet in het Tarief")]
    [InlineData("uur", NotCounted.NotForPlacements, "telt niet: bouwblok is niet voor plaatsingen")]
    [InlineData("dag", NotCounted.NotForPlacements, "telt niet: bouwblok is niet voor plaatsingen")]
    [InlineData("factuur", NotCounted.NotForPlacements, "telt niet: bouwblok is niet voor plaatsingen")]
    public void A_block_that_is_absent_or_for_other_efforts_counts_nothing(string block, NotCounted reason, string words)
    {
        var tarief = Tarief([Block(100, code: "uur", unit: BouwblokUnit.Hour), Block(1000, code: "dag", unit: BouwblokUnit.Day),
            Block(1, code: "factuur", unit: BouwblokUnit.InvoiceExclVat)]);
        var value = Value(Frame(tarief), Placement("2026-01-01", "2026-12-31", Terms(36, block)));
        var part = Assert.Single(value.Parts);
        Assert.Equal((reason, words, Euros.Zero), (part.Reason, part.Formula, value.Total));
    }

    [Fact]
    public void A_contract_without_a_clause_gives_no_value()
    {
        var value = Value(Frame(Block(40_000)) with { Tarieven = [] }, Placement("2026-01-01", "2026-12-31", Terms(36)));
        Assert.Empty(value.Parts);
        Assert.Equal(Euros.Zero, value.Total);
    }

    [Fact]
    public void A_full_time_week_of_no_minutes_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new DatedTarief(Day("2026-01-01"), Tarief([Block(1)]), 0));

    [Fact]
    public void The_largest_amounts_stay_exact()
    {
        var block = Block(100_000_000_000_000m);
        var placement = Placement("2024-02-29", "2028-02-28", Terms(35.95));
        // Four years of 35,95/36.
        Assert.Equal(399_444_444_444_444.44m, Value(Frame(block), placement).Total.Amount);
    }

    [Fact]
    public void An_end_that_is_entered_as_9999_12_31_does_no_harm()
    {
        var frame = Frame(Tarief([Block(36_500)]), end: "9999-12-31", later: 12);
        Assert.Equal(Euro(36_500), Value(frame, Placement("2026-01-01", "2026-12-31", Terms(36))).Total);
    }
}
