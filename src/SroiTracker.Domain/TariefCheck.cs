using System.Text.RegularExpressions;

namespace SroiTracker.Domain;

/// <summary>Whether a Tarief version holds together, before it is published for good; places are those of its shape in the API.</summary>
public static partial class TariefCheck
{
    /// <summary>The largest amount of a block or a bonus, in euros: above it somebody mistook cents for euros.</summary>
    public const long LargestAmount = 10_000_000;
    private const int MostMonths = 600;

    /// <summary>All objections at once; empty where there are none.</summary>
    public static IReadOnlyList<Objection> Of(Tarief tarief)
    {
        List<Objection> objections = [];
        if (tarief.Id == Guid.Empty) objections.Add(Refusals.ValueMissing.At("/id"));
        foreach (var (text, place) in new[] { (tarief.Name, "/name"), (tarief.Region, "/region"), (tarief.Version, "/version") })
            if (string.IsNullOrWhiteSpace(text)) objections.Add(Refusals.ValueMissing.At(place));
        if (!Uri.TryCreate(tarief.Source, UriKind.Absolute, out var source) || source.Scheme != Uri.UriSchemeHttps) objections.Add(Refusals.TariefSource.At("/source"));
        if (tarief.ValidTo < tarief.ValidFrom) objections.Add(Refusals.TariefValidity.At("/validToDate"));
        if (tarief.FullTimeMinutes is < 1 or > 80 * 60) objections.Add(Refusals.ClauseFullTime.At("/fullTimeHours"));
        if (tarief.Bouwblokken.Count == 0) objections.Add(Refusals.ValueMissing.At("/bouwblokken"));

        var codes = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < tarief.Bouwblokken.Count; i++)
        {
            var place = $"/bouwblokken/{i}";
            objections.AddRange(Row(tarief.Bouwblokken[i], place, tarief.FullTimeMinutes));
            objections.AddRange(Code(tarief.Bouwblokken[i].Code, place, codes));
        }
        for (var i = 0; i < tarief.Bonuses.Count; i++) objections.AddRange(Code(tarief.Bonuses[i].Code, $"/bonuses/{i}", codes));
        for (var i = 0; i < tarief.Bonuses.Count; i++) objections.AddRange(Row(tarief.Bonuses[i], $"/bonuses/{i}", codes));
        return objections;
    }

    private static IEnumerable<Objection> Code(string code, string place, HashSet<string> codes)
    {
        if (!KebabCase().IsMatch(code)) yield return Refusals.TariefCode.At($"{place}/code", code);
        else if (!codes.Add(code)) yield return Refusals.TariefCodeTwice.At($"{place}/code", code);
    }

    private static IEnumerable<Objection> Row(Bouwblok block, string place, int fullTimeMinutes)
    {
        if (block.MaximumMonths is < 1 or > MostMonths) yield return Refusals.TariefMonths.At($"{place}/maximumMonths", 1, MostMonths);
        if (block.MinimumMinutes < 0 || block.MinimumMinutes > fullTimeMinutes) yield return Refusals.TariefMinimumHours.At($"{place}/minimumHoursPerWeek");
        if (block.HoursProRata && block.Unit != BouwblokUnit.Month) yield return Refusals.TariefHoursProRata.At($"{place}/hoursProRata");
        if (block.DayCap is { } cap && (block.Unit != BouwblokUnit.Hour || cap <= Euros.Zero || cap > Euros.From(LargestAmount)))
            yield return Refusals.TariefDayCap.At($"{place}/dayCap", LargestAmount);
        if (block.DayCapPerPerson && block.MostADay is null) yield return Refusals.TariefDayCap.At($"{place}/dayCapPerPerson", LargestAmount);
        foreach (var (months, name) in new[] { (block.FromMonths, "fromMonths"), (block.BelowMonths, "belowMonths") })
        {
            if (months is < 1 or > MostMonths) yield return Refusals.TariefMonths.At($"{place}/{name}", 1, MostMonths);
            else if (months is not null && block.Serves is not [_, ..]) yield return Refusals.TariefMonthsOfDoelgroep.At($"{place}/{name}");
        }
        if (block.BelowMonths <= block.FromMonths) yield return Refusals.TariefMonthsOfDoelgroep.At($"{place}/belowMonths");
        foreach (var objection in Texts(block.Name, block.Amount, block.Unsure, block.Note, place)) yield return objection;
    }

    private static IEnumerable<Objection> Row(Bonus bonus, string place, HashSet<string> codes)
    {
        if (bonus.WaitingMonths is < 0 or > MostMonths) yield return Refusals.TariefMonths.At($"{place}/waitingMonths", 0, MostMonths);
        var exclusions = bonus.Exclusions ?? [];
        for (var i = 0; i < exclusions.Count; i++)
            if (exclusions[i] == bonus.Code || !codes.Contains(exclusions[i])) yield return Refusals.TariefExclusion.At($"{place}/exclusions/{i}", exclusions[i]);
        foreach (var objection in Texts(bonus.Name, bonus.Amount, bonus.Unsure, bonus.Note, place)) yield return objection;
    }

    private static IEnumerable<Objection> Texts(string name, Euros amount, bool unsure, string? note, string place)
    {
        if (string.IsNullOrWhiteSpace(name)) yield return Refusals.ValueMissing.At($"{place}/name");
        if (amount <= Euros.Zero || amount > Euros.From(LargestAmount)) yield return Refusals.TariefAmount.At($"{place}/amount", LargestAmount);
        if (unsure && string.IsNullOrWhiteSpace(note)) yield return Refusals.TariefUnsureWhy.At($"{place}/note");
    }

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*\\z", RegexOptions.CultureInvariant)]
    private static partial Regex KebabCase();
}
