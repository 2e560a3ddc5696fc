using MediatR;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.OpenApi;

namespace SroiTracker.Suppliers.Sync;

/// <summary>How far one run is, or how it ended.</summary>
[For(Role.Officer)]
internal sealed record GetSynchronisation(Guid Id, Guid RunId) : IQuery<Synchronisation>
{
    internal static void Map(RouteGroupBuilder api) => api.MapGet("/supplier-connections/{id:guid}/synchronisations/{runId:guid}", async (
        HttpContext http, Guid id, Guid runId, IMediator mediator, Call call) =>
        http.Answer(SynchronisationView.Of(await mediator.Send(new GetSynchronisation(id, runId), http.RequestAborted), call.Language)))
        .Does<GetSynchronisation>().Gives<SynchronisationView>().Refuses(Refusals.ConnectionSupplierShared);

    internal sealed class Handler(Session session) : IRequestHandler<GetSynchronisation, Synchronisation>
    {
        public async Task<Synchronisation> Handle(GetSynchronisation request, CancellationToken cancellationToken)
        {
            var connection = await ConnectionStore.Get(session, request.Id);
            return await SynchronisationStore.Find(session, connection.Id, request.RunId) ?? throw new RefusedException(Refusals.NotFoundHere);
        }
    }
}
