using SroiTracker.Contracts;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Privacy;
using SroiTracker.Suppliers;
using SroiTracker.Teams;

namespace SroiTracker.Placements;

/// <summary>
/// Takes a report, whoever sends it and by whatever route: judges it, keeps it, and values what waits. Verified value does
/// not change by a report, so nothing is booked.
/// </summary>
/// <param name="frames">What was read of contracts by reports before this one in the same act; null for a report alone.</param>
internal sealed class Reporting(Session session, ServiceKey key, FramesRead? frames = null)
{
    /// <summary>What the contracts are counted in. A report changes none of it, so that reports of one act read it once.</summary>
    public FramesRead Frames { get; } = frames ?? new(session);

    /// <summary>Where it is one of several reports that are only right together; null for a report alone.</summary>
    public ReportSeries? Series { get; init; }

    /// <summary>For whom a report is made: the supplier that calls, or the one that an officer names.</summary>
    /// <exception cref="RefusedException">None, or one that is not there for this caller.</exception>
    public static async Task<Guid> Supplier(Session session, Guid? stated)
    {
        if (session.Caller.SupplierId is { } own)
            return stated is null || stated == own ? own : throw new RefusedException(Refusals.SupplierUnknown.At("/supplierId"));
        if (stated is null) throw new RefusedException(Refusals.ValueMissing.At("/supplierId"));
        return await SupplierStore.Find(session, stated.Value) is not null ? stated.Value : throw new RefusedException(Refusals.SupplierUnknown.At("/supplierId"));
    }

    /// <summary>The keyed hash of what a supplier calls a person, and their number; null for someone never named before.</summary>
    public async Task<(byte[] Hash, Guid? Id)> Candidate(Guid supplierId, Pseudonym pseudonym)
    {
        var hash = key.Hash(supplierId, pseudonym);
        return (hash, await CandidateStore.Find(session, supplierId, hash));
    }

    /// <summary>The stated shares with the contracts found; all that can't be found at once, at their places.</summary>
    /// <exception cref="RefusedException">A contract that is unknown, out of reach, or not told apart by its reference.</exception>
    public async Task<IReadOnlyList<AllocatedContract>> Allocated(Guid supplierId, IReadOnlyList<StatedShare> shares, string place = "")
    {
        var found = new List<AllocatedContract>(shares.Count);
        var objections = new List<Objection>();
        for (var i = 0; i < shares.Count; i++)
        {
            var share = shares[i];
            var contracts = await PlacementContractStore.Contracts(session, supplierId, share.ContractId, share.ContractReference?.Trim());
            if (contracts is [var contract]) found.Add(contract with { BasisPoints = (int)(share.Percentage!.Value * 100) });
            else objections.Add((contracts.Count == 0 ? Refusals.AllocationContractUnknown : Refusals.AllocationContractAmbiguous)
                .At($"{place}/allocations/{i}/{(share.ContractId is null ? "contractReference" : "contractId")}"));
        }
        return objections.Count == 0 ? found : throw new RefusedException(objections);
    }

    /// <summary>What the report would do; places are relative to the report.</summary>
    public async Task<(PlacementDraft Draft, ReportDecision Decision)> Judge(
        KeptPlacement placement, PlacementStatement statement, IReadOnlyList<AllocatedContract> allocated)
    {
        var draft = statement.Draft([.. allocated.Select(a => a.Share), .. OutOfSight(placement)]);
        var contracts = new List<ReportedContract>();
        foreach (var id in draft.Terms.Allocations.Select(a => a.ContractId).Union(placement.Stands.Select(s => s.ContractId)))
        {
            var tarief = await Frames.Of(id) is { Tarieven.Count: > 0 } frame ? frame.TariefOn(draft.TermsFrom ?? draft.Start).Tarief : null;
            contracts.Add(new(id, tarief, placement.On(id)?.State, placement.On(id)?.VerifiedThrough));
        }
        var decision = Placement.Next(placement.Reports.ConvertAll(r => r.Report), draft, session.Today, contracts);
        List<Objection> more = [.. await OtherLevel(placement.Stands, allocated)];
        if (statement.TeamId is { } team && !await TeamStore.IsOf(session, team, placement.SupplierId)) more.Add(Refusals.TeamUnknown.At("/teamId"));
        return (draft, more.Count > 0 ? decision with { Objections = [.. decision.Objections, .. more] } : decision);
    }

    /// <summary>Judges and keeps a report; a report that changes nothing writes nothing.</summary>
    /// <param name="candidate">All placements of the candidate, this one among them.</param>
    /// <exception cref="RefusedException">All objections to it.</exception>
    public async Task<PlacementView> Take(
        KeptPlacement placement, IReadOnlyList<KeptPlacement> candidate, PlacementStatement statement, IReadOnlyList<AllocatedContract> allocated,
        string act = "placement.reported")
    {
        var (draft, decision) = await Judge(placement, statement, allocated);
        if (decision.Objections.Count > 0) throw new RefusedException(decision.Objections);
        var first = placement.Reports.Count == 0;
        if (Next(placement, draft, decision) is not { } report) return PlacementView.Of(session, placement);

        var shut = await Shut(placement.Stands, allocated);
        if (allocated.All(a => shut.ContainsKey(a.Id))) throw new RefusedException(shut[allocated[0].Id]);

        if (await Put(placement, candidate, report, draft, allocated) is { } over) throw new RefusedException(over);
        if (first) await PlacementStore.Add(session, placement);
        else await PlacementStore.AddReport(session, placement);
        await Recount.Of(session, candidate, [.. placement.Stands.Select(s => s.ContractId)], Frames, null, placement.ChangedAt);
        // A placement that goes on elsewhere may be reported on; of what is settled or closed it changes nothing.
        foreach (var (id, objection) in shut)
            if (placement.On(id)?.Waiting != placement.Before(id)?.Waiting) throw new RefusedException(objection);

        // The log is read by more people than may know to which group somebody belongs: nothing of the terms (rules.md 8).
        session.Record(act, $"placements/{placement.Id}", placement.SupplierId, new
        {
            ReportNumber = report.Number, decision.Kind, StartDate = report.Start, EndDate = report.End, ReportedThroughDate = report.ReportedThrough,
            Corrected = decision.Corrected, Contracts = report.Terms.Allocations.Select(a => a.ContractId), Hash = Convert.ToHexStringLower(placement.Latest.Hash),
        });
        return PlacementView.Of(session, placement);
    }

    /// <summary>The contracts of a placement or effort on which nothing is reported any more, with why: settled, or the days to report have passed (rules.md 5).</summary>
    public async Task<IReadOnlyDictionary<Guid, Objection>> Shut(IEnumerable<Stand> stands, IReadOnlyList<AllocatedContract> allocated)
    {
        var contracts = allocated.Select(a => (a.Id, a.Reference, a.SettledThroughYear))
            .UnionBy(stands.Select(s => (Id: s.ContractId, Reference: s.ContractReference, s.SettledThroughYear)), c => c.Id);
        var shut = new Dictionary<Guid, Objection>();
        foreach (var (id, reference, settledThroughYear) in contracts)
        {
            if (settledThroughYear == ProgressStore.WhollySettled) shut[id] = Refusals.ContractSettled.At(null);
            else if (await Frames.Of(id) is { } frame && session.Today > frame.ReportingCloses) shut[id] = Refusals.ReportingClosed.At(null, reference, frame.ReportingCloses);
        }
        return shut;
    }

    /// <summary>New shares of contracts of a framework whose other level carries the obligation: nothing is counted there.</summary>
    public async Task<List<Objection>> OtherLevel(IEnumerable<Stand> stands, IReadOnlyList<AllocatedContract> allocated)
    {
        var objections = new List<Objection>();
        for (var i = 0; i < allocated.Count; i++)
            if (allocated[i].Kind != ContractKind.Contract && stands.All(s => s.ContractId != allocated[i].Id) && await Framework.Elsewhere(session, allocated[i].Id) is { } refusal)
                objections.Add(refusal.At($"/allocations/{i}"));
        return objections;
    }

    /// <summary>The report that a decision without objections makes; null where it says nothing new.</summary>
    public static PlacementReport? Next(KeptPlacement placement, PlacementDraft draft, ReportDecision decision) => decision.Report
        // What only people read, such as the attestation, makes a next report too, on the same terms.
        ?? (placement.Latest is var kept && kept.Indicatie == draft.Indicatie && kept.IndicatieCheckedDate == draft.CheckedOn ? null : kept.Report with { Number = kept.Number + 1 });

    /// <summary>Puts a report on a placement in memory.</summary>
    /// <returns>The refusal where the candidate would work for more than full-time.</returns>
    public async Task<Objection?> Put(
        KeptPlacement placement, IReadOnlyList<KeptPlacement> candidate, PlacementReport report, PlacementDraft draft, IReadOnlyList<AllocatedContract> allocated)
    {
        placement.Add(ReportRow.Of(placement.Id, report, draft.Indicatie, draft.CheckedOn, placement.Changed(session.Now), session.Caller, key));
        foreach (var contract in allocated.Where(a => placement.Before(a.Id) is null))
            placement.Put(placement.On(contract.Id)! with { ContractReference = contract.Reference, InScope = true });
        if (Series is { IsLast: false }) return null;
        var over = await FullWeek.Over(candidate.SelectMany(p => p.Claimed()), Series?.ClaimedBefore ?? candidate.SelectMany(p => p.ClaimedBefore()), Frames);
        // The references on other buyers' contracts are the supplier's own business (rules.md 3).
        return over is null || !session.Caller.IsScoped ? over : over with { Values = [placement.SupplierReference, over.Values[1]] };
    }

    /// <summary>What an officer does not see of a placement stays as the supplier stated it.</summary>
    private IEnumerable<Allocation> OutOfSight(KeptPlacement placement) => session.Caller.SupplierId is not null || placement.Reports.Count == 0 ? []
        : placement.Latest.Report.Terms.Allocations.Where(a => placement.On(a.ContractId) is { InScope: false });
}

/// <summary>
/// Reports of one placement that follow each other in one act, such as of weeks with other hours: what one of them says of the days
/// of the next is no claim, so that the full-time week is judged once, over all of them.
/// </summary>
/// <param name="ClaimedBefore">What was claimed of the candidate's time before the first.</param>
internal sealed record ReportSeries(IReadOnlyList<ReferenceTerms> ClaimedBefore, bool IsLast);

/// <summary>A contract that a report allocates to.</summary>
internal sealed record AllocatedContract
{
    public Guid Id { get; init; }
    public string Reference { get; init; } = "";
    public ContractKind Kind { get; init; }
    public int BasisPoints { get; init; }
    public int? SettledThroughYear { get; init; }
    public Allocation Share => new(Id, BasisPoints);
}
