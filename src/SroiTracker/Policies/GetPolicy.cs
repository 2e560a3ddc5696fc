using MediatR;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.OpenApi;
using SroiTracker.Organisations;

namespace SroiTracker.Policies;

/// <summary>One policy of a buyer in scope.</summary>
[For(Role.Officer, Role.Team, Role.Auditor)]
public sealed record GetPolicy(Guid Id) : IQuery<Policy>
{
    internal static void Map(RouteGroupBuilder api) => api.MapGet("/policies/{id:guid}", async (HttpContext http, Guid id, IMediator mediator) =>
        http.Answer(await mediator.Send(new GetPolicy(id), http.RequestAborted), version: 1))
        .Does<GetPolicy>().Gives<Policy>().Tagged();

    internal sealed class Handler(Session session) : IRequestHandler<GetPolicy, Policy>
    {
        public async Task<Policy> Handle(GetPolicy request, CancellationToken cancellationToken) =>
            await PolicyStore.Find(session, request.Id) is { } policy && await OrganisationStore.Find(session, policy.BuyerId) is not null
                ? Policy.Of(policy)
                : throw new RefusedException(Refusals.NotFoundHere);
    }
}
