using System.Globalization;
using System.Net;
using SroiTracker.Outbound;

namespace SroiTracker.Tests.Outbound;

/// <summary>What is tried again, after which wait, and when a host is left alone.</summary>
public class TryTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);

    public static TheoryData<string, int, int> Waits => new()
    {
        // Retry-After; at least and at most so many seconds before the next try.
        { "7", 7, 9 },
        { "60", 60, 62 },
        { "0", 0, 2 },
        { Date(30), 30, 32 },
        // Its clock is behind: there is nothing to wait for but a moment.
        { Date(-7200), 0, 2 },
        { "soon", 0, 4 },
        { "-5", 0, 4 },
    };

    private static string Date(int seconds) => Start.AddSeconds(seconds).ToString("R", CultureInfo.InvariantCulture);

    [Theory]
    [MemberData(nameof(Waits))]
    public async Task A_wait_that_is_asked_for_is_waited(string retryAfter, int least, int most)
    {
        using var outside = new Outside();
        DateTimeOffset? first = null, second = null;
        await using var server = await FaultyServer.Start(asked =>
        {
            if (asked.Number == 1) first = outside.Time.GetUtcNow();
            else second = outside.Time.GetUtcNow();
            return asked.Number == 1 ? Says.Status(429, ("Retry-After", retryAfter), ("Date", Date(-7200))) : Says.Json("{}");
        });
        (await outside.Get(Outside.Target(server))).Dispose();
        // The clock goes on a little while the server is asked.
        Assert.InRange((second - first)!.Value.TotalSeconds, least, most + 5);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    [InlineData(500)]
    public async Task A_wait_that_is_too_long_is_left_to_the_next_run(int status)
    {
        foreach (var retryAfter in new[] { "61", "86400", "99999999999", Date(7200) })
        {
            await using var server = await FaultyServer.Start(_ => Says.Status(status, ("Retry-After", retryAfter)));
            using var outside = new Outside();
            var refused = await Outside.RefusedBy(() => outside.Get(Outside.Target(server)));
            // What can't be read as a number of seconds asks for nothing.
            var (tries, expected) = retryAfter == "99999999999" ? (3, status == 500 ? "source.refused 500" : "source.busy") : (1, "source.busy");
            Assert.Equal((retryAfter, tries, expected), (retryAfter, server.Asked.Count, refused));
        }
    }

    [Theory]
    [InlineData("GET", false, 3)]
    [InlineData("POST", true, 3)]
    [InlineData("POST", false, 1)]
    public async Task Only_what_does_no_harm_twice_is_tried_again(string method, bool key, int tries)
    {
        await using var server = await FaultyServer.Start(_ => Says.Cut("application/json", "{\"taken\": true}", 5));
        using var outside = new Outside();
        var request = new HttpRequestMessage(new(method), new Uri(server.Address, "/base/items/1/status"));
        if (method == "POST") request.Content = new StringContent("{\"reportNumber\": 1}");
        if (key) request.Headers.Add("Idempotency-Key", "the-same-each-time");
        Assert.Equal("source.unreachable ResponseEnded", await Outside.RefusedBy(() => outside.Send(Outside.Target(server), request)));
        Assert.Equal(tries, server.Asked.Count);
        Assert.All(server.Asked, a => Assert.Equal((method == "POST" ? "{\"reportNumber\": 1}" : "", key ? "the-same-each-time" : null), (a.Body, a["Idempotency-Key"])));
    }

    [Fact]
    public async Task Waits_have_chance_in_them()
    {
        using var outside = new Outside();
        await using var server = await FaultyServer.Start(_ => Says.Status(500));
        for (var call = 0; call < 3; call++) await Outside.RefusedBy(() => outside.Get(Outside.Target(server)));
        var waits = outside.Log.Lines.Where(l => l.StartsWith("Try 1 ", StringComparison.Ordinal)).Select(l => l[l.IndexOf("next", StringComparison.Ordinal)..]).ToList();
        Assert.Equal(3, waits.Distinct().Count());
    }

    [Fact]
    public async Task A_host_that_keeps_failing_is_left_alone_for_half_a_minute_and_no_other()
    {
        var isBroken = true;
        await using var broken = await FaultyServer.Start(_ => isBroken ? Says.Status(500) : Says.Json("{}"));
        await using var well = await FaultyServer.Start(_ => Says.Json("{}"));
        using var outside = new Outside();
        var ends = new List<string>();
        for (var call = 0; call < 6; call++) ends.Add(await Outside.RefusedBy(() => outside.Get(Outside.Target(broken))));
        Assert.Equal(["source.refused 500", "source.refused 500", "source.refused 500", "source.busy", "source.busy", "source.busy"], ends);
        Assert.Equal(10, broken.Asked.Count);
        Assert.Single(outside.Log.Lines, l => l.Contains("left alone", StringComparison.Ordinal));

        (await outside.Get(Outside.Target(well))).Dispose();
        isBroken = false;
        Assert.Equal("source.busy", await Outside.RefusedBy(() => outside.Get(Outside.Target(broken))));
        outside.Time.Advance(TimeSpan.FromSeconds(31));
        (await outside.Get(Outside.Target(broken))).Dispose();
        Assert.Equal(11, broken.Asked.Count);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(429)]
    public async Task A_host_that_answers_is_not_left_alone(int status)
    {
        await using var server = await FaultyServer.Start(_ => Says.Status(status, ("Retry-After", "3600")));
        using var outside = new Outside();
        for (var call = 0; call < 20; call++)
            if (status == 404) (await outside.Get(Outside.Target(server))).Dispose();
            else await Outside.RefusedBy(() => outside.Get(Outside.Target(server)));
        Assert.Equal(20, server.Asked.Count);
    }

    [Fact]
    public void Hosts_that_nobody_calls_any_more_are_forgotten()
    {
        using var outside = new Outside();
        var tries = new Tries(Outside.Local, outside.Time, outside.Log);
        for (var host = 0; host < 1_000; host++) tries.Of(new($"https://supplier-{host}.example"));
        var one = tries.Of(new("https://SUPPLIER-7.example/other"));
        Assert.Same(one, tries.Of(new("https://supplier-7.example:443")));
        Assert.NotSame(one, tries.Of(new("https://supplier-7.example:8443")));
        outside.Time.Advance(TimeSpan.FromMinutes(11));
        Assert.NotSame(one, tries.Of(new("https://supplier-7.example")));
        Assert.Equal(1, tries.Count);
    }
}
