namespace SroiTracker.Domain;

/// <summary>One of a supplier's references of one candidate, with all its terms by first day; or its share of one contract.</summary>
/// <param name="End">Last day of the work; null while it is open.</param>
public sealed record ReferenceTerms(string Reference, DateOnly Start, DateOnly? End, IReadOnlyList<DatedTerms> Terms);

/// <summary>
/// Nobody works more than full-time: per day the sum over contracts of min(1, Σ share × min(hours, full-time) ÷
/// full-time) over this supplier's references of a candidate is at most 1 (rules.md 3). Persons of different suppliers
/// cannot be compared.
/// </summary>
public static class CandidateHours
{
    private static readonly Fraction One = Fraction.Of(1, 1);

    /// <summary>
    /// The refusal that names the supplier's own references and the first day that an act brings above full-time, or further
    /// above it; null where there is none. What was over already, such as after an amendment of the full-time week, is no
    /// reason to refuse what leaves it or makes it less.
    /// </summary>
    /// <param name="after">As they would stand; of one that was rejected or revoked only what still counts.</param>
    /// <param name="before">As they stood.</param>
    /// <param name="fullTime">What holds by day on each contract; 36 hours where a contract is absent.</param>
    public static Objection? OverFullTime(
        IReadOnlyList<ReferenceTerms> after, IReadOnlyList<ReferenceTerms> before, IReadOnlyDictionary<Guid, IReadOnlyList<DatedTarief>> fullTime)
    {
        // Shares stated together are at most 100 %, and one contract counts at most 1: neither can be over.
        if (after.Count < 2) return null;
        // The sums are the same on all days between two of these.
        var turns = after.Concat(before).SelectMany(r => r.Terms.Select(t => t.From).Append(r.Start).Concat(r.End < DateOnly.MaxValue ? [r.End.Value.AddDays(1)] : []))
            .Concat(fullTime.Values.SelectMany(dated => dated.Skip(1)).Select(d => d.From));
        foreach (var day in turns.Distinct().Order())
        {
            var working = Working(after, day);
            if (working.Count < 2 || PartOf(working, day, fullTime) is var part && !(part > One)) continue;
            if (part > PartOf(Working(before, day), day, fullTime))
                return Refusals.CandidateOverFullTime.At("/allocations", string.Join(", ", working.Select(r => r.Reference).Distinct()), day);
        }
        return null;
    }

    private static List<ReferenceTerms> Working(IReadOnlyList<ReferenceTerms> references, DateOnly day) =>
        [.. references.Where(r => r.Start <= day && !(r.End < day) && r.Terms.Count > 0)];

    private static Fraction PartOf(List<ReferenceTerms> working, DateOnly day, IReadOnlyDictionary<Guid, IReadOnlyList<DatedTarief>> fullTime) => working
        .Select(r => (r.Terms.LastOrDefault(t => t.From <= day) ?? r.Terms[0]).Terms)
        .SelectMany(t => t.Allocations, (terms, allocation) => (terms.MinutesPerWeek, allocation))
        .GroupBy(p => p.allocation.ContractId, p => (p.MinutesPerWeek, p.allocation.BasisPoints))
        .Select(contract =>
        {
            var week = fullTime.TryGetValue(contract.Key, out var dated)
                ? (dated.LastOrDefault(d => d.From <= day) ?? dated[0]).FullTimeMinutes : SroiClause.UsualFullTimeMinutes;
            var part = contract.Aggregate(Fraction.Zero, (sum, p) =>
                sum + Fraction.Of(p.BasisPoints, 10_000).Times(Math.Min(p.MinutesPerWeek, week), week));
            return part > One ? One : part;
        })
        .Aggregate(Fraction.Zero, (sum, part) => sum + part);
}
