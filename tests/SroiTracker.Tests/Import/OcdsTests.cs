using SroiTracker.Domain;
using SroiTracker.Import;

namespace SroiTracker.Tests.Import;

public sealed class OcdsTests
{
    /// <summary>One award to one supplier; the amount and the award's other fields as JSON.</summary>
    internal static string Release(string ocid, string amount = "125000.50", string award = "\"status\": \"active\"", string more = "") => $$$"""
        {"ocid": "{{{ocid}}}", "id": "{{{ocid}}}-1", "date": "2026-03-01T09:00:00Z", "tag": ["award"],
         "buyer": {"id": "b", "name": "Gemeente Voorbeeld"},
         "parties": [{"id": "b", "name": "Gemeente Voorbeeld", "identifier": {"scheme": "NL-KVK", "id": "12345678"}, "address": {"country": "NL"}},
                     {"id": "s", "name": "Groen B.V.", "identifier": {"scheme": "NL-KVK", "id": "87654321"}}],
         "tender": {"id": "{{{ocid}}}-t", "title": "Groenonderhoud", "mainProcurementCategory": "services", "contractPeriod": {"startDate": "2026-04-01", "endDate": "2028-03-31"}},
         "awards": [{"id": "1", "suppliers": [{"id": "s"}], "value": {"amount": {{{amount}}}, "currency": "EUR"}, {{{award}}}}]{{{more}}}}
        """;

    [Theory]
    [InlineData("release")]
    [InlineData("release package")]
    [InlineData("list")]
    [InlineData("record with its releases")]
    [InlineData("record with a compiled release")]
    public async Task An_award_is_the_same_in_every_packaging(string packaging)
    {
        var release = Release("ocds-1");
        var contract = await Reading.Contract(packaging switch
        {
            "release" => release,
            "release package" => $$"""{"version": "1.1", "publisher": {"name": "x", "releases": [1]}, "releases": [{{release}}]}""",
            "list" => $"[{release}]",
            "record with its releases" => $$"""{"records": [{"ocid": "ocds-1", "releases": [{{release}}]}]}""",
            _ => $$"""{"records": [{"ocid": "ocds-1", "releases": [{"url": "https://example.org/1"}], "compiledRelease": {{release}}}]}""",
        });
        Assert.Equal("NL-KVK 12345678 Gemeente Voorbeeld", contract.Buyers[0].Words());
        Assert.Equal("NL-KVK 87654321 Groen B.V.", contract.Suppliers[0].Words());
        Assert.Equal((125000.50m, "EUR"), (contract.Value!.Amount, contract.Value.Currency));
        Assert.Equal((new DateOnly(2026, 4, 1), new DateOnly(2028, 3, 31)), (contract.StartDate, contract.EndDate));
        Assert.Equal("Groenonderhoud Services ocds-1 ocds-1-t 1", $"{contract.Title} {contract.Nature} {contract.Source.Ocid} {contract.Source.ProcedureId} {contract.Source.AwardId}");
    }

    [Fact]
    public async Task Releases_of_a_record_are_merged_in_order_of_date()
    {
        var contract = await Reading.Contract($$"""
            {"records": [{"ocid": "o", "releases": [
              {"ocid": "o", "id": "2", "date": "2026-05-01T00:00:00Z", "tag": ["awardUpdate"], "awards": [{"id": "1", "value": {"amount": 130000}, "date": null}]},
              {{Release("o", award: "\"status\": \"active\", \"date\": \"2026-02-20T00:00:00Z\"")}}
            ]}]}
            """);
        Assert.Equal((130000m, "EUR"), (contract.Value!.Amount, contract.Value.Currency));
        Assert.Null(contract.AwardDate);
        Assert.Equal("Groen B.V.", contract.Suppliers[0].Name);
        Assert.Equal("2", contract.Source.NoticeId);
    }

    [Fact]
    public async Task A_record_that_only_links_to_its_releases_is_refused()
    {
        var notice = await Reading.One("""{"records": [{"ocid": "o", "releases": [{"url": "https://example.org/1"}]}]}""");
        Assert.Equal("notice.linked-releases /records/0/releases", $"{notice.Refusal!.Refusal.Code} {notice.Refusal.Place}");
    }

    [Theory]
    [InlineData("0", "amount.placeholder")]
    [InlineData("1", "amount.placeholder")]
    [InlineData("1.00", "amount.placeholder")]
    [InlineData("null", "amount.missing")]
    [InlineData("1000.005", "amount.decimals")]
    public async Task An_amount_that_says_nothing_is_left_out_with_a_warning(string amount, string code)
    {
        var notice = await Reading.One(Release("o", amount));
        Assert.Null(Assert.Single(notice.Contracts).Value);
        Assert.Equal(code, notice.Codes());
    }

    [Theory]
    [InlineData("-5", "amount.negative")]
    [InlineData("1e20", "amount.too-large")]
    [InlineData("1e999999999", "amount.too-large")]
    [InlineData("\"1.234\"", "")]
    [InlineData("\"1.234,50\"", "amount.unreadable")]
    [InlineData("\"veel\"", "amount.unreadable")]
    public async Task An_impossible_amount_refuses_the_release(string amount, string code) =>
        Assert.Equal(code, (await Reading.One(Release("o", amount))).Refusal?.Refusal.Code ?? "");

    [Theory]
    [InlineData("\"status\": \"pending\"", "award.not-in-force /awards/0/status")]
    [InlineData("\"status\": \"cancelled\"", "award.not-in-force /awards/0/status")]
    [InlineData("\"status\": \"unsuccessful\"", "award.not-in-force /awards/0/status")]
    [InlineData("\"contractPeriod\": {\"startDate\": \"2027-01-01\", \"endDate\": \"2026-12-31\"}", "period.reversed /awards/0")]
    public async Task An_award_that_is_none_refuses_the_release(string award, string refusal)
    {
        var notice = await Reading.One(Release("o", award: award));
        Assert.Equal(refusal, $"{notice.Refusal!.Refusal.Code} {notice.Refusal.Place}");
    }

    [Theory]
    [InlineData("2024-04-01T00:00:00+02:00", "2024-04-01", "")]
    [InlineData("2024-03-31T23:59:59-05:00", "2024-03-31", "")]
    [InlineData("2024-03-31T22:00:00Z", "2024-03-31", "date.ambiguous")]
    [InlineData("2024-12-31T23:00:00.000Z", "2024-12-31", "date.ambiguous")]
    [InlineData("2024-04-01", "2024-04-01", "")]
    [InlineData("2000-01-01T00:00:00Z", null, "date.placeholder")]
    [InlineData("1900-01-01", null, "date.placeholder")]
    [InlineData("9999-12-31", null, "date.placeholder")]
    [InlineData("2024-13-01", null, "date.unreadable")]
    [InlineData("2023-02-29", null, "date.unreadable")]
    [InlineData("1 april 2024", null, "date.unreadable")]
    public async Task A_date_keeps_the_calendar_day_that_is_written(string written, string? day, string warning)
    {
        var notice = await Reading.One(Release("o", award: $"\"date\": \"{written}\""));
        Assert.Equal(day is null ? null : DateOnly.Parse(day), Assert.Single(notice.Contracts).AwardDate);
        Assert.Equal(warning, notice.Codes());
        Assert.All(notice.Warnings, w => Assert.Equal("/awards/0/date", w.Place));
    }

    [Fact]
    public async Task A_contract_takes_its_own_value_and_names_another_of_its_award()
    {
        var notice = await Reading.One(Release("o", more: """, "contracts": [{"id": "C-77", "awardID": "1", "value": {"amount": 150000, "currency": "EUR"}, "dateSigned": "2026-03-15"}]"""));
        var contract = Assert.Single(notice.Contracts);
        Assert.Equal((150000m, "C-77", new DateOnly(2026, 3, 15)), (contract.Value!.Amount, contract.Reference, contract.SignatureDate));
        Assert.Equal("amount.two-totals", notice.Codes());
    }

    [Fact]
    public async Task Two_contracts_of_one_award_do_not_both_get_its_value()
    {
        var notice = await Reading.One(Release("o", more: """, "contracts": [{"id": "C-1", "awardID": "1"}, {"id": "C-2", "awardID": "1"}, {"id": "C-3", "awardID": "1", "status": "cancelled"}]"""));
        Assert.Equal(["C-1", "C-2"], notice.Contracts.Select(c => c.Reference));
        Assert.All(notice.Contracts, c => Assert.Null(c.Value));
        Assert.Equal("amount.of-several award.not-in-force", notice.Codes());
    }

    [Fact]
    public async Task Social_codes_come_from_the_lot_of_the_award()
    {
        var text = Release("o", award: "\"relatedLots\": [\"L1\"]").Replace("\"tender\": {", """
            "tender": {"lots": [{"id": "L1", "hasSustainability": true, "sustainability": [{"goal": "social.disadvantagedEmploymentOpportunities", "strategies": ["awardCriteria"]}, {"goal": "environmental.water"}],
              "otherRequirements": {"reservedParticipation": ["shelteredWorkshop"]}, "contractTerms": {"reservedExecution": true, "performanceTerms": "De opdrachtnemer zet 5 % in voor mensen met een afstand tot de arbeidsmarkt; bel 06-12345678."}},
              {"id": "L2", "contractTerms": {"reservedExecution": false}}],
            """, StringComparison.Ordinal);
        var contract = await Reading.Contract(text);
        Assert.Equal(["BT-775 opp", "BT-71 res-ws", "BT-736 yes"], contract.SocialCodes.Select(c => $"{c.Field} {c.Code}"));
        var hint = Assert.Single(contract.SocialReturnHints);
        Assert.Equal(("De opdrachtnemer zet 5 % in voor mensen met een afstand tot de arbeidsmarkt; bel […].", "/tender/lots/0/contractTerms/performanceTerms"), (hint.Text, hint.Pointer));
    }

    [Fact]
    public async Task A_title_is_one_line_without_addresses_and_numbers_of_people()
    {
        var text = Release("o").Replace("Groenonderhoud", "Groen\\r\\n  onderhoud\\u0007, vragen: j.jansen@example.org of +31 (0)6 1234 5678, bsn 111222333", StringComparison.Ordinal);
        var notice = await Reading.One(text);
        Assert.Equal("Groen onderhoud , vragen: […] of […], bsn *********", notice.Contracts[0].Title);
        Assert.Equal("text.masked", notice.Codes());
    }

    [Fact]
    public async Task Items_have_their_line_and_column()
    {
        var notices = await Reading.Text("{\n \"releases\": [\n  {\"ocid\": \"a\"},\n{\"ocid\": \"b\"}]}");
        Assert.Equal([(3L, 3L), (4L, 1L)], notices.Select(n => (n.Location.Line, n.Location.Column)));
    }
}
