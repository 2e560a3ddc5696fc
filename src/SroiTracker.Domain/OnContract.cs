namespace SroiTracker.Domain;

/// <summary>Where a placement or another effort stands for one contract (rules.md 3 and 4).</summary>
public enum PlacementState { Reported, Verified, Rejected, WithdrawalAsked, Withdrawn, Revoked }

/// <summary>
/// Something that a supplier reports, as one contract sees it: what was reported, and what was last verified (rules.md 3,
/// "Two facts"). Placements and other efforts take the same verdicts (rules.md 4): see <see cref="Verdict"/>.
/// </summary>
/// <param name="VerifiedReport">Number of the report that was last verified; null if none was.</param>
/// <param name="VerifiedThrough">Through which day it was verified.</param>
/// <param name="RevokedFrom">From which day a revocation takes the value away.</param>
public abstract record OnContract(PlacementState State, int? VerifiedReport, DateOnly? VerifiedThrough, DateOnly? RevokedFrom)
{
    /// <summary>Number of the newest report.</summary>
    public abstract int LatestNumber { get; }

    /// <summary>First day of what the newest report states.</summary>
    public abstract DateOnly FirstDay { get; }

    /// <summary>Through which day the newest report states it.</summary>
    public abstract DateOnly ReportedThrough { get; }

    /// <summary>Whether a report waits for a verdict.</summary>
    public bool Waits => State is PlacementState.Reported && LatestNumber != VerifiedReport;

    internal abstract VerdictRefusals Refusals { get; }

    /// <summary>
    /// Where it stands once a new report came in: that waits for a verdict, and what was verified stays. Where a withdrawal
    /// is asked for, that is decided first.
    /// </summary>
    protected PlacementState StateAfterReport =>
        State is PlacementState.Withdrawn or PlacementState.WithdrawalAsked or PlacementState.Revoked ? State : PlacementState.Reported;
}

/// <summary>Why a verdict can be refused, in the words of what it is about.</summary>
internal sealed record VerdictRefusals(
    Refusal StateOther, Refusal NewerReport, Refusal ReportUnknown, Refusal OwnReport, Refusal ThroughNotReported, Refusal ThroughBeforeStart,
    Refusal NotVerified, Refusal RevocationEmpty);
