namespace SroiTracker.Domain;

/// <summary>Where an effort stands on a contract in euros.</summary>
/// <param name="Standing">As of a placement. Of a certificate that lowers the obligation nothing is counted; its value is what it lowers.</param>
/// <param name="Lowers">Whether it is a certificate that lowers the obligation, as the policy says.</param>
/// <param name="Reduction">By how much what is verified lowers the obligation, with its parts; empty for all other efforts.</param>
public sealed record EffortStanding(Standing Standing, bool Lowers, PlacementValue Reduction)
{
    /// <summary>Where nothing can be counted.</summary>
    public static EffortStanding Nothing(Guid id) =>
        new(new(id, new(id, [], []), default, default, default, default, default), false, new(id, [], []));

    /// <summary>
    /// One standing for each effort, in the order given. Certificates on a contract are given together, first reported first;
    /// other efforts may be given in any company.
    /// </summary>
    public static IReadOnlyList<EffortStanding> Of(CountingFrame frame, IReadOnlyList<EffortOnContract> efforts)
    {
        var verified = Values(frame, efforts, waiting: false, runOn: false);
        var forecastWithout = Values(frame, efforts, waiting: false, runOn: true);
        var waits = efforts.Any(e => e.Waits);
        var latest = waits ? Values(frame, efforts, waiting: true, runOn: false) : verified;
        var forecast = waits ? Values(frame, efforts, waiting: true, runOn: true) : forecastWithout;
        return [.. efforts.Select((e, i) =>
        {
            var nothing = new PlacementValue(e.Id, [], []);
            return e.Latest.Kind == EffortKind.PsoCertificate && frame.Pso?.Counting == PsoCounting.Reduction
                ? new EffortStanding(new(e.Id, nothing, latest[i].Total, default, default, default, default), true, verified[i])
                : new(new(e.Id, verified[i], latest[i].Total, verified[i].Total, latest[i].Total - verified[i].Total, forecast[i].Total, forecastWithout[i].Total), false, nothing);
        })];
    }

    private static PlacementValue[] Values(CountingFrame frame, IReadOnlyList<EffortOnContract> efforts, bool waiting, bool runOn)
    {
        var values = efforts.Select(e => new PlacementValue(e.Id, [], [])).ToArray();
        var (certificates, places) = (new List<CountedEffort>(), new List<int>());
        for (var i = 0; i < efforts.Count; i++)
        {
            if (Counted(efforts[i], waiting, runOn) is not { } effort) continue;
            if (effort.Content is PsoCertificates)
            {
                certificates.Add(effort);
                places.Add(i);
            }
            else values[i] = EffortValuation.Of(frame, effort);
        }
        var valued = PsoValuation.Of(frame, certificates);
        for (var i = 0; i < places.Count; i++) values[places[i]] = valued[i];
        return values;
    }

    private static CountedEffort? Counted(EffortOnContract effort, bool waiting, bool runOn)
    {
        if (effort.State == PlacementState.Withdrawn) return null;
        var takesLatest = waiting && effort.Waits;
        if ((takesLatest ? effort.LatestNumber : effort.VerifiedReport) is not { } number) return null;
        var report = effort.Reports.Last(r => r.Number == number);
        var through = takesLatest ? report.ReportedThrough : effort.VerifiedThrough ?? report.ReportedThrough;
        // A certificate is expected to hold until its last day; what was revoked or asked back is not (rules.md 5).
        if (runOn && report.Content is PsoCertificates pso && effort.State is not (PlacementState.Revoked or PlacementState.WithdrawalAsked)
            && pso.Items.Max(c => c.Until) is var until && until > through) through = until;
        var share = report.ShareOf(effort.ContractId);
        return share == 0 ? null : new(effort.Id, effort.SupplierId, report.Content, share, through, effort.RevokedFrom);
    }
}
