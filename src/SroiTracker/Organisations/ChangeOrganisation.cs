using FluentValidation;
using MediatR;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.OpenApi;

namespace SroiTracker.Organisations;

/// <summary>Replaces what is known of an organisation.</summary>
[For(Role.Officer)]
public sealed record ChangeOrganisation(Guid Id, int Version, CreateOrganisation With) : ICommand<bool>
{
    internal static void Map(RouteGroupBuilder api) => api.MapPut("/organisations/{id:guid}", async (HttpContext http, Guid id, IMediator mediator) =>
        await http.Act(new ChangeOrganisation(id, http.IfMatch(), await http.Body<CreateOrganisation>()), async _ =>
        {
            var (organisation, version) = await mediator.Send(new GetOrganisation(id));
            return http.Answer(organisation, version);
        }))
        .Does<ChangeOrganisation>().Takes<CreateOrganisation>().Gives<Organisation>()
        .Refuses([.. RefusedBy.Identifying, Refusals.OrganisationUnknown, Refusals.ParentLoop, Refusals.MandateContractsOnly]);

    internal sealed class Validator : AbstractValidator<ChangeOrganisation>
    {
        public Validator() => RuleFor(c => c.With).SetValidator(new CreateOrganisation.Validator()).OverridePropertyName("");
    }

    internal sealed class Handler(Session session) : IRequestHandler<ChangeOrganisation, bool>
    {
        public async Task<bool> Handle(ChangeOrganisation request, CancellationToken cancellationToken)
        {
            var (_, version) = await OrganisationStore.Find(session, request.Id) ?? throw new RefusedException(Refusals.NotFoundHere);
            if (!await OrganisationStore.IsOwn(session, request.Id)) throw new RefusedException(Refusals.MandateContractsOnly);
            if (version != request.Version) throw new RefusedException(Refusals.IfMatchStale);
            var with = request.With;
            await OrganisationStore.Change(session, request.Id, version, with.Name!.Trim(), with.Identifier.Parsed(), with.Sector, with.Ministry, with.ParentId);
            session.Record("organisation.changed", $"organisations/{request.Id}", null, with);
            return true;
        }
    }
}
