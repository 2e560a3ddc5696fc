using SroiTracker.Database;
using SroiTracker.Domain;

namespace SroiTracker.Http;

/// <summary>
/// Removes the answers that were kept long enough, some at a time so that nobody waits for it. A request that is repeated
/// after that is a new one.
/// </summary>
internal sealed class AnswerRemover(ITransactions transactions, TimeProvider time, IConfiguration configuration, ILogger<AnswerRemover> log) : BackgroundService
{
    /// <summary>How long answers are kept, in whole hours; 48 where nothing is said.</summary>
    internal const string Setting = "Idempotency:RetentionHours";

    // A day is what callers are promised (api.md); people's data lies in answers, so that a month is the most.
    private const int Least = 24, Usual = 48, Most = 744;
    private const string LeaseName = "kept-answers";
    private const int AtOnce = 500;
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10), Holds = TimeSpan.FromMinutes(1);

    private readonly string _holder = Guid.NewGuid().ToString();
    private readonly TimeSpan _retention = Retention(configuration);

    /// <summary>How long answers are kept.</summary>
    /// <exception cref="RefusedException">No whole number of hours from 24 to 744.</exception>
    internal static TimeSpan Retention(IConfiguration configuration) => TimeSpan.FromHours(configuration.WholeNumber(Setting, Usual, Least, Most));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                while (await Step(stoppingToken)) { }
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested) { log.LogError(e, "Old answers could not be removed; it is tried again."); }
            await Task.Delay(Pause, time, stoppingToken);
        }
    }

    /// <summary>Removes the oldest; whether there may be more.</summary>
    internal async Task<bool> Step(CancellationToken token)
    {
        var before = time.GetUtcNow() - _retention;
        if (!await transactions.Read(Caller.TheService, session => KeptAnswerStore.AnyBefore(session, before), token)) return false;
        return await transactions.Run(Caller.TheService, async session =>
            await Lease.Take(session, LeaseName, _holder, Holds) is { } fence && await KeptAnswerStore.RemoveBefore(session, before, AtOnce, LeaseName, fence) == AtOnce, token);
    }
}
