using System.Net;
using Refit;
using SroiTracker.Http;
using SroiTracker.Suppliers.Sync;

namespace SroiTracker.Suppliers.Standard;

/// <summary>A system that serves contracts/supplier-system.openapi.json.</summary>
internal sealed class StandardSystem(HttpClient http) : ISupplierSystem
{
    private readonly ISupplierApi _api = RestService.ForGenerated<ISupplierApi>(http, SourceAnswer.Settings);

    public async Task<SourcePage> Page(string? cursor, int size, CancellationToken token)
    {
        using var response = await _api.List(cursor, size, token);
        if (SourceAnswer.IsForgotten(response, cursor)) return await Page(null, size, token) with { IsAnew = true };
        var (json, bytes) = await SourceAnswer.Read(response, token);
        using (json) return SourceAnswer.Page(json.RootElement, bytes, size, StandardItem.Of);
    }

    public async Task<SourceItem?> Item(string sourceId, CancellationToken token)
    {
        using var response = await _api.Get(sourceId, token);
        if (response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone) return null;
        var (json, _) = await SourceAnswer.Read(response, token);
        using (json) return StandardItem.Of(json.RootElement) is { } item && item.SourceId == sourceId ? item : throw SourceAnswer.Malformed("id");
    }

    public async Task<bool> Tell(string sourceId, PlacementStatus status, string key, CancellationToken token)
    {
        using var response = await _api.Tell(sourceId, status, key, token);
        // It no longer knows the placement, or takes no verdicts.
        if (response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone or HttpStatusCode.MethodNotAllowed or HttpStatusCode.NotImplemented) return false;
        SourceAnswer.Require(response);
        return true;
    }
}
