using System.Net;
using System.Text.Json.Nodes;
using static SroiTracker.Tests.Placements.PlacementStage;
using static SroiTracker.Tests.Placements.Batches.Sending;

namespace SroiTracker.Tests.Placements.Batches;

/// <summary>Many reports in one request: each stands alone, as if it had been sent alone.</summary>
public class BatchTests(RunningService service) : IClassFixture<RunningService>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_line_is_accepted_or_unchanged_or_refused_with_its_number_and_why()
    {
        var stage = await In(service);
        await stage.Reported(stage.Report("HB-00001"));
        await stage.Reported(stage.Report("HB-00002", "pseudonym-of-HB-00002"));
        string[] lines =
        [
            Line(stage.Report("HB-00001")),
            "",
            Line(stage.Report("HB-00002", "pseudonym-of-HB-00002", hours: 20, termsFrom: "2026-03-01")),
            Line(stage.Report("HB-00003", "pseudonym-of-HB-00003")),
            Line(stage.Report("HB-00004", "x", hours: -1)),
            "   ",
            Line(stage.Report("HB-00002", "pseudonym-of-another-1")),
            """{"supplierReference": "HB-00005", "candidate" """,
            Line(stage.Report("HB-00006", "pseudonym-of-HB-00006", bouwblok: "no-such-block")),
        ];
        var batch = await new Sending(string.Join('\n', lines)).Taken(stage.Supplier);

        Assert.Equal("7 lines: 2 accepted, 1 unchanged, 4 refused", Counts(batch));
        Assert.Equal("Completed", (string?)batch["state"]);
        Assert.Equal(
        [
            "5 HB-00004: 5 /candidate candidate.pseudonym", "7 HB-00002: 7 placement.other-candidate",
            "8 HB-00005: 8 col 47 body.malformed", "9 HB-00006: 9 /bouwblok bouwblok.unknown",
        ], Refused(batch));
        Assert.Equal(3, await PlacementCount(stage));
    }

    [Fact]
    public async Task It_is_answered_with_where_it_is_found_and_shown_there_the_same()
    {
        var stage = await In(service);
        var lines = Lines(stage, 3);
        lines[1] = "{}";
        using var response = await new Sending(string.Join('\n', lines)).Whole(stage.Supplier);
        var batch = (await response.Json())!;
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal($"/api/v1/placement-batches/{batch["id"]}", response.Headers.Location!.ToString());
        Assert.False(response.Headers.Contains("Idempotent-Replayed"));
        Assert.Equal(batch.ToJsonString(), (await stage.Supplier.Ask($"placement-batches/{batch["id"]}").Is(200)).ToJsonString());
        Assert.Equal(["id", "state", "counts", "refused", "links"], batch.AsObject().Select(f => f.Key));
    }

    [Fact]
    public async Task What_a_line_does_is_what_the_same_report_does_alone()
    {
        var stage = await In(service);
        var alone = await stage.Reported(stage.Report("HB-00001", "pseudonym-of-HB-00001"));
        await new Sending(Line(stage.Report("HB-00002", "pseudonym-of-HB-00002"))).Taken(stage.Supplier);
        var found = (await stage.Supplier.Ask("placements?supplierReference=HB-00002").Is(200))["items"]![0]!;
        Assert.Equal(Standing(await stage.Shown(alone)), Standing(found));
        Assert.Equal(2, await service.Read(s => s.QueryOne<long>("SELECT COUNT(*) FROM Event WHERE act = 'placement.reported' AND supplier = @id", new { id = stage.Contract.SupplierId })));
    }

    [Fact]
    public async Task A_line_sees_what_those_before_it_did()
    {
        var stage = await In(service);
        var second = await stage.SecondContract();
        var lines = new[]
        {
            Line(stage.Report("HB-00001", hours: 24)), Line(stage.Report("HB-00002", hours: 13, contractId: second)),
            Line(stage.Report("HB-00001", hours: 24)), Line(stage.Report("HB-00002", hours: 12, contractId: second)),
        };
        var batch = await new Sending(string.Join("\r\n", lines)).Taken(stage.Supplier);
        Assert.Equal("4 lines: 2 accepted, 1 unchanged, 1 refused", Counts(batch));
        Assert.Equal(["2 HB-00002: 2 /allocations candidate.over-full-time"], Refused(batch));
    }

    [Fact]
    public async Task A_refusal_says_why_in_Dutch_and_English()
    {
        var stage = await In(service);
        var sending = new Sending(Line(stage.Report(hours: 24.125m)), Language: "nl");
        var dutch = await sending.Taken(stage.Supplier);
        Assert.Equal("Deze waarde past niet: verwacht wordt 24.50.", (string?)dutch["refused"]![0]!["errors"]![0]!["detail"]);
        var english = await (sending with { Language = "en" }).Taken(stage.Supplier);
        Assert.Equal("This value does not fit: expected is 24.50.", (string?)english["refused"]![0]!["errors"]![0]!["detail"]);
    }

    [Fact]
    public async Task Of_many_refused_lines_the_first_are_in_the_answer_and_a_link_leads_to_the_others()
    {
        var stage = await In(service);
        var lines = Enumerable.Range(1, 1203).Select(i => i % 2 == 0 ? "" : $$"""{"supplierReference": "HB-{{i}}"}""");
        var batch = await new Sending(string.Join('\n', lines)).Taken(stage.Supplier);
        Assert.Equal("602 lines: 0 accepted, 0 unchanged, 602 refused", Counts(batch));
        Assert.Equal(500, Numbers(batch).Count);
        Assert.Equal(Enumerable.Range(0, 602).Select(i => 2L * i + 1), await AllFrom(batch));
        var page = await stage.Supplier.Ask($"placement-batches/{batch["id"]}?pageSize=60").Is(200);
        Assert.Equal(60, Numbers(page).Count);
        Assert.Equal(Enumerable.Range(0, 602).Select(i => 2L * i + 1), await AllFrom(page));

        async Task<List<long>> AllFrom(JsonNode first)
        {
            var numbers = Numbers(first);
            for (var next = (string?)first["links"]!["next"]; next is not null;)
            {
                var more = await stage.Supplier.GetAsync(new Uri(next, UriKind.Relative), Token).Is(200);
                numbers.AddRange(Numbers(more));
                next = (string?)more["links"]!["next"];
            }
            return numbers;
        }
    }

    [Theory]
    [InlineData(""), InlineData("\n"), InlineData(" \t\r\n\n  \n"), InlineData("\uFEFF"), InlineData("\uFEFF\n\n")]
    [InlineData("", "text/csv"), InlineData("\n\n", "text/csv"), InlineData("supplierReference;candidate", "text/csv"), InlineData("\uFEFFsupplierReference\n\n", "text/csv")]
    public async Task A_batch_without_a_report_is_refused(string body, string type = "application/x-ndjson")
    {
        var stage = await In(service);
        var before = await service.RowCounts();
        await new Sending(body, Type: type).Whole(stage.Supplier).IsRefused(400, "batch.empty", "");
        Assert.Equal(before, await service.RowCounts());
    }

    [Theory]
    [InlineData("application/json"), InlineData("text/plain"), InlineData("application/x-ndjson; charset=iso-8859-1"), InlineData("text/csv; charset=windows-1252")]
    public async Task Another_form_than_the_two_is_refused(string type)
    {
        var stage = await In(service);
        await new Sending(Line(stage.Report()), Type: type).Whole(stage.Supplier).IsRefused(415, "body.content-type");
        Assert.Equal(0, await PlacementCount(stage));
    }

    [Theory]
    [InlineData("application/x-ndjson"), InlineData("application/jsonl"), InlineData("application/ndjson; charset=utf-8"), InlineData("APPLICATION/X-NDJSON; charset=UTF-8")]
    public async Task JSON_lines_have_more_than_one_name(string type)
    {
        var stage = await In(service);
        Assert.Equal("1 lines: 1 accepted, 0 unchanged, 0 refused", Counts(await new Sending(Line(stage.Report()), Type: type).Taken(stage.Supplier)));
    }

    [Fact]
    public async Task A_packed_body_is_refused()
    {
        var stage = await In(service);
        using var content = new StringContent(Line(stage.Report()), null, "application/x-ndjson");
        content.Headers.ContentEncoding.Add("gzip");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/placement-batches") { Content = content };
        request.Headers.Add("Idempotency-Key", "packed");
        await stage.Supplier.SendAsync(request, Token).IsRefused(415, "body.content-type");
    }

    [Fact]
    public async Task Without_a_key_to_be_known_by_it_is_refused()
    {
        var stage = await In(service);
        using var content = new StringContent(Line(stage.Report()), null, "application/x-ndjson");
        await stage.Supplier.PostAsync(new Uri("/api/v1/placement-batches", UriKind.Relative), content, Token).IsRefused(400, "idempotency.key-missing", "Idempotency-Key");
        await new Sending(Line(stage.Report()), new string('k', 65)).Whole(stage.Supplier).IsRefused(400, "idempotency.key-invalid", "Idempotency-Key");
        Assert.Equal(0, await PlacementCount(stage));
    }

    [Fact]
    public async Task An_officer_reports_one_at_a_time()
    {
        var stage = await In(service);
        await new Sending(Line(stage.Report())).Whole(stage.Officer).IsRefused(403, "role.missing");
    }

    [Fact]
    public async Task To_another_supplier_it_does_not_exist_and_its_keys_are_its_own()
    {
        var (stage, other) = (await In(service), await In(service));
        var sending = new Sending(Line(stage.Report()));
        var batch = await sending.Taken(stage.Supplier);
        await other.Supplier.Ask($"placement-batches/{batch["id"]}").IsRefused(404, "resource.not-found");
        await stage.Officer.Ask($"placement-batches/{batch["id"]}").IsRefused(403, "role.missing");
        await stage.Supplier.Ask($"placement-batches/{Guid.NewGuid()}").IsRefused(404, "resource.not-found");
        // The same key with the same body is the other supplier's own batch, whose contract it does not know.
        var own = await sending.Taken(other.Supplier);
        Assert.NotEqual((string?)batch["id"], (string?)own["id"]);
        Assert.Equal(["1 HB-001: 1 /allocations/0/contractId allocation.contract-unknown"], Refused(own));
    }

    [Fact]
    public async Task Another_key_of_the_same_supplier_finds_it_again()
    {
        var stage = await In(service);
        var sending = new Sending(Line(stage.Report()));
        var batch = await sending.Taken(stage.Supplier);
        using var again = await sending.Whole(await service.Supplier(stage.Contract.SupplierId));
        Assert.Equal("true", Assert.Single(again.Headers.GetValues("Idempotent-Replayed")));
        Assert.Equal(batch.ToJsonString(), (await again.Json())!.ToJsonString());
    }

    private static List<long> Numbers(JsonNode batch) => [.. batch["refused"]!.AsArray().Select(r => (long)r!["line"]!)];

    /// <summary>How many placements the supplier has.</summary>
    internal static Task<long> PlacementCount(PlacementStage stage) => stage.Service.Read(s =>
        s.QueryOne<long>("SELECT COUNT(*) FROM Placement WHERE supplierId = @id", new { id = stage.Contract.SupplierId }));

    /// <summary>"5 HB-00004: 5 /candidate candidate.pseudonym": the line, its reference, and its errors.</summary>
    internal static IEnumerable<string> Refused(JsonNode batch) => batch["refused"]!.AsArray().Select(r =>
        $"{r!["line"]} {r["supplierReference"] ?? "-"}: {string.Join(", ", r["errors"]!.AsArray().Select(Error))}");

    private static string Error(JsonNode? error)
    {
        Assert.Equal("body", (string?)error!["in"]);
        var location = error["location"]!;
        var column = location["column"] is { } at ? $" col {at}" : "";
        var pointer = location["pointer"] is { } to ? $" {to}" : "";
        return $"{location["line"]}{column}{pointer} {error["code"]}";
    }
}
