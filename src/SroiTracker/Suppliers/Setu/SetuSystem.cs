using System.Net;
using System.Text.Json;
using Refit;
using SroiTracker.Http;
using SroiTracker.Suppliers.Sync;

namespace SroiTracker.Suppliers.Setu;

/// <summary>
/// A system of a staffing supplier that gives timecards of SETU 2.0 (contracts/suppliers/README.md). It tells hours of placements
/// that are there already, and takes no verdicts: the standard has no message for them.
/// </summary>
internal sealed class SetuSystem(HttpClient http) : ISupplierSystem
{
    private readonly ISetuApi _api = RestService.ForGenerated<ISetuApi>(http, SourceAnswer.Settings);

    public async Task<SourcePage> Page(string? cursor, int size, CancellationToken token)
    {
        using var response = await _api.List(cursor, size, token);
        if (SourceAnswer.IsForgotten(response, cursor)) return await Page(null, size, token) with { IsAnew = true };
        var (json, bytes) = await SourceAnswer.Read(response, token);
        using (json) return SourceAnswer.Page(json.RootElement, bytes, size, SetuItem.Of);
    }

    public async Task<SourceItem?> Item(string sourceId, CancellationToken token)
    {
        using var response = await _api.Get(sourceId, token);
        if (response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone) return null;
        var (json, _) = await SourceAnswer.Read(response, token);
        using (json)
            return json.RootElement.ValueKind == JsonValueKind.Object ? SetuItem.Of(sourceId, json.RootElement, null) : throw SourceAnswer.Malformed("{…}");
    }

    public Task<bool> Tell(string sourceId, PlacementStatus status, string key, CancellationToken token) => Task.FromResult(false);
}
