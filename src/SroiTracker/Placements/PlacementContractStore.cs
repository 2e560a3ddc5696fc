using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Efforts;
using SroiTracker.Http;

namespace SroiTracker.Placements;

/// <summary>Keeps how each placement stands on each contract: a projection of reports, verdicts and ledger lines.</summary>
internal static class PlacementContractStore
{
    /// <summary>On all contracts, of all placements of a candidate.</summary>
    public static Task<IReadOnlyList<StandRow>> OfCandidate(Session session, Guid candidateId) =>
        session.Query<StandRow>(SelectOfCandidateSql, new { candidateId });

    /// <summary>On all contracts, of these placements.</summary>
    public static Task<IReadOnlyList<StandRow>> OfPlacements(Session session, IReadOnlyList<Guid> placementIds) =>
        session.Query<StandRow>(SelectOfPlacementsSql, new { placementIds });

    /// <summary>
    /// Contracts in the caller's scope that a supplier is a party to or named on, by id or else by reference; at most two,
    /// which is one too many.
    /// </summary>
    public static Task<IReadOnlyList<AllocatedContract>> Contracts(Session session, Guid supplierId, Guid? id, string? reference) => id is not null
        ? session.Query<AllocatedContract>(SelectContractSql, new { supplierId, id })
        : session.Query<AllocatedContract>(SelectByReferenceSql, new { supplierId, reference, take = 2 });

    /// <summary>Keeps a stand where it differs from what is kept.</summary>
    /// <exception cref="RefusedException">Someone changed it since it was read (412).</exception>
    public static async Task Keep(Session session, StandRow? before, StandRow now)
    {
        if (before is null)
            await session.Execute(InsertSql, now);
        else if (now != before && await session.Execute(UpdateSql, new
        {
            now.PlacementId, now.ContractId, now.BasisPoints, now.State, now.WaitsSince, now.VerifiedReport, now.VerifiedThrough, now.RevokedFrom,
            now.VerdictId, now.Value, now.Counted, now.Waiting, now.Forecast, now.ForecastWithoutWaiting,
            StateBefore = before.State, CountedBefore = before.Counted,
        }) == 0)
            throw new RefusedException(Refusals.IfMatchStale);
    }

    /// <summary>The columns of a <see cref="StandRow"/>, of tables <c>pc</c>, <c>c</c>, <c>g</c> and <c>v</c>.</summary>
    internal const string Columns = $"""
        pc.placementId, pc.contractId, pc.candidateId, pc.supplierId, pc.basisPoints, pc.state, pc.waitsSince, pc.verifiedReport,
        pc.verifiedThrough, pc.revokedFrom, pc.verdictId, pc.value, pc.counted, pc.waiting, pc.forecast, pc.forecastWithoutWaiting,
        c.reference AS contractReference, {EffortContractStore.HasInvoices}, CASE WHEN {Scope.Contract} THEN 1 ELSE 0 END AS inScope, g.settledThroughYear,
        v.kind AS verdictKind, v.code AS verdictCode, v.reason AS verdictReason, v.fromDate AS verdictFrom, v.proposedReport, v.decidedAt, v.decidedBy, v.keyMadeBy AS decidedKeyMadeBy
        """;

    /// <summary>What <c>pc</c> is joined with for <see cref="Columns"/>.</summary>
    internal const string Joined = "JOIN Contract c ON c.id = pc.contractId JOIN ContractProgress g ON g.contractId = pc.contractId LEFT JOIN Verdict v ON v.id = pc.verdictId";

    private const string SelectOfCandidateSql = $"""
        SELECT {Columns} FROM Placement p JOIN PlacementContract pc ON pc.placementId = p.id {Joined}
        WHERE p.candidateId = @candidateId AND (@callerSupplier IS NULL OR pc.supplierId = @callerSupplier)
        """;
    private const string SelectOfPlacementsSql = $"""
        SELECT {Columns} FROM PlacementContract pc {Joined}
        WHERE pc.placementId IN @placementIds AND (@callerSupplier IS NULL OR pc.supplierId = @callerSupplier)
        """;
    private const string SelectContractSql = $"""
        SELECT c.id, c.reference, c.kind, g.settledThroughYear FROM Contract c JOIN ContractProgress g ON g.contractId = c.id
            JOIN ContractSupplier cs ON cs.contractId = c.id AND cs.supplierId = @supplierId
        WHERE c.id = @id AND {Scope.Contract}
        """;
    private const string SelectByReferenceSql = $$"""
        SELECT c.id, c.reference, c.kind, g.settledThroughYear FROM Contract c JOIN ContractProgress g ON g.contractId = c.id
            JOIN ContractSupplier cs ON cs.contractId = c.id AND cs.supplierId = @supplierId
        WHERE c.reference = @reference AND {{Scope.Contract}} ORDER BY c.id {page}
        """;
    private const string InsertSql = """
        INSERT INTO PlacementContract (placementId, contractId, candidateId, supplierId, basisPoints, state, waitsSince, verifiedReport, verifiedThrough,
            revokedFrom, verdictId, value, counted, waiting, forecast, forecastWithoutWaiting)
        VALUES (@PlacementId, @ContractId, @CandidateId, @SupplierId, @BasisPoints, @State, @WaitsSince, @VerifiedReport, @VerifiedThrough,
            @RevokedFrom, @VerdictId, @Value, @Counted, @Waiting, @Forecast, @ForecastWithoutWaiting)
        """;
    private const string UpdateSql = """
        UPDATE PlacementContract SET basisPoints = @BasisPoints, state = @State, waitsSince = @WaitsSince, verifiedReport = @VerifiedReport,
            verifiedThrough = @VerifiedThrough, revokedFrom = @RevokedFrom, verdictId = @VerdictId, value = @Value, counted = @Counted,
            waiting = @Waiting, forecast = @Forecast, forecastWithoutWaiting = @ForecastWithoutWaiting
        WHERE placementId = @PlacementId AND contractId = @ContractId AND state = @StateBefore AND counted = @CountedBefore
            AND (@callerSupplier IS NULL OR supplierId = @callerSupplier)
        """;
}
