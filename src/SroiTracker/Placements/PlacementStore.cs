using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;

namespace SroiTracker.Placements;

/// <summary>Keeps placements and their reports.</summary>
internal static class PlacementStore
{
    /// <summary>Whether a supplier has a placement under this reference of its own.</summary>
    public static async Task<bool> HasReference(Session session, Guid supplierId, string supplierReference) => await IdOf(session, supplierId, supplierReference) is not null;

    /// <summary>The placement that a supplier has under this reference of its own; null where it has none.</summary>
    public static Task<Guid?> IdOf(Session session, Guid supplierId, string supplierReference) =>
        session.QueryOne<Guid?>(SelectReferenceSql, new { supplierId, supplierReference });

    /// <summary>Everything that a candidate does, with all reports and all contracts; empty where there is nothing.</summary>
    public static async Task<IReadOnlyList<KeptPlacement>> OfCandidate(Session session, Guid candidateId)
    {
        var reports = await session.Query<Row>(SelectOfCandidateSql, new { candidateId });
        return reports.Count == 0 ? [] : Kept(reports, await PlacementContractStore.OfCandidate(session, candidateId));
    }

    /// <summary>All placements of the candidate of a placement that the caller may see; empty where it may not.</summary>
    public static async Task<IReadOnlyList<KeptPlacement>> OfCandidateOf(Session session, Guid placementId) =>
        await session.QueryOne<Guid?>(SelectCandidateSql, new { id = placementId }) is { } candidate ? await OfCandidate(session, candidate) : [];

    /// <summary>Those of these placements that the caller may see, by id.</summary>
    public static async Task<IReadOnlyList<KeptPlacement>> Find(Session session, params IReadOnlyList<Guid> ids)
    {
        var reports = ids.Count == 0 ? [] : await session.Query<Row>(SelectSql, new { ids });
        return reports.Count == 0 ? [] : Kept(reports, await PlacementContractStore.OfPlacements(session, ids));
    }

    /// <summary>Keeps the first report of a placement, and so the placement.</summary>
    public static async Task Add(Session session, KeptPlacement placement)
    {
        var report = placement.Latest;
        await session.Execute(InsertSql, new
        {
            placement.Id, placement.SupplierId, placement.SupplierReference, placement.CandidateId, report.Number, report.Hash,
            report.StartDate, report.EndDate, report.ReportedThroughDate, placement.Version, placement.CreatedAt, placement.ChangedAt,
        });
        await session.Execute(InsertReportSql, report);
    }

    /// <summary>Keeps the next report of a placement.</summary>
    /// <exception cref="RefusedException">Someone changed the placement since it was read (412).</exception>
    public static async Task AddReport(Session session, KeptPlacement placement)
    {
        await Touch(session, placement);
        await session.Execute(InsertReportSql, placement.Latest);
    }

    /// <summary>Keeps that something was decided about a placement: it has another version from here on.</summary>
    /// <exception cref="RefusedException">Someone changed the placement since it was read (412).</exception>
    public static async Task Touch(Session session, KeptPlacement placement)
    {
        var report = placement.Latest;
        var changed = await session.Execute(UpdateSql, new
        {
            placement.Id, VersionBefore = placement.Version - 1, placement.Version, report.Number, report.Hash,
            report.StartDate, report.EndDate, report.ReportedThroughDate, placement.ChangedAt,
        });
        if (changed == 0) throw new RefusedException(Refusals.IfMatchStale);
    }

    /// <summary>Rows of reports, by placement and number, as placements.</summary>
    internal static IReadOnlyList<KeptPlacement> Kept(IReadOnlyList<Row> reports, IReadOnlyList<StandRow> stands)
    {
        var standsOf = stands.ToLookup(s => s.PlacementId);
        var placements = new List<KeptPlacement>();
        foreach (var row in reports)
        {
            if (placements.Count == 0 || placements[^1].Id != row.PlacementId)
                placements.Add(new(row.PlacementId, row.SupplierId, row.SupplierReference, row.CandidateId, row.Version, row.CreatedAt, row.ChangedAt, standsOf[row.PlacementId]));
            placements[^1].Reports.Add(row);
        }
        return placements;
    }

    /// <summary>The columns of a <see cref="Row"/>, of tables <c>p</c> and <c>r</c>.</summary>
    internal const string Columns = $"p.supplierId, p.supplierReference, p.candidateId, p.version, p.createdAt, p.changedAt, {ReportColumns}";

    /// <summary>The columns of a <see cref="ReportRow"/>, of table <c>r</c>.</summary>
    internal const string ReportColumns = """
        r.placementId, r.number, r.startDate, r.endDate, r.reportedThroughDate, r.termsFromDate, r.minutesPerWeek, r.bouwblok, r.doelgroep,
        r.doelgroepSinceDate, r.indicatie, r.indicatieCheckedDate, r.placementMethod, r.employment, r.employerKvk, r.inServiceSinceDate,
        r.permanent, r.ageBand, r.bonuses, r.teamId, r.proeftuinId, r.allocations, r.hash, r.reportedAt, r.reportedBy, r.keyMadeBy
        """;

    /// <summary>For a placement with alias <c>p</c>: a supplier sees its own, an officer those with a share of a contract in scope.</summary>
    internal const string InScope = $"""
        (@callerSupplier IS NULL OR p.supplierId = @callerSupplier)
        AND (@callerScoped = 0 OR EXISTS (
            SELECT 1 FROM PlacementContract pc JOIN Contract c ON c.id = pc.contractId WHERE pc.placementId = p.id AND {Scope.Contract}))
        """;

    private const string SelectReferenceSql = """
        SELECT p.id FROM Placement p
        WHERE p.supplierId = @supplierId AND p.supplierReference = @supplierReference AND (@callerSupplier IS NULL OR p.supplierId = @callerSupplier)
        """;
    private const string SelectCandidateSql = $"SELECT p.candidateId FROM Placement p WHERE p.id = @id AND {InScope}";
    private const string SelectSql = $"""
        SELECT {Columns} FROM Placement p JOIN PlacementReport r ON r.placementId = p.id
        WHERE p.id IN @ids AND {InScope} ORDER BY p.id, r.number
        """;
    // The candidate was found through a placement in scope, or is the caller's own: what they do elsewhere counts too.
    private const string SelectOfCandidateSql = $"""
        SELECT {Columns} FROM Placement p JOIN PlacementReport r ON r.placementId = p.id
        WHERE p.candidateId = @candidateId AND (@callerSupplier IS NULL OR p.supplierId = @callerSupplier) ORDER BY p.id, r.number
        """;
    private const string InsertSql = """
        INSERT INTO Placement (id, supplierId, supplierReference, candidateId, reportNumber, reportHash, startDate, endDate, reportedThroughDate, version, createdAt, changedAt)
        VALUES (@Id, @SupplierId, @SupplierReference, @CandidateId, @Number, @Hash, @StartDate, @EndDate, @ReportedThroughDate, @Version, @CreatedAt, @ChangedAt)
        """;
    private const string InsertReportSql = """
        INSERT INTO PlacementReport (placementId, number, startDate, endDate, reportedThroughDate, termsFromDate, minutesPerWeek, bouwblok, doelgroep,
            doelgroepSinceDate, indicatie, indicatieCheckedDate, placementMethod, employment, employerKvk, inServiceSinceDate, permanent, ageBand,
            bonuses, teamId, proeftuinId, allocations, hash, reportedAt, reportedBy, keyMadeBy)
        VALUES (@PlacementId, @Number, @StartDate, @EndDate, @ReportedThroughDate, @TermsFromDate, @MinutesPerWeek, @Bouwblok, @Doelgroep,
            @DoelgroepSinceDate, @Indicatie, @IndicatieCheckedDate, @PlacementMethod, @Employment, @EmployerKvk, @InServiceSinceDate, @Permanent, @AgeBand,
            @Bonuses, @TeamId, @ProeftuinId, @Allocations, @Hash, @ReportedAt, @ReportedBy, @KeyMadeBy)
        """;
    private const string UpdateSql = """
        UPDATE Placement SET reportNumber = @Number, reportHash = @Hash, startDate = @StartDate, endDate = @EndDate,
            reportedThroughDate = @ReportedThroughDate, version = @Version, changedAt = @ChangedAt
        WHERE id = @Id AND version = @VersionBefore AND (@callerSupplier IS NULL OR supplierId = @callerSupplier)
        """;

    /// <summary>A report with the placement that it is of.</summary>
    internal sealed class Row : ReportRow
    {
        public Guid SupplierId { get; init; }
        public string? SupplierReference { get; init; }
        public Guid CandidateId { get; init; }
        public int Version { get; init; }
        public DateTimeOffset CreatedAt { get; init; }
        public DateTimeOffset ChangedAt { get; init; }
    }
}
