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
    public static IAsyncEnumerable<IReadOnlyList<KeptPlacement>> Of(Session session, Guid contractId) => Of(session, contractId, new(contractId));

    /// <summary>The same as somebody may ask for it who sees another contract that sums this one, and as it was known.</summary>
    public static async IAsyncEnumerable<IReadOnlyList<KeptPlacement>> Of(Session session, Guid contractId, CandidatesAsked asked)
    {
        var after = Guid.Empty;
        while (true)
        {
            var candidates = await session.Query<Guid>(SelectCandidatesSql, new { contractId, after, asked.SeenFrom, take = AtOnce });
            if (candidates.Count == 0) yield break;
            var range = new { contractId, after, last = candidates[^1], asked.SeenFrom };
            var everywhere = asked.Everywhere ? "everywhere" : "here";
            var placements = PlacementStore.Kept(
                await session.Query<PlacementStore.Row>(SelectReportsSql.With(everywhere), range), await session.Query<StandRow>(SelectStandsSql.With(everywhere), range));
            if (asked.KnownAt is { } knownAt)
            {
                var verdicts = (await session.Query<VerdictRow>(SelectVerdictsSql.With(everywhere), range)).ToLookup(v => v.SubjectId);
                placements = [.. placements.Select(p => StandHistory.Of(p, verdicts[p.Id], knownAt))];
            }
            foreach (var candidate in placements.GroupBy(p => p.CandidateId))
                if (candidate.Any(p => p.On(contractId) is not null)) yield return [.. candidate];
            if (candidates.Count < AtOnce) yield break;
            after = candidates[^1];
        }
    }

    // Whoever asks gets sums only, and those are of all suppliers (rules.md 1: all see one total).
    private const string Seen = $"EXISTS (SELECT 1 FROM Contract c WHERE c.id = @SeenFrom AND {Scope.Contract})";
    private const string OnContract = "o.contractId = @contractId AND o.candidateId > @after AND o.candidateId <= @last";
    internal const string SelectCandidatesSql = $$"""
        SELECT DISTINCT o.candidateId FROM PlacementContract o WHERE o.contractId = @contractId AND o.candidateId > @after AND {{Seen}} ORDER BY o.candidateId {page}
        """;
    private static readonly (string, string)[] Which =
    [
        ("here", $"AND p.id IN (SELECT o.placementId FROM PlacementContract o WHERE {OnContract})"),
        ("everywhere", $"AND p.candidateId IN (SELECT o.candidateId FROM PlacementContract o WHERE {OnContract})"),
    ];
    internal static readonly FilteredSql SelectReportsSql = new($$"""
        SELECT {{PlacementStore.Columns}} FROM Placement p JOIN PlacementReport r ON r.placementId = p.id WHERE {{Seen}} {filters} ORDER BY p.id, r.number
        """, Which);
    internal static readonly FilteredSql SelectStandsSql = new($$"""
        SELECT {{PlacementContractStore.Columns}} FROM Placement p JOIN PlacementContract pc ON pc.placementId = p.id {{PlacementContractStore.Joined}} WHERE {{Seen}} {filters}
        """, Which);
    private static readonly FilteredSql SelectVerdictsSql = new($$"""
        SELECT {{VerdictStore.Columns}} FROM Placement p JOIN Verdict v ON v.placementId = p.id WHERE {{Seen}} {filters}
        """, Which);
}

/// <summary>How the candidates on a contract are asked for.</summary>
/// <param name="SeenFrom">The contract that the caller must see: this one, or the framework agreement that shows its sum.</param>
/// <param name="Everywhere">With what these candidates do on other contracts, where a Tarief reaches beyond the contract.</param>
/// <param name="KnownAt">As reports and verdicts by then made them stand; null for how they stand.</param>
internal sealed record CandidatesAsked(Guid SeenFrom, bool Everywhere = false, DateTimeOffset? KnownAt = null);
