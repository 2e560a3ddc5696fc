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
    {
        var run = await mediator.Send(new GetSynchronisation(id, runId), http.RequestAborted);
        // Whatever changes in a run raises one of these.
        return http.Answer(SynchronisationView.Of(run, call.Language), (int)(run.Pages + run.Received) + (run.EndedAt is null ? 0 : 1));
    })
        .Does<GetSynchronisation>().Gives<SynchronisationView>().Tagged().Refuses(Refusals.ConnectionSupplierShared);

    internal sealed class Handler(Session session) : IRequestHandler<GetSynchronisation, Synchronisation>
    {
        public async Task<Synchronisation> Handle(GetSynchronisation request, CancellationToken cancellationToken)
        {
            var connection = await ConnectionStore.Get(session, request.Id);
            return await SynchronisationStore.Find(session, connection.Id, request.RunId) ?? throw new RefusedException(Refusals.NotFoundHere);
        }
    }
}
