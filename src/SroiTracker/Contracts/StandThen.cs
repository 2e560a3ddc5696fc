using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.Placements;

namespace SroiTracker.Contracts;

/// <summary>What is counted on a contract by calendar year, what waits, and what is forecast.</summary>
internal sealed record StandThen(
    IReadOnlyDictionary<int, Euros> ByYear, Euros Waiting, Euros Forecast, Euros ForecastWithoutWaiting, DateTimeOffset? LastReportAt)
{
    /// <summary>
    /// As it was on a date: what is verified and reported now, valued again as if it went through that date at most
    /// (rules.md 5). Who started later was not there yet.
    /// </summary>
    public static async Task<StandThen> Of(Session session, Guid contractId, DateOnly at)
    {
        var byYear = new SortedDictionary<int, Euros>();
        var (waiting, forecast, without) = (Euros.Zero, Euros.Zero, Euros.Zero);
        DateTimeOffset? lastReport = null;
        foreach (var id in await session.Query<Guid>(SelectContractsSql, new { id = contractId }))
        {
            var placements = PlacementStore.Kept(await session.Query<PlacementStore.Row>(SelectReportsSql, new { id }), await session.Query<StandRow>(SelectStandsSql, new { id }));
            foreach (var report in placements.SelectMany(p => p.Reports).Where(r => Session.DateOf(r.ReportedAt) <= at))
                if (lastReport is null || report.ReportedAt > lastReport) lastReport = report.ReportedAt;
            if (await CountingFrames.Of(session, id) is not { } frame) continue;
            foreach (var candidate in placements.Where(p => p.Latest.StartDate <= at).GroupBy(p => p.CandidateId))
            {
                foreach (var standing in CandidateStanding.Of(frame, [.. candidate.Select(p => Through(p.OnContract(p.On(id)!), at))]))
                {
                    foreach (var part in standing.Verified.Parts) Add(byYear, part.Through.Year, part.Amount);
                    foreach (var bonus in standing.Verified.Bonuses) Add(byYear, bonus.On.Year, bonus.Amount);
                    waiting += standing.Waiting;
                    forecast += standing.Forecast;
                    without += standing.ForecastWithoutWaiting;
                }
            }
        }
        return new(byYear, waiting, forecast, without, lastReport);
    }

    private static PlacementOnContract Through(PlacementOnContract placement, DateOnly at) => placement with
    {
        Reports = [.. placement.Reports.Select(r => r with { ReportedThrough = r.ReportedThrough < at ? r.ReportedThrough : at })],
        VerifiedThrough = placement.VerifiedThrough < at ? placement.VerifiedThrough : placement.VerifiedThrough is null ? null : at,
    };

    private static void Add(SortedDictionary<int, Euros> byYear, int year, Euros amount) => byYear[year] = byYear.GetValueOrDefault(year) + amount;

    // The contract, and the call-offs whose sum a framework agreement shows.
    private const string SelectContractsSql = $"""
        SELECT b.id FROM Contract b JOIN Contract c ON c.id = b.id OR c.id = b.parentId WHERE c.id = @id AND {Scope.Contract} ORDER BY b.id
        """;
    // Whoever asks sees sums only, and those are of all suppliers (rules.md 1: all see one total).
    private const string SelectReportsSql = $"""
        SELECT {PlacementStore.Columns} FROM PlacementContract pc JOIN Contract c ON c.id = pc.contractId
            JOIN Placement p ON p.id = pc.placementId JOIN PlacementReport r ON r.placementId = p.id
        WHERE pc.contractId = @id AND {Scope.Contract} ORDER BY p.id, r.number
        """;
    private const string SelectStandsSql = $"""
        SELECT {PlacementContractStore.Columns} FROM PlacementContract pc {PlacementContractStore.Joined}
        WHERE pc.contractId = @id AND {Scope.Contract}
        """;
}
