using static SroiTracker.Domain.Tests.CountingExamples;

namespace SroiTracker.Domain.Tests;

public class ValuationOverlapTests
{
    private static readonly CountingFrame Two = Frame(Tarief([Block(36_500, code: "laag"), Block(73_000, code: "hoog")],
        [Bonus("taal", 73_000, BonusKind.PerFullTimeYear)]));

    private static CountedPlacement Year(string reference, PlacementTerms terms, string start = "2026-01-01", string through = "2026-12-31") =>
        Placement(start, through, terms, reference);

    [Fact]
    public void The_highest_amount_fills_the_week_first_and_the_other_gets_what_is_left()
    {
        var values = Valuation.Of(Two, [Year("A", Terms(24, "laag")), Year("B", Terms(24, "hoog"))]);
        Assert.Equal(["2026-01-01 2026-12-31 € 73.000 × 24/36 × 365/365 = 48666.67"], Lines(values[1]));
        Assert.Equal(
            ["2026-01-01 2026-12-31 € 36.500 × 12/36 × 365/365 (gevraagd 24/36; de rest is door een andere plaatsing gevuld) = 12166.67"],
            Lines(values[0]));
    }

    [Fact]
    public void Who_finds_the_week_full_counts_nothing_and_says_so()
    {
        var values = Valuation.Of(Two, [Year("A", Terms(24, "laag")), Year("B", Terms(40, "hoog"))]);
        Assert.Equal((NotCounted.FilledByOther, "telt niet: voltijd is door een andere plaatsing gevuld", Euros.Zero),
            (values[0].Parts[0].Reason, values[0].Parts[0].Formula, values[0].Total));
        Assert.Equal(Euro(73_000), values[1].Total);
    }

    [Fact]
    public void A_yearly_bonus_counts_in_who_is_highest()
    {
        var values = Valuation.Of(Two, [Year("A", Terms(36, "laag", bonuses: "taal")), Year("B", Terms(36, "hoog"))]);
        Assert.Equal([Euro(109_500), Euros.Zero], values.Select(v => v.Total));
    }

    [Fact]
    public void Of_equal_amounts_the_earliest_start_fills_first_then_the_reference()
    {
        var values = Valuation.Of(Two,
            [Year("A", Terms(36, "laag"), start: "2026-01-02"), Year("C", Terms(18, "laag")), Year("B", Terms(24, "laag"))]);
        Assert.Equal([NotCounted.FilledByOther, null, null], values.Select(v => v.Parts[^1].Reason));
        Assert.StartsWith("€ 36.500 × 24/36", values[2].Parts[0].Formula, StringComparison.Ordinal);
        Assert.StartsWith("€ 36.500 × 12/36", values[1].Parts[0].Formula, StringComparison.Ordinal);
    }

    [Fact]
    public void Shares_fill_with_their_share_of_the_hours()
    {
        var values = Valuation.Of(Two, [Year("A", Terms(36, "hoog", share: 5_000)), Year("B", Terms(36, "laag", share: 7_500))]);
        Assert.Equal("50 % × € 73.000 × 36/36 × 365/365", values[0].Parts[0].Formula);
        Assert.Equal("€ 36.500 × 18/36 × 365/365 (gevraagd 27/36; de rest is door een andere plaatsing gevuld)", values[1].Parts[0].Formula);
        Assert.Equal([Euro(36_500), Euro(18_250)], values.Select(v => v.Total));
    }

    [Fact]
    public void Only_the_days_that_overlap_are_reduced()
    {
        var values = Valuation.Of(Two, [Year("A", Terms(36, "laag")), Year("B", Terms(36, "hoog"), "2026-03-01", "2026-03-31")]);
        Assert.Equal(
            ["2026-01-01 2026-02-28 € 36.500 × 36/36 × 59/365 = 5900.00",
             "2026-03-01 2026-03-31 telt niet: voltijd is door een andere plaatsing gevuld = 0.00",
             "2026-04-01 2026-12-31 € 36.500 × 36/36 × 275/365 = 27500.00"], Lines(values[0]));
    }

    [Theory]
    [InlineData("te weinig uren")]
    [InlineData("al in dienst")]
    [InlineData("herroepen")]
    [InlineData("maximum")]
    [InlineData("onbekend")]
    public void Days_that_count_nothing_for_another_reason_take_no_room(string why)
    {
        var frame = Frame(Tarief([Block(36_500, code: "laag"), Block(73_000, code: "hoog", minimumHours: 12),
            Block(73_000, code: "kort", maximum: 1)]), "2024-01-01");
        var other = why switch
        {
            "te weinig uren" => Year("B", Terms(10, "hoog")),
            "al in dienst" => Year("B", Terms(36, "hoog", inService: "2020-01-01")),
            "herroepen" => Year("B", Terms(36, "hoog")) with { RevokedFrom = Day("2026-01-01") },
            "maximum" => Placement("B", "2025-01-01", null, "2026-12-31", ("2025-01-01", Terms(36, "kort"))),
            _ => Year("B", Terms(36, "onbekend")),
        };
        Assert.Equal(Euro(36_500), Valuation.Of(frame, [Year("A", Terms(36, "laag")), other])[0].Total);
    }

    [Fact]
    public void Another_full_time_week_leaves_another_room()
    {
        var tarief = Tarief([Block(36_500)]);
        var values = Valuation.Of(Frame(tarief, fullTime: 40 * 60), [Year("A", Terms(36)), Year("B", Terms(36))]);
        Assert.Equal("€ 36.500 × 4/40 × 365/365 (gevraagd 36/40; de rest is door een andere plaatsing gevuld)", values[1].Parts[0].Formula);
        Assert.Equal(Euro(36_500), values[0].Total + values[1].Total);
    }
}
