using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using SroiTracker.Bouwblokken;
using SroiTracker.Http;
using SroiTracker.Import;
using SroiTracker.Tests.Import;

namespace SroiTracker.Tests.Demo;

/// <summary>The awards of the demo are those of real notices: as read, as in the files, and valid OCDS.</summary>
public sealed class AwardsTests
{
    private static readonly string Text = ReadText();
    private static readonly JsonElement Package = JsonDocument.Parse(Text).RootElement;
    private static readonly JsonElement[] Releases = [.. Package.GetProperty("releases").EnumerateArray()];

    [Theory]
    // publication, buyer, supplier, amount, signed, awarded
    [InlineData("47485-2017", "Technische Universiteit Delft", "BlueFors Cryogenics Oy Ltd", "360980.00", "2017-01-03", null)]
    [InlineData("83598-2018", "Waterschap Rivierenland", "Combinatie Bureau Waardenburg B.V, Linkit Consult, Natuurbalans en KWR", "60000.00", "2017-12-27", null)]
    [InlineData("312600-2018", "Delft University of Technology", "Oxford Instruments NanoScience", "0.01", "2018-06-27", null)]
    [InlineData("396198-2018", "Gemeente Meierijstad", "Arcadis Nederland B.V.", "275000.00", "2018-09-03", null)]
    [InlineData("539501-2019", "Technische Universiteit Delft", "Bluefors Oy", "395000.00", "2019-08-01", null)]
    [InlineData("132320-2020", "Universiteit Leiden", "ICE Oxford Ltd", "249500.00", "2020-01-07", null)]
    [InlineData("8380-2021", "Havenbedrijf Rotterdam nv", "Park Line Aqua bv", null, "2021-01-01", null)]
    [InlineData("38555-2021", "Universiteit Leiden", "Grob Benelux bv", "843617.00", "2020-10-06", null)]
    [InlineData("115203-2021", "Universiteit Leiden", "Leiden Cryogenics bv", "434500.00", "2021-01-31", null)]
    [InlineData("280422-2021", "Technische Universiteit Delft", "Bluefors Oy", "380790.00", "2021-05-03", null)]
    [InlineData("360595-2021", "Technische Universiteit Delft", "Bluefors Oy", "494000.00", "2021-06-16", null)]
    [InlineData("536841-2021", "Technische Universiteit Delft", "Bluefors Oy", "410000.00", "2021-09-24", null)]
    [InlineData("590641-2021", "Technische Universiteit Delft", "Bluefors Oy", "443000.00", "2021-10-22", null)]
    [InlineData("21362-2023", "Technische Universiteit Delft", "Blue fors Oy", "350000.00", "2023-01-09", null)]
    [InlineData("428435-2023", "Technische Universiteit Delft", "Bluefors Oy", "643915.60", "2023-06-22", null)]
    [InlineData("680640-2023", "Technische Universiteit Delft", "Bluefors Oy", "706180.33", "2023-06-22", null)]
    [InlineData("686652-2023", "Technische Universiteit Delft", "Bluefors Oy", "700000.00", "2023-10-31", null)]
    [InlineData("99445-2024", "Universiteit Leiden", "Andor Technology Ltd", "429070.00", null, "2024-02-13")]
    [InlineData("191536-2024", "Waterschap Rivierenland", "Hegeman Bouw & Infra B.V.", "3887000.00", null, "2024-02-14")]
    [InlineData("772409-2024", "Nederlandse Organisatie voor toegepast-natuurwetenschappelijk onderzoek TNO", "BlueFors Cryogenics Oy", "559000.00", "2024-11-19", "2024-10-25")]
    [InlineData("195299-2025", "Universiteit Twente", "Bluefors Oy", "700000.00", null, null)]
    [InlineData("565349-2025", "Technische Universiteit Delft", "Bluefors Oy", "417000.00", "2025-08-13", null)]
    public void Each_award_is_as_it_was_read_in_the_notice(
        string publication, string buyer, string supplier, string? amount, string? signed, string? awarded)
    {
        var release = Releases.Single(r => Publication(r) == publication);

        Assert.Equal((buyer, supplier, amount, signed, awarded), (
            At(release, "buyer", "name"), At(Award(release), "suppliers", 0, "name"),
            Amount(Award(release)), Day(release, "contracts", 0, "dateSigned"), Day(release, "awards", 0, "date")));
        Assert.Equal(amount, Amount(release.GetProperty("contracts")[0]));
    }

    [Fact]
    public void The_contract_of_Rivierenland_and_Hegeman_is_whole()
    {
        var release = Releases.Single(r => Publication(r) == "191536-2024");

        Assert.Equal(["NL-KVK 30281419", "NL-KVK 70248311"], release.GetProperty("parties").EnumerateArray()
            .Select(p => $"{At(p, "identifier", "scheme")} {At(p, "identifier", "id")}"));
        Assert.Equal(("2024-04-01", "2026-12-31", "2024-04-02"), (Day(release, "contracts", 0, "period", "startDate"),
            Day(release, "contracts", 0, "period", "endDate"), Day(release, "date")));
        Assert.Equal("EUR", At(Award(release), "value", "currency"));
        Assert.Contains("Social Return (criterium 5)", At(release, "tender", "awardCriteriaDetails"), StringComparison.Ordinal);
    }

    [Fact]
    public void There_are_at_least_20_different_contracts_and_no_data_of_contact_persons()
    {
        Assert.Equal(22, Releases.Length);
        Assert.True(Releases.Select(r => (At(r, "ocid"), At(r, "contracts", 0, "id"))).Distinct().Count() >= 20);
        Assert.DoesNotMatch("@|contactPoint|telephone|email|\\+31", Text);
    }

    [Fact]
    public void Every_fact_is_the_notice_s()
    {
        var files = Directory.GetFiles(SharedData.Path("ted-r209", "nl"), "*.xml")
            .Concat(Directory.GetFiles(SharedData.Path("eforms", "nl"), "*.xml"))
            .Select(f => XDocument.Load(f).Root!).ToArray();

        foreach (var release in Releases)
        {
            var notice = files.Single(n => PublicationOf(n) == Publication(release));
            var facts = notice.Name.LocalName == "TED_EXPORT" ? Ted(notice) : EForms(notice);
            Assert.Equal(facts, new Facts(
                At(release, "buyer", "name"), At(release, "parties", 0, "identifier", "id"),
                At(Award(release), "suppliers", 0, "name"), At(release, "parties", 1, "identifier", "id"),
                Amount(Award(release)), At(Award(release), "value", "currency"),
                Day(release, "contracts", 0, "dateSigned"), Day(release, "date"), At(release, "tender", "title"),
                At(release, "tender", "items", 0, "classification", "id"),
                At(release, "tender", "mainProcurementCategory")));
        }
        // The notices with a winner: all but 13913-2021, whose procurement failed.
        Assert.Equal(Releases.Length, files.Count(n => Leaf(n, "AWARDED_CONTRACT") is not null || n.Name.LocalName == "ContractAwardNotice"));
    }

    [Fact]
    public async Task The_import_reads_21_contracts_from_22_releases_and_refuses_none()
    {
        var notices = await Reading.Text(Text);

        Assert.All(notices, n => Assert.Null(n.Refusal));
        Assert.Equal(22, notices.Count);
        // 680640-2023 publishes contract 10695 of 428435-2023 again, with another amount.
        var contracts = notices.Select(n => Assert.Single(n.Contracts).Identity).ToList();
        Assert.Equal(21, contracts.Where((c, i) => !contracts.Take(i).Any(c.IsSameAs)).Count());
    }

    [Fact]
    public async Task The_import_reads_the_same_here_as_in_the_notices_themselves()
    {
        var files = new[] { "eforms", "ted-r209" }.SelectMany(f => Directory.GetFiles(SharedData.Path(f, "nl"), "*.xml").Select(p => (Folder: f, Name: Path.GetFileName(p))));
        var read = new Dictionary<string, NoticeContract>();
        foreach (var file in files)
            foreach (var contract in (await Reading.File(file.Folder, "nl", file.Name)).SelectMany(n => n.Contracts)) read.Add(contract.Source.PublicationNumber!, contract);

        foreach (var contract in (await Reading.Text(Text)).SelectMany(n => n.Contracts))
        {
            var notice = read[contract.Source.PublicationNumber!];
            Assert.True(contract.Identity.IsSameAs(notice.Identity), contract.Source.PublicationNumber);
            Assert.Equal(Facts(notice), Facts(contract));
            Assert.Equal(notice.SocialReturnHints.Where(h => h.Text!.StartsWith("Social Return", StringComparison.Ordinal)).Count(), contract.SocialReturnHints.Count);
        }

        static string Facts(NoticeContract c) => string.Join(" | ", c.Source.PublicationNumber, c.Buyers[0].Words(), c.Suppliers[0].Words(), c.Reference, c.Title, c.Kind,
            c.Nature, Money(c.Value), Money(c.EstimatedValue), c.StartDate, c.EndDate, c.AwardDate, c.SignatureDate, c.PublicationDate, string.Join(' ', c.Cpv), string.Join(' ', c.Nuts));

        static string Money(Money? m) => m is null ? "-" : string.Create(CultureInfo.InvariantCulture, $"{m.Amount:0.00} {m.Currency}");
    }

    [Fact]
    public void The_package_is_valid_OCDS()
    {
        var folder = SharedData.Path("ocds", "schema-1.1.5");
        var package = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "release-package-schema.json"))).RootElement;
        var release = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "release-schema.json"))).RootElement;

        Assert.Empty(JsonSchema.Of(package).Faults(Package));
        Assert.All(Releases, r => Assert.Empty(JsonSchema.Of(release).Faults(r)));
    }

    [Theory]
    [InlineData("\"ocid\": \"ocds-", "\"ocd\": \"ocds-", "/ocid")]
    [InlineData("\"initiationType\": \"tender\"", "\"initiationType\": \"whim\"", "/initiationType")]
    [InlineData("\"amount\": 360980.00", "\"amount\": \"360980.00\"", "/awards/0/value/amount")]
    [InlineData("\"date\": \"2017-02-08T00:00:00Z\"", "\"date\": \"2017-02-08\"", "/date")]
    public void The_schema_would_see_a_fault(string right, string wrong, string place)
    {
        var release = JsonDocument.Parse(File.ReadAllText(SharedData.Path("ocds", "schema-1.1.5", "release-schema.json"))).RootElement;
        var broken = JsonDocument.Parse(Releases[0].GetRawText().Replace(right, wrong, StringComparison.Ordinal)).RootElement;

        Assert.Contains(JsonSchema.Of(release).Faults(broken), f => f.StartsWith(place + ":", StringComparison.Ordinal));
    }

    private sealed record Facts(string? Buyer, string? BuyerId, string? Supplier, string? SupplierId, string? Amount, string? Currency,
        string? Signed, string? Published, string? Title, string? Cpv, string? Nature);

    private static Facts Ted(XElement n)
    {
        var form = n.Elements().Single(e => e.Name.LocalName == "FORM_SECTION");
        var (buyer, award) = (Leaf(form, "ADDRESS_CONTRACTING_BODY")!, Leaf(form, "AWARDED_CONTRACT")!);
        var (supplier, value) = (Leaf(award, "ADDRESS_CONTRACTOR")!, Leaf(award, "VAL_TOTAL"));
        return new Facts(Words(Leaf(buyer, "OFFICIALNAME")), Words(Leaf(buyer, "NATIONALID")),
            Words(Leaf(supplier, "OFFICIALNAME")), Words(Leaf(supplier, "NATIONALID")),
            Money(value?.Value), value?.Attribute("CURRENCY")?.Value, Words(Leaf(award, "DATE_CONCLUSION_CONTRACT")),
            Leaf(n, "DATE_PUB")!.Value.Insert(6, "-").Insert(4, "-"), Words(Leaf(Leaf(form, "OBJECT_CONTRACT")!, "TITLE")),
            Leaf(form, "CPV_CODE")!.Attribute("CODE")!.Value, Nature(Leaf(form, "TYPE_CONTRACT")!.Attribute("CTYPE")!.Value));
    }

    private static Facts EForms(XElement n)
    {
        XElement Company(string id) => n.Descendants().Single(e => e.Name.LocalName == "Company"
            && e.Elements().Any(p => p.Name.LocalName == "PartyIdentification" && p.Value == id));
        var project = n.Elements().Single(e => e.Name.LocalName == "ProcurementProject");
        var buyer = Company(Words(Leaf(n.Elements().Single(e => e.Name.LocalName == "ContractingParty"), "ID"))!);
        var supplier = Company(Words(Leaf(Leaf(n, "Tenderer")!, "ID"))!);
        var value = Leaf(n, "PayableAmount") ?? Leaf(n, "TotalAmount")!;
        var contract = n.Descendants().Single(e => e.Name.LocalName == "SettledContract" && e.Elements().Count() > 1);
        return new Facts(Words(Leaf(Leaf(buyer, "PartyName")!, "Name")), Words(Leaf(buyer, "CompanyID")),
            Words(Leaf(Leaf(supplier, "PartyName")!, "Name")), Words(Leaf(supplier, "CompanyID")),
            Money(value.Value), value.Attribute("currencyID")!.Value,
            contract.Elements().SingleOrDefault(e => e.Name.LocalName == "IssueDate")?.Value[..10],
            Leaf(n, "PublicationDate")!.Value[..10], Words(project.Elements().Single(e => e.Name.LocalName == "Name")),
            Words(Leaf(project, "ItemClassificationCode")), Nature(Leaf(project, "ProcurementTypeCode")!.Value));
    }

    private static string? PublicationOf(XElement notice) =>
        Leaf(notice, "NoticePublicationID")?.Value.TrimStart('0')
        ?? Regex.Replace(Leaf(notice, "NO_DOC_OJS")?.Value ?? "", @"^(\d{4})/S \d+-0*(\d+)$", "$2-$1");

    private static string Nature(string code) => code.ToUpperInvariant() switch { "WORKS" => "works", "SERVICES" => "services", "SUPPLIES" => "goods", _ => code };

    private static XElement? Leaf(XElement e, string name) => e.Descendants().FirstOrDefault(d => d.Name.LocalName == name);

    private static string? Words(XElement? e) => e is null ? null : Regex.Replace(e.Value.Trim(), @"\s+", " ");

    private static string? Money(string? value) =>
        value is null ? null : decimal.Parse(value, CultureInfo.InvariantCulture).ToString("0.00", CultureInfo.InvariantCulture);

    private static JsonElement Award(JsonElement release) => Assert.Single(release.GetProperty("awards").EnumerateArray());

    private static string Publication(JsonElement release) =>
        At(Award(release).GetProperty("documents").EnumerateArray().Single(d => At(d, "documentType") == "awardNotice"), "id")!;

    private static string? Amount(JsonElement holder) =>
        holder.TryGetProperty("value", out var v) ? Money(v.GetProperty("amount").GetRawText()) : null;

    private static string? Day(JsonElement e, params object[] path) => At(e, path)?[..10];

    private static string? At(JsonElement e, params object[] path)
    {
        foreach (var step in path)
        {
            if (step is int index) e = e[index];
            else if (!e.TryGetProperty((string)step, out e)) return null;
        }
        return e.GetString();
    }

    private static string ReadText()
    {
        using var stream = typeof(TariefFiles).Assembly.GetManifestResourceStream("SroiTracker.Demo.awards.ocds.json")!;
        return new StreamReader(stream).ReadToEnd();
    }
}
