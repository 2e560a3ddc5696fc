using System.Collections.Concurrent;
using System.Data.Common;
using Stopwatch = System.Diagnostics.Stopwatch;
using Microsoft.Data.Sqlite;
using SroiTracker.Domain;
using SroiTracker.Events;
using SroiTracker.Http;
using static SQLitePCL.raw;

namespace SroiTracker.Database;

/// <summary>
/// SQLite has one writer, so all acts that write queue for one thread that owns one connection. It takes what waits into
/// one transaction, an act each under a savepoint, so that many acts share the one wait for the disk; nobody hears
/// "done" before the commit.
/// </summary>
public sealed class SqliteLane : ITransactions, IDisposable
{
    const int Places = 1024, LargestBatch = 64, IdleReaders = 16;

    readonly string connectionString;
    readonly TimeProvider time;
    readonly ILogger<SqliteLane> log;
    readonly PreparedConnection connection;
    readonly BlockingCollection<WaitingAct> queue = new(Places);
    readonly ConcurrentStack<PreparedConnection> readers = new();
    readonly List<WaitingAct> batch = new(LargestBatch);
    readonly Thread thread;
    Seal tip;

    /// <param name="connectionString">A file whose schema is up to date, see <see cref="Migrations"/>.</param>
    public SqliteLane(string connectionString, TimeProvider time, ILogger<SqliteLane> log)
    {
        this.connectionString = connectionString;
        this.time = time;
        this.log = log;
        connection = PreparedConnection.Open(connectionString, SqliteOpenMode.ReadWrite);
        thread = new Thread(Work) { IsBackground = true, Name = "SQLite lane" };
        thread.Start();
    }

    /// <summary>After which a batch takes in no further act.</summary>
    internal TimeSpan LongestBatch { get; set; } = TimeSpan.FromMilliseconds(20);

    /// <inheritdoc/>
    public Task<T> Run<T>(Caller caller, Func<Session, Task<T>> act, CancellationToken token)
    {
        if (Thread.CurrentThread == thread)
            throw new InvalidOperationException("An act joins its session by Nested; here it would wait for itself.");
        var waiting = new WaitingAct<T>(caller, act, token);
        try
        {
            if (!queue.TryAdd(waiting, 0, CancellationToken.None)) waiting.Fail(new RefusedException(Refusals.StorageBusy));
        }
        catch (InvalidOperationException) { waiting.Fail(new RefusedException(Refusals.StorageUnavailable)); }
        return waiting.Outcome;
    }

    /// <inheritdoc/>
    public async Task<T> Read<T>(Caller caller, Func<Session, Task<T>> act, CancellationToken token)
    {
        token.ThrowIfCancellationRequested();
        var reader = Rent();
        var session = new Session(caller, time.GetUtcNow(), writes: false, reader, null, token);
        // Ended before the reader is another's, whom the interruption would meet otherwise.
        var interruption = token.UnsafeRegister(static reader => ((PreparedConnection)reader!).Interrupt(), reader);
        try { return await act(session); }
        catch (SqliteException e) when (e.SqliteErrorCode == SQLITE_INTERRUPT) { throw new OperationCanceledException(token); }
        finally
        {
            session.End();
            await interruption.DisposeAsync();
            GiveBack(reader);
        }
    }

    /// <summary>Takes no more acts, finishes those that wait, closes the database.</summary>
    public void Dispose()
    {
        if (queue.IsAddingCompleted) return;
        queue.CompleteAdding();
        thread.Join();
        connection.Dispose();
        while (readers.TryPop(out var reader)) reader.Dispose();
    }

    void Work()
    {
        foreach (var first in queue.GetConsumingEnumerable())
        {
            batch.Clear();
            var committed = false;
            try { committed = Begin() && RunActs(first) && Commit(); }
            catch (Exception e) { log.LogCritical(e, "The lane failed outside an act."); }
            if (!committed) Abandon(first);
            foreach (var act in batch) act.Complete(log);
        }
    }

    bool Begin()
    {
        try
        {
            connection.Do("BEGIN IMMEDIATE");
            // The command line is a second process: it may have written events since the last batch.
            tip = Now(EventLog.Tip(new Session(Caller.TheService, time.GetUtcNow(), writes: true, connection, null, CancellationToken.None)));
            return true;
        }
        catch (SqliteException e)
        {
            log.LogError(e, "The database does not begin a transaction.");
            return false;
        }
    }

    // False when the transaction was lost, with every act in it.
    bool RunActs(WaitingAct first)
    {
        var began = Stopwatch.GetTimestamp();
        var next = first;
        do
        {
            if (!next.TryStart()) continue;
            batch.Add(next);
            if (!RunAct(next)) return false;
        }
        while (batch.Count < LargestBatch && Stopwatch.GetElapsedTime(began) < LongestBatch && queue.TryTake(out next!));
        return true;
    }

    bool RunAct(WaitingAct act)
    {
        var session = new Session(act.Caller, time.GetUtcNow(), writes: true, connection, null, CancellationToken.None);
        try
        {
            Now(session.Save("act"));
            Now(act.Invoke(session));
            var next = session.Events.Count == 0 ? tip : Now(EventLog.WriteSealed(session, tip));
            Now(session.Release("act"));
            tip = next;
            act.Session = session;
            return true;
        }
        catch (Exception e)
        {
            act.Error = e;
            try { Now(session.RollBack("act")); }
            catch (Exception lost) when (lost is SqliteException or RefusedException)
            {
                log.LogError(session.Failure, "The transaction was lost with the {Count} acts in it.", batch.Count);
                return false;
            }
            return true;
        }
        finally { session.End(); }
    }

    bool Commit()
    {
        try
        {
            connection.Do("COMMIT");
            return true;
        }
        catch (SqliteException e)
        {
            log.LogError(e, "The commit failed, with the {Count} acts in it.", batch.Count);
            return false;
        }
    }

    void Abandon(WaitingAct first)
    {
        if (batch.Count == 0)
        {
            // No transaction could be begun: nobody waits out the same busy time once more.
            for (WaitingAct? act = first; act is not null; act = queue.TryTake(out var next) ? next : null)
                if (act.TryStart()) batch.Add(act);
        }
        foreach (var act in batch) act.Lose();
        if (connection.InTransaction) connection.Do("ROLLBACK");
    }

    // Everything the session awaits is done when it returns; what is not done now never will be.
    static T Now<T>(Task<T> task) => task.IsCompleted ? task.GetAwaiter().GetResult() : throw Unfinished();

    static void Now(Task task)
    {
        if (!task.IsCompleted) throw Unfinished();
        task.GetAwaiter().GetResult();
    }

    static InvalidOperationException Unfinished() => new("Inside an act only its session is awaited; this one returned before it was done.");

    PreparedConnection Rent()
    {
        try
        {
            if (!readers.TryPop(out var reader))
            {
                reader = PreparedConnection.Open(connectionString, SqliteOpenMode.ReadWrite);
                reader.Do("PRAGMA query_only = ON");
            }
            reader.Do("BEGIN");
            return reader;
        }
        catch (SqliteException e)
        {
            log.LogError(e, "The database opens no connection to read.");
            throw new RefusedException(Refusals.StorageUnavailable);
        }
    }

    void GiveBack(PreparedConnection reader)
    {
        if (reader.InTransaction) reader.Do("COMMIT");
        if (queue.IsAddingCompleted || readers.Count >= IdleReaders) reader.Dispose();
        else readers.Push(reader);
    }
}
