using System.Globalization;
using System.Net;

namespace SroiTracker.Tests.Survival;

/// <summary>Several processes on one database file: a run is one process's at a time, and who lost it writes nothing more.</summary>
public class SynchronisationRivalTests
{
    private const int Pages = 8, PageSize = 100, Items = Pages * PageSize;

    private static readonly string Line = $"Payroll: Completed, {Pages} pages, {Items} received, {Items} new, 0 changed, 0 unchanged, 0 refused";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task While_one_process_pulls_a_system_the_others_wait_and_all_see_the_same_run_end()
    {
        await using var stage = await SynchronisingStage.In();
        for (var i = 0; i < Items; i++) stage.Put(Id(i));
        await stage.Service.Kill();
        var source = new Gate(stage, hold: 1);

        var first = stage.Service.Ended("synchronise", "--connection", $"{stage.ConnectionId}");
        await source.Held.WaitAsync(Token);
        var began = TimeProvider.System.GetTimestamp();
        var second = stage.Service.Ended("synchronise", "--connection", $"{stage.ConnectionId}");
        await stage.Service.Start();
        var run = await stage.Ask();
        // As long again as a process takes to start, and twice as long as one waits before it looks again.
        await Task.Delay(TimeProvider.System.GetElapsedTime(began) + TimeSpan.FromSeconds(4), Token);
        Assert.Equal(1, source.Asked);
        source.Release();

        Assert.Equal((0, Line), (await first) is var one ? (one.Code, one.Output) : default);
        Assert.Equal((0, Line), (await second) is var other ? (other.Code, other.Output) : default);
        Assert.Equal((Items, Items, 0, 0, 0), SynchronisingStage.Counts(await stage.Ended(run)));
        Assert.Equal(1, source.MostAtOnce);
        Assert.Equal((Pages, Pages), (stage.Pages.Count(), stage.Pages.Distinct().Count()));
        Assert.Equal(1, await stage.Service.Count("SELECT COUNT(*) FROM Synchronisation"));
        await AssertEachOnce(stage, Items);
    }

    [Fact]
    public async Task A_process_that_stood_still_is_taken_over_and_writes_nothing_more_of_that_run()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "A process is stopped and let go on by signals.");
        if (!OperatingSystem.IsLinux()) return;
        await using var stage = await SynchronisingStage.In();
        for (var i = 0; i < Items; i++) stage.Put(Id(i));
        var source = new Gate(stage, hold: 3);

        var run = await stage.Ask();
        await source.Held.WaitAsync(Token);
        await stage.Service.Freeze();
        Assert.Equal(2, await stage.Service.Count("SELECT pages FROM Synchronisation"));
        var (code, output, error) = await stage.Service.Ended("synchronise", "--connection", $"{stage.ConnectionId}");
        Assert.Equal((0, Line, ""), (code, output, error));
        Assert.Equal(Items, await stage.Service.Count("SELECT COUNT(*) FROM Placement"));
        var kept = await stage.Service.Text(Kept);

        // Its answer lies there when it goes on.
        source.Release();
        await Task.Delay(200, Token);
        await stage.Service.Thaw();
        await SynchronisingStage.Until(async () => (await stage.Officer.GetAsync(new Uri("/health/ready", UriKind.Relative), Token)).StatusCode == HttpStatusCode.OK);
        Assert.Equal((Items, Items, 0, 0, 0), SynchronisingStage.Counts(await stage.Ended(run)));
        Assert.Equal(Pages + 1, stage.Pages.Count());

        // It pulls a connection anew only when it left what it did for it before.
        stage.Put("one-more");
        var next = await stage.Ask();
        Assert.NotEqual(run, next);
        Assert.Equal((1, 1, 0, 0, 0), SynchronisingStage.Counts(await stage.Ended(next)));
        Assert.Equal(Pages + 2, stage.Pages.Count());
        Assert.Equal(kept, await stage.Service.Text(Kept));
        await AssertEachOnce(stage, Items + 1);
    }

    // The first run and the placements of its items.
    private static readonly string Kept = $"""
        SELECT r.state || ' ' || r.endedAt || ' ' || r.pages || ' ' || r.received || ' ' || r.added || ' ' || r.changed || ' ' || r.unchanged || ' ' || r.refused || ' ' || r.bytes || ' '
            || (SELECT SUM(x.reportNumber) || ' ' || MAX(x.changedAt) FROM (SELECT p.reportNumber, p.changedAt FROM Placement p ORDER BY p.id LIMIT {Items}) x)
        FROM Synchronisation r ORDER BY r.id LIMIT 1
        """;

    private static string Id(int i) => string.Create(CultureInfo.InvariantCulture, $"p-{i:0000}");

    private static async Task AssertEachOnce(SynchronisingStage stage, int items)
    {
        var references = (await SynchronisingStage.All(stage.Supplier, "placements")).ConvertAll(p => (string)p["supplierReference"]!);
        Assert.Equal((items, items), (references.Count, references.Distinct().Count()));
        Assert.Equal(items, await stage.Service.Count("SELECT SUM(reportNumber) FROM Placement"));
        await stage.Service.AssertWhole("in the end");
    }

    /// <summary>Lets the requests for pages through, one of them only when it is told to, and counts how many are asked at once.</summary>
    private sealed class Gate
    {
        private readonly TaskCompletionSource _held = new(TaskCreationOptions.RunContinuationsAsynchronously), _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly Lock _lock = new();
        private int _now;

        public Gate(SynchronisingStage stage, int hold) => stage.System.Mishap = async http =>
        {
            int number;
            lock (_lock)
            {
                number = ++Asked;
                MostAtOnce = Math.Max(MostAtOnce, ++_now);
            }
            try
            {
                // Long enough that another's would meet it.
                await Task.Delay(100, Token);
                if (number != hold) return false;
                _held.SetResult();
                await _released.Task.WaitAsync(Token);
                return false;
            }
            finally { lock (_lock) _now--; }
        };

        public Task Held => _held.Task;
        public int Asked { get; private set; }
        public int MostAtOnce { get; private set; }
        public void Release() => _released.TrySetResult();
    }
}
