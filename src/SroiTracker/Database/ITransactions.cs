using SroiTracker.Http;

namespace SroiTracker.Database;

/// <summary>The two doors to the database: one act that may write, or one consistent read.</summary>
public interface ITransactions
{
    /// <summary>
    /// Runs an act in the write transaction: in SQLite's lane, or in a SQL Server transaction of its own. Inside the act
    /// only the Session is awaited. The task completes after the commit.
    /// </summary>
    /// <exception cref="Domain.RefusedException">storage.busy or storage.unavailable; nothing of the act is kept.</exception>
    /// <exception cref="OperationCanceledException">Cancelled while it waited; a started act finishes.</exception>
    Task<T> Run<T>(Caller caller, Func<Session, Task<T>> act, CancellationToken token);

    /// <summary>Runs an act that only reads; all its queries see one state of the database.</summary>
    /// <exception cref="Domain.RefusedException">storage.unavailable.</exception>
    Task<T> Read<T>(Caller caller, Func<Session, Task<T>> act, CancellationToken token);
}
