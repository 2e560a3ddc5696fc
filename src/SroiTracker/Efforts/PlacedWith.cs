using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.Placements;

namespace SroiTracker.Efforts;

/// <summary>Someone paid through a counted invoice is no placement on that contract, and the other way round (rules.md 4).</summary>
internal static class PlacedWith
{
    /// <summary>Whether a placement of anyone with this employer is verified on a contract, whichever supplier's.</summary>
    public static async Task<bool> IsVerified(Session session, Guid contractId, string employerKvk)
    {
        // A report that was replaced may name another employer: what held is judged by the terms as they were verified.
        var ids = await session.Query<Guid>(SelectSql, new { contractId, employerKvk });
        foreach (var some in ids.Chunk(100))
            foreach (var placement in await PlacementStore.Find(session, some))
                if (Employers(placement.OnContract(placement.On(contractId)!), contractId).Contains(employerKvk)) return true;
        return false;
    }

    /// <summary>Refuses to verify a placement with an employer of whom an invoice counts on the contract.</summary>
    /// <param name="after">The placement as it would be verified.</param>
    /// <exception cref="RefusedException">placement.paid-by-invoice (409).</exception>
    public static async Task RefusePaid(Session session, PlacementOnContract after, Guid contractId)
    {
        var employers = Employers(after, contractId);
        if (employers.Count > 0 && employers.Overlaps(await EffortContractStore.SellersOn(session, contractId))) throw new RefusedException(Refusals.PlacementPaidByInvoice);
    }

    private static HashSet<string> Employers(PlacementOnContract placement, Guid contractId) => placement.VerifiedReport is not { } number ? []
        : [.. PlacementReport.TermsAsOf(placement.Reports, number).Where(t => t.Terms.ShareOf(contractId) > 0).Select(t => t.Terms.EmployerKvk).OfType<string>()];

    private const string SelectSql = $"""
        SELECT pc.placementId FROM PlacementContract pc JOIN Contract c ON c.id = pc.contractId
        WHERE pc.contractId = @contractId AND pc.verifiedReport IS NOT NULL AND pc.state NOT IN ('Withdrawn', 'Revoked')
            AND EXISTS (SELECT 1 FROM PlacementReport r WHERE r.placementId = pc.placementId AND r.number <= pc.verifiedReport AND r.employerKvk = @employerKvk)
            AND {Scope.Contract}
        """;
}
