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
/// <param name="Promise">How promising the contract is.</param>
public sealed record ClauseProposal(
    ClauseAdvice Advice, SroiClause Clause, BoundTarief? Bound, Obligation? Obligation, PromiseAssessment Promise, IReadOnlyList<Remark> Reasons)
{
    /// <summary>What a policy proposes.</summary>
    /// <param name="tarieven">All Tarief versions there are; the one that binds is among those of the policy's Tarief.</param>
    /// <param name="framework">For a call-off the framework agreement, on which threshold and duration are tested unless the policy says otherwise.</param>
    public static ClauseProposal Of(SroiPolicy policy, ContractFacts facts, IReadOnlyList<Tarief> tarieven, ContractFacts? framework = null)
    {
        var reasons = new List<Remark>();
        var tested = facts.Kind == ContractKind.CallOff && policy.CapScope == CapScope.Framework ? framework : facts;
        var advice = AdviceOf(policy, facts, tested, reasons);
        var percentage = PercentageOf(policy, facts, reasons);
        var bound = BoundTo(policy, facts, tarieven, reasons);
        var level = LevelOf(facts, reasons);
        if (policy.Cap is { } cap) reasons.Add(Remark.Of("policy.cap", "De verplichting is hoogstens {0}.", "The obligation is at most {0}.", cap));
        var clause = new SroiClause(policy.Base, percentage, null, policy.Cap, ClauseKind.Requirement, null, bound?.Tarief.Id,
            policy.FullTimeMinutes, level, policy.Id, [], [], null, false, null, null, null);
        var objection = SroiTracker.Domain.Obligation.Check(clause, facts);
        if (objection is not null) reasons.Add(new(objection.Refusal.Code, objection.Sentence("nl"), objection.Sentence("en")));
        return new(advice, clause, bound, objection is null ? SroiTracker.Domain.Obligation.Of(clause, facts) : null,
            SroiTracker.Domain.Promise.Assess(facts), reasons);
    }

    private static ClauseAdvice AdviceOf(SroiPolicy policy, ContractFacts facts, ContractFacts? tested, List<Remark> reasons)
    {
        ClauseAdvice[] tests = [OfNature(policy, facts, reasons), OfThreshold(policy, tested, reasons), OfDuration(policy, tested, reasons)];
        return tests.Contains(ClauseAdvice.NotRequired) ? ClauseAdvice.NotRequired
            : tests.Contains(ClauseAdvice.Unknown) ? ClauseAdvice.Unknown : ClauseAdvice.Required;
    }

    private static ClauseAdvice OfNature(SroiPolicy policy, ContractFacts facts, List<Remark> reasons)
    {
        if (facts.Nature is not { } nature)
        {
            reasons.Add(Remark.Of("policy.nature-unknown", "De aard (werken, diensten, leveringen) is niet bekend.", "The nature (works, services, supplies) is unknown."));
            return ClauseAdvice.Unknown;
        }
        var asked = policy.Natures.Contains(nature);
        var (dutch, english) = nature switch
        {
            ContractNature.Works => ("werken", "works"),
            ContractNature.Services => ("diensten", "services"),
            _ => ("leveringen", "supplies"),
        };
        reasons.Add(asked
            ? Remark.Of("policy.nature", $"Het beleid geldt voor {dutch}.", $"The policy covers {english}.")
            : Remark.Of("policy.other-nature", $"Het beleid geldt niet voor {dutch}.", $"The policy does not cover {english}."));
        return asked ? ClauseAdvice.Required : ClauseAdvice.NotRequired;
    }

    private static ClauseAdvice OfThreshold(SroiPolicy policy, ContractFacts? tested, List<Remark> reasons)
    {
        if (policy.Threshold is not { } threshold) return ClauseAdvice.Required;
        if (tested?.ValueInEuros(tested.ThresholdValue) is not { } value)
        {
            reasons.Add(Remark.Of("policy.value-unknown", "De waarde in euro die tegen de drempel van {0} telt is niet bekend.", "The value in euros that counts against the threshold of {0} is unknown.", threshold));
            return ClauseAdvice.Unknown;
        }
        reasons.Add(value < threshold
            ? Remark.Of("policy.below-threshold", "De geraamde waarde met opties, {0}, ligt onder de drempel van {1}: niet verplicht.", "The estimated value with options, {0}, lies below the threshold of {1}: not required.", value, threshold)
            : Remark.Of("policy.from-threshold", "De geraamde waarde met opties, {0}, ligt op of boven de drempel van {1}.", "The estimated value with options, {0}, is at or above the threshold of {1}.", value, threshold));
        return value < threshold ? ClauseAdvice.NotRequired : ClauseAdvice.Required;
    }

    private static ClauseAdvice OfDuration(SroiPolicy policy, ContractFacts? tested, List<Remark> reasons)
    {
        if (policy.MinimumMonths is not { } minimum) return ClauseAdvice.Required;
        if (tested?.Months is not { } months)
        {
            reasons.Add(Remark.Of("policy.duration-unknown", "De looptijd is niet bekend; het beleid vraagt {0} maanden.", "The duration is unknown; the policy asks {0} months.", minimum));
            return ClauseAdvice.Unknown;
        }
        reasons.Add(months < minimum
            ? Remark.Of("policy.too-short", "De looptijd is {0} maanden, korter dan {1}: niet verplicht.", "The duration is {0} months, shorter than {1}: not required.", months, minimum)
            : Remark.Of("policy.long-enough", "De looptijd is {0} maanden, ten minste {1}.", "The duration is {0} months, at least {1}.", months, minimum));
        return months < minimum ? ClauseAdvice.NotRequired : ClauseAdvice.Required;
    }

    private static int PercentageOf(SroiPolicy policy, ContractFacts facts, List<Remark> reasons)
    {
        if (policy.LabourShareBelow is { } below && policy.LowerBasisPoints is { } lower)
        {
            if (facts.LabourShare is not { } share)
                reasons.Add(Remark.Of("policy.labour-share-unknown",
                    "Onder een aandeel arbeid van {0:0.##} % is het percentage {1:0.##} %; het aandeel arbeid is niet bekend.",
                    "Below a labour share of {0:0.##} % the percentage is {1:0.##} %; the labour share is unknown.", below / 100m, lower / 100m));
            else if (share < below)
            {
                reasons.Add(Remark.Of("policy.lower-percentage",
                    "Het aandeel arbeid is {0:0.##} %, onder {1:0.##} %: het percentage is {2:0.##} %.",
                    "The labour share is {0:0.##} %, below {1:0.##} %: the percentage is {2:0.##} %.", share / 100m, below / 100m, lower / 100m));
                return lower;
            }
        }
        reasons.Add(Remark.Of("policy.percentage", "Het percentage is {0:0.##} %.", "The percentage is {0:0.##} %.", policy.BasisPoints / 100m));
        return policy.BasisPoints;
    }

    private static BoundTarief? BoundTo(SroiPolicy policy, ContractFacts facts, IReadOnlyList<Tarief> tarieven, List<Remark> reasons)
    {
        if (tarieven.FirstOrDefault(t => t.Id == policy.TariefId) is not { } named)
        {
            reasons.Add(Remark.Of("policy.no-tarief", "Het beleid noemt geen Tarief.", "The policy names no Tarief."));
            return null;
        }
        var bound = TariefBinding.Choose(tarieven.Where(t => t.Region == named.Region), facts);
        reasons.Add(bound is null
            ? Remark.Of("tarief.none-binds", "Van het Tarief {0} is geen versie te bepalen: er is geen datum bekend waarop er een geldt.", "No version of the Tarief {0} can be told: no date is known on which one holds.", named.Region)
            : Remark.Of("tarief.bound", "Het Tarief is {0} {1}, naar de datum {2}.", "The Tarief is {0} {1}, by the date {2}.", bound.Tarief.Name, bound.Tarief.Version, bound.Bound.Date));
        if (bound?.Bound.Reason is { } reason) reasons.Add(reason);
        return bound;
    }

    private static ClauseLevel LevelOf(ContractFacts facts, List<Remark> reasons)
    {
        switch (facts.Kind)
        {
            case ContractKind.CallOff:
                return ClauseLevel.OnCallOffs;
            case ContractKind.FrameworkAgreement when facts.Value is null:
                reasons.Add(Remark.Of("policy.on-call-offs", "De raamovereenkomst heeft geen eigen waarde: de nadere overeenkomsten dragen de verplichting.", "The framework has no value of its own: the call-offs carry the obligation."));
                return ClauseLevel.OnCallOffs;
            case ContractKind.FrameworkAgreement:
                reasons.Add(Remark.Of("policy.on-framework", "De raamovereenkomst draagt de verplichting; plaatsingen komen op de raamovereenkomst.", "The framework carries the obligation; placements go to the framework."));
                return ClauseLevel.OnFramework;
            default:
                return ClauseLevel.Contract;
        }
    }
}
