using SroiTracker.Contracts;
using SroiTracker.Database;
using SroiTracker.Domain;

namespace SroiTracker.Placements;

/// <summary>
/// Books what an act changes (rules.md 3, "Ledger"): values all placements of a candidate on a contract again, adds a
/// ledger line for each year whose value differs from what is booked, and keeps stands and progress in step.
/// </summary>
public static class Recount
{
    private const int CandidatesAtOnce = 100;

    /// <summary>One candidate on one contract.</summary>
    /// <param name="act">Name of the act, which the lines carry.</param>
    /// <param name="verdictId">The verdict that the lines rest on; null where it was none.</param>
    public static async Task Candidate(Session session, Guid contractId, Guid candidateId, string act, Guid? verdictId) =>
        await Of(session, await PlacementStore.OfCandidate(session, candidateId), contractId, await CountingFrames.Of(session, contractId), new(act, verdictId));

    /// <summary>
    /// All candidates on a contract, after an amendment of its period, clause or Tarief: what was reported before there was
    /// a clause gets its value then.
    /// </summary>
    public static async Task Contract(Session session, Guid contractId, string act)
    {
        var frame = await CountingFrames.Of(session, contractId);
        var after = Guid.Empty;
        while (true)
        {
            var candidates = await session.Query<Guid>(SelectCandidatesSql, new { contractId, after, take = CandidatesAtOnce });
            foreach (var candidate in candidates)
                await Of(session, await PlacementStore.OfCandidate(session, candidate), contractId, frame, new(act));
            if (candidates.Count < CandidatesAtOnce) return;
            after = candidates[^1];
        }
    }

    /// <summary>One candidate on one contract, as an act left it in memory.</summary>
    /// <param name="candidate">All placements of the candidate.</param>
    /// <param name="frame">Null where the contract has no clause: then nothing has a value.</param>
    /// <param name="act">Null for an act that leaves what is verified as it is, such as a report: nothing is booked.</param>
    /// <param name="reportedAt">The instant of a report.</param>
    internal static async Task Of(
        Session session, IReadOnlyList<KeptPlacement> candidate, Guid contractId, CountingFrame? frame, BookingAct? act, DateTimeOffset? reportedAt = null)
    {
        var placements = candidate.Where(p => p.On(contractId) is not null).ToList();
        var standings = Standings(frame, placements, contractId);
        var wasVerified = placements.Exists(p => p.Before(contractId)?.VerifiedReport is not null);
        var booked = act is not null && wasVerified ? await LedgerStore.Booked(session, contractId, placements[0].CandidateId) : null;

        long counted = 0, waiting = 0, forecast = 0, forecastWithoutWaiting = 0;
        var bookings = new List<(StandRow Stand, Booking Booking)>();
        for (var i = 0; i < placements.Count; i++)
        {
            var (before, standing) = (placements[i].Before(contractId), standings[i]);
            var now = placements[i].On(contractId)! with
            {
                Value = standing.Value, Counted = standing.Counted, Waiting = standing.Waiting,
                Forecast = standing.Forecast, ForecastWithoutWaiting = standing.ForecastWithoutWaiting,
            };
            placements[i].Put(now);
            counted += now.Counted.Cents - (before?.Counted.Cents ?? 0);
            waiting += now.Waiting.Cents - (before?.Waiting.Cents ?? 0);
            forecast += now.Forecast.Cents - (before?.Forecast.Cents ?? 0);
            forecastWithoutWaiting += now.ForecastWithoutWaiting.Cents - (before?.ForecastWithoutWaiting.Cents ?? 0);
            if (act is null) continue;
            bookings.AddRange(Ledger.Differences(standing.Verified, LedgerStore.ByYear(booked, now.PlacementId)).Select(b => (now, b)));
        }

        // First the contract's own row: on SQL Server it is the lock behind which the lines get their numbers.
        var lines = await ProgressStore.Add(session, contractId, new(counted, waiting, forecast, forecastWithoutWaiting, bookings.Count, reportedAt));
        foreach (var placement in placements)
            await PlacementContractStore.Keep(session, placement.Before(contractId), placement.On(contractId)!);
        for (var i = 0; i < bookings.Count; i++)
            await LedgerStore.Add(session, lines - bookings.Count + i + 1, bookings[i].Stand, bookings[i].Booking, act!);
    }

    /// <summary>What a candidate's placements are worth on a contract that each of them has a share of.</summary>
    internal static IReadOnlyList<Standing> Standings(CountingFrame? frame, IReadOnlyList<KeptPlacement> placements, Guid contractId) => frame is null
        ? [.. placements.Select(p => new Standing(p.Id, new(p.Id, [], []), default, default, default, default, default))]
        : CandidateStanding.Of(frame, [.. placements.Select(p => p.OnContract(p.On(contractId)!))]);

    private const string SelectCandidatesSql = """
        SELECT DISTINCT pc.candidateId FROM PlacementContract pc
        WHERE pc.contractId = @contractId AND pc.candidateId > @after AND (@callerSupplier IS NULL OR pc.supplierId = @callerSupplier)
        ORDER BY pc.candidateId {page}
        """;
}
