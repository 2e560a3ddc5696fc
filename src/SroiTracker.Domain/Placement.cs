namespace SroiTracker.Domain;

/// <summary>Someone who acts: all keys and tokens of one principal are one (rules.md 8).</summary>
/// <param name="IsPerson">False for a system, which is refused where two people are needed.</param>
public readonly record struct Principal(Guid Id, bool IsPerson);

/// <summary>A revocation that one officer asked for and another decides on.</summary>
/// <param name="From">From which day the value is 0.</param>
/// <param name="AskedBy">Who asked.</param>
public sealed record Revocation(DateOnly From, Principal AskedBy);

/// <summary>
/// The verdicts on a placement for one contract (rules.md 3): what may follow on what. Each answers the placement as it
/// stands afterwards, or ends in a <see cref="RefusedException"/>.
/// </summary>
public static partial class Placement
{
    /// <summary>
    /// A new report: it waits for a verdict; what was verified stays. On a contract where a withdrawal is asked for, that is
    /// decided first.
    /// </summary>
    public static PlacementOnContract Report(PlacementOnContract placement, PlacementReport report) => placement with
    {
        Reports = [.. placement.Reports, report],
        State = placement.State is PlacementState.Withdrawn or PlacementState.WithdrawalAsked or PlacementState.Revoked ? placement.State : PlacementState.Reported,
    };

    /// <summary>An officer agrees with the report that was seen, through a day.</summary>
    /// <param name="reportNumber">The report that the officer saw; refused where there is a newer one.</param>
    /// <param name="through">Not after what was reported, not before the start; earlier than before is allowed and lowers.</param>
    /// <param name="reportedBy">Who made that report.</param>
    public static PlacementOnContract Verify(
        PlacementOnContract placement, int reportNumber, DateOnly through, Principal reportedBy, Principal by)
    {
        Require(placement, PlacementState.Reported, PlacementState.Verified);
        var report = Seen(placement, reportNumber);
        if (reportedBy.Id == by.Id) throw new RefusedException(Refusals.PlacementOwnReport);
        if (through > report.ReportedThrough) throw new RefusedException(Refusals.PlacementThroughNotReported.At("/throughDate", report.ReportedThrough));
        if (through < report.Start) throw new RefusedException(Refusals.PlacementThroughBeforeStart.At("/throughDate", report.Start));
        return placement with { State = PlacementState.Verified, VerifiedReport = reportNumber, VerifiedThrough = through };
    }

    /// <summary>An officer does not agree with the report that waits; what was verified stays.</summary>
    public static PlacementOnContract Reject(PlacementOnContract placement, int reportNumber)
    {
        Require(placement, PlacementState.Reported);
        Seen(placement, reportNumber);
        return placement with { State = PlacementState.Rejected };
    }

    /// <summary>The supplier takes the reference back: at once where nothing was verified, else as a request to an officer.</summary>
    public static PlacementOnContract Withdraw(PlacementOnContract placement)
    {
        Require(placement, PlacementState.Reported, PlacementState.Verified, PlacementState.Rejected);
        return placement with { State = placement.VerifiedReport is null ? PlacementState.Withdrawn : PlacementState.WithdrawalAsked };
    }

    /// <summary>An officer agrees with a withdrawal, or does not: then the newest report is as it was, verified or waiting.</summary>
    public static PlacementOnContract DecideWithdrawal(PlacementOnContract placement, bool agreed, Principal askedBy, Principal by)
    {
        Require(placement, PlacementState.WithdrawalAsked);
        if (askedBy.Id == by.Id) throw new RefusedException(Refusals.ActOwnRequest);
        return placement with
        {
            State = agreed ? PlacementState.Withdrawn
                : placement.Latest.Number == placement.VerifiedReport ? PlacementState.Verified : PlacementState.Reported,
        };
    }

    /// <summary>An officer asks that the value be 0 from a day on; nothing changes before a second person decides.</summary>
    /// <param name="from">Not after what was verified: later days have no value to take away.</param>
    public static Revocation Revoke(PlacementOnContract placement, int reportNumber, DateOnly from, Principal by)
    {
        Require(placement, PlacementState.Reported, PlacementState.Verified, PlacementState.Rejected);
        if (placement.VerifiedThrough is not { } through) throw new RefusedException(Refusals.PlacementNotVerified);
        Seen(placement, reportNumber);
        if (from > through) throw new RefusedException(Refusals.PlacementRevocationEmpty.At("/fromDate", through));
        if (!by.IsPerson) throw new RefusedException(Refusals.ActNeedsPerson);
        return new(from, by);
    }

    /// <summary>A second person decides on a revocation.</summary>
    public static PlacementOnContract DecideRevocation(PlacementOnContract placement, Revocation asked, bool agreed, Principal by)
    {
        Require(placement, PlacementState.Reported, PlacementState.Verified, PlacementState.Rejected);
        if (!by.IsPerson) throw new RefusedException(Refusals.ActNeedsPerson);
        if (asked.AskedBy.Id == by.Id) throw new RefusedException(Refusals.ActOwnRequest);
        return agreed ? placement with { State = PlacementState.Revoked, RevokedFrom = asked.From } : placement;
    }

    private static void Require(PlacementOnContract placement, params ReadOnlySpan<PlacementState> states)
    {
        if (!states.Contains(placement.State)) throw new RefusedException(Refusals.PlacementStateOther, placement.State);
    }

    private static PlacementReport Seen(PlacementOnContract placement, int reportNumber)
    {
        var latest = placement.Latest;
        if (reportNumber < latest.Number) throw new RefusedException(Refusals.PlacementNewerReport, latest.Number);
        if (reportNumber > latest.Number) throw new RefusedException(Refusals.PlacementReportUnknown.At("/reportNumber", latest.Number));
        return latest;
    }
}
