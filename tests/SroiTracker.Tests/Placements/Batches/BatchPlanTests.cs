using SroiTracker.Tests.Database;

namespace SroiTracker.Tests.Placements.Batches;

/// <summary>A batch is found by its id or its key, and its lines by their number, however many there are.</summary>
public class BatchPlanTests(RunningService service) : IClassFixture<RunningService>
{
    private static readonly string[] Rooms = ["BatchStore", "GetBatch"];

    public static TheoryData<string> Queries =>
        [.. Statements.All.Where(s => Rooms.Contains(s.Place.Split('.')[0]) && !s.Sql.StartsWith("INSERT", StringComparison.Ordinal)).Select(s => s.Place)];

    [Theory, MemberData(nameof(Queries))]
    public async Task A_batch_is_read_and_changed_by_indexes(string place)
    {
        service.RequireFile();
        var sql = Statements.All.First(s => s.Place == place).Sql;
        var plan = await service.Read(s => s.Query<Step>("EXPLAIN QUERY PLAN " + sql, new
        {
            Id = Guid.Empty, id = Guid.Empty, Request = Array.Empty<byte>(), After = 0, line = 0, done = 0, now = 0, take = 2,
            state = "Running", endedAt = 0, accepted = 0, unchanged = 0, refused = 0,
        }));
        Assert.NotEmpty(plan);
        Assert.All(plan, step => Assert.StartsWith("SEARCH", step.Detail, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_query_is_tried() => Assert.True(Queries.Count >= 6);

    private sealed class Step
    {
        public string Detail { get; init; } = "";
    }
}
