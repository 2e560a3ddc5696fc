namespace SroiTracker.Client;

/// <summary>A team that works together under a leader and a fixed jobcoach, as it is stated. It holds no names of people.</summary>
public sealed record TeamStatement
{
    /// <summary>Whose people work in it; null is your own.</summary>
    public Guid? SupplierId { get; init; }

    /// <summary>The buyer where it works; null where it works for no buyer in particular.</summary>
    public Guid? BuyerId { get; init; }

    /// <summary>What the team is called, at most 200 characters; no name of a person.</summary>
    public required string Name { get; init; }

    /// <summary>For how many people it is meant, 1 to 1.000. Below 10 and above 15 the answer has a remark.</summary>
    public required int PlannedSize { get; init; }

    /// <summary>Whether it has a leader.</summary>
    public required bool HasTeamLeader { get; init; }

    /// <summary>Whether it has a jobcoach of its own.</summary>
    public required bool HasFixedJobcoach { get; init; }

    /// <summary>Whether that jobcoach is certified.</summary>
    public bool JobcoachCertified { get; init; }

    /// <summary>Such as cleaning or work in a garden, at most 200 characters.</summary>
    public required string KindOfWork { get; init; }

    /// <summary>Where it works, at most 200 characters.</summary>
    public required string Place { get; init; }

    /// <summary>First day.</summary>
    public required DateOnly StartDate { get; init; }

    /// <summary>Last day; null while it is open.</summary>
    public DateOnly? EndDate { get; init; }
}

/// <summary>A team, with how many people work in it on a day.</summary>
public sealed record Team : Answered
{
    /// <summary>Of the team; a placement names it.</summary>
    public Guid Id { get; init; }

    /// <summary>Whose people work in it.</summary>
    public Guid? SupplierId { get; init; }

    /// <summary>The buyer where it works.</summary>
    public Guid? BuyerId { get; init; }

    /// <summary>What the team is called.</summary>
    public string Name { get; init; } = "";

    /// <summary>For how many people it is meant.</summary>
    public int PlannedSize { get; init; }

    /// <summary>Whether it has a leader.</summary>
    public bool HasTeamLeader { get; init; }

    /// <summary>Whether it has a jobcoach of its own.</summary>
    public bool HasFixedJobcoach { get; init; }

    /// <summary>Whether that jobcoach is certified.</summary>
    public bool JobcoachCertified { get; init; }

    /// <summary>Such as cleaning.</summary>
    public string KindOfWork { get; init; } = "";

    /// <summary>Where it works.</summary>
    public string Place { get; init; } = "";

    /// <summary>First day.</summary>
    public DateOnly StartDate { get; init; }

    /// <summary>Last day; null while it is open.</summary>
    public DateOnly? EndDate { get; init; }

    /// <summary>The day that <see cref="People"/> is of.</summary>
    public DateOnly AtDate { get; init; }

    /// <summary>People with a placement in the team that day, as last reported.</summary>
    public int People { get; init; }

    /// <summary>That it is planned for, or has, fewer than 10 or more than 15 people.</summary>
    public IReadOnlyList<Remark> Remarks { get; init; } = [];

    /// <summary>When it was made, UTC.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed, UTC.</summary>
    public DateTimeOffset ChangedAt { get; init; }
}
