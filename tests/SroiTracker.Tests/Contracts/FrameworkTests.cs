using System.Text.Json.Nodes;
using static SroiTracker.Tests.Contracts.Rivierenland;

namespace SroiTracker.Tests.Contracts;

public class FrameworkTests(RunningService service) : IClassFixture<RunningService>
{
    private HttpClient Admin => service.Administrator;

    [Fact]
    public async Task Where_the_framework_carries_the_obligation_a_call_off_has_none()
    {
        var framework = await Framework();
        await framework.Set().IsRefused(400, "value.missing", "/level");
        await framework.Set(Clause(c => c["level"] = "Contract")).IsRefused(400, "clause.level", "/level");
        await framework.Set(Clause(c => c["level"] = "OnFramework")).Is(200);
        var callOff = await CallOff(framework, 1_000_000.00m);
        Assert.Null((await Admin.Ask(callOff.Path).Is(200))["clause"]);
        await callOff.Set().IsRefused(409, "clause.on-framework");
        Assert.Equal("NoObligation", (string?)(await callOff.Progress())["state"]);
    }

    [Fact]
    public async Task Call_offs_inherit_clause_and_Tarief_and_the_framework_shows_their_sum()
    {
        var framework = await Framework();
        var early = await CallOff(framework, 1_000_000.00m);
        var clause = await framework.Set(Clause(c => c["level"] = "OnCallOffs")).Is(200);
        Assert.Equal(50_000.00m, clause["obligation"].Euros());
        var late = await CallOff(framework, 500_000.00m);
        Assert.Equal(25_000.00m, (await Admin.Ask(late.Path).Is(200))["obligation"].Euros());
        Assert.Equal(75_000.00m, (await framework.Progress())["obligation"].Euros());
        Assert.Equal(75_000.00m, (await Admin.Ask(framework.Path).Is(200))["obligation"].Euros());

        await early.Verified(await early.Reported("2026-01-01", "2026-07-19", "2026-07-19"), "2026-07-19");
        var sum = await framework.Progress();
        Assert.Equal((10_958.90m, 64_041.10m), (sum["counted"].Euros(), sum["open"].Euros()));
        Assert.Equal(10_958.90m, sum["years"]!.AsArray().Sum(y => y!["counted"].Euros()));
        Assert.Equal(9_917.81m, (await framework.Progress("?at=2026-06-30"))["counted"].Euros());
        Assert.Equal(0m, (await late.Progress())["counted"].Euros());
    }

    [Fact]
    public async Task A_call_off_without_a_value_inherits_once_it_has_one()
    {
        var framework = await Framework();
        await framework.Set(Clause(c => c["level"] = "OnCallOffs")).Is(200);
        var callOff = await CallOff(framework, null);
        Assert.Null((await Admin.Ask(callOff.Path).Is(200))["clause"]);
        var shown = await Admin.Put(callOff.Path, await Admin.ETag(callOff.Path), CallOffEntry(framework, 200_000.00m)).Is(200);
        Assert.Equal(10_000.00m, shown["obligation"].Euros());
        Assert.Equal(10_000.00m, (await framework.Progress())["obligation"].Euros());
    }

    [Fact]
    public async Task A_cap_is_tested_on_the_framework_so_each_call_off_takes_what_is_left_of_it()
    {
        var framework = await Framework();
        await framework.Set(Clause(c => (c["level"], c["cap"]) = ("OnCallOffs", Money(60_000.00m)))).Is(200);
        var obligations = new List<decimal?>();
        foreach (var value in new[] { 1_000_000.00m, 500_000.00m, 500_000.00m })
            obligations.Add((await Admin.Ask((await CallOff(framework, value)).Path).Is(200))["obligation"].Euros());
        Assert.Equal([50_000.00m, 10_000.00m, 0m], obligations);
        Assert.Equal(60_000.00m, (await framework.Progress())["obligation"].Euros());
    }

    [Fact]
    public async Task A_call_off_that_deviates_from_its_framework_says_why()
    {
        var framework = await Framework();
        await framework.Set(Clause(c => c["level"] = "OnCallOffs")).Is(200);
        var callOff = await CallOff(framework, 1_000_000.00m);
        await callOff.Set(Clause(c => c["percentage"] = 3)).IsRefused(400, "clause.deviation-reason", "/deviationReason");
        Assert.Equal(30_000.00m, (await callOff.Set(Clause(c => (c["percentage"], c["deviationReason"]) = (3, "Weinig arbeid"))).Is(200))["obligation"].Euros());
        Assert.Equal(30_000.00m, (await framework.Progress())["obligation"].Euros());
        await callOff.Set(Clause(c => c["level"] = "OnFramework")).IsRefused(400, "clause.level", "/level");
        await framework.Set(Clause(c => c["level"] = "OnFramework")).IsRefused(409, "clause.on-call-offs");
    }

    [Fact]
    public async Task A_proposal_for_a_call_off_is_the_clause_of_its_framework()
    {
        var framework = await Framework();
        await framework.Set(Clause(c => c["level"] = "OnCallOffs")).Is(200);
        var callOff = await CallOff(framework, 1_000_000.00m);
        var proposal = await Admin.Post($"{callOff.Path}/clause-proposals", new { }).Is(200);
        Assert.Equal(["policy.inherited"], proposal["reasons"].Codes());
        Assert.Equal((5m, Utrecht, 50_000.00m), ((decimal)proposal["clause"]!["percentage"]!, (Guid)proposal["clause"]!["tariefId"]!, proposal["obligation"].Euros()));
    }

    [Fact]
    public async Task A_framework_of_another_buyer_binds_who_cannot_see_it()
    {
        var framework = await Framework();
        await framework.Set(Clause(c => c["level"] = "OnFramework")).Is(200);
        var buyer = await Buyer(service);
        var callOff = await Admin.Post("contracts", CallOffEntry(framework with { BuyerId = buyer }, 1_000_000.00m)).Is(201).Id();
        var officer = await service.Officer(buyer);
        await officer.Ask(framework.Path).IsRefused(404, "resource.not-found");
        await officer.Put($"contracts/{callOff}/clause", "\"v1\"", Clause()).IsRefused(409, "clause.on-framework");
        var proposal = await officer.Post($"contracts/{callOff}/clause-proposals", new { }).Is(200);
        Assert.Equal(("NotRequired", "policy.on-framework"), ((string?)proposal["advice"], proposal["reasons"].Codes().Single()));
        var entry = CallOffEntry(framework with { BuyerId = buyer }, 1_000_000.00m);
        entry["title"] = "Perceel 2";
        await officer.Put($"contracts/{callOff}", "\"v1\"", entry).Is(200);
        await officer.Post("contracts", entry).IsRefused(400, "contract.parent-unknown", "/parentId");
    }

    [Fact]
    public async Task A_fixed_amount_is_of_the_whole_so_a_call_off_does_not_inherit_it()
    {
        var framework = await Framework();
        await framework.Set(Clause(c => (c["level"], c["base"], c["fixedAmount"]) = ("OnCallOffs", "FixedAmount", Money(90_000.00m)))).Is(200);
        var callOff = await CallOff(framework, 1_000_000.00m);
        Assert.Null((await Admin.Ask(callOff.Path).Is(200))["clause"]);
        Assert.Equal(30_000.00m, (await callOff.Set(Clause(c => (c["base"], c["fixedAmount"]) = ("FixedAmount", Money(30_000.00m)))).Is(200))["obligation"].Euros());
        Assert.Equal(30_000.00m, (await framework.Progress())["obligation"].Euros());
    }

    [Fact]
    public async Task Only_a_framework_agreement_has_call_offs_and_it_stays_one()
    {
        var (framework, single) = (await Framework(), await In(service));
        await Admin.Post("contracts", CallOffEntry(single, 1m)).IsRefused(400, "contract.parent-unknown", "/parentId");
        await CallOff(framework, 1_000_000.00m);
        await Admin.Put(framework.Path, await Admin.ETag(framework.Path), Entry(framework.BuyerId, framework.SupplierId)).IsRefused(409, "contract.has-call-offs");
    }

    [Fact]
    public async Task On_a_framework_whose_call_offs_carry_the_obligation_nothing_is_counted_itself()
    {
        var framework = await Framework();
        await framework.Set(Clause(c => c["level"] = "OnCallOffs")).Is(200);
        Assert.Null(await service.Read(s => SroiTracker.Contracts.CountingFrames.Of(s, framework.ContractId)));
        var callOff = await CallOff(framework, 1_000_000.00m);
        Assert.NotNull(await service.Read(s => SroiTracker.Contracts.CountingFrames.Of(s, callOff.ContractId)));
    }

    [Theory]
    [InlineData("OnFramework", "allocation.on-framework")]
    [InlineData("OnCallOffs", "allocation.on-call-offs")]
    public async Task A_placement_goes_to_the_level_that_carries_the_obligation_and_is_refused_on_the_other(string level, string code)
    {
        var framework = await Framework();
        await framework.Set(Clause(c => c["level"] = level)).Is(200);
        var callOff = await CallOff(framework, 1_000_000.00m);
        var (carries, other) = level == "OnFramework" ? (framework, callOff) : (callOff, framework);
        var supplier = await service.Supplier(framework.SupplierId);
        await supplier.Post("placements", Report(other.ContractId, "N1")).IsRefused(400, code, "/allocations/0");
        var id = await carries.Reported("2026-01-01", "2026-07-19", "2026-07-19");
        await carries.Verified(id, "2026-07-19");
        Assert.Equal(10_958.90m, (await framework.Progress())["counted"].Euros());
    }

    [Fact]
    public async Task What_was_reported_before_the_level_was_chosen_may_be_reported_on_and_counts_nothing()
    {
        var framework = await Framework();
        var callOff = await CallOff(framework, 1_000_000.00m);
        var supplier = await service.Supplier(framework.SupplierId);
        var report = Report(callOff.ContractId, "N2");
        var id = await supplier.Post("placements", report).Is(201).Id();
        await framework.Set(Clause(c => c["level"] = "OnFramework")).Is(200);
        report["reportedThroughDate"] = "2026-08-31";
        await supplier.Put($"placements/{id}", await supplier.ETag($"placements/{id}"), report).Is(200);
        Assert.Equal(0m, (await framework.Progress())["waiting"].Euros());
    }

    [Fact]
    public async Task An_amendment_of_the_framework_is_for_call_offs_that_start_later_and_leaves_those_there_are()
    {
        var framework = await Framework();
        await framework.Set(Clause(c => c["level"] = "OnCallOffs")).Is(200);
        var early = await CallOff(framework, 1_000_000.00m);
        await framework.Amend(new { fromDate = "2026-01-01", reason = "Afgesproken", percentage = 3.0m }).Is(201);
        Assert.Equal(50_000.00m, (await Admin.Ask(early.Path).Is(200))["obligation"].Euros());
        // Entered after the amendment, but it started before it holds.
        Assert.Equal(50_000.00m, (await Admin.Ask((await CallOff(framework, 1_000_000.00m)).Path).Is(200))["obligation"].Euros());
        var later = await CallOff(framework, 1_000_000.00m, "2026-02-01");
        Assert.Equal(30_000.00m, (await Admin.Ask(later.Path).Is(200))["obligation"].Euros());
        var proposal = await Admin.Post($"{later.Path}/clause-proposals", new { }).Is(200);
        Assert.Equal(3m, (decimal)proposal["clause"]!["percentage"]!);
        Assert.Equal(130_000.00m, (await framework.Progress())["obligation"].Euros());
        // A call-off is amended by itself, and says why it deviates.
        Assert.Equal(20_000.00m, (await early.Amend(new { fromDate = "2026-01-01", reason = "Weinig arbeid", percentage = 2.0m }).Is(201))["obligation"].Euros());
        Assert.Equal(100_000.00m, (await framework.Progress())["obligation"].Euros());
    }

    [Fact]
    public async Task Where_the_cap_is_of_each_call_off_every_call_off_has_it_whole()
    {
        var buyer = await Buyer(service);
        await Admin.Post("policies", new
        {
            buyerId = buyer, name = "Beleid", validFromDate = "2020-01-01", natures = new[] { "Works" }, percentage = 5m, @base = "ContractValue", cap = Money(30_000.00m), capScope = "CallOff", tariefId = Utrecht,
        }).Is(201);
        var supplier = await Supplier(service);
        var framework = new Rivierenland(service, buyer, supplier, await Admin.Post("contracts", Entry(buyer, supplier, e => (e["kind"], e["value"]) = ("FrameworkAgreement", Money(5_000_000.00m)))).Is(201).Id());
        await framework.Set(Clause(c => (c["level"], c["cap"]) = ("OnCallOffs", Money(30_000.00m)))).Is(200);
        foreach (var (value, obligation) in new[] { (1_000_000.00m, 30_000.00m), (400_000.00m, 20_000.00m), (2_000_000.00m, 30_000.00m) })
            Assert.Equal(obligation, (await Admin.Ask((await CallOff(framework, value)).Path).Is(200))["obligation"].Euros());
        Assert.Equal(80_000.00m, (await framework.Progress())["obligation"].Euros());
    }

    // The estimate of the framework is 5.000.000, of a call-off 100.000; the policy asks from 250.000 and from 6 months on.
    [Theory]
    [InlineData("Framework", "Required")]
    [InlineData("CallOff", "NotRequired")]
    public async Task The_threshold_is_tested_on_the_framework_unless_the_policy_says_call_off(string scope, string advice)
    {
        var buyer = await Buyer(service);
        await Admin.Post("policies", new
        {
            buyerId = buyer, name = "Beleid", validFromDate = "2020-01-01", natures = new[] { "Works" }, threshold = Money(250_000.00m), minimumMonths = 6, percentage = 5m, @base = "ContractValue", capScope = scope, tariefId = Utrecht,
        }).Is(201);
        var supplier = await Supplier(service);
        var framework = new Rivierenland(service, buyer, supplier, await Admin.Post("contracts", Entry(buyer, supplier, e => (e["kind"], e["value"]) = ("FrameworkAgreement", Money(5_000_000.00m)))).Is(201).Id());
        var callOff = await CallOff(framework, 100_000.00m);
        var proposal = await Admin.Post($"{callOff.Path}/clause-proposals", new { }).Is(200);
        Assert.Equal(advice, (string?)proposal["advice"]);
        // An advice is never a refusal.
        await callOff.Set(Clause()).Is(200);
    }

    private static JsonObject Report(Guid contractId, string reference) => new()
    {
        ["supplierReference"] = reference, ["candidate"] = "candidate-of-the-levels-00000001", ["bouwblok"] = "participatiewet", ["doelgroep"] = "Participatiewet",
        ["doelgroepindicatie"] = new JsonObject { ["status"] = "None" }, ["placementMethod"] = "Individueel", ["employment"] = "Dienstverband", ["hoursPerWeek"] = 18,
        ["startDate"] = "2026-01-01", ["reportedThroughDate"] = "2026-07-19", ["permanent"] = false,
        ["allocations"] = new JsonArray(new JsonObject { ["contractId"] = contractId, ["percentage"] = 100 }),
    };

    private Task<Rivierenland> Framework() => In(service, e => (e["kind"], e["value"]) = ("FrameworkAgreement", Money(5_000_000.00m)));

    private static JsonObject CallOffEntry(Rivierenland framework, decimal? value, string start = "2025-01-01") => Entry(framework.BuyerId, framework.SupplierId, e =>
        (e["kind"], e["parentId"], e["value"], e["startDate"]) = ("CallOff", framework.ContractId, value is { } amount ? Money(amount) : null, start));

    private async Task<Rivierenland> CallOff(Rivierenland framework, decimal? value, string start = "2025-01-01") =>
        framework with { ContractId = await Admin.Post("contracts", CallOffEntry(framework, value, start)).Is(201).Id() };
}
