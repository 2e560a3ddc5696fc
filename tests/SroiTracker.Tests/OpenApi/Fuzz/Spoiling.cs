using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SroiTracker.Tests.Http;

namespace SroiTracker.Tests.OpenApi.Fuzz;

/// <summary>Makes a right request wrong, or merely odd, in one way or in some at once.</summary>
internal static class Spoiling
{
    /// <summary>A request that is other than the right one.</summary>
    public static Attempt Of(RightRequest right, Random random)
    {
        var attempt = right.Attempt();
        for (var ways = random.Next(10) switch { 9 => 3, > 6 => 2, _ => 1 }; ways > 0; ways--)
        {
            var way = random.Next(attempt.Body is null ? 70 : 100);
            if (way < 70 && attempt.Body is not null && way % 7 > 0) way = 70 + way % 30;
            switch (way)
            {
                case < 30: AskedFor(attempt, right, random); break;
                case < 48: Addressed(attempt, random); break;
                case < 66: Headed(attempt, right, random); break;
                case < 70: Called(attempt, random); break;
                case < 92 when right.Json is not null: Filled(attempt, right, random); break;
                case < 97: Broken(attempt, random); break;
                default: Typed(attempt, random); break;
            }
        }
        return attempt;
    }

    /// <summary>The values and fields of a JSON body.</summary>
    public static void Filled(Attempt attempt, RightRequest right, Random random)
    {
        var body = right.Json!.DeepClone();
        var marks = new List<(string Mark, string Text)>();
        for (var places = random.Next(8) switch { 7 => 3, > 4 => 2, _ => 1 }; places > 0; places--)
        {
            var all = WrongBodies.Places(body).ToList();
            if (all.Count == 0) break;
            var place = OddValues.Of(all, random);
            var (parent, name) = (WrongBodies.Follow(body, place[..place.LastIndexOf('/')]), place[(place.LastIndexOf('/') + 1)..]);
            var value = WrongBodies.Follow(body, place);
            if (value is JsonValue v && v.TryGetValue<string>(out var text) && text.StartsWith('\u2042')) continue;
            switch (parent is JsonObject ? random.Next(12) : 11)
            {
                case 0:
                    WrongBodies.Remove((JsonObject)body, place, makeNull: false);
                    attempt.Why.Add($"{place} left out");
                    break;
                case 1:
                    parent[name] = null;
                    attempt.Why.Add($"{place} null");
                    break;
                case 2:
                    var unknown = OddValues.Of(["nobodyKnowsThis", name.ToUpperInvariant(), name + " ", "\0", "\u202E", "", "__proto__", "$ref", "💩"], random);
                    if (((JsonObject)parent).ContainsKey(unknown)) break;
                    parent[unknown] = value.DeepClone();
                    attempt.Why.Add($"{place} also under {JsonSerializer.Serialize(unknown)}");
                    break;
                case 3:
                    Mark($"{value.ToJsonString()},{JsonSerializer.Serialize(name)}:{(random.Next(2) == 0 ? value.ToJsonString() : OddValues.For(value, right.Operation.SchemaAt(place), random))}", "twice");
                    break;
                case 4:
                    var other = WrongBodies.Follow(body, OddValues.Of([.. WrongBodies.Places(body)], random));
                    Mark(other.ToJsonString(), "what stands elsewhere");
                    break;
                default:
                    Mark(OddValues.For(value, right.Operation.SchemaAt(place), random), "");
                    break;
            }

            void Mark(string put, string told)
            {
                var mark = $"\u2042{marks.Count}\u2042";
                value.ReplaceWith(mark);
                marks.Add((JsonSerializer.Serialize(mark), put));
                attempt.Why.Add($"{place} {told} = {(put.Length > 60 ? put[..60] + "…" : put)}");
            }
        }
        var written = body.ToJsonString();
        // The last first: one may have been put inside another.
        foreach (var (mark, put) in Enumerable.Reverse(marks)) written = written.Replace(mark, put, StringComparison.Ordinal);
        attempt.Body = Encoding.UTF8.GetBytes(written);
    }

    /// <summary>The bytes of a body.</summary>
    private static void Broken(Attempt attempt, Random random)
    {
        const int depth = 10_000;
        var body = attempt.Body!;
        var at = random.Next(body.Length + 1);
        (string why, attempt.Body) = random.Next(19) switch
        {
            0 => ("nothing", []),
            1 => ($"cut off at {at}", body[..at]),
            2 => ($"other byte at {at}", Changed(b => b[Math.Min(at, b.Length - 1)] ^= (byte)(1 << random.Next(8)))),
            3 => ($"byte {at} taken away", [.. body[..at], .. body.Skip(at + 1)]),
            4 => ($"half a character at {at}", [.. body[..at], 0xC3, .. body[at..]]),
            5 => ($"overlong character at {at}", [.. body[..at], 0xC0, 0x80, .. body[at..]]),
            6 => ($"surrogate in UTF-8 at {at}", [.. body[..at], 0xED, 0xA0, 0x80, .. body[at..]]),
            7 => ("byte order mark", [0xEF, 0xBB, 0xBF, .. body]),
            8 => ("two byte order marks", [0xEF, 0xBB, 0xBF, 0xEF, 0xBB, 0xBF, .. body]),
            9 => ("UTF-16", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(body))]),
            10 => ("UTF-32", Encoding.UTF32.GetBytes(Encoding.UTF8.GetString(body))),
            11 => ("something after the end", [.. body, .. "\n{}"u8]),
            12 => ("in a list", [(byte)'[', .. body, (byte)']']),
            13 => ("comments", [.. "/* a */"u8, .. body, .. "// b"u8]),
            14 => ("lists 10.000 deep", Encoding.ASCII.GetBytes(new string('[', depth) + new string(']', depth))),
            15 => ("objects 10.000 deep", Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + new string('}', depth))),
            16 => ("300 KB of blanks after it", [.. body, .. Enumerable.Repeat((byte)' ', 300 * 1024)]),
            17 => ($"a null byte at {at}", [.. body[..at], 0, .. body[at..]]),
            _ => ("a part twice", [.. body[..at], .. body[(at / 2)..]]),
        };
        attempt.Why.Add(why);
        // Blanks and a mark at the start are no fault of the JSON, and the schema knows of no size.
        if (why.Contains("mark", StringComparison.Ordinal) || why.StartsWith("300", StringComparison.Ordinal)) attempt.OnlyBodyChanged = false;

        byte[] Changed(Action<byte[]> change)
        {
            if (body.Length == 0) return body;
            byte[] copy = [.. body];
            change(copy);
            return copy;
        }
    }

    /// <summary>What the body is said to be.</summary>
    private static void Typed(Attempt attempt, Random random)
    {
        attempt.OnlyBodyChanged = false;
        switch (random.Next(3))
        {
            case 0: Head(attempt, "Content-Encoding", OddValues.Of(["gzip", "br", "deflate", "identity", "", "gzip, gzip", "x"], random)); break;
            case 1: attempt.Set("Content-Type"); attempt.Why.Add("no content type"); break;
            default:
                Head(attempt, "Content-Type", OddValues.Of(
                [
                    "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=a", "application/xml", "application/json; charset=utf-16", "application/json; charset=nobody-knows", "application/json; charset=\"utf-8\"",
                    "application/json;charset=iso-8859-1", "application/JSON", "application/problem+json", "application/merge-patch+json", "text/json", "application/json, text/plain", "application", "/", "application/json;", "*/*", "text/csv", "application/x-ndjson",
                ], random));
                break;
        }
    }

    private static void AskedFor(Attempt attempt, RightRequest right, Random random)
    {
        attempt.OnlyBodyChanged = false;
        var known = right.Operation.Query.Keys.ToList();
        var key = known.Count > 0 && random.Next(4) > 0 ? OddValues.Of(known, random)
            : OddValues.Of(["nobodyKnowsThis", "id", "pageSize", "cursor", "", "%00", "%ED%A0%80", "%", "PAGESIZE", "a[b]", "api_key", "_method", "call", "http", "mediator", "token"], random);
        var value = random.Next(3) == 0 && right.Operation.Query.TryGetValue(key, out var schema) ? Fitting(DocumentedOperation.Resolved(schema), random) : OddValues.InAddress(random);
        attempt.Query.Add((key, random.Next(20) == 0 ? null : value));
        if (random.Next(12) == 0) attempt.Query.Add((key, OddValues.InAddress(random)));
        attempt.Why.Add($"?{key}={(value.Length > 60 ? value[..60] + "…" : value)}");
    }

    /// <summary>A value of the form that the document asks for.</summary>
    private static string Fitting(JsonElement schema, Random random)
    {
        if (schema.TryGetProperty("enum", out var words)) return OddValues.Of([.. words.EnumerateArray().Select(w => w.GetString()!)], random);
        return (schema.TryGetProperty("format", out var format) ? format.GetString() : null) switch
        {
            "date" => OddValues.Of(["0001-01-01", "2024-02-29", "2026-11-22", "9999-12-31"], random),
            "date-time" => OddValues.Of(["0001-01-01T00:00:00Z", "2026-11-22T10:00:00Z", "9999-12-31T23:59:59.999Z"], random),
            "uuid" => Guid.NewGuid().ToString(),
            "int32" or "int64" => OddValues.Of(["1", "2", "500", "2147483647", "-1"], random),
            _ => OddValues.Of(["1", "true", "0.5", "a"], random),
        };
    }

    private static void Addressed(Attempt attempt, Random random)
    {
        attempt.OnlyBodyChanged = false;
        var steps = attempt.Path.Split('/');
        var ids = Enumerable.Range(0, steps.Length).Where(i => Guid.TryParse(steps[i], out _)).ToList();
        if (ids.Count > 0 && random.Next(3) > 0)
        {
            var i = OddValues.Of(ids, random);
            steps[i] = random.Next(8) switch
            {
                0 => Guid.NewGuid().ToString(),
                1 => steps[i].ToUpperInvariant(),
                2 => Altered(steps[i]),
                3 when ids.Count > 1 => steps[OddValues.Of(ids, random)],
                4 => steps[i] + OddValues.InAddress(random),
                _ => OddValues.InAddress(random),
            };
            attempt.Path = string.Join('/', steps);
        }
        else
        {
            var i = random.Next(1, steps.Length);
            attempt.Path = random.Next(9) switch
            {
                0 => attempt.Path + "/",
                1 => attempt.Path + "/" + OddValues.InAddress(random),
                2 => attempt.Path.Insert(random.Next(attempt.Path.Length), "/"),
                3 => string.Join('/', steps.Where((_, at) => at != i)),
                4 => string.Join('/', steps.Select((s, at) => at == i ? s.ToUpperInvariant() : s)),
                5 => string.Join('/', steps.Select((s, at) => at == i ? "%" + Convert.ToHexString([(byte)(s.Length > 0 ? s[0] : '/')]) + (s.Length > 0 ? s[1..] : "") : s)),
                6 => string.Join('/', steps.Select((s, at) => at == i ? s + OddValues.Of([";a=b", ".", "..", ".json", "%20", "%2F", "%5C", "%00", "*"], random) : s)),
                7 => attempt.Path.Replace("/v1/", OddValues.Of(["/v2/", "/v01/", "/V1/", "/../v1/", "/./", "/%2e%2e/api/v1/"], random), StringComparison.Ordinal),
                _ => string.Join('/', steps.Select((s, at) => at == i ? OddValues.InAddress(random) : s)),
            };
        }
        if (!attempt.Path.StartsWith('/')) attempt.Path = "/" + attempt.Path;
        attempt.Why.Add(attempt.Path.Length > 100 ? attempt.Path[..100] + "…" : attempt.Path);

        string Altered(string id)
        {
            var at = random.Next(id.Length);
            return id[..at] + (id[at] == '0' ? '1' : '0') + id[(at + 1)..];
        }
    }

    private static void Headed(Attempt attempt, RightRequest right, Random random)
    {
        attempt.OnlyBodyChanged = false;
        var tag = right.ETag ?? "\"v1\"";
        switch (random.Next(right.ETag is not null ? 10 : 8))
        {
            case 0: Head(attempt, "Accept-Language", OddValues.Of(["", "*", "en", "en-GB, nl;q=0.9", "nl;q=x", "nl;q=1.5", ";", ",,,", "i-klingon", "en;q=0", new string('x', 2_000), "nl, nl;q=0.1, en"], random)); break;
            case 1: Head(attempt, "Accept", OddValues.Of(["", "*/*", "*/*;q=0", "text/html", "application/xml", "application/json;q=0.1", "a", "text/*, x", new string('a', 1_000), "application/problem+json"], random)); break;
            case 2 or 3: Head(attempt, "Idempotency-Key", OddValues.Of(["", " ", "a", "~", "a b", "a,b", "\"a\"", new string('k', 64), new string('k', 65), new string('k', 4_000), "\t", "key-1", "key-2"], random)); break;
            case 4:
                attempt.Set("Idempotency-Key", OddValues.Of<string[]>([[], ["a", "b"], ["a", "a"]], random));
                attempt.Why.Add("none or two of Idempotency-Key");
                break;
            case 5:
                Head(attempt, "Authorization", OddValues.Of(
                [
                    "", "Bearer", "Bearer ", "bearer " + right.Key[7..], "Bearer  " + right.Key[7..] + " ", right.Key + "x", right.Key[..^1], right.Key[7..], "Basic YTpi", "Bearer srt_", "Bearer a.b.c", "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.",
                    "Bearer " + new string('a', 8_000), "Bearer srt_nobody-was-ever-given-this-key-00000000000", "Bearer null", "Digest username=\"a\"", right.Key + ", " + right.Key,
                ], random));
                break;
            case 6:
                attempt.Set("Authorization", random.Next(2) == 0 ? [] : [right.Key, "Bearer srt_another"]);
                attempt.Why.Add("no key or two");
                break;
            case 7:
                var (name, value) = OddValues.Of(
                [
                    ("X-HTTP-Method-Override", "DELETE"), ("If-None-Match", "*"), ("If-None-Match", "\"v1\""), ("If-Modified-Since", "yesterday"), ("Range", "bytes=0-1"), ("Expect", "100-continue"), ("Origin", "https://elsewhere.example"),
                    ("Cookie", new string('c', 2_000)), ("X-Forwarded-For", "127.0.0.1"), ("X-Forwarded-Host", "elsewhere.example"), ("Forwarded", "for=1.2.3.4"), ("X-Original-URL", "/api/v1/contracts"), ("traceparent", "00-x-y-01"),
                    ("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"), ("baggage", "a=b"), ("Upgrade", "websocket"), ("If-Match", "\"v1\""),
                ], random);
                Head(attempt, name, value);
                break;
            default:
                Head(attempt, "If-Match", OddValues.Of(["", "*", "v1", "\"v0\"", "\"v2\"", "\"v-1\"", "\"v01\"", "\"v+1\"", "\"v1 \"", "W/" + tag, "\"v99999999999999999999\"", "\"v2147483647\"", tag + ", " + tag, "\"\"", "\"", "\"v١\""[..2] + "\"", tag.ToUpperInvariant()], random));
                break;
        }
    }

    private static void Called(Attempt attempt, Random random)
    {
        attempt.OnlyBodyChanged = false;
        attempt.Method = OddValues.Of(["PATCH", "OPTIONS", "TRACE", "PROPFIND", "GETS", "X", "get", "post", "DELETE", "PUT", "POST"], random);
        attempt.Why.Add(attempt.Method);
    }

    private static void Head(Attempt attempt, string name, string value)
    {
        attempt.Set(name, value);
        attempt.Why.Add($"{name}: {(value.Length > 60 ? value[..60] + "…" : value)}");
    }
}
