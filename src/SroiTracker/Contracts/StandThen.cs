using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.Placements;

namespace SroiTracker.Contracts;

/// <summary>A placement's worth on a contract at a moment.</summary>
internal sealed record StandingThen(KeptPlacement Placement, StandRow Stand, Standing Standing);

/// <summary>What is counted on a contract by calendar year, what waits, and what is forecast.</summary>
internal sealed record StandThen(
    IReadOnlyDictionary<int, Euros> ByYear, Euros Waiting, Euros Forecast, Euros ForecastWithoutWaiting, DateTimeOffset? LastReportAt)
{
    /// <summary>
    /// At a moment that is not now: reports and verdicts that were known by then, valued again in the frame that was known by
    /// then, through the day that is asked (rules.md 5). What is counted and was not cut at a day is what was booked by then.
    /// </summary>
    public static async Task<StandThen> Of(Session session, Guid contractId, Moment moment)
    {
        var sum = new StandSum();
        DateTimeOffset? lastReport = null;
        foreach (var id in await session.Query<Guid>(SelectContractsSql, new { id = contractId }))
        {
            var frame = await FrameThen.Of(session, id, moment);
            await foreach (var candidate in CandidatesOnContract.Of(session, id, moment.KnownAt))
            {
                foreach (var report in candidate.SelectMany(p => p.Reports).Where(r => !moment.IsPast || Session.DateOf(r.ReportedAt) <= moment.At))
                    if (lastReport is null || report.ReportedAt > lastReport) lastReport = report.ReportedAt;
                foreach (var then in Valued(frame, candidate, id, moment)) sum.Add(then.Standing);
            }
        }
        var totals = sum.Totals;
        var byYear = moment.IsPast ? totals.CountedByYear : await Booked(session, contractId, moment.KnownAt);
        return new(byYear, totals.Waiting, totals.Forecast, totals.ForecastWithoutWaiting, lastReport);
    }

    /// <summary>Each placement on a contract with its worth at a moment, candidate by candidate; those that were not there yet have none.</summary>
    public static async IAsyncEnumerable<StandingThen> Placements(Session session, Guid contractId, Moment moment)
    {
        var frame = await FrameThen.Of(session, contractId, moment);
        await foreach (var candidate in CandidatesOnContract.Of(session, contractId, moment.KnownAt))
            foreach (var then in Valued(frame, candidate, contractId, moment)) yield return then;
    }

    /// <summary>The booked sums by calendar year, of all suppliers, since all see one total (rules.md 1); those of call-offs too.</summary>
    /// <param name="knownAt">Booked by then; null for all.</param>
    public static async Task<IReadOnlyDictionary<int, Euros>> Booked(Session session, Guid contractId, DateTimeOffset? knownAt) =>
        (await session.Query<YearSum>(SelectYearsSql.With(knownAt is null ? null : "known"), new { id = contractId, knownAt })).ToDictionary(y => y.Year, y => y.Amount);

    private static IEnumerable<StandingThen> Valued(CountingFrame? frame, IReadOnlyList<KeptPlacement> candidate, Guid contractId, Moment moment)
    {
        if (frame is null) return [];
        var placements = candidate.Select(p => p.OnContract(p.On(contractId)!)).ToList();
        var standings = CandidateStanding.Of(frame, moment.IsPast ? [.. placements.Select(p => p.Through(moment.At))] : placements);
        return candidate.Select((p, i) => new StandingThen(p, p.On(contractId)!, standings[i]));
    }

    // The contract, and the call-offs whose sum a framework agreement shows.
    private const string SelectContractsSql = $"""
        SELECT b.id FROM Contract b JOIN Contract c ON c.id = b.id OR c.id = b.parentId WHERE c.id = @id AND {Scope.Contract} ORDER BY b.id
        """;
    private static readonly FilteredSql SelectYearsSql = new($$"""
        SELECT l.year, SUM(l.amount) AS amount FROM LedgerLine l
        WHERE l.contractId IN (SELECT b.id FROM Contract b JOIN Contract c ON c.id = b.id OR c.id = b.parentId WHERE c.id = @id AND {{Scope.Contract}}) {filters}
        GROUP BY l.year
        """,
        ("known", "AND l.bookedAt <= @knownAt"));

    private sealed class YearSum
    {
        public int Year { get; init; }
        public Euros Amount { get; init; }
    }
}
