using static SroiTracker.Domain.Tests.CountingExamples;
using static SroiTracker.Domain.Tests.EffortExamples;

namespace SroiTracker.Domain.Tests;

/// <summary>rules.md 4: purchases, activities, training and coaching.</summary>
public class EffortValuationTests
{
    [Theory]
    // rules.md 4: 121.000 with 21 % VAT × 0,5.
    [InlineData(121_000, 2_100, 0.5, 10_000, 50_000.00, "€ 121.000 ÷ 1,21 × 0,5 (register)")]
    [InlineData(100_000, null, 1.0, 10_000, 100_000.00, "€ 100.000 × 1 (register)")]
    [InlineData(100_000, 0, 0.5, 10_000, 50_000.00, "€ 100.000 × 0,5 (register)")]
    [InlineData(10_900, 900, 1.0, 10_000, 10_000.00, "€ 10.900 ÷ 1,09 × 1 (register)")]
    [InlineData(121_000, 2_100, 0.5, 6_000, 30_000.00, "60 % × € 121.000 ÷ 1,21 × 0,5 (register)")]
    // Rounded once, at the end: 1.000 ÷ 1,21 is 826,446…, half of it 413,223….
    [InlineData(1_000, 2_100, 0.5, 10_000, 413.22, "€ 1.000 ÷ 1,21 × 0,5 (register)")]
    // A credit note takes away what its invoice brought.
    [InlineData(-12_100, 2_100, 0.5, 10_000, -5_000.00, "-€ 12.100 ÷ 1,21 × 0,5 (register)")]
    [InlineData(-0.01, null, 0.5, 10_000, -0.01, "-€ 0,01 × 0,5 (register)")]
    public void A_purchase_counts_without_VAT_times_the_factor_of_the_register(double amount, int? vat, double factor, int share, double worth, string formula)
    {
        var value = Value(Purchase((decimal)amount, vat, factor), share: share);
        Assert.Equal((Euro((decimal)worth), formula), (value.Total, value.Parts[0].Formula));
    }

    [Fact]
    public void A_bouwblok_says_what_each_invoiced_euro_counts_for()
    {
        var value = Value(Purchase(20_000, block: "factuur"));
        Assert.Equal((Euro(10_000), "€ 20.000 × 0,5", "factuur"), (value.Total, value.Parts[0].Formula, value.Parts[0].Bouwblok));
    }

    [Theory]
    [InlineData("2023-12-31", "2026-12-31", null, NotCounted.OutsideContract, "telt niet: buiten de periode van het contract")]
    [InlineData("2027-01-01", "2027-01-01", null, NotCounted.OutsideContract, "telt niet: buiten de periode van het contract")]
    [InlineData("2024-01-01", "2026-12-31", null, null, "€ 100 × 1 (register)")]
    [InlineData("2026-12-31", "2026-12-31", null, null, "€ 100 × 1 (register)")]
    [InlineData("2026-03-01", "2026-12-31", "2026-03-01", NotCounted.Revoked, "telt niet: herroepen")]
    [InlineData("2026-03-01", "2026-12-31", "2026-03-02", null, "€ 100 × 1 (register)")]
    public void An_invoice_counts_when_its_date_lies_inside_the_window(string on, string through, string? revoked, NotCounted? reason, string formula)
    {
        var part = Assert.Single(Value(Purchase(100, on: on), through, revoked: revoked, frame: Frame(Efforts, "2024-01-01", "2026-12-31")).Parts);
        Assert.Equal((reason, reason is null ? Euro(100) : Euros.Zero, formula, reason is null ? 1 : 0), (part.Reason, part.Amount, part.Formula, part.CountedDays));
    }

    [Fact]
    public void Later_months_of_the_policy_are_inside_the_window() =>
        Assert.Equal(Euro(100), Value(Purchase(100, on: "2027-03-31"), frame: Frame(Efforts, "2024-01-01", "2026-12-31", later: 3)).Total);

    [Theory]
    [InlineData("vrij-uur", null, "2026-03-01 2 30", 3_000.00, "30 uur × € 100")]
    [InlineData("uur", null, "2026-03-01 2 8", 800.00, "8 uur × € 100")]
    // The maximum a day is for all together, or for each, as the Tarief says.
    [InlineData("uur", null, "2026-03-01 3 24", 1_000.00, "hoogstens € 1.000 per dag (24 uur × € 100)")]
    [InlineData("uur-per-mens", null, "2026-03-01 3 24", 2_400.00, "24 uur × € 100")]
    [InlineData("uur-per-mens", null, "2026-03-01 2 24", 2_000.00, "hoogstens 2 × € 1.000 per dag (24 uur × € 100)")]
    // Hours of one day are counted together, over all that is stated of it.
    [InlineData("uur", null, "2026-03-01 1 6;2026-03-01 1 6", 1_000.00, "hoogstens € 1.000 per dag (12 uur × € 100)")]
    [InlineData("uur-per-mens", null, "2026-03-01 1 12;2026-03-01 1 12", 2_000.00, "hoogstens 2 × € 1.000 per dag (24 uur × € 100)")]
    [InlineData("uur", null, "2026-03-01 1 12;2026-03-02 1 12", 2_000.00, "hoogstens € 1.000 per dag (12 uur × € 100)")]
    [InlineData("uur", null, "2026-03-01 1 7.25", 725.00, "7,25 uur × € 100")]
    // Where the Tarief gives a maximum a day only, the hour is worth what was agreed.
    [InlineData("dag", 75.0, "2026-03-01 2 10", 750.00, "10 uur × € 75")]
    [InlineData("dag", 75.0, "2026-03-01 2 16", 1_000.00, "hoogstens € 1.000 per dag (16 uur × € 75)")]
    [InlineData("dag-per-mens", 75.0, "2026-03-01 2 16", 1_200.00, "16 uur × € 75")]
    [InlineData("onbekend", null, "2026-03-01 1 8", 0.00, "telt niet: bouwblok staat niet in het Tarief")]
    [InlineData("blok", null, "2026-03-01 1 8", 0.00, "telt niet: bouwblok is niet voor deze soort inspanning")]
    public void An_activity_counts_by_the_hour_with_a_maximum_a_day(string block, double? rate, string days, double worth, string firstFormula)
    {
        var stated = days.Split(';').Select(d => d.Split(' ')).Select(d => (d[0], int.Parse(d[1], null), double.Parse(d[2], System.Globalization.CultureInfo.InvariantCulture)));
        var value = Value(Activity(block, (decimal?)rate, [.. stated]));
        Assert.Equal((Euro((decimal)worth), firstFormula), (value.Total, value.Parts[0].Formula));
    }

    [Fact]
    public void A_share_of_days_adds_up_to_the_share_of_the_whole()
    {
        var value = Value(Activity("vrij-uur", null, ("2026-03-01", 1, 0.01), ("2026-03-02", 1, 0.01), ("2026-03-03", 1, 0.01)), share: 5_000);
        // 0,50 a day: 0,50, 1,00, 1,50 rounded as a whole, never each by itself.
        Assert.Equal([Euro(0.50m), Euro(0.50m), Euro(0.50m)], value.Parts.Select(p => p.Amount));
        var thirds = Value(Activity("vrij-uur", null, ("2026-03-01", 1, 0.01), ("2026-03-02", 1, 0.01), ("2026-03-03", 1, 0.01)), share: 3_333);
        Assert.Equal([Euro(0.33m), Euro(0.34m), Euro(0.33m)], thirds.Parts.Select(p => p.Amount));
        Assert.Equal(Euro(1.00m), thirds.Total);
    }

    [Fact]
    public void Only_days_through_the_verified_date_count_and_days_outside_say_why()
    {
        var days = Activity("uur", null, ("2026-06-01", 1, 4), ("2026-01-01", 1, 4), ("2025-12-31", 1, 4), ("2026-07-01", 1, 4));
        var value = Value(days, "2026-06-30", revoked: "2026-06-01", frame: Frame(Efforts, "2026-01-01", "2026-12-31"));
        Assert.Equal(
        [
            "2025-12-31 2025-12-31 telt niet: buiten de periode van het contract = 0.00",
            "2026-01-01 2026-01-01 4 uur × € 100 = 400.00",
            "2026-06-01 2026-06-01 telt niet: herroepen = 0.00",
        ], Lines(value));
    }

    [Fact]
    public void Training_and_coaching_count_at_cost_by_calendar_year()
    {
        var value = Value(Costs(("2025-11-01", 1_210, 2_100), ("2026-02-01", 500, null)));
        Assert.Equal(["2025-11-01 2025-11-01 € 1.210 ÷ 1,21 = 1000.00", "2026-02-01 2026-02-01 € 500 = 500.00"], Lines(value));
        Assert.Equal(Euro(1_000), value.Through(Day("2025-12-31")));
        Assert.Equal([(2025, Euro(1_000)), (2026, Euro(500))], Ledger.Differences(value, new Dictionary<int, Euros>()).Select(b => (b.Year, b.Amount)));
    }

    [Fact]
    public void Without_a_Tarief_nothing_has_a_value() =>
        Assert.Equal(Euros.Zero, Value(Purchase(100), frame: Frame(Efforts) with { Tarieven = [] }).Total);

    [Fact]
    public void Days_before_an_amendment_keep_their_Tarief()
    {
        var dearer = Tarief([Block(120, code: "vrij-uur", unit: BouwblokUnit.Hour)]);
        var frame = Frame(Efforts) with { Tarieven = [new(Day("2024-01-01"), Efforts, FullTime), new(Day("2026-01-01"), dearer, FullTime)] };
        var value = Value(Activity("vrij-uur", null, ("2025-12-31", 1, 1), ("2026-01-01", 1, 1)), frame: frame);
        Assert.Equal([Euro(100), Euro(120)], value.Parts.Select(p => p.Amount));
    }

    [Theory]
    [InlineData("F2026-001", "f 2026-001", true)]
    [InlineData("F2026-001", " F2026-001\t", true)]
    [InlineData("F2026-001", "F2026-0010", false)]
    [InlineData("F2026-001", "F20\u200b26-001\ufeff", true)]
    [InlineData("F2026-001", "F2026\u00ad-001", true)]
    [InlineData("F2026-001", "\uff262026\uff0d001", true)]
    [InlineData("F2026-001", "F2026\u2013001", true)]
    [InlineData("F2026-001", "F2026\u2212001", true)]
    [InlineData("F2026-001", "F2026001", false)]
    public void An_invoice_number_is_known_again_whatever_its_spaces_case_and_marks_that_nobody_sees(string one, string other, bool same)
    {
        Assert.Equal(same, InvoiceNumber.Hash(one) == InvoiceNumber.Hash(other));
        Assert.Matches("^[0-9a-f]{64}$", InvoiceNumber.Hash(one));
    }
}
