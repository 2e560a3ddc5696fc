using SroiTracker.Contracts;
using SroiTracker.Domain;

namespace SroiTracker.Placements;

/// <summary>What a candidate's placements are worth on one contract.</summary>
/// <param name="Frame">Null where nothing can be counted: then nothing has a value.</param>
/// <param name="Placements">Those that ever had a share of it.</param>
/// <param name="Standings">One for each placement, in their order.</param>
internal sealed record Worth(Guid ContractId, CountingFrame? Frame, IReadOnlyList<KeptPlacement> Placements, IReadOnlyList<Standing> Standings)
{
    /// <summary>
    /// On these contracts; and where maximum months or bonuses of any of them run over a buyer or a Tarief, on all contracts
    /// of the candidate, since what happens on one then matters to the others (rules.md 2 and 3).
    /// </summary>
    /// <param name="candidate">All placements of the candidate.</param>
    public static async Task<IReadOnlyList<Worth>> Of(IReadOnlyList<KeptPlacement> candidate, IReadOnlyCollection<Guid> contracts, FramesRead frames)
    {
        var all = candidate.SelectMany(p => p.Stands).Select(s => s.ContractId).Distinct().Order().ToList();
        var together = new List<Worth>(all.Count);
        foreach (var id in all)
        {
            List<KeptPlacement> placements = [.. candidate.Where(p => p.On(id) is not null)];
            together.Add(new(id, await frames.Of(id), placements, [.. placements.Select(Nothing)]));
        }
        var joined = together.Exists(w => w.Frame is { ReachesBeyondContract: true });
        return joined ? Valued(together) : [.. together.Where(w => contracts.Contains(w.ContractId)).SelectMany(w => Valued([w]))];
    }

    /// <summary>On one contract by itself, in a frame.</summary>
    public static IReadOnlyList<Standing> Alone(CountingFrame frame, IReadOnlyList<KeptPlacement> placements) =>
        CandidateStanding.Of(frame, [.. placements.Select(p => p.OnContract(p.On(frame.ContractId)!))]);

    private static List<Worth> Valued(List<Worth> together)
    {
        var counted = together.FindAll(w => w.Frame is not null);
        var standings = CandidateStanding.Of(
            [.. counted.Select(w => new CountedOn<PlacementOnContract>(w.Frame!, [.. w.Placements.Select(p => p.OnContract(p.On(w.ContractId)!))]))]);
        return [.. together.Select(w => w.Frame is null ? w : w with { Standings = standings[counted.IndexOf(w)] })];
    }

    /// <summary>Of what cannot be counted.</summary>
    public static Standing Nothing(KeptPlacement placement) => new(placement.Id, new(placement.Id, [], []), default, default, default, default, default);
}
