using SroiTracker.Contracts;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Placements;

namespace SroiTracker.Efforts;

/// <summary>An effort on the contract that a verdict is about: what all verdicts read first and keep last.</summary>
internal sealed class EffortVerdicts
{
    private readonly Session _session;

    private EffortVerdicts(Session session, KeptEffort effort, EffortStandRow stand) =>
        (_session, Effort, Stand, On, By) = (session, effort, stand, effort.OnContract(stand), session.Caller.Principal);

    public KeptEffort Effort { get; }

    /// <summary>As it is kept.</summary>
    public EffortStandRow Stand { get; }

    /// <summary>As the domain knows it.</summary>
    public EffortOnContract On { get; }

    /// <summary>Who decides.</summary>
    public Principal By { get; }

    /// <summary>Reads what a verdict is about.</summary>
    /// <param name="contractId">May be left out where the caller sees one contract of the effort.</param>
    /// <exception cref="RefusedException">Not there for this caller, no or another contract.</exception>
    public static async Task<EffortVerdicts> About(Session session, Guid effortId, Guid? contractId)
    {
        var effort = await EffortStore.Find(session, effortId) is [var found] ? found : throw new RefusedException(Refusals.NotFoundHere);
        var seen = effort.Stands.Where(s => session.Caller.SupplierId is not null || s.InScope).ToList();
        if (contractId is null && seen.Count > 1) throw new RefusedException(Refusals.ValueMissing.At("/contractId"));
        var stand = seen.Find(s => contractId is null || s.ContractId == contractId) ?? throw new RefusedException(Refusals.EffortNotOnContract.At("/contractId"));
        return stand.IsSettled ? throw new RefusedException(Refusals.ContractSettled) : new(session, effort, stand);
    }

    /// <summary>Reads what a decision on an open request is about; the route names the request.</summary>
    /// <exception cref="RefusedException">There is no such request (404), or it was decided on already (409).</exception>
    public static async Task<EffortVerdicts> AboutRequest(Session session, Guid effortId, Guid requestId, VerdictKind kind)
    {
        var effort = (await EffortStore.Find(session, effortId)).FirstOrDefault();
        var stand = effort?.Stands.FirstOrDefault(s => s.InScope && s.VerdictId == requestId && s.VerdictKind == kind);
        if (stand is { IsSettled: true }) throw new RefusedException(Refusals.ContractSettled);
        if (stand is not null) return new(session, effort!, stand);
        throw new RefusedException(effort is not null && await EffortVerdictStore.Exists(session, requestId, effortId, kind) ? Refusals.RequestDecided : Refusals.NotFoundHere);
    }

    /// <summary>
    /// Keeps a verdict and what it makes of the effort, books what it changes, and puts it in the log: in one transaction
    /// (rules.md 3).
    /// </summary>
    /// <param name="after">As the domain left it.</param>
    /// <param name="act">Name of the act.</param>
    /// <param name="verdict">The verdict, without what every verdict has.</param>
    /// <param name="books">Whether it can change what is verified.</param>
    public async Task<EffortView> Keep(EffortOnContract after, string act, VerdictRow verdict, bool books)
    {
        var at = Effort.Changed(_session.Now);
        verdict = verdict with
        {
            Id = _session.NewId(), SubjectId = Effort.Id, ContractId = Stand.ContractId, ReportNumber = Effort.Latest.Number,
            DecidedAt = at, DecidedBy = By.Id, KeyMadeBy = By.KeyMadeBy,
        };
        await EffortVerdictStore.Add(_session, verdict);
        Effort.Put(Stand.As(after, at).After(verdict));
        await EffortStore.Touch(_session, Effort);
        await EffortRecount.Of(_session, Effort, [Stand.ContractId], new(_session), books ? new(act, verdict.Id) : null);

        var now = Effort.On(Stand.ContractId)!;
        _session.Record(act, $"efforts/{Effort.Id}", Effort.SupplierId, new
        {
            verdict.ContractId, verdict.ReportNumber, VerdictId = verdict.Id, verdict.AnswersId, verdict.Code, verdict.ThroughDate, verdict.FromDate, now.State, now.Counted, now.Reduction,
        });
        return EffortView.Of(_session, Effort);
    }
}
