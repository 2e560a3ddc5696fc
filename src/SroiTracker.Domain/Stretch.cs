namespace SroiTracker.Domain;

/// <summary>Days of one placement on which the same terms, Tarief and reason hold, whatever the candidate's other placements do.</summary>
/// <param name="Days">The days.</param>
/// <param name="BasisPoints">The share for this contract, above 0.</param>
/// <param name="Block">Null where the Tarief does not have it.</param>
/// <param name="Bonuses">The claimed bonuses that stand.</param>
/// <param name="Reason">Why the days count 0, apart from overlap and maximum; null where they count.</param>
internal sealed record Stretch(
    Period Days, PlacementTerms Terms, int BasisPoints, DatedTarief Tarief, Bouwblok? Block, IReadOnlyList<Bonus> Bonuses, NotCounted? Reason)
{
    /// <summary>
    /// Whether the days run the clock of the years and of the maximum months. Days with too few hours do: otherwise more
    /// hours would move the first counted day and could lower the value.
    /// </summary>
    public bool RunsTheClock => Reason is null or NotCounted.BelowMinimumHours;

    /// <summary>Hours that count on a day: min(hours, full-time), in minutes a week.</summary>
    public int CountedMinutes => Math.Min(Terms.MinutesPerWeek, Tarief.FullTimeMinutes);

    /// <summary>The stretches of a placement by date; days with a share of 0 lie in none.</summary>
    public static List<Stretch> Of(CountingFrame frame, CountedPlacement placement)
    {
        var (window, party) = (frame.Window, frame.PartyPeriod(placement.SupplierId));
        var last = placement.End < placement.Through ? placement.End.Value : placement.Through;
        if (last > CountingFrame.Horizon) last = CountingFrame.Horizon;
        // First days on which something else holds than the day before.
        List<DateOnly> turns = [window.Start, window.End.AddDays(1), .. frame.Tarieven.Skip(1).Select(t => t.From)];
        if (placement.RevokedFrom is { } revoked) turns.Add(revoked);
        if (party.Start > DateOnly.MinValue) turns.Add(party.Start);
        if (party.End < DateOnly.MaxValue) turns.Add(party.End.AddDays(1));

        var stretches = new List<Stretch>();
        for (var i = 0; i < placement.Terms.Count; i++)
        {
            var terms = placement.Terms[i].Terms;
            var share = terms.ShareOf(frame.ContractId);
            if (share == 0) continue;
            var from = i == 0 || placement.Terms[i].From < placement.Start ? placement.Start : placement.Terms[i].From;
            var until = i + 1 < placement.Terms.Count && placement.Terms[i + 1].From <= last ? placement.Terms[i + 1].From.AddDays(-1) : last;
            for (; from <= until; from = from.AddDays(1))
            {
                var through = until;
                foreach (var turn in turns) if (turn > from && turn <= through) through = turn.AddDays(-1);
                var tarief = frame.TariefOn(from);
                var block = tarief.Tarief.Block(terms.Bouwblok);
                stretches.Add(new(new(from, through), terms, share, tarief, block, BonusClaims.Standing(tarief.Tarief, terms),
                    ReasonOn(from, frame, placement, terms, block)));
                from = through;
            }
        }
        return stretches;
    }

    private static NotCounted? ReasonOn(DateOnly day, CountingFrame frame, CountedPlacement placement, PlacementTerms terms, Bouwblok? block)
    {
        if (!frame.Window.Contains(day)) return NotCounted.OutsideContract;
        if (!frame.PartyPeriod(placement.SupplierId).Contains(day)) return NotCounted.NotAParty;
        if (day >= placement.RevokedFrom) return NotCounted.Revoked;
        if (block is null) return NotCounted.UnknownBouwblok;
        if (block.Unit is BouwblokUnit.Hour or BouwblokUnit.Day or BouwblokUnit.InvoiceExclVat) return NotCounted.NotForPlacements;
        if (terms.InServiceSince < frame.EarliestService && !block.OwnStaff) return NotCounted.AlreadyInService;
        // Without an hour there is no work, also where the block asks for none: no bonus is earned on such a day.
        return terms.MinutesPerWeek < Math.Max(1, block.MinimumMinutes) ? NotCounted.BelowMinimumHours : null;
    }
}
