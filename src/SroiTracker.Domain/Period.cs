namespace SroiTracker.Domain;

/// <summary>Calendar days in the Netherlands from a first through a last day; both count.</summary>
/// <param name="Start">The first day.</param>
/// <param name="End">The last day; not before the first.</param>
public readonly record struct Period(DateOnly Start, DateOnly End)
{
    /// <summary>How many days, both ends counted; 0 where the end lies before the start.</summary>
    public int Days => Math.Max(0, End.DayNumber - Start.DayNumber + 1);

    /// <summary>Whether no day lies in it.</summary>
    public bool IsEmpty => End < Start;

    /// <summary>Whether the day lies in it.</summary>
    public bool Contains(DateOnly day) => day >= Start && day <= End;

    /// <summary>The days in both; empty (end before start) when there are none.</summary>
    public Period Within(Period other) =>
        new(Start > other.Start ? Start : other.Start, End < other.End ? End : other.End);
}
