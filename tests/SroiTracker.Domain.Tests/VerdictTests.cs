using static SroiTracker.Domain.PlacementState;
using static SroiTracker.Domain.Tests.ContractExamples;
using static SroiTracker.Domain.Tests.CountingExamples;

namespace SroiTracker.Domain.Tests;

public class VerdictTests
{
    private static readonly Principal Supplier = new(Guid.NewGuid(), false);
    private static readonly Principal Officer = new(Guid.NewGuid(), true);
    private static readonly Principal Second = new(Guid.NewGuid(), true);
    private static readonly Principal SystemOfBuyer = new(Guid.NewGuid(), false);

    private static PlacementReport Report(int number, string through) =>
        new(number, Day("2026-01-01"), null, Day(through), Day("2026-01-01"), Terms(24));

    private static PlacementOnContract On(PlacementState state, int? verified = null, int reports = 1) =>
        new(Guid.NewGuid(), "A-1", [.. Enumerable.Range(1, reports).Select(n => Report(n, $"2026-0{n}-28"))], state,
            verified, verified is { } number ? Day($"2026-0{number}-28") : null, null);

    private static PlacementOnContract Verify(PlacementOnContract placement, int report, string through, Principal? by = null) =>
        Verdict.Verify(placement, report, Day(through), Supplier, by ?? Officer);

    [Fact]
    public void A_verification_names_the_report_and_the_day_through_which_it_holds()
    {
        var verified = Verify(On(Reported), 1, "2026-01-15");
        Assert.Equal((Verified, 1, Day("2026-01-15")), (verified.State, verified.VerifiedReport, verified.VerifiedThrough));
    }

    [Fact]
    public void A_later_verification_may_go_further_or_back()
    {
        Assert.Equal(Day("2026-01-28"), Verify(Verify(On(Reported), 1, "2026-01-15"), 1, "2026-01-28").VerifiedThrough);
        Assert.Equal(Day("2026-01-02"), Verify(Verify(On(Reported), 1, "2026-01-15"), 1, "2026-01-02").VerifiedThrough);
    }

    [Theory]
    [InlineData(1, "2026-01-29", "placement.through-not-reported /throughDate")]
    [InlineData(1, "2025-12-31", "placement.through-before-start /throughDate")]
    [InlineData(2, "2026-01-15", "placement.report-unknown /reportNumber")]
    public void A_verification_of_what_was_not_reported_is_refused(int report, string through, string refused) =>
        Assert.Equal([refused], Refused(() => Verify(On(Reported), report, through)));

    [Fact]
    public void A_verdict_on_a_report_that_has_a_newer_one_is_refused()
    {
        var twice = On(Reported, verified: 1, reports: 2);
        Assert.Equal(["placement.newer-report"], Refused(() => Verify(twice, 1, "2026-01-15")));
        Assert.Equal(["placement.newer-report"], Refused(() => Verdict.Reject(twice, 1)));
        Assert.Equal(["placement.newer-report"], Refused(() => Verdict.Revoke(twice, 1, Day("2026-01-01"), Officer)));
    }

    [Fact]
    public void Nobody_verifies_what_they_reported_themselves() =>
        Assert.Equal(["placement.own-report"], Refused(() => Verify(On(Reported), 1, "2026-01-15", by: Supplier with { IsPerson = true })));

    [Fact]
    public void A_rejection_leaves_what_was_verified()
    {
        var rejected = Verdict.Reject(On(Reported, verified: 1, reports: 2), 2);
        Assert.Equal((Rejected, 1, Day("2026-01-28")), (rejected.State, rejected.VerifiedReport, rejected.VerifiedThrough));
    }

    [Theory]
    [InlineData(Reported, null, Withdrawn)]
    [InlineData(Rejected, null, Withdrawn)]
    [InlineData(Reported, 1, WithdrawalAsked)]
    [InlineData(Verified, 1, WithdrawalAsked)]
    [InlineData(Rejected, 1, WithdrawalAsked)]
    public void A_withdrawal_is_at_once_where_nothing_was_verified_and_else_a_request(PlacementState state, int? verified, PlacementState after) =>
        Assert.Equal(after, Verdict.Withdraw(On(state, verified)).State);

    [Theory]
    [InlineData(true, 1, 1, Withdrawn)]
    [InlineData(false, 1, 1, Verified)]
    [InlineData(false, 1, 2, Reported)]
    public void An_officer_decides_on_a_withdrawal(bool agreed, int verified, int reports, PlacementState after) =>
        Assert.Equal(after, Verdict.DecideWithdrawal(On(WithdrawalAsked, verified, reports), agreed, Supplier, Officer).State);

    [Fact]
    public void Who_asked_for_a_withdrawal_does_not_decide_on_it() =>
        Assert.Equal(["act.own-request"], Refused(() => Verdict.DecideWithdrawal(On(WithdrawalAsked, 1), true, Officer, Officer)));

    [Theory]
    [InlineData(Reported, null)]
    [InlineData(Rejected, null)]
    [InlineData(Reported, 1)]
    [InlineData(Verified, 1)]
    [InlineData(Rejected, 1)]
    public void A_proposal_to_withdraw_is_a_request_whatever_was_verified(PlacementState state, int? verified)
    {
        var proposed = Verdict.ProposeWithdrawal(On(state, verified, reports: 2));
        Assert.Equal((WithdrawalAsked, verified), (proposed.State, proposed.VerifiedReport));
    }

    // Verified is report 1 or nothing; the newest report is rejected or not.
    [Theory]
    [InlineData(null, 1, false, Reported, Reported)]
    [InlineData(null, 1, true, Rejected, Rejected)]
    [InlineData(1, 1, false, Verified, Verified)]
    [InlineData(1, 2, false, Reported, Reported)]
    [InlineData(1, 2, true, Reported, Rejected)]
    public void A_withdrawal_that_does_not_go_on_leaves_it_as_it_was(int? verified, int reports, bool wasRejected, PlacementState declined, PlacementState takenBack)
    {
        Assert.Equal(declined, Verdict.DecideWithdrawal(On(WithdrawalAsked, verified, reports), false, Supplier, Officer, wasRejected).State);
        Assert.Equal(takenBack, Verdict.TakeBackWithdrawal(On(WithdrawalAsked, verified, reports), wasRejected).State);
        Assert.Equal(Withdrawn, Verdict.DecideWithdrawal(On(WithdrawalAsked, verified, reports), true, Supplier, Officer, wasRejected).State);
    }

    [Fact]
    public void A_revocation_takes_effect_when_a_second_person_agrees()
    {
        var verified = On(Verified, 1);
        var asked = Verdict.Revoke(verified, 1, Day("2026-01-10"), Officer);
        var revoked = Verdict.DecideRevocation(verified, asked, true, Second);
        Assert.Equal((Revoked, Day("2026-01-10"), 1), (revoked.State, revoked.RevokedFrom, revoked.VerifiedReport));
        Assert.Equal(verified, Verdict.DecideRevocation(verified, asked, false, Second));
    }

    [Fact]
    public void A_revocation_needs_two_people()
    {
        var asked = new Revocation(Day("2026-01-10"), Officer);
        Assert.Equal(["act.own-request"], Refused(() => Verdict.DecideRevocation(On(Verified, 1), asked, true, Officer)));
        Assert.Equal(["act.needs-person"], Refused(() => Verdict.DecideRevocation(On(Verified, 1), asked, true, SystemOfBuyer)));
        Assert.Equal(["act.needs-person"], Refused(() => Verdict.Revoke(On(Verified, 1), 1, Day("2026-01-10"), SystemOfBuyer)));
    }

    [Fact]
    public void A_revocation_needs_something_verified_to_take_away()
    {
        Assert.Equal(["placement.not-verified"], Refused(() => Verdict.Revoke(On(Reported), 1, Day("2026-01-10"), Officer)));
        Assert.Equal(["placement.revocation-empty /fromDate"], Refused(() => Verdict.Revoke(On(Verified, 1), 1, Day("2026-01-29"), Officer)));
    }

    // Which act may follow in which state; all else is a conflict. A placement that was verified, for as far as that can be.
    [Theory]
    [InlineData("verify", Reported, Verified)]
    [InlineData("reject", Reported)]
    [InlineData("withdraw", Reported, Verified, Rejected)]
    [InlineData("propose withdrawal", Reported, Verified, Rejected)]
    [InlineData("take back withdrawal", WithdrawalAsked)]
    [InlineData("decide withdrawal", WithdrawalAsked)]
    [InlineData("revoke", Reported, Verified, Rejected)]
    [InlineData("decide revocation", Reported, Verified, Rejected)]
    public void An_act_follows_on_these_states_only(string act, params PlacementState[] states)
    {
        foreach (var state in Enum.GetValues<PlacementState>())
        {
            var placement = On(state, 1);
            Action does = act switch
            {
                "verify" => () => Verify(placement, 1, "2026-01-15"),
                "reject" => () => Verdict.Reject(placement, 1),
                "withdraw" => () => Verdict.Withdraw(placement),
                "propose withdrawal" => () => Verdict.ProposeWithdrawal(placement),
                "take back withdrawal" => () => Verdict.TakeBackWithdrawal(placement, false),
                "decide withdrawal" => () => Verdict.DecideWithdrawal(placement, true, Supplier, Officer),
                "revoke" => () => Verdict.Revoke(placement, 1, Day("2026-01-10"), Officer),
                _ => () => Verdict.DecideRevocation(placement, new(Day("2026-01-10"), Officer), true, Second),
            };
            if (states.Contains(state)) does();
            else Assert.Equal(["placement.state"], Refused(does));
        }
    }

    [Theory]
    [InlineData(Verified, Reported)]
    [InlineData(Rejected, Reported)]
    [InlineData(Withdrawn, Withdrawn)]
    [InlineData(Revoked, Revoked)]
    public void A_new_report_waits_and_what_is_gone_stays_gone(PlacementState before, PlacementState after)
    {
        var placement = On(before, 1).After(Report(2, "2026-02-28"));
        Assert.Equal((after, 2, 1), (placement.State, placement.Latest.Number, placement.VerifiedReport));
        Assert.Equal(after == Reported, placement.Waits);
    }
}
