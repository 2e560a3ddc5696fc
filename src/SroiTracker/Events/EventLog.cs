using SroiTracker.Database;

namespace SroiTracker.Events;

/// <summary>What verification of the chain found.</summary>
/// <param name="Count">Seals that hold, from the first on.</param>
/// <param name="Head">Hash of the last of them in hexadecimal: kept elsewhere, it shows later that no tail was cut off.</param>
/// <param name="FirstBroken">Sequence of the first seal that does not hold; null when all do.</param>
/// <param name="Unsealed">Events without a seal: on SQLite always 0; on SQL Server those that wait for the sealing.</param>
public sealed record EventChain(long Count, string Head, long? FirstBroken, long Unsealed);

/// <summary>The one log of what was done: audit, deltas, webhooks and verdicts back read it by sequence.</summary>
public static class EventLog
{
    const int VerifiedAtOnce = 500;

    const string LastSeal = "SELECT s.sequence, s.hash FROM EventSeal s ORDER BY s.sequence DESC {page}";

    const string InsertEvent = """
        INSERT INTO Event (id, at, principal, act, subject, supplier, payload, salt, digest)
        VALUES (@Id, @At, @Principal, @Act, @Subject, @Supplier, @Payload, @Salt, @Digest)
        """;

    const string InsertSeal = "INSERT INTO EventSeal (sequence, event, hash) VALUES (@Sequence, @Event, @Hash)";

    const string InsertUnsealed = "INSERT INTO EventUnsealed (event) VALUES (@Event)";

    const string UnsealedEvents = """
        SELECT e.id, e.at, e.principal, e.act, e.subject, e.supplier, e.digest
        FROM EventUnsealed u JOIN Event e ON e.id = u.event
        ORDER BY u.event {page}
        """;

    const string DeleteUnsealed = "DELETE FROM EventUnsealed WHERE event = @Event";

    const string SealedEvents = """
        SELECT s.sequence, s.hash, s.event AS id, e.at, e.principal, e.act, e.subject, e.supplier, e.payload, e.salt, e.digest
        FROM EventSeal s LEFT JOIN Event e ON e.id = s.event
        WHERE s.sequence > @after
        ORDER BY s.sequence {page}
        """;

    const string EventsAfter = """
        SELECT s.sequence, e.act, e.subject FROM EventSeal s JOIN Event e ON e.id = s.event
        WHERE s.sequence > @after AND @callerSupplier IS NULL ORDER BY s.sequence {page}
        """;

    const string CountUnsealed = "SELECT COUNT(*) FROM Event e WHERE NOT EXISTS (SELECT 1 FROM EventSeal s WHERE s.event = e.id)";

    /// <summary>
    /// Follows the chain from its first seal. An erased payload (with its salt) breaks nothing; a changed, missing,
    /// moved or put-in event does.
    /// </summary>
    public static async Task<EventChain> Verify(Session session)
    {
        var tip = Events.Seal.Start;
        long? broken = null;
        while (broken is null)
        {
            var page = await session.Query<SealedEvent>(SealedEvents, new { after = tip.Sequence, take = VerifiedAtOnce });
            if (page.Count == 0) break;
            foreach (var row in page)
            {
                if (!row.Follows(tip, out var next))
                {
                    broken = tip.Sequence + 1;
                    break;
                }
                tip = next;
            }
        }
        return new(tip.Sequence, Convert.ToHexStringLower(tip.Hash), broken, await session.QueryOne<long>(CountUnsealed));
    }

    /// <summary>What was done after a place in the log, in order.</summary>
    /// <param name="sequence">Of the last that was read; 0 from the start.</param>
    internal static Task<IReadOnlyList<Happened>> After(Session session, long sequence, int atMost) =>
        session.Query<Happened>(EventsAfter, new { after = sequence, take = atMost });

    /// <summary>The last seal.</summary>
    internal static async Task<Seal> Tip(Session session)
    {
        var last = await session.QueryOne<SealRow>(LastSeal, new { take = 1 });
        return last is null ? Events.Seal.Start : new(last.Sequence, last.Hash);
    }

    /// <summary>Writes the session's events and their seals; answers the new tip.</summary>
    internal static async Task<Seal> WriteSealed(Session session, Seal tip)
    {
        foreach (var entry in session.Events)
        {
            await session.Execute(InsertEvent, entry);
            tip = tip.Next(entry);
            await session.Execute(InsertSeal, new { tip.Sequence, Event = entry.Id, tip.Hash });
        }
        return tip;
    }

    /// <summary>Writes the session's events, to be sealed by <see cref="EventSealer"/>.</summary>
    internal static async Task WriteUnsealed(Session session)
    {
        foreach (var entry in session.Events)
        {
            await session.Execute(InsertEvent, entry);
            await session.Execute(InsertUnsealed, new { Event = entry.Id });
        }
    }

    /// <summary>What waits for its seal, oldest id first, up to a number.</summary>
    internal static async Task<IReadOnlyList<EventEntry>> Waiting(Session session, int atMost) =>
        [.. (await session.Query<EventRow>(UnsealedEvents, new { take = atMost })).Select(row => row.Entry)];

    /// <summary>Seals what waited, save what another instance sealed meanwhile; answers how many.</summary>
    internal static async Task<int> Seal(Session session, IReadOnlyList<EventEntry> waiting)
    {
        var tip = await Tip(session);
        var before = tip.Sequence;
        foreach (var entry in waiting)
        {
            if (await session.Execute(DeleteUnsealed, new { Event = entry.Id }) == 0) continue;
            tip = tip.Next(entry);
            await session.Execute(InsertSeal, new { tip.Sequence, Event = entry.Id, tip.Hash });
        }
        return (int)(tip.Sequence - before);
    }

    /// <summary>An event as who follows the log needs it.</summary>
    internal sealed class Happened
    {
        public long Sequence { get; init; }
        public string Act { get; init; } = "";
        public string Subject { get; init; } = "";
    }

    sealed class SealRow
    {
        public long Sequence { get; init; }
        public byte[] Hash { get; init; } = [];
    }

    class EventRow
    {
        public Guid Id { get; init; }
        public DateTimeOffset At { get; init; }
        public Guid Principal { get; init; }
        public string? Act { get; init; }
        public string? Subject { get; init; }
        public Guid? Supplier { get; init; }
        public string? Payload { get; init; }
        public byte[]? Salt { get; init; }
        public byte[]? Digest { get; init; }

        public EventEntry Entry => new(Id, At, Principal, Act!, Subject!, Supplier, Payload, Salt, Digest!);
    }

    sealed class SealedEvent : EventRow
    {
        public long Sequence { get; init; }
        public byte[] Hash { get; init; } = [];

        public bool Follows(Seal tip, out Seal next)
        {
            next = default;
            // No digest: the event itself is gone.
            if (Digest is null || Payload is null != Salt is null) return false;
            if (Salt is not null && !EventEntry.DigestOf(Salt, Payload!).AsSpan().SequenceEqual(Digest)) return false;
            next = tip.Next(Entry);
            return next.Sequence == Sequence && next.Hash.AsSpan().SequenceEqual(Hash);
        }
    }
}
