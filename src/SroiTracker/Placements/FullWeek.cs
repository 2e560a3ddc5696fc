using SroiTracker.Domain;

namespace SroiTracker.Placements;

/// <summary>Whether a candidate would be at work for more than full-time over all contracts of a supplier (rules.md 3).</summary>
internal static class FullWeek
{
    /// <summary>The refusal with its references and first day; null where no day is over.</summary>
    /// <param name="frame">What a contract is counted in; null where it has no clause.</param>
    public static async Task<Objection?> Over(IReadOnlyList<ReferenceTerms> references, Func<Guid, Task<CountingFrame?>> frame)
    {
        if (references.Count < 2) return null;
        var weeks = new Dictionary<Guid, int>();
        foreach (var id in references.SelectMany(r => r.Terms).SelectMany(t => t.Terms.Allocations).Select(a => a.ContractId).Distinct())
            if (await frame(id) is { Tarieven.Count: > 0 } counted) weeks[id] = counted.Tarieven[^1].FullTimeMinutes;
        return CandidateHours.OverFullTime(references, weeks);
    }
}
