using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SroiTracker.Domain;
using SroiTracker.Suppliers.Standard;
using SroiTracker.Suppliers.Sync;

namespace SroiTracker.Tests.Suppliers.Standard;

/// <summary>What becomes of odd values in what a standard system answers.</summary>
public class StandardItemTests
{
    private static readonly string Example = Answering.Example("standard-page.json");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_example_is_read_whole()
    {
        var page = await Answered(Example).Page(null, 100, Token);
        Assert.Equal(("seq-90412", true, Encoding.UTF8.GetByteCount(Example)), (page.Next, page.HasMore, page.Bytes));
        Assert.All(page.Items, i => Assert.Empty(i.Objections));
        Assert.Equal(["4711", "4712", "4685"], page.Items.Select(i => i.SourceId));
        Assert.Equal(("HB-003", 24.5m, 2, null), (page.Items[1].Statement!.SupplierReference, page.Items[1].Statement!.HoursPerWeek, page.Items[1].Statement!.Allocations!.Count, page.Items[1].Statement!.EndDate));
        Assert.Equal((true, null, new DateTimeOffset(2026, 7, 20, 6, 20, 0, TimeSpan.Zero)), (page.Items[2].IsDeleted, page.Items[2].Statement, page.Items[2].ChangedAt));
    }

    [Theory]
    // Its own fields.
    [InlineData("id", "4711", "")]
    [InlineData("id", 4711, "item.id /id")]
    [InlineData("id", null, "item.id /id")]
    [InlineData("id", "", "item.id /id")]
    [InlineData("id", " 4711", "item.id /id")]
    [InlineData("id", "..", "item.id /id")]
    [InlineData("id", "123456782", "item.id /id")]
    [InlineData("id", "a\u202Eb", "item.id /id")]
    [InlineData("changedAt", null, "")]
    [InlineData("changedAt", "2026-07-20T08:15:00+02:00", "")]
    [InlineData("changedAt", "yesterday", "value.invalid /changedAt")]
    [InlineData("changedAt", 20260720, "value.invalid /changedAt")]
    [InlineData("deleted", null, "")]
    [InlineData("deleted", "false", "value.invalid /deleted")]
    // Those of the report are judged as a report that is sent to us.
    [InlineData("hoursPerWeek", "18", "value.invalid /hoursPerWeek")]
    [InlineData("hoursPerWeek", 18.005, "value.invalid /hoursPerWeek")]
    [InlineData("hoursPerWeek", null, "value.missing /hoursPerWeek")]
    [InlineData("doelgroep", "wajong", "value.invalid /doelgroep")]
    [InlineData("startDate", "01-01-2026", "value.invalid /startDate")]
    [InlineData("startDate", "2026-02-30", "value.invalid /startDate")]
    [InlineData("candidate", "123456782", "candidate.pseudonym /candidate")]
    [InlineData("candidate", null, "value.missing /candidate")]
    [InlineData("supplierReference", "HB 123456782", "text.bsn /supplierReference")]
    [InlineData("supplierReference", null, "value.missing /supplierReference")]
    [InlineData("name", "somebody", "value.unknown /name")]
    [InlineData("bsn", "123456782", "value.unknown /bsn")]
    public async Task An_odd_value_is_said_of_its_item(string field, object? value, string objection)
    {
        var page = await Answered(With(field, value)).Page(null, 100, Token);
        Assert.Equal(objection, string.Join(", ", page.Items[0].Objections.Select(o => $"{o.Refusal.Code} {o.Place}")));
        // What is beside it is none the worse.
        Assert.All(page.Items.Skip(1), i => Assert.Empty(i.Objections));
    }

    [Theory]
    [InlineData("[1]")]
    [InlineData("\"4711\"")]
    [InlineData("null")]
    public async Task What_is_no_object_is_an_item_without_an_id(string item)
    {
        var odd = Assert.Single((await Answered($$"""{"items": [{{item}}], "next": "a", "hasMore": false}""").Page(null, 1, Token)).Items);
        Assert.Equal((null, "item.malformed"), (odd.SourceId, Assert.Single(odd.Objections).Refusal.Code));
    }

    [Theory]
    [InlineData("""{"id": "1", "supplierReference": "\ud800"}""")]
    [InlineData("""{"id": "\ud800"}""")]
    public async Task Half_characters_are_said_of_their_item(string item) =>
        Assert.NotEmpty((await Answered($$"""{"items": [{{item}}, {"id": "2", "deleted": true}], "next": "a", "hasMore": false}""").Page(null, 2, Token)).Items[0].Objections);

    [Fact]
    public async Task A_system_that_only_touches_changedAt_changed_nothing_and_any_other_field_counts()
    {
        var before = await First(With("changedAt", "2026-07-20T06:15:00Z"));
        Assert.Equal(before, await First(With("changedAt", "2026-09-01T00:00:00Z")));
        Assert.NotEqual(before, await First(With("hoursPerWeek", 19)));
        Assert.NotEqual(before, await First(With("candidate", "p2Fz8sKd6Wq1cV5tJm9r")));
        Assert.NotEqual(before, await First(With("deleted", true)));

        static async Task<byte[]> First(string page) => (await Answered(page).Page(null, 100, Token)).Items[0].Content.ToArray();
    }

    [Theory]
    [InlineData("", "source.malformed")]
    [InlineData("<html/>", "source.malformed")]
    [InlineData("[]", "source.malformed")]
    [InlineData("""{"next": "a", "hasMore": false}""", "source.malformed")]
    [InlineData("""{"items": {}, "next": "a", "hasMore": false}""", "source.malformed")]
    [InlineData("""{"items": [], "hasMore": false}""", "source.malformed")]
    [InlineData("""{"items": [], "next": 7, "hasMore": false}""", "source.malformed")]
    [InlineData("""{"items": [], "next": "", "hasMore": false}""", "source.malformed")]
    [InlineData("""{"items": [], "next": "\ud800", "hasMore": false}""", "source.malformed")]
    [InlineData("""{"items": [], "next": null, "hasMore": true}""", "source.malformed")]
    [InlineData("""{"items": [], "next": "a", "hasMore": "no"}""", "source.malformed")]
    [InlineData("""{"items": [], "items": [], "next": "a", "hasMore": false}""", "source.malformed")]
    [InlineData("""{"items": [{}, {}, {}], "next": "a", "hasMore": false}""", "source.page-too-large")]
    [InlineData("""{"items": [{"\ud800": 1}], "next": "a", "hasMore": false}""", "source.malformed")]
    [InlineData("""{"items": [], "next": null, "hasMore": false}""", "")]
    [InlineData("""{"items": [], "next": "a", "hasMore": false, "total": 0}""", "")]
    public async Task A_page_is_taken_whole_or_not_at_all(string body, string code) =>
        Assert.Equal(code, await Code(Answered(body)));

    [Fact]
    public async Task A_page_that_is_too_deep_or_not_UTF_8_or_whose_cursor_is_too_long_is_not_taken()
    {
        Assert.Equal("source.malformed", await Code(Answered($$"""{"items": [{{new string('[', 40)}}{{new string(']', 40)}}], "next": "a", "hasMore": false}""")));
        Assert.Equal("source.malformed", await Code(Answered($$"""{"items": [], "next": "{{new string('a', 2_001)}}", "hasMore": false}""")));
        Assert.Equal("source.malformed", await Code(Answered(Encoding.Latin1.GetBytes("""{"items": [], "next": "é", "hasMore": false}"""))));
    }

    [Theory]
    [InlineData(401, "source.unauthorised")]
    [InlineData(403, "source.unauthorised")]
    [InlineData(404, "source.refused")]
    [InlineData(410, "source.refused")]
    [InlineData(429, "source.busy")]
    [InlineData(500, "source.refused")]
    [InlineData(503, "source.busy")]
    [InlineData(302, "source.refused")]
    public async Task A_status_that_is_no_success_ends_the_page(int status, string code) =>
        Assert.Equal(code, await Code(Answered("{}", status: status)));

    [Theory]
    [InlineData("text/html; charset=utf-8")]
    [InlineData("application/json; charset=iso-8859-1")]
    [InlineData(null)]
    public async Task Another_type_is_not_taken(string? type) => Assert.Equal("source.content-type", await Code(Answered("""{"items": [], "next": "a", "hasMore": false}""", type)));

    [Fact]
    public async Task What_is_asked_for_is_under_the_address_of_the_connection_whatever_an_id_holds()
    {
        var line = new Answering("""{"items": [], "next": "a", "hasMore": false}""");
        var system = new StandardSystem(line.Client);
        await system.Page(null, 7, Token);
        await system.Page("a+b/c&d=é", 100, Token);
        await Assert.ThrowsAsync<RefusedException>(() => system.Item("a/../b?c#d%e", Token));
        Assert.Equal(["/sroi/v1/placements?pageSize=7", "/sroi/v1/placements?changedSince=a%2Bb%2Fc%26d%3D%C3%A9&pageSize=100", "/sroi/v1/placements/a%2F..%2Fb%3Fc%23d%25e"], line.Asked);
    }

    [Fact]
    public async Task Another_item_than_was_asked_for_is_not_taken()
    {
        var item = JsonNode.Parse(Example)!["items"]![0]!.ToJsonString();
        Assert.Equal("HB-002", (await Answered(item).Item("4711", Token))!.Statement!.SupplierReference);
        Assert.Equal("source.malformed", (await Assert.ThrowsAsync<RefusedException>(() => Answered(item).Item("4712", Token))).Objections[0].Refusal.Code);
    }

    private static string With(string field, object? value)
    {
        var page = JsonNode.Parse(Example)!;
        page["items"]![0]![field] = JsonSerializer.SerializeToNode(value);
        return page.ToJsonString();
    }

    private static async Task<string> Code(StandardSystem system)
    {
        try { await system.Page(null, 2, Token); }
        catch (RefusedException no) { return no.Objections[0].Refusal.Code; }
        return "";
    }

    private static StandardSystem Answered(string body, string? type = "application/json", int status = 200) => Answered(Encoding.UTF8.GetBytes(body), type, status);

    private static StandardSystem Answered(byte[] body, string? type = "application/json", int status = 200) => new(new Answering(body, type, status).Client);
}
