namespace SroiTracker.Domain;

/// <summary>How far a settlement is.</summary>
public enum SettlementState
{
    /// <summary>Nothing was asked or proposed yet.</summary>
    Opened,
    /// <summary>The supplier was given notice of default, with a day until which it may recover.</summary>
    InRecovery,
    /// <summary>Someone proposed how to settle.</summary>
    Proposed,
    /// <summary>Someone else decided: there is a statement, and what it says is frozen.</summary>
    Decided,
    /// <summary>Someone asked to open it again; the statement stands until someone else agrees.</summary>
    ReopeningAsked,
    /// <summary>Open again; its next decision makes a statement beside the old.</summary>
    Reopened,
}

/// <summary>How someone proposes to settle.</summary>
/// <param name="Number">From 1 in a settlement.</param>
/// <param name="Waived">What of the malus is not asked.</param>
/// <param name="By">Who proposes, and so does not decide.</param>
public sealed record SettlementProposal(int Number, SettlementFigures Figures, Waiver? Waiver, Euros Waived, Principal By)
{
    /// <summary>Malus − waived: what the supplier owes.</summary>
    public Euros Due => Figures.Malus - Waived;
}

/// <summary>
/// The settlement of a contract, or of one year of it: notice of default with a date, recovery, the supplier's view,
/// proposal, decision by a second person (rules.md 5). Only where something is due must each step have been taken: who met
/// the obligation, gave a best effort, or is wholly excused needs no notice. Each act answers the settlement as it stands
/// afterwards, or ends in a <see cref="RefusedException"/>.
/// </summary>
/// <param name="Days">What is settled: the days of the contract, or of the year in it.</param>
/// <param name="WindowEnd">Last day that counts for it apart from a recovery.</param>
/// <param name="RecoveryUntil">Last day of the recovery; null where no notice was given.</param>
/// <param name="IsHeard">The supplier gave its view since the last notice or reopening.</param>
/// <param name="IsComplete">The supplier said that nothing more will come: nobody waits for the end of its recovery.</param>
/// <param name="Proposals">How many were made.</param>
/// <param name="Proposal">The one that waits for a decision, or was decided on.</param>
/// <param name="ReopeningAskedBy">Who asked to open it again, while nobody decided.</param>
public sealed record Settlement(
    Period Days, DateOnly WindowEnd, SettlementState State = SettlementState.Opened, DateOnly? RecoveryUntil = null, bool IsHeard = false,
    bool IsComplete = false, int Proposals = 0, SettlementProposal? Proposal = null, Principal? ReopeningAskedBy = null)
{
    /// <summary>Days after the window in which a supplier may still report (rules.md 5).</summary>
    public const int ReportingDays = 30;

    /// <summary>The last day of a window on which something counts, and the last on which it may be reported.</summary>
    public static DateOnly ReportingCloses(DateOnly windowEnd) => windowEnd > DateOnly.MaxValue.AddDays(-ReportingDays) ? windowEnd : windowEnd.AddDays(ReportingDays);

    private bool IsOpen => State is SettlementState.Opened or SettlementState.InRecovery or SettlementState.Proposed or SettlementState.Reopened;

    private DateOnly LastCounted => RecoveryUntil > WindowEnd ? RecoveryUntil.Value : WindowEnd;

    /// <summary>A settlement begins when its days are over.</summary>
    public static Settlement Open(Period days, DateOnly windowEnd, DateOnly today) =>
        today > days.End ? new(days, windowEnd) : throw new RefusedException(Refusals.SettlementEarly, days.End);

    /// <summary>
    /// Notice of default: until a day the supplier may recover. Another notice changes that day; a proposal that was not
    /// decided on lapses.
    /// </summary>
    /// <param name="noticeDate">Of the letter: after the days that are settled, not after today.</param>
    /// <param name="recoveryUntil">After it.</param>
    public Settlement Notify(DateOnly noticeDate, DateOnly recoveryUntil, Euros shortfall, DateOnly today)
    {
        RequireOpen();
        if (shortfall == Euros.Zero && RecoveryUntil is null) throw new RefusedException(Refusals.SettlementNoShortfall);
        if (noticeDate > today) throw new RefusedException(Refusals.DateAhead.At("/noticeDate", today));
        if (noticeDate <= Days.End) throw new RefusedException(Refusals.SettlementNoticeEarly.At("/noticeDate", Days.End));
        if (recoveryUntil <= noticeDate) throw new RefusedException(Refusals.SettlementRecoveryEnd.At("/recoveryUntilDate", noticeDate));
        return this with { State = SettlementState.InRecovery, RecoveryUntil = recoveryUntil, IsHeard = false, IsComplete = false, Proposal = null };
    }

    /// <summary>The supplier gives its view, on a proposal too.</summary>
    /// <param name="isComplete">It says that nothing more will come.</param>
    public Settlement Hear(bool isComplete)
    {
        RequireOpen();
        return this with { IsHeard = true, IsComplete = IsComplete || isComplete };
    }

    /// <summary>
    /// A person proposes how to settle. Where something is due after what is waived, notice was given, the recovery has
    /// passed (or the supplier said that nothing more will come), and the supplier was heard or can report no more.
    /// </summary>
    public Settlement Propose(SettlementFigures figures, Waiver? waiver, DateOnly today, Principal by)
    {
        RequireOpen();
        if (!by.IsPerson) throw new RefusedException(Refusals.ActNeedsPerson);
        var proposal = new SettlementProposal(Proposals + 1, figures, waiver, waiver?.Of(figures.Malus) ?? Euros.Zero, by);
        if (proposal.Due > Euros.Zero)
        {
            if (RecoveryUntil is null) throw new RefusedException(Refusals.SettlementNoticeMissing);
            if (!IsComplete && today <= LastCounted) throw new RefusedException(Refusals.SettlementRecoveryRuns, LastCounted);
            if (!IsHeard && today <= ReportingCloses(LastCounted)) throw new RefusedException(Refusals.SettlementViewAwaited, ReportingCloses(LastCounted));
        }
        return this with { State = SettlementState.Proposed, Proposals = proposal.Number, Proposal = proposal };
    }

    /// <summary>A second person decides on the proposal that was seen; a system does not. One that is declined makes room for another.</summary>
    /// <param name="now">The figures as they are: where they changed, they are proposed anew first.</param>
    public Settlement Decide(int proposalNumber, bool agreed, SettlementFigures now, Principal by)
    {
        Require(SettlementState.Proposed);
        if (!by.IsPerson) throw new RefusedException(Refusals.ActNeedsPerson);
        if (Proposal!.By.MayBe(by)) throw new RefusedException(Refusals.ActOwnRequest);
        if (proposalNumber != Proposal.Number) throw new RefusedException(Refusals.SettlementOtherProposal, Proposal.Number);
        if (!agreed) return this with { State = RecoveryUntil is null ? SettlementState.Opened : SettlementState.InRecovery, Proposal = null };
        return now == Proposal.Figures ? this with { State = SettlementState.Decided } : throw new RefusedException(Refusals.SettlementProposalStale);
    }

    /// <summary>A person asks to open it again.</summary>
    public Settlement AskReopening(Principal by)
    {
        Require(SettlementState.Decided);
        return by.IsPerson ? this with { State = SettlementState.ReopeningAsked, ReopeningAskedBy = by } : throw new RefusedException(Refusals.ActNeedsPerson);
    }

    /// <summary>A second person decides on that. Notices stay as they are; the supplier is heard anew.</summary>
    public Settlement DecideReopening(bool agreed, Principal by)
    {
        Require(SettlementState.ReopeningAsked);
        if (!by.IsPerson) throw new RefusedException(Refusals.ActNeedsPerson);
        if (ReopeningAskedBy!.Value.MayBe(by)) throw new RefusedException(Refusals.ActOwnRequest);
        return agreed
            ? this with { State = SettlementState.Reopened, ReopeningAskedBy = null, IsHeard = false, IsComplete = false, Proposal = null }
            : this with { State = SettlementState.Decided, ReopeningAskedBy = null };
    }

    private void RequireOpen()
    {
        if (!IsOpen) throw new RefusedException(Refusals.SettlementStateOther, State);
    }

    private void Require(SettlementState state)
    {
        if (State != state) throw new RefusedException(Refusals.SettlementStateOther, State);
    }
}
