using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using SroiTracker.OpenApi;
using SroiTracker.Tests.Http;

namespace SroiTracker.Tests.OpenApi;

/// <summary>The examples in the document are what the service took and gave, recorded here.</summary>
public sealed class ExampleTests(RunningService service) : IClassFixture<RunningService>
{
    private static readonly string Folder = Path.Combine(SharedData.Repository, "src", "SroiTracker", "OpenApi", "Examples");

    private static readonly JsonSerializerOptions Layout = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Routes => [.. ExampleRequests.All.Keys.Concat(ExampleReads.All.Keys), Problems];

    private const string Problems = "problems";

    [Fact]
    public void Every_operation_has_an_example() =>
        Assert.Equal(service.Routes.Where(r => r.Metadata.GetMetadata<Does>() is not null).Select(NameOf).Order(StringComparer.Ordinal), Routes.Select(r => r.Data).Where(r => r != Problems).Order(StringComparer.Ordinal));

    [Theory, MemberData(nameof(Routes))]
    public async Task An_example_is_what_the_service_takes_and_gives(string route)
    {
        var (name, recorded) = route == Problems ? (Problems, await RecordProblems()) : await Record(route);
        var text = recorded.ToJsonString(Layout).ReplaceLineEndings("\n") + "\n";
        var file = Path.Combine(Folder, name + ".json");
        if (DocumentTests.IsRewriting)
        {
            Directory.CreateDirectory(Folder);
            await File.WriteAllTextAsync(file, text, Token);
        }
        var kept = File.Exists(file) ? await File.ReadAllTextAsync(file, Token) : "";
        Assert.True(kept == text, $"{file} is not what the service takes and gives now. {DocumentTests.HowToRewrite}\n{string.Join('\n', DocumentTests.Differences("", kept.Length == 0 ? null : JsonNode.Parse(kept), recorded).Take(20))}");
    }

    [Fact]
    public void No_example_is_left_of_an_operation_that_is_gone()
    {
        var names = service.Routes.Select(r => r.Metadata.GetMetadata<Does>()).OfType<Does>().Select(IdOf).Append(Problems).ToHashSet();
        Assert.All(Directory.EnumerateFiles(Folder), file => Assert.Contains(Path.GetFileNameWithoutExtension(file), names));
    }

    private static string NameOf(RouteEndpoint route) =>
        $"{route.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods[0]} {route.RoutePattern.RawText!["/api/v1/".Length..]}";

    private static string IdOf(Does does) => char.ToLowerInvariant(does.Request.Name[0]) + does.Request.Name[1..];

    private async Task<(string Id, JsonObject Recorded)> Record(string route)
    {
        var id = IdOf(service.Routes.Single(r => NameOf(r) == route).Metadata.GetRequiredMetadata<Does>());
        var (stable, recorded, answers) = (new Stable(), new JsonObject(), new JsonObject());
        if (ExampleRequests.All.TryGetValue(route, out var makeRequest))
        {
            var example = await makeRequest(service);
            stable.Of(example.Path);
            recorded["request"] = stable.Of(JsonNode.Parse(example.Body.ToJsonString()));
            await Answered(example.Caller, Request(example.Method, example.Path, Json(example.Body), example.ETag), stable, answers);
            // A second report of the same says nothing new: 200.
            if (route is "POST placements" or "POST efforts") await Answered(example.Caller, Request(example.Method, example.Path, Json(example.Body), example.ETag), stable, answers);
            await Refused(example.Caller, Request(example.Method, example.Path, Json([]), example.ETag), stable, answers);
        }
        else
        {
            var read = await ExampleReads.All[route](service);
            stable.Of(read.Path);
            await Answered(read.Caller, Request(read.Method, read.Path, read.Content), stable, answers);
            await Refused(read.Caller, Request(read.Method, read.Path.Split('?')[0] + "?nobodyKnowsThis=1"), stable, answers);
        }
        recorded["answers"] = answers;
        return (id, recorded);
    }

    private static async Task Answered(HttpClient caller, HttpRequestMessage request, Stable stable, JsonObject answers)
    {
        using (request)
        using (var response = await caller.SendAsync(request, Token))
        {
            var text = await response.Content.ReadAsStringAsync(Token);
            Assert.True(response.IsSuccessStatusCode, $"{request.Method} {request.RequestUri}: {(int)response.StatusCode} {text}");
            if (text.Length > 0) answers[Status(response)] = stable.Of(JsonNode.Parse(text));
        }
    }

    private static async Task Refused(HttpClient caller, HttpRequestMessage request, Stable stable, JsonObject answers)
    {
        using (request)
        using (var response = await caller.SendAsync(request, Token))
            // Where nothing must be said, an empty body is taken.
            if (response.StatusCode == HttpStatusCode.BadRequest) answers[Status(response)] = stable.Of(await response.Json());
    }

    /// <summary>What any operation may refuse, of each status one.</summary>
    private async Task<JsonObject> RecordProblems()
    {
        var (stable, problems) = (new Stable(), new JsonObject());
        var (supplier, path) = (await service.Supplier(await Contracts.Rivierenland.Supplier(service)), $"/api/v1/suppliers/{await Contracts.Rivierenland.Supplier(service)}");
        var body = new JsonObject { ["name"] = "Hegeman Bouw & Infra B.V." };
        foreach (var (caller, request) in new[]
        {
            (service.With(null), Request(HttpMethod.Get, "/api/v1/suppliers")),
            (supplier, Request(HttpMethod.Post, "/api/v1/suppliers", Json(body))),
            (supplier, Request(HttpMethod.Get, path)),
            (service.Administrator, Request(HttpMethod.Put, path, Json(body), "\"v2\"")),
            (service.Administrator, Request(HttpMethod.Post, "/api/v1/suppliers", new StringContent(new string(' ', 300 * 1024), Encoding.UTF8, "application/json"))),
            (service.Administrator, Request(HttpMethod.Post, "/api/v1/suppliers", new StringContent("name", Encoding.UTF8, "text/plain"))),
            (service.Administrator, Request(HttpMethod.Put, path, Json(body))),
        })
            using (request)
            using (var response = await caller.SendAsync(request, Token))
            {
                Assert.False(response.IsSuccessStatusCode);
                problems[Status(response)] = stable.Of(await response.Json());
            }
        return problems;
    }

    private static HttpRequestMessage Request(HttpMethod method, string path, HttpContent? content = null, string? etag = null)
    {
        var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.AcceptLanguage.ParseAdd("en");
        if (etag is not null) request.Headers.TryAddWithoutValidation("If-Match", etag);
        if (method == HttpMethod.Post) request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        return request;
    }

    private static StringContent Json(JsonObject body) => new(body.ToJsonString(), Encoding.UTF8, "application/json");

    private static string Status(HttpResponseMessage response) => ((int)response.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
