using SroiTracker.Database;

namespace SroiTracker.Suppliers.Sync;

/// <summary>How a run is: Running until it ended; Failed where the system did, Stopped where it was broken off.</summary>
public enum SynchronisationState { Running, Completed, Failed, Stopped }

/// <summary>A run as it is kept.</summary>
internal sealed record Synchronisation
{
    public Guid Id { get; init; }
    public Guid ConnectionId { get; init; }

    /// <summary>Who asked for it; the empty id where the schedule did.</summary>
    public Guid StartedBy { get; init; }

    public SynchronisationState State { get; init; }
    public DateTimeOffset StartedAt { get; init; }
    public DateTimeOffset? EndedAt { get; init; }
    public long Pages { get; init; }

    /// <summary>Items: added + changed + unchanged + refused.</summary>
    public long Received { get; init; }

    public long Added { get; init; }
    public long Changed { get; init; }
    public long Unchanged { get; init; }
    public long Refused { get; init; }
    public long Bytes { get; init; }

    /// <summary>Why it did not complete, a <see cref="Http.KeptObjection"/> as JSON; null where it runs or completed.</summary>
    public string? Error { get; init; }
}

/// <summary>Keeps runs.</summary>
internal static class SynchronisationStore
{
    /// <summary>Starts a run, or finds the one of this connection that is running, and says when the schedule asks for the next.</summary>
    /// <returns>The run, and whether it is new.</returns>
    public static async Task<(Guid Id, bool IsNew)> Start(Session session, Connection connection)
    {
        var (connectionId, id) = (connection.Id, session.NewId());
        var isNew = await session.Execute(InsertSql, new { id, connectionId, by = session.Caller.PrincipalId, now = session.Now }) == 1;
        if (connection.State == ConnectionState.Active) await ConnectionStore.Plan(session, connectionId, Schedule.Next(connection.Schedule, session.Now));
        return (isNew ? id : await session.QueryOne<Guid>(SelectRunningSql, new { connectionId }), isNew);
    }

    /// <summary>A run of a connection; null where that has none such.</summary>
    public static Task<Synchronisation?> Find(Session session, Guid connectionId, Guid id) => session.QueryOne<Synchronisation>(SelectSql, new { connectionId, id });

    /// <summary>The columns of a <see cref="Synchronisation"/>, of table <c>r</c>.</summary>
    internal const string Columns = """
        r.id, r.connectionId, r.startedBy, r.state, r.startedAt, r.endedAt, r.pages, r.received, r.added, r.changed, r.unchanged, r.refused, r.bytes, r.error
        """;

    private const string InsertSql = """
        INSERT INTO Synchronisation (id, connectionId, startedBy, state, startedAt, pages, received, added, changed, unchanged, refused, bytes)
        SELECT @id, x.id, @by, 'Running', @now, 0, 0, 0, 0, 0, 0, 0 FROM SupplierConnection x
        WHERE x.id = @connectionId AND (@callerSupplier IS NULL OR x.supplierId = @callerSupplier)
            AND NOT EXISTS (SELECT 1 FROM Synchronisation r WHERE r.connectionId = @connectionId AND r.state = 'Running')
        """;
    private const string SelectRunningSql = """
        SELECT r.id FROM Synchronisation r JOIN SupplierConnection x ON x.id = r.connectionId
        WHERE r.connectionId = @connectionId AND r.state = 'Running' AND (@callerSupplier IS NULL OR x.supplierId = @callerSupplier)
        """;
    private const string SelectSql = $"""
        SELECT {Columns} FROM Synchronisation r JOIN SupplierConnection x ON x.id = r.connectionId
        WHERE r.id = @id AND r.connectionId = @connectionId AND (@callerSupplier IS NULL OR x.supplierId = @callerSupplier)
        """;
}
