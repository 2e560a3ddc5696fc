namespace SroiTracker.Domain;

/// <summary>
/// Someone who does not work yet, as an officer and a supplier speak of them: "from the banenafspraak, 28 hours, for 11
/// months". Valued as a placement that is wholly verified.
/// </summary>
/// <param name="DoelgroepSince">From which day they belong to the Doelgroep; null is unknown.</param>
/// <param name="MinutesPerWeek">28 hours is 1680.</param>
/// <param name="Start">First day of the work.</param>
/// <param name="End">Last day of the work; not before the first.</param>
/// <param name="Bonuses">Codes of the bonuses that are claimed.</param>
public sealed record ExpectedPerson(
    Doelgroep Doelgroep, DateOnly? DoelgroepSince, int MinutesPerWeek, DateOnly Start, DateOnly End, bool Permanent, AgeBand? AgeBand, IReadOnlyList<string> Bonuses)
{
    /// <summary>What one such person is worth on a contract, alone and for the whole share, on a Bouwblok.</summary>
    public PlacementValue On(CountingFrame frame, string bouwblok) =>
        Valuation.Of(frame, [new(Guid.Empty, "", Start, End, End, null, [new(Start, Terms(frame.ContractId, bouwblok))])])[0];

    /// <summary>As the terms of a placement with the whole share.</summary>
    public PlacementTerms Terms(Guid contractId, string bouwblok) => new(
        MinutesPerWeek, bouwblok, Doelgroep, DoelgroepSince, PlacementMethod.Individueel, Employment.Dienstverband, null, null,
        Permanent, AgeBand, Bonuses, null, [new(contractId, 10_000)]);

    /// <summary>
    /// The blocks of a Tarief for this person with what each is worth, the lowest first: where a source makes more blocks for
    /// one Doelgroep (by level of education, say), nobody is promised the higher. Blocks for own staff only where there is no other.
    /// </summary>
    public IReadOnlyList<(Bouwblok Bouwblok, PlacementValue Value)> Blocks(CountingFrame frame)
    {
        var serving = frame.TariefOn(Start).Tarief.Serving(Doelgroep, DoelgroepSince, Start);
        if (serving.Any(b => !b.OwnStaff)) serving = [.. serving.Where(b => !b.OwnStaff)];
        return [.. serving.Select(b => (Bouwblok: b, Value: On(frame, b.Code))).OrderBy(b => b.Value.Total)];
    }
}
