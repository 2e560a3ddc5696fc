using System.Globalization;
using System.Text;
using SroiTracker.Suppliers.Sync;
using SroiTracker.Tests.Outbound;

namespace SroiTracker.Tests.Suppliers.Sync;

/// <summary>Runs start when their time comes, go on beside each other, and none waits for a supplier that hangs.</summary>
public sealed class SynchroniserTests(SynchronisingService service) : IClassFixture<SynchronisingService>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_starts_when_the_schedule_says_so_and_once()
    {
        await using var stage = await SystemStage.In(service, "0 3 * * *");
        stage.System.Put("p-1", stage.Item("p-1"));
        await stage.Step();
        Assert.Null(await stage.Last());
        var due = (await stage.Now()).NextRunAt!.Value;
        await stage.Later(due - service.Running.Time.GetUtcNow());
        var run = await stage.Last();
        Assert.Equal((SynchronisationState.Completed, 1, Guid.Empty), (run!.State, run.Added, run.StartedBy));
        Assert.Equal(due.AddDays(1), (await stage.Now()).NextRunAt);
        await stage.Later(TimeSpan.FromMinutes(10));
        Assert.Equal(run.Id, (await stage.Last())!.Id);
    }

    [Theory]
    [InlineData("Paused")]
    [InlineData("Stopped")]
    public async Task A_connection_that_is_not_active_is_not_pulled(string state)
    {
        await using var stage = await SystemStage.In(service, "0 3 * * *");
        await service.Running.Run(session => session.Execute("UPDATE SupplierConnection SET state = @state WHERE id = @Id", new { state, stage.Connection.Id }));
        await stage.Later(TimeSpan.FromDays(2));
        Assert.Null(await stage.Last());
        Assert.Empty(stage.System.Requests);
    }

    [Fact]
    public async Task A_connection_whose_secret_can_t_be_read_stops_until_it_is_entered_again()
    {
        await using var stage = await SystemStage.In(service);
        stage.System.Put("p-1", stage.Item("p-1"));
        await stage.LoseSecret();
        await stage.Ask();
        await stage.Step();
        Assert.Equal((SynchronisationState.Failed, "source.secret-lost"), ((await stage.Last())!.State, SourceStage.Code((await stage.Last())!)));
        var path = $"{ConnectionStage.Connections}/{stage.Connection.Id}";
        var stopped = await stage.Stage.Officer.Ask(path).Is(200);
        Assert.Equal(("Stopped", "source.secret-lost", null), ((string?)stopped["state"], (string?)stopped["stoppedFor"], (string?)stopped["nextRunAt"]));
        Assert.Empty(stage.System.Requests);

        var entry = ConnectionStage.Entry(stage.Connection.SupplierId, e =>
        {
            (e["baseUrl"], e["state"]) = (stage.System.Address.ToString(), "Active");
            (e["authentication"]!["headerName"], e["authentication"]!["headerValue"]) = (SupplierSystemServer.Header, SupplierSystemServer.HeaderValue);
        });
        await stage.Stage.Officer.Put(path, await stage.Stage.Officer.ETag(path), entry).Is(200);
        await stage.Pull();
        Assert.Equal(1, (await stage.Last())!.Added);
    }

    [Fact]
    public async Task A_system_that_hangs_delays_no_other_and_is_gone_on_with_after_a_stop()
    {
        await using var slow = await SystemStage.In(service);
        await using var other = await SystemStage.In(service);
        slow.System.Put("p-1", slow.Item("p-1"));
        other.System.Put("p-2", other.Item("p-2"));
        var hangs = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        slow.System.Mishap = async http => { hangs.TrySetResult(); await Task.Delay(Timeout.Infinite, http.RequestAborted); return true; };
        await slow.Ask();
        await other.Ask();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        await slow.Synchroniser.Step(stop.Token);
        await hangs.Task.WaitAsync(TimeSpan.FromSeconds(30), Token);
        for (var i = 0; (await other.Last())!.State == SynchronisationState.Running && i < 600; i++) await Task.Delay(50, Token);
        Assert.Equal(SynchronisationState.Completed, (await other.Last())!.State);
        Assert.Equal(SynchronisationState.Running, (await slow.Last())!.State);

        await stop.CancelAsync();
        await slow.Synchroniser.Quiet();
        Assert.Equal(SynchronisationState.Running, (await slow.Last())!.State);
        slow.System.Mishap = null;
        await slow.Step();
        Assert.Equal((SynchronisationState.Completed, 1), (await slow.Last() is var run ? run!.State : default, run.Added));
    }

    [Fact]
    public async Task A_file_that_is_tried_is_not_left_open()
    {
        await using var stage = await SystemStage.In(service);
        var file = new StringBuilder("supplierReference,candidate,bouwblok,doelgroep,placementMethod,employment,hoursPerWeek,startDate,reportedThroughDate,contractId,percentage\r\n");
        for (var i = 0; i < 150; i++)
            file.Append(CultureInfo.InvariantCulture, $"HB-{i},pseudonym-of-{i:0000},participatiewet,Participatiewet,InkoopSroi,Dienstverband,18,2026-01-01,2026-07-19,{stage.Stage.Contract.ContractId},100\r\n");
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = await FaultyServer.Start(_ => async (line, token) =>
        {
            try { return await Says.Stop("text/csv", file.ToString(), file.Length - 1)(line, token); }
            finally { closed.SetResult(); }
        });
        var path = $"supplier-connections/{await service.Running.Administrator.Post("supplier-connections", ConnectionStage.Entry(stage.Stage.Contract.SupplierId, e =>
            (e["kind"], e["baseUrl"], e["state"]) = ("Csv", server.Address.ToString(), "Paused"))).Is(201).Id()}";
        var tried = await service.Running.Administrator.Post($"{path}/tries").Is(200);
        Assert.Equal((100, 100, true), ((int)tried["received"]!, (int)tried["new"]!, (bool)tried["hasMore"]!));
        await closed.Task.WaitAsync(TimeSpan.FromSeconds(30), Token);
    }

    [Fact]
    public async Task What_failed_before_waits_for_slots_of_its_own()
    {
        using var slots = new Slots(4);
        var doubtful = await slots.Enter(isDoubtful: true, Token);
        // One of four: the next doubtful one waits, whoever answered does not.
        var next = slots.Enter(isDoubtful: true, Token);
        for (var i = 0; i < 4; i++) _ = await slots.Enter(isDoubtful: false, Token).WaitAsync(TimeSpan.FromSeconds(10), Token);
        Assert.False(next.IsCompleted);
        doubtful.Dispose();
        using var entered = await next.WaitAsync(TimeSpan.FromSeconds(10), Token);
    }
}
