using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Suppliers.Sync;

namespace SroiTracker.Signals;

/// <summary>Connections to suppliers' systems that ask for attention: those that stopped, then those without a success for their agreed time.</summary>
internal static class ConnectionSignals
{
    /// <summary>Signals after a place in the list, by kind and connection, of those connections that the caller sees to.</summary>
    /// <param name="kind">Only of this kind; null for both.</param>
    /// <param name="after">As <see cref="ShownSignal.Place"/>; null from the start.</param>
    public static async Task<List<ShownSignal>> Of(Session session, SignalKind? kind, byte[]? after, int most, string language)
    {
        var found = new List<ShownSignal>();
        foreach (var (of, sql) in new[] { (SignalKind.ConnectionStopped, SelectStoppedSql), (SignalKind.ConnectionSilent, SelectSilentSql) })
        {
            if (found.Count == most || kind is not null && kind != of || From(after, of) is not { } from) continue;
            foreach (var row in await session.Query<Row>(sql, new { from, now = session.Now, take = most - found.Count }))
                found.Add(ShownSignal.Of(row.Signal(of), null, new("Connection", row.Id, null), language));
        }
        return found;
    }

    /// <summary>After which connection to go on with a kind; null where the list is past all of that kind.</summary>
    private static Guid? From(byte[]? after, SignalKind kind)
    {
        if (after is null) return Guid.Empty;
        if (new Guid(after.AsSpan(0, 16), bigEndian: true) != Guid.Empty) return null;
        var last = (SignalKind)after[16];
        return last < kind ? Guid.Empty : last == kind ? new Guid(after.AsSpan(17), bigEndian: true) : null;
    }

    private const string Columns = "x.id, x.name, sp.name AS supplierName, x.lastSuccessAt, x.createdAt, x.changedAt, x.successWithinHours";

    internal const string SelectStoppedSql = $$"""
        SELECT {{Columns}} FROM SupplierConnection x JOIN Supplier sp ON sp.id = x.supplierId
        WHERE x.state = 'Stopped' AND x.id > @from AND {{ConnectionStore.SeenTo}} ORDER BY x.id {page}
        """;
    // Hours are kept in milliseconds since 1970.
    internal const string SelectSilentSql = $$"""
        SELECT {{Columns}} FROM SupplierConnection x JOIN Supplier sp ON sp.id = x.supplierId
        WHERE x.state = 'Active' AND COALESCE(x.lastSuccessAt, x.createdAt) < @now - x.successWithinHours * 3600000 AND x.id > @from AND {{ConnectionStore.SeenTo}} ORDER BY x.id {page}
        """;

    private sealed class Row
    {
        public Guid Id { get; init; }
        public string Name { get; init; } = "";
        public string SupplierName { get; init; } = "";
        public DateTimeOffset? LastSuccessAt { get; init; }
        public DateTimeOffset CreatedAt { get; init; }
        public DateTimeOffset ChangedAt { get; init; }
        public int SuccessWithinHours { get; init; }

        public Signal Signal(SignalKind kind) => kind == SignalKind.ConnectionStopped
            ? Domain.Signals.Stopped(Name, SupplierName, Session.DateOf(ChangedAt))
            : Domain.Signals.Silent(Name, SupplierName, LastSuccessAt is { } last ? Session.DateOf(last) : null, Session.DateOf((LastSuccessAt ?? CreatedAt).AddHours(SuccessWithinHours)));
    }
}
