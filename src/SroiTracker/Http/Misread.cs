using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SroiTracker.Domain;

namespace SroiTracker.Http;

/// <summary>
/// What the reader of JSON and the binder of queries could not make out, in words of the catalogue: their own speak of
/// types, which is no sentence for people.
/// </summary>
internal static partial class Misread
{
    /// <summary>How much is told of one body: beyond that it is another form altogether.</summary>
    private const int Most = 20;

    /// <summary>
    /// Everything in a JSON text that does not fit, at once (api.md, Errors). The reader stops at the first, so what it stopped
    /// at is left out and the rest read again.
    /// </summary>
    /// <param name="first">At which it stopped.</param>
    public static IReadOnlyList<Objection> All<T>(JsonException first, ReadOnlySpan<byte> json)
    {
        List<Objection> found = [Body(first, typeof(T))];
        try
        {
            var rest = JsonNode.Parse(json, documentOptions: new() { MaxDepth = Json.Incoming.MaxDepth });
            for (var place = found[0].Place; found.Count < Most && LeaveOut(rest, place);)
                try
                {
                    rest.Deserialize<T>(Json.Incoming);
                    break;
                }
                catch (JsonException next)
                {
                    found.Add(Body(next, typeof(T)));
                    place = found[^1].Place;
                }
        }
        // Broken text, or a name that is there twice: what comes after it can't be told.
        catch (Exception unreadable) when (unreadable is JsonException or ArgumentException or InvalidOperationException) { }
        return found;
    }

    /// <summary>Takes a value out of a text; false where the place is no name of a field: in a list the others would move up.</summary>
    private static bool LeaveOut([NotNullWhen(true)] JsonNode? text, string? pointer)
    {
        if (text is null || pointer is not ['/', ..]) return false;
        var steps = pointer[1..].Split('/').Select(s => s.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)).ToList();
        var at = steps.SkipLast(1).Aggregate((JsonNode?)text, Below);
        return at is JsonObject names && names.Remove(steps[^1]);
    }

    private static JsonNode? Below(JsonNode? node, string step) => node switch
    {
        JsonObject names => names[step],
        JsonArray list when int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var place) && place < list.Count => list[place],
        _ => null,
    };

    /// <summary>Where JSON is broken we name line and column; where a value does not fit, its pointer.</summary>
    /// <param name="type">What the body was read as.</param>
    public static Objection Body(JsonException wrong, Type type)
    {
        string[] steps = [.. Step().Matches(wrong.Path ?? "").Select(s => s.Groups[1].Value + s.Groups[2].Value)];
        var place = string.Concat(steps.Select(s => "/" + s.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)));
        if (wrong is UnfitTextException) return Refusals.TextUnreadable.At(place);
        if (wrong.Message.Contains("could not be mapped", StringComparison.Ordinal)) return Refusals.ValueUnknown.At(place);
        if (Missing().Match(wrong.Message) is { Success: true } missing) return Refusals.ValueMissing.At($"{place}/{missing.Groups[1].Value}");
        if (wrong.Message.StartsWith("Duplicate property", StringComparison.Ordinal)) return Refusals.ValueTwice.At(place);
        if (wrong.Message.Contains("could not be converted", StringComparison.Ordinal)) return Refusals.ValueInvalid.At(place, Expected(TypeAt(type, steps)));
        // The reader's own: broken text, too deep, no JSON at all.
        if (wrong.InnerException is JsonException || wrong.GetType() != typeof(JsonException))
            return Refusals.BodyMalformed.At(string.Create(CultureInfo.InvariantCulture, $"{wrong.LineNumber + 1}:{wrong.BytePositionInLine + 1}"));
        // A converter of ours, which says what it expects.
        return Refusals.ValueInvalid.At(place, wrong.Message);
    }

    /// <summary>The first null that stands in a list: no list of ours has items that are nothing, and the reader lets them pass.</summary>
    /// <param name="json">Well formed, at most as deep as <see cref="Json.Incoming"/> reads.</param>
    public static Objection? NullItem(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        // A bit for each level, the lowest for the innermost: whether it is a list.
        var lists = 0UL;
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject) lists = lists << 1 | (reader.TokenType == JsonTokenType.StartArray ? 1UL : 0);
            else if (reader.TokenType is JsonTokenType.EndArray or JsonTokenType.EndObject) lists >>= 1;
            else if (reader.TokenType == JsonTokenType.Null && (lists & 1) == 1)
            {
                var before = json[..(int)reader.TokenStartIndex];
                return Refusals.ValueMissing.At(string.Create(CultureInfo.InvariantCulture, $"{before.Count((byte)'\n') + 1}:{before.Length - before.LastIndexOf((byte)'\n')}"));
            }
        }
        return null;
    }

    /// <summary>A value in the query that does not fit its parameter; null where it is something else that was wrong.</summary>
    public static Objection? Query(BadHttpRequestException wrong, Endpoint? endpoint)
    {
        if (Parameter().Match(wrong.Message) is not { Success: true } found) return null;
        var name = found.Groups[1].Value;
        if (wrong.Message.StartsWith("Required", StringComparison.Ordinal)) return Refusals.ValueMissing.At("?" + name);
        var parameters = endpoint?.Metadata.GetMetadata<System.Reflection.MethodInfo>()?.GetParameters() ?? [];
        return Refusals.ValueInvalid.At("?" + name, Expected(Array.Find(parameters, p => p.Name == name)?.ParameterType));
    }

    /// <summary>What a value of a type looks like.</summary>
    public static string Expected(Type? type) => (type is null ? null : Nullable.GetUnderlyingType(type) ?? type) switch
    {
        null => "{…}",
        // The reader wants to know which words there are.
        { IsEnum: true } words => string.Join(", ", Enum.GetNames(words)),
        { IsGenericType: true } asked when asked.GetGenericTypeDefinition() == typeof(AskedWord<>) => Expected(asked.GetGenericArguments()[0]),
        var t when t == typeof(string) => "\"text\"",
        var t when t == typeof(DateOnly) || t == typeof(AskedDate) => "yyyy-MM-dd",
        var t when t == typeof(DateTimeOffset) || t == typeof(AskedInstant) => "yyyy-MM-ddTHH:mm:ssZ",
        var t when t == typeof(Guid) => "uuid",
        var t when t == typeof(bool) => "true, false",
        var t when t == typeof(int) || t == typeof(long) => "1234",
        var t when t == typeof(decimal) => "1234.56",
        var t when t == typeof(Euros) || t == typeof(Money) => "{\"amount\": 0.00, \"currency\": \"EUR\"}",
        var t when t.IsAssignableTo(typeof(System.Collections.IEnumerable)) => "[…]",
        _ => "{…}",
    };

    private static Type? TypeAt(Type type, string[] steps) => steps.Aggregate((Type?)type, (at, step) => at switch
    {
        null => null,
        { IsArray: true } => at.GetElementType(),
        { IsGenericType: true } when at.IsAssignableTo(typeof(System.Collections.IEnumerable)) => at.GetGenericArguments()[^1],
        _ => Array.Find((Nullable.GetUnderlyingType(at) ?? at).GetProperties(), p => p.Name.Equals(step, StringComparison.OrdinalIgnoreCase))?.PropertyType,
    });

    [GeneratedRegex("\"\\S+ (\\w+)\"", RegexOptions.CultureInvariant)]
    private static partial Regex Parameter();

    [GeneratedRegex(@"was missing required properties including: '(\w+)'", RegexOptions.CultureInvariant)]
    private static partial Regex Missing();

    // A name after a dot, a number or another name in brackets.
    [GeneratedRegex(@"\.([^.\[]+)|\['?(.*?)'?\](?=[.\[]|$)", RegexOptions.CultureInvariant)]
    private static partial Regex Step();
}
