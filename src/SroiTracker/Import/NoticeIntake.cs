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
        var buyer = notice.Contracts[0].Buyers[0];
        var buyerId = await parties.FindBuyer(buyer);
        var candidates = await ContractNoticeStore.Candidates(session, notice.Contracts.Select(c => c.Identity));
        var (outcome, ids, reason) = (ImportOutcome.Unchanged, new List<Guid>(), (Objection?)null);
        foreach (var contract in notice.Contracts)
        {
            var known = buyerId is { } found ? await Known(contract, found, candidates) : [];
            if (known.Count > 0 && ids.Contains(known[0].ContractId)) throw new RefusedException(Refusals.ImportContractTwice);

            // Nothing is made for a notice that changes nothing: no parties either.
            var stale = Stale(contract.Source, known);
            reason ??= stale;
            var (done, id) = (ImportOutcome.Unchanged, stale is null ? Guid.Empty : known[0].ContractId);
            if (stale is null)
            {
                buyerId ??= await parties.AddBuyer(buyer);
                var entry = Entry(contract, buyerId.Value, await parties.Suppliers(contract.Suppliers, buyerId.Value));
                (done, id) = known.Count == 0 ? await Make(entry) : await Change(entry, known[0].ContractId);
            }
            ids.Add(id);
            if (done < outcome) outcome = done;
            // Of one notice the format that came first is the one that is followed; another is not remembered.
            if (stale?.Refusal == Refusals.ImportOtherFormatBefore || known.Any(k => Identification(k.Identity) == Identification(contract.Identity))) continue;
            await ContractNoticeStore.Add(session, id, contract.Identity);
            candidates.Add(new(id, contract.Source.Format, contract.Identity, contract.Source.IssuedAt));
        }
        return (outcome, ids, outcome == ImportOutcome.Unchanged ? reason : null);
    }

    private ContractEntry Entry(NoticeContract contract, Guid buyerId, IReadOnlyList<Guid> suppliers)
    {
        if (contract.Reference is null) warnings.Add(Refusals.ImportNoReference.At(null, Reference(contract)));
        return new(contract) { BuyerId = buyerId, SupplierIds = suppliers, Reference = Reference(contract), SourceNotice = contract.Source.Shown };
    }

    private static string Reference(NoticeContract contract)
    {
        var source = contract.Source;
        return contract.Reference ?? source.ContractId ?? source.AwardId ?? source.PublicationNumber ?? source.NoticeId ?? source.Ocid ?? "-";
    }

    private async Task<IReadOnlyList<KnownNotice>> Known(NoticeContract contract, Guid buyerId, List<KnownNotice> candidates)
    {
        var identity = contract.Identity;
        var known = candidates.Where(c => c.Identity.IsSameAs(identity)).ToList();
        if (known.Count == 0)
        {
            var entered = await ContractNoticeStore.Entered(session, buyerId, Reference(contract), contract.Buyers[0]);
            known = [.. entered.Where(c => c.Identity.IsSameAs(identity))];
            if (known.Count == 0 && entered.Count > 0) warnings.Add(Refusals.ImportSameReference.At(null, Reference(contract)));
        }
        return known.DistinctBy(k => k.ContractId).Count() < 2 ? known : throw new RefusedException(Refusals.ImportContractAmbiguous);
    }

    /// <summary>Why a notice of a known contract changes nothing; null where it may.</summary>
    private static Objection? Stale(NoticeSource source, IReadOnlyList<KnownNotice> known)
    {
        var same = known.Where(k => k.Identity.IsSameNotice(source)).ToList();
        if (same.Count > 0 && same.TrueForAll(k => k.Format != source.Format)) return Refusals.ImportOtherFormatBefore.At(null, same[0].Format.Word());
        // A notice that does not say when it was sent cannot be called newer than one that does.
        return known.Max(k => k.IssuedAt) is { } newest && (source.IssuedAt is not { } issued || issued < newest) ? Refusals.ImportOlder.At(null) : null;
    }

    private async Task<(ImportOutcome, Guid)> Make(ContractEntry entry)
    {
        var id = await ContractStore.Add(session, entry, byOfficer: false);
        session.Record("contract.imported", $"contracts/{id}", null, entry);
        return (ImportOutcome.Created, id);
    }

    private async Task<(ImportOutcome, Guid)> Change(ContractEntry entry, Guid id)
    {
        var was = await ContractStore.Find(session, id) ?? throw new RefusedException(Refusals.NotFoundHere);
        var (isChanged, kept) = await ContractStore.ChangeByNotice(session, was, entry);
        var told = kept.Except(Silent).ToList();
        if (told.Count > 0) warnings.Add(Refusals.ImportKept.At(null, string.Join(", ", told)));
        if (!isChanged) return (ImportOutcome.Unchanged, id);
        session.Record("contract.imported", $"contracts/{id}", null, entry);
        return (ImportOutcome.Updated, id);
    }

    private static string Identification(ContractIdentity identity) => Http.Json.Write(identity);
}
