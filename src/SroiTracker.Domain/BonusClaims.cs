namespace SroiTracker.Domain;

/// <summary>
/// The bonuses of one candidate on one contract: which of the claimed stand, since when their conditions are met, and what
/// was already paid, over all the candidate's references (rules.md 2 and 3).
/// </summary>
internal sealed class BonusClaims
{
    private readonly Dictionary<string, DateOnly> _firstMet = [];
    private readonly Dictionary<string, Int128> _paid = [];

    /// <summary>
    /// The bonuses that are claimed, whose condition is met and that go together. Of two that exclude one another the higher
    /// stands, then the first in the Tarief; a waiting one keeps the lower away too.
    /// </summary>
    public static IReadOnlyList<Bonus> Standing(Tarief tarief, PlacementTerms terms)
    {
        if (terms.Bonuses.Count == 0) return [];
        var standing = new List<Bonus>();
        foreach (var bonus in tarief.Bonuses.Where(b => terms.Bonuses.Contains(b.Code) && Met(b, terms)).OrderByDescending(b => b.Amount))
            if (!Names(bonus, terms.Bouwblok) && !standing.Exists(s => Names(s, bonus.Code) || Names(bonus, s.Code)))
                standing.Add(bonus);
        return standing;
    }

    /// <summary>Whether the waiting months have passed since the first counted day on which the condition was met.</summary>
    public bool Passed(Bonus bonus, DateOnly day) =>
        bonus.WaitingMonths == 0 || (_firstMet.TryGetValue(bonus.Code, out var first) && first.AddMonths(bonus.WaitingMonths) <= day);

    /// <summary>Remembers from a counted day which conditions are met.</summary>
    public void Count(Tarief tarief, PlacementTerms terms, DateOnly day)
    {
        foreach (var bonus in tarief.Bonuses)
            if (bonus.WaitingMonths > 0 && Met(bonus, terms)) _firstMet.TryAdd(bonus.Code, day);
    }

    /// <summary>The first day after a day on which a waiting ends; null when none does.</summary>
    public DateOnly? NextPassed(Tarief tarief, DateOnly day)
    {
        DateOnly? next = null;
        if (_firstMet.Count == 0) return next;
        foreach (var bonus in tarief.Bonuses)
            if (bonus.WaitingMonths > 0 && _firstMet.TryGetValue(bonus.Code, out var first)
                && first.AddMonths(bonus.WaitingMonths) is var passed && passed > day && (next is null || passed < next)) next = passed;
        return next;
    }

    /// <summary>
    /// Pays a bonus once for the candidate, at a share. What an excluding bonus was paid before is taken off, so that also
    /// over time the higher of the two stands (55+ after 50+).
    /// </summary>
    /// <returns>Cents × basis points; 0 if nothing is paid.</returns>
    public Int128 Pay(Bonus bonus, Tarief tarief, int basisPoints)
    {
        if (_paid.ContainsKey(bonus.Code)) return 0;
        var amount = (Int128)bonus.Amount.Cents * basisPoints;
        foreach (var (code, paid) in _paid)
            if (Names(bonus, code) || (tarief.BonusOf(code) is { } other && Names(other, bonus.Code))) amount -= paid;
        if (amount < 0) amount = 0;
        _paid.Add(bonus.Code, amount);
        return amount;
    }

    // The conditions without data of their own are met where the supplier claims them; the officer judges the evidence.
    private static bool Met(Bonus bonus, PlacementTerms terms) => bonus.Condition switch
    {
        BonusCondition.AgeFrom50 => terms.AgeBand is AgeBand.From50To54 or AgeBand.From55,
        BonusCondition.AgeFrom55 => terms.AgeBand is AgeBand.From55,
        BonusCondition.Permanent => terms.Permanent,
        _ => terms.Bonuses.Contains(bonus.Code),
    };

    private static bool Names(Bonus bonus, string code) => bonus.Exclusions is { } exclusions && exclusions.Contains(code);
}
