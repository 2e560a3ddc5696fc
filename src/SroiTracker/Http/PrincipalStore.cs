using SroiTracker.Database;

namespace SroiTracker.Http;

/// <summary>Keeps principals and their roles.</summary>
internal static class PrincipalStore
{
    /// <summary>A principal with its roles; null where there is none.</summary>
    public static async Task<Caller?> Find(Session session, Guid id)
    {
        if (await session.QueryOne<Row>(SelectSql, new { id }) is not { } row) return null;
        var grants = await session.Query<GrantRow>(SelectGrantsSql, new { principalId = id });
        return new(id, row.Name, row.Kind == "Person", [.. grants.Select(g => new Grant(g.Role, g.OrganisationId, g.SupplierId))]);
    }

    /// <summary>The principal of a supplier's keys; null where it has none yet.</summary>
    public static Task<Guid?> OfSupplier(Session session, Guid supplierId) => session.QueryOne<Guid?>(SelectOfSupplierSql, new { supplierId });

    /// <summary>Stores a principal with its roles.</summary>
    public static async Task<Guid> Add(Session session, string name, bool isPerson, IReadOnlyList<Grant> grants)
    {
        var id = session.NewId();
        await session.Execute(InsertSql, new { id, name, kind = isPerson ? "Person" : "System", createdAt = session.Now });
        foreach (var grant in grants) await Give(session, id, grant);
        return id;
    }

    /// <summary>Gives a principal one more role. Who raises no version by a key does so (<see cref="KeyStore.Changed"/>).</summary>
    public static Task Give(Session session, Guid principalId, Grant grant) => session.Execute(InsertGrantSql, new
    {
        id = session.NewId(), principalId, role = grant.Role, organisationId = grant.OrganisationId, supplierId = grant.SupplierId,
    });

    /// <summary>Takes a role of the buyers' side away; false where the principal has none such.</summary>
    public static async Task<bool> Take(Session session, Guid principalId, Grant grant) =>
        await session.Execute(grant.OrganisationId is null ? DeleteEverywhereSql : DeleteGrantSql, new { principalId, role = grant.Role, organisationId = grant.OrganisationId }) > 0;

    private const string SelectSql = "SELECT p.name, p.kind FROM Principal p WHERE p.id = @id";
    private const string SelectGrantsSql = "SELECT g.role, g.organisationId, g.supplierId FROM RoleGrant g WHERE g.principalId = @principalId ORDER BY g.id";
    private const string SelectOfSupplierSql = "SELECT g.principalId FROM RoleGrant g WHERE g.supplierId = @supplierId AND @callerSupplier IS NULL ORDER BY g.id";
    private const string InsertSql = "INSERT INTO Principal (id, name, kind, createdAt) VALUES (@id, @name, @kind, @createdAt)";
    private const string InsertGrantSql = """
        INSERT INTO RoleGrant (id, principalId, role, organisationId, supplierId)
        VALUES (@id, @principalId, @role, @organisationId, @supplierId)
        """;
    private const string DeleteGrantSql = "DELETE FROM RoleGrant WHERE principalId = @principalId AND role = @role AND organisationId = @organisationId";
    private const string DeleteEverywhereSql = "DELETE FROM RoleGrant WHERE principalId = @principalId AND role = @role AND organisationId IS NULL AND supplierId IS NULL";

    private sealed class Row
    {
        public string Name { get; init; } = "";
        public string Kind { get; init; } = "";
    }

    private sealed class GrantRow
    {
        public Role Role { get; init; }
        public Guid? OrganisationId { get; init; }
        public Guid? SupplierId { get; init; }
    }
}
