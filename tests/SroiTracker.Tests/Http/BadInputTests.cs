using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using SroiTracker.Domain;
using SroiTracker.OpenApi;

namespace SroiTracker.Tests.Http;

/// <summary>
/// Whatever is wrong at any one place of a body, a path or a condition, the answer is a problem that says so in words of the
/// catalogue, and nothing is stored. What is odd in several ways at once: <see cref="OpenApi.Fuzz.FuzzTests"/>.
/// </summary>
public class BadInputTests(RunningService service) : IClassFixture<RunningService>
{
    public static TheoryData<string> Routes => [.. ExampleRequests.All.Keys];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_route_that_takes_JSON_is_tried() => Assert.Equal(
        from route in service.Routes
        from method in route.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods
        where route.Metadata.GetMetadata<Takes>() is not null
        let name = $"{method} {route.RoutePattern.RawText!["/api/v1/".Length..]}"
        // A file of any format, tried below; a report a line, tried in BatchLineTests.
        where name is not ("POST contract-imports" or "POST placement-batches")
        orderby name
        select name,
        ExampleRequests.All.Keys.Order(StringComparer.Ordinal));

    [Theory, MemberData(nameof(Routes))]
    public async Task A_body_that_is_wrong_is_refused_and_nothing_is_stored(string route)
    {
        var example = await ExampleRequests.All[route](service);
        var before = await service.RowCounts();
        var tried = 0;
        foreach (var wrong in WrongBodies.Of(example.Body))
        {
            using var request = new HttpRequestMessage(example.Method, example.Path) { Content = wrong.AsContent() };
            await Refused(request, example, wrong.Why, HttpStatusCode.BadRequest, HttpStatusCode.Conflict, HttpStatusCode.RequestEntityTooLarge, HttpStatusCode.UnsupportedMediaType);
            tried++;
        }
        Assert.True(tried > 30);
        Assert.Equal(before, await service.RowCounts());
        using var right = await example.Caller.Send(example.Method, example.Path, example.Body, example.ETag);
        Assert.True(right.IsSuccessStatusCode, $"The example itself: {await right.Content.ReadAsStringAsync(Token)}");
    }

    [Fact]
    public async Task All_that_does_not_fit_is_said_at_once()
    {
        var example = await ExampleRequests.All["POST placements"](service);
        var body = (JsonObject)example.Body.DeepClone();
        (body["doelgroep"], body["hoursPerWeek"], body["startDate"], body["nickname"]) = ("Foo", "24,5", "05-01-2026", "x");
        body["allocations"]![0]!["percentage"] = "all";
        using var response = await example.Caller.Send(example.Method, example.Path, body);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(
            ["/allocations/0/percentage value.invalid", "/doelgroep value.invalid", "/hoursPerWeek value.invalid", "/nickname value.unknown", "/startDate value.invalid"],
            (await response.Json())!["errors"]!.AsArray().Select(e => $"{e!["location"]!["pointer"]} {e["code"]}").Order(StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(Routes))]
    public async Task A_field_that_is_missing_or_null_is_taken_or_refused_and_never_a_failure(string route)
    {
        var make = ExampleRequests.All[route];
        var example = await make(service);
        foreach (var place in WrongBodies.Places(example.Body))
            foreach (var left in new[] { "missing", "null" })
            {
                var body = (JsonObject)example.Body.DeepClone();
                WrongBodies.Remove(body, place, left == "null");
                using var response = await example.Caller.Send(example.Method, example.Path, body, example.ETag);
                var told = $"{route} {place} {left}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync(Token)}";
                Assert.True((int)response.StatusCode < 500, told);
                // What was taken changed something: the next needs things of its own.
                if (response.IsSuccessStatusCode) example = await make(service);
                else Assert.True(response.Content.Headers.ContentType?.MediaType == "application/problem+json", told);
            }
    }

    [Theory, MemberData(nameof(Routes))]
    public async Task A_wrong_key_query_path_or_condition_is_refused_and_nothing_is_stored(string route)
    {
        var example = await ExampleRequests.All[route](service);
        var before = await service.RowCounts();

        using var nobody = service.With(null);
        await Refused(Right(example), example, "no key", nobody, HttpStatusCode.Unauthorized);
        using var stranger = service.With("srt_nobody-was-ever-given-this-key-00000000000");
        await Refused(Right(example), example, "an unknown key", stranger, HttpStatusCode.Unauthorized);

        await Refused(Right(example, example.Path + "?nobodyKnowsThis=1"), example, "an unknown query key", HttpStatusCode.BadRequest);
        await Refused(Right(example, example.Path + "?%00=%ED%A0%80"), example, "a query key that is no text", HttpStatusCode.BadRequest);
        await Refused(Right(example, example.Path + "/"), example, "a slash at the end", HttpStatusCode.NotFound);
        foreach (var other in new[] { HttpMethod.Patch, HttpMethod.Options })
        {
            var problem = await Refused(new HttpRequestMessage(other, example.Path), example, other.Method, HttpStatusCode.MethodNotAllowed);
            Assert.Equal("method.not-allowed", (string?)problem["code"]);
        }
        foreach (var (id, place) in Ids(example.Path))
            foreach (var wrong in new[] { "not-a-uuid", "1", "%F0%9F%92%A9", Guid.NewGuid().ToString(), id.Replace("-", "", StringComparison.Ordinal) + "0", id.Replace("-", "", StringComparison.Ordinal), $"{{{id}}}" })
                await Refused(Right(example, example.Path.Replace(id, wrong, StringComparison.Ordinal)), example, $"{wrong} at {place}", HttpStatusCode.NotFound);
        if (example.ETag is not null)
        {
            await Refused(Right(example, etag: ""), example, "no If-Match", (HttpStatusCode)428);
            foreach (var unclear in new[] { "*", "v1", "\"v-1\"", "W/\"v1\"", "\"v99999999999999999999\"", "\"v1\", \"v2\"", "\"\"" })
                await Refused(Right(example, etag: unclear), example, $"If-Match {unclear}", HttpStatusCode.BadRequest);
            foreach (var stale in new[] { "\"v0\"", "\"v2\"" })
                await Refused(Right(example, etag: stale), example, $"If-Match {stale}", HttpStatusCode.PreconditionFailed);
        }
        Assert.Equal(before, await service.RowCounts());
    }

    [Theory]
    [InlineData("?pageSize=many", "?pageSize", "value.invalid", "Deze waarde past niet: verwacht wordt 1234.")]
    [InlineData("?pageSize=0", "?pageSize", "value.invalid", "Deze waarde past niet: verwacht wordt 1–500.")]
    [InlineData("?misspelt=1", "?misspelt", "value.unknown", "Dit veld is niet bekend.")]
    [InlineData("{\"name\": \"a\",", "1:13", "body.malformed", "De inhoud is hier geen geldige JSON.")]
    [InlineData("{\n  \"name\": tru\n}", "2:14", "body.malformed", "De inhoud is hier geen geldige JSON.")]
    [InlineData("{\"name\": 1}", "/name", "value.invalid", "Deze waarde past niet: verwacht wordt \"text\".")]
    [InlineData("{\"Name\": \"a\"}", "/Name", "value.unknown", "Dit veld is niet bekend.")]
    [InlineData("?pageSize=+5", "?pageSize", "value.invalid", "Deze waarde past niet: verwacht wordt 1234.")]
    [InlineData("?pageSize=", "?pageSize", "value.invalid", "Deze waarde past niet: verwacht wordt 1234.")]
    [InlineData("?PageSize=5", "?PageSize", "value.unknown", "Dit veld is niet bekend.")]
    [InlineData("?pageSize=5&pageSize=6", "?pageSize", "value.invalid", "Deze waarde past niet: verwacht wordt 1234.")]
    [InlineData("?name=a&name=b", "?name", "value.twice", "Dit veld staat er twee keer.")]
    [InlineData("?cursor=", "?cursor", "cursor.invalid", "Deze cursor hoort niet bij deze vraag.")]
    [InlineData("{\"name\": \"\\ud800\"}", "/name", "text.unreadable", "Deze tekst bevat tekens die niet te lezen of te tonen zijn.")]
    [InlineData("{\"name\": \"a\", \"name\": \"b\"}", "/name", "value.twice", "Dit veld staat er twee keer.")]
    [InlineData("{\"parentId\": \"1\"}", "/parentId", "value.invalid", "Deze waarde past niet: verwacht wordt uuid.")]
    [InlineData("{\"identifier\": \"1\"}", "/identifier", "value.invalid", "Deze waarde past niet: verwacht wordt {…}.")]
    [InlineData("{\"identifier\": {\"a/b.c\": 1}}", "/identifier/a~1b.c", "value.unknown", "Dit veld is niet bekend.")]
    public async Task A_refusal_names_the_place_and_speaks_to_people(string sent, string place, string code, string sentence)
    {
        using var request = sent[0] == '?' ? new HttpRequestMessage(HttpMethod.Get, "/api/v1/organisations" + sent)
            : new HttpRequestMessage(HttpMethod.Post, "/api/v1/organisations") { Content = new StringContent(sent, null, "application/json") };
        var error = Assert.Single((await Refused(request, null, sent, HttpStatusCode.BadRequest))["errors"]!.AsArray())!;
        var location = error["location"]!;
        Assert.Equal(
            (place, code, sentence),
            ((string?)location["pointer"] ?? (location["name"] is { } name ? "?" + name : $"{location["line"]}:{location["column"]}"), (string?)error["code"], (string?)error["detail"]));
    }

    [Theory]
    [InlineData("POST contracts", "nature", "\"works\"")]
    [InlineData("POST contracts", "nature", "\" Works\"")]
    [InlineData("POST contracts", "nature", "\"\\ud800\"", "text.unreadable")]
    public async Task What_is_nearly_a_word_is_none(string route, string field, string put, string code = "value.invalid")
    {
        var example = await ExampleRequests.All[route](service);
        example.Body[field] = "here";
        var request = Right(example);
        request.Content = new StringContent(example.Body.ToJsonString().Replace("\"here\"", put, StringComparison.Ordinal), null, "application/json");
        var error = Assert.Single((await Refused(request, example, put, HttpStatusCode.BadRequest))["errors"]!.AsArray())!;
        Assert.Equal(($"/{field}", code), ((string?)error["location"]!["pointer"], (string?)error["code"]));
    }

    [Fact]
    public async Task A_list_refuses_wrong_page_sizes_cursors_and_keys()
    {
        var lists = service.Routes.Where(r => r.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods.Contains("GET") && !r.RoutePattern.RawText!.Contains('{', StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(lists);
        foreach (var list in lists)
            foreach (var wrong in new[] { "pageSize=0", "pageSize=501", "pageSize=-1", "pageSize=many", "pageSize=99999999999", "cursor=x", "cursor=" + new string('A', 43), "nobodyKnowsThis=1" })
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, $"{list.RoutePattern.RawText}?{wrong}");
                var problem = await Refused(request, null, wrong, HttpStatusCode.BadRequest);
                Assert.Equal("query", (string?)problem["errors"]![0]!["in"]);
                Assert.Equal(wrong.Split('=')[0], (string?)problem["errors"]![0]!["location"]!["name"]);
            }
    }

    private static HttpRequestMessage Right(ExampleRequest example, string? path = null, string? etag = null)
    {
        var request = new HttpRequestMessage(example.Method, path ?? example.Path) { Content = new StringContent(example.Body.ToJsonString(), null, "application/json") };
        if (etag is { Length: > 0 }) request.Headers.TryAddWithoutValidation("If-Match", etag);
        request.Options.Set(OwnCondition, etag is not null);
        return request;
    }

    private static readonly HttpRequestOptionsKey<bool> OwnCondition = new("own condition");

    private static IEnumerable<(string Id, int Place)> Ids(string path) =>
        path.Split('/').Select((part, i) => (part, i)).Where(p => Guid.TryParse(p.part, out _));

    private Task<JsonNode> Refused(HttpRequestMessage request, ExampleRequest? example, string why, params HttpStatusCode[] expected) =>
        Refused(request, example, why, example?.Caller ?? service.Administrator, expected);

    private static async Task<JsonNode> Refused(HttpRequestMessage request, ExampleRequest? example, string why, HttpClient caller, params HttpStatusCode[] expected)
    {
        if (example?.ETag is { } etag && !(request.Options.TryGetValue(OwnCondition, out var own) && own)) request.Headers.TryAddWithoutValidation("If-Match", etag);
        if (request.Method == HttpMethod.Post) request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        using var response = await caller.SendAsync(request, Token);
        var text = await response.Content.ReadAsStringAsync(Token);
        var told = $"{request.Method} {request.RequestUri}, {why}: {(int)response.StatusCode} {text}";
        Assert.True(expected.Contains(response.StatusCode), told);
        Assert.True(response.Content.Headers.ContentType?.MediaType == "application/problem+json", told);
        Assert.True(response.Headers.Contains("API-Version"), told);
        var problem = JsonNode.Parse(text)!;
        Assert.True(Refusals.All.Any(r => r.Code == (string?)problem["code"]), told);
        Assert.Equal((int)response.StatusCode, (int?)problem["status"]);
        foreach (var error in problem["errors"]?.AsArray() ?? [])
            Assert.True(Refusals.All.Any(r => r.Code == (string?)error!["code"]), told);
        return problem;
    }
}
