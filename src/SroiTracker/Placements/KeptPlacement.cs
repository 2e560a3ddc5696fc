using SroiTracker.Domain;

namespace SroiTracker.Placements;

/// <summary>
/// A placement as an act works on it: read once with all its reports and contracts, changed in memory by what the domain
/// decides, and then kept: only what became other than it was.
/// </summary>
internal sealed class KeptPlacement
{
    private readonly Dictionary<Guid, StandRow> _before;
    private readonly Dictionary<Guid, StandRow> _stands;
    private int _added;

    public KeptPlacement(
        Guid id, Guid supplierId, string? supplierReference, Guid candidateId, int version, DateTimeOffset createdAt,
        DateTimeOffset changedAt, IEnumerable<StandRow> stands)
    {
        (Id, SupplierId, SupplierReference, CandidateId) = (id, supplierId, supplierReference, candidateId);
        (Version, CreatedAt, ChangedAt) = (version, createdAt, changedAt);
        _before = stands.ToDictionary(s => s.ContractId);
        _stands = new(_before);
    }

    /// <summary>A placement of which the first report is still to be taken.</summary>
    public static KeptPlacement New(Guid id, Guid supplierId, string supplierReference, Guid candidateId, DateTimeOffset at) =>
        new(id, supplierId, supplierReference, candidateId, 0, at, at.AddMilliseconds(-1), []);

    public Guid Id { get; }
    public Guid SupplierId { get; }
    public string? SupplierReference { get; }
    public Guid CandidateId { get; }
    public int Version { get; private set; }
    public DateTimeOffset CreatedAt { get; }
    public DateTimeOffset ChangedAt { get; private set; }

    /// <summary>By number.</summary>
    public List<ReportRow> Reports { get; } = [];

    public ReportRow Latest => Reports[^1];

    /// <summary>One for each contract that it ever had a share of, by id.</summary>
    public IEnumerable<StandRow> Stands => _stands.Values.OrderBy(s => s.ContractId);

    /// <summary>As it stands on a contract; null where it never had a share.</summary>
    public StandRow? On(Guid contractId) => _stands.GetValueOrDefault(contractId);

    /// <summary>As it is kept; null where it is new on the contract.</summary>
    public StandRow? Before(Guid contractId) => _before.GetValueOrDefault(contractId);

    public void Put(StandRow stand) => _stands[stand.ContractId] = stand;

    /// <summary>
    /// The instant of an act on this placement, which gets another version. Instants of one placement only ever rise, also
    /// when two acts fall in one millisecond or the clock is set back: so its history has one order.
    /// </summary>
    public DateTimeOffset Changed(DateTimeOffset now)
    {
        Version++;
        return ChangedAt = now > ChangedAt ? now : ChangedAt.AddMilliseconds(1);
    }

    /// <summary>As the domain knows it on a contract.</summary>
    public PlacementOnContract OnContract(StandRow stand) => new(
        Id, SupplierReference ?? "", [.. Reports.Select(r => r.Report)], stand.State, stand.VerifiedReport, stand.VerifiedThrough, stand.RevokedFrom) { SupplierId = SupplierId };

    /// <summary>A report comes in: it waits on every contract that it, or one before it, has a share for.</summary>
    public void Add(ReportRow row)
    {
        var report = row.Report;
        foreach (var stand in Stands.ToList())
            Put(stand.As(OnContract(stand).After(report), row.ReportedAt) with { BasisPoints = report.Terms.ShareOf(stand.ContractId) });
        Reports.Add(row);
        _added++;
        foreach (var share in report.Terms.Allocations.Where(a => On(a.ContractId) is null))
            Put(new()
            {
                PlacementId = Id, ContractId = share.ContractId, CandidateId = CandidateId, SupplierId = SupplierId,
                BasisPoints = share.BasisPoints, State = PlacementState.Reported, WaitsSince = row.ReportedAt,
            });
    }

    /// <summary>
    /// What the supplier says of the candidate's time on each contract, for the full-time week: nothing where it was
    /// withdrawn; after a rejection what was verified; of what was revoked the days before.
    /// </summary>
    public IEnumerable<ReferenceTerms> Claimed() => Claimed(_stands.Values, Reports.Count);

    /// <summary>The same as it was before the act.</summary>
    public IEnumerable<ReferenceTerms> ClaimedBefore() => Claimed(_before.Values, Reports.Count - _added);

    /// <summary>What of the candidate's time counts on each contract.</summary>
    public IEnumerable<ReferenceTerms> Counted() => Counted(_stands.Values);

    /// <summary>The same as it was before the act.</summary>
    public IEnumerable<ReferenceTerms> CountedBefore() => Counted(_before.Values);

    private IEnumerable<ReferenceTerms> Claimed(IEnumerable<StandRow> stands, int latest) => stands.Select(s => s.State switch
    {
        PlacementState.Withdrawn => null,
        PlacementState.Rejected or PlacementState.Revoked => On(s, s.VerifiedReport, null),
        _ => On(s, latest, null),
    }).OfType<ReferenceTerms>();

    private IEnumerable<ReferenceTerms> Counted(IEnumerable<StandRow> stands) => stands.Where(s => s.State != PlacementState.Withdrawn)
        .Select(s => On(s, s.VerifiedReport, s.VerifiedThrough)).OfType<ReferenceTerms>();

    private ReferenceTerms? On(StandRow stand, int? reportNumber, DateOnly? through)
    {
        if (reportNumber is not { } number) return null;
        var reports = Reports.ConvertAll(r => r.Report);
        var (start, end) = (reports[number - 1].Start, reports[number - 1].End);
        foreach (var last in new[] { through, stand.RevokedFrom?.AddDays(-1) })
            if (last is not null && (end is null || last < end)) end = last;
        return end < start ? null : new(SupplierReference ?? "", start, end,
        [
            .. PlacementReport.TermsAsOf(reports, number).Select(t =>
                t with { Terms = t.Terms with { Allocations = [.. t.Terms.Allocations.Where(a => a.ContractId == stand.ContractId)] } }),
        ]);
    }
}
