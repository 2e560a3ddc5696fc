using FluentValidation;
using SroiTracker.Contracts;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;

namespace SroiTracker.Placements;

/// <summary>
/// A placement on the contract that a verdict is about, with everything its candidate does: what all verdicts read first
/// and keep last.
/// </summary>
internal sealed class Verdicts
{
    private readonly Session _session;
    private readonly IReadOnlyList<KeptPlacement> _candidate;
    private readonly FramesRead _frames;

    private Verdicts(Session session, IReadOnlyList<KeptPlacement> candidate, KeptPlacement placement, StandRow stand)
    {
        (_session, _candidate, _frames, Placement, Stand) = (session, candidate, new(session), placement, stand);
        On = placement.OnContract(stand);
        By = session.Caller.Principal;
    }

    public KeptPlacement Placement { get; }

    /// <summary>All placements of the candidate.</summary>
    public IReadOnlyList<KeptPlacement> Candidate => _candidate;

    /// <summary>As it is kept.</summary>
    public StandRow Stand { get; }

    /// <summary>As the domain knows it.</summary>
    public PlacementOnContract On { get; }

    /// <summary>Who decides.</summary>
    public Principal By { get; }

    /// <summary>Who made the latest report.</summary>
    public Principal ReportedBy => Placement.Latest.Reporter;

    /// <summary>Reads what a verdict is about.</summary>
    /// <param name="contractId">May be left out where the caller sees one contract of the placement.</param>
    /// <exception cref="RefusedException">Not there for this caller, no or another contract, a newer report.</exception>
    public static async Task<Verdicts> About(Session session, Guid placementId, Guid? contractId)
    {
        var candidate = await PlacementStore.OfCandidateOf(session, placementId);
        var placement = candidate.FirstOrDefault(p => p.Id == placementId) ?? throw new RefusedException(Refusals.NotFoundHere);
        var seen = placement.Stands.Where(s => session.Caller.SupplierId is not null || s.InScope).ToList();
        if (contractId is null && seen.Count > 1) throw new RefusedException(Refusals.ValueMissing.At("/contractId"));
        var stand = seen.Find(s => contractId is null || s.ContractId == contractId) ?? throw new RefusedException(Refusals.PlacementNotOnContract.At("/contractId"));
        return stand.IsSettled ? throw new RefusedException(Refusals.ContractSettled) : new(session, candidate, placement, stand);
    }

    /// <summary>Reads what a decision on an open request is about; the route names the request.</summary>
    /// <exception cref="RefusedException">There is no such request (404), or it was decided on already (409).</exception>
    public static async Task<Verdicts> AboutRequest(Session session, Guid placementId, Guid requestId, VerdictKind kind)
    {
        var candidate = await PlacementStore.OfCandidateOf(session, placementId);
        var placement = candidate.FirstOrDefault(p => p.Id == placementId);
        var stand = placement?.Stands.FirstOrDefault(s => s.InScope && s.VerdictId == requestId && s.VerdictKind == kind);
        if (stand is { IsSettled: true }) throw new RefusedException(Refusals.ContractSettled);
        if (stand is not null) return new(session, candidate, placement!, stand);
        throw new RefusedException(placement is not null && await VerdictStore.Exists(session, requestId, placementId, kind)
            ? Refusals.RequestDecided : Refusals.NotFoundHere);
    }

    /// <summary>
    /// Refuses what makes more than a full-time week count over all contracts: when a share moved and the contract that it
    /// left has not verified so yet (rules.md 3). The other references are not for this buyer to see.
    /// </summary>
    public async Task RefuseOverFullTime(PlacementOnContract after)
    {
        Placement.Put(Stand.As(after, Placement.ChangedAt));
        var over = await FullWeek.Over(_candidate.SelectMany(p => p.Counted()), _candidate.SelectMany(p => p.CountedBefore()), _frames);
        Placement.Put(Stand);
        if (over is not null) throw new RefusedException(Refusals.CandidateVerifiedOverFullTime, over.Values[1]);
    }

    /// <summary>
    /// Keeps a verdict and what it makes of the placement, books what it changes, and puts it in the log: in one
    /// transaction (rules.md 3).
    /// </summary>
    /// <param name="after">As the domain left it.</param>
    /// <param name="act">Name of the act.</param>
    /// <param name="verdict">The verdict, without what every verdict has.</param>
    /// <param name="books">Whether it can change what is verified.</param>
    public async Task<PlacementView> Keep(PlacementOnContract after, string act, VerdictRow verdict, bool books)
    {
        var at = Placement.Changed(_session.Now);
        verdict = verdict with
        {
            Id = _session.NewId(), SubjectId = Placement.Id, ContractId = Stand.ContractId, ReportNumber = Placement.Latest.Number,
            DecidedAt = at, DecidedBy = By.Id, KeyMadeBy = By.KeyMadeBy,
        };
        await VerdictStore.Add(_session, verdict);
        await PlacementStore.Touch(_session, Placement);
        Placement.Put(Stand.As(after, at).After(verdict));
        await Recount.Of(_session, _candidate, [Stand.ContractId], _frames, books ? new(act, verdict.Id) : null);

        var now = Placement.On(Stand.ContractId)!;
        _session.Record(act, $"placements/{Placement.Id}", Placement.SupplierId, new
        {
            verdict.ContractId, verdict.ReportNumber, VerdictId = verdict.Id, verdict.AnswersId, verdict.Code, verdict.ThroughDate, verdict.FromDate, now.State, now.Counted,
        });
        return PlacementView.Of(_session, Placement);
    }
}

/// <summary>What several verdicts ask of what comes in.</summary>
internal static class VerdictRules
{
    /// <summary>The number of the report that was seen; whether it is the latest is judged beside the placement.</summary>
    public static void IsReportNumber<T>(this IRuleBuilderInitial<T, int?> rule) => rule.Cascade(CascadeMode.Stop)
        .Given()
        .Must(n => n >= 1).Or(Refusals.ValueInvalid, "1, 2, 3 …");

    /// <summary>A code for machines: letters, digits, dots, dashes; at most 60.</summary>
    public static IRuleBuilderOptions<T, string?> IsCode<T>(this IRuleBuilder<T, string?> rule) => rule
        .AtMost(60).WithoutBsn()
        .Must(c => c is null || (c.Length > 0 && c.All(x => char.IsAsciiLetterOrDigit(x) || x is '.' or '-' or '_'))).Or(Refusals.ValueInvalid, "A-Z a-z 0-9 . - _");

    /// <summary>A reason for people; at most 2.000 characters, and no citizen service number in it.</summary>
    public static IRuleBuilderOptions<T, string?> IsReason<T>(this IRuleBuilder<T, string?> rule) => rule.AtMost(2000).WithoutBsn();
}
