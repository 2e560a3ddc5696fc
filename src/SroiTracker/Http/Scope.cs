namespace SroiTracker.Http;

/// <summary>
/// The fragments that keep a caller inside its scope (rules.md 8): a supplier sees contracts that it is a party to or
/// named on, an officer those of buyers in its branches of the tree, and of buyers that gave a mandate to an organisation
/// there. Outside it a thing does not exist (404). The session fills @callerSupplier, @callerScoped, @callerBranches,
/// @callerHolders and @callerToday with what the caller's roles for the request give.
/// </summary>
public static class Scope
{
    /// <summary>For a contract with alias <c>c</c>: to see it, and to act on it.</summary>
    public const string Contract = $"""
        {PartyTo}
        AND (@callerScoped = 0 OR EXISTS (
            SELECT 1 FROM OrganisationBranch b WHERE b.organisationId = c.buyerId AND b.ancestorId IN @callerBranches) OR EXISTS (
            SELECT 1 {Mandated} AND m.buyerId = c.buyerId))
        """;

    /// <summary>For a contract with alias <c>c</c>, whatever mandates there are: a mandate is for contracts, not for what reaches beyond them.</summary>
    public const string OwnContract = $"""
        {PartyTo}
        AND (@callerScoped = 0 OR EXISTS (
            SELECT 1 FROM OrganisationBranch b WHERE b.organisationId = c.buyerId AND b.ancestorId IN @callerBranches))
        """;

    /// <summary>For an organisation with alias <c>o</c>: buyers in scope, by a mandate too; a supplier sees the buyers of its contracts.</summary>
    public const string Organisation = $"""
        {BuyerOf}
        AND (@callerScoped = 0 OR EXISTS (
            SELECT 1 FROM OrganisationBranch b WHERE b.organisationId = o.id AND b.ancestorId IN @callerBranches) OR EXISTS (
            SELECT 1 {Mandated} AND m.buyerId = o.id))
        """;

    /// <summary>For an organisation with alias <c>o</c>, whatever mandates there are: to change it, its policies and its mandates.</summary>
    public const string OwnOrganisation = $"""
        {BuyerOf}
        AND (@callerScoped = 0 OR EXISTS (
            SELECT 1 FROM OrganisationBranch b WHERE b.organisationId = o.id AND b.ancestorId IN @callerBranches))
        """;

    /// <summary>For a supplier with alias <c>s</c>: itself, or suppliers on a contract in scope and those without any contract yet.</summary>
    public const string Supplier = $"""
        {Itself}
        AND (@callerScoped = 0 OR {WithoutContract} OR {OnOwnContract} OR EXISTS (
            SELECT 1 {Mandated} AND EXISTS (
                SELECT 1 FROM ContractSupplier ms JOIN Contract mc ON mc.id = ms.contractId WHERE ms.supplierId = s.id AND mc.buyerId = m.buyerId)))
        """;

    /// <summary>For a supplier with alias <c>s</c>, whatever mandates there are: its keys.</summary>
    public const string OwnSupplier = $"{Itself} AND (@callerScoped = 0 OR {WithoutContract} OR {OnOwnContract})";

    /// <summary>
    /// Mandates <c>m</c> that hold today and let the caller act as an officer; goes on with AND. Auditors and teams of the
    /// holder see nothing by it.
    /// </summary>
    public const string Mandated = """
        FROM Mandate m JOIN OrganisationBranch mb ON mb.organisationId = m.holderId
            WHERE mb.ancestorId IN @callerHolders
                AND m.revokedAt IS NULL AND m.fromDate <= @callerToday AND (m.throughDate IS NULL OR m.throughDate >= @callerToday)
        """;

    private const string Itself = "(@callerSupplier IS NULL OR s.id = @callerSupplier)";

    private const string WithoutContract = "NOT EXISTS (SELECT 1 FROM ContractSupplier anywhere WHERE anywhere.supplierId = s.id)";

    private const string OnOwnContract = """
        EXISTS (
            SELECT 1 FROM ContractSupplier cs JOIN Contract sc ON sc.id = cs.contractId
            JOIN OrganisationBranch b ON b.organisationId = sc.buyerId
            WHERE cs.supplierId = s.id AND b.ancestorId IN @callerBranches)
        """;

    private const string PartyTo = "(@callerSupplier IS NULL OR EXISTS (SELECT 1 FROM ContractSupplier own WHERE own.contractId = c.id AND own.supplierId = @callerSupplier))";

    private const string BuyerOf = """
        (@callerSupplier IS NULL OR EXISTS (
            SELECT 1 FROM Contract oc JOIN ContractSupplier own ON own.contractId = oc.id WHERE oc.buyerId = o.id AND own.supplierId = @callerSupplier))
        """;
}
