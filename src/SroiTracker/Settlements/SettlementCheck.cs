using System.Security.Cryptography;
using System.Text;
using SroiTracker.Contracts;
using SroiTracker.Database;
using SroiTracker.Domain;

namespace SroiTracker.Settlements;

/// <summary>
/// Whether each settlement stands as its steps say, each statement is as it was frozen, and what is settled still sums to
/// what its statement says.
/// </summary>
internal sealed class SettlementCheck(Session session)
{
    private const int AtOnce = 100;

    /// <summary>The first difference in words; null where there is none.</summary>
    public async Task<string?> FirstDifference()
    {
        if (await session.QueryOne<Gap>(SelectGapSql) is { } gap)
            return $"statements of buyer {gap.BuyerId} in {gap.IssuedYear}: there are {gap.Statements}, the last has number {gap.Last}";
        if (await session.QueryOne<Guid?>(SelectUnsettledSql) is { } contract) return $"contract {contract}: progress shows it settled, no settlement is decided";
        var after = Guid.Empty;
        while (true)
        {
            var page = await session.Query<Row>(SelectSql, new { after, take = AtOnce });
            foreach (var row in page)
                if (await Differs(row) is { } wrong) return $"settlement {row.Id}: {wrong}";
            if (page.Count < AtOnce) return null;
            after = page[^1].Id;
        }
    }

    private async Task<string?> Differs(Row row)
    {
        var kept = (await SettlementStore.Find(session, row.ContractId, row.Id))!;
        if (kept.Steps.Count != kept.Version) return $"it shows {kept.Version} steps, there are {kept.Steps.Count}";
        SettlementState state;
        try { state = kept.On(default, default).State; }
        catch (RefusedException refused) { return $"its steps do not follow on each other: {refused.Message}"; }
        if (state != row.State) return $"it stands at {row.State}, its steps come to {state}";

        var statements = await SettlementStore.Statements(session, kept.Id);
        foreach (var statement in statements)
        {
            if (!SHA256.HashData(Encoding.UTF8.GetBytes(statement.Document)).AsSpan().SequenceEqual(statement.Hash)) return $"statement {statement.Number} is not as it was frozen";
            var read = StatementDraft.Read(statement);
            var lines = read.Lines.Aggregate(Euros.Zero, (sum, line) => sum + line.Amount);
            if (lines != read.Figures.Counted) return $"statement {statement.Number} says {read.Figures.Counted} is counted, its lines sum to {lines}";
        }
        var isDecided = state is SettlementState.Decided or SettlementState.ReopeningAsked;
        if (!isDecided) return null;
        return statements.Count == 0 ? "it is decided and has no statement" : await Changed(row, StatementDraft.Read(statements[^1]));
    }

    /// <summary>Of the statement that stands: the ledger still sums to it, and progress shows it.</summary>
    private async Task<string?> Changed(Row row, Statement statement)
    {
        var isLast = statement.Year is null || statement.Year >= statement.Contract.EndDate.Year;
        var from = statement.Year is null || statement.Year <= statement.Contract.StartDate.Year ? 0 : statement.Year.Value;
        var through = isLast ? SettlementStore.Whole : statement.Year!.Value;
        if ((row.SettledThroughYear ?? 0) < through) return $"progress shows that the contract is settled through {row.SettledThroughYear}, statement {statement.Number} says {through}";
        if (row.Settled != (row.SettledThroughYear == SettlementStore.Whole)) return "progress shows another state than the year through which the contract is settled";
        var booked = await session.QueryOne<Euros>(SelectBookedSql, new { row.ContractId, from, through });
        return booked == statement.Figures.Counted ? null : $"statement {statement.Number} says {statement.Figures.Counted} is counted, the ledger sums to {booked}";
    }

    private const string SelectSql = """
        SELECT s.id, s.contractId, s.state, p.settled, p.settledThroughYear FROM Settlement s JOIN ContractProgress p ON p.contractId = s.contractId
        WHERE s.id > @after ORDER BY s.id {page}
        """;
    private const string SelectGapSql = """
        SELECT t.buyerId, t.issuedYear, COUNT(*) AS statements, MAX(t.sequence) AS last FROM SettlementStatement t
        GROUP BY t.buyerId, t.issuedYear HAVING COUNT(*) <> MAX(t.sequence)
        """;
    private const string SelectUnsettledSql = """
        SELECT p.contractId FROM ContractProgress p WHERE p.settledThroughYear IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM Settlement s WHERE s.contractId = p.contractId AND s.state IN ('Decided', 'ReopeningAsked'))
        """;
    private const string SelectBookedSql = """
        SELECT COALESCE(SUM(l.amount), 0) FROM LedgerLine l WHERE l.contractId = @ContractId AND l.year >= @from AND l.year <= @through
        """;

    private sealed class Gap
    {
        public Guid BuyerId { get; init; }
        public int IssuedYear { get; init; }
        public long Statements { get; init; }
        public long Last { get; init; }
    }

    private sealed class Row
    {
        public Guid Id { get; init; }
        public Guid ContractId { get; init; }
        public SettlementState State { get; init; }
        public bool Settled { get; init; }
        public int? SettledThroughYear { get; init; }
    }
}
