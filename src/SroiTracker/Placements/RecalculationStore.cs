using SroiTracker.Database;

namespace SroiTracker.Placements;

/// <summary>A contract with so many placements that a job books what an act changed on it.</summary>
/// <param name="Act">Name of the act, which the lines carry.</param>
/// <param name="RequestedBy">Whose act it is.</param>
/// <param name="ReachedCandidateId">Through this candidate it is done; all zeros at the start.</param>
internal sealed record Recalculation(Guid ContractId, string Act, Guid RequestedBy, DateTimeOffset RequestedAt, Guid ReachedCandidateId)
{
    public Recalculation() : this(default, "", default, default, default) { }
}

/// <summary>Keeps which contracts are being recalculated, and shows it in their progress.</summary>
internal static class RecalculationStore
{
    /// <summary>Asks for a recalculation. One that runs already starts again from the first candidate, for this act.</summary>
    public static async Task Start(Session session, Guid contractId, string act)
    {
        var asked = new { contractId, act, by = session.Caller.PrincipalId, now = session.Now, reached = Guid.Empty };
        if (await session.Execute(RestartSql, asked) == 0) await session.Execute(InsertSql, asked);
        await session.Execute(ShowSql, new { contractId, recalculating = 1 });
    }

    /// <summary>The one that waits longest; null where none is left.</summary>
    public static Task<Recalculation?> Next(Session session) => session.QueryOne<Recalculation>(SelectNextSql, new { take = 1 });

    /// <summary>All, by contract.</summary>
    public static Task<IReadOnlyList<Recalculation>> All(Session session) => session.Query<Recalculation>(SelectSql);

    /// <summary>Keeps through which candidate it came.</summary>
    /// <param name="fence">Of the lease that the job holds.</param>
    public static Task Reach(Session session, Guid contractId, Guid candidateId, string lease, long fence) =>
        session.Execute(ReachSql, new { contractId, candidateId, lease, fence });

    /// <summary>It is done: progress shows so.</summary>
    /// <inheritdoc cref="Reach"/>
    public static async Task End(Session session, Guid contractId, string lease, long fence)
    {
        if (await session.Execute(DeleteSql, new { contractId, lease, fence }) > 0) await session.Execute(ShowSql, new { contractId, recalculating = 0 });
    }

    private const string Columns = "r.contractId, r.act, r.requestedBy, r.requestedAt, r.reachedCandidateId";
    private const string Fenced = "EXISTS (SELECT 1 FROM Lease WHERE name = @lease AND fence = @fence)";

    private const string RestartSql = """
        UPDATE Recalculation SET act = @act, requestedBy = @by, requestedAt = @now, reachedCandidateId = @reached WHERE contractId = @contractId
        """;
    private const string InsertSql = """
        INSERT INTO Recalculation (contractId, act, requestedBy, requestedAt, reachedCandidateId)
        VALUES (@contractId, @act, @by, @now, @reached)
        """;
    private const string ShowSql = "UPDATE ContractProgress SET recalculating = @recalculating WHERE contractId = @contractId";
    private const string SelectNextSql = $$"""SELECT {{Columns}} FROM Recalculation r ORDER BY r.requestedAt, r.contractId {page}""";
    private const string SelectSql = $"SELECT {Columns} FROM Recalculation r ORDER BY r.contractId";
    private const string ReachSql = $"UPDATE Recalculation SET reachedCandidateId = @candidateId WHERE contractId = @contractId AND {Fenced}";
    private const string DeleteSql = $"DELETE FROM Recalculation WHERE contractId = @contractId AND {Fenced}";
}
