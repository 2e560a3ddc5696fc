using MediatR;
using SroiTracker.Database;
using SroiTracker.Http;
using SroiTracker.OpenApi;

namespace SroiTracker.Suppliers.Sync;

/// <summary>Connections that the caller sees to, by id; of one supplier, or in one state.</summary>
[For(Role.Officer)]
internal sealed record ListConnections(Guid? SupplierId, ConnectionState? State, Guid After, int Take) : IQuery<IReadOnlyList<Connection>>
{
    internal static void Map(RouteGroupBuilder api) => api.MapGet("/supplier-connections", async (
        HttpContext http, IMediator mediator, Paging paging, Guid? supplierId, AskedWord<ConnectionState>? state, int? pageSize) =>
    {
        var size = Paging.Size(pageSize);
        var found = await mediator.Send(new ListConnections(supplierId, state?.Word, paging.After(http.Request), size + 1), http.RequestAborted);
        return http.Answer(paging.Page(http.Request, [.. found.Select(ConnectionView.Of)], size, c => c.Id));
    })
        .Does<ListConnections>().Gives<ListOf<ConnectionView>>();

    internal static readonly FilteredSql SelectSql = new($$"""
        SELECT {{ConnectionStore.Columns}} FROM SupplierConnection x WHERE x.id > @After AND {{ConnectionStore.SeenTo}} {filters} ORDER BY x.id {page}
        """, ("supplier", "AND x.supplierId = @SupplierId"), ("state", "AND x.state = @State"));

    internal sealed class Handler(Session session) : IRequestHandler<ListConnections, IReadOnlyList<Connection>>
    {
        public Task<IReadOnlyList<Connection>> Handle(ListConnections request, CancellationToken cancellationToken) => session.Query<Connection>(
            SelectSql.With(request.SupplierId is null ? null : "supplier", request.State is null ? null : "state"), new { request.After, request.SupplierId, request.State, take = request.Take });
    }
}
