using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.Organisations;
using SroiTracker.Suppliers;

namespace SroiTracker.Import;

/// <summary>
/// Finds or registers the parties that a notice names (api.md): by scheme and number; where a number is missing or proves
/// nothing by normalised name, a supplier only among those of the same buyer, and that is said.
/// </summary>
internal sealed class NoticeParties(Session session, List<Objection> warnings)
{
    /// <summary>The buyer.</summary>
    /// <exception cref="RefusedException">It is outside the caller's scope, or more organisations have its name.</exception>
    public async Task<Guid> Buyer(NoticeOrganisation party)
    {
        var known = Registered(party) is { } number ? await OrganisationStore.WithIdentifier(session, number) : null;
        var id = known ?? ByName(party, await session.Query<Row>(SelectOrganisationsSql, new { name = SearchText.Fold(party.Name) }));
        if (id is { } found)
        {
            if (await OrganisationStore.Find(session, found) is null) throw new RefusedException(Refusals.ImportBuyerOutside);
            return found;
        }
        // Who sees one branch only would make something it can't see.
        if (session.Caller.IsScoped) throw new RefusedException(Refusals.ImportBuyerOutside);
        var added = await OrganisationStore.Add(session, party.Name, await Free(party.Identifier, OrganisationStore.WithIdentifier));
        session.Record("organisation.created", $"organisations/{added}", null, new { party.Name, party.Identifier });
        return added;
    }

    /// <summary>A supplier of a contract of this buyer.</summary>
    /// <exception cref="RefusedException">More suppliers of the buyer have its name.</exception>
    public async Task<Guid> Supplier(NoticeOrganisation party, Guid buyerId)
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
        SELECT s.id, s.scheme, s.identifier FROM Supplier s WHERE s.nameFolded = @name AND @callerSupplier IS NULL
            AND EXISTS (SELECT 1 FROM ContractSupplier cs JOIN Contract c ON c.id = cs.contractId WHERE cs.supplierId = s.id AND c.buyerId = @buyerId)
        """;

    private sealed class Row
    {
        public Guid Id { get; init; }
        public string? Scheme { get; init; }
        public string? Identifier { get; init; }
    }
}
