using SroiTracker.Contracts;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Placements;

namespace SroiTracker.Efforts;

/// <summary>
/// Books what an act changes of efforts (rules.md 3, "Ledger", and 4): values them on a contract again, adds a ledger line
/// for each year whose value differs from what is booked, and keeps stands, progress and the lowered obligation in step.
/// </summary>
internal static class EffortRecount
{
    /// <summary>All efforts on a contract, after an amendment of its period, clause or Tarief.</summary>
    /// <exception cref="RefusedException">It would change what counts in a year that is settled.</exception>
    public static async Task Contract(Session session, Guid contractId, BookingAct act)
    {
        var groups = new List<IReadOnlyList<KeptEffort>>();
        await foreach (var group in EffortsOnContract.Of(session, contractId)) groups.Add(group);
        if (groups.Count == 0) return;
        var frame = await CountingFrames.Of(session, contractId);
        foreach (var group in groups) await Keep(session, contractId, group, frame, act, null);
    }

    /// <summary>An effort on the contracts that it has or had a share of, as an act left it in memory.</summary>
    /// <param name="contracts">Those that the act is about.</param>
    /// <param name="act">Null for an act that leaves what is verified as it is, such as a report: nothing is booked.</param>
    /// <param name="reportedAt">The instant of a report.</param>
    /// <exception cref="RefusedException">It would change what counts in a year that is settled.</exception>
    public static async Task Of(
        Session session, KeptEffort effort, IEnumerable<Guid> contracts, FramesRead frames, BookingAct? act, DateTimeOffset? reportedAt = null)
    {
        foreach (var contractId in contracts.Order())
            await Keep(session, contractId, await Group(session, effort, contractId), await frames.Of(contractId), act, reportedAt);
    }

    /// <summary>An effort with those that are valued with it on a contract, first reported first.</summary>
    private static async Task<IReadOnlyList<KeptEffort>> Group(Session session, KeptEffort effort, Guid contractId) => effort.Kind != EffortKind.PsoCertificate
        ? [effort]
        : [.. (await EffortsOnContract.Certificates(session, contractId)).Where(e => e.Id != effort.Id).Append(effort).OrderBy(e => e.Id)];

    private static async Task Keep(
        Session session, Guid contractId, IReadOnlyList<KeptEffort> group, CountingFrame? frame, BookingAct? act, DateTimeOffset? reportedAt)
    {
        frame = await EffortsOnContract.WithPso(session, frame, group[0]);
        var standings = EffortsOnContract.Standings(frame, group, contractId);
        var settledThrough = frame?.SettledThroughYear ?? 0;
        if (act is not null && settledThrough > 0) RefuseSettled(frame!, group, standings, contractId, settledThrough);
        var booked = act is null ? null : await LedgerStore.BookedEfforts(session, contractId, [.. group.Select(e => e.Id)]);

        long counted = 0, waiting = 0, forecast = 0, forecastWithoutWaiting = 0, reduction = 0;
        var bookings = new List<(EffortStandRow Stand, Booking Booking)>();
        for (var i = 0; i < group.Count; i++)
        {
            var (before, standing) = (group[i].Before(contractId), standings[i]);
            var stand = group[i].On(contractId)!;
            // A certificate that lowers the obligation counts nothing; what it counted before as realisation is booked back.
            var (now, differences) = standing.Lowers && act is null ? (stand with { Value = standing.Standing.Value }, [])
                : stand.Worth(before, standing.Standing, LedgerStore.ByYear(booked, group[i].Id), settledThrough, act is not null, act is not null);
            if (act is not null) now = now with { Reduction = standing.Reduction.Total };
            group[i].Put(now);
            bookings.AddRange(differences.Select(d => (now, d)));
            before ??= new();
            counted += (now.Counted - before.Counted).Cents;
            waiting += (now.Waiting - before.Waiting).Cents;
            forecast += (now.Forecast - before.Forecast).Cents;
            forecastWithoutWaiting += (now.ForecastWithoutWaiting - before.ForecastWithoutWaiting).Cents;
            reduction += (now.Reduction - before.Reduction).Cents;
        }
        if (!group.Any(e => e.Before(contractId) != e.On(contractId)) && reportedAt is null) return;

        // First the contract's own row: on SQL Server it is the lock behind which the lines get their numbers.
        var lines = await ProgressStore.Add(session, contractId, new(counted, waiting, forecast, forecastWithoutWaiting, bookings.Count, reportedAt));
        if (reduction != 0) await ProgressStore.Reduce(session, contractId, reduction);
        foreach (var effort in group) await EffortContractStore.Keep(session, effort.Before(contractId), effort.On(contractId)!);
        for (var i = 0; i < bookings.Count; i++)
            await LedgerStore.Add(session, lines - bookings.Count + i + 1, null, bookings[i].Stand.EffortId, bookings[i].Stand, bookings[i].Booking, act!);
    }

    // A settled year keeps its obligation too (rules.md 5), which no ledger line shows.
    private static void RefuseSettled(
        CountingFrame frame, IReadOnlyList<KeptEffort> group, IReadOnlyList<EffortStanding> standings, Guid contractId, int settledThrough)
    {
        if (!standings.Any(s => s.Lowers)) return;
        var before = group.Where(e => e.Before(contractId) is not null).Select(e => e.OnContract(e.Before(contractId)!)).ToList();
        var was = EffortStanding.Of(frame, before).Aggregate(Euros.Zero, (sum, s) => sum + s.Reduction.Through(new(settledThrough, 12, 31)));
        var now = standings.Aggregate(Euros.Zero, (sum, s) => sum + s.Reduction.Through(new(settledThrough, 12, 31)));
        if (was != now) throw new RefusedException(Refusals.ContractSettled, settledThrough);
    }
}
