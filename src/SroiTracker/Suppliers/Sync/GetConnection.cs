using MediatR;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.OpenApi;

namespace SroiTracker.Suppliers.Sync;

/// <summary>One connection; its secret is never shown.</summary>
[For(Role.Officer)]
internal sealed record GetConnection(Guid Id) : IQuery<Connection>
{
    internal static void Map(RouteGroupBuilder api) => api.MapGet("/supplier-connections/{id:guid}", async (HttpContext http, Guid id, IMediator mediator) =>
    {
        var connection = await mediator.Send(new GetConnection(id), http.RequestAborted);
        return http.Answer(ConnectionView.Of(connection), connection.Version);
    })
        .Does<GetConnection>().Gives<ConnectionView>().Tagged().Refuses(Refusals.ConnectionSupplierShared);

    internal sealed class Handler(Session session) : IRequestHandler<GetConnection, Connection>
    {
        public Task<Connection> Handle(GetConnection request, CancellationToken cancellationToken) => ConnectionStore.Get(session, request.Id);
    }
}
