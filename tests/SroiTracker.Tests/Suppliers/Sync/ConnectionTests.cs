using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SroiTracker.Http;
using SroiTracker.Outbound;
using SroiTracker.Suppliers.Sync;
using static SroiTracker.Tests.Suppliers.Sync.ConnectionStage;

namespace SroiTracker.Tests.Suppliers.Sync;

/// <summary>Connections to suppliers' systems: made, shown without their secrets, changed, paused.</summary>
public class ConnectionTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task A_connection_is_made_shown_and_listed_without_its_secret()
    {
        var stage = await In(service);
        using var response = await stage.Officer.Post(Connections, stage.Entry());
        var made = (await response.Json())!.AsObject();
        Assert.Equal((201, "\"v1\"", $"/api/v1/{Connections}/{(Guid)made["id"]!}"), ((int)response.StatusCode, response.Headers.ETag!.ToString(), response.Headers.Location!.ToString()));
        Assert.Equal(
            ["id", "supplierId", "name", "kind", "baseUrl", "authentication", "schedule", "pageSize", "successWithinHours", "state", "stoppedFor", "nextRunAt", "lastSuccessAt", "createdAt", "changedAt"],
            made.Select(f => f.Key));
        Assert.Equal(["kind", "tokenUrl", "clientId", "headerName"], made["authentication"]!.AsObject().Select(f => f.Key));
        Assert.Equal((100, 48, "Active", null), ((int)made["pageSize"]!, (int)made["successWithinHours"]!, (string?)made["state"], (string?)made["lastSuccessAt"]));
        // 06:00 in the Netherlands, tomorrow: it is 11:00.
        Assert.Equal("2026-11-23T05:00:00.000Z", (string?)made["nextRunAt"]);
        var path = $"{Connections}/{(Guid)made["id"]!}";
        Assert.True(JsonNode.DeepEquals(made, await stage.Officer.Ask(path).Is(200)));
        Assert.True(JsonNode.DeepEquals(made, Assert.Single((await stage.Officer.Ask(Connections).Is(200))["items"]!.AsArray())));
    }

    [Fact]
    public async Task It_reports_as_the_one_principal_that_the_keys_of_its_supplier_have()
    {
        var stage = await In(service);
        await stage.Officer.Post($"suppliers/{stage.Contract.SupplierId}/keys", new { name = "payroll" }).Is(201);
        await stage.Connected();
        await stage.Connected();
        Assert.Equal(1, await service.Read(s => s.QueryOne<long>(
            "SELECT COUNT(DISTINCT x.principalId) FROM SupplierConnection x JOIN ApiKey k ON k.principalId = x.principalId WHERE x.supplierId = @SupplierId", new { stage.Contract.SupplierId })));
        var other = await In(service);
        await other.Connected();
        await other.Officer.Post($"suppliers/{other.Contract.SupplierId}/keys", new { name = "payroll" }).Is(201);
        Assert.Equal(1, await service.Read(s => s.QueryOne<long>("SELECT COUNT(*) FROM RoleGrant WHERE supplierId = @SupplierId", new { other.Contract.SupplierId })));
    }

    [Fact]
    public async Task It_is_changed_by_who_saw_it_last()
    {
        var stage = await In(service);
        var path = await stage.Connected();
        await stage.Officer.Put(path, null, stage.Entry()).IsRefused(428, "if-match.missing");
        var changed = await stage.Officer.Put(path, "\"v1\"", stage.Entry(e =>
        {
            (e["name"], e["schedule"], e["pageSize"], e["successWithinHours"], e["kind"]) = ("Salaris", "*/15 * * * *", 20, 4, "Setu");
            e["authentication"] = ByClient();
        })).Is(200);
        Assert.Equal(("Salaris", "Setu", 20, 4, "2026-11-22T10:15:00.000Z"),
            ((string?)changed["name"], (string?)changed["kind"], (int)changed["pageSize"]!, (int)changed["successWithinHours"]!, (string?)changed["nextRunAt"]));
        Assert.Equal(("ClientCredentials", "sroitracker", null), ((string?)changed["authentication"]!["kind"], (string?)changed["authentication"]!["clientId"], (string?)changed["authentication"]!["headerName"]));
        await stage.Officer.Put(path, "\"v1\"", stage.Entry()).IsRefused(412, "if-match.stale");
        Assert.Equal("\"v2\"", await stage.Officer.ETag(path));
        // Whose system it is does not change.
        await stage.Officer.Put(path, "\"v2\"", Entry((await In(service)).Contract.SupplierId)).IsRefused(400, "supplier.unknown", "/supplierId");
    }

    [Fact]
    public async Task A_paused_one_is_not_planned_and_goes_on_when_it_is_set_active()
    {
        var stage = await In(service);
        var path = await stage.Connected();
        Assert.Equal(("Paused", null), await State(stage.Officer.Put(path, "\"v1\"", stage.Entry(e => e["state"] = "Paused"))));
        // What is left out stays as it was: another name does not set it going.
        Assert.Equal(("Paused", null), await State(stage.Officer.Put(path, "\"v2\"", stage.Entry(e => e["name"] = "Salaris"))));
        await stage.Officer.Post($"{path}/synchronisations").IsRefused(409, "connection.not-active");
        Assert.Equal(("Active", "2026-11-23T05:00:00.000Z"), await State(stage.Officer.Put(path, "\"v3\"", stage.Entry(e => e["state"] = "Active"))));
        await stage.Officer.Put(path, "\"v4\"", stage.Entry(e => e["state"] = "Stopped")).IsRefused(400, "connection.stopped-by-hand", "/state");
        await stage.Officer.Post(Connections, stage.Entry(e => e["state"] = "Stopped")).IsRefused(400, "connection.stopped-by-hand", "/state");
        Assert.Equal(["connection.activated", "connection.changed", "connection.created", "connection.paused"], await Acts(path));
    }

    [Fact]
    public async Task One_that_was_stopped_says_for_what_and_an_officer_sets_it_going_again()
    {
        var stage = await In(service);
        var path = await stage.Connected();
        var id = Guid.Parse(path[(Connections.Length + 1)..]);
        // Refused with a secret that an officer replaced since: that one has not been tried.
        Assert.False(await service.Run(s => ConnectionStore.Stop(s, id, 2, "source.unauthorised")));
        Assert.True(await service.Run(s => ConnectionStore.Stop(s, id, 1, "source.unauthorised")));
        var stopped = await stage.Officer.Ask(path).Is(200);
        Assert.Equal(("Stopped", "source.unauthorised", null), ((string?)stopped["state"], (string?)stopped["stoppedFor"], (string?)stopped["nextRunAt"]));
        Assert.Single((await stage.Officer.Ask($"{Connections}?state=Stopped").Is(200))["items"]!.AsArray());
        await stage.Officer.Put(path, "\"v1\"", stage.Entry(e => e["state"] = "Active")).IsRefused(412, "if-match.stale");
        Assert.Equal(("Stopped", null), await State(stage.Officer.Put(path, "\"v2\"", stage.Entry(e => e["state"] = "Stopped"))));
        var again = await stage.Officer.Put(path, "\"v3\"", stage.Entry(e => e["state"] = "Active")).Is(200);
        Assert.Equal(("Active", null, "2026-11-23T05:00:00.000Z"), ((string?)again["state"], (string?)again["stoppedFor"], (string?)again["nextRunAt"]));
        Assert.Contains("connection.stopped", await Acts(path));
    }

    [Theory]
    // What changes beside the name; whether the secret must be given again.
    [InlineData("""{}""", false)]
    [InlineData("""{"kind": "Setu"}""", false)]
    [InlineData("""{"baseUrl": "https://payroll.example.org/v2"}""", false)]
    [InlineData("""{"baseUrl": "https://evil.example.org/sroi"}""", true)]
    [InlineData("""{"baseUrl": "https://payroll.example.org:8443/sroi"}""", true)]
    [InlineData("""{"authentication": {"kind": "ApiKeyHeader", "headerName": "X-Other"}}""", true)]
    [InlineData("""{"authentication": {"kind": "ClientCredentials", "tokenUrl": "https://login.example.org/token", "clientId": "sroitracker"}}""", true)]
    public async Task A_secret_that_is_left_out_stays_unless_it_would_go_elsewhere(string change, bool isAsked)
    {
        var stage = await In(service);
        var path = await stage.Connected();
        var entry = stage.Entry(e => e["authentication"] = new JsonObject { ["kind"] = "ApiKeyHeader", ["headerName"] = "X-Api-Key" });
        foreach (var (name, value) in JsonNode.Parse(change)!.AsObject()) entry[name] = value?.DeepClone();
        var isClient = (string?)entry["authentication"]!["kind"] == "ClientCredentials";
        var answer = stage.Officer.Put(path, "\"v1\"", entry);
        if (isAsked) await answer.IsRefused(400, "connection.secret-again", isClient ? "/authentication/clientSecret" : "/authentication/headerValue");
        else await answer.Is(200);
        Assert.Equal(isAsked ? "k3y-of-the-payroll 1" : "k3y-of-the-payroll 2", await Kept(path));
        entry["authentication"]![isClient ? "clientSecret" : "headerValue"] = "a-new-one";
        await stage.Officer.Put(path, isAsked ? "\"v1\"" : "\"v2\"", entry).Is(200);
        Assert.StartsWith("a-new-one", await Kept(path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_address_of_the_token_asks_for_the_secret_again()
    {
        var stage = await In(service);
        var path = await stage.Connected(e => e["authentication"] = ByClient());
        await stage.Officer.Put(path, "\"v1\"", stage.Entry(e => e["authentication"] = ByClient(null))).Is(200);
        await stage.Officer.Put(path, "\"v2\"", stage.Entry(e => e["authentication"] = ByClient(null, "https://evil.example.org/token")))
            .IsRefused(400, "connection.secret-again", "/authentication/clientSecret");
        Assert.Equal("s3cret-of-the-client 2", await Kept(path));
    }

    [Fact]
    public async Task Who_entered_address_or_secret_last_is_kept_and_another_system_begins_from_its_first_page()
    {
        var stage = await In(service);
        var (second, secondId) = await service.Principal(Role.Officer, stage.Contract.BuyerId);
        var path = await stage.Connected();
        var first = (await Connection(path)).MadeBy;
        await service.Run(s => s.Execute("UPDATE SupplierConnection SET sourceCursor = 'c7' WHERE id = @id", new { id = Guid.Parse(path[(Connections.Length + 1)..]) }));
        var keep = stage.Entry(e => e["authentication"]!["headerValue"] = null);
        await second.Put(path, "\"v1\"", keep).Is(200);
        Assert.Equal((first, "c7"), ((await Connection(path)).MadeBy, (await Connection(path)).SourceCursor));
        keep["authentication"]!["headerValue"] = "k3y-of-the-payroll";
        await second.Put(path, "\"v2\"", keep).Is(200);
        Assert.Equal((secondId, "c7"), ((await Connection(path)).MadeBy, (await Connection(path)).SourceCursor));
        keep["authentication"]!["headerValue"] = null;
        keep["baseUrl"] = "https://payroll.example.org/other";
        await stage.Officer.Put(path, "\"v3\"", keep).Is(200);
        Assert.Equal((first, null), ((await Connection(path)).MadeBy, (await Connection(path)).SourceCursor));
    }

    [Fact]
    public async Task The_list_goes_on_from_page_to_page_and_narrows_to_a_supplier_or_a_state()
    {
        var (stage, other) = (await In(service), await In(service));
        var paths = new List<string>();
        for (var i = 0; i < 3; i++) paths.Add(await stage.Connected(e => e["state"] = i == 1 ? "Paused" : "Active"));
        await other.Connected();
        var page = await stage.Officer.Ask($"{Connections}?pageSize=2").Is(200);
        var next = await stage.Officer.Ask(((string)page["links"]!["next"]!)["/api/v1/".Length..]).Is(200);
        Assert.Equal(paths.Order(StringComparer.Ordinal), Paths(page).Concat(Paths(next)));
        Assert.Null((string?)next["links"]!["next"]);
        var everybody = await service.Officer();
        Assert.Equal(3, Paths(await everybody.Ask($"{Connections}?supplierId={stage.Contract.SupplierId}").Is(200)).Count());
        Assert.Equal([paths[1]], Paths(await everybody.Ask($"{Connections}?supplierId={stage.Contract.SupplierId}&state=Paused").Is(200)));
        await everybody.Ask($"{Connections}?state=paused").IsRefused(400, "value.invalid", "state");

        static IEnumerable<string> Paths(JsonNode page) => page["items"]!.AsArray().Select(c => $"{Connections}/{(Guid)c!["id"]!}");
    }

    private static async Task<(string?, string?)> State(Task<HttpResponseMessage> answer)
    {
        var connection = await answer.Is(200);
        return ((string?)connection["state"], (string?)connection["nextRunAt"]);
    }

    private async Task<string[]> Acts(string path) =>
        [.. await service.Read(s => s.Query<string>("SELECT act FROM Event WHERE subject = @path ORDER BY act", new { path }))];

    private Task<Connection> Connection(string path) => service.Read(async s => (await ConnectionStore.Find(s, Guid.Parse(path[(Connections.Length + 1)..])))!);

    /// <summary>The secret as a run would send it, and the version.</summary>
    private async Task<string> Kept(string path)
    {
        var connection = await Connection(path);
        var credential = service.Services.GetRequiredService<Credentials>().Of(connection);
        return $"{(credential as Credential.Client)?.Secret ?? ((Credential.Header)credential).Value} {connection.Version}";
    }
}
