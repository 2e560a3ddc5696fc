using System.Text.Json.Serialization;
using SroiTracker.Domain;
using SroiTracker.Http;

namespace SroiTracker.Settlements;

/// <summary>A notice of default.</summary>
/// <param name="By">Principal.</param>
public sealed record NoticeView(DateOnly NoticeDate, DateOnly RecoveryUntilDate, string? Text, Guid By, DateTimeOffset At);

/// <summary>A supplier's view; a supplier sees its own.</summary>
public sealed record SupplierView(Guid SupplierId, string Text, bool NothingMore, IReadOnlyList<Dispute> Disputes, Guid By, DateTimeOffset At);

/// <summary>A proposal.</summary>
/// <param name="Number">From 1; a decision names it.</param>
/// <param name="Due">Malus − waived.</param>
public sealed record ProposalView(int Number, SettlementFigures Figures, WaiverEntry? Waiver, Euros Waived, Euros Due, string? Text, Guid By, DateTimeOffset At);

/// <summary>A decision on a proposal.</summary>
/// <param name="StatementNumber">Of the statement that it made; null where it was declined.</param>
public sealed record DecisionView(int ProposalNumber, bool Agreed, string? Reason, string? StatementNumber, Guid By, DateTimeOffset At);

/// <summary>A request to open a settlement again, with what was decided on it; null while nobody did.</summary>
public sealed record ReopeningView(Guid Id, string Reason, Guid By, DateTimeOffset At, ReopeningDecisionView? Decision);

/// <summary>What was decided on a reopening.</summary>
public sealed record ReopeningDecisionView(bool Agreed, string? Reason, Guid By, DateTimeOffset At);

/// <summary>A statement that was made.</summary>
/// <param name="Number">"SROI-2026-0001": per buyer and calendar year of the decision, without gaps.</param>
/// <param name="Sha256">Of the document's bytes, in hexadecimal.</param>
/// <param name="Stands">Whether it is the one that holds; an earlier one stays to be read beside it.</param>
public sealed record StatementLink(string Number, string Sha256, DateTimeOffset IssuedAt, bool Stands);

/// <summary>A settlement as the API shows it: how far it is, what it comes to, and every step.</summary>
/// <param name="Year">Null is the whole contract.</param>
/// <param name="ReportingClosesDate">The last day on which the supplier may report.</param>
/// <param name="Figures">As decided; before that as they stand.</param>
public sealed record SettlementView(
    Guid Id, Guid ContractId, int? Year, SettlementState State, DateOnly? RecoveryUntilDate, DateOnly ReportingClosesDate, SettlementFigures Figures,
    IReadOnlyList<NoticeView> Notices, IReadOnlyList<SupplierView> Views, IReadOnlyList<ProposalView> Proposals, IReadOnlyList<DecisionView> Decisions,
    IReadOnlyList<ReopeningView> Reopenings, IReadOnlyList<StatementLink> Statements, Guid OpenedBy, DateTimeOffset OpenedAt, DateTimeOffset ChangedAt,
    [property: JsonIgnore] int Version)
{
    internal static SettlementView Of(SettlementCase of, SettlementFigures figures, IReadOnlyList<StatementRow> statements)
    {
        var (kept, now) = (of.Kept, of.Now);
        var decided = Steps<ReopeningDecisionStep>(kept, SettlementStepKind.ReopeningDecided).ToDictionary(d => d.Body.ReopeningId);
        var counted = now.RecoveryUntil > now.WindowEnd ? now.RecoveryUntil.Value : now.WindowEnd;
        var stands = now.State is SettlementState.Decided or SettlementState.ReopeningAsked;
        return new(kept.Id, kept.ContractId, kept.SettledYear, now.State, now.RecoveryUntil,
            of.Basis.IsLast(kept.SettledYear) && of.Basis.Frame is { } frame ? frame.ReportingCloses : Settlement.ReportingCloses(counted), figures,
            [.. Steps<NoticeStep>(kept, SettlementStepKind.Notice).Select(n => new NoticeView(n.Body.NoticeDate, n.Body.RecoveryUntilDate, n.Body.Text, n.Row.TakenBy, n.Row.TakenAt))],
            [.. Steps<ViewStep>(kept, SettlementStepKind.View).Select(v => new SupplierView(v.Row.SupplierId!.Value, v.Body.Text, v.Body.NothingMore, v.Body.Disputes, v.Row.TakenBy, v.Row.TakenAt))],
            [.. Steps<ProposalStep>(kept, SettlementStepKind.Proposal).Select(p => new ProposalView(
                p.Body.Number, p.Body.Figures, p.Body.Waiver, p.Body.Waived, p.Body.Due, p.Body.Text, p.Row.TakenBy, p.Row.TakenAt))],
            [.. Steps<DecisionStep>(kept, SettlementStepKind.Decision).Select(d => new DecisionView(
                d.Body.ProposalNumber, d.Body.Agreed, d.Body.Reason, d.Body.StatementNumber, d.Row.TakenBy, d.Row.TakenAt))],
            [.. Steps<ReopeningStep>(kept, SettlementStepKind.ReopeningAsked).Select(r => new ReopeningView(r.Body.Id, r.Body.Reason, r.Row.TakenBy, r.Row.TakenAt,
                decided.TryGetValue(r.Body.Id, out var on) ? new(on.Body.Agreed, on.Body.Reason, on.Row.TakenBy, on.Row.TakenAt) : null))],
            [.. statements.Select((s, i) => new StatementLink(s.Number, Convert.ToHexStringLower(s.Hash), s.IssuedAt,
                stands && i == statements.Count - 1))],
            kept.Steps[0].TakenBy, kept.OpenedAt, kept.ChangedAt, kept.Version);
    }

    private static IEnumerable<(StepRow Row, T Body)> Steps<T>(KeptSettlement kept, SettlementStepKind kind) =>
        kept.Steps.Where(s => s.Kind == kind).Select(s => (s, Json.Read<T>(s.Body)));
}

/// <summary>Answers to the steps of a settlement.</summary>
internal static class SettlementAnswers
{
    /// <summary>201 with the settlement as it is after the step.</summary>
    public static Answer Shown(this HttpContext http, SettlementView settlement) =>
        http.Created($"/api/v1/contracts/{settlement.ContractId}/settlements/{settlement.Id}", settlement.Version, settlement);
}
