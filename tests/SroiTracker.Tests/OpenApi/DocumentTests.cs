using System.Net;
using System.Text.Json.Nodes;
using SroiTracker.OpenApi;

namespace SroiTracker.Tests.OpenApi;

public sealed class DocumentTests(RunningService service) : IClassFixture<RunningService>
{
    /// <summary>Set to 1, the test of the contract writes it instead of comparing.</summary>
    private const string Rewrite = "SROITRACKER_REWRITE_CONTRACT";

    internal static bool IsRewriting => Environment.GetEnvironmentVariable(Rewrite) == "1";

    /// <summary>The examples first: the document holds them.</summary>
    internal const string HowToRewrite = $"""
        If that is meant, write examples and contract anew:
          {Rewrite}=1 tests/SroiTracker.Tests/bin/Debug/net10.0/SroiTracker.Tests -class "*.OpenApi.ExampleTests" && dotnet build tests/SroiTracker.Tests
          {Rewrite}=1 tests/SroiTracker.Tests/bin/Debug/net10.0/SroiTracker.Tests -method "*{nameof(The_document_that_is_served_is_the_contract)}"
        """;

    private static readonly string Contract = Path.Combine(SharedData.Repository, "contracts", "sroitracker.openapi.json");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_document_that_is_served_is_the_contract()
    {
        var served = await service.With(null).GetStringAsync(new Uri(ApiDocument.Path, UriKind.Relative), Token);
        if (IsRewriting) await File.WriteAllTextAsync(Contract, served, Token);
        var kept = await File.ReadAllTextAsync(Contract, Token);
        if (served == kept) return;
        var differences = Differences("", JsonNode.Parse(kept), JsonNode.Parse(served)).ToList();
        Assert.Fail($"""
            The service serves another API than contracts/sroitracker.openapi.json says. {HowToRewrite}
            {string.Join('\n', differences.Take(40))}{(differences.Count > 40 ? $"\n… and {differences.Count - 40} more" : differences.Count == 0 ? "Only the order or the layout differs." : "")}
            """);
    }

    [Fact]
    public void Every_operation_says_what_it_does_and_gives() => Assert.Empty(service.Routes
        .Where(r => r.Metadata.GetMetadata<Does>() is null || r.Metadata.GetMetadata<Gives>() is null)
        .Select(r => $"{r.DisplayName}: end its Map with .Does<TRequest>().Takes<TBody>().Gives<TAnswer>(), see OperationWords"));

    [Fact]
    public async Task Any_site_may_read_the_document_and_no_other_address()
    {
        using var asked = new HttpRequestMessage(HttpMethod.Options, ApiDocument.Path);
        asked.Headers.Add("Origin", "https://developer.example");
        asked.Headers.Add("Access-Control-Request-Method", "GET");
        using var allowed = await service.With(null).SendAsync(asked, Token);
        Assert.Equal((HttpStatusCode.NoContent, "*"), (allowed.StatusCode, allowed.Headers.GetValues("Access-Control-Allow-Origin").Single()));

        using var head = await service.With(null).SendAsync(new(HttpMethod.Head, ApiDocument.Path), Token);
        using var document = await service.With(null).GetAsync(new Uri(ApiDocument.Path, UriKind.Relative), Token);
        Assert.Equal("*", document.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Equal((head.Headers.ETag, head.Content.Headers.ContentLength), (document.Headers.ETag, document.Content.Headers.ContentLength));
        Assert.True(document.Headers.CacheControl is { Public: true, NoStore: false });

        using var known = new HttpRequestMessage(HttpMethod.Get, ApiDocument.Path);
        known.Headers.IfNoneMatch.Add(document.Headers.ETag!);
        using var unchanged = await service.With(null).SendAsync(known, Token);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);

        foreach (var path in new[] { "/api/v1/placements", "/problems/key.missing", "/health/live" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Add("Origin", "https://developer.example");
            using var data = await service.Administrator.SendAsync(request, Token);
            Assert.True(data.IsSuccessStatusCode);
            Assert.DoesNotContain(data.Headers, h => h.Key.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase));
        }
    }

    internal static IEnumerable<string> Differences(string at, JsonNode? kept, JsonNode? served)
    {
        if (JsonNode.DeepEquals(kept, served)) return [];
        return (kept, served) switch
        {
            (JsonObject a, JsonObject b) => a.Select(p => p.Key).Union(b.Select(p => p.Key)).SelectMany(name =>
                a.ContainsKey(name) && b.ContainsKey(name) ? Differences($"{at}/{name}", a[name], b[name])
                    : [a.ContainsKey(name) ? $"- {at}/{name}: {Short(a[name])}" : $"+ {at}/{name}: {Short(b[name])}"]),
            (JsonArray a, JsonArray b) when a.Count == b.Count => a.Zip(b).SelectMany((pair, i) => Differences($"{at}/{i}", pair.First, pair.Second)),
            _ => [$"- {at}: {Short(kept)}", $"+ {at}: {Short(served)}"],
        };
    }

    private static string Short(JsonNode? node) => (node?.ToJsonString() ?? "null") is { Length: > 160 } text ? text[..160] + "…" : node?.ToJsonString() ?? "null";
}
