using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SroiTracker.Http;
using static SroiTracker.Tests.Placements.PlacementStage;

namespace SroiTracker.Tests.Placements;

/// <summary>What officers and suppliers decide about a report, and what that books.</summary>
public class VerdictTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task A_verified_report_is_counted_and_its_line_says_why()
    {
        var stage = await In(service);
        var id = await stage.Reported();
        using var response = await stage.Verify(id);
        Assert.Equal(201, (int)response.StatusCode);
        Assert.Equal("\"v2\"", response.Headers.ETag!.ToString());
        var shown = (await response.Json())!;
        Assert.Equal("Verified 10958.90 10958.90 0.00", Standing(shown));
        var on = OnContract(shown);
        Assert.Equal((1, "2026-07-19"), ((int)on["verifiedReportNumber"]!, (string?)on["verifiedThroughDate"]));
        Assert.Equal("Verification", (string?)on["verdict"]!["kind"]);
        Assert.True(JsonNode.DeepEquals(shown, await stage.Shown(id)), "the answer to the verdict is what GET shows");

        var line = await service.Read(async s => await s.QueryOne<Line>(
            "SELECT year, amount, bookedBefore, act, parts, reportNumber FROM LedgerLine WHERE placementId = @id", new { id }));
        Assert.Equal((2026, 1_095_890L, 0L, "placement.verified", 1), (line!.Year, line.Amount, line.BookedBefore, line.Act, line.ReportNumber));
        var part = Assert.Single(JsonNode.Parse(line.Parts)!.AsArray())!;
        Assert.Equal("€ 40.000 × 18/36 × 200/365", (string?)part["formula"]);
        Assert.Equal((200, 18m, 100m, "2026-01-01", "2026-07-19"),
            ((int)part["countedDays"]!, (decimal)part["hoursPerWeek"]!, (decimal)part["percentage"]!, (string?)part["fromDate"], (string?)part["throughDate"]));
    }

    [Fact]
    public async Task Two_placements_of_Rivierenland_make_its_counted_amount()
    {
        var stage = await In(service);
        var first = await stage.Reported();
        var second = await stage.Reported(stage.Report("HB-002", "another-candidate-22", 24, "2026-01-01", "2026-09-30", "2026-09-30", bouwblok: "banenafspraak"));
        await stage.Verify(first).Is(201);
        await stage.Verify(second, through: "2026-09-30").Is(201);
        Assert.Equal(10_958.90m + 24_931.51m, await stage.Booked());
        var progress = await service.Read(async s => await s.QueryOne<Progress>(
            "SELECT counted, waiting, forecast, ledgerLines, lastReportAt FROM ContractProgress WHERE contractId = @id", new { id = stage.Contract.ContractId }));
        Assert.Equal((3_589_041L, 0L, 3_589_041L, 2L), (progress!.Counted, progress.Waiting, progress.Forecast, progress.LedgerLines));
        Assert.Equal(service.Time.GetUtcNow().ToUnixTimeMilliseconds(), progress.LastReportAt);
    }

    [Fact]
    public async Task Years_have_a_line_each_and_a_verification_through_an_earlier_date_books_back()
    {
        var stage = await In(service);
        var id = await stage.Reported(stage.Report(hours: 36, start: "2024-07-01", end: null, through: "2026-06-30"));
        await stage.Verify(id, through: "2026-06-30").Is(201);
        Assert.Equal(80_000.00m, await stage.Booked());
        await stage.Verify(id, through: "2025-06-30").Is(201);
        Assert.Equal("2024 20164.38|2025 40000.00|2026 19835.62|2025 -20164.38|2026 -19835.62", await Lines(id));
        Assert.Equal(40_000.00m, await stage.Booked());
    }

    [Fact]
    public async Task A_correction_that_lowers_waits_with_the_euros_at_risk()
    {
        var stage = await In(service);
        var id = await stage.Reported();
        await stage.Verify(id).Is(201);
        var lowered = await stage.Supplier.Post("placements", stage.Report(hours: 9, termsFrom: "2026-01-01")).Is(200);
        Assert.Equal("Reported 5479.45 10958.90 -5479.45", Standing(lowered));
        Assert.Equal("Verified 5479.45 5479.45 0.00", Standing(await stage.Verify(id, 2).Is(201)));
        Assert.Equal(5_479.45m, await stage.Booked());
    }

    [Fact]
    public async Task A_rejection_leaves_what_was_verified_and_the_supplier_may_report_again()
    {
        var stage = await In(service);
        var id = await stage.Reported(stage.Report(end: null, through: "2026-03-31"));
        await stage.Verify(id, through: "2026-03-31").Is(201);
        var counted = await stage.Booked();
        await stage.Supplier.Post("placements", stage.Report(end: null)).Is(200);
        var rejected = await Reject(stage, id, 2).Is(201);
        Assert.Equal("Rejected", (string?)OnContract(rejected)["state"]);
        Assert.Equal(("hours-unproven", "Urenstaat ontbreekt."), ((string?)OnContract(rejected)["verdict"]!["code"], (string?)OnContract(rejected)["verdict"]!["reason"]));
        Assert.Equal(counted, await stage.Booked());
        Assert.Equal("Reported", (string?)OnContract(await stage.Supplier.Post("placements", stage.Report(end: null, through: "2026-06-30")).Is(200))["state"]);
    }

    [Fact]
    public async Task A_proposed_correction_is_accepted_in_one_act()
    {
        var stage = await In(service);
        var id = await stage.Reported();
        var proposal = stage.Report(hours: 16, termsFrom: "2026-01-01");
        await Reject(stage, id, 1, proposal).IsRefused(400, "value.unknown", "/proposedReport/candidate");
        proposal.Remove("candidate");
        var rejected = await Reject(stage, id, 1, proposal).Is(201);
        var shown = OnContract(await stage.Shown(id))["verdict"]!["proposedReport"]!;
        Assert.Equal(16m, (decimal)shown["hoursPerWeek"]!);
        Assert.DoesNotContain("candidate", rejected.ToJsonString(), StringComparison.Ordinal);

        var accepted = await stage.Supplier.Post($"placements/{id}/acceptances", new { reportNumber = 1 }).Is(201);
        Assert.Equal((2, 16m), ((int)accepted["reportNumber"]!, (decimal)accepted["hoursPerWeek"]!));
        Assert.Equal("Reported 9741.25 0.00 9741.25", Standing(accepted));
        await stage.Verify(id, 2).Is(201);
        await stage.Supplier.Post($"placements/{id}/acceptances", new { reportNumber = 2 }).IsRefused(409, "placement.no-proposal");
    }

    [Fact]
    public async Task A_proposal_is_judged_as_a_report_is()
    {
        var stage = await In(service);
        var id = await stage.Reported();
        var proposal = stage.Report(bouwblok: "no-such-block", hours: 16, termsFrom: "2026-01-01");
        proposal.Remove("candidate");
        await Reject(stage, id, 1, proposal).IsRefused(400, "bouwblok.unknown", "/proposedReport/bouwblok");
        Assert.Equal("Reported", (string?)OnContract(await stage.Shown(id))["state"]);
    }

    [Fact]
    public async Task What_was_not_verified_is_withdrawn_at_once_and_its_reference_does_not_return()
    {
        var stage = await In(service);
        var id = await stage.Reported();
        var withdrawn = await stage.Supplier.Post($"placements/{id}/withdrawals", new { reportNumber = 1, reason = "Dubbel gemeld." }).Is(201);
        Assert.Equal("Withdrawn 0.00 0.00 0.00", Standing(withdrawn));
        await stage.Supplier.Post("placements", stage.Report(through: "2026-06-30")).IsRefused(409, "placement.gone");
    }

    [Theory, InlineData(true, "Withdrawn 0.00 0.00 0.00", 0), InlineData(false, "Verified 10958.90 10958.90 0.00", 10958.90)]
    public async Task What_was_verified_is_withdrawn_when_an_officer_agrees(bool agreed, string standing, decimal booked)
    {
        var stage = await In(service);
        var id = await stage.Reported();
        await stage.Verify(id).Is(201);
        var asked = await stage.Supplier.Post($"placements/{id}/withdrawals", new { reportNumber = 1 }).Is(201);
        Assert.Equal("WithdrawalAsked 10958.90 10958.90 0.00", Standing(asked));
        await stage.Verify(id).IsRefused(409, "placement.state");
        await stage.Supplier.Post("placements", stage.Report(through: "2026-06-30")).IsRefused(409, "placement.withdrawal-asked");

        var path = $"placements/{id}/withdrawals/{OnContract(asked)["verdict"]!["id"]}/decisions";
        await stage.Supplier.Post(path, new { agreed }).IsRefused(403, "role.missing");
        Assert.Equal(standing, Standing(await stage.Officer.Post(path, new { agreed, reason = "Zie dossier." }).Is(201)));
        Assert.Equal(booked, await stage.Booked());
        await stage.OtherOfficer.Post(path, new { agreed }).IsRefused(409, "request.decided");
        await stage.Officer.Post($"placements/{id}/withdrawals/{Guid.NewGuid()}/decisions", new { agreed }).IsRefused(404, "resource.not-found");
    }

    [Theory, InlineData(true, "Revoked 4931.51 4931.51 0.00"), InlineData(false, "Verified 10958.90 10958.90 0.00")]
    public async Task A_revocation_takes_a_second_person(bool agreed, string standing)
    {
        var stage = await In(service);
        var id = await stage.Reported();
        await stage.Verify(id).Is(201);
        var system = await SystemOfficer(stage);
        await Revoke(stage, id, by: system).IsRefused(409, "act.needs-person");
        await Revoke(stage, id, from: "2026-07-20").IsRefused(400, "placement.revocation-empty", "/fromDate");
        var asked = await Revoke(stage, id).Is(201);
        Assert.Equal("Verified 10958.90 10958.90 0.00", Standing(asked));
        Assert.Equal("RevocationAsked", (string?)OnContract(asked)["verdict"]!["kind"]);
        await Revoke(stage, id, by: stage.OtherOfficer).IsRefused(409, "revocation.open");

        // Another verdict meanwhile leaves the request in sight.
        await stage.Verify(id).Is(201);
        var path = $"placements/{id}/revocations/{OnContract(await stage.Shown(id, stage.OtherOfficer))["verdict"]!["id"]}/decisions";
        await stage.Officer.Post(path, new { agreed }).IsRefused(409, "act.own-request");
        await system.Post(path, new { agreed }).IsRefused(409, "act.needs-person");
        Assert.Equal(standing, Standing(await stage.OtherOfficer.Post(path, new { agreed }).Is(201)));
        await stage.OtherOfficer.Post(path, new { agreed }).IsRefused(409, "request.decided");
        if (agreed) await stage.Supplier.Post("placements", stage.Report(through: "2026-06-30")).IsRefused(409, "placement.gone");
    }

    [Fact]
    public async Task Two_keys_of_one_person_are_one_person()
    {
        var stage = await In(service);
        var id = await stage.Reported();
        await stage.Verify(id).Is(201);
        using var scope = service.Services.CreateScope();
        var principal = await service.Read(async s => await s.QueryOne<Guid>("SELECT principal FROM Event WHERE act = 'placement.verified' AND subject = @subject", new { subject = $"placements/{id}" }));
        scope.ServiceProvider.GetRequiredService<Call>().Caller = Caller.TheService;
        var second = await scope.ServiceProvider.GetRequiredService<MediatR.IMediator>().Send(
            new CreateKey(Role.Officer, null, stage.Contract.BuyerId, "second key", true, principal), TestContext.Current.CancellationToken);
        var asked = await Revoke(stage, id).Is(201);
        await service.With(second.Key).Post($"placements/{id}/revocations/{OnContract(asked)["verdict"]!["id"]}/decisions", new { agreed = true })
            .IsRefused(409, "act.own-request");
    }

    [Theory]
    [InlineData("verify", 0, 409, "placement.newer-report")]
    [InlineData("verify", 3, 400, "placement.report-unknown")]
    [InlineData("reject", 0, 409, "placement.newer-report")]
    [InlineData("reject", 3, 400, "placement.report-unknown")]
    [InlineData("withdraw", 0, 409, "placement.newer-report")]
    [InlineData("withdraw", 3, 400, "placement.report-unknown")]
    [InlineData("accept", 0, 409, "placement.newer-report")]
    [InlineData("accept", 3, 400, "placement.report-unknown")]
    [InlineData("revoke", 0, 409, "placement.newer-report")]
    [InlineData("revoke", 3, 400, "placement.report-unknown")]
    public async Task A_verdict_names_the_report_that_was_seen(string verdict, int off, int status, string code)
    {
        var stage = await In(service);
        var id = await stage.Reported(stage.Report(end: null, through: "2026-03-31"));
        await stage.Verify(id, through: "2026-03-31").Is(201);
        await stage.Supplier.Post("placements", stage.Report(end: null)).Is(200);
        var number = off == 0 ? 1 : off;
        var answer = verdict switch
        {
            "verify" => stage.Verify(id, number),
            "reject" => Reject(stage, id, number),
            "withdraw" => stage.Supplier.Post($"placements/{id}/withdrawals", new { reportNumber = number }),
            "accept" => stage.Supplier.Post($"placements/{id}/acceptances", new { reportNumber = number }),
            _ => Revoke(stage, id, number, "2026-02-01"),
        };
        if (status == 400) await answer.IsRefused(status, code, "/reportNumber");
        else await answer.IsRefused(status, code);
    }

    [Fact]
    public async Task A_verdict_stays_within_what_was_reported()
    {
        var stage = await In(service);
        var id = await stage.Reported(stage.Report(end: null, through: "2026-03-31"));
        await stage.Verify(id, through: "2026-04-01").IsRefused(400, "placement.through-not-reported", "/throughDate");
        await stage.Verify(id, through: "2025-12-31").IsRefused(400, "placement.through-before-start", "/throughDate");
        await Revoke(stage, id).IsRefused(409, "placement.not-verified");
        await stage.Verify(id, contractId: Guid.NewGuid()).IsRefused(400, "placement.not-on-contract", "/contractId");
    }

    [Fact]
    public async Task A_placement_on_two_contracts_is_judged_on_each_and_the_contract_must_be_named()
    {
        var stage = await In(service);
        var second = await stage.SecondContract();
        var report = stage.Report();
        report["allocations"] = new JsonArray(
            new JsonObject { ["contractId"] = stage.Contract.ContractId, ["percentage"] = 50 }, new JsonObject { ["contractId"] = second, ["percentage"] = 50 });
        var id = await stage.Supplier.Post("placements", report).Is(201).Id();
        await stage.Officer.Post($"placements/{id}/verifications", new { reportNumber = 1, throughDate = "2026-07-19" }).IsRefused(400, "value.missing", "/contractId");
        var shown = await stage.Verify(id, contractId: second).Is(201);
        Assert.Equal("Verified 5479.45 5479.45 0.00", Standing(shown, second));
        Assert.Equal("Reported 5479.45 0.00 5479.45", Standing(shown, stage.Contract.ContractId));
        Assert.Equal((0m, 5_479.45m), (await stage.Booked(), await stage.Booked(second)));
    }

    [Fact]
    public async Task Hours_of_one_candidate_fill_up_to_full_time_and_a_later_verdict_moves_the_other_line()
    {
        var stage = await In(service);
        var cheap = await stage.Reported(stage.Report(hours: 30, bouwblok: "ww"));
        await stage.Verify(cheap).Is(201);
        Assert.Equal(9_132.42m, await stage.Booked());
        // 36 hours at 50.000 leave no room for the 30 hours at 20.000; on one contract that is an overlap, no refusal.
        var dear = await stage.Reported(stage.Report("HB-002", hours: 36, bouwblok: "banenafspraak"));
        await stage.Verify(dear).Is(201);
        Assert.Equal("Verified 0.00 0.00 0.00", Standing(await stage.Shown(cheap)));
        Assert.Equal("2026 9132.42|2026 -9132.42", await Lines(cheap));
        Assert.Equal(27_397.26m, await stage.Booked());
    }

    [Fact]
    public async Task The_log_tells_of_each_act_and_nothing_of_the_person()
    {
        var stage = await In(service);
        var id = await stage.Reported();
        await stage.Verify(id).Is(201);
        var events = await service.Read(async s => await s.Query<LogLine>(
            "SELECT act, payload FROM Event WHERE subject = @subject ORDER BY at, act", new { subject = $"placements/{id}" }));
        Assert.Equal(["placement.reported", "placement.verified"], events.Select(e => e.Act).Order());
        Assert.All(events, e => Assert.DoesNotContain(new[] { "articipatiewet", "Attested", "HB-001", Candidate, "08057642", "candidate" },
            word => e.Payload.Contains(word, StringComparison.Ordinal)));
    }

    private static Task<HttpResponseMessage> Reject(PlacementStage stage, Guid id, int number, JsonObject? proposal = null) =>
        stage.Officer.Post($"placements/{id}/rejections", new { reportNumber = number, code = "hours-unproven", reason = "Urenstaat ontbreekt.", proposedReport = proposal });

    private static Task<HttpResponseMessage> Revoke(PlacementStage stage, Guid id, int number = 1, string from = "2026-04-01", HttpClient? by = null) =>
        (by ?? stage.Officer).Post($"placements/{id}/revocations", new { reportNumber = number, code = "never-worked", reason = "Uit de loonadministratie blijkt anders.", fromDate = from });

    private async Task<HttpClient> SystemOfficer(PlacementStage stage)
    {
        using var scope = service.Services.CreateScope();
        scope.ServiceProvider.GetRequiredService<Call>().Caller = Caller.TheService;
        var made = await scope.ServiceProvider.GetRequiredService<MediatR.IMediator>().Send(
            new CreateKey(Role.Officer, null, stage.Contract.BuyerId, "a system of the buyer", false, null), TestContext.Current.CancellationToken);
        return service.With(made.Key);
    }

    private async Task<string> Lines(Guid placement) => string.Join('|', (await service.Read(async s => await s.Query<Line>(
        "SELECT year, amount FROM LedgerLine WHERE placementId = @placement ORDER BY sequence", new { placement })))
        .Select(l => FormattableString.Invariant($"{l.Year} {l.Amount / 100m:0.00}")));

    private sealed class Line
    {
        public int Year { get; init; }
        public long Amount { get; init; }
        public long BookedBefore { get; init; }
        public string Act { get; init; } = "";
        public string Parts { get; init; } = "";
        public int ReportNumber { get; init; }
    }

    private sealed class Progress
    {
        public long Counted { get; init; }
        public long Waiting { get; init; }
        public long Forecast { get; init; }
        public long LedgerLines { get; init; }
        public long LastReportAt { get; init; }
    }

    private sealed class LogLine
    {
        public string Act { get; init; } = "";
        public string Payload { get; init; } = "";
    }
}
