using System.Globalization;

namespace SroiTracker.Domain.Tests;

/// <summary>Contracts, Tarieven and placements for examples: each says only what matters to it.</summary>
internal static class CountingExamples
{
    public static readonly Guid ContractId = Guid.Parse("0198c000-0000-7000-8000-000000000001");
    public const int FullTime = 36 * 60;

    public static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);
    public static DateOnly? DayOrNone(string? day) => day is null ? null : Day(day);
    public static Euros Euro(decimal euros) => Euros.From(euros);
    public static int Minutes(double hours) => (int)Math.Round(hours * 60);

    public static Bouwblok Block(
        decimal amount, int? maximum = null, double minimumHours = 0, string code = "blok", BouwblokUnit unit = BouwblokUnit.FullTimeYear,
        bool ownStaff = false, bool hoursProRata = false) =>
        new(code, code, Euro(amount), unit, maximum, Minutes(minimumHours), OwnStaff: ownStaff, HoursProRata: hoursProRata);

    public static Bonus Bonus(
        string code, decimal amount, BonusKind kind, BonusCondition condition = BonusCondition.StatushouderOrLanguage, int waiting = 0,
        params string[] exclusions) =>
        new(code, code, Euro(amount), kind, condition, waiting, exclusions);

    public static Tarief Tarief(
        IReadOnlyList<Bouwblok> blocks, IReadOnlyList<Bonus>? bonuses = null, TimeBasis basis = TimeBasis.Days,
        MaximumScope scope = MaximumScope.Contract, string version = "2023") =>
        new(Guid.NewGuid(), "Voorbeeld", "Voorbeeld", version, null, null, BindingDate.ContractStart, FullTime, basis, scope, "",
            blocks, bonuses ?? []);

    public static CountingFrame Frame(
        Tarief tarief, string start = "2020-01-01", string end = "2030-12-31", int prior = 0, bool daysBefore = false, int later = 0,
        string? recovery = null, int fullTime = FullTime) =>
        new(ContractId, new(Day(start), Day(end)), prior, daysBefore, later, DayOrNone(recovery), [new(Day(start), tarief, fullTime)]);

    public static CountingFrame Frame(Bouwblok block, TimeBasis basis = TimeBasis.Days) => Frame(Tarief([block], basis: basis));

    public static PlacementTerms Terms(
        double hours, string block = "blok", int share = 10_000, string? inService = null, bool permanent = false, AgeBand? age = null,
        string? employer = null, params string[] bonuses) =>
        new(Minutes(hours), block, Doelgroep.Participatiewet, null, PlacementMethod.Individueel, Employment.Dienstverband, employer,
            DayOrNone(inService), permanent, age, bonuses, null, [new(ContractId, share)]);

    public static CountedPlacement Placement(
        string reference, string start, string? end, string through, params IReadOnlyList<(string From, PlacementTerms Terms)> terms) =>
        new(Guid.NewGuid(), reference, Day(start), DayOrNone(end), Day(through), null, [.. terms.Select(t => new DatedTerms(Day(t.From), t.Terms))]);

    public static CountedPlacement Placement(string start, string through, PlacementTerms terms, string reference = "A") =>
        Placement(reference, start, null, through, (start, terms));

    public static PlacementValue Value(CountingFrame frame, CountedPlacement placement) => Valuation.Of(frame, [placement])[0];

    /// <summary>Parts as a coordinator reads them: days and formula.</summary>
    public static string[] Lines(PlacementValue value) =>
        [.. value.Parts.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.From:yyyy-MM-dd} {p.Through:yyyy-MM-dd} {p.Formula} = {p.Amount}"))];
}
