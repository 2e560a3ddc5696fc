using SroiTracker.Contracts;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Efforts;

namespace SroiTracker.Placements;

/// <summary>
/// Books what an act changes (rules.md 3, "Ledger"): values all placements of a candidate on a contract again, adds a
/// ledger line for each year whose value differs from what is booked, and keeps stands and progress in step.
/// </summary>
public static class Recount
{
    /// <summary>Above so many placements a job books what an amendment changes (rules.md 3, "Ledger").</summary>
    internal const int MostPlacements = 1_000;

    private const int CandidatesAtOnce = 100;

    /// <summary>
    /// All candidates on a contract, after an amendment of its period, clause or Tarief: what was reported before there was
    /// a clause gets its value then. Where there are very many a job does it shortly after, and the contract shows so.
    /// </summary>
    /// <param name="act">Name of the act, which the lines carry.</param>
    /// <exception cref="RefusedException">It would change what counts in a year that is settled.</exception>
    public static async Task Contract(Session session, Guid contractId, string act)
    {
        // Of other efforts there are few: they are booked at once, whoever books the placements.
        await EffortRecount.Contract(session, contractId, new(act));
        if ((await session.Query<Guid>(SelectPlacementsSql, new { contractId, take = MostPlacements + 1 })).Count > MostPlacements)
        {
            await RecalculationStore.Start(session, contractId, act);
            return;
        }
        var (after, frames) = ((Guid?)Guid.Empty, new FramesRead(session));
        while (after is { } last) after = await Candidates(session, contractId, last, CandidatesAtOnce, new(act), frames);
    }

    /// <summary>The next so many candidates on a contract.</summary>
    /// <param name="after">The candidate after whom to go on.</param>
    /// <returns>The last of them; null when none is left.</returns>
    internal static async Task<Guid?> Candidates(Session session, Guid contractId, Guid after, int most, BookingAct act, FramesRead frames)
    {
        var candidates = await session.Query<Guid>(SelectCandidatesSql, new { contractId, after, take = most });
        foreach (var candidate in candidates)
            await Of(session, await PlacementStore.OfCandidate(session, candidate), [contractId], frames, act);
        return candidates.Count < most ? null : candidates[^1];
    }

    /// <summary>
    /// One candidate on contracts, as an act left it in memory; and on the candidate's other contracts where a Tarief reaches
    /// that far.
    /// </summary>
    /// <param name="candidate">All placements of the candidate.</param>
    /// <param name="contracts">Those that the act is about.</param>
    /// <param name="act">Null for an act that leaves what is verified as it is, such as a report: nothing is booked.</param>
    /// <param name="reportedAt">The instant of a report.</param>
    /// <exception cref="RefusedException">It would change what counts in a year that is settled.</exception>
    internal static async Task Of(
        Session session, IReadOnlyList<KeptPlacement> candidate, IReadOnlyCollection<Guid> contracts, FramesRead frames, BookingAct? act,
        DateTimeOffset? reportedAt = null)
    {
        foreach (var worth in await Worth.Of(candidate, contracts, frames))
            if (contracts.Contains(worth.ContractId)) await Keep(session, worth, act, act is { By: null }, reportedAt);
            else await Keep(session, worth, act, false, null);
    }

    /// <param name="refuses">
    /// Whether what would change in a settled year refuses the act. An act on another contract, or one that was done before,
    /// does not fail for it: there what is booked stays.
    /// </param>
    private static async Task Keep(Session session, Worth worth, BookingAct? act, bool refuses, DateTimeOffset? reportedAt)
    {
        var (contractId, placements, settledThrough) = (worth.ContractId, worth.Placements, worth.Frame?.SettledThroughYear ?? 0);
        var wasVerified = placements.Any(p => p.Before(contractId)?.VerifiedReport is not null);
        var booked = act is not null && wasVerified ? await LedgerStore.Booked(session, contractId, placements[0].CandidateId) : null;

        long counted = 0, waiting = 0, forecast = 0, forecastWithoutWaiting = 0;
        var bookings = new List<(StandRow Stand, Booking Booking)>();
        for (var i = 0; i < placements.Count; i++)
        {
            var (before, standing) = (placements[i].Before(contractId), worth.Standings[i]);
            var (now, differences) = placements[i].On(contractId)!.Worth(
                before, standing, LedgerStore.ByYear(booked, standing.PlacementId), settledThrough, act is not null, refuses);
            placements[i].Put(now);
            bookings.AddRange(differences.Select(d => (now, d)));
            before ??= new();
            counted += (now.Counted - before.Counted).Cents;
            waiting += (now.Waiting - before.Waiting).Cents;
            forecast += (now.Forecast - before.Forecast).Cents;
            forecastWithoutWaiting += (now.ForecastWithoutWaiting - before.ForecastWithoutWaiting).Cents;
        }
        // Of a contract that the act is not about nothing is written where nothing changed.
        if (!placements.Any(p => p.Before(contractId) != p.On(contractId)) && reportedAt is null) return;

        // First the contract's own row: on SQL Server it is the lock behind which the lines get their numbers.
        var lines = await ProgressStore.Add(session, contractId, new(counted, waiting, forecast, forecastWithoutWaiting, bookings.Count, reportedAt));
        foreach (var placement in placements)
            await PlacementContractStore.Keep(session, placement.Before(contractId), placement.On(contractId)!);
        for (var i = 0; i < bookings.Count; i++)
            await LedgerStore.Add(session, lines - bookings.Count + i + 1, bookings[i].Stand.PlacementId, null, bookings[i].Stand, bookings[i].Booking, act!);
    }

    internal const string SelectPlacementsSql = """
        SELECT pc.placementId FROM PlacementContract pc
        WHERE pc.contractId = @contractId AND (@callerSupplier IS NULL OR pc.supplierId = @callerSupplier) ORDER BY pc.state, pc.placementId {page}
        """;
    internal const string SelectCandidatesSql = """
        SELECT DISTINCT pc.candidateId FROM PlacementContract pc
        WHERE pc.contractId = @contractId AND pc.candidateId > @after AND (@callerSupplier IS NULL OR pc.supplierId = @callerSupplier)
        ORDER BY pc.candidateId {page}
        """;
}
