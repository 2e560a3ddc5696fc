using MediatR;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.OpenApi;

namespace SroiTracker.Placements;

/// <summary>Placements that the caller may see, by id; of one contract, in one state (on any contract in scope), or with one reference.</summary>
[For(Role.Supplier, Role.Officer)]
public sealed record ListPlacements(Guid? ContractId, PlacementState? State, string? SupplierReference, Guid After, int Take) : IQuery<IReadOnlyList<PlacementView>>
{
    internal static void Map(RouteGroupBuilder api) => api.MapGet("/placements", async (
        HttpContext http, IMediator mediator, Paging paging, Guid? contractId, AskedWord<PlacementState>? state, string? supplierReference, int? pageSize) =>
    {
        var size = Paging.Size(pageSize);
        var found = await mediator.Send(new ListPlacements(contractId, state?.Word, supplierReference, paging.After(http.Request), size + 1), http.RequestAborted);
        return http.Answer(paging.Page(http.Request, found, size, p => p.Id));
    })
        .Does<ListPlacements>().Gives<ListOf<PlacementView>>();

    // Along the placements of a contract, a supplier's own, or all that are in scope.
    private static readonly FilteredSql SelectOnContractSql = new($$"""
        SELECT p.id FROM PlacementContract pc JOIN Contract c ON c.id = pc.contractId JOIN Placement p ON p.id = pc.placementId
        WHERE pc.contractId = @ContractId AND pc.placementId > @After AND {{Scope.Contract}} AND (@callerSupplier IS NULL OR pc.supplierId = @callerSupplier) {filters}
        ORDER BY pc.placementId {page}
        """, ("state", "AND pc.state = @State"), ("reference", "AND p.supplierReference = @SupplierReference"));
    private static readonly FilteredSql SelectSql = new($$"""
        SELECT p.id FROM Placement p WHERE p.id > @After AND {{PlacementStore.InScope}} {filters} ORDER BY p.id {page}
        """,
        ("own", "AND p.supplierId = @callerSupplier"),
        ("state", $"""
            AND EXISTS (SELECT 1 FROM PlacementContract pc JOIN Contract c ON c.id = pc.contractId WHERE pc.placementId = p.id AND pc.state = @State AND {Scope.Contract})
            """),
        ("reference", "AND p.supplierReference = @SupplierReference"));

    internal sealed class Handler(Session session) : IRequestHandler<ListPlacements, IReadOnlyList<PlacementView>>
    {
        public async Task<IReadOnlyList<PlacementView>> Handle(ListPlacements request, CancellationToken cancellationToken)
        {
            var (state, reference) = (request.State is null ? null : "state", request.SupplierReference is null ? null : "reference");
            var sql = request.ContractId is not null ? SelectOnContractSql.With(state, reference)
                : SelectSql.With(session.Caller.SupplierId is null ? null : "own", state, reference);
            var ids = await session.Query<Guid>(sql, new { request.ContractId, request.After, request.State, request.SupplierReference, take = request.Take });
            return [.. (await PlacementStore.Find(session, ids)).Select(p => PlacementView.Of(session, p))];
        }
    }
}
