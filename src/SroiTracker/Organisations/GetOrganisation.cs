using MediatR;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.OpenApi;

namespace SroiTracker.Organisations;

/// <summary>One organisation, with its version.</summary>
[For(Role.Officer, Role.Team, Role.Auditor, Role.Supplier)]
public sealed record GetOrganisation(Guid Id) : IQuery<(Organisation Organisation, int Version)>
{
    internal static void Map(RouteGroupBuilder api) => api.MapGet("/organisations/{id:guid}", async (HttpContext http, Guid id, IMediator mediator) =>
    {
        var (organisation, version) = await mediator.Send(new GetOrganisation(id), http.RequestAborted);
        return http.Answer(organisation, version);
    })
        .Does<GetOrganisation>().Gives<Organisation>().Tagged();

    internal sealed class Handler(Session session) : IRequestHandler<GetOrganisation, (Organisation, int)>
    {
        public async Task<(Organisation, int)> Handle(GetOrganisation request, CancellationToken cancellationToken) =>
            await OrganisationStore.Find(session, request.Id) ?? throw new RefusedException(Refusals.NotFoundHere);
    }
}
