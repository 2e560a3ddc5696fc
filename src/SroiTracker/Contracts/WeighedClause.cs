using SroiTracker.Database;
using SroiTracker.Domain;

namespace SroiTracker.Contracts;

/// <summary>A clause that fits its contract, with the obligation that it puts on it: what is kept when it is set, or shown before.</summary>
/// <param name="Facts">Of the contract, that the obligation is taken of.</param>
internal sealed record WeighedClause(ClauseTerms Terms, Obligation Obligation, ContractFacts Facts)
{
    /// <summary>The Tarief that placements are counted by here; null where another level of the framework carries the obligation.</summary>
    public Tarief? CountsBy => Terms.CountsHere(Facts.Kind) ? Terms.Tarief : null;

    /// <summary>As it is kept.</summary>
    public ClauseBody Body => new(Terms.Entry, Facts.Period, Terms.Warnings(Obligation, Facts));

    /// <summary>Weighs a clause.</summary>
    /// <param name="contract">With the facts that the obligation is taken of.</param>
    /// <param name="validFrom">The day that it would hold from; null from the start.</param>
    /// <exception cref="RefusedException">It does not fit the contract, all objections at once; or it would change a year that is settled.</exception>
    public static async Task<WeighedClause> Of(Session session, KeptContract contract, ClauseTerms terms, DateOnly? validFrom)
    {
        if (ClauseCheck.Of(terms.Entry.Clause, contract.Entry.Facts, await Turnover(session, contract, terms)) is { Count: > 0 } objections) throw new RefusedException(objections);
        return await Again(session, contract, terms, validFrom);
    }

    /// <summary>Weighs a clause that stands, on a base that became another.</summary>
    /// <inheritdoc cref="Of"/>
    public static async Task<WeighedClause> Again(Session session, KeptContract contract, ClauseTerms terms, DateOnly? validFrom)
    {
        var facts = contract.Entry.Facts;
        // What holds only after the last day falls due on that day.
        await ProgressStore.RefuseSettled(session, contract.Id, validFrom > facts.Period?.End ? facts.Period?.End : validFrom);
        var obligation = Obligation.Of(terms.Entry.Clause, facts, await Turnover(session, contract, terms));
        if (terms.Framework is { } framework) obligation = await framework.Capped(session, contract.Id, obligation, terms.Policy);
        return new(terms, obligation, facts);
    }

    /// <summary>
    /// Refuses it where it would leave a year that is settled another target: one that asks less in all than was due by then
    /// takes it off the years before its day too (rules.md 1, 5).
    /// </summary>
    /// <param name="before">The versions of the clause that it comes after.</param>
    /// <exception cref="RefusedException">contract.settled (409).</exception>
    public async Task RefuseSettledTargets(Session session, Guid contractId, IReadOnlyList<ClauseVersion> before, DateOnly? validFrom)
    {
        var made = new ClauseVersion(before.Count + 1, validFrom, Terms.Bound?.Date, Obligation.Amount, Body);
        var (was, now) = (ClauseTimeline.Targets(before), ClauseTimeline.Targets([.. before, made]));
        var changed = was.Keys.Union(now.Keys).Order().Where(year => was.GetValueOrDefault(year) != now.GetValueOrDefault(year)).Select(year => (int?)year).FirstOrDefault();
        if (changed is { } first) await ProgressStore.RefuseSettled(session, contractId, new(first, 1, 1));
    }

    private static async Task<Euros?> Turnover(Session session, KeptContract contract, ClauseTerms terms) =>
        terms.Entry.Base == ClauseBase.InvoicedTurnover ? await TurnoverStore.Final(session, contract.Id) : null;
}
