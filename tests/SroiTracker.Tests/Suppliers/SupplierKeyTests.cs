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
    public async Task Of_a_supplier_with_contracts_of_other_buyers_only_who_sees_them_all_gives_or_takes_keys()
    {
        var contract = await Rivierenland.In(service);
        var kept = await service.Administrator.Post($"suppliers/{contract.SupplierId}/keys", Body).Is(201);
        var otherBuyer = await Rivierenland.Buyer(service);
        var officer = await service.Officer(otherBuyer);
        await officer.Post("contracts", Rivierenland.Entry(otherBuyer, contract.SupplierId)).Is(201);

        await officer.Post($"suppliers/{contract.SupplierId}/keys", Body).IsRefused(403, "key.supplier-shared");
        await Take(officer, contract.SupplierId, kept["id"]).IsRefused(403, "key.supplier-shared");
        var etag = await service.Administrator.ETag($"suppliers/{contract.SupplierId}");
        await officer.Put($"suppliers/{contract.SupplierId}", etag, new System.Text.Json.Nodes.JsonObject { ["name"] = "Renamed" }).IsRefused(403, "supplier.shared");
        await (await service.Officer()).Post($"suppliers/{contract.SupplierId}/keys", Body).Is(201);
    }

    private static Task<HttpResponseMessage> Take(HttpClient caller, Guid supplierId, object? keyId) =>
        caller.DeleteAsync($"/api/v1/suppliers/{supplierId}/keys/{keyId}", TestContext.Current.CancellationToken);
}
