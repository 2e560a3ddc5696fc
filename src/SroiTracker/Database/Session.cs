using System.Data.Common;
using System.Diagnostics;
using Dapper;
using SroiTracker.Domain;
using SroiTracker.Events;
using SroiTracker.Http;

namespace SroiTracker.Database;

/// <summary>
/// One open transaction of one caller. Every statement runs in it and knows the caller's supplier as
/// <c>@callerSupplier</c> (null on the buyers' side).
/// </summary>
public sealed class Session
{
    /// <summary>Tells whoever listens of every text before it is executed, with the caller on whose behalf.</summary>
    internal static readonly DiagnosticListener Told = new("SroiTracker.Database");

    static readonly TimeZoneInfo Netherlands = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");

    readonly DbConnection connection;
    readonly DbTransaction? transaction;
    readonly PreparedConnection? prepared;
    readonly bool writes;
    readonly int thread = Environment.CurrentManagedThreadId;
    readonly List<EventEntry> events = [];
    readonly List<Action> afterCommit = [];
    DateOnly? today;
    int depth;
    bool ended;

    internal Session(Caller caller, DateTimeOffset now, bool writes, DbConnection connection, DbTransaction? transaction, CancellationToken token)
    {
        Caller = caller;
        Now = DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds());
        Token = token;
        this.writes = writes;
        this.connection = connection;
        this.transaction = transaction;
        prepared = connection as PreparedConnection;
    }

    /// <summary>Who acts, with the roles that the open request is for.</summary>
    public Caller Caller { get; private set; }

    /// <summary>The instant of the act, the same throughout it, in whole milliseconds, UTC.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>The calendar date in the Netherlands at <see cref="Now"/>.</summary>
    public DateOnly Today => today ??= DateOf(Now);

    /// <summary>The calendar date in the Netherlands at an instant.</summary>
    public static DateOnly DateOf(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Netherlands).DateTime);

    /// <summary>The instant at which a day begins in the Netherlands.</summary>
    public static DateTimeOffset StartOf(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new(midnight, Netherlands.GetUtcOffset(midnight));
    }

    /// <summary>Ends a read when its caller goes away; a started write is never cancelled.</summary>
    public CancellationToken Token { get; }

    /// <summary>Whether the transaction was lost under the act: whatever it does from here on, nothing of it is kept.</summary>
    internal bool Lost { get; private set; }

    /// <summary>The last error of the database, whether or not the act let it pass.</summary>
    internal DbException? Failure { get; private set; }

    internal Engine Engine => prepared is null ? Engine.SqlServer : Engine.Sqlite;
    internal IReadOnlyList<EventEntry> Events => events;

    /// <summary>All rows. T has init properties, or is one column (an enum only as a property).</summary>
    public async Task<IReadOnlyList<T>> Query<T>(string sql, object? parameters = null)
    {
        var command = Command(sql, parameters);
        try { return (await connection.QueryAsync<T>(command)).AsList(); }
        catch (DbException e) when (IsOutage(e)) { throw new RefusedException(Refusals.StorageUnavailable); }
    }

    /// <summary>The first row, or default.</summary>
    public async Task<T?> QueryOne<T>(string sql, object? parameters = null)
    {
        var command = Command(sql, parameters);
        try { return await connection.QueryFirstOrDefaultAsync<T>(command); }
        catch (DbException e) when (IsOutage(e)) { throw new RefusedException(Refusals.StorageUnavailable); }
    }

    /// <summary>Changes rows and answers how many; not in a read.</summary>
    public async Task<int> Execute(string sql, object? parameters = null)
    {
        if (!writes) throw new InvalidOperationException("A read changes nothing; an act that does goes through Run.");
        var command = Command(sql, parameters);
        try { return await connection.ExecuteAsync(command); }
        catch (DbException e) when (IsOutage(e)) { throw new RefusedException(Refusals.StorageUnavailable); }
    }

    /// <summary>A new id, version 7: ids made later sort later.</summary>
    public Guid NewId() => Guid.CreateVersion7(Now);

    /// <summary>Puts an event in the log: written with its seal at the end of the act, in the same transaction.</summary>
    /// <param name="act">What was done: <c>placement.reported</c>.</param>
    /// <param name="subject">To what: <c>placements/&lt;uuid&gt;</c>.</param>
    /// <param name="supplierId">The supplier that may read it; null for none.</param>
    /// <param name="payload">Written as JSON at once; no raw pseudonym in it (rules.md 8).</param>
    public void Record(string act, string subject, Guid? supplierId, object payload)
    {
        if (!writes) throw new InvalidOperationException("A read records nothing.");
        events.Add(EventEntry.Of(this, act, subject, supplierId, payload));
    }

    /// <summary>Runs after the commit, before the caller hears of it; not at all after a rollback. Short: others wait.</summary>
    public void AfterCommit(Action action) => afterCommit.Add(action);

    /// <summary>
    /// A part of the act that can fail on its own: when it throws, its rows, events and after-commit actions are gone and
    /// the rest of the act stands.
    /// </summary>
    public async Task<T> Nested<T>(Func<Task<T>> act)
    {
        if (!writes) return await act();
        var (eventCount, actionCount, name) = (events.Count, afterCommit.Count, $"nested{depth + 1}");
        await Save(name);
        depth++;
        try
        {
            var result = await act();
            await Release(name);
            return result;
        }
        catch
        {
            events.RemoveRange(eventCount, events.Count - eventCount);
            afterCommit.RemoveRange(actionCount, afterCommit.Count - actionCount);
            if (!Lost) await RollBackOrLose(name);
            throw;
        }
        finally { depth--; }
    }

    /// <summary>A part of the act that is done with fewer of the caller's roles.</summary>
    internal async Task<T> As<T>(Caller narrower, Func<Task<T>> act)
    {
        var was = Caller;
        Caller = narrower;
        try { return await act(); }
        finally { Caller = was; }
    }

    internal Task Save(string name) => Execute(prepared is null ? $"SAVE TRANSACTION {name}" : $"SAVEPOINT {name}");

    // SQL Server has no release: a savepoint goes with its transaction.
    internal Task Release(string name) => prepared is null ? Task.CompletedTask : Execute($"RELEASE {name}");

    internal async Task RollBack(string name)
    {
        await Execute(prepared is null ? $"ROLLBACK TRANSACTION {name}" : $"ROLLBACK TO {name}");
        await Release(name);
    }

    // SQL Server lets some errors through only to the end of the whole transaction: then nothing more is done in it.
    async Task RollBackOrLose(string name)
    {
        try { await RollBack(name); }
        catch (DbException) { Lost = true; }
    }

    /// <summary>From here on it throws: an act that goes on after its end is a programming error.</summary>
    internal void End() => ended = true;

    /// <summary>Does what was asked for after the commit; whatever fails there, the commit stands.</summary>
    internal void Committed(ILogger log)
    {
        foreach (var action in afterCommit)
        {
            try { action(); }
            catch (Exception e) { log.LogError(e, "An action after a commit failed."); }
        }
    }

    CommandDefinition Command(string sql, object? parameters)
    {
        if (ended) throw new InvalidOperationException("The session has ended: the act went on after it returned.");
        // The lane's connection belongs to one thread; an act that is somewhere else awaited something other than its session.
        if (writes && prepared is not null && thread != Environment.CurrentManagedThreadId)
            throw new InvalidOperationException("Inside an act only its session is awaited.");
        // Outside its transaction a statement would commit by itself.
        Lost |= prepared is { InTransaction: false };
        if (Lost) throw new RefusedException(Refusals.StorageUnavailable);
        if (Told.IsEnabled()) Told.Write(nameof(Statement), (Caller, sql));
        var statement = Statement.Of(sql, Engine, Caller);
        if (prepared is not null) prepared.Upcoming = statement;
        return new(statement.Text, statement.Bind(parameters, this), transaction, cancellationToken: Token);
    }

    // An outage ends the act as a refusal; any other error is the act's own.
    bool IsOutage(DbException error)
    {
        Failure = error;
        Lost |= prepared is null ? transaction?.Connection is null : !prepared.InTransaction;
        // SQL Server also ends a transaction for the act's own error (a trigger that refuses); SQLite only when it can't go on.
        return Lost && prepared is not null || StorageFaults.IsOutage(error, writes);
    }
}
