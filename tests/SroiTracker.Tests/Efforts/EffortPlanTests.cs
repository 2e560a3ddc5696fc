using SroiTracker.Tests.Database;

namespace SroiTracker.Tests.Efforts;

/// <summary>Efforts and teams are found by an index, however many there are, and so are their ledger lines.</summary>
public class EffortPlanTests(RunningService service) : IClassFixture<RunningService>
{
    private static readonly string[] Rooms =
    [
        "EffortStore", "EffortContractStore", "EffortVerdictStore", "EffortsOnContract", "PlacedWith", "LedgerStore", "SupplierGroupStore", "TeamStore", "TeamView", "ListEfforts", "ListTeams",
    ];

    public static TheoryData<string, string> Queries =>
        [.. Statements.All.Where(s => Rooms.Contains(s.Place.Split('.')[0]) && s.Sql.TrimStart().StartsWith("SELECT", StringComparison.Ordinal)).Select(s => (s.Place, s.Sql))];

    [Theory, MemberData(nameof(Queries))]
    public async Task An_effort_is_read_by_indexes(string place, string sql)
    {
        service.RequireFile();
        var (ids, none) = (new[] { Guid.Empty, Guid.Empty }, Guid.Empty);
        var plan = await service.Read(s => s.Query<Step>("EXPLAIN QUERY PLAN " + sql, new
        {
            id = none, ids, contractId = none, ContractId = none, supplierId = none, SupplierId = none, BuyerId = none, candidateId = none, effortId = none, effortIds = ids,
            after = none, After = none, seenFrom = none, supplierReference = "a", SupplierReference = "a", SellerKvk = "1", InvoiceHash = "a", employerKvk = "1", kind = "a", Kind = "a",
            State = "a", scheme = "a", take = 51,
        }));
        Assert.NotEmpty(plan);
        Assert.True(plan.All(step => !step.Detail.StartsWith("SCAN", StringComparison.Ordinal) || step.Detail.StartsWith("SCAN CONSTANT", StringComparison.Ordinal)),
            $"{place}: {string.Join("; ", plan.Select(p => p.Detail))}");
    }

    [Fact]
    public void Every_query_is_tried() => Assert.True(Queries.Count > 25);

    private sealed class Step
    {
        public string Detail { get; init; } = "";
    }
}
