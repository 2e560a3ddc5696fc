namespace SroiTracker.Domain;

/// <summary>Where a contract stands (rules.md 5).</summary>
public enum ContractState { NoObligation, BestEffort, NotStarted, Starting, Fulfilled, OnTrack, AtRisk, Behind, Shortfall, Settled }

/// <summary>
/// The stretch of days over which the expected amount grows evenly, in day numbers and cents, so that a query can do
/// the same sum: from + round((to − from) × (day − first) ÷ (last − first)).
/// </summary>
/// <param name="FirstDay">Day number on which <paramref name="FromCents"/> is expected.</param>
/// <param name="LastDay">Day number on which <paramref name="ToCents"/> is expected; another stretch may follow.</param>
public readonly record struct ExpectedStretch(int FirstDay, long FromCents, int LastDay, long ToCents)
{
    /// <summary>What is expected by a day; on days outside the stretch what holds at its nearest end.</summary>
    public Euros At(int day)
    {
        if (day <= FirstDay && day < LastDay) return new(FromCents);
        if (day >= LastDay) return new(ToCents);
        return new(FromCents + Fraction.Of(ToCents - FromCents, 1).Times(day - FirstDay, LastDay - FirstDay).Rounded());
    }
}

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
    /// <param name="plan">Milestones by date, percentages not falling; null or empty where there is none.</param>
    public static Euros Expected(
        Euros obligation, Period contract, DateOnly startingUntil, DateOnly at, IReadOnlyList<PlanPoint>? plan = null) =>
        Stretch(obligation, contract, startingUntil, at, plan).At(at.DayNumber);

    /// <summary>The stretch that a day lies in; kept beside a contract, it serves until its last day.</summary>
    public static ExpectedStretch Stretch(
        Euros obligation, Period contract, DateOnly startingUntil, DateOnly at, IReadOnlyList<PlanPoint>? plan = null)
    {
        var end = contract.End.DayNumber;
        if (at >= contract.End) return new(end, obligation.Cents, end, obligation.Cents);
        if (plan is not { Count: > 0 }) return new(Math.Min(startingUntil.DayNumber, end), 0, end, obligation.Cents);
        if (at < plan[0].Date) return new(contract.Start.DayNumber, 0, Math.Min(plan[0].Date.DayNumber - 1, end), 0);
        var reached = plan.Last(p => p.Date <= at);
        var next = plan.FirstOrDefault(p => p.Date > at && p.Date < contract.End) ?? new(contract.End, 10_000);
        return new(reached.Date.DayNumber, obligation.Part(reached.BasisPoints).Cents,
            next.Date.DayNumber, obligation.Part(next.BasisPoints).Cents);
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
