using System.Text.Json.Nodes;
using SroiTracker.Suppliers.Sync;
using SroiTracker.Tests.Placements;

namespace SroiTracker.Tests.Suppliers.Sync;

/// <summary>Items that were refused, as an officer finds them and asks for them again.</summary>
public sealed class RetryTests(SynchronisingService service) : IClassFixture<SynchronisingService>, IAsyncLifetime
{
    private SystemStage _in = null!;

    private HttpClient Officer => _in.Stage.Officer;
    private string Path => $"{ConnectionStage.Connections}/{_in.Connection.Id}";

    public async ValueTask InitializeAsync() => _in = await SystemStage.In(service);

    public ValueTask DisposeAsync() => _in.DisposeAsync();

    [Fact]
    public async Task What_was_refused_is_listed_with_why_and_with_nothing_of_whom_it_is_about()
    {
        _in.System.Put("p-1", _in.Item("p-1", -1));
        await Pull();
        var item = Assert.Single(await Listed())!;
        Assert.Equal(["id", "sourceId", "supplierReference", "errors", "item", "tries", "firstRefusedAt", "lastRefusedAt"], item.AsObject().Select(f => f.Key));
        Assert.Equal(
            ["changedAt", "startDate", "endDate", "reportedThroughDate", "termsFromDate", "hoursPerWeek", "employment", "placementMethod", "allocations"],
            item["item"]!.AsObject().Select(f => f.Key));
        Assert.Equal(("p-1", "HB-p-1", 1, -1m), ((string?)item["sourceId"], (string?)item["supplierReference"], (int)item["tries"]!, (decimal)item["item"]!["hoursPerWeek"]!));
        Assert.Equal("placement.hours", (string?)Assert.Single(item["errors"]!.AsArray())!["code"]);
        foreach (var ofSomebody in new[] { "pseudonym-of-p-1", "Participatiewet", "participatiewet", "Attested", "08057642" })
            Assert.DoesNotContain(ofSomebody, item.ToJsonString(), StringComparison.Ordinal);

        var dutch = (string?)item["errors"]![0]!["detail"];
        Officer.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        Assert.NotEqual(dutch, (string?)Assert.Single(await Listed())!["errors"]![0]!["detail"]);
    }

    [Fact]
    public async Task It_is_listed_page_by_page_each_item_once()
    {
        for (var i = 1; i <= 5; i++) _in.System.Put($"p-{i}", _in.Item($"p-{i}", -1));
        await Pull();
        var (found, pages) = (new List<string>(), 0);
        for (var next = $"{Path}/quarantine?pageSize=2"; next is not null; pages++)
        {
            var page = await Officer.Ask(next).Is(200);
            Assert.InRange(page["items"]!.AsArray().Count, 1, 2);
            found.AddRange(page["items"]!.AsArray().Select(i => (string)i!["sourceId"]!));
            next = (string?)page["links"]!["next"] is { } link ? link["/api/v1/".Length..] : null;
        }
        Assert.Equal((3, 5), (pages, found.Count));
        Assert.Equal(["p-1", "p-2", "p-3", "p-4", "p-5"], found.Order());
    }

    [Fact]
    public async Task An_item_that_is_asked_for_again_is_fetched_alone_taken_and_gone_from_quarantine()
    {
        var late = _in.Item("p-1");
        late["allocations"] = JsonNode.Parse("""[{"contractReference": "LATER-1", "percentage": 100}]""");
        _in.System.Put("p-1", late);
        _in.System.Put("p-2", _in.Item("p-2", -1));
        _in.System.Put("p-3", _in.Item("p-3"));
        await Pull();
        var waits = (await Listed()).Single(i => (string?)i!["sourceId"] == "p-1")!;
        await _in.Stage.SecondContract("LATER-1");
        _in.System.Requests.Clear();

        var path = $"{Path}/quarantine/{(Guid)waits["id"]!}/retries";
        var key = Guid.NewGuid().ToString();
        using var response = await Officer.PostUnder(key, path);
        var run = (await response.Json())!;
        Assert.Equal((202, $"/api/v1/{Path}/synchronisations/{(Guid)run["id"]!}", "Running"), ((int)response.StatusCode, response.Headers.Location!.ToString(), (string?)run["state"]));
        await _in.Step();
        Assert.Equal(["GET /placements/p-1"], _in.System.Requests.Where(r => !r.StartsWith("GET /placements?", StringComparison.Ordinal)));
        Assert.Equal("GET /placements/p-1", _in.System.Requests.First());
        var ended = await Officer.Ask(response.Headers.Location!.ToString()["/api/v1/".Length..]).Is(200);
        Assert.Equal(("Completed", 1, 1, 0), ((string?)ended["state"], (int)ended["received"]!, (int)ended["new"]!, (int)ended["refused"]!));
        Assert.Equal("p-2", (string?)Assert.Single(await Listed())!["sourceId"]);
        Assert.Single((await _in.Stage.Supplier.Ask("placements?supplierReference=HB-p-1").Is(200))["items"]!.AsArray());

        // Repeated it is answered as before: there is no second run, though the item is no longer there.
        var again = await Officer.PostUnder(key, path).Is(202);
        Assert.True(JsonNode.DeepEquals(run, again));
        Assert.Equal(2, (await Officer.Ask($"{Path}/synchronisations").Is(200))["items"]!.AsArray().Count);
        await Officer.Post(path).IsRefused(404, "resource.not-found");
    }

    [Fact]
    public async Task An_item_that_is_still_wrong_stays_with_one_more_try()
    {
        _in.System.Put("p-1", _in.Item("p-1", -1));
        await Pull();
        var first = Assert.Single(await Listed())!;
        service.Running.Time.Advance(TimeSpan.FromMinutes(1));
        await Officer.Post($"{Path}/quarantine/{(Guid)first["id"]!}/retries").Is(202);
        await _in.Step();
        var second = Assert.Single(await Listed())!;
        Assert.Equal(((Guid)first["id"]!, 2, (string?)first["firstRefusedAt"]), ((Guid)second["id"]!, (int)second["tries"]!, (string?)second["firstRefusedAt"]));
        Assert.NotEqual((string?)first["lastRefusedAt"], (string?)second["lastRefusedAt"]);
    }

    [Fact]
    public async Task What_is_not_there_or_not_pulled_is_not_asked_for()
    {
        await Officer.Post($"{Path}/quarantine/{Guid.NewGuid()}/retries").IsRefused(404, "resource.not-found");
        _in.System.Put("p-1", _in.Item("p-1", -1));
        await Pull();
        var runs = (await Officer.Ask($"{Path}/synchronisations").Is(200))["items"]!.AsArray().Count;
        await service.Running.Run(s => s.Execute("UPDATE SupplierConnection SET state = 'Paused' WHERE id = @Id", new { _in.Connection.Id }));
        await Officer.Post($"{Path}/quarantine/{(Guid)Assert.Single(await Listed())!["id"]!}/retries").IsRefused(409, "connection.not-active");
        Assert.Equal(runs, (await Officer.Ask($"{Path}/synchronisations").Is(200))["items"]!.AsArray().Count);
        Assert.Equal(0, await service.Running.Read(s => s.QueryOne<long>("SELECT COUNT(*) FROM QuarantinedItem WHERE connectionId = @Id AND isAsked = 1", new { _in.Connection.Id })));
    }

    private async Task<IEnumerable<JsonNode?>> Listed() => (await Officer.Ask($"{Path}/quarantine").Is(200))["items"]!.AsArray();

    private async Task Pull()
    {
        await Officer.Post($"{Path}/synchronisations").Is(202);
        await _in.Step();
        Assert.Equal(SynchronisationState.Completed, (await _in.Last())!.State);
    }
}
