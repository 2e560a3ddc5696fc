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
}
