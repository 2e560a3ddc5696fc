using SroiTracker.Database;

namespace SroiTracker.Suppliers.Sync;

/// <summary>What is known of an item of a supplier's system.</summary>
internal sealed class KnownItem
{
    public byte[] ItemKey { get; init; } = [];
    public byte[]? Content { get; init; }
    public Guid? PlacementId { get; init; }
    public bool IsDeleted { get; init; }
    public bool IsQuarantined { get; init; }
    public bool IsAsked { get; init; }

    /// <summary>Whether it need not be judged: it came like this before, and what became of it still stands.</summary>
    public bool IsSame(byte[] content) =>
        !IsAsked && Content.AsSpan().SequenceEqual(content) && (PlacementId is not null || IsDeleted || IsQuarantined);
}

/// <summary>Keeps which items of a supplier's system were taken, each by a keyed hash of its id.</summary>
internal static class SourceItemStore
{
    /// <summary>Those of these items that came before.</summary>
    public static Task<IReadOnlyList<KnownItem>> Known(Session session, Guid connectionId, IReadOnlyList<byte[]> keys) =>
        session.Query<KnownItem>(SelectSql, new { connectionId, keys });

    /// <summary>Keeps what came of an item.</summary>
    /// <param name="isNew">It never came before.</param>
    public static Task Keep(Session session, Guid connectionId, string? sourceId, KnownItem item, bool isNew) => session.Execute(isNew ? InsertSql : UpdateSql, new
    {
        connectionId, item.ItemKey, sourceId, item.Content, item.PlacementId, isDeleted = item.IsDeleted ? 1 : 0, now = session.Now,
    });

    /// <summary>Whether another item that is still at the source speaks for this placement.</summary>
    public static async Task<bool> HasOther(Session session, Guid connectionId, Guid placementId, byte[] itemKey) =>
        await session.QueryOne<long>(CountOthersSql, new { connectionId, placementId, itemKey }) > 0;

    private const string Own = "EXISTS (SELECT 1 FROM SupplierConnection c WHERE c.id = @connectionId AND (@callerSupplier IS NULL OR c.supplierId = @callerSupplier))";

    private const string SelectSql = """
        SELECT i.itemKey, i.content, i.placementId, i.isDeleted, CASE WHEN q.id IS NULL THEN 0 ELSE 1 END AS isQuarantined, CASE WHEN q.isAsked = 1 THEN 1 ELSE 0 END AS isAsked
        FROM SupplierConnection c JOIN SourceItem i ON i.connectionId = c.id
            LEFT JOIN QuarantinedItem q ON q.connectionId = i.connectionId AND q.itemKey = i.itemKey
        WHERE c.id = @connectionId AND i.itemKey IN @keys AND (@callerSupplier IS NULL OR c.supplierId = @callerSupplier)
        """;
    private const string InsertSql = """
        INSERT INTO SourceItem (connectionId, itemKey, sourceId, content, placementId, isDeleted, takenAt)
        VALUES (@connectionId, @ItemKey, @sourceId, @Content, @PlacementId, @isDeleted, @now)
        """;
    private const string UpdateSql = $"""
        UPDATE SourceItem SET sourceId = @sourceId, content = @Content, placementId = @PlacementId, isDeleted = @isDeleted, takenAt = @now
        WHERE connectionId = @connectionId AND itemKey = @ItemKey AND {Own}
        """;
    private const string CountOthersSql = $"""
        SELECT COUNT(*) FROM SourceItem i
        WHERE i.placementId = @placementId AND i.connectionId = @connectionId AND i.isDeleted = 0 AND i.itemKey <> @itemKey AND {Own}
        """;
}
