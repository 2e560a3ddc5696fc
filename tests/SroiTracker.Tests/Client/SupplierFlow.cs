using SroiTracker.Client;
using SroiTracker.Tests.Efforts;
using SroiTracker.Tests.Placements;
using SroiTracker.Tests.Settlements;
using Pseudonym = SroiTracker.Client.Pseudonym;

namespace SroiTracker.Tests.Client;

/// <summary>
/// All that a supplier does, by the client, with officers who answer: from the first valuation to the statement. It is gone
/// through straight and through whatever stands before the service.
/// </summary>
internal static class SupplierFlow
{
    private static readonly string Secret = Pseudonym.NewSecret();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>18 hours a week for the first 200 days of 2026, on a Bouwblok of 40.000: 10.958,90 (rules.md 3).</summary>
    public static PlacementReport Report(Guid contractId, string reference = "HB-001", string person = "1", decimal hours = 18, string start = "2026-01-01", string through = "2026-07-19") => new()
    {
        SupplierReference = reference, Candidate = Pseudonym.Make(Secret, person), Bouwblok = "participatiewet", Doelgroep = Doelgroep.Participatiewet,
        Doelgroepindicatie = new(Doelgroepindicatie.Attested, new DateOnly(2025, 12, 15)), PlacementMethod = PlacementMethod.InkoopSroi,
        Employment = Employment.Dienstverband, EmployerKvk = "08057642", InServiceSinceDate = Day(start), HoursPerWeek = hours,
        StartDate = Day(start), EndDate = Day(through), ReportedThroughDate = Day(through), Allocations = [StatedShare.Of(contractId)],
    };

    public static async Task Placements(SroiTrackerClient sroi, PlacementStage stage)
    {
        var (contractId, report) = (stage.Contract.ContractId, Report(stage.Contract.ContractId));
        Assert.Equal((contractId, "WSRL-2024-017"), Assert.Single(await sroi.Contracts.ListAsync(cancellationToken: Token).ToListAsync(Token)) is var only ? (only.Id, only.Reference) : default);
        var contract = await sroi.Contracts.GetAsync(contractId, Token);
        Assert.Equal((194_350m, 5m, ClauseBase.ContractValue, new Money(3_887_000m, "EUR")), (contract.Obligation, contract.Clause!.Percentage, contract.Clause.Base, contract.Value));

        var valuation = await sroi.Placements.ValueAsync(report, Token);
        Assert.True(valuation.WouldBeTaken);
        Assert.Equal((true, 10_958.90m), (valuation.Contracts[0].Counts, valuation.Contracts[0].Value));

        var placement = await sroi.Placements.ReportAsync(report, cancellationToken: Token);
        Assert.Equal((true, false, 1, new Version(1, 0, 0).Major), (placement.WasCreated, placement.WasReplayed, placement.ReportNumber, placement.ApiVersion!.Major));
        Assert.Equal((PlacementState.Reported, 10_958.90m, 0m, 10_958.90m), Stand(placement));
        var again = await sroi.Placements.ReportAsync(report, cancellationToken: Token);
        Assert.Equal((false, placement.Id, 1, placement.ETag), (again.WasCreated, again.Id, again.ReportNumber, again.ETag));

        // Rejected with what the officer would agree with; accepted; verified.
        await stage.Officer.Post($"placements/{placement.Id}/rejections", new
        {
            reportNumber = 1, code = "hours-unproven", reason = "De urenstaat toont zestien uur.", proposedReport = Without(stage.Report(hours: 16, termsFrom: "2026-01-01"), "candidate"),
        }).Is(201);
        var rejected = await sroi.Placements.GetAsync(placement.Id, Token);
        Assert.Equal((PlacementState.Rejected, VerdictKind.Rejection, "hours-unproven", 16m),
            (rejected.Contracts[0].State, rejected.Contracts[0].Verdict!.Kind, rejected.Contracts[0].Verdict!.Code, rejected.Contracts[0].Verdict!.ProposedReport!.HoursPerWeek));
        var accepted = await sroi.Placements.AcceptAsync(placement.Id, rejected.ReportNumber, cancellationToken: Token);
        Assert.Equal((2, 16m), (accepted.ReportNumber, accepted.HoursPerWeek));
        await stage.Verify(placement.Id, report: 2).Is(201);
        var verified = await sroi.Placements.GetAsync(placement.Id, Token);
        Assert.Equal((PlacementState.Verified, 9_741.25m, 9_741.25m, 0m), Stand(verified));

        // The next report needs the version that was seen.
        var longer = report with { HoursPerWeek = 16, EndDate = Day("2026-10-31"), ReportedThroughDate = Day("2026-10-31"), SupplierReference = null, Candidate = null };
        var stale = await Assert.ThrowsAsync<SroiRefusedException>(() => sroi.Placements.ReportNextAsync(placement.Id, placement.ETag!, longer, Token));
        Assert.Equal((412, "if-match.stale", false), ((int)stale.Status, stale.Code, stale.AfterLostAnswer));
        var next = await sroi.Placements.ReportNextAsync(placement.Id, verified.ETag!, longer, Token);
        Assert.Equal((3, PlacementState.Reported, 9_741.25m), (next.ReportNumber, next.Contracts[0].State, next.Contracts[0].Counted));

        // What was verified is taken back by asking; what was not, at once.
        var asked = await sroi.Placements.WithdrawAsync(placement.Id, 3, reason: "Toch niet.", cancellationToken: Token);
        Assert.Equal(PlacementState.WithdrawalAsked, asked.Contracts[0].State);
        await stage.Officer.Post($"placements/{placement.Id}/withdrawals/{asked.Contracts[0].Verdict!.Id}/decisions", new { agreed = false, reason = "De uren staan vast." }).Is(201);
        var second = await sroi.Placements.ReportAsync(Report(contractId, "HB-002", "2"), cancellationToken: Token);
        Assert.Equal(PlacementState.Withdrawn, (await sroi.Placements.WithdrawAsync(second.Id, 1, contractId, cancellationToken: Token)).Contracts[0].State);

        Assert.Equal(["HB-001", "HB-002"], (await sroi.Placements.ListAsync(contractId, pageSize: 1, cancellationToken: Token).ToListAsync(Token)).Select(p => p.SupplierReference).Order(StringComparer.Ordinal));
        Assert.Equal("HB-002", Assert.Single(await sroi.Placements.ListAsync(state: PlacementState.Withdrawn, cancellationToken: Token).ToListAsync(Token)).SupplierReference);
        Assert.Equal(placement.Id, Assert.Single(await sroi.Placements.ListAsync(supplierReference: "HB-001", cancellationToken: Token).ToListAsync(Token)).Id);
    }

    public static async Task Figures(SroiTrackerClient sroi, PlacementStage stage)
    {
        var id = stage.Contract.ContractId;
        var ledger = await sroi.Contracts.LedgerAsync(id, cancellationToken: Token);
        var line = Assert.Single(ledger.Lines);
        Assert.Equal((9_741.25m, 0m, 9_741.25m, 2026, "HB-001", "placement.verified"), (ledger.Total, ledger.Others, line.Amount, line.Year, line.SupplierReference, line.Act));
        Assert.Equal("€ 40.000 × 16/36 × 200/365", Assert.Single(line.Parts).Formula);
        Assert.Equal(9_741.25m, (await sroi.Contracts.LedgerAsync(id, knownAt: stage.Service.Time.GetUtcNow(), cancellationToken: Token)).Total);

        var progress = await sroi.Contracts.ProgressAsync(id, cancellationToken: Token);
        Assert.Equal((194_350m, 9_741.25m, 194_350m - 9_741.25m, 3), (progress.Obligation, progress.Counted, progress.Open, progress.Years.Count));
        Assert.Equal(Day("2026-03-31"), (await sroi.Contracts.ProgressAsync(id, Day("2026-03-31"), cancellationToken: Token)).AtDate);

        var whatIf = await sroi.Contracts.WhatIfAsync(id, new() { Count = 2, Doelgroep = Doelgroep.Banenafspraak, HoursPerWeek = 28.5m, Months = 11 }, Token);
        Assert.Equal((9_741.25m, 2), (whatIf.Counted, whatIf.Bouwblokken[0].People!.Count));
        Assert.True(whatIf.Bouwblokken[0].PeopleToClose > 1);
        var simulation = await sroi.Contracts.SimulateAsync(id, new() { People = [new() { Count = 3, Bouwblok = "participatiewet", HoursPerWeek = 36, EndDate = Day("2026-12-31") }] }, Token);
        Assert.Equal((3, true), (simulation.People[0].Count, simulation.After!.Forecast > simulation.Before!.Forecast));
    }

    public static async Task Efforts(SroiTrackerClient sroi, PlacementStage stage)
    {
        var invoice = new EffortReport
        {
            SupplierReference = "INK-001", Kind = EffortKind.SocialPurchase, Description = "Catering",
            Invoice = new() { SellerKvk = EffortStage.Kvk(), InvoiceNumber = "F-001", InvoiceDate = Day("2026-03-01"), Amount = 121_000, VatPercentage = 21, Register = "social-enterprise-nl-twente" },
            Evidence = [new(EvidenceKind.Invoice, new string('a', 64), Day("2026-03-01"), "inkoper", "archief/2026/17")],
            Allocations = [StatedShare.Of(stage.Contract.ContractId)],
        };
        var effort = await sroi.Efforts.ReportAsync(invoice, cancellationToken: Token);
        Assert.Equal((true, EffortKind.SocialPurchase, 50_000m, 0.5m), (effort.WasCreated, effort.Kind, effort.Contracts[0].Value, effort.Invoice!.RegisterFactor));
        await stage.Agree(effort.Id, "2026-03-01").Is(201);
        var seen = await sroi.Efforts.GetAsync(effort.Id, Token);
        Assert.Equal((PlacementState.Verified, 50_000m), (seen.Contracts[0].State, seen.Contracts[0].Counted));
        var next = await sroi.Efforts.ReportNextAsync(effort.Id, seen.ETag!, invoice with { Description = "Catering en bloemen", SupplierReference = null, Invoice = invoice.Invoice with { InvoiceNumber = null } }, Token);
        Assert.Equal((2, "Catering en bloemen"), (next.ReportNumber, next.Description));

        var activity = await sroi.Efforts.ReportAsync(new()
        {
            SupplierReference = "ACT-001", Kind = EffortKind.Activity, Bouwblok = "social-activity", Days = [new(Day("2026-05-04"), 3, 12.5m)],
            Allocations = [StatedShare.Of("WSRL-2024-017", 50)],
        }, cancellationToken: Token);
        Assert.Equal(PlacementState.Withdrawn, (await sroi.Efforts.WithdrawAsync(activity.Id, 1, cancellationToken: Token)).Contracts[0].State);
        Assert.Equal("ACT-001", Assert.Single(await sroi.Efforts.ListAsync(kind: EffortKind.Activity, cancellationToken: Token).ToListAsync(Token)).SupplierReference);
        Assert.Equal(2, await sroi.Efforts.ListAsync(stage.Contract.ContractId, pageSize: 1, cancellationToken: Token).CountAsync(Token));
    }

    public static async Task Teams(SroiTrackerClient sroi, PlacementStage stage)
    {
        var stated = new TeamStatement
        {
            BuyerId = stage.Contract.BuyerId, Name = "Groen", PlannedSize = 12, HasTeamLeader = true, HasFixedJobcoach = true, JobcoachCertified = true,
            KindOfWork = "Groenvoorziening", Place = "Tiel", StartDate = Day("2026-01-01"),
        };
        var team = await sroi.Teams.CreateAsync(stated, cancellationToken: Token);
        await sroi.Placements.ReportAsync(Report(stage.Contract.ContractId, "HB-010", "10") with { TeamId = team.Id }, cancellationToken: Token);
        var then = await sroi.Teams.GetAsync(team.Id, Day("2026-04-01"), Token);
        Assert.Equal(("Groen", 1), (then.Name, then.People));
        var changed = await sroi.Teams.ChangeAsync(team.Id, then.ETag!, stated with { PlannedSize = 6 }, Token);
        Assert.Equal(6, changed.PlannedSize);
        Assert.NotEmpty(changed.Remarks);
        Assert.Equal(team.Id, Assert.Single(await sroi.Teams.ListAsync(stage.Contract.BuyerId, cancellationToken: Token).ToListAsync(Token)).Id);
    }

    public static async Task Batches(SroiTrackerClient sroi, PlacementStage stage)
    {
        var contractId = stage.Contract.ContractId;
        var batch = await sroi.Batches.ReportAsync(() => Reports(5).ToAsyncEnumerable(), cancellationToken: Token);
        Assert.Equal((BatchState.Completed, new BatchCounts(5, 4, 0, 1)), (batch.State, batch.Counts));
        var refused = Assert.Single(batch.Refused);
        Assert.Equal((4L, "HB-103", "/hoursPerWeek"), (refused.Line, refused.SupplierReference, refused.Errors[0].Location!.Pointer));
        Assert.Equal(batch.Id, (await sroi.Batches.GetAsync(batch.Id, Token)).Id);
        Assert.Equal([4L], await sroi.Batches.RefusedAsync(batch.Id, Token).Select(r => r.Line).ToListAsync(Token));
        Assert.Equal(4, (await sroi.Batches.ReportAsync(Reports(5).ToAsyncEnumerable(), cancellationToken: Token)).Counts!.Unchanged);

        IEnumerable<PlacementReport> Reports(int count) => Enumerable.Range(0, count)
            .Select(i => Report(contractId, $"HB-{100 + i}", $"B{i}") with { HoursPerWeek = i == 3 ? 18.123m : 18 });
    }

    public static async Task Settlements(SroiTrackerClient sroi, SettlementStage stage, bool straight)
    {
        var contractId = stage.Stage.Contract.ContractId;
        await stage.Worked("2026-01-01", "2026-10-31");
        await stage.Opened();
        var id = Assert.Single(await sroi.Settlements.ListAsync(contractId, cancellationToken: Token).ToListAsync(Token)).Id;
        var path = $"{stage.Contract}/settlements/{id}";
        await stage.Noticed(path);
        var none = await Assert.ThrowsAsync<SroiRefusedException>(() => sroi.Settlements.StatementAsync(contractId, id, cancellationToken: Token));
        Assert.Equal("settlement.no-statement", none.Code);
        var heard = await sroi.Settlements.GiveViewAsync(contractId, id, new() { Text = "Wij deden wat kon.", Disputes = [new(1, "Er is meer gewerkt.")] }, cancellationToken: Token);
        Assert.Equal((SettlementState.InRecovery, "Er is meer gewerkt."), (heard.State, heard.Views[0].Disputes![0].Text));
        await stage.Propose(path, new { percentage = 10m, reason = "Overmacht." }).Is(201);
        await stage.Decided(path);

        var settled = await sroi.Settlements.GetAsync(contractId, id, Token);
        Assert.Equal((SettlementState.Decided, true), (settled.State, settled.Decisions[0].Agreed));
        Assert.Equal(settled.Proposals[0].Due, settled.Figures!.Malus - settled.Proposals[0].Waived);
        var statement = await sroi.Settlements.StatementAsync(contractId, id, cancellationToken: Token);
        Assert.Equal((settled.Statements[0].Number, settled.Proposals[0].Due, 10m), (statement.Number, statement.Due, statement.Waiver!.Percentage));
        // Prism writes JSON anew on its way; the bytes are compared where nothing stands between.
        if (straight) Assert.Equal(settled.Statements[0].Sha256, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(statement.Document.Span)));
    }

    private static (PlacementState, decimal, decimal, decimal) Stand(Placement placement) =>
        (placement.Contracts[0].State, placement.Contracts[0].Value, placement.Contracts[0].Counted, placement.Contracts[0].Waiting);

    private static System.Text.Json.Nodes.JsonObject Without(System.Text.Json.Nodes.JsonObject report, string name)
    {
        report.Remove(name);
        return report;
    }

    public static DateOnly Day(string date) => DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture);
}
