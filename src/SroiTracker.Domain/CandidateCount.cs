namespace SroiTracker.Domain;

/// <summary>A contract and the region of a Tarief on it: within what maximum months and bonuses run.</summary>
internal readonly record struct CountedAt(Guid ContractId, Guid BuyerId, string Region)
{
    public bool IsSeenFrom(CountedAt other, MaximumScope scope) => ContractId == other.ContractId || scope switch
    {
        MaximumScope.Buyer => BuyerId == other.BuyerId && Region == other.Region,
        MaximumScope.Tarief => Region == other.Region,
        _ => false,
    };

    public bool IsSeenFrom(CountedAt other, BonusScope scope) =>
        IsSeenFrom(other, scope == BonusScope.Buyer ? MaximumScope.Buyer : MaximumScope.Contract);
}

/// <summary>
/// Goes once through the days of a candidate's placements, by runs of days on which nothing changes, and leaves at each
/// placement what counts.
/// </summary>
internal sealed class CandidateCount
{
    private readonly Tally[] _tallies;
    private readonly bool _oneContract;
    private readonly List<Tally> _present = [];
    private readonly BonusClaims _claims = new();
    private readonly HashSet<(Guid ContractId, string Code)> _places = [];
    private readonly List<(string Code, CountedAt At, DateOnly On)> _firstOfBlock = [];

    /// <param name="tallies">By start, then reference; those of one placement next to each other.</param>
    public CandidateCount(Tally[] tallies)
    {
        _tallies = tallies;
        _oneContract = Array.TrueForAll(tallies, t => t.Frame.ContractId == tallies[0].Frame.ContractId);
        foreach (var tally in tallies)
            foreach (var stretch in tally.Stretches)
                if (stretch.RunsTheClock) _firstOfBlock.Add((stretch.Terms.Bouwblok, tally.AtOf(stretch), stretch.Days.Start));
    }

    public void Run()
    {
        if (_tallies.Length == 0) return;
        for (var day = _tallies.Min(t => t.NextDay); day < DateOnly.MaxValue; day = Step(day).AddDays(1)) { }
    }

    // Counts from a day through the last one that is counted the same way.
    private DateOnly Step(DateOnly day)
    {
        var through = CountingFrame.Horizon;
        _present.Clear();
        foreach (var tally in _tallies)
        {
            if (!tally.MoveTo(day)) through = Earlier(through, tally.NextDay.AddDays(-1));
            else
            {
                _present.Add(tally);
                through = Earlier(through, tally.Begin(day, LastOfMaximum(tally), _claims));
            }
        }
        if (_present.Count == 0) return _tallies.Min(t => t.NextDay).AddDays(-1);
        if (_oneContract) Fill(_present);
        else foreach (var contract in _present.GroupBy(t => t.Frame.ContractId)) Fill([.. contract]);
        for (var i = 0; i < _present.Count; i++)
        {
            if (_present[i].Reason is not null) continue;
            _present[i].Count(day, _claims, _places);
            Earn(i, day);
        }
        foreach (var tally in _present)
            if (tally.Reason is null && _claims.NextPassed(tally, day) is { } passed) through = Earlier(through, passed.AddDays(-1));
        foreach (var tally in _present) tally.Close(new(day, through));
        return through;
    }

    // Overlap (rules.md 3): the hours fill up to full-time, highest amount first; what counts 0 takes no room.
    private static void Fill(List<Tally> contract)
    {
        var room = 10_000L * contract[0].Current.Tarief.FullTimeMinutes;
        IEnumerable<Tally> order = contract.Count == 1 ? contract : contract.OrderByDescending(t => t.YearRate);
        foreach (var tally in order)
            if (tally.Reason is null) room -= tally.Take(room);
    }

    /// <summary>
    /// Pays the bonuses that a placement earns on a counted day. Where a bonus is paid once for a buyer, a reference that is
    /// shared over its contracts earns it on each of them at that day's share.
    /// </summary>
    private void Earn(int index, DateOnly day)
    {
        var tally = _present[index];
        foreach (var bonus in tally.Current.Bonuses)
        {
            if (!tally.Earns(bonus, day, _claims)) continue;
            List<(Tally, Bonus)> payers = [(tally, bonus)];
            if (tally.Current.Tarief.Tarief.BonusScope == BonusScope.Buyer)
                for (var i = index + 1; i < _present.Count && _present[i].Placement.Id == tally.Placement.Id; i++)
                    if (_present[i] is { Reason: null } other && other.At.IsSeenFrom(tally.At, BonusScope.Buyer)
                        && other.Current.Bonuses.FirstOrDefault(b => b.Code == bonus.Code) is { } same && other.Earns(same, day, _claims))
                        payers.Add((other, same));
            _claims.Pay(payers, day);
        }
    }

    // The period of maximum months ends the day before the day that lies that many months later (rules.md 3).
    private DateOnly? LastOfMaximum(Tally tally)
    {
        var stretch = tally.Current;
        if (!stretch.RunsTheClock || stretch.Block!.MaximumMonths is not { } months) return null;
        var (first, scope) = (DateOnly.MaxValue, stretch.Tarief.Tarief.MaximumScope);
        foreach (var (code, at, on) in _firstOfBlock)
            if (on < first && code == stretch.Terms.Bouwblok && at.IsSeenFrom(tally.At, scope)) first = on;
        return first.AddMonths(months).AddDays(-1);
    }

    private static DateOnly Earlier(DateOnly a, DateOnly b) => a < b ? a : b;
}
