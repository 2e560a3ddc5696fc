namespace SroiTracker.Domain;

/// <summary>Whether the policy asks social return of a contract; an advice, never a refusal (rules.md 1).</summary>
public enum ClauseAdvice
{
    Required,
    NotRequired,
    /// <summary>What decides is not known of the contract.</summary>
    Unknown,
}

/// <summary>What a policy proposes for a contract, with each reason in words.</summary>
/// <param name="Clause">As the policy would have it, also where it is not required.</param>
/// <param name="Bound">The Tarief version with the day that decided it; null where none binds.</param>
/// <param name="Obligation">What the clause would ask; null where its base is unknown.</param>
/// <param name="Assessment">How promising the contract is.</param>
public sealed record ClauseProposal(
    ClauseAdvice Advice, SroiClause Clause, BoundTarief? Bound, Obligation? Obligation, PromiseAssessment Assessment, IReadOnlyList<Remark> Reasons)
{
    /// <summary>What a policy proposes.</summary>
    /// <param name="tarieven">All Tarief versions there are; the one that binds is among those of the policy's Tarief.</param>
    /// <param name="framework">For a call-off the framework agreement, on which threshold and duration are tested unless the policy says otherwise.</param>
    public static ClauseProposal Of(SroiPolicy policy, ContractFacts facts, IReadOnlyList<Tarief> tarieven, ContractFacts? framework = null)
    {
        var reasons = new List<Remark>();
        var advice = AdviceOf(policy, facts, framework, reasons);
        var percentage = PercentageOf(policy, facts, reasons);
        if (policy.Cap is { } cap) reasons.Add(Remarks.Cap.With(cap));
        var bound = BoundTo(policy, facts, tarieven, reasons);
        var clause = new SroiClause(policy.Base, percentage, null, policy.Cap, ClauseKind.Requirement, null, bound?.Tarief.Id,
            policy.FullTimeMinutes, LevelOf(facts, reasons), policy.Id, [], [], null, false, null, null, null);
        var objection = Obligation.Check(clause, facts);
        if (objection is not null) reasons.Add(new(objection.Refusal.Code, objection.Sentence("nl"), objection.Sentence("en")));
        return new(advice, clause, bound, objection is null ? Obligation.Of(clause, facts) : null, Promise.Assess(facts), reasons);
    }

    private static ClauseAdvice AdviceOf(SroiPolicy policy, ContractFacts facts, ContractFacts? framework, List<Remark> reasons)
    {
        var tested = facts.Kind == ContractKind.CallOff && policy.CapScope == CapScope.Framework ? framework : facts;
        ClauseAdvice[] tests = [OfNature(policy, facts, reasons), OfThreshold(policy, tested, reasons), OfDuration(policy, tested, reasons)];
        return tests.Contains(ClauseAdvice.NotRequired) ? ClauseAdvice.NotRequired
            : tests.Contains(ClauseAdvice.Unknown) ? ClauseAdvice.Unknown : ClauseAdvice.Required;
    }

    private static ClauseAdvice OfNature(SroiPolicy policy, ContractFacts facts, List<Remark> reasons)
    {
        if (facts.Nature is not { } nature) return Say(ClauseAdvice.Unknown, Remarks.NatureUnknown, reasons);
        var words = nature switch
        {
            ContractNature.Works => new Words("werken", "works"),
            ContractNature.Services => new Words("diensten", "services"),
            _ => new Words("leveringen", "supplies"),
        };
        return policy.Natures.Contains(nature)
            ? Say(ClauseAdvice.Required, Remarks.NatureAsked.With(words), reasons)
            : Say(ClauseAdvice.NotRequired, Remarks.NatureNotAsked.With(words), reasons);
    }

    private static ClauseAdvice OfThreshold(SroiPolicy policy, ContractFacts? tested, List<Remark> reasons)
    {
        if (policy.Threshold is not { } threshold) return ClauseAdvice.Required;
        if (tested?.ValueInEuros(tested.ThresholdValue) is not { } value)
            return Say(ClauseAdvice.Unknown, Remarks.ValueUnknown.With(threshold), reasons);
        return value < threshold
            ? Say(ClauseAdvice.NotRequired, Remarks.BelowThreshold.With(value, threshold), reasons)
            : Say(ClauseAdvice.Required, Remarks.FromThreshold.With(value, threshold), reasons);
    }

    private static ClauseAdvice OfDuration(SroiPolicy policy, ContractFacts? tested, List<Remark> reasons)
    {
        if (policy.MinimumMonths is not { } minimum) return ClauseAdvice.Required;
        if (tested?.Months is not { } months) return Say(ClauseAdvice.Unknown, Remarks.DurationUnknown.With(minimum), reasons);
        return months < minimum
            ? Say(ClauseAdvice.NotRequired, Remarks.TooShort.With(months, minimum), reasons)
            : Say(ClauseAdvice.Required, Remarks.LongEnough.With(months, minimum), reasons);
    }

    private static int PercentageOf(SroiPolicy policy, ContractFacts facts, List<Remark> reasons)
    {
        if (policy.LabourShareBelow is { } below && policy.LowerBasisPoints is { } lower)
        {
            if (facts.LabourShare is not { } share) Say(lower, Remarks.LabourShareUnknown.With(below / 100m, lower / 100m), reasons);
            else if (share < below) return Say(lower, Remarks.LowerPercentage.With(share / 100m, below / 100m, lower / 100m), reasons);
        }
        return Say(policy.BasisPoints, Remarks.Percentage.With(policy.BasisPoints / 100m), reasons);
    }

    private static BoundTarief? BoundTo(SroiPolicy policy, ContractFacts facts, IReadOnlyList<Tarief> tarieven, List<Remark> reasons)
    {
        if (tarieven.FirstOrDefault(t => t.Id == policy.TariefId) is not { } named) return Say<BoundTarief?>(null, Remarks.TariefNotNamed, reasons);
        if (TariefBinding.Choose(tarieven.Where(t => t.Region == named.Region), facts) is not { } bound)
            return Say<BoundTarief?>(null, Remarks.TariefNone.With(named.Region), reasons);
        reasons.Add(Remarks.TariefBound.With(bound.Tarief.Name, bound.Tarief.Version, bound.Bound.Date));
        if (bound.Bound.Reason is { } reason) reasons.Add(reason);
        return bound;
    }

    private static ClauseLevel LevelOf(ContractFacts facts, List<Remark> reasons) => facts.Kind switch
    {
        ContractKind.CallOff => ClauseLevel.OnCallOffs,
        ContractKind.FrameworkAgreement when facts.Value is null => Say(ClauseLevel.OnCallOffs, Remarks.OnCallOffs, reasons),
        ContractKind.FrameworkAgreement => Say(ClauseLevel.OnFramework, Remarks.OnFramework, reasons),
        _ => ClauseLevel.Contract,
    };

    private static T Say<T>(T outcome, Remark reason, List<Remark> reasons)
    {
        reasons.Add(reason);
        return outcome;
    }
}
