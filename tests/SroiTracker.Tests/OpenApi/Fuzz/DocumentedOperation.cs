using System.Text.Json;
using System.Text.RegularExpressions;

namespace SroiTracker.Tests.OpenApi.Fuzz;

/// <summary>An operation as the API document describes it: all that the fuzz run knows of it.</summary>
/// <param name="Path">Under /api/v1: "/placements/{id}".</param>
/// <param name="Query">The keys that may be asked for, each with the form of its value.</param>
/// <param name="ContentTypes">Of the body; none where there is no body.</param>
/// <param name="Body">The schema of a JSON body; null where the body is a file or lines.</param>
internal sealed partial record DocumentedOperation(
    string Id, string Method, string Path, IReadOnlyDictionary<string, JsonElement> Query, IReadOnlyList<string> ContentTypes, JsonElement? Body, IReadOnlyDictionary<int, IReadOnlySet<string>> Codes)
{
    private static readonly JsonElement Document = JsonDocument.Parse(File.ReadAllBytes(System.IO.Path.Combine(SharedData.Repository, "contracts", "sroitracker.openapi.json"))).RootElement;

    private readonly JsonSchema? _body = Body is { } body ? JsonSchema.Within(Document, body) : null;

    /// <summary>Every operation of the document, by its id.</summary>
    public static readonly IReadOnlyDictionary<string, DocumentedOperation> All = Read().ToDictionary(o => o.Id);

    /// <summary>Whether the document says that a body has not the form that is asked for; null where it says nothing of it.</summary>
    public bool? Refuses(byte[] body)
    {
        if (_body is null) return null;
        try
        {
            using var json = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 32, AllowDuplicateProperties = false });
            return _body.Faults(json.RootElement).Any();
        }
        // No JSON, or a number that no number type holds.
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException) { return true; }
    }

    /// <summary>The same for a key of the query.</summary>
    public bool Refuses(string key, string value) =>
        !Query.TryGetValue(key, out var schema) || JsonSchema.Within(Document, schema).FaultsOfText(value, key).Any();

    /// <summary>What the schema says of the value at a place, references followed.</summary>
    public JsonElement SchemaAt(string place)
    {
        var at = Resolved(Body ?? default);
        foreach (var step in place.Split('/').Skip(1))
            at = Resolved(at.TryGetProperty("items", out var items) ? items : at.TryGetProperty("properties", out var known) && known.TryGetProperty(step, out var next) ? next : default);
        return at;
    }

    /// <summary>Without reference, and without the other branch that is null.</summary>
    public static JsonElement Resolved(JsonElement schema)
    {
        while (schema.ValueKind == JsonValueKind.Object)
            if (schema.TryGetProperty("$ref", out var address)) schema = At(address.GetString()!);
            else if (schema.TryGetProperty("allOf", out var parts) || schema.TryGetProperty("oneOf", out parts)) schema = parts[0];
            else return schema;
        return JsonDocument.Parse("{}").RootElement;
    }

    private static JsonElement At(string address) => address.Split('/').Skip(1).Aggregate(Document, (e, step) => e.GetProperty(step));

    private static IEnumerable<DocumentedOperation> Read() =>
        from path in Document.GetProperty("paths").EnumerateObject()
        from method in path.Value.EnumerateObject()
        let operation = method.Value
        let parameters = operation.TryGetProperty("parameters", out var said) ? said.EnumerateArray().Select(Referred).ToList() : []
        let content = operation.TryGetProperty("requestBody", out var body) ? body.GetProperty("content").EnumerateObject().ToList() : []
        select new DocumentedOperation(
            operation.GetProperty("operationId").GetString()!, method.Name.ToUpperInvariant(), path.Name,
            parameters.Where(p => p.GetProperty("in").GetString() == "query").ToDictionary(p => p.GetProperty("name").GetString()!, p => p.GetProperty("schema")),
            content.ConvertAll(c => c.Name),
            content is [{ Name: "application/json" }] ? content[0].Value.GetProperty("schema") : null,
            operation.GetProperty("responses").EnumerateObject().ToDictionary(
                r => int.Parse(r.Name), r => (IReadOnlySet<string>)Code().Matches(Referred(r.Value).GetProperty("description").GetString()!).Select(m => m.Groups[1].Value).ToHashSet()));

    private static JsonElement Referred(JsonElement node) => node.TryGetProperty("$ref", out var address) ? At(address.GetString()!) : node;

    [GeneratedRegex(@"`([a-z-]+\.[a-z0-9-]+)`")]
    private static partial Regex Code();
}
