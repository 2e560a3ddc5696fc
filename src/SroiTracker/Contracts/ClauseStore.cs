using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.Placements;

namespace SroiTracker.Contracts;

/// <summary>What a clause version keeps beside its columns: the clause as entered, the days it was set on, and what was warned of.</summary>
/// <param name="Period">The days of the contract then; null for best effort without days.</param>
internal sealed record ClauseBody(ClauseEntry Clause, Period? Period, IReadOnlyList<Remark> Warnings)
{
    /// <summary>Last day of Starting; null where the days of the contract are unknown.</summary>
    /// <param name="policy">The one that the clause names.</param>
    public DateOnly? StartingUntil(SroiPolicy? policy) =>
        Period is { } days ? ContractProgress.StartingUntil(days, policy?.StartingMonths ?? 3, Clause.Clause.Plan) : null;

    /// <summary>The curve of the approved plan; none for best effort, whose plan is of its own goals and not of euros.</summary>
    public IReadOnlyList<PlanStretch> Curve() =>
        Period is { } days && Clause.Base != ClauseBase.BestEffort ? PlanCurve.Of(Clause.Clause.Plan, days) : [];

    /// <summary>How often suppliers report; null where nothing is reported on this contract.</summary>
    public int? ReportingMonths(ContractKind kind, SroiPolicy? policy) =>
        kind == ContractKind.FrameworkAgreement && Clause.Level == ClauseLevel.OnCallOffs ? null : policy?.ReportingMonths ?? 3;
}

/// <summary>A clause as it was set or amended.</summary>
/// <param name="Version">From 1 on a contract.</param>
/// <param name="ValidFrom">The day that an amendment holds from; null from the start.</param>
/// <param name="Obligation">Frozen when it was set.</param>
internal sealed record ClauseVersion(int Version, DateOnly? ValidFrom, DateOnly? BoundDate, Euros Obligation, ClauseBody Body);

/// <summary>Keeps clauses. Versions are only added; the newest is how it stands.</summary>
internal static class ClauseStore
{
    /// <summary>All versions of a contract's clause, by number; empty where there is none or the contract is not there for this caller.</summary>
    public static async Task<IReadOnlyList<ClauseVersion>> Of(Session session, Guid contractId) =>
        [.. (await session.Query<Row>(SelectSql, new { contractId })).Select(r => new ClauseVersion(r.Version, r.ValidFrom, r.BoundDate, r.Obligation, Json.Read<ClauseBody>(r.Body)))];

    /// <summary>
    /// Sets a clause, or another version of it, on a contract: freezes the obligation, the Tarief and its date, and brings the
    /// contract's ledger and progress in line.
    /// </summary>
    /// <param name="contract">As it stands in this act, with the facts that the clause was weighed with.</param>
    /// <param name="validFrom">The day that an amendment holds from; null from the start.</param>
    /// <param name="act">clause.set, clause.amended, clause.inherited, turnover.final, turnover.corrected.</param>
    /// <param name="reason">Why an officer amended it; null where the clause itself says.</param>
    /// <returns>The contract, another version of it.</returns>
    public static async Task<KeptContract> Set(Session session, KeptContract contract, WeighedClause weighed, DateOnly? validFrom, string act, string? reason = null)
    {
        var (terms, obligation, facts) = (weighed.Terms, weighed.Obligation, contract.Entry.Facts);
        var clause = terms.Entry.Clause;
        var version = (contract.ClauseVersion ?? 0) + 1;
        var body = weighed.Body;
        await session.Execute(InsertSql, new
        {
            contractId = contract.Id, version, validFrom, policyId = terms.Policy?.Id, tariefId = weighed.CountsBy?.Id,
            fullTimeMinutes = clause.FullTime(terms.Tarief), boundDate = terms.Bound?.Date, obligation = obligation.Amount,
            body = Json.Write(body), act, now = session.Now, by = session.Caller.PrincipalId, reason,
        });
        var changed = await ContractStore.SetClauseVersion(session, contract, version);

        await ProgressStore.SetClause(session, contract.Id, obligation.Amount, clause.Base == ClauseBase.BestEffort,
            body.StartingUntil(terms.Policy), body.Curve(), body.ReportingMonths(facts.Kind, terms.Policy));
        if (terms.Framework is { Clause.Level: ClauseLevel.OnCallOffs } above) await ProgressStore.SumCallOffs(session, above.Id);
        if (facts.Kind == ContractKind.FrameworkAgreement && clause.Level == ClauseLevel.OnCallOffs)
        {
            // Call-offs keep the clause that they have; what an amendment changes holds for those made from then on.
            if (validFrom is null) await Framework.InheritBelow(session, contract.Id);
            await ProgressStore.SumCallOffs(session, contract.Id);
        }
        // What was reported before gets its value now, or another one: booked in the same act (rules.md 3, "Ledger").
        await Recount.Contract(session, contract.Id, act);
        return changed;
    }

    private const string SelectSql = $"""
        SELECT v.version, v.validFrom, v.boundDate, v.obligation, v.body FROM ClauseVersion v JOIN Contract c ON c.id = v.contractId
        WHERE v.contractId = @contractId AND {Scope.Contract} ORDER BY v.version
        """;
    private const string InsertSql = """
        INSERT INTO ClauseVersion (contractId, version, validFrom, policyId, tariefId, fullTimeMinutes, boundDate, obligation, body, act, recordedAt, recordedBy, reason)
        VALUES (@contractId, @version, @validFrom, @policyId, @tariefId, @fullTimeMinutes, @boundDate, @obligation, @body, @act, @now, @by, @reason)
        """;

    private sealed class Row
    {
        public int Version { get; init; }
        public DateOnly? ValidFrom { get; init; }
        public DateOnly? BoundDate { get; init; }
        public Euros Obligation { get; init; }
        public string Body { get; init; } = "";
    }
}
