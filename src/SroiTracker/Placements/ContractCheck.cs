using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;

namespace SroiTracker.Placements;

/// <summary>Whether each contract's ledger adds up, and progress shows what its placements and lines sum to.</summary>
internal sealed class ContractCheck(Session session, Action<CheckProgress> tell)
{
    private const int AtOnce = 500;

    /// <summary>How many contracts were checked.</summary>
    public long Contracts { get; private set; }

    /// <summary>How many ledger lines were checked.</summary>
    public long Lines { get; private set; }

    /// <summary>The first difference in words; null where there is none.</summary>
    public async Task<string?> FirstDifference()
    {
        var total = await session.QueryOne<long>(CountContractsSql);
        var after = Guid.Empty;
        while (true)
        {
            tell(new("contracts", Contracts, total));
            var page = await session.Query<ProgressRow>(SelectProgressSql, new { after, take = AtOnce });
            if (page.Count == 0) break;
            var range = new { after, last = page[^1].ContractId };
            var sums = new List<Sums>();
            foreach (var sql in new[] { SelectSumsSql, SelectSumsBelowSql, SelectEffortSumsSql, SelectEffortSumsBelowSql }) sums.AddRange(await session.Query<Sums>(sql, range));
            var sumsOf = sums.ToLookup(s => s.ContractId);
            foreach (var row in page)
            {
                if (await LinesDiffer(row.ContractId, row.LedgerLines) is { } wrong) return wrong;
                if (Differs(row, [.. sumsOf[row.ContractId]]) is { } other) return other;
                Contracts++;
            }
            after = range.last;
        }
        var lines = await session.QueryOne<long>(CountLinesSql);
        return lines == Lines ? null : $"ledger: {lines} lines are kept, the contracts know of {Lines}";
    }

    // A framework agreement shows what its call-offs sum to beside its own (rules.md 1).
    private static string? Differs(ProgressRow row, IReadOnlyList<Sums> sums)
    {
        foreach (var (name, shown, of) in new (string, Euros, Func<Sums, Euros>)[]
        {
            ("counted", row.Counted, s => s.Counted), ("waiting", row.Waiting, s => s.Waiting), ("forecast", row.Forecast, s => s.Forecast),
            ("forecast without waiting", row.ForecastWithoutWaiting, s => s.ForecastWithoutWaiting), ("reduction", row.Reduction, s => s.Reduction),
        })
            if (sums.Aggregate(Euros.Zero, (sum, s) => sum + of(s)) is var sum && shown != sum)
                return $"contract {row.ContractId}: progress shows {shown} {name}, its placements and efforts sum to {sum}";
        return null;
    }

    /// <summary>
    /// Each line's amount is Σ parts + Σ bonuses − booked before; what was booked before is the sum of the earlier lines of
    /// its placement and year; numbers run from 1 without a gap.
    /// </summary>
    private async Task<string?> LinesDiffer(Guid contractId, long known)
    {
        var booked = new Dictionary<(Guid?, Guid?, int), Euros>();
        var counted = new Dictionary<Guid, Euros>();
        var last = 0L;
        while (last < known)
        {
            var page = await session.Query<LineRow>(SelectLinesSql, new { contractId, last, take = AtOnce });
            if (page.Count == 0) break;
            foreach (var line in page)
            {
                var name = $"ledger line {line.Sequence} of contract {contractId}";
                if (line.Sequence != last + 1) return $"{name}: line {last + 1} is missing before it";
                var year = (line.PlacementId, line.EffortId, line.Year);
                var before = booked.GetValueOrDefault(year);
                if (line.BookedBefore != before) return $"{name}: it says {line.BookedBefore} was booked before, the lines sum to {before}";
                if (line.Stated() != line.Amount) return $"{name}: its amount is {line.Amount}, its parts and bonuses less what was booked before are {line.Stated()}";
                booked[year] = before + line.Amount;
                if ((line.PlacementId ?? line.EffortId) is { } subject) counted[subject] = counted.GetValueOrDefault(subject) + line.Amount;
                last = line.Sequence;
                Lines++;
            }
        }
        if (last != known) return $"contract {contractId}: progress shows {known} ledger lines, there are {last}";
        foreach (var (kind, sql) in new[] { ("placement", SelectCountedSql), ("effort", SelectCountedEffortsSql) })
            foreach (var stand in await session.Query<CountedRow>(sql, new { contractId }))
                if (stand.Counted != counted.GetValueOrDefault(stand.SubjectId))
                    return $"{kind} {stand.SubjectId} on contract {contractId}: it shows {stand.Counted} counted, its ledger lines sum to {counted.GetValueOrDefault(stand.SubjectId)}";
        return null;
    }

    private const string CountContractsSql = "SELECT COUNT(*) FROM ContractProgress";
    private const string CountLinesSql = "SELECT COUNT(*) FROM LedgerLine";
    private const string SelectProgressSql = """
        SELECT p.contractId, p.counted, p.waiting, p.forecast, p.forecastWithoutWaiting, p.reduction, p.ledgerLines
        FROM ContractProgress p WHERE p.contractId > @after ORDER BY p.contractId {page}
        """;
    private const string SumColumns = """
        SUM(pc.counted) AS counted, SUM(pc.waiting) AS waiting, SUM(pc.forecast) AS forecast, SUM(pc.forecastWithoutWaiting) AS forecastWithoutWaiting
        """;
    private const string SelectSumsSql = $"""
        SELECT pc.contractId, {SumColumns} FROM PlacementContract pc
        WHERE pc.contractId > @after AND pc.contractId <= @last GROUP BY pc.contractId
        """;
    private const string SelectSumsBelowSql = $"""
        SELECT c.parentId AS contractId, {SumColumns} FROM Contract c JOIN PlacementContract pc ON pc.contractId = c.id
        WHERE c.parentId > @after AND c.parentId <= @last GROUP BY c.parentId
        """;
    private const string EffortSumColumns = """
        SUM(ec.counted) AS counted, SUM(ec.waiting) AS waiting, SUM(ec.forecast) AS forecast, SUM(ec.forecastWithoutWaiting) AS forecastWithoutWaiting, SUM(ec.reduction) AS reduction
        """;
    private const string SelectEffortSumsSql = $"""
        SELECT ec.contractId, {EffortSumColumns} FROM EffortContract ec
        WHERE ec.contractId > @after AND ec.contractId <= @last GROUP BY ec.contractId
        """;
    private const string SelectEffortSumsBelowSql = $"""
        SELECT c.parentId AS contractId, {EffortSumColumns} FROM Contract c JOIN EffortContract ec ON ec.contractId = c.id
        WHERE c.parentId > @after AND c.parentId <= @last GROUP BY c.parentId
        """;
    private const string SelectLinesSql = """
        SELECT l.sequence, l.placementId, l.effortId, l.year, l.amount, l.bookedBefore, l.parts, l.bonuses
        FROM LedgerLine l WHERE l.contractId = @contractId AND l.sequence > @last ORDER BY l.sequence {page}
        """;
    private const string SelectCountedSql = """
        SELECT pc.placementId AS subjectId, pc.counted FROM PlacementContract pc WHERE pc.contractId = @contractId ORDER BY pc.placementId
        """;

    private const string SelectCountedEffortsSql = """
        SELECT ec.effortId AS subjectId, ec.counted FROM EffortContract ec WHERE ec.contractId = @contractId ORDER BY ec.effortId
        """;

    private sealed class ProgressRow
    {
        public Guid ContractId { get; init; }
        public Euros Counted { get; init; }
        public Euros Waiting { get; init; }
        public Euros Forecast { get; init; }
        public Euros ForecastWithoutWaiting { get; init; }
        public Euros Reduction { get; init; }
        public long LedgerLines { get; init; }
    }

    private sealed class Sums
    {
        public Guid ContractId { get; init; }
        public Euros Counted { get; init; }
        public Euros Waiting { get; init; }
        public Euros Forecast { get; init; }
        public Euros ForecastWithoutWaiting { get; init; }
        public Euros Reduction { get; init; }
    }

    private sealed class CountedRow
    {
        public Guid SubjectId { get; init; }
        public Euros Counted { get; init; }
    }

    private sealed class LineRow
    {
        public long Sequence { get; init; }
        public Guid? PlacementId { get; init; }
        public Guid? EffortId { get; init; }
        public int Year { get; init; }
        public Euros Amount { get; init; }
        public Euros BookedBefore { get; init; }
        public string Parts { get; init; } = "";
        public string Bonuses { get; init; } = "";

        public Euros Stated() =>
            Json.Read<IReadOnlyList<LedgerPart>>(Parts).Aggregate(Euros.Zero, (sum, p) => sum + p.Amount)
            + Json.Read<IReadOnlyList<LedgerBonus>>(Bonuses).Aggregate(Euros.Zero, (sum, b) => sum + b.Amount)
            - BookedBefore;
    }
}
