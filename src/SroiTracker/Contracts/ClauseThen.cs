using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;

namespace SroiTracker.Contracts;

/// <summary>What a contract owes, by the clause that holds at a moment and was known by then.</summary>
/// <param name="Steps">The obligation and its days as the clause and its amendments made them; empty where there is no amount.</param>
/// <param name="StartingUntil">Last day of Starting; null where the days of the contract are unknown.</param>
/// <param name="Plan">The approved plan; empty where there is none.</param>
internal sealed record ClauseThen(bool IsBestEffort, IReadOnlyList<ObligationStep> Steps, DateOnly? StartingUntil, IReadOnlyList<PlanPoint> Plan)
{
    /// <summary>What PSO certificates count for; null where there is no policy.</summary>
    public PsoTerms? Pso { get; private init; }

    /// <summary>The clause at a moment; null where the contract had none.</summary>
    public static async Task<ClauseThen?> Of(Session session, Guid contractId, ContractKind kind, Moment moment)
    {
        var versions = Held(await session.Query<Row>(SelectSql.With(Known(moment)), new { id = contractId, moment.KnownAt }), moment);
        if (versions.Count == 0) return null;
        var (last, body) = (versions[^1], versions[^1].Read());
        var policy = last.Policy is null ? null : Json.Read<SroiPolicy>(last.Policy);
        var isBestEffort = body.Clause.Base == ClauseBase.BestEffort;
        IEnumerable<ObligationStep> steps = isBestEffort ? []
            // Where call-offs carry it the framework shows their sum over its own days (rules.md 1).
            : kind == ContractKind.FrameworkAgreement && body.Clause.Level == ClauseLevel.OnCallOffs && body.Period is { } whole
                ? [new(whole.Start, await OfCallOffs(session, contractId, moment), whole)]
                : ClauseTimeline.Steps(versions.Select(v => (v.ValidFrom, v.Obligation, v.Read().Period)));
        var made = new ClauseThen(isBestEffort, [.. steps], body.StartingUntil(policy), body.Clause.Clause.Plan);
        return policy is null ? made : made with { Pso = new(policy.PsoCounting, policy.PsoTable ?? [], made.Steps) };
    }

    private static async Task<Euros> OfCallOffs(Session session, Guid frameworkId, Moment moment)
    {
        var versions = await session.Query<Row>(SelectBelowSql.With(Known(moment)), new { id = frameworkId, moment.KnownAt });
        return versions.GroupBy(v => v.ContractId).Select(v => Held([.. v], moment)).Where(v => v.Count > 0)
            .Aggregate(Euros.Zero, (sum, v) => sum + v[^1].Obligation);
    }

    private static IReadOnlyList<Row> Held(IReadOnlyList<Row> known, Moment moment) =>
        [.. ClauseTimeline.Of(known, v => v.ValidFrom).Where(v => !moment.IsPast || v.ValidFrom is null || v.ValidFrom <= moment.At)];

    private static string? Known(Moment moment) => moment.KnownAt is null ? null : "known";

    private static readonly FilteredSql SelectSql = new($$"""
        SELECT v.contractId, v.validFrom, v.obligation, v.body, s.body AS policy
        FROM Contract c JOIN ClauseVersion v ON v.contractId = c.id LEFT JOIN SroiPolicy s ON s.id = v.policyId
        WHERE c.id = @id AND {{Scope.Contract}} {filters} ORDER BY v.version
        """,
        ("known", "AND v.recordedAt <= @KnownAt"));
    // Who sees the framework sees what its call-offs sum to.
    private static readonly FilteredSql SelectBelowSql = new($$"""
        SELECT v.contractId, v.validFrom, v.obligation
        FROM Contract c JOIN Contract b ON b.parentId = c.id JOIN ClauseVersion v ON v.contractId = b.id
        WHERE c.id = @id AND {{Scope.Contract}} {filters} ORDER BY v.contractId, v.version
        """,
        ("known", "AND v.recordedAt <= @KnownAt"));

    private sealed class Row
    {
        private ClauseBody? _body;

        public Guid ContractId { get; init; }
        public DateOnly? ValidFrom { get; init; }
        public Euros Obligation { get; init; }
        public string Body { get; init; } = "";
        public string? Policy { get; init; }

        public ClauseBody Read() => _body ??= Json.Read<ClauseBody>(Body);
    }
}
