using SroiTracker.Domain;

namespace SroiTracker.Contracts;

/// <summary>Which versions of a clause hold, and from which day, in the order of those days.</summary>
internal static class ClauseTimeline
{
    /// <summary>
    /// A version that holds from a day replaces what held from that day on; one without a day (the clause as it was set, or
    /// set right) replaces all before it.
    /// </summary>
    /// <param name="versions">By number.</param>
    public static IReadOnlyList<T> Of<T>(IReadOnlyList<T> versions, Func<T, DateOnly?> validFrom)
    {
        var timeline = new List<T>(versions.Count);
        foreach (var version in versions)
        {
            if (validFrom(version) is { } from) timeline.RemoveAll(v => validFrom(v) >= from);
            else timeline.Clear();
            timeline.Add(version);
        }
        return timeline;
    }

    /// <summary>What is due by calendar year; empty for best effort, and where the days are unknown.</summary>
    /// <param name="versions">By number.</param>
    public static IReadOnlyDictionary<int, Euros> Targets(IReadOnlyList<ClauseVersion> versions)
    {
        if (versions is not [.., { Body.Clause.Base: not ClauseBase.BestEffort }]) return new Dictionary<int, Euros>();
        var steps = Steps(Of(versions, v => v.ValidFrom).Select(v => (v.ValidFrom, v.Obligation, v.Body.Period)));
        return steps.Count == 0 ? new Dictionary<int, Euros>() : YearlyTargets.Amended(steps).ToDictionary(t => t.Year, t => t.Amount);
    }

    /// <summary>The obligation and its days as a clause and its amendments made them; none where the days are unknown.</summary>
    /// <param name="timeline">In the order of the days from which on they hold.</param>
    public static IReadOnlyList<ObligationStep> Steps(IEnumerable<(DateOnly? ValidFrom, Euros Obligation, Period? Period)> timeline) =>
        [.. from version in timeline
            where version.Period is not null
            let period = version.Period!.Value
            select new ObligationStep(version.ValidFrom ?? period.Start, version.Obligation, period)];
}
