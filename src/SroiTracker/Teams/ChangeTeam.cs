using FluentValidation;
using MediatR;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.OpenApi;

namespace SroiTracker.Teams;

/// <summary>Changes a team of which the caller saw a version; it stays with its supplier, whose placements name it.</summary>
[For(Role.Team, Role.Officer, Role.Supplier)]
public sealed record ChangeTeam(Guid Id, int Version, TeamEntry Entry) : ICommand<TeamView>
{
    internal static void Map(RouteGroupBuilder api) => api.MapPut("/teams/{id:guid}", async (HttpContext http, Guid id) =>
        await http.Act(new ChangeTeam(id, http.IfMatch(), await http.Body<TeamEntry>()), team => http.Answer(team, team.Version)))
        .Does<ChangeTeam>().Takes<TeamEntry>().Gives<TeamView>()
        .Refuses(RefusedBy.Teaming);

    internal sealed class Validator : AbstractValidator<ChangeTeam>
    {
        public Validator() => RuleFor(c => c.Entry).SetValidator(new TeamEntry.Validator()).OverridePropertyName("");
    }

    internal sealed class Handler(Session session, Call call) : IRequestHandler<ChangeTeam, TeamView>
    {
        public async Task<TeamView> Handle(ChangeTeam request, CancellationToken cancellationToken)
        {
            var team = await TeamStore.Find(session, request.Id) ?? throw new RefusedException(Refusals.NotFoundHere);
            if (team.Version != request.Version) throw new RefusedException(Refusals.IfMatchStale);
            var entry = await request.Entry.Owned(session);
            if (entry.SupplierId != team.SupplierId) throw new RefusedException(Refusals.SupplierUnknown.At("/supplierId"));
            await TeamStore.Change(session, team.Id, team.Version, entry);
            return (await TeamView.Of(session, [(await TeamStore.Find(session, team.Id))!], session.Today, call.Language))[0];
        }
    }
}
