using SroiTracker.Tests.Database;

namespace SroiTracker.Tests.Settlements;

/// <summary>What a settlement reads is found by an index, however many contracts, lines and statements there are.</summary>
public class SettlementPlanTests(RunningService service) : IClassFixture<RunningService>
{
    private static readonly string[] Rooms = ["SettlementStore", "SettlementBasis", "SettlementCase", "StatementDraft", "GetStatement", "GetSettlement", "ListSettlements", "GiveView", "SettledThen"];

    public static TheoryData<string> Queries =>
        [.. Statements.All.Where(s => Rooms.Contains(s.Place.Split('.')[0]) && s.Sql.TrimStart().StartsWith("SELECT", StringComparison.Ordinal)).Select(s => s.Place)];

    [Theory, MemberData(nameof(Queries))]
    public async Task A_settlement_is_read_by_indexes(string place)
    {
        service.RequireFile();
        var sql = Statements.All.First(s => s.Place == place).Sql;
        var plan = await service.Read(s => s.Query<Step>("EXPLAIN QUERY PLAN " + sql, new
        {
            id = Guid.Empty, contractId = Guid.Empty, ContractId = Guid.Empty, settlementId = Guid.Empty, buyerId = Guid.Empty, seenFrom = Guid.Empty, after = Guid.Empty,
            year = 2026, from = 0, through = 9999, knownAt = 0L, take = 51, sequences = new[] { 1, 2 },
        }));
        Assert.NotEmpty(plan);
        // What a subquery made is read as a whole, and holds what was found by an index.
        Assert.DoesNotContain(plan, step => step.Detail.StartsWith("SCAN", StringComparison.Ordinal)
            && !step.Detail.StartsWith("SCAN CONSTANT", StringComparison.Ordinal) && step.Detail is not "SCAN w");
    }

    [Fact]
    public void Every_query_is_tried() => Assert.True(Queries.Count > 12);

    private sealed class Step
    {
        public string Detail { get; init; } = "";
    }
}
