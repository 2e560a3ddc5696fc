using SroiTracker.Database;

namespace SroiTracker.Suppliers.Sync;

/// <summary>A placement of which a system is to be told how it stands.</summary>
internal sealed class StatusToTell
{
    public byte[] ItemKey { get; init; } = [];
    public string SourceId { get; init; } = "";
    public Guid PlacementId { get; init; }

    /// <summary>Of the last event that asks for it.</summary>
    public long Sequence { get; init; }

    /// <summary>How often it was tried in vain.</summary>
    public int Tries { get; init; }
}

/// <summary>
/// Keeps which placements suppliers' systems are to be told of: one row each, however much was decided meanwhile, since what is
/// told is how it stands now.
/// </summary>
internal static class StatusStore
{
    /// <summary>Whether there is a connection whose system takes verdicts: otherwise nobody needs to read the log.</summary>
    public static async Task<bool> AnyListener(Session session) => (await session.Query<Guid>(SelectListenerSql, new { take = 1 })).Count > 0;

    /// <summary>How far the log was read; null before it was read at all.</summary>
    public static Task<long?> Reached(Session session, string name) => session.QueryOne<long?>(SelectReachedSql, new { name });

    /// <summary>Keeps how far the log was read, with what it asked for.</summary>
    public static async Task Reach(Session session, string name, long sequence)
    {
        if (await session.Execute(UpdateReachedSql, new { name, sequence }) == 0) await session.Execute(InsertReachedSql, new { name, sequence });
    }

    /// <summary>Something was decided about a placement: the systems that it was pulled from are to be told.</summary>
    public static async Task Ask(Session session, Guid placementId, long sequence)
    {
        await session.Execute(UpdateSql, new { placementId, sequence });
        await session.Execute(InsertSql, new { placementId, sequence, now = session.Now });
    }

    /// <summary>What is to be told over a connection now, longest due first.</summary>
    public static Task<IReadOnlyList<StatusToTell>> Of(Session session, Guid connectionId, int atMost) =>
        session.Query<StatusToTell>(SelectSql, new { connectionId, now = session.Now, take = atMost });

    /// <summary>It was told, unless more was decided meanwhile: that is told next.</summary>
    public static Task Told(Session session, Guid connectionId, StatusToTell status) =>
        session.Execute(DeleteSql, new { connectionId, status.ItemKey, status.Sequence });

    /// <summary>It could not be told: all of this connection waits, so that a system that has trouble is left in peace.</summary>
    public static async Task Wait(Session session, Guid connectionId, StatusToTell status, string code, DateTimeOffset until)
    {
        await session.Execute(FailSql, new { connectionId, status.ItemKey, code });
        await session.Execute(WaitSql, new { connectionId, until });
    }

    private const string SelectListenerSql = "SELECT c.id FROM SupplierConnection c WHERE c.kind = 'Standard' AND @callerSupplier IS NULL ORDER BY c.id {page}";
    private const string SelectReachedSql = "SELECT e.sequence FROM EventCursor e WHERE e.name = @name";
    private const string UpdateReachedSql = "UPDATE EventCursor SET sequence = @sequence WHERE name = @name";
    private const string InsertReachedSql = "INSERT INTO EventCursor (name, sequence) SELECT @name, @sequence WHERE NOT EXISTS (SELECT 1 FROM EventCursor WHERE name = @name)";
    private const string UpdateSql = "UPDATE StatusToTell SET sequence = @sequence, tries = 0 WHERE placementId = @placementId";
    // While a connection waits after a failure, what is new waits with it.
    private const string InsertSql = """
        INSERT INTO StatusToTell (connectionId, itemKey, placementId, sequence, tries, dueAt)
        SELECT i.connectionId, i.itemKey, i.placementId, @sequence, 0,
            COALESCE((SELECT MAX(w.dueAt) FROM StatusToTell w WHERE w.connectionId = i.connectionId AND w.dueAt > @now), @now)
        FROM SourceItem i JOIN SupplierConnection c ON c.id = i.connectionId
        WHERE i.placementId = @placementId AND c.kind = 'Standard' AND i.sourceId IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM StatusToTell t WHERE t.connectionId = i.connectionId AND t.itemKey = i.itemKey)
        """;
    internal const string SelectSql = """
        SELECT t.itemKey, i.sourceId, t.placementId, t.sequence, t.tries FROM StatusToTell t
            JOIN SourceItem i ON i.connectionId = t.connectionId AND i.itemKey = t.itemKey
        WHERE t.connectionId = @connectionId AND t.dueAt <= @now AND @callerSupplier IS NULL ORDER BY t.dueAt, t.itemKey {page}
        """;
    private const string DeleteSql = "DELETE FROM StatusToTell WHERE connectionId = @connectionId AND itemKey = @ItemKey AND sequence = @Sequence";
    private const string FailSql = "UPDATE StatusToTell SET tries = tries + 1, lastError = @code WHERE connectionId = @connectionId AND itemKey = @ItemKey";
    private const string WaitSql = "UPDATE StatusToTell SET dueAt = @until WHERE connectionId = @connectionId";
}
