using MediatR;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.OpenApi;

namespace SroiTracker.Suppliers;

/// <summary>A key of a supplier as a list shows it; the key itself was shown once, when it was made.</summary>
/// <param name="Prefix">The first characters of the key, to know it by.</param>
/// <param name="LastUsedAt">The minute of its last use, written within five minutes; null when it was never used.</param>
/// <param name="MadeBy">Principal that made it, and so saw it; null for the command line.</param>
public sealed record ListedKey(
    Guid Id, string Prefix, string Name, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt, DateTimeOffset? LastUsedAt, DateTimeOffset? RevokedAt, Guid? MadeBy, Guid? ReplacesKeyId);

/// <summary>The keys of a supplier, also those that expired or were revoked, by id.</summary>
[For(Role.Officer, Role.Auditor, Role.Supplier)]
public sealed record ListSupplierKeys(Guid SupplierId, Guid After, int Take) : IQuery<IReadOnlyList<ListedKey>>
{
    internal static void Map(RouteGroupBuilder api) => api.MapGet("/suppliers/{id:guid}/keys", async (HttpContext http, Guid id, IMediator mediator, Paging paging, int? pageSize) =>
    {
        var size = Paging.Size(pageSize);
        var found = await mediator.Send(new ListSupplierKeys(id, paging.After(http.Request), size + 1), http.RequestAborted);
        return http.Answer(paging.Page(http.Request, found, size, k => k.Id));
    }).Does<ListSupplierKeys>().Gives<ListOf<ListedKey>>().Refuses(Refusals.KeySupplierShared);

    internal sealed class Handler(Session session) : IRequestHandler<ListSupplierKeys, IReadOnlyList<ListedKey>>
    {
        public async Task<IReadOnlyList<ListedKey>> Handle(ListSupplierKeys request, CancellationToken cancellationToken)
        {
            if (await SupplierStore.Find(session, request.SupplierId) is null) throw new RefusedException(Refusals.NotFoundHere);
            await SupplierStore.RefuseBorrowed(session, request.SupplierId, Refusals.KeySupplierShared);
            var keys = await session.Query<KeptKey>(SelectSql, new { supplierId = request.SupplierId, after = request.After, take = request.Take });
            return [.. keys.Select(k => new ListedKey(k.Id, k.Prefix, k.Name, k.CreatedAt, k.ExpiresAt, k.LastUsedAt, k.RevokedAt, k.MadeBy, k.ReplacesId))];
        }
    }

    internal const string SelectSql = """
        SELECT k.id, k.prefix, k.name, k.createdAt, k.expiresAt, k.lastUsedAt, k.revokedAt, k.madeBy, k.replacesId
        FROM RoleGrant g JOIN ApiKey k ON k.principalId = g.principalId
        WHERE g.supplierId = @supplierId AND (@callerSupplier IS NULL OR g.supplierId = @callerSupplier) AND k.id > @after ORDER BY k.id {page}
        """;
}
