using System.Globalization;

namespace SroiTracker.Domain;

/// <summary>What stands in a Tarief, in words for people.</summary>
internal static class TariefWords
{
    private static readonly CultureInfo Dutch = CultureInfo.GetCultureInfo("nl-NL");
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    /// <summary>Region and version: "Utrecht huidig".</summary>
    public static string Name(Tarief tarief) => $"{tarief.Region} {tarief.Version}";

    public static Words Unit(Bouwblok block) => block.Unit switch
    {
        BouwblokUnit.FullTimeYear => new("per voltijdjaar", "per full-time year"),
        BouwblokUnit.Month when block.HoursProRata => new("per maand, uren naar rato", "per month, hours pro rata"),
        BouwblokUnit.Month => new("per maand, ongeacht de uren", "per month, whatever the hours"),
        BouwblokUnit.Hour when block.DayCap is { } cap => new($"per uur van een activiteit, hoogstens {cap.InWords()} per dag{Each(block).Dutch}", $"per hour of an activity, at most {cap.InWords()} a day{Each(block).English}"),
        BouwblokUnit.Hour => new("per uur van een activiteit", "per hour of an activity"),
        BouwblokUnit.Day => new($"hoogstens per dag van een activiteit{Each(block).Dutch}", $"at most per day of an activity{Each(block).English}"),
        BouwblokUnit.Place => new("eenmaal per plaats", "once per place"),
        _ => new("per gefactureerde euro zonder btw", "per euro invoiced without VAT"),
    };

    private static Words Each(Bouwblok block) => block.DayCapPerPerson ? new(" voor ieder", " for each") : new("", "");

    public static Words Kind(BonusKind kind) => kind == BonusKind.Once ? new("eenmaal", "once") : new("per voltijdjaar", "per full-time year");

    public static Words Maximum(int? months) => months is { } m
        ? new($"hoogstens {m} maanden", $"at most {m} months")
        : new("zonder maximum", "without a maximum");

    public static Words Minimum(int minutes) => minutes > 0
        ? new($"vanaf {Hours(minutes, Dutch)} uur per week", $"from {Hours(minutes, English)} hours a week")
        : new("zonder minimum", "without a minimum");

    public static Words Week(int minutes) => new($"{Hours(minutes, Dutch)} uur", $"{Hours(minutes, English)} hours");

    public static Words Served(Bouwblok block)
    {
        var months = (block.FromMonths, block.BelowMonths) switch
        {
            (null, null) => new Words("", ""),
            ({ } from, null) => new($", vanaf {from} maanden", $", from {from} months"),
            (null, { } below) => new($", korter dan {below} maanden", $", for less than {below} months"),
            var (from, below) => new($", {from} tot {below} maanden", $", {from} to {below} months"),
        };
        return block.Serves is [_, ..] served
            ? new(string.Join(", ", served) + months.Dutch, string.Join(", ", served) + months.English)
            : new("geen genoemde Doelgroep", "no named Doelgroep");
    }

    public static Words Basis(TimeBasis basis) => basis == TimeBasis.Days
        ? new("dagen van het jaar", "days of the year")
        : new("hele maanden ÷ 12 en dagen ÷ 30", "whole months ÷ 12 and days ÷ 30");

    public static Words Scope(MaximumScope scope) => scope switch
    {
        MaximumScope.Contract => new("per contract", "per contract"),
        MaximumScope.Buyer => new("over alle contracten van een opdrachtgever", "over all contracts of a buyer"),
        _ => new("over alle contracten onder dit Tarief", "over all contracts under this Tarief"),
    };

    public static Words Scope(BonusScope scope) => scope == BonusScope.Contract
        ? new("per contract", "per contract")
        : new("per opdrachtgever", "per buyer");

    public static Words Bound(BindingDate date) => date switch
    {
        BindingDate.TenderPublication => new("de publicatie van de aanbesteding", "the publication of the tender"),
        BindingDate.Signature => new("de ondertekening", "the signature"),
        _ => new("de start van het contract", "the start of the contract"),
    };

    public static Words Validity(Tarief tarief) => (tarief.ValidFrom, tarief.ValidTo) switch
    {
        (null, null) => new("zonder datum", "without a date"),
        ({ } from, null) => new($"vanaf {Day(from, Dutch)}", $"from {Day(from, English)}"),
        (null, { } to) => new($"tot en met {Day(to, Dutch)}", $"through {Day(to, English)}"),
        ({ } from, { } to) => new($"{Day(from, Dutch)} tot en met {Day(to, Dutch)}", $"{Day(from, English)} through {Day(to, English)}"),
    };

    public static Words Condition(BonusCondition condition) => condition switch
    {
        BonusCondition.AgeFrom50 => new("50 jaar of ouder", "50 years or older"),
        BonusCondition.AgeFrom55 => new("55 jaar of ouder", "55 years or older"),
        BonusCondition.Permanent => new("een vast dienstverband", "a permanent contract"),
        BonusCondition.StatushouderOrLanguage => new("statushouder of taalachterstand", "statushouder or behind in the language"),
        BonusCondition.HiredAfterTraineeship => new("in dienst na een stage", "hired after a traineeship"),
        _ => new("dienstverband met een beperking", "employment with a disability"),
    };

    public static Words Waiting(int months) => months > 0 ? new($"na {months} maanden", $"after {months} months") : new("meteen", "at once");

    public static Words Excluded(Bonus bonus) => bonus.Exclusions is [_, ..] codes
        ? new($"niet samen met {string.Join(", ", codes)}", $"not together with {string.Join(", ", codes)}")
        : new("met alles samen", "together with all");

    public static Words Yes(bool yes) => yes ? new("ja", "yes") : new("nee", "no");

    private static string Hours(int minutes, CultureInfo culture) => (minutes / 60m).ToString("0.##", culture);

    private static string Day(DateOnly day, CultureInfo culture) => day.ToString("d MMMM yyyy", culture);
}
