using static SroiTracker.Domain.Tests.CountingExamples;

namespace SroiTracker.Domain.Tests;

public class ValuationWindowTests
{
    // Contract 2024-04-01 to 2024-12-31; the placement lasts from 2023-01-01 to 2026-12-31.
    [Theory]
    [InlineData(0, false, 0, null, "2024-04-01", "2024-12-31")]
    [InlineData(12, false, 0, null, "2024-04-01", "2024-12-31")]
    [InlineData(12, true, 0, null, "2023-04-01", "2024-12-31")]
    [InlineData(0, false, 3, null, "2024-04-01", "2025-03-31")]
    [InlineData(0, false, 0, "2025-06-30", "2024-04-01", "2025-06-30")]
    [InlineData(0, false, 12, "2025-06-30", "2024-04-01", "2025-12-31")]
    public void Days_count_inside_the_contract_its_prior_and_later_months_and_a_recovery(
        int prior, bool daysBefore, int later, string? recovery, string first, string last)
    {
        var frame = Frame(Tarief([Block(36_500)]), "2024-04-01", "2024-12-31", prior, daysBefore, later, recovery);
        var value = Value(frame, Placement("A", "2023-01-01", "2026-12-31", "2026-12-31", ("2023-01-01", Terms(36))));
        var counted = value.Parts.Where(p => p.Reason is null).ToList();
        Assert.Equal((Day(first), Day(last)), (counted[0].From, counted[^1].Through));
        Assert.Equal(Day(last).DayNumber - Day(first).DayNumber + 1, counted.Sum(p => p.CountedDays));
        Assert.Equal([(Day("2023-01-01"), Day(first).AddDays(-1)), (Day(last).AddDays(1), Day("2026-12-31"))],
            value.Parts.Where(p => p.Reason == NotCounted.OutsideContract).Select(p => (p.From, p.Through)));
    }

    // A contract that goes over to another supplier: from that day on the one that leaves has no counted days, and the new one has.
    [Theory]
    [InlineData(null, "2024-09-30", "2024-04-01", "2024-09-30")]
    [InlineData("2024-10-01", null, "2024-10-01", "2024-12-31")]
    [InlineData("2024-06-01", "2024-08-31", "2024-06-01", "2024-08-31")]
    [InlineData("2024-10-01", "2024-09-30", null, null)]
    [InlineData(null, null, "2024-04-01", "2024-12-31")]
    public void Days_count_while_the_supplier_is_a_party(string? from, string? through, string? first, string? last)
    {
        var supplier = Guid.NewGuid();
        var frame = Frame(Tarief([Block(36_500)]), "2024-04-01", "2024-12-31") with { Parties = [new(Guid.NewGuid(), Day("2030-01-01"), null), new(supplier, DayOrNone(from), DayOrNone(through))] };
        var value = Value(frame, Placement("A", "2024-03-01", null, "2025-01-31", ("2024-03-01", Terms(36))) with { SupplierId = supplier });
        var counted = value.Parts.Where(p => p.Reason is null).ToList();
        Assert.Equal((DayOrNone(first), DayOrNone(last)), (counted.FirstOrDefault()?.From, counted.LastOrDefault()?.Through));
        Assert.All(value.Parts.Where(p => p.Reason is not null), p => Assert.Equal(frame.Window.Contains(p.From) ? NotCounted.NotAParty : NotCounted.OutsideContract, p.Reason));
        if (through == "2024-09-30" && from is null) Assert.Contains(value.Parts, p => p.Formula == "telt niet: de leverancier is dan geen partij bij het contract");
    }

    [Theory]
    [InlineData("2026-06-30", "2026-12-31", "2026-06-30")]
    [InlineData("2026-12-31", "2026-06-30", "2026-06-30")]
    [InlineData(null, "2026-06-30", "2026-06-30")]
    public void Days_count_through_the_earlier_of_the_end_and_the_verified_day(string? end, string through, string last) =>
        Assert.Equal(Day(last), Value(Frame(Block(40_000)), Placement("A", "2026-01-01", end, through, ("2026-01-01", Terms(36)))).Parts[^1].Through);

    [Theory]
    [InlineData("2026-01-01", null, "2025-12-31")]
    [InlineData("2026-01-01", "2025-06-30", "2026-12-31")]
    public void A_placement_without_days_is_worth_nothing(string start, string? end, string through)
    {
        var value = Value(Frame(Block(40_000)), Placement("A", start, end, through, (start, Terms(36))));
        Assert.Empty(value.Parts);
        Assert.Equal(Euros.Zero, value.Total);
    }

    [Fact]
    public void Hours_before_the_start_of_the_contract_do_not_count_and_the_years_run_from_its_start()
    {
        var value = Value(Frame(Tarief([Block(36_600)]), "2024-03-01"), Placement("2024-01-01", "2025-02-28", Terms(36)));
        Assert.Equal(
            ["2024-01-01 2024-02-29 telt niet: buiten de periode van het contract = 0.00",
             "2024-03-01 2024-12-31 € 36.600 × 36/36 × 306/365 = 30683.84",
             "2025-01-01 2025-02-28 € 36.600 × 36/36 × 59/365 = 5916.16"], Lines(value));
    }

    // Contract from 2024-04-01. In service means: before the start less the prior months, also where days before it do not count.
    [Theory]
    [InlineData(0, false, "2024-04-01", true)]
    [InlineData(0, false, "2024-03-31", false)]
    [InlineData(12, false, "2023-04-01", true)]
    [InlineData(12, false, "2023-03-31", false)]
    [InlineData(12, true, "2023-03-31", false)]
    [InlineData(12, true, null, true)]
    public void Who_was_already_in_service_counts_nothing(int prior, bool daysBefore, string? inService, bool counts)
    {
        var frame = Frame(Tarief([Block(36_500)]), "2024-04-01", "2026-12-31", prior, daysBefore);
        var part = Assert.Single(Value(frame, Placement("2025-01-01", "2025-12-31", Terms(36, inService: inService))).Parts);
        Assert.Equal(counts ? null : NotCounted.AlreadyInService, part.Reason);
        Assert.Equal(counts ? Euro(36_500) : Euros.Zero, part.Amount);
    }

    [Fact]
    public void Own_staff_counts_where_the_block_allows_it()
    {
        var frame = Frame(Tarief([Block(36_500, ownStaff: true)]), "2024-04-01");
        Assert.Equal(Euro(36_500), Value(frame, Placement("2025-01-01", "2025-12-31", Terms(36, inService: "2010-01-01"))).Total);
    }

    [Fact]
    public void Another_employer_from_a_day_on_ends_being_in_service()
    {
        var value = Value(Frame(Tarief([Block(36_500)]), "2024-04-01"), Placement("A", "2025-01-01", null, "2025-12-31",
            ("2025-01-01", Terms(36, inService: "2019-01-01", employer: "12345678")),
            ("2025-07-01", Terms(36, inService: "2025-07-01", employer: "87654321"))));
        Assert.Equal(
            ["2025-01-01 2025-06-30 telt niet: al in dienst voor het contract = 0.00",
             "2025-07-01 2025-12-31 € 36.500 × 36/36 × 184/365 = 18400.00"], Lines(value));
    }

    [Theory]
    [InlineData("2026-07-01", 18_100, "2026-07-01")]
    [InlineData("2025-01-01", 0, "2026-01-01")]
    public void A_revocation_takes_the_value_away_from_its_day_on(string revokedFrom, double value, string firstRevoked)
    {
        var placement = Placement("2026-01-01", "2026-12-31", Terms(36)) with { RevokedFrom = Day(revokedFrom) };
        var result = Value(Frame(Block(36_500)), placement);
        Assert.Equal(Euro((decimal)value), result.Total);
        Assert.Equal((NotCounted.Revoked, Day(firstRevoked), "telt niet: herroepen"), (result.Parts[^1].Reason, result.Parts[^1].From, result.Parts[^1].Formula));
    }

    [Fact]
    public void Maximum_months_run_on_through_a_gap_and_over_all_references()
    {
        var frame = Frame(Block(36_500, maximum: 12));
        var values = Valuation.Of(frame,
            [Placement("A", "2025-02-01", "2025-03-31", "2025-03-31", ("2025-02-01", Terms(36))),
             Placement("B", "2025-12-01", "2026-03-31", "2026-03-31", ("2025-12-01", Terms(36)))]);
        Assert.Equal(
            ["2025-12-01 2025-12-31 € 36.500 × 36/36 × 31/365 = 3100.00",
             "2026-01-01 2026-01-31 € 36.500 × 36/36 × 31/365 = 3100.00",
             "2026-02-01 2026-03-31 telt niet: maximum van 12 maanden bereikt = 0.00"], Lines(values[1]));
    }

    [Fact]
    public void Each_block_has_its_own_maximum()
    {
        var frame = Frame(Tarief([Block(36_500, maximum: 6, code: "ww"), Block(73_000, maximum: 6, code: "pw")]));
        var value = Value(frame, Placement("A", "2025-01-01", null, "2025-12-31", ("2025-01-01", Terms(36, "ww")), ("2025-07-01", Terms(36, "pw"))));
        Assert.Equal(Euro(18_100 + 36_800), value.Total);
    }

    [Fact]
    public void Days_with_too_few_hours_run_the_maximum_so_that_more_hours_never_lower_the_value()
    {
        var frame = Frame(Block(36_500, maximum: 6, minimumHours: 12));
        Assert.Equal(
            ["2025-01-01 2025-01-31 telt niet: minder dan 12 uur per week = 0.00",
             "2025-02-01 2025-06-30 € 36.500 × 36/36 × 150/365 = 15000.00",
             "2025-07-01 2025-12-31 telt niet: maximum van 6 maanden bereikt = 0.00"],
            Lines(Value(frame, Placement("A", "2025-01-01", null, "2025-12-31", ("2025-01-01", Terms(8)), ("2025-02-01", Terms(36))))));
    }

    [Fact]
    public void A_reference_revoked_from_its_first_day_runs_no_maximum_for_another()
    {
        var revoked = Placement("2025-01-01", "2025-03-31", Terms(36)) with { RevokedFrom = Day("2025-01-01") };
        var values = Valuation.Of(Frame(Block(36_500, maximum: 6)), [revoked, Placement("2025-07-01", "2025-12-31", Terms(36), "B")]);
        Assert.Equal(Euro(18_400), values[1].Total);
    }
}
