using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.Placements;

namespace SroiTracker.Suppliers.Sync;

/// <summary>
/// Tells a supplier's system how its placements stand, one after another: as they stand when it is told, under a key that is the
/// same whenever it is told again. What can't be told waits, longer after each time, and the others of this system with it.
/// </summary>
internal sealed class TellStatuses(ITransactions transactions, TimeProvider time, ILogger<TellStatuses> log)
{
    /// <summary>After so many times a status that the system does not want is told no more.</summary>
    private const int MostRefusals = 10;

    private const int AtOnce = 100;
    private static readonly TimeSpan FirstWait = TimeSpan.FromMinutes(1), LongestWait = TimeSpan.FromHours(6);

    /// <summary>Tells what is due over a connection; where the system does not let us in the connection stops.</summary>
    /// <param name="systemOf">The system, which may be out of reach already.</param>
    public async Task Tell(Connection connection, Func<ISupplierSystem> systemOf, CancellationToken token)
    {
        for (var mayBeMore = true; mayBeMore;)
        {
            var due = await transactions.Read(Caller.TheService, session => StatusStore.Of(session, connection.Id, AtOnce), token);
            mayBeMore = due.Count == AtOnce;
            foreach (var status in due)
                if (!await Tell(connection, status, systemOf, token)) return;
        }
    }

    /// <summary>Tells one; whether the next may be told now.</summary>
    private async Task<bool> Tell(Connection connection, StatusToTell status, Func<ISupplierSystem> systemOf, CancellationToken token)
    {
        try
        {
            if (await Now(connection, status.PlacementId, token) is { } stands)
                await systemOf().Tell(status.SourceId, stands, $"{status.PlacementId:N}-{status.Sequence}", token);
            await Keep(session => StatusStore.Told(session, connection.Id, status));
            Measures.Told("told");
            return true;
        }
        catch (RefusedException no) when (no.Objections[0].Refusal is { Kind: RefusalKind.Upstream } why)
        {
            Measures.Told(why.Code);
            if (ConnectionStore.StopsFor(why)) await Keep(session => ConnectionStore.Stop(session, connection.Id, connection.Version, why.Code));
            var isGivenUp = why == Refusals.SourceRefused && status.Tries + 1 >= MostRefusals;
            if (isGivenUp) log.LogWarning("Connection {Connection}: its system does not take how placement {Placement} stands; it is told no more.", connection.Id, status.PlacementId);
            var until = time.GetUtcNow() + Wait(status.Tries);
            await Keep(session => isGivenUp ? StatusStore.Told(session, connection.Id, status) : StatusStore.Wait(session, connection.Id, status, why.Code, until));
            return isGivenUp;
        }
    }

    /// <summary>How a placement stands, as its supplier sees it; null where it is no longer there.</summary>
    private Task<PlacementStatus?> Now(Connection connection, Guid placementId, CancellationToken token) =>
        transactions.Read<PlacementStatus?>(connection.Reporter, async session =>
            await PlacementStore.Find(session, placementId) is [var placement] ? Status(PlacementView.Of(session, placement)) : null, token);

    private static PlacementStatus Status(PlacementView placement) => new(
        placement.Id, placement.SupplierReference, placement.ReportNumber, placement.ChangedAt,
        [.. placement.Contracts.Select(c => new ContractStatus(
            c.ContractId, c.ContractReference, c.State, c.VerifiedReportNumber, c.VerifiedThroughDate,
            c.Verdict is { } verdict ? new(verdict.Kind, verdict.Code, verdict.Reason, verdict.DecidedAt) : null, c.Counted, c.Waiting))]);

    // What was told is kept even when the service stops now, or it would be told twice.
    private Task Keep(Func<Session, Task> what) => transactions.Run(Caller.TheService, async session =>
    {
        await what(session);
        return true;
    }, CancellationToken.None);

    /// <summary>Twice as long each time, with chance in it so that not all come back at once.</summary>
    internal static TimeSpan Wait(int tries) =>
        (tries < 9 ? FirstWait * Math.Pow(2, tries) : LongestWait) is var wait && wait < LongestWait ? wait * (0.75 + Random.Shared.NextDouble() / 2) : LongestWait;
}
