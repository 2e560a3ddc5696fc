using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using SroiTracker.Http;
using SroiTracker.Tests.Placements;

namespace SroiTracker.Tests.Http;

/// <summary>A request that is repeated under its key does nothing twice, and hears what it heard before.</summary>
public class IdempotencyTests(RunningService service) : IClassFixture<RunningService>
{
    /// <summary>These store nothing: there is nothing that could be done twice.</summary>
    private static readonly HashSet<string> Calculations =
    [
        "POST valuations", "POST tarieven/{id:guid}/simulations", "POST contracts/{id:guid}/simulations", "POST contracts/{id:guid}/clause-proposals",
        "POST contracts/{id:guid}/amendments/previews",
    ];

    public static TheoryData<string> Acts => [.. ExampleRequests.All.Keys.Where(r => r.StartsWith("POST ", StringComparison.Ordinal) && !Calculations.Contains(r))];

    public static TheoryData<string> Posts => [.. ExampleRequests.All.Keys.Where(r => r.StartsWith("POST ", StringComparison.Ordinal))];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Acts))]
    public async Task A_request_that_is_repeated_is_answered_as_before_and_changes_nothing(string route)
    {
        var example = await ExampleRequests.All[route](service);
        var key = Guid.NewGuid().ToString();
        var first = await Heard.Of(example, key);
        Assert.False(first.Replayed);
        var before = await service.RowCounts();
        var again = await Heard.Of(example, key);
        Assert.Equal(first with { Replayed = true, Json = WithoutSecret(first.Json) }, again);
        Assert.Equal(before, await service.RowCounts());
        Assert.InRange(first.Status, 200, 201);
    }

    [Theory, MemberData(nameof(Acts))]
    public async Task A_request_with_another_body_under_the_same_key_is_refused(string route)
    {
        var example = await ExampleRequests.All[route](service);
        var key = Guid.NewGuid().ToString();
        await Heard.Of(example, key);
        var before = await service.RowCounts();
        // The same values, other bytes: what was sent is compared, not what it means.
        var other = await Heard.Of(example, key, example.Body.ToJsonString() + " ");
        Assert.Equal((409, "idempotency.other-body"), (other.Status, other.Code));
        Assert.Equal(before, await service.RowCounts());
    }

    [Theory, MemberData(nameof(Posts))]
    public async Task A_key_of_another_form_is_refused_wherever_a_key_is_taken(string route)
    {
        var example = await ExampleRequests.All[route](service);
        var before = await service.RowCounts();
        var refused = await Heard.Of(example, new string('k', 65));
        Assert.Equal((400, "idempotency.key-invalid"), (refused.Status, refused.Code));
        Assert.Equal(before, await service.RowCounts());
    }

    [Fact]
    public void Keys_are_required_for_reports_only() => Assert.Equal(
        ["/api/v1/placements"],
        service.Routes.Where(r => r.Metadata.GetMetadata<RequestKeyRequired>() is not null).Select(r => r.RoutePattern.RawText).Except(["/api/v1/placement-batches"]));

    [Theory]
    [InlineData("k", 201)]
    [InlineData("!#$%&'()*+,-./:;<=>?@[]^_`{|}~", 201)]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123", 201)]
    [InlineData("01234567890123456789012345678901234567890123456789012345678901234", 400)]
    [InlineData("", 400)]
    [InlineData("two words", 400)]
    [InlineData("tab\there", 400)]
    [InlineData("bell\u0007", 400)]
    [InlineData("deleted\u007f", 400)]
    public async Task A_key_is_up_to_64_visible_characters(string key, int status)
    {
        var stage = await PlacementStage.In(service);
        using var request = Report(stage);
        request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        using var response = await stage.Supplier.SendAsync(request, Token);
        Assert.Equal(status, (int)response.StatusCode);
        if (status == 201) return;
        var error = (await response.Json())!["errors"]![0]!;
        Assert.Equal(("header", "Idempotency-Key", "idempotency.key-invalid"), ((string?)error["in"], (string?)error["location"]!["name"], (string?)error["code"]));
    }

    [Fact]
    public async Task A_report_without_a_key_is_refused()
    {
        var stage = await PlacementStage.In(service);
        using var request = Report(stage);
        using var response = await stage.Supplier.SendAsync(request, Token);
        var error = (await response.Json())!["errors"]![0]!;
        Assert.Equal((400, "header", "Idempotency-Key", "idempotency.key-missing"), ((int)response.StatusCode, (string?)error["in"], (string?)error["location"]!["name"], (string?)error["code"]));
    }

    [Theory]
    [InlineData("Idempotency-Key: one\nIdempotency-Key: two")]
    [InlineData("Idempotency-Key: one\nidempotency-key: one")]
    [InlineData("Idempotency-Key: caf\u00e9")]
    [InlineData("Idempotency-Key: one, two")]
    public async Task A_key_is_one_value(string headers)
    {
        var answer = await Wire.Send(service.Administrator, $$"""
            POST /api/v1/suppliers HTTP/1.1
            Host: here
            Authorization: {{service.Administrator.DefaultRequestHeaders.Authorization}}
            Content-Type: application/json
            {{headers}}
            Content-Length: 15
            Connection: close

            {"name": "One"}
            """, Token);
        Assert.StartsWith("HTTP/1.1 400", answer, StringComparison.Ordinal);
        Assert.Contains("idempotency.key-invalid", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_is_judged_again()
    {
        var stage = await PlacementStage.In(service);
        const string key = "judged-again";
        await stage.Supplier.Post("placements", stage.Report(hours: -1), key).IsRefused(400, "placement.hours", "/hoursPerWeek");
        await stage.Supplier.Post("placements", stage.Report(contractId: Guid.NewGuid()), key).Is(400);
        // Neither the key nor its body is spent by a refusal, before the act or in it.
        using var first = await stage.Supplier.Post("placements", stage.Report(), key);
        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        Assert.False(first.Headers.Contains("Idempotent-Replayed"));
        using var again = await stage.Supplier.Post("placements", stage.Report(), key);
        Assert.Equal("true", again.Headers.GetValues("Idempotent-Replayed").Single());
    }

    [Fact]
    public async Task What_changed_in_between_does_not_change_the_answer()
    {
        var stage = await PlacementStage.In(service);
        using var first = await stage.Supplier.Post("placements", stage.Report(), "first");
        var placement = (Guid)(await first.Json())!["id"]!;
        using var later = await stage.Supplier.Post("placements", stage.Report(hours: 20, termsFrom: "2026-03-01"), "second");
        Assert.Equal((HttpStatusCode.OK, "\"v2\""), (later.StatusCode, later.Headers.ETag!.Tag));
        await stage.Verify(placement, report: 2).Is(201);

        // A 201 stays a 201 with the Location and the ETag of then; the stale ETag is refused where it is used.
        using var again = await stage.Supplier.Post("placements", stage.Report(), "first");
        Assert.Equal((HttpStatusCode.Created, first.Headers.Location, "\"v1\""), (again.StatusCode, again.Headers.Location, again.Headers.ETag!.Tag));
        using var laterAgain = await stage.Supplier.Post("placements", stage.Report(hours: 20, termsFrom: "2026-03-01"), "second");
        Assert.Equal((HttpStatusCode.OK, "\"v2\"", "true"), (laterAgain.StatusCode, laterAgain.Headers.ETag!.Tag, laterAgain.Headers.GetValues("Idempotent-Replayed").Single()));
    }

    [Fact]
    public async Task A_key_outlives_the_API_key_that_it_was_sent_with()
    {
        var stage = await PlacementStage.In(service);
        // Two API keys, and even two principals, of one supplier.
        var rotated = await service.Supplier(stage.Contract.SupplierId);
        await stage.Supplier.Post("placements", stage.Report(), "the-suppliers").Is(201);
        using var again = await rotated.Post("placements", stage.Report(), "the-suppliers");
        Assert.Equal((HttpStatusCode.Created, "true"), (again.StatusCode, again.Headers.GetValues("Idempotent-Replayed").Single()));
    }

    [Fact]
    public async Task The_same_key_of_another_caller_at_another_address_or_by_another_method_is_another_key()
    {
        var (one, other) = (await PlacementStage.In(service), await PlacementStage.In(service));
        const string key = "shared-by-chance";
        var placement = await one.Supplier.Post("placements", one.Report(), key).Is(201).Id();
        Assert.NotEqual(placement, await other.Supplier.Post("placements", other.Report(), key).Is(201).Id());

        await one.Officer.Post($"placements/{placement}/verifications", new { contractId = one.Contract.ContractId, reportNumber = 1, throughDate = "2026-07-19" }, key).Is(201);
        // Two officers are two owners: the second does it once more.
        using (var second = await one.OtherOfficer.Post($"placements/{placement}/verifications", new { contractId = one.Contract.ContractId, reportNumber = 1, throughDate = "2026-07-18" }, key))
            Assert.Equal((HttpStatusCode.Created, false), (second.StatusCode, second.Headers.Contains("Idempotent-Replayed")));
        await one.Supplier.Post($"placements/{placement}/withdrawals", new { contractId = one.Contract.ContractId, reportNumber = 1, code = "mistaken", reason = "a mistake" }, key).Is(201);

        // A PUT is guarded by its If-Match; a key says nothing there.
        using var put = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/placements/{placement}") { Content = new StringContent(one.Report(hours: 20, termsFrom: "2026-03-01").ToJsonString(), Encoding.UTF8, "application/json") };
        put.Headers.Add("Idempotency-Key", key);
        put.Headers.TryAddWithoutValidation("If-Match", "\"v1\"");
        using var stale = await one.Supplier.SendAsync(put, Token);
        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);
    }

    [Fact]
    public async Task Who_lost_the_right_to_act_hears_that_and_not_what_was_answered()
    {
        var stage = await PlacementStage.In(service);
        await stage.Supplier.Post("placements", stage.Report(), "before-it-was-lost").Is(201);
        await service.Run(s => s.Execute("UPDATE RoleGrant SET role = 'Auditor' WHERE supplierId = @id", new { id = stage.Contract.SupplierId }));
        await service.Run(s => s.Execute("UPDATE Counter SET value = value + 1 WHERE name = 'keys'"));
        await stage.Supplier.Post("placements", stage.Report(), "before-it-was-lost").IsRefused(403, "role.missing");
    }

    [Fact]
    public async Task Sixty_four_at_once_make_one_placement()
    {
        var stage = await PlacementStage.In(service);
        var before = await service.RowCounts();
        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(async _ =>
        {
            using var response = await stage.Supplier.Post("placements", stage.Report(), "at-once");
            return (response.StatusCode, Replayed: response.Headers.Contains("Idempotent-Replayed"), Text: await response.Content.ReadAsStringAsync(Token));
        }));
        Assert.All(answers, a => Assert.Equal(HttpStatusCode.Created, a.StatusCode));
        Assert.Single(answers, a => !a.Replayed);
        Assert.Single(answers.Select(a => a.Text).Distinct());
        var after = await service.RowCounts();
        Assert.Equal((1, 1, 1), (after["Placement"] - before["Placement"], after["PlacementReport"] - before["PlacementReport"], after["KeptAnswer"] - before["KeptAnswer"]));
    }

    [Fact]
    public async Task A_key_of_a_supplier_is_shown_once_and_kept_nowhere()
    {
        var example = await ExampleRequests.All["POST suppliers/{id:guid}/keys"](service);
        var first = await Heard.Of(example, "a-secret");
        var again = await Heard.Of(example, "a-secret");
        Assert.StartsWith("srt_", (string?)first.Parsed["key"], StringComparison.Ordinal);
        Assert.True(again.Parsed.AsObject().ContainsKey("key"));
        Assert.Null(again.Parsed["key"]);
        Assert.Equal((string?)first.Parsed["id"], (string?)again.Parsed["id"]);
        var kept = await service.Read(s => s.Query<string>("SELECT CAST(json AS TEXT) FROM KeptAnswer WHERE location = @location", new { location = first.Location }));
        Assert.DoesNotContain((string)first.Parsed["key"]!, Assert.Single(kept), StringComparison.Ordinal);
    }

    private static HttpRequestMessage Report(PlacementStage stage) =>
        new(HttpMethod.Post, "/api/v1/placements") { Content = new StringContent(stage.Report().ToJsonString(), Encoding.UTF8, "application/json") };

    private static string WithoutSecret(string json) =>
        JsonNode.Parse(json) is JsonObject { } answer && answer["key"] is { } secret ? json.Replace($"\"{secret}\"", "null", StringComparison.Ordinal) : json;

    /// <summary>What a caller hears.</summary>
    private sealed record Heard(int Status, string? Location, string? ETag, string? ContentType, bool Replayed, string Json)
    {
        public JsonNode Parsed => JsonNode.Parse(Json)!;

        public string? Code => (string?)Parsed["code"];

        public static async Task<Heard> Of(ExampleRequest example, string key, string? body = null)
        {
            using var request = new HttpRequestMessage(example.Method, example.Path) { Content = new StringContent(body ?? example.Body.ToJsonString(), Encoding.UTF8, "application/json") };
            request.Headers.Add("Idempotency-Key", key);
            using var response = await example.Caller.SendAsync(request, Token);
            return new((int)response.StatusCode, response.Headers.Location?.ToString(), response.Headers.ETag?.Tag, response.Content.Headers.ContentType?.ToString(),
                response.Headers.Contains("Idempotent-Replayed"), await response.Content.ReadAsStringAsync(Token));
        }
    }
}
