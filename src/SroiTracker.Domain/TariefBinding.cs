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
        (DateOnly? Day, Words Name)[] days =
        [
            (facts.PublicationDate, new("de publicatiedatum van de aanbesteding", "the publication date of the tender")),
            (facts.SignatureDate, new("de datum van ondertekening", "the date of signature")),
            (facts.AwardDate, new("de gunningsdatum", "the award date")),
            (facts.Start, new("de startdatum van het contract", "the start of the contract")),
        ];
        // A start that is unknown gives way to the nearest earlier act: signature, then award.
        int[] order = boundBy switch { BindingDate.TenderPublication => [0, 1, 2, 3], BindingDate.Signature => [1, 2, 3], _ => [3, 1, 2] };
        foreach (var i in order)
            if (days[i].Day is { } day)
                return new(day, i == order[0] ? null : Remarks.TariefOtherDate.With(days[order[0]].Name, days[i].Name, day));
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
