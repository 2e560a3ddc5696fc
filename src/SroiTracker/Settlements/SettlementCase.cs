using MediatR;
using SroiTracker.Contracts;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;

namespace SroiTracker.Settlements;

/// <summary>A settlement with all that its next step rests on: what every step reads first, and keeps last.</summary>
internal sealed class SettlementCase
{
    private readonly Session _session;
    private readonly IMediator _mediator;

    private SettlementCase(Session session, IMediator mediator, KeptSettlement kept, SettlementBasis basis)
    {
        (_session, _mediator, Kept, Basis) = (session, mediator, kept, basis);
        Now = kept.On(basis.DaysOf(kept.SettledYear), basis.WindowEndOf(kept.SettledYear));
        By = session.Caller.Principal;
    }

    public KeptSettlement Kept { get; }

    public SettlementBasis Basis { get; }

    /// <summary>As the domain knows it.</summary>
    public Settlement Now { get; }

    /// <summary>Who acts.</summary>
    public Principal By { get; }

    /// <exception cref="RefusedException">Not there for this caller (404).</exception>
    public static async Task<SettlementCase> Of(Session session, IMediator mediator, Guid contractId, Guid id)
    {
        var kept = await SettlementStore.Find(session, contractId, id) ?? throw new RefusedException(Refusals.NotFoundHere);
        return new(session, mediator, kept, await SettlementBasis.Of(session, mediator, contractId));
    }

    /// <summary>What it comes to: as it was decided, else as it stands.</summary>
    public async Task<SettlementFigures> Figures() => Now is { State: SettlementState.Decided or SettlementState.ReopeningAsked, Proposal: { } decided }
        ? decided.Figures : await Basis.Figures(_session, Kept.SettledYear, Now.RecoveryUntil);

    /// <summary>
    /// Refuses a proposal or decision while something can still change what it is about: earlier years that are open again,
    /// values that a job still books, and in the end turnover that is an estimate and reports that nobody judged.
    /// </summary>
    public async Task RefuseUnready()
    {
        if (Basis.IsRecalculating) throw new RefusedException(Refusals.SettlementRecalculating);
        if (Kept.SettledYear is { } year && year > Basis.NextYear) throw new RefusedException(Refusals.SettlementOrder, Basis.NextYear);
        if (Basis.IsLast(Kept.SettledYear) && (await Basis.Obligation(_session)).IsProvisional) throw new RefusedException(Refusals.SettlementTurnoverOpen);
        if (Basis.IsLast(Kept.SettledYear) && await _session.QueryOne<long>(CountWaitingSql, new { id = Kept.ContractId }) is var waiting and > 0)
            throw new RefusedException(Refusals.SettlementReportsWait, waiting);
    }

    /// <summary>Refuses a reopening while a later year is settled: years are settled in order, and opened again in the other.</summary>
    public void RefuseUnlessLatest()
    {
        var isLatest = Basis.SettledThroughYear == Kept.Year || Basis.SettledThroughYear == SettlementStore.Whole && Basis.IsLast(Kept.SettledYear);
        if (!isLatest) throw new RefusedException(Refusals.SettlementLaterSettled);
    }

    /// <summary>Keeps a step, puts it in the log, and answers the settlement as it is then.</summary>
    /// <param name="act">Name of the act.</param>
    public async Task<SettlementView> Take(Settlement after, SettlementStepKind kind, string act, object body, Guid? supplierId = null)
    {
        await SettlementStore.Take(_session, Kept, after.State, kind, supplierId, body);
        var parties = (await ContractPartyStore.Suppliers(_session, [Kept.ContractId]))[Kept.ContractId].ToList();
        // Of joint suppliers one's view is not for the others.
        var reader = supplierId ?? (parties is [var only] ? only.Id : null);
        _session.Record(act, $"settlements/{Kept.Id}", reader, new { Kept.ContractId, Year = Kept.SettledYear, after.State, Step = body });
        return await (await Of(_session, _mediator, Kept.ContractId, Kept.Id)).Shown();
    }

    /// <summary>As the API shows it.</summary>
    public async Task<SettlementView> Shown() =>
        SettlementView.Of(this, await Figures(), await SettlementStore.Statements(_session, Kept.Id));

    private const string CountWaitingSql = """
        SELECT SUM(w.number) FROM (
            SELECT COUNT(*) AS number FROM PlacementContract pc LEFT JOIN Verdict v ON v.id = pc.verdictId
            WHERE pc.contractId = @id AND (pc.waitsSince IS NOT NULL OR pc.state = 'WithdrawalAsked' OR v.kind = 'RevocationAsked') AND @callerSupplier IS NULL
            UNION ALL SELECT COUNT(*) FROM EffortContract ec LEFT JOIN EffortVerdict ev ON ev.id = ec.verdictId
            WHERE ec.contractId = @id AND (ec.waitsSince IS NOT NULL OR ec.state = 'WithdrawalAsked' OR ev.kind = 'RevocationAsked') AND @callerSupplier IS NULL) w
        """;
}
