namespace SroiTracker.Domain;

/// <summary>Where a contract stands (rules.md 5).</summary>
public enum ContractState { NoObligation, BestEffort, NotStarted, Starting, Fulfilled, OnTrack, AtRisk, Behind, Shortfall, Settled }

/// <summary>What may be expected of a contract by a date, and how it stands.</summary>
public static class ContractProgress
{
    /// <summary>
    /// The last day of <see cref="ContractState.Starting"/>: the day before the plan's first milestone, or the day before
    /// the one that lies the policy's months after the start. No later than the last day of the contract.
    /// </summary>
    /// <param name="startingMonths">Of the policy; 3 where none says.</param>
    public static DateOnly StartingUntil(Period contract, int startingMonths = 3, IReadOnlyList<PlanPoint>? plan = null)
    {
        var next = plan is [var milestone, ..] ? milestone.Date : contract.Start.AddMonths(startingMonths);
        var last = next.AddDays(-1);
        return last < contract.End ? last : contract.End;
    }

    /// <summary>
    /// What is expected by a day, that day included. Without a plan nothing until <paramref name="startingUntil"/>, and
    /// from the day after it evenly to the whole obligation on the last day of the contract. With a plan nothing before its
    /// first milestone, then evenly from milestone to milestone, and from the last one to the whole obligation at the end.
    /// </summary>
    /// <param name="startingUntil">Last day of Starting, see <see cref="StartingUntil"/>.</param>
    /// <param name="plan">Milestones by date, percentages not falling; null or empty where there is none.</param>
    public static Euros Expected(
        Euros obligation, Period contract, DateOnly startingUntil, DateOnly at, IReadOnlyList<PlanPoint>? plan = null)
    {
        if (at >= contract.End) return obligation;
        if (at <= startingUntil) return Euros.Zero;
        var (day, first, last, from, to) = (at.DayNumber, startingUntil.DayNumber, contract.End.DayNumber, Euros.Zero, obligation);
        if (PlanCurve.Of(plan, contract).LastOrDefault(s => s.FirstDay <= day) is { } stretch)
            (first, last, from, to) = (stretch.FirstDay, stretch.LastDay, obligation.Part(stretch.FromBasisPoints), obligation.Part(stretch.ToBasisPoints));
        return from + new Euros(Fraction.Of(to.Cents - from.Cents, 1).Times(day - first, last - first).Rounded());
    }

    /// <summary>
    /// The first day of the contract on which more is expected than an amount: since then a contract at which that is counted
    /// falls short. Null where no more is ever expected.
    /// </summary>
    public static DateOnly? ShortSince(
        Euros counted, Euros obligation, Period contract, DateOnly startingUntil, IReadOnlyList<PlanPoint>? plan = null)
    {
        if (obligation <= counted) return null;
        // What is expected never falls, so the days can be halved.
        var (low, high) = (contract.Start.DayNumber, contract.End.DayNumber);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Expected(obligation, contract, startingUntil, DateOnly.FromDayNumber(middle), plan) > counted) high = middle;
            else low = middle + 1;
        }
        return DateOnly.FromDayNumber(low);
    }

    /// <summary>
    /// The state of a contract. The order of the cases is the rule (rules.md 5), over whole cents and day numbers
    /// (<see cref="DateOnly.DayNumber"/>), so that a query can say the same as a CASE.
    /// </summary>
    /// <param name="settled">A settlement was decided.</param>
    /// <param name="bestEffort">The clause has a plan and no amount.</param>
    /// <param name="obligation">0 where there is no clause.</param>
    /// <param name="forecast">With what waits.</param>
    /// <param name="startingUntil">Last day of Starting.</param>
    /// <param name="lastDay">Last day of the contract.</param>
    public static ContractState StateOf(
        bool settled, bool bestEffort, long obligation, long counted, long expected, long forecast,
        int firstDay, int startingUntil, int lastDay, int today)
    {
        if (settled) return ContractState.Settled;
        if (bestEffort) return ContractState.BestEffort;
        if (obligation <= 0) return ContractState.NoObligation;
        if (today < firstDay) return ContractState.NotStarted;
        if (today <= startingUntil && today <= lastDay) return ContractState.Starting;
        if (counted >= obligation) return ContractState.Fulfilled;
        if (today > lastDay) return ContractState.Shortfall;
        if (counted >= expected || forecast >= obligation) return ContractState.OnTrack;
        // At least 75 %, in whole cents and without multiplying: forecast × 4 ≥ obligation × 3.
        return forecast >= obligation - obligation / 4 ? ContractState.AtRisk : ContractState.Behind;
    }
}
