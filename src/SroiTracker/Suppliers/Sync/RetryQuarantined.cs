using MediatR;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.OpenApi;

namespace SroiTracker.Suppliers.Sync;

/// <summary>Asks for an item in quarantine again, in a run that starts now or is on its way.</summary>
[For(Role.Officer)]
internal sealed record RetryQuarantined(Guid Id, Guid ItemId) : ICommand<Synchronisation>
{
    internal static void Map(RouteGroupBuilder api) => api.MapPost("/supplier-connections/{id:guid}/quarantine/{itemId:guid}/retries", async (HttpContext http, Guid id, Guid itemId, Call call) =>
        await http.Act(new RetryQuarantined(id, itemId), run => SynchronisationView.Accepted(http, run, call.Language)))
        .Does<RetryQuarantined>().Gives<SynchronisationView>(202).Refuses(Refusals.ConnectionSupplierShared, Refusals.ConnectionNotActive);

    internal sealed class Handler(Session session) : IRequestHandler<RetryQuarantined, Synchronisation>
    {
        public async Task<Synchronisation> Handle(RetryQuarantined request, CancellationToken cancellationToken)
        {
            var connection = await ConnectionStore.Get(session, request.Id);
            if (!await QuarantineStore.Ask(session, connection.Id, request.ItemId)) throw new RefusedException(Refusals.NotFoundHere);
            return await SynchroniseConnection.Ask(session, connection);
        }
    }
}
