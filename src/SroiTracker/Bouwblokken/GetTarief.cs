using MediatR;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.OpenApi;

namespace SroiTracker.Bouwblokken;

/// <summary>One Tarief version with its Bouwblokken and bonuses; it never changes.</summary>
[For(Role.Officer, Role.Team, Role.Auditor, Role.Supplier)]
public sealed record GetTarief(Guid Id) : IQuery<TariefShown>
{
    internal static void Map(RouteGroupBuilder api) => api.MapGet("/tarieven/{id:guid}", async (HttpContext http, Guid id, IMediator mediator) =>
        http.Answer(await mediator.Send(new GetTarief(id), http.RequestAborted), version: 1))
        .Does<GetTarief>().Gives<TariefShown>().Tagged();

    internal sealed class Handler(Session session) : IRequestHandler<GetTarief, TariefShown>
    {
        public async Task<TariefShown> Handle(GetTarief request, CancellationToken cancellationToken) =>
            TariefShown.Of(await TariefStore.Find(session, request.Id) ?? throw new RefusedException(Refusals.NotFoundHere));
    }
}
