using System.Data;
using Dapper;
using Microsoft.Data.SqlClient;
using SroiTracker.Domain;
using SroiTracker.Events;
using SroiTracker.Http;

namespace SroiTracker.Database;

/// <summary>
/// Each act in a SQL Server transaction of its own. SERIALIZABLE, because acts decide on what they read (a sum of shares,
/// "there is no such reference yet") and one after the other is what SQLite gives them; whoever loses a deadlock runs
/// again, so acts hold no state.
/// </summary>
public sealed class SqlServerTransactions(string connectionString, TimeProvider time, ILogger<SqlServerTransactions> log) : ITransactions
{
    const int Attempts = 8;

    const string AllowsSnapshots = "/* SQL Server */ SELECT snapshot_isolation_state FROM sys.databases WHERE name = DB_NAME()";

    IsolationLevel? reading;

    /// <inheritdoc/>
    public async Task<T> Run<T>(Caller caller, Func<Session, Task<T>> act, CancellationToken token)
    {
        for (var attempt = 1; ; attempt++)
        {
            Session? session = null;
            var committing = false;
            try
            {
                await using var connection = new SqlConnection(connectionString);
                await connection.OpenAsync(token);
                await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.Serializable, token);
                session = new Session(caller, time.GetUtcNow(), writes: true, connection, transaction, CancellationToken.None);
                var result = await act(session);
                // The act may have let an error pass that ended its transaction.
                if (session.Lost) throw session.Failure!;
                await EventLog.WriteUnsealed(session);
                session.End();
                committing = true;
                await transaction.CommitAsync(CancellationToken.None);
                session.Committed(log);
                return result;
            }
            catch (Exception e) when ((e as SqlException ?? session?.Failure as SqlException) is { } failure && StorageFaults.IsOutage(failure))
            {
                // A commit whose answer was lost may stand; to run again could do it twice.
                var again = committing ? StorageFaults.RolledBack(failure) : StorageFaults.IsTransient(failure);
                if (!again || attempt == Attempts) throw Unavailable(failure);
            }
            finally { session?.End(); }
            await Task.Delay(Random.Shared.Next(5, 10 << attempt), token);
        }
    }

    /// <inheritdoc/>
    public async Task<T> Read<T>(Caller caller, Func<Session, Task<T>> act, CancellationToken token)
    {
        try
        {
            await using var connection = new SqlConnection(connectionString);
            await connection.OpenAsync(token);
            await using var transaction = await connection.BeginTransactionAsync(await ReadingLevel(connection), token);
            var session = new Session(caller, time.GetUtcNow(), writes: false, connection, transaction, token);
            try { return await act(session); }
            finally { session.End(); }
        }
        // A command that is broken off ends in an error of the server.
        catch (SqlException) when (token.IsCancellationRequested) { throw new OperationCanceledException(token); }
        catch (SqlException e) when (StorageFaults.IsOutage(e)) { throw Unavailable(e); }
    }

    // Where the database allows snapshots a read sees one state and no writer waits for it; elsewhere it must lock.
    async ValueTask<IsolationLevel> ReadingLevel(SqlConnection connection) =>
        reading ??= await connection.ExecuteScalarAsync<int>(AllowsSnapshots) == 1 ? IsolationLevel.Snapshot : IsolationLevel.Serializable;

    RefusedException Unavailable(SqlException error)
    {
        log.LogError(error, "SQL Server does not answer as it should.");
        return new(Refusals.StorageUnavailable);
    }
}
