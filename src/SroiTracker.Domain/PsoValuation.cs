namespace SroiTracker.Domain;

/// <summary>
/// What PSO certificates are worth on a contract (rules.md 4): Σ over contract days of obligation ÷ days × percentage of the
/// highest certificate valid that day.
/// </summary>
public static class PsoValuation
{
    /// <summary>
    /// Values all certificates on a contract together, because a day counts once: for the effort whose certificate is the
    /// highest that day, of equal ones for the first reported.
    /// </summary>
    /// <returns>A value for each effort, in the order given; empty values where the contract has no amount.</returns>
    public static IReadOnlyList<PlacementValue> Of(CountingFrame frame, IReadOnlyList<CountedEffort> certificates)
    {
        if (frame.Tarieven.Count == 0 || frame.Pso is not { Obligation.Count: > 0 } terms) return [.. certificates.Select(e => new PlacementValue(e.Id, [], []))];
        var items = certificates.Select(_ => new List<EffortItem>()).ToList();
        var last = certificates.SelectMany(Of).Select(c => c.Until).DefaultIfEmpty().Max();
        foreach (var stretch in YearlyTargets.Spread(terms.Obligation).OrderBy(s => s.Days.Start))
        {
            var turns = Turns(frame, certificates, stretch.Days.Within(new(DateOnly.MinValue, last)));
            for (var i = 0; i + 1 < turns.Count; i++) Count(frame, terms, certificates, items, stretch, new(turns[i], turns[i + 1].AddDays(-1)));
        }
        return [.. certificates.Select((e, i) => EffortValuation.Value(frame, e, items[i]))];
    }

    // First days on which something else holds than the day before, the first day of each year among them, and the day after the last.
    private static List<DateOnly> Turns(CountingFrame frame, IReadOnlyList<CountedEffort> certificates, Period days)
    {
        if (days.IsEmpty) return [];
        var turns = new SortedSet<DateOnly> { days.Start, days.End.AddDays(1) };
        for (var year = days.Start.Year + 1; year <= days.End.Year; year++) turns.Add(new(year, 1, 1));
        foreach (var effort in certificates)
        {
            var asParty = frame.PartyPeriod(effort.SupplierId);
            Add(asParty.Start);
            if (asParty.End < DateOnly.MaxValue) Add(asParty.End.AddDays(1));
            Add(effort.Through.AddDays(1));
            if (effort.RevokedFrom is { } revoked) Add(revoked);
            foreach (var certificate in Of(effort))
            {
                Add(certificate.From);
                Add(certificate.Until.AddDays(1));
            }
        }
        return [.. turns];

        void Add(DateOnly day)
        {
            if (days.Contains(day)) turns.Add(day);
        }
    }

    private static void Count(
        CountingFrame frame, PsoTerms terms, IReadOnlyList<CountedEffort> certificates, List<List<EffortItem>> items, YearlyTargets.Part stretch, Period run)
    {
        var best = -1;
        var highest = 0L;
        var candidates = new (PsoCertificate? Certificate, int Part, NotCounted? Reason)[certificates.Count];
        for (var i = 0; i < certificates.Count; i++)
        {
            var effort = certificates[i];
            var valid = run.Start > effort.Through ? null
                : Of(effort).Where(c => c.From <= run.Start && run.Start <= c.Until).MaxBy(c => terms.PartOf(c.Level) ?? -1);
            if (valid is null) continue;
            NotCounted? reason = !frame.PartyPeriod(effort.SupplierId).Contains(run.Start) ? NotCounted.NotAParty
                : run.Start >= effort.RevokedFrom ? NotCounted.Revoked
                : terms.PartOf(valid.Level) is null ? NotCounted.LevelUnknown : null;
            candidates[i] = (valid, reason is null ? terms.PartOf(valid.Level)!.Value : 0, reason);
            if ((long)candidates[i].Part * effort.BasisPoints is var part && part > highest) (best, highest) = (i, part);
        }
        for (var i = 0; i < certificates.Count; i++)
        {
            if (candidates[i] is not ({ } certificate, var part, var reason)) continue;
            var item = new EffortItem(run, "", Fraction.Zero, "");
            items[i].Add(reason is { } why ? item.Not(why) : i != best ? item.Not(NotCounted.FilledByOther) : item with
            {
                Cents = stretch.Cents.Times(run.Days, stretch.Days.Days).Times(part, 10_000),
                Formula = EffortFormula.Certificate(part, certificate.Level, stretch, run),
            });
        }
    }

    private static IReadOnlyList<PsoCertificate> Of(CountedEffort effort) => ((PsoCertificates)effort.Content).Items;
}
