namespace SroiTracker.Domain;

/// <summary>
/// Days of a contract over which the expected part of the obligation grows evenly, in day numbers
/// (<see cref="DateOnly.DayNumber"/>) and basis points, so that a query can do the same sum whatever the obligation is.
/// </summary>
/// <param name="FirstDay">On which <paramref name="FromBasisPoints"/> is expected.</param>
/// <param name="LastDay">On which <paramref name="ToBasisPoints"/> is expected; the next stretch begins there.</param>
public sealed record PlanStretch(int FirstDay, int FromBasisPoints, int LastDay, int ToBasisPoints);

/// <summary>The curve of an approved plan (rules.md 5): straight from milestone to milestone, and from the last to the whole at the end.</summary>
public static class PlanCurve
{
    private const int Whole = 10_000;

    /// <summary>The stretches by day, from the first milestone to the last day of the contract; none where there is no plan.</summary>
    /// <param name="plan">Milestones by date, percentages not falling; null or empty where there is none. One on the last day gives way to the whole.</param>
    public static IReadOnlyList<PlanStretch> Of(IReadOnlyList<PlanPoint>? plan, Period contract)
    {
        if (plan is not { Count: > 0 }) return [];
        PlanPoint[] points = [.. plan.Where(p => p.Date < contract.End), new(contract.End, Whole)];
        return [.. points.Zip(points.Skip(1), (from, to) => new PlanStretch(from.Date.DayNumber, from.BasisPoints, to.Date.DayNumber, to.BasisPoints))];
    }
}
