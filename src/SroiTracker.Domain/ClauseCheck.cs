namespace SroiTracker.Domain;

/// <summary>Whether a clause can be set on a contract; places are those of the clause's shape in the API.</summary>
public static class ClauseCheck
{
    /// <summary>All objections at once; empty where there are none.</summary>
    /// <param name="finalTurnover">Sum of the turnover statements once the last one is in.</param>
    public static IReadOnlyList<Objection> Of(SroiClause clause, ContractFacts facts, Euros? finalTurnover = null)
    {
        List<Objection> objections = [.. Percentages(clause), .. Amounts(clause), .. Plan(clause, facts)];
        // Targets per year, progress and counted days all rest on the contract's days.
        if (clause.Base != ClauseBase.BestEffort && facts.Period is null) objections.Add(Refusals.ContractPeriodMissing.At(null));
        if (!FitsKind(clause.Level, facts.Kind)) objections.Add(Refusals.ClauseLevel.At("/level"));
        if (clause.EuroBase is not null && facts.Currency == "EUR") objections.Add(Refusals.ClauseEuroBaseUnneeded.At("/euroBase"));
        if (clause.FullTimeMinutes is < 1 or > 80 * 60) objections.Add(Refusals.ClauseFullTime.At("/fullTimeHours"));
        if (Obligation.Check(clause, facts, finalTurnover) is { } objection && !objections.Any(o => o.Place == objection.Place)) objections.Add(objection);
        else if (objections.Count == 0) objections.AddRange(Targets(clause, Obligation.Of(clause, facts, finalTurnover)));
        return objections;
    }

    private static IEnumerable<Objection> Percentages(SroiClause clause)
    {
        var isOfBase = clause.Base is ClauseBase.ContractValue or ClauseBase.LabourValue or ClauseBase.InvoicedTurnover;
        if (clause.BasisPoints is < 0 or > 10_000 || isOfBase && clause.Kind == ClauseKind.Requirement && clause.BasisPoints == 0)
            yield return Refusals.ClausePercentage.At("/percentage");
        if (clause.OfferedBasisPoints is < 1 or > 10_000) yield return Refusals.ClausePercentage.At("/offeredPercentage");
    }

    private static IEnumerable<Objection> Amounts(SroiClause clause)
    {
        if (clause.FixedAmount <= Euros.Zero) yield return Refusals.AmountNotPositive.At("/fixedAmount");
        if (clause.Cap <= Euros.Zero) yield return Refusals.AmountNotPositive.At("/cap");
        if (clause.EuroBase is not { } euro) yield break;
        if (euro.Amount <= Euros.Zero) yield return Refusals.AmountNotPositive.At("/euroBase/amount");
        if (euro.Rate <= 0) yield return Refusals.AmountNotPositive.At("/euroBase/rate");
        if (string.IsNullOrWhiteSpace(euro.Source)) yield return Refusals.ValueMissing.At("/euroBase/source");
    }

    private static IEnumerable<Objection> Plan(SroiClause clause, ContractFacts facts)
    {
        for (var i = 0; i < clause.Plan.Count; i++)
        {
            var point = clause.Plan[i];
            if (point.BasisPoints is < 0 or > 10_000) yield return Refusals.ClausePercentage.At($"/plan/{i}/percentage");
            if (i > 0 && (point.Date <= clause.Plan[i - 1].Date || point.BasisPoints < clause.Plan[i - 1].BasisPoints))
                yield return Refusals.ClausePlanOrder.At($"/plan/{i}");
            if (facts.Period is { } period && !period.Contains(point.Date)) yield return Refusals.ClausePlanOutside.At($"/plan/{i}/date", period.Start, period.End);
        }
    }

    private static IEnumerable<Objection> Targets(SroiClause clause, Obligation obligation)
    {
        var left = obligation.Amount;
        for (var i = 0; i < clause.DoelgroepTargets.Count; i++)
        {
            var target = clause.DoelgroepTargets[i];
            if (target.Amount <= Euros.Zero) yield return Refusals.AmountNotPositive.At($"/doelgroepTargets/{i}/amount");
            if (clause.DoelgroepTargets.Take(i).Any(t => t.Doelgroep == target.Doelgroep)) yield return Refusals.ClauseDoelgroepTwice.At($"/doelgroepTargets/{i}");
            left -= target.Amount;
        }
        if (left < Euros.Zero && clause.Base != ClauseBase.BestEffort) yield return Refusals.ClauseTargetsTooHigh.At("/doelgroepTargets");
    }

    // A call-off may stand alone: its framework may not be known here.
    private static bool FitsKind(ClauseLevel level, ContractKind kind) => kind switch
    {
        ContractKind.FrameworkAgreement => level is Domain.ClauseLevel.OnFramework or Domain.ClauseLevel.OnCallOffs,
        ContractKind.CallOff => true,
        _ => level == Domain.ClauseLevel.Contract,
    };
}
