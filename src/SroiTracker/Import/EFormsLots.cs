using System.Xml.Linq;
using SroiTracker.Contracts;
using SroiTracker.Domain;
using SroiTracker.Http;

namespace SroiTracker.Import;

/// <summary>What an eForms notice says of the lots of a contract; what it says of the procedure as a whole where the lot is silent.</summary>
internal sealed class EFormsLots(XElement root, Findings findings)
{
    /// <summary>The facts of the lots that one contract covers.</summary>
    internal sealed record LotFacts(
        XElement? Title, ContractNature? Nature, ContractKind? Kind, Money? Estimated, DateOnly? Start, DateOnly? End, int? Months,
        IReadOnlyList<string> Cpv, IReadOnlyList<string> Nuts, IReadOnlyList<SocialCode> SocialCodes, IReadOnlyList<SocialReturnHint> Hints);

    private readonly XElement? _procedure = root.One("ProcurementProject");

    internal LotFacts Facts(IReadOnlyList<string> lotIds, string place)
    {
        var lots = root.All("ProcurementProjectLot").Where(l => l.One("ID").Text() is { } id && lotIds.Contains(id)).ToList();
        var projects = lots.Select(l => l.One("ProcurementProject")).OfType<XElement>().ToList();
        var whole = projects.Count > 0 ? projects : [.. new[] { _procedure }.OfType<XElement>()];

        var periods = whole.Select(p => p.One("PlannedPeriod")).OfType<XElement>().Select(Period).Distinct().ToList();
        if (periods.Count > 1) findings.Warn(Refusals.LotsDiffer, place);
        var (start, end, months) = periods.Count == 1 ? periods[0] : default;
        if (whole.SelectMany(p => p.All("ContractExtension/OptionsDescription")).FirstOrDefault() is { } options) findings.Warn(Refusals.OptionsInWords, options.Pointer());

        return new(
            (whole.Count == 1 ? Spoken(whole[0].All("Name"), root) : null) ?? Spoken(_procedure.All("Name"), root),
            Only(whole.Select(p => NatureOf(p) ?? NatureOf(_procedure))),
            Only(lots.Select(KindOf)),
            whole.Count == 1 ? Estimated(whole[0]) ?? Estimated(_procedure) : null,
            start, end, months,
            [.. Cpv(whole) is { Count: > 0 } own ? own : Cpv([.. new[] { _procedure }.OfType<XElement>()])],
            [.. whole.Append(_procedure).SelectMany(p => p.All("RealizedLocation/Address/CountrySubentityCode")).Select(n => n.Text()).OfType<string>().Distinct()],
            [.. lots.SelectMany(SocialCodes).Distinct()],
            SocialReturnMentions.In(Texts(lots)));
    }

    /// <summary>Of the same text in several languages: Dutch, else the language of the notice, else the first.</summary>
    internal static XElement? Spoken(IEnumerable<XElement> texts, XElement root)
    {
        var language = root.One("NoticeLanguageCode").Text();
        return texts.OrderByDescending(t => t.Given("languageID") == "NLD").ThenByDescending(t => t.Given("languageID") == language).FirstOrDefault();
    }

    private (DateOnly?, DateOnly?, int?) Period(XElement period)
    {
        var duration = period.One("DurationMeasure");
        var start = period.One("StartDate") is { } s ? findings.Day(s.Text(), s.Pointer()) : null;
        var end = period.One("EndDate") is { } e ? findings.Day(e.Text(), e.Pointer()) : null;
        if (period.One("DescriptionCode") is { } open) findings.Warn(Refusals.PeriodOpen, open.Pointer());
        return (start, end, duration is null ? null : findings.Months(duration.Text(), duration.Given("unitCode"), duration.Pointer()));
    }

    private Money? Estimated(XElement? project) => project.First("RequestedTenderTotal/EstimatedOverallContractAmount") is { } amount
        ? findings.Amount(amount.Text(), amount.Given("currencyID"), amount.Pointer())
        : null;

    private static ContractNature? NatureOf(XElement? project) => project.One("ProcurementTypeCode").Text() switch
    {
        "works" => ContractNature.Works, "services" => ContractNature.Services, "supplies" => ContractNature.Supplies, _ => null,
    };

    // BT-765; "none" says that it is no framework agreement.
    private static ContractKind? KindOf(XElement lot) => lot.All("TenderingProcess/ContractingSystem/ContractingSystemTypeCode")
        .FirstOrDefault(c => c.Given("listName") == "framework-agreement").Text() switch
    {
        "none" => ContractKind.Contract,
        { } code when code.StartsWith("fa-", StringComparison.Ordinal) => ContractKind.FrameworkAgreement,
        _ => null,
    };

    private static IReadOnlyList<string> Cpv(IReadOnlyList<XElement> projects) =>
        [.. projects.SelectMany(p => p.All("MainCommodityClassification/ItemClassificationCode"))
            .Concat(projects.SelectMany(p => p.All("AdditionalCommodityClassification/ItemClassificationCode")))
            .Select(c => c.Text()?.Split('-')[0]).OfType<string>().Where(c => c.Length == 8 && c.All(char.IsAsciiDigit)).Distinct()];

    private static IEnumerable<SocialCode> SocialCodes(XElement lot)
    {
        foreach (var code in lot.All("ProcurementProject/ProcurementAdditionalType/ProcurementTypeCode"))
            if (code.Given("listName") is "social-objective" && code.Text() is { } objective) yield return new("BT-775", objective);
            else if (code.Given("listName") is "strategic-procurement" && code.Text() is { } strategic) yield return new("BT-06", strategic);
        foreach (var code in lot.All("TenderingTerms/TendererQualificationRequest/SpecificTendererRequirement/TendererRequirementTypeCode"))
            if (code.Given("listName") == "reserved-procurement" && code.Text() is { } reserved) yield return new("BT-71", reserved);
        foreach (var code in lot.All("TenderingTerms/ContractExecutionRequirement/ExecutionRequirementCode"))
            if (code.Given("listName") == "reserved-execution" && code.Text() is { } reserved) yield return new("BT-736", reserved);
    }

    // Criteria and conditions first, descriptions after them: a hint is kept once, at its most telling place.
    private IEnumerable<(string, string)> Texts(IReadOnlyList<XElement> lots) =>
        lots.Select(l => l.One("TenderingTerms")).Append(root.One("TenderingTerms"))
            .SelectMany(t => t.Anywhere("Name").Concat(t.Anywhere("Description")).Concat(t.Anywhere("CalculationExpression")).Concat(t.Anywhere("ExecutionRequirement")))
            .Concat(lots.Select(l => l.One("ProcurementProject")).Append(_procedure).SelectMany(p =>
                p.All("Description").Concat(p.All("Note")).Concat(p.All("ProcurementAdditionalType/ProcurementType")).Concat(p.All("ContractExtension/OptionsDescription"))))
            .Select(e => (e.Value, e.Pointer()));

    private static T? Only<T>(IEnumerable<T?> values) where T : struct => values.Distinct().ToList() is [var one] ? one : null;
}
