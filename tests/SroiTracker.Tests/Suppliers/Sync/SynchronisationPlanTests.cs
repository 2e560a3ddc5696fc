using SroiTracker.Suppliers.Sync;
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
        var plan = await Plan(Statements.All.First(s => s.Place == place).Sql);
        Assert.NotEmpty(plan);
        Assert.DoesNotContain(plan, IsScan);
    }

    public static TheoryData<string> Pages => [.. ListConnections.SelectSql.All(), .. ListSynchronisations.SelectSql.All(), ListQuarantine.SelectSql];

    [Theory, MemberData(nameof(Pages))]
    public async Task A_page_is_read_by_an_index_whatever_is_asked(string sql)
    {
        var plan = await Plan(sql);
        Assert.NotEmpty(plan);
        Assert.DoesNotContain(plan, IsScan);
        // Runs and refused items grow: these are met in the order in which they are listed, and none that is not.
        if (!sql.Contains("FROM SupplierConnection", StringComparison.Ordinal)) Assert.DoesNotContain(plan, step => step.Contains("TEMP B-TREE", StringComparison.Ordinal));
        if (sql.Contains("r.state = @State", StringComparison.Ordinal)) Assert.Contains(plan, step => step.Contains("INDEX SynchronisationState (state=? AND connectionId=?", StringComparison.Ordinal));
    }

    private async Task<List<string>> Plan(string sql)
    {
        service.RequireFile();
        var values = System.Text.RegularExpressions.Regex.Matches(sql, "@([A-Za-z]+)").Select(m => m.Groups[1].Value).Distinct()
            .Where(n => !n.StartsWith("caller", StringComparison.Ordinal)).ToDictionary(n => n, n => Value(sql, n));
        return [.. (await service.Read(s => s.Query<Step>("EXPLAIN QUERY PLAN " + sql, new Dapper.DynamicParameters(values)))).Select(s => s.Detail)];
    }

    private static bool IsScan(string step) => step.StartsWith("SCAN", StringComparison.Ordinal) && !step.Contains("CONSTANT", StringComparison.Ordinal);

    [Fact]
    public void Every_query_is_tried() => Assert.True(Queries.Count >= 20);

    private static object Value(string sql, string name) => sql.Contains($"IN @{name}", StringComparison.Ordinal) ? new[] { Array.Empty<byte>(), [1] } : name == "take" ? 2 : Array.Empty<byte>();

    private sealed class Step
    {
        public string Detail { get; init; } = "";
    }
}
