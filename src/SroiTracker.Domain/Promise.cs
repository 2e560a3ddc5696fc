namespace SroiTracker.Domain;

/// <summary>How promising (kansrijk) a contract is for social return.</summary>
public enum PromiseLevel { Low, Fair, High }

/// <summary>What promise is measured by; a buyer may set other figures.</summary>
/// <param name="Value">From this value on: the Rijk asks social return above 250.000 (pianoo.nl/nl/visie-social-return).</param>
/// <param name="Months">From this duration on: the Rijk asks at least 6 months (same page).</param>
/// <param name="LabourShare">From this labour share on: beleidsregels of Leidschendam-Voorburg 2025 ask less below 30 %.</param>
/// <param name="HighLabourShare">From this labour share on the work is mostly people.</param>
public sealed record PromiseFigures(Euros Value, int Months, int LabourShare, int HighLabourShare)
{
    public static readonly PromiseFigures Usual = new(new(250_000_00), 6, 3_000, 5_000);
}

/// <summary>The assessment of a contract's promise: points, the word for them, and why.</summary>
/// <param name="Level">By the points of what is known.</param>
/// <param name="AtBest">By the points if everything unknown turned out well; what is unknown is said, not guessed.</param>
/// <param name="Points">Of <see cref="Promise.MostPoints"/>.</param>
/// <param name="Category">Which of the named categories it is in: "catering", "green" …; null where none.</param>
public sealed record PromiseAssessment(
    PromiseLevel Level, PromiseLevel AtBest, int Points, string? Category, IReadOnlyList<Remark> Reasons);

/// <summary>
/// Assesses how promising a contract is: 2 points for one of the categories that the Rijk names, 2 for the labour share
/// (1 from the lower figure), 1 for the value, 1 for the duration. From 5 points high, from 3 fair.
/// </summary>
public static class Promise
{
    /// <summary>The most a contract can have.</summary>
    public const int MostPoints = 6;

    // The categories of "kansrijke" contracts that the Rijk's programme names; codes of CPV 2008 (Regulation (EC) No 213/2008).
    private static readonly (string Code, Words Name, string[] Cpv)[] Categories =
    [
        ("meetings", new("vergaderarrangementen", "meeting arrangements"), ["5512", "7995"]),
        ("catering", new("catering", "catering"), ["553", "554", "555"]),
        ("green", new("groenvoorziening", "green maintenance"), ["77", "451127"]),
        ("transport", new("vervoer en logistiek", "transport and logistics"), ["60", "631", "637", "641"]),
        ("cleaning", new("schoonmaak", "cleaning"), ["909"]),
        ("security", new("beveiliging", "security"), ["797"]),
        ("ict", new("ICT", "ICT"), ["48", "72", "302", "5031", "5032", "5033", "5161", "642"]),
        ("finance", new("de financiële functie", "the financial function"), ["66", "792", "7994"]),
    ];

    /// <summary>Assesses what is known of a contract.</summary>
    public static PromiseAssessment Assess(ContractFacts facts, PromiseFigures? figures = null)
    {
        var measure = figures ?? PromiseFigures.Usual;
        var (category, ofCategory) = OfCategory(facts);
        Finding[] findings = [ofCategory, OfLabour(facts, measure), OfValue(facts, measure), OfDuration(facts, measure)];
        var points = findings.Sum(f => f.Points);
        return new(LevelOf(points), LevelOf(points + findings.Sum(f => f.Open)), points, category, [.. findings.Select(f => f.Reason)]);
    }

    /// <param name="Open">Points that could still come when what is unknown gets known.</param>
    private sealed record Finding(int Points, int Open, Remark Reason);

    private static PromiseLevel LevelOf(int points) => points >= 5 ? PromiseLevel.High : points >= 3 ? PromiseLevel.Fair : PromiseLevel.Low;

    private static (string? Category, Finding Finding) OfCategory(ContractFacts facts)
    {
        if (facts.Cpv.Count == 0) return (null, new(0, 2, Remarks.CpvUnknown));
        foreach (var cpv in facts.Cpv)
            foreach (var (code, name, prefixes) in Categories)
                if (prefixes.Any(p => cpv.StartsWith(p, StringComparison.Ordinal)))
                    return (code, new(2, 0, Remarks.Promising.With(cpv, name)));
        return (null, new(0, 0, Remarks.NoCategory.With(facts.Cpv[0])));
    }

    private static Finding OfLabour(ContractFacts facts, PromiseFigures figures)
    {
        if (facts.LabourShare is not { } share) return new(0, 2, Remarks.LabourUnknown);
        var points = share >= figures.HighLabourShare ? 2 : share >= figures.LabourShare ? 1 : 0;
        return new(points, 0, Remarks.Labour.With(share / 100m));
    }

    private static Finding OfValue(ContractFacts facts, PromiseFigures figures) => facts.ValueInEuros(facts.ThresholdValue) switch
    {
        null => new(0, 1, Remarks.EurosUnknown),
        { } value when value >= figures.Value => new(1, 0, Remarks.Large.With(value, figures.Value)),
        { } value => new(0, 0, Remarks.Small.With(value, figures.Value)),
    };

    private static Finding OfDuration(ContractFacts facts, PromiseFigures figures) => facts.Months switch
    {
        null => new(0, 1, Remarks.MonthsUnknown),
        { } months when months >= figures.Months => new(1, 0, Remarks.Long.With(months, figures.Months)),
        { } months => new(0, 0, Remarks.Short.With(months, figures.Months)),
    };
}
