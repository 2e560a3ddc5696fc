using SroiTracker.Bouwblokken;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;

namespace SroiTracker.Contracts;

/// <summary>What of a contract decides on counting, as it stands now: its days, its policy's months, its Tarief versions by date.</summary>
public static class CountingFrames
{
    /// <summary>
    /// The frame that placements on a contract are counted in. Null where nothing can be counted: no clause or no Tarief,
    /// days that are not known, another level of the framework that carries the obligation, or a contract that is not there
    /// for this caller.
    /// </summary>
    public static async Task<CountingFrame?> Of(Session session, Guid contractId)
    {
        var rows = await session.Query<Row>(SelectSql, new { contractId });
        if (rows.Count == 0 || rows[^1] is not { TariefId: not null } last) return null;
        var parties = last.IsTransferred ? await session.Query<PartyRow>(SelectPartiesSql, new { contractId }) : [];
        return await Of(session, contractId, rows, last, last.Policy is null ? null : Json.Read<SroiPolicy>(last.Policy),
            [.. parties.Select(p => new PartyDays(p.SupplierId, p.FromDate, p.ThroughDate))]);
    }

    /// <summary>The frame as an amendment would make it.</summary>
    internal static async Task<CountingFrame?> Amended(Session session, AmendedContract amended)
    {
        var rows = await session.Query<Row>(SelectSql, new { contractId = amended.Was.Id });
        var was = rows.Count == 0 ? null : rows[^1];
        if (amended.Clause is not { } clause) return was?.TariefId is null ? null : (await Of(session, amended.Was.Id))! with { Parties = amended.Now.Parties };
        var days = amended.Now.Entry.Facts.Period;
        var row = new Row
        {
            ValidFrom = was is null ? null : amended.From, TariefId = clause.CountsBy?.Id, FullTimeMinutes = clause.Terms.Entry.Clause.FullTime(clause.Terms.Tarief),
            StartDate = days?.Start, EndDate = days?.End, RecoveryUntil = was?.RecoveryUntil, ReportingUntil = was?.ReportingUntil,
            BuyerId = amended.Now.Entry.BuyerId!.Value, SettledThroughYear = was?.SettledThroughYear,
        };
        return row.TariefId is null ? null : await Of(session, amended.Was.Id, [.. rows, row], row, clause.Terms.Policy, amended.Now.Parties);
    }

    private static async Task<CountingFrame?> Of(
        Session session, Guid contractId, IReadOnlyList<TariefRow> versions, Row last, SroiPolicy? policy, IReadOnlyList<PartyDays> parties)
    {
        if (last is not { StartDate: { } start, EndDate: { } end }) return null;
        // Months come from the policy that the clause names now (rules.md 1); without one nothing counts outside the contract.
        return new(contractId, new(start, end), policy?.PriorMonths ?? 0, policy?.DaysBeforeStartCount ?? false, policy?.LaterMonths ?? 0,
            last.RecoveryUntil, await Tarieven(session, versions, start), last.BuyerId, last.SettledThroughYear ?? 0) { ReportingUntil = last.ReportingUntil, Parties = parties };
    }

    /// <summary>Which Tarief and which full-time week hold, by the day from which on they do.</summary>
    /// <param name="versions">Of the clause, by number.</param>
    internal static async Task<IReadOnlyList<DatedTarief>> Tarieven(Session session, IReadOnlyList<TariefRow> versions, DateOnly start)
    {
        var tarieven = new List<DatedTarief>();
        foreach (var version in ClauseTimeline.Of(versions, v => v.ValidFrom))
            // An amendment of something else leaves the Tarief as it is, and cuts no days apart.
            if (version.TariefId is { } id && !(tarieven.Count > 0 && tarieven[^1] is { } last && last.Tarief.Id == id && last.FullTimeMinutes == version.FullTimeMinutes)
                && await TariefStore.Find(session, id) is { } tarief)
                tarieven.Add(new(version.ValidFrom ?? start, tarief, version.FullTimeMinutes));
        return tarieven;
    }

    private const string SelectSql = """
        SELECT c.buyerId, c.startDate, c.endDate, v.validFrom, v.tariefId, v.fullTimeMinutes, p.body AS policy, g.recoveryUntil, g.reportingUntil, g.settledThroughYear,
            CASE WHEN EXISTS (SELECT 1 FROM ContractSupplier d WHERE d.contractId = c.id AND (d.fromDate IS NOT NULL OR d.throughDate IS NOT NULL)) THEN 1 ELSE 0 END AS isTransferred
        FROM Contract c JOIN ContractProgress g ON g.contractId = c.id JOIN ClauseVersion v ON v.contractId = c.id LEFT JOIN SroiPolicy p ON p.id = v.policyId
        WHERE c.id = @contractId
            AND (@callerSupplier IS NULL OR EXISTS (SELECT 1 FROM ContractSupplier own WHERE own.contractId = c.id AND own.supplierId = @callerSupplier))
        ORDER BY v.version
        """;
    private const string SelectPartiesSql = """
        SELECT d.supplierId, d.fromDate, d.throughDate FROM ContractSupplier d
        WHERE d.contractId = @contractId AND (d.fromDate IS NOT NULL OR d.throughDate IS NOT NULL)
            AND (@callerSupplier IS NULL OR EXISTS (SELECT 1 FROM ContractSupplier own WHERE own.contractId = d.contractId AND own.supplierId = @callerSupplier))
        """;

    private sealed class PartyRow
    {
        public Guid SupplierId { get; init; }
        public DateOnly? FromDate { get; init; }
        public DateOnly? ThroughDate { get; init; }
    }

    internal class TariefRow
    {
        public DateOnly? ValidFrom { get; init; }
        public Guid? TariefId { get; init; }
        public int FullTimeMinutes { get; init; }
    }

    private sealed class Row : TariefRow
    {
        public Guid BuyerId { get; init; }
        public int? SettledThroughYear { get; init; }
        public DateOnly? StartDate { get; init; }
        public DateOnly? EndDate { get; init; }
        public string? Policy { get; init; }
        public DateOnly? RecoveryUntil { get; init; }
        public DateOnly? ReportingUntil { get; init; }
        public bool IsTransferred { get; init; }
    }
}

/// <summary>The frames of the contracts that an act or a check meets, each read once.</summary>
/// <param name="change">What they would be instead, where it is asked what a contract would stand at; null for what they are.</param>
internal sealed class FramesRead(Session session, Func<CountingFrame, CountingFrame>? change = null)
{
    private readonly Dictionary<Guid, CountingFrame?> _frames = [];

    /// <summary>Counts one contract in this frame instead of its own.</summary>
    public FramesRead With(Guid contractId, CountingFrame? frame)
    {
        _frames[contractId] = frame;
        return this;
    }

    /// <inheritdoc cref="CountingFrames.Of"/>
    public async Task<CountingFrame?> Of(Guid contractId)
    {
        if (_frames.TryGetValue(contractId, out var read)) return read;
        var frame = await CountingFrames.Of(session, contractId);
        return _frames[contractId] = frame is null || change is null ? frame : change(frame);
    }
}
