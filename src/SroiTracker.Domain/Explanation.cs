namespace SroiTracker.Domain;

/// <summary>Why a placement, reported or only thought of, counts as it does: in words for officers and suppliers.</summary>
public static class Explanation
{
    /// <summary>Why days count 0: each reason once, with its first and last day, by date. Empty where all days count.</summary>
    public static IReadOnlyList<Remark> NotCounting(PlacementValue value) =>
        [.. from part in value.Parts
            where part.Reason is not null
            group part by part.Reason!.Value into same
            let days = same.Sum(p => new Period(p.From, p.Through).Days)
            select Sentence(same.Key).With(same.First().From, same.Last().Through, days == 1 ? new Words("1 dag", "1 day") : new Words($"{days} dagen", $"{days} days"))];

    /// <summary>What does not fit between a candidate and the block that was named; empty where all fits.</summary>
    public static IReadOnlyList<Remark> OfBlock(Tarief tarief, int fullTimeMinutes, PlacementTerms terms, DateOnly start)
    {
        if (tarief.Block(terms.Bouwblok) is not { } block) return [];
        var remarks = new List<Remark>();
        if (block.Serves is [_, ..] served && !served.Contains(terms.Doelgroep))
        {
            remarks.Add(Remarks.BouwblokOtherDoelgroep.With(block.Code, string.Join(", ", served), terms.Doelgroep));
            var right = tarief.Serving(terms.Doelgroep, terms.DoelgroepSince, start);
            remarks.Add(right.Count == 0 ? Remarks.CandidateNotServed.With(TariefWords.Name(tarief), terms.Doelgroep)
                : Remarks.BouwblokRight.With(terms.Doelgroep, string.Join(", ", right.Select(b => b.Code))));
        }
        else if (!block.IsForSince(terms.DoelgroepSince, start)) remarks.Add(Remarks.BouwblokOtherMonths.With(block.Code, TariefWords.Served(block), terms.DoelgroepSince!.Value));
        if (block.Unsure) remarks.Add(Remarks.TariefUnsure.With(TariefWords.Name(tarief), block.Note ?? ""));
        if (terms.MinutesPerWeek > fullTimeMinutes) remarks.Add(Remarks.HoursAboveFullTime.With(TariefWords.Week(terms.MinutesPerWeek), TariefWords.Week(fullTimeMinutes)));
        return remarks;
    }

    /// <summary>Why a bonus that is claimed does not stand, or is not earned; empty where all are.</summary>
    /// <param name="value">What the placement is worth with them.</param>
    public static IReadOnlyList<Remark> OfBonuses(Tarief tarief, PlacementTerms terms, PlacementValue value)
    {
        var standing = BonusClaims.Standing(tarief, terms);
        return [.. terms.Bonuses.Select(tarief.BonusOf).OfType<Bonus>().Select(b => OfBonus(b, standing, terms, value)).OfType<Remark>()];
    }

    private static Remark? OfBonus(Bonus bonus, IReadOnlyList<Bonus> standing, PlacementTerms terms, PlacementValue value)
    {
        if (!BonusClaims.Met(bonus, terms)) return Remarks.BonusNotMet.With(bonus.Code, TariefWords.Condition(bonus.Condition));
        if (!standing.Contains(bonus))
            return BonusClaims.Names(bonus, terms.Bouwblok) ? Remarks.BonusNotWithBlock.With(bonus.Code, terms.Bouwblok)
                : Remarks.BonusNotWithOther.With(bonus.Code, standing.First(s => BonusClaims.Names(s, bonus.Code) || BonusClaims.Names(bonus, s.Code)).Code);

        var counted = value.Parts.Where(p => p.Reason is null).ToList();
        if (counted.Count == 0) return null;
        if (bonus.WaitingMonths > 0 && counted[0].From.AddMonths(bonus.WaitingMonths) is var earned && earned > counted[^1].Through) return Remarks.BonusWaits.With(bonus.Code, bonus.WaitingMonths);
        return bonus.Kind == BonusKind.Once && value.Bonuses.All(b => b.Code != bonus.Code) ? Remarks.BonusPaid.With(bonus.Code) : null;
    }

    private static Remark Sentence(NotCounted reason) => reason switch
    {
        NotCounted.OutsideContract => Remarks.NotInContract,
        NotCounted.AlreadyInService => Remarks.NotNewInService,
        NotCounted.BelowMinimumHours => Remarks.NotEnoughHours,
        NotCounted.MaximumReached => Remarks.NotBeyondMaximum,
        NotCounted.FilledByOther => Remarks.NotBesideOther,
        NotCounted.Revoked => Remarks.NotAfterRevocation,
        NotCounted.UnknownBouwblok => Remarks.NotInTarief,
        NotCounted.NotForPlacements => Remarks.NotForPlacements,
        NotCounted.NotAParty => Remarks.NotByThisSupplier,
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "No reason of a placement."),
    };
}
