namespace SroiTracker.Domain;

/// <summary>
/// The size of a team for collective placements: the Rijk's Binnenwerk works in teams of 10 to 15 with a team leader and a
/// fixed jobcoach (seeds.md S6). Another size is no refusal: whoever looks at the team is told.
/// </summary>
public static class TeamSize
{
    /// <summary>Fewest people of a usual team.</summary>
    public const int Fewest = 10;

    /// <summary>Most people of a usual team.</summary>
    public const int Most = 15;

    /// <summary>What is said of a team's size; empty where it is usual.</summary>
    /// <param name="planned">How many people it is meant for.</param>
    /// <param name="people">How many it has; null where not all of them are known, or it does not run on that day.</param>
    public static IReadOnlyList<Remark> Remarks(int planned, int? people)
    {
        List<Remark> remarks = [];
        if (planned is < Fewest or > Most) remarks.Add(Domain.Remarks.TeamPlannedSize.With(planned, Fewest, Most));
        if (people is < Fewest or > Most) remarks.Add(Domain.Remarks.TeamPeople.With(people.Value, Fewest, Most));
        return remarks;
    }
}
