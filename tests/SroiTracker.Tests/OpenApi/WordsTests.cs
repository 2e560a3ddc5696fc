using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SroiTracker.OpenApi;

namespace SroiTracker.Tests.OpenApi;

/// <summary>Whoever reads the document finds a sentence at everything, with the Dutch word in brackets at its end.</summary>
public sealed partial class WordsTests(RunningService service) : IClassFixture<RunningService>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Everything_in_the_document_has_a_description_with_the_Dutch_word()
    {
        var document = await Document();
        var bare = Described(document).Where(d => d.Lines.Count == 0 || d.Lines.Any(l => !EndsInDutch().IsMatch(l))).Select(d => $"{d.Place}: {string.Join(" / ", d.Lines)}").ToList();
        Assert.True(bare.Count == 0, $"{bare.Count} without, add them to src/SroiTracker/OpenApi/Glossary:\n{string.Join("\n", bare)}");
    }

    [Fact]
    public async Task Everything_in_the_glossary_is_said_somewhere()
    {
        var said = Described(await Document()).SelectMany(d => d.Lines).Select(l => l[(l.StartsWith("- `", StringComparison.Ordinal) ? l.IndexOf(": ", StringComparison.Ordinal) + 2 : 0)..]).ToHashSet();
        var unsaid = Glossary.Rows.Where(r => !said.Contains(r.Sentence)).Select(r => r.Name).Order().ToList();
        Assert.True(unsaid.Count == 0, $"Nothing in the API bears these names: {string.Join(", ", unsaid)}");
    }

    [Fact]
    public void A_row_of_a_type_says_something_else_than_the_row_of_the_name() => Assert.All(
        Glossary.Rows.Where(r => r.Name.Contains('.', StringComparison.Ordinal)), row => Assert.NotEqual(Glossary.Find(row.Name.Split('.')[^1])?.Sentence, row.Sentence));

    private static IEnumerable<(string Place, IReadOnlyList<string> Lines)> Described(JsonNode document)
    {
        foreach (var (path, methods) in document["paths"]!.AsObject())
            foreach (var (method, operation) in methods!.AsObject())
            {
                yield return Of($"{method} {path}", operation!);
                foreach (var parameter in operation!["parameters"]?.AsArray() ?? []) yield return Of($"{method} {path} {parameter!["name"]}", parameter!);
            }
        foreach (var (name, header) in document["components"]!["headers"]!.AsObject()) yield return Of(name, header!);
        foreach (var (name, schema) in document["components"]!["schemas"]!.AsObject())
        {
            // A page is what is on it, and the words for that are there.
            if (!name.EndsWith("List", StringComparison.Ordinal)) yield return Of(name, schema!);
            foreach (var word in schema!["enum"]?.AsArray() ?? [])
                if (!((string?)schema["description"] ?? "").Contains($"- `{word}`: ", StringComparison.Ordinal)) yield return ($"{name}.{word}", []);
            foreach (var (property, held) in schema["properties"]?.AsObject() ?? []) yield return Of($"{name}.{property}", held!);
        }
    }

    private static (string, IReadOnlyList<string>) Of(string place, JsonNode node) =>
        (place, [.. ((string?)node["description"] ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries)]);

    private async Task<JsonNode> Document() => JsonNode.Parse(await service.With(null).GetStringAsync(new Uri(ApiDocument.Path, UriKind.Relative), Token))!;

    [GeneratedRegex(@"\S \([^()]+\)\.$")]
    private static partial Regex EndsInDutch();
}
