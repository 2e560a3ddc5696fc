namespace SroiTracker.Domain;

/// <summary>What a PSO certificate counts for on a contract (rules.md 4).</summary>
/// <param name="Counting">Whether it lowers the obligation, or is realisation.</param>
/// <param name="Table">The policy's percentages; none ships.</param>
/// <param name="Obligation">
/// The obligation of the clause and its amendments, not lowered by any certificate; empty where there is no amount.
/// </param>
public sealed record PsoTerms(PsoCounting Counting, IReadOnlyList<PsoStep> Table, IReadOnlyList<ObligationStep> Obligation)
{
    /// <summary>Which part of the obligation a level meets, in basis points; null where the table does not have it.</summary>
    public int? PartOf(string level) => Table.FirstOrDefault(s => s.Level == level)?.BasisPoints;
}
