using static SroiTracker.Domain.Tests.ContractExamples;
using static SroiTracker.Domain.Tests.CountingExamples;

namespace SroiTracker.Domain.Tests;

public class ProportionalityTests
{
    private static readonly Tarief Blocks = Tarief([Block(50_000, code: "a"), Block(40_000, code: "b"), Block(10_000, code: "c"), Block(500, code: "uur", unit: BouwblokUnit.Hour)]);

    private static ProportionalityFindings Check(ContractFacts facts, Tarief? tarief = null, SroiClause? clause = null) =>
        Proportionality.Check(clause ?? Clause(), Obligation.Of(clause ?? Clause(), facts), facts, tarief ?? Blocks);

    private static string[] Codes(ProportionalityFindings findings) => [.. findings.Warnings.Select(w => w.Code)];

    [Fact]
    public void An_obligation_is_told_in_people_at_the_highest_the_middle_and_the_lowest_block()
    {
        // 5 % of 2.000.000 over two years.
        var found = Check(Facts(2_000_000, labour: 1_500_000, start: "2024-01-01", end: "2025-12-31"));
        Assert.Equal(("2", "1"), ($"{found.AtHighest!.PersonYears}", $"{found.AtHighest.AtOnce}"));
        Assert.Equal(("5/2", "5/4"), ($"{found.AtMedian!.PersonYears}", $"{found.AtMedian.AtOnce}"));
        Assert.Equal(("10", "5"), ($"{found.AtLowest!.PersonYears}", $"{found.AtLowest.AtOnce}"));
        Assert.Empty(found.Warnings);
    }

    [Fact]
    public void The_middle_of_an_even_number_of_blocks_lies_between_the_two()
    {
        var median = Check(Facts(2_000_000, labour: 1), Tarief([Block(30_000), Block(40_000)])).AtMedian!;
        Assert.Equal((Euro(35_000), "20/7"), (median.Block, $"{median.PersonYears}"));
    }

    // Two years, 100.000 at 40.000: 1,25 people at once. 30 % of labour ÷ 60.000 ÷ 2 is as many at 500.000.
    [Theory]
    [InlineData(500_000, false)]
    [InlineData(499_999, true)]
    public void More_people_at_once_than_the_labour_bears_is_warned_of(double labour, bool warned) =>
        Assert.Equal(warned, Codes(Check(Facts(2_000_000, (decimal)labour, start: "2024-01-01", end: "2025-12-31"))).Contains("proportionality.many-people"));

    // 1.600.000 × 5 % = 80.000 is two person-years.
    [Theory]
    [InlineData("2024-01-01", "2024-12-31", 1_600_000, false)]
    [InlineData("2024-01-01", "2024-12-30", 1_600_000, true)]
    [InlineData("2024-01-01", "2024-06-30", 200_000, false)]
    public void More_than_one_person_at_once_on_a_short_contract_is_warned_of(string start, string end, double value, bool warned) =>
        Assert.Equal(warned, Codes(Check(Facts((decimal)value, 900_000, start: start, end: end))).Contains("proportionality.short-contract"));

    [Theory]
    [InlineData(null, "proportionality.labour-unknown")]
    [InlineData(0.0, "proportionality.no-labour")]
    public void No_labour_is_warned_of_and_unknown_labour_is_said(double? labour, string code) =>
        Assert.Equal([code], Codes(Check(Facts(2_000_000, (decimal?)labour))));

    [Fact]
    public void Labour_in_another_currency_is_unknown_in_euros() =>
        Assert.Equal(["proportionality.labour-unknown"], Codes(Check(
            Facts(20_000_000, 1, currency: "SEK"), clause: Clause(euroBase: new(Euro(2_000_000), 0.1m, Day("2024-01-01"), "ECB")))));

    [Fact]
    public void What_is_unknown_is_said()
    {
        var found = Check(Facts(2_000_000, 900_000, end: null));
        Assert.Equal(["proportionality.duration-unknown"], Codes(found));
        Assert.Null(found.AtMedian!.AtOnce);
        Assert.Equal(["proportionality.no-blocks"], Codes(Check(Facts(2_000_000, 900_000), Tarief([Block(500, unit: BouwblokUnit.Hour)]))));
        Assert.Equal("proportionality.no-blocks", Proportionality.Check(Clause(), Obligation.Of(Clause(), Facts(1)), Facts(1, 1), null).Warnings[0].Code);
    }

    [Fact]
    public void A_duration_in_months_serves_where_dates_are_missing() =>
        Assert.Equal("5/4", $"{Check(Facts(2_000_000, 900_000, start: null, end: null, months: 24)).AtMedian!.AtOnce}");

    [Fact]
    public void Another_buyers_figures_may_hold()
    {
        var facts = Facts(2_000_000, 499_999, start: "2024-01-01", end: "2025-12-31");
        var findings = Proportionality.Check(Clause(), Obligation.Of(Clause(), facts), facts, Blocks, ProportionalityFigures.Usual with { LabourPart = 5_000 });
        Assert.Empty(findings.Warnings);
    }

    [Fact]
    public void The_relation_with_the_subject_and_VAT_are_asked()
    {
        var clause = Clause() with { SubjectRelation = " ", VatConfirmed = false };
        Assert.Equal(["clause.subject-relation", "clause.vat-unconfirmed"], Codes(Check(Facts(2_000_000, 900_000), clause: clause)));
    }

    [Fact]
    public void Best_effort_asks_no_people()
    {
        var found = Check(Facts(), clause: Clause(ClauseBase.BestEffort) with { VatConfirmed = false });
        Assert.Equal((null, 0), (found.AtMedian, found.Warnings.Count));
    }
}
