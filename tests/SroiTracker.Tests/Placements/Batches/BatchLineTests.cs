using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using SroiTracker.Domain;
using SroiTracker.Placements.Batches;
using SroiTracker.Tests.Http;
using static SroiTracker.Tests.Placements.PlacementStage;
using static SroiTracker.Tests.Placements.Batches.BatchTests;
using static SroiTracker.Tests.Placements.Batches.Sending;

namespace SroiTracker.Tests.Placements.Batches;

/// <summary>Whatever a line holds, it is that line's own affair: those around it are read and taken.</summary>
public class BatchLineTests(RunningService service) : IClassFixture<RunningService>
{
    // A made-up number that passes the elfproef.
    private const string Bsn = "123456782";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_line_that_is_wrong_is_refused_in_words_of_the_catalogue_and_the_right_ones_between_are_taken()
    {
        var stage = await In(service);
        var wrong = WrongBodies.Of(stage.Report()).Where(w => w.ContentType == "application/json" && !w.Content.Contains((byte)'\n') && w.Content.AsSpan().ContainsAnyExcept(" "u8)).ToList();
        var right = Lines(stage, wrong.Count);
        var body = new List<byte>();
        for (var i = 0; i < wrong.Count; i++) body.AddRange([.. wrong[i].Content, (byte)'\n', .. Encoding.UTF8.GetBytes(right[i]), (byte)'\n']);
        var before = await service.RowCounts();
        var batch = await new Sending("") { Raw = [.. body] }.Taken(stage.Supplier);

        Assert.True(wrong.Count > 200);
        Assert.Equal($"{2 * wrong.Count} lines: {wrong.Count} accepted, 0 unchanged, {wrong.Count} refused", Counts(batch));
        Assert.Equal(wrong.Count, await PlacementCount(stage));
        var (after, refused) = (await service.RowCounts(), batch["refused"]!.AsArray());
        for (var i = 0; i < Math.Min(wrong.Count, 500); i++)
        {
            Assert.Equal(2 * i + 1, (int)refused[i]!["line"]!);
            Assert.NotEmpty(refused[i]!["errors"]!.AsArray());
            Assert.All(refused[i]!["errors"]!.AsArray(), e => Assert.Contains(Refusals.All, r => r.Code == (string?)e!["code"]));
        }
        Assert.Equal(wrong.Count, after["Candidate"] - before["Candidate"]);
        Assert.Equal(wrong.Count, after["PlacementReport"] - before["PlacementReport"]);
        Assert.Equal(wrong.Count, after["Event"] - before["Event"]);
    }

    [Theory]
    [InlineData(0, true), InlineData(1, true), InlineData(64 * 1024, true), InlineData(64 * 1024 + 1, false), InlineData(64 * 1024 + 2, false), InlineData(128 * 1024, false), InlineData(1_000_000, false)]
    public async Task A_line_that_is_too_long_is_refused_and_the_next_is_read(int size, bool taken)
    {
        var stage = await In(service);
        foreach (var (end, number) in new[] { ("\n", 1), ("\r\n", 2) })
        {
            var first = Line(stage.Report(Reference(number), $"pseudonym-of-{Reference(number)}"));
            var lines = new[] { first.PadRight(size), Line(stage.Report(Reference(number + 2), $"pseudonym-of-{Reference(number + 2)}")) };
            var sending = new Sending(string.Join(end, lines) + end);
            var batch = await sending.Taken(stage.Supplier);
            Assert.Equal(taken ? [] : ["1 -: 1 line.too-long"], Refused(batch));
            Assert.Equal($"2 lines: {(taken ? 2 : 1)} accepted, 0 unchanged, {(taken ? 0 : 1)} refused", Counts(batch));
            // It is known again, however the body arrives.
            using var again = await (sending with { Slowly = 10_000 }).Whole(stage.Supplier);
            Assert.True(again.Headers.Contains("Idempotent-Replayed"), await again.Content.ReadAsStringAsync(Token));
        }
    }

    [Fact]
    public async Task Arriving_a_byte_at_a_time_it_is_the_same()
    {
        var stage = await In(service);
        var lines = Lines(stage, 6);
        lines[2] = "{\"supplierReference\": \"Žluťoučký kůň 💩\"";
        lines.Insert(3, "");
        var batch = await new Sending("\uFEFF" + string.Join("\r\n", lines)) { Slowly = 1 }.Taken(stage.Supplier);
        Assert.Equal(["3 Žluťoučký kůň 💩: 3 col 49 body.malformed"], Refused(batch));
        Assert.Equal(5, await PlacementCount(stage));
    }

    [Theory]
    [InlineData("Žluťoučký kůň 💩"), InlineData("line\u2028separator"), InlineData("paragraph\u2029separator"), InlineData("שלום"), InlineData("e\u0301"), InlineData("tab\tinside")]
    public async Task Odd_text_that_can_be_read_is_taken_as_it_is(string reference)
    {
        var stage = await In(service);
        var report = stage.Report(reference);
        // As a program that escapes nothing would write it; and a carriage return between fields ends no line.
        var line = Encoding.UTF8.GetString(System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(report, new System.Text.Json.JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
        var batch = await new Sending(line.Replace("\\u2028", "\u2028", StringComparison.Ordinal).Replace("\\u2029", "\u2029", StringComparison.Ordinal).Replace(",\"candidate\"", ",\r\"candidate\"", StringComparison.Ordinal)).Taken(stage.Supplier);
        Assert.Equal("1 lines: 1 accepted, 0 unchanged, 0 refused", Counts(batch));
        Assert.Equal(reference, await service.Read(s => s.QueryOne<string>("SELECT supplierReference FROM Placement WHERE supplierId = @id", new { id = stage.Contract.SupplierId })));
    }

    [Theory]
    [InlineData(Bsn), InlineData("nr 123.45.6782"), InlineData("half \\ud83d"), InlineData("k7Qv2mXw9Rt4bN8sLp3z")]
    public async Task A_reference_that_may_not_be_kept_is_not_kept_with_its_refusal_either(string reference)
    {
        var stage = await In(service);
        var line = Line(stage.Report("@", hours: -1)).Replace("@", reference, StringComparison.Ordinal);
        var batch = await new Sending(line + "\n" + line[..^20]).Taken(stage.Supplier);
        Assert.Equal(2, batch["refused"]!.AsArray().Count);
        Assert.Null(batch["refused"]![0]!["supplierReference"]);
        if (reference != Candidate) Assert.DoesNotContain(reference, batch.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(0, await service.Read(s => s.QueryOne<long>("SELECT COUNT(*) FROM PlacementBatchRefusal WHERE line = 1 AND supplierReference IS NOT NULL AND batchId = @id", new { id = (Guid)batch["id"]! })));
    }

    [Fact]
    public async Task No_pseudonym_is_in_any_file_of_the_database_and_in_no_answer()
    {
        service.RequireFile();
        const string person = "Wq5wXv8nTb2mKc7rLs0e", other = "Yj3fGd6sAk9lPo1iUy4u";
        var stage = await In(service);
        string[] lines =
        [
            Line(stage.Report(candidate: person)), Line(stage.Report(candidate: other)), Line(stage.Report("HB-2", other, hours: -1)), Line(stage.Report("HB-3", other + " ")),
            Line(stage.Report("HB-4", other))[..^1], $$"""{"supplierReference": "HB-5", "{{other}}": "candidate"}""", $$"""{"{{other}}/x": {"{{other}}": 1} }""",
            $$"""{"supplierReference": "HB-6", "candidate": {"{{other}}": "{{other}}"} }""", $$"""{"supplierReference": "HB-7", "candidate": ["{{other}}"]}""",
            $$"""{"supplierReference": "HB-8", "doelgroep": "{{other}}", "startDate": "{{other}}", "teamId": "{{other}}", "hoursPerWeek": "{{other}}"}""",
            $$"""{"supplierReference": "HB-9", "bonuses": "{{other}}"}""", other, $"\"{other}\"", Line(stage.Report("HB-10", other))[2..],
        ];
        var batch = await new Sending(string.Join('\n', lines)).Taken(stage.Supplier);
        Assert.Equal("14 lines: 1 accepted, 0 unchanged, 13 refused", Counts(batch));
        var csv = await new Sending($"supplierReference;candidate;hoursPerWeek\nHB-11;{other};{other}\nHB-12;\"{other};\nHB-13;{other};1;{other}\n", Type: "text/csv").Taken(stage.Supplier);
        Assert.Equal("3 lines: 0 accepted, 0 unchanged, 3 refused", Counts(csv));
        Assert.DoesNotContain(other, batch.ToJsonString() + csv.ToJsonString(), StringComparison.Ordinal);
        await PrivacyTests.AssertNowhere(service, person, other);
    }

    [Fact]
    public async Task Of_a_line_with_very_many_mistakes_the_first_are_said()
    {
        var stage = await In(service);
        var report = stage.Report();
        report["allocations"] = new JsonArray([.. Enumerable.Range(0, 3000).Select(_ => (JsonNode)new JsonObject())]);
        var batch = await new Sending(Line(report)).Taken(stage.Supplier);
        Assert.Equal(20, batch["refused"]![0]!["errors"]!.AsArray().Count);
    }

    [Fact]
    public async Task More_reports_than_a_batch_may_have_are_refused_from_that_line_and_what_came_before_stands()
    {
        var stage = await In(service);
        var first = Lines(stage, 3);
        var body = new StringBuilder(string.Join('\n', first)).Append('\n', 10);
        for (var i = first.Count; i < ReportBatch.MostLines; i++) body.Append("1\n");
        var whole = body.ToString();
        var sending = new Sending(whole + "\n\n1\n1\n");
        await sending.Whole(stage.Supplier).IsRefused(400, "batch.too-many", [null!]);
        Assert.Equal((ReportBatch.MostLines, 3), (await Done(stage), await PlacementCount(stage)));
        // Without what was too many it is complete.
        Assert.Equal("100000 lines: 3 accepted, 0 unchanged, 99997 refused", Counts(await (sending with { Body = whole }).Taken(stage.Supplier)));
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused_before_it_is_read()
    {
        var stage = await In(service);
        using var content = new Sized(BatchLines.LargestBody + 1);
        content.Headers.ContentType = new("application/x-ndjson");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/placement-batches") { Content = content };
        request.Headers.Add("Idempotency-Key", "too-large");
        request.Headers.ExpectContinue = true;
        await stage.Supplier.SendAsync(request, Token).IsRefused(413, "body.too-large");
    }

    [Fact]
    public async Task A_sender_that_is_slow_is_waited_for()
    {
        var stage = await In(service);
        var lines = Lines(stage, 101);
        // Longer than the server gives other bodies.
        var batch = await new Sending(string.Join('\n', lines)) { PauseAfter = 50_000, Pause = TimeSpan.FromSeconds(14) }.Taken(stage.Supplier);
        Assert.Equal("101 lines: 101 accepted, 0 unchanged, 0 refused", Counts(batch));
    }

    [Fact]
    public async Task A_sender_that_says_nothing_any_more_is_not_waited_for_and_what_it_sent_stands()
    {
        var stage = await In(service);
        var lines = Lines(stage, 150);
        var sending = new Sending(string.Join('\n', lines));
        // Past HttpClient, which hears no answer before it has sent all.
        var address = stage.Supplier.BaseAddress!;
        using var connection = new TcpClient();
        await connection.ConnectAsync(address.Host, address.Port, Token);
        await using var stream = connection.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"""
            POST /api/v1/placement-batches HTTP/1.1
            Host: {address.Authority}
            Authorization: {stage.Supplier.DefaultRequestHeaders.Authorization}
            Idempotency-Key: {sending.Key}
            Content-Type: application/x-ndjson
            Content-Length: {sending.Body.Length}


            """).ReplaceLineEndings("\r\n")), Token);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(sending.Body[..^20]), Token);
        while (await Done(stage) < 100) await Task.Delay(20, Token);
        service.Time.Advance(BatchLines.LongestSilence + TimeSpan.FromSeconds(1));
        var (answer, buffer) = ("", new byte[4096]);
        while (!answer.Contains("body.incomplete", StringComparison.Ordinal) && await stream.ReadAsync(buffer, Token) is > 0 and var read)
            answer += Encoding.UTF8.GetString(buffer, 0, read);
        Assert.StartsWith("HTTP/1.1 400", answer, StringComparison.Ordinal);
        Assert.Contains("body.incomplete", answer, StringComparison.Ordinal);
        Assert.Equal(100, await PlacementCount(stage));
        Assert.Equal("150 lines: 150 accepted, 0 unchanged, 0 refused", Counts(await sending.Taken(stage.Supplier)));
    }

    private sealed class Sized(long length) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => Task.CompletedTask;

        protected override bool TryComputeLength(out long computed)
        {
            computed = length;
            return true;
        }
    }
}
