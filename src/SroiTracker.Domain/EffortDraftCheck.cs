namespace SroiTracker.Domain;

/// <summary>What a report of an effort may hold, whatever was reported before; places are those of the report's shape in the API.</summary>
public static class EffortDraftCheck
{
    private const int FirstYear = 1990;
    private const int YearsAhead = 50;
    private const int MostPersons = 10_000;
    private const int HundredthsOfADay = 2_400;

    // A thousand million euros: far above any invoice, and so low that no contract's sum goes beyond what an amount holds.
    private static readonly Euros Most = new(1_000_000_000_00);

    /// <summary>All objections at once; empty where there are none.</summary>
    public static IReadOnlyList<Objection> Of(EffortDraft draft, DateOnly today, IReadOnlyList<JudgedContract> contracts) =>
    [
        .. Content(draft, today),
        .. PlacementDraftCheck.Shares(draft.Allocations),
        .. contracts.SelectMany(c => OnContract(c, draft)).DistinctBy(o => (o.Refusal.Code, o.Place)),
    ];

    private static IEnumerable<Objection> Content(EffortDraft draft, DateOnly today)
    {
        var days = Days(draft.Content).ToList();
        foreach (var (day, place) in days)
            if (day.Year < FirstYear || day.Year > today.Year + YearsAhead) yield return Refusals.DateImplausible.At(place, FirstYear, today.Year + YearsAhead);
        if (draft.ReportedThrough > today) yield return Refusals.PlacementReportedAhead.At("/reportedThroughDate", today);
        // What is yet to come can't be stated; a certificate may be valid beyond today, but must have begun.
        foreach (var (day, place) in days.Where(d => !d.Place.EndsWith("/validToDate", StringComparison.Ordinal)))
            if (day > today) yield return Refusals.DateAhead.At(place, today);
        if (draft.Content.FirstDay > draft.ReportedThrough) yield return Refusals.EffortThroughEarlier.At("/reportedThroughDate", draft.Content.FirstDay);
        foreach (var objection in draft.Content switch
        {
            SocialPurchase purchase => OfPurchase(purchase),
            ActivityDays activity => OfActivity(activity),
            Costs costs => costs.Items.SelectMany((c, i) => OfAmount(c.Amount, $"/costs/{i}", creditToo: false)),
            PsoCertificates pso => OfCertificates(pso),
            _ => throw new ArgumentOutOfRangeException(nameof(draft)),
        }) yield return objection;
    }

    private static IEnumerable<(DateOnly Day, string Place)> Days(EffortContent content) => content switch
    {
        SocialPurchase purchase => [(purchase.On, "/invoice/invoiceDate")],
        ActivityDays activity => activity.Days.Select((d, i) => (d.On, $"/days/{i}/date")),
        Costs costs => costs.Items.Select((c, i) => (c.On, $"/costs/{i}/date")),
        PsoCertificates pso => pso.Items.SelectMany((c, i) => new[] { (c.From, $"/certificates/{i}/validFromDate"), (c.Until, $"/certificates/{i}/validToDate") }),
        _ => throw new ArgumentOutOfRangeException(nameof(content)),
    };

    private static IEnumerable<Objection> OfPurchase(SocialPurchase purchase)
    {
        if (!OrganisationIdentifier.IsKvkNumber(purchase.SellerKvk)) yield return Refusals.OrganisationKvk.At("/invoice/sellerKvk");
        if (purchase.Register is null == purchase.Bouwblok is null) yield return Refusals.InvoiceRecognition.At("/invoice/register");
        foreach (var objection in OfAmount(purchase.Amount, "/invoice", creditToo: true)) yield return objection;
    }

    private static IEnumerable<Objection> OfAmount(Invoiced invoiced, string place, bool creditToo)
    {
        if (creditToo ? invoiced.Amount == Euros.Zero : invoiced.Amount <= Euros.Zero)
            yield return (creditToo ? Refusals.InvoiceAmountZero : Refusals.AmountNotPositive).At($"{place}/amount");
        if (invoiced.Amount > Most || invoiced.Amount < -Most) yield return Refusals.AmountTooLarge.At($"{place}/amount");
        if (invoiced.VatBasisPoints is < 0 or > 10_000) yield return Refusals.VatPercentage.At($"{place}/vatPercentage");
    }

    private static IEnumerable<Objection> OfActivity(ActivityDays activity)
    {
        if (activity.HourlyRate <= Euros.Zero) yield return Refusals.AmountNotPositive.At("/hourlyRate");
        if (activity.HourlyRate > Most) yield return Refusals.AmountTooLarge.At("/hourlyRate");
        for (var i = 0; i < activity.Days.Count; i++)
        {
            var day = activity.Days[i];
            if (day.Persons is < 1 or > MostPersons) yield return Refusals.ActivityPersons.At($"/days/{i}/persons", MostPersons);
            else if (day.Hundredths < 1 || day.Hundredths > (long)HundredthsOfADay * day.Persons) yield return Refusals.ActivityHours.At($"/days/{i}/hours");
        }
    }

    private static IEnumerable<Objection> OfCertificates(PsoCertificates pso)
    {
        for (var i = 0; i < pso.Items.Count; i++)
            if (pso.Items[i].Until < pso.Items[i].From) yield return Refusals.CertificateEndBeforeStart.At($"/certificates/{i}/validToDate", pso.Items[i].From);
    }

    private static IEnumerable<Objection> OnContract(JudgedContract contract, EffortDraft draft)
    {
        var allocation = draft.Allocations.Select(a => a.ContractId).ToList().IndexOf(contract.Id);
        if (allocation < 0) yield break;
        // "A withdrawn reference does not return; a rejected one may" (rules.md 3); nor does a revoked one.
        if (contract.State is PlacementState.Withdrawn or PlacementState.Revoked) yield return Refusals.EffortGone.At($"/allocations/{allocation}");
        if (contract.State is PlacementState.WithdrawalAsked) yield return Refusals.EffortWithdrawalAsked.At($"/allocations/{allocation}");
        if (contract.Tarief is { } tarief)
        {
            if (draft.Content is SocialPurchase { Bouwblok: { } block } && Block(tarief, block, BouwblokUnit.InvoiceExclVat) is { } odd) yield return odd;
            if (draft.Content is ActivityDays activity)
            {
                if (Block(tarief, activity.Bouwblok, BouwblokUnit.Hour, BouwblokUnit.Day) is { } other) yield return other;
                else if (tarief.Block(activity.Bouwblok)!.Unit == BouwblokUnit.Day == activity.HourlyRate is null)
                    yield return (activity.HourlyRate is null ? Refusals.ActivityRateMissing : Refusals.ActivityRateOfTarief).At("/hourlyRate");
            }
        }
        if (draft.Content is PsoCertificates pso && contract.PsoTable is { } table)
            for (var i = 0; i < pso.Items.Count; i++)
                if (table.All(s => s.Level != pso.Items[i].Level)) yield return Refusals.PsoLevelUnknown.At($"/certificates/{i}/level", string.Join(", ", table.Select(s => s.Level)));
    }

    private static Objection? Block(Tarief tarief, string code, params ReadOnlySpan<BouwblokUnit> units) => tarief.Block(code) switch
    {
        null => Refusals.BouwblokUnknown.At("/bouwblok", $"{tarief.Name} {tarief.Version}"),
        var block when !units.Contains(block.Unit) => Refusals.BouwblokNotForEffort.At("/bouwblok"),
        _ => null,
    };
}
