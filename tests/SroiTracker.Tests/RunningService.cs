using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SroiTracker.Database;
using SroiTracker.Http;
using SroiTracker.Tests.Database;
using SroiTracker.Tests.OpenApi;

namespace SroiTracker.Tests;

/// <summary>The whole service as its users meet it: a real server on a free port, over a temporary SQLite file, or over SQL
/// Server (SROITRACKER_TEST_ENGINE, see <see cref="TestStorage"/>).</summary>
public sealed class RunningService : IAsyncLifetime
{
    public const string AdministratorKey = "srt_the-administrator-of-the-tests-0123456789";

    private readonly TestStorage _storage = TestStorage.Of(TestStorage.OfService);
    private readonly List<HttpClient> _clients = [];
    private WebApplication? _app;

    /// <summary>Settings of its own. Where none are given nobody calls too fast.</summary>
    public Dictionary<string, string?> Settings { get; init; } = new() { ["RateLimit:PerSecond"] = "1000000", ["RateLimit:Burst"] = "1000000", ["RateLimit:FailedSignInsPerMinute"] = "1000000" };

    public IServiceProvider Services => _app!.Services;

    /// <summary>What it keeps its data in.</summary>
    public Engine Engine => _storage.Engine;

    /// <summary>Where the keys are by which secrets are encrypted.</summary>
    public string KeyFolder => Path.Combine(_storage.Folder, "keys");

    /// <summary>Where it listens.</summary>
    public Uri Address => new(_app!.Urls.First());

    /// <summary>The clock; it stands at 22 November 2026, 11:00 in the Netherlands, until a test moves it.</summary>
    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 22, 10, 0, 0, TimeSpan.Zero));

    /// <summary>May everything, everywhere.</summary>
    public HttpClient Administrator => field ??= With(AdministratorKey);

    /// <summary>Every operation of the API: what is mapped under /api/v1, save what tells about the API itself.</summary>
    public IEnumerable<RouteEndpoint> Routes => Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(e => e.RoutePattern.RawText?.StartsWith("/api/v1/", StringComparison.Ordinal) == true && e.Metadata.GetMetadata<IExcludeFromDescriptionMetadata>() is null);

    /// <summary>Skips the running test where the service does not run on an SQLite file, which the test looks into by itself.</summary>
    public void RequireFile() => Assert.SkipUnless(_storage.Engine == Engine.Sqlite, "This looks into the SQLite file itself.");

    public async ValueTask InitializeAsync()
    {
        _app = App.Build(new Dictionary<string, string?>(Settings)
        {
            ["Urls"] = "http://127.0.0.1:0",
            ["Storage:Engine"] = _storage.Engine.ToString(),
            ["ConnectionStrings:SroiTracker"] = _storage.ConnectionString,
            ["DataProtection:Folder"] = Settings.GetValueOrDefault("DataProtection:Folder", KeyFolder),
            ["Privacy:PseudonymKey"] = _storage.Engine == Engine.Sqlite ? null : Convert.ToBase64String(new byte[32]),
            ["Authentication:BootstrapKey"] = AdministratorKey,
            ["Logging:LogLevel:Default"] = Settings.GetValueOrDefault("Logging:LogLevel:Default", "Error"),
            // Whoever asks for more hears it by a listener of its own.
            ["Logging:Console:LogLevel:Default"] = Settings.ContainsKey("Logging:LogLevel:Default") ? "None" : null,
            // A test takes the steps itself.
            ["Synchronisation:Off"] = Settings.GetValueOrDefault("Synchronisation:Off", "true"),
        }, Time);
        await _app.Services.Prepare(TestContext.Current.CancellationToken);
        await _app.StartAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients) client.Dispose();
        if (_app is not null) await _app.DisposeAsync();
        await _storage.DisposeAsync();
    }

    /// <summary>A caller with a key; without one nobody. Whatever it sees is judged by the API document.</summary>
    public HttpClient With(string? key)
    {
        var client = new HttpClient(new Judge(Services)) { BaseAddress = new Uri(_app!.Urls.First()) };
        if (key is not null) client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        _clients.Add(client);
        return client;
    }

    /// <summary>A new person with this role, everywhere or within one branch of organisations.</summary>
    public Task<HttpClient> Someone(Role role, Guid? organisationId = null) => With(role, null, organisationId, isPerson: true);

    /// <summary>A new officer, everywhere or within one branch of organisations.</summary>
    public Task<HttpClient> Officer(Guid? organisationId = null) => Someone(Role.Officer, organisationId);

    /// <summary>A system of a buyer, with an officer's role.</summary>
    public Task<HttpClient> OfficerSystem(Guid organisationId) => With(Role.Officer, null, organisationId, isPerson: false);

    /// <summary>A supplier's system.</summary>
    public Task<HttpClient> Supplier(Guid supplierId) => With(Role.Supplier, supplierId, null, isPerson: false);

    /// <summary>A new person with these roles, each everywhere or within one branch of organisations.</summary>
    public async Task<HttpClient> Someone(params IReadOnlyList<(Role Role, Guid? OrganisationId)> roles)
    {
        var (client, principal) = await Principal(roles[0].Role, roles[0].OrganisationId);
        foreach (var (role, organisationId) in roles.Skip(1)) await Send(Caller.TheService, new GrantRole(principal, role, organisationId));
        return client;
    }

    /// <summary>A new person with this role, or a supplier's system, and who that is.</summary>
    public async Task<(HttpClient Client, Guid Id)> Principal(Role role, Guid? organisationId = null, Guid? supplierId = null)
    {
        var made = await Key(role, supplierId, organisationId, isPerson: role != Role.Supplier);
        return (With(made.Key), made.PrincipalId);
    }

    private async Task<HttpClient> With(Role role, Guid? supplierId, Guid? organisationId, bool isPerson) => With((await Key(role, supplierId, organisationId, isPerson)).Key);

    private Task<CreatedKey> Key(Role role, Guid? supplierId, Guid? organisationId, bool isPerson) =>
        Send(Caller.TheService, new CreateKey(role, supplierId, organisationId, $"{role} of a test", isPerson, null));

    /// <summary>Looks into the database.</summary>
    public Task<T> Read<T>(Func<Session, Task<T>> act) =>
        Services.GetRequiredService<ITransactions>().Read(Caller.TheService, act, TestContext.Current.CancellationToken);

    /// <summary>Changes the database past the rules.</summary>
    public Task<T> Run<T>(Func<Session, Task<T>> act) =>
        Services.GetRequiredService<ITransactions>().Run(Caller.TheService, act, TestContext.Current.CancellationToken);

    /// <summary>Sends a request as the endpoints do.</summary>
    public async Task<T> Send<T>(Caller caller, IRequest<T> request)
    {
        using var scope = Services.CreateScope();
        scope.ServiceProvider.GetRequiredService<Call>().Caller = caller;
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request, TestContext.Current.CancellationToken);
    }

    /// <summary>The number of rows of each table.</summary>
    public Task<SortedDictionary<string, long>> RowCounts() => Read(async session =>
    {
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        // On SQL Server events are sealed by and by, whatever the test does.
        foreach (var table in _storage.Engine == Engine.Sqlite
                     ? await session.Query<string>("SELECT name FROM sqlite_master WHERE type = 'table'")
                     : (await session.Query<string>("SELECT name FROM sys.tables")).Where(t => !t.StartsWith("Event", StringComparison.OrdinalIgnoreCase) || t.Length == 5))
            counts[table] = await session.QueryOne<long>($"SELECT COUNT(*) FROM {table}");
        return counts;
    });
}

/// <summary>JSON over HTTP in few words.</summary>
public static class Calling
{
    /// <summary>Sends a body, with the ETag that was seen.</summary>
    public static async Task<HttpResponseMessage> Send(this HttpClient client, HttpMethod method, string path, JsonNode? body, string? etag = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null) request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        if (etag is not null) request.Headers.TryAddWithoutValidation("If-Match", etag);
        if (method == HttpMethod.Post) request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Posts what must succeed; the answer's JSON.</summary>
    public static async Task<JsonNode> Make(this HttpClient client, string path, JsonNode body)
    {
        using var response = await client.Send(HttpMethod.Post, path, body);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, $"POST {path}: {(int)response.StatusCode} {text}");
        return JsonNode.Parse(text)!;
    }

    /// <summary>The answer's JSON.</summary>
    public static async Task<JsonNode?> Json(this HttpResponseMessage response) =>
        JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
}
