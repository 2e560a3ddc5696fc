namespace SroiTracker.Http;

/// <summary>What someone may do (api.md, Roles). An Administrator may all that the others may.</summary>
public enum Role { Administrator, Officer, Team, Auditor, Supplier }

/// <summary>A role within a scope.</summary>
/// <param name="OrganisationId">The buyer (or a branch of the tree above buyers) it holds for; null is everywhere.</param>
/// <param name="SupplierId">For <see cref="Role.Supplier"/>: whose supplier.</param>
public sealed record Grant(Role Role, Guid? OrganisationId, Guid? SupplierId);

/// <summary>Who calls: one principal, however many keys and tokens it has. Acts for two people compare principals.</summary>
/// <param name="PrincipalId">Identity of the principal.</param>
/// <param name="Name">Name of the principal, for the audit log.</param>
/// <param name="IsPerson">A person; a system is refused where two people are needed.</param>
/// <param name="Grants">Roles with their scopes.</param>
public sealed record Caller(Guid PrincipalId, string Name, bool IsPerson, IReadOnlyList<Grant> Grants)
{
    /// <summary>The service itself: start-up, the command line, jobs.</summary>
    public static readonly Caller TheService = new(Guid.Empty, "SroiTracker", false, [new(Role.Administrator, null, null)]);

    /// <summary>The supplier on whose behalf is called; null for anyone on the buyers' side. Bound as @callerSupplier in every statement.</summary>
    public Guid? SupplierId { get; } = Grants.FirstOrDefault(g => g.Role == Role.Supplier)?.SupplierId;

    /// <summary>Who made the key that is called with; null where no principal did (the command line, the first start).</summary>
    public Guid? KeyMadeBy { get; init; }

    /// <summary>As acts of two people compare callers.</summary>
    internal Domain.Principal Principal => new(PrincipalId, IsPerson, KeyMadeBy);

    /// <summary>Whether the caller is bound to branches of the tree: it has no role that holds everywhere. Suppliers are bound otherwise.</summary>
    public bool IsScoped { get; } = Grants.All(g => g.Role != Role.Supplier && g.OrganisationId is not null);

    /// <summary>Whether the caller has one of the roles, in whatever scope.</summary>
    public bool Has(params ReadOnlySpan<Role> roles)
    {
        foreach (var grant in Grants)
            if (grant.Role == Role.Administrator || roles.Contains(grant.Role)) return true;
        return false;
    }
}
