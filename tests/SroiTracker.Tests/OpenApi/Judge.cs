using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using SroiTracker.OpenApi;

namespace SroiTracker.Tests.OpenApi;

/// <summary>
/// Judges every answer that a test sees by the API document: its status, its type, its body, its headers, the code of a
/// refusal; and of a request that succeeded its body and parameters, since the document must promise what the service takes.
/// A violation fails the test that saw it.
/// </summary>
internal sealed class Judge(IServiceProvider services) : DelegatingHandler(new SocketsHttpHandler())
{
    // One document for the whole run: it is made of the code, whatever service serves it.
    private static Task<ApiContract>? contract;

    private const string Base = "/api/v1";
    private const string Problem = "application/problem+json";

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        var path = request.RequestUri!.AbsolutePath;
        if (!path.StartsWith(Base + "/", StringComparison.Ordinal) || path == Base + "/openapi.json" || path.StartsWith(Base + "/docs", StringComparison.Ordinal)) return response;
        var told = await Violations(await (contract ??= Read(services)), request, path[Base.Length..], response, cancellationToken);
        if (told.Count == 0) return response;
        response.Dispose();
        Assert.Fail($"The API document does not promise this. {request.Method} {request.RequestUri.PathAndQuery} answered {(int)response.StatusCode}:\n{string.Join("\n", told)}");
        return response;
    }

    private static async Task<ApiContract> Read(IServiceProvider services) => new(await services.GetRequiredService<ApiDocument>().Json);

    /// <summary>What an answer, or a request that succeeded, has that the document does not promise.</summary>
    /// <param name="path">Below /api/v1.</param>
    internal static async Task<IReadOnlyList<string>> Violations(ApiContract contract, HttpRequestMessage request, string path, HttpResponseMessage response, CancellationToken token)
    {
        List<string> told = [];
        if (!response.Headers.Contains("API-Version")) told.Add("API-Version is missing");
        // What routing passes over is answered before an operation is: a slash at the end, a word where an id belongs.
        if (contract.At(request.Method.Method, Uri.UnescapeDataString(path)) is not { } operation || path.EndsWith('/'))
        {
            if ((int)response.StatusCode is not (404 or 405)) told.Add("no operation is promised there");
            else await OfBody(response, new Dictionary<string, JsonSchema> { [Problem] = contract.Problem }, null, told, token);
            return told;
        }
        if (!operation.Answers.TryGetValue((int)response.StatusCode, out var promised))
            return [.. told, $"{operation.Id} promises {string.Join(", ", operation.Answers.Keys)}: {await response.Content.ReadAsStringAsync(token)}"];
        foreach (var (name, (schema, always)) in promised.Headers)
        {
            if (response.Headers.TryGetValues(name, out var values)) told.AddRange(schema.FaultsOfText(string.Join(", ", values), $"{operation.Id}: header {name}"));
            else if (always) told.Add($"{operation.Id}: header {name} is missing");
        }
        await OfBody(response, promised.Bodies, promised.Codes, told, token);
        if (response.IsSuccessStatusCode) await OfRequest(operation, request, told, token);
        return told;
    }

    private static async Task OfBody(HttpResponseMessage response, IReadOnlyDictionary<string, JsonSchema> bodies, IReadOnlySet<string>? codes, List<string> told, CancellationToken token)
    {
        var type = response.Content.Headers.ContentType?.MediaType;
        if (type is null)
        {
            if (bodies.Count > 0) told.Add($"there is no body, but {string.Join(" or ", bodies.Keys)} is promised");
            return;
        }
        if (!bodies.TryGetValue(type, out var schema))
        {
            told.Add($"{type} is not promised: {string.Join(", ", bodies.Keys)}");
            return;
        }
        if (!type.EndsWith("json", StringComparison.Ordinal)) return;
        await response.Content.LoadIntoBufferAsync(token);
        using var body = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(token));
        told.AddRange(schema.Faults(body.RootElement).Take(10));
        if (codes is not null && type == Problem)
            told.AddRange(Codes(body.RootElement).Where(c => !codes.Contains(c)).Distinct().Select(c => $"refuses with {c}, which is not among its codes"));
    }

    private static IEnumerable<string> Codes(JsonElement problem)
    {
        yield return problem.GetProperty("code").GetString()!;
        foreach (var error in problem.TryGetProperty("errors", out var errors) ? errors.EnumerateArray() : []) yield return error.GetProperty("code").GetString()!;
    }

    private static async Task OfRequest(PromisedOperation operation, HttpRequestMessage request, List<string> told, CancellationToken token)
    {
        var query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(request.RequestUri!.Query);
        foreach (var (name, values) in query)
            told.AddRange(operation.Parameters.TryGetValue(("query", name), out var known)
                ? FaultsOfQuery(known.Schema, values.ToString(), $"{operation.Id}?{name}") : [$"{operation.Id}?{name} was taken and is not promised"]);
        foreach (var ((where, name), (schema, needed)) in operation.Parameters.Where(p => p.Key.In != "path"))
        {
            var sent = where == "query" ? query.ContainsKey(name) : request.Headers.Contains(name);
            if (needed && !sent) told.Add($"{operation.Id}: was taken without {name}");
            if (where == "header" && sent) told.AddRange(schema.FaultsOfText(string.Join(", ", request.Headers.GetValues(name)), $"{operation.Id}: {name}"));
        }
        // A stream is read once; what has its bytes at hand is judged.
        if (request.Content is not (ByteArrayContent or System.Net.Http.Json.JsonContent)) return;
        var type = request.Content.Headers.ContentType?.MediaType;
        // The format of a file goes by what is in it, whatever its type says.
        if (operation.Takes.ContainsKey("*/*")) return;
        if (type is null || !operation.Takes.TryGetValue(type, out var takes)) told.Add($"{operation.Id}: took {type ?? "a body without a type"}, promised is {string.Join(", ", operation.Takes.Keys)}");
        else if (type == "application/json") told.AddRange(Faults(takes, await request.Content.ReadAsByteArrayAsync(token)).Select(f => $"{operation.Id} took a body that is not promised: {f}"));
    }

    // Taken too are a plus that was not escaped, which arrives as a space, and a word of a format in capitals.
    private static IEnumerable<string> FaultsOfQuery(JsonSchema schema, string text, string place) =>
        new[] { text, text.Replace(' ', '+'), text.ToLowerInvariant() }.Select(t => schema.FaultsOfText(t, place).ToList()).MinBy(f => f.Count)!;

    private static IReadOnlyList<string> Faults(JsonSchema schema, byte[] body)
    {
        ReadOnlyMemory<byte> json = body.AsSpan().StartsWith("\uFEFF"u8) ? body.AsMemory(3) : body;
        using var document = JsonDocument.Parse(json);
        return [.. schema.Faults(document.RootElement).Take(10)];
    }
}
