using System.Collections.Concurrent;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.Outbound;

namespace SroiTracker.Suppliers.Sync;

/// <summary>
/// Starts the runs that the schedules ask for, goes on with those that run, and tells verdicts: many suppliers at once, so that a
/// slow one delays no other. There may be several instances: a lease says whose a run is.
/// </summary>
internal sealed class Synchroniser(
    ITransactions transactions, SynchronisationRun runs, TellStatuses statuses, StatusReader reader, OutboundClients outbound, Credentials credentials, Slots slots, RunLimits limits,
    IConfiguration configuration, TimeProvider time, ILogger<Synchroniser> log) : BackgroundService
{
    private const int StartedAtOnce = 100, Most = 1_000;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1), WhileElsewhere = TimeSpan.FromSeconds(2);

    /// <summary>What goes on in this instance: a run of a connection, or the telling of its verdicts.</summary>
    private readonly ConcurrentDictionary<(Guid ConnectionId, bool IsTelling), Task> _going = new();

    /// <summary>The system behind a connection.</summary>
    /// <exception cref="RefusedException"><c>source.secret-lost</c>.</exception>
    public ISupplierSystem SystemOf(Connection connection) =>
        SupplierSystems.Of(connection, outbound.For(SupplierSystems.Target(connection, credentials.Of(connection))));

    /// <summary><c>Synchronisation:Off</c>: this instance pulls nothing; another one, or the command line, does.</summary>
    /// <exception cref="RefusedException"><c>setting.invalid</c>.</exception>
    public static bool IsOff(IConfiguration configuration) => configuration.YesOrNo("Synchronisation:Off");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (IsOff(configuration)) return;
        try
        {
            while (true)
            {
                try { await Step(stoppingToken); }
                catch (Exception e) when (!stoppingToken.IsCancellationRequested) { log.LogError(e, "Synchronisations could not be started; it is tried again."); }
                await Task.Delay(Pause, time, stoppingToken);
            }
        }
        // It was told to stop too; runs are gone on with after the next start.
        finally { await Quiet(); }
    }

    /// <summary>Starts what is due and is not going on here yet.</summary>
    internal async Task Step(CancellationToken token)
    {
        while (await StartDue(token)) { }
        foreach (var connection in await transactions.Read(Caller.TheService, session => ConnectionStore.Running(session, Most), token))
            Go((connection.Id, false), () => Run(connection, token), token);
        while (await reader.Step(token)) { }
        foreach (var connection in await transactions.Read(Caller.TheService, session => ConnectionStore.ToTell(session, Most), token))
            Go((connection.Id, true), () => Tell(connection, token), token);
    }

    /// <summary>Goes on with the runs of these connections until each has ended, here or in another instance, and tells what is to be told.</summary>
    internal async Task Drive(IReadOnlyList<Connection> connections, CancellationToken token)
    {
        await Task.WhenAll(connections.Select(async connection =>
        {
            while (await Run(connection, token) == RunEnd.Elsewhere && await transactions.Read(Caller.TheService, session => RunStore.Running(session, connection.Id), token) is not null) { }
        }));
        while (await reader.Step(token)) { }
        await Task.WhenAll(connections.Select(connection => Tell(connection, token)));
    }

    /// <summary>When nothing goes on in this instance.</summary>
    internal Task Quiet() => Task.WhenAll(_going.Values);

    /// <summary>Starts the runs whose time has come; whether there may be more.</summary>
    private async Task<bool> StartDue(CancellationToken token)
    {
        if ((await transactions.Read(Caller.TheService, session => ConnectionStore.Due(session, 1), token)).Count == 0) return false;
        return await transactions.Run(Caller.TheService, async session =>
        {
            var due = await ConnectionStore.Due(session, StartedAtOnce);
            foreach (var connection in due) await SynchronisationStore.Start(session, connection);
            return due.Count == StartedAtOnce;
        }, token);
    }

    private async Task<RunEnd> Run(Connection connection, CancellationToken token)
    {
        RunEnd end;
        using (await slots.Enter(connection.Failures > 0, token)) end = await Measures.Run(connection, () => runs.Go(connection.Id, SystemOf, token));
        if (end == RunEnd.Elsewhere) await Task.Delay(WhileElsewhere, time, token);
        return end;
    }

    private async Task Tell(Connection connection, CancellationToken token)
    {
        using var slot = await slots.Enter(connection.Failures > 0, token);
        var name = $"tell/{connection.Id}";
        if (await transactions.Run(Caller.TheService, session => Lease.Take(session, name, session.NewId().ToString(), limits.Lease), token) is not { } fence) return;
        await using var lease = new KeptLease(transactions, time, name, fence, limits.Lease, token);
        // Lost: another instance tells the rest, under the same keys.
        try { await statuses.Tell(connection, () => SystemOf(connection), lease.Held); }
        catch (OperationCanceledException) when (lease.Held.IsCancellationRequested && !token.IsCancellationRequested) { }
    }

    private void Go((Guid, bool) what, Func<Task> work, CancellationToken token)
    {
        if (_going.ContainsKey(what)) return;
        // Kept before it runs: what ends at once takes itself out.
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _going[what] = Done();
        begun.SetResult();

        async Task Done()
        {
            await begun.Task;
            try { await work(); }
            catch (OperationCanceledException) when (token.IsCancellationRequested) { }
            catch (Exception e) { log.LogError(e, "A connection could not be called; it is tried again."); }
            finally { _going.TryRemove(what, out _); }
        }
    }
}
