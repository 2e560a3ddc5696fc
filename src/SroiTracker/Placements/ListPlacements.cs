using MediatR;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;

namespace SroiTracker.Placements;

/// <summary>Placements that the caller may see, by id; of one contract, in one state (on any contract in scope), or with one reference.</summary>
[For(Role.Supplier, Role.Officer)]
public sealed record ListPlacements(Guid? ContractId, PlacementState? State, string? SupplierReference, Guid After, int Take) : IQuery<IReadOnlyList<PlacementView>>
{
    internal static void Map(RouteGroupBuilder api) => api.MapGet("/placements", async (
        HttpContext http, IMediator mediator, Paging paging, Guid? contractId, string? state, string? supplierReference, int? pageSize) =>
    {
        var size = Paging.Size(pageSize);
        var wanted = state is null ? (PlacementState?)null
            : Enum.TryParse<PlacementState>(state, out var parsed) && Enum.IsDefined(parsed) && !char.IsAsciiDigit(state[0]) ? parsed
            : throw new RefusedException(Refusals.ValueInvalid.At("?state", string.Join(", ", Enum.GetNames<PlacementState>())));
        var found = await mediator.Send(new ListPlacements(contractId, wanted, supplierReference, paging.After(http.Request), size + 1), http.RequestAborted);
        return http.Answer(paging.Page(http.Request, found, size, p => p.Id));
    });

    // A supplier's list runs along its own placements, an officer's along those of a contract or along all.
    private static readonly (string, string)[] Filters =
    [
        ("supplier", "AND p.supplierId = @callerSupplier"),
        ("reference", "AND p.supplierReference = @SupplierReference"),
        ("contract", $"""
            AND p.id IN (SELECT f.placementId FROM PlacementContract f JOIN Contract c ON c.id = f.contractId WHERE f.contractId = @ContractId AND {Scope.Contract})
            """),
        ("state", $"""
            AND EXISTS (SELECT 1 FROM PlacementContract f JOIN Contract c ON c.id = f.contractId WHERE f.placementId = p.id AND f.state = @State AND {Scope.Contract})
            """),
        ("stateOnContract", "AND EXISTS (SELECT 1 FROM PlacementContract f WHERE f.placementId = p.id AND f.contractId = @ContractId AND f.state = @State)"),
    ];
    private static readonly FilteredSql SelectIdsSql = new($$"""
        SELECT p.id FROM Placement p WHERE p.id > @After AND {{PlacementStore.InScope}} {filters} ORDER BY p.id {page}
        """, Filters);
    private static readonly FilteredSql SelectReportsSql = new($$"""
        SELECT {{PlacementStore.Columns}} FROM Placement p JOIN PlacementReport r ON r.placementId = p.id
        WHERE p.id > @After AND p.id <= @last AND {{PlacementStore.InScope}} {filters} ORDER BY p.id, r.number
        """, Filters);
    private static readonly FilteredSql SelectStandsSql = new($$"""
        SELECT {{PlacementContractStore.Columns}} FROM Placement p JOIN PlacementContract pc ON pc.placementId = p.id {{PlacementContractStore.Joined}}
        WHERE p.id > @After AND p.id <= @last AND {{PlacementStore.InScope}} {filters}
        """, Filters);

    internal sealed class Handler(Session session) : IRequestHandler<ListPlacements, IReadOnlyList<PlacementView>>
    {
        public async Task<IReadOnlyList<PlacementView>> Handle(ListPlacements request, CancellationToken cancellationToken)
        {
            var (ofContract, inState) = (request.ContractId is not null, request.State is not null);
            string?[] filters =
            [
                session.Caller.SupplierId is null ? null : "supplier", request.SupplierReference is null ? null : "reference", ofContract ? "contract" : null,
                !inState ? null : ofContract ? "stateOnContract" : "state",
            ];
            var wanted = new { request.After, request.ContractId, request.State, request.SupplierReference, take = request.Take };
            var ids = await session.Query<Guid>(SelectIdsSql.With(filters), wanted);
            if (ids.Count == 0) return [];
            var range = new { wanted.After, wanted.ContractId, wanted.State, wanted.SupplierReference, last = ids[^1] };
            var reports = await session.Query<PlacementStore.Row>(SelectReportsSql.With(filters), range);
            var stands = await session.Query<StandRow>(SelectStandsSql.With(filters), range);
            return [.. PlacementStore.Kept(reports, stands).Select(p => PlacementView.Of(session, p))];
        }
    }
}
