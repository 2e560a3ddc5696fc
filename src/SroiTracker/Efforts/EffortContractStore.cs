using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;

namespace SroiTracker.Efforts;

/// <summary>Keeps how each effort stands on each contract: a projection of reports, verdicts and ledger lines.</summary>
internal static class EffortContractStore
{
    /// <summary>On all contracts, of these efforts.</summary>
    public static Task<IReadOnlyList<EffortStandRow>> OfEfforts(Session session, IReadOnlyList<Guid> effortIds) =>
        session.Query<EffortStandRow>(SelectOfEffortsSql, new { effortIds });

    /// <summary>Keeps a stand where it differs from what is kept.</summary>
    /// <exception cref="RefusedException">Someone changed it since it was read (412).</exception>
    public static async Task Keep(Session session, EffortStandRow? before, EffortStandRow now)
    {
        if (before is null)
            await session.Execute(InsertSql, now);
        else if (now != before && await session.Execute(UpdateSql, new
        {
            now.EffortId, now.ContractId, now.BasisPoints, now.State, now.WaitsSince, now.VerifiedReport, now.VerifiedThrough, now.RevokedFrom,
            now.VerdictId, now.Value, now.Counted, now.Waiting, now.Forecast, now.ForecastWithoutWaiting, now.Reduction,
            StateBefore = before.State, CountedBefore = before.Counted, ReductionBefore = before.Reduction,
        }) == 0)
            throw new RefusedException(Refusals.IfMatchStale);
    }

    /// <summary>KvK numbers of sellers of invoices that count on a contract, whichever supplier's.</summary>
    public static async Task<IReadOnlySet<string>> SellersOn(Session session, Guid contractId) =>
        (await session.Query<string>(SelectSellersSql, new { contractId })).ToHashSet(StringComparer.Ordinal);

    /// <summary>Whether on contract <c>c</c> any invoice counts: for a row that is read anyway, so that almost every verification asks no more.</summary>
    internal const string HasInvoices = """
        CASE WHEN EXISTS (SELECT 1 FROM EffortContract inv WHERE inv.contractId = c.id AND inv.kind = 'SocialPurchase' AND inv.verifiedReport IS NOT NULL) THEN 1 ELSE 0 END AS hasInvoices
        """;

    /// <summary>The columns of an <see cref="EffortStandRow"/>, of tables <c>ec</c>, <c>c</c>, <c>g</c> and <c>v</c>.</summary>
    internal const string Columns = $"""
        ec.effortId, ec.contractId, ec.supplierId, ec.kind, ec.basisPoints, ec.state, ec.waitsSince, ec.verifiedReport, ec.verifiedThrough, ec.revokedFrom,
        ec.verdictId, ec.value, ec.counted, ec.waiting, ec.forecast, ec.forecastWithoutWaiting, ec.reduction,
        c.reference AS contractReference, CASE WHEN {Scope.Contract} THEN 1 ELSE 0 END AS inScope, g.settledThroughYear,
        v.kind AS verdictKind, v.code AS verdictCode, v.reason AS verdictReason, v.fromDate AS verdictFrom, v.seenEvidence, v.decidedAt, v.decidedBy, v.keyMadeBy AS decidedKeyMadeBy
        """;

    /// <summary>What <c>ec</c> is joined with for <see cref="Columns"/>.</summary>
    internal const string Joined = "JOIN Contract c ON c.id = ec.contractId JOIN ContractProgress g ON g.contractId = c.id LEFT JOIN EffortVerdict v ON v.id = ec.verdictId";

    private const string SelectOfEffortsSql = $"""
        SELECT {Columns} FROM EffortContract ec {Joined}
        WHERE ec.effortId IN @effortIds AND (@callerSupplier IS NULL OR ec.supplierId = @callerSupplier)
        """;
    private const string SelectSellersSql = $"""
        SELECT DISTINCT e.sellerKvk FROM EffortContract ec JOIN Contract c ON c.id = ec.contractId JOIN Effort e ON e.id = ec.effortId
        WHERE ec.contractId = @contractId AND ec.kind = 'SocialPurchase' AND ec.verifiedReport IS NOT NULL AND ec.state NOT IN ('Withdrawn', 'Revoked') AND {Scope.Contract}
        """;
    private const string InsertSql = """
        INSERT INTO EffortContract (effortId, contractId, supplierId, kind, basisPoints, state, waitsSince, verifiedReport, verifiedThrough, revokedFrom, verdictId,
            value, counted, waiting, forecast, forecastWithoutWaiting, reduction)
        VALUES (@EffortId, @ContractId, @SupplierId, @Kind, @BasisPoints, @State, @WaitsSince, @VerifiedReport, @VerifiedThrough, @RevokedFrom, @VerdictId,
            @Value, @Counted, @Waiting, @Forecast, @ForecastWithoutWaiting, @Reduction)
        """;
    // Of joint suppliers the certificates are valued together, so what one reports can change what another's is worth.
    private const string UpdateSql = """
        UPDATE EffortContract SET basisPoints = @BasisPoints, state = @State, waitsSince = @WaitsSince, verifiedReport = @VerifiedReport,
            verifiedThrough = @VerifiedThrough, revokedFrom = @RevokedFrom, verdictId = @VerdictId, value = @Value, counted = @Counted,
            waiting = @Waiting, forecast = @Forecast, forecastWithoutWaiting = @ForecastWithoutWaiting, reduction = @Reduction
        WHERE effortId = @EffortId AND contractId = @ContractId AND state = @StateBefore AND counted = @CountedBefore AND reduction = @ReductionBefore
            AND (@callerSupplier IS NULL OR EXISTS (SELECT 1 FROM ContractSupplier own WHERE own.contractId = @ContractId AND own.supplierId = @callerSupplier))
        """;
}
