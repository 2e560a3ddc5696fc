using MediatR;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.OpenApi;

namespace SroiTracker.Organisations;

/// <summary>Organisations in scope, by id; <c>name</c> finds by a beginning of the name.</summary>
[For(Role.Officer, Role.Team, Role.Auditor, Role.Supplier)]
public sealed record ListOrganisations(string? Name, Guid After, int Take) : IQuery<IReadOnlyList<Organisation>>
{
    internal static void Map(RouteGroupBuilder api) => api.MapGet("/organisations", async (HttpContext http, IMediator mediator, Paging paging, string? name, int? pageSize) =>
    {
        var size = Paging.Size(pageSize);
        var found = await mediator.Send(new ListOrganisations(name, paging.After(http.Request), size + 1), http.RequestAborted);
        return http.Answer(paging.Page(http.Request, found, size, o => o.Id));
    })
        .Does<ListOrganisations>().Gives<ListOf<Organisation>>();

    private static readonly FilteredSql SelectSql = new($$"""
        SELECT o.id, o.name, o.scheme, o.identifier, o.sector, o.ministry, o.parentId, o.version
        FROM Organisation o WHERE o.id > @after AND {{Scope.Organisation}} {filters} ORDER BY o.id {page}
        """, ("name", "AND o.nameFolded >= @name AND o.nameFolded < @nameEnd"));

    internal sealed class Handler(Session session) : IRequestHandler<ListOrganisations, IReadOnlyList<Organisation>>
    {
        public async Task<IReadOnlyList<Organisation>> Handle(ListOrganisations request, CancellationToken cancellationToken)
        {
            var name = request.Name is null ? null : SearchText.Fold(request.Name);
            var rows = await session.Query<OrganisationStore.Row>(SelectSql.With(name is null ? null : "name"),
                new { after = request.After, name, nameEnd = name + '\uffff', take = request.Take });
            return [.. rows.Select(r => r.Organisation)];
        }
    }
}
