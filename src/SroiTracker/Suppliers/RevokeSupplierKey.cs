using MediatR;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.OpenApi;

namespace SroiTracker.Suppliers;

/// <summary>Takes a supplier's key back; it stops working with the next request.</summary>
[For(Role.Officer)]
public sealed record RevokeSupplierKey(Guid SupplierId, Guid KeyId) : ICommand<bool>
{
    internal static void Map(RouteGroupBuilder api) => api.MapDelete("/suppliers/{id:guid}/keys/{keyId:guid}", async (HttpContext http, Guid id, Guid keyId, IMediator mediator) =>
    {
        await mediator.Send(new RevokeSupplierKey(id, keyId), http.RequestAborted);
        return Results.NoContent();
    }).Does<RevokeSupplierKey>().GivesNothing().Refuses(Refusals.KeySupplierShared);

    internal sealed class Handler(Session session) : IRequestHandler<RevokeSupplierKey, bool>
    {
        public async Task<bool> Handle(RevokeSupplierKey request, CancellationToken cancellationToken)
        {
            if (await SupplierStore.Find(session, request.SupplierId) is null) throw new RefusedException(Refusals.NotFoundHere);
            await SupplierStore.RefuseBorrowed(session, request.SupplierId, Refusals.KeySupplierShared);
            if (await KeyStore.OfSupplier(session, request.SupplierId, request.KeyId) is not { } key || !await KeyStore.Revoke(session, key.Id))
                throw new RefusedException(Refusals.NotFoundHere);
            session.Record("key.revoked", $"suppliers/{request.SupplierId}/keys/{request.KeyId}", request.SupplierId, new { request.KeyId });
            return true;
        }
    }
}
