namespace SroiTracker.Domain.Tests;

/// <summary>How a settlement goes, step by step (rules.md 5): a contract of 1 January 2024 through 31 December 2025, seen on 1 July 2026.</summary>
public class SettlementTests
{
    private static readonly Period Contract = new(new(2024, 1, 1), new(2025, 12, 31));
    private static readonly DateOnly Today = new(2026, 7, 1);
    private static readonly Principal One = new(Guid.Parse("11111111-1111-1111-1111-111111111111"), true);
    private static readonly Principal Other = new(Guid.Parse("22222222-2222-2222-2222-222222222222"), true);
    private static readonly Principal Machine = new(Guid.Parse("33333333-3333-3333-3333-333333333333"), false);

    /// <summary>100.000 asked, 60.000 counted: a malus of 40.000.</summary>
    private static readonly SettlementFigures Short = SettlementFigures.Of(E(100_000), E(60_000), default, default, new(), true);
    private static readonly SettlementFigures Met = SettlementFigures.Of(E(100_000), E(100_000), default, default, new(), true);

    [Theory]
    // What follows on what, with a malus of 40.000: every order of steps that is allowed, and where it stops.
    [InlineData("", "Opened")]
    [InlineData("notice", "InRecovery")]
    [InlineData("notice notice", "InRecovery")]
    [InlineData("view", "Opened")]
    [InlineData("notice view", "InRecovery")]
    [InlineData("view notice", "InRecovery")]
    [InlineData("notice view propose", "Proposed")]
    [InlineData("notice view propose view", "Proposed")]
    [InlineData("notice view propose propose", "Proposed")]
    [InlineData("notice view propose notice", "InRecovery")]
    [InlineData("notice view propose decline", "InRecovery")]
    [InlineData("excuse", "Proposed")]
    [InlineData("excuse decline", "Opened")]
    [InlineData("excuse agree", "Decided")]
    [InlineData("notice view propose agree", "Decided")]
    [InlineData("notice view propose decline propose agree", "Decided")]
    [InlineData("notice view propose agree ask", "ReopeningAsked")]
    [InlineData("notice view propose agree ask keep", "Decided")]
    [InlineData("notice view propose agree ask keep ask reopen", "Reopened")]
    [InlineData("notice view propose agree ask reopen view propose agree", "Decided")]
    [InlineData("notice view propose agree ask reopen notice view propose agree", "Decided")]
    [InlineData("propose", "settlement.notice-missing")]
    [InlineData("view propose", "settlement.notice-missing")]
    [InlineData("notice view propose agree ask reopen agree", "settlement.state")]
    [InlineData("agree", "settlement.state")]
    [InlineData("ask", "settlement.state")]
    [InlineData("reopen", "settlement.state")]
    [InlineData("notice agree", "settlement.state")]
    [InlineData("notice view propose notice agree", "settlement.state")]
    [InlineData("notice view propose decline agree", "settlement.state")]
    [InlineData("notice view propose ask", "settlement.state")]
    [InlineData("excuse agree notice", "settlement.state")]
    [InlineData("excuse agree view", "settlement.state")]
    [InlineData("excuse agree propose", "settlement.state")]
    [InlineData("excuse agree agree", "settlement.state")]
    [InlineData("excuse agree reopen", "settlement.state")]
    [InlineData("excuse agree ask ask", "settlement.state")]
    [InlineData("excuse agree ask view", "settlement.state")]
    [InlineData("excuse agree ask notice", "settlement.state")]
    [InlineData("excuse agree ask propose", "settlement.state")]
    [InlineData("excuse agree ask agree", "settlement.state")]
    [InlineData("excuse agree ask reopen reopen", "settlement.state")]
    [InlineData("excuse agree ask reopen ask", "settlement.state")]
    public void Steps_follow_on_each_other_in_this_order(string steps, string comesTo) => Assert.Equal(comesTo, Outcome(() =>
        steps.Split(' ', StringSplitOptions.RemoveEmptyEntries).Aggregate(Opened(), (s, step) => step switch
        {
            "notice" => s.Notify(new(2026, 2, 1), new(2026, 6, 25), Short.Shortfall, Today),
            "view" => s.Hear(false),
            "propose" => s.Propose(Short, null, Today, One),
            "excuse" => s.Propose(Short, new(null, 10_000, "beyond their control"), Today, One),
            "agree" => s.Decide(s.Proposals, true, Short, Other),
            "decline" => s.Decide(s.Proposals, false, Short, Other),
            "ask" => s.AskReopening(One),
            "reopen" => s.DecideReopening(true, Other),
            _ => s.DecideReopening(false, Other),
        })));

    [Theory]
    // Recovery until, heard, nothing more will come → whether a malus may be proposed on 1 July 2026.
    [InlineData("2026-06-30", true, false, "Proposed")]
    [InlineData("2026-07-01", true, false, "settlement.recovery-runs")]
    [InlineData("2026-07-01", true, true, "Proposed")]
    [InlineData("2026-12-31", true, true, "Proposed")]
    [InlineData("2026-06-30", false, false, "settlement.view-awaited")]
    [InlineData("2026-06-01", false, false, "settlement.view-awaited")]
    [InlineData("2026-05-31", false, false, "Proposed")]
    public void A_malus_waits_for_the_recovery_and_for_the_view_until_reporting_closes(string recoveryUntil, bool heard, bool nothingMore, string comesTo) =>
        Assert.Equal(comesTo, Outcome(() =>
        {
            var noticed = Opened().Notify(new(2026, 2, 1), Day(recoveryUntil), Short.Shortfall, Today);
            return (heard ? noticed.Hear(nothingMore) : noticed).Propose(Short, null, Today, One);
        }));

    [Fact]
    public void Later_months_of_the_window_are_waited_for_too()
    {
        var settlement = Settlement.Open(Contract, new(2026, 8, 31), Today).Notify(new(2026, 2, 1), new(2026, 6, 25), Short.Shortfall, Today).Hear(false);
        Assert.Equal("settlement.recovery-runs", Outcome(() => settlement.Propose(Short, null, Today, One)));
        Assert.Equal("Proposed", Outcome(() => settlement.Propose(Short, null, new(2026, 9, 1), One)));
    }

    [Fact]
    public void Nothing_due_waits_for_nothing()
    {
        Assert.Equal("Proposed", Outcome(() => Opened().Propose(Met, null, Today, One)));
        Assert.Equal("settlement.no-shortfall", Outcome(() => Opened().Notify(new(2026, 2, 1), new(2026, 6, 25), Met.Shortfall, Today)));
        // The recovery brought what was missing: its day may still be changed.
        Assert.Equal("InRecovery", Outcome(() => Opened().Notify(new(2026, 2, 1), new(2026, 6, 25), Short.Shortfall, Today).Notify(new(2026, 2, 1), new(2026, 5, 25), Met.Shortfall, Today)));
    }

    [Fact]
    public void A_view_before_the_notice_or_the_reopening_is_no_view_on_it()
    {
        var noticed = Opened().Hear(true).Notify(new(2026, 2, 1), new(2026, 6, 25), Short.Shortfall, Today);
        Assert.False(noticed.IsHeard || noticed.IsComplete);
        var reopened = noticed.Hear(true).Propose(Short, null, Today, One).Decide(1, true, Short, Other).AskReopening(One).DecideReopening(true, Other);
        Assert.False(reopened.IsHeard || reopened.IsComplete);
        Assert.Equal("settlement.view-awaited", Outcome(() => reopened.Propose(Short, null, Today, One)));
    }

    [Theory]
    [InlineData("2025-12-31", "settlement.early")]
    [InlineData("2026-01-01", "Opened")]
    public void A_settlement_begins_on_the_day_after_the_days_that_it_is_about(string today, string comesTo) =>
        Assert.Equal(comesTo, Outcome(() => Settlement.Open(Contract, Contract.End, Day(today))));

    [Theory]
    [InlineData("2025-12-31", "2026-06-01", "settlement.notice-early")]
    [InlineData("2026-01-01", "2026-06-01", "InRecovery")]
    [InlineData("2026-07-01", "2026-07-02", "InRecovery")]
    [InlineData("2026-07-02", "2026-08-01", "date.ahead")]
    [InlineData("2026-02-01", "2026-02-01", "settlement.recovery-end")]
    [InlineData("2026-02-01", "2026-01-31", "settlement.recovery-end")]
    public void A_notice_is_dated_after_the_contract_and_not_after_today_and_recovery_ends_after_it(string notice, string until, string comesTo) =>
        Assert.Equal(comesTo, Outcome(() => Opened().Notify(Day(notice), Day(until), Short.Shortfall, Today)));

    [Fact]
    public void Two_people_settle_and_two_people_reopen()
    {
        var proposed = Opened().Propose(Met, null, Today, One);
        Assert.Equal("act.needs-person", Outcome(() => Opened().Propose(Met, null, Today, Machine)));
        Assert.Equal("act.own-request", Outcome(() => proposed.Decide(1, true, Met, One)));
        Assert.Equal("act.own-request", Outcome(() => proposed.Decide(1, false, Met, One)));
        Assert.Equal("act.needs-person", Outcome(() => proposed.Decide(1, true, Met, Machine)));
        // Whoever made the other's key saw it, and may be that other.
        Assert.Equal("act.own-request", Outcome(() => proposed.Decide(1, true, Met, Other with { KeyMadeBy = One.Id })));
        var decided = proposed.Decide(1, true, Met, Other);
        Assert.Equal("act.needs-person", Outcome(() => decided.AskReopening(Machine)));
        Assert.Equal("act.own-request", Outcome(() => decided.AskReopening(Other).DecideReopening(true, Other)));
        Assert.Equal("act.needs-person", Outcome(() => decided.AskReopening(Other).DecideReopening(true, Machine)));
        Assert.Equal("Reopened", Outcome(() => decided.AskReopening(Other).DecideReopening(true, One)));
    }

    [Fact]
    public void The_decision_is_on_the_last_proposal_and_on_figures_as_they_are()
    {
        var proposed = Opened().Propose(Met, null, Today, One).Propose(Met, null, Today, One);
        Assert.Equal("settlement.other-proposal", Outcome(() => proposed.Decide(1, true, Met, Other)));
        Assert.Equal("settlement.proposal-stale", Outcome(() => proposed.Decide(2, true, Short, Other)));
        Assert.Equal("Opened", Outcome(() => proposed.Decide(2, false, Short, Other)));
        Assert.Equal("Decided", Outcome(() => proposed.Decide(2, true, Met, Other)));
    }

    [Theory]
    // Obligation, counted, factor → shortfall, malus.
    [InlineData(100_000.00, 60_000.00, 10_000, 40_000.00, 40_000.00)]
    [InlineData(100_000.00, 60_000.00, 15_000, 40_000.00, 60_000.00)]
    [InlineData(100_000.00, 60_000.00, 5_000, 40_000.00, 20_000.00)]
    [InlineData(100_000.00, 60_000.00, 0, 40_000.00, 0.00)]
    [InlineData(194_350.00, 10_958.90, 12_500, 183_391.10, 229_238.88)]
    [InlineData(100_000.00, 99_999.99, 15_000, 0.01, 0.02)]
    [InlineData(100_000.00, 100_000.00, 10_000, 0.00, 0.00)]
    [InlineData(100_000.00, 130_000.00, 10_000, 0.00, 0.00)]
    [InlineData(0.00, 0.00, 10_000, 0.00, 0.00)]
    public void The_malus_is_the_shortfall_times_the_factor(decimal obligation, decimal counted, int factor, decimal shortfall, decimal malus)
    {
        var figures = SettlementFigures.Of(E(obligation), E(counted), default, default, new(factor), true);
        Assert.Equal((shortfall, malus), (figures.Shortfall.Amount, figures.Malus.Amount));
        Assert.Equal(counted, figures.Counted.Amount);
    }

    [Fact]
    public void A_best_effort_has_no_shortfall_and_no_malus() => Assert.Equal(
        new SettlementFigures(default, E(10_000), default, default, default, default, default, default),
        SettlementFigures.Of(E(0), E(10_000), default, default, new(IsBestEffort: true), true));

    [Theory]
    // Target, counted, carried, recoverable, surplus moves on, last year → recovered, shortfall, surplus, moves on.
    [InlineData(100, 120, 0, 0, true, false, 0, 0, 20, 20)]
    [InlineData(100, 120, 0, 0, false, false, 0, 0, 20, 0)]
    [InlineData(100, 120, 0, 0, true, true, 0, 0, 20, 0)]
    [InlineData(100, 70, 20, 0, true, false, 0, 10, 0, 0)]
    [InlineData(100, 90, 20, 0, true, false, 0, 0, 10, 10)]
    [InlineData(100, 60, 0, 15, true, false, 15, 25, 0, -15)]
    [InlineData(100, 60, 0, 90, true, false, 40, 0, 0, -40)]
    [InlineData(100, 60, 0, 90, true, true, 0, 40, 0, 0)]
    [InlineData(100, 110, -40, 0, true, false, 0, 30, 0, 0)]
    [InlineData(100, 160, -40, 0, true, false, 0, 0, 20, 20)]
    [InlineData(100, 60, 0, -5, true, false, 0, 40, 0, 0)]
    public void A_surplus_moves_on_to_the_next_year_and_a_recovery_takes_from_it(
        int target, int counted, int carried, int recoverable, bool surplusMovesOn, bool isLast, int recovered, int shortfall, int surplus, int movesOn)
    {
        var figures = SettlementFigures.Of(E(target), E(counted), E(carried), E(recoverable), new(SurplusMovesOn: surplusMovesOn), isLast);
        Assert.Equal((E(recovered), E(shortfall), E(surplus), E(movesOn)), (figures.Recovered, figures.Shortfall, figures.Surplus, figures.MovesOn));
        Assert.Equal(E(shortfall), figures.Malus);
    }

    [Theory]
    // Malus, amount or percentage waived → what is waived.
    [InlineData(40_000.00, 10_000.00, null, "10000.00")]
    [InlineData(40_000.00, 40_000.00, null, "40000.00")]
    [InlineData(40_000.00, null, 2_500, "10000.00")]
    [InlineData(40_000.00, null, 10_000, "40000.00")]
    [InlineData(0.01, null, 5_000, "0.01")]
    [InlineData(40_000.00, 40_000.01, null, "waiver.too-much")]
    [InlineData(0.00, null, 10_000, "waiver.unneeded")]
    public void A_waiver_is_an_amount_or_a_part_of_the_malus(double malus, double? amount, int? basisPoints, string comesTo) => Assert.Equal(comesTo, Outcome(() =>
        new Waiver(amount is { } a ? E((decimal)a) : null, basisPoints, "beyond their control").Of(E((decimal)malus))));

    [Theory]
    [InlineData("2025-12-31", null, null, "2026-01-30")]
    [InlineData("2025-12-31", "2026-03-31", null, "2026-04-30")]
    [InlineData("2025-12-31", "2025-06-30", null, "2026-01-30")]
    [InlineData("2025-12-31", null, "2026-07-31", "2026-07-31")]
    [InlineData("2025-12-31", "2026-07-15", "2026-07-31", "2026-08-14")]
    [InlineData("9999-12-31", null, null, "9999-01-30")]
    public void Reporting_closes_30_days_after_the_window_or_as_it_was_opened_again(string end, string? recoveryUntil, string? reportingUntil, string closes) =>
        Assert.Equal(Day(closes), new CountingFrame(default, new(new(2024, 1, 1), Day(end)), 0, false, 0, recoveryUntil is null ? null : Day(recoveryUntil), [])
        {
            ReportingUntil = reportingUntil is null ? null : Day(reportingUntil),
        }.ReportingCloses);

    private static Settlement Opened() => Settlement.Open(Contract, Contract.End, Today);

    private static Euros E(decimal amount) => Euros.From(amount);

    private static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd");

    private static string Outcome(Func<Settlement> act) => Outcome(() => act().State.ToString());

    private static string Outcome(Func<Euros> act) => Outcome(() => act().ToString());

    private static string Outcome(Func<string> act)
    {
        try { return act(); }
        catch (RefusedException refused) { return refused.Objections[0].Refusal.Code; }
    }
}
