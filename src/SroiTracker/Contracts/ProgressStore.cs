using SroiTracker.Database;
using SroiTracker.Domain;

namespace SroiTracker.Contracts;

/// <summary>How an act changed where a contract stands: differences in cents, and the ledger lines it adds.</summary>
/// <param name="LedgerLines">How many lines the act books on the contract.</param>
/// <param name="LastReportAt">When the report came in, if the act is one.</param>
public sealed record ProgressChange(long Counted, long Waiting, long Forecast, long ForecastWithoutWaiting, int LedgerLines, DateTimeOffset? LastReportAt);

/// <summary>
/// Keeps where each contract stands: one row each, a projection of its clause, placements and ledger. The only writer of
/// it. A framework agreement shows the sum of its call-offs (rules.md 1), so what changes on a call-off changes there too.
/// </summary>
public static class ProgressStore
{
    /// <summary>Adds to where a contract stands.</summary>
    /// <returns>How many ledger lines the contract has now, the act's own numbered up to it; 0 where the act adds none.</returns>
    /// <exception cref="RefusedException">The contract is not there for this caller (404).</exception>
    public static async Task<int> Add(Session session, Guid contractId, ProgressChange change)
    {
        var changed = await session.Execute(AddSql, new
        {
            contractId, counted = change.Counted, waiting = change.Waiting, forecast = change.Forecast,
            forecastWithoutWaiting = change.ForecastWithoutWaiting, ledgerLines = change.LedgerLines, lastReportAt = change.LastReportAt,
        });
        if (changed == 0) throw new RefusedException(Refusals.NotFoundHere);
        return change.LedgerLines == 0 ? 0 : (int)await session.QueryOne<long>(SelectLinesSql, new { contractId });
    }

    /// <summary>Certificates lower the obligation by so many cents more, or less; that of a framework agreement that shows its sum too.</summary>
    internal static Task Reduce(Session session, Guid contractId, long cents) => session.Execute(ReduceSql, new { contractId, cents });

    /// <summary>The row of a contract that is new: no clause, nothing counted.</summary>
    internal static Task Open(Session session, Guid contractId, Guid buyerId, Period? period) =>
        session.Execute(InsertSql, new { contractId, buyerId, firstDay = period?.Start.DayNumber, lastDay = period?.End.DayNumber });

    /// <summary>The contract has another buyer or other days.</summary>
    internal static Task Change(Session session, Guid contractId, Guid buyerId, Period? period) =>
        session.Execute(UpdateSql, new { contractId, buyerId, firstDay = period?.Start.DayNumber, lastDay = period?.End.DayNumber });

    /// <summary>The contract has a clause, or another one.</summary>
    /// <param name="startingUntil">Last day of Starting; null where the days of the contract are unknown.</param>
    /// <param name="plan">The curve of the approved plan; empty where there is none.</param>
    /// <param name="reportingMonths">How often suppliers report; null where nothing is reported on this contract.</param>
    internal static async Task SetClause(
        Session session, Guid contractId, Euros obligation, bool bestEffort, DateOnly? startingUntil, IReadOnlyList<PlanStretch> plan, int? reportingMonths)
    {
        await session.Execute(SetClauseSql, new
        {
            contractId, obligation, bestEffort, startingUntil = startingUntil?.DayNumber, hasPlan = plan.Count > 0, reportingMonths,
        });
        await session.Execute(DeletePlanSql, new { contractId });
        foreach (var stretch in plan)
            await session.Execute(InsertPlanSql, new { contractId, stretch.FirstDay, stretch.FromBasisPoints, stretch.LastDay, stretch.ToBasisPoints });
    }

    /// <summary>What the supplier does through this day still counts, also after the contract (rules.md 5).</summary>
    internal static Task SetRecovery(Session session, Guid contractId, DateOnly until) => session.Execute(SetRecoverySql, new { contractId, until });

    /// <summary>Settled through a year, or wholly (<see cref="WhollySettled"/>): what is booked in those years stays.</summary>
    internal static Task Settle(Session session, Guid contractId, int throughYear) =>
        session.Execute(SettleSql, new { contractId, throughYear, settled = throughYear == WhollySettled });

    /// <summary>The last settlement was opened again: settled through an earlier year, or not at all; reports are taken until a day.</summary>
    internal static Task Reopen(Session session, Guid contractId, int? throughYear, DateOnly reportingUntil) =>
        session.Execute(ReopenSql, new { contractId, throughYear, reportingUntil });

    /// <summary>Refuses what would change a year that is settled.</summary>
    /// <param name="from">First day on which the act changes something; null is from the start.</param>
    /// <exception cref="RefusedException">contract.settled (409).</exception>
    public static async Task RefuseSettled(Session session, Guid contractId, DateOnly? from)
    {
        if (await SettledThrough(session, contractId) is { } year && (from?.Year ?? 0) <= year)
            throw new RefusedException(Refusals.ContractSettled);
    }

    /// <summary>The year through which a contract is settled; null where none is.</summary>
    public static Task<int?> SettledThrough(Session session, Guid contractId) => session.QueryOne<int?>(SelectSettledSql, new { contractId });

    /// <summary>The year through which a contract is settled that is settled as a whole.</summary>
    public const int WhollySettled = 9999;

    /// <summary>The obligation of a framework agreement whose call-offs carry it: their sum.</summary>
    internal static Task SumCallOffs(Session session, Guid frameworkId) => session.Execute(SumCallOffsSql, new { frameworkId });

    private const string SelectLinesSql = """
        SELECT p.ledgerLines FROM ContractProgress p WHERE p.contractId = @contractId
            AND (@callerSupplier IS NULL OR EXISTS (SELECT 1 FROM ContractSupplier own WHERE own.contractId = p.contractId AND own.supplierId = @callerSupplier))
        """;
    // Sequence numbers are each contract's own, so the framework's lines do not grow with those of its call-offs.
    private const string AddSql = """
        UPDATE ContractProgress SET
            counted = counted + @counted, waiting = waiting + @waiting, forecast = forecast + @forecast,
            forecastWithoutWaiting = forecastWithoutWaiting + @forecastWithoutWaiting,
            ledgerLines = ledgerLines + CASE WHEN contractId = @contractId THEN @ledgerLines ELSE 0 END,
            lastReportAt = CASE WHEN @lastReportAt > COALESCE(lastReportAt, 0) THEN @lastReportAt ELSE lastReportAt END
        WHERE contractId IN (SELECT c.id FROM Contract c WHERE c.id = @contractId UNION ALL SELECT c.parentId FROM Contract c WHERE c.id = @contractId AND c.parentId IS NOT NULL)
            AND (@callerSupplier IS NULL OR EXISTS (SELECT 1 FROM ContractSupplier own WHERE own.contractId = @contractId AND own.supplierId = @callerSupplier))
        """;
    private const string ReduceSql = """
        UPDATE ContractProgress SET obligation = CASE WHEN hasClause = 1 THEN obligation - @cents ELSE obligation END, reduction = reduction + @cents
        WHERE contractId IN (SELECT c.id FROM Contract c WHERE c.id = @contractId UNION ALL SELECT c.parentId FROM Contract c WHERE c.id = @contractId AND c.parentId IS NOT NULL)
            AND (@callerSupplier IS NULL OR EXISTS (SELECT 1 FROM ContractSupplier own WHERE own.contractId = @contractId AND own.supplierId = @callerSupplier))
        """;
    private const string InsertSql = """
        INSERT INTO ContractProgress (contractId, buyerId, hasClause, bestEffort, obligation, counted, waiting, forecast, forecastWithoutWaiting,
            startingUntil, firstDay, lastDay, settled, recalculating, lastReportAt, ledgerLines)
        VALUES (@contractId, @buyerId, 0, 0, 0, 0, 0, 0, 0, NULL, @firstDay, @lastDay, 0, 0, NULL, 0)
        """;
    private const string UpdateSql = "UPDATE ContractProgress SET buyerId = @buyerId, firstDay = @firstDay, lastDay = @lastDay WHERE contractId = @contractId";
    private const string SetClauseSql = """
        UPDATE ContractProgress SET hasClause = 1, bestEffort = @bestEffort, obligation = @obligation - reduction, startingUntil = @startingUntil,
            hasPlan = @hasPlan, reportingMonths = @reportingMonths
        WHERE contractId = @contractId
        """;
    private const string SetRecoverySql = "UPDATE ContractProgress SET recoveryUntil = @until WHERE contractId = @contractId";
    private const string SettleSql = "UPDATE ContractProgress SET settled = @settled, settledThroughYear = @throughYear WHERE contractId = @contractId";
    private const string ReopenSql = """
        UPDATE ContractProgress SET settled = 0, settledThroughYear = @throughYear, reportingUntil = @reportingUntil WHERE contractId = @contractId
        """;
    private const string SelectSettledSql = "SELECT p.settledThroughYear FROM ContractProgress p WHERE p.contractId = @contractId AND @callerSupplier IS NULL";
    private const string DeletePlanSql = "DELETE FROM PlanStretch WHERE contractId = @contractId";
    private const string InsertPlanSql = """
        INSERT INTO PlanStretch (contractId, firstDay, fromBasisPoints, lastDay, toBasisPoints)
        VALUES (@contractId, @FirstDay, @FromBasisPoints, @LastDay, @ToBasisPoints)
        """;
    private const string SumCallOffsSql = """
        UPDATE ContractProgress SET obligation = (
            SELECT COALESCE(SUM(p.obligation), 0) FROM ContractProgress p JOIN Contract c ON c.id = p.contractId WHERE c.parentId = @frameworkId)
        WHERE contractId = @frameworkId
        """;
}
