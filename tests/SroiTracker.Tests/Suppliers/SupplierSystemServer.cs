using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SroiTracker.Tests.Suppliers;

/// <summary>What a supplier's system was told of a placement.</summary>
internal sealed record ToldStatus(string Id, string Key, JsonObject Status);

/// <summary>
/// A supplier's system as contracts/supplier-system.openapi.json asks for it: placements that change and are taken away, listed by
/// a sequence of changes; two ways to be let in.
/// </summary>
internal sealed class SupplierSystemServer : IAsyncDisposable
{
    public const string ClientId = "sroitracker", ClientSecret = "a-secret-of-the-supplier", Header = "X-Api-Key", HeaderValue = "a-key-of-the-supplier";
    private const string Base = "/sroi/v1";

    private readonly Lock _lock = new();
    // A change each; of one placement only the last counts.
    private readonly List<string> _changes = [];
    private readonly Dictionary<string, (int Change, DateTimeOffset At, bool IsDeleted, byte[] Json)> _placements = [];
    private readonly ConcurrentDictionary<string, byte> _tokens = new(), _keys = new();
    private readonly WebApplication _app;

    private SupplierSystemServer(WebApplication app) => _app = app;

    /// <summary>The connection's address.</summary>
    public Uri Address => new(_app.Urls.First() + Base);

    /// <summary>Where tokens are given.</summary>
    public Uri TokenAddress => new(_app.Urls.First() + "/token");

    /// <summary>What was asked: "GET /placements?pageSize=100". Tokens are not among it.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>What was told, each message once.</summary>
    public ConcurrentQueue<ToldStatus> Told { get; } = new();

    /// <summary>Tokens that were given.</summary>
    public int TokensGiven;

    /// <summary>Comes before all that is asked (tokens too); answers true where it answered itself.</summary>
    public Func<HttpContext, Task<bool>>? Mishap { get; set; }

    /// <summary>Placements that are there.</summary>
    public int Count { get { lock (_lock) return _placements.Values.Count(p => !p.IsDeleted); } }

    public static async Task<SupplierSystemServer> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var server = new SupplierSystemServer(app);
        app.Run(server.Answer);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    /// <summary>Adds or changes a placement.</summary>
    /// <param name="id">The system's own.</param>
    /// <param name="report">The fields of a placement report; what is null is left out.</param>
    public void Put(string id, object report)
    {
        var json = JsonSerializer.SerializeToNode(report, Domain)!.AsObject();
        foreach (var absent in json.Where(f => f.Value is null).Select(f => f.Key).ToList()) json.Remove(absent);
        Keep(id, isDeleted: false, json);
    }

    /// <summary>Takes a placement away; it stays listed as such.</summary>
    public void Delete(string id) => Keep(id, isDeleted: true, []);

    /// <summary>A placement as it is listed, less one of its fields.</summary>
    public string Shown(string id, string without)
    {
        JsonObject shown;
        lock (_lock) shown = JsonNode.Parse(_placements[id].Json)!.AsObject();
        shown.Remove(without);
        return shown.ToJsonString();
    }

    /// <summary>No token that was given is known any more.</summary>
    public void ForgetTokens() => _tokens.Clear();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static readonly JsonSerializerOptions Domain = new(JsonSerializerDefaults.Web);

    private void Keep(string id, bool isDeleted, JsonObject fields)
    {
        var at = TimeProvider.System.GetUtcNow();
        (fields["id"], fields["changedAt"], fields["deleted"]) = (id, at.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture), isDeleted);
        var json = JsonSerializer.SerializeToUtf8Bytes(fields);
        lock (_lock)
        {
            _placements[id] = (_changes.Count, at, isDeleted, json);
            _changes.Add(id);
        }
    }

    private async Task Answer(HttpContext http)
    {
        if (Mishap is { } mishap && await mishap(http)) return;
        var path = http.Request.Path.Value!;
        if (path == "/token") { await Token(http); return; }
        Requests.Enqueue($"{http.Request.Method} {path[Math.Min(Base.Length, path.Length)..]}{http.Request.QueryString}");
        var authorization = http.Request.Headers.Authorization.ToString();
        if (http.Request.Headers[Header] != HeaderValue && !(authorization.StartsWith("Bearer ", StringComparison.Ordinal) && _tokens.ContainsKey(authorization["Bearer ".Length..])))
        {
            http.Response.Headers.WWWAuthenticate = "Bearer";
            await Problem(http, 401, "Unauthorized");
            return;
        }
        // Segments as they were sent, so that an id may have a slash in it.
        string[] steps = [.. http.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget.Split('?')[0][Base.Length..].Trim('/').Split('/').Select(Uri.UnescapeDataString)];
        await ((http.Request.Method, steps) switch
        {
            ("GET", ["placements"]) => List(http),
            ("GET", ["placements", var id]) => One(http, id),
            ("POST", ["placements", var id, "status"]) => Take(http, id),
            _ => Problem(http, 404, "Not found"),
        });
    }

    private async Task List(HttpContext http)
    {
        var (since, size) = (http.Request.Query["changedSince"].ToString(), http.Request.Query["pageSize"] is [{ } asked] ? int.Parse(asked, CultureInfo.InvariantCulture) : 50);
        var items = new List<byte[]>(size);
        int at;
        bool hasMore;
        lock (_lock)
        {
            if (since.Length == 0) at = 0;
            else if (since.StartsWith("seq-", StringComparison.Ordinal) && int.TryParse(since.AsSpan(4), NumberStyles.None, CultureInfo.InvariantCulture, out var change)) at = change <= _changes.Count ? change : -2;
            else if (DateTimeOffset.TryParse(since, CultureInfo.InvariantCulture, out var instant))
                for (at = 0; at < _changes.Count && _placements[_changes[at]].At < instant;) at++;
            else at = -1;
            for (; at >= 0 && at < _changes.Count && items.Count < size; at++)
                if (_placements[_changes[at]] is var placement && placement.Change == at) items.Add(placement.Json);
            // Behind it may be only changes of what was changed again: none, as the last change of all is always one that counts.
            hasMore = at >= 0 && at < _changes.Count;
        }
        if (at < 0) { await (at == -2 ? Problem(http, 410, "Gone") : Problem(http, 400, "Bad request")); return; }
        var page = new MemoryStream();
        page.Write("{\"items\":["u8);
        for (var i = 0; i < items.Count; i++)
        {
            if (i > 0) page.WriteByte((byte)',');
            page.Write(items[i]);
        }
        page.Write(Encoding.UTF8.GetBytes($"],\"next\":\"seq-{at}\",\"hasMore\":{(hasMore ? "true" : "false")}}}"));
        await Json(http, page.ToArray());
    }

    private async Task One(HttpContext http, string id)
    {
        (int Change, DateTimeOffset At, bool IsDeleted, byte[] Json) placement;
        lock (_lock) if (!_placements.TryGetValue(id, out placement)) placement.Json = null!;
        if (placement.Json is null) { await Problem(http, 404, "Not found"); return; }
        http.Response.Headers.ETag = $"\"{placement.Change}\"";
        if (http.Request.Headers.IfNoneMatch == http.Response.Headers.ETag) http.Response.StatusCode = 304;
        else await Json(http, placement.Json);
    }

    private async Task Take(HttpContext http, string id)
    {
        var status = (await JsonNode.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted))!.AsObject();
        var isKnown = false;
        lock (_lock) isKnown = _placements.ContainsKey(id);
        if (!isKnown) { await Problem(http, 404, "Not found"); return; }
        if (http.Request.Headers["Idempotency-Key"] is not [{ } key]) { await Problem(http, 400, "Bad request"); return; }
        if (_keys.TryAdd(key, 0)) Told.Enqueue(new(id, key, status));
        http.Response.StatusCode = 204;
    }

    private async Task Token(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var basic = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{ClientId}:{ClientSecret}"));
        if (form["grant_type"] != "client_credentials" || http.Request.Headers.Authorization != basic && (form["client_id"] != ClientId || form["client_secret"] != ClientSecret))
        {
            http.Response.StatusCode = 401;
            await http.Response.WriteAsJsonAsync(new { error = "invalid_client" }, http.RequestAborted);
            return;
        }
        var token = $"token-{Interlocked.Increment(ref TokensGiven)}";
        _tokens[token] = 0;
        await http.Response.WriteAsJsonAsync(new { access_token = token, token_type = "Bearer", expires_in = 3600 }, http.RequestAborted);
    }

    private static async Task Json(HttpContext http, byte[] json)
    {
        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.ContentLength = json.Length;
        await http.Response.Body.WriteAsync(json, http.RequestAborted);
    }

    private static Task Problem(HttpContext http, int status, string title)
    {
        http.Response.StatusCode = status;
        return http.Response.WriteAsJsonAsync(new { type = "about:blank", title, status }, (JsonSerializerOptions?)null, "application/problem+json", http.RequestAborted);
    }
}
