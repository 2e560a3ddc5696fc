using System.Net;
using System.Text;
using SroiTracker.Outbound;

namespace SroiTracker.Tests.Outbound;

/// <summary>By what a party knows us: it reaches that party, in its own form, and nobody else.</summary>
public class CredentialTests
{
    private const string Secret = "s3cret of/a:test+1", Key = "header-value-of-a-test-4711", TokenPath = "/oauth/token";

    private static Credential.Client At(FaultyServer server, string secret = Secret) => new(new(server.Address, TokenPath), "client/1 a", secret);

    private static bool IsFetch(Asked asked) => asked.Path == TokenPath;

    [Fact]
    public async Task A_key_goes_in_its_header()
    {
        await using var server = await FaultyServer.Start(_ => Says.Json("{}"));
        using var outside = new Outside();
        (await outside.Get(Outside.Target(server, new Credential.Header("X-Api-Key", Key)))).Dispose();
        var asked = Assert.Single(server.Asked);
        Assert.Equal((Key, null), (asked["X-Api-Key"], asked["Authorization"]));
    }

    [Fact]
    public async Task A_token_is_asked_for_as_the_standard_says_and_used_for_as_long_as_it_lasts()
    {
        await using var server = await FaultyServer.Start(asked => IsFetch(asked) ? Says.Token($"token-{asked.Number}", 600) : Says.Json("{}"));
        using var outside = new Outside();
        var target = Outside.Target(server, At(server));
        for (var call = 0; call < 3; call++) (await outside.Get(target)).Dispose();

        var fetch = Assert.Single(server.Asked, IsFetch);
        Assert.Equal(("POST", "grant_type=client_credentials", "application/x-www-form-urlencoded", "application/json"), (fetch.Method, fetch.Body, fetch["Content-Type"], fetch["Accept"]));
        // RFC 6749, 2.3.1: both form-encoded, then put together.
        Assert.Equal("client%2F1+a:s3cret+of%2Fa%3Atest%2B1", Encoding.ASCII.GetString(Convert.FromBase64String(fetch["Authorization"]!["Basic ".Length..])));
        Assert.Equal(3, server.Asked.Count(a => a["Authorization"] == "Bearer token-1"));

        // Half a minute before its end another is fetched.
        outside.Time.Advance(TimeSpan.FromSeconds(560));
        (await outside.Get(target)).Dispose();
        outside.Time.Advance(TimeSpan.FromSeconds(20));
        (await outside.Get(target)).Dispose();
        Assert.Equal("Bearer token-2", server.Asked.Last()["Authorization"]);
    }

    public static TheoryData<string, long?, int> Lives => new()
    {
        // What is said of its life; seconds later; how many were fetched by then.
        { "0: once", 0, 1 },
        { "negative: once", -3600, 1 },
        { "1 s: most of it", 1, 2 },
        { "not said: five minutes", null, 280 },
        { "huge: an hour", long.MaxValue, 3_590 },
    };

    [Theory]
    [MemberData(nameof(Lives))]
    public async Task A_token_lasts_by_our_own_clock(string why, long? expiresIn, int gone)
    {
        Assert.NotEmpty(why);
        // Its clock is hours behind, which says nothing of how long it lasts.
        await using var server = await FaultyServer.Start(asked => IsFetch(asked) ? Says.Token($"token-{asked.Number}", expiresIn, ("Date", "Sun, 22 Nov 2026 02:00:00 GMT")) : Says.Json("{}"));
        using var outside = new Outside();
        var target = Outside.Target(server, At(server));
        (await outside.Get(target)).Dispose();
        (await outside.Get(target)).Dispose();
        Assert.Equal(expiresIn is <= 0 ? 2 : 1, server.Asked.Count(IsFetch));
        outside.Time.Advance(TimeSpan.FromSeconds(gone));
        (await outside.Get(target)).Dispose();
        Assert.Equal(expiresIn is <= 0 ? 3 : 2, server.Asked.Count(IsFetch));
    }

    [Fact]
    public async Task A_token_that_is_no_longer_taken_is_renewed_once()
    {
        var valid = "token-1";
        await using var server = await FaultyServer.Start(asked => IsFetch(asked) ? Says.Token($"token-{asked.Number}") : asked["Authorization"] == $"Bearer {valid}" ? Says.Json("{}") : Says.Status(401));
        using var outside = new Outside();
        var target = Outside.Target(server, At(server));
        (await outside.Get(target)).Dispose();
        valid = "token-2";
        // All that meet it at once fetch one other between them.
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ => (await outside.Get(target)).Dispose()));
        Assert.Equal(2, server.Asked.Count(IsFetch));

        valid = "none";
        Assert.Equal("source.unauthorised 401", await Outside.RefusedBy(() => outside.Get(target)));
        Assert.Equal(3, server.Asked.Count(IsFetch));
    }

    [Fact]
    public async Task What_changes_something_is_sent_again_with_a_new_token()
    {
        await using var server = await FaultyServer.Start(asked => IsFetch(asked) ? Says.Token($"token-{asked.Number}") : asked["Authorization"] == "Bearer token-2" ? Says.Status(204) : Says.Status(401));
        using var outside = new Outside();
        using var answer = await outside.Send(Outside.Target(server, At(server)), new(HttpMethod.Post, new Uri(server.Address, "/base/status")) { Content = new StringContent("told") });
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal(["told", "told"], server.Asked.Where(a => !IsFetch(a)).Select(a => a.Body));
    }

    [Fact]
    public async Task A_403_does_not_ask_for_another_token()
    {
        await using var server = await FaultyServer.Start(asked => IsFetch(asked) ? Says.Token("token-1") : Says.Status(403));
        using var outside = new Outside();
        Assert.Equal("source.unauthorised 403", await Outside.RefusedBy(() => outside.Get(Outside.Target(server, At(server)))));
        Assert.Equal(2, server.Asked.Count);
    }

    public static TheoryData<string, string, int> Endpoints => new()
    {
        { "401", "source.unauthorised 401", 1 },
        { "403", "source.unauthorised 403", 1 },
        { "400 {\"error\": \"invalid_client\"}", "source.unauthorised invalid_client", 1 },
        { "400 {\"error\": \"unauthorized_client\"}", "source.unauthorised unauthorized_client", 1 },
        { "400 {\"error\": \"invalid_scope\"}", "source.refused 400", 1 },
        { "400 {\"error\": {}}", "source.refused 400", 1 },
        { "400 not json", "source.refused 400", 1 },
        { "404", "source.refused 404", 1 },
        { "500", "source.refused 500", 3 },
        { "503", "source.busy", 3 },
        { "200 not json", "source.malformed access_token", 1 },
        { "200 []", "source.malformed access_token", 1 },
        { "200 {}", "source.malformed access_token", 1 },
        { "200 {\"access_token\": 5, \"token_type\": \"Bearer\"}", "source.malformed access_token", 1 },
        { "200 {\"access_token\": \"\", \"token_type\": \"Bearer\"}", "source.malformed access_token", 1 },
        { "200 {\"access_token\": \"a b\", \"token_type\": \"Bearer\"}", "source.malformed access_token", 1 },
        { "200 {\"access_token\": \"a\\r\\nX: y\", \"token_type\": \"Bearer\"}", "source.malformed access_token", 1 },
        { "200 {\"access_token\": \"\\ud800\", \"token_type\": \"Bearer\"}", "source.malformed access_token", 1 },
        { "200 {\"access_token\": \"abc\", \"token_type\": \"mac\"}", "source.malformed access_token", 1 },
        { "200 {\"access_token\": \"abc\"}", "source.malformed access_token", 1 },
        { "huge", "source.too-large 65536", 1 },
        { "redirect", "source.redirected", 1 },
        { "cut", "source.unreachable ResponseEnded", 3 },
    };

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task Where_tokens_are_given_out_things_go_wrong_in_the_same_ways(string name, string expected, int tries)
    {
        await using var server = await FaultyServer.Start(_ => name switch
        {
            "huge" => Says.Huge("application/json", 10L << 30, claimed: false),
            "redirect" => Says.Redirect("/elsewhere", 307),
            "cut" => Says.Cut("application/json", "{\"access_token\": \"abc\"}", 10),
            _ => Says.Text(int.Parse(name[..3]), "application/json", name[3..]),
        });
        using var outside = new Outside();
        Assert.Equal(expected, await Outside.RefusedBy(() => outside.Get(Outside.Target(server, At(server)))));
        Assert.Equal(tries, server.Asked.Count);
        Assert.All(server.Asked, a => Assert.Equal(TokenPath, a.Path));
    }

    [Theory]
    [InlineData("{\"access_token\": \"abc\", \"token_type\": \"bearer\", \"expires_in\": \"600\"}")]
    [InlineData("{\"access_token\": \"abc\", \"token_type\": \"BEARER\", \"expires_in\": 599.5, \"scope\": \"placements\"}")]
    [InlineData("{\"access_token\": \"abc\", \"token_type\": \"Bearer\", \"expires_in\": null}")]
    [InlineData("{\"access_token\": \"abc\", \"token_type\": \"Bearer\", \"expires_in\": 1e400}")]
    public async Task A_token_that_is_written_a_little_otherwise_is_taken(string token)
    {
        await using var server = await FaultyServer.Start(asked => IsFetch(asked) ? Says.Json(token) : Says.Json("{}"));
        using var outside = new Outside();
        (await outside.Get(Outside.Target(server, At(server)))).Dispose();
        Assert.Equal("Bearer abc", server.Asked.Last()["Authorization"]);
    }

    [Fact]
    public async Task A_token_is_not_asked_for_without_tls_nor_in_a_private_network()
    {
        await using var server = await FaultyServer.Start(_ => Says.Token("token-1"));
        using var secure = new Outside(Outside.Local with { AllowHttp = false });
        Assert.Equal("source.insecure", await Outside.RefusedBy(() => secure.Get(Outside.Target(server, At(server)) with { Base = new("https://supplier.example") })));
        using var open = new Outside(Outside.Local with { AllowPrivateAddresses = false });
        Assert.Equal("source.address-forbidden", await Outside.RefusedBy(() => open.Get(Outside.Target(server, At(server)))));
        Assert.Empty(server.Asked);
    }

    [Fact]
    public async Task Each_party_has_a_token_of_its_own_and_another_secret_or_address_another()
    {
        await using var server = await FaultyServer.Start(asked => IsFetch(asked) ? Says.Token($"token-{asked.Number}") : Says.Json("{}"));
        await using var other = await FaultyServer.Start(_ => Says.Json("{}"));
        using var outside = new Outside();
        var target = Outside.Target(server, At(server));
        Target[] targets = [target, target with { Id = Guid.NewGuid() }, target with { Credential = At(server, "another") }, target with { Base = other.Address }];
        foreach (var each in targets) (await outside.Get(each)).Dispose();
        Assert.Equal(["Bearer token-1", "Bearer token-2", "Bearer token-3", "Bearer token-4"],
            server.Asked.Concat(other.Asked).Where(a => !IsFetch(a)).Select(a => a["Authorization"]));
    }

    [Fact]
    public async Task One_that_waits_for_its_token_keeps_no_other_waiting()
    {
        await using var hanging = await FaultyServer.Start(_ => Says.Nothing());
        await using var server = await FaultyServer.Start(asked => IsFetch(asked) ? Says.Token("token-1") : Says.Json("{}"));
        using var outside = new Outside(Outside.Local, TimeProvider.System);
        using var stop = new CancellationTokenSource();
        var waiting = outside.For(Outside.Target(hanging, At(hanging))).GetAsync("items", stop.Token);
        (await outside.Get(Outside.Target(server, At(server)))).Dispose();
        Assert.False(waiting.IsCompleted);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task What_we_are_known_by_is_in_no_log_and_in_no_refusal()
    {
        Func<Asked, Say>[] ends =
        [
            _ => Says.Status(401), _ => Says.Status(500), _ => Says.BreakOff(), _ => Says.Redirect("https://elsewhere.example"), _ => Says.Token("the-token-of-a-test"),
            asked => Says.Text(400, "application/json", $"{{\"error\": \"{asked["Authorization"]}\"}}"), _ => Says.GiantHeaders(100_000), _ => Says.Cut("text/plain", "half", 2),
            asked => IsFetch(asked) ? Says.Token("the-token-of-a-test") : Says.Text(401, "text/plain", asked["Authorization"] ?? Key),
        ];
        var written = new List<string>();
        foreach (var end in ends)
        {
            await using var server = await FaultyServer.Start(end);
            using var outside = new Outside();
            foreach (var credential in new Credential[] { At(server), new Credential.Header("X-Api-Key", Key), new Credential.Header("X-Api-Key", Key + "\r\nX-Other: 1"), new Credential.Header("X-Api-Key", Key + "é€") })
            {
                var target = Outside.Target(server, credential);
                written.Add(target.ToString());
                written.Add($"{credential}");
                try
                {
                    using var answer = await outside.Get(target);
                    written.Add($"{answer} {answer.RequestMessage}");
                }
                catch (Exception refused) { written.Add($"{refused} {refused.Data.Count}"); }
            }
            written.AddRange(outside.Log.Lines);
        }
        Assert.Contains(written, w => w.Contains("source.unauthorised", StringComparison.Ordinal));
        Assert.Contains(written, w => w.StartsWith("Try 2 at ", StringComparison.Ordinal));
        var basic = Convert.ToBase64String(Encoding.ASCII.GetBytes("client%2F1+a:s3cret+of%2Fa%3Atest%2B1"));
        foreach (var secret in new[] { Secret, "s3cret", Key, "the-token-of-a-test", basic })
            Assert.DoesNotContain(written, w => w.Contains(secret, StringComparison.Ordinal));
    }
}
