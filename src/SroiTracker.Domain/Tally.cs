namespace SroiTracker.Domain;

/// <summary>Days of a placement that are counted in the same way: what a <see cref="ValuePart"/> is made of.</summary>
/// <param name="YearStart">First day of the anniversary year on the basis of days; else the first counted day.</param>
/// <param name="Granted">Share × counted minutes a week that the overlap left, in basis points × minutes.</param>
/// <param name="Yearly">The yearly bonuses of these days.</param>
/// <param name="PlaceCounts">Whether the fixed amount of a place falls in these days.</param>
internal sealed record Run(
    Period Days, Stretch Stretch, NotCounted? Reason, DateOnly YearStart, long Granted, IReadOnlyList<Bonus> Yearly, bool PlaceCounts)
{
    /// <summary>What the placement asks of a full-time week.</summary>
    public long Wanted => (long)Stretch.BasisPoints * Stretch.CountedMinutes;

    /// <summary>This and the next run as one, or null where they differ in anything that the reader sees.</summary>
    public Run? With(Run next)
    {
        var (a, b) = (Stretch, next.Stretch);
        var same = Days.End.AddDays(1) == next.Days.Start && Reason == next.Reason
            && a.Terms.Bouwblok == b.Terms.Bouwblok && a.Terms.MinutesPerWeek == b.Terms.MinutesPerWeek
            && a.BasisPoints == b.BasisPoints && ReferenceEquals(a.Tarief, b.Tarief)
            && (Reason == NotCounted.OutsideContract || Days.End.Year == next.Days.Start.Year)
            && (Reason is not null
                || (YearStart == next.YearStart && Granted == next.Granted && !next.PlaceCounts && Yearly.SequenceEqual(next.Yearly)));
        return same ? this with { Days = new(Days.Start, next.Days.End) } : null;
    }
}

/// <summary>One placement on one contract while its candidate is counted.</summary>
internal sealed class Tally
{
    private readonly List<Run> _runs = [];
    private readonly List<(string Code, DateOnly On, Int128 CentsTimesBasisPoints)> _paid = [];
    private readonly DateOnly _first;
    private int _at;
    private DateOnly _yearStart;
    private long _granted;
    private bool _placeCounts;
    private IReadOnlyList<Bonus> _yearly = [];

    public Tally(CountingFrame frame, CountedPlacement placement, List<Stretch> stretches)
    {
        (Frame, Placement, Stretches) = (frame, placement, stretches);
        // Years and months run from the first counted day (rules.md 3, "Weight").
        _first = stretches.Find(s => s.RunsTheClock)?.Days.Start ?? default;
    }

    public CountingFrame Frame { get; }
    public CountedPlacement Placement { get; }
    public IReadOnlyList<Stretch> Stretches { get; }
    public Stretch Current => Stretches[_at];
    public CountedAt At => AtOf(Current);
    public NotCounted? Reason { get; private set; }

    /// <summary>First day of the current stretch; the last of all days when none is left.</summary>
    public DateOnly NextDay => _at < Stretches.Count ? Current.Days.Start : DateOnly.MaxValue;

    /// <summary>Amount of a full-time year with its yearly bonuses, in cents: who fills the week first.</summary>
    public long YearRate => Reason is null
        ? checked(Current.Block!.Amount.Cents * (Current.Block.Unit == BouwblokUnit.Month ? 12 : 1) + _yearly.Sum(b => b.Amount.Cents))
        : 0;

    public CountedAt AtOf(Stretch stretch) => new(Frame.ContractId, Frame.BuyerId, stretch.Tarief.Tarief.Region);

    /// <summary>Moves to the stretch that holds a day; false where none does.</summary>
    public bool MoveTo(DateOnly day)
    {
        while (_at < Stretches.Count && Current.Days.End < day) _at++;
        return NextDay <= day;
    }

    /// <summary>Starts a run on a day.</summary>
    /// <returns>The last day through which it may run.</returns>
    public DateOnly Begin(DateOnly day, DateOnly? lastOfMaximum, BonusClaims claims)
    {
        var through = Current.Days.End;
        (Reason, _granted, _placeCounts, _yearly, _yearStart) = (Current.Reason, 0, false, [], _first);
        if (day > lastOfMaximum) Reason = NotCounted.MaximumReached;
        else if (lastOfMaximum < through) through = lastOfMaximum.Value;
        // The ledger books by calendar year.
        if (Reason != NotCounted.OutsideContract && through.Year != day.Year) through = new(day.Year, 12, 31);
        if (Reason is not null) return through;

        if (Current.Bonuses.Count > 0)
            _yearly = [.. Current.Bonuses.Where(b => b.Kind == BonusKind.PerFullTimeYear && claims.Passed(b, this, day))];
        if (Current.Tarief.Tarief.Basis == TimeBasis.Days)
        {
            (_yearStart, var length) = YearWeight.YearOf(_first, day);
            if (_yearStart.AddDays(length - 1) is var lastOfYear && lastOfYear < through) through = lastOfYear;
        }
        return through;
    }

    /// <summary>Takes what it wants of the room that is left in a full-time week.</summary>
    /// <returns>What it took, in basis points × minutes.</returns>
    public long Take(long room)
    {
        _granted = Math.Min(room, (long)Current.BasisPoints * Current.CountedMinutes);
        if (_granted == 0) Reason = NotCounted.FilledByOther;
        return _granted;
    }

    /// <summary>A counted day: the amount of a place is paid on the first, and the months of bonuses that wait run from it.</summary>
    public void Count(DateOnly day, BonusClaims claims, HashSet<(Guid ContractId, string Code)> places)
    {
        claims.Count(this, day);
        // Once per candidate and contract (rules.md 2).
        _placeCounts = Current.Block!.Unit == BouwblokUnit.Place && places.Add((Frame.ContractId, Current.Block.Code));
    }

    /// <summary>Whether a bonus that stands is to be paid on a counted day.</summary>
    public bool Earns(Bonus bonus, DateOnly day, BonusClaims claims) =>
        bonus.Kind == BonusKind.Once && claims.Passed(bonus, this, day) && !claims.IsPaid(bonus, this, day);

    /// <summary>Takes a bonus that is paid once.</summary>
    public void Receive(string code, DateOnly day, Int128 centsTimesBasisPoints)
    {
        if (centsTimesBasisPoints > 0) _paid.Add((code, day, centsTimesBasisPoints));
    }

    /// <summary>Ends the run that was begun.</summary>
    public void Close(Period days)
    {
        var run = new Run(days, Current, Reason, _yearStart, _granted, _yearly, _placeCounts);
        if (_runs.Count > 0 && _runs[^1].With(run) is { } longer) _runs[^1] = longer;
        else _runs.Add(run);
    }

    /// <summary>The value: one exact running total, whose rounded steps are the amounts.</summary>
    public PlacementValue Value(Int128 commonDenominator)
    {
        var total = new RunningTotal(commonDenominator);
        var sofar = Euros.Zero;
        var parts = new List<ValuePart>(_runs.Count);
        var bonuses = new List<EarnedBonus>(_paid.Count);
        foreach (var run in _runs)
        {
            for (; bonuses.Count < _paid.Count && _paid[bonuses.Count].On <= run.Days.End; )
            {
                var (code, on, amount) = _paid[bonuses.Count];
                total.Add(amount, 10_000);
                bonuses.Add(new(code, on, Step()));
            }
            if (run.Reason is null) AddTo(ref total, run);
            parts.Add(new(run.Days.Start, run.Days.End, run.Reason is null ? run.Days.Days : 0, run.Stretch.Terms.Bouwblok,
                run.Stretch.Tarief.Tarief.Id, run.Stretch.Terms.MinutesPerWeek, run.Stretch.BasisPoints, Step(), Formula.Of(run, _first), run.Reason));
        }
        return new(Placement.Id, parts, bonuses);

        Euros Step()
        {
            var step = total.Rounded - sofar;
            sofar = total.Rounded;
            return step;
        }
    }

    private void AddTo(ref RunningTotal total, Run run)
    {
        var (block, tarief) = (run.Stretch.Block!, run.Stretch.Tarief);
        var week = 10_000L * tarief.FullTimeMinutes;
        var yearly = run.Yearly.Sum(b => b.Amount.Cents);
        if (block.Unit == BouwblokUnit.FullTimeYear) yearly = checked(yearly + block.Amount.Cents);
        if (yearly != 0)
        {
            var weight = YearWeight.OfYear(tarief.Tarief.Basis, _first, run.Days);
            total.Add((Int128)yearly * run.Granted * weight.Numerator, (Int128)week * weight.Denominator);
        }
        if (block.Unit == BouwblokUnit.Month)
        {
            var weight = YearWeight.OfMonths(_first, run.Days);
            var (part, whole) = block.HoursProRata ? (run.Granted, week) : (run.Stretch.BasisPoints, 10_000);
            total.Add((Int128)block.Amount.Cents * part * weight.Numerator, (Int128)whole * weight.Denominator);
        }
        if (run.PlaceCounts) total.Add((Int128)block.Amount.Cents * run.Stretch.BasisPoints, 10_000);
    }
}
