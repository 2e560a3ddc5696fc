using MediatR;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.OpenApi;

namespace SroiTracker.Organisations;

/// <summary>The mandates that an organisation gave and those that it holds, ended ones too.</summary>
[For(Role.Officer, Role.Auditor)]
public sealed record ListMandates(Guid OrganisationId, Guid After, int Take) : IQuery<IReadOnlyList<Mandate>>
{
    internal static void Map(RouteGroupBuilder api) => api.MapGet("/organisations/{id:guid}/mandates", async (HttpContext http, Guid id, IMediator mediator, Paging paging, int? pageSize) =>
    {
        var size = Paging.Size(pageSize);
        var found = await mediator.Send(new ListMandates(id, paging.After(http.Request), size + 1), http.RequestAborted);
        return http.Answer(paging.Page(http.Request, found, size, m => m.Id));
    })
        .Does<ListMandates>().Gives<ListOf<Mandate>>();

    internal sealed class Handler(Session session) : IRequestHandler<ListMandates, IReadOnlyList<Mandate>>
    {
        public async Task<IReadOnlyList<Mandate>> Handle(ListMandates request, CancellationToken cancellationToken) =>
            await OrganisationStore.IsOwn(session, request.OrganisationId)
                ? await MandateStore.Of(session, request.OrganisationId, request.After, request.Take)
                : throw new RefusedException(Refusals.NotFoundHere);
    }
}
