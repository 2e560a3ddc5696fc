using System.Text.Json.Nodes;
using SroiTracker.Http;
using SroiTracker.Tests.Contracts;
using SroiTracker.Tests.Placements;
using static SroiTracker.Tests.Placements.PlacementStage;

namespace SroiTracker.Tests.Efforts;

/// <summary>Verdicts on efforts obey the rules of placements; who may not see an effort does not find it.</summary>
public class EffortVerdictTests(RunningService service) : IClassFixture<RunningService>
{
    private static readonly object Rejection = new { reportNumber = 1, code = "unproven", reason = "De factuur ontbreekt." };

    [Fact]
    public async Task A_rejected_effort_counts_nothing_and_may_be_reported_again()
    {
        var stage = await In(service);
        var report = stage.Purchase();
        var id = await stage.Tell(report);
        var rejected = await stage.Officer.Post($"efforts/{id}/rejections", Rejection).Is(201);
        Assert.Equal(("Rejected 0.00 0.00 0.00", "unproven"), (Standing(rejected), (string?)OnContract(rejected)["verdict"]!["code"]));
        await stage.Agree(id, "2026-03-01").IsRefused(409, "effort.state");
        report["description"] = "met factuur";
        Assert.Equal("Reported 50000.00 0.00 50000.00", Standing(await stage.Supplier.Put($"efforts/{id}", "\"v2\"", report).Is(200)));
    }

    [Fact]
    public async Task What_was_verified_is_taken_back_after_an_officer_agrees()
    {
        var stage = await In(service);
        var id = await stage.Tell(stage.Purchase());
        await stage.Agree(id, "2026-03-01").Is(201);
        var asked = await stage.Supplier.Post($"efforts/{id}/withdrawals", new { reportNumber = 1, code = "mistaken" }).Is(201);
        Assert.Equal("WithdrawalAsked 50000.00 50000.00 0.00", Standing(asked));
        var request = (Guid)OnContract(asked)["verdict"]!["id"]!;
        var decision = $"efforts/{id}/withdrawals/{request}/decisions";
        Assert.Equal("Withdrawn 0.00 0.00 0.00", Standing(await stage.Officer.Post(decision, new { agreed = true }).Is(201)));
        Assert.Equal(["2026 50000.00 effort.verified", "2026 -50000.00 effort.withdrawn"], await stage.Lines());
        await stage.Officer.Post(decision, new { agreed = true }).IsRefused(409, "request.decided");
        Assert.Null((await EffortChecking.Check(service)).Difference);
    }

    [Fact]
    public async Task A_share_that_moves_counts_elsewhere_once_it_counts_less_where_it_was()
    {
        var stage = await In(service);
        var (first, second) = (stage.Contract.ContractId, await stage.SecondContract());
        var report = stage.Purchase();
        report["allocations"] = Shares((first, 50), (second, 50));
        var id = await stage.Tell(report);
        await stage.Agree(id, "2026-03-01", contractId: first).Is(201);
        report["allocations"] = Shares((second, 100));
        await stage.Supplier.Put($"efforts/{id}", "\"v2\"", report).Is(200);
        await stage.Agree(id, "2026-03-01", report: 2, contractId: second).IsRefused(409, "effort.verified-over-whole");
        Assert.Equal((25_000m, 0m), (await stage.Booked(first), await stage.Booked(second)));
        await stage.Agree(id, "2026-03-01", report: 2, contractId: first).Is(201);
        await stage.Agree(id, "2026-03-01", report: 2, contractId: second).Is(201);
        Assert.Equal((0m, 50_000m), (await stage.Booked(first), await stage.Booked(second)));

        static JsonArray Shares(params (Guid Contract, int Percentage)[] shares) =>
            [.. shares.Select(s => new JsonObject { ["contractId"] = s.Contract, ["percentage"] = s.Percentage })];
    }

    [Fact]
    public async Task A_revocation_takes_two_people_and_counts_from_its_day_on()
    {
        var stage = await In(service);
        var id = await stage.Tell(stage.Activity("ACT-1", ("2026-01-05", 1, 8), ("2026-02-05", 1, 8)));
        await stage.Agree(id, "2026-02-05").Is(201);
        var asked = await stage.Officer.Post($"efforts/{id}/revocations", new { reportNumber = 1, code = "not-there", reason = "Niet geweest.", fromDate = "2026-02-01" }).Is(201);
        var decision = $"efforts/{id}/revocations/{(Guid)OnContract(asked)["verdict"]!["id"]!}/decisions";
        await stage.Officer.Post(decision, new { agreed = true }).IsRefused(409, "act.own-request");
        await stage.Officer.Post($"efforts/{id}/revocations", new { reportNumber = 1, code = "x", reason = "y", fromDate = "2026-02-01" }).IsRefused(409, "revocation.open");
        Assert.Equal("Revoked 800.00 800.00 0.00", Standing(await stage.OtherOfficer.Post(decision, new { agreed = true }).Is(201)));
        Assert.Equal(["2026 1600.00 effort.verified", "2026 -800.00 effort.revoked"], await stage.Lines());
    }

    [Fact]
    public async Task Nobody_verifies_what_they_reported_themselves()
    {
        var stage = await In(service);
        var report = stage.Purchase();
        report["supplierId"] = stage.Contract.SupplierId;
        var id = await stage.Tell(report, stage.Officer);
        await stage.Agree(id, "2026-03-01").IsRefused(409, "effort.own-report");
        await stage.Agree(id, "2026-03-01", by: stage.OtherOfficer).Is(201);
    }

    [Fact]
    public async Task A_supplier_gives_no_verdicts_and_an_officer_takes_nothing_back()
    {
        var stage = await In(service);
        var id = await stage.Tell(stage.Purchase());
        foreach (var verdict in new[] { "verifications", "rejections", "revocations" })
            await stage.Supplier.Post($"efforts/{id}/{verdict}", new { reportNumber = 1 }).IsRefused(403, "role.missing");
        await stage.Officer.Post($"efforts/{id}/withdrawals", new { reportNumber = 1 }).IsRefused(403, "role.missing");
    }

    [Fact]
    public async Task Another_suppliers_or_buyers_effort_does_not_exist()
    {
        var (stage, other) = (await In(service), await In(service));
        var id = await stage.Tell(stage.Purchase());
        await stage.Agree(id, "2026-03-01").Is(201);
        var request = Guid.NewGuid();
        foreach (var stranger in new[] { other.Supplier, other.Officer })
        {
            await stranger.Ask($"efforts/{id}").IsRefused(404, "resource.not-found");
            await stranger.Put($"efforts/{id}", "\"v2\"", other.Purchase()).IsRefused(404, "resource.not-found");
            Assert.Empty((await stranger.Ask("efforts").Is(200))["items"]!.AsArray());
            Assert.Empty((await stranger.Ask($"efforts?contractId={stage.Contract.ContractId}").Is(200))["items"]!.AsArray());
        }
        await other.Supplier.Post($"efforts/{id}/withdrawals", new { reportNumber = 1 }).IsRefused(404, "resource.not-found");
        await other.Agree(id, "2026-03-01", contractId: stage.Contract.ContractId).IsRefused(404, "resource.not-found");
        await other.Officer.Post($"efforts/{id}/rejections", Rejection).IsRefused(404, "resource.not-found");
        await other.Officer.Post($"efforts/{id}/revocations", new { reportNumber = 1, code = "x", reason = "y", fromDate = "2026-03-01" }).IsRefused(404, "resource.not-found");
        foreach (var kind in new[] { "withdrawals", "revocations" })
            await other.Officer.Post($"efforts/{id}/{kind}/{request}/decisions", new { agreed = true }).IsRefused(404, "resource.not-found");
        await other.Supplier.Post("efforts", stage.Purchase("INK-9")).IsRefused(400, "allocation.contract-unknown", "/allocations/0/contractId");
        var report = stage.Purchase("INK-8");
        report["supplierId"] = stage.Contract.SupplierId;
        await other.Officer.Post("efforts", report).IsRefused(400, "supplier.unknown", "/supplierId");
    }

    [Fact]
    public async Task An_officer_sees_the_own_share_and_of_the_others_only_the_sum()
    {
        var (stage, other) = (await In(service), await In(service));
        var joint = Rivierenland.Entry(other.Contract.BuyerId, stage.Contract.SupplierId);
        var second = await service.Administrator.Post("contracts", joint).Is(201).Id();
        var effort = stage.Purchase();
        effort["allocations"] = new JsonArray(new JsonObject { ["contractId"] = stage.Contract.ContractId, ["percentage"] = 70 }, new JsonObject { ["contractId"] = second, ["percentage"] = 30 });
        var shown = await stage.Effort(await stage.Tell(effort), stage.Officer);
        Assert.Equal((1, 30m), (shown["contracts"]!.AsArray().Count, (decimal)shown["otherPercentage"]!));
        Assert.DoesNotContain(second.ToString(), shown.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("description", "123456782")]
    [InlineData("supplierReference", "123456782")]
    [InlineData("evidence/0/keptAt", "dossier 123456782")]
    [InlineData("evidence/0/seenBy", "123456782")]
    public async Task A_citizen_service_number_in_a_text_is_refused_but_not_in_an_invoice(string field, string text)
    {
        var stage = await In(service);
        var effort = stage.Purchase(invoice: "123456782");
        effort["evidence"] = new JsonArray(new JsonObject { ["kind"] = "Invoice", ["hash"] = new string('a', 64), ["date"] = "2026-03-01", ["seenBy"] = "inkoper", ["keptAt"] = "archief" });
        await stage.Tell(effort);
        effort = (JsonObject)effort.DeepClone();
        effort["supplierReference"] = "INK-2";
        JsonNode at = effort;
        foreach (var step in field.Split('/')[..^1]) at = (at is JsonArray list ? list[int.Parse(step, null)] : at[step])!;
        at[field.Split('/')[^1]] = text;
        await stage.Supplier.Post("efforts", effort).IsRefused(400, "text.bsn", "/" + field);
    }

    [Fact]
    public async Task Someone_paid_through_a_counted_invoice_is_no_placement_on_that_contract_and_the_other_way_round()
    {
        var stage = await In(service);
        // The employer of the stage's placements.
        var invoice = await stage.Tell(stage.Purchase(seller: "08057642", invoice: "EMPLOYER-1"));
        var placement = await stage.Reported();
        await stage.Agree(invoice, "2026-03-01").Is(201);
        await stage.Verify(placement).IsRefused(409, "placement.paid-by-invoice");
        var asked = await stage.Supplier.Post($"efforts/{invoice}/withdrawals", new { reportNumber = 1 }).Is(201);
        await stage.Officer.Post($"efforts/{invoice}/withdrawals/{(Guid)OnContract(asked)["verdict"]!["id"]!}/decisions", new { agreed = true }).Is(201);
        await stage.Verify(placement).Is(201);

        var again = await stage.Tell(stage.Purchase("INK-2", seller: "08057642", invoice: "EMPLOYER-2"));
        await stage.Agree(again, "2026-03-01").IsRefused(409, "effort.employs-placed");
        // On another contract it may.
        var second = await stage.SecondContract();
        var elsewhere = stage.Purchase("INK-3", seller: "08057642", invoice: "EMPLOYER-3");
        elsewhere["allocations"]![0]!["contractId"] = second;
        await stage.Agree(await stage.Tell(elsewhere), "2026-03-01", contractId: second).Is(201);
    }

    [Fact]
    public async Task Without_a_clause_it_waits_without_a_value_and_is_booked_when_there_is_one()
    {
        var stage = await In(service, withClause: false);
        var id = await stage.Tell(stage.Purchase());
        Assert.Equal("Verified 0.00 0.00 0.00", Standing(await stage.Agree(id, "2026-03-01").Is(201)));
        await stage.Contract.Set().Is(200);
        Assert.Equal(["2026 50000.00 clause.set"], await stage.Lines());
        // An end before the invoice takes its value away again, in the amendment's own act.
        await stage.Contract.Amend(new { fromDate = "2026-01-01", reason = "Eerder klaar.", endDate = "2026-02-28" }).Is(201);
        Assert.Equal(["2026 50000.00 clause.set", "2026 -50000.00 clause.amended"], await stage.Lines());
        Assert.Null((await EffortChecking.Check(service)).Difference);
    }

    [Fact]
    public async Task An_effort_goes_to_the_level_of_a_framework_that_carries_the_obligation()
    {
        var stage = await In(service, withClause: false);
        var entry = Rivierenland.Entry(stage.Contract.BuyerId, stage.Contract.SupplierId);
        entry["kind"] = "FrameworkAgreement";
        var framework = await service.Administrator.Post("contracts", entry).Is(201).Id();
        await service.Administrator.Put($"contracts/{framework}/clause", "\"v1\"", Rivierenland.Clause(c => c["level"] = "OnCallOffs")).Is(200);
        entry = Rivierenland.Entry(stage.Contract.BuyerId, stage.Contract.SupplierId);
        (entry["kind"], entry["parentId"]) = ("CallOff", framework);
        var callOff = await service.Administrator.Post("contracts", entry).Is(201).Id();
        var effort = stage.Purchase();
        effort["allocations"]![0]!["contractId"] = framework;
        using (var refused = await stage.Supplier.Post("efforts", effort)) Assert.True((int)refused.StatusCode is 400 or 409);
        effort["allocations"]![0]!["contractId"] = callOff;
        await stage.Agree(await stage.Tell(effort), "2026-03-01", contractId: callOff).Is(201);
        // The framework shows what its call-offs sum to.
        Assert.Equal(50_000m, Amount((await service.Administrator.Ask($"contracts/{framework}/progress").Is(200))["counted"]));
        Assert.Null((await EffortChecking.Check(service)).Difference);
    }

    [Fact]
    public async Task As_it_was_on_a_day_and_as_known_on_an_instant()
    {
        var stage = await In(service);
        await stage.Agree(await stage.Tell(stage.Activity("ACT-1", ("2026-01-05", 1, 8), ("2026-02-05", 1, 8))), "2026-02-05").Is(201);
        Assert.Equal("194350.00 800.00 0.00 800.00", await stage.Progress("?at=2026-02-04"));
        Assert.Equal("194350.00 1600.00 0.00 1600.00", await stage.Progress("?at=2026-02-05"));
        var known = service.Time.GetUtcNow();
        service.Time.Advance(TimeSpan.FromHours(1));
        await stage.Agree(await stage.Tell(stage.Purchase()), "2026-03-01").Is(201);
        Assert.Equal("194350.00 51600.00 0.00 51600.00", await stage.Progress());
        Assert.Equal("194350.00 1600.00 0.00 1600.00", await stage.Progress($"?knownAt={known.AddMinutes(30):yyyy-MM-ddTHH:mm:ss}Z"));
    }
}
