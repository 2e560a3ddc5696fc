using MediatR;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.OpenApi;

namespace SroiTracker.Efforts;

/// <summary>Efforts that the caller may see, by id; of one contract, of one kind, in one state (on any contract in scope), or with one reference.</summary>
[For(Role.Supplier, Role.Officer)]
public sealed record ListEfforts(Guid? ContractId, EffortKind? Kind, PlacementState? State, string? SupplierReference, Guid After, int Take) : IQuery<IReadOnlyList<EffortView>>
{
    internal static void Map(RouteGroupBuilder api) => api.MapGet("/efforts", async (
        HttpContext http, IMediator mediator, Paging paging, Guid? contractId, AskedWord<EffortKind>? kind, AskedWord<PlacementState>? state, string? supplierReference, int? pageSize) =>
    {
        var size = Paging.Size(pageSize);
        var found = await mediator.Send(
            new ListEfforts(contractId, kind?.Word, state?.Word, supplierReference, paging.After(http.Request), size + 1), http.RequestAborted);
        return http.Answer(paging.Page(http.Request, found, size, e => e.Id));
    })
        .Does<ListEfforts>().Gives<ListOf<EffortView>>();

    // Along the efforts on a contract, a supplier's own, or all that are in scope.
    private static readonly FilteredSql SelectOnContractSql = new($$"""
        SELECT e.id FROM EffortContract ec JOIN Contract c ON c.id = ec.contractId JOIN Effort e ON e.id = ec.effortId
        WHERE ec.contractId = @ContractId AND ec.effortId > @After AND {{Scope.Contract}} AND (@callerSupplier IS NULL OR ec.supplierId = @callerSupplier) {filters}
        ORDER BY ec.effortId {page}
        """, ("kind", "AND ec.kind = @Kind"), ("state", "AND ec.state = @State"), ("reference", "AND e.supplierReference = @SupplierReference"));
    private static readonly FilteredSql SelectSql = new($$"""
        SELECT e.id FROM Effort e WHERE e.id > @After AND {{EffortStore.InScope}} {filters} ORDER BY e.id {page}
        """,
        ("own", "AND e.supplierId = @callerSupplier"),
        ("kind", "AND e.kind = @Kind"),
        ("state", $"""
            AND EXISTS (SELECT 1 FROM EffortContract ec JOIN Contract c ON c.id = ec.contractId WHERE ec.effortId = e.id AND ec.state = @State AND {Scope.Contract})
            """),
        ("reference", "AND e.supplierReference = @SupplierReference"));

    internal sealed class Handler(Session session) : IRequestHandler<ListEfforts, IReadOnlyList<EffortView>>
    {
        public async Task<IReadOnlyList<EffortView>> Handle(ListEfforts request, CancellationToken cancellationToken)
        {
            var (kind, state) = (request.Kind is null ? null : "kind", request.State is null ? null : "state");
            var reference = request.SupplierReference is null ? null : "reference";
            var sql = request.ContractId is not null ? SelectOnContractSql.With(kind, state, reference)
                : SelectSql.With(session.Caller.SupplierId is null ? null : "own", kind, state, reference);
            var ids = await session.Query<Guid>(sql, new { request.ContractId, request.After, request.Kind, request.State, request.SupplierReference, take = request.Take });
            return [.. (await EffortStore.Find(session, ids)).Select(e => EffortView.Of(session, e))];
        }
    }
}
