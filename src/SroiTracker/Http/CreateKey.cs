using FluentValidation;
using MediatR;
using SroiTracker.Database;
using SroiTracker.Domain;

namespace SroiTracker.Http;

/// <summary>A key that was made, shown once, with the principal it belongs to.</summary>
public sealed record CreatedKey(string Key, Guid PrincipalId);

/// <summary>Makes a key for a principal, new unless one is named, within a role and a scope.</summary>
[For(Role.Administrator)]
public sealed record CreateKey(Role Role, Guid? SupplierId, Guid? OrganisationId, string? Name, bool IsPerson, Guid? PrincipalId) : ICommand<CreatedKey>
{
    internal sealed class Validator : AbstractValidator<CreateKey>
    {
        public Validator()
        {
            RuleFor(c => c.Name).Required(200);
            RuleFor(c => c.SupplierId).Must((c, id) => id is not null == (c.Role == Role.Supplier)).Or(Refusals.KeySupplier);
        }
    }

    internal sealed class Handler(Session session) : IRequestHandler<CreateKey, CreatedKey>
    {
        public async Task<CreatedKey> Handle(CreateKey request, CancellationToken cancellationToken)
        {
            if (request.SupplierId is { } supplier && await Suppliers.SupplierStore.Find(session, supplier) is null)
                throw new RefusedException(Refusals.SupplierUnknown.At("/supplierId"));
            if (request.OrganisationId is { } organisation && await Organisations.OrganisationStore.Find(session, organisation) is null)
                throw new RefusedException(Refusals.OrganisationUnknown.At("/organisationId"));
            var grant = new Grant(request.Role, request.OrganisationId, request.SupplierId);
            var principal = request.PrincipalId
                ?? await ApiKeys.AddPrincipal(session, request.Name!, request.IsPerson, [grant]);
            // One more key of a principal opens what its others open: what is asked must be just that.
            if (request.PrincipalId is not null && !await Grants(principal, grant, request.IsPerson)) throw new RefusedException(Refusals.PrincipalUnknown);
            var made = ApiKeys.Make();
            var id = await ApiKeys.Add(session, principal, made, request.Name!, null);
            session.Record("key.created", $"keys/{id}", request.SupplierId, new { made.Prefix, request.Role, request.OrganisationId, request.Name, request.IsPerson });
            return new(made.Text, principal);
        }

        private async Task<bool> Grants(Guid principalId, Grant grant, bool isPerson)
        {
            var kept = await session.Query<Kept>(SelectGrantsSql, new { principalId });
            return kept is [var only] && (only.Role, only.OrganisationId, only.SupplierId, only.Kind)
                == (grant.Role.ToString(), grant.OrganisationId, grant.SupplierId, isPerson ? "Person" : "System");
        }
    }

    private const string SelectGrantsSql = """
        SELECT g.role, g.organisationId, g.supplierId, p.kind FROM RoleGrant g JOIN Principal p ON p.id = g.principalId WHERE g.principalId = @principalId
        """;

    private sealed class Kept
    {
        public string Role { get; init; } = "";
        public Guid? OrganisationId { get; init; }
        public Guid? SupplierId { get; init; }
        public string Kind { get; init; } = "";
    }
}
