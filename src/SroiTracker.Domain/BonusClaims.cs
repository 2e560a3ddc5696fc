namespace SroiTracker.Domain;

/// <summary>
/// The bonuses of one candidate: which of the claimed stand, since when their conditions are met, and what was already paid,
/// over all the candidate's references on a contract, or on all of a buyer if the Tarief says so (rules.md 2 and 3).
/// </summary>
internal sealed class BonusClaims
{
    private readonly List<(string Code, CountedAt At, DateOnly On)> _met = [];
    private readonly List<(string Code, CountedAt At, DateOnly On, Guid PlacementId, Int128 Amount)> _paid = [];

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
    public bool Passed(Bonus bonus, Tally tally, DateOnly day) =>
        bonus.WaitingMonths == 0 || FirstMet(bonus, tally)?.AddMonths(bonus.WaitingMonths) <= day;

    /// <summary>Remembers from a counted day which conditions are met.</summary>
    public void Count(Tally tally, DateOnly day)
    {
        foreach (var bonus in tally.Current.Tarief.Tarief.Bonuses)
            if (bonus.WaitingMonths > 0 && Met(bonus, tally.Current.Terms) && !_met.Exists(m => m.Code == bonus.Code && m.At == tally.At))
                _met.Add((bonus.Code, tally.At, day));
    }

    /// <summary>The first day after a day on which a waiting ends; null when none does.</summary>
    public DateOnly? NextPassed(Tally tally, DateOnly day)
    {
        DateOnly? next = null;
        if (_met.Count == 0) return next;
        foreach (var bonus in tally.Current.Tarief.Tarief.Bonuses)
            if (bonus.WaitingMonths > 0 && FirstMet(bonus, tally)?.AddMonths(bonus.WaitingMonths) is { } passed && passed > day
                && (next is null || passed < next)) next = passed;
        return next;
    }

    /// <summary>
    /// Whether a bonus was paid for the candidate already. What the same reference earns on another contract on the same day
    /// is its share there, not a payment before.
    /// </summary>
    public bool IsPaid(Bonus bonus, Tally tally, DateOnly day) => _paid.Exists(p => p.Code == bonus.Code && Sees(tally, p.At)
        && !(p.At.ContractId != tally.Frame.ContractId && p.PlacementId == tally.Placement.Id && p.On == day));

    /// <summary>
    /// Pays a bonus once, at the share of each contract. What an excluding bonus was paid before is taken off, so that also
    /// over time the higher of the two stands (55+ after 50+): from the contract's own share first.
    /// </summary>
    /// <param name="payers">The placement on the contracts that earn it together; one, where bonuses run by contract.</param>
    public void Pay(IReadOnlyList<(Tally Tally, Bonus Bonus)> payers, DateOnly day)
    {
        var shares = payers.Select(p => (Int128)p.Bonus.Amount.Cents * p.Tally.Current.BasisPoints).ToArray();
        var excluded = _paid.Where(p => Sees(payers[0].Tally, p.At) && Excludes(payers[0], p.Code)).ToList();
        var rest = (Int128)0;
        foreach (var contract in excluded.GroupBy(p => p.At.ContractId))
        {
            var off = contract.Aggregate((Int128)0, (sum, p) => sum + p.Amount);
            var own = payers.ToList().FindIndex(p => p.Tally.Frame.ContractId == contract.Key);
            rest += own < 0 ? off : off - Take(ref shares[own], off);
        }
        for (var i = 0; i < shares.Length; i++)
        {
            rest -= Take(ref shares[i], rest);
            var (tally, bonus) = payers[i];
            _paid.Add((bonus.Code, tally.At, day, tally.Placement.Id, shares[i]));
            tally.Receive(bonus.Code, day, shares[i]);
        }

        static Int128 Take(ref Int128 share, Int128 off)
        {
            var taken = off < share ? off : share;
            share -= taken;
            return taken;
        }
    }

    private DateOnly? FirstMet(Bonus bonus, Tally tally)
    {
        DateOnly? first = null;
        foreach (var (code, at, on) in _met)
            if (code == bonus.Code && (first is null || on < first) && Sees(tally, at)) first = on;
        return first;
    }

    private static bool Sees(Tally tally, CountedAt at) => at.IsSeenFrom(tally.At, tally.Current.Tarief.Tarief.BonusScope);

    private static bool Excludes((Tally Tally, Bonus Bonus) payer, string code) =>
        Names(payer.Bonus, code) || (payer.Tally.Current.Tarief.Tarief.BonusOf(code) is { } other && Names(other, payer.Bonus.Code));

    // The conditions without data of their own are met where the supplier claims them; the officer judges the evidence.
    internal static bool Met(Bonus bonus, PlacementTerms terms) => bonus.Condition switch
    {
        BonusCondition.AgeFrom50 => terms.AgeBand is AgeBand.From50To54 or AgeBand.From55,
        BonusCondition.AgeFrom55 => terms.AgeBand is AgeBand.From55,
        BonusCondition.Permanent => terms.Permanent,
        _ => terms.Bonuses.Contains(bonus.Code),
    };

    internal static bool Names(Bonus bonus, string code) => bonus.Exclusions is { } exclusions && exclusions.Contains(code);
}
