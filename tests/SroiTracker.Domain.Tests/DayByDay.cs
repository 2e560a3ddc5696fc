namespace SroiTracker.Domain.Tests;

/// <summary>
/// The Value rules of rules.md 3 once more, as slowly and literally as they are written: each day on its own, in exact
/// fractions. What the valuation by runs of days is compared with.
/// </summary>
internal sealed class DayByDay
{
    private readonly CountingFrame _frame;
    private readonly IReadOnlyList<CountedPlacement> _placements;
    private readonly Dictionary<string, DateOnly> _met = [];
    private readonly Dictionary<string, Fraction> _paid = [];
    private readonly HashSet<string> _places = [];
    private readonly Dictionary<string, DateOnly> _firstOfBlock = [];
    private readonly Dictionary<Guid, HashSet<DateOnly>> _days;

    public DayByDay(CountingFrame frame, IReadOnlyList<CountedPlacement> placements)
    {
        (_frame, _placements) = (frame, [.. placements.OrderBy(p => p.Start).ThenBy(p => p.Reference, StringComparer.Ordinal)]);
        _days = _placements.ToDictionary(p => p.Id, p => Days(p).ToHashSet());
        var days = _days.Values.SelectMany(d => d).Distinct().Order().ToList();
        Firsts = _placements.ToDictionary(p => p.Id, p => Days(p).Where(d => RunsTheClock(p, d)).Cast<DateOnly?>().FirstOrDefault());
        foreach (var day in days) Count(day);
    }

    /// <summary>By placement, its day and its exact amount in cents (bonuses included), or why it counts 0.</summary>
    public Dictionary<Guid, List<(DateOnly Day, Fraction Cents, NotCounted? Reason)>> Counted { get; } = [];

    private Dictionary<Guid, DateOnly?> Firsts { get; }

    public Euros Through(Guid placement, DateOnly day) => new(Counted.GetValueOrDefault(placement, [])
        .Where(d => d.Day <= day).Aggregate(Fraction.Zero, (sum, d) => sum + d.Cents).Rounded());

    private IEnumerable<DateOnly> Days(CountedPlacement p)
    {
        for (var day = p.Start; day <= p.Through && !(day > p.End); day = day.AddDays(1))
            if (TermsOn(p, day).ShareOf(_frame.ContractId) > 0) yield return day;
    }

    private static PlacementTerms TermsOn(CountedPlacement p, DateOnly day) => (p.Terms.LastOrDefault(t => t.From <= day) ?? p.Terms[0]).Terms;
    private DatedTarief TariefOn(DateOnly day) => _frame.Tarieven.LastOrDefault(t => t.From <= day) ?? _frame.Tarieven[0];
    private Bouwblok? BlockOn(CountedPlacement p, DateOnly day) =>
        TariefOn(day).Tarief.Bouwblokken.SingleOrDefault(b => b.Code == TermsOn(p, day).Bouwblok);

    private NotCounted? Reason(CountedPlacement p, DateOnly day)
    {
        var start = _frame.DaysBeforeStartCount ? _frame.Contract.Start.AddMonths(-_frame.PriorMonths) : _frame.Contract.Start;
        var end = _frame.Contract.End.AddMonths(_frame.LaterMonths);
        if (day < start || (day > end && !(day <= _frame.RecoveryUntil))) return NotCounted.OutsideContract;
        if (day >= p.RevokedFrom) return NotCounted.Revoked;
        var (terms, block) = (TermsOn(p, day), BlockOn(p, day));
        if (block is null) return NotCounted.UnknownBouwblok;
        if (block.Unit is not (BouwblokUnit.FullTimeYear or BouwblokUnit.Month or BouwblokUnit.Place)) return NotCounted.NotForPlacements;
        if (!block.OwnStaff && terms.InServiceSince < _frame.Contract.Start.AddMonths(-_frame.PriorMonths)) return NotCounted.AlreadyInService;
        return terms.MinutesPerWeek < block.MinimumMinutes ? NotCounted.BelowMinimumHours : null;
    }

    private bool RunsTheClock(CountedPlacement p, DateOnly day) => Reason(p, day) is null or NotCounted.BelowMinimumHours;

    private bool MaximumReached(CountedPlacement p, DateOnly day)
    {
        if (!RunsTheClock(p, day)) return false;
        var block = BlockOn(p, day)!;
        // Days are visited in order: the first visit is the first day.
        _firstOfBlock.TryAdd(block.Code, day);
        return block.MaximumMonths is { } months && day >= _firstOfBlock[block.Code].AddMonths(months);
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

    private bool Waited(Bonus b, DateOnly day) => b.WaitingMonths == 0 || (_met.TryGetValue(b.Code, out var met) && day >= met.AddMonths(b.WaitingMonths));

    private void Count(DateOnly day)
    {
        var dated = TariefOn(day);
        var (tarief, week) = (dated.Tarief, dated.FullTimeMinutes);
        var present = _placements.Where(p => _days[p.Id].Contains(day)).Select(p => (Placement: p, Terms: TermsOn(p, day), Block: BlockOn(p, day),
            Reason: MaximumReached(p, day) ? NotCounted.MaximumReached : Reason(p, day))).ToList();
        List<Bonus> YearlyOf(PlacementTerms t) => [.. Standing(tarief, t).Where(b => b.Kind == BonusKind.PerFullTimeYear && Waited(b, day))];
        var room = Fraction.Of(week, 1);
        var granted = new Dictionary<Guid, Fraction>();
        foreach (var p in present.Where(p => p.Reason is null)
            .OrderByDescending(p => p.Block!.Amount.Cents * (p.Block.Unit == BouwblokUnit.Month ? 12 : 1) + YearlyOf(p.Terms).Sum(b => b.Amount.Cents)))
        {
            var wanted = Fraction.Of(Math.Min(p.Terms.MinutesPerWeek, week), 1).Times(p.Terms.ShareOf(_frame.ContractId), 10_000);
            granted[p.Placement.Id] = wanted > room ? room : wanted;
            room -= granted[p.Placement.Id];
        }
        var yearlies = present.ToDictionary(p => p.Placement.Id, p => YearlyOf(p.Terms));
        foreach (var (p, terms, block, reason) in present)
        {
            var list = Counted.TryGetValue(p.Id, out var known) ? known : Counted[p.Id] = [];
            var counts = reason is null && granted[p.Id] > Fraction.Zero;
            list.Add((day, counts ? Amount(day, p, terms, block!, yearlies[p.Id], granted[p.Id], dated) : Fraction.Zero,
                counts ? null : reason ?? NotCounted.FilledByOther));
        }
    }

    private Fraction Amount(
        DateOnly day, CountedPlacement p, PlacementTerms terms, Bouwblok block, List<Bonus> yearly, Fraction granted, DatedTarief dated)
    {
        var first = Firsts[p.Id]!.Value;
        var share = Fraction.Of(terms.ShareOf(_frame.ContractId), 10_000);
        var hours = granted.Times(1, dated.FullTimeMinutes);
        var year = dated.Tarief.Basis == TimeBasis.Days ? DayOfYear(first, day) : DayOfThirtieths(first, day);
        var cents = Fraction.Of(yearly.Sum(b => b.Amount.Cents), 1) * hours * year;
        var amount = Fraction.Of(block.Amount.Cents, 1);
        if (block.Unit == BouwblokUnit.FullTimeYear) cents += amount * hours * year;
        if (block.Unit == BouwblokUnit.Month) cents += amount * (block.HoursProRata ? hours : share) * DayOfMonth(first, day);
        if (block.Unit == BouwblokUnit.Place && _places.Add(block.Code)) cents += amount * share;
        foreach (var bonus in dated.Tarief.Bonuses.Where(b => Met(b, terms))) _met.TryAdd(bonus.Code, day);
        foreach (var bonus in Standing(dated.Tarief, terms).Where(b => b.Kind == BonusKind.Once && Waited(b, day) && !_paid.ContainsKey(b.Code)))
        {
            var paid = Fraction.Of(bonus.Amount.Cents, 1) * share;
            foreach (var other in dated.Tarief.Bonuses.Where(o => Exclude(o, bonus))) paid -= _paid.GetValueOrDefault(other.Code);
            _paid[bonus.Code] = paid > Fraction.Zero ? paid : Fraction.Zero;
            cents += _paid[bonus.Code];
        }
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
