using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;

namespace SroiTracker.Contracts;

/// <summary><see cref="CountingFrames"/> as they were recorded by an instant.</summary>
internal static class FrameThen
{
    /// <summary>The frame at a moment; null where nothing could be counted.</summary>
    public static Task<CountingFrame?> Of(Session session, Guid contractId, Moment moment) =>
        moment.KnownAt is { } knownAt ? Known(session, contractId, knownAt) : CountingFrames.Of(session, contractId);

    private static async Task<CountingFrame?> Known(Session session, Guid contractId, DateTimeOffset knownAt)
    {
        var rows = await session.Query<Row>(SelectSql, new { id = contractId, knownAt });
        // Under a clause the days of a contract change by an amendment only, and that makes another version of the clause: it knows the days of its time.
        if (rows.Count == 0 || rows[^1] is not { TariefId: not null } last || Json.Read<ClauseBody>(last.Body).Period is not { } days) return null;
        var policy = last.Policy is null ? null : Json.Read<SroiPolicy>(last.Policy);
        return new(contractId, days, policy?.PriorMonths ?? 0, policy?.DaysBeforeStartCount ?? false, policy?.LaterMonths ?? 0, null,
            await CountingFrames.Tarieven(session, rows, days.Start))
        {
            Parties = Json.Read<ContractStore.Facts>((await session.QueryOne<string>(SelectFactsSql, new { id = contractId, knownAt, take = 1 }))!).Parties ?? [],
        };
    }

    private const string SelectSql = $"""
        SELECT v.body, v.validFrom, v.tariefId, v.fullTimeMinutes, p.body AS policy
        FROM Contract c JOIN ClauseVersion v ON v.contractId = c.id LEFT JOIN SroiPolicy p ON p.id = v.policyId
        WHERE c.id = @id AND v.recordedAt <= @knownAt AND {Scope.Contract} ORDER BY v.version
        """;

    private const string SelectFactsSql = $$"""
        SELECT h.facts FROM Contract c JOIN ContractVersion h ON h.contractId = c.id
        WHERE c.id = @id AND h.recordedAt <= @knownAt AND {{Scope.Contract}} ORDER BY h.version DESC {page}
        """;

    private sealed class Row : CountingFrames.TariefRow
    {
        public string Body { get; init; } = "";
        public string? Policy { get; init; }
    }
}
