using SroiTracker.Http;

namespace SroiTracker.Database;

/// <summary>One open transaction of one caller.</summary>
public sealed class Session
{
    internal Session(Caller caller, DateTimeOffset now, CancellationToken token)
    {
        Caller = caller;
        Now = now;
        Token = token;
    }

    /// <summary>Who acts.</summary>
    public Caller Caller { get; }

    /// <summary>The instant of the act, the same throughout it, in whole milliseconds, UTC.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>The calendar date in the Netherlands at <see cref="Now"/>.</summary>
    public DateOnly Today => throw new NotSupportedException();

    /// <summary>Ends a read when its caller goes away; a started write is never cancelled.</summary>
    public CancellationToken Token { get; }

    /// <summary>All rows.</summary>
    public Task<IReadOnlyList<T>> Query<T>(string sql, object? parameters = null) => throw new NotSupportedException();

    /// <summary>The first row, or default.</summary>
    public Task<T?> QueryOne<T>(string sql, object? parameters = null) => throw new NotSupportedException();

    /// <summary>Changes rows and answers how many; not in a read.</summary>
    public Task<int> Execute(string sql, object? parameters = null) => throw new NotSupportedException();

    /// <summary>A new id, version 7: ids made later sort later.</summary>
    public Guid NewId() => Guid.CreateVersion7(Now);

    /// <summary>Puts an event in the log, in this transaction.</summary>
    public void Record(string act, string subject, Guid? supplierId, object payload) => throw new NotSupportedException();

    /// <summary>Runs after the commit, before the caller hears of it; not at all after a rollback.</summary>
    public void AfterCommit(Action action) => throw new NotSupportedException();

    /// <summary>A part of the act that can fail on its own: its rows, events and after-commit actions go, the rest stays.</summary>
    public Task<T> Nested<T>(Func<Task<T>> act) => throw new NotSupportedException();
}
