using MediatR;
using SroiTracker.Database;
using SroiTracker.Http;
using SroiTracker.OpenApi;

namespace SroiTracker.Teams;

/// <summary>Teams in scope, by id; of one supplier or one buyer.</summary>
[For(Role.Team, Role.Officer, Role.Supplier)]
public sealed record ListTeams(Guid? SupplierId, Guid? BuyerId, DateOnly? At, Guid After, int Take) : IQuery<IReadOnlyList<TeamView>>
{
    internal static void Map(RouteGroupBuilder api) => api.MapGet("/teams", async (
        HttpContext http, IMediator mediator, Paging paging, Guid? supplierId, Guid? buyerId, AskedDate? at, int? pageSize) =>
    {
        var size = Paging.Size(pageSize);
        var found = await mediator.Send(new ListTeams(supplierId, buyerId, at?.Day, paging.After(http.Request), size + 1), http.RequestAborted);
        return http.Answer(paging.Page(http.Request, found, size, t => t.Id));
    })
        .Does<ListTeams>().Gives<ListOf<TeamView>>();

    private static readonly FilteredSql SelectSql = new($$"""
        SELECT {{TeamStore.Columns}} FROM Team t WHERE t.id > @After AND {{TeamStore.InScope}} {filters} ORDER BY t.id {page}
        """, ("own", "AND t.supplierId = @callerSupplier"), ("supplier", "AND t.supplierId = @SupplierId"), ("buyer", "AND t.buyerId = @BuyerId"));

    internal sealed class Handler(Session session, Call call) : IRequestHandler<ListTeams, IReadOnlyList<TeamView>>
    {
        public async Task<IReadOnlyList<TeamView>> Handle(ListTeams request, CancellationToken cancellationToken)
        {
            var sql = SelectSql.With(session.Caller.SupplierId is null ? null : "own", request.SupplierId is null ? null : "supplier", request.BuyerId is null ? null : "buyer");
            var teams = await session.Query<TeamRow>(sql, new { request.After, request.SupplierId, request.BuyerId, take = request.Take });
            return await TeamView.Of(session, teams, request.At ?? session.Today, call.Language);
        }
    }
}
