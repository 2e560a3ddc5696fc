using SroiTracker.Database;

namespace SroiTracker.Suppliers.Setu;

/// <summary>A timecard as it is kept: of which placement, and how much was worked in which period.</summary>
internal sealed record KeptTimecard
{
    public Guid PlacementId { get; init; }
    public DateOnly FirstDate { get; init; }
    public DateOnly LastDate { get; init; }

    /// <summary>0 of one that was taken back: it still says of which days hours were told.</summary>
    public int Minutes { get; init; }
}

/// <summary>Keeps timecards of systems that tell hours and no placements.</summary>
internal static class TimecardStore
{
    /// <summary>By the key of its item; null where it was never taken.</summary>
    public static Task<KeptTimecard?> Find(Session session, Guid connectionId, byte[] itemKey) => session.QueryOne<KeptTimecard>(SelectSql, new { connectionId, itemKey });

    /// <summary>Those of a placement, by their first day.</summary>
    public static Task<IReadOnlyList<KeptTimecard>> OfPlacement(Session session, Guid connectionId, Guid placementId) =>
        session.Query<KeptTimecard>(SelectOfPlacementSql, new { connectionId, placementId });

    /// <summary>Keeps it as it is now.</summary>
    public static async Task Keep(Session session, Guid connectionId, byte[] itemKey, KeptTimecard card)
    {
        var row = new { connectionId, itemKey, card.PlacementId, card.FirstDate, card.LastDate, card.Minutes };
        if (await session.Execute(UpdateSql, row) == 0) await session.Execute(InsertSql, row);
    }

    private const string Mine = "EXISTS (SELECT 1 FROM SupplierConnection x WHERE x.id = @connectionId AND (@callerSupplier IS NULL OR x.supplierId = @callerSupplier))";

    private const string SelectSql = $"""
        SELECT t.placementId, t.firstDate, t.lastDate, t.minutes FROM SourceTimecard t WHERE t.connectionId = @connectionId AND t.itemKey = @itemKey AND {Mine}
        """;
    internal const string SelectOfPlacementSql = $"""
        SELECT t.placementId, t.firstDate, t.lastDate, t.minutes FROM SourceTimecard t
        WHERE t.connectionId = @connectionId AND t.placementId = @placementId AND {Mine} ORDER BY t.firstDate
        """;
    private const string UpdateSql = $"""
        UPDATE SourceTimecard SET placementId = @PlacementId, firstDate = @FirstDate, lastDate = @LastDate, minutes = @Minutes
        WHERE connectionId = @connectionId AND itemKey = @itemKey AND {Mine}
        """;
    private const string InsertSql = """
        INSERT INTO SourceTimecard (connectionId, itemKey, placementId, firstDate, lastDate, minutes)
        SELECT x.id, @itemKey, @PlacementId, @FirstDate, @LastDate, @Minutes FROM SupplierConnection x
        WHERE x.id = @connectionId AND (@callerSupplier IS NULL OR x.supplierId = @callerSupplier)
        """;
}
