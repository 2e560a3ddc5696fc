using System.Globalization;
using System.Text.Json;

namespace SroiTracker.Tests;

/// <summary>
/// As much of JSON Schema draft 4 as the OCDS schema needs to judge a document: <c>type</c>, <c>required</c>,
/// <c>properties</c>, <c>items</c>, <c>minItems</c>, <c>enum</c>, <c>format: date-time</c> and references inside the schema.
/// </summary>
public static class OcdsSchema
{
    /// <summary>What is wrong, with its place; empty where nothing is.</summary>
    /// <param name="node">The document or a part of it.</param>
    /// <param name="schema">The schema of that part.</param>
    /// <param name="root">The whole schema.</param>
    /// <param name="place">JSON pointer of the part.</param>
    public static IEnumerable<string> Faults(JsonElement node, JsonElement schema, JsonElement root, string place)
    {
        while (schema.TryGetProperty("$ref", out var reference))
        {
            var address = reference.GetString()!;
            if (!address.StartsWith("#/", StringComparison.Ordinal)) yield break; // another document: judged on its own
            schema = address[2..].Split('/').Aggregate(root, (s, step) => s.GetProperty(step));
        }
        if (schema.TryGetProperty("type", out var type) && !Words(type).Any(t => Is(node, t)))
        {
            yield return $"{place}: is {node.ValueKind}, not {type}";
            yield break;
        }
        if (schema.TryGetProperty("enum", out var words) && node.ValueKind == JsonValueKind.String
            && !words.EnumerateArray().Any(w => w.ValueKind == JsonValueKind.String && w.GetString() == node.GetString()))
            yield return $"{place}: «{node}» is not in the list";
        if (schema.TryGetProperty("format", out var format) && format.GetString() == "date-time" && node.ValueKind == JsonValueKind.String
            && !DateTimeOffset.TryParseExact(node.GetString(), "yyyy-MM-dd'T'HH:mm:ssK", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            yield return $"{place}: «{node}» is not a date-time";
        if (node.ValueKind == JsonValueKind.Object)
        {
            if (schema.TryGetProperty("required", out var required))
                foreach (var name in Words(required).Where(n => !node.TryGetProperty(n, out _))) yield return $"{place}/{name}: is required";
            if (schema.TryGetProperty("properties", out var properties))
                foreach (var member in node.EnumerateObject())
                    if (properties.TryGetProperty(member.Name, out var known))
                        foreach (var fault in Faults(member.Value, known, root, $"{place}/{member.Name}")) yield return fault;
        }
        if (node.ValueKind == JsonValueKind.Array)
        {
            if (schema.TryGetProperty("minItems", out var least) && node.GetArrayLength() < least.GetInt32()) yield return $"{place}: holds too few";
            if (schema.TryGetProperty("items", out var items))
                foreach (var (item, i) in node.EnumerateArray().Select((n, i) => (n, i)))
                    foreach (var fault in Faults(item, items, root, $"{place}/{i}")) yield return fault;
        }
    }

    private static IEnumerable<string> Words(JsonElement e) =>
        e.ValueKind == JsonValueKind.Array ? e.EnumerateArray().Select(w => w.GetString()!) : [e.GetString()!];

    private static bool Is(JsonElement node, string type) => type switch
    {
        "object" => node.ValueKind == JsonValueKind.Object,
        "array" => node.ValueKind == JsonValueKind.Array,
        "string" => node.ValueKind == JsonValueKind.String,
        "number" => node.ValueKind == JsonValueKind.Number,
        "integer" => node.ValueKind == JsonValueKind.Number && node.TryGetInt64(out _),
        "boolean" => node.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => node.ValueKind == JsonValueKind.Null,
        _ => throw new NotSupportedException($"Schema type «{type}»."),
    };
}
