using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.Organisations;
using SroiTracker.Suppliers;

namespace SroiTracker.Import;

/// <summary>
/// Finds or registers the parties that one notice names (api.md): by scheme and number; where a number is missing or
/// proves nothing by normalised name, a supplier only among those of the same buyer and of nobody, and that is said.
/// </summary>
internal sealed class NoticeParties(Session session, List<Objection> warnings)
{
    private readonly List<(NoticeOrganisation Party, Guid Id)> _suppliers = [];

    /// <summary>The buyer; null where it is not known yet.</summary>
    /// <exception cref="RefusedException">It is outside the caller's scope, or more organisations have its name.</exception>
    public async Task<Guid?> FindBuyer(NoticeOrganisation party)
    {
        var known = Registered(party) is { } number ? await OrganisationStore.WithIdentifier(session, number) : null;
        var id = known ?? ByName(party, await session.Query<Row>(SelectOrganisationsSql, new { name = SearchText.Fold(party.Name) }));
        // Who sees one branch only would make something it can't see.
        if (id is { } found ? await OrganisationStore.Find(session, found) is null : session.Caller.IsScoped) throw new RefusedException(Refusals.ImportBuyerOutside);
        return id;
    }

    /// <summary>Registers a buyer that is not known yet.</summary>
    public async Task<Guid> AddBuyer(NoticeOrganisation party)
    {
        var added = await OrganisationStore.Add(session, party.Name, await Free(party.Identifier, OrganisationStore.WithIdentifier));
        session.Record("organisation.created", $"organisations/{added}", null, new { party.Name, party.Identifier });
        return added;
    }

    /// <summary>The suppliers of a contract of this buyer, each once; who is not known yet is registered.</summary>
    /// <exception cref="RefusedException">More suppliers of the buyer have a name.</exception>
    public async Task<IReadOnlyList<Guid>> Suppliers(IEnumerable<NoticeOrganisation> parties, Guid buyerId)
    {
        var ids = new List<Guid>();
        foreach (var party in parties)
        {
            var seen = _suppliers.FindIndex(s => ContractIdentity.SameOrganisation(s.Party, party));
            if (seen < 0)
            {
                _suppliers.Add((party, await Supplier(party, buyerId)));
                seen = _suppliers.Count - 1;
            }
            if (!ids.Contains(_suppliers[seen].Id)) ids.Add(_suppliers[seen].Id);
        }
        return ids;
    }

    private async Task<Guid> Supplier(NoticeOrganisation party, Guid buyerId)
    {
        var known = Registered(party) is { } number ? await SupplierStore.WithIdentifier(session, number) : null;
        var id = known ?? ByName(party, await session.Query<Row>(SelectSuppliersSql, new { name = SearchText.Fold(party.Name), buyerId }));
        if (id is { } found) return found;
        var added = await SupplierStore.Add(session, party.Name, await Free(party.Identifier, SupplierStore.WithIdentifier));
        session.Record("supplier.created", $"suppliers/{added}", null, new { party.Name, party.Identifier });
        return added;
    }

    private Guid? ByName(NoticeOrganisation party, IReadOnlyList<Row> sameName)
    {
        // Another number in the same register is another organisation, whatever its name.
        var possible = sameName.Where(r => Registered(party) is not { } number || r.Scheme != number.Scheme).ToList();
        if (possible.Count > 1 && party.Identifier is { } own) possible = possible.Where(r => r.Identifier == own.Id).ToList() is { Count: 1 } one ? one : possible;
        if (possible.Count == 0) return null;
        if (possible.Count > 1) throw new RefusedException(Refusals.ImportPartyAmbiguous, party.Name);
        // The same number of an unknown register under the same name leaves no doubt.
        if (party.Identifier is null || possible[0].Identifier != party.Identifier.Id) warnings.Add(Refusals.ImportByName.At(null, party.Name));
        return possible[0].Id;
    }

    private static OrganisationIdentifier? Registered(NoticeOrganisation party) => party.Identifier is { } number && number.IsOfRegister() ? number : null;

    // A number of an unknown register may be another's too; then it is left out.
    private async Task<OrganisationIdentifier?> Free(OrganisationIdentifier? number, Func<Session, OrganisationIdentifier, Task<Guid?>> owner) =>
        number is not null && await owner(session, number) is null ? number : null;

    private const string SelectOrganisationsSql = $"SELECT o.id, o.scheme, o.identifier FROM Organisation o WHERE o.nameFolded = @name AND {Scope.Organisation}";
    private const string SelectSuppliersSql = """
        SELECT s.id, s.scheme, s.identifier FROM Supplier s WHERE s.nameFolded = @name AND @callerSupplier IS NULL AND (
            EXISTS (SELECT 1 FROM ContractSupplier cs JOIN Contract c ON c.id = cs.contractId WHERE cs.supplierId = s.id AND c.buyerId = @buyerId)
            OR NOT EXISTS (SELECT 1 FROM ContractSupplier anyones WHERE anyones.supplierId = s.id))
        """;

    private sealed class Row
    {
        public Guid Id { get; init; }
        public string? Scheme { get; init; }
        public string? Identifier { get; init; }
    }
}
