using SroiTracker.Domain;

namespace SroiTracker.Placements;

/// <summary>A placement or another effort on one contract as it is kept, with the verdict that it rests on.</summary>
internal abstract record Stand
{
    public Guid ContractId { get; init; }
    public Guid SupplierId { get; init; }
    public int BasisPoints { get; init; }
    public PlacementState State { get; init; }
    public DateTimeOffset? WaitsSince { get; init; }
    public int? VerifiedReport { get; init; }
    public DateOnly? VerifiedThrough { get; init; }
    public DateOnly? RevokedFrom { get; init; }
    public Guid? VerdictId { get; init; }
    public Euros Value { get; init; }
    public Euros Counted { get; init; }
    public Euros Waiting { get; init; }
    public Euros Forecast { get; init; }
    public Euros ForecastWithoutWaiting { get; init; }

    // Of the contract and for this caller, not of this row.
    public string ContractReference { get; init; } = "";
    public bool InScope { get; init; }
    public int? SettledThroughYear { get; init; }

    // Of the verdict with VerdictId: the request that is open, else what was decided last.
    public VerdictKind? VerdictKind { get; init; }
    public string? VerdictCode { get; init; }
    public string? VerdictReason { get; init; }
    public DateOnly? VerdictFrom { get; init; }
    public string? ProposedReport { get; init; }
    public string? SeenEvidence { get; init; }
    public DateTimeOffset? DecidedAt { get; init; }
    public Guid? DecidedBy { get; init; }
    public Guid? DecidedKeyMadeBy { get; init; }

    /// <summary>Who asked what is open, or decided last. Who asks for a revocation was found to be a person then.</summary>
    public Principal Decider => new(DecidedBy ?? default, true, DecidedKeyMadeBy);

    /// <summary>The contract is settled as a whole: no verdict changes it.</summary>
    public bool IsSettled => SettledThroughYear == Contracts.ProgressStore.WhollySettled;

    /// <summary>Somebody asked for a revocation, and nobody decided on it yet.</summary>
    public bool HasOpenRevocation => VerdictKind is Placements.VerdictKind.RevocationAsked;
}

/// <summary>What an act makes of how something stands on a contract.</summary>
internal static class StandAfter
{
    /// <summary>
    /// This row after a verdict. A revocation that was asked for stays in sight until it is decided on, whatever report is
    /// judged meanwhile; a request to withdraw takes its place.
    /// </summary>
    public static T After<T>(this T stand, VerdictRow verdict) where T : Stand =>
        stand.HasOpenRevocation && verdict.Kind is VerdictKind.Verification or VerdictKind.Rejection ? stand : stand with
        {
            VerdictId = verdict.Id, VerdictKind = verdict.Kind, VerdictCode = verdict.Code, VerdictReason = verdict.Reason,
            VerdictFrom = verdict.FromDate, ProposedReport = verdict.ProposedReport, SeenEvidence = verdict.SeenEvidence, DecidedAt = verdict.DecidedAt, DecidedBy = verdict.DecidedBy, DecidedKeyMadeBy = verdict.KeyMadeBy,
        };

    /// <summary>As the domain left it.</summary>
    /// <param name="at">The instant of the act, from which on a report may wait.</param>
    public static T As<T>(this T stand, OnContract after, DateTimeOffset at) where T : Stand => stand with
    {
        State = after.State, VerifiedReport = after.VerifiedReport, VerifiedThrough = after.VerifiedThrough, RevokedFrom = after.RevokedFrom,
        WaitsSince = !after.Waits ? null : stand.WaitsSince ?? at,
    };

    /// <summary>In euros after an act, and what that books.</summary>
    /// <param name="was">As it is kept; null where it is new on the contract.</param>
    /// <param name="booked">By calendar year.</param>
    /// <param name="books">Whether the act can change what is verified; a report does not.</param>
    /// <param name="refuses">Whether what would change in a settled year refuses the act; else what is booked there stays.</param>
    /// <exception cref="RefusedException">It would change what counts in a year that is settled.</exception>
    public static (T Now, IReadOnlyList<Booking> Bookings) Worth<T>(
        this T stand, T? was, Standing standing, IReadOnlyDictionary<int, Euros> booked, int settledThroughYear, bool books, bool refuses) where T : Stand
    {
        var counted = was?.Counted ?? Euros.Zero;
        var frozenBefore = was is null ? Euros.Zero : was.Counted + was.Waiting - was.Value;
        var frozen = books ? Ledger.Frozen(standing.Verified, booked, settledThroughYear) : frozenBefore;
        if (refuses && frozen != Euros.Zero && frozen != frozenBefore) throw new RefusedException(Refusals.ContractSettled, settledThroughYear);
        var bookings = books ? Ledger.Differences(standing.Verified, booked, settledThroughYear) : [];
        return (stand with
        {
            Value = standing.Value, Counted = bookings.Aggregate(counted, (sum, b) => sum + b.Amount), Waiting = standing.Waiting,
            Forecast = standing.Forecast + frozen, ForecastWithoutWaiting = standing.ForecastWithoutWaiting + frozen,
        }, bookings);
    }

    /// <summary>As the domain leaves it after a verdict that is kept: on the way to what is kept, and when all is built again.</summary>
    /// <param name="reportedBy">Who made the latest report.</param>
    /// <param name="wasRejected">Whether the latest report was rejected before.</param>
    /// <exception cref="RefusedException">The verdict does not follow on what is there.</exception>
    public static TOn Taken<TOn>(this Stand stand, TOn on, VerdictRow verdict, Guid reportedBy, bool wasRejected = false) where TOn : OnContract
    {
        var (by, asked) = (new Principal(verdict.DecidedBy, true), new Principal(stand.DecidedBy ?? default, true));
        return verdict.Kind switch
        {
            VerdictKind.Verification => Verdict.Verify(on, verdict.ReportNumber, verdict.ThroughDate!.Value, new(reportedBy, true), by),
            VerdictKind.Rejection => Verdict.Reject(on, verdict.ReportNumber),
            VerdictKind.Withdrawal => Verdict.Withdraw(on),
            // What a supplier asks back of what was verified is kept as what its system proposes: both end in the same state.
            VerdictKind.WithdrawalAsked => Verdict.ProposeWithdrawal(on),
            VerdictKind.WithdrawalDeclined when asked.Id == by.Id => Verdict.TakeBackWithdrawal(on, wasRejected),
            VerdictKind.WithdrawalAgreed or VerdictKind.WithdrawalDeclined => Verdict.DecideWithdrawal(on, verdict.Kind == VerdictKind.WithdrawalAgreed, asked, by, wasRejected),
            VerdictKind.RevocationAgreed or VerdictKind.RevocationDeclined =>
                Verdict.DecideRevocation(on, new(stand.VerdictFrom ?? default, asked), verdict.Kind == VerdictKind.RevocationAgreed, by),
            _ => on,
        };
    }
}

/// <summary>What was decided, or asked, about a placement or another effort on a contract.</summary>
internal enum VerdictKind
{
    Verification, Rejection, Withdrawal, WithdrawalAsked, WithdrawalAgreed, WithdrawalDeclined, RevocationAsked, RevocationAgreed,
    RevocationDeclined,
}

/// <summary>A verdict as it is kept; only added to.</summary>
/// <param name="SubjectId">The placement or effort.</param>
/// <param name="AnswersId">The request that this decides on.</param>
internal sealed record VerdictRow(
    Guid Id, Guid SubjectId, Guid ContractId, VerdictKind Kind, int ReportNumber, DateOnly? ThroughDate, DateOnly? FromDate,
    string? Code, string? Reason, string? ProposedReport, Guid? AnswersId, DateTimeOffset DecidedAt, Guid DecidedBy)
{
    /// <summary>Who made the key that was decided with.</summary>
    public Guid? KeyMadeBy { get; init; }

    /// <summary>Of an effort: hashes of the evidence that was seen, as JSON; null where none was named.</summary>
    public string? SeenEvidence { get; init; }

    public VerdictRow() : this(default, default, default, default, 0, null, null, null, null, null, null, default, default) { }
}
