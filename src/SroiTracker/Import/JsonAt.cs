using System.Text.Json;

namespace SroiTracker.Import;

/// <summary>A JSON value with its pointer in the file; absent and null are the same.</summary>
internal readonly record struct JsonAt(JsonElement Element, string Pointer)
{
    internal bool IsThere => Element.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);

    /// <summary>The property of an object; absent when this is no object.</summary>
    internal JsonAt this[string name] =>
        new(Element.ValueKind == JsonValueKind.Object && Element.TryGetProperty(name, out var value) ? value : default, $"{Pointer}/{name}");

    /// <summary>The elements of an array; none when this is no array.</summary>
    internal IEnumerable<JsonAt> Items
    {
        get
        {
            if (Element.ValueKind != JsonValueKind.Array) yield break;
            var number = 0;
            foreach (var element in Element.EnumerateArray()) yield return new(element, $"{Pointer}/{number++}");
        }
    }

    /// <summary>A text as it is, a number as it is written; null for anything else.</summary>
    internal string? Text => Element.ValueKind switch
    {
        JsonValueKind.String => Element.GetString(),
        JsonValueKind.Number => Element.GetRawText(),
        _ => null,
    };

    internal bool IsTrue => Element.ValueKind == JsonValueKind.True;

    /// <summary>This where it is there, else another.</summary>
    internal JsonAt Or(JsonAt other) => IsThere ? this : other;
}
