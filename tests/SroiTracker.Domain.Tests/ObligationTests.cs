using static SroiTracker.Domain.Tests.ContractExamples;
using static SroiTracker.Domain.Tests.CountingExamples;

namespace SroiTracker.Domain.Tests;

public class ObligationTests
{
    [Theory]
    [InlineData(2_000_000, 500, null, 100_000)]
    [InlineData(3_887_000, 500, null, 194_350)]
    [InlineData(20_000_000, 200, 300_000.0, 300_000)]
    [InlineData(14_999_999.99, 200, 300_000.0, 300_000)]
    [InlineData(14_000_000, 200, 300_000.0, 280_000)]
    [InlineData(0.10, 500, null, 0.01)]
    [InlineData(0.09, 500, null, 0)]
    [InlineData(100, 1, null, 0.01)]
    public void An_obligation_is_the_percentage_of_the_base_and_never_more_than_the_cap(double value, int basisPoints, double? cap, double obligation) =>
        Assert.Equal(Euro((decimal)obligation), Obligation.Of(Clause(basisPoints: basisPoints, cap: (decimal?)cap), Facts((decimal)value)).Amount);

    [Fact]
    public void Options_count_once_exercised()
    {
        var facts = Facts(1_000_000, options: [(200_000, "2025-03-01"), (400_000, null)]);
        Assert.Equal(Euro(60_000), Obligation.Of(Clause(), facts).Amount);
        Assert.Equal(Euro(1_200_000), Obligation.Of(Clause(), facts).Base);
    }

    [Fact]
    public void An_award_criterion_holds_the_offered_percentage() =>
        Assert.Equal(Euro(70_000), Obligation.Of(Clause(offered: 700), Facts(1_000_000)).Amount);

    [Fact]
    public void Labour_value_and_fixed_amount_are_bases_of_their_own()
    {
        Assert.Equal(Euro(15_000), Obligation.Of(Clause(ClauseBase.LabourValue), Facts(1_000_000, labour: 300_000)).Amount);
        Assert.Equal(Euro(25_000), Obligation.Of(Clause(ClauseBase.FixedAmount, fixedAmount: 25_000), Facts(null, currency: "")).Amount);
        Assert.Equal(Euro(20_000), Obligation.Of(Clause(ClauseBase.FixedAmount, fixedAmount: 25_000, cap: 20_000), Facts()).Amount);
    }

    [Fact]
    public void Turnover_is_provisional_on_the_estimate_and_final_on_the_statements()
    {
        var clause = Clause(ClauseBase.InvoicedTurnover);
        var provisional = Obligation.Of(clause, Facts(900_000, estimated: 1_000_000));
        Assert.Equal((Euro(50_000), true), (provisional.Amount, provisional.IsProvisional));
        Assert.Equal(Euro(45_000), Obligation.Of(clause, Facts(900_000)).Amount);
        var final = Obligation.Of(clause, Facts(900_000, estimated: 1_000_000), Euro(1_234_567.89m));
        Assert.Equal((Euro(61_728.39m), false), (final.Amount, final.IsProvisional));
    }

    [Fact]
    public void Best_effort_has_a_plan_and_no_amount()
    {
        var obligation = Obligation.Of(Clause(ClauseBase.BestEffort), Facts(null, currency: "SEK"));
        Assert.Equal(Euros.Zero, obligation.Amount);
        Assert.Null(obligation.Base);
    }

    [Theory]
    [InlineData(ContractKind.FrameworkAgreement, ClauseLevel.OnFramework, 50_000)]
    [InlineData(ContractKind.FrameworkAgreement, ClauseLevel.OnCallOffs, 0)]
    [InlineData(ContractKind.CallOff, ClauseLevel.OnFramework, 0)]
    [InlineData(ContractKind.CallOff, ClauseLevel.OnCallOffs, 50_000)]
    public void Exactly_one_level_of_a_framework_carries_the_obligation(ContractKind kind, ClauseLevel level, double obligation) =>
        Assert.Equal(Euro((decimal)obligation), Obligation.Of(Clause(level: level), Facts(1_000_000, kind: kind)).Amount);

    [Fact]
    public void Call_offs_share_the_cap_of_their_framework_in_order()
    {
        Obligation[] callOffs = [.. new[] { 4_000_000m, 3_000_000m, 1_000_000m }.Select(v => Obligation.Of(Clause(), Facts(v)))];
        Assert.Equal([200_000m, 100_000m, 0m], Obligation.UnderFramework(callOffs, Euro(300_000)).Select(o => o.Amount.Amount));
        Assert.Equal([false, true, true], Obligation.UnderFramework(callOffs, Euro(300_000)).Select(o => o.IsCapped));
        Assert.Equal(callOffs, Obligation.UnderFramework(callOffs, null));
    }

    [Fact]
    public void Another_currency_waits_for_an_officer_to_enter_euros()
    {
        var inCrowns = Facts(10_000_000, currency: "SEK");
        Assert.Equal(["clause.foreign-currency /euroBase"], Refused(() => Obligation.Of(Clause(), inCrowns)));
        var euros = new EuroBase(Euro(880_000), 0.088m, Day("2024-04-01"), "ECB");
        Assert.Equal(Euro(44_000), Obligation.Of(Clause(euroBase: euros), inCrowns).Amount);
    }

    [Theory]
    [InlineData(ClauseBase.ContractValue, "clause.base-unknown /base")]
    [InlineData(ClauseBase.LabourValue, "clause.base-unknown /base")]
    [InlineData(ClauseBase.InvoicedTurnover, "clause.base-unknown /base")]
    [InlineData(ClauseBase.FixedAmount, "value.missing /fixedAmount")]
    public void An_unknown_base_is_refused_and_not_guessed(ClauseBase of, string refused) =>
        Assert.Equal([refused], Refused(() => Obligation.Of(Clause(of), Facts())));

    [Fact]
    public void An_unknown_currency_is_not_taken_for_euros() =>
        Assert.Equal(["clause.foreign-currency /euroBase"], Refused(() => Obligation.Of(Clause(), Facts(100_000, currency: ""))));

    [Fact]
    public void An_award_criterion_without_an_offered_percentage_is_refused() =>
        Assert.Equal(["value.missing /offeredPercentage"], Refused(() =>
            Obligation.Of(Clause() with { Kind = ClauseKind.AwardCriterion }, Facts(1_000_000))));

    [Theory]
    [InlineData("2024-04-01", "2026-12-31", 33)]
    [InlineData("2024-01-31", "2024-02-29", 1)]
    [InlineData("2024-01-15", "2024-07-13", 5)]
    [InlineData("2024-01-15", "2024-07-14", 6)]
    [InlineData("2024-01-01", "2024-01-30", 0)]
    public void A_contract_lasts_whole_months(string start, string end, int months) => Assert.Equal(months, Facts(start: start, end: end).Months);

    [Fact]
    public void A_duration_gives_the_end_where_none_is_given()
    {
        Assert.Equal(new Period(Day("2024-04-01"), Day("2026-03-31")), Facts(end: null, months: 24).Period);
        Assert.Null(Facts(end: null).Period);
        Assert.Null(Facts(start: null, months: 24).Period);
        Assert.Equal(24, Facts(start: null, end: null, months: 24).Months);
    }

    [Fact]
    public void A_full_time_week_is_the_clauses_then_the_Tariefs_then_36_hours()
    {
        var tarief = Tarief([]) with { FullTimeMinutes = 2400 };
        Assert.Equal(2280, (Clause() with { FullTimeMinutes = 2280 }).FullTime(tarief));
        Assert.Equal(2400, Clause().FullTime(tarief));
        Assert.Equal(2160, Clause().FullTime(null));
    }
}
