namespace SroiTracker.Domain;

/// <summary>Why a contract, or a connection to a supplier's system, asks for an officer's attention.</summary>
public enum SignalKind { Behind, NoReport, LoweringCorrection, CertificateExpiring, EndingWithShortfall, RecoveryEnding, SettlementWaiting, ConnectionStopped, ConnectionSilent }

/// <summary>How long beforehand an officer is told.</summary>
/// <param name="EndingDays">Before a contract ends with a shortfall.</param>
/// <param name="CertificateDays">Before a certificate expires.</param>
/// <param name="RecoveryDays">Before a recovery ends.</param>
public sealed record SignalFigures(int EndingDays, int CertificateDays, int RecoveryDays)
{
    public static readonly SignalFigures Usual = new(90, 90, 30);
}

/// <summary>What an officer is to look at, and what to do.</summary>
/// <param name="Since">The day since which it is so.</param>
/// <param name="Due">The day that it is about, such as the end of the contract; null where there is none.</param>
/// <param name="Amount">What it is about in euros, above 0; null where there is none.</param>
/// <param name="Advice">What is the matter and what to do.</param>
public sealed record Signal(SignalKind Kind, DateOnly Since, DateOnly? Due, Euros? Amount, Remark Advice);

/// <summary>Where a contract stands, as far as signals rest on it.</summary>
/// <param name="Days">First through last day.</param>
/// <param name="StartingUntil">Last day of Starting.</param>
/// <param name="Plan">The approved plan; empty where there is none.</param>
/// <param name="ReportingMonths">How often its suppliers report; null where nothing is reported on it.</param>
/// <param name="LastReport">The day of the last report; null where there is none.</param>
/// <param name="RecoveryUntil">Last day of a recovery; null where there is none.</param>
public sealed record SignalledContract(
    ContractState State, Euros Obligation, Euros Counted, Euros Forecast, Period Days, DateOnly StartingUntil, IReadOnlyList<PlanPoint> Plan,
    int? ReportingMonths, DateOnly? LastReport, DateOnly? RecoveryUntil)
{
    /// <summary>
    /// The signals of the contract as a whole, by kind. A contract that is settled, or on which nothing is reported, gives none;
    /// one that is fulfilled is not asked for reports.
    /// </summary>
    public IReadOnlyList<Signal> Signals(DateOnly today, SignalFigures figures)
    {
        if (State is ContractState.Settled or ContractState.NoObligation || ReportingMonths is not { } months) return [];
        return [.. new[] { Behind(today), NoReport(today, months), Ending(today, figures.EndingDays), Recovery(today, figures.RecoveryDays) }.OfType<Signal>()];
    }

    /// <summary>That the contract ended short and nobody began to settle it.</summary>
    public Signal? Unsettled() => State != ContractState.Shortfall ? null
        : new(SignalKind.SettlementWaiting, Days.End.AddDays(1), null, Obligation - Counted, Remarks.SignalUnsettled.With(Days.End, Obligation - Counted));

    private Signal? Behind(DateOnly today)
    {
        if (State != ContractState.Behind) return null;
        var expected = ContractProgress.Expected(Obligation, Days, StartingUntil, today, Plan);
        return new(SignalKind.Behind, ContractProgress.ShortSince(Counted, Obligation, Days, StartingUntil, Plan)!.Value, null, expected - Counted,
            Remarks.SignalBehind.With(expected, Counted, expected - Counted));
    }

    // The period runs from the last report, or from the end of Starting: before that nothing is expected (rules.md 5).
    private Signal? NoReport(DateOnly today, int months)
    {
        if (State is ContractState.Fulfilled or ContractState.NotStarted or ContractState.Starting || today > Days.End) return null;
        var due = (LastReport > StartingUntil ? LastReport.Value : StartingUntil).AddMonths(months);
        if (today <= due) return null;
        return new(SignalKind.NoReport, due.AddDays(1), due, null,
            LastReport is { } last ? Remarks.SignalNoReport.With(last, due) : Remarks.SignalNeverReported.With(due));
    }

    private Signal? Ending(DateOnly today, int days)
    {
        if (State is ContractState.BestEffort or ContractState.Fulfilled || Forecast >= Obligation || Counted >= Obligation) return null;
        var from = Days.End.AddDays(-days);
        if (today < from || today < Days.Start || today > Days.End) return null;
        return new(SignalKind.EndingWithShortfall, from > Days.Start ? from : Days.Start, Days.End, Obligation - Forecast,
            Remarks.SignalEnding.With(Days.End, Forecast, Obligation, Obligation - Forecast));
    }

    private Signal? Recovery(DateOnly today, int days)
    {
        if (RecoveryUntil is not { } until || today > until || today < until.AddDays(-days) || Counted >= Obligation) return null;
        return new(SignalKind.RecoveryEnding, until.AddDays(-days), until, Obligation - Counted, Remarks.SignalRecovery.With(until, Obligation - Counted));
    }
}

/// <summary>Signals of one thing on a contract, or of a connection.</summary>
public static class Signals
{
    /// <summary>A report that waits and would lower what is counted.</summary>
    /// <param name="reference">The supplier's; null once it was removed.</param>
    /// <param name="atRisk">By how much; above 0.</param>
    public static Signal Lowering(string? reference, DateOnly since, Euros atRisk) =>
        new(SignalKind.LoweringCorrection, since, null, atRisk, Remarks.SignalLowering.With(reference ?? "?", atRisk));

    /// <summary>
    /// PSO certificates of which the last expires before the contract ends; null while that is far, and once the days are over
    /// that it could have covered.
    /// </summary>
    public static Signal? Expiring(IReadOnlyList<PsoCertificate> certificates, Period contract, DateOnly today, SignalFigures figures)
    {
        var last = certificates.MaxBy(c => c.Until)!;
        var since = last.Until.AddDays(-figures.CertificateDays);
        return last.Until >= contract.End || today < since || today > last.Until ? null
            : new(SignalKind.CertificateExpiring, since, last.Until, null, Remarks.SignalCertificate.With(last.Level, last.Until));
    }

    /// <summary>A proposal to settle, or a request to open a settlement again, that waits for a second person.</summary>
    public static Signal ToDecide(bool isReopening, DateOnly since) =>
        new(SignalKind.SettlementWaiting, since, null, null, (isReopening ? Remarks.SignalReopening : Remarks.SignalProposal).With(since));

    /// <summary>A connection that stopped because its system did not let us in.</summary>
    public static Signal Stopped(string connection, string supplier, DateOnly since) =>
        new(SignalKind.ConnectionStopped, since, null, null, Remarks.SignalConnectionStopped.With(connection, supplier, since));

    /// <summary>A connection that has not succeeded for its agreed time.</summary>
    /// <param name="last">The day of the last success; null where there was none.</param>
    /// <param name="due">The day by which the next one was agreed.</param>
    public static Signal Silent(string connection, string supplier, DateOnly? last, DateOnly due) => new(SignalKind.ConnectionSilent, due, due, null,
        last is { } day ? Remarks.SignalConnectionSilent.With(connection, supplier, day) : Remarks.SignalConnectionNever.With(connection, supplier));
}
