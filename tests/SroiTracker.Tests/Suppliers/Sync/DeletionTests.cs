using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SroiTracker.Placements;
using SroiTracker.Database;
using SroiTracker.Http;
using static SroiTracker.Tests.Placements.PlacementStage;
using static SroiTracker.Tests.Suppliers.Sync.SourceStage;

namespace SroiTracker.Tests.Suppliers.Sync;

/// <summary>What is deleted at the source is a proposal that an officer decides on; what comes back there is none any more.</summary>
public class DeletionTests(RunningService service) : IClassFixture<RunningService>
{
    // How it stood, and how it stands after an officer did not agree.
    [Theory]
    [InlineData("", "Reported 10958.90 0.00 10958.90")]
    [InlineData("verified", "Verified 10958.90 10958.90 0.00")]
    [InlineData("rejected", "Rejected 0.00 0.00 0.00")]
    public async Task A_deletion_waits_for_an_officer_whatever_was_verified(string before, string standing)
    {
        var (source, id) = await Placed(before);
        Assert.Equal(standing, Standing(await source.Stage.Shown(id)));
        await source.Take(Deleted("id-1"));
        var asked = OnContract(await source.Stage.Shown(id, source.Stage.Officer));
        Assert.Equal(("WithdrawalAsked", "WithdrawalAsked", "source.deleted"), ((string?)asked["state"], (string?)asked["verdict"]!["kind"], (string?)asked["verdict"]!["code"]));
        Assert.Contains(await Waiting(source), p => (Guid)p!["id"]! == id);

        Assert.Equal(standing, Standing(await Decide(source, id, agreed: false).Is(201)));
        await AssertWhole();
    }

    [Theory, InlineData(""), InlineData("verified"), InlineData("rejected")]
    public async Task An_officer_who_agrees_withdraws_it_and_it_does_not_return(string before)
    {
        var (source, id) = await Placed(before);
        await source.Take(Deleted("id-1"));
        Assert.Equal("Withdrawn 0.00 0.00 0.00", Standing(await Decide(source, id, agreed: true).Is(201)));
        Assert.Equal(0m, await source.Stage.Booked());
        Assert.Equal("0 new, 0 changed, 0 unchanged, 1 refused", Counts(await source.Take(source.Item(1))));
        Assert.Equal(["placement.gone"], (await source.Quarantine()).Single().Codes);
        await AssertWhole();
    }

    [Theory]
    [InlineData("", "Reported 10958.90 0.00 10958.90")]
    [InlineData("verified", "Verified 10958.90 10958.90 0.00")]
    [InlineData("rejected", "Rejected 0.00 0.00 0.00")]
    public async Task What_comes_back_before_it_was_decided_stands_as_it_was(string before, string standing)
    {
        var (source, id) = await Placed(before);
        await source.Take(Deleted("id-1"));
        var request = (Guid)OnContract(await source.Stage.Shown(id))["verdict"]!["id"]!;
        Assert.Equal("0 new, 1 changed, 0 unchanged, 0 refused", Counts(await source.Take(source.Item(1))));
        Assert.Equal(standing, Standing(await source.Stage.Shown(id)));
        Assert.Empty(await Waiting(source));
        await source.Stage.Officer.Post($"placements/{id}/withdrawals/{request}/decisions", new { agreed = true }).IsRefused(409, "request.decided");
        await AssertWhole();
    }

    [Fact]
    public async Task What_comes_back_changed_is_its_next_report()
    {
        var (source, id) = await Placed("verified");
        await source.Take(Deleted("id-1"));
        await source.Take(source.Item(1, through: "2026-06-30"));
        Assert.Equal("Reported", (string?)OnContract(await source.Stage.Shown(id))["state"]);
        Assert.Equal(2, (int)(await source.Stage.Shown(id))["reportNumber"]!);
        await AssertWhole();
    }

    [Fact]
    public async Task What_the_supplier_itself_asked_to_withdraw_is_not_taken_back_by_its_system()
    {
        var (source, id) = await Placed("verified");
        await source.Stage.Supplier.Post($"placements/{id}/withdrawals", new { contractId = source.Stage.Contract.ContractId, reportNumber = 1, code = "left" }).Is(201);
        Assert.Equal("0 new, 0 changed, 0 unchanged, 0 refused", Counts(await source.Take()));
        Assert.Equal("0 new, 0 changed, 0 unchanged, 1 refused", Counts(await source.Take(source.Item(1, through: "2026-06-30"))));
        Assert.Equal(["placement.withdrawal-asked"], (await source.Quarantine()).Single().Codes);
        Assert.Equal("0 new, 0 changed, 1 unchanged, 0 refused", Counts(await source.Take(Deleted("id-1"))));
    }

    [Fact]
    public async Task It_is_proposed_on_every_contract_and_each_is_decided_apart()
    {
        var source = await SourceStage.In(service);
        var second = await source.Stage.SecondContract();
        var report = source.Report(1);
        report["allocations"] = new JsonArray(
            new JsonObject { ["contractId"] = source.Stage.Contract.ContractId, ["percentage"] = 50 }, new JsonObject { ["contractId"] = second, ["percentage"] = 50 });
        await source.Take(source.Item("id-1", report));
        var id = (Guid)(await source.Placement("HB-00001"))["id"]!;
        await source.Take(Deleted("id-1"));
        Assert.All((await source.Stage.Shown(id))["contracts"]!.AsArray(), c => Assert.Equal("WithdrawalAsked", (string?)c!["state"]));
        var request = (Guid)OnContract(await source.Stage.Shown(id), second)["verdict"]!["id"]!;
        var decided = await source.Stage.Officer.Post($"placements/{id}/withdrawals/{request}/decisions", new { agreed = true }).Is(201);
        Assert.Equal(("Withdrawn", "WithdrawalAsked"), ((string?)OnContract(decided, second)["state"], (string?)OnContract(decided, source.Stage.Contract.ContractId)["state"]));
        await AssertWhole();
    }

    [Fact]
    public async Task Neither_who_entered_the_secret_nor_the_supplier_agrees_to_it()
    {
        var (source, id) = await Placed("");
        await source.Take(Deleted("id-1"));
        var request = (Guid)OnContract(await source.Stage.Shown(id))["verdict"]!["id"]!;
        await source.Stage.Supplier.Post($"placements/{id}/withdrawals/{request}/decisions", new { agreed = true }).IsRefused(403, "role.missing");
    }

    private async Task<(SourceStage Source, Guid Id)> Placed(string before)
    {
        var source = await SourceStage.In(service);
        await source.Take(source.Item(1));
        var id = (Guid)(await source.Placement("HB-00001"))["id"]!;
        if (before == "verified") await source.Stage.Verify(id).Is(201);
        if (before == "rejected") await source.Stage.Officer.Post($"placements/{id}/rejections", new { reportNumber = 1, code = "hours-unproven", reason = "Urenstaat ontbreekt." }).Is(201);
        return (source, id);
    }

    private static async Task<JsonArray> Waiting(SourceStage source) => (await source.Stage.Officer.Ask("placements?state=WithdrawalAsked").Is(200))["items"]!.AsArray();

    private static async Task<HttpResponseMessage> Decide(SourceStage source, Guid id, bool agreed)
    {
        var request = (Guid)OnContract(await source.Stage.Shown(id))["verdict"]!["id"]!;
        return await source.Stage.Officer.Post($"placements/{id}/withdrawals/{request}/decisions", new { agreed });
    }

    /// <summary>Stands, values and lines are what reports and verdicts make them.</summary>
    private async Task AssertWhole()
    {
        using var scope = service.Services.CreateScope();
        Assert.Null(await service.Read(session => new StandingCheck(session, _ => { }).FirstDifference()));
    }
}
