using MediatR;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.OpenApi;

namespace SroiTracker.Teams;

/// <summary>One team, with how many people work in it on a day; today where none is asked.</summary>
[For(Role.Team, Role.Officer, Role.Supplier)]
public sealed record GetTeam(Guid Id, DateOnly? At) : IQuery<TeamView>
{
    internal static void Map(RouteGroupBuilder api) => api.MapGet("/teams/{id:guid}", async (HttpContext http, Guid id, IMediator mediator, AskedDate? at) =>
    {
        var team = await mediator.Send(new GetTeam(id, at?.Day), http.RequestAborted);
        return http.Answer(team, team.Version);
    })
        .Does<GetTeam>().Gives<TeamView>().Tagged();

    internal sealed class Handler(Session session, Call call) : IRequestHandler<GetTeam, TeamView>
    {
        public async Task<TeamView> Handle(GetTeam request, CancellationToken cancellationToken) =>
            await TeamStore.Find(session, request.Id) is { } team
                ? (await TeamView.Of(session, [team], request.At ?? session.Today, call.Language))[0]
                : throw new RefusedException(Refusals.NotFoundHere);
    }
}
