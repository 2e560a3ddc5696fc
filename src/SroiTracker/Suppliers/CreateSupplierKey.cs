using FluentValidation;
using MediatR;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.OpenApi;

namespace SroiTracker.Suppliers;

/// <summary>A key of a supplier as it is shown, once.</summary>
/// <param name="Key">Null where the request that made it is repeated.</param>
/// <param name="ReplacedKeyEndsAt">When the key that it replaces stops working; null where it replaces none.</param>
public sealed record SupplierKey(Guid Id, string Prefix, string? Key, string Name, DateTimeOffset? ExpiresAt, Guid? ReplacesKeyId, DateTimeOffset? ReplacedKeyEndsAt)
{
    /// <summary>Without the key: what is printed or logged by mistake opens nothing.</summary>
    public override string ToString() => Prefix;
}

/// <summary>An API key as it is asked for.</summary>
/// <param name="ReplacesKeyId">A key of the same supplier that it comes in the place of.</param>
/// <param name="OverlapDays">How many days that one goes on, 0 through 90; 7 where it is left out.</param>
public sealed record SupplierKeyEntry(string? Name, DateTimeOffset? ExpiresAt, Guid? ReplacesKeyId, int? OverlapDays);

/// <summary>Gives a supplier an API key, or another one in the place of one that is there.</summary>
[For(Role.Officer)]
public sealed record CreateSupplierKey(Guid SupplierId, SupplierKeyEntry With) : ICommand<SupplierKey>
{
    internal static void Map(RouteGroupBuilder api) => api.MapPost("/suppliers/{id:guid}/keys", async (HttpContext http, Guid id) =>
        await http.Act(new CreateSupplierKey(id, await http.Body<SupplierKeyEntry>()), key => Made(http, id, key), key => Made(http, id, key with { Key = null })))
        .Does<CreateSupplierKey>().Takes<SupplierKeyEntry>().Gives<SupplierKey>(201).Refuses(Refusals.KeySupplierShared, Refusals.KeyExpiry, Refusals.KeyOverlap, Refusals.KeyReplacesUnknown);

    // Shown once: whoever repeats the request gets to know which key it made, not the key.
    private static Answer Made(HttpContext http, Guid id, SupplierKey key) => http.Created($"/api/v1/suppliers/{id}/keys/{key.Id}", 1, key);

    internal sealed class Validator : AbstractValidator<CreateSupplierKey>
    {
        public Validator() => RuleFor(c => c.With).ChildRules(key =>
        {
            key.RuleFor(k => k.Name).Required(200);
            key.RuleFor(k => k.OverlapDays).Must((k, days) => days is null || k.ReplacesKeyId is not null && days is >= 0 and <= KeyStore.MostOverlapDays)
                .Or(Refusals.KeyOverlap, KeyStore.MostOverlapDays);
        }).OverridePropertyName("");
    }

    internal sealed class Handler(Session session) : IRequestHandler<CreateSupplierKey, SupplierKey>
    {
        public async Task<SupplierKey> Handle(CreateSupplierKey request, CancellationToken cancellationToken)
        {
            var (supplierId, name, expiresAt) = (request.SupplierId, request.With.Name!.Trim(), request.With.ExpiresAt);
            if (await SupplierStore.Find(session, supplierId) is null) throw new RefusedException(Refusals.NotFoundHere);
            await SupplierStore.RefuseShared(session, supplierId, Refusals.KeySupplierShared);
            if (expiresAt <= session.Now) throw new RefusedException(Refusals.KeyExpiry.At("/expiresAt"));
            var made = ApiKeys.Make();
            var (id, oldEndsAt) = request.With.ReplacesKeyId is { } old
                ? await KeyStore.Replace(session, await Valid(supplierId, old), made, name, expiresAt, request.With.OverlapDays ?? KeyStore.UsualOverlapDays)
                : (await KeyStore.Add(session, await PrincipalStore.MeetSupplier(session, supplierId), made, name, expiresAt), (DateTimeOffset?)null);
            session.Record("key.created", $"suppliers/{supplierId}/keys/{id}", supplierId, new { made.Prefix, name, expiresAt, request.With.ReplacesKeyId, oldEndsAt });
            return new(id, made.Prefix, made.Text, name, expiresAt, request.With.ReplacesKeyId, oldEndsAt);
        }

        private async Task<KeptKey> Valid(Guid supplierId, Guid keyId) =>
            await KeyStore.OfSupplier(session, supplierId, keyId) is { } key && key.IsValid(session.Now) ? key : throw new RefusedException(Refusals.KeyReplacesUnknown.At("/replacesKeyId"));
    }
}
