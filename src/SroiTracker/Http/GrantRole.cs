using FluentValidation;
using MediatR;
using SroiTracker.Database;
using SroiTracker.Domain;

namespace SroiTracker.Http;

/// <summary>
/// Gives a principal of the buyers' side one more role within a scope; all its keys open it from the next request on. A
/// supplier's principal acts for that supplier and for nobody else.
/// </summary>
[For(Http.Role.Administrator)]
public sealed record GrantRole(Guid PrincipalId, Role Role, Guid? OrganisationId) : ICommand<bool>
{
    internal sealed class Validator : AbstractValidator<GrantRole>
    {
        public Validator() => RuleFor(c => c.Role).Must(role => role != Role.Supplier).Or(Refusals.PrincipalSupplier);
    }

    internal sealed class Handler(Session session) : IRequestHandler<GrantRole, bool>
    {
        public async Task<bool> Handle(GrantRole request, CancellationToken cancellationToken)
        {
            var principal = await PrincipalStore.Find(session, request.PrincipalId) ?? throw new RefusedException(Refusals.PrincipalUnknown);
            if (principal.SupplierId is not null) throw new RefusedException(Refusals.PrincipalSupplier);
            if (request.OrganisationId is { } organisation && await Organisations.OrganisationStore.Find(session, organisation) is null)
                throw new RefusedException(Refusals.OrganisationUnknown.At("/organisationId"));
            var grant = new Grant(request.Role, request.OrganisationId, null);
            if (principal.Grants.Contains(grant)) return false;
            if (principal.Grants.Count == Caller.MostGrants) throw new RefusedException(Refusals.PrincipalFull, Caller.MostGrants);
            await PrincipalStore.Give(session, request.PrincipalId, grant);
            await KeyStore.Changed(session);
            session.Record("role.granted", $"principals/{request.PrincipalId}", null, grant);
            return true;
        }
    }
}

/// <summary>Takes a role of a principal away; its keys open it no more from the next request on.</summary>
[For(Http.Role.Administrator)]
public sealed record WithdrawRole(Guid PrincipalId, Role Role, Guid? OrganisationId) : ICommand<bool>
{
    internal sealed class Handler(Session session) : IRequestHandler<WithdrawRole, bool>
    {
        public async Task<bool> Handle(WithdrawRole request, CancellationToken cancellationToken)
        {
            var grant = new Grant(request.Role, request.OrganisationId, null);
            if (!await PrincipalStore.Take(session, request.PrincipalId, grant)) throw new RefusedException(Refusals.PrincipalUnknown);
            await KeyStore.Changed(session);
            session.Record("role.withdrawn", $"principals/{request.PrincipalId}", null, grant);
            return true;
        }
    }
}
