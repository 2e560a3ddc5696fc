using static SroiTracker.Domain.Tests.CountingExamples;

namespace SroiTracker.Domain.Tests;

/// <summary>What is refused before a Tarief version is published for good.</summary>
public class TariefCheckTests
{
    private static readonly Bouwblok Ww = new("ww", "WW", Euro(20_000), Serves: [Doelgroep.WW]);
    private static readonly Bonus Age = new("age", "50+", Euro(5_000), BonusKind.Once, BonusCondition.AgeFrom50);
    private static readonly Tarief Right = Tarief([Ww], [Age]) with { Source = "https://example.org/tarief" };

    public static TheoryData<string, string[], Func<Tarief, Tarief>> Cases => new()
    {
        { "all is right", [], t => t },
        { "a name of spaces", ["value.missing /name"], t => t with { Name = " " } },
        { "no region", ["value.missing /region"], t => t with { Region = "" } },
        { "no version", ["value.missing /version"], t => t with { Version = "" } },
        { "a source that is no address", ["tarief.source /source"], t => t with { Source = "de gemeente" } },
        { "a source that anyone may change on the way", ["tarief.source /source"], t => t with { Source = "http://example.org" } },
        { "it ends on the day it begins", [], t => t with { ValidFrom = Day("2026-01-01"), ValidTo = Day("2026-01-01") } },
        { "it ends before it begins", ["tarief.validity /validToDate"], t => t with { ValidFrom = Day("2026-01-02"), ValidTo = Day("2026-01-01") } },
        { "a week of 81 hours", ["clause.full-time /fullTimeHours"], t => t with { FullTimeMinutes = 81 * 60 } },
        { "a week of nothing", ["clause.full-time /fullTimeHours"], t => t with { FullTimeMinutes = 0 } },
        { "no block", ["value.missing /bouwblokken"], t => t with { Bouwblokken = [] } },
        { "a code in capitals", ["tarief.code /bouwblokken/0/code"], t => t with { Bouwblokken = [Ww with { Code = "WW" }] } },
        { "a code that ends in a new line", ["tarief.code /bouwblokken/0/code"], t => t with { Bouwblokken = [Ww with { Code = "ww\n" }] } },
        { "a block twice", ["tarief.code-twice /bouwblokken/1/code"], t => t with { Bouwblokken = [Ww, Ww] } },
        { "a bonus with the code of a block", ["tarief.code-twice /bonuses/0/code"], t => t with { Bonuses = [Age with { Code = "ww" }] } },
        { "an amount of 0", ["tarief.amount /bouwblokken/0/amount"], t => t with { Bouwblokken = [Ww with { Amount = Euros.Zero }] } },
        { "an amount of ten million", [], t => t with { Bouwblokken = [Ww with { Amount = Euro(10_000_000) }] } },
        { "an amount in cents", ["tarief.amount /bonuses/0/amount"], t => t with { Bonuses = [Age with { Amount = Euro(10_000_000.01m) }] } },
        { "a maximum of 0 months", ["tarief.months /bouwblokken/0/maximumMonths"], t => t with { Bouwblokken = [Ww with { MaximumMonths = 0 }] } },
        { "a minimum of a full week", [], t => t with { Bouwblokken = [Ww with { MinimumMinutes = FullTime }] } },
        { "a minimum above a full week", ["tarief.minimum-hours /bouwblokken/0/minimumHoursPerWeek"], t => t with { Bouwblokken = [Ww with { MinimumMinutes = FullTime + 1 }] } },
        { "a minimum below 0", ["tarief.minimum-hours /bouwblokken/0/minimumHoursPerWeek"], t => t with { Bouwblokken = [Ww with { MinimumMinutes = -1 }] } },
        { "hours pro rata per month", [], t => t with { Bouwblokken = [Ww with { Unit = BouwblokUnit.Month, HoursProRata = true }] } },
        { "hours pro rata per place", ["tarief.hours-pro-rata /bouwblokken/0/hoursProRata"], t => t with { Bouwblokken = [Ww with { Unit = BouwblokUnit.Place, HoursProRata = true }] } },
        { "an hour with a maximum a day for each", [], t => t with { Bouwblokken = [Ww with { Unit = BouwblokUnit.Hour, DayCap = Euro(1_000), DayCapPerPerson = true }] } },
        { "a day for each", [], t => t with { Bouwblokken = [Ww with { Unit = BouwblokUnit.Day, DayCapPerPerson = true }] } },
        { "a maximum a day of a year", ["tarief.day-cap /bouwblokken/0/dayCap"], t => t with { Bouwblokken = [Ww with { DayCap = Euro(1_000) }] } },
        { "a maximum of 0 a day", ["tarief.day-cap /bouwblokken/0/dayCap"], t => t with { Bouwblokken = [Ww with { Unit = BouwblokUnit.Hour, DayCap = Euros.Zero }] } },
        { "no maximum for each", ["tarief.day-cap /bouwblokken/0/dayCapPerPerson"], t => t with { Bouwblokken = [Ww with { Unit = BouwblokUnit.Hour, DayCapPerPerson = true }] } },
        { "from 12 to 24 months in the WW", [], t => t with { Bouwblokken = [Ww with { FromMonths = 12, BelowMonths = 24 }] } },
        { "from 12 to 12 months in the WW", ["tarief.months-of-doelgroep /bouwblokken/0/belowMonths"], t => t with { Bouwblokken = [Ww with { FromMonths = 12, BelowMonths = 12 }] } },
        { "12 months in no Doelgroep", ["tarief.months-of-doelgroep /bouwblokken/0/fromMonths"], t => t with { Bouwblokken = [Ww with { FromMonths = 12, Serves = [] }] } },
        { "doubt without a word", ["tarief.unsure-why /bouwblokken/0/note"], t => t with { Bouwblokken = [Ww with { Unsure = true }] } },
        { "doubt in words", [], t => t with { Bouwblokken = [Ww with { Unsure = true, Note = "De bron noemt geen bedrag." }] } },
        { "waiting for less than 0 months", ["tarief.months /bonuses/0/waitingMonths"], t => t with { Bonuses = [Age with { WaitingMonths = -1 }] } },
        { "an exclusion of a block", [], t => t with { Bonuses = [Age with { Exclusions = ["ww"] }] } },
        { "an exclusion of a bonus that comes later", [], t => t with { Bonuses = [Age with { Exclusions = ["age-2"] }, Age with { Code = "age-2" }] } },
        { "an exclusion of itself and of a stranger", ["tarief.exclusion /bonuses/0/exclusions/0", "tarief.exclusion /bonuses/0/exclusions/1"], t => t with { Bonuses = [Age with { Exclusions = ["age", "wia"] }] } },
        { "more than one thing", ["value.missing /name", "tarief.amount /bouwblokken/0/amount", "tarief.unsure-why /bouwblokken/0/note"],
            t => t with { Name = "", Bouwblokken = [Ww with { Amount = Euro(-1), Unsure = true }] } },
    };

    [Theory, MemberData(nameof(Cases))]
    public void A_version_is_judged_as_a_whole(string what, string[] objections, Func<Tarief, Tarief> change) =>
        Assert.True(objections.SequenceEqual(TariefCheck.Of(change(Right)).Select(o => $"{o.Refusal.Code} {o.Place}")), what);
}
