using SroiTracker.Domain;
using SroiTracker.Placements;

namespace SroiTracker.Efforts;

/// <summary>
/// An effort as an act works on it: read once with all its reports and contracts, changed in memory by what the domain
/// decides, and then kept: only what became other than it was.
/// </summary>
internal sealed class KeptEffort
{
    private readonly Dictionary<Guid, EffortStandRow> _before;
    private readonly Dictionary<Guid, EffortStandRow> _stands;

    public KeptEffort(
        Guid id, Guid supplierId, string supplierReference, EffortKind kind, int version, DateTimeOffset createdAt, DateTimeOffset changedAt,
        IEnumerable<EffortStandRow> stands)
    {
        (Id, SupplierId, SupplierReference, Kind, Version, CreatedAt, ChangedAt) = (id, supplierId, supplierReference, kind, version, createdAt, changedAt);
        _before = stands.ToDictionary(s => s.ContractId);
        _stands = new(_before);
    }

    /// <summary>An effort of which the first report is still to be taken.</summary>
    public static KeptEffort New(Guid id, Guid supplierId, string supplierReference, EffortKind kind, DateTimeOffset at) =>
        new(id, supplierId, supplierReference, kind, 0, at, at.AddMilliseconds(-1), []);

    public Guid Id { get; }
    public Guid SupplierId { get; }
    public string SupplierReference { get; }
    public EffortKind Kind { get; }
    public int Version { get; private set; }
    public DateTimeOffset CreatedAt { get; }
    public DateTimeOffset ChangedAt { get; private set; }

    /// <summary>By number.</summary>
    public List<EffortReportRow> Reports { get; } = [];

    public EffortReportRow Latest => Reports[^1];

    /// <summary>One for each contract that it ever had a share of, by id.</summary>
    public IEnumerable<EffortStandRow> Stands => _stands.Values.OrderBy(s => s.ContractId);

    /// <summary>As it stands on a contract; null where it never had a share.</summary>
    public EffortStandRow? On(Guid contractId) => _stands.GetValueOrDefault(contractId);

    /// <summary>As it is kept; null where it is new on the contract.</summary>
    public EffortStandRow? Before(Guid contractId) => _before.GetValueOrDefault(contractId);

    public void Put(EffortStandRow stand) => _stands[stand.ContractId] = stand;

    /// <summary>Withdrawn on every contract: its invoice may be reported again, under another reference.</summary>
    public bool IsGone => _stands.Values.All(s => s.State == PlacementState.Withdrawn);

    /// <summary>The instant of an act on this effort, which gets another version. Instants of one effort only ever rise.</summary>
    public DateTimeOffset Changed(DateTimeOffset now)
    {
        Version++;
        return ChangedAt = now > ChangedAt ? now : ChangedAt.AddMilliseconds(1);
    }

    /// <summary>As the domain knows it on a contract.</summary>
    public EffortOnContract OnContract(EffortStandRow stand) => new(
        Id, SupplierId, stand.ContractId, [.. Reports.Select(r => r.Report)], stand.State, stand.VerifiedReport, stand.VerifiedThrough, stand.RevokedFrom);

    /// <summary>A report comes in: it waits on every contract that it, or one before it, has a share for.</summary>
    public void Add(EffortReportRow row)
    {
        var report = row.Report;
        foreach (var stand in Stands.ToList())
            Put(stand.As(OnContract(stand).After(report), row.ReportedAt) with { BasisPoints = report.ShareOf(stand.ContractId) });
        Reports.Add(row);
        foreach (var share in report.Allocations.Where(a => On(a.ContractId) is null))
            Put(new()
            {
                EffortId = Id, ContractId = share.ContractId, SupplierId = SupplierId, Kind = Kind, BasisPoints = share.BasisPoints,
                State = PlacementState.Reported, WaitsSince = row.ReportedAt,
            });
    }

    /// <summary>As its reports and verdicts alone make it stand, taken again from the first on.</summary>
    /// <param name="verdicts">On this effort; only on the contracts whose verdicts are given is it whole.</param>
    /// <param name="knownAt">Only what was reported and decided by then; null for all of it.</param>
    /// <exception cref="RefusedException">The verdicts do not follow on each other.</exception>
    public KeptEffort Again(IEnumerable<VerdictRow> verdicts, DateTimeOffset? knownAt = null)
    {
        var effort = New(Id, SupplierId, SupplierReference, Kind, CreatedAt);
        var acts = Reports.Select(r => (At: r.ReportedAt, Take: (Action)(() => effort.Add(r))))
            .Concat(verdicts.Select(v => (At: v.DecidedAt, Take: (Action)(() => effort.Take(v)))))
            .Where(a => knownAt is null || a.At <= knownAt);
        foreach (var (_, take) in acts.OrderBy(a => a.At)) take();
        return effort;
    }

    private void Take(VerdictRow verdict)
    {
        var stand = On(verdict.ContractId) ?? throw new RefusedException(Refusals.EffortNotOnContract);
        Put(stand.As(stand.Taken(OnContract(stand), verdict, Latest.ReportedBy), verdict.DecidedAt).After(verdict));
    }
}
