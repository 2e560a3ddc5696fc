using SroiTracker.Database;
using SroiTracker.Events;
using SroiTracker.Http;

namespace SroiTracker.Suppliers.Sync;

/// <summary>
/// Follows the event log and notes which placements suppliers' systems are to be told of. How far it came is kept with what it
/// noted, so that no verdict is passed over, whatever stops in between.
/// </summary>
internal sealed class StatusReader(ITransactions transactions)
{
    private const string CursorName = "verdicts-back";
    private const int AtOnce = 100;
    private const string Placements = "placements/";

    /// <summary>What changes how a placement stands. A report does not: its system knows what it said itself.</summary>
    private static readonly HashSet<string> Verdicts = new(StringComparer.Ordinal)
    {
        "placement.verified", "placement.rejected", "placement.revocation-asked", "placement.revoked", "placement.revocation-declined",
        "placement.withdrawal-asked", "placement.withdrawn", "placement.withdrawal-declined", "placement.proposal-accepted",
    };

    /// <summary>Reads on; whether there may be more. Several instances may: each reads from where the log was left.</summary>
    public async Task<bool> Step(CancellationToken token)
    {
        var (isHeard, from, events) = await transactions.Read(Caller.TheService, async session =>
        {
            if (!await StatusStore.AnyListener(session)) return (false, null, []);
            var reached = await StatusStore.Reached(session, CursorName);
            return (true, reached, reached is null ? [] : await EventLog.After(session, reached.Value, AtOnce));
        }, token);
        if (!isHeard || from is not null && events.Count == 0) return false;
        return await transactions.Run(Caller.TheService, async session =>
        {
            if (from is null)
            {
                // Nothing was pulled before there was a connection, so that nobody is to be told of what lies before it.
                await StatusStore.Reach(session, CursorName, (await EventLog.Tip(session)).Sequence);
                return false;
            }
            if (await StatusStore.Reached(session, CursorName) != from) return true;
            foreach (var placement in events.Where(e => Verdicts.Contains(e.Act)).GroupBy(e => e.Subject, StringComparer.Ordinal))
                if (placement.Key.StartsWith(Placements, StringComparison.Ordinal) && Guid.TryParse(placement.Key.AsSpan(Placements.Length), out var id))
                    await StatusStore.Ask(session, id, placement.Max(e => e.Sequence));
            await StatusStore.Reach(session, CursorName, events[^1].Sequence);
            return events.Count == AtOnce;
        }, token);
    }
}
