using SroiTracker.Domain;

namespace SroiTracker.Settlements;

/// <summary>What was done in a settlement.</summary>
internal enum SettlementStepKind { Opened, Notice, View, Proposal, Decision, ReopeningAsked, ReopeningDecided }

/// <summary>A step as it is kept; only added to.</summary>
/// <param name="Number">From 1 in a settlement.</param>
/// <param name="SupplierId">Of a supplier's view.</param>
/// <param name="Body">A record of this file, by kind.</param>
internal sealed record StepRow(int Number, SettlementStepKind Kind, Guid? SupplierId, string Body, DateTimeOffset TakenAt, Guid TakenBy, Guid? KeyMadeBy, string Role)
{
    /// <summary>Who took it. Who proposes or asks to reopen was found to be a person then.</summary>
    public Principal Taker => new(TakenBy, true, KeyMadeBy);

    public StepRow() : this(0, default, null, "", default, default, null, "") { }
}

/// <summary>A notice of default.</summary>
/// <param name="NoticeDate">Of the letter.</param>
/// <param name="RecoveryUntilDate">What the supplier does through this day still counts.</param>
internal sealed record NoticeStep(DateOnly NoticeDate, DateOnly RecoveryUntilDate, string? Text);

/// <summary>A line of the ledger that a supplier disputes, and why.</summary>
public sealed record Dispute(int Sequence, string Text);

/// <summary>A supplier's view.</summary>
/// <param name="NothingMore">It says that nothing more will come: nobody waits for the end of the recovery.</param>
internal sealed record ViewStep(string Text, bool NothingMore, IReadOnlyList<Dispute> Disputes);

/// <summary>A malus that is waived, or a part of it: an amount or a percentage.</summary>
public sealed record WaiverEntry(Euros? Amount, decimal? Percentage, string? Reason)
{
    internal Waiver Waiver => new(Amount, (int?)(Percentage * 100), Reason!);
}

/// <summary>A proposal.</summary>
internal sealed record ProposalStep(int Number, SettlementFigures Figures, WaiverEntry? Waiver, Euros Waived, Euros Due, string? Text);

/// <summary>A decision on a proposal, with the number of the statement that it made.</summary>
internal sealed record DecisionStep(int ProposalNumber, bool Agreed, string? Reason, string? StatementNumber);

/// <summary>A request to open a settlement again.</summary>
internal sealed record ReopeningStep(Guid Id, string Reason);

/// <summary>What was decided on that.</summary>
internal sealed record ReopeningDecisionStep(Guid ReopeningId, bool Agreed, string? Reason);
