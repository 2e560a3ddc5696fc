using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using SroiTracker.Domain;
using SroiTracker.Http;

namespace SroiTracker.Tests.Http;

/// <summary>Who calls too fast waits; who shares an address with someone who guesses keys does not.</summary>
public class RateLimitTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static async Task<RunningService> Limited(string perSecond = "1", string burst = "5", string failed = "10")
    {
        var service = new RunningService { Settings = new() { ["RateLimit:PerSecond"] = perSecond, ["RateLimit:Burst"] = burst, ["RateLimit:FailedSignInsPerMinute"] = failed } };
        await service.InitializeAsync();
        return service;
    }

    [Fact]
    public async Task Who_calls_too_fast_is_told_when_to_go_on_and_others_notice_nothing()
    {
        await using var service = await Limited();
        var (fast, other) = (await service.Officer(), await service.Officer());
        var answers = new List<HttpResponseMessage>();
        for (var i = 0; i < 12; i++) answers.Add(await fast.Ask("organisations"));
        Assert.All(answers.Take(5), a => Assert.Equal(HttpStatusCode.OK, a.StatusCode));
        var refused = answers.FindAll(a => a.StatusCode == HttpStatusCode.TooManyRequests);
        Assert.InRange(refused.Count, 4, 7);
        foreach (var answer in refused)
        {
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
            var problem = (await answer.Json())!;
            Assert.Equal((429, "rate.exceeded"), ((int)problem["status"]!, (string?)problem["code"]));
            Assert.Equal(TimeSpan.FromSeconds(1), answer.Headers.RetryAfter!.Delta);
        }
        await other.Ask("organisations").Is(200);
        // After the time that was named the caller goes on.
        await Task.Delay(refused[^1].Headers.RetryAfter!.Delta!.Value + TimeSpan.FromSeconds(0.5), Token);
        await fast.Ask("organisations").Is(200);
        foreach (var answer in answers) answer.Dispose();
    }

    [Fact]
    public async Task Every_answer_says_what_is_left()
    {
        await using var service = await Limited(perSecond: "10", burst: "50");
        var caller = await service.Officer();
        foreach (var left in new[] { 49, 48 })
        {
            // A refusal counts as any other request.
            using var answer = await caller.Ask(left == 49 ? "organisations" : "organisations?misspelt=1");
            Assert.Equal("\"caller\";q=50;w=5", answer.Headers.GetValues("RateLimit-Policy").Single());
            var said = answer.Headers.GetValues("RateLimit").Single();
            Assert.Matches("^\"caller\";r=\\d+;t=1$", said);
            Assert.InRange(int.Parse(said.Split(";r=")[1].Split(';')[0], CultureInfo.InvariantCulture), left, 50);
        }
    }

    [Fact]
    public async Task All_keys_of_a_principal_count_as_one()
    {
        await using var service = await Limited();
        var supplier = await service.Administrator.Post("suppliers", new { name = "Two keys" }).Is(201).Id();
        var callers = new List<HttpClient>();
        foreach (var name in new[] { "one", "other" })
            callers.Add(service.With((string)(await service.Administrator.Post($"suppliers/{supplier}/keys", new { name }).Is(201))["key"]!));
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 10; i++)
        {
            using var answer = await callers[i % 2].Ask("placements");
            statuses.Add(answer.StatusCode);
        }
        Assert.InRange(statuses.Count(s => s == HttpStatusCode.OK), 5, 7);
    }

    [Fact]
    public async Task Who_guesses_keys_is_stopped_and_a_right_key_from_the_same_address_is_let_in()
    {
        await using var service = await Limited(perSecond: "1000", burst: "1000");
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 30; i++)
        {
            using var answer = await service.With($"srt_a-guess-that-nobody-has-made-before-{i:D8}").Ask("organisations");
            statuses.Add(answer.StatusCode);
        }
        Assert.Equal(10, statuses.TakeWhile(s => s == HttpStatusCode.Unauthorized).Count());
        Assert.InRange(statuses.Count(s => s == HttpStatusCode.TooManyRequests), 15, 20);
        // Also one that was never used before; and who brings no key guesses none.
        await (await service.Officer()).Ask("organisations").Is(200);
        await service.With(null).Ask("organisations").IsRefused(401, "key.missing");
    }

    [Fact]
    public void Addresses_without_number_take_a_bounded_place()
    {
        using var limits = new RateLimits(new ConfigurationBuilder().AddInMemoryCollection([new("RateLimit:FailedSignInsPerMinute", "1")]).Build());
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var refused = 0;
        for (var i = 0; i < 200_000; i++)
        {
            var http = new DefaultHttpContext { Connection = { RemoteIpAddress = new IPAddress([0x20, 0x01, 0x0d, 0xb8, (byte)(i >> 16), (byte)(i >> 8), (byte)i, 0, 0, 0, 0, 0, 0, 0, 0, 1]) } };
            try { limits.CountStranger(http); }
            catch (RefusedException) { refused++; }
        }
        Assert.True(refused > 180_000);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, -50_000_000, 32_000_000);
    }

    [Theory]
    [InlineData("192.0.2.7", true, "192.0.2.7", "::ffff:192.0.2.7")]
    [InlineData("2001:db8:1:2::1", true, "2001:db8:1:2::2", "2001:db8:1:2:ffff::9")]
    // Two strangers may share a place by chance; not all of them.
    [InlineData("2001:db8:1:2::1", false, "2001:db8:1:3::1", "2001:db8:1:4::1", "2001:db9:1:2::1")]
    [InlineData("192.0.2.7", false, "192.0.2.8", "192.0.3.7", "2001:db8:1:2::1")]
    public void An_address_is_what_one_caller_has(string one, bool same, params string[] others)
    {
        using var limits = new RateLimits(new ConfigurationBuilder().AddInMemoryCollection([new("RateLimit:FailedSignInsPerMinute", "1")]).Build());
        limits.CountStranger(From(one));
        Assert.Equal(same, Array.TrueForAll(others, other =>
        {
            try { limits.CountStranger(From(other)); }
            catch (RefusedException) { return true; }
            return false;
        }));

        static DefaultHttpContext From(string address) => new() { Connection = { RemoteIpAddress = IPAddress.Parse(address) } };
    }
}
