using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;

namespace SroiTracker.Placements;

/// <summary>
/// Books what an amendment changes on contracts with very many placements, some candidates at a time so that others are not
/// kept waiting (rules.md 3, "Ledger"). What was done is kept with how far it came, so that after a stop or a crash it goes on
/// there; verdicts meanwhile book by the new terms, and the job then finds nothing left to book.
/// </summary>
internal sealed class Recalculator(ITransactions transactions, TimeProvider time, ILogger<Recalculator> log) : BackgroundService
{
    private const string LeaseName = "recalculation";
    private const int CandidatesAtOnce = 25;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1), Holds = TimeSpan.FromSeconds(5);

    private readonly string _holder = Guid.NewGuid().ToString();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                while (await Step(stoppingToken)) { }
            }
            // Whatever it was, the service goes on, and the contract shows that it is being recalculated.
            catch (Exception e) when (!stoppingToken.IsCancellationRequested) { log.LogError(e, "A recalculation could not go on; it is tried again."); }
            // Not a timer that ticks: after a clock that leaps it would tick for every second in between.
            await Task.Delay(Pause, time, stoppingToken);
        }
    }

    /// <summary>Books for the next candidates of the contract that waits longest; false where there is nothing to do.</summary>
    internal async Task<bool> Step(CancellationToken token)
    {
        if (await transactions.Read(Caller.TheService, RecalculationStore.Next, token) is null) return false;
        return await transactions.Run(Caller.TheService, async session =>
        {
            if (await Lease.Take(session, LeaseName, _holder, Holds) is not { } fence) return false;
            // Read again, since an amendment may have come in between.
            if (await RecalculationStore.Next(session) is not { } next) return false;
            var act = new BookingAct(next.Act, By: next.RequestedBy);
            var reached = await Recount.Candidates(session, next.ContractId, next.ReachedCandidateId, CandidatesAtOnce, act, new(session));
            if (reached is { } candidate)
            {
                await RecalculationStore.Reach(session, next.ContractId, candidate, LeaseName, fence);
                return true;
            }
            await RecalculationStore.End(session, next.ContractId, LeaseName, fence);
            session.Record("contract.recalculated", $"contracts/{next.ContractId}", null, new { next.Act, next.RequestedBy, next.RequestedAt });
            return true;
        }, token);
    }
}
