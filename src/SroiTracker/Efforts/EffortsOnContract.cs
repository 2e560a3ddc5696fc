using SroiTracker.Contracts;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.Placements;

namespace SroiTracker.Efforts;

/// <summary>
/// The efforts on a contract, of all suppliers, since all see one total (rules.md 1): certificates together, because a day
/// counts once, the others one by one; read a page at a time.
/// </summary>
internal static class EffortsOnContract
{
    private const int AtOnce = 200;

    /// <summary>Efforts that are valued together, group by group; none where the contract is out of the caller's scope.</summary>
    /// <param name="seenFrom">The contract whose scope decides: a framework agreement shows the sum of its call-offs. Null: the contract itself.</param>
    /// <param name="knownAt">As reports and verdicts by then made them stand on this contract; null as they stand.</param>
    public static async IAsyncEnumerable<IReadOnlyList<KeptEffort>> Of(Session session, Guid contractId, Guid? seenFrom = null, DateTimeOffset? knownAt = null)
    {
        if (await Certificates(session, contractId, seenFrom, knownAt) is { Count: > 0 } certificates) yield return certificates;
        var after = Guid.Empty;
        while (true)
        {
            var ids = await session.Query<Guid>(SelectSql, new { contractId, seenFrom = seenFrom ?? contractId, after, take = AtOnce });
            foreach (var effort in await Read(session, contractId, seenFrom, ids, knownAt)) yield return [effort];
            if (ids.Count < AtOnce) yield break;
            after = ids[^1];
        }
    }

    /// <summary>All certificates that have or had a share of the contract, first reported first.</summary>
    public static async Task<IReadOnlyList<KeptEffort>> Certificates(Session session, Guid contractId, Guid? seenFrom = null, DateTimeOffset? knownAt = null) =>
        await Read(session, contractId, seenFrom, await session.Query<Guid>(SelectCertificatesSql, new { contractId, seenFrom = seenFrom ?? contractId }), knownAt);

    /// <summary>What a group is worth in a frame; nothing where there is none.</summary>
    /// <param name="through">As if nothing went beyond this day; null for no such day.</param>
    public static IReadOnlyList<EffortStanding> Standings(CountingFrame? frame, IReadOnlyList<KeptEffort> group, Guid contractId, DateOnly? through = null)
    {
        var on = group.Select(e => e.OnContract(e.On(contractId)!)).ToList();
        return frame is null ? [.. on.Select(e => EffortStanding.Nothing(e.Id))] : EffortStanding.Of(frame, through is { } day ? [.. on.Select(e => e.Through(day))] : on);
    }

    /// <summary>A frame that, for a certificate, also says what that counts for on the contract.</summary>
    public static async Task<CountingFrame?> WithPso(Session session, CountingFrame? frame, KeptEffort effort, DateTimeOffset? knownAt = null)
    {
        if (frame is null or { Pso: not null } || effort.Kind != EffortKind.PsoCertificate) return frame;
        // A level that carries no obligation has no frame, so it is no matter here which kind of contract it is.
        var clause = await ClauseThen.Of(session, frame.ContractId, ContractKind.Contract, new(session.Today, knownAt, false));
        return frame with { Pso = clause?.Pso };
    }

    private static async Task<IReadOnlyList<KeptEffort>> Read(Session session, Guid contractId, Guid? seenFrom, IReadOnlyList<Guid> ids, DateTimeOffset? knownAt)
    {
        if (ids.Count == 0) return [];
        var asked = new { contractId, seenFrom = seenFrom ?? contractId, ids };
        var efforts = EffortStore.Kept(await session.Query<EffortStore.Row>(SelectReportsSql, asked), await session.Query<EffortStandRow>(SelectStandsSql, asked));
        if (knownAt is null) return efforts;
        var verdicts = (await session.Query<VerdictRow>(SelectVerdictsSql, asked)).ToLookup(v => v.SubjectId);
        return [.. efforts.Select(e => e.Again(verdicts[e.Id], knownAt)).Where(e => e.On(contractId) is not null)];
    }

    private const string Seen = $"EXISTS (SELECT 1 FROM Contract c WHERE c.id = @seenFrom AND {Scope.Contract})";
    private const string SelectSql = $$"""
        SELECT ec.effortId FROM EffortContract ec
        WHERE ec.contractId = @contractId AND ec.kind <> 'PsoCertificate' AND ec.effortId > @after AND {{Seen}} ORDER BY ec.effortId {page}
        """;
    private const string SelectCertificatesSql = $"""
        SELECT ec.effortId FROM EffortContract ec
        WHERE ec.contractId = @contractId AND ec.kind = 'PsoCertificate' AND {Seen} ORDER BY ec.effortId
        """;
    private const string OnContract = $"ec.contractId = @contractId AND ec.effortId IN @ids AND {Seen}";
    private const string SelectReportsSql = $"""
        SELECT {EffortStore.Columns} FROM EffortContract ec
            JOIN Effort e ON e.id = ec.effortId JOIN EffortReport r ON r.effortId = e.id
        WHERE {OnContract} ORDER BY e.id, r.number
        """;
    private const string SelectStandsSql = $"SELECT {EffortContractStore.Columns} FROM EffortContract ec {EffortContractStore.Joined} WHERE {OnContract}";
    private const string SelectVerdictsSql = $"""
        SELECT {EffortVerdictStore.Columns} FROM EffortContract ec
            JOIN EffortVerdict v ON v.effortId = ec.effortId AND v.contractId = ec.contractId
        WHERE {OnContract} ORDER BY v.decidedAt
        """;
}
