using SroiTracker.Database;
using SroiTracker.Domain;

namespace SroiTracker.Http;

/// <summary>A key that is kept: what it is known by, never its text or hash.</summary>
internal sealed class KeptKey
{
    public Guid Id { get; init; }
    public Guid PrincipalId { get; init; }
    public string Prefix { get; init; } = "";
    public string Name { get; init; } = "";
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? ExpiresAt { get; init; }
    public DateTimeOffset? LastUsedAt { get; init; }
    public DateTimeOffset? RevokedAt { get; init; }
    public Guid? MadeBy { get; init; }
    public Guid? ReplacesId { get; init; }

    /// <summary>Whether it opens something at an instant.</summary>
    public bool IsValid(DateTimeOffset now) => RevokedAt is null && !(ExpiresAt <= now);
}

/// <summary>Keeps API keys. Every change raises the version under which callers are remembered.</summary>
internal static class KeyStore
{
    /// <summary>How many days the old key goes on when nothing is asked, and at most.</summary>
    public const int UsualOverlapDays = 7, MostOverlapDays = 90;

    private const string Counter = "keys";

    /// <summary>The version of all keys and grants.</summary>
    public static Task<long> Version(Session session) => session.QueryOne<long>(SelectVersionSql, new { name = Counter });

    /// <summary>Raises the version: from here on nobody is taken for who they were before.</summary>
    public static async Task Changed(Session session)
    {
        if (await session.Execute(RaiseVersionSql, new { name = Counter }) == 0)
            await session.Execute(FirstVersionSql, new { name = Counter });
    }

    /// <summary>The key with this hash that was not revoked; null where there is none.</summary>
    public static Task<KeptKey?> WithHash(Session session, byte[] hash) => session.QueryOne<KeptKey>(SelectByHashSql, new { hash });

    /// <summary>The one valid key with this id or prefix.</summary>
    /// <exception cref="RefusedException">There is none, or more than one with the prefix.</exception>
    public static async Task<KeptKey> Valid(Session session, string idOrPrefix)
    {
        var named = Guid.TryParse(idOrPrefix, out var id)
            ? await session.Query<KeptKey>(SelectSql, new { id })
            : await session.Query<KeptKey>(SelectByPrefixSql, new { prefix = idOrPrefix });
        return named.Where(k => k.IsValid(session.Now)).ToList() switch
        {
            [var key] => key,
            [] => throw new RefusedException(Refusals.KeyUnknown),
            var several => throw new RefusedException(Refusals.KeyAmbiguous, string.Join(", ", several.Select(k => k.Id))),
        };
    }

    /// <summary>A key of a supplier; null where it has no such.</summary>
    public static Task<KeptKey?> OfSupplier(Session session, Guid supplierId, Guid id) => session.QueryOne<KeptKey>(SelectOfSupplierSql, new { id, supplierId });

    /// <summary>Stores a key of a principal, with who made it and so saw it.</summary>
    public static async Task<Guid> Add(Session session, Guid principalId, ApiKeys.Made key, string name, DateTimeOffset? expiresAt, Guid? replacesId = null)
    {
        var id = session.NewId();
        await session.Execute(InsertSql, new
        {
            id, principalId, prefix = key.Prefix, hash = key.Hash, name, expiresAt, createdAt = session.Now, replacesId,
            madeBy = session.Caller == Caller.TheService ? (Guid?)null : session.Caller.PrincipalId,
        });
        await Changed(session);
        return id;
    }

    /// <summary>
    /// Stores a key of the same principal in the place of one that is valid. The old one goes on for some days, so that a
    /// system changes over without a gap; never longer than it would have.
    /// </summary>
    /// <returns>The new key's id, and when the old one ends.</returns>
    public static async Task<(Guid Id, DateTimeOffset OldEndsAt)> Replace(Session session, KeptKey old, ApiKeys.Made key, string name, DateTimeOffset? expiresAt, int overlapDays)
    {
        var end = session.Now.AddDays(overlapDays);
        if (old.ExpiresAt < end) end = old.ExpiresAt.Value;
        await session.Execute(ExpireSql, new { id = old.Id, end });
        return (await Add(session, old.PrincipalId, key, name, expiresAt, old.Id), end);
    }

    /// <summary>Revokes a key; false where it was revoked before.</summary>
    public static async Task<bool> Revoke(Session session, Guid id)
    {
        var changed = await session.Execute(RevokeSql, new { id, now = session.Now });
        if (changed > 0) await Changed(session);
        return changed > 0;
    }

    /// <summary>Keeps in which minute keys were last used. Nobody is remembered by it, so the version stays.</summary>
    public static Task Used(Session session, IReadOnlyList<Guid> ids, DateTimeOffset minute) => session.Execute(UsedSql, new { ids, minute });

    private const string Columns = "k.id, k.principalId, k.prefix, k.name, k.createdAt, k.expiresAt, k.lastUsedAt, k.revokedAt, k.madeBy, k.replacesId";
    private const string SelectVersionSql = "SELECT value FROM Counter WHERE name = @name";
    private const string RaiseVersionSql = "UPDATE Counter SET value = value + 1 WHERE name = @name";
    private const string FirstVersionSql = "INSERT INTO Counter (name, value) VALUES (@name, 1)";
    private const string SelectByHashSql = $"SELECT {Columns} FROM ApiKey k WHERE k.hash = @hash AND k.revokedAt IS NULL";
    private const string SelectSql = $"SELECT {Columns} FROM ApiKey k WHERE k.id = @id AND @callerSupplier IS NULL";
    internal const string SelectByPrefixSql = $"SELECT {Columns} FROM ApiKey k WHERE k.prefix = @prefix AND @callerSupplier IS NULL ORDER BY k.id";
    private const string SelectOfSupplierSql = $"""
        SELECT {Columns} FROM ApiKey k
        WHERE k.id = @id AND EXISTS (
            SELECT 1 FROM RoleGrant g WHERE g.principalId = k.principalId AND g.supplierId = @supplierId AND (@callerSupplier IS NULL OR g.supplierId = @callerSupplier))
        """;
    private const string InsertSql = """
        INSERT INTO ApiKey (id, principalId, prefix, hash, name, expiresAt, revokedAt, createdAt, madeBy, lastUsedAt, replacesId)
        VALUES (@id, @principalId, @prefix, @hash, @name, @expiresAt, NULL, @createdAt, @madeBy, NULL, @replacesId)
        """;
    private const string ExpireSql = "UPDATE ApiKey SET expiresAt = @end WHERE id = @id AND (expiresAt IS NULL OR expiresAt > @end)";
    private const string RevokeSql = "UPDATE ApiKey SET revokedAt = @now WHERE id = @id AND revokedAt IS NULL";
    private const string UsedSql = "UPDATE ApiKey SET lastUsedAt = @minute WHERE id IN @ids AND (lastUsedAt IS NULL OR lastUsedAt < @minute)";
}
