using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using SroiTracker.Tests.Contracts;

namespace SroiTracker.Tests.Settlements;

/// <summary>From the notice of default to the numbered statement and its reopening (rules.md 5).</summary>
public class SettlementTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task A_shortfall_is_settled_from_the_notice_of_default_to_the_numbered_statement()
    {
        var stage = await SettlementStage.In(service);
        await stage.Worked("2026-01-01", "2026-07-19", hours: 18, reference: "HB-001");
        var settlement = await stage.Opened();

        // Counted before the recovery, and then what was done in it: 15 days after the end of the contract, of a year of 365.
        Assert.Equal(10_958.90m, (await stage.Officer.Ask(settlement).Is(200))["figures"]!["counted"].Euros());
        var noticed = await stage.Noticed(settlement);
        Assert.Equal("InRecovery", (string?)noticed["state"]);
        Assert.Equal("2026-12-15", (string?)noticed["reportingClosesDate"]);
        await stage.Worked("2026-11-01", "2026-11-20", reference: "HB-002");
        var counted = 10_958.90m + 1_643.84m;
        Assert.Equal(counted, (await stage.Stage.Contract.Progress())["counted"].Euros());

        var lines = (await stage.Supplier.Ask($"{stage.Contract}/ledger").Is(200))["items"]!.AsArray();
        var heard = await stage.Supplier.Post($"{settlement}/views", new
        {
            text = "Wij deden wat kon.", nothingMore = false, disputes = new[] { new { sequence = (int)lines[0]!["sequence"]!, text = "Het waren 24 uur." } },
        }).Is(201);
        Assert.Equal("Het waren 24 uur.", (string?)heard["views"]![0]!["disputes"]![0]!["text"]);

        var proposed = await stage.Propose(settlement, new { percentage = 25.0m, reason = "De kandidaten vielen buiten schuld uit." }).Is(201);
        var (shortfall, figures) = (194_350.00m - counted, proposed["proposals"]![0]!);
        Assert.Equal(shortfall, figures["figures"]!["malus"].Euros());
        Assert.Equal(45_436.82m, figures["waived"].Euros());
        Assert.Equal(shortfall - 45_436.82m, figures["due"].Euros());

        await stage.Officer.Post($"{settlement}/decisions", new { proposalNumber = 1, agreed = true }).IsRefused(409, "act.own-request");
        await stage.OtherOfficer.Post($"{settlement}/decisions", new { proposalNumber = 2, agreed = true }).IsRefused(409, "settlement.other-proposal");
        var decided = await stage.OtherOfficer.Post($"{settlement}/decisions", new { proposalNumber = 1, agreed = true, reason = "Akkoord." }).Is(201);
        Assert.Equal("Decided", (string?)decided["state"]);
        Assert.Equal("SROI-2026-0001", (string?)decided["decisions"]![0]!["statementNumber"]);
        Assert.True((bool)decided["statements"]![0]!["stands"]!);

        var document = await stage.Document(settlement);
        Assert.Equal((string?)decided["statements"]![0]!["sha256"], Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(document))));
        var statement = JsonNode.Parse(document)!;
        Assert.Equal(counted, statement["lines"]!.AsArray().Sum(l => l!["amount"].Euros()));
        Assert.DoesNotContain("HB-001", document, StringComparison.Ordinal);
        Assert.Equal("Settled", (string?)(await stage.Stage.Contract.Progress())["state"]);
        var listed = (await stage.Officer.Ask("contracts?state=Settled").Is(200))["items"]!.AsArray();
        Assert.Contains(listed, c => (Guid)c!["id"]! == stage.Stage.Contract.ContractId);
    }

    [Fact]
    public async Task A_system_neither_proposes_nor_decides()
    {
        var stage = await SettlementStage.In(service);
        var settlement = await stage.Opened();
        await stage.Noticed(settlement);
        await stage.Heard(settlement);
        var system = await service.OfficerSystem(stage.Stage.Contract.BuyerId);
        await system.Post($"{settlement}/proposals", new { }).IsRefused(409, "act.needs-person");
        await stage.Propose(settlement).Is(201);
        await system.Post($"{settlement}/decisions", new { proposalNumber = 1, agreed = true }).IsRefused(409, "act.needs-person");
    }

    [Fact]
    public async Task A_contract_that_met_its_obligation_needs_no_notice()
    {
        var stage = await SettlementStage.In(service, c => c["value"] = Rivierenland.Money(200_000m));
        await stage.Worked("2026-01-01", "2026-09-30");
        var settlement = await stage.Opened();
        await stage.Officer.Post($"{settlement}/notices", new { noticeDate = "2026-11-05", recoveryUntilDate = "2026-11-15" }).IsRefused(409, "settlement.no-shortfall");
        var proposed = await stage.Propose(settlement).Is(201);
        Assert.Equal(0m, proposed["proposals"]![0]!["due"].Euros());
        await stage.Decided(settlement);
        await stage.Propose(settlement).IsRefused(409, "settlement.state");
    }

    [Fact]
    public async Task What_is_due_waits_for_notice_recovery_and_view()
    {
        var stage = await SettlementStage.In(service);
        var settlement = await stage.Opened();
        await stage.Propose(settlement).IsRefused(409, "settlement.notice-missing");
        await stage.Noticed(settlement, recoveryUntilDate: "2026-12-31");
        await stage.Propose(settlement).IsRefused(409, "settlement.recovery-runs");
        await stage.Noticed(settlement);
        await stage.Propose(settlement).IsRefused(409, "settlement.view-awaited");
        await stage.Heard(settlement);
        await stage.Propose(settlement).Is(201);
        // Another notice: the proposal lapses, and nobody waits once the supplier says that nothing more will come.
        await stage.Noticed(settlement, recoveryUntilDate: "2026-12-31");
        await stage.OtherOfficer.Post($"{settlement}/decisions", new { proposalNumber = 1, agreed = true }).IsRefused(409, "settlement.state");
        await stage.Heard(settlement, nothingMore: true);
        await stage.Propose(settlement).Is(201);
        await stage.Decided(settlement);
    }

    [Fact]
    public async Task Who_is_wholly_excused_needs_no_notice()
    {
        var stage = await SettlementStage.In(service);
        var settlement = await stage.Opened();
        var proposed = await stage.Propose(settlement, new { percentage = 100m, reason = "Overmacht." }).Is(201);
        Assert.Equal(194_350.00m, proposed["proposals"]![0]!["waived"].Euros());
        await stage.Decided(settlement);
    }

    [Fact]
    public async Task The_malus_is_the_shortfall_times_the_factor_of_the_policy_and_no_part_of_counted()
    {
        var stage = await SettlementStage.In(service, policy: p => p["malusFactor"] = 1.25m);
        await stage.Worked("2026-01-01", "2026-07-19", hours: 18);
        var settlement = await stage.Settled();
        var figures = (await stage.Officer.Ask(settlement).Is(200))["figures"]!;
        Assert.Equal((10_958.90m, 183_391.10m, 229_238.88m), (figures["counted"].Euros(), figures["shortfall"].Euros(), figures["malus"].Euros()));
        Assert.Equal(10_958.90m, (await stage.Stage.Contract.Progress())["counted"].Euros());
    }

    [Fact]
    public async Task A_best_effort_is_settled_without_malus()
    {
        var stage = await SettlementStage.In(service, clause: c =>
        {
            c["base"] = "BestEffort";
            c["percentage"] = null;
        });
        await stage.Worked("2026-01-01", "2026-07-19", hours: 18);
        var settlement = await stage.Opened();
        await stage.Propose(settlement).Is(201);
        var decided = await stage.Decided(settlement);
        Assert.Equal((10_958.90m, 0m, 0m), (decided["figures"]!["counted"].Euros(), decided["figures"]!["shortfall"].Euros(), decided["figures"]!["malus"].Euros()));
    }

    [Fact]
    public async Task A_proposal_that_was_overtaken_is_made_anew()
    {
        var stage = await SettlementStage.In(service);
        var settlement = await stage.Opened();
        await stage.Noticed(settlement);
        await stage.Heard(settlement);
        await stage.Propose(settlement).Is(201);
        var late = await stage.Stage.Reported(stage.Stage.Report("LATE-1", "someone-who-was-late-001"));
        await stage.OtherOfficer.Post($"{settlement}/decisions", new { proposalNumber = 1, agreed = true }).IsRefused(409, "settlement.reports-wait");
        await stage.Stage.Verify(late).Is(201);
        await stage.OtherOfficer.Post($"{settlement}/decisions", new { proposalNumber = 1, agreed = true }).IsRefused(409, "settlement.proposal-stale");
        await stage.Propose(settlement).Is(201);
        await stage.OtherOfficer.Post($"{settlement}/decisions", new { proposalNumber = 1, agreed = true }).IsRefused(409, "settlement.other-proposal");
        await stage.Decided(settlement);
    }

    [Fact]
    public async Task A_declined_proposal_makes_room_for_another()
    {
        var stage = await SettlementStage.In(service);
        var settlement = await stage.Opened();
        await stage.Noticed(settlement);
        await stage.Heard(settlement);
        await stage.Propose(settlement).Is(201);
        var declined = await stage.OtherOfficer.Post($"{settlement}/decisions", new { proposalNumber = 1, agreed = false, reason = "Te hoog." }).Is(201);
        Assert.Equal("InRecovery", (string?)declined["state"]);
        await stage.Propose(settlement, new { amount = Rivierenland.Money(94_350m), reason = "Deels buiten schuld." }).Is(201);
        await stage.Decided(settlement);
        Assert.Equal(100_000.00m, JsonNode.Parse(await stage.Document(settlement))!["due"].Euros());
    }

    [Fact]
    public async Task Two_people_reopen_and_a_second_statement_stands_beside_the_first()
    {
        var stage = await SettlementStage.In(service);
        await stage.Worked("2026-01-01", "2026-07-19", hours: 18, reference: "HB-001");
        var settlement = await stage.Settled();
        var first = await stage.Document(settlement);

        var asked = await stage.Officer.Post($"{settlement}/reopenings", new { reason = "Een plaatsing is vergeten." }).Is(201);
        var decisions = $"{settlement}/reopenings/{(Guid)asked["reopenings"]![0]!["id"]!}/decisions";
        await stage.Officer.Post(decisions, new { agreed = true }).IsRefused(409, "act.own-request");
        await stage.OtherOfficer.Post($"{settlement}/reopenings/{Guid.NewGuid()}/decisions", new { agreed = true }).IsRefused(404, "resource.not-found");
        Assert.Equal("Settled", (string?)(await stage.Stage.Contract.Progress())["state"]);
        var reopened = await stage.OtherOfficer.Post(decisions, new { agreed = true, reason = "Klopt." }).Is(201);
        Assert.Equal("Reopened", (string?)reopened["state"]);
        Assert.False((bool)reopened["statements"]![0]!["stands"]!);
        await stage.OtherOfficer.Post(decisions, new { agreed = true }).IsRefused(409, "request.decided");
        Assert.Equal("Shortfall", (string?)(await stage.Stage.Contract.Progress())["state"]);

        await stage.Worked("2026-01-01", "2026-07-19", hours: 36, reference: "HB-002");
        await stage.Propose(settlement).IsRefused(409, "settlement.view-awaited");
        await stage.Heard(settlement);
        await stage.Propose(settlement).Is(201);
        var decided = await stage.Decided(settlement);
        Assert.Equal(["SROI-2026-0001", "SROI-2026-0002"], decided["statements"]!.AsArray().Select(s => (string?)s!["number"]));
        Assert.Equal(first, await stage.Document(settlement, "SROI-2026-0001"));
        var second = JsonNode.Parse(await stage.Document(settlement))!;
        Assert.Equal("SROI-2026-0001", (string?)second["replaces"]);
        Assert.Equal(32_876.71m, second["figures"]!["counted"].Euros());
        await stage.Officer.Ask($"{settlement}/statement?number=SROI-2026-0003").IsRefused(404, "resource.not-found");
    }

    [Fact]
    public async Task A_reopening_that_is_declined_leaves_everything_as_it_was()
    {
        var stage = await SettlementStage.In(service);
        var settlement = await stage.Settled();
        var before = await stage.Document(settlement);
        var asked = await stage.Officer.Post($"{settlement}/reopenings", new { reason = "Toch niet goed." }).Is(201);
        await stage.OtherOfficer.Post($"{settlement}/reopenings/{(Guid)asked["reopenings"]![0]!["id"]!}/decisions", new { agreed = false }).Is(201);
        Assert.Equal("Settled", (string?)(await stage.Stage.Contract.Progress())["state"]);
        Assert.Equal(before, await stage.Document(settlement));
    }

    [Fact]
    public async Task A_settlement_begins_when_the_contract_has_ended_and_is_there_once()
    {
        var running = await SettlementStage.In(service, c => c["endDate"] = "2026-12-31");
        await running.Officer.Post($"{running.Contract}/settlements", new { }).IsRefused(409, "settlement.early");
        var ended = await SettlementStage.In(service);
        await ended.Opened();
        await ended.Officer.Post($"{ended.Contract}/settlements", new { }).IsRefused(409, "settlement.exists");
        await ended.Officer.Post($"{ended.Contract}/settlements", new { year = 2026 }).IsRefused(400, "settlement.year-unneeded", "/year");
        var without = await Rivierenland.In(service);
        await service.Administrator.Post($"{without.Path}/settlements", new { }).IsRefused(409, "clause.missing");
    }

    [Fact]
    public async Task Dates_that_can_not_be_are_refused_at_their_place()
    {
        var stage = await SettlementStage.In(service);
        var notices = $"{await stage.Opened()}/notices";
        await stage.Officer.Post(notices, new { noticeDate = "2026-11-23", recoveryUntilDate = "2026-12-15" }).IsRefused(400, "date.ahead", "/noticeDate");
        await stage.Officer.Post(notices, new { noticeDate = "2026-10-31", recoveryUntilDate = "2026-12-15" }).IsRefused(400, "settlement.notice-early", "/noticeDate");
        await stage.Officer.Post(notices, new { noticeDate = "2026-11-05", recoveryUntilDate = "2026-11-05" }).IsRefused(400, "settlement.recovery-end", "/recoveryUntilDate");
        await stage.Officer.Post(notices, new { noticeDate = "2026-11-05", recoveryUntilDate = "9999-12-31" }).IsRefused(400, "date.implausible", "/recoveryUntilDate");
    }

    [Fact]
    public async Task Waivers_that_can_not_be_are_refused_at_their_place()
    {
        var stage = await SettlementStage.In(service);
        var settlement = await stage.Opened();
        await stage.Propose(settlement, new { amount = Rivierenland.Money(194_350.01m), reason = "x" }).IsRefused(400, "waiver.too-much", "/waiver/amount");
        await stage.Propose(settlement, new { amount = Rivierenland.Money(0m), reason = "x" }).IsRefused(400, "amount.not-positive", "/waiver/amount");
        await stage.Propose(settlement, new { percentage = 101m, reason = "x" }).IsRefused(400, "value.invalid", "/waiver/percentage");
        await stage.Propose(settlement, new { percentage = 0m, reason = "x" }).IsRefused(400, "amount.not-positive", "/waiver/percentage");
        await stage.Propose(settlement, new { reason = "x" }).IsRefused(400, "waiver.one", "/waiver/amount");
        await stage.Propose(settlement, new { percentage = 10m, amount = Rivierenland.Money(1m), reason = "x" }).IsRefused(400, "waiver.one", "/waiver/amount");
        await stage.Propose(settlement, new { percentage = 10m }).IsRefused(400, "value.missing", "/waiver/reason");
        await stage.Propose(settlement, new { percentage = 10m, reason = "Zie 111222333." }).IsRefused(400, "text.bsn", "/waiver/reason");
    }

    [Fact]
    public async Task A_recovery_that_is_shortened_takes_back_what_it_let_count()
    {
        var stage = await SettlementStage.In(service);
        var settlement = await stage.Opened();
        await stage.Noticed(settlement, recoveryUntilDate: "2026-11-20");
        await stage.Worked("2026-11-01", "2026-11-20");
        Assert.Equal(2_191.78m, await stage.Stage.Booked());
        await stage.Noticed(settlement, recoveryUntilDate: "2026-11-10");
        Assert.Equal(1_095.89m, await stage.Stage.Booked());
        var lines = (await stage.Officer.Ask($"{stage.Contract}/ledger").Is(200))["items"]!.AsArray();
        Assert.Equal("settlement.notice-given", (string?)lines[^1]!["act"]);
    }

    [Fact]
    public async Task The_page_is_html_for_a_browser_and_encodes_what_people_typed()
    {
        var stage = await SettlementStage.In(service, c => c["title"] = "<script>alert(1)</script> Dijk & dam");
        await stage.Worked("2026-01-01", "2026-07-19", hours: 18, reference: "HB-<001>");
        var settlement = await stage.Settled();
        using var dutch = await Page(stage.Officer, settlement, "nl");
        var text = await dutch.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal("text/html", dutch.Content.Headers.ContentType!.MediaType);
        Assert.Contains("Afrekening social return", text, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt; Dijk &amp; dam", text, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", text, StringComparison.Ordinal);
        Assert.DoesNotContain("http", text, StringComparison.Ordinal);
        Assert.Contains("HB-&lt;001&gt;", text, StringComparison.Ordinal);
        Assert.Contains("18/36 × 200/365", text, StringComparison.Ordinal);
        Assert.Contains("style-src 'sha256-", dutch.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        using var english = await Page(stage.Officer, settlement, "en");
        Assert.Contains("Social return statement", await english.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task There_is_no_statement_before_there_is_a_decision()
    {
        var stage = await SettlementStage.In(service);
        await stage.Officer.Ask($"{await stage.Opened()}/statement").IsRefused(409, "settlement.no-statement");
    }

    private static async Task<HttpResponseMessage> Page(HttpClient client, string settlement, string language)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/{settlement}/statement");
        request.Headers.Accept.ParseAdd("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8");
        request.Headers.AcceptLanguage.Add(new StringWithQualityHeaderValue(language));
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
