using FsCheck;
using FsCheck.Fluent;
using SroiTracker.Contracts;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.Placements;
using SroiTracker.Privacy;
using static SroiTracker.Tests.Contracts.Rivierenland;

namespace SroiTracker.Tests.Placements;

/// <summary>
/// In whatever order officers of different contracts verify, revoke and amend, all ends the same: ledger by year, stands and
/// progress (rules.md 3), also where maximum months and bonuses run over all contracts of the buyer.
/// </summary>
public class OrderProperties(RunningService service) : IClassFixture<RunningService>
{
    private static readonly DateOnly First = new(2026, 1, 1), Reported = new(2026, 11, 20);

    [Fact]
    public async Task No_order_of_acts_changes_how_all_ends()
    {
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed => Ends(seed).GetAwaiter().GetResult()).Check(Cases.Of(12));
        var check = await service.Send(Caller.TheService, new CheckLedger(Recompute: true));
        Assert.True(check.Difference is null, check.Difference);
    }

    private async Task Ends(int seed)
    {
        var tarieven = seed % 3 == 0 ? (Utrecht, Utrecht) : await BuyersTarieven.In(service);
        var first = await End(seed, tarieven, order: 1);
        Assert.NotEqual("", first);
        Assert.Equal(first, await End(seed, tarieven, order: 2));
    }

    /// <summary>Plays the acts of a seed in one of their orders; how all ends, by reference.</summary>
    private async Task<string> End(int seed, (Guid First, Guid Second) tarieven, int order)
    {
        var stage = await PlacementStage.In(service, withClause: false);
        Guid[] contracts = [stage.Contract.ContractId, await stage.SecondContract(withClause: false)];
        foreach (var contract in contracts)
            await service.Administrator.Put($"contracts/{contract}/clause", await service.Administrator.ETag($"contracts/{contract}"), Clause(c => c["tariefId"] = tarieven.First)).Is(200);

        var (lines, left) = (Acts(new(seed), stage, contracts, tarieven.Second), new Random(HashCode.Combine(seed, order)));
        for (var next = lines.FindAll(l => l.Count > 0); next.Count > 0; next = lines.FindAll(l => l.Count > 0))
            await next[left.Next(next.Count)].Dequeue()();

        return await service.Read(async s => string.Join('\n',
        [
            .. (await s.Query<(string Reference, string Contract, long Year, long Cents)>("""
                SELECT p.supplierReference, c.reference, l.year, SUM(l.amount) FROM LedgerLine l JOIN Placement p ON p.id = l.placementId JOIN Contract c ON c.id = l.contractId
                WHERE l.contractId IN @contracts GROUP BY p.supplierReference, c.reference, l.year HAVING SUM(l.amount) <> 0 ORDER BY p.supplierReference, c.reference, l.year
                """, new { contracts })).Select(l => l.ToString()),
            .. (await s.Query<(string Reference, string Contract, string State, long Value, long Waiting, long Forecast, long Without)>("""
                SELECT p.supplierReference, c.reference, pc.state, pc.value, pc.waiting, pc.forecast, pc.forecastWithoutWaiting
                FROM PlacementContract pc JOIN Placement p ON p.id = pc.placementId JOIN Contract c ON c.id = pc.contractId
                WHERE pc.contractId IN @contracts ORDER BY p.supplierReference, c.reference
                """, new { contracts })).Select(l => l.ToString()),
        ]));
    }

    /// <summary>Acts by placement and by contract: within each of these lines their order is fixed, between them it is free.</summary>
    private List<Queue<Func<Task>>> Acts(Random random, PlacementStage stage, Guid[] contracts, Guid tarief)
    {
        var supplier = new Caller(Guid.NewGuid(), "supplier", false, [new(Role.Supplier, null, stage.Contract.SupplierId)]);
        Caller[] officers = [.. Enumerable.Range(0, 2).Select(i => new Caller(Guid.NewGuid(), $"officer {i}", true, [new(Role.Officer, null, null)]))];
        var lines = new List<Queue<Func<Task>>>();
        // Three references of at most 12 hours fit in any week, so that no order is refused.
        foreach (var name in new[] { "HB-1", "HB-2", "HB-3" })
        {
            var (acts, id) = (new Queue<Func<Task>>(), Guid.Empty);
            var (start, share, bonus, hours) = (First.AddDays(random.Next(200)), random.Next(3) * 50, random.Next(2) == 0, random.Next(6, 13));
            var (block, through, revoked, withdrawn) = (random.Next(3) == 0 ? "ww" : "participatiewet", Earlier(start.AddDays(random.Next(20, 300))), random.Next(4) == 0, random.Next(6) == 0);
            StatedShare[] shares = [.. new[] { (contracts[0], share), (contracts[1], 100 - share) }.Where(s => s.Item2 > 0).Select(s => new StatedShare(s.Item1, null, s.Item2))];
            var number = random.Next(1, 3);
            for (var i = 1; i <= number; i++)
            {
                var report = new PlacementStatement(null, name, SentPseudonym.From(PlacementStage.Candidate), block, Doelgroep.Overig, null, null,
                    PlacementMethod.Individueel, Employment.Dienstverband, null, null, i == 1 ? 12 : hours, start, null, i == 1 ? start.AddDays(10) : through, start, bonus, null,
                    bonus ? ["permanent-contract"] : [], null, null, shares);
                acts.Enqueue(async () => id = (await service.Send(supplier, new ReportPlacement(report))).Placement.Id);
            }
            if (withdrawn) acts.Enqueue(async () =>
            {
                foreach (var s in shares) await service.Send(supplier, new WithdrawPlacement(id, s.ContractId, number, null, null));
            });
            else
                foreach (var s in shares.OrderBy(_ => random.Next()))
                {
                    var until = number == 1 ? start.AddDays(random.Next(11)) : start.AddDays(random.Next(through.DayNumber - start.DayNumber + 1));
                    acts.Enqueue(() => service.Send(officers[0], new VerifyPlacement(id, s.ContractId, number, until)));
                    if (!revoked) continue;
                    acts.Enqueue(async () =>
                    {
                        var asked = await service.Send(officers[0], new RevokePlacement(id, s.ContractId, number, "left", "Vertrokken.", until));
                        await service.Send(officers[1], new DecideRevocation(id, asked.Contracts.Single(c => c.ContractId == s.ContractId).Verdict!.Id, true, null));
                    });
                }
            lines.Add(acts);
        }
        foreach (var contract in contracts.Where(_ => random.Next(2) == 0))
        {
            // Reporting closes 30 days after the end; no later, so that no order is refused.
            var (from, end) = (First.AddDays(random.Next(300)), Reported.AddDays(random.Next(-25, 100)));
            lines.Add(new([() => service.Send(officers[0], new AmendContract(contract, new() { FromDate = from, Reason = "Aangevuld", TariefId = tarief, EndDate = end }))]));
        }
        return lines;
    }

    private static DateOnly Earlier(DateOnly day) => day < Reported ? day : Reported;
}
