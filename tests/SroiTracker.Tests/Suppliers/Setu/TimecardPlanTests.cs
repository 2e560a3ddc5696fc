using SroiTracker.Tests.Database;

namespace SroiTracker.Tests.Suppliers.Setu;

/// <summary>Timecards are found by their key or their placement, however many there are.</summary>
public class TimecardPlanTests(RunningService service) : IClassFixture<RunningService>
{
    public static TheoryData<string> Queries =>
        [.. Statements.All.Where(s => s.Place.StartsWith("TimecardStore.", StringComparison.Ordinal) && !s.Sql.StartsWith("INSERT", StringComparison.Ordinal)).Select(s => s.Place)];

    [Theory, MemberData(nameof(Queries))]
    public async Task A_timecard_is_read_and_changed_by_indexes(string place)
    {
        service.RequireFile();
        var sql = Statements.All.First(s => s.Place == place).Sql;
        var plan = await service.Read(s => s.Query<Step>("EXPLAIN QUERY PLAN " + sql, new
        {
            connectionId = Guid.Empty, placementId = Guid.Empty, PlacementId = Guid.Empty, itemKey = Array.Empty<byte>(), FirstDate = "", LastDate = "", Minutes = 0,
        }));
        Assert.NotEmpty(plan);
        Assert.All(plan.Where(s => !s.Detail.StartsWith("SCALAR SUBQUERY", StringComparison.Ordinal)), step => Assert.StartsWith("SEARCH", step.Detail, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_query_is_tried() => Assert.True(Queries.Count >= 3);

    private sealed class Step
    {
        public string Detail { get; init; } = "";
    }
}
