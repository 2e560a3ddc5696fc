using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using SroiTracker.Domain;

namespace SroiTracker.Bouwblokken;

/// <summary>
/// The Tarief versions that come with the product (rules.md 2), one embedded file each in <c>Tarieven/</c>, with the
/// address of the page they were read from. A file is a <see cref="Tarief"/> as JSON: amounts in euros, times in hours.
/// </summary>
public static partial class TariefFiles
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

    private static InvalidDataException Wrong(string file, string place, string what) => new($"{file} {place} {what}.");

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.CultureInvariant)]
    private static partial Regex KebabCase();

    private sealed record TariefRow(
        Guid Id, string Name, string Region, string Version, DateOnly? ValidFrom, DateOnly? ValidTo, BindingDate BoundBy,
        decimal FullTimeHours, TimeBasis Basis, MaximumScope MaximumScope, string Source,
        IReadOnlyList<BouwblokRow> Bouwblokken, IReadOnlyList<BonusRow> Bonuses)
    {
        public Tarief Checked(string file)
        {
            if (Id == Guid.Empty) throw Wrong(file, "/id", "is empty");
            foreach (var (place, text) in new[] { ("/name", Name), ("/region", Region), ("/version", Version) })
                if (string.IsNullOrWhiteSpace(text)) throw Wrong(file, place, "is empty");
            if (!Uri.TryCreate(Source, UriKind.Absolute, out var source) || source.Scheme != Uri.UriSchemeHttps)
                throw Wrong(file, "/source", "is not an https address");
            if (ValidFrom > ValidTo) throw Wrong(file, "/validTo", "lies before validFrom");
            if (Bouwblokken.Count == 0) throw Wrong(file, "/bouwblokken", "holds no block");
            var fullTime = Minutes(file, "/fullTimeHours", FullTimeHours);
            if (fullTime == 0) throw Wrong(file, "/fullTimeHours", "is 0");

            string[] codes = [.. Bouwblokken.Select(b => b.Code), .. Bonuses.Select(b => b.Code)];
            if (codes.FirstOrDefault(c => !KebabCase().IsMatch(c)) is { } odd) throw Wrong(file, "", $"has a code «{odd}» that is not kebab-case");
            if (codes.Length != codes.Distinct().Count())
                throw Wrong(file, "", $"has the code «{codes.First(c => codes.Count(d => c == d) > 1)}» twice");

            return new Tarief(Id, Name, Region, Version, ValidFrom, ValidTo, BoundBy, fullTime, Basis, MaximumScope, Source,
                [.. Bouwblokken.Select((b, i) => b.Checked(file, $"/bouwblokken/{i}", fullTime))],
                [.. Bonuses.Select((b, i) => b.Checked(file, $"/bonuses/{i}", codes))]);
        }
    }

    private sealed record BouwblokRow(
        string Code, string Name, Money Amount, BouwblokUnit Unit, int? MaximumMonths, decimal MinimumHoursPerWeek,
        IReadOnlyList<Doelgroep> Serves, bool OwnStaff, bool HoursProRata, bool Unsure, string? Note)
    {
        public Bouwblok Checked(string file, string place, int fullTime)
        {
            CheckText(file, place, Name, Unsure, Note);
            if (MaximumMonths <= 0) throw Wrong(file, $"{place}/maximumMonths", "is not above 0");
            var minimum = Minutes(file, $"{place}/minimumHoursPerWeek", MinimumHoursPerWeek);
            if (minimum > fullTime) throw Wrong(file, $"{place}/minimumHoursPerWeek", "is above a full-time week");
            if (HoursProRata && Unit != BouwblokUnit.Month) throw Wrong(file, $"{place}/hoursProRata", "says something of months only");
            return new Bouwblok(Code, Name, Amount.Checked(file, $"{place}/amount"), Unit, MaximumMonths, minimum, Serves,
                OwnStaff, HoursProRata, Unsure, Note);
        }
    }

    private sealed record BonusRow(
        string Code, string Name, Money Amount, BonusKind Kind, BonusCondition Condition, int WaitingMonths,
        IReadOnlyList<string> Exclusions, bool Unsure, string? Note)
    {
        public Bonus Checked(string file, string place, string[] codes)
        {
            CheckText(file, place, Name, Unsure, Note);
            if (WaitingMonths < 0) throw Wrong(file, $"{place}/waitingMonths", "is below 0");
            if (Exclusions.FirstOrDefault(e => e == Code || !codes.Contains(e)) is { } stranger)
                throw Wrong(file, $"{place}/exclusions", $"names «{stranger}», which is no other code of this Tarief");
            return new Bonus(Code, Name, Amount.Checked(file, $"{place}/amount"), Kind, Condition, WaitingMonths, Exclusions, Unsure, Note);
        }
    }

    private sealed record Money(decimal Amount, string Currency)
    {
        public Euros Checked(string file, string place)
        {
            if (Currency != "EUR") throw Wrong(file, $"{place}/currency", "is not EUR");
            return Euros.TryFrom(Amount, out var euros) && euros > Euros.Zero
                ? euros
                : throw Wrong(file, $"{place}/amount", "is not an amount above 0 with at most two decimals");
        }
    }

    private static void CheckText(string file, string place, string name, bool unsure, string? note)
    {
        if (string.IsNullOrWhiteSpace(name)) throw Wrong(file, $"{place}/name", "is empty");
        if (unsure && string.IsNullOrWhiteSpace(note)) throw Wrong(file, $"{place}/note", "must say why the row is unsure");
    }

    private static int Minutes(string file, string place, decimal hours) =>
        hours is >= 0 and <= 80 && hours * 60 == decimal.Truncate(hours * 60)
            ? (int)(hours * 60)
            : throw Wrong(file, place, "is not a number of hours from 0 to 80 in whole minutes");
}
