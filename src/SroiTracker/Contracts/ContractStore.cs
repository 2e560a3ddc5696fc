using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.Organisations;

namespace SroiTracker.Contracts;

/// <summary>A contract as it is kept.</summary>
/// <param name="Version">Raised by every change, of its clause too; its ETag.</param>
/// <param name="SetByOfficer">Names of fields as JSON writes them ("startDate"): a notice never overwrites these.</param>
/// <param name="ClauseVersion">Number of the newest clause version; null where no clause was set.</param>
public sealed record KeptContract(
    Guid Id, int Version, ContractEntry Entry, IReadOnlyList<string> SetByOfficer, int? ClauseVersion, DateTimeOffset CreatedAt, DateTimeOffset ChangedAt)
{
    /// <summary>Suppliers that are a party on some days only, since the contract went from one to another.</summary>
    public IReadOnlyList<PartyDays> Parties { get; init; } = [];
}

/// <summary>What a notice did to a contract that was there.</summary>
/// <param name="IsChanged">Whether anything was written.</param>
/// <param name="Kept">Fields in which the notice says something else than what an officer set, or a clause rests on; they stayed.</param>
public sealed record NoticeChange(bool IsChanged, IReadOnlyList<string> Kept);

/// <summary>Keeps contracts: how they stand, every version of how they stood, their parties, and their row of progress.</summary>
public static class ContractStore
{
    /// <summary>A contract; null outside the caller's scope.</summary>
    public static async Task<KeptContract?> Find(Session session, Guid id) =>
        await session.QueryOne<Row>(SelectSql, new { id }) is { } row ? row.Contract : null;

    /// <summary>Adds a contract that was judged by <see cref="ContractEntryValidator"/> or read from a notice.</summary>
    /// <param name="byOfficer">Whether an officer entered it; then a notice never overwrites what it says.</param>
    /// <returns>Its id.</returns>
    /// <exception cref="RefusedException">A party or the framework agreement is unknown.</exception>
    public static async Task<Guid> Add(Session session, ContractEntry entry, bool byOfficer)
    {
        var names = await ContractPartyStore.Judge(session, entry);
        var id = session.NewId();
        var kept = new Facts(entry, byOfficer ? ContractFields.Said(entry) : []);
        await session.Execute(InsertSql, Values(session, id, kept, names, version: 1));
        await AddVersion(session, id, 1, null, byOfficer ? "entered" : "imported", kept, null);
        await ContractPartyStore.Write(session, id, entry, []);
        await ProgressStore.Open(session, id, entry.BuyerId!.Value, entry.Facts.Period);
        if (entry.ParentId is not null) await Framework.Inherit(session, (await Find(session, id))!);
        return id;
    }

    /// <summary>Changes a contract as an officer entered it; whatever differs from before is the officer's from then on.</summary>
    /// <param name="validFrom">The day that an amendment holds from; null for what holds from the start.</param>
    /// <param name="act">entered, amended, contract.transferred.</param>
    /// <param name="reason">Why, where an officer says.</param>
    /// <param name="parties">The days of its parties, where a transfer changed them.</param>
    /// <exception cref="RefusedException">A party or the framework is unknown; someone changed it since it was read (412).</exception>
    public static async Task<KeptContract> Change(Session session, KeptContract was, ContractEntry entry, string act = "entered", DateOnly? validFrom = null,
        string? reason = null, IReadOnlyList<PartyDays>? parties = null)
    {
        var merged = entry with
        {
            SourceNotice = entry.SourceNotice ?? was.Entry.SourceNotice,
            SocialReturnHints = entry.SocialReturnHints.Count > 0 ? entry.SocialReturnHints : was.Entry.SocialReturnHints,
        };
        var set = was.SetByOfficer.Union(ContractFields.Differing(was.Entry, merged));
        return await Replace(session, was, new(merged, [.. set], parties ?? was.Parties), act, validFrom, reason);
    }

    /// <summary>
    /// Takes over what a newer notice says of a contract, except what an officer set or a clause rests on; what the notice
    /// does not say stays. Where nothing differs nothing is written.
    /// </summary>
    /// <param name="was">As <see cref="Find"/> gave it in this act.</param>
    public static async Task<NoticeChange> ChangeByNotice(Session session, KeptContract was, ContractEntry notice)
    {
        IEnumerable<string> fixedFields = was.ClauseVersion is null ? was.SetByOfficer : was.SetByOfficer.Union(ContractFields.OfClause);
        var (entry, kept) = ContractFields.Merge(was.Entry, notice, fixedFields);
        if (ContractFields.Differing(was.Entry, entry).Count == 0) return new(false, kept);
        await Replace(session, was, new(entry, was.SetByOfficer, was.Parties), "imported", null, null);
        return new(true, kept);
    }

    /// <summary>The contract has a clause, or another one: it is another version from here on.</summary>
    internal static async Task<KeptContract> SetClauseVersion(Session session, KeptContract was, int clauseVersion)
    {
        if (await session.Execute(SetClauseVersionSql, new { was.Id, was.Version, clauseVersion, now = session.Now }) == 0)
            throw new RefusedException(Refusals.IfMatchStale);
        return was with { Version = was.Version + 1, ClauseVersion = clauseVersion, ChangedAt = session.Now };
    }

    private static async Task<KeptContract> Replace(Session session, KeptContract was, Facts facts, string act, DateOnly? validFrom, string? reason)
    {
        var entry = facts.Entry;
        var names = await ContractPartyStore.Judge(session, entry, was with { Parties = facts.Parties ?? [] });
        var version = was.Version + 1;
        if (await session.Execute(UpdateSql, Values(session, was.Id, facts, names, version)) == 0) throw new RefusedException(Refusals.IfMatchStale);
        await AddVersion(session, was.Id, version, validFrom, act, facts, reason);
        await ContractPartyStore.Write(session, was.Id, entry, facts.Parties ?? []);
        await ProgressStore.Change(session, was.Id, entry.BuyerId!.Value, entry.Facts.Period);
        var now = was with { Version = version, Entry = entry, SetByOfficer = facts.SetByOfficer, ChangedAt = session.Now, Parties = facts.Parties ?? [] };
        return entry.ParentId is null ? now : await Framework.Inherit(session, now);
    }

    private static object Values(Session session, Guid id, Facts kept, IReadOnlyList<string> names, int version)
    {
        var entry = kept.Entry;
        var facts = entry.Facts;
        return new
        {
            id, entry.BuyerId, Reference = entry.Reference ?? "", Title = entry.Title ?? "", facts.Kind, facts.Nature, entry.ParentId,
            // The end is kept as it is counted: from the duration where no end was given.
            startDate = facts.Start, endDate = facts.Period?.End ?? facts.End, facts.Value, currency = entry.Value?.Currency,
            searchText = SearchText.Fold(string.Join(' ', [entry.Reference, entry.Title, .. names, entry.SourceNotice?.PublicationNumber, entry.SourceNotice?.NoticeId])),
            facts = Json.Write(kept), version, versionBefore = version - 1, now = session.Now,
        };
    }

    private static Task AddVersion(Session session, Guid id, int version, DateOnly? validFrom, string act, Facts facts, string? reason) => session.Execute(InsertVersionSql, new
    {
        id, version, validFrom, act, facts = Json.Write(facts), now = session.Now, by = session.Caller.PrincipalId, reason,
    });

    /// <summary>The document in Contract.facts and ContractVersion.facts.</summary>
    internal sealed record Facts(ContractEntry Entry, IReadOnlyList<string> SetByOfficer, IReadOnlyList<PartyDays>? Parties = null);

    private const string SelectSql = $"""
        SELECT c.id, c.version, c.facts, c.clauseVersion, c.createdAt, c.changedAt FROM Contract c WHERE c.id = @id AND {Scope.Contract}
        """;
    private const string InsertSql = """
        INSERT INTO Contract (id, buyerId, reference, title, searchText, kind, nature, parentId, startDate, endDate, value, currency, facts, clauseVersion, version, createdAt, changedAt)
        VALUES (@id, @BuyerId, @Reference, @Title, @searchText, @Kind, @Nature, @ParentId, @startDate, @endDate, @Value, @currency, @facts, NULL, @version, @now, @now)
        """;
    private const string UpdateSql = """
        UPDATE Contract SET buyerId = @BuyerId, reference = @Reference, title = @Title, searchText = @searchText, kind = @Kind, nature = @Nature,
            parentId = @ParentId, startDate = @startDate, endDate = @endDate, value = @Value, currency = @currency, facts = @facts, version = @version, changedAt = @now
        WHERE id = @id AND version = @versionBefore
        """;
    private const string SetClauseVersionSql = """
        UPDATE Contract SET clauseVersion = @clauseVersion, version = version + 1, changedAt = @now WHERE id = @Id AND version = @Version
        """;
    private const string InsertVersionSql = """
        INSERT INTO ContractVersion (contractId, version, validFrom, act, facts, recordedAt, recordedBy, reason)
        VALUES (@id, @version, @validFrom, @act, @facts, @now, @by, @reason)
        """;

    internal sealed class Row
    {
        public Guid Id { get; init; }
        public int Version { get; init; }
        public string Facts { get; init; } = "";
        public int? ClauseVersion { get; init; }
        public DateTimeOffset CreatedAt { get; init; }
        public DateTimeOffset ChangedAt { get; init; }

        public KeptContract Contract
        {
            get
            {
                var facts = Json.Read<Facts>(Facts);
                return new(Id, Version, facts.Entry, facts.SetByOfficer, ClauseVersion, CreatedAt, ChangedAt) { Parties = facts.Parties ?? [] };
            }
        }
    }
}
