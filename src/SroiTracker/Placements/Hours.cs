namespace SroiTracker.Placements;

/// <summary>Working time a week: hours with at most two decimals outside, whole minutes inside.</summary>
internal static class Hours
{
    /// <summary>1470 minutes are 24,5 hours; rounded to two decimals.</summary>
    public static decimal Of(int minutes) => Math.Round(minutes / 60m, 2, MidpointRounding.AwayFromZero);

    /// <summary>24,5 hours are 1470 minutes; rounded to a whole minute, within what an int holds.</summary>
    public static int Minutes(decimal hours) => (int)Math.Round(Math.Clamp(hours, -1000, 1000) * 60m, MidpointRounding.AwayFromZero);
}
