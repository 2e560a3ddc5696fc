using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using MediatR;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;

namespace SroiTracker.Suppliers.Sync;

/// <summary>What became of a run in this instance.</summary>
internal enum RunEnd
{
    Completed, Failed, Stopped,

    /// <summary>This instance stops; the run is gone on with after the next start, or by another instance.</summary>
    Interrupted,

    /// <summary>Another instance goes on with it, or there is none.</summary>
    Elsewhere,
}

/// <summary>
/// Goes on with the run of a connection to its end: items that an officer asked to try again first, then page by page from where
/// it was read to. What a page holds and from where to go on is kept in one act, so that a run that breaks off loses nothing and
/// does nothing twice. HTTP never happens inside an act.
/// </summary>
internal sealed class SynchronisationRun(IServiceScopeFactory scopes, ITransactions transactions, RunLimits limits, TimeProvider time, ILogger<SynchronisationRun> log)
{
    private const int MostAsked = 1_000, MostFailed = 3;

    /// <summary>What the answer about one item may be refused for while all else is well. Where the way is barred the run ends.</summary>
    private static readonly Refusal[] OfOneItem = [Refusals.SourceMalformed, Refusals.SourceRefused, Refusals.SourceTooLarge, Refusals.SourceContentType];

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200), LongestPause = TimeSpan.FromSeconds(10);

    /// <summary>Goes on with the run of a connection that runs, where no other instance does.</summary>
    /// <param name="systemOf">The system of the connection as it is kept now; asked again when that changes.</param>
    /// <param name="stopping">Breaks it off; it stays Running.</param>
    /// <exception cref="RefusedException">The database can't be reached.</exception>
    public async Task<RunEnd> Go(Guid connectionId, Func<Connection, ISupplierSystem> systemOf, CancellationToken stopping)
    {
        if (await Take(connectionId, stopping) is not var (kept, run)) return RunEnd.Elsewhere;
        await using var lease = new KeptLease(transactions, time, run.Lease, run.Fence, limits.Lease, stopping);
        using var going = new Going(run, systemOf, time.GetTimestamp(), lease.Held) { Pages = kept.Pages };
        try { return await GoOn(going); }
        catch (RunLostException) { return RunEnd.Elsewhere; }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested) { return RunEnd.Interrupted; }
        catch (OperationCanceledException) when (lease.Held.IsCancellationRequested) { return RunEnd.Elsewhere; }
    }

    /// <summary>What a run knows on its way.</summary>
    private sealed class Going(HeldRun run, Func<Connection, ISupplierSystem> systemOf, long began, CancellationToken token) : IDisposable
    {
        private Connection? _connection;
        private ISupplierSystem? _system;

        public HeldRun Run => run;
        public long Began => began;
        public CancellationToken Token => token;
        public long Pages { get; set; }

        public SeenCursors Cursors { get; private set; } = new();

        /// <summary>The system forgot how far it was read, and is read from its start.</summary>
        public bool IsAnew { get; private set; }

        public void BeginAnew() => (IsAnew, Cursors) = (true, new());

        public bool HasAsked { get; set; }

        /// <summary>Asked for and not found yet; they are answered when the run completes.</summary>
        public IReadOnlyList<AskedItem> Asked { get; set; } = [];

        public Connection Connection
        {
            get => _connection!;
            set
            {
                if (_connection?.Version != value.Version)
                {
                    Dispose();
                    // Another system perhaps, which may give the same to go on with.
                    Cursors = new();
                }
                _connection = value;
            }
        }

        public ISupplierSystem System => _system ??= systemOf(Connection);

        /// <summary>A file may be open.</summary>
        public void Dispose()
        {
            (_system as IDisposable)?.Dispose();
            _system = null;
        }
    }

    private Task<(Synchronisation Kept, HeldRun Run)?> Take(Guid connectionId, CancellationToken token) => transactions.Run<(Synchronisation, HeldRun)?>(Caller.TheService, async session =>
    {
        if (await RunStore.Running(session, connectionId) is not { } kept) return null;
        // A holder of its own: what this instance began before and lost may not write either.
        return await Lease.Take(session, HeldRun.LeaseOf(connectionId), session.NewId().ToString(), limits.Lease) is { } fence ? (kept, new(kept.Id, connectionId, fence)) : null;
    }, token);

    private async Task<RunEnd> GoOn(Going going)
    {
        try
        {
            if (!await Look(going)) return await End(going, SynchronisationState.Stopped, null);
            while (!await TakeAsked(going) || await TakePage(going))
                if (!await Look(going)) return await End(going, SynchronisationState.Stopped, null);
            return await End(going, SynchronisationState.Completed, null);
        }
        catch (RefusedException refused) { return await End(going, SynchronisationState.Failed, refused.Objections[0]); }
        catch (Exception failure) when (failure is not (RunLostException or OperationCanceledException) || failure is OperationCanceledException && !going.Token.IsCancellationRequested)
        {
            // Its message may quote what the system sent.
            log.LogError("A run of connection {Connection} failed: {Type}\n{Trace}", going.Run.ConnectionId, failure.GetType(), failure.StackTrace);
            return await End(going, SynchronisationState.Failed, Refusals.Unexpected.At(null));
        }
    }

    /// <summary>Reads the connection as it is now; whether it is still to be pulled.</summary>
    private async Task<bool> Look(Going going)
    {
        going.Connection = (await Patiently(going, () => transactions.Read(Caller.TheService, session => ConnectionStore.Find(session, going.Run.ConnectionId), going.Token)))!;
        return going.Connection.State == ConnectionState.Active;
    }

    /// <summary>
    /// Items that an officer asked for, one by one; what can't be asked for alone is met when all is read. False where the
    /// connection was changed meanwhile: they are asked for again.
    /// </summary>
    private async Task<bool> TakeAsked(Going going)
    {
        if (going.HasAsked) return true;
        var (connection, run, token) = (going.Connection, going.Run, going.Token);
        going.Asked = await Patiently(going, () => transactions.Read(Caller.TheService, session => QuarantineStore.Asked(session, connection.Id, MostAsked), token));
        var items = new List<SourceItem>();
        var failed = 0;
        foreach (var asked in going.Asked.Where(a => a.SourceId is not null))
        {
            if (IsTooLong(going)) break;
            try
            {
                if (await going.System.Item(asked.SourceId!, token) is { } item) items.Add(item);
            }
            // Of this item alone: it stays as it is, and the run goes on.
            catch (RefusedException refused) when (OfOneItem.Contains(refused.Objections[0].Refusal))
            {
                if (++failed < MostFailed) continue;
                // Or its host is left alone, and with it all that is well. What comes after is asked for by the next run.
                going.Asked = [.. going.Asked.TakeWhile(a => a != asked), asked];
                break;
            }
            if (items.Count == connection.PageSize && !await Take()) return false;
        }
        if (items.Count > 0 && !await Take()) return false;
        going.HasAsked = true;
        // A file is read as a whole; from its start, so that what is asked for is met.
        if (connection.Kind == ConnectionKind.Csv && going.Asked.Count > 0) going.Connection = connection with { SourceCursor = null };
        return true;

        async Task<bool> Take()
        {
            var taken = await Send(going, new(connection, [.. items], run) { Cursor = connection.SourceCursor, Bytes = items.Sum(i => (long)i.Content.Length) });
            items.Clear();
            return taken;
        }
    }

    /// <summary>Fetches the next page and takes it; whether there is more.</summary>
    /// <exception cref="RefusedException">There are too many pages, or one comes back.</exception>
    private async Task<bool> TakePage(Going going)
    {
        var connection = going.Connection;
        if (going.Pages >= limits.MostPages) throw new RefusedException(Refusals.SourceEndless, limits.MostPages);
        if (IsTooLong(going)) throw new RefusedException(Refusals.SourceTooLong, limits.Longest.TotalMinutes);

        var page = await going.System.Page(connection.SourceCursor, connection.PageSize, going.Token);
        if (page.Items.Count > connection.PageSize) throw new RefusedException(Refusals.SourcePageTooLarge, page.Items.Count, connection.PageSize);
        // Then all cursors come once more; a system that forgets again and again is met as one that points back.
        if (page.IsAnew && !going.IsAnew) going.BeginAnew();
        else going.Cursors.Add(connection.SourceCursor);
        var repeats = page.HasMore && (page.Next is null || !going.Cursors.IsNew(page.Next));
        // The items of a page that points back are as good as others; from there it is not gone on.
        var isTaken = await Send(going, new(connection, page.Items, going.Run) { Cursor = repeats ? connection.SourceCursor : page.Next ?? connection.SourceCursor, Pages = 1, Bytes = page.Bytes });
        // Changed while it was fetched from what the connection was: that page counts for nothing.
        if (!isTaken) return true;
        going.Pages++;
        return repeats ? throw new RefusedException(Refusals.SourceCursorRepeats) : page.HasMore;
    }

    private bool IsTooLong(Going going) => time.GetElapsedTime(going.Began) > limits.Longest;

    /// <summary>Takes items; false where the connection was changed since they were fetched, and nothing was done.</summary>
    /// <exception cref="RunLostException">Another instance goes on with the run.</exception>
    private async Task<bool> Send(Going going, TakePage page)
    {
        try
        {
            return await Patiently(going, async () =>
            {
                using var scope = scopes.CreateScope();
                scope.ServiceProvider.GetRequiredService<Call>().Caller = page.Connection.Reporter;
                Measures.Took(page.Connection, await scope.ServiceProvider.GetRequiredService<IMediator>().Send(page, going.Token));
                return true;
            });
        }
        catch (RunLostException)
        {
            await Look(going);
            if (going.Connection.Version == page.Connection.Version) throw;
            return false;
        }
    }

    /// <summary>Tries again where the database was busy or away; as long as a run may take.</summary>
    private async Task<T> Patiently<T>(Going going, Func<Task<T>> act)
    {
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try { return await act(); }
            catch (RefusedException busy) when (busy.Objections[0].Refusal.Kind == RefusalKind.Unavailable && time.GetElapsedTime(going.Began) < limits.Longest) { }
            await Task.Delay(pause, time, going.Token);
        }
    }

    /// <summary>Ends it; what it came to is kept where the lease still is this run's.</summary>
    private async Task<RunEnd> End(Going going, SynchronisationState state, Objection? error)
    {
        var run = going.Run;
        var isEnded = await Patiently(going, () => transactions.Run(Caller.TheService, async session =>
        {
            if (!await RunStore.End(session, run, state, error)) return false;
            if (state == SynchronisationState.Completed && going.Asked.Count > 0) await QuarantineStore.Answered(session, run.ConnectionId, [.. going.Asked.Select(a => a.Id)]);
            if (error is not null && ConnectionStore.StopsFor(error.Refusal)) await ConnectionStore.Stop(session, run.ConnectionId, going.Connection.Version, error.Refusal.Code);
            return true;
        }, going.Token));
        return !isEnded ? RunEnd.Elsewhere : state switch
        {
            SynchronisationState.Completed => RunEnd.Completed,
            SynchronisationState.Stopped => RunEnd.Stopped,
            _ => RunEnd.Failed,
        };
    }
}

/// <summary>The cursors of a run, each by 16 bytes of a hash: however long they are, it takes little to know them again.</summary>
internal sealed class SeenCursors
{
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly HashSet<UInt128> _seen = [];

    /// <summary>Whether it was not met before in this run.</summary>
    public bool IsNew(string cursor) => !_seen.Contains(Of(cursor));

    /// <summary>It is met; the start has none.</summary>
    public void Add(string? cursor)
    {
        if (cursor is not null) _seen.Add(Of(cursor));
    }

    // With a key of its own: nobody finds two that look alike.
    private UInt128 Of(string cursor) => BinaryPrimitives.ReadUInt128BigEndian(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(cursor)));
}
