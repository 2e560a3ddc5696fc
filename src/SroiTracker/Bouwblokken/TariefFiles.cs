using System.Text.Json;
using System.Text.Json.Serialization;
using SroiTracker.Domain;

namespace SroiTracker.Bouwblokken;

/// <summary>
/// The Tarief versions that come with the product (rules.md 2), one embedded file each in <c>Tarieven/</c>, with the
/// address of the page they were read from. A file is a <see cref="Tarief"/> as JSON: amounts in euros, times in hours.
/// </summary>
public static class TariefFiles
{
    private const string Folder = "SroiTracker.Bouwblokken.Tarieven.";

    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        PropertyNameCaseInsensitive = false,
        NumberHandling = JsonNumberHandling.Strict,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter(allowIntegerValues: false) },
    };

    /// <summary>All Tarief versions that come with the product, in the order of their file names.</summary>
    /// <exception cref="InvalidDataException">A file is not right; the message names the file and the place.</exception>
    public static IReadOnlyList<Tarief> All()
    {
        var assembly = typeof(TariefFiles).Assembly;
        var tarieven = new List<Tarief>();
        foreach (var resource in assembly.GetManifestResourceNames()
                     .Where(n => n.StartsWith(Folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var stream = assembly.GetManifestResourceStream(resource)!;
            var file = resource[Folder.Length..];
            var tarief = Read(file, stream);
            if (tarieven.Any(t => t.Id == tarief.Id)) throw Wrong(file, "/id", "is the id of another file too");
            if (tarieven.Any(t => t.Region == tarief.Region && t.Version == tarief.Version))
                throw Wrong(file, "/version", "is a version of this region in another file too");
            tarieven.Add(tarief);
        }
        return tarieven;
    }

    /// <summary>One Tarief from its file.</summary>
    /// <param name="file">Name of the file, for the message.</param>
    /// <param name="json">The content, UTF-8.</param>
    /// <exception cref="InvalidDataException">The file is not right; the message names the file and the place.</exception>
    public static Tarief Read(string file, Stream json)
    {
        TariefRow? row;
        try
        {
            row = JsonSerializer.Deserialize<TariefRow>(json, Strict);
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"{file} {error.Path ?? "$"} (line {error.LineNumber + 1}): {error.Message}", error);
        }
        return (row ?? throw Wrong(file, "", "is empty")).Checked(file);
    }

    private static InvalidDataException Wrong(string file, string place, string what) => new($"{file} {place} {what.TrimEnd('.')}.");

    private sealed record TariefRow(
        Guid Id, string Name, string Region, string Version, DateOnly? ValidFrom, DateOnly? ValidTo, BindingDate BoundBy,
        decimal FullTimeHours, TimeBasis Basis, MaximumScope MaximumScope, string Source,
        IReadOnlyList<BouwblokRow> Bouwblokken, IReadOnlyList<BonusRow> Bonuses, BonusScope BonusScope = BonusScope.Contract)
    {
        public Tarief Checked(string file)
        {
            var tarief = new Tarief(Id, Name, Region, Version, ValidFrom, ValidTo, BoundBy, Minutes(file, "/fullTimeHours", FullTimeHours), Basis, MaximumScope, Source,
                [.. Bouwblokken.Select((b, i) => b.Read(file, $"/bouwblokken/{i}"))], [.. Bonuses.Select((b, i) => b.Read(file, $"/bonuses/{i}"))], BonusScope);
            return TariefCheck.Of(tarief) is [var first, ..] ? throw Wrong(file, first.Place!, first.Sentence("en")) : tarief;
        }
    }

    private sealed record BouwblokRow(
        string Code, string Name, Money Amount, BouwblokUnit Unit, int? MaximumMonths, decimal MinimumHoursPerWeek,
        IReadOnlyList<Doelgroep> Serves, bool OwnStaff, bool HoursProRata, bool Unsure, string? Note, int? FromMonths = null, int? BelowMonths = null,
        Money? DayCap = null, bool DayCapPerPerson = false)
    {
        public Bouwblok Read(string file, string place) => new(Code, Name, Amount.Read(file, $"{place}/amount"), Unit, MaximumMonths,
            Minutes(file, $"{place}/minimumHoursPerWeek", MinimumHoursPerWeek), Serves, OwnStaff, HoursProRata, Unsure, Note, FromMonths, BelowMonths,
            DayCap?.Read(file, $"{place}/dayCap"), DayCapPerPerson);
    }

    private sealed record BonusRow(
        string Code, string Name, Money Amount, BonusKind Kind, BonusCondition Condition, int WaitingMonths,
        IReadOnlyList<string> Exclusions, bool Unsure, string? Note)
    {
        public Bonus Read(string file, string place) =>
            new(Code, Name, Amount.Read(file, $"{place}/amount"), Kind, Condition, WaitingMonths, Exclusions, Unsure, Note);
    }

    private sealed record Money(decimal Amount, string Currency)
    {
        public Euros Read(string file, string place) => Currency != "EUR" ? throw Wrong(file, $"{place}/currency", "is not EUR")
            : Euros.TryFrom(Amount, out var euros) ? euros : throw Wrong(file, $"{place}/amount", "is no amount with at most two decimals");
    }

    private static int Minutes(string file, string place, decimal hours) =>
        hours is >= 0 and <= 80 && hours * 60 == decimal.Truncate(hours * 60)
            ? (int)(hours * 60)
            : throw Wrong(file, place, "is not a number of hours from 0 to 80 in whole minutes");
}
