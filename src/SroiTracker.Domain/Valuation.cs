namespace SroiTracker.Domain;

/// <summary>What placements are worth on a contract (rules.md 3, "Value").</summary>
public static class Valuation
{
    /// <summary>
    /// Values all placements of one candidate of one supplier on a contract together, because overlap, maximum months and
    /// bonuses run over all their references.
    /// </summary>
    /// <returns>A value for each placement, in the order given.</returns>
    public static IReadOnlyList<PlacementValue> Of(CountingFrame frame, IReadOnlyList<CountedPlacement> placementsOfOneCandidate) =>
        throw new NotImplementedException();
}
