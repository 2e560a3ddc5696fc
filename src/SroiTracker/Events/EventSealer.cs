using SroiTracker.Database;
using SroiTracker.Http;

namespace SroiTracker.Events;

/// <summary>
/// On SQL Server acts commit beside each other, so that none knows which event came before its own: one instance, the one
/// with the lease, seals shortly after. Cursors read sealed events only.
/// </summary>
sealed class EventSealer(ITransactions transactions, StorageOptions options, TimeProvider time, ILogger<EventSealer> log) : BackgroundService
{
    const int SealedAtOnce = 200;
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250), Holds = TimeSpan.FromSeconds(30);

    readonly string holder = Guid.NewGuid().ToString();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Engine == Engine.Sqlite) return;
        using var timer = new PeriodicTimer(Pause, time);
        do
        {
            try
            {
                while (await SealWaiting(stoppingToken) == SealedAtOnce) { }
            }
            // Whatever it was, the service goes on and the events wait.
            catch (Exception e) when (!stoppingToken.IsCancellationRequested) { log.LogWarning(e, "Events could not be sealed; they wait."); }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Seals what waits, up to a number; answers how many.</summary>
    internal async Task<int> SealWaiting(CancellationToken token)
    {
        // Read apart, by keys only sealed: a scan in the writing transaction would lock out every act that records.
        var waiting = await transactions.Read(Caller.TheService, session => EventLog.Waiting(session, SealedAtOnce), token);
        if (waiting.Count == 0) return 0;
        // The lease's row stays locked through the transaction, so that no fence needs naming.
        return await transactions.Run(Caller.TheService, async session =>
            await Lease.Take(session, "event-seal", holder, Holds) is null ? 0 : await EventLog.Seal(session, waiting), token);
    }
}
