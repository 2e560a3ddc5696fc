using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using SroiTracker.Database;
using SroiTracker.Http;
using SroiTracker.Placements;
using SroiTracker.Tests.Contracts;
using SroiTracker.Tests.Efforts;

namespace SroiTracker.Tests.Settlements;

/// <summary>What a decided settlement freezes, and when reporting closes (rules.md 5).</summary>
public class FrozenTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task On_a_settled_contract_nothing_is_reported_judged_or_amended()
    {
        var stage = await SettlementStage.In(service);
        var worked = await stage.Worked("2026-01-01", "2026-07-19", reference: "HB-001");
        var asked = await stage.Officer.Post($"placements/{worked}/revocations", new { reportNumber = 1, code = "x", reason = "x", fromDate = "2026-07-01" }).Is(201);
        await stage.OtherOfficer.Post($"placements/{worked}/revocations/{(Guid)asked["contracts"]![0]!["verdict"]!["id"]!}/decisions", new { agreed = false }).Is(201);
        var settlement = await stage.Settled();
        var other = await Rivierenland.Supplier(service, "De Overnemer B.V.");
        var (before, rows) = (await stage.Document(settlement), await service.RowCounts());

        await stage.Supplier.Post("placements", stage.Stage.Report("HB-002", "somebody-else-entirely-1")).IsRefused(409, "contract.settled");
        var next = stage.Stage.Report("HB-001", hours: 20, end: "2026-08-31", through: "2026-08-31", termsFrom: "2026-01-01");
        next.Remove("candidate");
        await stage.Supplier.Put($"placements/{worked}", await stage.Supplier.ETag($"placements/{worked}"), next).IsRefused(409, "contract.settled");
        await stage.Stage.Verify(worked, through: "2026-06-30").IsRefused(409, "contract.settled");
        await stage.Officer.Post($"placements/{worked}/rejections", new { reportNumber = 1, code = "x", reason = "x" }).IsRefused(409, "contract.settled");
        await stage.Officer.Post($"placements/{worked}/revocations", new { reportNumber = 1, code = "x", reason = "x", fromDate = "2026-07-01" }).IsRefused(409, "contract.settled");
        await stage.Supplier.Post($"placements/{worked}/withdrawals", new { reportNumber = 1 }).IsRefused(409, "contract.settled");
        await stage.Stage.Contract.Amend(new { fromDate = "2026-10-01", reason = "verlengd", endDate = "2027-12-31" }).IsRefused(409, "contract.settled");
        await stage.Stage.Contract.Set().IsRefused(409, "contract.settled");
        await stage.Stage.Contract.Amend(new
        {
            fromDate = "2026-10-01", reason = "overname", transfer = new { fromSupplierId = stage.Stage.Contract.SupplierId, toSupplierId = other },
        }).IsRefused(409, "contract.settled");
        foreach (var (route, body) in new (string, object)[]
        {
            ("notices", new { noticeDate = "2026-11-05", recoveryUntilDate = "2026-12-31" }), ("proposals", new { }), ("decisions", new { proposalNumber = 1, agreed = true }),
        })
            await stage.Officer.Post($"{settlement}/{route}", body).IsRefused(409, "settlement.state");
        await stage.Supplier.Post($"{settlement}/views", new { text = "x" }).IsRefused(409, "settlement.state");

        Assert.Equal(rows, await service.RowCounts());
        Assert.Equal(before, await stage.Document(settlement));
        // What is no matter of the settlement may still be set right.
        var entry = Rivierenland.Entry(stage.Stage.Contract.BuyerId, stage.Stage.Contract.SupplierId, e => (e["endDate"], e["title"]) = ("2026-10-31", "Dijkversterking, opgeleverd"));
        await stage.Officer.Put(stage.Contract, await stage.Officer.ETag(stage.Contract), entry).Is(200);
    }

    [Fact]
    public async Task On_a_settled_best_effort_without_a_Tarief_nothing_is_reported_either()
    {
        var stage = await SettlementStage.In(service, clause: c => (c["base"], c["percentage"], c["tariefId"]) = ("BestEffort", null, null));
        await stage.Stage.Reported(stage.Stage.Report(bouwblok: "anything"));
        var settlement = await stage.Opened();
        await stage.Propose(settlement).IsRefused(409, "settlement.reports-wait");
        var waiting = (await stage.Officer.Ask($"placements?contractId={stage.Stage.Contract.ContractId}").Is(200))["items"]![0]!;
        await stage.Officer.Post($"placements/{(Guid)waiting["id"]!}/rejections", new { reportNumber = 1, code = "x", reason = "x" }).Is(201);
        await stage.Propose(settlement).Is(201);
        await stage.Decided(settlement);
        await stage.Supplier.Post("placements", stage.Stage.Report("HB-002", "somebody-else-entirely-2", bouwblok: "anything")).IsRefused(409, "contract.settled");
    }

    [Fact]
    public async Task The_database_itself_keeps_statements_and_steps_as_they_are()
    {
        var stage = await SettlementStage.In(service);
        await stage.Settled();
        foreach (var sql in new[]
        {
            "UPDATE SettlementStatement SET document = 'x'", "DELETE FROM SettlementStatement", "UPDATE SettlementStep SET body = '{}'", "DELETE FROM SettlementStep",
        })
            await Assert.ThrowsAnyAsync<Exception>(() => Write(s => s.Execute(sql)));
        await AssertNothingDiffers();
    }

    [Fact]
    public async Task Numbers_run_per_buyer_and_year_without_gaps()
    {
        var (stage, other) = (await SettlementStage.In(service), await SettlementStage.In(service));
        var settlement = await stage.Settled();
        // A decision that is refused takes no number.
        await stage.Reopened(settlement);
        await stage.Heard(settlement);
        await stage.Propose(settlement).Is(201);
        await stage.Officer.Post($"{settlement}/decisions", new { proposalNumber = 2, agreed = true }).IsRefused(409, "act.own-request");
        await stage.Decided(settlement);
        Assert.Equal(["SROI-2026-0001", "SROI-2026-0002"], await Numbers(stage, settlement));
        Assert.Equal(["SROI-2026-0001"], await Numbers(other, await other.Settled()));
    }

    [Fact]
    public async Task The_digest_in_the_answer_is_that_of_its_bytes()
    {
        var stage = await SettlementStage.In(service);
        var settlement = await stage.Settled();
        using var response = await stage.Officer.Ask($"{settlement}/statement");
        var bytes = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        Assert.Equal($"sha-256=:{Convert.ToBase64String(SHA256.HashData(bytes))}:", response.Headers.GetValues("Repr-Digest").Single());
        Assert.Equal("application/json", response.Content.Headers.ContentType!.MediaType);
        Assert.False(bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble));
    }

    [Fact]
    public async Task Reporting_closes_30_days_after_the_window_and_opens_again_with_the_settlement()
    {
        var open = await SettlementStage.In(service, c => c["endDate"] = "2026-10-23");
        await open.Stage.Reported();
        var stage = await SettlementStage.In(service, c => c["endDate"] = "2026-10-22");
        await stage.Supplier.Post("placements", stage.Stage.Report()).IsRefused(409, "reporting.closed");
        var later = await SettlementStage.In(service, c => c["endDate"] = "2026-09-30", p => p["laterMonths"] = 1);
        await later.Stage.Reported();

        // A notice of default with a later day: what is done until then is reported through 30 days after it.
        var settlement = await stage.Opened();
        await stage.Noticed(settlement, "2026-10-25", "2026-11-01");
        await stage.Worked("2026-01-01", "2026-07-19");
        await stage.Noticed(settlement, "2026-10-23", "2026-10-24");
        await stage.Supplier.Post("placements", stage.Stage.Report("HB-9", "somebody-who-is-late-001")).Is(201);
    }

    [Fact]
    public async Task After_a_reopening_reports_are_taken_for_30_days()
    {
        var stage = await SettlementStage.In(service, c => c["endDate"] = "2026-09-30");
        var settlement = await stage.Opened();
        await stage.Propose(settlement, new { percentage = 100m, reason = "Overmacht." }).Is(201);
        await stage.Decided(settlement);
        await stage.Reopened(settlement);
        Assert.Equal("2026-12-22", (string?)(await stage.Officer.Ask(settlement).Is(200))["reportingClosesDate"]);
        await stage.Worked("2026-01-01", "2026-07-19");
    }

    [Fact]
    public async Task A_placement_that_goes_on_elsewhere_is_reported_on_and_changes_nothing_of_what_is_settled()
    {
        var stage = await SettlementStage.In(service);
        var second = await stage.Stage.SecondContract();
        var report = stage.Stage.Report("HB-001", end: null, through: "2026-09-30", percentage: 50);
        report["allocations"]!.AsArray().Add(new JsonObject { ["contractId"] = second, ["percentage"] = 50 });
        var placement = await stage.Stage.Reported(report);
        await stage.Stage.Verify(placement, through: "2026-09-30").Is(201);
        await stage.Stage.Verify(placement, through: "2026-09-30", contractId: second).Is(201);
        var settlement = await stage.Settled();
        var before = await stage.Document(settlement);

        // From the day after the recovery on the whole share is the other contract's.
        var next = stage.Stage.Report("HB-001", end: null, through: "2026-11-22", termsFrom: "2026-11-16", contractId: second);
        await stage.Supplier.Put($"placements/{placement}", await stage.Supplier.ETag($"placements/{placement}"), next).IsRefused(409, "contract.settled");
        // That would fill the settled days in too; with the last day as it was verified it does not.
        var apart = stage.Stage.Report("HB-001", end: null, through: "2026-11-22", termsFrom: "2026-10-01", contractId: second);
        await stage.Supplier.Put($"placements/{placement}", await stage.Supplier.ETag($"placements/{placement}"), apart).Is(200);
        await stage.Stage.Verify(placement, 2, "2026-11-22", contractId: second).Is(201);
        await stage.Stage.Verify(placement, 2, "2026-11-22").IsRefused(409, "contract.settled");
        Assert.Equal(before, await stage.Document(settlement));
        await AssertNothingDiffers();
    }

    [Fact]
    public async Task Other_efforts_are_settled_with_the_placements_and_frozen_with_them()
    {
        var stage = await SettlementStage.In(service);
        var purchase = await stage.Stage.Tell(stage.Stage.Purchase());
        var settlement = await stage.Opened();
        await stage.Noticed(settlement);
        await stage.Heard(settlement);
        await stage.Propose(settlement).IsRefused(409, "settlement.reports-wait");
        await stage.Stage.Agree(purchase, "2026-03-01").Is(201);
        await stage.Propose(settlement).Is(201);
        await stage.Decided(settlement);
        var statement = JsonNode.Parse(await stage.Document(settlement))!;
        Assert.Equal(50_000.00m, statement["figures"]!["counted"].Euros());
        Assert.Equal(purchase, (Guid)statement["lines"]![0]!["effortId"]!);

        await stage.Supplier.Post("efforts", stage.Stage.Purchase("INK-002")).IsRefused(409, "contract.settled");
        await stage.Stage.Agree(purchase, "2026-03-01").IsRefused(409, "contract.settled");
        await stage.Officer.Post($"efforts/{purchase}/revocations", new { reportNumber = 1, code = "x", reason = "x", fromDate = "2026-03-01" }).IsRefused(409, "contract.settled");
        var closed = await SettlementStage.In(service, c => c["endDate"] = "2026-10-22");
        await closed.Supplier.Post("efforts", closed.Stage.Purchase("INK-003")).IsRefused(409, "reporting.closed");
        await AssertNothingDiffers();
    }

    [Fact]
    public async Task An_obligation_on_an_estimate_of_the_turnover_is_settled_when_the_last_statement_is_in()
    {
        var stage = await SettlementStage.In(service, c => c["estimatedValue"] = Rivierenland.Money(1_000_000m), clause: c => c["base"] = "InvoicedTurnover");
        var settlement = await stage.Opened();
        var waiver = new { percentage = 100m, reason = "Overmacht." };
        await stage.Propose(settlement, waiver).IsRefused(409, "settlement.turnover-open");
        await stage.Officer.Post($"{stage.Contract}/turnover-statements", new
        {
            fromDate = "2024-04-01", throughDate = "2026-10-31", amount = Rivierenland.Money(900_000m), isFinal = true,
        }).Is(201);
        Assert.Equal(45_000.00m, (await stage.Propose(settlement, waiver).Is(201))["figures"]!["obligation"].Euros());
        await stage.Decided(settlement);
        Assert.Contains("5 % × € 900.000,00", await stage.Page(settlement), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_check_finds_a_ledger_that_no_longer_sums_to_its_statement()
    {
        var stage = await SettlementStage.In(service);
        await stage.Worked("2026-01-01", "2026-07-19");
        await stage.Settled();
        await AssertNothingDiffers();
        var id = stage.Stage.Contract.ContractId;
        await Write(s => s.Execute("UPDATE ContractProgress SET settledThroughYear = 2025 WHERE contractId = @id", new { id }));
        Assert.Contains("settled through 2025", (await Check())!, StringComparison.Ordinal);
        await Write(s => s.Execute("UPDATE ContractProgress SET settledThroughYear = 9999, settled = 0 WHERE contractId = @id", new { id }));
        Assert.Contains("progress shows another state", (await Check())!, StringComparison.Ordinal);
        await Write(s => s.Execute("UPDATE ContractProgress SET settled = 1 WHERE contractId = @id", new { id }));
        await Write(s => s.Execute("UPDATE Settlement SET state = 'Reopened' WHERE contractId = @id", new { id }));
        Assert.Contains("no settlement is decided", (await Check())!, StringComparison.Ordinal);
        await Write(s => s.Execute("UPDATE Settlement SET state = 'Decided' WHERE contractId = @id", new { id }));
        await AssertNothingDiffers();
    }

    private static async Task<IEnumerable<string?>> Numbers(SettlementStage stage, string settlement) =>
        (await stage.Officer.Ask(settlement).Is(200))["statements"]!.AsArray().Select(s => (string?)s!["number"]);

    private async Task AssertNothingDiffers()
    {
        var difference = await Check();
        Assert.True(difference is null, difference);
    }

    private async Task<string?> Check()
    {
        using var scope = service.Services.CreateScope();
        scope.ServiceProvider.GetRequiredService<Call>().Caller = Caller.TheService;
        return (await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new CheckLedger(Recompute: true), TestContext.Current.CancellationToken)).Difference;
    }

    private Task<int> Write(Func<Session, Task<int>> act) =>
        service.Services.GetRequiredService<ITransactions>().Run(Caller.TheService, act, TestContext.Current.CancellationToken);
}
