using SroiTracker.Domain;
using SroiTracker.Http;

namespace SroiTracker.Database;

/// <summary>An act in the lane, from the moment its caller asks until the caller hears what became of it.</summary>
abstract class WaitingAct(Caller caller)
{
    public Caller Caller => caller;

    /// <summary>Why the act itself failed; null when it did not.</summary>
    public Exception? Error { get; set; }

    /// <summary>The session in which it succeeded.</summary>
    public Session? Session { get; set; }

    /// <summary>Whether it may start: false when its caller went away. From here on it can't be cancelled.</summary>
    public abstract bool TryStart();

    public abstract Task Invoke(Session session);

    /// <summary>The transaction was lost; whatever the act found no longer holds, its own error included.</summary>
    public void Lose()
    {
        Error = new RefusedException(Refusals.StorageUnavailable);
        Session = null;
    }

    /// <summary>Tells the caller.</summary>
    public void Complete(ILogger log)
    {
        Session?.Committed(log);
        if (Error is null) Succeed();
        else Fail(Error);
    }

    public abstract void Fail(Exception error);

    protected abstract void Succeed();
}

/// <inheritdoc/>
sealed class WaitingAct<T> : WaitingAct
{
    readonly Func<Session, Task<T>> act;
    readonly TaskCompletionSource<T> outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly ExecutionContext? context = ExecutionContext.Capture();
    readonly CancellationTokenRegistration cancellation;
    int started;
    Task<T>? result;

    public WaitingAct(Caller caller, Func<Session, Task<T>> act, CancellationToken token) : base(caller)
    {
        this.act = act;
        cancellation = token.UnsafeRegister(static (self, token) => ((WaitingAct<T>)self!).Cancel(token), this);
    }

    public Task<T> Outcome => outcome.Task;

    public override bool TryStart()
    {
        if (Interlocked.Exchange(ref started, 1) != 0) return false;
        cancellation.Unregister();
        return true;
    }

    // With the caller's context, so that its language and trace go along into the lane's thread.
    public override Task Invoke(Session session)
    {
        if (context is null) return result = act(session);
        ExecutionContext.Run(context, static state =>
        {
            var (self, session) = ((WaitingAct<T>, Session))state!;
            self.result = self.act(session);
        }, (this, session));
        return result!;
    }

    public override void Fail(Exception error)
    {
        cancellation.Unregister();
        if (error is OperationCanceledException cancelled) outcome.TrySetCanceled(cancelled.CancellationToken);
        else outcome.TrySetException(error);
    }

    protected override void Succeed() => outcome.TrySetResult(result!.Result);

    void Cancel(CancellationToken token)
    {
        if (Interlocked.Exchange(ref started, 1) == 0) outcome.TrySetCanceled(token);
    }
}
