using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;

namespace SroiTracker.Suppliers.Sync;

/// <summary>Keeps connections to suppliers' systems.</summary>
internal static class ConnectionStore
{
    /// <summary>A connection; null outside the caller's scope.</summary>
    public static Task<Connection?> Find(Session session, Guid id) => session.QueryOne<Connection>(SelectSql, new { id });

    /// <summary>
    /// A connection for who sees to it. It reports to all buyers of its supplier: who does not see all its contracts neither
    /// reads nor changes it (rules.md 8, scope).
    /// </summary>
    /// <exception cref="RefusedException">Outside the caller's scope (404), or the supplier has a contract outside it (403).</exception>
    public static async Task<Connection> Get(Session session, Guid id)
    {
        var connection = await Find(session, id) ?? throw new RefusedException(Refusals.NotFoundHere);
        await SupplierStore.RefuseShared(session, connection.SupplierId, Refusals.ConnectionSupplierShared);
        return connection;
    }

    /// <summary>Those that are active, by id.</summary>
    public static Task<IReadOnlyList<Connection>> Active(Session session, int atMost) => session.Query<Connection>(SelectActiveSql, new { take = atMost });

    /// <summary>Those whose schedule asks for a run now, longest due first.</summary>
    public static Task<IReadOnlyList<Connection>> Due(Session session, int atMost) => session.Query<Connection>(SelectDueSql, new { now = session.Now, take = atMost });

    /// <summary>Those of which a run is running, here or elsewhere, or waits to be gone on with.</summary>
    public static Task<IReadOnlyList<Connection>> Running(Session session, int atMost) => session.Query<Connection>(SelectRunningSql, new { take = atMost });

    /// <summary>Those whose system is to be told a verdict now.</summary>
    public static Task<IReadOnlyList<Connection>> ToTell(Session session, int atMost) => session.Query<Connection>(SelectToTellSql, new { now = session.Now, take = atMost });

    /// <summary>Adds a connection.</summary>
    public static Task Add(Session session, Connection connection) => session.Execute(InsertSql, connection);

    /// <summary>Replaces what an officer says of a connection, of which the caller saw the version before this one.</summary>
    /// <exception cref="RefusedException">Another version (412).</exception>
    public static async Task Change(Session session, Connection connection)
    {
        if (await session.Execute(UpdateSql, connection) == 0) throw new RefusedException(Refusals.IfMatchStale);
    }

    /// <summary>Says when it is pulled next.</summary>
    public static Task Plan(Session session, Guid id, DateTimeOffset? nextRunAt) => session.Execute(PlanSql, new { id, nextRunAt });

    /// <summary>Whether a connection stops for it: the secret must be entered again, and asking before that helps nobody.</summary>
    public static bool StopsFor(Refusal why) => why == Refusals.SourceUnauthorised || why == Refusals.SourceSecretLost;

    /// <summary>
    /// Stops a connection that the system does not let in, or whose secret can't be read; a new version, so that an officer who saw it active sees this first.
    /// False where an officer changed it since: what was refused is no longer what is kept.
    /// </summary>
    /// <param name="version">With which the system refused.</param>
    public static async Task<bool> Stop(Session session, Guid id, int version, string code)
    {
        var isStopped = await session.Execute(StopSql, new { id, version, code, now = session.Now }) == 1;
        if (isStopped && await Find(session, id) is { } connection)
            session.Record("connection.stopped", $"supplier-connections/{id}", connection.SupplierId, new { StoppedFor = code });
        return isStopped;
    }

    /// <summary>The columns of a <see cref="Connection"/>, of table <c>x</c>.</summary>
    internal const string Columns = """
        x.id, x.supplierId, x.principalId, x.name, x.kind, x.baseUrl, x.authentication, x.tokenUrl, x.clientId, x.headerName, x.secret, x.schedule, x.pageSize,
        x.successWithinHours, x.state, x.stoppedFor, x.sourceCursor, x.nextRunAt, x.lastSuccessAt, x.failures, x.version, x.madeBy, x.createdAt, x.changedAt
        """;

    /// <summary>For a connection with alias <c>x</c>, those that <see cref="Get"/> gives to a caller of the buyers' side.</summary>
    internal const string SeenTo = $"""
        @callerSupplier IS NULL AND (@callerScoped = 0 OR EXISTS (SELECT 1 FROM Supplier s WHERE s.id = x.supplierId AND {Scope.Supplier})
            AND NOT EXISTS (SELECT 1 FROM ContractSupplier xs JOIN Contract c ON c.id = xs.contractId WHERE xs.supplierId = x.supplierId AND NOT ({Scope.OwnContract})))
        """;

    private const string SelectSql = $"""
        SELECT {Columns} FROM SupplierConnection x
        WHERE x.id = @id AND (@callerSupplier IS NULL OR x.supplierId = @callerSupplier)
            AND EXISTS (SELECT 1 FROM Supplier s WHERE s.id = x.supplierId AND {Scope.Supplier})
        """;
    private const string SelectActiveSql = $$"""SELECT {{Columns}} FROM SupplierConnection x WHERE x.state = 'Active' AND @callerSupplier IS NULL ORDER BY x.id {page}""";
    internal const string SelectDueSql = $$"""
        SELECT {{Columns}} FROM SupplierConnection x
        WHERE x.state = 'Active' AND x.nextRunAt <= @now AND @callerSupplier IS NULL ORDER BY x.nextRunAt {page}
        """;
    internal const string SelectRunningSql = $$"""
        SELECT {{Columns}} FROM Synchronisation r JOIN SupplierConnection x ON x.id = r.connectionId
        WHERE r.state = 'Running' AND @callerSupplier IS NULL ORDER BY r.connectionId {page}
        """;
    internal const string SelectToTellSql = $$"""
        SELECT {{Columns}} FROM SupplierConnection x
        WHERE x.state = 'Active' AND @callerSupplier IS NULL
            AND EXISTS (SELECT 1 FROM StatusToTell t WHERE t.connectionId = x.id AND t.dueAt <= @now)
        ORDER BY x.id {page}
        """;
    private const string InsertSql = """
        INSERT INTO SupplierConnection (id, supplierId, principalId, name, kind, baseUrl, authentication, tokenUrl, clientId, headerName, secret, schedule, pageSize,
            successWithinHours, state, nextRunAt, failures, version, madeBy, createdAt, changedAt)
        VALUES (@Id, @SupplierId, @PrincipalId, @Name, @Kind, @BaseUrl, @Authentication, @TokenUrl, @ClientId, @HeaderName, @Secret, @Schedule, @PageSize,
            @SuccessWithinHours, @State, @NextRunAt, 0, 1, @MadeBy, @CreatedAt, @ChangedAt)
        """;
    private const string UpdateSql = """
        UPDATE SupplierConnection SET name = @Name, kind = @Kind, baseUrl = @BaseUrl, authentication = @Authentication, tokenUrl = @TokenUrl, clientId = @ClientId,
            headerName = @HeaderName, secret = @Secret, schedule = @Schedule, pageSize = @PageSize, successWithinHours = @SuccessWithinHours, state = @State,
            stoppedFor = @StoppedFor, sourceCursor = @SourceCursor, nextRunAt = @NextRunAt, madeBy = @MadeBy, version = @Version, changedAt = @ChangedAt
        WHERE id = @Id AND version = @Version - 1
        """;
    private const string PlanSql = """
        UPDATE SupplierConnection SET nextRunAt = @nextRunAt WHERE id = @id AND (@callerSupplier IS NULL OR supplierId = @callerSupplier)
        """;
    private const string StopSql = """
        UPDATE SupplierConnection SET state = 'Stopped', stoppedFor = @code, nextRunAt = NULL, version = version + 1, changedAt = @now
        WHERE id = @id AND version = @version AND state <> 'Stopped' AND (@callerSupplier IS NULL OR supplierId = @callerSupplier)
        """;
}
