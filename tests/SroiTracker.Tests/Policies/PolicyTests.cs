using System.Net;
using System.Text.Json.Nodes;
using SroiTracker.Http;
using SroiTracker.Tests.Contracts;
using static SroiTracker.Tests.Contracts.Rivierenland;

namespace SroiTracker.Tests.Policies;

public class PolicyTests(RunningService service) : IClassFixture<RunningService>
{
    private HttpClient Admin => service.Administrator;

    [Fact]
    public async Task A_policy_is_shown_as_it_was_entered_with_usual_values_for_what_was_left_out()
    {
        var buyer = await Buyer(service);
        var id = await Admin.Post("policies", Policy(buyer, p => (p["cap"], p["labourShareBelow"], p["lowerPercentage"]) = (Money(300_000.00m), 30, 2))).Is(201).Id();
        var shown = await Admin.Ask($"policies/{id}").Is(200);
        Assert.Equal((5m, 30m, 2m, 1m), ((decimal)shown["percentage"]!, (decimal)shown["labourShareBelow"]!, (decimal)shown["lowerPercentage"]!, (decimal)shown["malusFactor"]!));
        Assert.Equal((3, 3, "ContractValue", "Framework", "Yearly"),
            ((int)shown["reportingMonths"]!, (int)shown["startingMonths"]!, (string?)shown["base"], (string?)shown["capScope"], (string?)shown["targets"]));
        Assert.Equal(["Works", "Services", "Supplies"], shown["natures"]!.AsArray().Select(n => (string?)n));
        Assert.Equal(300_000.00m, shown["cap"].Euros());
        var listed = (await Admin.Ask($"policies?buyerId={buyer}").Is(200))["items"]!.AsArray();
        Assert.Equal(shown.ToJsonString(), Assert.Single(listed)!.ToJsonString());
    }

    public static TheoryData<string, string, string> Wrong => new()
    {
        { """{"buyerId": null}""", "value.missing", "/buyerId" },
        { """{"buyerId": "00000000-0000-7000-8000-000000000000"}""", "organisation.unknown", "/buyerId" },
        { """{"tariefId": "00000000-0000-7000-8000-000000000000"}""", "tarief.unknown", "/tariefId" },
        { """{"name": ""}""", "value.missing", "/name" },
        { """{"validFromDate": null}""", "value.missing", "/validFromDate" },
        { """{"validToDate": "2019-01-01"}""", "policy.validity", "/validToDate" },
        { """{"percentage": null}""", "value.missing", "/percentage" },
        { """{"percentage": 101}""", "value.invalid", "/percentage" },
        { """{"natures": []}""", "value.missing", "/natures" },
        { """{"lowerPercentage": 2}""", "policy.lower-percentage", "/lowerPercentage" },
        { """{"labourShareBelow": 30}""", "policy.lower-percentage", "/lowerPercentage" },
        { """{"labourShareBelow": 30, "lowerPercentage": 5}""", "policy.lower-percentage", "/lowerPercentage" },
        { """{"malusFactor": 11}""", "value.invalid", "/malusFactor" },
        { """{"cap": {"amount": 0.00, "currency": "EUR"}}""", "amount.not-positive", "/cap" },
        { """{"priorMonths": 121}""", "value.invalid", "/priorMonths" },
        { """{"proportionality": {"labourPercentage": 101}}""", "value.invalid", "/proportionality/labourPercentage" },
        { """{"proportionality": {"yearOfLabour": {"amount": 0.00, "currency": "EUR"}}}""", "amount.not-positive", "/proportionality/yearOfLabour" },
        { """{"proportionality": {"shortMonths": -1}}""", "value.invalid", "/proportionality/shortMonths" },
        { """{"proportionality": {"personsOnShort": 1001}}""", "value.invalid", "/proportionality/personsOnShort" },
        { """{"psoTable": [{"level": "Trede 1", "percentage": null}]}""", "value.missing", "/psoTable/0/percentage" },
    };

    [Theory, MemberData(nameof(Wrong))]
    public async Task A_policy_that_cannot_be_is_refused_at_its_place(string changes, string code, string place)
    {
        var policy = Policy(await Buyer(service));
        foreach (var (name, value) in JsonNode.Parse(changes)!.AsObject()) policy[name] = value?.DeepClone();
        await Admin.Post("policies", policy).IsRefused(400, code, place);
    }

    // 194.350 ÷ 35.000 (the middle block of Utrecht) are 5,55 person-years; in 2,75 years 2,02 persons at once. Labour of 600.000 pays
    // 10 person-years of 60.000, so 3,64 at once, of which 30 % is 1,09 and 70 % is 2,55.
    [Theory, InlineData(null, true), InlineData(70, false)]
    public async Task The_policy_says_by_which_figures_a_clause_is_judged(int? labourPercentage, bool warned)
    {
        var r = await In(service, c => c["labourValue"] = Money(600_000.00m));
        var policy = Policy(r.BuyerId, p => { if (labourPercentage is { } part) p["proportionality"] = new JsonObject { ["labourPercentage"] = part }; });
        var shown = await Admin.Ask($"policies/{await Admin.Post("policies", policy).Is(201).Id()}").Is(200);
        Assert.Equal((labourPercentage ?? 30, 60_000m, 12, 1), ((int)shown["proportionality"]!["labourPercentage"]!, shown["proportionality"]!["yearOfLabour"].Euros(),
            (int)shown["proportionality"]!["shortMonths"]!, (int)shown["proportionality"]!["personsOnShort"]!));
        var proposal = await Admin.Post($"{r.Path}/clause-proposals", new { }).Is(200);
        Assert.Equal(warned, proposal["warnings"]!.AsArray().Any(w => (string?)w!["code"] == "proportionality.many-people"));
    }

    [Fact]
    public async Task A_policy_is_seen_within_the_scope_of_its_buyer_and_by_no_supplier()
    {
        var (mine, other) = (await In(service), await In(service));
        var id = await Admin.Post("policies", Policy(other.BuyerId)).Is(201).Id();
        var officer = await service.Officer(mine.BuyerId);
        await officer.Ask($"policies/{id}").IsRefused(404, "resource.not-found");
        Assert.Empty((await officer.Ask("policies").Is(200))["items"]!.AsArray());
        await officer.Post("policies", Policy(other.BuyerId)).IsRefused(400, "organisation.unknown", "/buyerId");
        await (await service.Supplier(other.SupplierId)).Ask("policies").IsRefused(403, "role.missing");
        await (await service.Someone(Role.Team)).Post("policies", Policy(other.BuyerId)).IsRefused(403, "role.missing");
    }

    [Fact]
    public async Task A_proposal_comes_from_the_policy_that_is_valid_on_the_binding_date_and_keeps_nothing()
    {
        var r = await In(service);
        var (before, valid) = (await Admin.Post("policies", Policy(r.BuyerId, p => (p["validFromDate"], p["percentage"]) = ("2020-01-01", 3))).Is(201).Id(),
            await Admin.Post("policies", Policy(r.BuyerId, p => p["validFromDate"] = "2024-03-12")).Is(201).Id());
        await Admin.Post("policies", Policy(r.BuyerId, p => (p["validFromDate"], p["percentage"]) = ("2024-03-13", 7))).Is(201);
        var rows = await service.RowCounts();
        var proposal = await Admin.Post($"{r.Path}/clause-proposals", new { }).Is(200);
        Assert.Equal(rows, await service.RowCounts());
        Assert.Equal(("Required", valid, 194_350.00m, "2024-03-12"),
            ((string?)proposal["advice"], (Guid)proposal["policyId"]!, proposal["obligation"].Euros(), (string?)proposal["boundDate"]));
        Assert.Equal((5m, Utrecht), ((decimal)proposal["clause"]!["percentage"]!, (Guid)proposal["clause"]!["tariefId"]!));
        Assert.Contains("policy.percentage", proposal["reasons"].Codes());
        Assert.Equal(["promise.no-category", "promise.labour-unknown", "promise.value", "promise.duration"], proposal["promise"]!["reasons"].Codes());
        Assert.Equal((2, 6, "Low", "Fair"), ((int)proposal["promise"]!["points"]!, (int)proposal["promise"]!["mostPoints"]!, (string?)proposal["promise"]!["level"], (string?)proposal["promise"]!["atBest"]));
        Assert.Contains("proportionality.labour-unknown", proposal["warnings"].Codes());
        Assert.True((decimal)proposal["highest"]!["personYears"]! < (decimal)proposal["lowest"]!["personYears"]!);

        var named = await Admin.Post($"{r.Path}/clause-proposals", new { policyId = before }).Is(200);
        Assert.Equal((before, 116_610.00m), ((Guid)named["policyId"]!, named["obligation"].Euros()));
        await Admin.Post($"{r.Path}/clause-proposals", new { policyId = Guid.NewGuid() }).IsRefused(400, "policy.unknown", "/policyId");
        using var withoutBody = await Admin.PostAsync($"/api/v1/{r.Path}/clause-proposals", null, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, withoutBody.StatusCode);
    }

    [Theory]
    [InlineData("threshold", """{"amount": 4000000.00, "currency": "EUR"}""", "policy.below-threshold")]
    [InlineData("minimumMonths", "34", "policy.too-short")]
    [InlineData("natures", """["Services"]""", "policy.other-nature")]
    public async Task Below_what_the_policy_asks_the_advice_is_not_required_and_a_clause_may_be_set(string field, string value, string reason)
    {
        var r = await In(service);
        await Admin.Post("policies", Policy(r.BuyerId, p => p[field] = JsonNode.Parse(value))).Is(201);
        var proposal = await Admin.Post($"{r.Path}/clause-proposals", new { }).Is(200);
        Assert.Equal("NotRequired", (string?)proposal["advice"]);
        Assert.Contains(reason, proposal["reasons"].Codes());
        Assert.Equal(194_350.00m, (await r.Set().Is(200))["obligation"].Euros());
    }

    [Fact]
    public async Task Without_a_policy_the_advice_is_unknown()
    {
        var r = await In(service);
        var proposal = await Admin.Post($"{r.Path}/clause-proposals", new { }).Is(200);
        Assert.Equal(("Unknown", "policy.none"), ((string?)proposal["advice"], proposal["reasons"].Codes().Single()));
        Assert.Null(proposal["clause"]);
    }

    [Fact]
    public async Task Who_deviates_from_the_policy_says_why()
    {
        var r = await In(service);
        var policy = await Admin.Post("policies", Policy(r.BuyerId)).Is(201).Id();
        foreach (var (field, value) in new (string, JsonNode)[] { ("percentage", 4), ("base", "BestEffort"), ("fullTimeHours", 40), ("cap", Money(1_000.00m)) })
            await r.Set(Clause(c => c[field] = value)).IsRefused(400, "clause.deviation-reason", "/deviationReason");
        var clause = await r.Set(Clause(c => (c["percentage"], c["deviationReason"]) = (4, "Kleine opdracht"))).Is(200);
        Assert.Equal((policy, "Kleine opdracht"), ((Guid)clause["policyId"]!, (string?)clause["deviationReason"]));
    }

    [Fact]
    public async Task A_policy_that_comes_after_the_clause_does_not_touch_it()
    {
        var r = await In(service);
        await r.Set().Is(200);
        await Admin.Post("policies", Policy(r.BuyerId, p => (p["priorMonths"], p["daysBeforeStartCount"]) = (6, true))).Is(201);
        await r.Amend(new { fromDate = "2025-07-01", reason = "Meerwerk", value = Money(4_500_000.00m) }).Is(201);
        Assert.Null((await Admin.Ask(r.Path).Is(200))["clause"]!["policyId"]);
        Assert.Equal(new DateOnly(2024, 4, 1), (await service.Read(s => SroiTracker.Contracts.CountingFrames.Of(s, r.ContractId)))!.Window.Start);
    }

    [Fact]
    public async Task Tarief_and_full_time_week_come_from_the_policy_where_the_officer_leaves_them_open()
    {
        var r = await In(service);
        await Admin.Post("policies", Policy(r.BuyerId, p => p["fullTimeHours"] = 38)).Is(201);
        var clause = await r.Set(Clause(c => c.Remove("tariefId"))).Is(200);
        Assert.Equal((Utrecht, 38m), ((Guid)clause["tariefId"]!, (decimal)clause["fullTimeHours"]!));
    }

    [Fact]
    public async Task The_months_of_the_policy_decide_which_days_count()
    {
        var r = await In(service);
        await Admin.Post("policies", Policy(r.BuyerId, p => (p["priorMonths"], p["laterMonths"], p["daysBeforeStartCount"], p["startingMonths"]) = (2, 3, true, 6))).Is(201);
        await r.Set().Is(200);
        var frame = await service.Read(s => SroiTracker.Contracts.CountingFrames.Of(s, r.ContractId));
        Assert.Equal((new DateOnly(2024, 2, 1), new DateOnly(2027, 3, 31)), (frame!.Window.Start, frame.Window.End));
        Assert.Equal("Starting", (string?)(await r.Progress("?at=2024-09-30"))["state"]);
        Assert.Equal("Behind", (string?)(await r.Progress("?at=2024-10-01"))["state"]);
    }

    private static JsonObject Policy(Guid buyer, Action<JsonObject>? change = null)
    {
        var policy = new JsonObject { ["buyerId"] = buyer, ["name"] = "Inkoopbeleid", ["validFromDate"] = "2020-01-01", ["percentage"] = 5, ["tariefId"] = Utrecht };
        change?.Invoke(policy);
        return policy;
    }
}
