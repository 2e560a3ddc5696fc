using MediatR;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.OpenApi;

namespace SroiTracker.Suppliers.Sync;

/// <summary>The runs of a connection, the newest first.</summary>
/// <param name="Before">The run after which the list goes on, which is the older; null from the newest.</param>
[For(Role.Officer)]
internal sealed record ListSynchronisations(Guid Id, SynchronisationState? State, Guid? Before, int Take) : IQuery<IReadOnlyList<Synchronisation>>
{
    internal static void Map(RouteGroupBuilder api) => api.MapGet("/supplier-connections/{id:guid}/synchronisations", async (
        HttpContext http, Guid id, IMediator mediator, Call call, Paging paging, AskedWord<SynchronisationState>? state, int? pageSize) =>
    {
        var (size, last) = (Paging.Size(pageSize), paging.After(http.Request));
        var found = await mediator.Send(new ListSynchronisations(id, state?.Word, last == Guid.Empty ? null : last, size + 1), http.RequestAborted);
        return http.Answer(paging.Page(http.Request, [.. found.Select(r => SynchronisationView.Of(r, call.Language))], size, r => r.Id));
    })
        .Does<ListSynchronisations>().Gives<ListOf<SynchronisationView>>().Refuses(Refusals.ConnectionSupplierShared);

    internal static readonly FilteredSql SelectSql = new($$"""
        SELECT {{SynchronisationStore.Columns}} FROM Synchronisation r WHERE r.connectionId = @Id AND @callerSupplier IS NULL {filters} ORDER BY r.id DESC {page}
        """, ("before", "AND r.id < @Before"), ("state", "AND r.state = @State"));

    internal sealed class Handler(Session session) : IRequestHandler<ListSynchronisations, IReadOnlyList<Synchronisation>>
    {
        public async Task<IReadOnlyList<Synchronisation>> Handle(ListSynchronisations request, CancellationToken cancellationToken)
        {
            await ConnectionStore.Get(session, request.Id);
            return await session.Query<Synchronisation>(SelectSql.With(request.Before is null ? null : "before", request.State is null ? null : "state"),
                new { request.Id, request.Before, request.State, take = request.Take });
        }
    }
}
