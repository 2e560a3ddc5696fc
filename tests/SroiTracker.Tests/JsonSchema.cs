using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace SroiTracker.Tests;

/// <summary>
/// As much of JSON Schema as our API document (2020-12) and the OCDS schemas (draft 4) need to judge a document. Read once,
/// so that a suite can judge every answer that it sees. References to other documents are not followed.
/// </summary>
public sealed class JsonSchema
{
    /// <summary>Keywords that judge; what else stands in a schema is passed over.</summary>
    public static readonly IReadOnlySet<string> Judging = new HashSet<string>
    {
        "$ref", "type", "enum", "const", "format", "pattern", "minLength", "maxLength", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf",
        "properties", "required", "additionalProperties", "items", "minItems", "maxItems", "uniqueItems", "allOf", "anyOf", "oneOf",
    };

    private static readonly ConcurrentDictionary<string, Regex> Patterns = new();

    private readonly string[]? _types;
    private readonly JsonNode?[]? _words;
    private readonly string? _format;
    private readonly Regex? _pattern;
    private readonly (int? Least, int? Most) _length, _items;
    private readonly (decimal? Least, decimal? Most, decimal? Above, decimal? Below, decimal? Step) _number;
    private readonly Dictionary<string, JsonSchema> _properties = [];
    private readonly string[] _required = [];
    private readonly bool _onlyKnown, _unique;
    private readonly JsonSchema? _others, _item, _reference;
    private readonly JsonSchema[] _all = [], _any = [], _one = [];

    /// <summary>The schema at a place ("#/components/schemas/Euros") of a document that holds schemas.</summary>
    public static JsonSchema Of(JsonElement root, string place = "#") => Of(root, place, []);

    /// <summary>A schema that stands in a document with others.</summary>
    public static JsonSchema Within(JsonElement root, JsonElement schema) => new(schema, root, []);

    /// <summary>A schema that everything fits.</summary>
    public static JsonSchema Anything { get; } = new(default, default, []);

    private static JsonSchema Of(JsonElement root, string place, Dictionary<string, JsonSchema> known)
    {
        if (known.TryGetValue(place, out var found)) return found;
        var at = place.Split('/').Skip(1).Aggregate(root, (e, step) => e.GetProperty(step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)));
        return new(at, root, known, place);
    }

    private JsonSchema(JsonElement schema, JsonElement root, Dictionary<string, JsonSchema> known, string? place = null)
    {
        // Known before its parts are read: a schema may hold itself.
        if (place is not null) known[place] = this;
        if (schema.ValueKind != JsonValueKind.Object) return;
        foreach (var keyword in schema.EnumerateObject())
        {
            var said = keyword.Value;
            switch (keyword.Name)
            {
                case "$ref": if (said.GetString() is ['#', ..] address) _reference = Of(root, address, known); break;
                case "type": _types = said.ValueKind == JsonValueKind.Array ? Texts(said) : [said.GetString()!]; break;
                case "enum": _words = [.. said.EnumerateArray().Select(w => JsonNode.Parse(w.GetRawText()))]; break;
                case "const": _words = [JsonNode.Parse(said.GetRawText())]; break;
                case "format": _format = said.GetString(); break;
                case "pattern": _pattern = Patterns.GetOrAdd(said.GetString()!, p => new(p, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(2))); break;
                case "minLength": _length.Least = said.GetInt32(); break;
                case "maxLength": _length.Most = said.GetInt32(); break;
                case "minItems": _items.Least = said.GetInt32(); break;
                case "maxItems": _items.Most = said.GetInt32(); break;
                case "uniqueItems": _unique = said.GetBoolean(); break;
                case "minimum": _number.Least = said.GetDecimal(); break;
                case "maximum": _number.Most = said.GetDecimal(); break;
                case "exclusiveMinimum" when said.ValueKind == JsonValueKind.Number: _number.Above = said.GetDecimal(); break;
                case "exclusiveMaximum" when said.ValueKind == JsonValueKind.Number: _number.Below = said.GetDecimal(); break;
                case "multipleOf": _number.Step = said.GetDecimal(); break;
                case "properties": foreach (var p in said.EnumerateObject()) _properties[p.Name] = new(p.Value, root, known); break;
                case "required" when said.ValueKind == JsonValueKind.Array: _required = Texts(said); break;
                case "additionalProperties" when said.ValueKind == JsonValueKind.Object: _others = new(said, root, known); break;
                case "additionalProperties": _onlyKnown = !said.GetBoolean(); break;
                case "items": _item = new(said, root, known); break;
                case "allOf": _all = Parts(said); break;
                case "anyOf": _any = Parts(said); break;
                case "oneOf": _one = Parts(said); break;
            }
        }

        JsonSchema[] Parts(JsonElement list) => [.. list.EnumerateArray().Select(p => new JsonSchema(p, root, known))];
    }

    /// <summary>What is wrong, with its place; empty where nothing is.</summary>
    /// <param name="node">The document or a part of it.</param>
    /// <param name="place">JSON pointer of the part.</param>
    public IEnumerable<string> Faults(JsonElement node, string place = "")
    {
        if (_types is not null && !Array.Exists(_types, t => Is(node, t))) return [$"{place}: is {Short(node)}, not {string.Join(" or ", _types)}"];
        List<string> faults = [];
        if (_words is not null && !Array.Exists(_words, w => JsonNode.DeepEquals(w, JsonNode.Parse(node.GetRawText())))) faults.Add($"{place}: {Short(node)} is not in the list");
        switch (node.ValueKind)
        {
            case JsonValueKind.String: OfText(node.GetString()!, place, faults); break;
            case JsonValueKind.Number: OfNumber(node, place, faults); break;
            case JsonValueKind.Object: OfObject(node, place, faults); break;
            case JsonValueKind.Array: OfList(node, place, faults); break;
        }
        if (_reference is not null) faults.AddRange(_reference.Faults(node, place));
        foreach (var part in _all) faults.AddRange(part.Faults(node, place));
        if (_any.Length > 0 && _any.All(p => p.Faults(node, place).Any())) faults.Add($"{place}: fits none: {string.Join(" | ", _any.SelectMany(p => p.Faults(node, place)))}");
        if (_one.Length > 0 && _one.Count(p => !p.Faults(node, place).Any()) is var fits and not 1) faults.Add($"{place}: fits {fits} of {_one.Length}: {string.Join(" | ", _one.SelectMany(p => p.Faults(node, place)))}");
        return faults;
    }

    /// <summary>The same for a text that stands in an address or a header, where a number or a word has no quotes.</summary>
    public IEnumerable<string> FaultsOfText(string text, string place)
    {
        using var quoted = JsonDocument.Parse(JsonSerializer.Serialize(text));
        var faults = Faults(quoted.RootElement, place).ToList();
        if (faults.Count == 0 || !decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number)) return faults;
        using var bare = JsonDocument.Parse(number.ToString(CultureInfo.InvariantCulture));
        return Faults(bare.RootElement, place);
    }

    private void OfText(string text, string place, List<string> faults)
    {
        if (text.Length < _length.Least || text.Length > _length.Most) faults.Add($"{place}: has {text.Length} characters, not {_length.Least ?? 0} to {_length.Most}");
        if (_pattern?.IsMatch(text) == false) faults.Add($"{place}: «{text}» has not the form {_pattern}");
        if (_format is { } format && !HasFormat(text, format)) faults.Add($"{place}: «{text}» is no {format}");
    }

    private void OfNumber(JsonElement node, string place, List<string> faults)
    {
        var number = node.GetDecimal();
        if (number < _number.Least || number > _number.Most || number <= _number.Above || number >= _number.Below || _number.Step is { } step && number % step != 0)
            faults.Add($"{place}: {number} is outside {_number}");
    }

    private void OfObject(JsonElement node, string place, List<string> faults)
    {
        foreach (var name in _required) if (!node.TryGetProperty(name, out _)) faults.Add($"{place}/{name}: is required");
        foreach (var member in node.EnumerateObject())
        {
            if ((_properties.GetValueOrDefault(member.Name) ?? _others) is { } known) faults.AddRange(known.Faults(member.Value, $"{place}/{member.Name}"));
            else if (_onlyKnown) faults.Add($"{place}/{member.Name}: is not known");
        }
    }

    private void OfList(JsonElement node, string place, List<string> faults)
    {
        var length = node.GetArrayLength();
        if (length < _items.Least || length > _items.Most) faults.Add($"{place}: holds {length} items, not {_items.Least ?? 0} to {_items.Most}");
        if (_unique && node.EnumerateArray().Select(i => i.GetRawText()).Distinct().Count() < length) faults.Add($"{place}: holds an item twice");
        if (_item is null) return;
        var i = 0;
        foreach (var item in node.EnumerateArray()) faults.AddRange(_item.Faults(item, $"{place}/{i++}"));
    }

    private static bool HasFormat(string text, string format) => format switch
    {
        "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        // RFC 3339 asks for an offset; DateTimeOffset would take its absence.
        "date-time" => text is [.., 'Z' or 'z'] or [.., '+' or '-', _, _, ':', _, _] && text.Length > 19 && text[10] is 'T' or 't'
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "uuid" => Guid.TryParseExact(text, "D", out _),
        "uri" => Uri.TryCreate(text, UriKind.Absolute, out _),
        "uri-reference" => Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out _),
        _ => true,
    };

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

    private static string[] Texts(JsonElement list) => [.. list.EnumerateArray().Select(t => t.GetString()!)];

    private static string Short(JsonElement node) => node.GetRawText() is { Length: > 60 } text ? text[..60] + "…" : node.GetRawText();
}
