using SroiTracker.Database;

namespace SroiTracker.Http;

/// <summary>
/// Writes now and then when keys were last used, to the minute, many with one statement: off the path of requests, and once
/// more when the service stops.
/// </summary>
internal sealed class KeyUse(ApiKeys keys, ITransactions transactions, TimeProvider time, ILogger<KeyUse> log) : BackgroundService
{
    private const int KeysAtOnce = 100;
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await Write(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await Task.Delay(Pause, time, stoppingToken);
            await Write(stoppingToken);
        }
    }

    /// <summary>Writes what is known; what fails is kept for the next time.</summary>
    internal async Task Write(CancellationToken token)
    {
        foreach (var minute in keys.TakeUsed().GroupBy(u => u.Minute))
            foreach (var some in minute.Chunk(KeysAtOnce))
                try
                {
                    await transactions.Run(Caller.TheService, async session =>
                    {
                        await KeyStore.Used(session, [.. some.Select(u => u.KeyId)], minute.Key);
                        return true;
                    }, token);
                }
                catch (Exception e)
                {
                    keys.GiveBack(some);
                    if (!token.IsCancellationRequested) log.LogWarning(e, "The last use of keys could not be written; it is tried again.");
                }
    }
}
