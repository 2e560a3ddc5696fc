using System.Diagnostics;
using System.Net;
using SroiTracker.Outbound;

namespace SroiTracker.Tests.Outbound;

/// <summary>Whatever a party outside does, a call ends as <see cref="OutboundClients"/> says, in bounded time.</summary>
public class FaultTests
{
    private const string Json = "application/json", Page = """{"items": [], "next": null, "hasMore": false}""";
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.2);
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, int> Faults => new()
    {
        { "never answers", "source.too-slow 1", 3 },
        { "slow bytes", "source.too-slow 1", 3 },
        { "silent after the first half", "source.too-slow 1", 3 },
        { "breaks off at once", "source.unreachable ConnectionReset", 3 },
        { "broken mid-body", "source.unreachable ConnectionReset", 3 },
        { "cut mid-body", "source.unreachable ResponseEnded", 3 },
        { "longer than its body", "source.unreachable ResponseEnded", 3 },
        { "408", "source.refused 408", 3 },
        { "500", "source.refused 500", 3 },
        { "502", "source.refused 502", 3 },
        { "503", "source.busy", 3 },
        { "429", "source.busy", 3 },
        { "401", "source.unauthorised 401", 1 },
        { "403", "source.unauthorised 403", 1 },
        { "300", "source.refused 300", 1 },
        { "500 with 10 GB", "source.refused 500", 3 },
        { "401 with half a body", "source.unauthorised 401", 1 },
        { "302 to nowhere", "source.refused 302", 1 },
        { "10 GB claimed", "source.too-large 1048576", 1 },
        { "10 GB in chunks", "source.too-large 1048576", 1 },
        { "giant headers", "source.too-large 32768", 1 },
        { "one byte too many", "source.too-large 1048576", 1 },
        { "redirect to a private address", "source.redirected", 1 },
        { "redirect to another host", "source.redirected", 1 },
        { "redirect to another scheme", "source.redirected", 1 },
        { "redirect to a file", "source.redirected", 1 },
        { "redirect to itself", "source.redirected", 4 },
        { "no HTTP", "source.unreachable InvalidResponse", 3 },
    };

    private static Say Fault(string name) => name switch
    {
        "never answers" => Says.Nothing(),
        "slow bytes" => Says.Slowly(Json, Page, 1, Pause),
        "silent after the first half" => Says.Stop(Json, Page, 20),
        "breaks off at once" => Says.BreakOff(),
        "broken mid-body" => Says.Cut(Json, Page, 20, Then.Break),
        "cut mid-body" => Says.Cut(Json, Page, 20),
        "longer than its body" => Says.WrongLength(Json, Page, Page.Length + 10),
        "500 with 10 GB" => Says.Huge("text/html", 10L << 30, claimed: false, status: 500),
        "401 with half a body" => Says.WrongLength("text/html", "<p>", 1000, status: 401),
        "302 to nowhere" => Says.Status(302),
        "10 GB claimed" => Says.Huge(Json, 10L << 30, claimed: true),
        "10 GB in chunks" => Says.Huge(Json, 10L << 30, claimed: false),
        "one byte too many" => Says.Huge(Json, 1024 * 1024 + 1, claimed: false),
        "giant headers" => Says.GiantHeaders(200_000),
        "redirect to a private address" => Says.Redirect("http://10.0.0.1/base/items"),
        "redirect to another host" => Says.Redirect("https://elsewhere.example/base/items", 308),
        "redirect to another scheme" => Says.Redirect("https://127.0.0.1/base/items", 307),
        "redirect to a file" => Says.Redirect("file:///etc/passwd", 301),
        "redirect to itself" => Says.Redirect("/base/items"),
        "no HTTP" => async (line, token) =>
        {
            await line.WriteAsync("220 mail.example ESMTP\r\n"u8.ToArray(), token);
            await line.FlushAsync(token);
            return Then.Close;
        },
        _ => Says.Status(int.Parse(name)),
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_fault_ends_in_its_refusal_after_so_many_tries(string name, string expected, int tries)
    {
        await using var server = await FaultyServer.Start(_ => Fault(name));
        var isSlow = expected.StartsWith("source.too-slow", StringComparison.Ordinal);
        using var outside = isSlow ? new Outside(Outside.Hurried, TimeProvider.System) : new Outside();
        var begun = Stopwatch.StartNew();
        Assert.Equal(expected, await Outside.RefusedBy(() => outside.Get(Outside.Target(server))));
        Assert.Equal(tries, server.Asked.Count);
        Assert.InRange(begun.Elapsed, isSlow ? TimeSpan.FromSeconds(3) : TimeSpan.Zero, TimeSpan.FromSeconds(15));
    }

    [Theory]
    [InlineData("never answers")]
    [InlineData("cut mid-body")]
    [InlineData("500")]
    [InlineData("429")]
    public async Task A_fault_that_is_gone_at_the_next_try_is_not_noticed(string name)
    {
        await using var server = await FaultyServer.Start(asked => asked.Number == 1 ? Fault(name) : Says.Json(Page));
        using var outside = name == "never answers" ? new Outside(Outside.Hurried, TimeProvider.System) : new Outside();
        using var answer = await outside.Get(Outside.Target(server));
        Assert.Equal(Page, await answer.Content.ReadAsStringAsync(Token));
        Assert.Equal(2, server.Asked.Count);
        Assert.Contains(outside.Log.Lines, l => l.StartsWith($"Try 1 at 127.0.0.1:{server.Address.Port} ended in ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(200)]
    [InlineData(202)]
    [InlineData(304)]
    [InlineData(400)]
    [InlineData(404)]
    [InlineData(409)]
    [InlineData(410)]
    [InlineData(422)]
    [InlineData(501)]
    public async Task What_only_the_caller_can_judge_is_an_answer(int status)
    {
        await using var server = await FaultyServer.Start(_ => Says.Status(status));
        using var outside = new Outside();
        using var answer = await outside.Get(Outside.Target(server));
        Assert.Equal((status, 1), ((int)answer.StatusCode, server.Asked.Count));
    }

    [Fact]
    public async Task A_type_that_was_not_asked_for_is_the_callers_to_judge_and_nothing_is_unpacked()
    {
        await using var server = await FaultyServer.Start(asked => asked.Path.EndsWith("bomb", StringComparison.Ordinal) ? Says.Bomb(Json, 100_000) : Says.Text(200, "text/html", "<p>Sign in</p>"));
        using var outside = new Outside();
        using var page = await outside.Get(Outside.Target(server));
        Assert.Equal("text/html", page.Content.Headers.ContentType!.MediaType);
        using var bomb = await outside.Get(Outside.Target(server), "/bomb");
        Assert.Equal("gzip", Assert.Single(bomb.Content.Headers.ContentEncoding));
        Assert.True((await bomb.Content.ReadAsByteArrayAsync(Token)).Length < 1024 * 1024);
        Assert.DoesNotContain(server.Asked, a => a["Accept-Encoding"] is not null);
    }

    [Fact]
    public async Task A_redirect_within_the_same_place_is_followed_three_times()
    {
        await using var server = await FaultyServer.Start(asked => asked.Path switch
        {
            "/base/items?a=1" => Says.Redirect("/base/two", 301),
            "/base/two" => Says.Redirect("three", 307),
            "/base/three" => Says.Redirect($"http://127.0.0.1:{asked["Host"]!.Split(':')[1]}/four?b=2", 308),
            _ => Says.Json(Page),
        });
        using var outside = new Outside();
        using var answer = await outside.Get(Outside.Target(server, new Credential.Header("X-Api-Key", "the key of a test")), "/items?a=1");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(["/base/items?a=1", "/base/two", "/base/three", "/four?b=2"], server.Asked.Select(a => a.Path));
        Assert.All(server.Asked, a => Assert.Equal("the key of a test", a["X-Api-Key"]));
    }

    [Fact]
    public async Task A_redirect_leads_nobody_to_another_server_and_what_changes_something_nowhere()
    {
        await using var other = await FaultyServer.Start(_ => Says.Json(Page));
        await using var server = await FaultyServer.Start(asked => Says.Redirect(asked.Method == "GET" ? other.Address.ToString() : "/base/elsewhere", 307));
        using var outside = new Outside();
        var target = Outside.Target(server, new Credential.Header("X-Api-Key", "the key of a test"));
        Assert.Equal("source.redirected", await Outside.RefusedBy(() => outside.Get(target)));
        Assert.Equal("source.redirected", await Outside.RefusedBy(() => outside.Send(target, new(HttpMethod.Post, new Uri(server.Address, "/base/items")) { Content = new StringContent("{}") })));
        // Nor does a client go to where it was told to by somebody's answer.
        Assert.Equal("source.redirected", await Outside.RefusedBy(() => outside.Send(target, new(HttpMethod.Get, other.Address))));
        Assert.Empty(other.Asked);
        Assert.Equal(2, server.Asked.Count);
    }

    [Fact]
    public async Task A_certificate_that_is_not_trusted_ends_it_at_once()
    {
        await using var server = await FaultyServer.StartUntrusted(_ => Says.Json(Page));
        using var outside = new Outside();
        Assert.Equal("source.unreachable SecureConnectionError", await Outside.RefusedBy(() => outside.Get(Outside.Target(server, new Credential.Header("X-Api-Key", "the key of a test")))));
        Assert.Empty(server.Asked);
        Assert.Empty(outside.Log.Lines);
    }

    [Fact]
    public async Task A_place_where_nobody_listens_is_unreachable()
    {
        using var outside = new Outside();
        Assert.Equal("source.unreachable ConnectionError", await Outside.RefusedBy(() => outside.Get(new(Guid.NewGuid(), new("http://127.0.0.1:9"), null, 1000))));
    }

    [Fact]
    public async Task A_call_with_all_its_tries_ends_in_time()
    {
        await using var server = await FaultyServer.Start(_ => Says.Nothing());
        using var outside = new Outside(Outside.Hurried with { Try = TimeSpan.FromSeconds(10), Call = TimeSpan.FromSeconds(1) }, TimeProvider.System);
        var begun = Stopwatch.StartNew();
        Assert.Equal("source.too-slow 1", await Outside.RefusedBy(() => outside.Get(Outside.Target(server))));
        Assert.InRange(begun.Elapsed, TimeSpan.FromSeconds(0.9), TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Whoever_stops_waiting_is_told_nothing_else()
    {
        await using var server = await FaultyServer.Start(_ => Says.Nothing());
        using var outside = new Outside(Outside.Local, TimeProvider.System);
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(0.3));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => outside.For(Outside.Target(server)).GetAsync("items", stop.Token));
    }

    [Fact]
    public async Task What_was_seen_before_is_asked_for_with_its_etag()
    {
        await using var server = await FaultyServer.Start(asked => asked["If-None-Match"] == "\"v1\"" ? Says.Status(304, ("ETag", "\"v1\"")) : Says.Json(Page, ("ETag", "\"v1\"")));
        using var outside = new Outside();
        using var first = await outside.Get(Outside.Target(server));
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server.Address, "/base/items"));
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await outside.Send(Outside.Target(server), request);
        Assert.Equal((HttpStatusCode.NotModified, "\"v1\""), (second.StatusCode, second.Headers.ETag!.Tag));
    }

    [Fact]
    public async Task Nobody_outside_is_told_of_our_traces_and_everybody_of_our_name()
    {
        await using var server = await FaultyServer.Start(_ => Says.Json(Page));
        using var outside = new Outside();
        using var activity = new Activity("run").SetIdFormat(ActivityIdFormat.W3C).AddBaggage("contract", "1").Start();
        activity.TraceStateString = "state";
        (await outside.Get(Outside.Target(server))).Dispose();
        Assert.Equal(["Host", "User-Agent"], Assert.Single(server.Asked).Headers.Keys.Order());
        Assert.Matches(@"^SroiTracker/\d+\.\d+\.\d+$", server.Asked.Single()["User-Agent"]);
    }

    [Fact]
    public async Task One_that_hangs_keeps_nobody_else_waiting()
    {
        await using var hanging = await FaultyServer.Start(_ => Says.Nothing());
        await using var server = await FaultyServer.Start(_ => Says.Json(Page));
        using var outside = new Outside(Outside.Local, TimeProvider.System);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var waiting = Enumerable.Range(0, 40).Select(_ => outside.For(Outside.Target(hanging)).GetAsync("items", stop.Token)).ToList();
        var begun = Stopwatch.StartNew();
        foreach (var _ in Enumerable.Range(0, 20)) (await outside.Get(Outside.Target(server))).Dispose();
        Assert.True(begun.Elapsed < TimeSpan.FromSeconds(5));
        Assert.DoesNotContain(waiting, w => w.IsCompleted);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(waiting));
    }
}
