namespace SroiTracker.Client;

/// <summary>What a supplier does with efforts.</summary>
public sealed class EffortCalls
{
    private readonly ISroiTrackerApi _api;

    internal EffortCalls(ISroiTrackerApi api) => _api = api;

    /// <summary>Reports an effort: for the first time (<see cref="Answered.WasCreated"/>), or the next report under the same reference.</summary>
    /// <param name="report">What you state.</param>
    /// <param name="idempotencyKey">1 to 64 visible ASCII characters, kept with your own record so that it survives a restart; null makes a new one.</param>
    /// <param name="cancellationToken">Stops waiting; what was sent may have been carried out.</param>
    public Task<Effort> ReportAsync(EffortReport report, string? idempotencyKey = null, CancellationToken cancellationToken = default)
    {
        var key = Keys.Of(idempotencyKey);
        return Answers.Of(_api.ReportEffort(report, key, cancellationToken), key);
    }

    /// <summary>The next report of an effort of which you saw a version.</summary>
    /// <param name="id">Of the effort.</param>
    /// <param name="etag">Its <see cref="Answered.ETag"/> as you saw it.</param>
    /// <param name="report">What you state; reference and invoice number may be null.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public Task<Effort> ReportNextAsync(Guid id, string etag, EffortReport report, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(etag);
        return Answers.Of(_api.ReportNextEffort(id, etag, report, cancellationToken));
    }

    /// <summary>One effort with its ETag and the verdict on each contract.</summary>
    public Task<Effort> GetAsync(Guid id, CancellationToken cancellationToken = default) => Answers.Of(_api.GetEffort(id, cancellationToken));

    /// <summary>Your efforts by id, about in the order in which they were first reported; pages are fetched as you go on.</summary>
    /// <param name="contractId">Only those on this contract.</param>
    /// <param name="kind">Only those of this kind.</param>
    /// <param name="state">Only those that stand so on any contract.</param>
    /// <param name="supplierReference">Only the one under this reference.</param>
    /// <param name="pageSize">How many at a time, 1 to 500.</param>
    /// <param name="cancellationToken">Stops between and within pages.</param>
    public IAsyncEnumerable<Effort> ListAsync(
        Guid? contractId = null, EffortKind? kind = null, PlacementState? state = null, string? supplierReference = null, int pageSize = 200, CancellationToken cancellationToken = default) =>
        Answers.List((cursor, token) => _api.ListEfforts(contractId, kind?.Word, state?.Word, supplierReference, pageSize, cursor, token), cancellationToken);

    /// <summary>Takes an effort back on a contract: at once where nothing was verified, else as a request that an officer decides on.</summary>
    /// <param name="id">Of the effort.</param>
    /// <param name="reportNumber">The latest report as you saw it.</param>
    /// <param name="contractId">May be null where the effort is on one contract.</param>
    /// <param name="reason">Why, for people, at most 2.000 characters; no BSN.</param>
    /// <param name="code">Why, for machines: letters, digits, dots and dashes, at most 60.</param>
    /// <param name="idempotencyKey">See <see cref="ReportAsync"/>.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public Task<Effort> WithdrawAsync(
        Guid id, int reportNumber, Guid? contractId = null, string? reason = null, string? code = null, string? idempotencyKey = null, CancellationToken cancellationToken = default)
    {
        var key = Keys.Of(idempotencyKey);
        return Answers.Of(_api.WithdrawEffort(id, new(contractId, reportNumber, code, reason), key, cancellationToken), key);
    }
}
