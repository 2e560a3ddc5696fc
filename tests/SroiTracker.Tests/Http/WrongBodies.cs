using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SroiTracker.Tests.Http;

/// <summary>A body that no route may take.</summary>
/// <param name="Why">What is wrong with it.</param>
public sealed record WrongBody(string Why, byte[] Content, string? ContentType = "application/json", bool Chunked = false)
{
    public HttpContent AsContent()
    {
        HttpContent content = Chunked ? new StreamContent(new Unsized(Content)) : new ByteArrayContent(Content);
        if (ContentType is not null) content.Headers.ContentType = MediaTypeHeaderValue.Parse(ContentType);
        return content;
    }

    private sealed class Unsized(byte[] content) : MemoryStream(content)
    {
        public override bool CanSeek => false;
    }
}

/// <summary>Every way to spoil a right body that can be told without knowing the route.</summary>
public static class WrongBodies
{
    private const int Depth = 10_000, TooLarge = 300 * 1024;

    public static IEnumerable<WrongBody> Of(JsonObject right)
    {
        var text = right.ToJsonString();
        yield return new("nothing", []);
        yield return new("blank", "  "u8.ToArray());
        yield return new("null", "null"u8.ToArray());
        yield return new("a list", "[]"u8.ToArray());
        yield return new("a text", "\"text\""u8.ToArray());
        yield return new("a number", "1"u8.ToArray());
        yield return new("cut off", Encoding.UTF8.GetBytes(text[..^1]));
        yield return new("something after the end", Encoding.UTF8.GetBytes(text + "{}"));
        yield return new("a comment", Encoding.UTF8.GetBytes(text + "/* */"));
        yield return new("not UTF-8", [.. Encoding.UTF8.GetBytes(text[..^1]), .. ",\"x\":\""u8, 0xC3, 0x28, .. "\"}"u8]);
        yield return new("UTF-16", Encoding.Unicode.GetBytes(text));
        yield return new("lists 10.000 deep", Encoding.ASCII.GetBytes(new string('[', Depth) + new string(']', Depth)));
        yield return new("objects 10.000 deep", Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", Depth)) + "1" + new string('}', Depth)));
        yield return new("a field 10.000 deep", Encoding.UTF8.GetBytes($"{{\"{right.First().Key}\":{new string('[', Depth)}{new string(']', Depth)}}}"));
        var large = Encoding.UTF8.GetBytes(text + new string(' ', TooLarge));
        yield return new("300 KB", large);
        yield return new("300 KB without a length", large, Chunked: true);
        yield return new("a field twice", Encoding.UTF8.GetBytes($"{{{Field(right.First().Key)}:null,{text[1..]}"));
        yield return new("plain text", Encoding.UTF8.GetBytes(text), "text/plain");
        yield return new("a form", "a=b"u8.ToArray(), "application/x-www-form-urlencoded");
        yield return new("no content type", Encoding.UTF8.GetBytes(text), null);
        foreach (var place in Places(right).Prepend("").Where(p => Follow(right, p) is JsonObject))
            foreach (var name in new[] { "nobodyKnowsThis", "\0", "\u202E" })
                yield return Changed($"{place}: an unknown field {Field(name)}", place, o => o[name] = 1);
        foreach (var place in Places(right))
            foreach (var value in Unfit(Follow(right, place)))
                yield return new($"{place} = {(value.Length > 40 ? value[..40] + "…" : value)}", Encoding.UTF8.GetBytes(Replaced(place, value)));

        WrongBody Changed(string why, string place, Action<JsonObject> change)
        {
            var copy = right.DeepClone();
            change((JsonObject)Follow(copy, place));
            return new(why, Encoding.UTF8.GetBytes(copy.ToJsonString()));
        }

        // As text, since some of what is put there (a lone surrogate, 1e999) no writer of JSON would write.
        string Replaced(string place, string value)
        {
            const string mark = "\u2042 here \u2042";
            var copy = right.DeepClone();
            Follow(copy, place).ReplaceWith(mark);
            return copy.ToJsonString().Replace(JsonSerializer.Serialize(mark), value, StringComparison.Ordinal);
        }
    }

    /// <summary>Where there is a value: "/allocations/0/percentage".</summary>
    public static IEnumerable<string> Places(JsonNode node, string place = "") => node switch
    {
        JsonObject o => o.Where(f => f.Value is not null).SelectMany(f => Places(f.Value!, $"{place}/{f.Key}").Prepend($"{place}/{f.Key}")),
        JsonArray a => a.SelectMany((item, i) => Places(item!, $"{place}/{i}")),
        _ => [],
    };

    /// <summary>Takes the value at a place away, or makes it null.</summary>
    public static void Remove(JsonObject body, string place, bool makeNull)
    {
        var last = place.LastIndexOf('/');
        var holder = (JsonObject)Follow(body, place[..last]);
        if (makeNull) holder[place[(last + 1)..]] = null;
        else holder.Remove(place[(last + 1)..]);
    }

    internal static JsonNode Follow(JsonNode from, string place) =>
        place.Split('/').Skip(1).Aggregate(from, (n, step) => (n is JsonArray list ? list[int.Parse(step)] : n[step])!);

    private static string Field(string name) => JsonSerializer.Serialize(name);

    /// <summary>As many of the first item as a body has room for: every list has a bound far below.</summary>
    private static IEnumerable<string> TooMany(JsonArray list) => list is [{ } first, ..] && first.ToJsonString() is var item
        ? [$"[{string.Join(',', Enumerable.Repeat(item, Math.Min(5_000, 200_000 / (item.Length + 1))))}]"] : [];

    /// <summary>JSON texts that fit nowhere where this value does.</summary>
    private static IEnumerable<string> Unfit(JsonNode value) => value.GetValueKind() switch
    {
        JsonValueKind.String =>
        [
            "1", "true", "[]", "{}", "1e999", $"\"{new string('x', 100_000)}\"",
            // A half of a character, a character that ends texts elsewhere, one that turns the reading direction round.
            "\"\\ud800\"", "\"\\udc00 reversed \\ud800\"", "\"a\\u0000b\"", "\"\\u202Eabc\"", "\"\\u2066abc\"", "\"\\uFFFF\"", "\"\\u001B[31m\"",
        ],
        JsonValueKind.Number =>
        [
            "\"1\"", "true", "[]", "{}", "1e999", "-1e999", "99999999999999999999999999999999999999", "-1", "1e-300", "NaN", "0x10", "01", "1.", new string('9', 100_000),
        ],
        JsonValueKind.True or JsonValueKind.False => ["1", "\"true\"", "[]", "{}", "TRUE"],
        JsonValueKind.Array => ["1", "\"text\"", "{}", "true", "[[]]", "[null]", .. TooMany(value.AsArray())],
        _ => ["1", "\"text\"", "[]", "true"],
    };
}
