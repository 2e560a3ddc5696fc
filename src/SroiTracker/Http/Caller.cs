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
/// <param name="Grants">Roles with their scopes, at most <see cref="MostGrants"/>.</param>
public sealed record Caller(Guid PrincipalId, string Name, bool IsPerson, IReadOnlyList<Grant> Grants)
{
    /// <summary>The most roles that one principal has.</summary>
    public const int MostGrants = 100;

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

    /// <summary>The branches that the caller is bound to, bound as @callerBranches.</summary>
    internal IReadOnlyList<Guid> Branches { get; } = Listed(Grants.Select(g => g.OrganisationId));

    /// <summary>Those where it acts as an officer, and so by the mandates that they hold, bound as @callerHolders.</summary>
    internal IReadOnlyList<Guid> Holders { get; } = Listed(Grants.Where(g => g.Role is Role.Officer or Role.Administrator).Select(g => g.OrganisationId));

    /// <summary>
    /// The caller with those of its roles only that an act is for, each within its own scope: an officer of one buyer who
    /// audits another is no officer there (rules.md 8). An Administrator's role is for every act. Null where it has none.
    /// </summary>
    public Caller? As(IReadOnlyList<Role> roles)
    {
        var fitting = 0;
        foreach (var grant in Grants)
            if (Fits(grant)) fitting++;
        return fitting == Grants.Count && fitting > 0 ? this
            : fitting == 0 ? null
            : new(PrincipalId, Name, IsPerson, [.. Grants.Where(Fits)]) { KeyMadeBy = KeyMadeBy };

        bool Fits(Grant grant) => grant.Role == Role.Administrator || roles.Contains(grant.Role);
    }

    // As many as the next power of two, the first again, so that statements come in few lengths; one that nothing has where there is none.
    private static Guid[] Listed(IEnumerable<Guid?> organisations)
    {
        var ids = organisations.OfType<Guid>().Distinct().ToArray();
        var listed = new Guid[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(1, ids.Length))];
        Array.Fill(listed, ids.FirstOrDefault());
        ids.CopyTo(listed, 0);
        return listed;
    }
}
