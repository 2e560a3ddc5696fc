using FluentValidation;
using MediatR;
using SroiTracker.Database;
using SroiTracker.Http;
using SroiTracker.OpenApi;

namespace SroiTracker.Teams;

/// <summary>Registers a team of a supplier, of a buyer, or of both together; a supplier registers its own.</summary>
[For(Role.Team, Role.Officer, Role.Supplier)]
public sealed record CreateTeam(TeamEntry Entry) : ICommand<TeamView>
{
    internal static void Map(RouteGroupBuilder api) => api.MapPost("/teams", async Task<Answer> (HttpContext http) =>
        await http.Act(new CreateTeam(await http.Body<TeamEntry>()), team => http.Created($"/api/v1/teams/{team.Id}", team.Version, team)))
        .Does<CreateTeam>().Takes<TeamEntry>().Gives<TeamView>(201)
        .Refuses(RefusedBy.Teaming);

    internal sealed class Validator : AbstractValidator<CreateTeam>
    {
        public Validator() => RuleFor(c => c.Entry).SetValidator(new TeamEntry.Validator()).OverridePropertyName("");
    }

    internal sealed class Handler(Session session, Call call) : IRequestHandler<CreateTeam, TeamView>
    {
        public async Task<TeamView> Handle(CreateTeam request, CancellationToken cancellationToken)
        {
            var id = await TeamStore.Add(session, await request.Entry.Owned(session));
            return (await TeamView.Of(session, [(await TeamStore.Find(session, id))!], session.Today, call.Language))[0];
        }
    }
}
