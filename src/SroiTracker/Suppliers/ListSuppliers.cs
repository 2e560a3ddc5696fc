using MediatR;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.OpenApi;

namespace SroiTracker.Suppliers;

/// <summary>Suppliers in scope, by id; <c>name</c> finds by a beginning of the name.</summary>
[For(Role.Officer, Role.Team, Role.Auditor, Role.Supplier)]
public sealed record ListSuppliers(string? Name, Guid After, int Take) : IQuery<IReadOnlyList<Supplier>>
{
    internal static void Map(RouteGroupBuilder api) => api.MapGet("/suppliers", async (HttpContext http, IMediator mediator, Paging paging, string? name, int? pageSize) =>
    {
        var size = Paging.Size(pageSize);
        var found = await mediator.Send(new ListSuppliers(name, paging.After(http.Request), size + 1), http.RequestAborted);
        return http.Answer(paging.Page(http.Request, found, size, s => s.Id));
    })
        .Does<ListSuppliers>().Gives<ListOf<Supplier>>();

    private static readonly FilteredSql SelectSql = new($$"""
        SELECT s.id, s.name, s.scheme, s.identifier, s.version
        FROM Supplier s WHERE s.id > @after AND {{Scope.Supplier}} {filters} ORDER BY s.id {page}
        """, ("name", "AND s.nameFolded >= @name AND s.nameFolded < @nameEnd"));

    internal sealed class Handler(Session session) : IRequestHandler<ListSuppliers, IReadOnlyList<Supplier>>
    {
        public async Task<IReadOnlyList<Supplier>> Handle(ListSuppliers request, CancellationToken cancellationToken)
        {
            var name = request.Name is null ? null : SearchText.Fold(request.Name);
            var rows = await session.Query<SupplierStore.Row>(SelectSql.With(name is null ? null : "name"),
                new { after = request.After, name, nameEnd = name + '\uffff', take = request.Take });
            return [.. rows.Select(r => r.Supplier)];
        }
    }
}
