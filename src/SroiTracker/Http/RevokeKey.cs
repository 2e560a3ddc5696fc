using MediatR;
using SroiTracker.Database;
using SroiTracker.Domain;

namespace SroiTracker.Http;

/// <summary>Takes any key back, by its id or its prefix; it stops working with the next request.</summary>
[For(Role.Administrator)]
public sealed record RevokeKey(string IdOrPrefix) : ICommand<Guid>
{
    internal sealed class Handler(Session session) : IRequestHandler<RevokeKey, Guid>
    {
        public async Task<Guid> Handle(RevokeKey request, CancellationToken cancellationToken)
        {
            var key = await KeyStore.Valid(session, request.IdOrPrefix);
            await KeyStore.Revoke(session, key.Id);
            session.Record("key.revoked", $"keys/{key.Id}", null, new { key.Prefix, key.PrincipalId });
            return key.Id;
        }
    }
}
