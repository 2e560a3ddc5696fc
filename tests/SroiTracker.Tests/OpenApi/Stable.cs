using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace SroiTracker.Tests.OpenApi;

/// <summary>
/// Takes out of what was recorded what another run would make otherwise: ids, register numbers, hashes, keys and cursors
/// become the first, the second and so on. What was the same stays the same.
/// </summary>
internal sealed partial class Stable
{
    private readonly Dictionary<string, string> _known = [];
    private readonly Dictionary<char, int> _counts = [];

    /// <summary>The same JSON, stable.</summary>
    public JsonNode? Of(JsonNode? node) => node switch
    {
        JsonObject o => new JsonObject(o.Select(p => KeyValuePair.Create(p.Key, OfMember(o, p.Key)))),
        JsonArray a => new JsonArray([.. a.Select(Of)]),
        JsonValue v when v.GetValueKind() == System.Text.Json.JsonValueKind.String => Of((string)v!),
        _ => node?.DeepClone(),
    };

    /// <summary>The same text, stable.</summary>
    public string Of(string text) => Odd().Replace(text, found => Known(found.Value));

    private JsonNode? OfMember(JsonObject holder, string name) => (name, holder[name]) switch
    {
        ("traceId", _) => "4bf92f3577b34da6a3ce929d0e0e4736",
        ("prefix", _) => "srt_Zk3vB2xQ",
        ("id", { } id) when (string?)holder["scheme"] == "NL-KVK" => Known((string)id!),
        (_, var value) => Of(value),
    };

    private string Known(string odd)
    {
        if (_known.TryGetValue(odd, out var known)) return known;
        var kind = odd switch
        {
            { Length: 36 } => 'u',
            { Length: 64 } => 'h',
            { Length: 8 } => 'k',
            ['s', 'r', 't', '_', ..] => 's',
            ['c', 'u', 'r', ..] => 'c',
            _ => 'r',
        };
        _counts[kind] = _counts.GetValueOrDefault(kind) + 1;
        return _known[odd] = Made(kind, _counts[kind]);
    }

    private static string Made(char kind, int number) => kind switch
    {
        'u' => string.Create(CultureInfo.InvariantCulture, $"019aab1c-5e00-7000-8000-{number:000000000000}"),
        'k' => string.Create(CultureInfo.InvariantCulture, $"{30_000_000 + number}"),
        'h' => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"example {number}")))),
        's' => "srt_Zk3vB2xQ8mT5nR7wL1cY4hJ6pD9sF0gA2eU5iO8kE1q",
        'c' => "cursor=AZqrHF4AcACAAAAAAAAAAZ3kV1mQ8xT2bN7wL5cY4hI",
        _ => string.Create(CultureInfo.InvariantCulture, $"Regio {number}"),
    };

    // UUIDs, SHA-256, keys, cursors, regions with a number.
    [GeneratedRegex(@"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\b[0-9a-f]{64}\b|srt_[A-Za-z0-9_-]{43}|cursor=[A-Za-z0-9_-]+|Regio \d+")]
    private static partial Regex Odd();
}
