namespace SroiTracker.Domain;

/// <summary>The day on which a Tarief version is looked up for a contract, and which day that is.</summary>
/// <param name="Date">The day.</param>
/// <param name="Reason">Said when another day than the Tarief asks for had to serve; else null.</param>
public sealed record BoundDate(DateOnly Date, Remark? Reason);

/// <summary>A Tarief version that binds a contract for its whole life, and the day that decided it.</summary>
public sealed record BoundTarief(Tarief Tarief, BoundDate Bound);

/// <summary>Which version of a Tarief binds a contract (rules.md 1): the one valid on the date the Tarief names.</summary>
public static class TariefBinding
{
    /// <summary>
    /// The day that a Tarief asks for. A publication date that is missing gives way to the signature (rules.md 1), a
    /// signature to the award, and that to the start of the contract; it is said. Null where none of these is known.
    /// </summary>
    public static BoundDate? DateOf(BindingDate boundBy, ContractFacts facts)
    {
        (DateOnly? Day, string Dutch, string English)[] days =
        [
            (facts.PublicationDate, "de publicatiedatum van de aanbesteding", "the publication date of the tender"),
            (facts.SignatureDate, "de datum van ondertekening", "the date of signature"),
            (facts.AwardDate, "de gunningsdatum", "the award date"),
            (facts.Start, "de startdatum van het contract", "the start of the contract"),
        ];
        var asked = boundBy switch { BindingDate.TenderPublication => 0, BindingDate.Signature => 1, _ => 3 };
        // A start that is unknown gives way to the nearest earlier act: signature, then award.
        int[] order = asked == 3 ? [3, 1, 2] : [.. Enumerable.Range(asked, days.Length - asked)];
        foreach (var i in order)
            if (days[i].Day is { } day)
                return new(day, i == asked ? null : Remark.Of("tarief.other-date",
                    $"De Tariefversie hangt af van {days[asked].Dutch}; die is niet bekend, daarom telt {days[i].Dutch}: {{0}}.",
                    $"The Tarief version depends on {days[asked].English}; that is unknown, so {days[i].English} counts: {{0}}.", day));
        return null;
    }

    /// <summary>
    /// The version that is valid on the day it names, among versions of one Tarief; the one that holds from the latest day
    /// where more are. Null where no day is known or no version holds on it.
    /// </summary>
    public static BoundTarief? Choose(IEnumerable<Tarief> versions, ContractFacts facts) => versions
        .Select(tarief => (Tarief: tarief, Bound: DateOf(tarief.BoundBy, facts)))
        .Where(v => v.Bound is { Date: var day } && day >= (v.Tarief.ValidFrom ?? DateOnly.MinValue) && day <= (v.Tarief.ValidTo ?? DateOnly.MaxValue))
        .OrderByDescending(v => v.Tarief.ValidFrom ?? DateOnly.MinValue)
        .Select(v => new BoundTarief(v.Tarief, v.Bound!))
        .FirstOrDefault();
}
