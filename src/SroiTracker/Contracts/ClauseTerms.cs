using SroiTracker.Bouwblokken;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Policies;

namespace SroiTracker.Contracts;

/// <summary>A clause with all that was left open filled in: from its framework agreement, else its policy, else its Tarief.</summary>
/// <param name="Entry">Says everything that holds; policy, Tarief, level and full-time week included.</param>
/// <param name="Tarief">The version that binds; null for best effort without one.</param>
/// <param name="Bound">The day that decided the version; null where no day is known.</param>
/// <param name="Policy">The policy that months come from; null where the buyer has none.</param>
/// <param name="Framework">Of a call-off, where it is known.</param>
internal sealed record ClauseTerms(ClauseEntry Entry, Tarief? Tarief, BoundDate? Bound, SroiPolicy? Policy, Framework? Framework)
{
    /// <summary>Fills in what was left open.</summary>
    /// <param name="isWhole">The entry comes from a clause that stands: a policy that it does not name is none, whatever the buyer decided since.</param>
    /// <exception cref="RefusedException">Unknown policy or Tarief; a level that the framework does not leave; a deviation without a reason.</exception>
    public static async Task<ClauseTerms> Of(Session session, KeptContract contract, ClauseEntry entry, bool isWhole = false)
    {
        var facts = contract.Entry.Facts;
        var framework = await Framework.Above(session, contract.Entry);
        var tarieven = await TariefStore.All(session);
        var policy = isWhole && entry.PolicyId is null ? null : await PolicyOf(session, contract, framework, entry.PolicyId, tarieven);
        var proposed = framework?.Inherited(policy)
            ?? (policy is null ? null : ClauseEntry.Of(Propose(policy, facts, tarieven, framework).Clause));
        var tarief = Named(tarieven, entry.TariefId ?? proposed?.TariefId);
        if (tarief is null && entry.Base != ClauseBase.BestEffort) throw new RefusedException(Refusals.ValueMissing.At("/tariefId"));
        var whole = entry with
        {
            Kind = entry.Kind ?? ClauseKind.Requirement, Level = LevelOf(contract, framework, entry), PolicyId = policy?.Id, TariefId = tarief?.Id,
            FullTimeHours = entry.FullTimeHours ?? FullTimeHours(proposed, tarief),
        };
        if (proposed is not null && string.IsNullOrWhiteSpace(entry.DeviationReason) && Deviates(whole, proposed, Named(tarieven, proposed.TariefId)))
            throw new RefusedException(Refusals.ClauseDeviationReason.At("/deviationReason"));
        var bound = tarief is null ? null
            : framework?.BoundDate is { } day && tarief.Id == proposed?.TariefId ? new(day, null)
            : TariefBinding.DateOf(tarief.BoundBy, facts);
        return new(whole, tarief, bound, policy, framework);
    }

    /// <summary>The terms of a clause as it stands.</summary>
    public static async Task<ClauseTerms> Standing(Session session, KeptContract contract, ClauseVersion version)
    {
        var entry = version.Body.Clause;
        return new(entry, entry.TariefId is { } tarief ? await TariefStore.Find(session, tarief) : null, version.BoundDate is { } day ? new(day, null) : null,
            entry.PolicyId is { } policy ? await PolicyStore.Find(session, policy) : null, await Framework.Above(session, contract.Entry));
    }

    /// <summary>What a policy proposes; where several versions of its Tarief are valid on one day, the one it names.</summary>
    public static ClauseProposal Propose(SroiPolicy policy, ContractFacts facts, IReadOnlyList<Tarief> tarieven, Framework? framework) =>
        ClauseProposal.Of(policy, facts, [.. tarieven.OrderByDescending(t => t.Id == policy.TariefId)], framework?.Entry.Facts);

    /// <summary>Whether placements are counted on this contract: not where another level of the framework carries the obligation.</summary>
    public bool CountsHere(ContractKind kind) => (kind, Entry.Level) is not
        ((ContractKind.FrameworkAgreement, ClauseLevel.OnCallOffs) or (ContractKind.CallOff, ClauseLevel.OnFramework));

    /// <summary>What an officer is told when the clause is set.</summary>
    public IReadOnlyList<Remark> Warnings(Obligation obligation, ContractFacts facts)
    {
        List<Remark> warnings = [.. Proportionality.Check(Entry.Clause, obligation, facts, Tarief, Policy?.Proportionality).Warnings];
        if (obligation.IsProvisional) warnings.Add(Remarks.TurnoverProvisional);
        if (Bound?.Reason is { } reason) warnings.Add(reason);
        if (Tarief is not null && Bound is { Date: var day } && (day < (Tarief.ValidFrom ?? DateOnly.MinValue) || day > (Tarief.ValidTo ?? DateOnly.MaxValue)))
            warnings.Add(Remarks.TariefNotValid.With(day));
        return warnings;
    }

    /// <summary>More or less is asked than proposed, or it is counted otherwise: then an officer says why (rules.md 1).</summary>
    private static bool Deviates(ClauseEntry entry, ClauseEntry proposed, Tarief? tarief) =>
        entry.Base != proposed.Base || entry.Percentage != proposed.Percentage || entry.Cap != proposed.Cap
        || tarief is not null && (entry.TariefId != tarief.Id || entry.FullTimeHours != FullTimeHours(proposed, tarief));

    private static decimal FullTimeHours(ClauseEntry? proposed, Tarief? tarief) =>
        proposed?.FullTimeHours ?? (tarief?.FullTimeMinutes ?? SroiClause.UsualFullTimeMinutes) / 60m;

    private static Tarief? Named(IReadOnlyList<Tarief> tarieven, Guid? id) => id is null ? null
        : tarieven.FirstOrDefault(t => t.Id == id) ?? throw new RefusedException(Refusals.TariefUnknown.At("/tariefId"));

    /// <summary>The policy that is named, else the framework's, else the buyer's that is valid on the binding date; null where there is none.</summary>
    /// <exception cref="RefusedException">The one that is named is no policy of this buyer.</exception>
    public static async Task<SroiPolicy?> PolicyOf(Session session, KeptContract contract, Framework? framework, Guid? named, IReadOnlyList<Tarief> tarieven)
    {
        var buyer = contract.Entry.BuyerId!.Value;
        if ((named ?? framework?.Clause?.PolicyId) is not { } id) return await PolicyStore.ValidFor(session, buyer, contract.Entry.Facts, tarieven);
        var policy = await PolicyStore.Find(session, id);
        return policy is not null && (policy.BuyerId == buyer || policy.BuyerId == framework?.Entry.BuyerId)
            ? policy
            : throw new RefusedException(Refusals.PolicyUnknown.At("/policyId"));
    }

    private static ClauseLevel LevelOf(KeptContract contract, Framework? framework, ClauseEntry entry)
    {
        switch (contract.Entry.Kind)
        {
            case ContractKind.FrameworkAgreement:
                return entry.Level ?? throw new RefusedException(Refusals.ValueMissing.At("/level"));
            case ContractKind.CallOff:
                if (framework?.Clause?.Level == ClauseLevel.OnFramework) throw new RefusedException(Refusals.ClauseOnFramework);
                if (framework is not null && (entry.Level ?? ClauseLevel.OnCallOffs) != ClauseLevel.OnCallOffs) throw new RefusedException(Refusals.ClauseLevel.At("/level"));
                return entry.Level ?? ClauseLevel.OnCallOffs;
            default:
                return entry.Level ?? ClauseLevel.Contract;
        }
    }
}
