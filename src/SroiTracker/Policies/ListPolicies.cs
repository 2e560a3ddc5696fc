using MediatR;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.OpenApi;

namespace SroiTracker.Policies;

/// <summary>Policies of buyers in scope, by id; <c>buyerId</c> narrows.</summary>
[For(Role.Officer, Role.Team, Role.Auditor)]
public sealed record ListPolicies(Guid? BuyerId, Guid After, int Take) : IQuery<IReadOnlyList<Policy>>
{
    internal static void Map(RouteGroupBuilder api) => api.MapGet("/policies", async (HttpContext http, IMediator mediator, Paging paging, Guid? buyerId, int? pageSize) =>
    {
        var size = Paging.Size(pageSize);
        var found = await mediator.Send(new ListPolicies(buyerId, paging.After(http.Request), size + 1), http.RequestAborted);
        return http.Answer(paging.Page(http.Request, found, size, p => p.Id));
    })
        .Does<ListPolicies>().Gives<ListOf<Policy>>();

    private static readonly FilteredSql SelectSql = new($$"""
        SELECT p.body FROM SroiPolicy p JOIN Organisation o ON o.id = p.buyerId
        WHERE p.id > @after AND {{Scope.Organisation}} {filters} ORDER BY p.id {page}
        """, ("buyer", "AND p.buyerId = @buyerId"));

    internal sealed class Handler(Session session) : IRequestHandler<ListPolicies, IReadOnlyList<Policy>>
    {
        public async Task<IReadOnlyList<Policy>> Handle(ListPolicies request, CancellationToken cancellationToken)
        {
            var bodies = await session.Query<string>(SelectSql.With(request.BuyerId is null ? null : "buyer"), new { after = request.After, buyerId = request.BuyerId, take = request.Take });
            return [.. bodies.Select(b => Policy.Of(Json.Read<SroiPolicy>(b)))];
        }
    }
}
