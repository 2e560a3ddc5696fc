using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using SroiTracker.Tests.Contracts;

namespace SroiTracker.Tests.Survival;

/// <summary>What was answered with "done" is done, whatever becomes of the process in the next moment.</summary>
public class PlacementKillTests
{
    private const int Callers = 8;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Killed_while_placements_are_reported_and_verified_it_has_each_once()
    {
        var random = new Random(KillableService.Seed);
        await using var service = new KillableService();
        await service.Start();
        using var officer = service.Caller();
        var (contract, key) = await ContractWithClause(service, officer);
        using var supplier = service.Caller(key);

        var all = new List<PlacementStory>();
        for (var kill = 1; kill <= KillableService.Kills; kill++)
        {
            var moment = TimeSpan.FromMilliseconds(random.Next(5, 800));
            var when = string.Create(CultureInfo.InvariantCulture, $"kill {kill}, after {moment.TotalMilliseconds:0} ms (SROITRACKER_TEST_SEED={KillableService.Seed})");
            var stories = new ConcurrentQueue<PlacementStory>();
            var callers = Enumerable.Range(1, Callers).Select(caller => Report(caller, kill, stories)).ToList();
            await Task.Delay(moment, Token);
            await service.Kill();
            await Task.WhenAll(callers);

            await service.Start();
            try
            {
                foreach (var story in stories) await story.AssertKept(Token);
                all.AddRange(stories);
                await service.AssertWhole(when);
            }
            catch (Exception e) when (e is not OperationCanceledException) { throw new InvalidOperationException($"{when}: {e.Message}", e); }
        }

        foreach (var story in all) await story.AssertKept(Token);
        Assert.Equal(all.Count, await Count(supplier));
        Assert.Contains(all, s => s.Heard == PlacementStory.Acts);

        async Task Report(int caller, int kill, ConcurrentQueue<PlacementStory> stories)
        {
            for (var i = 1; ; i++)
            {
                var story = new PlacementStory($"K{kill}-C{caller}-N{i}", contract, supplier, officer);
                stories.Enqueue(story);
                if (!await story.Live(Token)) return;
            }
        }
    }

    [Fact]
    public async Task Killed_between_the_commit_and_the_answer_it_gives_the_answer_when_it_is_asked_again()
    {
        await using var service = new KillableService();
        await service.Start();
        using var officer = service.Caller();
        var (contract, key) = await ContractWithClause(service, officer);
        using var supplier = service.Caller(key);
        for (var kill = 1; kill <= 3; kill++)
        {
            var body = $$"""
                {"supplierReference": "K{{kill}}", "candidate": "pseudonym-1-of-kill-{{kill}}", "bouwblok": "participatiewet", "doelgroep": "Participatiewet", "placementMethod": "Individueel",
                "employment": "Dienstverband", "hoursPerWeek": 24, "startDate": "2024-05-01", "reportedThroughDate": "2024-06-30", "allocations": [{"contractId": "{{contract}}", "percentage": 100}]}
                """;
            // An answer that nobody reads: the process is gone before anyone heard of it.
            using (var connection = new TcpClient())
            {
                await connection.ConnectAsync(supplier.BaseAddress!.Host, supplier.BaseAddress.Port, Token);
                await connection.GetStream().WriteAsync(Encoding.UTF8.GetBytes(
                    $"POST /api/v1/placements HTTP/1.1\r\nHost: here\r\nAuthorization: Bearer {key}\r\nContent-Type: application/json\r\nIdempotency-Key: kill-{kill}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}"), Token);
                for (var i = 0; await service.Count("SELECT COUNT(*) FROM Placement") < kill; i++)
                {
                    Assert.True(i < 6_000, "It was not reported.");
                    await Task.Delay(5, Token);
                }
                await service.Kill();
            }
            await service.Start();
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/placements") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
            request.Headers.Add("Idempotency-Key", $"kill-{kill}");
            using var answer = await supplier.SendAsync(request, Token);
            Assert.Equal((HttpStatusCode.Created, "true", "\"v1\""), (answer.StatusCode, answer.Headers.GetValues("Idempotent-Replayed").Single(), answer.Headers.ETag!.Tag));
            Assert.Equal(kill, await service.Count("SELECT COUNT(*) FROM Placement"));
        }
        await service.AssertWhole("after all");
    }

    internal static async Task<(Guid Contract, string Key)> ContractWithClause(KillableService service, HttpClient officer)
    {
        var buyer = await officer.Post("organisations", new { name = "Waterschap Rivierenland" }).Is(201).Id();
        var supplier = await officer.Post("suppliers", new { name = "Hegeman Bouw & Infra B.V." }).Is(201).Id();
        var contract = await officer.Post("contracts", Rivierenland.Entry(buyer, supplier)).Is(201).Id();
        await officer.Put($"contracts/{contract}/clause", await officer.ETag($"contracts/{contract}"), Rivierenland.Clause()).Is(200);
        return (contract, await service.Key("--role", "Supplier", "--supplier", supplier.ToString(), "--name", "payroll"));
    }

    private static async Task<int> Count(HttpClient supplier)
    {
        var count = 0;
        for (var next = "/api/v1/placements?pageSize=500"; next is not null;)
        {
            var page = JsonNode.Parse(await supplier.GetStringAsync(new Uri(next, UriKind.Relative), Token))!;
            count += page["items"]!.AsArray().Count;
            next = (string?)page["links"]!["next"];
        }
        return count;
    }
}
