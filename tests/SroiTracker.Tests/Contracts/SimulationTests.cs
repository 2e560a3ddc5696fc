using System.Text.Json.Nodes;
using SroiTracker.Tests.Http;
using static SroiTracker.Tests.Contracts.Rivierenland;

namespace SroiTracker.Tests.Contracts;

/// <summary>What people who are not there yet, or another Tarief, would bring to a contract of 194.350 that ends on 31 December 2026; today is 22 November 2026.</summary>
public class SimulationTests(RunningService service) : IClassFixture<RunningService>
{
    private static readonly Guid Older = new("6f1d0a52-8c1e-4f0b-9a57-2d6c1b7e4a01");

    [Fact]
    public async Task Two_people_from_the_banenafspraak_for_11_months_at_28_hours()
    {
        var r = await With(later: 24);
        await r.Verified(await r.Reported("2026-01-01", "2026-07-19", "2026-07-19"), "2026-07-19");
        var before = await service.RowCounts();
        var answer = await service.Administrator.Ask($"{r.Path}/what-if?people=2&doelgroep=Banenafspraak&months=11&hoursPerWeek=28").Is(200);
        Assert.Equal((194_350m, 10_958.90m, 183_391.10m), (answer["obligation"].Euros(), answer["forecast"].Euros(), answer["openByForecast"].Euros()));
        var block = Assert.Single(answer["bouwblokken"]!.AsArray())!;
        var people = block["people"]!;
        // 50.000 × 28/36 × 334/365: from 22 November 2026 through 21 October 2027.
        Assert.Equal(("banenafspraak", 2, "2026-11-22", "2027-10-21", 35_586.00m, 71_172.00m),
            ((string?)people["bouwblok"], (int)people["count"]!, (string?)people["startDate"], (string?)people["endDate"], people["valueOfOne"].Euros()!.Value, people["value"].Euros()!.Value));
        Assert.Equal(["€ 50.000 × 28/36 × 40/365", "€ 50.000 × 28/36 × 294/365"], people["parts"]!.AsArray().Select(p => (string)p!["formula"]!));
        // 183.391,10 ÷ 35.586,00 is a little more than five people.
        Assert.Equal((112_219.10m, 6), (block["openAfter"].Euros(), (int)block["peopleToClose"]!));
        Assert.Empty(answer["warnings"]!.AsArray());
        Assert.Equal(before, await service.RowCounts());
    }

    [Fact]
    public async Task Each_block_for_a_Doelgroep_is_told_the_lowest_first_and_time_in_it_decides_between_them()
    {
        var r = await With(tarief: Older);
        const string people = "doelgroep=WW&hoursPerWeek=36&months=12&startDate=2025-12-31";
        var both = await service.Administrator.Ask($"{r.Path}/what-if?{people}").Is(200);
        Assert.Equal(["ww-under-1-year 15000", "ww-over-1-year 20000"], Blocks(both));
        Assert.Equal(["ww-over-1-year 20000"], Blocks(await service.Administrator.Ask($"{r.Path}/what-if?{people}&doelgroepSinceDate=2020-01-01").Is(200)));
        var none = await service.Administrator.Ask($"{r.Path}/what-if?doelgroep=Justitiabele&hoursPerWeek=36").Is(200);
        Assert.Empty(none["bouwblokken"]!.AsArray());
        Assert.Equal(["candidate.not-served"], none["warnings"].Codes());
    }

    [Fact]
    public async Task Days_after_the_contract_are_told_apart_and_people_who_bring_nothing_close_nothing()
    {
        var r = await With();
        var answer = await service.Administrator.Ask($"{r.Path}/what-if?doelgroep=WW&hoursPerWeek=36&startDate=2027-01-01&months=3").Is(200);
        var block = answer["bouwblokken"]![0]!;
        Assert.Equal((0m, null), (block["people"]!["value"].Euros(), block["peopleToClose"]));
        Assert.Equal("1 januari 2027 tot en met 31 maart 2027 (90 dagen) telt niet: buiten de looptijd van het contract.", (string?)block["people"]!["reasons"]![0]!["detail"]);
    }

    [Theory]
    [InlineData("hoursPerWeek=28", "value.missing", "doelgroep")]
    [InlineData("doelgroep=Iedereen&hoursPerWeek=28", "value.invalid", "doelgroep")]
    [InlineData("doelgroep=3&hoursPerWeek=28", "value.invalid", "doelgroep")]
    [InlineData("doelgroep=WW", "value.missing", "hoursPerWeek")]
    [InlineData("doelgroep=WW&hoursPerWeek=81", "placement.hours", "hoursPerWeek")]
    [InlineData("doelgroep=WW&hoursPerWeek=veel", "value.invalid", "hoursPerWeek")]
    [InlineData("doelgroep=WW&hoursPerWeek=28&people=0", "value.invalid", "people")]
    [InlineData("doelgroep=WW&hoursPerWeek=28&months=0", "value.invalid", "months")]
    [InlineData("doelgroep=WW&hoursPerWeek=28&months=3&endDate=2026-12-31", "simulation.end", "months")]
    [InlineData("doelgroep=WW&hoursPerWeek=28&endDate=2026-01-01", "placement.end-before-start", "endDate")]
    [InlineData("doelgroep=WW&hoursPerWeek=28&startDate=1889-01-01", "date.implausible", "startDate")]
    [InlineData("doelgroep=WW&hoursPerWeek=28&jaren=2", "value.unknown", "jaren")]
    public async Task What_cannot_be_asked_is_refused_at_its_place(string query, string code, string place)
    {
        var r = await With();
        await service.Administrator.Ask($"{r.Path}/what-if?{query}").IsRefused(400, code, place);
    }

    [Fact]
    public async Task People_are_added_to_where_the_contract_stands()
    {
        var r = await With();
        await r.Verified(await r.Reported("2026-01-01", "2026-07-19", "2026-07-19"), "2026-07-19");
        var before = await service.RowCounts();
        var answer = await Simulated(r, new
        {
            people = new object[]
            {
                // 326 days of 2026 are past; 40.000 and 20.000 a year.
                new { count = 3, doelgroep = "Participatiewet", hoursPerWeek = 36, startDate = "2026-01-01", months = 12 },
                new { bouwblok = "ww", hoursPerWeek = 18, startDate = "2026-12-01", endDate = "2027-11-30", ageBand = "From50To54", bonuses = new[] { "age-from-50", "permanent-contract" } },
            },
        });
        var people = answer["people"]!.AsArray();
        Assert.Equal([120_000m, 10_849.32m], people.Select(p => p!["value"].Euros()!.Value));
        Assert.Equal(["WW age-from-50 10000"], people[1]!["bonuses"]!.AsArray().Select(b => $"{people[1]!["doelgroep"]} {b!["code"]} {b["amount"].Euros():0}"));
        Assert.Equal(["counting.outside-contract"], people[1]!["reasons"].Codes());
        Assert.Equal(["bonus.not-met"], people[1]!["warnings"].Codes());
        Assert.Equal(("Behind", 10_958.90m, 10_958.90m, 183_391.10m, 183_391.10m), Stand(answer["before"]!));
        // 3 × 40.000 × 326/365 = 107.178,09.
        Assert.Equal(("Behind", 118_136.99m, 141_808.22m, 76_213.01m, 52_541.78m), Stand(answer["after"]!));
        Assert.Null(answer["tarief"]);
        Assert.Equal(before, await service.RowCounts());
    }

    [Fact]
    public async Task Enough_people_bring_a_contract_on_track_or_fulfil_it()
    {
        var r = await With();
        var forecast = await Simulated(r, new { people = new[] { new { count = 100, doelgroep = "Banenafspraak", hoursPerWeek = 36, startDate = "2026-11-23", permanent = true } } });
        Assert.Equal(("Behind", "OnTrack"), ((string?)forecast["before"]!["state"], (string?)forecast["after"]!["state"]));
        Assert.Equal(("2026-12-31", 534_247.00m, 0m), ((string?)forecast["people"]![0]!["endDate"], forecast["after"]!["forecast"].Euros(), forecast["after"]!["openByForecast"].Euros()));
        var counted = await Simulated(r, new { people = new[] { new { count = 10, doelgroep = "Banenafspraak", hoursPerWeek = 36, startDate = "2026-01-01", months = 6 } } });
        Assert.Equal("Fulfilled", (string?)counted["after"]!["state"]);
    }

    [Fact]
    public async Task Another_Tarief_values_what_is_there_again_and_says_which_blocks_it_lacks()
    {
        var r = await With();
        await r.Verified(await r.Reported("2026-01-01", "2026-07-19", "2026-07-19"), "2026-07-19");
        var tarief = await Published(20_000);
        var half = await Simulated(r, new { tariefId = tarief });
        Assert.Equal((-5_479.45m, 0), (half["tarief"]!["countedDifference"].Euros(), half["tarief"]!["missingBouwblokken"]!.AsArray().Count));
        Assert.Equal(("Behind", 5_479.45m, 5_479.45m, 188_870.55m, 188_870.55m), Stand(half["after"]!));
        var older = await Simulated(r, new { tariefId = Older, people = new[] { new { bouwblok = "ww-over-1-year", hoursPerWeek = 36, startDate = "2026-01-01", endDate = "2026-06-30" } } });
        Assert.Equal((-10_958.90m, "participatiewet"), (older["tarief"]!["countedDifference"].Euros(), (string?)Assert.Single(older["tarief"]!["missingBouwblokken"]!.AsArray())));
        Assert.Equal(9_917.81m, older["after"]!["counted"].Euros());
        Assert.Equal(10_958.90m, (await r.Progress())["counted"].Euros());
    }

    [Fact]
    public async Task Which_blocks_it_lacks_a_supplier_is_told_of_its_own_people_only()
    {
        var partner = await Rivierenland.Supplier(service, "De Partner B.V.");
        var r = await Rivierenland.In(service, e => (e["supplierIds"], e["supplierRole"]) = (new JsonArray(e["supplierIds"]![0]!.DeepClone(), partner), "Joint"));
        await r.Set().Is(200);
        await r.Verified(await r.Reported("2026-01-01", "2026-07-19", "2026-07-19"), "2026-07-19");
        var (own, others) = (await service.Supplier(r.SupplierId), await service.Supplier(partner));
        var seen = await own.Post($"{r.Path}/simulations", new { tariefId = Older }).Is(200);
        var unseen = await others.Post($"{r.Path}/simulations", new { tariefId = Older }).Is(200);
        Assert.Equal("participatiewet", (string?)Assert.Single(seen["tarief"]!["missingBouwblokken"]!.AsArray()));
        Assert.Empty(unseen["tarief"]!["missingBouwblokken"]!.AsArray());
        Assert.Equal(seen["after"]!["counted"].Euros(), unseen["after"]!["counted"].Euros());
    }

    [Fact]
    public async Task A_week_that_the_clause_sets_apart_stays_under_another_Tarief()
    {
        var r = await With(c => c["fullTimeHours"] = 40);
        var people = new[] { new { doelgroep = "Participatiewet", hoursPerWeek = 18, startDate = "2026-01-01", endDate = "2026-07-19" } };
        Assert.Equal(9_863.01m, (await Simulated(r, new { people }))["after"]!["counted"].Euros());
        Assert.Equal(4_931.51m, (await Simulated(r, new { people, tariefId = await Published(20_000) }))["after"]!["counted"].Euros());
    }

    public static TheoryData<string, string, string> Wrong => new()
    {
        { "{}", "simulation.empty", "/people" },
        { """{"people":[]}""", "simulation.empty", "/people" },
        { """{"tariefId":"00000000-0000-7000-8000-000000000001"}""", "tarief.unknown", "/tariefId" },
        { """{"people":[{"hoursPerWeek":36,"months":1}]}""", "simulation.who", "/people/0/doelgroep" },
        { """{"people":[{"doelgroep":"WW","months":1}]}""", "value.missing", "/people/0/hoursPerWeek" },
        { """{"people":[{"doelgroep":"WW","hoursPerWeek":36}]}""", "simulation.end", "/people/0/months" },
        { """{"people":[{"doelgroep":"WW","hoursPerWeek":36,"months":1},{"bouwblok":"x","hoursPerWeek":36,"months":1}]}""", "bouwblok.unknown", "/people/1/bouwblok" },
        { """{"people":[{"bouwblok":"social-activity","hoursPerWeek":36,"months":1}]}""", "bouwblok.not-for-placements", "/people/0/bouwblok" },
        { """{"people":[{"bouwblok":"ww","hoursPerWeek":36,"months":1,"bonuses":["x"]}]}""", "bonus.unknown", "/people/0/bonuses/0" },
        { """{"people":[{"bouwblok":"ww","hoursPerWeek":36,"months":1,"count":1001}]}""", "value.invalid", "/people/0/count" },
        { """{"people":[{"bouwblok":"ww","hoursPerWeek":36,"startDate":"2026-02-01","endDate":"2026-01-31"}]}""", "placement.end-before-start", "/people/0/endDate" },
    };

    [Theory, MemberData(nameof(Wrong))]
    public async Task What_cannot_be_thought_of_is_refused_at_its_place(string body, string code, string place)
    {
        var r = await With();
        await service.Administrator.Post($"{r.Path}/simulations", JsonNode.Parse(body)!).IsRefused(400, code, place);
    }

    [Fact]
    public async Task A_contract_on_which_nothing_can_count_says_so()
    {
        var r = await In(service);
        await service.Administrator.Ask($"{r.Path}/what-if?doelgroep=WW&hoursPerWeek=36").IsRefused(409, "contract.not-counted");
        await service.Administrator.Post($"{r.Path}/simulations", new { tariefId = Utrecht }).IsRefused(409, "contract.not-counted");
    }

    [Fact]
    public async Task Outside_its_scope_a_contract_does_not_exist_and_inside_it_its_supplier_sees_the_one_total()
    {
        var (r, other) = (await With(), await With());
        await r.Verified(await r.Reported("2026-01-01", "2026-07-19", "2026-07-19"), "2026-07-19");
        var body = new { tariefId = await Published(20_000) };
        foreach (var stranger in new[] { await service.Supplier(other.SupplierId), await service.Officer(other.BuyerId) })
        {
            await stranger.Ask($"{r.Path}/what-if?doelgroep=WW&hoursPerWeek=36").IsRefused(404, "resource.not-found");
            await stranger.Post($"{r.Path}/simulations", body).IsRefused(404, "resource.not-found");
        }
        var supplier = await service.Supplier(r.SupplierId);
        Assert.Equal(5_479.45m, (await supplier.Post($"{r.Path}/simulations", body).Is(200))["after"]!["counted"].Euros());
        Assert.Equal(183_391.10m, (await supplier.Ask($"{r.Path}/what-if?doelgroep=WW&hoursPerWeek=36").Is(200))["open"].Euros());
        await (await service.Someone(SroiTracker.Http.Role.Auditor)).Post($"{r.Path}/simulations", body).IsRefused(403, "role.missing");
    }

    private async Task<Rivierenland> With(Action<JsonObject>? clause = null, int later = 0, Guid? tarief = null)
    {
        var r = await In(service);
        Guid? policy = later == 0 ? null : await service.Administrator.Post("policies", new
        {
            buyerId = r.BuyerId, name = "Beleid", validFromDate = "2020-01-01", percentage = 5, tariefId = tarief ?? Utrecht, laterMonths = later,
        }).Is(201).Id();
        await r.Set(Clause(c =>
        {
            (c["tariefId"], c["policyId"]) = (tarief ?? Utrecht, policy);
            clause?.Invoke(c);
        })).Is(200);
        return r;
    }

    private Task<Guid> Published(decimal amount) => service.Administrator.Post("tarieven", ExampleRequests.Tarief(t =>
    {
        (t["basis"], t["maximumScope"], t["bonuses"]) = ("Days", "Contract", new JsonArray());
        t["bouwblokken"] = new JsonArray(new JsonObject { ["code"] = "participatiewet", ["name"] = "Participatiewet", ["amount"] = Money(amount), ["serves"] = new JsonArray("Participatiewet") });
    })).Is(201).Id();

    private Task<JsonNode> Simulated(Rivierenland r, object body) => service.Administrator.Post($"{r.Path}/simulations", body).Is(200);

    private static IEnumerable<string> Blocks(JsonNode answer) =>
        answer["bouwblokken"]!.AsArray().Select(b => FormattableString.Invariant($"{b!["people"]!["bouwblok"]} {b["people"]!["value"].Euros():0}"));

    private static (string?, decimal, decimal, decimal, decimal) Stand(JsonNode stand) => ((string?)stand["state"], stand["counted"].Euros()!.Value,
        stand["forecast"].Euros()!.Value, stand["open"].Euros()!.Value, stand["openByForecast"].Euros()!.Value);
}
