using SroiTracker.Contracts;
using SroiTracker.Http;

namespace SroiTracker.Suppliers.Sync;

/// <summary>A run as the API shows it; what it received is the sum of the four counts after it.</summary>
/// <param name="Error">Why it did not complete; null where it runs or completed.</param>
public sealed record SynchronisationView(
    Guid Id, SynchronisationState State, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, long Pages, long Received, long New, long Changed, long Unchanged, long Refused,
    long Bytes, Told? Error)
{
    internal static SynchronisationView Of(Synchronisation run, string language) => new(
        run.Id, run.State, run.StartedAt, run.EndedAt, run.Pages, run.Received, run.Added, run.Changed, run.Unchanged, run.Refused, run.Bytes,
        run.Error is { } error && Json.Read<KeptObjection>(error) is { } kept ? new(kept.Code, kept.Sentence(language)) : null);

    internal static Answer Accepted(HttpContext http, Synchronisation run, string language) =>
        http.Accepted($"/api/v1/supplier-connections/{run.ConnectionId}/synchronisations/{run.Id}", Of(run, language));
}
