using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SroiTracker.Suppliers.Sync;
using SroiTracker.Tests.Contracts;
using SroiTracker.Tests.Http;
using SroiTracker.Tests.Placements;
using static SroiTracker.Tests.Suppliers.Sync.ConnectionStage;

namespace SroiTracker.Tests.Suppliers.Sync;

/// <summary>
/// By what a supplier's system knows us goes to that system and nowhere else: not into answers, events, logs at whatever level,
/// problems, the errors of runs, nor readable into the database.
/// </summary>
public sealed class SecretsOfConnectionsTests : IAsyncLifetime
{
    private const string Wrong = "a-key-that-was-mistyped", Unfit = "a-key-with-an-\u00fcmlaut", Token = "token-";

    private readonly RunningService _service = new()
    {
        Settings = { ["Outbound:AllowPrivateAddresses"] = "true", ["Outbound:AllowHttp"] = "true", ["Logging:LogLevel:Default"] = "Trace" },
    };
    private readonly Written _written = new();
    private readonly StringBuilder _told = new();
    private SupplierSystemServer _system = null!;

    public async ValueTask InitializeAsync()
    {
        await _service.InitializeAsync();
        _service.Services.GetRequiredService<ILoggerFactory>().AddProvider(_written);
        _system = await SupplierSystemServer.Start();
    }

    public async ValueTask DisposeAsync()
    {
        await _system.DisposeAsync();
        await _service.DisposeAsync();
    }

    [Fact]
    public async Task Secrets_are_nowhere_but_at_the_system()
    {
        _service.RequireFile();
        var (supplier, officer) = ((await Rivierenland.In(_service)).SupplierId, await _service.Officer());
        JsonObject Entry(JsonObject authentication) => ConnectionStage.Entry(supplier, e => (e["baseUrl"], e["state"], e["authentication"]) = (_system.Address.ToString(), "Active", authentication));
        JsonObject Header(string value) => new() { ["kind"] = "ApiKeyHeader", ["headerName"] = SupplierSystemServer.Header, ["headerValue"] = value };

        await Told(officer.Post(Connections, Entry(Header(Unfit))), 400);
        var path = $"{Connections}/{(Guid)(await Told(officer.Post(Connections, Entry(Header(SupplierSystemServer.HeaderValue))), 201))["id"]!}";
        Assert.Equal("Completed", await Used(officer, path));

        await Told(officer.Put(path, "\"v7\"", Entry(ByClient(SupplierSystemServer.ClientSecret, _system.TokenAddress.ToString()))), 412);
        await Told(officer.Put(path, await officer.ETag(path), Entry(ByClient(SupplierSystemServer.ClientSecret, _system.TokenAddress.ToString()))), 200);
        Assert.Equal("Completed", await Used(officer, path));
        Assert.True(_system.TokensGiven > 0);

        // A system that says back what it was sent.
        _system.Mishap = Echo;
        Assert.Equal("Failed", await Used(officer, path));
        _system.Mishap = null;
        await Told(officer.Put(path, await officer.ETag(path), Entry(Header(Wrong))), 200);
        Assert.Equal("Failed", await Used(officer, path));
        Assert.Equal("source.unauthorised", (string?)(await Told(officer.Ask(path), 200))["stoppedFor"]);

        var basic = Convert.ToBase64String(Encoding.ASCII.GetBytes($"{SupplierSystemServer.ClientId}:{SupplierSystemServer.ClientSecret}"));
        string[] secrets = [SupplierSystemServer.HeaderValue, SupplierSystemServer.ClientSecret, Wrong, Unfit, basic, .. Enumerable.Range(1, _system.TokensGiven).Select(n => Token + n)];
        Assert.Contains(_written.Levels, level => level == LogLevel.Trace);
        Assert.Contains(_written.Lines, line => line.Contains(path, StringComparison.Ordinal));
        foreach (var secret in secrets)
        {
            Assert.DoesNotContain(_written.Lines, line => line.Contains(secret, StringComparison.Ordinal));
            Assert.DoesNotContain(secret, _told.ToString(), StringComparison.Ordinal);
        }
        Assert.Contains("connection.created", await Events(path));
        await PrivacyTests.AssertNowhere(_service, secrets);
    }

    /// <summary>Tries it, pulls it and looks at all there is of it; how the run ended.</summary>
    private async Task<string?> Used(HttpClient officer, string path)
    {
        _service.Time.Advance(TimeSpan.FromMinutes(10));
        await Told(officer.Post($"{path}/tries"), 200);
        var run = (Guid)(await Told(officer.Post($"{path}/synchronisations"), 202))["id"]!;
        var synchroniser = _service.Services.GetRequiredService<Synchroniser>();
        await synchroniser.Step(TestContext.Current.CancellationToken);
        await synchroniser.Quiet();
        foreach (var place in new[] { path, Connections, $"{path}/synchronisations", $"{path}/quarantine", "signals" }) await Told(officer.Ask(place), 200);
        return (string?)(await Told(officer.Ask($"{path}/synchronisations/{run}"), 200))["state"];
    }

    private async Task<JsonNode> Told(Task<HttpResponseMessage> answer, int status)
    {
        _told.Append((await answer).Headers);
        var json = await answer.Is(status);
        _told.Append(json.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
        return json;
    }

    private Task<IReadOnlyList<string>> Events(string path) => _service.Read(s => s.Query<string>("SELECT act FROM Event WHERE subject = @path", new { path }));

    private static async Task<bool> Echo(HttpContext http)
    {
        if (http.Request.Path == "/token") return false;
        var sent = string.Join(' ', http.Request.Headers.Select(h => $"{h.Key}: {h.Value}"));
        (http.Response.StatusCode, http.Response.ContentType) = (400, "application/problem+json");
        await http.Response.WriteAsJsonAsync(new { title = sent, detail = sent, status = 400 }, http.RequestAborted);
        return true;
    }
}
