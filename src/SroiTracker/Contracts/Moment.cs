using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;

namespace SroiTracker.Contracts;

/// <summary>As of when a contract is asked about (rules.md 5).</summary>
/// <param name="At">As it was on this day, the day itself inside; the day on which it was known where none is asked.</param>
/// <param name="KnownAt">As recorded by this instant; null is now.</param>
/// <param name="IsPast">Whether <paramref name="At"/> lies before the day on which it was known: then days after it are no part of it.</param>
internal sealed record Moment(DateOnly At, DateTimeOffset? KnownAt, bool IsPast)
{
    /// <summary>Everything that is recorded, as it stands: then what is kept beside the contract is the answer.</summary>
    public bool IsNow => KnownAt is null && !IsPast;

    /// <summary>What is asked of a contract.</summary>
    /// <exception cref="RefusedException">The contract is not there for this caller, or nothing was known of it by then (404); a day or instant that makes no sense.</exception>
    public static async Task<Moment> Of(Session session, Guid contractId, DateOnly? at, DateTimeOffset? knownAt)
    {
        if (at is { Year: < ContractEntryValidator.FirstYear or > ContractEntryValidator.LastYear })
            throw new RefusedException(Refusals.DateImplausible.At("?at", ContractEntryValidator.FirstYear, ContractEntryValidator.LastYear));
        if (knownAt > session.Now) throw new RefusedException(Refusals.InstantAhead.At("?knownAt", session.Now));
        var createdAt = await session.QueryOne<DateTimeOffset?>(SelectSql, new { id = contractId }) ?? throw new RefusedException(Refusals.NotFoundHere);
        if (createdAt > knownAt) throw new RefusedException(Refusals.ContractNotKnownYet, createdAt);
        var today = Session.DateOf(knownAt ?? session.Now);
        return new(at ?? today, knownAt, at < today);
    }

    private const string SelectSql = $"SELECT c.createdAt FROM Contract c WHERE c.id = @id AND {Scope.Contract}";
}
