using System.Text.Json;
using System.Text.RegularExpressions;

namespace SroiTracker.Tests.OpenApi;

/// <summary>An answer as the document promises it.</summary>
/// <param name="Bodies">Schemas by content type; empty where there is no body.</param>
/// <param name="Headers">Schemas by name, and whether the header is always there.</param>
/// <param name="Codes">The refusals that its description names; empty for an answer that is none.</param>
internal sealed record PromisedAnswer(
    IReadOnlyDictionary<string, JsonSchema> Bodies, IReadOnlyDictionary<string, (JsonSchema Schema, bool Always)> Headers, IReadOnlySet<string> Codes);

/// <summary>An operation as the document promises it.</summary>
internal sealed record PromisedOperation(
    string Id, string Method, string Path, IReadOnlyDictionary<string, JsonSchema> Takes, IReadOnlyDictionary<(string In, string Name), (JsonSchema Schema, bool Needed)> Parameters,
    IReadOnlyDictionary<int, PromisedAnswer> Answers);

/// <summary>The API document, read once for all that is judged by it.</summary>
internal sealed partial class ApiContract
{
    private readonly Dictionary<(string Method, int Steps), List<(string[] Steps, PromisedOperation Operation)>> _operations = [];

    public ApiContract(byte[] document)
    {
        Root = JsonDocument.Parse(document).RootElement;
        foreach (var path in Root.GetProperty("paths").EnumerateObject())
            foreach (var method in path.Value.EnumerateObject().Where(m => m.Name is "get" or "post" or "put" or "delete" or "patch"))
            {
                var steps = path.Name[1..].Split('/');
                var key = (method.Name.ToUpperInvariant(), steps.Length);
                if (!_operations.TryGetValue(key, out var list)) _operations[key] = list = [];
                list.Add((steps, Read(path.Name, key.Item1, method.Value)));
            }
        // A path with words goes before one with ids: /placements/_deltas is no placement.
        foreach (var list in _operations.Values) list.Sort((a, b) => a.Steps.Count(IsId).CompareTo(b.Steps.Count(IsId)));
    }

    /// <summary>The document itself.</summary>
    public JsonElement Root { get; }

    /// <summary>All that it promises.</summary>
    public IEnumerable<PromisedOperation> Operations => _operations.Values.SelectMany(l => l.Select(o => o.Operation));

    /// <summary>What a problem looks like that no operation answers.</summary>
    public JsonSchema Problem => field ??= JsonSchema.Of(Root, "#/components/schemas/Problem");

    /// <summary>The operation behind a path below /api/v1; null where there is none.</summary>
    public PromisedOperation? At(string method, string path)
    {
        var steps = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return _operations.GetValueOrDefault((method, steps.Length))?.Find(o => o.Steps.Zip(steps).All(s => IsId(s.First) ? Fits(o.Operation, s.First, s.Second) : s.First == s.Second)).Operation;
    }

    // A word where an id belongs is another address: routing passes over it.
    private static bool Fits(PromisedOperation operation, string step, string text) => !operation.Parameters[("path", step.Trim('{', '}'))].Schema.FaultsOfText(text, step).Any();

    private static bool IsId(string step) => step.StartsWith('{');

    private PromisedOperation Read(string path, string method, JsonElement operation)
    {
        var parameters = new Dictionary<(string, string), (JsonSchema, bool)>();
        foreach (var parameter in operation.TryGetProperty("parameters", out var list) ? list.EnumerateArray().Select(Resolved) : [])
            parameters[(parameter.GetProperty("in").GetString()!, parameter.GetProperty("name").GetString()!)] =
                (Schema(parameter), parameter.TryGetProperty("required", out var needed) && needed.GetBoolean());
        return new(operation.GetProperty("operationId").GetString()!, method, path,
            operation.TryGetProperty("requestBody", out var body) ? Contents(Resolved(body)) : new Dictionary<string, JsonSchema>(), parameters,
            operation.GetProperty("responses").EnumerateObject().ToDictionary(r => int.Parse(r.Name, System.Globalization.CultureInfo.InvariantCulture), r => Answer(Resolved(r.Value))));
    }

    private PromisedAnswer Answer(JsonElement response) => new(
        Contents(response),
        response.TryGetProperty("headers", out var headers)
            ? headers.EnumerateObject().ToDictionary(h => h.Name, h => (Schema(Resolved(h.Value)), Resolved(h.Value).TryGetProperty("required", out var always) && always.GetBoolean()))
            : [],
        Code().Matches(response.GetProperty("description").GetString()!).Select(m => m.Groups[1].Value).ToHashSet());

    private Dictionary<string, JsonSchema> Contents(JsonElement holder) => holder.TryGetProperty("content", out var content)
        ? content.EnumerateObject().ToDictionary(c => c.Name, c => Schema(c.Value)) : [];

    // By its place where it is a reference, so that each component is read once.
    private JsonSchema Schema(JsonElement holder) => holder.TryGetProperty("schema", out var schema)
        ? _schemas.TryGetValue(schema.GetRawText(), out var known) ? known : _schemas[schema.GetRawText()] = JsonSchema.Within(Root, schema) : JsonSchema.Anything;

    private readonly Dictionary<string, JsonSchema> _schemas = [];

    private JsonElement Resolved(JsonElement part) => part.TryGetProperty("$ref", out var address)
        ? address.GetString()!.Split('/').Skip(1).Aggregate(Root, (e, step) => e.GetProperty(step)) : part;

    [GeneratedRegex("^- `([a-z0-9.-]+)`", RegexOptions.Multiline)]
    private static partial Regex Code();
}
