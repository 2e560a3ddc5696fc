using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.Settlements;

namespace SroiTracker.Contracts;

/// <summary>
/// <see cref="CountingFrames"/> as they were recorded by a moment, for whoever sees the contract that is asked about: also
/// those of its call-offs, and of the other contracts of its candidates where a Tarief reaches that far. Each is read once.
/// </summary>
/// <param name="contractId">The contract that is asked about.</param>
internal sealed class FramesThen(Session session, Guid contractId, Moment moment)
{
    private readonly Dictionary<Guid, CountingFrame?> _frames = [];

    /// <summary>The frame of a contract; null where nothing could be counted.</summary>
    public async Task<CountingFrame?> Of(Guid id)
    {
        if (!_frames.TryGetValue(id, out var frame)) _frames[id] = frame = await Read(id);
        return frame;
    }

    private async Task<CountingFrame?> Read(Guid id)
    {
        var rows = await session.Query<Row>(SelectSql.With(Known), new { id, seenFrom = contractId, moment.KnownAt });
        // Under a clause the days of a contract change by an amendment only, and that makes another version of the clause: it knows the days of its time.
        if (rows.Count == 0 || rows[^1] is not { TariefId: not null } last || Json.Read<ClauseBody>(last.Body).Period is not { } days) return null;
        var policy = last.Policy is null ? null : Json.Read<SroiPolicy>(last.Policy);
        var settled = moment.KnownAt is { } knownAt
            ? await SettledThen.Of(session, id, contractId, days, knownAt) : new(last.RecoveryUntil, last.SettledThroughYear ?? 0);
        return new(id, days, policy?.PriorMonths ?? 0, policy?.DaysBeforeStartCount ?? false, policy?.LaterMonths ?? 0, settled.RecoveryUntil,
            await CountingFrames.Tarieven(session, rows, days.Start), last.BuyerId, settled.ThroughYear)
        {
            Parties = await Parties(id),
            Pso = policy is null ? null : new(policy.PsoCounting, policy.PsoTable ?? [], ClauseTimeline.Steps(
                ClauseTimeline.Of(rows, r => r.ValidFrom).Select(r => (r.ValidFrom, r.Obligation, Json.Read<ClauseBody>(r.Body).Period)))),
        };
    }

    private async Task<IReadOnlyList<PartyDays>> Parties(Guid id)
    {
        var facts = await session.QueryOne<string>(SelectFactsSql.With(Known), new { id, seenFrom = contractId, moment.KnownAt, take = 1 });
        return Json.Read<ContractStore.Facts>(facts!).Parties ?? [];
    }

    private string? Known => moment.KnownAt is null ? null : "known";

    private const string Seen = $"EXISTS (SELECT 1 FROM Contract c WHERE c.id = @seenFrom AND {Scope.Contract})";
    private static readonly FilteredSql SelectSql = new($$"""
        SELECT b.buyerId, v.body, v.obligation, v.validFrom, v.tariefId, v.fullTimeMinutes, p.body AS policy, g.recoveryUntil, g.settledThroughYear
        FROM Contract b JOIN ContractProgress g ON g.contractId = b.id JOIN ClauseVersion v ON v.contractId = b.id LEFT JOIN SroiPolicy p ON p.id = v.policyId
        WHERE b.id = @id AND {{Seen}} {filters} ORDER BY v.version
        """,
        ("known", "AND v.recordedAt <= @KnownAt"));

    private static readonly FilteredSql SelectFactsSql = new($$"""
        SELECT h.facts FROM ContractVersion h WHERE h.contractId = @id AND {{Seen}} {filters} ORDER BY h.version DESC {page}
        """,
        ("known", "AND h.recordedAt <= @KnownAt"));

    private sealed class Row : CountingFrames.TariefRow
    {
        public Guid BuyerId { get; init; }
        public string Body { get; init; } = "";
        public Euros Obligation { get; init; }
        public string? Policy { get; init; }
        public DateOnly? RecoveryUntil { get; init; }
        public int? SettledThroughYear { get; init; }
    }
}
