using FluentValidation;
using MediatR;
using SroiTracker.Database;
using SroiTracker.Domain;

namespace SroiTracker.Http;

/// <summary>A key that was made, shown once, with the principal it belongs to.</summary>
public sealed record CreatedKey(string Key, Guid PrincipalId)
{
    /// <summary>Without the key: what is printed or logged by mistake opens nothing.</summary>
    public override string ToString() => $"principal {PrincipalId}";
}

/// <summary>Makes a key for a principal, new unless one is named, within a role and a scope.</summary>
/// <param name="Role">May be left out for a principal that is there: the key opens all that it may.</param>
[For(Http.Role.Administrator)]
public sealed record CreateKey(Role? Role, Guid? SupplierId, Guid? OrganisationId, string? Name, bool IsPerson, Guid? PrincipalId, DateTimeOffset? ExpiresAt = null) : ICommand<CreatedKey>
{
    internal sealed class Validator : AbstractValidator<CreateKey>
    {
        public Validator()
        {
            RuleFor(c => c.Name).Required(200);
            RuleFor(c => c.Role).Must((c, role) => role is not null || c.PrincipalId is not null).Or(Refusals.ValueMissing);
            RuleFor(c => c.SupplierId).Must((c, id) => id is not null == (c.Role == Http.Role.Supplier)).Or(Refusals.KeySupplier);
        }
    }

    internal sealed class Handler(Session session) : IRequestHandler<CreateKey, CreatedKey>
    {
        public async Task<CreatedKey> Handle(CreateKey request, CancellationToken cancellationToken)
        {
            if (request.ExpiresAt <= session.Now) throw new RefusedException(Refusals.KeyExpiry.At("/expiresAt"));
            if (request.SupplierId is { } supplier && await Suppliers.SupplierStore.Find(session, supplier) is null)
                throw new RefusedException(Refusals.SupplierUnknown.At("/supplierId"));
            if (request.OrganisationId is { } organisation && await Organisations.OrganisationStore.Find(session, organisation) is null)
                throw new RefusedException(Refusals.OrganisationUnknown.At("/organisationId"));
            var principal = request.PrincipalId is { } there ? await Known(there, request)
                : await PrincipalStore.Add(session, request.Name!, request.IsPerson, [new(request.Role!.Value, request.OrganisationId, request.SupplierId)]);
            var made = ApiKeys.Make();
            var id = await KeyStore.Add(session, principal, made, request.Name!, request.ExpiresAt);
            session.Record("key.created", $"keys/{id}", request.SupplierId, new { made.Prefix, principal, request.Role, request.OrganisationId, request.Name, request.IsPerson, request.ExpiresAt });
            return new(made.Text, principal);
        }

        /// <summary>One more key of a principal opens what its others open: a role that is named must be all that it has.</summary>
        private async Task<Guid> Known(Guid id, CreateKey request) =>
            await PrincipalStore.Find(session, id) is { } kept && (request.Role is not { } role
                ? request.OrganisationId is null
                : kept.IsPerson == request.IsPerson && kept.Grants is [var only] && only == new Grant(role, request.OrganisationId, request.SupplierId))
                ? id
                : throw new RefusedException(Refusals.PrincipalUnknown);
    }
}
