using SroiTracker.Database;
using SroiTracker.Domain;

namespace SroiTracker.Contracts;

/// <summary>
/// What an amendment makes of a contract, before anything is written: the act keeps it, a preview shows it (rules.md 1).
/// </summary>
/// <param name="Was">As it stands.</param>
/// <param name="Now">As it would stand: other facts, other parties.</param>
/// <param name="Before">The versions of its clause; empty where it has none.</param>
/// <param name="Clause">The clause that would stand on it; null where the clause stays as it is, or there is none.</param>
internal sealed record AmendedContract(
    KeptContract Was, KeptContract Now, IReadOnlyList<ClauseVersion> Before, WeighedClause? Clause, DateOnly From, string Reason, AmendmentEntry Entry)
{
    public bool ChangesContract => Entry.ChangesFacts || Entry.Transfer is not null;

    /// <summary>Name of the act in the contract's history.</summary>
    public string Act => Entry.Transfer is not null ? "contract.transferred" : "amended";

    /// <summary>What it makes of a contract that the caller may see.</summary>
    /// <exception cref="RefusedException">It does not fit the contract, its clause, its parties, or a year that is settled.</exception>
    public static async Task<AmendedContract> Of(Session session, Guid contractId, AmendmentEntry entry)
    {
        var from = entry.FromDate!.Value;
        var was = await ContractStore.Find(session, contractId) ?? throw new RefusedException(Refusals.NotFoundHere);
        if (entry.Transfer is not null) await ProgressStore.RefuseSettled(session, contractId, from);
        var versions = await ClauseStore.Of(session, contractId);
        if (versions.Count == 0 && entry.ChangesClause) throw new RefusedException(Refusals.ClauseMissing);
        var parties = entry.Transfer is { } transfer ? Transfer.Of(was, transfer, from) : was.Parties;
        var now = was with { Entry = Judged(entry.On(was.Entry)), Parties = parties };
        RefuseOutside(from, was.Entry.Facts.Period, now.Entry.Facts.Period);
        if (entry.Transfer is { ToSupplierId: { } comes }) await ContractPartyStore.RequireSupplier(session, comes, "/transfer/toSupplierId");
        if (entry.ChangesFacts || entry.Transfer is not null) await ContractPartyStore.Judge(session, now.Entry, was with { Parties = parties });

        var clause = versions.Count == 0 ? await Framework.Inheritable(session, now)
            : entry.ChangesFacts || entry.ChangesClause ? await Weighed(session, now, versions[^1], entry, from)
            : null;
        if (clause is not null) await clause.RefuseSettledTargets(session, contractId, versions, from);
        return new(was, now, versions, clause, from, entry.Reason!, entry);
    }

    private static async Task<WeighedClause> Weighed(Session session, KeptContract now, ClauseVersion was, AmendmentEntry entry, DateOnly from)
    {
        if (entry.Clause?.Level is { } level && level != was.Body.Clause.Level) throw new RefusedException(Refusals.ClauseLevel.At("/clause/level"));
        var with = entry.On(was.Body.Clause);
        if (with.EuroBase is not null && entry.ChangesFacts && entry.Clause is null)
        {
            // The base in euros was entered for the value as it was.
            if (now.Entry.Facts.Currency != "EUR") throw new RefusedException(Refusals.ClauseForeignCurrency.At("/clause", now.Entry.Facts.Currency));
            with = with with { EuroBase = null };
        }
        try
        {
            var terms = await ClauseTerms.Of(session, now, with, isWhole: entry.Clause is null);
            // Bound for the contract's whole life, extensions included: only another version has another date (rules.md 1).
            var bound = terms.Tarief?.Id != was.Body.Clause.TariefId ? new BoundDate(from, null) : was.BoundDate is { } day ? new(day, null) : terms.Bound;
            return await WeighedClause.Of(session, now, terms with { Bound = bound }, from);
        }
        catch (RefusedException refused) when (entry.Clause is not null)
        {
            throw new RefusedException([.. refused.Objections.Select(o => o with { Place = o.Place is null ? null : "/clause" + o.Place })]);
        }
    }

    /// <summary>What is amended must be what could be entered; what a notice left out elsewhere is no matter here.</summary>
    private static ContractEntry Judged(ContractEntry entry)
    {
        List<Objection> objections = [.. new ContractEntryValidator().Validate(entry).Errors.Select(e => e.CustomState).OfType<Objection>()
            .Where(o => ContractFields.OfClause.Contains(o.Place!.Split('/')[1]) && o.Place is not ("/buyerId" or "/kind" or "/parentId"))];
        return objections.Count == 0 ? entry : throw new RefusedException(objections);
    }

    private static void RefuseOutside(DateOnly from, Period? was, Period? now)
    {
        if (now is not { } period) return;
        var first = was is { } before && before.Start < period.Start ? before.Start : period.Start;
        var last = was is { } ended && ended.End > period.End ? ended.End : period.End;
        if (from < first || from > last.AddDays(1)) throw new RefusedException(Refusals.AmendmentFrom.At("/fromDate", first, last));
    }
}
