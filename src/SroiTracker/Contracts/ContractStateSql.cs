namespace SroiTracker.Contracts;

/// <summary>
/// <see cref="Domain.ContractProgress"/> said once more in SQL, over the row of progress with alias <c>p</c> and the day
/// number <c>@today</c>, so that a portfolio is one query. A test compares both over a grid.
/// </summary>
internal static class ContractStateSql
{
    /// <summary>
    /// What is expected in cents: along the plan where there is one, else evenly from the end of Starting to the last day;
    /// rounded half up. Divided before it is multiplied, so that no amount leaves 64 bits.
    /// </summary>
    public const string Expected = $"""
        CASE WHEN p.lastDay IS NULL THEN 0 WHEN @today >= p.lastDay THEN p.obligation WHEN @today <= p.startingUntil THEN 0
            WHEN p.hasPlan = 1 THEN {AlongPlan}
            ELSE p.obligation / (p.lastDay - p.startingUntil) * (@today - p.startingUntil)
                + (2 * (p.obligation % (p.lastDay - p.startingUntil)) * (@today - p.startingUntil) + (p.lastDay - p.startingUntil)) / (2 * (p.lastDay - p.startingUntil)) END
        """;

    // Contracts with a plan are few: only they look for the stretch that the day lies in.
    private const string AlongPlan = """
        (SELECT t.fromCents + (t.toCents - t.fromCents) / t.length * t.passed
            + (2 * ((t.toCents - t.fromCents) % t.length) * t.passed + t.length) / (2 * t.length)
        FROM (SELECT p.obligation / 10000 * s.fromBasisPoints + (p.obligation % 10000 * s.fromBasisPoints + 5000) / 10000 AS fromCents,
                p.obligation / 10000 * s.toBasisPoints + (p.obligation % 10000 * s.toBasisPoints + 5000) / 10000 AS toCents,
                s.lastDay - s.firstDay AS length, @today - s.firstDay AS passed
            FROM PlanStretch s WHERE s.contractId = p.contractId AND s.firstDay <= @today AND s.lastDay > @today) t)
        """;

    /// <summary>The state, in the order of <see cref="Domain.ContractProgress.StateOf"/>.</summary>
    public const string State = $"""
        CASE WHEN p.settled = 1 THEN 'Settled' WHEN p.bestEffort = 1 THEN 'BestEffort' WHEN p.obligation <= 0 THEN 'NoObligation'
            WHEN @today < p.firstDay THEN 'NotStarted' WHEN @today <= p.startingUntil AND @today <= p.lastDay THEN 'Starting'
            WHEN p.counted >= p.obligation THEN 'Fulfilled' WHEN @today > p.lastDay THEN 'Shortfall'
            WHEN p.counted >= {Expected} OR p.forecast >= p.obligation THEN 'OnTrack'
            WHEN p.forecast >= p.obligation - p.obligation / 4 THEN 'AtRisk' ELSE 'Behind' END
        """;
}
