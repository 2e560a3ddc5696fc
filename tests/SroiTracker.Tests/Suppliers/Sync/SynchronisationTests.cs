using System.Text.Json.Nodes;
using SroiTracker.Domain;
using SroiTracker.Http;
using static SroiTracker.Tests.Suppliers.Sync.ConnectionStage;

namespace SroiTracker.Tests.Suppliers.Sync;

/// <summary>Runs of a connection as officers ask for them and see them.</summary>
public class SynchronisationTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task A_run_is_asked_for_and_one_that_is_on_its_way_is_answered()
    {
        var stage = await In(service);
        var path = await stage.Connected();
        using var response = await stage.Officer.Post($"{path}/synchronisations");
        var run = (await response.Json())!.AsObject();
        Assert.Equal((202, $"/api/v1/{path}/synchronisations/{(Guid)run["id"]!}"), ((int)response.StatusCode, response.Headers.Location!.ToString()));
        Assert.Equal(["id", "state", "startedAt", "endedAt", "pages", "received", "new", "changed", "unchanged", "refused", "bytes", "error"], run.Select(f => f.Key));
        Assert.Equal(("Running", "2026-11-22T10:00:00.000Z", null, null), ((string?)run["state"], (string?)run["startedAt"], (string?)run["endedAt"], run["error"]));
        var again = await stage.Officer.Post($"{path}/synchronisations").Is(202);
        Assert.Equal((Guid)run["id"]!, (Guid)again["id"]!);
        Assert.True(JsonNode.DeepEquals(run, await stage.Officer.Ask($"{path}/synchronisations/{(Guid)run["id"]!}").Is(200)));
        Assert.Equal(1, await service.Read(s => s.QueryOne<long>("SELECT COUNT(*) FROM Event WHERE subject = @path AND act = 'synchronisation.asked'", new { path })));
    }

    [Fact]
    public async Task Runs_are_listed_from_the_newest_and_say_in_the_callers_language_why_they_failed()
    {
        var stage = await In(service);
        var path = await stage.Connected();
        var made = new List<Guid>();
        for (var i = 0; i < 3; i++)
        {
            made.Add((Guid)(await stage.Officer.Post($"{path}/synchronisations").Is(202))["id"]!);
            var error = Json.Write(KeptObjection.Of(Refusals.SourceTooSlow.At(null, 30)));
            await service.Run(s => s.Execute("UPDATE Synchronisation SET state = 'Failed', error = @error, endedAt = startedAt, added = 2, received = 2 WHERE id = @id", new { id = made[^1], error }));
            service.Time.Advance(TimeSpan.FromMilliseconds(1));
        }
        var page = await stage.Officer.Ask($"{path}/synchronisations?pageSize=2").Is(200);
        var next = await stage.Officer.Ask(((string)page["links"]!["next"]!)["/api/v1/".Length..]).Is(200);
        var runs = page["items"]!.AsArray().Concat(next["items"]!.AsArray()).Select(r => r!).ToList();
        Assert.Equal(made.AsEnumerable().Reverse(), runs.Select(r => (Guid)r["id"]!));
        Assert.Null((string?)next["links"]!["next"]);
        Assert.Equal(("Failed", 2, 2, "source.too-slow", "Het systeem van de leverancier antwoordde niet binnen 30 s."),
            ((string?)runs[0]["state"], (int)runs[0]["received"]!, (int)runs[0]["new"]!, (string?)runs[0]["error"]!["code"], (string?)runs[0]["error"]!["detail"]));
        stage.Officer.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        var english = await stage.Officer.Ask($"{path}/synchronisations/{made[0]}").Is(200);
        Assert.Equal("The supplier's system did not answer within 30 s.", (string?)english["error"]!["detail"]);
        Assert.Empty((await stage.Officer.Ask($"{path}/synchronisations?state=Running").Is(200))["items"]!.AsArray());
        Assert.Equal(3, (await stage.Officer.Ask($"{path}/synchronisations?state=Failed").Is(200))["items"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_run_that_was_asked_for_leaves_the_schedule_where_it_is()
    {
        var stage = await In(service);
        var path = await stage.Connected(e => e["schedule"] = "0 * * * *");
        await stage.Officer.Post($"{path}/synchronisations").Is(202);
        Assert.Equal("2026-11-22T11:00:00.000Z", (string?)(await stage.Officer.Ask(path).Is(200))["nextRunAt"]);
    }
}
