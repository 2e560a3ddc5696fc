using System.Text.Json.Nodes;
using SroiTracker.Bouwblokken;
using SroiTracker.Contracts;
using SroiTracker.Domain;
using SroiTracker.Tests.Contracts;
using SroiTracker.Tests.Efforts;
using SroiTracker.Tests.Http;
using SroiTracker.Tests.Placements;
using static SroiTracker.Tests.Contracts.Rivierenland;

namespace SroiTracker.Tests.Bouwblokken;

/// <summary>A portfolio under another Tarief version: what it would change, contract by contract, and nothing booked.</summary>
public class PortfolioUnderTariefTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task Every_contract_of_a_buyer_is_told_with_its_difference_and_the_total_is_their_sum()
    {
        var (first, second, empty) = await ThreeContracts();
        var tarief = await Published(30_000);
        var before = await service.RowCounts();
        var answer = await service.Administrator.Post($"tarieven/{tarief}/simulations", new { buyerId = first.BuyerId }).Is(200);
        Assert.Equal((2, 3, first.BuyerId), ((int)answer["contracts"]!, (int)answer["placements"]!, (Guid)answer["buyerId"]!));
        var items = answer["items"]!.AsArray().ToDictionary(i => (Guid)i!["contractId"]!);
        // Half of 40.000 and of 30.000 for 200 days, 10.958,90 and 8.219,18; one is verified, one waits.
        Assert.Equal((10_958.90m, 8_219.18m, -2_739.72m), Both(items[first.ContractId]!["counted"]!));
        Assert.Equal((21_917.80m, 16_438.36m, -5_479.44m), Both(items[first.ContractId]!["forecast"]!));
        Assert.Equal((10_958.90m, 8_219.18m, -2_739.72m), Both(items[second.ContractId]!["counted"]!));
        Assert.False(items.ContainsKey(empty.ContractId));
        Assert.Equal("huidig", (string?)items[first.ContractId]!["tarief"]!["version"]);
        Assert.Equal((21_917.80m, 16_438.36m, -5_479.44m), Both(answer["counted"]!));
        Assert.Equal((32_876.70m, 24_657.54m, -8_219.16m), Both(answer["forecast"]!));
        Assert.Empty(answer["missingBouwblokken"]!.AsArray());
        Assert.Equal(before, await service.RowCounts());
        Assert.Equal(10_958.90m, (await first.Progress())["counted"].Euros());
    }

    [Fact]
    public async Task Blocks_that_the_other_version_lacks_are_named_and_count_nothing()
    {
        var (first, _, _) = await ThreeContracts();
        var answer = await service.Administrator.Post("tarieven/6f1d0a52-8c1e-4f0b-9a57-2d6c1b7e4a01/simulations", new { buyerId = first.BuyerId }).Is(200);
        Assert.Equal((21_917.80m, 0m, -21_917.80m), Both(answer["counted"]!));
        Assert.Equal(["participatiewet"], answer["missingBouwblokken"]!.AsArray().Select(m => (string)m!));
        Assert.All(answer["items"]!.AsArray(), i => Assert.Equal("participatiewet", (string?)Assert.Single(i!["missingBouwblokken"]!.AsArray())));
    }

    [Fact]
    public async Task A_block_that_is_thought_of_for_one_that_is_missing_counts_instead()
    {
        var (first, _, _) = await ThreeContracts();
        const string older = "tarieven/6f1d0a52-8c1e-4f0b-9a57-2d6c1b7e4a01/simulations";
        var answer = await service.Administrator.Post(older, new { buyerId = first.BuyerId, replacements = new[] { new { bouwblok = "participatiewet", with = "participatiewet-under-2-years" } } }).Is(200);
        Assert.Equal((21_917.80m, 16_438.36m, -5_479.44m), Both(answer["counted"]!));
        Assert.Empty(answer["missingBouwblokken"]!.AsArray());
        var contract = await service.Administrator.Post($"{first.Path}/simulations", new
        {
            tariefId = "6f1d0a52-8c1e-4f0b-9a57-2d6c1b7e4a01", replacements = new[] { new { bouwblok = "participatiewet", with = "participatiewet-over-2-years" } },
        }).Is(200);
        Assert.Equal((0m, 10_958.90m), (contract["tarief"]!["countedDifference"].Euros(), contract["after"]!["counted"].Euros()));
        foreach (var (bouwblok, with, code, place) in new[]
        {
            ("wia", "bol", "replacement.unneeded", "/replacements/0/bouwblok"), ("participatiewet", "pw", "bouwblok.unknown", "/replacements/0/with"), ("participatiewet", " ", "value.missing", "/replacements/0/with"),
        })
            await service.Administrator.Post(older, new { replacements = new[] { new { bouwblok, with } } }).IsRefused(400, code, place);
        await service.Administrator.Post($"{first.Path}/simulations", new { replacements = new[] { new { bouwblok = "x", with = "wia" } }, people = new[] { new { doelgroep = "WW", hoursPerWeek = 1, months = 1 } } })
            .IsRefused(400, "value.invalid", "/replacements");
    }

    [Fact]
    public async Task What_is_too_much_for_one_request_is_refused_before_it_is_valued_or_after_its_time()
    {
        var (first, _, _) = await ThreeContracts();
        await service.Read(async session =>
        {
            await new SimulationLimit(3, 2).Check(session, null, first.BuyerId);
            foreach (var limit in new[] { new SimulationLimit(2, 2), new SimulationLimit(3, 1) })
            {
                var refused = await Assert.ThrowsAsync<RefusedException>(() => limit.Check(session, null, first.BuyerId));
                Assert.Equal(("simulation.too-large", "/buyerId"), (refused.Objections[0].Refusal.Code, refused.Objections[0].Place));
            }
            Assert.Equal("simulation.too-long", Assert.Throws<RefusedException>(new SimulationLimit(mostSeconds: -1).CheckTime).Objections[0].Refusal.Code);
            return true;
        });
    }

    public static TheoryData<string, string> Plans => new()
    {
        { SimulateTarief.SelectSql.With("buyer"), "SEARCH c USING INDEX ContractBuyer (buyerId=? AND id>?)" },
        { SimulateTarief.SelectSql.With("buyer"), "SEARCH pc USING COVERING INDEX PlacementContractState (contractId=?)" },
        { SimulationLimit.SelectCountSql.With("buyer"), "SEARCH pc USING COVERING INDEX PlacementContractState (contractId=?)" },
        { SimulationLimit.SelectCountSql.With("contract"), "SEARCH pc USING COVERING INDEX PlacementContractState (contractId=?)" },
        { SroiTracker.Placements.CandidatesOnContract.SelectCandidatesSql, "PlacementContractCandidate (contractId=? AND candidateId>?)" },
        { SroiTracker.Placements.CandidatesOnContract.SelectReportsSql.With("here"), "PlacementContractCandidate (contractId=? AND candidateId>? AND candidateId<?)" },
        { SroiTracker.Placements.CandidatesOnContract.SelectStandsSql.With("everywhere"), "PlacementContractCandidate (contractId=? AND candidateId>? AND candidateId<?)" },
    };

    [Theory, MemberData(nameof(Plans))]
    public async Task What_is_valued_is_found_by_an_index(string sql, string by)
    {
        service.RequireFile();
        var plan = (await service.Read(s => s.Query<Step>("EXPLAIN QUERY PLAN " + sql, new
        {
            after = Guid.Empty, last = Guid.Empty, SeenFrom = Guid.Empty, take = 51, buyerId = Guid.Empty, contractId = Guid.Empty,
        }))).Select(s => s.Detail).ToList();
        Assert.True(plan.Exists(step => step.Contains(by, StringComparison.Ordinal)), string.Join(Environment.NewLine, plan));
    }

    private sealed class Step
    {
        public string Detail { get; init; } = "";
    }

    [Fact]
    public async Task Other_efforts_are_valued_again_too()
    {
        var stage = await PlacementStage.In(service);
        await stage.Agree(await stage.Tell(stage.Activity("ACT-1", ("2026-05-01", 3, 12m))), "2026-05-01").Is(201);
        await stage.Agree(await stage.Tell(stage.Purchase()), "2026-03-01").Is(201);
        var tarief = await Published(40_000, t => t["bouwblokken"]!.AsArray().Add(new JsonObject
        {
            ["code"] = "social-activity", ["name"] = "Activiteit", ["amount"] = Money(60), ["unit"] = "Hour",
        }));
        var answer = await service.Administrator.Post($"tarieven/{tarief}/simulations", new { buyerId = stage.Contract.BuyerId }).Is(200);
        // Hours at 100 and at 60; what a register recognises stays, whatever the Tarief.
        var (now, under) = (answer["counted"]!["now"].Euros()!.Value - 50_000, answer["counted"]!["underTarief"].Euros()!.Value - 50_000);
        Assert.Equal((2, 0.6m), ((int)answer["efforts"]!, under / now));
        Assert.Equal("social-activity", (string?)Assert.Single((await service.Administrator.Post($"tarieven/{await Published(40_000)}/simulations", new { buyerId = stage.Contract.BuyerId }).Is(200))["missingBouwblokken"]!.AsArray()));
    }

    [Fact]
    public async Task A_maximum_over_all_contracts_of_a_buyer_is_reached_together()
    {
        var (first, second, _) = await ThreeContracts(together: true);
        var tarief = await Published(40_000, t => (t["maximumScope"], t["bouwblokken"]![0]!["maximumMonths"]) = ("Buyer", 6));
        var answer = await service.Administrator.Post($"tarieven/{tarief}/simulations", new { buyerId = first.BuyerId }).Is(200);
        var items = answer["items"]!.AsArray().ToDictionary(i => (Guid)i!["contractId"]!, i => i!["counted"]!["underTarief"].Euros());
        // One person, from 1 January on the one and from 1 March on the other; the six months end on 30 June on both: 181 and 122 days.
        Assert.Equal((9_917.81m, 6_684.93m), (items[first.ContractId], items[second.ContractId]));
    }

    [Fact]
    public async Task An_officer_sees_the_contracts_in_scope_only()
    {
        var ((first, _, _), (other, _, _)) = (await ThreeContracts(), await ThreeContracts());
        var (officer, tarief) = (await service.Officer(first.BuyerId), await Published(30_000));
        var own = await officer.Post($"tarieven/{tarief}/simulations", new { }).Is(200);
        Assert.Equal((2, -5_479.44m), ((int)own["contracts"]!, own["counted"]!["difference"].Euros()));
        await officer.Post($"tarieven/{tarief}/simulations", new { buyerId = other.BuyerId }).IsRefused(400, "organisation.unknown", "/buyerId");
        await officer.Post($"tarieven/{Guid.NewGuid()}/simulations", new { }).IsRefused(404, "resource.not-found");
        await (await service.Supplier(first.SupplierId)).Post($"tarieven/{tarief}/simulations", new { }).IsRefused(403, "role.missing");
    }

    /// <summary>Two contracts of one buyer with placements, and one without. <paramref name="together"/>: all are of one person.</summary>
    private async Task<(Rivierenland First, Rivierenland Second, Rivierenland Empty)> ThreeContracts(bool together = false)
    {
        var first = await In(service);
        var (second, empty) = (await Another(first), await Another(first));
        foreach (var contract in new[] { first, second, empty }) await contract.Set().Is(200);
        if (together)
        {
            var stage = new PlacementStage(service, first, await service.Supplier(first.SupplierId), await service.Officer(first.BuyerId), service.Administrator);
            await stage.Verify(await stage.Reported()).Is(201);
            await stage.Verify(await stage.Reported(stage.Report("HB-002", start: "2026-03-01", contractId: second.ContractId)), contractId: second.ContractId).Is(201);
        }
        else
        {
            foreach (var contract in new[] { first, second }) await contract.Verified(await contract.Reported("2026-01-01", "2026-07-19", "2026-07-19"), "2026-07-19");
            await first.Reported("2026-01-01", "2026-07-19", "2026-07-19");
        }
        return (first, second, empty);
    }

    private static async Task<Rivierenland> Another(Rivierenland first) => first with
    {
        ContractId = await first.Service.Administrator.Post("contracts", Entry(first.BuyerId, first.SupplierId, e => e["reference"] = Guid.NewGuid().ToString())).Is(201).Id(),
    };

    private Task<Guid> Published(decimal amount, Action<JsonObject>? change = null) => service.Administrator.Post("tarieven", ExampleRequests.Tarief(t =>
    {
        (t["basis"], t["maximumScope"], t["bonuses"]) = ("Days", "Contract", new JsonArray());
        t["bouwblokken"] = new JsonArray(new JsonObject { ["code"] = "participatiewet", ["name"] = "Participatiewet", ["amount"] = Money(amount), ["serves"] = new JsonArray("Participatiewet") });
        change?.Invoke(t);
    })).Is(201).Id();

    private static (decimal?, decimal?, decimal?) Both(JsonNode both) => (both["now"].Euros(), both["underTarief"].Euros(), both["difference"].Euros());
}
