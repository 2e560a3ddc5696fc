using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SroiTracker.Http;
using SroiTracker.Suppliers;
using SroiTracker.Tests.Contracts;

namespace SroiTracker.Tests.Suppliers;

/// <summary>A supplier's key opens all its contracts, so an officer hands out none that reaches further than the officer does (rules.md 8).</summary>
public class SupplierKeyTests(RunningService service) : IClassFixture<RunningService>
{
    private static readonly object Body = new { name = "payroll", expiresAt = (string?)null };

    [Fact]
    public async Task An_officer_gives_and_takes_keys_of_a_supplier_whose_contracts_are_all_in_scope()
    {
        var contract = await Rivierenland.In(service);
        var officer = await service.Officer(contract.BuyerId);
        var key = await officer.Post($"suppliers/{contract.SupplierId}/keys", Body).Is(201);
        await Take(officer, contract.SupplierId, key["id"]).Is(204);
    }

    [Fact]
    public async Task Of_a_supplier_with_contracts_of_other_buyers_only_who_sees_them_all_gives_keys_and_each_buyer_takes_them_back()
    {
        var contract = await Rivierenland.In(service);
        var kept = await service.Administrator.Post($"suppliers/{contract.SupplierId}/keys", Body).Is(201);
        var otherBuyer = await Rivierenland.Buyer(service);
        var officer = await service.Officer(otherBuyer);
        await officer.Post("contracts", Rivierenland.Entry(otherBuyer, contract.SupplierId)).Is(201);

        await officer.Post($"suppliers/{contract.SupplierId}/keys", Body).IsRefused(403, "key.supplier-shared");
        await officer.Post($"suppliers/{contract.SupplierId}/keys", new { name = "payroll", replacesKeyId = (Guid)kept["id"]! }).IsRefused(403, "key.supplier-shared");
        var etag = await service.Administrator.ETag($"suppliers/{contract.SupplierId}");
        await officer.Put($"suppliers/{contract.SupplierId}", etag, new JsonObject { ["name"] = "Renamed" }).IsRefused(403, "supplier.shared");
        await (await service.Officer()).Post($"suppliers/{contract.SupplierId}/keys", Body).Is(201);

        // What the key opens is this buyer's too: whoever made it, its officer sees it and takes it back.
        Assert.Contains(await Keys(officer, contract.SupplierId), k => (Guid)k["id"]! == (Guid)kept["id"]!);
        await Take(officer, contract.SupplierId, kept["id"]).Is(204);
    }

    [Fact]
    public async Task A_mandate_is_not_for_keys()
    {
        var contract = await Rivierenland.In(service);
        var point = await service.Administrator.Post("organisations", new { name = "Coördinatiepunt" }).Is(201).Id();
        await service.Administrator.Post($"organisations/{contract.BuyerId}/mandates", new { holderId = point, fromDate = "2026-01-01", reason = "Coördinatie" }).Is(201);
        var key = await service.Administrator.Post($"suppliers/{contract.SupplierId}/keys", Body).Is(201);
        var officer = await service.Officer(point);
        await officer.Ask($"suppliers/{contract.SupplierId}").Is(200);
        await officer.Ask($"suppliers/{contract.SupplierId}/keys").IsRefused(403, "key.supplier-shared");
        await Take(officer, contract.SupplierId, key["id"]).IsRefused(403, "key.supplier-shared");
    }

    [Fact]
    public async Task The_list_tells_all_of_a_key_but_the_key_and_goes_on_from_page_to_page()
    {
        var (supplier, path) = await Supplier();
        var officer = await service.Officer();
        var made = new List<string>();
        for (var i = 0; i < 3; i++)
            made.Add((string)(await officer.Post(path, new { name = $"payroll {i}", expiresAt = "2027-01-01T00:00:00Z" }).Is(201))["key"]!);
        var page = await officer.Ask($"{path}?pageSize=2").Is(200);
        var next = await officer.Ask(((string)page["links"]!["next"]!)["/api/v1/".Length..]).Is(200);
        var keys = page["items"]!.AsArray().Concat(next["items"]!.AsArray()).Select(k => k!.AsObject()).ToList();
        Assert.Equal(["payroll 0", "payroll 1", "payroll 2"], keys.Select(k => (string?)k["name"]).Order());
        Assert.Null((string?)next["links"]!["next"]);
        Assert.All(keys, k => Assert.Equal(["id", "prefix", "name", "createdAt", "expiresAt", "lastUsedAt", "revokedAt", "madeBy", "replacesKeyId"], k.Select(f => f.Key)));
        Assert.Equal(made.Select(k => k[..12]).Order(StringComparer.Ordinal), keys.Select(k => (string)k["prefix"]!).Order(StringComparer.Ordinal));
        Assert.NotNull((string?)keys[0]["madeBy"]);
        // Nor a hash of it.
        Assert.DoesNotContain(made, k => keys.Any(shown => shown.ToJsonString().Contains(k[13..], StringComparison.Ordinal)));
        Assert.Equal(3, (await Keys(service.With(made[0]), supplier)).Count);
        await (await service.Someone(Role.Team)).Ask(path).IsRefused(403, "role.missing");
        Assert.Equal(3, (await Keys(await service.Someone(Role.Auditor), supplier)).Count);
    }

    [Theory]
    // Which days are asked for; when the old key would have ended; after how many days it ends.
    [InlineData(null, null, 7), InlineData(0, null, 0), InlineData(90, null, 90), InlineData(30, 10, 10), InlineData(5, 10, 5)]
    public async Task A_key_is_replaced_with_an_overlap_that_never_lengthens_the_old_one(int? overlapDays, int? oldDays, int endsAfterDays)
    {
        await using var own = new RunningService();
        await own.InitializeAsync();
        var supplier = await own.Administrator.Post("suppliers", new { name = "Werkbedrijf" }).Is(201).Id();
        var (path, start) = ($"suppliers/{supplier}/keys", own.Time.GetUtcNow());
        var old = await own.Administrator.Post(path, new { name = "payroll", expiresAt = oldDays is { } days ? start.AddDays(days) : (DateTimeOffset?)null }).Is(201);
        var next = await own.Administrator.Post(path, new { name = "payroll 2027", replacesKeyId = (Guid)old["id"]!, overlapDays }).Is(201);
        Assert.Equal(start.AddDays(endsAfterDays), (DateTimeOffset)next["replacedKeyEndsAt"]!);
        Assert.Equal((Guid)old["id"]!, (Guid)next["replacesKeyId"]!);
        var (before, after) = (own.With((string)old["key"]!), own.With((string)next["key"]!));
        if (endsAfterDays > 0)
        {
            own.Time.Advance(start.AddDays(endsAfterDays).AddMilliseconds(-1) - own.Time.GetUtcNow());
            await before.Ask($"suppliers/{supplier}").Is(200);
            own.Time.Advance(TimeSpan.FromMilliseconds(1));
        }
        await before.Ask($"suppliers/{supplier}").IsRefused(401, "key.missing");
        await after.Ask($"suppliers/{supplier}").Is(200);
        // One principal: what the old one reported the new one goes on with.
        Assert.Equal(1, await own.Read(s => s.QueryOne<long>("SELECT COUNT(DISTINCT principalId) FROM ApiKey WHERE name LIKE 'payroll%'")));
    }

    [Fact]
    public async Task A_key_that_is_not_there_not_its_own_revoked_or_expired_is_not_replaced()
    {
        var (supplier, path) = await Supplier();
        var (_, others) = await Supplier();
        var officer = service.Administrator;
        var revoked = (Guid)(await officer.Post(path, Body).Is(201))["id"]!;
        await Take(officer, supplier, revoked).Is(204);
        var ended = (Guid)(await officer.Post(path, Body).Is(201))["id"]!;
        await officer.Post(path, new { name = "x", replacesKeyId = ended, overlapDays = 0 }).Is(201);
        var foreign = (Guid)(await officer.Post(others, Body).Is(201))["id"]!;
        foreach (var id in new[] { Guid.NewGuid(), revoked, ended, foreign })
            await officer.Post(path, new { name = "x", replacesKeyId = id }).IsRefused(400, "key.replaces-unknown", "/replacesKeyId");
        foreach (var days in new[] { -1, 91 })
            await officer.Post(path, new { name = "x", replacesKeyId = ended, overlapDays = days }).IsRefused(400, "key.overlap", "/overlapDays");
        await officer.Post(path, new { name = "x", overlapDays = 7 }).IsRefused(400, "key.overlap", "/overlapDays");
        await officer.Post(path, new { name = "x", expiresAt = "2026-11-22T10:00:00Z" }).IsRefused(400, "key.expiry", "/expiresAt");
        Assert.Null((string?)(await Keys(officer, (Guid)(await officer.Ask(others[..^5]).Is(200))["id"]!)).Single()["expiresAt"]);
    }

    [Fact]
    public async Task A_revocation_by_another_process_holds_from_the_next_request_on()
    {
        var (supplier, path) = await Supplier();
        var made = await service.Administrator.Post(path, Body).Is(201);
        var caller = service.With((string)made["key"]!);
        await caller.Ask($"suppliers/{supplier}").Is(200);
        // As the command line does it: in the database, past this service's memory.
        await service.Run(async s => await KeyStore.Revoke(s, (Guid)made["id"]!));
        await caller.Ask($"suppliers/{supplier}").IsRefused(401, "key.missing");
    }

    [Fact]
    public async Task The_last_use_is_written_now_and_then_to_the_minute_and_once_more_at_the_end()
    {
        await using var own = new RunningService();
        await own.InitializeAsync();
        var supplier = await own.Administrator.Post("suppliers", new { name = "Werkbedrijf" }).Is(201).Id();
        var path = $"suppliers/{supplier}/keys";
        var keys = new List<HttpClient>();
        for (var i = 0; i < 3; i++) keys.Add(own.With((string)(await own.Administrator.Post(path, new { name = $"payroll {i}" }).Is(201))["key"]!));
        var use = own.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().OfType<KeyUse>().Single();

        own.Time.Advance(TimeSpan.FromSeconds(30));
        await keys[0].Ask($"suppliers/{supplier}").Is(200);
        await keys[1].Ask($"suppliers/{supplier}").Is(200);
        Assert.Equal([null, null, null], await LastUse());
        await use.Write(TestContext.Current.CancellationToken);
        Assert.Equal(["2026-11-22T10:00:00.000Z", "2026-11-22T10:00:00.000Z", null], await LastUse());
        own.Time.Advance(TimeSpan.FromSeconds(90));
        await keys[1].Ask($"suppliers/{supplier}").Is(200);
        await use.StopAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["2026-11-22T10:00:00.000Z", "2026-11-22T10:02:00.000Z", null], await LastUse());

        async Task<IEnumerable<string?>> LastUse() =>
            (await own.Administrator.Ask(path).Is(200))["items"]!.AsArray().OrderBy(k => (string?)k!["name"], StringComparer.Ordinal).Select(k => (string?)k!["lastUsedAt"]);
    }

    [Fact]
    public async Task A_suppliers_keys_and_a_prefix_are_found_by_indexes()
    {
        service.RequireFile();
        foreach (var sql in new[] { ListSupplierKeys.SelectSql, KeyStore.SelectByPrefixSql })
        {
            var steps = (await service.Read(s => s.Query<Step>("EXPLAIN QUERY PLAN " + sql, new { supplierId = Guid.Empty, after = Guid.Empty, take = 1, prefix = "srt_" }))).Select(s => s.Detail).ToList();
            Assert.DoesNotContain(steps, s => s.StartsWith("SCAN", StringComparison.Ordinal));
            Assert.Contains(steps, s => s.Contains(sql == KeyStore.SelectByPrefixSql ? "INDEX ApiKeyPrefix" : "INDEX ApiKeyPrincipal", StringComparison.Ordinal));
        }
    }

    private async Task<(Guid Id, string Keys)> Supplier()
    {
        var id = await service.Administrator.Post("suppliers", new { name = "Werkbedrijf" }).Is(201).Id();
        return (id, $"suppliers/{id}/keys");
    }

    private static async Task<IReadOnlyList<JsonObject>> Keys(HttpClient caller, Guid supplierId) =>
        [.. (await caller.Ask($"suppliers/{supplierId}/keys").Is(200))["items"]!.AsArray().Select(k => k!.AsObject())];

    private sealed class Step
    {
        public string Detail { get; init; } = "";
    }

    private static Task<HttpResponseMessage> Take(HttpClient caller, Guid supplierId, object? keyId) =>
        caller.DeleteAsync($"/api/v1/suppliers/{supplierId}/keys/{keyId}", TestContext.Current.CancellationToken);
}
