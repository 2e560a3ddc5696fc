using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;

namespace SroiTracker.Organisations;

/// <summary>A buyer, or a layer above buyers (a sector, the VSO), as the API shows it.</summary>
public sealed record Organisation(Guid Id, string Name, Identifier? Identifier, string? Sector, string? Ministry, Guid? ParentId);

/// <summary>An identifier with its register: NL-KVK, NL-OIN, or another of org-id.guide.</summary>
public sealed record Identifier(string Scheme, string Id);

/// <summary>Keeps organisations, and who lies below whom.</summary>
public static class OrganisationStore
{
    /// <summary>An organisation with its version; null outside the caller's scope.</summary>
    public static async Task<(Organisation Organisation, int Version)?> Find(Session session, Guid id) =>
        await session.QueryOne<Row>(SelectSql, new { id }) is { } row ? (row.Organisation, row.Version) : null;

    /// <summary>Whether an organisation is there and the caller's own to speak for: not by a mandate.</summary>
    public static async Task<bool> IsOwn(Session session, Guid id) => await session.QueryOne<Guid?>(SelectOwnSql, new { id }) is not null;

    /// <summary>The organisation with this identifier in its register, whatever the caller's scope; null if there is none.</summary>
    public static async Task<Guid?> WithIdentifier(Session session, OrganisationIdentifier identifier) =>
        await session.QueryOne<Guid?>(SelectByIdentifierSql, new { scheme = identifier.Scheme, identifier = identifier.Id });

    /// <summary>Adds an organisation.</summary>
    /// <exception cref="RefusedException">The identifier is another's (409); the parent is unknown.</exception>
    public static async Task<Guid> Add(Session session, string name, OrganisationIdentifier? identifier, string? sector = null, string? ministry = null, Guid? parentId = null)
    {
        var id = session.NewId();
        await RefuseTaken(session, identifier, id);
        if (parentId is { } parent && !await IsOwn(session, parent)) throw new RefusedException(Refusals.OrganisationUnknown.At("/parentId"));
        await session.Execute(InsertSql, new
        {
            id, name, nameFolded = SearchText.Fold(name), scheme = identifier?.Scheme, identifier = identifier?.Id, sector, ministry, parentId, now = session.Now,
        });
        await session.Execute(InsertSelfSql, new { id });
        if (parentId is not null) await session.Execute(InsertAboveSql, new { id, parentId });
        return id;
    }

    /// <summary>Changes an organisation of which the caller saw this version.</summary>
    /// <exception cref="RefusedException">Another version (412), a taken identifier (409), a parent below itself.</exception>
    public static async Task Change(Session session, Guid id, int version, string name, OrganisationIdentifier? identifier, string? sector, string? ministry, Guid? parentId)
    {
        await RefuseTaken(session, identifier, id);
        var was = (await Find(session, id))?.Organisation.ParentId;
        // Who sees one branch only neither cuts it off nor hangs it elsewhere; what lies above it may stay unseen.
        if (parentId != was && session.Caller.IsScoped) throw new RefusedException(Refusals.OrganisationUnknown.At("/parentId"));
        if (parentId is { } parent && parent != was)
        {
            if (!await IsOwn(session, parent)) throw new RefusedException(Refusals.OrganisationUnknown.At("/parentId"));
            if (await session.QueryOne<Guid?>(SelectBelowSql, new { id, parentId }) is not null) throw new RefusedException(Refusals.ParentLoop.At("/parentId"));
        }
        var changed = await session.Execute(UpdateSql, new
        {
            id, version, name, nameFolded = SearchText.Fold(name), scheme = identifier?.Scheme, identifier = identifier?.Id, sector, ministry, parentId, now = session.Now,
        });
        if (changed == 0) throw new RefusedException(Refusals.IfMatchStale);
        // The branch moves as a whole: what lay above it goes for all below it, what lies above the new parent comes.
        await session.Execute(DeleteAboveSql, new { id });
        if (parentId is not null) await session.Execute(InsertAboveSql, new { id, parentId });
    }

    private static async Task RefuseTaken(Session session, OrganisationIdentifier? identifier, Guid id)
    {
        if (identifier is not null && await WithIdentifier(session, identifier) is { } other && other != id)
            throw new RefusedException(Refusals.IdentifierTaken, identifier.Scheme, identifier.Id);
    }

    private const string SelectSql = $"""
        SELECT o.id, o.name, o.scheme, o.identifier, o.sector, o.ministry, o.parentId, o.version
        FROM Organisation o WHERE o.id = @id AND {Scope.Organisation}
        """;
    private const string SelectOwnSql = $"SELECT o.id FROM Organisation o WHERE o.id = @id AND {Scope.OwnOrganisation}";
    private const string SelectByIdentifierSql = "SELECT id FROM Organisation WHERE scheme = @scheme AND identifier = @identifier";
    private const string SelectBelowSql = "SELECT organisationId FROM OrganisationBranch WHERE ancestorId = @id AND organisationId = @parentId";
    private const string InsertSql = """
        INSERT INTO Organisation (id, name, nameFolded, scheme, identifier, sector, ministry, parentId, version, createdAt, changedAt)
        VALUES (@id, @name, @nameFolded, @scheme, @identifier, @sector, @ministry, @parentId, 1, @now, @now)
        """;
    private const string InsertSelfSql = "INSERT INTO OrganisationBranch (organisationId, ancestorId) VALUES (@id, @id)";
    private const string InsertAboveSql = """
        INSERT INTO OrganisationBranch (organisationId, ancestorId)
        SELECT below.organisationId, above.ancestorId FROM OrganisationBranch below JOIN OrganisationBranch above ON above.organisationId = @parentId
        WHERE below.ancestorId = @id
        """;
    private const string DeleteAboveSql = """
        DELETE FROM OrganisationBranch
        WHERE organisationId IN (SELECT below.organisationId FROM OrganisationBranch below WHERE below.ancestorId = @id)
            AND ancestorId IN (SELECT above.ancestorId FROM OrganisationBranch above WHERE above.organisationId = @id AND above.ancestorId <> @id)
        """;
    private const string UpdateSql = """
        UPDATE Organisation SET name = @name, nameFolded = @nameFolded, scheme = @scheme, identifier = @identifier, sector = @sector,
            ministry = @ministry, parentId = @parentId, version = version + 1, changedAt = @now
        WHERE id = @id AND version = @version
        """;

    internal sealed class Row
    {
        public Guid Id { get; init; }
        public string Name { get; init; } = "";
        public string? Scheme { get; init; }
        public string? Identifier { get; init; }
        public string? Sector { get; init; }
        public string? Ministry { get; init; }
        public Guid? ParentId { get; init; }
        public int Version { get; init; }
        public Organisation Organisation => new(Id, Name, Identifier is null ? null : new(Scheme!, Identifier), Sector, Ministry, ParentId);
    }
}
