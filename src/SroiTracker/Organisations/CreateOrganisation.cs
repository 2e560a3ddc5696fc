using FluentValidation;
using MediatR;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.OpenApi;

namespace SroiTracker.Organisations;

/// <summary>Registers a buyer, or a layer above buyers.</summary>
[For(Role.Officer)]
public sealed record CreateOrganisation(string? Name, Identifier? Identifier, string? Sector, string? Ministry, Guid? ParentId) : ICommand<Guid>
{
    internal static void Map(RouteGroupBuilder api) => api.MapPost("/organisations", async (HttpContext http, IMediator mediator) =>
        await http.Act(await http.Body<CreateOrganisation>(), async id =>
        {
            var (organisation, version) = await mediator.Send(new GetOrganisation(id));
            return http.Created($"/api/v1/organisations/{id}", version, organisation);
        }))
        .Does<CreateOrganisation>().Takes<CreateOrganisation>().Gives<Organisation>(201)
        .Refuses([.. RefusedBy.Identifying, Refusals.OrganisationUnknown]);

    internal sealed class Validator : AbstractValidator<CreateOrganisation>
    {
        public Validator()
        {
            RuleFor(c => c.Name).Required(400);
            RuleFor(c => c.Identifier).RightIdentifier();
            RuleFor(c => c.Sector).AtMost(200);
            RuleFor(c => c.Ministry).AtMost(200);
        }
    }

    internal sealed class Handler(Session session) : IRequestHandler<CreateOrganisation, Guid>
    {
        public async Task<Guid> Handle(CreateOrganisation request, CancellationToken cancellationToken)
        {
            // Who sees one branch only would make something it can't see: it must lie below a branch of its own.
            if (request.ParentId is null && session.Caller.IsScoped) throw new RefusedException(Refusals.OrganisationUnknown.At("/parentId"));
            var id = await OrganisationStore.Add(session, request.Name!.Trim(), request.Identifier.Parsed(), request.Sector, request.Ministry, request.ParentId);
            session.Record("organisation.created", $"organisations/{id}", null, request);
            return id;
        }
    }
}
