using System.Globalization;
using System.Text.Json.Nodes;
using SroiTracker.Tests.Contracts;

namespace SroiTracker.Tests.Survival;

/// <summary>A recalculation goes on where it was, whatever becomes of the process meanwhile.</summary>
public class RecalculationKillTests
{
    private const int Placements = 1_010, Verified = 300, Callers = 8, Kills = 2;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Killed_while_it_recalculates_it_books_every_difference_once()
    {
        await using var service = new KillableService();
        await service.Start();
        using var officer = service.Caller();
        var contract = await WithPlacements(service, officer);
        // 24 of 36 hours from 1 May through 31 December 2024, of 40.000 a year: 245 days of 365, since the year runs to 30 April 2025.
        Assert.Equal(Verified * 17_899.54m, await Counted());

        await officer.Post($"contracts/{contract}/amendments", new
        {
            fromDate = "2024-07-01", reason = "Andere werkweek", clause = Rivierenland.Clause(c => (c["fullTimeHours"], c["deviationReason"]) = (40, "Cao")),
        }).Is(201);
        for (var kill = 1; kill <= Kills; kill++)
        {
            var seen = await Counted();
            while (await Counted() == seen) await Task.Delay(5, Token);
            await service.Kill();
            Assert.Equal(1, await service.Count("SELECT COUNT(*) FROM Recalculation"));
            await service.AssertWhole($"kill {kill} while it recalculates");
            await service.Start();
        }
        while ((bool)(await Progress())["recalculating"]!) await Task.Delay(100, Token);

        // 61 days at 24/36 and 184 at 24/40.
        Assert.Equal(Verified * 16_555.25m, await Counted());
        Assert.Equal(Verified, await service.Count("SELECT COUNT(*) FROM LedgerLine WHERE act = 'clause.amended'"));
        Assert.Equal(0, await service.Count("SELECT COUNT(*) FROM Recalculation"));
        await service.AssertWhole("in the end");

        async Task<JsonNode> Progress() => await officer.Ask($"contracts/{contract}/progress").Is(200);
        async Task<decimal> Counted() => (await Progress())["counted"].Euros()!.Value;
    }

    private static async Task<Guid> WithPlacements(KillableService service, HttpClient officer)
    {
        var buyer = await officer.Post("organisations", new { name = "Waterschap Rivierenland" }).Is(201).Id();
        var supplier = await officer.Post("suppliers", new { name = "Hegeman Bouw & Infra B.V." }).Is(201).Id();
        var contract = await officer.Post("contracts", Rivierenland.Entry(buyer, supplier)).Is(201).Id();
        await officer.Put($"contracts/{contract}/clause", await officer.ETag($"contracts/{contract}"), Rivierenland.Clause()).Is(200);
        using var caller = service.Caller(await service.Key("--role", "Supplier", "--supplier", supplier.ToString(), "--name", "payroll"));
        await Parallel.ForEachAsync(Enumerable.Range(0, Placements), new ParallelOptions { MaxDegreeOfParallelism = Callers, CancellationToken = Token }, async (i, _) =>
        {
            var reference = string.Create(CultureInfo.InvariantCulture, $"HB-{i:00000}");
            var id = await caller.Post("placements", new
            {
                supplierReference = reference, candidate = $"pseudonym-of-{reference}", bouwblok = "participatiewet", doelgroep = "Participatiewet",
                placementMethod = "Individueel", employment = "Dienstverband", hoursPerWeek = 24, startDate = "2024-05-01", reportedThroughDate = "2024-12-31",
                allocations = new[] { new { contractId = contract, percentage = 100 } },
            }).Is(201).Id();
            if (i < Verified) await officer.Post($"placements/{id}/verifications", new { contractId = contract, reportNumber = 1, throughDate = "2024-12-31" }).Is(201);
        });
        return contract;
    }
}
