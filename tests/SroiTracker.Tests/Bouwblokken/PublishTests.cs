using System.Text.Json.Nodes;
using SroiTracker.Http;
using SroiTracker.Tests.Contracts;
using SroiTracker.Tests.Http;

namespace SroiTracker.Tests.Bouwblokken;

/// <summary>Tarief versions are published for good, and compared.</summary>
public class PublishTests(RunningService service) : IClassFixture<RunningService>
{
    private HttpClient Admin => service.Administrator;

    [Fact]
    public async Task What_is_published_is_shown_as_it_was_sent_with_an_id_of_its_own()
    {
        var sent = ExampleRequests.Tarief();
        using var answer = await Admin.Post("tarieven", sent);
        var published = await Task.FromResult(answer).Is(201);
        Assert.Equal(("\"v1\"", $"/api/v1/tarieven/{published["id"]}"), (answer.Headers.ETag!.ToString(), answer.Headers.Location!.ToString()));
        var shown = (await Admin.Ask($"tarieven/{published["id"]}").Is(200)).AsObject();
        Assert.True(JsonNode.DeepEquals(published, shown));
        shown.Remove("id");
        Assert.True(JsonNode.DeepEquals(sent, shown), shown.ToJsonString());
    }

    [Fact]
    public async Task What_was_read_may_be_changed_and_sent_as_the_next_version()
    {
        var first = await Admin.Post("tarieven", ExampleRequests.Tarief()).Is(201);
        var next = first.DeepClone().AsObject();
        (next["version"], next["bouwblokken"]![0]!["amount"]) = ("2027", Rivierenland.Money(1_300.00m));
        var second = await Admin.Post("tarieven", next).Is(201);
        Assert.NotEqual((Guid)first["id"]!, (Guid)second["id"]!);
        Assert.Equal(1_250.00m, (await Admin.Ask($"tarieven/{first["id"]}").Is(200))["bouwblokken"]![0]!["amount"].Euros());
        Assert.Equal(1_300.00m, (await Admin.Ask($"tarieven/{second["id"]}").Is(200))["bouwblokken"]![0]!["amount"].Euros());
    }

    [Fact]
    public async Task What_is_left_out_has_its_usual_value()
    {
        var sent = ExampleRequests.Tarief(t =>
        {
            foreach (var usual in new[] { "validFromDate", "validToDate", "fullTimeHours", "basis", "maximumScope", "bonuses" }) t.Remove(usual);
            t["bouwblokken"] = new JsonArray(new JsonObject { ["code"] = "wia", ["name"] = "WIA", ["amount"] = Rivierenland.Money(40_000) });
        });
        var shown = await Admin.Post("tarieven", sent).Is(201);
        Assert.Equal((36m, "Days", "Contract", null), ((decimal)shown["fullTimeHours"]!, (string?)shown["basis"], (string?)shown["maximumScope"], shown["validFromDate"]));
        var block = shown["bouwblokken"]![0]!;
        Assert.Equal(("FullTimeYear", null, 0m, false), ((string?)block["unit"], block["maximumMonths"], (decimal)block["minimumHoursPerWeek"]!, (bool)block["ownStaff"]!));
    }

    [Fact]
    public async Task One_region_has_a_version_once_and_the_first_stays_as_it_is()
    {
        var first = ExampleRequests.Tarief();
        var id = await Admin.Post("tarieven", first).Is(201).Id();
        var before = await service.RowCounts();
        await Admin.Post("tarieven", ExampleRequests.Tarief(t => (t["region"], t["name"]) = ((string?)first["region"], "Anders"))).IsRefused(409, "tarief.version-taken");
        Assert.Equal(before, await service.RowCounts());
        Assert.Equal("Bouwblokken", (string?)(await Admin.Ask($"tarieven/{id}").Is(200))["name"]);
    }

    [Fact]
    public async Task All_that_is_wrong_is_said_at_once_and_nothing_is_kept()
    {
        var before = await service.RowCounts();
        var wrong = ExampleRequests.Tarief(t =>
        {
            t["validToDate"] = "2025-12-31";
            t["source"] = "van de gemeente";
            t["bouwblokken"]![0]!["minimumHoursPerWeek"] = 37;
            t["bonuses"]![0]!["exclusions"] = new JsonArray("wajong");
            t["bonuses"]!.AsArray().Add(t["bonuses"]![0]!.DeepClone());
        });
        var problem = await Admin.Post("tarieven", wrong).Is(400);
        Assert.Equal(
            [
                "/bonuses/0/exclusions/0 tarief.exclusion", "/bonuses/1/code tarief.code-twice", "/bonuses/1/exclusions/0 tarief.exclusion",
                "/bouwblokken/0/minimumHoursPerWeek tarief.minimum-hours", "/source tarief.source", "/validToDate tarief.validity",
            ],
            problem["errors"]!.AsArray().Select(e => $"{e!["location"]!["pointer"]} {e["code"]}").Order(StringComparer.Ordinal));
        Assert.Equal(before, await service.RowCounts());
    }

    [Theory]
    [InlineData(Role.Supplier), InlineData(Role.Auditor), InlineData(Role.Team)]
    public async Task Only_an_officer_publishes(Role role)
    {
        var caller = role == Role.Supplier ? await service.Supplier(await Rivierenland.Supplier(service)) : await service.Someone(role);
        await caller.Post("tarieven", ExampleRequests.Tarief()).IsRefused(403, "role.missing");
    }

    [Fact]
    public async Task An_officer_of_one_buyer_makes_no_version_that_would_bind_the_contracts_of_another()
    {
        var (own, other) = (await Rivierenland.Buyer(service), await Rivierenland.Buyer(service));
        var (officer, theirs) = (await service.Officer(own), await service.Officer(other));
        var sent = ExampleRequests.Tarief();
        var published = await officer.Post("tarieven", sent).Is(201).Id();
        await Admin.Post("policies", new { buyerId = own, name = "Beleid", validFromDate = "2026-01-01", percentage = 5, tariefId = published }).Is(201);
        await officer.Post("tarieven", ExampleRequests.Tarief(t => (t["region"], t["version"]) = ((string?)sent["region"], "2027"))).Is(201);
        var next = ExampleRequests.Tarief(t => (t["region"], t["version"]) = ((string?)sent["region"], "2028"));
        await theirs.Post("tarieven", next).IsRefused(403, "tarief.region-shared");
        await Admin.Post("tarieven", next).Is(201);
    }

    [Fact]
    public async Task A_contract_is_bound_by_a_version_that_was_published_and_stays_bound_by_it()
    {
        var r = await Rivierenland.In(service);
        var sent = ExampleRequests.Tarief(t => (t["basis"], t["bouwblokken"]) = ("Days", new JsonArray(new JsonObject
        {
            ["code"] = "participatiewet", ["name"] = "Participatiewet", ["amount"] = Rivierenland.Money(20_000), ["serves"] = new JsonArray("Participatiewet"),
        })));
        sent["bonuses"]!.AsArray().Clear();
        var tarief = await Admin.Post("tarieven", sent).Is(201).Id();
        await r.Set(Rivierenland.Clause(c => c["tariefId"] = tarief)).Is(200);
        await r.Verified(await r.Reported("2026-01-01", "2026-07-19", "2026-07-19"), "2026-07-19");
        Assert.Equal(5_479.45m, (await r.Progress())["counted"].Euros());
        sent["version"] = "2027";
        sent["bouwblokken"]![0]!["amount"] = Rivierenland.Money(90_000);
        await Admin.Post("tarieven", sent).Is(201);
        Assert.Equal(5_479.45m, (await r.Progress())["counted"].Euros());
    }

    [Fact]
    public async Task Two_versions_are_compared_block_by_block_in_the_language_that_is_asked()
    {
        var older = new Guid("6f1d0a52-8c1e-4f0b-9a57-2d6c1b7e4a01");
        var compared = await Admin.Ask($"tarieven/{older}/comparison?with={Rivierenland.Utrecht}").Is(200);
        Assert.Equal(("ouder", "huidig"), ((string?)compared["tarief"]!["version"], (string?)compared["with"]!["version"]));
        Assert.Empty(compared["differences"]!.AsArray());
        var rows = compared["bouwblokken"]!.AsArray();
        Assert.Equal(
            [
                "participatiewet-under-2-years participatiewet Doelgroep 10000", "participatiewet-over-2-years participatiewet Doelgroep 0", "ww-under-1-year ww Doelgroep 5000",
                "ww-over-1-year ww Doelgroep 0", "wia wia Code 10000", "banenafspraak banenafspraak Code 15000", "bbl bbl Code 20000", "bol bol Code 10000", "nug nug Code 0",
                "social-activity social-activity Code 0", "social-purchase social-purchase Code 0", " pro-vso-entree None ",
            ],
            rows.Select(r => FormattableString.Invariant($"{r!["bouwblok"]?["code"]} {r["with"]?["code"]} {r["matchedBy"]} {r["difference"].Euros():0}")));
        Assert.Equal("€ 35.000 per voltijdjaar in Utrecht ouder, € 50.000 in Utrecht huidig: € 15.000 meer.", (string?)rows[5]!["differences"]![0]!["detail"]);
        Assert.Equal(["permanent-contract 0", "age-from-50 5000", " "],
            compared["bonuses"]!.AsArray().Select(r => FormattableString.Invariant($"{r!["bonus"]?["code"]} {r["difference"].Euros():0}")));

        var supplier = await service.Supplier(await Rivierenland.Supplier(service));
        supplier.DefaultRequestHeaders.Add("Accept-Language", "en");
        var english = await supplier.Ask($"tarieven/{older}/comparison?with={Rivierenland.Utrecht}").Is(200);
        Assert.Equal("€35,000 per full-time year in Utrecht ouder, €50,000 in Utrecht huidig: €15,000 more.", (string?)english["bouwblokken"]![5]!["differences"]![0]!["detail"]);
    }

    [Fact]
    public async Task A_comparison_needs_two_versions_that_exist()
    {
        await Admin.Ask($"tarieven/{Rivierenland.Utrecht}/comparison").IsRefused(400, "value.missing", "with");
        await Admin.Ask($"tarieven/{Rivierenland.Utrecht}/comparison?with={Guid.NewGuid()}").IsRefused(400, "tarief.unknown", "with");
        await Admin.Ask($"tarieven/{Rivierenland.Utrecht}/comparison?with=huidig").IsRefused(400, "value.invalid", "with");
        await Admin.Ask($"tarieven/{Guid.NewGuid()}/comparison?with={Rivierenland.Utrecht}").IsRefused(404, "resource.not-found");
    }
}
