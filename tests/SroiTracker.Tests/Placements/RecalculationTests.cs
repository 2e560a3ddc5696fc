using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.Placements;
using SroiTracker.Privacy;
using SroiTracker.Tests.Contracts;
using static SroiTracker.Tests.Placements.PlacementStage;

namespace SroiTracker.Tests.Placements;

/// <summary>Above 1.000 placements a job books what an amendment changes, and the contract shows so until it is done (rules.md 3, "Ledger").</summary>
public class RecalculationTests(RunningService service) : IClassFixture<RunningService>
{
    private const int Many = 1_001, Verified = 60;
    private static readonly Caller Officer = new(Guid.NewGuid(), "officer", true, [new(Role.Officer, null, null)]);
    private static readonly DateOnly Start = new(2025, 1, 1), Through = new(2025, 12, 31);

    [Fact]
    public async Task With_very_many_placements_the_difference_is_booked_shortly_after_and_shown_meanwhile()
    {
        var (stage, placements) = await With(Many);
        // 18 of 36 hours in all of 2025, of 40.000 a year.
        Assert.Equal(Verified * 20_000m, await stage.Booked());

        var job = Job();
        // A full-time week of 40 hours from 1 July 2025: 40.000 × 18/36 × 181/365 + 40.000 × 18/40 × 184/365.
        const decimal after = 18_991.78m;
        await Amend(stage, 40);
        Assert.Equal((true, Verified * 20_000m), await Progress(stage));
        Assert.Equal((1, null), await Check());

        // A verdict meanwhile books by the new week at once; the job finds nothing left to book there.
        await service.Send(Officer, new VerifyPlacement(placements[0], stage.Contract.ContractId, 1, new(2025, 6, 30)));
        await service.Send(Officer, new VerifyPlacement(placements[0], stage.Contract.ContractId, 1, Through));
        Assert.Equal((Verified - 1) * 20_000m + after, await stage.Booked());

        Assert.True(await job.Step(TestContext.Current.CancellationToken));
        Assert.Equal((true, 1), ((await Progress(stage)).Recalculating, (await Check()).Recalculating));
        Assert.Null((await Check()).Difference);
        await ToTheEnd(job);
        Assert.Equal((false, Verified * after), await Progress(stage));
        Assert.Equal((0, null), await Check());

        var lines = await service.Read(s => s.Query<(string Act, Guid By, long Lines)>(
            "SELECT act, bookedBy, COUNT(*) FROM LedgerLine WHERE contractId = @id AND amount < 0 GROUP BY act, bookedBy", new { id = stage.Contract.ContractId }));
        var by = await service.Read(s => s.QueryOne<Guid>("SELECT recordedBy FROM ClauseVersion WHERE contractId = @id AND version = 2", new { id = stage.Contract.ContractId }));
        Assert.Contains(lines, l => l == ("clause.amended", by, Verified - 1));
    }

    [Fact]
    public async Task An_amendment_while_it_runs_starts_it_again_and_another_instance_takes_over_from_one_that_is_gone()
    {
        var (stage, _) = await With(Many);
        var (gone, other) = (Job(), Job());
        await Amend(stage, 40);
        for (var i = 0; i < 20; i++) Assert.True(await gone.Step(TestContext.Current.CancellationToken));
        Assert.InRange(await stage.Booked(), Verified * 18_991.78m + 1, Verified * 20_000m - 1);

        await Amend(stage, 36);
        Assert.Null((await Check()).Difference);
        Assert.True(await gone.Step(TestContext.Current.CancellationToken));
        Assert.False(await other.Step(TestContext.Current.CancellationToken));
        // The service itself is an instance too: it looks each second, and takes a lease that has ended.
        service.Time.Advance(TimeSpan.FromSeconds(6));
        for (var i = 0; (await Progress(stage)).Recalculating; i++)
        {
            Assert.True(i < 1_200, "Nobody went on.");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
        Assert.Equal(Verified * 20_000m, await stage.Booked());
        Assert.Equal((0, null), await Check());
    }

    [Fact]
    public async Task A_framework_agreement_shows_that_a_call_off_is_recalculated()
    {
        var stage = await In(service, withClause: false);
        var framework = await service.Administrator.Post("contracts", Rivierenland.Entry(stage.Contract.BuyerId, stage.Contract.SupplierId, e => (e["kind"], e["reference"]) = ("FrameworkAgreement", "RO-1"))).Is(201).Id();
        var callOff = await service.Administrator.Post("contracts", Rivierenland.Entry(stage.Contract.BuyerId, stage.Contract.SupplierId, e => (e["kind"], e["parentId"], e["reference"]) = ("CallOff", framework, "NO-1"))).Is(201).Id();
        Assert.False((bool)(await service.Administrator.Ask($"contracts/{framework}/progress").Is(200))["recalculating"]!);
        var job = Job();
        await service.Run(async s => { await RecalculationStore.Start(s, callOff, "clause.amended"); return 0; });
        Assert.True((bool)(await service.Administrator.Ask($"contracts/{framework}/progress").Is(200))["recalculating"]!);
        await ToTheEnd(job);
        Assert.False((bool)(await service.Administrator.Ask($"contracts/{framework}/progress").Is(200))["recalculating"]!);
    }

    [Theory]
    [InlineData(Recount.SelectPlacementsSql, "INDEX PlacementContractState (contractId=?)")]
    [InlineData(Recount.SelectCandidatesSql, "INDEX PlacementContractCandidate (contractId=? AND candidateId>?)")]
    public async Task The_placements_of_a_contract_are_found_by_an_index(string sql, string by)
    {
        service.RequireFile();
        var plan = string.Join('\n', (await service.Read(s => s.Query<Step>("EXPLAIN QUERY PLAN " + sql, new { contractId = Guid.NewGuid(), after = Guid.Empty, take = 10 }))).Select(s => s.Detail));
        Assert.Contains(by, plan, StringComparison.Ordinal);
        Assert.DoesNotContain("SCAN", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("TEMP B-TREE", plan, StringComparison.Ordinal);
    }

    private sealed class Step
    {
        public string Detail { get; init; } = "";
    }

    private async Task<(PlacementStage Stage, IReadOnlyList<Guid> Placements)> With(int placements)
    {
        var stage = await In(service);
        var supplier = new Caller(Guid.NewGuid(), "supplier", false, [new(Role.Supplier, null, stage.Contract.SupplierId)]);
        var ids = new Guid[placements];
        foreach (var some in Enumerable.Range(0, placements).Chunk(100))
            await Task.WhenAll(some.Select(async i =>
            {
                var reference = i.ToString("D5", CultureInfo.InvariantCulture);
                var statement = new PlacementStatement(null, $"HB-{reference}", SentPseudonym.From($"pseudonym-of-one-{reference}"), "participatiewet", Doelgroep.Participatiewet,
                    null, null, PlacementMethod.Individueel, Employment.Dienstverband, null, null, 18, Start, null, Through, null, false, null, [], null, null,
                    [new(stage.Contract.ContractId, null, 100)]);
                ids[i] = (await service.Send(supplier, new ReportPlacement(statement))).Placement.Id;
                if (i < Verified) await service.Send(Officer, new VerifyPlacement(ids[i], stage.Contract.ContractId, 1, Through));
            }));
        return (stage, ids);
    }

    private static async Task Amend(PlacementStage stage, decimal fullTimeHours) => await stage.Contract.Amend(new
    {
        fromDate = "2025-07-01", reason = "Andere werkweek", clause = Rivierenland.Clause(c => (c["fullTimeHours"], c["deviationReason"]) = (fullTimeHours, "Cao")),
    }).Is(201);

    /// <summary>An instance that no other stands in the way of.</summary>
    private Recalculator Job()
    {
        service.Time.Advance(TimeSpan.FromSeconds(6));
        return new(service.Services.GetRequiredService<ITransactions>(), service.Time, NullLogger<Recalculator>.Instance);
    }

    private static async Task ToTheEnd(Recalculator job)
    {
        while (await job.Step(TestContext.Current.CancellationToken)) { }
    }

    private static async Task<(bool Recalculating, decimal Counted)> Progress(PlacementStage stage)
    {
        var progress = await stage.Contract.Progress();
        return ((bool)progress["recalculating"]!, Amount(progress["counted"]));
    }

    private async Task<(long Recalculating, string? Difference)> Check()
    {
        var found = await service.Send(Caller.TheService, new CheckLedger(Recompute: true));
        return (found.Recalculating, found.Difference);
    }
}
