namespace SroiTracker.Http;

/// <summary>
/// The fragment that keeps a caller inside its scope (rules.md 8): a supplier sees contracts that it is a party to or
/// named on, an officer those of buyers in its branches of the tree. Outside it a thing does not exist (404). The
/// session fills @callerSupplier, @callerScoped and @callerPrincipal.
/// </summary>
public static class Scope
{
    /// <summary>For a contract with alias <c>c</c>.</summary>
    public const string Contract = """
        (@callerSupplier IS NULL OR EXISTS (SELECT 1 FROM ContractSupplier own WHERE own.contractId = c.id AND own.supplierId = @callerSupplier))
        AND (@callerScoped = 0 OR EXISTS (
            SELECT 1 FROM RoleGrant g JOIN OrganisationBranch b ON b.ancestorId = g.organisationId
            WHERE g.principalId = @callerPrincipal AND b.organisationId = c.buyerId))
        """;

    /// <summary>For an organisation with alias <c>o</c>: buyers in scope; a supplier sees the buyers of its contracts.</summary>
    public const string Organisation = """
        (@callerSupplier IS NULL OR EXISTS (
            SELECT 1 FROM Contract oc JOIN ContractSupplier own ON own.contractId = oc.id WHERE oc.buyerId = o.id AND own.supplierId = @callerSupplier))
        AND (@callerScoped = 0 OR EXISTS (
            SELECT 1 FROM RoleGrant g JOIN OrganisationBranch b ON b.ancestorId = g.organisationId
            WHERE g.principalId = @callerPrincipal AND b.organisationId = o.id))
        """;

    /// <summary>For a supplier with alias <c>s</c>: itself, or suppliers on a contract in scope and those without any contract yet.</summary>
    public const string Supplier = """
        (@callerSupplier IS NULL OR s.id = @callerSupplier)
        AND (@callerScoped = 0 OR NOT EXISTS (SELECT 1 FROM ContractSupplier anywhere WHERE anywhere.supplierId = s.id) OR EXISTS (
            SELECT 1 FROM ContractSupplier cs JOIN Contract sc ON sc.id = cs.contractId
            JOIN OrganisationBranch b ON b.organisationId = sc.buyerId
            JOIN RoleGrant g ON g.organisationId = b.ancestorId AND g.principalId = @callerPrincipal
            WHERE cs.supplierId = s.id))
        """;
}
