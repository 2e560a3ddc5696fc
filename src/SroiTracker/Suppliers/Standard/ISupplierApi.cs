using Refit;
using SroiTracker.Suppliers.Sync;

namespace SroiTracker.Suppliers.Standard;

/// <summary>What we ask of a supplier's system, as it goes over the line (contracts/supplier-system.openapi.json); Refit writes the calls.</summary>
internal interface ISupplierApi
{
    [Get("/placements")]
    Task<HttpResponseMessage> List(string? changedSince, int pageSize, CancellationToken token);

    [Get("/placements/{id}")]
    Task<HttpResponseMessage> Get(string id, CancellationToken token);

    [Post("/placements/{id}/status")]
    Task<HttpResponseMessage> Tell(string id, [Body] PlacementStatus status, [Header("Idempotency-Key")] string key, CancellationToken token);
}
