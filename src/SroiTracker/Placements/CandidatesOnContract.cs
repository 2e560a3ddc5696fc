using SroiTracker.Database;
using SroiTracker.Http;

namespace SroiTracker.Placements;

/// <summary>
/// The placements on a contract, candidate by candidate, since a candidate's are valued together. Read a page at a time, so
/// that a contract with many people takes no more room than one with few.
/// </summary>
internal static class CandidatesOnContract
{
    private const int AtOnce = 200;

    /// <summary>All placements of each candidate that ever had a share of the contract, of all suppliers; none where it is out of the caller's scope.</summary>
    /// <param name="knownAt">As reports and verdicts by then made them stand on this contract; who had no share of it by then is not among them.</param>
    public static async IAsyncEnumerable<IReadOnlyList<KeptPlacement>> Of(Session session, Guid contractId, DateTimeOffset? knownAt = null)
    {
        var after = Guid.Empty;
        while (true)
        {
            var candidates = await session.Query<Guid>(SelectCandidatesSql, new { contractId, after, take = AtOnce });
            if (candidates.Count == 0) yield break;
            var range = new { contractId, after, last = candidates[^1] };
            var placements = PlacementStore.Kept(await session.Query<PlacementStore.Row>(SelectReportsSql, range), await session.Query<StandRow>(SelectStandsSql, range));
            if (knownAt is not null)
            {
                var verdicts = (await session.Query<VerdictRow>(SelectVerdictsSql, range)).ToLookup(v => v.SubjectId);
                placements = [.. placements.Select(p => StandHistory.Of(p, verdicts[p.Id], knownAt)).Where(p => p.On(contractId) is not null)];
            }
            foreach (var candidate in placements.GroupBy(p => p.CandidateId)) yield return [.. candidate];
            if (candidates.Count < AtOnce) yield break;
            after = candidates[^1];
        }
    }

    // Whoever asks gets sums only, and those are of all suppliers (rules.md 1: all see one total).
    private const string SelectCandidatesSql = $$"""
        SELECT DISTINCT pc.candidateId FROM PlacementContract pc JOIN Contract c ON c.id = pc.contractId
        WHERE pc.contractId = @contractId AND pc.candidateId > @after AND {{Scope.Contract}} ORDER BY pc.candidateId {page}
        """;
    private const string OnContract = $"pc.contractId = @contractId AND pc.candidateId > @after AND pc.candidateId <= @last AND {Scope.Contract}";
    private const string SelectReportsSql = $"""
        SELECT {PlacementStore.Columns} FROM PlacementContract pc JOIN Contract c ON c.id = pc.contractId
            JOIN Placement p ON p.id = pc.placementId JOIN PlacementReport r ON r.placementId = p.id
        WHERE {OnContract} ORDER BY p.id, r.number
        """;
    private const string SelectStandsSql = $"SELECT {PlacementContractStore.Columns} FROM PlacementContract pc {PlacementContractStore.Joined} WHERE {OnContract}";
    private const string SelectVerdictsSql = $"""
        SELECT {VerdictStore.Columns} FROM PlacementContract pc JOIN Contract c ON c.id = pc.contractId
            JOIN Verdict v ON v.placementId = pc.placementId AND v.contractId = pc.contractId
        WHERE {OnContract}
        """;
}
