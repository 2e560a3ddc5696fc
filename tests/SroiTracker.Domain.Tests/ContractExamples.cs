using static SroiTracker.Domain.Tests.CountingExamples;

namespace SroiTracker.Domain.Tests;

/// <summary>Contracts, clauses and policies for examples: each says only what matters to it.</summary>
internal static class ContractExamples
{
    public static readonly Period Rivierenland = new(Day("2024-04-01"), Day("2026-12-31"));

    public static ContractFacts Facts(
        decimal? value = null, decimal? labour = null, decimal? estimated = null, string? start = "2024-04-01", string? end = "2026-12-31",
        int? months = null, ContractNature? nature = ContractNature.Works, ContractKind kind = ContractKind.Contract,
        string currency = "EUR", string[]? cpv = null, string? award = null, string? signature = null, string? publication = null,
        params (decimal Value, string? ExercisedOn)[] options) =>
        new(nature, kind, EuroOrNone(value), EuroOrNone(labour), EuroOrNone(estimated),
            [.. options.Select(o => new ContractOption(Euro(o.Value), DayOrNone(o.ExercisedOn)))],
            DayOrNone(start), DayOrNone(end), months, DayOrNone(award), DayOrNone(signature), DayOrNone(publication), cpv ?? [], currency);

    public static SroiClause Clause(
        ClauseBase of = ClauseBase.ContractValue, int basisPoints = 500, decimal? cap = null, decimal? fixedAmount = null, int? offered = null,
        ClauseLevel level = ClauseLevel.Contract, EuroBase? euroBase = null, params PlanPoint[] plan) =>
        new(of, basisPoints, EuroOrNone(fixedAmount), EuroOrNone(cap), offered is null ? ClauseKind.Requirement : ClauseKind.AwardCriterion, offered,
            null, null, level, null, [], plan, euroBase, true, "Het werk zelf.", null, null);

    public static SroiPolicy Policy(
        decimal? threshold = null, int? minimumMonths = null, int basisPoints = 500, ClauseBase of = ClauseBase.ContractValue,
        int? labourShareBelow = null, int? lower = null, decimal? cap = null, CapScope scope = CapScope.Framework, Guid? tariefId = null,
        params ContractNature[] natures) =>
        new(Guid.NewGuid(), Guid.NewGuid(), "Beleid", Day("2020-01-01"), null,
            natures.Length > 0 ? natures : [ContractNature.Works, ContractNature.Services], EuroOrNone(threshold), minimumMonths, basisPoints, of,
            labourShareBelow, lower, EuroOrNone(cap), scope, tariefId);

    public static Euros? EuroOrNone(decimal? euros) => euros is { } amount ? Euro(amount) : null;

    /// <summary>Objections as a coordinator reads them: code and place.</summary>
    public static string[] Read(IEnumerable<Objection> objections) => [.. objections.Select(o => $"{o.Refusal.Code} {o.Place}".TrimEnd())];

    /// <summary>The codes of the refusal that an act ends in.</summary>
    public static string[] Refused(Action act) => Read(Assert.Throws<RefusedException>(act).Objections);
}
