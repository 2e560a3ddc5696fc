using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;

namespace SroiTracker.Efforts;

/// <summary>Keeps efforts and their reports.</summary>
internal static class EffortStore
{
    /// <summary>Those of these efforts that the caller may see, by id.</summary>
    public static async Task<IReadOnlyList<KeptEffort>> Find(Session session, params IReadOnlyList<Guid> ids)
    {
        var reports = ids.Count == 0 ? [] : await session.Query<Row>(SelectSql, new { ids });
        return reports.Count == 0 ? [] : Kept(reports, await EffortContractStore.OfEfforts(session, ids));
    }

    /// <summary>The effort under a supplier's own reference; null where there is none, or it is out of the caller's scope.</summary>
    /// <exception cref="RefusedException">It is there, but on contracts of other buyers only (404).</exception>
    public static async Task<KeptEffort?> Under(Session session, Guid supplierId, string supplierReference)
    {
        if (await session.QueryOne<Guid?>(SelectReferenceSql, new { supplierId, supplierReference }) is not { } id) return null;
        return await Find(session, id) is [var effort] ? effort : throw new RefusedException(Refusals.NotFoundHere);
    }

    /// <summary>Refuses an invoice that was reported before, by whichever supplier (rules.md 4).</summary>
    /// <exception cref="RefusedException">invoice.twice (409).</exception>
    public static async Task RefuseTwice(Session session, KeptInvoice invoice)
    {
        if (await session.QueryOne<InvoiceRow>(SelectInvoiceSql, new { invoice.SellerKvk, invoice.InvoiceHash }) is not null)
            throw new RefusedException(Refusals.InvoiceTwice.At("/invoice/invoiceNumber"));
    }

    /// <summary>Keeps the first report of an effort, and so the effort.</summary>
    public static async Task Add(Session session, KeptEffort effort)
    {
        var (report, invoice) = (effort.Latest, effort.Latest.Body.Invoice);
        await session.Execute(InsertSql, new
        {
            effort.Id, effort.SupplierId, effort.SupplierReference, effort.Kind, report.Number, report.Hash, StartDate = report.Report.FirstDay,
            report.ReportedThroughDate, invoice?.SellerKvk, invoice?.InvoiceHash, effort.Version, effort.CreatedAt, effort.ChangedAt,
        });
        await session.Execute(InsertReportSql, report);
    }

    /// <summary>Keeps the next report of an effort.</summary>
    /// <exception cref="RefusedException">Someone changed the effort since it was read (412).</exception>
    public static async Task AddReport(Session session, KeptEffort effort)
    {
        await Touch(session, effort);
        await session.Execute(InsertReportSql, effort.Latest);
    }

    /// <summary>Keeps that something was decided about an effort: it has another version from here on.</summary>
    /// <exception cref="RefusedException">Someone changed the effort since it was read (412).</exception>
    public static async Task Touch(Session session, KeptEffort effort)
    {
        var report = effort.Latest;
        var changed = await session.Execute(UpdateSql, new
        {
            effort.Id, VersionBefore = effort.Version - 1, effort.Version, report.Number, report.Hash, StartDate = report.Report.FirstDay,
            report.ReportedThroughDate, effort.ChangedAt, InvoiceHash = effort.IsGone ? null : report.Body.Invoice?.InvoiceHash,
        });
        if (changed == 0) throw new RefusedException(Refusals.IfMatchStale);
    }

    /// <summary>Rows of reports, by effort and number, as efforts.</summary>
    internal static IReadOnlyList<KeptEffort> Kept(IReadOnlyList<Row> reports, IReadOnlyList<EffortStandRow> stands)
    {
        var standsOf = stands.ToLookup(s => s.EffortId);
        var efforts = new List<KeptEffort>();
        foreach (var row in reports)
        {
            if (efforts.Count == 0 || efforts[^1].Id != row.EffortId)
                efforts.Add(new(row.EffortId, row.SupplierId, row.SupplierReference, row.Kind, row.Version, row.CreatedAt, row.ChangedAt, standsOf[row.EffortId]));
            efforts[^1].Reports.Add(row);
        }
        return efforts;
    }

    /// <summary>The columns of a <see cref="Row"/>, of tables <c>e</c> and <c>r</c>.</summary>
    internal const string Columns = """
        e.supplierId, e.supplierReference, e.kind, e.version, e.createdAt, e.changedAt,
        r.effortId, r.number, r.content, r.reportedThroughDate, r.allocations, r.hash, r.reportedAt, r.reportedBy, r.keyMadeBy
        """;

    /// <summary>For an effort with alias <c>e</c>: a supplier sees its own, an officer those with a share of a contract in scope.</summary>
    internal const string InScope = $"""
        (@callerSupplier IS NULL OR e.supplierId = @callerSupplier)
        AND (@callerScoped = 0 OR EXISTS (
            SELECT 1 FROM EffortContract ec JOIN Contract c ON c.id = ec.contractId WHERE ec.effortId = e.id AND {Scope.Contract}))
        """;

    private const string SelectReferenceSql = """
        SELECT e.id FROM Effort e
        WHERE e.supplierId = @supplierId AND e.supplierReference = @supplierReference AND (@callerSupplier IS NULL OR e.supplierId = @callerSupplier)
        """;
    // Over all suppliers: an invoice counts once. Whose it is nobody is told, unless it is the caller's own.
    private const string SelectInvoiceSql = """
        SELECT CASE WHEN e.supplierId = @callerSupplier THEN 1 ELSE 0 END AS isOwn FROM Effort e WHERE e.sellerKvk = @SellerKvk AND e.invoiceHash = @InvoiceHash
        """;
    private const string SelectSql = $"""
        SELECT {Columns} FROM Effort e JOIN EffortReport r ON r.effortId = e.id WHERE e.id IN @ids AND {InScope} ORDER BY e.id, r.number
        """;
    private const string InsertSql = """
        INSERT INTO Effort (id, supplierId, supplierReference, kind, reportNumber, reportHash, startDate, reportedThroughDate, sellerKvk, invoiceHash, version, createdAt, changedAt)
        VALUES (@Id, @SupplierId, @SupplierReference, @Kind, @Number, @Hash, @StartDate, @ReportedThroughDate, @SellerKvk, @InvoiceHash, @Version, @CreatedAt, @ChangedAt)
        """;
    private const string InsertReportSql = """
        INSERT INTO EffortReport (effortId, number, content, reportedThroughDate, allocations, hash, reportedAt, reportedBy, keyMadeBy)
        VALUES (@EffortId, @Number, @Content, @ReportedThroughDate, @Allocations, @Hash, @ReportedAt, @ReportedBy, @KeyMadeBy)
        """;
    private const string UpdateSql = """
        UPDATE Effort SET reportNumber = @Number, reportHash = @Hash, startDate = @StartDate, reportedThroughDate = @ReportedThroughDate,
            invoiceHash = @InvoiceHash, version = @Version, changedAt = @ChangedAt
        WHERE id = @Id AND version = @VersionBefore AND (@callerSupplier IS NULL OR supplierId = @callerSupplier)
        """;

    private sealed class InvoiceRow
    {
        public bool IsOwn { get; init; }
    }

    /// <summary>A report with the effort that it is of.</summary>
    internal sealed class Row : EffortReportRow
    {
        public Guid SupplierId { get; init; }
        public string SupplierReference { get; init; } = "";
        public EffortKind Kind { get; init; }
        public int Version { get; init; }
        public DateTimeOffset CreatedAt { get; init; }
        public DateTimeOffset ChangedAt { get; init; }
    }
}
