using SroiTracker.Domain;

namespace SroiTracker.Placements;

/// <summary>
/// How a placement stands by its reports and verdicts alone, taken again from the first on: what the kept stands must agree
/// with, and how they were at an earlier instant.
/// </summary>
internal static class StandHistory
{
    /// <summary>The placement with its stands made anew; only on the contracts whose verdicts are given are they whole.</summary>
    /// <param name="verdicts">On this placement.</param>
    /// <param name="knownAt">Only what was reported and decided by then; null for all of it. Without a report by then it has none.</param>
    /// <exception cref="RefusedException">The verdicts do not follow on each other.</exception>
    public static KeptPlacement Of(KeptPlacement kept, IEnumerable<VerdictRow> verdicts, DateTimeOffset? knownAt = null)
    {
        var rejected = new HashSet<(Guid ContractId, int ReportNumber)>();
        var placement = KeptPlacement.New(kept.Id, kept.SupplierId, kept.SupplierReference ?? "", kept.CandidateId, kept.CreatedAt);
        var acts = kept.Reports.Select(r => (At: r.ReportedAt, Take: (Action)(() => placement.Add(r))))
            .Concat(verdicts.Select(v => (At: v.DecidedAt, Take: (Action)(() => Take(placement, v, rejected)))))
            .Where(a => knownAt is null || a.At <= knownAt);
        foreach (var (_, take) in acts.OrderBy(a => a.At)) take();
        return placement;
    }

    private static void Take(KeptPlacement placement, VerdictRow verdict, HashSet<(Guid, int)> rejected)
    {
        var stand = placement.On(verdict.ContractId) ?? throw new RefusedException(Refusals.PlacementNotOnContract);
        var after = stand.Taken(placement.OnContract(stand), verdict, placement.Latest.ReportedBy, rejected.Contains((verdict.ContractId, placement.Latest.Number)));
        if (verdict.Kind == VerdictKind.Rejection) rejected.Add((verdict.ContractId, verdict.ReportNumber));
        placement.Put(stand.As(after, verdict.DecidedAt).After(verdict));
    }
}
