using System.Text.RegularExpressions;
using SroiTracker.Domain;
using SroiTracker.Import;

namespace SroiTracker.Tests.Import;

/// <summary>Every file of shared/data ends in a stated result, and none gives away a contact person.</summary>
public sealed partial class SharedFilesTests
{
    [Theory]
    [InlineData("eforms/sdk/can_23_contracts.xml", "2 contracts")]
    [InlineData("eforms/sdk/can_24_minimal.xml", "1 contracts")]
    [InlineData("eforms/sdk/cn-social_25.xml", "notice.kind")]
    [InlineData("eforms/sdk/cn_24_minimal.xml", "notice.kind")]
    [InlineData("eforms/sdk/pin-rtl_24.xml", "notice.kind")]
    [InlineData("eforms/sdk/subco_81.xml", "notice.kind")]
    [InlineData("eforms/social/112043-2025.xml", "1 contracts")]
    [InlineData("eforms/social/262891-2023.xml", "notice.kind")]
    [InlineData("eforms/social/553370-2023.xml", "notice.kind")]
    [InlineData("eforms/social/650472-2023.xml", "notice.kind")]
    [InlineData("ocds/standard-examples/award.json", "award.not-in-force")]
    [InlineData("ocds/standard-examples/contract.json", "1 contracts")]
    [InlineData("ocds/standard-examples/contractAmendment.json", "1 contracts")]
    [InlineData("ocds/standard-examples/implementation.json", "award.no-winner")]
    [InlineData("ocds/standard-examples/record.json", "1 contracts")]
    [InlineData("ocds/standard-examples/record-embedded-releases.json", "1 contracts")]
    public async Task A_notice_ends_in_a_stated_result(string file, string result)
    {
        var notice = Assert.Single(await Reading.File(file.Split('/')));
        Assert.Equal(result, notice.Refusal?.Refusal.Code ?? $"{notice.Contracts.Count} contracts");
    }

    [Fact]
    public async Task Any_other_file_is_refused_as_a_whole_and_says_so()
    {
        var root = SharedData.Path();
        var refused = new List<string>();
        foreach (var file in Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            try
            {
                Assert.NotEmpty(await Reading.Stream(File.OpenRead(file)));
            }
            catch (RefusedException refusal)
            {
                Assert.Equal("import.format-unknown", Assert.Single(refusal.Objections).Refusal.Code);
                refused.Add(Path.GetRelativePath(root, file));
            }
        Assert.All(refused, f => Assert.Matches("^(codes|sroi|ocds/schema-1.1.5)/|^README.md$", f));
    }

    [Fact]
    public async Task All_147_awards_of_contracts_finder_are_seen_and_the_zero_amounts_are_named()
    {
        var notices = await Reading.File("ocds", "contracts-finder-england-2025.json");

        Assert.Equal(200, notices.Count);
        Assert.Equal(53, notices.Count(n => n.Refusal?.Refusal.Code == "notice.kind"));
        // One award names no supplier: /releases/163.
        var unnamed = Assert.Single(notices, n => n.Refusal?.Refusal.Code == "award.no-winner");
        Assert.Equal("/releases/163/awards/0", unnamed.Refusal!.Place);
        Assert.Equal(146, notices.Sum(n => n.Contracts.Count));
        Assert.Equal([81, 96, 103, 118, 145, 170, 173, 179], notices.Where(n => n.Warnings.Any(w => w.Refusal.Code == "amount.placeholder" && w.Place == $"/releases/{n.Index}/awards/0/value/amount")).Select(n => n.Index));
        Assert.All(notices.SelectMany(n => n.Contracts), c => Assert.Equal("GBP", c.Value?.Currency ?? "GBP"));
    }

    [Fact]
    public async Task A_period_keeps_its_calendar_days_under_summer_time()
    {
        var first = (await Reading.File("ocds", "contracts-finder-england-2025.json"))[0].Contracts[0];
        // 2025-01-23T00:00:00Z and 2025-04-23T23:59:59+01:00
        Assert.Equal((new DateOnly(2025, 1, 23), new DateOnly(2025, 4, 23)), (first.StartDate, first.EndDate));
    }

    [Fact]
    public async Task A_notice_and_the_release_derived_from_it_are_one_contract()
    {
        var releases = await Reading.File("ocds", "nl-derived-from-eforms.json");
        var notices = new[] { "195299-2025", "2024-OJS065-00191536", "565349-2025", "772409-2024", "99445-2024" };
        for (var i = 0; i < notices.Length; i++)
        {
            var notice = Assert.Single(Assert.Single(await Reading.File("eforms", "nl", $"{notices[i]}.xml")).Contracts);
            Assert.Equal([i], releases.Where(r => r.Contracts[0].Identity.IsSameAs(notice.Identity)).Select(r => r.Index));
            Assert.Equal(notice.Value, releases[i].Contracts[0].Value);
        }
    }

    [Fact]
    public async Task The_later_notice_of_a_contract_in_TED_is_that_contract()
    {
        var july = Assert.Single(Assert.Single(await Reading.File("ted-r209", "nl", "428435-2023.xml")).Contracts);
        var november = Assert.Single(Assert.Single(await Reading.File("ted-r209", "nl", "680640-2023.xml")).Contracts);
        var other = Assert.Single(Assert.Single(await Reading.File("ted-r209", "nl", "686652-2023.xml")).Contracts);
        Assert.True(july.Identity.IsSameAs(november.Identity));
        Assert.False(july.Identity.IsSameAs(other.Identity));
        Assert.True(july.Source.IssuedAt < november.Source.IssuedAt);
    }

    [Fact]
    public async Task No_contact_data_is_taken_from_any_notice()
    {
        foreach (var folder in new[] { "eforms", "ted-r209", "ocds" })
            foreach (var file in Directory.EnumerateFiles(SharedData.Path(folder), "*", SearchOption.AllDirectories).Where(f => !f.Contains("schema", StringComparison.Ordinal)))
                foreach (var notice in await Reading.Stream(File.OpenRead(file)))
                    Assert.DoesNotMatch(ContactData(), System.Text.Json.JsonSerializer.Serialize(new { notice.Contracts, Warnings = notice.Warnings.Select(w => w.Sentence("nl")), Refused = notice.Refusal?.Sentence("en") }));
    }

    [GeneratedRegex(@"@|(31|44) ?0{7,}|Tennøy|Kikut", RegexOptions.IgnoreCase)]
    private static partial Regex ContactData();
}
