using SroiTracker.Client;
using SroiTracker.Tests.Placements;

namespace SroiTracker.Tests.Client;

/// <summary>A batch goes on after a break, under one key, and counts each report once.</summary>
public class BatchTests(RunningService service) : IClassFixture<RunningService>
{
    private const int Lines = 2_500;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_batch_whose_line_breaks_twice_goes_on_by_itself_and_each_report_is_there_once()
    {
        var stage = await PlacementStage.In(service);
        await using var proxy = await FlakyProxy.Before(stage.Supplier.BaseAddress!, (_, number) => number == 3 ? Mishap.CutAnswer : Mishap.None);
        proxy.CutBodyAfter = number => number <= 2 ? number * 400_000 : null;
        using var program = SupplierProgram.Of(stage.Supplier, proxy.Address);
        var opened = 0;
        var batch = await program.Sroi.Batches.ReportAsync(() =>
        {
            opened++;
            return Reports(stage).ToAsyncEnumerable();
        }, cancellationToken: Token);
        Assert.Equal((4, 1), (opened, proxy.Keys.Distinct().Count()));
        Assert.Equal((BatchState.Completed, new BatchCounts(Lines, Lines, 0, 0)), (batch.State, batch.Counts));
        Assert.True(batch.WasReplayed);
        Assert.Equal(Lines, await program.Sroi.Placements.ListAsync(pageSize: 500, cancellationToken: Token).Select(p => p.SupplierReference).Distinct().CountAsync(Token));
    }

    [Fact]
    public async Task A_source_that_is_read_once_breaks_off_and_goes_on_when_it_is_sent_again_under_the_key()
    {
        var stage = await PlacementStage.In(service);
        await using var proxy = await FlakyProxy.Before(stage.Supplier.BaseAddress!, (_, _) => Mishap.None);
        proxy.CutBodyAfter = number => number == 1 ? 400_000 : null;
        using var program = SupplierProgram.Of(stage.Supplier, proxy.Address);
        var cut = await Assert.ThrowsAsync<SroiUnavailableException>(() => program.Sroi.Batches.ReportAsync(Reports(stage).ToAsyncEnumerable(), cancellationToken: Token));
        var batch = await program.Sroi.Batches.ReportAsync(Reports(stage).ToAsyncEnumerable(), cut.IdempotencyKey, Token);
        Assert.Equal(Lines, batch.Counts!.Accepted);
        Assert.Equal(2, proxy.Keys.Count);
    }

    [Fact]
    public async Task Another_line_under_the_same_key_is_refused_with_its_number()
    {
        var stage = await PlacementStage.In(service);
        using var program = SupplierProgram.Of(stage.Supplier);
        await program.Sroi.Batches.ReportAsync(() => Reports(stage).ToAsyncEnumerable(), "one-batch", Token);
        foreach (var place in new[] { 0, 1_200, Lines - 1 })
        {
            var other = await Assert.ThrowsAsync<SroiRefusedException>(() => program.Sroi.Batches.ReportAsync(
                () => Reports(stage).Select((r, i) => i == place ? r with { HoursPerWeek = 12 } : r).ToAsyncEnumerable(), "one-batch", Token));
            Assert.Equal((409, "idempotency.other-body"), ((int)other.Status, other.Code));
            Assert.Contains($"{place + 1}", other.Detail, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_source_that_fails_fails_as_it_is_and_nobody_tries_again()
    {
        var stage = await PlacementStage.In(service);
        await using var proxy = await FlakyProxy.Before(stage.Supplier.BaseAddress!, (_, _) => Mishap.None);
        using var program = SupplierProgram.Of(stage.Supplier, proxy.Address);
        var failed = await Assert.ThrowsAsync<IOException>(() => program.Sroi.Batches.ReportAsync(
            () => Reports(stage).Select((r, i) => i == 700 ? throw new IOException("The disk is gone.") : r).ToAsyncEnumerable(), cancellationToken: Token));
        Assert.Equal("The disk is gone.", failed.Message);
        Assert.True(proxy.Keys.Count <= 1);
    }

    [Fact]
    public async Task Refused_lines_are_read_page_by_page()
    {
        var stage = await PlacementStage.In(service);
        using var program = SupplierProgram.Of(stage.Supplier);
        var batch = await program.Sroi.Batches.ReportAsync(() => Reports(stage).Take(700).Select((r, i) => i % 100 == 0 ? r : r with { HoursPerWeek = 18.123m }).ToAsyncEnumerable(), cancellationToken: Token);
        Assert.Equal(new BatchCounts(700, 7, 0, 693), batch.Counts);
        Assert.Equal(Enumerable.Range(0, 700).Where(i => i % 100 != 0).Select(i => i + 1L), await program.Sroi.Batches.RefusedAsync(batch.Id, Token).Select(r => r.Line).ToListAsync(Token));
    }

    private static IEnumerable<PlacementReport> Reports(PlacementStage stage)
    {
        var one = SupplierFlow.Report(stage.Contract.ContractId);
        return Enumerable.Range(0, Lines).Select(i => one with { SupplierReference = $"HB-{i:0000}", Candidate = $"candidate-of-a-batch-{i:0000}" });
    }
}
