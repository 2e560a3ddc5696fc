using System.Net.Http.Json;
using System.Text.Json.Nodes;
using SroiTracker.Http;

namespace SroiTracker.Tests;

/// <summary>Requests under /api/v1 with what a caller writes, and answers as it judges them.</summary>
public static class Calls
{
    private const string Root = "/api/v1/";

    /// <summary>POST; the body is anything that becomes JSON in the words of the API.</summary>
    /// <param name="key">Idempotency-Key; a new one where none is given.</param>
    public static Task<HttpResponseMessage> Post(this HttpClient client, string path, object body, string? key = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Root + path) { Content = JsonContent.Create(body, options: Json.Options) };
        request.Headers.Add("Idempotency-Key", key ?? Guid.NewGuid().ToString());
        return client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>POST of nothing: what is asked for stands in the path.</summary>
    public static Task<HttpResponseMessage> Post(this HttpClient client, string path)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Root + path);
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        return client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>PUT with If-Match; without it where <paramref name="etag"/> is null.</summary>
    public static Task<HttpResponseMessage> Put(this HttpClient client, string path, string? etag, object body)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, Root + path) { Content = JsonContent.Create(body, options: Json.Options) };
        if (etag is not null) request.Headers.TryAddWithoutValidation("If-Match", etag);
        return client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>GET.</summary>
    public static Task<HttpResponseMessage> Ask(this HttpClient client, string path) => client.GetAsync(Root + path, TestContext.Current.CancellationToken);

    /// <summary>Posts nothing, under a key that a test gives again.</summary>
    public static Task<HttpResponseMessage> PostUnder(this HttpClient client, string key, string path)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Root + path);
        request.Headers.Add("Idempotency-Key", key);
        return client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>The answer's JSON, after its status was seen to be this one.</summary>
    public static async Task<JsonNode> Is(this Task<HttpResponseMessage> answer, int status)
    {
        using var response = await answer;
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True((int)response.StatusCode == status, $"{(int)response.StatusCode} instead of {status}: {text}");
        return text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!;
    }

    /// <summary>The answer is this refusal, at these places (pointers, or names of query keys).</summary>
    public static async Task IsRefused(this Task<HttpResponseMessage> answer, int status, string code, params string[] places)
    {
        var problem = await answer.Is(status);
        var errors = problem["errors"]?.AsArray() ?? [];
        Assert.True((string?)problem["code"] == code || errors.Any(e => (string?)e!["code"] == code), $"not {code}: {problem.ToJsonString()}");
        var found = errors.Where(e => (string?)e!["code"] == code).Select(e => (string?)(e!["location"]!["pointer"] ?? e["location"]!["name"]));
        Assert.Equal(places.Order(), found.Order());
    }

    /// <summary>The id in an answer.</summary>
    public static async Task<Guid> Id(this Task<JsonNode> answer) => (Guid)(await answer)["id"]!;

    /// <summary>The ETag of what is at a path.</summary>
    public static async Task<string> ETag(this HttpClient client, string path)
    {
        using var response = await client.Ask(path);
        Assert.True(response.IsSuccessStatusCode, $"{(int)response.StatusCode} at {path}");
        return response.Headers.ETag!.ToString();
    }
}
