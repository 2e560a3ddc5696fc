using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using SroiTracker.Bouwblokken;
using SroiTracker.Domain;

namespace SroiTracker.Tests.Bouwblokken;

public sealed class TariefFilesTests
{
    private static readonly IReadOnlyList<Tarief> Tarieven = TariefFiles.All();

    /// <summary>As read on the six pages: code, euros, maximum months, minimum hours a week; * is an unsure row.</summary>
    public static TheoryData<string, string, string[]> Tables => new()
    {
        { "Utrecht", "ouder", [
            "participatiewet-under-2-years 30000", "participatiewet-over-2-years 40000", "ww-under-1-year 15000", "ww-over-1-year 20000",
            "wia 30000", "banenafspraak 35000", "bbl 15000", "bol 10000", "nug 10000", "social-activity 100 Hour", "social-purchase 1 InvoiceExclVat *",
            "+permanent-contract 10000 Once Permanent", "+age-from-50 5000 Once AgeFrom50"] },
        { "Utrecht", "huidig", [
            "participatiewet 40000", "banenafspraak 50000", "pro-vso-entree 35000", "wia 40000", "ww 20000", "bbl 35000", "bol 20000", "nug 10000",
            "social-activity 100 Hour", "social-purchase 1 InvoiceExclVat *",
            "+age-from-50 10000 Once AgeFrom50", "+statushouder-or-language 10000 Once StatushouderOrLanguage", "+permanent-contract 10000 Once Permanent"] },
        { "Haaglanden en Zuid-Holland Centraal", "2023", [
            "nug 5000 max 12", "youth-without-startkwalificatie 10000 max 12", "traineeship-mbo-hbo 5000 max 12", "pro-vso-traineeship 7500 max 24",
            "bbl-up-to-level-2 25000 max 24", "bbl-from-level-3 15000 max 36", "ww 20000 max 12", "wia 30000 max 24", "participatiewet 40000 max 24",
            "banenafspraak 50000",
            "+age-from-55 10000 PerFullTimeYear AgeFrom55 *", "+hired-after-traineeship 25000 PerFullTimeYear HiredAfterTraineeship *",
            "+employment-with-disability 10000 PerFullTimeYear EmploymentWithDisability *"] },
        { "Holland Rijnland", "2023", [
            "nug 5000", "nug-with-disability 10000", "bol 10000", "bbl 25000", "pro-vso-hired 25000", "ww 15000", "wia 40000", "wajong 25000",
            "participatiewet 30000", "banenafspraak 50000", "wsw 50000", "social-activity 1000 Day *", "social-purchase 1 InvoiceExclVat",
            "+age-from-55 15000 PerFullTimeYear AgeFrom55", "+hired-after-traineeship 10000 Once HiredAfterTraineeship *"] },
        { "Oost-Nederland", "ongedateerd", [
            "participatiewet-under-2-years 30000 max 24", "participatiewet-over-2-years 40000 max 24", "banenafspraak 40000", "wia 40000",
            "ww-under-1-year 10000 max 12", "ww-over-1-year 15000 max 12", "nug 10000 max 12", "bbl-level-1-2 20000", "work-experience-place 750 Month pro-rata"] },
        { "Harlingen", "ongedateerd", [
            "participatiewet-under-2-years 35000 min 12", "participatiewet-over-2-years 40000 min 12", "banenafspraak 40000 min 12 *", "wia 35000 min 12",
            "ww-under-1-year 15000 min 12", "ww-over-1-year 20000 min 12", "bbl 15000 min 12", "bbl-own-staff 10000 min 12 own-staff",
            "traineeship-mbo-1-2 5000 min 12", "traineeship-mbo-3-4-hbo 2500 min 12", "work-experience-place 7500 min 12",
            "+age-from-50 5000 Once AgeFrom50 *", "+age-from-55 7500 Once AgeFrom55 *"] },
    };

    [Theory, MemberData(nameof(Tables))]
    public void Each_row_is_as_it_was_read_on_the_page(string region, string version, string[] rows)
    {
        var tarief = Tarieven.Single(t => t.Region == region && t.Version == version);

        string[] found = [
            .. tarief.Bouwblokken.Select(b => Words(b.Code, b.Amount.Amount.ToString("0.##", CultureInfo.InvariantCulture),
                b.Unit == BouwblokUnit.FullTimeYear ? null : $"{b.Unit}", b.MaximumMonths is { } m ? $"max {m}" : null,
                b.MinimumMinutes > 0 ? $"min {b.MinimumMinutes / 60}" : null, b.OwnStaff ? "own-staff" : null,
                b.HoursProRata ? "pro-rata" : null, b.Unsure ? "*" : null)),
            .. tarief.Bonuses.Select(b => Words($"+{b.Code}", b.Amount.Amount.ToString("0.##", CultureInfo.InvariantCulture),
                $"{b.Kind}", $"{b.Condition}", b.Unsure ? "*" : null))];

        Assert.Equal(rows, found);
    }

    [Theory]
    [InlineData("Utrecht", "ouder", null, BindingDate.TenderPublication, "https://www.utrecht.nl/")]
    [InlineData("Utrecht", "huidig", null, BindingDate.TenderPublication, "https://www.utrecht.nl/")]
    [InlineData("Haaglanden en Zuid-Holland Centraal", "2023", "2023-07-01", BindingDate.ContractStart, "https://www.denhaag.nl/")]
    [InlineData("Holland Rijnland", "2023", "2023-09-01", BindingDate.TenderPublication, "https://www.dzb.nl/")]
    [InlineData("Oost-Nederland", "ongedateerd", null, BindingDate.TenderPublication, "https://impactoost.nl/")]
    [InlineData("Harlingen", "ongedateerd", null, BindingDate.TenderPublication, "https://harlingen.nl/")]
    public void Each_version_says_from_when_it_binds_and_where_it_was_read(
        string region, string version, string? from, BindingDate boundBy, string site)
    {
        var tarief = Tarieven.Single(t => t.Region == region && t.Version == version);

        Assert.Equal(from is null ? null : DateOnly.ParseExact(from, "yyyy-MM-dd", CultureInfo.InvariantCulture), tarief.ValidFrom);
        Assert.Null(tarief.ValidTo);
        Assert.Equal(boundBy, tarief.BoundBy);
        Assert.StartsWith(site, tarief.Source, StringComparison.Ordinal);
        Assert.Equal((36 * 60, TimeBasis.Days, MaximumScope.Contract), (tarief.FullTimeMinutes, tarief.Basis, tarief.MaximumScope));
    }

    [Fact]
    public void There_are_six_versions_and_every_id_and_code_is_unique()
    {
        Assert.Equal(6, Tarieven.Count);
        Assert.Equal(6, Tarieven.Select(t => t.Id).Distinct().Count());
        Assert.All(Tarieven, t => Assert.Distinct(t.Bouwblokken.Select(b => b.Code).Concat(t.Bonuses.Select(b => b.Code))));
    }

    [Fact]
    public void Every_unsure_row_says_why()
    {
        Assert.All(Tarieven.SelectMany(t => t.Bouwblokken).Where(b => b.Unsure), b => Assert.False(string.IsNullOrWhiteSpace(b.Note)));
        Assert.All(Tarieven.SelectMany(t => t.Bonuses).Where(b => b.Unsure), b => Assert.False(string.IsNullOrWhiteSpace(b.Note)));
    }

    [Fact]
    public void The_same_code_serves_overlapping_groups_in_every_region() =>
        Assert.All(Tarieven.SelectMany(t => t.Bouwblokken).Where(b => b.Serves is [_, ..]).GroupBy(b => b.Code), blocks =>
            Assert.NotEmpty(blocks.Select(b => b.Serves!.AsEnumerable()).Aggregate((a, b) => a.Intersect(b))));

    [Fact]
    public void The_published_rows_of_Utrecht_agree()
    {
        // bron_url,gemeente,versie,bouwblok,eenheid,waarde_eur,opmerking; commas inside quotes do not separate.
        var rows = File.ReadLines(SharedData.Path("sroi", "bouwblokken-gemeenten.csv")).Skip(1)
            .Select(line => Regex.Split(line, ",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)").Select(f => f.Trim('"')).ToArray())
            .Where(f => f[1] == "Utrecht");
        var seen = 0;
        foreach (var f in rows)
        {
            seen++;
            var tarief = Tarieven.Single(t => t.Region == "Utrecht" && t.Version == (f[2] == "oud" ? "ouder" : "huidig"));
            var (code, isBonus) = UtrechtCodes[f[3]];
            var euros = Euros.From(decimal.Parse(f[5], CultureInfo.InvariantCulture));

            Assert.Equal(f[0], tarief.Source);
            Assert.Equal((f[3], euros), (f[3], isBonus ? tarief.BonusOf(code)!.Amount : tarief.Block(code)!.Amount));
            if (isBonus) Assert.Equal((f[4], tarief.BonusOf(code)!.Kind), ("eenmalig extra", BonusKind.Once));
            else Assert.Equal(f[4].StartsWith("per uur", StringComparison.Ordinal), tarief.Block(code)!.Unit == BouwblokUnit.Hour);
        }
        Assert.Equal(24, seen);
    }

    private static readonly Dictionary<string, (string Code, bool Bonus)> UtrechtCodes = new()
    {
        ["Participatiewet < 2 jaar"] = ("participatiewet-under-2-years", false),
        ["Participatiewet > 2 jaar"] = ("participatiewet-over-2-years", false),
        ["Participatiewet"] = ("participatiewet", false),
        ["WW < 1 jaar"] = ("ww-under-1-year", false),
        ["WW > 1 jaar"] = ("ww-over-1-year", false),
        ["WW"] = ("ww", false),
        ["WIA/WAO"] = ("wia", false),
        ["Doelgroep banenafspraak"] = ("banenafspraak", false),
        ["Praktijkleerplaats PrO/VSO of entree-opleiding"] = ("pro-vso-entree", false),
        ["BBL-traject"] = ("bbl", false),
        ["Mbo bbl niveau 2, 3 en 4"] = ("bbl", false),
        ["BOL-traject"] = ("bol", false),
        ["Mbo bol niveau 2, 3 en 4"] = ("bol", false),
        ["Niet-uitkeringsgerechtigde"] = ("nug", false),
        ["Maatschappelijke activiteit"] = ("social-activity", false),
        ["Steun of kennis sociaal initiatief"] = ("social-activity", false),
        ["Vast dienstverband (bonus)"] = ("permanent-contract", true),
        ["50+ (bonus)"] = ("age-from-50", true),
        ["Ouder dan 50 jaar (bonus)"] = ("age-from-50", true),
        ["Statushouder of taalachterstand (bonus)"] = ("statushouder-or-language", true),
    };

    private const string Right = """
        {"id":"0b1c2d3e-0000-4000-8000-000000000001","name":"N","region":"R","version":"V","validFrom":"2023-07-01","validTo":null,
         "boundBy":"Signature","fullTimeHours":36.5,"basis":"Months","maximumScope":"Buyer","source":"https://example.org/tarief",
         "bouwblokken":[{"code":"ww","name":"WW","amount":{"amount":1000.50,"currency":"EUR"},"unit":"Month","maximumMonths":12,
          "minimumHoursPerWeek":12.5,"serves":["WW"],"ownStaff":true,"hoursProRata":true,"unsure":true,"note":"Waarom."}],
         "bonuses":[{"code":"age","name":"50+","amount":{"amount":500,"currency":"EUR"},"kind":"Once","condition":"AgeFrom50",
          "waitingMonths":6,"exclusions":["ww"],"unsure":false,"note":null}]}
        """;

    [Fact]
    public void A_right_file_gives_every_member_of_the_Tarief()
    {
        var tarief = Read(Right);

        Assert.Equal((new DateOnly(2023, 7, 1), null, BindingDate.Signature, 2190, TimeBasis.Months, MaximumScope.Buyer),
            (tarief.ValidFrom, tarief.ValidTo, tarief.BoundBy, tarief.FullTimeMinutes, tarief.Basis, tarief.MaximumScope));
        Assert.Equivalent(new Bouwblok("ww", "WW", new Euros(100050), BouwblokUnit.Month, 12, 750, [Doelgroep.WW], true, true, true, "Waarom."),
            Assert.Single(tarief.Bouwblokken), strict: true);
        Assert.Equivalent(new Bonus("age", "50+", new Euros(50000), BonusKind.Once, BonusCondition.AgeFrom50, 6, ["ww"], false, null),
            Assert.Single(tarief.Bonuses), strict: true);
    }

    [Theory]
    [InlineData("\"id\":\"0b1c2d3e-0000-4000-8000-000000000001\"", "\"id\":\"00000000-0000-0000-0000-000000000000\"", "/id")]
    [InlineData("\"name\":\"N\"", "\"name\":\" \"", "/name")]
    [InlineData("\"name\":\"N\",", "", "name")]
    [InlineData("\"name\":\"N\"", "\"naam\":\"N\"", "naam")]
    [InlineData("https://example.org/tarief", "example.org", "/source")]
    [InlineData("\"validTo\":null", "\"validTo\":\"2023-06-30\"", "/validToDate")]
    [InlineData("2023-07-01", "2023-07-32", "$.validFrom")]
    [InlineData("\"boundBy\":\"Signature\"", "\"boundBy\":\"Whenever\"", "$.boundBy")]
    [InlineData("\"boundBy\":\"Signature\"", "\"boundBy\":1", "$.boundBy")]
    [InlineData("36.5", "0", "/fullTimeHours")]
    [InlineData("36.5", "36.123", "/fullTimeHours")]
    [InlineData("1000.50", "1000.505", "/bouwblokken/0/amount")]
    [InlineData("1000.50", "-1", "/bouwblokken/0/amount")]
    [InlineData("1000.50", "\"1000.50\"", "$.bouwblokken[0].amount.amount")]
    [InlineData("1000.50,\"currency\":\"EUR\"", "1000.50,\"currency\":\"USD\"", "/bouwblokken/0/amount/currency")]
    [InlineData("\"maximumMonths\":12", "\"maximumMonths\":0", "/bouwblokken/0/maximumMonths")]
    [InlineData("12.5", "37", "/bouwblokken/0/minimumHoursPerWeek")]
    [InlineData("\"unit\":\"Month\"", "\"unit\":\"Place\"", "/bouwblokken/0/hoursProRata")]
    [InlineData("\"Waarom.\"", "null", "/bouwblokken/0/note")]
    [InlineData("\"code\":\"ww\"", "\"code\":\"WW\"", "«WW»")]
    [InlineData("\"code\":\"age\"", "\"code\":\"ww\"", "«ww» is there twice")]
    [InlineData("[\"ww\"]", "[\"wia\"]", "/bonuses/0/exclusions")]
    [InlineData("\"waitingMonths\":6", "\"waitingMonths\":-1", "/bonuses/0/waitingMonths")]
    public void A_wrong_file_is_refused_by_name_and_place(string right, string wrong, string place)
    {
        var error = Assert.Throws<InvalidDataException>(() => Read(Right.Replace(right, wrong, StringComparison.Ordinal)));

        Assert.StartsWith("proef.json ", error.Message, StringComparison.Ordinal);
        Assert.Contains(place, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{\"id\":")]
    public void A_file_that_holds_no_Tarief_is_refused_by_name(string content) =>
        Assert.StartsWith("proef.json ", Assert.Throws<InvalidDataException>(() => Read(content)).Message, StringComparison.Ordinal);

    private static Tarief Read(string json) => TariefFiles.Read("proef.json", new MemoryStream(Encoding.UTF8.GetBytes(json)));

    private static string Words(params string?[] words) => string.Join(' ', words.Where(w => w is not null));
}
