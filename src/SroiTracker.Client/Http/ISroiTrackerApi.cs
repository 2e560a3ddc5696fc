using Refit;

namespace SroiTracker.Client;

/// <summary>The operations of the API as they go over the line; Refit writes the calls. Paths begin at /api/v1.</summary>
internal interface ISroiTrackerApi
{
    [Post("/placements")]
    Task<IApiResponse<Placement>> ReportPlacement([Body] PlacementReport report, [Header(Keys.Header)] string key, CancellationToken token);

    [Get("/placements/{id}")]
    Task<IApiResponse<Placement>> GetPlacement(Guid id, CancellationToken token);

    [Get("/placements")]
    Task<IApiResponse<Page<Placement>>> ListPlacements(Guid? contractId, string? state, string? supplierReference, int pageSize, string? cursor, CancellationToken token);

    [Put("/placements/{id}")]
    Task<IApiResponse<Placement>> ReportNextPlacement(Guid id, [Header("If-Match")] string etag, [Body] PlacementReport report, CancellationToken token);

    [Post("/placements/{id}/withdrawals")]
    Task<IApiResponse<Placement>> WithdrawPlacement(Guid id, [Body] Withdrawal withdrawal, [Header(Keys.Header)] string key, CancellationToken token);

    [Post("/placements/{id}/acceptances")]
    Task<IApiResponse<Placement>> AcceptProposedReport(Guid id, [Body] Acceptance acceptance, [Header(Keys.Header)] string key, CancellationToken token);

    [Post("/valuations")]
    Task<IApiResponse<Valuation>> ValuePlacement([Body] PlacementReport report, [Header(Keys.Header)] string key, CancellationToken token);

    // What is refused by its headers alone is refused before a hundred thousand lines are on their way.
    [Headers("Expect: 100-continue")]
    [Post("/placement-batches")]
    Task<IApiResponse<PlacementBatch>> ReportBatch([Body] HttpContent lines, [Header(Keys.Header)] string key, CancellationToken token);

    [Get("/placement-batches/{id}")]
    Task<IApiResponse<PlacementBatch>> GetBatch(Guid id, int? pageSize, string? cursor, CancellationToken token);

    [Post("/efforts")]
    Task<IApiResponse<Effort>> ReportEffort([Body] EffortReport report, [Header(Keys.Header)] string key, CancellationToken token);

    [Get("/efforts/{id}")]
    Task<IApiResponse<Effort>> GetEffort(Guid id, CancellationToken token);

    [Get("/efforts")]
    Task<IApiResponse<Page<Effort>>> ListEfforts(
        Guid? contractId, string? kind, string? state, string? supplierReference, int pageSize, string? cursor, CancellationToken token);

    [Put("/efforts/{id}")]
    Task<IApiResponse<Effort>> ReportNextEffort(Guid id, [Header("If-Match")] string etag, [Body] EffortReport report, CancellationToken token);

    [Post("/efforts/{id}/withdrawals")]
    Task<IApiResponse<Effort>> WithdrawEffort(Guid id, [Body] Withdrawal withdrawal, [Header(Keys.Header)] string key, CancellationToken token);

    [Post("/teams")]
    Task<IApiResponse<Team>> CreateTeam([Body] TeamStatement team, [Header(Keys.Header)] string key, CancellationToken token);

    [Get("/teams/{id}")]
    Task<IApiResponse<Team>> GetTeam(Guid id, string? at, CancellationToken token);

    [Get("/teams")]
    Task<IApiResponse<Page<Team>>> ListTeams(Guid? buyerId, string? at, int pageSize, string? cursor, CancellationToken token);

    [Put("/teams/{id}")]
    Task<IApiResponse<Team>> ChangeTeam(Guid id, [Header("If-Match")] string etag, [Body] TeamStatement team, CancellationToken token);

    [Get("/contracts")]
    Task<IApiResponse<Page<ListedContract>>> ListContracts(
        Guid? buyerId, string? state, string? reference, string? text, int pageSize, string? cursor, CancellationToken token);

    [Get("/contracts/{id}")]
    Task<IApiResponse<Contract>> GetContract(Guid id, CancellationToken token);

    [Get("/contracts/{id}/progress")]
    Task<IApiResponse<Progress>> GetProgress(Guid id, string? at, string? knownAt, CancellationToken token);

    [Get("/contracts/{id}/ledger")]
    Task<IApiResponse<LedgerPage>> ListLedger(Guid id, string? at, string? knownAt, int pageSize, string? cursor, CancellationToken token);

    [Get("/contracts/{id}/what-if")]
    Task<IApiResponse<WhatIf>> WhatIf(
        Guid id, int people, string? doelgroep, int? months, string hoursPerWeek, string? startDate, string? endDate, string? doelgroepSinceDate, CancellationToken token);

    [Post("/contracts/{id}/simulations")]
    Task<IApiResponse<Simulation>> SimulateContract(Guid id, [Body] SimulationRequest request, [Header(Keys.Header)] string key, CancellationToken token);

    [Get("/contracts/{id}/settlements")]
    Task<IApiResponse<Page<ListedSettlement>>> ListSettlements(Guid id, int pageSize, string? cursor, CancellationToken token);

    [Get("/contracts/{id}/settlements/{settlementId}")]
    Task<IApiResponse<Settlement>> GetSettlement(Guid id, Guid settlementId, CancellationToken token);

    [Post("/contracts/{id}/settlements/{settlementId}/views")]
    Task<IApiResponse<Settlement>> GiveView(Guid id, Guid settlementId, [Body] SettlementViewStatement view, [Header(Keys.Header)] string key, CancellationToken token);

    [Get("/contracts/{id}/settlements/{settlementId}/statement")]
    Task<IApiResponse<string>> GetStatement(Guid id, Guid settlementId, string? number, CancellationToken token);
}

/// <summary>A supplier takes something back on a contract.</summary>
internal sealed record Withdrawal(Guid? ContractId, int ReportNumber, string? Code, string? Reason);

/// <summary>A supplier accepts what was proposed at a rejection.</summary>
internal sealed record Acceptance(Guid? ContractId, int ReportNumber);
