using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using SroiTracker.OpenApi;

namespace SroiTracker.Tests.OpenApi;

public sealed class DocumentTests(RunningService service) : IClassFixture<RunningService>
{
    /// <summary>Set to 1, the test of the contract writes it instead of comparing.</summary>
    private const string Rewrite = "SROITRACKER_REWRITE_CONTRACT";

    private static readonly string Contract = Path.Combine(SharedData.Repository, "contracts", "sroitracker.openapi.json");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_document_that_is_served_is_the_contract()
    {
        var served = await service.With(null).GetStringAsync(new Uri(ApiDocument.Path, UriKind.Relative), Token);
        if (Environment.GetEnvironmentVariable(Rewrite) == "1") await File.WriteAllTextAsync(Contract, served, Token);
        var kept = await File.ReadAllTextAsync(Contract, Token);
        if (served == kept) return;
        var differences = Differences("", JsonNode.Parse(kept), JsonNode.Parse(served)).ToList();
        Assert.Fail($"""
            The service serves another API than contracts/sroitracker.openapi.json says. If that is meant, write the file anew:
              {Rewrite}=1 tests/SroiTracker.Tests/bin/Debug/net10.0/SroiTracker.Tests -method "*{nameof(The_document_that_is_served_is_the_contract)}"
            {string.Join('\n', differences.Take(40))}{(differences.Count > 40 ? $"\n… and {differences.Count - 40} more" : differences.Count == 0 ? "Only the order or the layout differs." : "")}
            """);
    }

    private static IEnumerable<string> Differences(string at, JsonNode? kept, JsonNode? served)
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
