using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.Organisations;

namespace SroiTracker.Contracts;

/// <summary>A buyer or supplier of a contract.</summary>
public sealed record Party(Guid Id, string Name, Identifier? Identifier)
{
    internal static Party Of(Guid id, string name, string? scheme, string? identifier) => new(id, name, identifier is null ? null : new(scheme!, identifier));
}

/// <summary>Keeps who a contract is between: its buyer, its suppliers, the subcontractors named on it, the framework above it.</summary>
internal static class ContractPartyStore
{
    /// <summary>Judges the parties of an entry, and answers what they are called now, to search by.</summary>
    /// <param name="was">The contract, if it is there already.</param>
    /// <exception cref="RefusedException">One is unknown, or may not leave; or the framework agreement is none.</exception>
    public static async Task<IReadOnlyList<string>> Judge(Session session, ContractEntry entry, KeptContract? was = null)
    {
        var objections = new List<Objection>();
        var names = new List<string>();
        if (entry.BuyerId is { } buyer && await OrganisationStore.Find(session, buyer) is { } found) names.Add(found.Organisation.Name);
        else objections.Add(Refusals.OrganisationUnknown.At("/buyerId"));
        await AddNames(session, entry.SupplierIds, "/supplierIds", names, objections);
        await AddNames(session, entry.SubcontractorIds, "/subcontractorIds", names, objections);
        await JudgeKind(session, entry, was, objections);
        // An option counts once it is exercised (rules.md 1), and nobody exercises one tomorrow.
        for (var i = 0; i < entry.Options.Count; i++)
            if (entry.Options[i].ExercisedDate > session.Today) objections.Add(Refusals.DateAhead.At($"/options/{i}/exercisedDate", session.Today));
        if (objections.Count > 0) throw new RefusedException(objections);
        if (was is not null) await RefuseLeaving(session, was, entry);
        return names;
    }

    /// <summary>Writes who sees the contract: its suppliers, the subcontractors named on it, and who left it by a transfer.</summary>
    public static async Task Write(Session session, Guid contractId, ContractEntry entry, IReadOnlyList<PartyDays> parties)
    {
        await session.Execute(DeleteSql, new { contractId });
        foreach (var row in Rows(entry, parties)) await session.Execute(InsertSql, new { contractId, row.SupplierId, row.Part, row.From, row.Through });
    }

    /// <summary>Who sees a contract, in which part, and on which days it is a party.</summary>
    public static IEnumerable<(Guid SupplierId, string Part, DateOnly? From, DateOnly? Through)> Rows(ContractEntry entry, IReadOnlyList<PartyDays> parties)
    {
        var left = parties.Where(p => p.Through is not null).Select(p => p.SupplierId);
        foreach (var supplierId in entry.SupplierIds.Union(entry.SubcontractorIds).Union(left))
        {
            var days = parties.FirstOrDefault(p => p.SupplierId == supplierId);
            var isSub = entry.SubcontractorIds.Contains(supplierId) && !entry.SupplierIds.Contains(supplierId);
            yield return (supplierId, supplierId == entry.LeadSupplierId ? "Lead" : isSub ? "Subcontractor" : "Party", days?.From, days?.Through);
        }
    }

    /// <summary>The buyer, and the suppliers with the lead partner first, of a contract that the caller may see.</summary>
    public static async Task<(Party Buyer, IReadOnlyList<Party> Suppliers)> Find(Session session, Guid contractId)
    {
        var buyer = await session.QueryOne<Row>(SelectBuyerSql, new { contractId });
        return (buyer!.Party, [.. (await Suppliers(session, [contractId]))[contractId]]);
    }

    /// <summary>The suppliers of contracts in scope, each with the lead partner first; subcontractors are no party.</summary>
    public static async Task<ILookup<Guid, Party>> Suppliers(Session session, IReadOnlyList<Guid> contractIds)
    {
        var rows = new List<Row>();
        foreach (var some in contractIds.Chunk(100)) rows.AddRange(await session.Query<Row>(SelectSuppliersSql, new { contractIds = some, today = session.Today }));
        return rows.ToLookup(r => r.ContractId, r => r.Party);
    }

    /// <summary>Refuses a supplier that is not there.</summary>
    public static async Task RequireSupplier(Session session, Guid id, string place)
    {
        if (await session.QueryOne<string>(SelectSupplierSql, new { id }) is null) throw new RefusedException(Refusals.SupplierUnknown.At(place));
    }

    /// <summary>Suppliers by id, for who is on the buyers' side.</summary>
    public static async Task<IReadOnlyList<Party>> Named(Session session, IReadOnlyList<Guid> ids)
    {
        var named = new List<Party>();
        foreach (var some in ids.Chunk(100)) named.AddRange((await session.Query<Row>(SelectNamedSql, new { ids = some })).Select(r => r.Party));
        return named;
    }

    private static async Task AddNames(Session session, IReadOnlyList<Guid> ids, string place, List<string> names, List<Objection> objections)
    {
        for (var i = 0; i < ids.Count; i++)
        {
            // Whatever the caller's scope: a supplier works for many buyers, and an id is only known to who was given it.
            if (await session.QueryOne<string>(SelectSupplierSql, new { id = ids[i] }) is { } name) names.Add(name);
            else objections.Add(Refusals.SupplierUnknown.At($"{place}/{i}"));
        }
    }

    private static async Task JudgeKind(Session session, ContractEntry entry, KeptContract? was, List<Objection> objections)
    {
        var kind = entry.Kind ?? ContractKind.Contract;
        if (entry.ParentId is { } parent)
        {
            if (kind != ContractKind.CallOff) objections.Add(Refusals.ContractParentUnneeded.At("/parentId"));
            // One that was named before may be outside this caller's scope.
            else if (parent != was?.Entry.ParentId && (await ContractStore.Find(session, parent))?.Entry.Kind != ContractKind.FrameworkAgreement)
                objections.Add(Refusals.ContractParentUnknown.At("/parentId"));
        }
        if (kind != ContractKind.FrameworkAgreement && was is not null && await session.QueryOne<long>(CountCallOffsSql, new { id = was.Id }) > 0)
            throw new RefusedException(Refusals.ContractHasCallOffs);
    }

    /// <summary>Who reported placements on a contract stays a party to it, or leaves by a transfer: they would vanish from its own sight.</summary>
    private static async Task RefuseLeaving(Session session, KeptContract was, ContractEntry entry)
    {
        if (was.Parties.FirstOrDefault(p => p.Through is not null && entry.SupplierIds.Contains(p.SupplierId)) is { Through: { } left }) throw new RefusedException(Refusals.TransferReturns, left);
        foreach (var supplier in await session.Query<Guid>(SelectReportingSql, new { contractId = was.Id }))
            if (!entry.SupplierIds.Contains(supplier) && !entry.SubcontractorIds.Contains(supplier) && was.Parties.All(p => p.SupplierId != supplier || p.Through is null))
                throw new RefusedException(Refusals.ContractSupplierReports, await session.QueryOne<string>(SelectSupplierSql, new { id = supplier }));
    }

    private const string SelectBuyerSql = $"""
        SELECT o.id, o.name, o.scheme, o.identifier FROM Contract c JOIN Organisation o ON o.id = c.buyerId WHERE c.id = @contractId AND {Scope.Contract}
        """;
    private const string SelectSuppliersSql = $"""
        SELECT cs.contractId, s.id, s.name, s.scheme, s.identifier FROM Contract c JOIN ContractSupplier cs ON cs.contractId = c.id JOIN Supplier s ON s.id = cs.supplierId
        WHERE c.id IN @contractIds AND cs.part <> 'Subcontractor' AND (cs.throughDate IS NULL OR cs.throughDate >= @today) AND {Scope.Contract} ORDER BY CASE cs.part WHEN 'Lead' THEN 0 ELSE 1 END, s.id
        """;
    private const string SelectNamedSql = """
        SELECT s.id, s.name, s.scheme, s.identifier FROM Supplier s WHERE s.id IN @ids AND @callerSupplier IS NULL ORDER BY s.id
        """;
    private const string SelectSupplierSql = "SELECT s.name FROM Supplier s WHERE s.id = @id AND (@callerSupplier IS NULL OR s.id = @callerSupplier)";
    private const string CountCallOffsSql = "SELECT COUNT(*) FROM Contract c WHERE c.parentId = @id AND @callerSupplier IS NULL";
    private const string SelectReportingSql = """
        SELECT pc.supplierId FROM PlacementContract pc WHERE pc.contractId = @contractId AND @callerSupplier IS NULL
        UNION SELECT ec.supplierId FROM EffortContract ec WHERE ec.contractId = @contractId AND @callerSupplier IS NULL
        """;
    private const string DeleteSql = "DELETE FROM ContractSupplier WHERE contractId = @contractId";
    private const string InsertSql = "INSERT INTO ContractSupplier (contractId, supplierId, part, fromDate, throughDate) VALUES (@contractId, @SupplierId, @Part, @From, @Through)";

    private sealed class Row
    {
        public Guid ContractId { get; init; }
        public Guid Id { get; init; }
        public string Name { get; init; } = "";
        public string? Scheme { get; init; }
        public string? Identifier { get; init; }
        public Party Party => Party.Of(Id, Name, Scheme, Identifier);
    }
}
