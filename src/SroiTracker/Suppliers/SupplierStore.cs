using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.Organisations;

namespace SroiTracker.Suppliers;

/// <summary>A party that carries out contracts, as the API shows it.</summary>
public sealed record Supplier(Guid Id, string Name, Identifier? Identifier);

/// <summary>Keeps suppliers.</summary>
public static class SupplierStore
{
    /// <summary>A supplier with its version; null outside the caller's scope.</summary>
    public static async Task<(Supplier Supplier, int Version)?> Find(Session session, Guid id) =>
        await session.QueryOne<Row>(SelectSql, new { id }) is { } row ? (row.Supplier, row.Version) : null;

    /// <summary>The supplier with this identifier in its register, whatever the caller's scope; null if there is none.</summary>
    public static async Task<Guid?> WithIdentifier(Session session, OrganisationIdentifier identifier) =>
        await session.QueryOne<Guid?>(SelectByIdentifierSql, new { scheme = identifier.Scheme, identifier = identifier.Id });

    /// <summary>Adds a supplier.</summary>
    /// <exception cref="RefusedException">The identifier is another's (409).</exception>
    public static async Task<Guid> Add(Session session, string name, OrganisationIdentifier? identifier)
    {
        var id = session.NewId();
        await RefuseTaken(session, identifier, id);
        await session.Execute(InsertSql, new { id, name, nameFolded = SearchText.Fold(name), scheme = identifier?.Scheme, identifier = identifier?.Id, now = session.Now });
        return id;
    }

    /// <summary>Changes a supplier of which the caller saw this version.</summary>
    /// <exception cref="RefusedException">Another version (412), a taken identifier (409).</exception>
    public static async Task Change(Session session, Guid id, int version, string name, OrganisationIdentifier? identifier)
    {
        await RefuseTaken(session, identifier, id);
        var changed = await session.Execute(UpdateSql, new { id, version, name, nameFolded = SearchText.Fold(name), scheme = identifier?.Scheme, identifier = identifier?.Id, now = session.Now });
        if (changed == 0) throw new RefusedException(Refusals.IfMatchStale);
    }

    /// <summary>
    /// What is of a supplier holds for all its buyers, and its key opens all its contracts: who does not see them all changes
    /// neither (rules.md 8, scope).
    /// </summary>
    /// <exception cref="RefusedException">It has a contract outside the caller's scope (403).</exception>
    public static async Task RefuseShared(Session session, Guid id, Refusal refusal)
    {
        if (await session.QueryOne<long>(CountOutsideSql, new { id }) > 0) throw new RefusedException(refusal);
    }

    /// <summary>
    /// A key of a supplier may be seen and taken back by each buyer that it works for: what it opens is theirs too. Who
    /// acts by a mandate does neither.
    /// </summary>
    /// <exception cref="RefusedException">None of its contracts is of a buyer of the caller's own (403).</exception>
    public static async Task RefuseBorrowed(Session session, Guid id, Refusal refusal)
    {
        if (await session.QueryOne<Guid?>(SelectOwnSql, new { id }) is null) throw new RefusedException(refusal);
    }

    private static async Task RefuseTaken(Session session, OrganisationIdentifier? identifier, Guid id)
    {
        if (identifier is not null && await WithIdentifier(session, identifier) is { } other && other != id)
            throw new RefusedException(Refusals.IdentifierTaken, identifier.Scheme, identifier.Id);
    }

    private const string SelectSql = $"SELECT s.id, s.name, s.scheme, s.identifier, s.version FROM Supplier s WHERE s.id = @id AND {Scope.Supplier}";
    private const string SelectOwnSql = $"SELECT s.id FROM Supplier s WHERE s.id = @id AND {Scope.OwnSupplier}";
    private const string SelectByIdentifierSql = "SELECT id FROM Supplier WHERE scheme = @scheme AND identifier = @identifier";
    private const string CountOutsideSql = $"""
        SELECT COUNT(*) FROM Contract c JOIN ContractSupplier cs ON cs.contractId = c.id
        WHERE cs.supplierId = @id AND NOT ({Scope.OwnContract})
        """;
    private const string InsertSql = """
        INSERT INTO Supplier (id, name, nameFolded, scheme, identifier, version, createdAt, changedAt)
        VALUES (@id, @name, @nameFolded, @scheme, @identifier, 1, @now, @now)
        """;
    private const string UpdateSql = """
        UPDATE Supplier SET name = @name, nameFolded = @nameFolded, scheme = @scheme, identifier = @identifier, version = version + 1, changedAt = @now
        WHERE id = @id AND version = @version
        """;

    internal sealed class Row
    {
        public Guid Id { get; init; }
        public string Name { get; init; } = "";
        public string? Scheme { get; init; }
        public string? Identifier { get; init; }
        public int Version { get; init; }
        public Supplier Supplier => new(Id, Name, Identifier is null ? null : new(Scheme!, Identifier));
    }
}
