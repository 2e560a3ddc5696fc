using MediatR;
using SroiTracker.Http;

namespace SroiTracker.Suppliers.Sync;

/// <summary>
/// Encrypts the secret of an entry for one connection, before the act that keeps it: that reads no files. For who may enter one,
/// as the first makes the keys.
/// </summary>
[For(Role.Officer)]
internal sealed record EncryptSecret(Guid ConnectionId, ConnectionEntry With) : IRequest<byte[]?>
{
    internal sealed class Handler(Credentials credentials) : IRequestHandler<EncryptSecret, byte[]?>
    {
        public Task<byte[]?> Handle(EncryptSecret request, CancellationToken cancellationToken) => Task.FromResult(credentials.Protect(request.ConnectionId, request.With.Secret));
    }
}
