using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using SroiTracker.Bouwblokken;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.Placements;

namespace SroiTracker.CommandLine;

/// <summary>Values one candidate under each Tarief that comes with the product, side by side; needs no database.</summary>
internal static class TarievenCompare
{
    private const int UsualHours = 32, UsualMonths = 30, WidthInAFile = 160;

    /// <summary>The whole answer as JSON.</summary>
    private sealed record Compared(
        Doelgroep Doelgroep, DateOnly? SinceDate, decimal HoursPerWeek, DateOnly StartDate, DateOnly EndDate, bool Permanent, AgeBand? AgeBand, IReadOnlyList<ComparedTarief> Tarieven);

    private sealed record ComparedTarief(
        TariefNamed Tarief, string? Bouwblok, Euros? Amount, BouwblokUnit? Unit, bool Unsure, IReadOnlyList<string> OtherBouwblokken, Euros Value, Euros Difference,
        IReadOnlyList<ComparedPart> Parts, IReadOnlyList<LedgerBonus> Bonuses, IReadOnlyList<Reason> Reasons);

    private sealed record ComparedPart(DateOnly FromDate, DateOnly ThroughDate, int CountedDays, Euros Amount, string Formula, NotCounted? Reason);

    private sealed record Reason(string Code, string Detail, Euros Effect);

    public static Command Command()
    {
        var doelgroep = new Option<Doelgroep>("--doelgroep") { Description = "Which group the candidate belongs to.", DefaultValueFactory = _ => Doelgroep.Participatiewet };
        var since = Day("--since", "From which day the candidate belongs to it; decides between \"under\" and \"over two years\".");
        var hours = Text("--hours", $"Working hours a week; {UsualHours} where it is left out.", text => HoursOf(text) is not null, "a number such as 24.5, more than 0 and at most 80, with at most two decimals.");
        var start = Day("--start", "First day of placement and contract; 1 January of this year where it is left out.");
        var end = Day("--end", $"Last day; {UsualMonths} months where it is left out.");
        var ageBand = new Option<AgeBand?>("--age-band") { Description = "For bonuses by age." };
        var permanent = new Option<bool>("--permanent") { Description = "A permanent contract." };
        var conditions = new Option<BonusCondition[]>("--meets") { Description = "Other conditions of bonuses that the candidate meets.", AllowMultipleArgumentsPerToken = true };
        var blocks = new Option<string[]>("--bouwblok") { Description = "Codes of blocks to take where a Tarief has them; else the lowest that is for the Doelgroep.", AllowMultipleArgumentsPerToken = true };
        var first = new Option<string?>("--with") { Description = "Region (and version) that the others are compared with: \"Utrecht huidig\"." };
        var language = new Option<string>("--language") { Description = "nl or en; formulas are in Dutch.", DefaultValueFactory = _ => "en" };
        language.AcceptOnlyFromAmong("nl", "en");
        var json = new Option<bool>("--json") { Description = "The whole answer as JSON, every part with its formula." };
        var compare = new Command("compare", "Value the same candidate, contract and dates under each Tarief that comes with the product, with the reasons for each difference.")
            { doelgroep, since, hours, start, end, ageBand, permanent, conditions, blocks, first, language, json };
        compare.Validators.Add(result =>
        {
            if (DayOf(result.GetValue(end)) < First(result.GetValue(start))) result.AddError("--end: not before the start.");
            if (result.GetValue(first) is { } named && InOrder(named) is null) result.AddError($"--with: there is no Tarief {named}.");
            foreach (var code in (result.GetValue(blocks) ?? []).Where(c => TariefFiles.All().All(t => t.Block(c)?.IsForPlacements() != true)))
                result.AddError($"--bouwblok: no Tarief has a block {code} for placements.");
        });
        compare.SetAction(parsed =>
        {
            var from = First(parsed.GetValue(start));
            var person = new ExpectedPerson(parsed.GetValue(doelgroep), DayOf(parsed.GetValue(since)), Hours.Minutes(HoursOf(parsed.GetValue(hours)) ?? UsualHours), from,
                DayOf(parsed.GetValue(end)) ?? from.AddMonths(UsualMonths).AddDays(-1), parsed.GetValue(permanent), parsed.GetValue(ageBand), []);
            var found = CandidateComparison.Of(InOrder(parsed.GetValue(first))!, person, Conditions(person, parsed.GetValue(conditions) ?? []), parsed.GetValue(blocks) ?? []);
            if (parsed.GetValue(json)) Console.WriteLine(Json.Write(Answer(person, found, parsed.GetValue(language)!)));
            else Show(AnsiConsole.Console, person, found, parsed.GetValue(language)!);
            return 0;
        });
        return new Command("tarieven", "Look into the Tarieven.") { compare };
    }

    /// <summary>All that come with the product, the one that is named first; null where there is none of this name.</summary>
    private static List<Tarief>? InOrder(string? named)
    {
        var all = TariefFiles.All();
        if (named is null) return [.. all];
        var first = all.FirstOrDefault(t => $"{t.Region} {t.Version}".StartsWith(named, StringComparison.OrdinalIgnoreCase));
        return first is null ? null : [first, .. all.Where(t => t != first)];
    }

    /// <summary>What age band, contract and Doelgroep say of themselves, and what is said beside.</summary>
    private static HashSet<BonusCondition> Conditions(ExpectedPerson person, IEnumerable<BonusCondition> stated)
    {
        var met = stated.ToHashSet();
        if (person.Permanent) met.Add(BonusCondition.Permanent);
        if (person.AgeBand is AgeBand.From50To54 or AgeBand.From55) met.Add(BonusCondition.AgeFrom50);
        if (person.AgeBand is AgeBand.From55) met.Add(BonusCondition.AgeFrom55);
        if (person.Doelgroep is Doelgroep.Statushouder) met.Add(BonusCondition.StatushouderOrLanguage);
        return met;
    }

    private static Compared Answer(ExpectedPerson person, IReadOnlyList<CandidateUnderTarief> found, string language) => new(
        person.Doelgroep, person.DoelgroepSince, Hours.Of(person.MinutesPerWeek), person.Start, person.End, person.Permanent, person.AgeBand,
        [
            .. found.Select(f => new ComparedTarief(
                TariefNamed.Of(f.Tarief), f.Bouwblok?.Code, f.Bouwblok?.Amount, f.Bouwblok?.Unit, f.Bouwblok?.Unsure ?? false, [.. f.Others.Select(o => o.Code)], f.Value.Total, f.Difference,
                [.. f.Value.Parts.Select(p => new ComparedPart(p.From, p.Through, p.CountedDays, p.Amount, p.Formula, p.Reason))],
                [.. f.Value.Bonuses.Select(b => new LedgerBonus(b.Code, b.Amount))],
                [.. f.Reasons.Select(r => new Reason(r.Remark.Code, r.Remark.Sentence(language), r.Effect))])),
        ]);

    private static void Show(IAnsiConsole console, ExpectedPerson person, IReadOnlyList<CandidateUnderTarief> found, string language)
    {
        if (Console.IsOutputRedirected) console.Profile.Width = WidthInAFile;
        var table = new Table().AddColumns("Tarief", "Bouwblok");
        foreach (var heading in new[] { Say("Bedrag", "Amount"), Say("Waarde", "Value"), Say("Verschil", "Difference") }) table.AddColumn(new TableColumn(heading).RightAligned());
        foreach (var f in found)
            table.AddRow(new Text(Name(f)), new Text(Block(f)), new Text(f.Bouwblok?.Amount.InWords(language) ?? ""), new Text(f.Value.Total.InWords(language)), new Text(f == found[0] ? "" : Signed(f.Difference)));

        console.WriteLine(Person());
        console.WriteLine(Say($"Verschillen zijn met {Name(found[0])}; bedragen erachter tellen op tot het verschil.", $"Differences are from {Name(found[0])}; the amounts behind them add up to the difference."));
        console.Write(table);
        foreach (var f in found)
        {
            console.WriteLine();
            console.WriteLine($"{Name(f)}: {f.Value.Total.InWords(language)}");
            foreach (var part in f.Value.Parts) console.WriteLine($"  {part.From:yyyy-MM-dd} {part.Through:yyyy-MM-dd}  {part.Formula} = {part.Amount.InWords(language)}");
            foreach (var bonus in f.Value.Bonuses) console.WriteLine($"  {bonus.On:yyyy-MM-dd}             {bonus.Code} = {bonus.Amount.InWords(language)}");
            foreach (var reason in f.Reasons) console.WriteLine($"  {Signed(reason.Effect)}: {reason.Remark.Sentence(language)}");
            if (f.Others.Count > 0)
                console.WriteLine($"  {Say("Ook voor deze Doelgroep", "Also for this Doelgroep")}: {string.Join(", ", f.Others.Select(o => $"{o.Code} ({o.Amount.InWords(language)})"))}; {Say("het laagste is genomen", "the lowest was taken")}.");
            if (f.Bouwblok is { Unsure: true, Note: var note }) console.WriteLine($"  {Say("De bron laat twijfel", "The source leaves doubt")}: {note}");
        }

        string Say(string dutch, string english) => language == "nl" ? dutch : english;
        string Name(CandidateUnderTarief f) => $"{f.Tarief.Region} {f.Tarief.Version}";
        string Signed(Euros euros) => (euros > Euros.Zero ? "+" : "") + euros.InWords(language);
        string Number(decimal hours) => hours.ToString("0.##", CultureInfo.GetCultureInfo(language));
        string Block(CandidateUnderTarief f) => f.Bouwblok is not { } block ? Say("geen voor deze Doelgroep", "none for this Doelgroep") : block.Code
            + (block.MaximumMonths is { } months ? Say($", hoogstens {months} maanden", $", at most {months} months") : "")
            + (block.MinimumMinutes > 0 ? Say($", vanaf {Number(Hours.Of(block.MinimumMinutes))} uur", $", from {Number(Hours.Of(block.MinimumMinutes))} hours") : "")
            + (block.Unsure ? Say(" (onzeker)", " (unsure)") : "");
        string Person() => $"{person.Doelgroep}{(person.DoelgroepSince is { } since ? Say($" sinds {since:yyyy-MM-dd}", $" since {since:yyyy-MM-dd}") : "")}, "
            + $"{Number(Hours.Of(person.MinutesPerWeek))} {Say("uur per week", "hours a week")}, {person.Start:yyyy-MM-dd} {Say("tot en met", "through")} {person.End:yyyy-MM-dd}"
            + (person.Permanent ? Say(", vast dienstverband", ", permanent contract") : "") + (person.AgeBand is { } age ? $", {age}" : "");
    }

    private static DateOnly First(string? start) => DayOf(start) ?? new DateOnly(Session.DateOf(TimeProvider.System.GetUtcNow()).Year, 1, 1);

    private static Option<string?> Text(string name, string description, Func<string?, bool> isRight, string wrong)
    {
        var option = new Option<string?>(name) { Description = description };
        option.Validators.Add(result => { if (!isRight(result.GetValue(option))) result.AddError($"{name}: {wrong}"); });
        return option;
    }

    private static Option<string?> Day(string name, string description) =>
        Text(name, description, text => DayOf(text) is not null, "a day such as 2026-01-31, from 1950 through 2100.");

    private static DateOnly? DayOf(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 1950 and <= 2100 ? day : null;

    private static decimal? HoursOf(string? text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var hours) && hours is > 0 and <= 80 && decimal.Round(hours, 2) == hours ? hours : null;
}
