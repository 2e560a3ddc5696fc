using SroiTracker.Contracts;
using SroiTracker.Database;
using SroiTracker.Domain;

namespace SroiTracker.Import;

/// <summary>Lays one notice beside what is known: its contracts are found again or made.</summary>
/// <param name="warnings">What an officer should look at is added here.</param>
internal sealed class NoticeIntake(Session session, List<Objection> warnings)
{
    // A notice says where it comes from each time, and its hints are no officer's words: these change in silence.
    private static readonly string[] Silent = ["sourceNotice", "socialReturnHints"];

    /// <summary>What became of it, of which contracts, and why nothing changed if that needs a reason.</summary>
    /// <exception cref="RefusedException">A party, or which contract it is, cannot be told; or the contract may not change so.</exception>
    public async Task<(ImportOutcome Outcome, IReadOnlyList<Guid> Contracts, Objection? Reason)> Take(ReadNotice notice)
    {
        var parties = new NoticeParties(session, warnings);
        var buyerId = await parties.Buyer(notice.Contracts[0].Buyers[0]);
        var candidates = await ContractNoticeStore.Candidates(session, notice.Contracts.Select(c => c.Identity));
        var (outcome, ids, reason) = (ImportOutcome.Unchanged, new List<Guid>(), (Objection?)null);
        foreach (var contract in notice.Contracts)
        {
            var suppliers = new List<Guid>();
            foreach (var supplier in contract.Suppliers)
                if (await parties.Supplier(supplier, buyerId) is var id && !suppliers.Contains(id)) suppliers.Add(id);
            var entry = Entry(contract, buyerId, suppliers);
            var known = await Known(contract, entry, candidates);
            if (known.FirstOrDefault() is { } first && ids.Contains(first.ContractId)) throw new RefusedException(Refusals.ImportContractTwice);

            var (done, contractId, why) = known.Count == 0 ? await Make(contract, entry) : await Change(contract, entry, known);
            ids.Add(contractId);
            reason ??= why;
            if (done < outcome) outcome = done;
            if (known.All(k => Identification(k.Identity) != Identification(contract.Identity)))
            {
                await ContractNoticeStore.Add(session, contractId, contract.Identity);
                candidates.Add(new(contractId, contract.Source.Format, contract.Identity, contract.Source.IssuedAt));
            }
        }
        return (outcome, ids, outcome == ImportOutcome.Unchanged ? reason : null);
    }

    private ContractEntry Entry(NoticeContract contract, Guid buyerId, IReadOnlyList<Guid> suppliers)
    {
        var source = contract.Source;
        var reference = contract.Reference ?? source.ContractId ?? source.AwardId ?? source.PublicationNumber ?? source.NoticeId ?? source.Ocid ?? "-";
        if (contract.Reference is null) warnings.Add(Refusals.ImportNoReference.At(null, reference));
        return new(contract) { BuyerId = buyerId, SupplierIds = suppliers, Reference = reference, SourceNotice = source.Shown };
    }

    private async Task<IReadOnlyList<KnownNotice>> Known(NoticeContract contract, ContractEntry entry, List<KnownNotice> candidates)
    {
        var identity = contract.Identity;
        var known = candidates.Where(c => c.Identity.IsSameAs(identity)).ToList();
        if (known.Count == 0)
        {
            var entered = await ContractNoticeStore.Entered(session, entry.BuyerId!.Value, entry.Reference!, contract.Buyers[0]);
            known = [.. entered.Where(c => c.Identity.IsSameAs(identity))];
            if (known.Count == 0 && entered.Count > 0) warnings.Add(Refusals.ImportSameReference.At(null, entry.Reference));
        }
        return known.DistinctBy(k => k.ContractId).Count() < 2 ? known : throw new RefusedException(Refusals.ImportContractAmbiguous);
    }

    private async Task<(ImportOutcome, Guid, Objection?)> Make(NoticeContract contract, ContractEntry entry)
    {
        var id = await ContractStore.Add(session, entry, byOfficer: false);
        session.Record("contract.imported", $"contracts/{id}", null, entry);
        return (ImportOutcome.Created, id, null);
    }

    private async Task<(ImportOutcome, Guid, Objection?)> Change(NoticeContract contract, ContractEntry entry, IReadOnlyList<KnownNotice> known)
    {
        var (id, source) = (known[0].ContractId, contract.Source);
        var same = known.Where(k => k.Identity.IsSameNotice(source)).ToList();
        if (same.Count > 0 && same.TrueForAll(k => k.Format != source.Format))
            return (ImportOutcome.Unchanged, id, Refusals.ImportOtherFormatBefore.At(null, same[0].Format.Word()));
        // A notice that does not say when it was sent cannot be called newer than one that does.
        if (known.Max(k => k.IssuedAt) is { } newest && (source.IssuedAt is not { } issued || issued < newest))
            return (ImportOutcome.Unchanged, id, Refusals.ImportOlder.At(null));

        var was = await ContractStore.Find(session, id) ?? throw new RefusedException(Refusals.NotFoundHere);
        var (isChanged, kept) = await ContractStore.ChangeByNotice(session, was, entry);
        var told = kept.Except(Silent).ToList();
        if (told.Count > 0) warnings.Add(Refusals.ImportKept.At(null, string.Join(", ", told)));
        if (!isChanged) return (ImportOutcome.Unchanged, id, null);
        session.Record("contract.imported", $"contracts/{id}", null, entry);
        return (ImportOutcome.Updated, id, null);
    }

    private static string Identification(ContractIdentity identity) => Http.Json.Write(identity);
}
