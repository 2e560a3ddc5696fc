using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using SroiTracker.Database;
using SroiTracker.Domain;

namespace SroiTracker.Http;

/// <summary>
/// API keys: 256 random bits, shown once, stored as SHA-256. Keys that were looked up are remembered under a version
/// number that every change of keys or grants raises and every request reads, so that a revocation holds at once.
/// </summary>
public sealed class ApiKeys(ITransactions transactions, TimeProvider time)
{
    private const string Counter = "keys";
    private ConcurrentDictionary<string, Known> _known = new();
    private long _version = -1;

    /// <summary>A key as it is made: the text is shown once, the hash kept.</summary>
    public sealed record Made(string Text, string Prefix, byte[] Hash);

    private sealed record Known(Caller Caller, DateTimeOffset? ExpiresAt);

    /// <summary>A new random key: <c>srt_</c> and 43 characters.</summary>
    public static Made Make() => From("srt_" + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)));

    /// <summary>A key with a text that was chosen elsewhere (the bootstrap key of the configuration).</summary>
    public static Made From(string text) => new(text, text[..Math.Min(12, text.Length / 2)], SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>The caller behind a key; null when there is none, it expired or it was revoked.</summary>
    public async Task<Caller?> Find(string text, CancellationToken token)
    {
        if (text.Length is < 16 or > 200) return null;
        // The look-up is by the hash of the whole key, so its time tells nothing of how much of a guess was right.
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(text));
        var name = Convert.ToHexString(hash);
        var version = await transactions.Read(Caller.TheService, s => s.QueryOne<long>(SelectVersionSql, new { name = Counter }), token);
        if (Interlocked.Exchange(ref _version, version) != version) _known = new();
        var known = _known;
        if (!known.TryGetValue(name, out var found))
        {
            found = await Load(hash, token);
            if (found is null) return null;
            if (known.Count < 10_000) known[name] = found;
        }
        return found.ExpiresAt is { } end && end <= time.GetUtcNow() ? null : found.Caller;
    }

    /// <summary>Stores a key of a principal, with who made it and so saw it, and raises the version.</summary>
    public static async Task<Guid> Add(Session session, Guid principalId, Made key, string name, DateTimeOffset? expiresAt)
    {
        var id = session.NewId();
        await session.Execute(InsertKeySql, new
        {
            id, principalId, prefix = key.Prefix, hash = key.Hash, name, expiresAt, createdAt = session.Now,
            madeBy = session.Caller == Caller.TheService ? (Guid?)null : session.Caller.PrincipalId,
        });
        await Changed(session);
        return id;
    }

    /// <summary>Stores a principal with its roles.</summary>
    public static async Task<Guid> AddPrincipal(Session session, string name, bool isPerson, IReadOnlyList<Grant> grants)
    {
        var id = session.NewId();
        await session.Execute(InsertPrincipalSql, new { id, name, kind = isPerson ? "Person" : "System", createdAt = session.Now });
        foreach (var grant in grants)
            await session.Execute(InsertGrantSql, new { id = session.NewId(), principalId = id, role = grant.Role.ToString(), organisationId = grant.OrganisationId, supplierId = grant.SupplierId });
        return id;
    }

    /// <summary>Revokes a key of a supplier; false when there is none such, or it was revoked before.</summary>
    public static async Task<bool> Revoke(Session session, Guid keyId, Guid supplierId)
    {
        var changed = await session.Execute(RevokeSql, new { id = keyId, supplierId, now = session.Now });
        if (changed > 0) await Changed(session);
        return changed > 0;
    }

    private static async Task Changed(Session session)
    {
        if (await session.Execute(RaiseVersionSql, new { name = Counter }) == 0)
            await session.Execute(FirstVersionSql, new { name = Counter });
    }

    private Task<Known?> Load(byte[] hash, CancellationToken token) => transactions.Read(Caller.TheService, async session =>
    {
        var row = await session.QueryOne<KeyRow>(SelectKeySql, new { hash });
        if (row is null) return null;
        var grants = await session.Query<GrantRow>(SelectGrantsSql, new { principalId = row.PrincipalId });
        return new Known(
            new Caller(row.PrincipalId, row.Name, row.Kind == "Person", [.. grants.Select(g => new Grant(Enum.Parse<Role>(g.Role), g.OrganisationId, g.SupplierId))]) { KeyMadeBy = row.MadeBy },
            row.ExpiresAt);
    }, token);

    private const string SelectVersionSql = "SELECT value FROM Counter WHERE name = @name";
    private const string RaiseVersionSql = "UPDATE Counter SET value = value + 1 WHERE name = @name";
    private const string FirstVersionSql = "INSERT INTO Counter (name, value) VALUES (@name, 1)";
    private const string InsertPrincipalSql = "INSERT INTO Principal (id, name, kind, createdAt) VALUES (@id, @name, @kind, @createdAt)";
    private const string InsertGrantSql = """
        INSERT INTO RoleGrant (id, principalId, role, organisationId, supplierId)
        VALUES (@id, @principalId, @role, @organisationId, @supplierId)
        """;
    private const string InsertKeySql = """
        INSERT INTO ApiKey (id, principalId, prefix, hash, name, expiresAt, revokedAt, createdAt, madeBy)
        VALUES (@id, @principalId, @prefix, @hash, @name, @expiresAt, NULL, @createdAt, @madeBy)
        """;
    private const string SelectKeySql = """
        SELECT k.principalId, p.name, p.kind, k.expiresAt, k.madeBy FROM ApiKey k JOIN Principal p ON p.id = k.principalId
        WHERE k.hash = @hash AND k.revokedAt IS NULL
        """;
    private const string SelectGrantsSql = "SELECT role, organisationId, supplierId FROM RoleGrant WHERE principalId = @principalId";
    private const string RevokeSql = """
        UPDATE ApiKey SET revokedAt = @now
        WHERE id = @id AND revokedAt IS NULL
            AND EXISTS (SELECT 1 FROM RoleGrant g WHERE g.principalId = ApiKey.principalId AND g.supplierId = @supplierId)
        """;

    private sealed class KeyRow
    {
        public Guid PrincipalId { get; init; }
        public string Name { get; init; } = "";
        public string Kind { get; init; } = "";
        public DateTimeOffset? ExpiresAt { get; init; }
        public Guid? MadeBy { get; init; }
    }

    private sealed class GrantRow
    {
        public string Role { get; init; } = "";
        public Guid? OrganisationId { get; init; }
        public Guid? SupplierId { get; init; }
    }
}
