using System.Globalization;
using System.Net.Http.Headers;
using System.Text;

namespace SroiTracker.Tests.OpenApi.Fuzz;

/// <summary>A request that is to be sent: first right, then made wrong piece by piece.</summary>
internal sealed class Attempt
{
    private const int Shown = 4_000;

    public required string Method { get; set; }

    /// <summary>As it stands on the wire, with its percents.</summary>
    public required string Path { get; set; }

    /// <summary>Key and value as they stand on the wire; a null value has no "=".</summary>
    public List<(string Key, string? Value)> Query { get; init; } = [];

    public List<(string Name, string Value)> Headers { get; init; } = [];

    public byte[]? Body { get; set; }

    /// <summary>What was done to it.</summary>
    public List<string> Why { get; } = [];

    /// <summary>Whether address, method, headers or content type were touched: then the document's word on the body is no longer the only one.</summary>
    public bool OnlyBodyChanged { get; set; } = true;

    public string Target => Query.Count == 0 ? Path : $"{Path}?{string.Join('&', Query.Select(q => q.Value is null ? q.Key : $"{q.Key}={q.Value}"))}";

    public string? Header(string name) => Headers.Where(h => h.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(h => h.Value).FirstOrDefault();

    public void Set(string name, params string[] values)
    {
        Headers.RemoveAll(h => h.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        Headers.AddRange(values.Select(v => (name, v)));
    }

    public HttpRequestMessage Message(Uri at)
    {
        // As it is written: a well-behaved Uri would mend what is wrong with it.
        var message = new HttpRequestMessage(new HttpMethod(Method), new Uri(at.GetLeftPart(UriPartial.Authority) + Target, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        if (Body is not null) message.Content = new ByteArrayContent(Body);
        foreach (var (name, value) in Headers)
            if (!message.Headers.TryAddWithoutValidation(name, value)) (message.Content ??= new ByteArrayContent([])).Headers.TryAddWithoutValidation(name, value);
        return message;
    }

    /// <summary>The same as a line for a shell; a large body stands in a file.</summary>
    public string AsCurl(Uri at)
    {
        var line = new StringBuilder($"curl -isS -X {Quoted(Method)} --path-as-is {Quoted(at.GetLeftPart(UriPartial.Authority) + Target)}");
        foreach (var (name, value) in Headers) line.Append($" -H {Quoted(value.Length == 0 ? name + ";" : $"{name}: {value}")}");
        if (Body is null) return line.ToString();
        if (Body.Length <= Shown) return line.Append($" --data-binary {Quoted(Body)}").ToString();
        var file = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"sroitracker-fuzz-{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Body))[..12]}");
        File.WriteAllBytes(file, Body);
        return line.Append($" --data-binary @{file}").ToString();
    }

    private static string Quoted(string text) => Quoted(Encoding.UTF8.GetBytes(text));

    private static string Quoted(byte[] bytes)
    {
        if (Array.TrueForAll(bytes, b => b is >= 0x20 and < 0x7F and not (byte)'\'')) return $"'{Encoding.ASCII.GetString(bytes)}'";
        var quoted = new StringBuilder("$'");
        foreach (var b in bytes) _ = b is >= 0x20 and < 0x7F and not ((byte)'\'' or (byte)'\\') ? quoted.Append((char)b) : quoted.Append(CultureInfo.InvariantCulture, $"\\x{b:x2}");
        return quoted.Append('\'').ToString();
    }
}
