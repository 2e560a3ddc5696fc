using System.Diagnostics;
using System.Net;
using SroiTracker.Domain;
using SroiTracker.Outbound;

namespace SroiTracker.Tests.Outbound;

/// <summary>A body that is read as it comes is bounded as others are. These tests look at the whole process, so they run alone.</summary>
[Collection(nameof(StreamTests))]
[CollectionDefinition(nameof(StreamTests), DisableParallelization = true)]
public class StreamTests
{
    private const string Csv = "text/csv";
    private const long Idle = 64L << 20;
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static async Task<long> Read(Outside outside, Target target, CancellationToken token = default)
    {
        using var answer = await outside.Open(target);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await using var body = await answer.Content.ReadAsStreamAsync(Token);
        using var lines = new StreamReader(body);
        long count = 0;
        while (await lines.ReadLineAsync(token) is not null) count++;
        return count;
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_that_is_read_as_it_comes_is_not_held(bool claimed)
    {
        await using var server = await FaultyServer.Start(_ => Says.Huge(Csv, 300L << 20, claimed, line: new string('x', 63) + "\n"));
        using var outside = new Outside(time: TimeProvider.System);
        var most = 0L;
        var before = GC.GetTotalMemory(forceFullCollection: true);
        using var end = new CancellationTokenSource();
        var watch = Task.Run(async () =>
        {
            for (; !end.IsCancellationRequested; await Task.Delay(10, CancellationToken.None)) most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: false));
        }, Token);
        Assert.Equal(300L << 14, await Read(outside, Outside.Target(server, largestBody: 1L << 30), Token));
        await end.CancelAsync();
        await watch;
        Assert.True(most - before < Idle, $"{most - before} bytes");
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task Ten_gigabytes_end_where_they_become_too_many(bool streamed, bool claimed)
    {
        await using var server = await FaultyServer.Start(_ => Says.Huge(Csv, 10L << 30, claimed, line: new string('x', 63) + "\n"));
        using var outside = new Outside(time: TimeProvider.System);
        var target = Outside.Target(server, largestBody: 16L << 20);
        using var process = Process.GetCurrentProcess();
        GC.Collect();
        process.Refresh();
        var (before, begun) = (process.WorkingSet64, Stopwatch.StartNew());
        Assert.Equal($"source.too-large {16L << 20}", await Outside.RefusedBy(() => streamed ? Read(outside, target, Token) : outside.Get(target)));
        process.Refresh();
        Assert.True(begun.Elapsed < TimeSpan.FromSeconds(10));
        Assert.True(process.WorkingSet64 - before < Idle, $"{process.WorkingSet64 - before} bytes");
    }

    [Fact]
    public async Task A_body_that_stays_away_is_too_slow()
    {
        await using var server = await FaultyServer.Start(_ => Says.Stop(Csv, "a;b\n1;2\n", 4));
        using var outside = new Outside(Outside.Hurried, TimeProvider.System);
        var begun = Stopwatch.StartNew();
        Assert.Equal("source.too-slow 1", await Outside.RefusedBy(() => Read(outside, Outside.Target(server), Token)));
        Assert.InRange(begun.Elapsed, TimeSpan.FromSeconds(0.9), TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task A_body_that_drips_is_too_slow_however_long_it_goes_on()
    {
        await using var server = await FaultyServer.Start(_ => Says.Slowly(Csv, new string('x', 100_000), 10, TimeSpan.FromSeconds(0.1)));
        using var outside = new Outside(Outside.Hurried, TimeProvider.System);
        var begun = Stopwatch.StartNew();
        Assert.Equal("source.too-slow 1", await Outside.RefusedBy(() => Read(outside, Outside.Target(server), Token)));
        Assert.InRange(begun.Elapsed, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task A_body_may_take_longer_than_a_try_and_its_reader_longer_than_that()
    {
        await using var server = await FaultyServer.Start(_ => Says.Slowly(Csv, new string('x', 40_000), 4_000, TimeSpan.FromSeconds(0.2)));
        using var outside = new Outside(Outside.Hurried, TimeProvider.System);
        using var answer = await outside.Open(Outside.Target(server));
        await using var body = await answer.Content.ReadAsStreamAsync(Token);
        var buffer = new byte[8_000];
        var read = await body.ReadAsync(buffer, Token);
        await Task.Delay(1_500, Token);
        for (int next; (next = await body.ReadAsync(buffer, Token)) > 0;) read += next;
        Assert.Equal(40_000, read);
    }

    [Theory]
    [InlineData("cut")]
    [InlineData("shorter than said")]
    public async Task A_body_that_is_cut_off_is_no_end(string fault)
    {
        await using var server = await FaultyServer.Start(_ => fault == "cut" ? Says.Cut(Csv, "a;b\n1;2\n", 6) : Says.WrongLength(Csv, "a;b\n", 40));
        using var outside = new Outside();
        Assert.Equal("source.unreachable ResponseEnded", await Outside.RefusedBy(() => Read(outside, Outside.Target(server), Token)));
        Assert.Single(server.Asked);
    }

    [Fact]
    public async Task What_goes_wrong_before_the_body_is_tried_again()
    {
        await using var server = await FaultyServer.Start(asked => asked.Number < 3 ? Says.Status(500) : Says.Text(200, Csv, "a;b\n1;2\n"));
        using var outside = new Outside();
        Assert.Equal(2, await Read(outside, Outside.Target(server), Token));
        Assert.Equal(3, server.Asked.Count);
    }

    [Fact]
    public async Task Whoever_stops_reading_is_told_nothing_else()
    {
        await using var server = await FaultyServer.Start(_ => Says.Stop(Csv, "a;b\n1;2\n", 4));
        using var outside = new Outside(time: TimeProvider.System);
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(0.3));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Read(outside, Outside.Target(server), stop.Token));
    }
}
