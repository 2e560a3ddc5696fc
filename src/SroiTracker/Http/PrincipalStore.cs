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

    /// <summary>
    /// The principal of a supplier, made where it has none yet. One a supplier: its keys and the connections to its systems are
    /// one, so that nobody verifies with a second key what the first reported.
    /// </summary>
    public static async Task<Guid> MeetSupplier(Session session, Guid supplierId) => await session.QueryOne<Guid?>(SelectOfSupplierSql, new { supplierId })
        ?? await Add(session, $"suppliers/{supplierId}", isPerson: false, [new(Role.Supplier, null, supplierId)]);

    /// <summary>Whom an issuer calls by a subject; without roles, which are its tokens' to say. Null before it was met.</summary>
    public static async Task<Caller?> OfSubject(Session session, string issuer, string subject) =>
        await session.QueryOne<Row>(SelectSubjectSql, new { issuer, subject }) is { } row ? new(row.Id, row.Name, row.Kind == "Person", []) : null;

    /// <summary>The principal of a subject, made where this is the first of it; of the kind that its issuer says now.</summary>
    public static async Task<Caller> Meet(Session session, string issuer, string subject, string name, bool isPerson)
    {
        var (kind, was) = (KindOf(isPerson), await OfSubject(session, issuer, subject));
        if (was?.IsPerson == isPerson) return was;
        var id = was?.PrincipalId ?? session.NewId();
        if (was is null) await session.Execute(InsertSubjectSql, new { id, name, kind, createdAt = session.Now, issuer, subject });
        else await session.Execute(UpdateKindSql, new { id, kind });
        session.Record("principal.met", $"principals/{id}", null, new { issuer, kind });
        return new(id, was?.Name ?? name, isPerson, []);
    }

    /// <summary>Stores a principal with its roles.</summary>
    public static async Task<Guid> Add(Session session, string name, bool isPerson, IReadOnlyList<Grant> grants)
    {
        var id = session.NewId();
        await session.Execute(InsertSql, new { id, name, kind = KindOf(isPerson), createdAt = session.Now });
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

    private static string KindOf(bool isPerson) => isPerson ? "Person" : "System";

    private const string SelectSql = "SELECT p.id, p.name, p.kind FROM Principal p WHERE p.id = @id";
    private const string SelectGrantsSql = "SELECT g.role, g.organisationId, g.supplierId FROM RoleGrant g WHERE g.principalId = @principalId ORDER BY g.id";
    private const string SelectOfSupplierSql = "SELECT g.principalId FROM RoleGrant g WHERE g.supplierId = @supplierId AND @callerSupplier IS NULL ORDER BY g.id";
    private const string InsertSql = "INSERT INTO Principal (id, name, kind, createdAt) VALUES (@id, @name, @kind, @createdAt)";
    internal const string SelectSubjectSql = "SELECT p.id, p.name, p.kind FROM Principal p WHERE p.issuer = @issuer AND p.subject = @subject";
    private const string InsertSubjectSql = """
        INSERT INTO Principal (id, name, kind, createdAt, issuer, subject) VALUES (@id, @name, @kind, @createdAt, @issuer, @subject)
        """;
    private const string UpdateKindSql = "UPDATE Principal SET kind = @kind WHERE id = @id";
    private const string InsertGrantSql = """
        INSERT INTO RoleGrant (id, principalId, role, organisationId, supplierId)
        VALUES (@id, @principalId, @role, @organisationId, @supplierId)
        """;
    private const string DeleteGrantSql = "DELETE FROM RoleGrant WHERE principalId = @principalId AND role = @role AND organisationId = @organisationId";
    private const string DeleteEverywhereSql = "DELETE FROM RoleGrant WHERE principalId = @principalId AND role = @role AND organisationId IS NULL AND supplierId IS NULL";

    private sealed class Row
    {
        public Guid Id { get; init; }
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
