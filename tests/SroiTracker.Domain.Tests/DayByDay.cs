namespace SroiTracker.Domain.Tests;

/// <summary>
/// The Value rules of rules.md 3 once more, as slowly and literally as they are written: each day on its own, in exact
/// fractions. What the valuation by runs of days is compared with.
/// </summary>
internal sealed class DayByDay
{
    private readonly IReadOnlyList<Item> _items;
    private readonly List<Seen> _met = [];
    private readonly List<(Seen What, Guid Placement, Fraction Cents)> _paid = [];
    private readonly HashSet<(Guid, string)> _places = [];
    private readonly List<Seen> _firstOfBlock = [];
    private readonly Dictionary<Item, HashSet<DateOnly>> _days;

    public DayByDay(CountingFrame frame, IReadOnlyList<CountedPlacement> placements) : this([new(frame, placements)]) { }

    public DayByDay(IReadOnlyList<CountedOn<CountedPlacement>> contracts)
    {
        _items = [.. contracts.SelectMany(c => c.Placements, (c, p) => new Item(c.Frame, p))
            .OrderBy(i => i.Placement.Start).ThenBy(i => i.Placement.Reference, StringComparer.Ordinal).ThenBy(i => i.Frame.ContractId)];
        _days = _items.ToDictionary(i => i, i => Days(i).ToHashSet());
        Firsts = _items.ToDictionary(i => i, i => Days(i).Where(d => RunsTheClock(i, d)).Cast<DateOnly?>().FirstOrDefault());
        Counted = _items.ToDictionary(i => (i.Frame.ContractId, i.Placement.Id), _ => new List<(DateOnly, Fraction, NotCounted?)>());
        foreach (var day in _days.Values.SelectMany(d => d).Distinct().Order()) Count(day);
    }

    /// <summary>By contract and placement, its day and its exact amount in cents (bonuses included), or why it counts 0.</summary>
    public Dictionary<(Guid Contract, Guid Placement), List<(DateOnly Day, Fraction Cents, NotCounted? Reason)>> Counted { get; }

    private Dictionary<Item, DateOnly?> Firsts { get; }

    public Euros Through(Guid contract, Guid placement, DateOnly day) =>
        new(Counted[(contract, placement)].Where(d => d.Day <= day).Aggregate(Fraction.Zero, (sum, d) => sum + d.Cents).Rounded());

    /// <summary>A placement on a contract.</summary>
    private sealed record Item(CountingFrame Frame, CountedPlacement Placement);

    /// <summary>Something that was first so on a contract, under the Tarief of a region.</summary>
    private sealed record Seen(string Code, CountingFrame Frame, string Region, DateOnly On);

    private static IEnumerable<DateOnly> Days(Item i)
    {
        for (var day = i.Placement.Start; day <= i.Placement.Through && !(day > i.Placement.End); day = day.AddDays(1))
            if (ShareOn(i, day) > 0) yield return day;
    }

    private static PlacementTerms TermsOn(Item i, DateOnly day) => (i.Placement.Terms.LastOrDefault(t => t.From <= day) ?? i.Placement.Terms[0]).Terms;
    private static int ShareOn(Item i, DateOnly day) => TermsOn(i, day).ShareOf(i.Frame.ContractId);
    private static DatedTarief DatedOn(Item i, DateOnly day) => i.Frame.Tarieven.LastOrDefault(t => t.From <= day) ?? i.Frame.Tarieven[0];
    private static Tarief TariefOn(Item i, DateOnly day) => DatedOn(i, day).Tarief;
    private static Bouwblok? BlockOn(Item i, DateOnly day) => TariefOn(i, day).Bouwblokken.SingleOrDefault(b => b.Code == TermsOn(i, day).Bouwblok);

    private static NotCounted? Reason(Item i, DateOnly day)
    {
        var (frame, p) = (i.Frame, i.Placement);
        var start = frame.DaysBeforeStartCount ? frame.Contract.Start.AddMonths(-frame.PriorMonths) : frame.Contract.Start;
        var end = frame.Contract.End.AddMonths(frame.LaterMonths);
        if (day < start || (day > end && !(day <= frame.RecoveryUntil))) return NotCounted.OutsideContract;
        if (day >= p.RevokedFrom) return NotCounted.Revoked;
        var (terms, block) = (TermsOn(i, day), BlockOn(i, day));
        if (block is null) return NotCounted.UnknownBouwblok;
        if (block.Unit is not (BouwblokUnit.FullTimeYear or BouwblokUnit.Month or BouwblokUnit.Place)) return NotCounted.NotForPlacements;
        if (!block.OwnStaff && terms.InServiceSince < frame.Contract.Start.AddMonths(-frame.PriorMonths)) return NotCounted.AlreadyInService;
        return terms.MinutesPerWeek < block.MinimumMinutes ? NotCounted.BelowMinimumHours : null;
    }

    private static bool RunsTheClock(Item i, DateOnly day) => Reason(i, day) is null or NotCounted.BelowMinimumHours;

    // Within a buyer or a Tarief what counts is of the same region.
    private static bool Within(Item i, DateOnly day, Seen seen, bool buyer, bool tarief) => seen.Frame == i.Frame
        || ((tarief || (buyer && seen.Frame.BuyerId == i.Frame.BuyerId)) && seen.Region == TariefOn(i, day).Region);
    private static bool InMaximum(Item i, DateOnly day, Seen seen) =>
        Within(i, day, seen, TariefOn(i, day).MaximumScope == MaximumScope.Buyer, TariefOn(i, day).MaximumScope == MaximumScope.Tarief);
    private static bool InBonus(Item i, DateOnly day, Seen seen) => Within(i, day, seen, TariefOn(i, day).BonusScope == BonusScope.Buyer, false);

    private bool MaximumReached(Item i, DateOnly day)
    {
        if (!RunsTheClock(i, day)) return false;
        var block = BlockOn(i, day)!;
        // Days are visited in order: the first visit is the first day.
        _firstOfBlock.Add(new(block.Code, i.Frame, TariefOn(i, day).Region, day));
        return block.MaximumMonths is { } months
            && day >= _firstOfBlock.Where(f => f.Code == block.Code && InMaximum(i, day, f)).Min(f => f.On).AddMonths(months);
    }

    private static bool Met(Bonus b, PlacementTerms t) => b.Condition switch
    {
        BonusCondition.AgeFrom50 => t.AgeBand >= AgeBand.From50To54,
        BonusCondition.AgeFrom55 => t.AgeBand >= AgeBand.From55,
        BonusCondition.Permanent => t.Permanent,
        _ => t.Bonuses.Contains(b.Code),
    };

    private static bool Exclude(Bonus a, Bonus b) => a.Exclusions!.Contains(b.Code) || b.Exclusions!.Contains(a.Code);

    private static List<Bonus> Standing(Tarief tarief, PlacementTerms terms)
    {
        var left = tarief.Bonuses.Where(b => terms.Bonuses.Contains(b.Code) && Met(b, terms) && !b.Exclusions!.Contains(terms.Bouwblok)).ToList();
        var standing = new List<Bonus>();
        while (left.Count > 0)
        {
            var highest = left.MaxBy(b => b.Amount.Cents)!;
            standing.Add(highest);
            left.RemoveAll(b => b == highest || Exclude(b, highest));
        }
        return standing;
    }

    private bool Waited(Bonus b, Item i, DateOnly day) =>
        b.WaitingMonths == 0 || _met.Exists(m => m.Code == b.Code && InBonus(i, day, m) && day >= m.On.AddMonths(b.WaitingMonths));

    // Paid before; a share that the same reference earns today on another contract is none.
    private bool Paid(Bonus b, Item i, DateOnly day) => _paid.Exists(p => p.What.Code == b.Code && InBonus(i, day, p.What)
        && !(p.Placement == i.Placement.Id && p.What.Frame != i.Frame && p.What.On == day));

    private void Count(DateOnly day)
    {
        var present = _items.Where(i => _days[i].Contains(day)).Select(i => (Item: i, Terms: TermsOn(i, day), Block: BlockOn(i, day),
            Reason: MaximumReached(i, day) ? NotCounted.MaximumReached : Reason(i, day))).ToList();
        var yearlies = present.ToDictionary(p => p.Item, p => Standing(TariefOn(p.Item, day), p.Terms)
            .Where(b => b.Kind == BonusKind.PerFullTimeYear && Waited(b, p.Item, day)).ToList());
        var granted = new Dictionary<Item, Fraction>();
        foreach (var contract in present.GroupBy(p => p.Item.Frame))
        {
            var week = DatedOn(contract.First().Item, day).FullTimeMinutes;
            var room = Fraction.Of(week, 1);
            foreach (var p in contract.Where(p => p.Reason is null)
                .OrderByDescending(p => p.Block!.Amount.Cents * (p.Block.Unit == BouwblokUnit.Month ? 12 : 1) + yearlies[p.Item].Sum(b => b.Amount.Cents)))
            {
                var wanted = Fraction.Of(Math.Min(p.Terms.MinutesPerWeek, week), 1).Times(ShareOn(p.Item, day), 10_000);
                granted[p.Item] = wanted > room ? room : wanted;
                room -= granted[p.Item];
            }
        }
        var counting = present.Where(p => p.Reason is null && granted[p.Item] > Fraction.Zero).Select(p => p.Item).ToList();
        var cents = present.ToDictionary(p => p.Item, _ => Fraction.Zero);
        foreach (var item in counting)
        {
            cents[item] += Amount(day, item, yearlies[item], granted[item]);
            foreach (var bonus in TariefOn(item, day).Bonuses.Where(b => Met(b, TermsOn(item, day)))) _met.Add(new(bonus.Code, item.Frame, TariefOn(item, day).Region, day));
            foreach (var bonus in Due(item, day)) Pay(day, item, bonus, counting, cents);
        }
        foreach (var (item, _, _, reason) in present)
            Counted[(item.Frame.ContractId, item.Placement.Id)].Add((day, cents[item], counting.Contains(item) ? null : reason ?? NotCounted.FilledByOther));
    }

    private List<Bonus> Due(Item i, DateOnly day) =>
        [.. Standing(TariefOn(i, day), TermsOn(i, day)).Where(b => b.Kind == BonusKind.Once && Waited(b, i, day) && !Paid(b, i, day))];

    private void Pay(DateOnly day, Item item, Bonus bonus, List<Item> counting, Dictionary<Item, Fraction> cents)
    {
        var payers = counting.Skip(counting.IndexOf(item)).Where(i => i == item || (i.Placement == item.Placement
            && InBonus(item, day, new(bonus.Code, i.Frame, TariefOn(i, day).Region, day)) && Due(i, day).Exists(b => b.Code == bonus.Code))).ToList();
        var shares = payers.ConvertAll(i => Fraction.Of(Due(i, day).Single(b => b.Code == bonus.Code).Amount.Cents, 1).Times(ShareOn(i, day), 10_000));
        // What an excluding one was paid before is taken off: a contract's own from its share, all else from the first that has room.
        var before = _paid.Where(p => InBonus(item, day, p.What) && TariefOn(item, day).Bonuses.Any(o => o.Code == p.What.Code && Exclude(o, bonus))).ToList();
        var others = Fraction.Zero;
        foreach (var paid in before.GroupBy(p => p.What.Frame))
        {
            var (own, off) = (payers.FindIndex(i => i.Frame == paid.Key), paid.Aggregate(Fraction.Zero, (sum, p) => sum + p.Cents));
            if (own >= 0) off = TakeOff(own, off);
            others += off;
        }
        for (var i = 0; i < payers.Count; i++) others = TakeOff(i, others);
        for (var i = 0; i < payers.Count; i++)
        {
            cents[payers[i]] += shares[i];
            _paid.Add((new(bonus.Code, payers[i].Frame, TariefOn(payers[i], day).Region, day), payers[i].Placement.Id, shares[i]));
        }

        Fraction TakeOff(int i, Fraction off)
        {
            var taken = off > shares[i] ? shares[i] : off;
            shares[i] -= taken;
            return off - taken;
        }
    }

    private Fraction Amount(DateOnly day, Item item, List<Bonus> yearly, Fraction granted)
    {
        var (dated, block, first) = (DatedOn(item, day), BlockOn(item, day)!, Firsts[item]!.Value);
        var share = Fraction.Of(ShareOn(item, day), 10_000);
        var hours = granted.Times(1, dated.FullTimeMinutes);
        var year = dated.Tarief.Basis == TimeBasis.Days ? DayOfYear(first, day) : DayOfThirtieths(first, day);
        var cents = Fraction.Of(yearly.Sum(b => b.Amount.Cents), 1) * hours * year;
        var amount = Fraction.Of(block.Amount.Cents, 1);
        if (block.Unit == BouwblokUnit.FullTimeYear) cents += amount * hours * year;
        if (block.Unit == BouwblokUnit.Month) cents += amount * (block.HoursProRata ? hours : share) * DayOfMonth(first, day);
        if (block.Unit == BouwblokUnit.Place && _places.Add((item.Frame.ContractId, block.Code))) cents += amount * share;
        return cents;
    }

    private static Fraction DayOfYear(DateOnly first, DateOnly day)
    {
        var year = 0;
        while (first.AddYears(year + 1) <= day) year++;
        return Fraction.Of(1, first.AddYears(year + 1).DayNumber - first.AddYears(year).DayNumber);
    }

    // The 31st day of a month weighs nothing, the last of a short one all that is left of its thirty days.
    private static Fraction DayOfThirtieths(DateOnly first, DateOnly day)
    {
        var (start, next) = MonthOf(first, day);
        var (left, length) = (day.DayNumber - start.DayNumber + 1, next.DayNumber - start.DayNumber);
        var until = left == length ? 30 : Math.Min(left, 30);
        return Fraction.Of(until - Math.Min(left - 1, 30), 360);
    }

    private static Fraction DayOfMonth(DateOnly first, DateOnly day)
    {
        var (start, next) = MonthOf(first, day);
        return Fraction.Of(1, next.DayNumber - start.DayNumber);
    }

    private static (DateOnly Start, DateOnly Next) MonthOf(DateOnly first, DateOnly day)
    {
        var month = 0;
        while (first.AddMonths(month + 1) <= day) month++;
        return (first.AddMonths(month), first.AddMonths(month + 1));
    }
}
