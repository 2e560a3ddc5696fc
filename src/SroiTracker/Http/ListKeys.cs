using MediatR;
using SroiTracker.Database;

namespace SroiTracker.Http;

/// <summary>A key with whose it is.</summary>
internal sealed record KeyOfPrincipal(KeptKey Key, Caller Principal);

/// <summary>All keys, or those of one principal, by id; those that opens nothing any more only where they are asked for.</summary>
[For(Role.Administrator)]
internal sealed record ListKeys(Guid? PrincipalId, bool All) : IQuery<IReadOnlyList<KeyOfPrincipal>>
{
    private const int AtOnce = 500;

    internal sealed class Handler(Session session) : IRequestHandler<ListKeys, IReadOnlyList<KeyOfPrincipal>>
    {
        public async Task<IReadOnlyList<KeyOfPrincipal>> Handle(ListKeys request, CancellationToken cancellationToken)
        {
            var found = new List<KeyOfPrincipal>();
            var principals = new Dictionary<Guid, Caller>();
            IReadOnlyList<KeptKey> keys;
            for (var after = Guid.Empty; ; after = keys[^1].Id)
            {
                keys = await session.Query<KeptKey>(SelectSql.With(request.PrincipalId is null ? null : "principal", request.All ? null : "valid"),
                    new { after, take = AtOnce, principalId = request.PrincipalId, now = session.Now });
                foreach (var key in keys)
                {
                    if (!principals.TryGetValue(key.PrincipalId, out var principal))
                        principals[key.PrincipalId] = principal = (await PrincipalStore.Find(session, key.PrincipalId))!;
                    found.Add(new(key, principal));
                }
                if (keys.Count < AtOnce) return found;
            }
        }
    }

    private static readonly FilteredSql SelectSql = new("""
        SELECT k.id, k.principalId, k.prefix, k.name, k.createdAt, k.expiresAt, k.lastUsedAt, k.revokedAt, k.madeBy, k.replacesId
        FROM ApiKey k WHERE k.id > @after AND @callerSupplier IS NULL {filters} ORDER BY k.id {page}
        """,
        ("principal", "AND k.principalId = @principalId"),
        ("valid", "AND k.revokedAt IS NULL AND (k.expiresAt IS NULL OR k.expiresAt > @now)"));
}
