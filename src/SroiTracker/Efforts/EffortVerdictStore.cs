using SroiTracker.Database;
using SroiTracker.Http;
using SroiTracker.Placements;

namespace SroiTracker.Efforts;

/// <summary>Keeps verdicts on efforts: what was decided or asked, about which report, when and by whom. Only added to.</summary>
internal static class EffortVerdictStore
{
    /// <summary>Keeps a verdict.</summary>
    public static Task Add(Session session, VerdictRow verdict) => session.Execute(InsertSql, verdict);

    /// <summary>Whether there is such a verdict on this effort, of this kind.</summary>
    public static async Task<bool> Exists(Session session, Guid id, Guid effortId, VerdictKind kind) =>
        await session.QueryOne<long>(CountSql, new { id, effortId, kind }) > 0;

    /// <summary>The columns of a <see cref="VerdictRow"/>, of table <c>v</c>.</summary>
    internal const string Columns = """
        v.id, v.effortId AS subjectId, v.contractId, v.kind, v.reportNumber, v.throughDate, v.fromDate, v.code, v.reason, v.seenEvidence, v.answersId,
        v.decidedAt, v.decidedBy, v.keyMadeBy
        """;

    private const string InsertSql = """
        INSERT INTO EffortVerdict (id, effortId, contractId, kind, reportNumber, throughDate, fromDate, code, reason, seenEvidence, answersId, decidedAt, decidedBy, keyMadeBy)
        VALUES (@Id, @SubjectId, @ContractId, @Kind, @ReportNumber, @ThroughDate, @FromDate, @Code, @Reason, @SeenEvidence, @AnswersId, @DecidedAt, @DecidedBy, @KeyMadeBy)
        """;
    private const string CountSql = $"""
        SELECT COUNT(*) FROM EffortVerdict v JOIN Contract c ON c.id = v.contractId
        WHERE v.id = @id AND v.effortId = @effortId AND v.kind = @kind AND {Scope.Contract}
        """;
}
