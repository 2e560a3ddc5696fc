using System.Data.Common;
using SroiTracker.Database;
using SroiTracker.Domain;

namespace SroiTracker.Http;

/// <summary>Answers that were given to requests with a key, kept with the act that they answer.</summary>
internal static class KeptAnswerStore
{
    /// <summary>Keeps an answer.</summary>
    /// <exception cref="RefusedException"><c>storage.busy</c>: there is one already, so the act is not to stand.</exception>
    public static async Task Add(Session session, RequestKey key, Answer answer)
    {
        try
        {
            await session.Execute(InsertSql, new
            {
                id = session.NewId(), request = key.Request, ownerId = key.OwnerId, body = key.Body, status = answer.Status, location = answer.Location, eTag = answer.ETag, json = answer.Json,
            });
        }
        // Not "where there is none": on SQL Server that would lock what lies between two keys, and callers would wait for strangers.
        catch (DbException e) when (StorageFaults.IsDuplicate(e)) { throw new RefusedException(Refusals.StorageBusy); }
    }

    /// <summary>The answer that was given to the same request; null where there is none.</summary>
    /// <exception cref="RefusedException"><c>idempotency.other-body</c>.</exception>
    public static async Task<Answer?> Find(Session session, RequestKey key)
    {
        if (await session.QueryOne<Row>(SelectSql, new { request = key.Request }) is not { } kept) return null;
        return key.IsFor(kept.Body)
            ? new((int)kept.Status, kept.Json, kept.Location, kept.ETag) { IsReplayed = true }
            : throw new RefusedException(Refusals.IdempotencyOtherBody);
    }

    /// <summary>Whether any was kept before an instant.</summary>
    public static async Task<bool> AnyBefore(Session session, DateTimeOffset instant) =>
        await session.QueryOne<Guid?>(SelectOldestSql, new { before = FirstIdAt(instant), take = 1 }) is not null;

    /// <summary>Removes the oldest of those that were kept before an instant; how many.</summary>
    public static async Task<int> RemoveBefore(Session session, DateTimeOffset instant, int most, string lease, long fence)
    {
        var oldest = await session.Query<Guid>(SelectOldestSql, new { before = FirstIdAt(instant), take = most });
        return oldest.Count == 0 ? 0 : await session.Execute(DeleteSql, new { through = oldest[^1], lease, fence });
    }

    // Ids made later sort later (version 7): the first 48 bits are the milliseconds.
    private static Guid FirstIdAt(DateTimeOffset instant) => new(Convert.FromHexString($"{instant.ToUnixTimeMilliseconds():X12}{new string('0', 20)}"), bigEndian: true);

    private const string InsertSql = """
        INSERT INTO KeptAnswer (id, request, ownerId, body, status, location, eTag, json)
        VALUES (@id, @request, @ownerId, @body, @status, @location, @eTag, @json)
        """;

    internal const string SelectSql = """
        SELECT body, status, location, eTag, json FROM KeptAnswer
        WHERE request = @request AND (@callerSupplier IS NULL OR ownerId = @callerSupplier)
        """;

    internal const string SelectOldestSql = "SELECT id FROM KeptAnswer WHERE id < @before ORDER BY id {page}";

    internal const string DeleteSql = "DELETE FROM KeptAnswer WHERE id <= @through AND EXISTS (SELECT 1 FROM Lease WHERE name = @lease AND fence = @fence)";

    private sealed class Row
    {
        public byte[] Body { get; init; } = [];
        public long Status { get; init; }
        public string? Location { get; init; }
        public string? ETag { get; init; }
        public byte[] Json { get; init; } = [];
    }
}
