using MediatR;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.OpenApi;

namespace SroiTracker.Organisations;

/// <summary>A buyer takes a mandate back; it holds no more with the next request.</summary>
[For(Role.Officer)]
public sealed record RevokeMandate(Guid BuyerId, Guid MandateId) : ICommand<bool>
{
    internal static void Map(RouteGroupBuilder api) => api.MapDelete("/organisations/{id:guid}/mandates/{mandateId:guid}", async (HttpContext http, Guid id, Guid mandateId, IMediator mediator) =>
    {
        await mediator.Send(new RevokeMandate(id, mandateId), http.RequestAborted);
        return Results.NoContent();
    })
        .Does<RevokeMandate>().GivesNothing()
        .Refuses(Refusals.MandateEnded);

    internal sealed class Handler(Session session) : IRequestHandler<RevokeMandate, bool>
    {
        public async Task<bool> Handle(RevokeMandate request, CancellationToken cancellationToken)
        {
            if (!await OrganisationStore.IsOwn(session, request.BuyerId)) throw new RefusedException(Refusals.NotFoundHere);
            var mandate = await MandateStore.Find(session, request.BuyerId, request.MandateId) ?? throw new RefusedException(Refusals.NotFoundHere);
            if (mandate.ThroughDate < session.Today || !await MandateStore.Revoke(session, mandate.Id)) throw new RefusedException(Refusals.MandateEnded);
            session.Record("mandate.revoked", $"organisations/{request.BuyerId}/mandates/{mandate.Id}", null, new { mandate.Id });
            return true;
        }
    }
}
