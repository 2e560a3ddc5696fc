namespace SroiTracker.Domain;

/// <summary>Where a placement stands on a contract in euros.</summary>
/// <param name="Verified">The verified value with its parts: what the ledger must hold.</param>
/// <param name="Value">Of the latest report; of a rejected report nothing counts, so then the verified value.</param>
/// <param name="Counted">The verified value.</param>
/// <param name="Waiting">What the waiting reports of the candidate change for this placement; negative where they lower.</param>
/// <param name="Forecast">The value run on to the end, waiting reports included.</param>
/// <param name="ForecastWithoutWaiting">The same, of what is verified only.</param>
public sealed record Standing(
    Guid PlacementId, PlacementValue Verified, Euros Value, Euros Counted, Euros Waiting, Euros Forecast, Euros ForecastWithoutWaiting);

/// <summary>The standing of a candidate's placements on a contract (rules.md 5).</summary>
public static class CandidateStanding
{
    /// <summary>One standing for each placement, in the order given.</summary>
    public static IReadOnlyList<Standing> Of(CountingFrame frame, IReadOnlyList<PlacementOnContract> placementsOfOneCandidate) =>
        throw new NotImplementedException();
}
