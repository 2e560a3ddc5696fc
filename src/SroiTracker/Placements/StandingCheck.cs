using SroiTracker.Contracts;
using SroiTracker.Database;
using SroiTracker.Domain;

namespace SroiTracker.Placements;

/// <summary>
/// Whether each placement stands as its reports and verdicts, taken again in their order, make it stand, and is worth and
/// booked what the rules say.
/// </summary>
internal sealed class StandingCheck(Session session, Action<CheckProgress> tell)
{
    private const int AtOnce = 500;
    private readonly FramesRead _frames = new(session);
    private Dictionary<Guid, Guid> _recalculated = [];

    /// <summary>Contracts that a job is recalculating: what it has not come to yet is not compared.</summary>
    public int Recalculating => _recalculated.Count;

    /// <summary>The first difference in words; null where there is none.</summary>
    public async Task<string?> FirstDifference()
    {
        _recalculated = (await RecalculationStore.All(session)).ToDictionary(r => r.ContractId, r => r.ReachedCandidateId);
        var (total, done, after) = (await session.QueryOne<long>(CountSql), 0L, Guid.Empty);
        while (true)
        {
            tell(new("placements", done, total));
            var candidates = await session.Query<Guid>(SelectSql, new { after, take = AtOnce });
            if (candidates.Count == 0) return null;
            foreach (var candidate in candidates)
                if (await Differs(candidate) is { } wrong) return wrong;
            done += candidates.Count;
            after = candidates[^1];
        }
    }

    private async Task<string?> Differs(Guid candidateId)
    {
        var kept = await PlacementStore.OfCandidate(session, candidateId);
        var verdicts = (await VerdictStore.OfCandidate(session, candidateId)).ToLookup(v => v.SubjectId);
        var rebuilt = new List<KeptPlacement>(kept.Count);
        foreach (var placement in kept)
        {
            try { rebuilt.Add(StandHistory.Of(placement, verdicts[placement.Id])); }
            catch (RefusedException refused) { return $"placement {placement.Id}: its verdicts do not follow on each other: {refused.Message}"; }
            if (StandsDiffer(placement, rebuilt[^1]) is { } wrong) return wrong;
        }
        if (kept.SelectMany(p => p.Stands).Any(s => _recalculated.TryGetValue(s.ContractId, out var reached) && candidateId > reached)) return null;
        foreach (var worth in await Worth.Of(rebuilt, [.. rebuilt.SelectMany(p => p.Stands).Select(s => s.ContractId)], _frames))
            if (await WorthDiffers(candidateId, worth, kept) is { } wrong) return wrong;
        return null;
    }

    private static string? StandsDiffer(KeptPlacement kept, KeptPlacement rebuilt)
    {
        foreach (var stand in kept.Stands)
        {
            var name = $"placement {kept.Id} on contract {stand.ContractId}";
            if (rebuilt.On(stand.ContractId) is not { } made) return $"{name}: no report has a share for it";
            if (Facts(stand) != Facts(made)) return $"{name}: it shows {Facts(stand)}, its reports and verdicts make {Facts(made)}";
        }
        return rebuilt.Stands.FirstOrDefault(s => kept.On(s.ContractId) is null) is { } missing ? $"placement {kept.Id} on contract {missing.ContractId}: it is missing" : null;

        static string Facts(StandRow s) => FormattableString.Invariant(
            $"{s.State}, {s.BasisPoints} basis points, report {s.VerifiedReport} verified through {s.VerifiedThrough:yyyy-MM-dd}, revoked from {s.RevokedFrom:yyyy-MM-dd}, verdict {s.VerdictId}, waiting since {s.WaitsSince?.ToUnixTimeMilliseconds()}");
    }

    private async Task<string?> WorthDiffers(Guid candidateId, Worth worth, IReadOnlyList<KeptPlacement> kept)
    {
        var booked = await LedgerStore.Booked(session, worth.ContractId, candidateId);
        foreach (var standing in worth.Standings)
        {
            var shown = kept.First(p => p.Id == standing.PlacementId).On(worth.ContractId)!;
            var (byYear, settled) = (LedgerStore.ByYear(booked, standing.PlacementId), worth.Frame?.SettledThroughYear ?? 0);
            var name = $"placement {standing.PlacementId} on contract {worth.ContractId}";
            var frozen = Ledger.Frozen(standing.Verified, byYear, settled);
            foreach (var (what, shows, worths) in new[]
            {
                ("value", shown.Value, standing.Value), ("counted", shown.Counted, standing.Counted + frozen), ("waiting", shown.Waiting, standing.Waiting),
                ("forecast", shown.Forecast, standing.Forecast + frozen), ("forecast without waiting", shown.ForecastWithoutWaiting, standing.ForecastWithoutWaiting + frozen),
            })
                if (shows != worths) return $"{name}: it shows {shows} {what}, valued again it is {worths}";
            if (Ledger.Differences(standing.Verified, byYear, settled) is [var difference, ..])
                return $"{name}: {difference.BookedBefore} is booked for {difference.Year}, valued again it is {difference.BookedBefore + difference.Amount}";
        }
        return null;
    }

    private const string CountSql = "SELECT COUNT(*) FROM Candidate";
    private const string SelectSql = "SELECT c.id FROM Candidate c WHERE c.id > @after ORDER BY c.id {page}";
}
