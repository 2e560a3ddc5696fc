using System.Globalization;
using SroiTracker.Http;

namespace SroiTracker.Tests.Import;

/// <summary>Every Dutch notice in shared/data: the facts are those written down from the notice, not from what our reader made of it.</summary>
public sealed class DutchNoticeTests
{
    private const string Rivierenland = "NL-KVK 30281419 Waterschap Rivierenland";
    private const string Leiden = "NL-KVK 27368929 Universiteit Leiden";
    private const string Delft = "NL-KVK 27364265 Technische Universiteit Delft";
    private const string DelftOdd = "NL-UNKNOWN 102183628 Technische Universiteit Delft";
    private const string DelftBranch = "NL-UNKNOWN 273642650001 Technische Universiteit Delft";
    private const string Bluefors = "- - Bluefors Oy";

    [Theory]
    // file, buyer, supplier, amount, estimated, awarded, signed, published, period, reference, publication number, warnings
    [InlineData("2024-OJS065-00191536.xml", Rivierenland, "NL-KVK 70248311 Hegeman Bouw & Infra B.V.", "3887000.00 EUR", "7000000.00 EUR", "2024-02-14", null, "2024-04-02",
        "2024-04-01 2026-12-31", "219964", "191536-2024", "organisation.natural-person")]
    [InlineData("565349-2025.xml", Delft, "FI-PRO 2183219-9 Bluefors Oy", "417000.00 EUR", "417000.00 EUR", null, "2025-08-13", "2025-08-29",
        "", "7995", "565349-2025", "date.placeholder period.open")]
    [InlineData("772409-2024.xml", "NL-UNKNOWN 252056395 Nederlandse Organisatie voor toegepast-natuurwetenschappelijk onderzoek TNO", "FI-UNKNOWN FI21832199 BlueFors Cryogenics Oy",
        "559000.00 EUR", null, "2024-10-25", "2024-11-19", "2024-12-17", "24 months", "2024 FPL/INK 081", "772409-2024", "options.in-words organisation.identifier-odd")]
    [InlineData("99445-2024.xml", Leiden, "GB-COH NI022466 Andor Technology Ltd", "429070.00 EUR", null, "2024-02-13", null, "2024-02-16",
        "", "RKDRQ1055", "99445-2024", "award.intended period.missing")]
    [InlineData("195299-2025.xml", "NL-KVK 50130536 Universiteit Twente", Bluefors, "700000.00 EUR", null, null, null, "2025-03-26",
        "", "EB-OUT 6663", "195299-2025", "amount.of-notice award.intended date.placeholder period.missing")]
    public Task An_eForms_award_is_read_as_it_stands(string file, string buyer, string supplier, string? amount, string? estimated,
        string? awarded, string? signed, string? published, string period, string? reference, string number, string warnings) =>
        Is(["eforms", "nl", file], buyer, supplier, amount, estimated, awarded, signed, published, period, reference, number, warnings);

    [Theory]
    [InlineData("008380-2021.xml", "NL-KVK 53367972 Havenbedrijf Rotterdam nv", "NL-KVK 27252971 Park Line Aqua bv", null, null, "2021-01-01", "2021-01-08", "1", "8380-2021",
        "amount.missing buyers.several options.in-words organisation.name-placeholder period.missing")]
    [InlineData("083598-2018.xml", Rivierenland, "- - Combinatie Bureau Waardenburg B.V, Linkit Consult, Natuurbalans en KWR", "60000.00 EUR", "60000.00 EUR", "2017-12-27", "2018-02-23", "2017060717", "83598-2018", "period.missing")]
    [InlineData("115203-2021.xml", Leiden, "- - Leiden Cryogenics bv", "434500.00 EUR", "423500.00 EUR", "2021-01-31", "2021-03-08", "1", "115203-2021", "period.missing")]
    [InlineData("132320-2020.xml", Leiden, "- - ICE Oxford Ltd", "249500.00 EUR", "250000.00 EUR", "2020-01-07", "2020-03-19", "1", "132320-2020", "period.missing")]
    [InlineData("21362-2023.xml", Delft, "- - Blue fors Oy", "350000.00 EUR", "350000.00 EUR", "2023-01-09", "2023-01-13", "10749", "21362-2023", "period.missing")]
    [InlineData("280422-2021.xml", DelftOdd, Bluefors, "380790.00 EUR", null, "2021-05-03", "2021-06-04", "2020-9918", "280422-2021", "organisation.identifier-odd period.missing")]
    [InlineData("312600-2018.xml", "NL-UNKNOWN 273642650001 Delft University of Technology", "- - Oxford Instruments NanoScience", null, null, "2018-06-27", "2018-07-19", "2017-193", "312600-2018",
        "amount.placeholder organisation.identifier-odd period.missing")]
    [InlineData("360595-2021.xml", DelftBranch, Bluefors, "494000.00 EUR", null, "2021-06-16", "2021-07-16", "contract_6338 - Cryo fridge", "360595-2021", "organisation.identifier-odd period.missing")]
    [InlineData("38555-2021.xml", Leiden, "- - Grob Benelux bv", "843617.00 EUR", "1000000.00 EUR", "2020-10-06", "2021-01-26", "1", "38555-2021", "amount.two-totals period.missing")]
    [InlineData("396198_2018.xml", "NL-KVK 61559918 Gemeente Meierijstad", "NL-KVK 09036504 Arcadis Nederland B.V.", "275000.00 EUR", null, "2018-09-03", "2018-09-12", "2018-4026", "396198-2018", "options.in-words period.missing")]
    [InlineData("428435-2023.xml", Delft, Bluefors, "643915.60 EUR", null, "2023-06-22", "2023-07-14", "10695", "428435-2023", "period.missing")]
    [InlineData("47485-2017.xml", DelftOdd, "- - BlueFors Cryogenics Oy Ltd", "360980.00 EUR", "350000.00 EUR", "2017-01-03", "2017-02-08", "2016 — 100", "47485-2017", "organisation.identifier-odd period.missing")]
    [InlineData("536841-2021.xml", DelftOdd, Bluefors, "410000.00 EUR", null, "2021-09-24", "2021-10-22", "2021-10205", "536841-2021", "organisation.identifier-odd period.missing text.masked")]
    [InlineData("539501-2019.xml", DelftOdd, Bluefors, "395000.00 EUR", null, "2019-08-01", "2019-11-14", "1", "539501-2019", "organisation.identifier-odd period.missing")]
    [InlineData("590641-2021.xml", DelftBranch, Bluefors, "443000.00 EUR", null, "2021-10-22", "2021-11-19", "2020-9907", "590641-2021", "organisation.identifier-odd period.missing")]
    [InlineData("680640-2023.xml", Delft, Bluefors, "706180.33 EUR", null, "2023-06-22", "2023-11-10", "10695", "680640-2023", "period.missing")]
    [InlineData("686652-2023.xml", Delft, "FI-PRO 2183219-9 Bluefors Oy", "700000.00 EUR", "700000.00 EUR", "2023-10-31", "2023-11-13", "10998", "686652-2023", "period.missing")]
    public Task A_TED_award_is_read_as_it_stands(string file, string buyer, string supplier, string? amount, string? estimated,
        string? signed, string? published, string? reference, string number, string warnings) =>
        Is(["ted-r209", "nl", file], buyer, supplier, amount, estimated, null, signed, published, "", reference, number, warnings);

    [Theory]
    [InlineData("eforms", "2024-OJS044-00127505.xml", "notice.kind")]
    [InlineData("eforms", "649921-2023.xml", "notice.kind")]
    [InlineData("ted-r209", "033909-2022.xml", "notice.kind")]
    [InlineData("ted-r209", "13913-2021.xml", "award.no-winner")]
    public async Task A_notice_without_an_award_says_why_it_gives_no_contract(string folder, string file, string code)
    {
        var notice = Assert.Single(await Reading.File(folder, "nl", file));
        Assert.Equal(code, notice.Refusal!.Refusal.Code);
        Assert.NotNull(notice.Refusal.Place);
        Assert.Empty(notice.Contracts);
    }

    [Fact]
    public void No_Dutch_notice_is_left_out()
    {
        Assert.Equal(7, Directory.GetFiles(SharedData.Path("eforms", "nl")).Length);
        Assert.Equal(19, Directory.GetFiles(SharedData.Path("ted-r209", "nl")).Length);
    }

    [Fact]
    public async Task The_award_of_Rivierenland_names_social_return_with_its_place_and_all_its_codes()
    {
        var contract = Assert.Single(Assert.Single(await Reading.File("eforms", "nl", "2024-OJS065-00191536.xml")).Contracts);

        Assert.Equal("Reparatie vloeren en optimaliseren technische installatie van het hoofdkantoor van Waterschap Rivierenland te Tiel", contract.Title);
        Assert.Equal("Works Contract", $"{contract.Nature} {contract.Kind}");
        Assert.Equal(["45000000", "45200000", "45300000", "45400000", "50700000"], contract.Cpv);
        var hint = Assert.Single(contract.SocialReturnHints);
        Assert.Equal("Social Return (criterium 5)", hint.Text);
        Assert.EndsWith("/SubordinateAwardingCriterion[4]/Name", hint.Pointer, StringComparison.Ordinal);
        Assert.Equal("e23f09ec-e388-47f1-94c2-f6e495b1cf27 9974ccf1-1d0a-4393-9198-33b67d6e2cb7 LOT-0000 RES-0001 CON-0001",
            $"{contract.Source.NoticeId} {contract.Source.ProcedureId} {contract.Source.LotId} {contract.Source.AwardId} {contract.Source.ContractId}");
    }

    [Fact]
    public async Task A_joint_award_keeps_all_buyers_but_the_one_that_lapsed()
    {
        var contract = Assert.Single(Assert.Single(await Reading.File("ted-r209", "nl", "008380-2021.xml")).Contracts);
        Assert.Equal(["Havenbedrijf Rotterdam nv", "North Sea Port Netherlands nv", "Drechtsteden", "Havenbedrijf Antwerpen nv"], contract.Buyers.Select(b => b.Name));
        Assert.Equal("FrameworkAgreement Services", $"{contract.Kind} {contract.Nature}");
    }

    [Fact]
    public async Task Two_different_totals_are_named_with_both_places()
    {
        var notice = Assert.Single(await Reading.File("ted-r209", "nl", "38555-2021.xml"));
        var warning = notice.Warnings.Single(w => w.Refusal.Code == "amount.two-totals");
        Assert.Equal("/TED_EXPORT/FORM_SECTION/F03_2014/AWARD_CONTRACT", warning.Place);
        Assert.Equal(["843617.00 EUR", "1000000.00 EUR", "/TED_EXPORT/FORM_SECTION/F03_2014/OBJECT_CONTRACT/VAL_TOTAL"], warning.Values);
    }

    private static async Task Is(string[] path, string buyer, string supplier, string? amount, string? estimated,
        string? awarded, string? signed, string? published, string period, string? reference, string number, string warnings)
    {
        var notice = Assert.Single(await Reading.File(path));
        Assert.Null(notice.Refusal);
        var contract = Assert.Single(notice.Contracts);

        Assert.Equal(buyer, contract.Buyers[0].Words());
        Assert.Equal(supplier, Assert.Single(contract.Suppliers).Words());
        Assert.Equal((amount, estimated), (Words(contract.Value), Words(contract.EstimatedValue)));
        Assert.Equal((awarded, signed, published), (Words(contract.AwardDate), Words(contract.SignatureDate), Words(contract.Source.PublishedDate)));
        Assert.Equal(period, contract.DurationMonths is { } months ? $"{months} months" : $"{Words(contract.StartDate)} {Words(contract.EndDate)}".Trim());
        Assert.Equal((reference, number), (contract.Reference, contract.Source.PublicationNumber));
        Assert.Equal(warnings, notice.Codes());
        Assert.All(notice.Warnings, w => Assert.StartsWith("/", w.Place, StringComparison.Ordinal));
    }

    private static string? Words(Money? money) => money is null ? null : string.Create(CultureInfo.InvariantCulture, $"{money.Amount:0.00} {money.Currency}");

    private static string? Words(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
