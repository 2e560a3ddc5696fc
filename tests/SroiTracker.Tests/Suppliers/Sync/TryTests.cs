using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using SroiTracker.Tests.Placements;

namespace SroiTracker.Tests.Suppliers.Sync;

/// <summary>An officer tries a connection: the next page is fetched, what would become of it is said, and nothing is stored.</summary>
public sealed class TryTests(SynchronisingService service) : IClassFixture<SynchronisingService>, IAsyncLifetime
{
    private SystemStage _in = null!;

    private HttpClient Officer => _in.Stage.Officer;
    private string Path => $"{ConnectionStage.Connections}/{_in.Connection.Id}";

    public async ValueTask InitializeAsync() => _in = await SystemStage.In(service);

    public ValueTask DisposeAsync() => _in.DisposeAsync();

    [Fact]
    public async Task What_would_become_of_each_item_is_said_and_nothing_is_stored()
    {
        foreach (var id in new[] { "p-1", "p-2", "p-3" }) _in.System.Put(id, _in.Item(id));
        await _in.Pull();
        var changed = _in.Item("p-1", 20);
        changed["termsFromDate"] = "2026-01-01";
        _in.System.Put("p-1", changed);
        _in.System.Put("p-2", _in.Item("p-2"));
        _in.System.Put("p-4", _in.Item("p-4"));
        _in.System.Put("p-5", _in.Item("p-5", -1));
        _in.System.Delete("p-3");
        var (rows, stands, connection) = (await service.Running.RowCounts(), await Placements(), await _in.Now());

        var tried = await Try();
        Assert.Equal(["received", "new", "changed", "unchanged", "refused", "items", "hasMore", "bytes", "error"], tried.AsObject().Select(f => f.Key));
        Assert.Equal((5, 1, 2, 1, 1, false, null), (Count("received"), Count("new"), Count("changed"), Count("unchanged"), Count("refused"), (bool)tried["hasMore"]!, tried["error"]));
        Assert.True((long)tried["bytes"]! > 500);
        Assert.Equal(
            ["p-1 HB-p-1 Changed", "p-2 HB-p-2 Unchanged", "p-4 HB-p-4 New", "p-5 HB-p-5 Refused", "p-3  Changed"],
            tried["items"]!.AsArray().Select(i => $"{i!["id"]} {i["supplierReference"]} {i["outcome"]}"));
        var error = Assert.Single(tried["items"]![3]!["errors"]!.AsArray())!;
        Assert.Equal(("body", "/hoursPerWeek", "placement.hours"), ((string?)error["in"], (string?)error["location"]!["pointer"], (string?)error["code"]));
        Assert.All(tried["items"]!.AsArray().Where(i => (string?)i!["outcome"] != "Refused"), i => Assert.Empty(i!["errors"]!.AsArray()));
        Assert.DoesNotContain("pseudonym-of-", tried.ToJsonString(), StringComparison.Ordinal);

        Assert.Equal(rows, await service.Running.RowCounts());
        Assert.True(JsonNode.DeepEquals(stands, await Placements()));
        Assert.Equal(Json(connection), Json(await _in.Now()));

        // And that is what becomes of it.
        await _in.Ask();
        await _in.Step();
        var run = (await _in.Last())!;
        Assert.Equal((5L, 1L, 2L, 1L, 1L), (run.Received, run.Added, run.Changed, run.Unchanged, run.Refused));
        Assert.Equal(0, (int)(await Try())["received"]!);

        int Count(string name) => (int)tried[name]!;
    }

    [Fact]
    public async Task It_says_whether_there_is_more_and_why_in_the_callers_language()
    {
        await service.Running.Run(s => s.Execute("UPDATE SupplierConnection SET pageSize = 2 WHERE id = @Id", new { _in.Connection.Id }));
        _in.System.Put("p-1", _in.Item("p-1", -1));
        for (var i = 2; i < 4; i++) _in.System.Put($"p-{i}", _in.Item($"p-{i}"));
        var tried = await Try();
        Assert.Equal((2, true), ((int)tried["received"]!, (bool)tried["hasMore"]!));
        var english = await Try("en");
        Assert.NotEqual(Detail(tried), Detail(english));
        Assert.Equal("GET /placements?pageSize=2", Assert.Single(_in.System.Requests.Distinct()));

        static string? Detail(JsonNode tried) => (string?)Assert.Single(tried["items"]![0]!["errors"]!.AsArray())!["detail"];
    }

    public static TheoryData<string, string> Faults => new()
    {
        { "401", "source.unauthorised" }, { "403", "source.unauthorised" }, { "404", "source.refused" }, { "302", "source.redirected" },
        { "html", "source.content-type" }, { "half", "source.malformed" }, { "many", "source.page-too-large" },
    };

    [Theory, MemberData(nameof(Faults))]
    public async Task What_the_system_does_wrong_is_said_and_is_no_error_of_ours(string fault, string code)
    {
        _in.System.Mishap = http => Answer(http, fault);
        if (fault == "many") await service.Running.Run(s => s.Execute("UPDATE SupplierConnection SET pageSize = 1 WHERE id = @Id", new { _in.Connection.Id }));
        var (rows, connection) = (await service.Running.RowCounts(), await _in.Now());
        var tried = await Try();
        Assert.Equal((code, 0, 0, false), ((string?)tried["error"]!["code"], (int)tried["received"]!, tried["items"]!.AsArray().Count, (bool)tried["hasMore"]!));
        var english = await Try("en");
        Assert.NotEqual((string?)tried["error"]!["detail"], (string?)english["error"]!["detail"]);
        // A connection is stopped by a run, not by who tries it.
        Assert.Equal(Json(connection), Json(await _in.Now()));
        Assert.Equal(rows, await service.Running.RowCounts());
    }

    [Fact]
    public async Task A_secret_that_can_t_be_read_is_said_and_nothing_is_asked()
    {
        await _in.LoseSecret();
        Assert.Equal("source.secret-lost", (string?)(await Try())["error"]!["code"]);
        Assert.Empty(_in.System.Requests);
    }

    [Theory]
    [InlineData("Paused", null), InlineData("Stopped", "source.unauthorised")]
    public async Task A_connection_that_is_not_active_can_be_tried_and_stays_so(string state, string? stoppedFor)
    {
        await service.Running.Run(s => s.Execute("UPDATE SupplierConnection SET state = @state, stoppedFor = @stoppedFor WHERE id = @Id", new { state, stoppedFor, _in.Connection.Id }));
        _in.System.Put("p-1", _in.Item("p-1"));
        Assert.Equal(1, (int)(await Try())["new"]!);
        var shown = await Officer.Ask(Path).Is(200);
        Assert.Equal((state, stoppedFor), ((string?)shown["state"], (string?)shown["stoppedFor"]));
    }

    [Fact]
    public async Task Under_its_key_it_is_answered_as_before()
    {
        _in.System.Put("p-1", _in.Item("p-1"));
        var key = Guid.NewGuid().ToString();
        var first = await Officer.PostUnder(key, $"{Path}/tries").Is(200);
        _in.System.Put("p-2", _in.Item("p-2"));
        Assert.True(JsonNode.DeepEquals(first, await Officer.PostUnder(key, $"{Path}/tries").Is(200)));
    }

    /// <summary>Without a key, under which the answer would be kept.</summary>
    private async Task<JsonNode> Try(string language = "nl")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/{Path}/tries");
        request.Headers.AcceptLanguage.ParseAdd(language);
        return await Officer.SendAsync(request, TestContext.Current.CancellationToken).Is(200);
    }

    private Task<JsonNode> Placements() => _in.Stage.Supplier.Ask("placements?pageSize=500").Is(200);

    private static string Json(object connection) => System.Text.Json.JsonSerializer.Serialize(connection);

    private static async Task<bool> Answer(HttpContext http, string fault)
    {
        switch (fault)
        {
            case "302": http.Response.Redirect("https://elsewhere.example.org/"); break;
            case "html": http.Response.ContentType = "text/html"; await http.Response.WriteAsync("<p>Sign in</p>", http.RequestAborted); break;
            case "half": http.Response.ContentType = "application/json"; await http.Response.WriteAsync("""{"items": [{"id": "p-""", http.RequestAborted); break;
            case "many":
                http.Response.ContentType = "application/json";
                await http.Response.WriteAsync("""{"items": [{"id": "p-1", "changedAt": "2026-11-01T08:00:00Z", "deleted": true}, {"id": "p-2", "changedAt": "2026-11-01T08:00:00Z", "deleted": true}], "next": "2", "hasMore": false}""", http.RequestAborted);
                break;
            default: http.Response.StatusCode = int.Parse(fault, System.Globalization.CultureInfo.InvariantCulture); break;
        }
        return true;
    }
}
