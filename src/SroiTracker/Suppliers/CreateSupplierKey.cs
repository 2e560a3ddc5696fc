using FluentValidation;
using MediatR;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;

namespace SroiTracker.Suppliers;

/// <summary>A key of a supplier as it is shown, once.</summary>
/// <param name="Key">Null where the request that made it is repeated.</param>
public sealed record SupplierKey(Guid Id, string Prefix, string? Key, string Name, DateTimeOffset? ExpiresAt);

/// <summary>Gives a supplier an API key.</summary>
[For(Role.Officer)]
public sealed record CreateSupplierKey(Guid SupplierId, string? Name, DateTimeOffset? ExpiresAt) : ICommand<SupplierKey>
{
    private sealed record Body(string? Name, DateTimeOffset? ExpiresAt);

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/suppliers/{id:guid}/keys", async (HttpContext http, Guid id) =>
    {
        var body = await http.Body<Body>();
        return await http.Act(new CreateSupplierKey(id, body.Name, body.ExpiresAt), Made, key => Made(key with { Key = null }));

        // Shown once: whoever repeats the request gets to know which key it made, not the key.
        Answer Made(SupplierKey key) => http.Created($"/api/v1/suppliers/{id}/keys/{key.Id}", 1, key);
    });

    internal sealed class Validator : AbstractValidator<CreateSupplierKey>
    {
        public Validator() => RuleFor(c => c.Name).Required(200);
    }

    internal sealed class Handler(Session session) : IRequestHandler<CreateSupplierKey, SupplierKey>
    {
        public async Task<SupplierKey> Handle(CreateSupplierKey request, CancellationToken cancellationToken)
        {
            if (await SupplierStore.Find(session, request.SupplierId) is null) throw new RefusedException(Refusals.NotFoundHere);
            await SupplierStore.RefuseShared(session, request.SupplierId, Refusals.KeySupplierShared);
            if (request.ExpiresAt <= session.Now) throw new RefusedException(Refusals.ValueInvalid.At("/expiresAt", "> " + session.Now.ToString("O", System.Globalization.CultureInfo.InvariantCulture)));
            // One principal a supplier: all its keys are one, so that nobody verifies with a second key what the first reported.
            var principal = await session.QueryOne<Guid?>(SelectPrincipalSql, new { supplierId = request.SupplierId })
                ?? await ApiKeys.AddPrincipal(session, $"suppliers/{request.SupplierId}", isPerson: false, [new(Role.Supplier, null, request.SupplierId)]);
            var made = ApiKeys.Make();
            var id = await ApiKeys.Add(session, principal, made, request.Name!.Trim(), request.ExpiresAt);
            session.Record("key.created", $"suppliers/{request.SupplierId}/keys/{id}", request.SupplierId, new { made.Prefix, request.Name, request.ExpiresAt });
            return new(id, made.Prefix, made.Text, request.Name!.Trim(), request.ExpiresAt);
        }
    }

    private const string SelectPrincipalSql = "SELECT principalId FROM RoleGrant WHERE supplierId = @supplierId AND role = 'Supplier' ORDER BY id";
}
