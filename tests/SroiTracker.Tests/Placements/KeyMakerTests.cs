using MediatR;
using Microsoft.Extensions.DependencyInjection;
using SroiTracker.Http;
using static SroiTracker.Tests.Placements.PlacementStage;

namespace SroiTracker.Tests.Placements;

/// <summary>
/// Who makes a supplier's key sees it, and could report with it: so what is reported or asked with a key takes someone else
/// than its maker to verify or decide on (rules.md 8, acts of two people).
/// </summary>
public class KeyMakerTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task One_officer_alone_books_no_euros_with_a_key_of_the_supplier()
    {
        var stage = await In(service);
        var made = await Key(stage, stage.Officer);
        var id = await made.Post("placements", stage.Report()).Is(201).Id();
        await stage.Verify(id).IsRefused(409, "placement.own-report");
        Assert.Equal(0m, await stage.Booked());
        await stage.Verify(id, by: stage.OtherOfficer).Is(201);
        Assert.Equal(10_958.90m, await stage.Booked());
    }

    [Fact]
    public async Task It_is_the_key_that_counts_whoever_made_the_first_one()
    {
        var stage = await In(service);
        var (others, own) = (await Key(stage, stage.OtherOfficer), await Key(stage, stage.Officer));
        var (first, second) = (await others.Post("placements", stage.Report()).Is(201).Id(),
            await own.Post("placements", stage.Report("HB-002", "p4Lw8nQz2Vr6cM1sKt9x")).Is(201).Id());
        await stage.Verify(second).IsRefused(409, "placement.own-report");
        await stage.Verify(first, by: stage.OtherOfficer).IsRefused(409, "placement.own-report");
        await stage.Verify(first).Is(201);
        await stage.Verify(second, by: stage.OtherOfficer).Is(201);
        // The same words with another key change nothing: it stays what it was reported with.
        await own.Post("placements", stage.Report()).Is(200);
        await own.Put($"placements/{first}", await own.ETag($"placements/{first}"), stage.Report(end: "2026-08-31", through: "2026-08-31")).Is(200);
        await stage.Verify(first, 2, "2026-08-31").IsRefused(409, "placement.own-report");
    }

    [Fact]
    public async Task An_administrator_is_no_other_hand_than_its_own()
    {
        var stage = await In(service);
        var id = await (await Key(stage, service.Administrator)).Post("placements", stage.Report()).Is(201).Id();
        await stage.Verify(id, by: service.Administrator).IsRefused(409, "placement.own-report");
    }

    [Fact]
    public async Task A_withdrawal_that_was_asked_with_a_key_is_not_agreed_to_by_its_maker()
    {
        var stage = await In(service);
        var id = await stage.Reported();
        await stage.Verify(id).Is(201);
        var asked = await (await Key(stage, stage.Officer)).Post($"placements/{id}/withdrawals", new { reportNumber = 1 }).Is(201);
        var path = $"placements/{id}/withdrawals/{(Guid)OnContract(asked)["verdict"]!["id"]!}/decisions";
        await stage.Officer.Post(path, new { agreed = true }).IsRefused(409, "act.own-request");
        await stage.OtherOfficer.Post(path, new { agreed = true }).Is(201);
        Assert.Equal(0m, await stage.Booked());
    }

    [Fact]
    public async Task A_proposal_that_is_accepted_with_a_key_is_not_verified_by_its_maker()
    {
        var stage = await In(service);
        var id = await stage.Reported();
        var proposal = stage.Report(through: "2026-06-30", end: "2026-06-30");
        proposal.Remove("candidate");
        await stage.Officer.Post($"placements/{id}/rejections", new { reportNumber = 1, code = "days", reason = "Eerder klaar", proposedReport = proposal }).Is(201);
        await (await Key(stage, stage.Officer)).Post($"placements/{id}/acceptances", new { reportNumber = 1 }).Is(201);
        await stage.Verify(id, 2, "2026-06-30").IsRefused(409, "placement.own-report");
        await stage.Verify(id, 2, "2026-06-30", stage.OtherOfficer).Is(201);
    }

    // The command line makes keys for whoever runs the machine; the service does not know who that is, and no officer saw the key.
    [Fact]
    public async Task What_is_reported_with_a_key_of_the_command_line_any_officer_of_the_buyer_verifies()
    {
        var stage = await In(service);
        await Key(stage, stage.Officer);
        using var scope = service.Services.CreateScope();
        scope.ServiceProvider.GetRequiredService<Call>().Caller = Caller.TheService;
        var principal = await service.Read(s => s.QueryOne<Guid>(
            "SELECT k.principalId FROM ApiKey k JOIN RoleGrant g ON g.principalId = k.principalId WHERE g.supplierId = @id AND k.madeBy IS NOT NULL", new { id = stage.Contract.SupplierId }));
        var made = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(
            new CreateKey(Role.Supplier, stage.Contract.SupplierId, null, "payroll", false, principal), TestContext.Current.CancellationToken);
        Assert.Equal(principal, made.PrincipalId);
        var id = await service.With(made.Key).Post("placements", stage.Report()).Is(201).Id();
        await stage.Verify(id).Is(201);
    }

    private async Task<HttpClient> Key(PlacementStage stage, HttpClient maker) =>
        service.With((string)(await maker.Post($"suppliers/{stage.Contract.SupplierId}/keys", new { name = "payroll" }).Is(201))["key"]!);
}
