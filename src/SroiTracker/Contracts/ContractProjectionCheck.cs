using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.Policies;

namespace SroiTracker.Contracts;

/// <summary>Whether each contract stands as its newest versions say, and its row of progress with it.</summary>
internal sealed class ContractProjectionCheck(Session session)
{
    private const int AtOnce = 500;
    private readonly Dictionary<Guid, SroiPolicy?> _policies = [];

    /// <summary>The first difference in words; null where there is none.</summary>
    public async Task<string?> FirstDifference()
    {
        var after = Guid.Empty;
        while (true)
        {
            var page = await session.Query<Row>(SelectSql, new { after, take = AtOnce });
            if (page.Count == 0) return null;
            var plans = (await session.Query<StretchRow>(SelectPlansSql, new { after, last = page[^1].Id })).ToLookup(s => s.ContractId, s => s.Stretch);
            var parties = (await session.Query<PartyRow>(SelectPartiesSql, new { after, last = page[^1].Id })).ToLookup(p => p.ContractId, p => (p.SupplierId, p.Part, p.FromDate, p.ThroughDate));
            foreach (var row in page)
                if (PartiesDiffer(row, parties[row.Id]) is { } other) return $"contract {row.Id}: {other}";
            foreach (var row in page)
                if ((Difference(row) ?? await CurveDiffers(row, [.. plans[row.Id]])) is { } wrong) return $"contract {row.Id}: {wrong}";
            if (page.Count < AtOnce) return null;
            after = page[^1].Id;
        }
    }

    private static string? Difference(Row row)
    {
        if (!row.SameFacts) return "its facts are not those of its newest version";
        if (row.HasClause is not { } hasClause) return "it has no row of progress";
        if (!row.SameBuyer) return "progress is kept under another buyer";
        if (hasClause != row.ClauseVersion is not null || row.ClauseVersion != row.NewestClause) return $"its newest clause version is {row.NewestClause}, it stands at {row.ClauseVersion}";
        if (row.IsRecalculating != row.IsAsked) return row.IsAsked ? "progress does not show that it is being recalculated" : "progress shows that it is being recalculated, nobody asked for it";
        var known = row.StartDate is not null && row.EndDate is not null;
        if (row.FirstDay != (known ? row.StartDate?.DayNumber : null) || row.LastDay != (known ? row.EndDate?.DayNumber : null))
            return "progress has other days than the contract";
        // Of a framework agreement the clause itself asks nothing where its call-offs carry the obligation.
        var asked = row.Kind == ContractKind.FrameworkAgreement && row.ClauseObligation == Euros.Zero ? row.Below : (row.ClauseObligation ?? Euros.Zero) - (row.HasClause == true ? row.Reduction : Euros.Zero);
        return row.Obligation == asked ? null : $"progress shows an obligation of {row.Obligation}, its clause {asked}";
    }

    /// <summary>Who sees the contract follows from its facts.</summary>
    private static string? PartiesDiffer(Row row, IEnumerable<(Guid, string, DateOnly?, DateOnly?)> kept)
    {
        var facts = Json.Read<ContractStore.Facts>(row.Facts);
        return row.SameFacts && !ContractPartyStore.Rows(facts.Entry, facts.Parties ?? []).ToHashSet().SetEquals(kept) ? "its suppliers are not those of its facts" : null;
    }

    /// <summary>Starting, the plan's curve and the months between reports follow from the newest clause version.</summary>
    private async Task<string?> CurveDiffers(Row row, IReadOnlyList<PlanStretch> kept)
    {
        if (row.Body is null) return kept.Count == 0 && !row.HasPlan && row.ReportingMonths is null ? null : "it has a plan without a clause";
        var body = Json.Read<ClauseBody>(row.Body);
        var policy = body.Clause.PolicyId is not { } id ? null : _policies.TryGetValue(id, out var known) ? known : _policies[id] = await PolicyStore.Find(session, id);
        if (row.StartingUntil != body.StartingUntil(policy)?.DayNumber) return "progress has another end of Starting than its clause";
        if (row.ReportingMonths != body.ReportingMonths(row.Kind, policy)) return "progress has other months between reports than its clause";
        var curve = body.Curve();
        return row.HasPlan == curve.Count > 0 && kept.SequenceEqual(curve) ? null : "progress follows another plan than its clause";
    }

    private const string SelectPlansSql = """
        SELECT s.contractId, s.firstDay, s.fromBasisPoints, s.lastDay, s.toBasisPoints FROM PlanStretch s
        WHERE s.contractId > @after AND s.contractId <= @last ORDER BY s.contractId, s.firstDay
        """;
    private const string SelectSql = """
        SELECT c.id, c.kind, c.startDate, c.endDate, c.clauseVersion, p.hasClause, p.obligation, p.reduction, p.firstDay, p.lastDay, p.startingUntil, p.hasPlan, p.reportingMonths,
            v.obligation AS clauseObligation, v.body,
            c.facts, CASE WHEN c.buyerId = p.buyerId THEN 1 ELSE 0 END AS sameBuyer, COALESCE(p.recalculating, 0) AS isRecalculating,
            CASE WHEN EXISTS (SELECT 1 FROM Recalculation a WHERE a.contractId = c.id) THEN 1 ELSE 0 END AS isAsked,
            CASE WHEN EXISTS (SELECT 1 FROM ContractVersion h WHERE h.contractId = c.id AND h.facts = c.facts
                AND h.version = (SELECT MAX(n.version) FROM ContractVersion n WHERE n.contractId = c.id)) THEN 1 ELSE 0 END AS sameFacts,
            (SELECT MAX(n.version) FROM ClauseVersion n WHERE n.contractId = c.id) AS newestClause,
            (SELECT COALESCE(SUM(b.obligation), 0) FROM Contract o JOIN ContractProgress b ON b.contractId = o.id WHERE o.parentId = c.id) AS below
        FROM Contract c LEFT JOIN ContractProgress p ON p.contractId = c.id LEFT JOIN ClauseVersion v ON v.contractId = c.id AND v.version = c.clauseVersion
        WHERE c.id > @after ORDER BY c.id {page}
        """;

    private const string SelectPartiesSql = """
        SELECT cs.contractId, cs.supplierId, cs.part, cs.fromDate, cs.throughDate FROM ContractSupplier cs WHERE cs.contractId > @after AND cs.contractId <= @last
        """;

    private sealed class PartyRow
    {
        public Guid ContractId { get; init; }
        public Guid SupplierId { get; init; }
        public string Part { get; init; } = "";
        public DateOnly? FromDate { get; init; }
        public DateOnly? ThroughDate { get; init; }
    }

    private sealed class Row
    {
        public string Facts { get; init; } = "";
        public Guid Id { get; init; }
        public ContractKind Kind { get; init; }
        public DateOnly? StartDate { get; init; }
        public DateOnly? EndDate { get; init; }
        public int? ClauseVersion { get; init; }
        public bool? HasClause { get; init; }
        public Euros Obligation { get; init; }
        public Euros Reduction { get; init; }
        public int? FirstDay { get; init; }
        public int? LastDay { get; init; }
        public int? StartingUntil { get; init; }
        public bool HasPlan { get; init; }
        public int? ReportingMonths { get; init; }
        public string? Body { get; init; }
        public Euros? ClauseObligation { get; init; }
        public bool SameBuyer { get; init; }
        public bool IsRecalculating { get; init; }
        public bool IsAsked { get; init; }
        public bool SameFacts { get; init; }
        public int? NewestClause { get; init; }
        public Euros Below { get; init; }
    }

    private sealed class StretchRow
    {
        public Guid ContractId { get; init; }
        public int FirstDay { get; init; }
        public int FromBasisPoints { get; init; }
        public int LastDay { get; init; }
        public int ToBasisPoints { get; init; }

        public PlanStretch Stretch => new(FirstDay, FromBasisPoints, LastDay, ToBasisPoints);
    }
}
