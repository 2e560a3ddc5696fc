using System.Globalization;
using SroiTracker.Import;

namespace SroiTracker.Tests.Import;

/// <summary>
/// The same notice as XML and as OCDS. A difference between the two is a row here, with both values and the place in the
/// file; everything else must be equal.
/// </summary>
public sealed class PairTests
{
    private static readonly string[] Pairs =
    [
        "2024-110489", "ContractAwardNotice_can-modif_2023-611830", "ContractAwardNotice_can-social_2022-945801",
        "ContractAwardNotice_can-standard_2023-335407", "ContractAwardNotice_veat_2022-671004",
    ];

    /// <summary>Pair, what, in the XML, in the OCDS, and why they differ.</summary>
    private static readonly (string Pair, string What, string Xml, string Ocds)[] Differences =
    [
        // The converter calls every number a British company number; nine digits are none. The XML says Norway (NOR).
        // /ContractAwardNotice/…/Organization[1]/Company/PartyLegalEntity/CompanyID against /parties/0/additionalIdentifiers/0
        ("2024-110489", "buyer scheme", "NO-BRC", "NO-UNKNOWN"),
        ("ContractAwardNotice_can-modif_2023-611830", "buyer scheme", "NO-BRC", "NO-UNKNOWN"),
        ("ContractAwardNotice_can-social_2022-945801", "buyer scheme", "NO-BRC", "NO-UNKNOWN"),
        ("ContractAwardNotice_can-standard_2023-335407", "buyer scheme", "NO-BRC", "NO-UNKNOWN"),
        ("ContractAwardNotice_veat_2022-671004", "buyer scheme", "NO-BRC", "NO-UNKNOWN"),
        // …/Organization[2]/Company/PartyLegalEntity/CompanyID against /parties/1/additionalIdentifiers/0
        ("ContractAwardNotice_can-social_2022-945801", "supplier scheme", "NO-BRC", "NO-UNKNOWN"),
        // The contract names tender TEN-0008 (…/NoticeResult/SettledContract/LotTender/ID), which has no amount; four other
        // tenders of the result have 95000000, 95000000, 95 and 9500000, and a fifth 95000000. The converter took one of
        // them for the award: /awards/0/value/amount.
        ("2024-110489", "value", "", "95000000.00 NOK"),
    ];

    [Theory]
    [MemberData(nameof(PairNames))]
    public async Task Both_formats_of_a_notice_agree_save_for_what_is_listed(string pair)
    {
        var xml = Facts(Assert.Single(Assert.Single(await Reading.File("eforms", "pairs", $"{pair}.xml")).Contracts));
        var ocds = Facts(Assert.Single(Assert.Single(await Reading.File("eforms", "pairs", $"{pair}.ocds.json")).Contracts));

        var found = xml.Keys.Where(k => xml[k] != ocds[k]).Select(k => (pair, k, xml[k], ocds[k])).ToHashSet();
        Assert.Equal(Differences.Where(d => d.Pair == pair).ToHashSet(), found);
    }

    [Theory]
    [MemberData(nameof(PairNames))]
    public async Task Both_formats_of_a_notice_are_one_contract(string pair)
    {
        var xml = Assert.Single(Assert.Single(await Reading.File("eforms", "pairs", $"{pair}.xml")).Contracts);
        var ocds = Assert.Single(Assert.Single(await Reading.File("eforms", "pairs", $"{pair}.ocds.json")).Contracts);
        Assert.True(xml.Identity.IsSameAs(ocds.Identity));
        Assert.True(ocds.Identity.IsSameAs(xml.Identity));
    }

    public static TheoryData<string> PairNames => [.. Pairs];

    private static Dictionary<string, string> Facts(NoticeContract contract) => new()
    {
        ["buyer"] = contract.Buyers[0].Name,
        ["buyer number"] = contract.Buyers[0].Identifier?.Id ?? "",
        ["buyer scheme"] = contract.Buyers[0].Identifier?.Scheme ?? "",
        ["suppliers"] = string.Join(" | ", contract.Suppliers.Select(s => s.Name)),
        ["supplier number"] = string.Join(" | ", contract.Suppliers.Select(s => s.Identifier?.Id)),
        ["supplier scheme"] = string.Join(" | ", contract.Suppliers.Select(s => s.Identifier?.Scheme)),
        ["value"] = contract.Value is { } v ? string.Create(CultureInfo.InvariantCulture, $"{v.Amount:0.00} {v.Currency}") : "",
        ["title"] = contract.Title ?? "",
        ["signed"] = contract.SignatureDate?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "",
        ["nature"] = contract.Nature?.ToString() ?? "",
        ["cpv"] = string.Join(' ', contract.Cpv),
    };
}
