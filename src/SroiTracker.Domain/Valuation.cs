namespace SroiTracker.Domain;

/// <summary>What placements are worth on a contract (rules.md 3, "Value").</summary>
public static class Valuation
{
    /// <summary>
    /// Values all placements of one candidate of one supplier on a contract together, because overlap, maximum months and
    /// bonuses run over all their references.
    /// </summary>
    /// <returns>A value for each placement, in the order given; empty values where the contract has no Tarief.</returns>
    public static IReadOnlyList<PlacementValue> Of(CountingFrame frame, IReadOnlyList<CountedPlacement> placementsOfOneCandidate)
    {
        if (frame.Tarieven.Count == 0) return [.. placementsOfOneCandidate.Select(p => new PlacementValue(p.Id, [], []))];
        var tallies = new Tally[placementsOfOneCandidate.Count];
        for (var i = 0; i < tallies.Length; i++) tallies[i] = new(placementsOfOneCandidate[i], Stretch.Of(frame, placementsOfOneCandidate[i]));
        // Earliest start, then reference, decides whatever order the placements are given in (rules.md 3, overlap).
        Tally[] ordered = [.. tallies.OrderBy(t => t.Placement.Start).ThenBy(t => t.Placement.Reference, StringComparer.Ordinal)
            .ThenBy(t => t.Placement.Id)];
        new CandidateCount(frame, ordered).Run();
        var common = CommonDenominator(frame);
        return [.. tallies.Select(t => t.Value(common))];
    }

    private static Int128 CommonDenominator(CountingFrame frame)
    {
        Int128 weeks = 1;
        foreach (var tarief in frame.Tarieven)
        {
            var (a, b) = (weeks, (Int128)tarief.FullTimeMinutes);
            while (b != 0) (a, b) = (b, a % b);
            weeks = checked(weeks / a * tarief.FullTimeMinutes);
        }
        return checked(weeks * 10_000 * Weight.CommonDenominator);
    }
}

/// <summary>
/// Goes once through the days of a candidate's placements, by runs of days on which nothing changes, and leaves at each
/// placement what counts.
/// </summary>
internal sealed class CandidateCount
{
    private readonly CountingFrame _frame;
    private readonly Tally[] _tallies;
    private readonly List<Tally> _present = [];
    private readonly BonusClaims _claims = new();
    private readonly HashSet<string> _places = [];
    private readonly Dictionary<string, DateOnly> _firstOfBlock = [];

    /// <param name="tallies">By start, then reference.</param>
    public CandidateCount(CountingFrame frame, Tally[] tallies)
    {
        (_frame, _tallies) = (frame, tallies);
        foreach (var stretch in tallies.SelectMany(t => t.Stretches).Where(s => s.RunsTheClock))
            if (!_firstOfBlock.TryGetValue(stretch.Terms.Bouwblok, out var first) || stretch.Days.Start < first)
                _firstOfBlock[stretch.Terms.Bouwblok] = stretch.Days.Start;
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
                through = Earlier(through, tally.Begin(day, LastOfMaximum(tally.Current), _claims));
            }
        }
        if (_present.Count == 0) return _tallies.Min(t => t.NextDay).AddDays(-1);
        Fill();
        foreach (var tally in _present)
        {
            if (tally.Reason is not null) continue;
            tally.Earn(day, _claims, _places);
            if (_claims.NextPassed(tally.Current.Tarief.Tarief, day) is { } passed) through = Earlier(through, passed.AddDays(-1));
        }
        foreach (var tally in _present) tally.Close(new(day, through));
        return through;
    }

    // Overlap (rules.md 3): the hours fill up to full-time, highest amount first; what counts 0 takes no room.
    private void Fill()
    {
        var room = 10_000L * _present[0].Current.Tarief.FullTimeMinutes;
        IEnumerable<Tally> order = _present.Count == 1 ? _present : _present.OrderByDescending(t => t.YearRate);
        foreach (var tally in order)
            if (tally.Reason is null) room -= tally.Take(room);
    }

    // The period of maximum months ends the day before the day that lies that many months later (rules.md 3).
    private DateOnly? LastOfMaximum(Stretch stretch)
    {
        if (!stretch.RunsTheClock || stretch.Block!.MaximumMonths is not { } months) return null;
        var first = _firstOfBlock[stretch.Terms.Bouwblok];
        if (stretch.Tarief.Tarief.MaximumScope != MaximumScope.Contract && _frame.FirstCountedElsewhere is { } elsewhere
            && elsewhere.TryGetValue(stretch.Terms.Bouwblok, out var other) && other < first) first = other;
        return first.AddMonths(months).AddDays(-1);
    }

    private static DateOnly Earlier(DateOnly a, DateOnly b) => a < b ? a : b;
}
