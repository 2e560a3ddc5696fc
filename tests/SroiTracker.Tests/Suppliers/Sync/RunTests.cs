using SroiTracker.Domain;
using SroiTracker.Suppliers.Sync;
using static SroiTracker.Tests.Suppliers.Sync.SourceStage;

namespace SroiTracker.Tests.Suppliers.Sync;

/// <summary>One run of one connection, from the first page to how it ends.</summary>
public class RunTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task A_run_reads_to_the_end_and_the_next_goes_on_there()
    {
        var source = await In(service, pageSize: 3);
        source.Items.AddRange(Enumerable.Range(1, 7).Select(n => source.Item(n)));
        var (end, run) = await source.Run();
        Assert.Equal((RunEnd.Completed, SynchronisationState.Completed, 3L, "7 new, 0 changed, 0 unchanged, 0 refused"), (end, run.State, run.Pages, Counts(run)));
        Assert.Equal([null, "3", "6"], source.Cursors);
        Assert.Equal(source.Items.Sum(i => (long)i.Content.Length), run.Bytes);
        Assert.Equal(("7", 0, service.Time.GetUtcNow()), ((await source.Connection()).SourceCursor, (await source.Connection()).Failures, (await source.Connection()).LastSuccessAt));

        source.Items.Add(source.Item(2, through: "2026-06-30"));
        source.Items.Add(source.Item(8));
        source.Cursors.Clear();
        (_, run) = await source.Run();
        Assert.Equal((1L, "1 new, 1 changed, 0 unchanged, 0 refused"), (run.Pages, Counts(run)));
        Assert.Equal(["7"], source.Cursors);
        Assert.Equal(8, (await source.Placements()).Count);
        Assert.Contains("HB-00002 18 #2", await source.Placements());
    }

    [Fact]
    public async Task What_did_not_change_is_passed_over()
    {
        var source = await In(service);
        source.Items.AddRange(Enumerable.Range(1, 5).Select(n => source.Item(n)));
        await source.Run();
        source.Items.AddRange(source.Items.ToList());
        var (_, run) = await source.Run();
        Assert.Equal("0 new, 0 changed, 5 unchanged, 0 refused", Counts(run));
    }

    [Fact]
    public async Task A_fault_of_the_source_fails_the_run_and_keeps_what_was_read()
    {
        var source = await In(service, pageSize: 2);
        source.Items.AddRange(Enumerable.Range(1, 5).Select(n => source.Item(n)));
        source.BeforePage = cursor => cursor == "2" ? throw new RefusedException(Refusals.SourceTooSlow, 30) : Task.FromResult<SourcePage?>(null);
        var (end, run) = await source.Run();
        Assert.Equal((RunEnd.Failed, SynchronisationState.Failed, "source.too-slow", "2 new, 0 changed, 0 unchanged, 0 refused"), (end, run.State, Code(run), Counts(run)));
        Assert.Equal((1, "2", ConnectionState.Active), ((await source.Connection()).Failures, (await source.Connection()).SourceCursor, (await source.Connection()).State));

        source.BeforePage = _ => Task.FromResult<SourcePage?>(null);
        (end, run) = await source.Run();
        Assert.Equal((RunEnd.Completed, "3 new, 0 changed, 0 unchanged, 0 refused", 0), (end, Counts(run), (await source.Connection()).Failures));
    }
}
