using SroiTracker.Contracts;
using SroiTracker.Database;
using SroiTracker.Http;

namespace SroiTracker.Organisations;

/// <summary>A buyer lets another organisation, such as a coordination point, see its contracts and act on them for a time.</summary>
/// <param name="Holder">Its officers act.</param>
/// <param name="ThroughDate">Last day; null is until it is revoked.</param>
/// <param name="CreatedBy">Principal.</param>
/// <param name="RevokedAt">From this instant on it holds no more.</param>
public sealed record Mandate(
    Guid Id, Party Buyer, Party Holder, DateOnly FromDate, DateOnly? ThroughDate, string Reason, DateTimeOffset CreatedAt, Guid CreatedBy,
    DateTimeOffset? RevokedAt, Guid? RevokedBy);

/// <summary>Keeps mandates. One never changes, but for its end.</summary>
internal static class MandateStore
{
    /// <summary>The mandates that an organisation gave and those that it holds, by id.</summary>
    public static async Task<IReadOnlyList<Mandate>> Of(Session session, Guid organisationId, Guid after, int take) =>
        [.. (await session.Query<Row>(SelectSql, new { organisationId, after, take })).Select(r => r.Mandate)];

    /// <summary>A mandate that a buyer gave; null where it gave no such.</summary>
    public static async Task<Mandate?> Find(Session session, Guid buyerId, Guid id) =>
        await session.QueryOne<Row>(SelectOneSql, new { buyerId, id }) is { } row ? row.Mandate : null;

    /// <summary>Gives a mandate.</summary>
    public static async Task<Guid> Add(Session session, Guid buyerId, Guid holderId, DateOnly from, DateOnly? through, string reason)
    {
        var id = session.NewId();
        await session.Execute(InsertSql, new { id, buyerId, holderId, from, through, reason, now = session.Now, by = session.Caller.PrincipalId });
        return id;
    }

    /// <summary>Ends a mandate at once; false where it was revoked before.</summary>
    public static async Task<bool> Revoke(Session session, Guid id) =>
        await session.Execute(RevokeSql, new { id, now = session.Now, by = session.Caller.PrincipalId }) > 0;

    private const string Columns = """
        m.id, m.fromDate, m.throughDate, m.reason, m.createdAt, m.createdBy, m.revokedAt, m.revokedBy,
        m.buyerId, b.name AS buyerName, b.scheme AS buyerScheme, b.identifier AS buyerIdentifier,
        m.holderId, h.name AS holderName, h.scheme AS holderScheme, h.identifier AS holderIdentifier
        FROM Mandate m JOIN Organisation b ON b.id = m.buyerId JOIN Organisation h ON h.id = m.holderId
        """;
    private const string SelectSql = $$"""
        SELECT {{Columns}} WHERE m.id > @after AND (m.buyerId = @organisationId OR m.holderId = @organisationId) ORDER BY m.id {page}
        """;
    private const string SelectOneSql = $"SELECT {Columns} WHERE m.id = @id AND m.buyerId = @buyerId";
    private const string InsertSql = """
        INSERT INTO Mandate (id, buyerId, holderId, fromDate, throughDate, reason, createdAt, createdBy, revokedAt, revokedBy)
        VALUES (@id, @buyerId, @holderId, @from, @through, @reason, @now, @by, NULL, NULL)
        """;
    private const string RevokeSql = "UPDATE Mandate SET revokedAt = @now, revokedBy = @by WHERE id = @id AND revokedAt IS NULL";

    private sealed class Row
    {
        public Guid Id { get; init; }
        public DateOnly FromDate { get; init; }
        public DateOnly? ThroughDate { get; init; }
        public string Reason { get; init; } = "";
        public DateTimeOffset CreatedAt { get; init; }
        public Guid CreatedBy { get; init; }
        public DateTimeOffset? RevokedAt { get; init; }
        public Guid? RevokedBy { get; init; }
        public Guid BuyerId { get; init; }
        public string BuyerName { get; init; } = "";
        public string? BuyerScheme { get; init; }
        public string? BuyerIdentifier { get; init; }
        public Guid HolderId { get; init; }
        public string HolderName { get; init; } = "";
        public string? HolderScheme { get; init; }
        public string? HolderIdentifier { get; init; }

        public Mandate Mandate => new(
            Id, Party.Of(BuyerId, BuyerName, BuyerScheme, BuyerIdentifier), Party.Of(HolderId, HolderName, HolderScheme, HolderIdentifier),
            FromDate, ThroughDate, Reason, CreatedAt, CreatedBy, RevokedAt, RevokedBy);
    }
}
