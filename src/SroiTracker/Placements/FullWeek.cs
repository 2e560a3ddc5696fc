using SroiTracker.Contracts;
using SroiTracker.Domain;

namespace SroiTracker.Placements;

/// <summary>Whether an act brings a candidate to work for more than full-time over all contracts of a supplier (rules.md 3).</summary>
internal static class FullWeek
{
    /// <summary>The refusal with its references and first day; null where no day comes above full-time, or further above it.</summary>
    /// <param name="after">As the act leaves them.</param>
    /// <param name="before">As they stood.</param>
    public static async Task<Objection?> Over(IEnumerable<ReferenceTerms> after, IEnumerable<ReferenceTerms> before, FramesRead frames)
    {
        List<ReferenceTerms> now = [.. after];
        if (now.Count < 2) return null;
        List<ReferenceTerms> was = [.. before];
        var weeks = new Dictionary<Guid, IReadOnlyList<DatedTarief>>();
        foreach (var id in now.Concat(was).SelectMany(r => r.Terms).SelectMany(t => t.Terms.Allocations).Select(a => a.ContractId).Distinct())
            if (await frames.Of(id) is { Tarieven.Count: > 0 } counted) weeks[id] = counted.Tarieven;
        return CandidateHours.OverFullTime(now, was, weeks);
    }
}
