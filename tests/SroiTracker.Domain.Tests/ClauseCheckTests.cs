using static SroiTracker.Domain.Tests.ContractExamples;
using static SroiTracker.Domain.Tests.CountingExamples;

namespace SroiTracker.Domain.Tests;

public class ClauseCheckTests
{
    private static readonly ContractFacts Known = Facts(1_000_000, 300_000);

    private static SroiClause WithTargets(params (Doelgroep Doelgroep, decimal Amount)[] targets) =>
        Clause() with { DoelgroepTargets = [.. targets.Select(t => new DoelgroepTarget(t.Doelgroep, Euro(t.Amount)))] };

    private static EuroBase Euros(decimal amount, decimal rate, string source) => new(Euro(amount), rate, Day("2024-01-01"), source);

    public static TheoryData<string, SroiClause, ContractFacts, string> Refusals => new()
    {
        { "no percentage", Clause(basisPoints: 0), Known, "clause.percentage /percentage" },
        { "a negative percentage", Clause(basisPoints: -1), Known, "clause.percentage /percentage" },
        { "more than all", Clause(basisPoints: 10_001), Known, "clause.percentage /percentage" },
        { "an offer of nothing", Clause(offered: 0), Known, "clause.percentage /offeredPercentage" },
        { "no amount", Clause(ClauseBase.FixedAmount, 0), Known, "value.missing /fixedAmount" },
        { "a negative amount", Clause(ClauseBase.FixedAmount, 0, fixedAmount: -1), Known, "amount.not-positive /fixedAmount" },
        { "a cap of nothing", Clause(cap: 0), Known, "amount.not-positive /cap" },
        { "an unknown base", Clause(ClauseBase.LabourValue), Facts(1), "clause.base-unknown /base" },
        { "no period", Clause(), Facts(1, end: null), "contract.period-missing" },
        { "crowns", Clause(), Facts(1, currency: "SEK"), "clause.foreign-currency /euroBase" },
        { "euros converted", Clause(euroBase: Euros(1, 1, "x")), Known, "clause.euro-base-unneeded /euroBase" },
        { "no rate", Clause(euroBase: Euros(1, 0, "x")), Facts(1, currency: "SEK"), "amount.not-positive /euroBase/rate" },
        { "no euros", Clause(euroBase: Euros(0, 1, "x")), Facts(1, currency: "SEK"), "amount.not-positive /euroBase/amount" },
        { "no source", Clause(euroBase: Euros(1, 1, " ")), Facts(1, currency: "SEK"), "value.missing /euroBase/source" },
        { "a contract as call-offs", Clause(level: ClauseLevel.OnCallOffs), Known, "clause.level /level" },
        { "a framework as contract", Clause(), Facts(1, kind: ContractKind.FrameworkAgreement), "clause.level /level" },
        { "a week of 81 hours", Clause() with { FullTimeMinutes = 81 * 60 }, Known, "clause.full-time /fullTimeHours" },
        { "a week of nothing", Clause() with { FullTimeMinutes = 0 }, Known, "clause.full-time /fullTimeHours" },
        { "a plan of 101 %", Clause(plan: new PlanPoint(Day("2025-01-01"), 10_100)), Known, "clause.percentage /plan/0/percentage" },
        { "a plan that goes back", Clause(plan: [new(Day("2025-01-01"), 100), new(Day("2025-01-01"), 200)]), Known, "clause.plan-order /plan/1" },
        { "a plan that falls", Clause(plan: [new(Day("2025-01-01"), 200), new(Day("2025-02-01"), 100)]), Known, "clause.plan-order /plan/1" },
        { "a plan after the end", Clause(plan: new PlanPoint(Day("2027-01-01"), 10_000)), Known, "clause.plan-outside /plan/0/date" },
        { "targets above the obligation", WithTargets((Doelgroep.WW, 30_000), (Doelgroep.Wsw, 20_000.01m)), Known, "clause.doelgroep-targets /doelgroepTargets" },
        { "a Doelgroep twice", WithTargets((Doelgroep.WW, 1), (Doelgroep.WW, 1)), Known, "clause.doelgroep-twice /doelgroepTargets/1" },
        { "a target of nothing", WithTargets((Doelgroep.WW, 0)), Known, "amount.not-positive /doelgroepTargets/0/amount" },
    };

    [Theory, MemberData(nameof(Refusals))]
    public void A_clause_that_cannot_be_is_refused_with_its_place(string what, SroiClause clause, ContractFacts facts, string refused)
    {
        Assert.NotEmpty(what);
        Assert.Equal([refused], Read(ClauseCheck.Of(clause, facts)));
    }

    [Fact]
    public void A_clause_that_can_be_has_no_objections()
    {
        Assert.Empty(ClauseCheck.Of(Clause(cap: 100, plan: [new(Day("2024-04-01"), 0), new(Day("2026-12-31"), 10_000)]), Known));
        Assert.Empty(ClauseCheck.Of(WithTargets((Doelgroep.WW, 30_000), (Doelgroep.Wsw, 20_000)), Known));
        Assert.Empty(ClauseCheck.Of(Clause(basisPoints: 0, offered: 500), Known));
        Assert.Empty(ClauseCheck.Of(Clause(ClauseBase.BestEffort, 0), Facts(start: null, end: null, currency: "")));
        Assert.Empty(ClauseCheck.Of(Clause(level: ClauseLevel.OnFramework), Facts(1, kind: ContractKind.CallOff)));
    }

    [Fact]
    public void All_objections_are_told_at_once() =>
        Assert.Equal(["clause.percentage /percentage", "amount.not-positive /cap", "contract.period-missing", "clause.level /level", "clause.base-unknown /base"],
            Read(ClauseCheck.Of(Clause(basisPoints: -5, cap: -5, level: ClauseLevel.OnFramework), Facts(end: null))));
}
