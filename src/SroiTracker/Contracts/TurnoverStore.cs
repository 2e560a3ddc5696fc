using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;

namespace SroiTracker.Contracts;

/// <summary>What was invoiced on a contract in a period, as an officer stated it.</summary>
/// <param name="Number">From 1 on a contract.</param>
/// <param name="Amount">Excl. VAT.</param>
/// <param name="IsFinal">Nothing comes after it but corrections.</param>
/// <param name="CorrectsNumber">The statement that this one replaces.</param>
/// <param name="CorrectedByNumber">The statement that replaces this one; null while it holds.</param>
/// <param name="RecordedBy">Principal.</param>
public sealed record TurnoverStatement(
    int Number, DateOnly FromDate, DateOnly ThroughDate, Euros Amount, bool IsFinal, int? CorrectsNumber, int? CorrectedByNumber, string? Reason,
    DateTimeOffset RecordedAt, Guid RecordedBy)
{
    /// <summary>As the rules know it.</summary>
    internal InvoicedPeriod Invoiced => new(Number, new(FromDate, ThroughDate), Amount, IsFinal, CorrectsNumber);
}

/// <summary>Keeps turnover statements; they are only added to.</summary>
internal static class TurnoverStore
{
    /// <summary>All statements on a contract, by number; none where it is not there for this caller.</summary>
    public static async Task<IReadOnlyList<TurnoverStatement>> Of(Session session, Guid contractId)
    {
        var rows = await session.Query<Row>(SelectSql, new { contractId });
        return [.. rows.Select(r => new TurnoverStatement(r.Number, r.FromDate, r.ThroughDate, r.Amount, r.IsFinal, r.CorrectsNumber,
            rows.FirstOrDefault(c => c.CorrectsNumber == r.Number)?.Number, r.Reason, r.RecordedAt, r.RecordedBy))];
    }

    /// <summary>The whole turnover, once the last statement is in; null while it is an estimate.</summary>
    public static async Task<Euros?> Final(Session session, Guid contractId) => Turnover.Final([.. (await Of(session, contractId)).Select(s => s.Invoiced)]);

    /// <summary>Adds a statement.</summary>
    public static Task Add(Session session, Guid contractId, TurnoverStatement statement) => session.Execute(InsertSql, new
    {
        contractId, statement.Number, statement.FromDate, statement.ThroughDate, statement.Amount, statement.IsFinal, statement.CorrectsNumber,
        statement.Reason, statement.RecordedAt, statement.RecordedBy,
    });

    private const string SelectSql = $"""
        SELECT t.number, t.fromDate, t.throughDate, t.amount, t.isFinal, t.correctsNumber, t.reason, t.recordedAt, t.recordedBy
        FROM TurnoverStatement t JOIN Contract c ON c.id = t.contractId WHERE t.contractId = @contractId AND {Scope.Contract} ORDER BY t.number
        """;
    private const string InsertSql = """
        INSERT INTO TurnoverStatement (contractId, number, fromDate, throughDate, amount, isFinal, correctsNumber, reason, recordedAt, recordedBy)
        VALUES (@contractId, @Number, @FromDate, @ThroughDate, @Amount, @IsFinal, @CorrectsNumber, @Reason, @RecordedAt, @RecordedBy)
        """;

    private sealed class Row
    {
        public int Number { get; init; }
        public DateOnly FromDate { get; init; }
        public DateOnly ThroughDate { get; init; }
        public Euros Amount { get; init; }
        public bool IsFinal { get; init; }
        public int? CorrectsNumber { get; init; }
        public string? Reason { get; init; }
        public DateTimeOffset RecordedAt { get; init; }
        public Guid RecordedBy { get; init; }
    }
}
