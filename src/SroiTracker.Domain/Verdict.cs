namespace SroiTracker.Domain;

/// <summary>Someone who acts: all keys and tokens of one principal are one (rules.md 8).</summary>
/// <param name="IsPerson">False for a system, which is refused where two people are needed.</param>
/// <param name="KeyMadeBy">Who made the key that it acts with, and so saw it; null where nobody is known to have.</param>
public readonly record struct Principal(Guid Id, bool IsPerson, Guid? KeyMadeBy = null)
{
    /// <summary>Whether what both do may be done by one hand: they are one, or one acts with a key that the other made.</summary>
    public bool MayBe(Principal other) => Id == other.Id || KeyMadeBy == other.Id || other.KeyMadeBy == Id;
}

/// <summary>A revocation that one officer asked for and another decides on.</summary>
/// <param name="From">From which day the value is 0.</param>
/// <param name="AskedBy">Who asked.</param>
public sealed record Revocation(DateOnly From, Principal AskedBy);

/// <summary>
/// The verdicts on a placement or another effort for one contract (rules.md 3 and 4): what may follow on what. Each answers
/// how it stands afterwards, or ends in a <see cref="RefusedException"/>.
/// </summary>
public static class Verdict
{
    /// <summary>An officer agrees with the report that was seen, through a day.</summary>
    /// <param name="reportNumber">The report that the officer saw; refused where there is a newer one.</param>
    /// <param name="through">Not after what was reported, not before the start; earlier than before is allowed and lowers.</param>
    /// <param name="reportedBy">
    /// Who made that report. Who made the supplier's key may verify what is reported with it, or a buyer with one officer could
    /// not; both are kept, so that an auditor sees it.
    /// </param>
    public static T Verify<T>(T on, int reportNumber, DateOnly through, Principal reportedBy, Principal by) where T : OnContract
    {
        Require(on, PlacementState.Reported, PlacementState.Verified);
        RequireSeen(on, reportNumber);
        if (reportedBy.Id == by.Id) throw new RefusedException(on.Refusals.OwnReport);
        if (through > on.ReportedThrough) throw new RefusedException(on.Refusals.ThroughNotReported.At("/throughDate", on.ReportedThrough));
        if (through < on.FirstDay) throw new RefusedException(on.Refusals.ThroughBeforeStart.At("/throughDate", on.FirstDay));
        return on with { State = PlacementState.Verified, VerifiedReport = reportNumber, VerifiedThrough = through };
    }

    /// <summary>An officer does not agree with the report that waits; what was verified stays.</summary>
    public static T Reject<T>(T on, int reportNumber) where T : OnContract
    {
        Require(on, PlacementState.Reported);
        RequireSeen(on, reportNumber);
        return on with { State = PlacementState.Rejected };
    }

    /// <summary>The supplier takes the reference back: at once where nothing was verified, else as a request to an officer.</summary>
    public static T Withdraw<T>(T on) where T : OnContract
    {
        Require(on, PlacementState.Reported, PlacementState.Verified, PlacementState.Rejected);
        return on with { State = on.VerifiedReport is null ? PlacementState.Withdrawn : PlacementState.WithdrawalAsked };
    }

    /// <summary>
    /// A request to an officer to take the reference back, also where nothing was verified: it comes from a system that no longer
    /// has it, perhaps by mistake, and what is withdrawn does not return.
    /// </summary>
    public static T ProposeWithdrawal<T>(T on) where T : OnContract
    {
        Require(on, PlacementState.Reported, PlacementState.Verified, PlacementState.Rejected);
        return on with { State = PlacementState.WithdrawalAsked };
    }

    /// <summary>Who asked for a withdrawal takes that back before it is decided: it stands as it was.</summary>
    /// <param name="wasRejected">Whether the newest report was rejected.</param>
    public static T TakeBackWithdrawal<T>(T on, bool wasRejected) where T : OnContract
    {
        Require(on, PlacementState.WithdrawalAsked);
        return on with { State = WithoutWithdrawal(on, wasRejected) };
    }

    /// <summary>An officer agrees with a withdrawal, or does not: then the newest report is as it was, verified or waiting.</summary>
    /// <param name="wasRejected">Whether the newest report was rejected: that stays so where nothing was verified before it, and else it waits again.</param>
    public static T DecideWithdrawal<T>(T on, bool agreed, Principal askedBy, Principal by, bool wasRejected = false) where T : OnContract
    {
        Require(on, PlacementState.WithdrawalAsked);
        if (askedBy.Id == by.Id) throw new RefusedException(Refusals.ActOwnRequest);
        return on with { State = agreed ? PlacementState.Withdrawn : WithoutWithdrawal(on, wasRejected && on.VerifiedReport is null) };
    }

    /// <summary>An officer asks that the value be 0 from a day on; nothing changes before a second person decides.</summary>
    /// <param name="from">Not after what was verified: later days have no value to take away.</param>
    public static Revocation Revoke(OnContract on, int reportNumber, DateOnly from, Principal by)
    {
        Require(on, PlacementState.Reported, PlacementState.Verified, PlacementState.Rejected);
        if (on.VerifiedThrough is not { } through) throw new RefusedException(on.Refusals.NotVerified);
        RequireSeen(on, reportNumber);
        if (from > through) throw new RefusedException(on.Refusals.RevocationEmpty.At("/fromDate", through));
        if (!by.IsPerson) throw new RefusedException(Refusals.ActNeedsPerson);
        return new(from, by);
    }

    /// <summary>A second person decides on a revocation.</summary>
    public static T DecideRevocation<T>(T on, Revocation asked, bool agreed, Principal by) where T : OnContract
    {
        Require(on, PlacementState.Reported, PlacementState.Verified, PlacementState.Rejected);
        if (!by.IsPerson) throw new RefusedException(Refusals.ActNeedsPerson);
        if (asked.AskedBy.MayBe(by)) throw new RefusedException(Refusals.ActOwnRequest);
        return agreed ? on with { State = PlacementState.Revoked, RevokedFrom = asked.From } : on;
    }

    /// <summary>Refuses where the report that was seen is not the latest.</summary>
    public static void RequireSeen(OnContract on, int reportNumber)
    {
        if (reportNumber < on.LatestNumber) throw new RefusedException(on.Refusals.NewerReport, on.LatestNumber);
        if (reportNumber > on.LatestNumber) throw new RefusedException(on.Refusals.ReportUnknown.At("/reportNumber", on.LatestNumber));
    }

    private static PlacementState WithoutWithdrawal(OnContract on, bool wasRejected) =>
        on.LatestNumber == on.VerifiedReport ? PlacementState.Verified : wasRejected ? PlacementState.Rejected : PlacementState.Reported;

    private static void Require(OnContract on, params ReadOnlySpan<PlacementState> states)
    {
        if (!states.Contains(on.State)) throw new RefusedException(on.Refusals.StateOther, on.State);
    }
}
