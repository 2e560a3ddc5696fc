using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using SroiTracker.Database;
using SroiTracker.Http;
using SroiTracker.Signals;
using SroiTracker.Tests.Contracts;
using SroiTracker.Tests.Efforts;
using SroiTracker.Tests.Placements;
using SroiTracker.Tests.Settlements;
using static SroiTracker.Tests.Contracts.Rivierenland;

namespace SroiTracker.Tests.Signals;

/// <summary>What asks for an officer's attention. It is 22 November 2026; the Rivierenland contract ends on 31 December.</summary>
public class SignalTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task A_contract_that_is_behind_and_silent_near_its_end_gives_three_signals()
    {
        var stage = await PlacementStage.In(service);
        var signals = await Signals(stage.Officer);
        Assert.Equal(["Behind", "NoReport", "EndingWithShortfall"], signals.Select(Kind));
        Assert.Equal(["2024-07-01", "2024-10-01", "2026-10-02"], signals.Select(s => (string?)s["sinceDate"]));
        Assert.Equal([null, "2024-09-30", "2026-12-31"], signals.Select(s => (string?)s["dueDate"]));
        var expected = (await stage.Contract.Progress())["expected"].Euros();
        Assert.Equal([expected, null, 194_350.00m], signals.Select(s => s["amount"].Euros()));
        Assert.All(signals, s =>
        {
            Assert.Null(s["subject"]);
            Assert.Equal((stage.Contract.ContractId, "WSRL-2024-017", "Dijkversterking, uitvoering", stage.Contract.BuyerId, "Waterschap Rivierenland"),
                ((Guid)s["contract"]!["id"]!, (string?)s["contract"]!["reference"], (string?)s["contract"]!["title"], (Guid)s["contract"]!["buyer"]!["id"]!, (string?)s["contract"]!["buyer"]!["name"]));
        });
        Assert.Equal("Er is nog niets gemeld; dat had uiterlijk op 30 september 2024 moeten gebeuren. Vraag de leverancier om een melding.", (string?)signals[1]["sentence"]);
    }

    [Fact]
    public async Task A_sentence_is_in_the_language_of_the_call()
    {
        var stage = await PlacementStage.In(service);
        stage.Officer.DefaultRequestHeaders.AcceptLanguage.Add(new StringWithQualityHeaderValue("en"));
        var ending = (await Signals(stage.Officer, "?kind=EndingWithShortfall")).Single();
        Assert.Equal("The contract ends on 31 December 2026; forecast is €0 of €194,350: €194,350 short. Agree on how that is made up for.", (string?)ending["sentence"]);
    }

    [Fact]
    public async Task A_correction_that_lowers_is_told_with_the_euros_at_risk_until_it_is_judged()
    {
        var stage = await PlacementStage.In(service);
        var id = await stage.Reported();
        await stage.Verify(id).Is(201);
        Assert.Empty(await Signals(stage.Officer, "?kind=LoweringCorrection"));
        await stage.Supplier.Put($"placements/{id}", "\"v2\"", stage.Report(through: "2026-06-30", end: "2026-06-30")).Is(200);
        var signal = (await Signals(stage.Officer, "?kind=LoweringCorrection")).Single();
        Assert.Equal(("Placement", id, "HB-001", 1_041.09m, "2026-11-22"),
            ((string?)signal["subject"]!["kind"], (Guid)signal["subject"]!["id"]!, (string?)signal["subject"]!["supplierReference"], signal["amount"].Euros(), (string?)signal["sinceDate"]));
        Assert.Equal("Een correctie van HB-001 verlaagt wat geteld is met € 1.041,09. Beoordeel de melding.", (string?)signal["sentence"]);
        await stage.Verify(id, report: 2, through: "2026-06-30").Is(201);
        Assert.Empty(await Signals(stage.Officer, "?kind=LoweringCorrection"));
    }

    [Fact]
    public async Task An_effort_that_is_corrected_to_less_is_told_too()
    {
        var stage = await PlacementStage.In(service);
        var (id, seller) = (default(Guid), EffortStage.Kvk());
        id = await stage.Tell(stage.Purchase(seller: seller));
        await stage.Agree(id, "2026-03-01").Is(201);
        await stage.Supplier.Put($"efforts/{id}", "\"v2\"", stage.Purchase(seller: seller, amount: 60_500)).Is(200);
        var signal = (await Signals(stage.Officer, "?kind=LoweringCorrection")).Single();
        Assert.Equal(("Effort", id, "INK-001", 25_000.00m),
            ((string?)signal["subject"]!["kind"], (Guid)signal["subject"]!["id"]!, (string?)signal["subject"]!["supplierReference"], signal["amount"].Euros()));
    }

    [Fact]
    public async Task A_certificate_that_expires_before_the_contract_ends_is_told_until_the_next_is_reported()
    {
        var r = await In(service, e => e["endDate"] = "2027-12-31");
        await r.WithClause(service.Administrator);
        var stage = new PlacementStage(service, r, await service.Supplier(r.SupplierId), await service.Officer(r.BuyerId), await service.Officer(r.BuyerId));
        var id = await stage.Tell(stage.Pso("2026-11-01", ("Trede 2", "2025-02-01", "2027-01-31")));
        Assert.Empty(await Signals(stage.Officer, "?kind=CertificateExpiring"));
        await stage.Agree(id, "2026-11-01").Is(201);
        var signal = (await Signals(stage.Officer, "?kind=CertificateExpiring")).Single();
        Assert.Equal(("Effort", id, "2026-11-02", "2027-01-31", "Het PSO-certificaat (Trede 2) verloopt op 31 januari 2027, voor het einde van het contract. Vraag de leverancier om het volgende."),
            ((string?)signal["subject"]!["kind"], (Guid)signal["subject"]!["id"]!, (string?)signal["sinceDate"], (string?)signal["dueDate"], (string?)signal["sentence"]));
        await stage.Supplier.Put($"efforts/{id}", "\"v2\"", stage.Pso("2026-11-01", ("Trede 2", "2025-02-01", "2027-01-31"), ("Trede 3", "2026-11-15", "2028-11-14"))).Is(200);
        Assert.Empty(await Signals(stage.Officer, "?kind=CertificateExpiring"));
    }

    [Fact]
    public async Task A_report_ends_the_silence()
    {
        var stage = await PlacementStage.In(service);
        Assert.Single(await Signals(stage.Officer, "?kind=NoReport"));
        await stage.Reported();
        Assert.Empty(await Signals(stage.Officer, "?kind=NoReport"));
    }

    [Fact]
    public async Task How_often_is_reported_and_what_is_expected_when_come_from_the_policy_and_the_plan()
    {
        var r = await In(service);
        var policy = await service.Administrator.Post("policies", new
        {
            buyerId = r.BuyerId, name = "Beleid", validFromDate = "2024-01-01", natures = new[] { "Works" }, percentage = 5.0m, @base = "ContractValue", tariefId = Utrecht, reportingMonths = 12,
        }).Is(201).Id();
        await r.Set(Clause(c => (c["policyId"], c["plan"]) = (policy, Plan(("2025-03-01", 10m), ("2026-11-01", 90m))))).Is(200);
        var signals = await Signals(await service.Officer(r.BuyerId));
        Assert.Equal([("Behind", "2025-03-01"), ("NoReport", "2026-03-01"), ("EndingWithShortfall", "2026-10-02")], signals.Select(s => (Kind(s), (string?)s["sinceDate"])));
    }

    [Fact]
    public async Task A_framework_whose_call_offs_carry_it_and_a_contract_without_clause_give_none()
    {
        var framework = await In(service, e => e["kind"] = "FrameworkAgreement");
        await framework.Set(Clause(c => c["level"] = "OnCallOffs")).Is(200);
        await service.Administrator.Post("contracts", Entry(framework.BuyerId, framework.SupplierId)).Is(201);
        var callOff = await service.Administrator.Post("contracts", Entry(framework.BuyerId, framework.SupplierId, e => (e["kind"], e["parentId"]) = ("CallOff", framework.ContractId))).Is(201).Id();
        Assert.All(await Signals(await service.Officer(framework.BuyerId)), s => Assert.Equal(callOff, (Guid)s["contract"]!["id"]!));
    }

    [Fact]
    public async Task A_contract_that_ended_short_asks_to_be_settled_step_by_step()
    {
        var s = await SettlementStage.In(service);
        await s.Worked("2026-01-01", "2026-10-31");
        var begin = Assert.Single(await Signals(s.Officer));
        Assert.Equal(("SettlementWaiting", "2026-11-01", null), (Kind(begin), (string?)begin["sinceDate"], begin["subject"]));
        var settlement = await s.Opened();
        Assert.Empty(await Signals(s.Officer));
        await s.Noticed(settlement, recoveryUntilDate: "2026-12-10");
        var recovery = Assert.Single(await Signals(s.Officer));
        Assert.Equal(("RecoveryEnding", "2026-12-10", begin["amount"].Euros()), (Kind(recovery), (string?)recovery["dueDate"], recovery["amount"].Euros()));
        await s.Heard(settlement, nothingMore: true);
        await s.Propose(settlement).Is(201);
        var decide = Assert.Single(await Signals(s.Officer, "?kind=SettlementWaiting"));
        Assert.Equal(("Settlement", settlement.Split('/')[^1], "2026-11-22"), ((string?)decide["subject"]!["kind"], (string?)decide["subject"]!["id"], (string?)decide["sinceDate"]));
        await s.Decided(settlement);
        Assert.Empty(await Signals(s.Officer));
    }

    [Fact]
    public async Task An_officer_sees_the_signals_of_contracts_in_scope_only_and_a_supplier_none()
    {
        var (stage, other) = (await PlacementStage.In(service), await PlacementStage.In(service));
        Assert.All(await Signals(stage.Officer), s => Assert.Equal(stage.Contract.ContractId, (Guid)s["contract"]!["id"]!));
        Assert.Empty(await Signals(stage.Officer, $"?contractId={other.Contract.ContractId}"));
        await stage.Supplier.Ask("signals").IsRefused(403, "role.missing");
        await stage.Officer.Ask("signals?kind=Lost").IsRefused(400, "value.invalid", "kind");
    }

    [Fact]
    public async Task Pages_hold_each_signal_once_in_a_stable_order()
    {
        var (buyer, supplier) = (await Buyer(service), await Supplier(service));
        for (var i = 0; i < 4; i++)
        {
            var contract = new Rivierenland(service, buyer, supplier, await service.Administrator.Post("contracts", Entry(buyer, supplier, e => e["reference"] = $"R-{i}")).Is(201).Id());
            await contract.Set().Is(200);
        }
        var officer = await service.Officer(buyer);
        var all = await Signals(officer);
        Assert.Equal(12, all.Select(s => (Guid)s["id"]!).Distinct().Count());
        Assert.Equal(all.Select(s => (string)s["contract"]!["id"]!).Order(StringComparer.Ordinal), all.Select(s => (string)s["contract"]!["id"]!));
        foreach (var size in new[] { 1, 2, 5, 11 })
            Assert.Equal(all.Select(s => s.ToJsonString()), (await Signals(officer, $"?pageSize={size}")).Select(s => s.ToJsonString()));
        Assert.Equal(4, (await Signals(officer, "?kind=NoReport&pageSize=3")).Count);
        Assert.Equal(3, (await Signals(officer, $"?contractId={(Guid)all[0]["contract"]!["id"]!}&pageSize=1")).Count);
        var next = (string)(await officer.Ask("signals?pageSize=1").Is(200))["links"]!["next"]!;
        await officer.Ask(next["/api/v1/".Length..] + "&kind=Behind").IsRefused(400, "cursor.invalid", "cursor");
        await (await service.Officer(buyer)).Ask(next["/api/v1/".Length..].Replace("signals", "contracts", StringComparison.Ordinal)).IsRefused(400, "cursor.invalid", "cursor");
    }

    [Theory]
    [InlineData("scoped", "SEARCH p USING INDEX ContractProgressBuyer (buyerId=? AND contractId>?)")]
    [InlineData("contract", "SEARCH p USING INDEX")]
    [InlineData(null, "SEARCH p USING INDEX")]
    public async Task Contracts_with_signals_are_found_by_an_index(string? filter, string by)
    {
        var plan = await Explained(ListSignals.SelectSql.With(filter));
        Assert.Contains(plan, step => step.Contains(by, StringComparison.Ordinal));
        Assert.Contains(plan, step => step.Contains("w USING", StringComparison.Ordinal) && step.Contains("PlacementContractLowers", StringComparison.Ordinal));
        Assert.Contains(plan, step => step.Contains("SettlementYear (contractId=?)", StringComparison.Ordinal));
        Assert.Contains(plan, step => step.Contains("EffortContractLowers", StringComparison.Ordinal));
        Assert.Contains(plan, step => step.Contains("EffortContractKind (contractId=? AND kind=?)", StringComparison.Ordinal));
        Assert.DoesNotContain(plan, step => step.StartsWith("SCAN", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_lowers_and_what_is_to_be_settled_is_found_by_an_index()
    {
        Assert.Contains(await Explained(ListSignals.SelectCorrectionsSql), step => step.Contains("PlacementContractLowers (contractId=?)", StringComparison.Ordinal));
        Assert.Contains(await Explained(ListSignals.SelectEffortCorrectionsSql), step => step.Contains("EffortContractLowers (contractId=?)", StringComparison.Ordinal));
        Assert.Contains(await Explained(ListSignals.SelectCertificatesSql), step => step.Contains("EffortContractKind (contractId=? AND kind=?)", StringComparison.Ordinal));
        Assert.Contains(await Explained(ListSignals.SelectSettlementsSql), step => step.Contains("SettlementYear (contractId=?)", StringComparison.Ordinal));
    }

    private async Task<List<string>> Explained(string sql)
    {
        service.RequireFile();
        return [.. (await service.Read(s => s.Query<Explanation>("EXPLAIN QUERY PLAN " + sql, new
        {
            contractId = Guid.Empty, contractIds = new[] { Guid.Empty }, from = Guid.Empty, take = 1, today = 1, now = s.Now, todayDate = s.Today, ending = 1, recovery = s.Today,
            behind = true, silent = true, ends = true, recovers = true, lowers = true, expires = true, settles = true,
        }))).Select(s => s.Detail)];
    }

    /// <summary>All signals, page by page.</summary>
    private static async Task<List<JsonNode>> Signals(HttpClient officer, string query = "")
    {
        var signals = new List<JsonNode>();
        for (var path = "signals" + query; path is not null;)
        {
            var page = await officer.Ask(path).Is(200);
            signals.AddRange(page["items"]!.AsArray()!);
            path = ((string?)page["links"]!["next"])?["/api/v1/".Length..];
        }
        return signals;
    }

    private static string Kind(JsonNode signal) => (string)signal["kind"]!;

    private sealed class Explanation
    {
        public string Detail { get; init; } = "";
    }
}
