namespace SroiTracker.Domain;

/// <summary>Where a placement stands on a contract in euros.</summary>
/// <param name="Verified">The verified value with its parts: what the ledger must hold.</param>
/// <param name="Value">
/// As <see cref="Verified"/>, but of the report that waits where one does. A rejected report counts for nothing: then it is
/// the verified value, 0 if nothing was ever verified.
/// </param>
/// <param name="Counted">The verified value.</param>
/// <param name="Waiting">
/// What the waiting reports would change: value − counted; negative where they lower. Through an overlap, a maximum or a
/// bonus a report can also change the candidate's other placements.
/// </param>
/// <param name="Forecast">The value run on to the end, waiting reports included.</param>
/// <param name="ForecastWithoutWaiting">The same, of what is verified only.</param>
public sealed record Standing(
    Guid PlacementId, PlacementValue Verified, Euros Value, Euros Counted, Euros Waiting, Euros Forecast, Euros ForecastWithoutWaiting);

/// <summary>The standing of a candidate's placements on a contract (rules.md 3 and 5).</summary>
public static class CandidateStanding
{
    // Open-ended ones are expected at most 6 months past reported-through unless permanent (rules.md 5).
    private const int ForecastMonths = 6;

    /// <summary>One standing for each placement, in the order given.</summary>
    public static IReadOnlyList<Standing> Of(CountingFrame frame, IReadOnlyList<PlacementOnContract> placementsOfOneCandidate) =>
        Of([new(frame, placementsOfOneCandidate)])[0];

    /// <summary>The same on several contracts that are valued together (see <see cref="CountingFrame.ReachesBeyondContract"/>).</summary>
    public static IReadOnlyList<IReadOnlyList<Standing>> Of(IReadOnlyList<CountedOn<PlacementOnContract>> contractsOfOneCandidate)
    {
        var verified = Values(contractsOfOneCandidate, waiting: false, runOn: false);
        var forecastWithout = Values(contractsOfOneCandidate, waiting: false, runOn: true);
        var waits = contractsOfOneCandidate.Any(c => c.Placements.Any(p => p.Waits));
        var latest = waits ? Values(contractsOfOneCandidate, waiting: true, runOn: false) : verified;
        var forecast = waits ? Values(contractsOfOneCandidate, waiting: true, runOn: true) : forecastWithout;
        return [.. contractsOfOneCandidate.Select((c, k) => (IReadOnlyList<Standing>)
        [
            .. c.Placements.Select((p, i) => new Standing(p.Id, verified[k][i], latest[k][i].Total, verified[k][i].Total,
                latest[k][i].Total - verified[k][i].Total, forecast[k][i].Total, forecastWithout[k][i].Total)),
        ])];
    }

    /// <summary>The latest reports as they would count if they were verified, through what they state.</summary>
    public static IReadOnlyList<IReadOnlyList<PlacementValue>> Stated(IReadOnlyList<CountedOn<PlacementOnContract>> contractsOfOneCandidate) =>
        Values(contractsOfOneCandidate, waiting: true, runOn: false);

    /// <summary>The same, run on to the end: what <see cref="Standing.Forecast"/> is the total of.</summary>
    public static IReadOnlyList<IReadOnlyList<PlacementValue>> Expected(IReadOnlyList<CountedOn<PlacementOnContract>> contractsOfOneCandidate) =>
        Values(contractsOfOneCandidate, waiting: true, runOn: true);

    private static PlacementValue[][] Values(IReadOnlyList<CountedOn<PlacementOnContract>> contracts, bool waiting, bool runOn)
    {
        var counted = new CountedOn<CountedPlacement>[contracts.Count];
        var places = new List<int>[contracts.Count];
        for (var k = 0; k < counted.Length; k++)
        {
            var (frame, placements) = contracts[k];
            var found = new List<CountedPlacement>(placements.Count);
            places[k] = new(placements.Count);
            for (var i = 0; i < placements.Count; i++)
            {
                if (Counted(frame, placements[i], waiting, runOn) is not { } placement) continue;
                found.Add(placement);
                places[k].Add(i);
            }
            counted[k] = new(frame, found);
        }
        var valued = Valuation.Of(counted);
        var values = new PlacementValue[contracts.Count][];
        for (var k = 0; k < values.Length; k++)
        {
            values[k] = [.. contracts[k].Placements.Select(p => new PlacementValue(p.Id, [], []))];
            for (var i = 0; i < places[k].Count; i++) values[k][places[k][i]] = valued[k][i];
        }
        return values;
    }

    private static CountedPlacement? Counted(CountingFrame frame, PlacementOnContract placement, bool waiting, bool runOn)
    {
        if (placement.State == PlacementState.Withdrawn) return null;
        var takesLatest = waiting && placement.Waits;
        if ((takesLatest ? placement.Latest.Number : placement.VerifiedReport) is not { } number) return null;
        var report = placement.Reports.Last(r => r.Number == number);
        var through = takesLatest ? report.ReportedThrough : placement.VerifiedThrough ?? report.ReportedThrough;
        var terms = PlacementReport.TermsAsOf(placement.Reports, number);
        // What was revoked, or asked back by the supplier itself, is not expected to go on.
        if (runOn && placement.State is not (PlacementState.Revoked or PlacementState.WithdrawalAsked))
        {
            var until = report.End ?? (terms[^1].Terms.Permanent ? frame.Window.End : report.ReportedThrough.AddMonths(ForecastMonths));
            if (until > frame.Window.End) until = frame.Window.End;
            if (until > through) through = until;
        }
        return new(placement.Id, placement.Reference, report.Start, report.End, through, placement.RevokedFrom, terms) { SupplierId = placement.SupplierId };
    }
}
