using MediatR;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.OpenApi;

namespace SroiTracker.Suppliers.Sync;

/// <summary>Pulls a connection now, whatever its schedule says. A run that is on its way already is answered.</summary>
[For(Role.Officer)]
internal sealed record SynchroniseConnection(Guid Id) : ICommand<Synchronisation>
{
    internal static void Map(RouteGroupBuilder api) => api.MapPost("/supplier-connections/{id:guid}/synchronisations", async (HttpContext http, Guid id, Call call) =>
        await http.Act(new SynchroniseConnection(id), run => SynchronisationView.Accepted(http, run, call.Language)))
        .Does<SynchroniseConnection>().Gives<SynchronisationView>(202).Refuses(Refusals.ConnectionSupplierShared, Refusals.ConnectionNotActive);

    internal sealed class Handler(Session session) : IRequestHandler<SynchroniseConnection, Synchronisation>
    {
        public async Task<Synchronisation> Handle(SynchroniseConnection request, CancellationToken cancellationToken) =>
            await Ask(session, await ConnectionStore.Get(session, request.Id));
    }

    /// <summary>Starts a run at an officer's request, or finds the one that is on its way.</summary>
    /// <exception cref="RefusedException"><c>connection.not-active</c>.</exception>
    internal static async Task<Synchronisation> Ask(Session session, Connection connection)
    {
        if (connection.State != ConnectionState.Active) throw new RefusedException(Refusals.ConnectionNotActive);
        var (id, isNew) = await SynchronisationStore.Start(session, connection);
        if (isNew) session.Record("synchronisation.asked", $"supplier-connections/{connection.Id}", connection.SupplierId, new { SynchronisationId = id });
        return (await SynchronisationStore.Find(session, connection.Id, id))!;
    }
}
