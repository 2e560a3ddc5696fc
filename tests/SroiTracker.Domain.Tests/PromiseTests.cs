using static SroiTracker.Domain.Tests.ContractExamples;

namespace SroiTracker.Domain.Tests;

public class PromiseTests
{
    [Theory]
    [InlineData("55520000-1", "catering")]
    [InlineData("55300000", "catering")]
    [InlineData("55100000", null)]
    [InlineData("77310000", "green")]
    [InlineData("45112700", "green")]
    [InlineData("60130000", "transport")]
    [InlineData("63110000", "transport")]
    [InlineData("63510000", null)]
    [InlineData("64120000", "transport")]
    [InlineData("55120000", "meetings")]
    [InlineData("79950000", "meetings")]
    [InlineData("90910000", "cleaning")]
    [InlineData("90500000", null)]
    [InlineData("79710000", "security")]
    [InlineData("72000000", "ict")]
    [InlineData("48000000", "ict")]
    [InlineData("64200000", "ict")]
    [InlineData("66500000", "finance")]
    [InlineData("79210000", "finance")]
    [InlineData("45000000", null)]
    public void The_categories_the_Rijk_names_are_known_by_CPV(string cpv, string? category) =>
        Assert.Equal(category, Promise.Assess(Facts(cpv: [cpv])).Category);

    [Fact]
    public void Any_CPV_code_of_the_contract_may_place_it() =>
        Assert.Equal("green", Promise.Assess(Facts(cpv: ["45000000", "77300000"])).Category);

    [Theory]
    // cpv          value    labour   months points level             at best
    [InlineData("90910000", 900_000.0, 700_000.0, 24, 6, PromiseLevel.High, PromiseLevel.High)]
    [InlineData("90910000", 250_000.0, 75_000.0, 6, 5, PromiseLevel.High, PromiseLevel.High)]
    [InlineData("90910000", 249_999.0, 50_000.0, 6, 3, PromiseLevel.Fair, PromiseLevel.Fair)]
    [InlineData("45000000", 900_000.0, 500_000.0, 24, 4, PromiseLevel.Fair, PromiseLevel.Fair)]
    [InlineData("45000000", 900_000.0, 100_000.0, 5, 1, PromiseLevel.Low, PromiseLevel.Low)]
    [InlineData("45000000", 900_000.0, null, 24, 2, PromiseLevel.Low, PromiseLevel.Fair)]
    [InlineData("90910000", 900_000.0, null, 24, 4, PromiseLevel.Fair, PromiseLevel.High)]
    [InlineData(null, null, null, null, 0, PromiseLevel.Low, PromiseLevel.High)]
    public void Promise_is_counted_from_what_is_known_and_what_is_unknown_is_said(
        string? cpv, double? value, double? labour, int? months, int points, PromiseLevel level, PromiseLevel atBest)
    {
        var found = Promise.Assess(Facts((decimal?)value, (decimal?)labour, start: null, end: null, months: months, cpv: cpv is null ? [] : [cpv]));
        Assert.Equal((points, level, atBest), (found.Points, found.Level, found.AtBest));
        Assert.Equal(4, found.Reasons.Count);
        var unknown = new object?[] { cpv, labour, value, months }.Count(f => f is null);
        Assert.Equal(unknown, found.Reasons.Count(r => r.Code.EndsWith("-unknown", StringComparison.Ordinal)));
    }

    [Fact]
    public void Reasons_are_said_in_both_languages()
    {
        var reasons = Promise.Assess(Facts(900_000, 300_000, cpv: ["77310000"])).Reasons;
        Assert.Equal(
            ["CPV 77310000 valt onder groenvoorziening, een categorie die het Rijk kansrijk noemt.", "Arbeid is 33,33 % van de waarde.",
             "De waarde is € 900.000, € 250.000 of meer.", "De looptijd is 33 maanden, 6 of meer."], reasons.Select(r => r.Sentence("nl-NL")));
        Assert.Equal(
            ["CPV 77310000 belongs to green maintenance, a category that the Rijk calls promising.", "Labour is 33.33 % of the value.",
             "The value is €900,000, €250,000 or more.", "The duration is 33 months, 6 or more."], reasons.Select(r => r.Sentence("en")));
    }

    [Fact]
    public void A_value_in_another_currency_is_no_value_in_euros() =>
        Assert.Contains(Promise.Assess(Facts(900_000, currency: "SEK")).Reasons, r => r.Code == "promise.value-unknown");
}
