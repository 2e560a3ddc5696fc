using SroiTracker.Outbound;
using SroiTracker.Suppliers.Standard;
using SroiTracker.Suppliers.Sync;

namespace SroiTracker.Tests.Outbound;

/// <summary>Under a client that Refit writes a refusal stays what it is.</summary>
public class GeneratedClientTests
{
    private static readonly PlacementStatus Status = new(Guid.Empty, "HB-001", 1, new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero), []);
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(401, "source.unauthorised 401", 1)]
    [InlineData(503, "source.busy", 3)]
    [InlineData(500, "source.refused 500", 3)]
    [InlineData(302, "source.redirected", 1)]
    [InlineData(409, "source.refused 409", 1)]
    public async Task A_refusal_passes_through_a_generated_client(int status, string expected, int tries)
    {
        await using var server = await FaultyServer.Start(_ => Says.Status(status, status == 302 ? [("Location", "https://elsewhere.example")] : []));
        using var outside = new Outside();
        using var http = outside.For(Outside.Target(server, new Credential.Header("X-Api-Key", "the key of a test")));
        var system = new StandardSystem(http);
        Assert.Equal(expected, await Outside.RefusedBy(() => outside.Time.Ahead(() => system.Page(null, 100, Token))));
        Assert.Equal(expected, await Outside.RefusedBy(() => outside.Time.Ahead(() => system.Tell("1", Status, "the-same-each-time", Token))));
        Assert.Equal(2 * tries, server.Asked.Count);
        // Under the path of the address that was entered.
        Assert.All(server.Asked, a => Assert.StartsWith("/base/placements", a.Path, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("wrong JSON", "source.malformed JSON 1:2")]
    [InlineData("wrong type", "source.content-type text/html application/json")]
    [InlineData("bomb", "source.content-type gzip application/json")]
    [InlineData("shorter than it is", "source.malformed JSON 1:16")]
    public async Task An_answer_that_is_none_is_refused_by_its_reader(string name, string expected)
    {
        await using var server = await FaultyServer.Start(_ => name switch
        {
            "wrong JSON" => Says.Json("{items}"),
            "wrong type" => Says.Text(200, "text/html", "<p>Sign in</p>"),
            "bomb" => Says.Bomb("application/json", 100_000),
            _ => Says.WrongLength("application/json", """{"items": [], "next": null, "hasMore": false}""", 15),
        });
        using var outside = new Outside();
        using var http = outside.For(Outside.Target(server));
        Assert.Equal(expected, await Outside.RefusedBy(() => new StandardSystem(http).Page(null, 100, Token)));
        Assert.Single(server.Asked);
    }

    [Fact]
    public async Task A_caller_who_stops_is_told_nothing_else()
    {
        await using var server = await FaultyServer.Start(_ => Says.Nothing());
        using var outside = new Outside(Outside.Local, TimeProvider.System);
        using var http = outside.For(Outside.Target(server));
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(0.3));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new StandardSystem(http).Page(null, 100, stop.Token));
    }
}
