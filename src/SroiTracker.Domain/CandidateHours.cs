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
    /// <summary>The refusal that names the supplier's own references and the first day; null where no day is over.</summary>
    /// <param name="references">The new report among them, as they would stand; of one that was rejected or revoked only what still counts.</param>
    /// <param name="fullTimeMinutes">A full-time week by contract; 36 hours where a contract is absent.</param>
    public static Objection? OverFullTime(IReadOnlyList<ReferenceTerms> references, IReadOnlyDictionary<Guid, int> fullTimeMinutes)
    {
        // Shares stated together are at most 100 %, and one contract counts at most 1: neither can be over.
        if (references.Count < 2) return null;
        var changes = references.SelectMany(r => r.Terms.Select(t => t.From).Append(r.Start)).Distinct().Order();
        foreach (var day in changes)
        {
            var working = references.Where(r => r.Start <= day && !(r.End < day) && r.Terms.Count > 0).ToList();
            if (working.Count < 2) continue;
            if (PartOf(working, day, fullTimeMinutes) > Fraction.Of(1, 1))
                return Refusals.CandidateOverFullTime.At("/allocations", string.Join(", ", working.Select(r => r.Reference).Distinct()), day);
        }
        return null;
    }

    private static Fraction PartOf(List<ReferenceTerms> working, DateOnly day, IReadOnlyDictionary<Guid, int> fullTimeMinutes)
    {
        var one = Fraction.Of(1, 1);
        return working
            .Select(r => (r.Terms.LastOrDefault(t => t.From <= day) ?? r.Terms[0]).Terms)
            .SelectMany(t => t.Allocations, (terms, allocation) => (terms.MinutesPerWeek, allocation))
            .GroupBy(p => p.allocation.ContractId, p => (p.MinutesPerWeek, p.allocation.BasisPoints))
            .Select(contract =>
            {
                var fullTime = fullTimeMinutes.GetValueOrDefault(contract.Key, SroiClause.UsualFullTimeMinutes);
                var part = contract.Aggregate(Fraction.Zero, (sum, p) =>
                    sum + Fraction.Of(p.BasisPoints, 10_000).Times(Math.Min(p.MinutesPerWeek, fullTime), fullTime));
                return part > one ? one : part;
            })
            .Aggregate(Fraction.Zero, (sum, part) => sum + part);
    }
}
