namespace SroiTracker.Domain;

/// <summary>What placements are worth on a contract (rules.md 3, "Value").</summary>
public static class Valuation
{
    /// <summary>
    /// Values all placements of one candidate of one supplier on a contract together, because overlap, maximum months and
    /// bonuses run over all their references.
    /// </summary>
    /// <returns>A value for each placement, in the order given; empty values where the contract has no Tarief.</returns>
    public static IReadOnlyList<PlacementValue> Of(CountingFrame frame, IReadOnlyList<CountedPlacement> placementsOfOneCandidate) =>
        Of([new(frame, placementsOfOneCandidate)])[0];

    /// <summary>
    /// The same on several contracts at once, where maximum months or bonuses run over all of a buyer or a Tarief. A placement
    /// that is shared is given with each contract.
    /// </summary>
    /// <returns>For each contract, in the order given, a value for each of its placements.</returns>
    public static IReadOnlyList<IReadOnlyList<PlacementValue>> Of(IReadOnlyList<CountedOn<CountedPlacement>> contractsOfOneCandidate)
    {
        var tallies = new List<Tally>();
        foreach (var (frame, placements) in contractsOfOneCandidate.Where(c => c.Frame.Tarieven.Count > 0))
            foreach (var placement in placements) tallies.Add(new(frame, placement, Stretch.Of(frame, placement)));
        // Earliest start, then reference, decides whatever order the placements are given in (rules.md 3, overlap).
        new CandidateCount([.. tallies.OrderBy(t => t.Placement.Start).ThenBy(t => t.Placement.Reference, StringComparer.Ordinal)
            .ThenBy(t => t.Placement.Id).ThenBy(t => t.Frame.ContractId)]).Run();

        var (values, at) = (new IReadOnlyList<PlacementValue>[contractsOfOneCandidate.Count], 0);
        for (var i = 0; i < values.Length; i++)
        {
            var (frame, placements) = contractsOfOneCandidate[i];
            if (frame.Tarieven.Count == 0) { values[i] = [.. placements.Select(p => new PlacementValue(p.Id, [], []))]; continue; }
            var common = CommonDenominator(frame);
            values[i] = [.. tallies.GetRange(at, placements.Count).Select(t => t.Value(common))];
            at += placements.Count;
        }
        return values;
    }

    private static Int128 CommonDenominator(CountingFrame frame)
    {
        Int128 weeks = 1;
        foreach (var tarief in frame.Tarieven)
        {
            var (a, b) = (weeks, (Int128)tarief.FullTimeMinutes);
            while (b != 0) (a, b) = (b, a % b);
            weeks = checked(weeks / a * tarief.FullTimeMinutes);
        }
        return checked(weeks * 10_000 * Weight.CommonDenominator);
    }
}
