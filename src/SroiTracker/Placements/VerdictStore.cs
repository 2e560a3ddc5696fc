using SroiTracker.Http;
using SroiTracker.Database;

namespace SroiTracker.Placements;

/// <summary>Keeps verdicts: what was decided or asked, about which report, when and by whom. Only added to.</summary>
internal static class VerdictStore
{
    /// <summary>Keeps a verdict.</summary>
    public static Task Add(Session session, VerdictRow verdict) => session.Execute(InsertSql, verdict);

    /// <summary>Whether there is such a verdict on this placement, of this kind.</summary>
    public static async Task<bool> Exists(Session session, Guid id, Guid placementId, VerdictKind kind) =>
        await session.QueryOne<long>(CountSql, new { id, placementId, kind }) > 0;

    /// <summary>Whether a report was rejected on a contract.</summary>
    public static async Task<bool> WasRejected(Session session, Guid placementId, Guid contractId, int reportNumber) =>
        await session.QueryOne<long>(CountRejectionsSql, new { placementId, contractId, reportNumber }) > 0;

    /// <summary>All verdicts on a candidate's placements, by time.</summary>
    public static Task<IReadOnlyList<VerdictRow>> OfCandidate(Session session, Guid candidateId) =>
        session.Query<VerdictRow>(SelectSql, new { candidateId });

    /// <summary>The columns of a <see cref="VerdictRow"/>, of table <c>v</c>.</summary>
    internal const string Columns = """
        v.id, v.placementId AS subjectId, v.contractId, v.kind, v.reportNumber, v.throughDate, v.fromDate, v.code, v.reason, v.proposedReport, v.answersId,
        v.decidedAt, v.decidedBy, v.keyMadeBy
        """;

    private const string InsertSql = """
        INSERT INTO Verdict (id, placementId, contractId, kind, reportNumber, throughDate, fromDate, code, reason, proposedReport, answersId, decidedAt, decidedBy, keyMadeBy)
        VALUES (@Id, @SubjectId, @ContractId, @Kind, @ReportNumber, @ThroughDate, @FromDate, @Code, @Reason, @ProposedReport, @AnswersId, @DecidedAt, @DecidedBy, @KeyMadeBy)
        """;
    private const string SelectSql = $"""
        SELECT {Columns}
        FROM Placement p JOIN Verdict v ON v.placementId = p.id WHERE p.candidateId = @candidateId ORDER BY v.decidedAt
        """;
    private const string CountRejectionsSql = """
        SELECT COUNT(*) FROM Placement p JOIN Verdict v ON v.placementId = p.id
        WHERE p.id = @placementId AND v.contractId = @contractId AND v.kind = 'Rejection' AND v.reportNumber = @reportNumber
            AND (@callerSupplier IS NULL OR p.supplierId = @callerSupplier)
        """;
    private const string CountSql = $"""
        SELECT COUNT(*) FROM Verdict v JOIN Contract c ON c.id = v.contractId
        WHERE v.id = @id AND v.placementId = @placementId AND v.kind = @kind AND {Scope.Contract}
        """;
}
