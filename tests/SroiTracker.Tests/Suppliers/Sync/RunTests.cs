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

    // To the page itself, to nothing, to the first after the start.
    [Theory, InlineData("2", "2"), InlineData("2", null), InlineData("4", "2")]
    public async Task A_page_that_points_back_ends_the_run(string at, string? to)
    {
        var source = await In(service, pageSize: 2);
        source.Items.AddRange(Enumerable.Range(1, 6).Select(n => source.Item(n)));
        source.BeforePage = cursor => Task.FromResult<SourcePage?>(cursor == at ? new([], to, true, 0) : null);
        var (end, run) = await source.Run();
        Assert.Equal((RunEnd.Failed, "source.cursor-repeats"), (end, Code(run)));
        Assert.True(source.Cursors.Count <= 3);
        source.BeforePage = _ => Task.FromResult<SourcePage?>(null);
        Assert.Equal(RunEnd.Completed, (await source.Run()).End);
        Assert.Equal(6, (await source.Placements()).Count);
    }

    [Fact]
    public async Task A_page_that_points_back_is_itself_taken()
    {
        var source = await In(service, pageSize: 2);
        source.Items.Add(source.Item(1));
        source.BeforePage = cursor => Task.FromResult<SourcePage?>(new([source.Item(1)], "x", true, 0));
        var (_, run) = await source.Run();
        Assert.Equal(("source.cursor-repeats", 2L, "1 new, 0 changed, 1 unchanged, 0 refused", "x"), (Code(run), run.Pages, Counts(run), (await source.Connection()).SourceCursor));
    }

    [Fact]
    public async Task A_page_with_more_than_was_asked_for_fails_the_run()
    {
        var source = await In(service, pageSize: 2);
        source.BeforePage = _ => Task.FromResult<SourcePage?>(new([source.Item(1), source.Item(2), source.Item(3)], "3", false, 0));
        Assert.Equal("source.page-too-large", Code((await source.Run()).Run));
        Assert.Empty(await source.Placements());
    }

    [Fact]
    public async Task A_run_that_takes_too_long_ends_and_the_next_goes_on()
    {
        var source = await In(service, pageSize: 1);
        source.Items.AddRange(Enumerable.Range(1, 3).Select(n => source.Item(n)));
        source.BeforePage = cursor =>
        {
            if (cursor == "1") service.Time.Advance(TimeSpan.FromMinutes(61));
            return Task.FromResult<SourcePage?>(null);
        };
        var (_, run) = await source.Run();
        Assert.Equal(("source.too-long", 2L, "2"), (Code(run), run.Pages, (await source.Connection()).SourceCursor));
        Assert.Equal("1 new, 0 changed, 0 unchanged, 0 refused", Counts((await source.Run()).Run));
    }

    [Theory, InlineData(401), InlineData(403)]
    public async Task A_source_that_does_not_let_us_in_stops_the_connection(int status)
    {
        var source = await In(service);
        source.BeforePage = _ => throw new RefusedException(Refusals.SourceUnauthorised, status);
        var (end, run) = await source.Run();
        Assert.Equal((RunEnd.Failed, "source.unauthorised"), (end, Code(run)));
        var connection = await source.Connection();
        Assert.Equal((ConnectionState.Stopped, "source.unauthorised", 1, 2), (connection.State, connection.StoppedFor, connection.Failures, connection.Version));
        Assert.Equal(1, await service.Read(s => s.QueryOne<long>("SELECT COUNT(*) FROM Event WHERE act = 'connection.stopped' AND subject = @subject", new { subject = $"supplier-connections/{connection.Id}" })));
        // A run that was asked for all the same ends at once.
        source.Cursors.Clear();
        Assert.Equal(RunEnd.Stopped, (await source.Run()).End);
        Assert.Empty(source.Cursors);
    }

    [Fact]
    public async Task A_secret_that_was_entered_meanwhile_is_not_stopped_for_the_old_one()
    {
        var source = await In(service);
        source.BeforePage = async _ =>
        {
            await source.Change(c => c with { Secret = [2] });
            throw new RefusedException(Refusals.SourceUnauthorised, 401);
        };
        Assert.Equal(RunEnd.Failed, (await source.Run()).End);
        Assert.Equal(ConnectionState.Active, (await source.Connection()).State);
    }

    [Fact]
    public async Task A_connection_that_is_paused_meanwhile_ends_the_run()
    {
        var source = await In(service, pageSize: 2);
        source.Items.AddRange(Enumerable.Range(1, 5).Select(n => source.Item(n)));
        source.BeforePage = async cursor =>
        {
            if (cursor == "2") await source.Change(c => c with { State = ConnectionState.Paused });
            return null;
        };
        var (end, run) = await source.Run();
        Assert.Equal((RunEnd.Stopped, SynchronisationState.Stopped, null, "2"), (end, run.State, run.Error, (await source.Connection()).SourceCursor));
        await source.Change(c => c with { State = ConnectionState.Active });
        source.BeforePage = _ => Task.FromResult<SourcePage?>(null);
        Assert.Equal("3 new, 0 changed, 0 unchanged, 0 refused", Counts((await source.Run()).Run));
    }

    [Fact]
    public async Task A_page_that_was_fetched_from_another_address_than_the_connection_now_has_counts_for_nothing()
    {
        var source = await In(service, pageSize: 2);
        source.Items.AddRange(Enumerable.Range(1, 4).Select(n => source.Item(n)));
        source.BeforePage = async cursor =>
        {
            if (cursor != "2" || (await source.Connection()).Version > 1) return null;
            await source.Change(c => c with { BaseUrl = "https://elsewhere.example.nl", SourceCursor = null });
            return new([source.Item(9)], "9", false, 0);
        };
        var (end, run) = await source.Run();
        Assert.Equal((RunEnd.Completed, "4 new, 0 changed, 2 unchanged, 0 refused"), (end, Counts(run)));
        Assert.Equal([null, "2", null, "2"], source.Cursors);
        Assert.DoesNotContain("HB-00009 18 #1", await source.Placements());
    }

    [Fact]
    public async Task A_run_that_is_broken_off_stays_running_and_is_gone_on_with()
    {
        var source = await In(service, pageSize: 2);
        source.Items.AddRange(Enumerable.Range(1, 6).Select(n => source.Item(n)));
        using var stopping = new CancellationTokenSource();
        source.BeforePage = async cursor =>
        {
            if (cursor == "4") await stopping.CancelAsync();
            stopping.Token.ThrowIfCancellationRequested();
            return null;
        };
        var (end, run) = await source.Run(stopping.Token);
        Assert.Equal((RunEnd.Interrupted, SynchronisationState.Running, "4 new, 0 changed, 0 unchanged, 0 refused"), (end, run.State, Counts(run)));
        source.BeforePage = _ => Task.FromResult<SourcePage?>(null);
        Assert.Equal(run.Id, await source.Opened());
        Assert.Equal(RunEnd.Completed, await source.Go());
        run = await source.Shown(run.Id);
        Assert.Equal((3L, "6 new, 0 changed, 0 unchanged, 0 refused"), (run.Pages, Counts(run)));
    }

    [Fact]
    public async Task What_goes_wrong_in_a_way_that_nobody_thought_of_ends_the_run_too()
    {
        var source = await In(service);
        source.BeforePage = _ => throw new InvalidOperationException("pseudonym-of-someone-1");
        var (end, run) = await source.Run();
        Assert.Equal((RunEnd.Failed, Refusals.Unexpected.Code), (end, Code(run)));
        Assert.DoesNotContain("pseudonym", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_one_goes_on_with_a_run_no_other_does()
    {
        var source = await In(service);
        source.Items.Add(source.Item(1));
        RunEnd? second = null;
        source.BeforePage = async _ =>
        {
            second = await source.Go();
            return null;
        };
        Assert.Equal(RunEnd.Completed, (await source.Run()).End);
        Assert.Equal(RunEnd.Elsewhere, second);
        Assert.Single(source.Cursors);
        Assert.Equal(RunEnd.Elsewhere, await source.Go());
    }

    [Fact]
    public async Task Who_lost_the_lease_writes_nothing_more()
    {
        var source = await In(service, pageSize: 2);
        source.Items.AddRange(Enumerable.Range(1, 4).Select(n => source.Item(n)));
        HeldRun? other = null;
        source.BeforePage = async cursor =>
        {
            if (cursor is null || other is not null) return null;
            other = await source.TakenOver();
            return null;
        };
        var (end, run) = await source.Run();
        Assert.Equal((RunEnd.Elsewhere, SynchronisationState.Running, 1L, "2 new, 0 changed, 0 unchanged, 0 refused", "2"), (end, run.State, run.Pages, Counts(run), (await source.Connection()).SourceCursor));
        Assert.Equal(2, (await source.Placements()).Count);
        // Who holds it now may.
        var connection = await source.Connection();
        await service.Send(connection.Reporter, new TakePage(connection, [.. source.Items.Skip(2)], other) { Cursor = "4", Pages = 1 });
        Assert.Equal((4, "4"), ((await source.Placements()).Count, (await source.Connection()).SourceCursor));
    }
}
