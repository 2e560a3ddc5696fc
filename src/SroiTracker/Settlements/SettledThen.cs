using SroiTracker.Contracts;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;

namespace SroiTracker.Settlements;

/// <summary>How far a contract was settled as known on an instant: by the steps that were taken by then.</summary>
/// <param name="RecoveryUntil">What was done through this day counted, by the last notice of default.</param>
/// <param name="ThroughYear">0 where nothing was settled; <see cref="ProgressStore.WhollySettled"/> where all was.</param>
internal sealed record SettledThen(DateOnly? RecoveryUntil, int ThroughYear)
{
    /// <summary>Of a contract, for who sees this one or the one that is asked about.</summary>
    /// <param name="days">Of the contract, as known then.</param>
    public static async Task<SettledThen> Of(Session session, Guid contractId, Guid seenFrom, Period days, DateTimeOffset knownAt)
    {
        var then = new SettledThen(null, 0);
        foreach (var step in await session.Query<Row>(SelectSql, new { id = contractId, seenFrom, knownAt }))
        {
            var isLast = step.Year >= days.End.Year;
            then = step.Kind switch
            {
                SettlementStepKind.Notice when isLast => then with { RecoveryUntil = Json.Read<NoticeStep>(step.Body).RecoveryUntilDate },
                SettlementStepKind.Decision when Json.Read<DecisionStep>(step.Body).Agreed => then with { ThroughYear = isLast ? ProgressStore.WhollySettled : step.Year },
                // A settlement of a year leaves the years before it settled.
                SettlementStepKind.ReopeningDecided when Json.Read<ReopeningDecisionStep>(step.Body).Agreed =>
                    then with { ThroughYear = step.Year != SettlementStore.Whole && step.Year > days.Start.Year ? step.Year - 1 : 0 },
                _ => then,
            };
        }
        return then;
    }

    private const string SelectSql = $"""
        SELECT s.year, t.kind, t.body FROM Settlement s JOIN SettlementStep t ON t.settlementId = s.id
        WHERE s.contractId = @id AND t.takenAt <= @knownAt AND t.kind IN ('Notice', 'Decision', 'ReopeningDecided')
            AND EXISTS (SELECT 1 FROM Contract c WHERE c.id = @seenFrom AND {Scope.Contract})
        ORDER BY t.takenAt, t.number
        """;

    private sealed class Row
    {
        public int Year { get; init; }
        public SettlementStepKind Kind { get; init; }
        public string Body { get; init; } = "";
    }
}
