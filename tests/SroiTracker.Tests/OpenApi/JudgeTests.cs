using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SroiTracker.OpenApi;

namespace SroiTracker.Tests.OpenApi;

/// <summary>The judge of all answers (<see cref="Judge"/>) sees what it is there for.</summary>
public sealed class JudgeTests(RunningService service) : IClassFixture<RunningService>
{
    /// <summary>What stands in a schema for readers.</summary>
    private static readonly string[] Told = ["description", "default", "writeOnly", "deprecated", "title"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private async Task<JsonNode> Document() => JsonNode.Parse(await service.With(null).GetStringAsync(new Uri(ApiDocument.Path, UriKind.Relative), Token))!;

    [Theory]
    [InlineData("""{"type": "string"}""", "1", ": is 1, not string")]
    [InlineData("""{"type": ["string", "null"]}""", "null", null)]
    [InlineData("""{"type": "integer"}""", "1.5", ": is 1.5, not integer")]
    [InlineData("""{"enum": ["Works"]}""", "\"works\"", ": \"works\" is not in the list")]
    [InlineData("""{"format": "date"}""", "\"2026-02-30\"", ": «2026-02-30» is no date")]
    [InlineData("""{"format": "date-time"}""", "\"2026-02-28T10:00:00.000Z\"", null)]
    [InlineData("""{"format": "date-time"}""", "\"2026-02-28T10:00:00\"", ": «2026-02-28T10:00:00» is no date-time")]
    [InlineData("""{"minimum": 1, "maximum": 2}""", "3", ": 3 is outside")]
    [InlineData("""{"maxLength": 1}""", "\"ab\"", ": has 2 characters")]
    [InlineData("""{"properties": {"a": {"type": "string"}}, "required": ["a"]}""", "{}", "/a: is required")]
    [InlineData("""{"properties": {"a": {"type": "string"}}}""", """{"a": 1}""", "/a: is 1, not string")]
    [InlineData("""{"properties": {}, "additionalProperties": false}""", """{"a": 1}""", "/a: is not known")]
    [InlineData("""{"items": {"type": "string"}, "maxItems": 1}""", """["a", 1]""", ": holds 2 items")]
    [InlineData("""{"oneOf": [{"type": "string"}, {"type": "null"}]}""", "1", ": fits 0 of 2")]
    [InlineData("""{"allOf": [{"required": ["a"]}]}""", "{}", "/a: is required")]
    [InlineData("""{"$defs": {"A": {"type": "object", "properties": {"next": {"$ref": "#/$defs/A"}}}}, "$ref": "#/$defs/A"}""", """{"next": {"next": 1}}""", "/next/next: is 1, not object")]
    public void A_fault_is_told_with_its_place(string schema, string node, string? fault)
    {
        var faults = JsonSchema.Of(JsonDocument.Parse(schema).RootElement).Faults(JsonDocument.Parse(node).RootElement).ToList();
        if (fault is null) Assert.Empty(faults);
        else Assert.StartsWith(fault, faults[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("status", "promises")]
    [InlineData("body", "/name: is \"Hegeman Bouw & Infra B.V.\", not integer")]
    [InlineData("header", "header API-Version")]
    [InlineData("type", "application/json is not promised")]
    [InlineData("code", "refuses with value.unknown")]
    [InlineData("request", "name was taken and is not promised")]
    [InlineData("path", "no operation is promised there")]
    public async Task What_the_document_does_not_promise_is_a_violation(string promise, string told)
    {
        var document = await Document();
        var operation = document["paths"]!["/suppliers"]!["get"]!.AsObject();
        var shown = operation["responses"]!["200"]!.AsObject();
        switch (promise)
        {
            case "status": operation["responses"]!.AsObject().Remove("200"); break;
            case "body": document["components"]!["schemas"]!["Supplier"]!["properties"]!["name"]!["type"] = "integer"; break;
            case "header": document["components"]!["headers"]!["API-Version"]!["schema"]!["pattern"] = "^2"; break;
            case "type": shown["content"] = new JsonObject { ["text/csv"] = new JsonObject() }; break;
            case "code": operation["responses"]!["400"]!["description"] = "- `value.missing`: This field is required."; break;
            case "request": operation["parameters"]!.AsArray().RemoveAll(p => (string?)p!["name"] == "name"); break;
            case "path": document["paths"]!.AsObject().Remove("/suppliers"); break;
        }
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(service.Administrator.BaseAddress!, promise == "code" ? "/api/v1/suppliers?nobodyKnowsThis=1" : "/api/v1/suppliers?name=hegeman"));
        await Contracts.Rivierenland.Supplier(service);
        using var response = await service.Administrator.SendAsync(request, Token);
        var violations = await Judge.Violations(new ApiContract(Encoding.UTF8.GetBytes(document.ToJsonString())), request, "/suppliers", response, Token);
        Assert.Contains(violations, v => v.Contains(told, StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_word_of_the_document_is_passed_over() => Assert.All(
        Schemas(await Document()).SelectMany(s => s.Schema.Select(keyword => (s.Place, keyword.Key))), at => Assert.True(JsonSchema.Judging.Contains(at.Key) || Told.Contains(at.Key), $"{at.Place}: {at.Key}"));

    [Fact]
    public async Task Every_example_is_as_its_schema_promises_and_every_body_has_one()
    {
        var document = JsonDocument.Parse((await Document()).ToJsonString()).RootElement;
        var (faults, seen) = (new List<string>(), 0);
        foreach (var path in document.GetProperty("paths").EnumerateObject())
            foreach (var method in path.Value.EnumerateObject())
            {
                var (operation, place) = (method.Value, $"{method.Name} {path.Name}");
                if (operation.TryGetProperty("requestBody", out var body)) Look($"{place} body", body);
                foreach (var answer in operation.GetProperty("responses").EnumerateObject()) Look($"{place} {answer.Name}", answer.Value);
            }
        Assert.Empty(faults);
        Assert.True(seen > 150, $"{seen} examples");

        void Look(string place, JsonElement holder)
        {
            foreach (var content in holder.TryGetProperty("content", out var contents) ? contents.EnumerateObject() : default)
                if (content.Value.TryGetProperty("example", out var example))
                {
                    seen++;
                    faults.AddRange(JsonSchema.Within(document, content.Value.GetProperty("schema")).Faults(example, place));
                }
                // A refusal that only this operation gives is told in its codes; a file is no JSON.
                else if (content.Name == "application/json" && content.Value.GetProperty("schema").EnumerateObject().Any()) faults.Add($"{place}: has no example");
        }
    }

    private static IEnumerable<(string Place, JsonObject Schema)> Schemas(JsonNode document) =>
        document["components"]!["schemas"]!.AsObject().SelectMany(s => Within(s.Key, s.Value!.AsObject()));

    private static IEnumerable<(string Place, JsonObject Schema)> Within(string place, JsonObject schema)
    {
        yield return (place, schema);
        var parts = (schema["properties"]?.AsObject() ?? []).Select(p => (p.Key, p.Value))
            .Concat(new[] { "items", "additionalProperties" }.Select(k => (k, schema[k])))
            .Concat(new[] { "allOf", "anyOf", "oneOf" }.SelectMany(k => (schema[k]?.AsArray() ?? []).Select((p, i) => ($"{k}/{i}", p))));
        foreach (var (name, part) in parts)
            if (part is JsonObject inner)
                foreach (var found in Within($"{place}/{name}", inner)) yield return found;
    }
}
