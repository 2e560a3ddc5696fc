using SroiTracker.Tests.Database;

namespace SroiTracker.Tests.Suppliers.Sync;

/// <summary>What is asked each second, and each row of a page, is found by an index, however many suppliers, items and runs there are.</summary>
public class SynchronisationPlanTests(RunningService service) : IClassFixture<RunningService>
{
    private static readonly string[] Rooms = ["StatusStore", "ConnectionStore", "RunStore", "SourceItemStore", "QuarantineStore", "SynchronisationStore"];

    // Whether there is any, and the command line's list of all: of connections, of which there are as many as suppliers with a system.
    private static readonly string[] Lists = ["StatusStore.SelectListenerSql", "ConnectionStore.SelectToTellSql"];

    public static TheoryData<string> Queries =>
        [.. Statements.All.Where(s => Rooms.Contains(s.Place.Split('.')[0]) && !Lists.Contains(s.Place) && !s.Sql.StartsWith("INSERT", StringComparison.Ordinal)).Select(s => s.Place)];

    [Theory, MemberData(nameof(Queries))]
    public async Task It_is_read_and_changed_by_indexes(string place)
    {
        service.RequireFile();
        var sql = Statements.All.First(s => s.Place == place).Sql;
        var values = System.Text.RegularExpressions.Regex.Matches(sql, "@([A-Za-z]+)").Select(m => m.Groups[1].Value).Distinct()
            .Where(n => !n.StartsWith("caller", StringComparison.Ordinal)).ToDictionary(n => n, n => Value(sql, n));
        var plan = await service.Read(s => s.Query<Step>("EXPLAIN QUERY PLAN " + sql, new Dapper.DynamicParameters(values)));
        Assert.NotEmpty(plan);
        Assert.DoesNotContain(plan, step => step.Detail.StartsWith("SCAN", StringComparison.Ordinal) && !step.Detail.Contains("CONSTANT", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_query_is_tried() => Assert.True(Queries.Count >= 20);

    private static object Value(string sql, string name) => sql.Contains($"IN @{name}", StringComparison.Ordinal) ? new[] { Array.Empty<byte>(), [1] } : name == "take" ? 2 : Array.Empty<byte>();

    private sealed class Step
    {
        public string Detail { get; init; } = "";
    }
}
