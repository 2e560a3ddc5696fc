using System.Text.Json.Nodes;
using SroiTracker.Contracts;
using SroiTracker.Domain;
using static SroiTracker.Tests.Contracts.Rivierenland;

namespace SroiTracker.Tests.Contracts;

public class PortfolioTests(RunningService service) : IClassFixture<RunningService>
{
    private HttpClient Admin => service.Administrator;

    [Fact]
    public async Task The_portfolio_shows_what_the_progress_of_each_contract_says()
    {
        var (plain, set) = (await In(service), await In(service));
        await set.Set().Is(200);
        await set.Verified(await set.Reported("2026-01-01", null, "2026-07-19"), "2026-07-19");
        var planned = await In(service);
        await planned.Set(Clause(c => c["plan"] = Plan(("2024-10-01", 10m), ("2026-09-01", 5.5m + 4.5m), ("2026-12-31", 33.33m)))).Is(200);
        foreach (var r in new[] { plain, set, planned })
        {
            var item = Assert.Single((await Admin.Ask($"contracts?buyerId={r.BuyerId}").Is(200))["items"]!.AsArray())!;
            var progress = await r.Progress();
            foreach (var field in new[] { "state", "obligation", "counted", "waiting", "expected", "forecast", "lastReportAt" })
                Assert.Equal(progress[field]?.ToJsonString(), item[field]?.ToJsonString());
            Assert.Equal((r.ContractId, r.BuyerId, "Hegeman Bouw & Infra B.V.", 3_887_000.00m, "2026-12-31"),
                ((Guid)item["id"]!, (Guid)item["buyer"]!["id"]!, (string?)item["suppliers"]![0]!["name"], item["value"].Euros(), (string?)item["endDate"]));
        }
    }

    [Fact]
    public async Task Filters_narrow_the_portfolio()
    {
        var r = await In(service, e => (e["reference"], e["title"]) = ("ZB-100% 2024", "Groenonderhoud Súdwest-Fryslân"));
        var other = await In(service, e => e["title"] = "Schoonmaak");
        await r.Set().Is(200);
        Assert.Equal([r.ContractId], await Found($"supplierId={r.SupplierId}"));
        Assert.Equal([r.ContractId], await Found($"reference={Uri.EscapeDataString("ZB-100% 2024")}"));
        Assert.Equal([r.ContractId], await Found("text=SUDWEST%20fryslan"));
        Assert.Equal([r.ContractId], await Found($"state=Behind&buyerId={r.BuyerId}"));
        Assert.Empty(await Found($"state=Fulfilled&buyerId={r.BuyerId}"));
        Assert.Empty(await Found($"text=%25&buyerId={Guid.NewGuid()}"));
        Assert.Contains(other.ContractId, await Found("state=NoObligation&text=schoonmaak"));
        await Admin.Ask("contracts?state=Lost").IsRefused(400, "value.invalid", "state");
    }

    [Fact]
    public async Task Pages_hold_each_contract_once_and_a_cursor_belongs_to_its_filters()
    {
        var (buyer, supplier) = (await Buyer(service), await Supplier(service));
        var made = new List<Guid>();
        for (var i = 0; i < 5; i++) made.Add(await Admin.Post("contracts", Entry(buyer, supplier)).Is(201).Id());
        var seen = new List<Guid>();
        for (string? path = $"contracts?buyerId={buyer}&pageSize=2"; path is not null;)
        {
            var page = await Admin.Ask(path).Is(200);
            seen.AddRange(page["items"]!.AsArray().Select(i => (Guid)i!["id"]!));
            path = ((string?)page["links"]!["next"])?["/api/v1/".Length..];
            if (path is not null) await Admin.Ask(path.Replace(buyer.ToString(), Guid.NewGuid().ToString(), StringComparison.Ordinal)).IsRefused(400, "cursor.invalid", "cursor");
        }
        Assert.Equal(made.OrderBy(id => id.ToString(), StringComparer.Ordinal), seen);
    }

    public static TheoryData<string, string> Plans => new()
    {
        { "", "SEARCH p USING INDEX" },
        { "buyer", "SEARCH p USING INDEX ContractProgressBuyer (buyerId=? AND contractId>?)" },
        { "reference", "SEARCH c USING INDEX ContractReference (reference=?)" },
        { "supplier", "INDEX ContractSupplierOf (supplierId=?)" },
        { "own", "INDEX ContractSupplierOf (supplierId=?)" },
    };

    [Theory, MemberData(nameof(Plans))]
    public async Task The_portfolio_is_found_by_an_index_and_never_by_reading_all(string filter, string by)
    {
        service.RequireFile();
        var sql = "EXPLAIN QUERY PLAN " + ListContracts.SelectSql.With(filter.Length == 0 ? null : filter);
        var plan = (await service.Read(s => s.Query<Step>(sql, new
        {
            after = Guid.Empty, take = 51, today = 1, buyerId = Guid.Empty, supplierId = Guid.Empty, reference = "", text = "", state = "",
        }))).Select(s => s.Detail).ToList();
        Assert.Contains(plan, step => step.Contains(by, StringComparison.Ordinal));
        Assert.DoesNotContain(plan, step => step.StartsWith("SCAN", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_state_and_what_is_expected_are_the_same_in_SQL_and_in_the_rules()
    {
        const int first = 738_000, last = first + 1_004;
        long[] amounts = [0, 1, 99, 19_435_000, 1_000_000_000_000_000];
        // Milestones by days after the first, in basis points.
        (int Day, int BasisPoints)[][] plans = [[], [(0, 0)], [(92, 3_333)], [(92, 2_500), (500, 2_500), (900, 9_999)], [(1_003, 5_000), (1_004, 10_000)]];
        var period = new Period(DateOnly.FromDayNumber(first), DateOnly.FromDayNumber(last));
        var cases = from obligation in amounts from counted in new[] { 0, obligation / 3, obligation - 1, obligation, obligation + 7 } from forecast in new[] { 0, obligation * 3 / 4 - 1, obligation - obligation / 4, obligation }
                    from starting in new[] { first - 1, first + 91, last } from today in new[] { first - 1, first, first + 91, first + 92, first + 500, last - 1, last, last + 1 }
                    from plan in plans
                    // A plan decides where Starting ends.
                    where plan.Length == 0 || starting == first + 91
                    from flags in new[] { (false, false), (true, false), (false, true) }
                    select (obligation, counted, forecast, starting: plan.Length == 0 ? starting : first + plan[0].Day - 1, today, plan, settled: flags.Item1, bestEffort: flags.Item2);
        var tried = 0;
        await service.Read(async session =>
        {
            foreach (var c in cases)
            {
                PlanPoint[] plan = [.. c.plan.Select(p => new PlanPoint(DateOnly.FromDayNumber(first + p.Day), p.BasisPoints))];
                var curve = PlanCurve.Of(plan, period);
                var stretch = curve.LastOrDefault(s => s.FirstDay <= c.today && s.LastDay > c.today);
                var row = await session.QueryOne<Row>(OneRowSql, new
                {
                    c.obligation, c.counted, c.forecast, startingUntil = c.starting, firstDay = first, lastDay = last, c.settled, c.bestEffort, c.today,
                    hasPlan = curve.Count > 0, planFrom = stretch?.FirstDay ?? 0, planTo = stretch?.LastDay ?? 0, fromBasisPoints = stretch?.FromBasisPoints ?? 0, toBasisPoints = stretch?.ToBasisPoints ?? 0,
                });
                var expected = ContractProgress.Expected(new(c.obligation), period, DateOnly.FromDayNumber(c.starting), DateOnly.FromDayNumber(c.today), plan).Cents;
                var state = ContractProgress.StateOf(c.settled, c.bestEffort, c.obligation, c.counted, expected, c.forecast, first, c.starting, last, c.today);
                Assert.True((expected, state.ToString()) == (row!.Expected, row.State), $"{c}: {expected} {state}, in SQL {row.Expected} {row.State}");
                tried++;
            }
            return true;
        });
        Assert.True(tried > 5_000);
    }

    private const string OneRowSql = $"""
        WITH PlanStretch AS (SELECT 1 AS contractId, @planFrom AS firstDay, @planTo AS lastDay, @fromBasisPoints AS fromBasisPoints, @toBasisPoints AS toBasisPoints)
        SELECT {ContractStateSql.Expected} AS expected, {ContractStateSql.State} AS state
        FROM (SELECT 1 AS contractId, @hasPlan AS hasPlan, @obligation AS obligation, @counted AS counted, @forecast AS forecast, @startingUntil AS startingUntil, @firstDay AS firstDay,
            @lastDay AS lastDay, @settled AS settled, @bestEffort AS bestEffort) p
        """;

    private async Task<IReadOnlyList<Guid>> Found(string query) =>
        [.. (await Admin.Ask($"contracts?{query}").Is(200))["items"]!.AsArray().Select(i => (Guid)i!["id"]!)];

    private sealed class Step
    {
        public string Detail { get; init; } = "";
    }

    private sealed class Row
    {
        public long Expected { get; init; }
        public string State { get; init; } = "";
    }
}
