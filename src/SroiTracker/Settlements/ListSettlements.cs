using MediatR;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.OpenApi;

namespace SroiTracker.Settlements;

/// <summary>A settlement in a list.</summary>
/// <param name="Year">Null is the whole contract.</param>
public sealed record ListedSettlement(Guid Id, Guid ContractId, int? Year, SettlementState State, DateTimeOffset OpenedAt, DateTimeOffset ChangedAt);

/// <summary>The settlements of a contract, by id.</summary>
[For(Role.Officer, Role.Supplier)]
public sealed record ListSettlements(Guid ContractId, Guid After, int Take) : IQuery<IReadOnlyList<ListedSettlement>>
{
    internal static void Map(RouteGroupBuilder api) => api.MapGet("/contracts/{id:guid}/settlements", async (HttpContext http, Guid id, IMediator mediator, Paging paging, int? pageSize) =>
    {
        var size = Paging.Size(pageSize);
        var found = await mediator.Send(new ListSettlements(id, paging.After(http.Request), size + 1), http.RequestAborted);
        return http.Answer(paging.Page(http.Request, found, size, s => s.Id));
    })
        .Does<ListSettlements>().Gives<ListOf<ListedSettlement>>();

    internal sealed class Handler(Session session) : IRequestHandler<ListSettlements, IReadOnlyList<ListedSettlement>>
    {
        public async Task<IReadOnlyList<ListedSettlement>> Handle(ListSettlements request, CancellationToken cancellationToken)
        {
            if (await session.QueryOne<Guid?>(SelectContractSql, new { id = request.ContractId }) is null) throw new RefusedException(Refusals.NotFoundHere);
            var rows = await session.Query<Row>(SelectSql, new { id = request.ContractId, after = request.After, take = request.Take });
            return [.. rows.Select(r => new ListedSettlement(r.Id, request.ContractId, r.Year == SettlementStore.Whole ? null : r.Year, r.State, r.OpenedAt, r.ChangedAt))];
        }
    }

    private const string SelectContractSql = $"SELECT c.id FROM Contract c WHERE c.id = @id AND {Scope.Contract}";
    private const string SelectSql = $$"""
        SELECT s.id, s.year, s.state, s.openedAt, s.changedAt FROM Settlement s JOIN Contract c ON c.id = s.contractId
        WHERE s.contractId = @id AND s.id > @after AND {{Scope.Contract}} ORDER BY s.id {page}
        """;

    private sealed class Row
    {
        public Guid Id { get; init; }
        public int Year { get; init; }
        public SettlementState State { get; init; }
        public DateTimeOffset OpenedAt { get; init; }
        public DateTimeOffset ChangedAt { get; init; }
    }
}
