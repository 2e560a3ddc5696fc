using MediatR;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.OpenApi;

namespace SroiTracker.Efforts;

/// <summary>One effort, as the caller may see it.</summary>
[For(Role.Supplier, Role.Officer)]
public sealed record GetEffort(Guid Id) : IQuery<EffortView>
{
    internal static void Map(RouteGroupBuilder api) => api.MapGet("/efforts/{id:guid}", async (HttpContext http, Guid id, IMediator mediator) =>
    {
        var effort = await mediator.Send(new GetEffort(id), http.RequestAborted);
        return http.Answer(effort, effort.Version);
    })
        .Does<GetEffort>().Gives<EffortView>().Tagged();

    internal sealed class Handler(Session session) : IRequestHandler<GetEffort, EffortView>
    {
        public async Task<EffortView> Handle(GetEffort request, CancellationToken cancellationToken) =>
            await EffortStore.Find(session, request.Id) is [var effort] ? EffortView.Of(session, effort) : throw new RefusedException(Refusals.NotFoundHere);
    }
}
