using SroiTracker.Tests.Contracts;
using static SroiTracker.Tests.Placements.PlacementStage;

namespace SroiTracker.Tests.Placements;

/// <summary>Over all contracts of a supplier nobody counts for more than full-time, in whatever order reports and verdicts come (rules.md 3).</summary>
public class FullTimeTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task A_share_that_moved_to_another_contract_counts_there_once_it_no_longer_counts_here()
    {
        var stage = await In(service);
        var (id, second) = (await Verified(stage), await stage.SecondContract("WSRL-2024-019"));
        await Report(stage, id, stage.Report(hours: 36, termsFrom: "2026-01-01", contractId: second));
        await stage.Verify(id, 2, contractId: second).IsRefused(409, "candidate.verified-over-full-time");
        Assert.Equal(0, await stage.Booked(second));

        Assert.Equal("Verified 0.00 0.00 0.00", Standing(await stage.Verify(id, 2).Is(201), stage.Contract.ContractId));
        await stage.Verify(id, 2, contractId: second).Is(201);
        Assert.Equal((0m, 21_917.81m), (await stage.Booked(), await stage.Booked(second)));
    }

    [Fact]
    public async Task Fewer_hours_that_are_not_verified_yet_leave_no_room_on_another_contract()
    {
        var stage = await In(service);
        var (id, second) = (await Verified(stage), await stage.SecondContract("WSRL-2024-020"));
        await Report(stage, id, stage.Report(hours: 1, termsFrom: "2026-01-01"));
        var other = await stage.Reported(stage.Report("HB-002", hours: 35, contractId: second));
        await stage.Verify(other, contractId: second).IsRefused(409, "candidate.verified-over-full-time");
        await stage.Verify(id, 2).Is(201);
        await stage.Verify(other, contractId: second).Is(201);
    }

    [Fact]
    public async Task Days_before_a_revocation_still_take_their_part_of_the_week()
    {
        var stage = await In(service);
        var (id, second) = (await Verified(stage), await stage.SecondContract("WSRL-2024-021"));
        var asked = await stage.Officer.Post($"placements/{id}/revocations", new { reportNumber = 1, code = "left", reason = "left", fromDate = "2026-07-01" }).Is(201);
        await stage.OtherOfficer.Post($"placements/{id}/revocations/{OnContract(asked)["verdict"]!["id"]}/decisions", new { agreed = true }).Is(201);
        await stage.Supplier.Post("placements", stage.Report("HB-002", hours: 36, contractId: second)).IsRefused(409, "candidate.over-full-time");
        await stage.Supplier.Post("placements", stage.Report("HB-002", hours: 36, start: "2026-07-01", contractId: second)).Is(201);
    }

    [Fact]
    public async Task What_an_amended_week_brought_over_full_time_may_stay_or_become_less_but_not_more()
    {
        // Half a week of 36 hours on each of two contracts, on the first verified through June.
        var stage = await In(service);
        var second = await stage.SecondContract("WSRL-2024-022");
        var (first, other) = (await stage.Reported(stage.Report(end: "2026-10-31", through: "2026-10-31")), await stage.Reported(stage.Report("HB-002", end: "2026-10-31", through: "2026-10-31", contractId: second)));
        await stage.Verify(first, through: "2026-06-30").Is(201);
        await stage.Verify(other, through: "2026-10-31", contractId: second).Is(201);

        // From March on the first contract has a week of 32 hours: 18/32 and 18/36 are more than one.
        await stage.Contract.Amend(new
        {
            fromDate = "2026-03-01", reason = "Andere werkweek", clause = Rivierenland.Clause(c => (c["fullTimeHours"], c["deviationReason"]) = (32, "Cao")),
        }).Is(201);
        await stage.Verify(first, through: "2026-06-30").Is(201);
        await stage.Verify(first, through: "2026-10-31").IsRefused(409, "candidate.verified-over-full-time");
        await stage.Verify(first, through: "2026-05-31").Is(201);

        await stage.Supplier.Put($"placements/{first}", await stage.Supplier.ETag($"placements/{first}"), stage.Report(hours: 19, end: "2026-10-31", through: "2026-10-31", termsFrom: "2026-04-01"))
            .IsRefused(409, "candidate.over-full-time");
        await Report(stage, first, stage.Report(hours: 17, end: "2026-10-31", through: "2026-10-31", termsFrom: "2026-04-01"));
        await stage.Verify(first, 2, through: "2026-05-31").Is(201);
        await Report(stage, first, stage.Report(hours: 16, end: "2026-10-31", through: "2026-10-31", termsFrom: "2026-04-01"));
        await stage.Verify(first, 3, through: "2026-10-31").Is(201);
    }

    private static async Task<Guid> Verified(PlacementStage stage)
    {
        var id = await stage.Reported(stage.Report(hours: 36));
        await stage.Verify(id).Is(201);
        return id;
    }

    private static async Task Report(PlacementStage stage, Guid id, System.Text.Json.Nodes.JsonObject report) =>
        await stage.Supplier.Put($"placements/{id}", await stage.Supplier.ETag($"placements/{id}"), report).Is(200);
}
