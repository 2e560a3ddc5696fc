using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;

namespace SroiTracker.Policies;

/// <summary>Keeps policies of buyers. One never changes: what a buyer decides next is a new one, from its own day.</summary>
internal static class PolicyStore
{
    /// <summary>A policy, of whatever buyer; who shows it to someone asks whether its buyer is in scope.</summary>
    public static async Task<SroiPolicy?> Find(Session session, Guid id) =>
        await session.QueryOne<string>(SelectSql, new { id }) is { } body ? Json.Read<SroiPolicy>(body) : null;

    /// <summary>
    /// The policy of a buyer that is valid on the day that binds a contract (by each policy's own Tarief; today where no day
    /// is known): the one that began last, and of those the newest. Null where none is.
    /// </summary>
    public static async Task<SroiPolicy?> ValidFor(Session session, Guid buyerId, ContractFacts facts, IReadOnlyList<Tarief> tarieven)
    {
        SroiPolicy? valid = null;
        foreach (var body in await session.Query<string>(SelectOfBuyerSql, new { buyerId }))
        {
            var policy = Json.Read<SroiPolicy>(body);
            var boundBy = tarieven.FirstOrDefault(t => t.Id == policy.TariefId)?.BoundBy ?? BindingDate.TenderPublication;
            var day = TariefBinding.DateOf(boundBy, facts)?.Date ?? session.Today;
            if (day >= policy.ValidFrom && day <= (policy.ValidTo ?? DateOnly.MaxValue)) valid = policy;
        }
        return valid;
    }

    /// <summary>Adds a policy.</summary>
    public static Task Add(Session session, SroiPolicy policy) => session.Execute(InsertSql, new
    {
        policy.Id, policy.BuyerId, policy.Name, policy.ValidFrom, policy.ValidTo, policy.TariefId, body = Json.Write(policy),
        now = session.Now, by = session.Caller.PrincipalId,
    });

    private const string SelectSql = "SELECT p.body FROM SroiPolicy p WHERE p.id = @id AND @callerSupplier IS NULL";
    private const string SelectOfBuyerSql = "SELECT p.body FROM SroiPolicy p WHERE p.buyerId = @buyerId AND @callerSupplier IS NULL ORDER BY p.validFrom, p.id";
    private const string InsertSql = """
        INSERT INTO SroiPolicy (id, buyerId, name, validFrom, validTo, tariefId, body, createdAt, createdBy)
        VALUES (@Id, @BuyerId, @Name, @ValidFrom, @ValidTo, @TariefId, @body, @now, @by)
        """;
}
