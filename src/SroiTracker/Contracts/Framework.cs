using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.Policies;

namespace SroiTracker.Contracts;

/// <summary>The framework agreement above a call-off (rules.md 1): exactly one level carries the obligation.</summary>
/// <param name="Clause">Its clause as it stands; null where it has none yet.</param>
/// <param name="BoundDate">The date that bound its Tarief.</param>
internal sealed record Framework(Guid Id, ContractEntry Entry, ClauseEntry? Clause, DateOnly? BoundDate)
{
    /// <summary>
    /// The framework of a contract, with its clause as it holds when the call-off starts: what is amended from a later day on
    /// is for later call-offs. Null where it has none. Whatever the caller's scope: who sets a clause on a call-off is bound
    /// by a framework of another buyer too.
    /// </summary>
    public static async Task<Framework?> Above(Session session, ContractEntry entry)
    {
        if (entry.ParentId is not { } id || await session.Query<Row>(SelectSql, new { id }) is not [var first, ..] rows) return null;
        var timeline = ClauseTimeline.Of([.. rows.Where(r => r.Body is not null)], r => r.ValidFrom);
        var held = timeline.LastOrDefault(r => entry.StartDate is null || r.ValidFrom is null || r.ValidFrom <= entry.StartDate) ?? timeline.FirstOrDefault();
        return new(id, Json.Read<ContractStore.Facts>(first.Facts).Entry, held is null ? null : Json.Read<ClauseBody>(held.Body!).Clause, held?.BoundDate);
    }

    /// <summary>
    /// Why nothing is reported on a contract of a framework: another level carries the obligation (rules.md 1). Null where it
    /// may be.
    /// </summary>
    public static async Task<Refusal?> Elsewhere(Session session, Guid contractId)
    {
        var row = await session.QueryOne<LevelRow>(SelectLevelsSql, new { contractId });
        if (row?.Kind == ContractKind.FrameworkAgreement && Level(row.Body) == ClauseLevel.OnCallOffs) return Refusals.AllocationOnCallOffs;
        return row?.Kind == ContractKind.CallOff && Level(row.Above) == ClauseLevel.OnFramework ? Refusals.AllocationOnFramework : null;

        static ClauseLevel? Level(string? body) => body is null ? null : Json.Read<ClauseBody>(body).Clause.Level;
    }

    /// <summary>
    /// The clause as a call-off inherits it: what is asked and how it is counted. A cap that is tested on the framework stays
    /// there, and so do plan and amounts, which are of the whole.
    /// </summary>
    public ClauseEntry? Inherited(SroiPolicy? policy) => Clause is null ? null : Clause with
    {
        FixedAmount = null, Cap = policy?.CapScope == CapScope.CallOff ? Clause.Cap : null, DoelgroepTargets = [], Plan = [], EuroBase = null,
        VatConfirmed = false, DeviationReason = null, WarningsAnswer = null,
    };

    /// <summary>What is left of the framework's cap for a call-off, given what its other call-offs carry.</summary>
    public async Task<Obligation> Capped(Session session, Guid callOffId, Obligation obligation, SroiPolicy? policy)
    {
        if (policy?.CapScope == CapScope.CallOff || Clause?.Cap is not { } cap) return obligation;
        var others = await session.Query<Euros>(SelectOthersSql, new { frameworkId = Id, callOffId });
        return Obligation.UnderFramework([.. others.Select(amount => obligation with { Amount = amount }), obligation], cap)[^1];
    }

    /// <summary>Whether a call-off of this framework carries an obligation of its own.</summary>
    public static async Task<bool> HasClausesBelow(Session session, Guid frameworkId) =>
        await session.QueryOne<long>(CountClausesSql, new { frameworkId }) > 0;

    /// <summary>Gives every call-off that has none the clause of its framework, as far as its own facts allow.</summary>
    public static async Task InheritBelow(Session session, Guid frameworkId)
    {
        foreach (var id in await session.Query<Guid>(SelectWithoutClauseSql, new { frameworkId }))
            if (await ContractStore.Find(session, id) is { } callOff) await Inherit(session, callOff);
    }

    /// <summary>
    /// Gives a call-off without a clause the clause of its framework. Where its own facts do not allow it yet (no days, no
    /// value) it stays without, until they do.
    /// </summary>
    public static async Task<KeptContract> Inherit(Session session, KeptContract callOff) =>
        await Inheritable(session, callOff) is { } clause ? await ClauseStore.Set(session, callOff, clause, null, "clause.inherited") : callOff;

    /// <summary>The clause that <see cref="Inherit"/> gives; null where it stays without.</summary>
    public static async Task<WeighedClause?> Inheritable(Session session, KeptContract callOff)
    {
        if (callOff.ClauseVersion is not null || await Above(session, callOff.Entry) is not { Clause.Level: ClauseLevel.OnCallOffs } framework) return null;
        var policy = framework.Clause.PolicyId is { } id ? await PolicyStore.Find(session, id) : null;
        var inherited = framework.Inherited(policy)!;
        if (ClauseCheck.Of(inherited.Clause, callOff.Entry.Facts).Count > 0) return null;
        return await WeighedClause.Of(session, callOff, await ClauseTerms.Of(session, callOff, inherited, isWhole: true), null);
    }

    private const string SelectSql = """
        SELECT c.facts, v.body, v.boundDate, v.validFrom FROM Contract c LEFT JOIN ClauseVersion v ON v.contractId = c.id
        WHERE c.id = @id AND @callerSupplier IS NULL ORDER BY v.version
        """;
    private const string SelectLevelsSql = """
        SELECT c.kind, v.body, a.body AS above FROM Contract c
            LEFT JOIN ClauseVersion v ON v.contractId = c.id AND v.version = c.clauseVersion
            LEFT JOIN Contract f ON f.id = c.parentId LEFT JOIN ClauseVersion a ON a.contractId = f.id AND a.version = f.clauseVersion
        WHERE c.id = @contractId
            AND (@callerSupplier IS NULL OR EXISTS (SELECT 1 FROM ContractSupplier own WHERE own.contractId = c.id AND own.supplierId = @callerSupplier))
        """;
    private const string SelectOthersSql = """
        SELECT p.obligation FROM Contract c JOIN ContractProgress p ON p.contractId = c.id
        WHERE c.parentId = @frameworkId AND c.id <> @callOffId AND @callerSupplier IS NULL ORDER BY c.id
        """;
    private const string CountClausesSql = """
        SELECT COUNT(*) FROM Contract c WHERE c.parentId = @frameworkId AND c.clauseVersion IS NOT NULL AND @callerSupplier IS NULL
        """;
    private const string SelectWithoutClauseSql = """
        SELECT c.id FROM Contract c WHERE c.parentId = @frameworkId AND c.clauseVersion IS NULL AND @callerSupplier IS NULL ORDER BY c.id
        """;

    private sealed class LevelRow
    {
        public ContractKind Kind { get; init; }
        public string? Body { get; init; }
        public string? Above { get; init; }
    }

    private sealed class Row
    {
        public string Facts { get; init; } = "";
        public string? Body { get; init; }
        public DateOnly? BoundDate { get; init; }
        public DateOnly? ValidFrom { get; init; }
    }
}
