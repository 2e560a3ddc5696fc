using SroiTracker.Domain;
using SroiTracker.Suppliers.Sync;
using SroiTracker.Tests.Outbound;
using static SroiTracker.Tests.Suppliers.Sync.SourceStage;

namespace SroiTracker.Tests.Suppliers.Sync;

/// <summary>A run stays the one of who began it however long a system is waited for, and only as long as nobody took it over.</summary>
public class KeptLeaseTests(RunningService service) : IClassFixture<RunningService>
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task While_a_system_is_waited_for_longer_than_a_lease_lasts_it_is_kept()
    {
        var source = await In(service);
        source.Items.Add(source.Item(1));
        var second = RunEnd.Completed;
        source.WhileWaiting = async _ =>
        {
            for (var began = service.Time.GetUtcNow(); service.Time.GetUtcNow() < began + 3 * Lease;)
            {
                var was = await Until(source);
                await RunAhead(async () => await Until(source) > was);
            }
            second = await source.Go();
        };
        var (end, run) = await source.Run();
        Assert.Equal((RunEnd.Completed, RunEnd.Elsewhere, "1 new, 0 changed, 0 unchanged, 0 refused"), (end, second, Counts(run)));
        Assert.Single(source.Cursors);
    }

    // A system that is no longer waited for, and one whose page came all the same.
    [Theory, InlineData(true), InlineData(false)]
    public async Task Who_loses_it_while_a_system_is_waited_for_ends_and_writes_nothing(bool heeds)
    {
        var source = await In(service, pageSize: 2);
        source.Items.AddRange(Enumerable.Range(1, 4).Select(n => source.Item(n)));
        HeldRun? other = null;
        source.WhileWaiting = async token =>
        {
            if (source.Cursors.Count < 2) return;
            other = await source.TakenOver();
            await RunAhead(() => Task.FromResult(token.IsCancellationRequested));
            if (heeds) token.ThrowIfCancellationRequested();
        };
        var (end, run) = await source.Run().WaitAsync(TimeSpan.FromSeconds(60), Token);
        Assert.Equal((RunEnd.Elsewhere, SynchronisationState.Running, "2 new, 0 changed, 0 unchanged, 0 refused", "2"), (end, run.State, Counts(run), (await source.Connection()).SourceCursor));
        Assert.Equal(2, (await source.Placements()).Count);
        // Who has it now was not disturbed by that.
        Assert.Equal(other!.Id, run.Id);
        Assert.True(await service.Run(session => SroiTracker.Database.Lease.Renew(session, other.Lease, other.Fence, Lease)));
    }

    [Fact]
    public async Task Where_the_database_is_busy_for_a_moment_a_page_is_taken_after_it()
    {
        service.RequireFile();
        var source = await In(service, pageSize: 2);
        source.Items.AddRange(Enumerable.Range(1, 3).Select(n => source.Item(n)));
        using var gate = new ManualResetEventSlim();
        var full = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        List<Task<bool>> waiting = [];
        source.WhileWaiting = async _ =>
        {
            if (source.Cursors.Count > 1) return;
            var began = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting.Add(service.Run(_ => { began.SetResult(); return Task.FromResult(gate.Wait(TimeSpan.FromSeconds(60), Token)); }));
            await began.Task;
            while (waiting[^1] is not { IsFaulted: true }) waiting.Add(service.Run(_ => Task.FromResult(true)));
            full.SetResult();
        };
        var run = source.Run();
        await full.Task.WaitAsync(TimeSpan.FromSeconds(60), Token);
        Assert.Equal(Refusals.StorageBusy, (await Assert.ThrowsAsync<RefusedException>(() => waiting[^1])).Objections[0].Refusal);
        for (var i = 0; i < 20; i++)
        {
            service.Time.Advance(TimeSpan.FromSeconds(0.5));
            await Task.Delay(10, Token);
        }
        Assert.False(run.IsCompleted);
        gate.Set();
        Assert.All(await Task.WhenAll(waiting[..^1]), Assert.True);
        var (end, ended) = await service.Time.Ahead(() => run).WaitAsync(TimeSpan.FromSeconds(60), Token);
        Assert.Equal((RunEnd.Completed, "3 new, 0 changed, 0 unchanged, 0 refused"), (end, Counts(ended)));
        Assert.Equal([null, "2"], source.Cursors);
    }

    /// <summary>Until when the lease of the run is held now.</summary>
    private Task<DateTimeOffset> Until(SourceStage source) => service.Read(session =>
        session.QueryOne<DateTimeOffset>("SELECT expiresAt FROM Lease WHERE name = @name", new { name = HeldRun.LeaseOf(source.ConnectionId) }));

    /// <summary>Lets the clock run, a second at a time, until something is so: a wait may begin at any moment.</summary>
    private async Task RunAhead(Func<Task<bool>> until)
    {
        for (var i = 0; !await until(); i++)
        {
            Assert.True(i < 3000, "It never came.");
            service.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(10, Token);
        }
    }
}
