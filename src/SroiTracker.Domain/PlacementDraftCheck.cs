namespace SroiTracker.Domain;

/// <summary>What a placement report may hold, whatever was reported before; places are those of the report's shape in the API.</summary>
public static class PlacementDraftCheck
{
    private const int MostMinutes = 80 * 60;
    private const int FirstYear = 1990;
    private const int FirstYearInService = 1950;
    private const int YearsAhead = 50;

    /// <summary>All objections at once; empty where there are none.</summary>
    public static IReadOnlyList<Objection> Of(PlacementDraft draft, DateOnly today, IReadOnlyList<ReportedContract> contracts)
    {
        var terms = draft.Terms;
        List<Objection> objections =
        [
            .. Dates(draft, today),
            .. Shares(terms.Allocations),
            .. contracts.SelectMany(c => OnContract(c, terms)).DistinctBy(o => (o.Refusal.Code, o.Place)),
        ];
        if (terms.MinutesPerWeek < (draft.AreHoursWorked ? 0 : 1) || terms.MinutesPerWeek > MostMinutes) objections.Add(Refusals.PlacementHours.At("/hoursPerWeek"));
        if (terms.EmployerKvk is { } kvk && !OrganisationIdentifier.IsKvkNumber(kvk)) objections.Add(Refusals.OrganisationKvk.At("/employerKvk"));
        if (terms.Bonuses.Distinct(StringComparer.Ordinal).Count() < terms.Bonuses.Count) objections.Add(Refusals.PlacementBonusTwice.At("/bonuses"));
        return objections;
    }

    private static IEnumerable<Objection> Dates(PlacementDraft draft, DateOnly today)
    {
        foreach (var (day, place, first) in new (DateOnly?, string, int)[]
        {
            (draft.Start, "/startDate", FirstYear), (draft.End, "/endDate", FirstYear), (draft.ReportedThrough, "/reportedThroughDate", FirstYear),
            (draft.TermsFrom, "/termsFromDate", FirstYear), (draft.CheckedOn, "/doelgroepindicatie/checkedDate", FirstYear),
            (draft.Terms.InServiceSince, "/inServiceSinceDate", FirstYearInService), (draft.Terms.DoelgroepSince, "/doelgroepSinceDate", FirstYearInService),
        })
            if (day is { } given && (given.Year < first || given.Year > today.Year + YearsAhead))
                yield return Refusals.DateImplausible.At(place, first, today.Year + YearsAhead);

        if (draft.End < draft.Start) yield return Refusals.PlacementEndBeforeStart.At("/endDate", draft.Start);
        if (draft.ReportedThrough > today) yield return Refusals.PlacementReportedAhead.At("/reportedThroughDate", today);
        if (draft.TermsFrom > draft.End) yield return Refusals.PlacementTermsAfterEnd.At("/termsFromDate", draft.End);
        // A first day with the employer after the first day of these terms contradicts them, and would hide who was in service already.
        if (draft.Terms.InServiceSince > (draft.TermsFrom ?? draft.Start))
            yield return Refusals.PlacementInServiceLater.At("/inServiceSinceDate", draft.TermsFrom ?? draft.Start);
        if (draft.Indicatie == Doelgroepindicatie.Attested && draft.CheckedOn is null) yield return Refusals.ValueMissing.At("/doelgroepindicatie/checkedDate");
        if (draft.CheckedOn > today) yield return Refusals.DateAhead.At("/doelgroepindicatie/checkedDate", today);
    }

    internal static IEnumerable<Objection> Shares(IReadOnlyList<Allocation> allocations)
    {
        if (allocations.Count == 0) yield return Refusals.ValueMissing.At("/allocations");
        for (var i = 0; i < allocations.Count; i++)
        {
            if (allocations[i].BasisPoints is < 1 or > 10_000) yield return Refusals.PlacementShare.At($"/allocations/{i}/percentage");
            if (allocations.Take(i).Any(a => a.ContractId == allocations[i].ContractId)) yield return Refusals.PlacementContractTwice.At($"/allocations/{i}");
        }
        if (allocations.Sum(a => (long)a.BasisPoints) > 10_000) yield return Refusals.PlacementShares.At("/allocations");
    }

    private static IEnumerable<Objection> OnContract(ReportedContract contract, PlacementTerms terms)
    {
        var allocation = terms.Allocations.Select(a => a.ContractId).ToList().IndexOf(contract.Id);
        if (allocation < 0) yield break;

        // "A withdrawn reference does not return; a rejected one may" (rules.md 3); nor does a revoked one.
        if (contract.State is PlacementState.Withdrawn or PlacementState.Revoked) yield return Refusals.PlacementGone.At($"/allocations/{allocation}");
        if (contract.State is PlacementState.WithdrawalAsked) yield return Refusals.PlacementWithdrawalAsked.At($"/allocations/{allocation}");

        if (contract.Tarief is not { } tarief) yield break;
        var name = $"{tarief.Name} {tarief.Version}";
        if (tarief.Block(terms.Bouwblok) is not { } block) yield return Refusals.BouwblokUnknown.At("/bouwblok", name);
        else if (block.Unit is BouwblokUnit.Hour or BouwblokUnit.Day or BouwblokUnit.InvoiceExclVat) yield return Refusals.BouwblokNotForPlacements.At("/bouwblok");
        for (var i = 0; i < terms.Bonuses.Count; i++)
        {
            if (tarief.BonusOf(terms.Bonuses[i]) is not { } bonus) yield return Refusals.BonusUnknown.At($"/bonuses/{i}", name);
            else if (bonus.Condition is BonusCondition.AgeFrom50 or BonusCondition.AgeFrom55 && terms.AgeBand is null)
                yield return Refusals.ValueMissing.At("/ageBand");
        }
    }
}
