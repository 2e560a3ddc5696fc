namespace SroiTracker.Domain;

/// <summary>Why days count 0.</summary>
public enum NotCounted
{
    OutsideContract, AlreadyInService, BelowMinimumHours, MaximumReached, FilledByOther, Revoked, UnknownBouwblok, NotForPlacements, NotAParty,
    NotForEfforts, LevelUnknown,
}

/// <summary>A run of days of a placement on a contract that count in the same way, within one calendar year (days outside the contract may span more).</summary>
/// <param name="From">First day.</param>
/// <param name="Through">Last day.</param>
/// <param name="CountedDays">Days that count; 0 where <paramref name="Reason"/> says why not.</param>
/// <param name="Bouwblok">Code of the block.</param>
/// <param name="MinutesPerWeek">Agreed working time, also where it is above full-time.</param>
/// <param name="BasisPoints">Share of the placement for this contract, 1 to 10.000.</param>
/// <param name="Amount">Its part of the whole value, which is rounded once (see <see cref="PlacementValue"/>).</param>
/// <param name="Formula">In words, the Dutch way: "€ 40.000 × 18/36 × 200/365"; for days that count 0 the reason.</param>
/// <param name="Reason">Null where the days count.</param>
public sealed record ValuePart(
    DateOnly From, DateOnly Through, int CountedDays, string Bouwblok, Guid TariefId, int MinutesPerWeek, int BasisPoints,
    Euros Amount, string Formula, NotCounted? Reason);

/// <summary>A bonus that is paid once, on the day on which it was earned.</summary>
public sealed record EarnedBonus(string Code, DateOnly On, Euros Amount);

/// <summary>
/// What a placement is worth on one contract, and why. The whole is rounded once; parts and bonuses in order of date carry
/// the differences of the rounded running total, so that they add up to the cent through the end of any part.
/// </summary>
/// <param name="Parts">By date; days with a share of 0 have none.</param>
/// <param name="Bonuses">By date.</param>
public sealed record PlacementValue(Guid PlacementId, IReadOnlyList<ValuePart> Parts, IReadOnlyList<EarnedBonus> Bonuses)
{
    /// <summary>The whole value.</summary>
    public Euros Total => Through(DateOnly.MaxValue);

    /// <summary>
    /// The value through the end of a day: the parts that ended and the bonuses earned by then. Exact at the end of each
    /// part, so at each 31 December; for another day value the placements again, clipped at that day.
    /// </summary>
    public Euros Through(DateOnly day)
    {
        var cents = 0L;
        foreach (var part in Parts) if (part.Through <= day) cents += part.Amount.Cents;
        foreach (var bonus in Bonuses) if (bonus.On <= day) cents += bonus.Amount.Cents;
        return new(cents);
    }
}
