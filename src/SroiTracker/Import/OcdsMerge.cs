using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SroiTracker.Import;

/// <summary>
/// The releases of one record as they are after the latest (OCDS 1.1, "Merging"): fields of a later release replace
/// those of an earlier one, null takes away, objects merge field by field, and lists of objects merge by id.
/// </summary>
internal static class OcdsMerge
{
    /// <summary>The merged release, or null where the record links to its releases instead of holding them.</summary>
    internal static JsonDocument? Latest(JsonAt releases)
    {
        var held = releases.Items.Where(r => r["ocid"].IsThere).OrderBy(r => Findings.Instant(r["date"].Text, null)).ToList();
        if (held.Count == 0) return null;
        var merged = new JsonObject();
        foreach (var release in held) Into(merged, release.Element);
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes)) merged.WriteTo(writer);
        return JsonDocument.Parse(bytes.WrittenMemory);
    }

    private static void Into(JsonObject target, JsonElement source)
    {
        foreach (var field in source.EnumerateObject())
            if (field.Value.ValueKind == JsonValueKind.Null) target.Remove(field.Name);
            else if (field.Value.ValueKind == JsonValueKind.Object && target[field.Name] is JsonObject inner) Into(inner, field.Value);
            else if (field.Value.ValueKind == JsonValueKind.Array && target[field.Name] is JsonArray list && ById(list) && ById(field.Value)) Into(list, field.Value);
            else target[field.Name] = Node(field.Value);
    }

    private static void Into(JsonArray list, JsonElement source)
    {
        foreach (var element in source.EnumerateArray())
            if (list.OfType<JsonObject>().FirstOrDefault(o => o["id"]!.ToString() == element.GetProperty("id").ToString()) is { } known) Into(known, element);
            else list.Add(Node(element));
    }

    private static bool ById(JsonArray list) => list.All(e => e is JsonObject o && o["id"] is JsonValue);

    private static bool ById(JsonElement list) => list.EnumerateArray().All(e =>
        e.ValueKind == JsonValueKind.Object && e.TryGetProperty("id", out var id) && id.ValueKind is JsonValueKind.String or JsonValueKind.Number);

    // Nulls inside a new object say nothing; they would survive as values.
    private static JsonNode? Node(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object) return JsonNode.Parse(element.GetRawText());
        var made = new JsonObject();
        Into(made, element);
        return made;
    }
}
