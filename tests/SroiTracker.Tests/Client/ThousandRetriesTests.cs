using SroiTracker.Client;
using SroiTracker.Tests.Placements;

namespace SroiTracker.Tests.Client;

/// <summary>A supplier whose line breaks at random sends everything again and again, from many programs at once.</summary>
public class ThousandRetriesTests(RunningService service) : IClassFixture<RunningService>
{
    private const int Reports = 100, Times = 10;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_hundred_reports_sent_a_thousand_times_at_once_with_their_keys_are_a_hundred_placements_each_once_in_the_ledger()
    {
        var stage = await PlacementStage.In(service);
        var chance = new Random(20261122);
        Mishap[] mishaps = [Mishap.CutBefore, Mishap.CutAnswer, Mishap.CutInAnswer, Mishap.BadGateway, Mishap.TooMany, Mishap.Busy];
        await using var proxy = await FlakyProxy.Before(stage.Supplier.BaseAddress!, (_, _) =>
        {
            lock (chance) return chance.Next(5) < 2 ? mishaps[chance.Next(mishaps.Length)] : Mishap.None;
        });
        using var program = SupplierProgram.Of(stage.Supplier, proxy.Address, o => (o.Retries, o.FirstDelay) = (60, TimeSpan.FromMilliseconds(5)));

        var calls = Enumerable.Range(0, Reports * Times).Select(i => i % Reports).Select(i =>
            program.Sroi.Placements.ReportAsync(SupplierFlow.Report(stage.Contract.ContractId, $"HB-{i:000}", $"P{i}"), $"{stage.Contract.ContractId:N}-{i}", Token));
        var answers = await Task.WhenAll(calls.ToList());

        Assert.True(proxy.Happened.Count > 400, $"{proxy.Happened.Count}");
        Assert.Equal(mishaps.Order(), proxy.Happened.Distinct().Order());
        Assert.Equal(Reports, answers.Select(a => a.Id).Distinct().Count());
        // Whoever asked, and however often: one answer, that of the time it was done.
        Assert.All(answers, a => Assert.Equal((true, 1), (a.WasCreated, a.ReportNumber)));
        Assert.All(answers.GroupBy(a => a.Id), one => Assert.Single(one.Select(a => (a.ETag, a.SupplierReference, a.ChangedAt)).Distinct()));

        using var quiet = SupplierProgram.Of(stage.Supplier);
        var placements = await quiet.Sroi.Placements.ListAsync(cancellationToken: Token).ToListAsync(Token);
        Assert.Equal(Enumerable.Range(0, Reports).Select(i => $"HB-{i:000}"), placements.Select(p => p.SupplierReference).Order(StringComparer.Ordinal));
        Assert.All(placements, p => Assert.Equal(1, p.ReportNumber));

        foreach (var placement in placements) await stage.Verify(placement.Id).Is(201);
        var ledger = await quiet.Sroi.Contracts.LedgerAsync(stage.Contract.ContractId, cancellationToken: Token);
        Assert.Equal(placements.Select(p => p.Id).Order(), ledger.Lines.Select(l => l.PlacementId!.Value).Order());
        Assert.Equal((Reports * 10_958.90m, Reports * 10_958.90m), (ledger.Total, ledger.Lines.Sum(l => l.Amount)));
    }
}
