using SroiTracker.Http;
using SroiTracker.Tests.Contracts;
using SroiTracker.Tests.Placements;

namespace SroiTracker.Tests.Http;

/// <summary>A role holds within its own scope: who is an officer at one buyer and an auditor at another is no officer there (rules.md 8).</summary>
public sealed class RoleScopeTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task An_officer_of_one_buyer_who_audits_another_acts_as_an_officer_at_the_first_only()
    {
        var (own, audited) = (await PlacementStage.In(service), await PlacementStage.In(service));
        var both = await service.Someone((Role.Officer, own.Contract.BuyerId), (Role.Auditor, audited.Contract.BuyerId));
        var (here, there) = (await own.Reported(), await audited.Reported());
        await own.Verify(here, by: both).Is(201);
        await audited.Verify(there, by: both).IsRefused(404, "resource.not-found");
        await both.Ask($"placements/{there}").IsRefused(404, "resource.not-found");
        await both.Ask($"{audited.Contract.Path}/ledger").IsRefused(404, "resource.not-found");
        await both.Put(audited.Contract.Path, await service.Administrator.ETag(audited.Contract.Path), Rivierenland.Entry(audited.Contract.BuyerId, audited.Contract.SupplierId)).IsRefused(404, "resource.not-found");
        await both.Post("policies", new { buyerId = audited.Contract.BuyerId, name = "x", validFromDate = "2026-01-01", natures = new[] { "Works" }, percentage = 5m, @base = "ContractValue" })
            .IsRefused(400, "organisation.unknown", "/buyerId");
        Assert.Equal([own.Contract.ContractId], (await both.Ask("contracts").Is(200))["items"]!.AsArray().Select(c => (Guid)c!["id"]!));
        // What an auditor may see is there.
        await both.Ask($"{audited.Contract.Path}/versions").Is(200);
        await both.Ask($"organisations/{audited.Contract.BuyerId}").Is(200);
        await both.Ask($"suppliers/{audited.Contract.SupplierId}").Is(200);
    }

    [Fact]
    public async Task A_role_everywhere_opens_nothing_more_for_a_role_within_a_branch()
    {
        var (own, other) = (await PlacementStage.In(service), await PlacementStage.In(service));
        var both = await service.Someone((Role.Auditor, null), (Role.Officer, own.Contract.BuyerId));
        var there = await other.Reported();
        await other.Verify(there, by: both).IsRefused(404, "resource.not-found");
        await both.Ask(own.Contract.Path).Is(200);
        await both.Ask(other.Contract.Path).IsRefused(404, "resource.not-found");
        await both.Ask($"{other.Contract.Path}/versions").Is(200);
    }

    [Theory, InlineData(2), InlineData(3), InlineData(9)]
    public async Task Roles_in_several_branches_hold_in_each_of_them(int branches)
    {
        var stages = new List<Rivierenland>();
        for (var i = 0; i < branches; i++) stages.Add(await Rivierenland.In(service));
        var outside = await Rivierenland.In(service);
        var officer = await service.Someone([.. stages.Select(s => (Role.Officer, (Guid?)s.BuyerId))]);
        foreach (var stage in stages) await officer.Ask(stage.Path).Is(200);
        await officer.Ask(outside.Path).IsRefused(404, "resource.not-found");
        Assert.Equal(stages.Select(s => s.ContractId).Order(), (await officer.Ask("contracts").Is(200))["items"]!.AsArray().Select(c => (Guid)c!["id"]!).Order());
    }

    [Fact]
    public async Task A_mandate_of_one_branch_is_not_used_by_the_role_in_another()
    {
        var stage = await PlacementStage.In(service);
        var point = await service.Administrator.Post("organisations", new { name = "Coördinatiepunt" }).Is(201).Id();
        var team = await Rivierenland.Buyer(service);
        await service.Administrator.Post($"organisations/{stage.Contract.BuyerId}/mandates", new { holderId = point, fromDate = "2026-01-01", reason = "Coördinatie" }).Is(201);
        var auditor = await service.Someone((Role.Auditor, point), (Role.Officer, team));
        await auditor.Ask(stage.Contract.Path).IsRefused(404, "resource.not-found");
        await auditor.Ask($"organisations/{stage.Contract.BuyerId}").IsRefused(404, "resource.not-found");
        var officer = await service.Someone((Role.Officer, point), (Role.Auditor, team));
        await officer.Ask(stage.Contract.Path).Is(200);
    }

    [Fact]
    public async Task A_role_that_is_given_or_taken_holds_from_the_next_request_on()
    {
        var (first, second) = (await Rivierenland.In(service), await Rivierenland.In(service));
        var (officer, principal) = await service.Principal(Role.Officer, first.BuyerId);
        await officer.Ask(second.Path).IsRefused(404, "resource.not-found");
        await service.Send(Caller.TheService, new GrantRole(principal, Role.Officer, second.BuyerId));
        await officer.Ask(second.Path).Is(200);
        await service.Send(Caller.TheService, new WithdrawRole(principal, Role.Officer, second.BuyerId));
        await officer.Ask(second.Path).IsRefused(404, "resource.not-found");
        await officer.Ask(first.Path).Is(200);
        await service.Send(Caller.TheService, new WithdrawRole(principal, Role.Officer, first.BuyerId));
        await officer.Ask(first.Path).IsRefused(403, "role.missing");
    }
}
