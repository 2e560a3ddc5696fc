using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Efforts;
using SroiTracker.Http;
using SroiTracker.Placements;

namespace SroiTracker.Contracts;

/// <summary>A placement's worth on a contract at a moment.</summary>
internal sealed record StandingThen(KeptPlacement Placement, StandRow Stand, Standing Standing);

/// <summary>What is counted on a contract by calendar year, what waits, and what is forecast.</summary>
/// <param name="ReductionByYear">By how much certificates lower the obligation.</param>
internal sealed record StandThen(
    IReadOnlyDictionary<int, Euros> ByYear, Euros Waiting, Euros Forecast, Euros ForecastWithoutWaiting, DateTimeOffset? LastReportAt, bool IsSettled,
    IReadOnlyDictionary<int, Euros> ReductionByYear)
{
    /// <summary>
    /// At a moment that is not now: reports and verdicts that were known by then, valued again in the frame that was known by
    /// then, through the day that is asked (rules.md 5). What is counted and was not cut at a day is what was booked by then.
    /// </summary>
    public static async Task<StandThen> Of(Session session, Guid contractId, Moment moment)
    {
        var (frames, byYear, sums) = (new FramesThen(session, contractId, moment), new SortedDictionary<int, Euros>(), new List<StandTotals>());
        var frozen = Euros.Zero;
        DateTimeOffset? lastReport = null;
        foreach (var id in await session.Query<Guid>(SelectContractsSql, new { id = contractId }))
        {
            var sum = new StandSum();
            await foreach (var then in Placements(session, id, frames, moment, contractId))
            {
                foreach (var report in then.Placement.Reports.Where(r => !moment.IsPast || Session.DateOf(r.ReportedAt) <= moment.At))
                    if (lastReport is null || report.ReportedAt > lastReport) lastReport = report.ReportedAt;
                sum.Add(then.Standing);
            }
            await foreach (var (effort, _, standing) in Efforts(session, id, frames, moment, contractId))
            {
                foreach (var report in effort.Reports.Where(r => !moment.IsPast || Session.DateOf(r.ReportedAt) <= moment.At))
                    if (lastReport is null || report.ReportedAt > lastReport) lastReport = report.ReportedAt;
                sum.Add(standing);
            }
            var totals = sum.Totals;
            var counted = moment.IsPast ? totals.CountedByYear : await Booked(session, SelectYearsSql.With("one", "known"), new { id, seenFrom = contractId, moment.KnownAt });
            // In settled years what is booked stays, whatever it is worth by the rules since (rules.md 5).
            if (!moment.IsPast && await frames.Of(id) is { SettledThroughYear: > 0 and var settled })
                foreach (var year in counted.Keys.Union(totals.CountedByYear.Keys).Where(y => y <= settled))
                    frozen += counted.GetValueOrDefault(year) - totals.CountedByYear.GetValueOrDefault(year);
            foreach (var (year, amount) in counted) byYear[year] = byYear.GetValueOrDefault(year) + amount;
            sums.Add(totals);
        }
        return new(byYear, Sum(t => t.Waiting), Sum(t => t.Forecast) + frozen, Sum(t => t.ForecastWithoutWaiting) + frozen, lastReport,
            !moment.IsPast && await frames.Of(contractId) is { SettledThroughYear: ProgressStore.WhollySettled },
            Summed(sums.SelectMany(t => t.ReductionByYear)));

        Euros Sum(Func<StandTotals, Euros> of) => sums.Aggregate(Euros.Zero, (sum, t) => sum + of(t));
    }

    /// <summary>By how much certificates lower the obligation now, by calendar year; of call-offs too.</summary>
    public static async Task<IReadOnlyDictionary<int, Euros>> Reductions(Session session, Guid contractId, Moment moment)
    {
        var (frames, sum) = (new FramesThen(session, contractId, moment), new StandSum());
        foreach (var id in await session.Query<Guid>(SelectContractsSql, new { id = contractId }))
            foreach (var standing in EffortsOnContract.Standings(await frames.Of(id), await EffortsOnContract.Certificates(session, id, contractId), id)) sum.Add(standing);
        return sum.Totals.ReductionByYear;
    }

    private static SortedDictionary<int, Euros> Summed(IEnumerable<KeyValuePair<int, Euros>> amounts) =>
        new(amounts.GroupBy(a => a.Key).ToDictionary(y => y.Key, y => y.Aggregate(Euros.Zero, (sum, a) => sum + a.Value)));

    /// <summary>Each placement on a contract with its worth at a moment, candidate by candidate.</summary>
    public static IAsyncEnumerable<StandingThen> Placements(Session session, Guid contractId, Moment moment) =>
        Placements(session, contractId, new(session, contractId, moment), moment, contractId);

    /// <summary>Each other effort on a contract with its worth at a moment.</summary>
    public static IAsyncEnumerable<(KeptEffort Effort, EffortStandRow Stand, EffortStanding Standing)> Efforts(Session session, Guid contractId, Moment moment) =>
        Efforts(session, contractId, new(session, contractId, moment), moment, contractId);

    private static async IAsyncEnumerable<(KeptEffort Effort, EffortStandRow Stand, EffortStanding Standing)> Efforts(
        Session session, Guid contractId, FramesThen frames, Moment moment, Guid seenFrom)
    {
        await foreach (var group in EffortsOnContract.Of(session, contractId, seenFrom, moment.KnownAt))
        {
            var standings = EffortsOnContract.Standings(await frames.Of(contractId), group, contractId, moment.IsPast ? moment.At : null);
            for (var i = 0; i < group.Count; i++) yield return (group[i], group[i].On(contractId)!, standings[i]);
        }
    }

    private static async IAsyncEnumerable<StandingThen> Placements(Session session, Guid contractId, FramesThen frames, Moment moment, Guid seenFrom)
    {
        var reaches = await frames.Of(contractId) is { ReachesBeyondContract: true };
        await foreach (var candidate in CandidatesOnContract.Of(session, contractId, new(seenFrom, reaches, moment.KnownAt)))
        {
            // What happens on one contract matters to the others where maximum months or bonuses run over a buyer or a Tarief.
            var contracts = reaches ? candidate.SelectMany(p => p.Stands).Select(s => s.ContractId).Distinct() : [contractId];
            var counted = new List<CountedOn<PlacementOnContract>>();
            foreach (var id in contracts)
                if (await frames.Of(id) is { } frame) counted.Add(new(frame, [.. On(candidate, id).Select(p => Then(p, id, moment))]));
            var at = counted.FindIndex(c => c.Frame.ContractId == contractId);
            var standings = at < 0 ? null : CandidateStanding.Of(counted)[at];
            var number = 0;
            foreach (var placement in On(candidate, contractId))
                yield return new(placement, placement.On(contractId)!, standings?[number++] ?? Worth.Nothing(placement));
        }
    }

    private static IEnumerable<KeptPlacement> On(IReadOnlyList<KeptPlacement> candidate, Guid contractId) => candidate.Where(p => p.On(contractId) is not null);

    private static PlacementOnContract Then(KeptPlacement placement, Guid contractId, Moment moment)
    {
        var on = placement.OnContract(placement.On(contractId)!);
        return moment.IsPast ? on.Through(moment.At) : on;
    }

    /// <summary>The booked sums of a contract and its call-offs by calendar year, of all suppliers: all see one total (rules.md 1).</summary>
    public static Task<IReadOnlyDictionary<int, Euros>> Booked(Session session, Guid contractId) =>
        Booked(session, SelectYearsSql.With("below"), new { id = contractId, seenFrom = contractId });

    private static async Task<IReadOnlyDictionary<int, Euros>> Booked(Session session, string sql, object asked) =>
        (await session.Query<YearSum>(sql, asked)).ToDictionary(y => y.Year, y => y.Amount);

    // The contract, and the call-offs whose sum a framework agreement shows.
    private const string SelectContractsSql = $"""
        SELECT b.id FROM Contract b JOIN Contract c ON c.id = b.id OR c.id = b.parentId WHERE c.id = @id AND {Scope.Contract} ORDER BY b.id
        """;
    private static readonly FilteredSql SelectYearsSql = new($$"""
        SELECT l.year, SUM(l.amount) AS amount FROM LedgerLine l
        WHERE EXISTS (SELECT 1 FROM Contract c WHERE c.id = @seenFrom AND {{Scope.Contract}}) {filters}
        GROUP BY l.year
        """,
        ("one", "AND l.contractId = @id"),
        ("below", "AND l.contractId IN (SELECT b.id FROM Contract b WHERE b.id = @id OR b.parentId = @id)"),
        ("known", "AND l.bookedAt <= @KnownAt"));

    private sealed class YearSum
    {
        public int Year { get; init; }
        public Euros Amount { get; init; }
    }
}
