namespace SroiTracker.Client;

/// <summary>What a supplier does with placements.</summary>
public sealed class PlacementCalls
{
    private readonly ISroiTrackerApi _api;

    internal PlacementCalls(ISroiTrackerApi api) => _api = api;

    /// <summary>
    /// Reports a placement: for the first time (<see cref="Answered.WasCreated"/>), or the next report under the same reference
    /// and candidate. A report that says nothing new writes nothing.
    /// </summary>
    /// <param name="report">What you state.</param>
    /// <param name="idempotencyKey">1 to 64 visible ASCII characters, kept with your own record of the report so that it survives a restart; null makes a new one.</param>
    /// <param name="cancellationToken">Stops waiting; what was sent may have been carried out.</param>
    /// <exception cref="SroiRefusedException">The report is not taken; <see cref="SroiRefusedException.Errors"/> says why, all at once.</exception>
    /// <exception cref="SroiUnavailableException">No answer came; call again with its key.</exception>
    public Task<Placement> ReportAsync(PlacementReport report, string? idempotencyKey = null, CancellationToken cancellationToken = default)
    {
        var key = Keys.Of(idempotencyKey);
        return Answers.Of(_api.ReportPlacement(report, key, cancellationToken), key);
    }

    /// <summary>The next report of a placement of which you saw a version, so that what someone else reported in between is not overwritten.</summary>
    /// <param name="id">Of the placement.</param>
    /// <param name="etag">Its <see cref="Answered.ETag"/> as you saw it.</param>
    /// <param name="report">What you state; reference and candidate may be null.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="SroiRefusedException">412 where there is a newer version: get it, look, and report again.</exception>
    public Task<Placement> ReportNextAsync(Guid id, string etag, PlacementReport report, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(etag);
        return Answers.Of(_api.ReportNextPlacement(id, etag, report, cancellationToken));
    }

    /// <summary>One placement with its ETag, its terms by date, and the verdict on each contract.</summary>
    public Task<Placement> GetAsync(Guid id, CancellationToken cancellationToken = default) => Answers.Of(_api.GetPlacement(id, cancellationToken));

    /// <summary>Your placements by id, about in the order in which they were first reported; pages are fetched as you go on.</summary>
    /// <param name="contractId">Only those on this contract.</param>
    /// <param name="state">Only those that stand so on any contract.</param>
    /// <param name="supplierReference">Only the one under this reference.</param>
    /// <param name="pageSize">How many at a time, 1 to 500.</param>
    /// <param name="cancellationToken">Stops between and within pages.</param>
    public IAsyncEnumerable<Placement> ListAsync(
        Guid? contractId = null, PlacementState? state = null, string? supplierReference = null, int pageSize = 200, CancellationToken cancellationToken = default) =>
        Answers.List((cursor, token) => _api.ListPlacements(contractId, state?.Word, supplierReference, pageSize, cursor, token), cancellationToken);

    /// <summary>Takes a placement back on a contract: at once where nothing was verified, else as a request that an officer decides on.</summary>
    /// <param name="id">Of the placement.</param>
    /// <param name="reportNumber">The latest report as you saw it; a newer one is refused with 409 <c>placement.newer-report</c>.</param>
    /// <param name="contractId">May be null where the placement is on one contract.</param>
    /// <param name="reason">Why, for people, at most 2.000 characters; no BSN.</param>
    /// <param name="code">Why, for machines: letters, digits, dots and dashes, at most 60.</param>
    /// <param name="idempotencyKey">See <see cref="ReportAsync"/>.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public Task<Placement> WithdrawAsync(
        Guid id, int reportNumber, Guid? contractId = null, string? reason = null, string? code = null, string? idempotencyKey = null, CancellationToken cancellationToken = default)
    {
        var key = Keys.Of(idempotencyKey);
        return Answers.Of(_api.WithdrawPlacement(id, new(contractId, reportNumber, code, reason), key, cancellationToken), key);
    }

    /// <summary>Accepts what an officer proposed at a rejection (<see cref="PlacementVerdict.ProposedReport"/>): it becomes your next report.</summary>
    /// <param name="id">Of the placement.</param>
    /// <param name="reportNumber">The report that was rejected.</param>
    /// <param name="contractId">May be null where the placement is on one contract.</param>
    /// <param name="idempotencyKey">See <see cref="ReportAsync"/>.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public Task<Placement> AcceptAsync(Guid id, int reportNumber, Guid? contractId = null, string? idempotencyKey = null, CancellationToken cancellationToken = default)
    {
        var key = Keys.Of(idempotencyKey);
        return Answers.Of(_api.AcceptProposedReport(id, new(contractId, reportNumber), key, cancellationToken), key);
    }

    /// <summary>Whether a report would be taken, what it would count for on each contract, and why or why not. Nothing is kept.</summary>
    public Task<Valuation> ValueAsync(PlacementReport report, CancellationToken cancellationToken = default) =>
        Answers.Of(_api.ValuePlacement(report, Keys.Of(null), cancellationToken));
}
