using MediatR;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.OpenApi;

namespace SroiTracker.Placements;

/// <summary>One placement, as the caller may see it.</summary>
[For(Role.Supplier, Role.Officer)]
public sealed record GetPlacement(Guid Id) : IQuery<PlacementView>
{
    internal static void Map(RouteGroupBuilder api) => api.MapGet("/placements/{id:guid}", async (HttpContext http, Guid id, IMediator mediator) =>
    {
        var placement = await mediator.Send(new GetPlacement(id), http.RequestAborted);
        return http.Answer(placement, placement.Version);
    })
        .Does<GetPlacement>().Gives<PlacementView>().Tagged();

    internal sealed class Handler(Session session) : IRequestHandler<GetPlacement, PlacementView>
    {
        public async Task<PlacementView> Handle(GetPlacement request, CancellationToken cancellationToken) =>
            await PlacementStore.Find(session, request.Id) is [var placement]
                ? PlacementView.Of(session, placement)
                : throw new RefusedException(Refusals.NotFoundHere);
    }
}
