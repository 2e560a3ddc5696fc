using SroiTracker.Database;
using SroiTracker.Domain;

namespace SroiTracker.Suppliers;

/// <summary>Keeps which companies a supplier named as its own group: buying there does not count (rules.md 4).</summary>
internal static class SupplierGroupStore
{
    /// <summary>KvK numbers of the supplier itself and of its group.</summary>
    public static async Task<IReadOnlySet<string>> Of(Session session, Guid supplierId) =>
        (await session.Query<string>(SelectSql, new { supplierId, scheme = OrganisationIdentifier.Kvk })).ToHashSet(StringComparer.Ordinal);

    /// <summary>Adds a company to the group; one that is in it stays.</summary>
    public static Task Add(Session session, Guid supplierId, string kvk) => session.Execute(InsertSql, new { supplierId, kvk, now = session.Now });

    private const string SelectSql = """
        SELECT s.identifier FROM Supplier s WHERE s.id = @supplierId AND s.scheme = @scheme AND (@callerSupplier IS NULL OR s.id = @callerSupplier)
        UNION ALL SELECT g.kvk FROM SupplierGroup g WHERE g.supplierId = @supplierId AND (@callerSupplier IS NULL OR g.supplierId = @callerSupplier)
        """;
    private const string InsertSql = """
        INSERT INTO SupplierGroup (supplierId, kvk, namedAt) SELECT s.id, @kvk, @now FROM Supplier s
        WHERE s.id = @supplierId AND (@callerSupplier IS NULL OR s.id = @callerSupplier)
            AND NOT EXISTS (SELECT 1 FROM SupplierGroup g WHERE g.supplierId = @supplierId AND g.kvk = @kvk)
        """;
}
