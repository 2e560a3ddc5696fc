using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SroiTracker.Suppliers.Setu;
using SroiTracker.Suppliers.Sync;

namespace SroiTracker.Tests.Suppliers.Setu;

/// <summary>What is read of timecards of SETU 2.0, and what becomes of odd values in them.</summary>
public class SetuItemTests
{
    private static readonly string Example = Answering.Example("setu-timecards.json");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_example_is_read_whole()
    {
        var page = await Page(Example);
        Assert.Equal(("1043", false), (page.Next, page.HasMore));
        Assert.All(page.Items, i => Assert.Empty(i.Objections));
        // 8 and 3 and 4,75 hours; a break and a day of illness are none.
        Assert.Equal(new Timecard("HB-001", new(2026, 1, 5), new(2026, 1, 9), 945, "08057642"), page.Items[0].Timecard);
        // Two of ten hours are told again for the rate that comes on top.
        Assert.Equal(new Timecard("HB-001", new(2026, 1, 12), new(2026, 1, 18), 600, "08057642"), page.Items[1].Timecard);
        Assert.Equal((true, null, "5f0c2b1e-6a57-4f0e-9d55-0a4e2f8f7c00"), (page.Items[2].IsDeleted, page.Items[2].Timecard, page.Items[2].SourceId));
    }

    [Fact]
    public async Task One_timecard_is_asked_for_as_the_standard_has_it_and_is_the_same_as_in_a_page()
    {
        var card = JsonNode.Parse(Example)!["items"]![0]!["timecard"]!.ToJsonString();
        var line = new Answering(card);
        var item = (await new SetuSystem(line.Client).Item("UB/1", Token))!;
        var listed = (await Page(Example)).Items[0];
        Assert.Equal(("UB/1", listed.Timecard, "/sroi/v1/timecard/UB%2F1"), (item.SourceId, item.Timecard, line.Asked[0]));
        Assert.Equal(listed.Content.ToArray(), item.Content.ToArray());
        Assert.Null(await new SetuSystem(new Answering("{}", status: 404).Client).Item("gone", Token));
        Assert.False(await new SetuSystem(line.Client).Tell("1", new(Guid.Empty, null, 1, default, []), "key", Token));
    }

    [Fact]
    public async Task Who_worked_and_at_what_rate_is_passed_over_and_changes_nothing()
    {
        var page = JsonNode.Parse(Example)!;
        page["items"]![0]!["timecard"]!["person"]!["name"] = new JsonObject { ["formattedName"] = "Somebody" };
        page["items"]![0]!["timecard"]!["costCenter"] = new JsonObject { ["code"] = "A" };
        var (named, plain) = ((await Page(page.ToJsonString())).Items[0], (await Page(Example)).Items[0]);
        Assert.Empty(named.Objections);
        Assert.Equal(plain.Content.ToArray(), named.Content.ToArray());
        Assert.DoesNotContain("Somebody", Encoding.UTF8.GetString(named.Content.Span), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("staffingIds/assignmentId/value", null, "value.missing /staffingIds/assignmentId/value")]
    [InlineData("staffingIds/assignmentId/value", 7, "value.missing /staffingIds/assignmentId/value")]
    [InlineData("staffingIds/assignmentId/value", "123456782", "text.bsn /staffingIds/assignmentId/value")]
    [InlineData("staffingIds", null, "value.missing /staffingIds/assignmentId/value")]
    [InlineData("supplier/legalId/value", "0805764", "organisation.kvk-number /supplier/legalId/value")]
    [InlineData("supplier/legalId/schemeAgencyId", "OIN", "")]
    [InlineData("supplier", null, "")]
    [InlineData("period/datePeriod/start", "05-01-2026", "value.invalid /period/datePeriod/start")]
    [InlineData("period/datePeriod/end", null, "value.invalid /period/datePeriod/end")]
    [InlineData("period/datePeriod/end", "2026-01-04", "timecard.period /period/datePeriod")]
    [InlineData("period/datePeriod/end", "2026-04-07", "timecard.period /period/datePeriod")]
    [InlineData("period/datePeriod/end", "2026-04-06", "")]
    [InlineData("timeInterval", null, "")]
    [InlineData("timeInterval", "8", "value.invalid /timeInterval")]
    [InlineData("timeInterval/0/typeCode/value", "Regular", "timecard.type-unknown /timeInterval/0/typeCode/value")]
    [InlineData("timeInterval/0/timeTotal", "8,00", "timecard.hours /timeInterval/0/timeTotal")]
    [InlineData("timeInterval/0/timeTotal", "-8.00", "timecard.hours /timeInterval/0/timeTotal")]
    [InlineData("timeInterval/0/timeTotal", "744.01", "timecard.hours /timeInterval/0/timeTotal")]
    [InlineData("timeInterval/0/timeTotal", "1e1", "timecard.hours /timeInterval/0/timeTotal")]
    [InlineData("timeInterval/0/timeTotal", true, "timecard.hours /timeInterval/0/timeTotal")]
    [InlineData("timeInterval/1/period/dateTimePeriod/end", null, "timecard.hours /timeInterval/1/timeTotal")]
    [InlineData("timeInterval/1/period/dateTimePeriod/end", "2026-01-07T08:00:00", "timecard.hours /timeInterval/1/timeTotal")]
    [InlineData("timeInterval/1/period/dateTimePeriod/end", "2026-01-07T12:00:00+01:00", "timecard.hours /timeInterval/1/timeTotal")]
    [InlineData("timeInterval/0/period/dateTimePeriod/start", "2026-01-10T00:00:00", "value.invalid /timeInterval/0/period/dateTimePeriod/start")]
    [InlineData("timeInterval/0/dayAssignment", "2026-01-06", "")]
    [InlineData("timeInterval/0/dayAssignment", "2026-01-04", "value.invalid /timeInterval/0/period/dateTimePeriod/start")]
    public async Task An_odd_value_is_said_of_its_timecard(string field, object? value, string objection)
    {
        var item = (await Page(With(field, value))).Items[0];
        Assert.Equal(objection, string.Join(", ", item.Objections.Select(o => $"{o.Refusal.Code} {o.Place}")));
        Assert.Equal(objection.Length == 0, item.Timecard is not null);
    }

    [Theory]
    [InlineData("timeInterval/0/timeTotal", "7.5", 915)]
    [InlineData("timeInterval/0/timeTotal", 7.5, 915)]
    [InlineData("timeInterval/0/timeTotal", "0", 465)]
    // Five hours and twenty minutes; half a minute is rounded up.
    [InlineData("timeInterval/0/timeTotal", "5.3333", 785)]
    [InlineData("timeInterval/0/timeTotal", "0.0083", 465)]
    [InlineData("timeInterval/0/timeTotal", "0.00834", 466)]
    // From start to end, where that is all there is.
    [InlineData("timeInterval/0/timeTotal", null, 975)]
    [InlineData("timeInterval/1/period/dateTimePeriod/end", "2026-01-08T01:00", 1_725)]
    [InlineData("timeInterval/0/typeCode/value", "HT320", 945)]
    [InlineData("timeInterval/0/typeCode/value", "HT500", 465)]
    [InlineData("timeInterval/0/typeCode/value", "HT701", 465)]
    [InlineData("timeInterval", null, 0)]
    public async Task Hours_of_work_are_added_up(string field, object? value, int minutes) =>
        Assert.Equal(minutes, (await Page(With(field, value))).Items[0].Timecard!.Minutes);

    [Theory]
    [InlineData("""{"id": "1"}""", "value.missing /timecard")]
    [InlineData("""{"id": "1", "timecard": []}""", "value.missing /timecard")]
    [InlineData("""{"timecard": {}}""", "item.id /id, value.missing /staffingIds/assignmentId/value, value.invalid /period/datePeriod/start, value.invalid /period/datePeriod/end")]
    [InlineData("7", "item.malformed ")]
    public async Task What_is_no_item_is_said_of_it(string item, string objection) => Assert.Equal(objection,
        string.Join(", ", (await Page($$"""{"items": [{{item}}], "next": "a", "hasMore": false}""")).Items[0].Objections.Select(o => $"{o.Refusal.Code} {o.Place}")));

    private static Task<SourcePage> Page(string body) => new SetuSystem(new Answering(body).Client).Page(null, 100, Token);

    private static string With(string field, object? value)
    {
        var page = JsonNode.Parse(Example)!;
        var steps = field.Split('/');
        var at = page["items"]![0]!["timecard"]!;
        foreach (var step in steps[..^1]) at = int.TryParse(step, out var i) ? at[i]! : at[step]!;
        at[steps[^1]] = JsonSerializer.SerializeToNode(value);
        return page.ToJsonString();
    }
}
