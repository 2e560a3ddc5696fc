using SroiTracker.Http;
using SroiTracker.Tests.Contracts;
using static SroiTracker.Tests.Suppliers.Sync.ConnectionStage;

namespace SroiTracker.Tests.Suppliers.Sync;

/// <summary>A connection reports to all buyers of its supplier, so only who sees all its contracts sees to it (rules.md 8).</summary>
public class ConnectionScopeTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task Outside_the_scope_a_connection_is_not_there()
    {
        var (stage, other) = (await In(service), await In(service));
        var path = await stage.Connected();
        var run = (await stage.Officer.Post($"{path}/synchronisations").Is(202))["id"]!;
        var item = (await Quarantined(service, path))[path.Length..];
        foreach (var (method, place) in Places(run, item))
            await Sent(other, method, path + place).IsRefused(404, "resource.not-found");
        Assert.Empty((await other.Officer.Ask(Connections).Is(200))["items"]!.AsArray());
        await other.Officer.Post(Connections, stage.Entry()).IsRefused(400, "supplier.unknown", "/supplierId");
        // A run or an item of another connection is none of this one's, for nobody.
        var ofOther = await other.Connected();
        foreach (var caller in new[] { other.Officer, service.Administrator })
        {
            await caller.Ask($"{ofOther}/synchronisations/{run}").IsRefused(404, "resource.not-found");
            await caller.Post($"{ofOther}{item}/retries").IsRefused(404, "resource.not-found");
        }
        Assert.Empty((await service.Administrator.Ask($"{ofOther}/synchronisations").Is(200))["items"]!.AsArray());
    }

    [Fact]
    public async Task Who_does_not_see_all_contracts_of_the_supplier_neither_reads_nor_changes_nor_runs_it()
    {
        var stage = await In(service);
        var path = await stage.Connected();
        var run = (await stage.Officer.Post($"{path}/synchronisations").Is(202))["id"]!;
        var item = (await Quarantined(service, path))[path.Length..];
        var otherBuyer = await Rivierenland.Buyer(service);
        await service.Administrator.Post("contracts", Rivierenland.Entry(otherBuyer, stage.Contract.SupplierId)).Is(201);
        foreach (var (method, place) in Places(run, item))
            await Sent(stage, method, path + place).IsRefused(403, "connection.supplier-shared");
        await stage.Officer.Post(Connections, stage.Entry()).IsRefused(403, "connection.supplier-shared");
        Assert.Empty((await stage.Officer.Ask(Connections).Is(200))["items"]!.AsArray());

        var everywhere = await service.Officer();
        await everywhere.Ask(path).Is(200);
        Assert.Single((await everywhere.Ask($"{Connections}?supplierId={stage.Contract.SupplierId}").Is(200))["items"]!.AsArray());
        var ofBoth = await service.Someone((Role.Officer, stage.Contract.BuyerId), (Role.Officer, otherBuyer));
        await ofBoth.Ask(path).Is(200);
        Assert.Single((await ofBoth.Ask(Connections).Is(200))["items"]!.AsArray());
    }

    [Fact]
    public async Task A_mandate_is_not_for_connections()
    {
        var stage = await In(service);
        var path = await stage.Connected();
        var point = await service.Administrator.Post("organisations", new { name = "Coördinatiepunt" }).Is(201).Id();
        await service.Administrator.Post($"organisations/{stage.Contract.BuyerId}/mandates", new { holderId = point, fromDate = "2026-01-01", reason = "Coördinatie" }).Is(201);
        var officer = await service.Officer(point);
        await officer.Ask($"suppliers/{stage.Contract.SupplierId}").Is(200);
        await officer.Ask(path).IsRefused(403, "connection.supplier-shared");
        Assert.Empty((await officer.Ask(Connections).Is(200))["items"]!.AsArray());
    }

    [Theory]
    [InlineData(Role.Team), InlineData(Role.Auditor)]
    public async Task It_is_for_officers(Role role)
    {
        var stage = await In(service);
        var path = await stage.Connected();
        var item = (await Quarantined(service, path))[path.Length..];
        foreach (var caller in new[] { await service.Someone(role, stage.Contract.BuyerId), await service.Supplier(stage.Contract.SupplierId) })
        {
            await caller.Ask(Connections).IsRefused(403, "role.missing");
            foreach (var (method, place) in Places(Guid.NewGuid(), item)) await Sent(stage with { Officer = caller }, method, path + place).IsRefused(403, "role.missing");
        }
    }

    /// <summary>All that there is of a connection, with its method.</summary>
    /// <param name="item">The path of an item in quarantine, from the connection's.</param>
    private static IEnumerable<(string Method, string Place)> Places(object run, string item) =>
    [
        ("GET", ""), ("PUT", ""), ("POST", "/tries"), ("POST", "/synchronisations"), ("GET", "/synchronisations"), ("GET", $"/synchronisations/{run}"), ("GET", "/quarantine"), ("POST", $"{item}/retries"),
    ];

    private static Task<HttpResponseMessage> Sent(ConnectionStage stage, string method, string path) => method switch
    {
        "GET" => stage.Officer.Ask(path),
        "PUT" => stage.Officer.Put(path, "\"v1\"", stage.Entry()),
        _ => stage.Officer.Post(path),
    };
}
