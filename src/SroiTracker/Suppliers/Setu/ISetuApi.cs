using Refit;

namespace SroiTracker.Suppliers.Setu;

/// <summary>
/// What is asked of a supplier's system that speaks SETU. The standard gives one timecard (<c>GET /timecard/{id}</c>, SETU API for
/// Purchase to Pay); it has no list, so that is asked for as in contracts/supplier-system.openapi.json. Refit writes the calls.
/// </summary>
internal interface ISetuApi
{
    [Get("/timecard")]
    Task<HttpResponseMessage> List(string? changedSince, int pageSize, CancellationToken token);

    [Get("/timecard/{id}")]
    Task<HttpResponseMessage> Get(string id, CancellationToken token);
}
