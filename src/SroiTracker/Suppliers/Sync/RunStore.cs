using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;

namespace SroiTracker.Suppliers.Sync;

/// <summary>A run with the lease under which it is written.</summary>
internal sealed record HeldRun(Guid Id, Guid ConnectionId, long Fence)
{
    /// <summary>The lease of a connection: one run of it goes on at a time.</summary>
    public static string LeaseOf(Guid connectionId) => $"sync/{connectionId}";

    public string Lease => LeaseOf(ConnectionId);
}

/// <summary>What a page came to.</summary>
/// <param name="Pages">1 for a page; 0 for items that were asked for one by one.</param>
internal sealed record PageCounts(int Pages, int Received, int Added, int Changed, int Unchanged, int Refused, long Bytes);

/// <summary>Keeps how far a run came. What is written by who no longer holds its lease is not kept.</summary>
internal static class RunStore
{
    /// <summary>The run of a connection that runs; null where there is none.</summary>
    public static Task<Synchronisation?> Running(Session session, Guid connectionId) => session.QueryOne<Synchronisation>(SelectRunningSql, new { connectionId });

    /// <summary>Keeps from where the system is read on; false where another holds the lease since, or the connection was changed.</summary>
    /// <param name="version">Of the connection that the page was fetched with.</param>
    public static async Task<bool> Reach(Session session, HeldRun run, int version, string? cursor) =>
        await session.Execute(ReachSql, new { run.ConnectionId, run.Lease, run.Fence, version, cursor }) == 1;

    /// <summary>Adds what a page came to; false where another holds the lease since.</summary>
    public static async Task<bool> Count(Session session, HeldRun run, PageCounts counts) => await session.Execute(CountSql, new
    {
        run.Id, run.Lease, run.Fence, counts.Pages, counts.Received, counts.Added, counts.Changed, counts.Unchanged, counts.Refused, counts.Bytes,
    }) == 1;

    /// <summary>Ends it; false where another holds the lease since.</summary>
    /// <param name="error">Why it did not complete.</param>
    public static async Task<bool> End(Session session, HeldRun run, SynchronisationState state, Objection? error)
    {
        var values = new
        {
            run.Id, run.ConnectionId, run.Lease, run.Fence, state, error = error is null ? null : Json.Write(KeptObjection.Of(error)), now = session.Now,
        };
        if (await session.Execute(EndSql, values) == 0) return false;
        if (state == SynchronisationState.Completed) await session.Execute(SucceededSql, values);
        else if (state == SynchronisationState.Failed) await session.Execute(FailedSql, values);
        return true;
    }

    private const string Held = "EXISTS (SELECT 1 FROM Lease WHERE name = @Lease AND fence = @Fence)";

    private const string SelectRunningSql = $"SELECT {SynchronisationStore.Columns} FROM Synchronisation r WHERE r.state = 'Running' AND r.connectionId = @connectionId";
    private const string ReachSql = $"""
        UPDATE SupplierConnection SET sourceCursor = @cursor
        WHERE id = @ConnectionId AND version = @version AND (@callerSupplier IS NULL OR supplierId = @callerSupplier) AND {Held}
        """;
    private const string CountSql = $"""
        UPDATE Synchronisation SET pages = pages + @Pages, received = received + @Received, added = added + @Added, changed = changed + @Changed,
            unchanged = unchanged + @Unchanged, refused = refused + @Refused, bytes = bytes + @Bytes
        WHERE id = @Id AND state = 'Running' AND {Held}
            AND EXISTS (SELECT 1 FROM SupplierConnection x WHERE x.id = Synchronisation.connectionId AND (@callerSupplier IS NULL OR x.supplierId = @callerSupplier))
        """;
    private const string EndSql = $"UPDATE Synchronisation SET state = @state, endedAt = @now, error = @error WHERE id = @Id AND state = 'Running' AND {Held}";
    private const string SucceededSql = "UPDATE SupplierConnection SET lastSuccessAt = @now, failures = 0 WHERE id = @ConnectionId";
    private const string FailedSql = "UPDATE SupplierConnection SET failures = failures + 1 WHERE id = @ConnectionId";
}
