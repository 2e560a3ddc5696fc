using MediatR;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.OpenApi;

namespace SroiTracker.Policies;

/// <summary>One policy of a buyer in scope.</summary>
[For(Role.Officer, Role.Team, Role.Auditor)]
public sealed record GetPolicy(Guid Id) : IQuery<Policy>
{
    internal static void Map(RouteGroupBuilder api) => api.MapGet("/policies/{id:guid}", async (HttpContext http, Guid id, IMediator mediator) =>
        http.Answer(await mediator.Send(new GetPolicy(id), http.RequestAborted), version: 1))
        .Does<GetPolicy>().Gives<Policy>().Tagged();

    internal sealed class Handler(Session session) : IRequestHandler<GetPolicy, Policy>
    {
        public async Task<Policy> Handle(GetPolicy request, CancellationToken cancellationToken) =>
            await session.QueryOne<string>(SelectSql, new { id = request.Id }) is { } body ? Policy.Of(Json.Read<SroiPolicy>(body)) : throw new RefusedException(Refusals.NotFoundHere);
    }

    private const string SelectSql = $"SELECT p.body FROM SroiPolicy p JOIN Organisation o ON o.id = p.buyerId WHERE p.id = @id AND @callerSupplier IS NULL AND {Scope.Organisation}";
}
