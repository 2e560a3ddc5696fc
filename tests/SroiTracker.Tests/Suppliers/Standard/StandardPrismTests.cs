using System.Net.Http.Json;
using SroiTracker.Domain;
using SroiTracker.Suppliers.Standard;
using SroiTracker.Suppliers.Sync;

namespace SroiTracker.Tests.Suppliers.Standard;

/// <summary>What we ask of a supplier's system, and how we ask it, judged by a program that knows only contracts/supplier-system.openapi.json.</summary>
public class StandardPrismTests
{
    private const string Contract = "supplier-system.openapi.json";

    private static readonly PlacementStatus Verified = new(Guid.NewGuid(), "HB-002", 2, new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero),
    [
        new(Guid.NewGuid(), "WSRL-2024-017", PlacementState.Verified, 2, new(2026, 7, 19), new("Verification", null, null, new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero)), Euros.From(10_958.90m), default),
        new(Guid.NewGuid(), "WSRL-2025-003", PlacementState.Rejected, null, null, new("Rejection", "evidence.missing", "Er is geen contract bij.", new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero)), default, default),
        new(Guid.NewGuid(), "WSRL-2026-001", PlacementState.Reported, null, null, null, default, Euros.From(-12.34m)),
    ]);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Against_a_mock_made_from_the_contract_a_page_and_a_placement_are_fetched_and_a_status_is_told_without_a_violation()
    {
        await using var prism = await Prism.Mock(Contract);
        using var http = Caller(prism, new("http://supplier.example"));
        var system = new StandardSystem(http);

        var page = await system.Page(null, 100, Token);
        Assert.Equal(("seq-90412", false), (page.Next, page.HasMore));
        Assert.Equal([("4711", false), ("4685", true)], page.Items.Select(i => (i.SourceId!, i.IsDeleted)));
        Assert.All(page.Items, i => Assert.Empty(i.Objections));
        Assert.Equal(("HB-002", 18m), (page.Items[0].Statement!.SupplierReference, page.Items[0].Statement!.HoursPerWeek));
        Assert.Equal(2, (await system.Page("seq-90412", 2, Token)).Items.Count);

        Assert.Equal("HB-002", (await system.Item("4711", Token))!.Statement!.SupplierReference);
        Assert.True(await system.Tell("4711", Verified, "one", Token));

        Assert.Empty(prism.Violations);
        Assert.Equal(["GET /placements 200", "GET /placements 200", "GET /placements/4711 200", "POST /placements/4711/status 204"], prism.Passed);
    }

    [Fact]
    public async Task On_a_server_changes_deletions_and_cursors_keep_to_the_contract()
    {
        await using var server = await SupplierSystemServer.Start();
        await using var prism = await Prism.Before(server.Address, Contract);
        using var http = Caller(prism, server.Address);
        var system = new StandardSystem(http);
        for (var i = 0; i < 7; i++) server.Put($"p/{i} é", Report($"HB-{i}"));
        server.Put("p/2 é", Report("HB-2") with { hoursPerWeek = 20.5m });
        server.Delete("p/4 é");

        var (cursor, seen) = (default(string), new List<SourceItem>());
        for (var more = true; more;)
        {
            var page = await system.Page(cursor, 3, Token);
            (cursor, more) = (page.Next, page.HasMore);
            seen.AddRange(page.Items);
        }
        Assert.Equal(["p/0 é", "p/1 é", "p/3 é", "p/5 é", "p/6 é", "p/2 é", "p/4 é"], seen.Select(i => i.SourceId));
        Assert.Equal((20.5m, true), (seen[5].Statement!.HoursPerWeek, seen[6].IsDeleted));
        Assert.All(seen, i => Assert.Empty(i.Objections));

        Assert.Empty((await system.Page(cursor, 3, Token)).Items);
        server.Put("p/5 é", Report("HB-5") with { reportedThroughDate = "2026-08-01" });
        var changed = await system.Page(cursor, 3, Token);
        Assert.Equal(new DateOnly(2026, 8, 1), Assert.Single(changed.Items).Statement!.ReportedThroughDate);

        // After a restore it knows the cursor no longer: from the beginning.
        Assert.Equal("p/0 é", (await system.Page("seq-900", 3, Token)).Items[0].SourceId);

        Assert.Equal(20.5m, (await system.Item("p/2 é", Token))!.Statement!.HoursPerWeek);
        Assert.True((await system.Item("p/4 é", Token))!.IsDeleted);
        Assert.Null(await system.Item("never", Token));
        Assert.True(await system.Tell("p/2 é", Verified, "one", Token));
        Assert.True(await system.Tell("p/2 é", Verified, "one", Token));
        Assert.False(await system.Tell("never", Verified, "two", Token));
        var told = Assert.Single(server.Told);
        Assert.Equal(("p/2 é", "one", "HB-002", 10_958.90m), (told.Id, told.Key, (string?)told.Status["supplierReference"], (decimal)told.Status["contracts"]![0]!["counted"]!["amount"]!));

        Assert.Empty(prism.Violations);
        Assert.True(prism.Passed.Count > 10, $"{prism.Passed.Count}");
    }

    [Fact]
    public async Task Prism_objects_to_a_page_and_to_a_question_that_are_wrong()
    {
        await using var server = await SupplierSystemServer.Start();
        await using var prism = await Prism.Before(server.Address, Contract);
        using var http = Caller(prism, server.Address);
        server.Put("1", Report("HB-1") with { hoursPerWeek = 90 });
        Assert.Single((await new StandardSystem(http).Page(null, 10, Token)).Items);
        Assert.Contains("response", Assert.Single(prism.Violations), StringComparison.Ordinal);

        using var answer = await http.PostAsync(new Uri("placements/1/status", UriKind.Relative), JsonContent.Create(new { reportNumber = "one" }), Token);
        Assert.Contains("reportNumber", prism.Violations.Last(), StringComparison.Ordinal);
    }

    private sealed record Sent(
        string supplierReference, string candidate, string bouwblok, string doelgroep, string placementMethod, string employment, decimal hoursPerWeek,
        string startDate, string? endDate, string reportedThroughDate, object[] allocations);

    private static Sent Report(string reference) => new(reference, "k7Qv2mXw9Rt4bN8sLp3y", "participatiewet", "Participatiewet", "InkoopSroi", "Dienstverband", 18,
        "2026-01-01", null, "2026-07-19", [new { contractReference = "WSRL-2024-017", percentage = 100 }]);

    private static HttpClient Caller(Prism prism, Uri server)
    {
        var through = prism.Through();
        through.InnerHandler = new HttpClientHandler();
        var http = new HttpClient(through) { BaseAddress = new(server.ToString().TrimEnd('/') + "/") };
        http.DefaultRequestHeaders.Add(SupplierSystemServer.Header, SupplierSystemServer.HeaderValue);
        return http;
    }
}
