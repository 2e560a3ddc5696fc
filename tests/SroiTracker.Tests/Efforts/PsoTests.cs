using System.Globalization;
using System.Text.Json.Nodes;
using SroiTracker.Tests.Contracts;
using SroiTracker.Tests.Placements;
using static SroiTracker.Tests.Placements.PlacementStage;

namespace SroiTracker.Tests.Efforts;

/// <summary>PSO certificates over time, as realisation and as a lower obligation (rules.md 4).</summary>
public class PsoTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task Realised_half_of_Rivierenland_for_two_years_is_booked_by_year()
    {
        var stage = await Stage("Realised");
        var id = await stage.Tell(stage.Pso("2026-03-31", ("Trede 2", "2024-04-01", "2026-03-31")));
        Assert.Equal("194350.00 0.00 70584.83 70584.83", await stage.Progress());
        Assert.Equal("Verified 70584.83 70584.83 0.00", Standing(await stage.Agree(id, "2026-03-31").Is(201)));
        Assert.Equal(["2024 26590.17 effort.verified", "2025 35292.42 effort.verified", "2026 8702.24 effort.verified"], await stage.Lines());
        Assert.Equal("194350.00 70584.83 0.00 70584.83", await stage.Progress());
        await Agrees();
    }

    [Fact]
    public async Task Realised_through_the_verified_day_only_and_expected_to_its_end()
    {
        var stage = await Stage("Realised");
        await stage.Agree(await stage.Tell(stage.Pso("2024-12-31", ("Trede 2", "2024-04-01", "2026-03-31"))), "2024-12-31").Is(201);
        Assert.Equal("194350.00 26590.17 0.00 70584.83", await stage.Progress());
    }

    [Fact]
    public async Task As_a_reduction_it_lowers_the_obligation_and_the_targets_of_its_years()
    {
        var stage = await Stage("Reduction");
        var id = await stage.Tell(stage.Pso("2026-03-31", ("Trede 2", "2024-04-01", "2026-03-31")));
        Assert.Equal("194350.00 0.00 0.00 0.00", await stage.Progress());
        var verified = await stage.Agree(id, "2026-03-31").Is(201);
        Assert.Equal("Verified 70584.83 0.00 0.00", Standing(verified));
        Assert.Equal(70_584.83m, Amount(OnContract(verified)["reduction"]));
        Assert.Empty(await stage.Lines());
        Assert.Equal("123765.17 0.00 0.00 0.00", await stage.Progress());
        Assert.Equal("2024 26590.18 2025 35292.41 2026 61882.58", await Targets(stage));
        Assert.Equal(123_765.17m, await Shown(stage));
        // As it was on a day: through that day only.
        Assert.Equal("167759.83 0.00 0.00 0.00", await stage.Progress("?at=2024-12-31"));
        await Agrees();
    }

    [Fact]
    public async Task Levels_change_over_time_and_a_revocation_raises_the_obligation_again()
    {
        var stage = await Stage("Reduction");
        var id = await stage.Tell(stage.Pso("2025-03-31", ("Trede 1", "2024-04-01", "2025-03-31")));
        await stage.Agree(id, "2025-03-31").Is(201);
        Assert.Equal(194_350m - 17_646.21m, await Shown(stage));
        await stage.Supplier.Put($"efforts/{id}", "\"v2\"", stage.Pso("2026-03-31", ("Trede 1", "2024-04-01", "2025-03-31"), ("Trede 2", "2025-04-01", "2026-03-31"))).Is(200);
        await stage.Agree(id, "2026-03-31", report: 2).Is(201);
        Assert.Equal(194_350m - 52_938.62m, await Shown(stage));

        var asked = await stage.Officer.Post($"efforts/{id}/revocations", new { reportNumber = 2, code = "withdrawn-by-pso", reason = "Ingetrokken door PSO.", fromDate = "2025-04-01" }).Is(201);
        var request = (Guid)OnContract(asked)["verdict"]!["id"]!;
        await stage.Officer.Post($"efforts/{id}/revocations/{request}/decisions", new { agreed = true }).IsRefused(409, "act.own-request");
        await stage.OtherOfficer.Post($"efforts/{id}/revocations/{request}/decisions", new { agreed = true }).Is(201);
        Assert.Equal(194_350m - 17_646.21m, await Shown(stage));
        await Agrees();
    }

    [Fact]
    public async Task An_amendment_values_certificates_again_in_its_own_act()
    {
        var stage = await Stage("Realised");
        await stage.Agree(await stage.Tell(stage.Pso("2026-11-22", ("Trede 2", "2024-04-01", "2028-03-31"))), "2026-11-22").Is(201);
        var amendment = new { fromDate = "2025-07-01", reason = "Meerwerk.", value = Rivierenland.Money(4_500_000.00m) };
        await stage.Contract.Amend(amendment).Is(201);
        var lines = await stage.Lines();
        Assert.Equal(["2024 26590.17 effort.verified", "2025 35292.42 effort.verified"], lines[..2]);
        Assert.Equal(["2025 5136.24 clause.amended", "2026 9100.10 clause.amended"], lines[3..]);
        await Agrees();
    }

    [Fact]
    public async Task An_amendment_lowers_by_the_new_obligation()
    {
        var stage = await Stage("Reduction");
        await stage.Agree(await stage.Tell(stage.Pso("2026-03-31", ("Trede 2", "2024-04-01", "2026-03-31"))), "2026-03-31").Is(201);
        await stage.Contract.Amend(new { fromDate = "2025-07-01", reason = "Meerwerk.", value = Rivierenland.Money(4_500_000.00m) }).Is(201);
        // Half of 53.180,35, of 80.857,32, and of 90 of the 365 days of 90.962,33.
        var lowered = 225_000m - await Shown(stage);
        Assert.Equal(await service.Read(async s => await s.QueryOne<long>("SELECT reduction FROM EffortContract WHERE contractId = @id", new { id = stage.Contract.ContractId }) / 100m), lowered);
        Assert.True(lowered is > 78_000m and < 79_000m, lowered.ToString(CultureInfo.InvariantCulture));
        await stage.Contract.Amend(new { fromDate = "2025-07-01", reason = "Terug.", value = Rivierenland.Money(3_887_000.00m) }).Is(201);
        Assert.Equal(123_765.17m, await Shown(stage));
        await Agrees();
    }

    [Fact]
    public async Task A_certificate_on_a_call_off_lowers_what_its_framework_shows()
    {
        var stage = await In(service, withClause: false);
        var policy = await Policy(stage, "Reduction");
        var entry = Rivierenland.Entry(stage.Contract.BuyerId, stage.Contract.SupplierId, e => e["kind"] = "FrameworkAgreement");
        var framework = await service.Administrator.Post("contracts", entry).Is(201).Id();
        await service.Administrator.Put($"contracts/{framework}/clause", "\"v1\"", Rivierenland.Clause(c => (c["policyId"], c["level"]) = (policy, "OnCallOffs"))).Is(200);
        var callOff = await service.Administrator.Post("contracts", Rivierenland.Entry(stage.Contract.BuyerId, stage.Contract.SupplierId, e => (e["kind"], e["parentId"]) = ("CallOff", framework))).Is(201).Id();
        var effort = stage.Pso("2026-03-31", ("Trede 2", "2024-04-01", "2026-03-31"));
        effort["allocations"]![0]!["contractId"] = callOff;
        await stage.Agree(await stage.Tell(effort), "2026-03-31", contractId: callOff).Is(201);
        foreach (var contract in new[] { callOff, framework })
        {
            Assert.Equal(123_765.17m, Amount((await service.Administrator.Ask($"contracts/{contract}/progress").Is(200))["obligation"]));
            Assert.Equal(12_376_517, await service.Read(s => s.QueryOne<long>("SELECT obligation FROM ContractProgress WHERE contractId = @contract", new { contract })));
        }
        await Agrees();
    }

    [Fact]
    public async Task A_preview_of_an_amendment_tells_what_certificates_would_take_off_then()
    {
        var stage = await Stage("Reduction");
        await stage.Agree(await stage.Tell(stage.Pso("2026-03-31", ("Trede 2", "2024-04-01", "2026-03-31"))), "2026-03-31").Is(201);
        var amendment = new { fromDate = "2025-07-01", reason = "Meerwerk.", value = Rivierenland.Money(4_500_000.00m) };
        var preview = await service.Administrator.Post($"{stage.Contract.Path}/amendments/previews", amendment).Is(200);
        Assert.Equal(123_765.17m, Amount(preview["before"]!["obligation"]));
        await stage.Contract.Amend(amendment).Is(201);
        Assert.Equal(await Shown(stage), Amount(preview["after"]!["obligation"]));
    }

    [Fact]
    public async Task A_level_that_the_policy_does_not_have_is_refused()
    {
        var stage = await Stage("Realised");
        await stage.Supplier.Post("efforts", stage.Pso("2026-03-31", ("Trede 9", "2024-04-01", "2026-03-31"))).IsRefused(400, "pso.level-unknown", "/certificates/0/level");
    }

    [Fact]
    public async Task Two_suppliers_certificates_count_a_day_once()
    {
        var stage = await Stage("Realised", joint: true);
        var partner = await service.Supplier(Partner);
        await stage.Agree(await stage.Tell(stage.Pso("2026-03-31", ("Trede 1", "2024-04-01", "2026-03-31"))), "2026-03-31").Is(201);
        var id = await stage.Tell(stage.Pso("2025-12-31", ("Trede 2", "2025-01-01", "2025-12-31")), partner);
        await stage.Agree(id, "2025-12-31").Is(201);
        // A quarter of the days of 2024 and 2026, half of those of 2025.
        Assert.Equal(["2024 13295.09 effort.verified", "2025 17646.20 effort.verified", "2026 4351.12 effort.verified", "2025 -17646.20 effort.verified", "2025 35292.41 effort.verified"],
            (await stage.Lines()).OrderBy(l => l.Contains('-', StringComparison.Ordinal) ? 1 : l.Contains("35292", StringComparison.Ordinal) ? 2 : 0));
        await Agrees();
    }

    private Guid Partner { get; set; }

    private async Task<PlacementStage> Stage(string counting, bool joint = false)
    {
        var made = await In(service, withClause: false);
        var policy = await Policy(made, counting);
        if (joint)
        {
            Partner = await Rivierenland.Supplier(service, "De Partner");
            var entry = Rivierenland.Entry(made.Contract.BuyerId, made.Contract.SupplierId);
            entry["supplierIds"] = new JsonArray(made.Contract.SupplierId, Partner);
            entry["supplierRole"] = "Joint";
            await service.Administrator.Put(made.Contract.Path, await service.Administrator.ETag(made.Contract.Path), entry).Is(200);
        }
        await made.Contract.Set(Rivierenland.Clause(c => c["policyId"] = policy)).Is(200);
        return made;
    }

    private Task<Guid> Policy(PlacementStage stage, string counting) => service.Administrator.Post("policies", new JsonObject
    {
        ["buyerId"] = stage.Contract.BuyerId, ["name"] = "Inkoopbeleid", ["validFromDate"] = "2023-01-01", ["natures"] = new JsonArray("Works"), ["percentage"] = 5.0m,
        ["base"] = "ContractValue", ["tariefId"] = Rivierenland.Utrecht, ["psoCounting"] = counting,
        ["psoTable"] = new JsonArray(new JsonObject { ["level"] = "Trede 1", ["percentage"] = 25.0m }, new JsonObject { ["level"] = "Trede 2", ["percentage"] = 50.0m }),
    }).Is(201).Id();

    private static async Task<string> Targets(PlacementStage stage) => string.Join(' ', (await stage.Contract.Progress())["years"]!.AsArray()
        .Select(y => string.Create(CultureInfo.InvariantCulture, $"{(int)y!["year"]!} {Amount(y["target"]):0.00}")));

    /// <summary>The obligation in the row of progress, which portfolio and state go by.</summary>
    private Task<decimal> Shown(PlacementStage stage) => service.Read(async s =>
        await s.QueryOne<long>("SELECT obligation FROM ContractProgress WHERE contractId = @id", new { id = stage.Contract.ContractId }) / 100m);

    private async Task Agrees() => Assert.Null((await EffortChecking.Check(service)).Difference);
}
