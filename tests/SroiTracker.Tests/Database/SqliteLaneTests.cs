using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Events;
using SroiTracker.Http;
using static SroiTracker.Tests.Database.TestDatabase;

namespace SroiTracker.Tests.Database;

/// <summary>The rules of SQLite's lane: acts of one batch share a transaction and nothing else.</summary>
public sealed class SqliteLaneTests
{
    static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Keeps the lane at the first act of a batch until it is let go; what is asked meanwhile joins that batch.</summary>
    sealed class Hold : IDisposable
    {
        readonly ManualResetEventSlim letGo = new();
        readonly TaskCompletionSource began = new(TaskCreationOptions.RunContinuationsAsynchronously);
        readonly Task act;

        public Hold(TestDatabase database) => act = database.Run(_ =>
        {
            began.SetResult();
            letGo.Wait(CancellationToken.None);
            return Task.FromResult(0);
        });

        public Task Began => began.Task;

        /// <summary>Ends when the batch has.</summary>
        public Task LetGo()
        {
            letGo.Set();
            return Record.ExceptionAsync(() => act).AsTask();
        }

        public void Dispose() => letGo.Set();
    }

    static async Task<(TestDatabase, Hold)> Held()
    {
        var database = Sqlite();
        await database.MakeTrial();
        // However slow the machine, the batch ends with its acts.
        ((SqliteLane)database.Transactions).LongestBatch = TimeSpan.FromMinutes(1);
        var hold = new Hold(database);
        await hold.Began;
        return (database, hold);
    }

    static async Task IsRefused(Refusal refusal, Task act) =>
        Assert.Equal(refusal, (await Assert.ThrowsAsync<RefusedException>(() => act)).Objections[0].Refusal);

    [Fact]
    public async Task An_act_of_a_batch_that_fails_fails_alone_and_later_ones_see_the_earlier_ones()
    {
        var (database, hold) = await Held();
        await using var _ = database;
        using var __ = hold;
        var first = database.Run(s => Put(s, "first"));
        var failing = database.Run<int>(async s =>
        {
            await Put(s, "failing");
            s.Record("failing", "trials/1", null, new { });
            throw new InvalidDataException();
        });
        var wrong = database.Run(s => s.Execute("INSERT INTO Trial (nam) VALUES ('x')"));
        var last = database.Run(async s =>
        {
            await Put(s, "last");
            s.Record("last", "trials/1", null, new { });
            return await s.Query<string>("SELECT name FROM Trial ORDER BY name");
        });
        await hold.LetGo();

        await first;
        await Assert.ThrowsAsync<InvalidDataException>(() => failing);
        await Assert.ThrowsAsync<SqliteException>(() => wrong);
        Assert.Equal(["first", "last"], await last);
        Assert.Equal(["first", "last"], await database.Trials());
        Assert.Equal(["last"], await database.Read(s => s.Query<string>("SELECT e.act FROM Event e")));
        Assert.Null((await database.Read(EventLog.Verify)).FirstBroken);
    }

    [Fact]
    public async Task When_the_transaction_is_gone_the_whole_batch_is_unavailable_and_the_lane_goes_on()
    {
        var (database, hold) = await Held();
        await using var _ = database;
        using var __ = hold;
        var done = new List<string>();
        var before = database.Run(async s =>
        {
            s.Record("before", "trials/1", null, new { });
            s.AfterCommit(() => done.Add("before"));
            return await Put(s, "before");
        });
        var refusedBefore = database.Run<int>(_ => throw new RefusedException(Refusals.NotFoundHere));
        var fatal = database.Run(async s =>
        {
            try { await s.Execute("INSERT OR ROLLBACK INTO Trial (name) VALUES ('before')"); }
            catch (RefusedException) { }
            // Outside the transaction this would commit by itself.
            return await Put(s, "stray");
        });
        var after = database.Run(s => Put(s, "after"));
        await hold.LetGo();

        await IsRefused(Refusals.StorageUnavailable, before);
        await IsRefused(Refusals.StorageUnavailable, refusedBefore);
        await IsRefused(Refusals.StorageUnavailable, fatal);
        Assert.Equal(1, await after);
        Assert.Equal(["after"], await database.Trials());
        Assert.Empty(done);
        Assert.Equal(0, (await database.Read(EventLog.Verify)).Count);
    }

    [Fact]
    public async Task An_act_that_ends_the_transaction_itself_keeps_nothing_and_takes_its_batch_along()
    {
        var (database, hold) = await Held();
        await using var _ = database;
        using var __ = hold;
        var before = database.Run(s => Put(s, "before"));
        var fatal = database.Run(async s =>
        {
            s.Record("fatal", "trials/1", null, new { });
            return await s.Execute("ROLLBACK");
        });
        await hold.LetGo();

        await IsRefused(Refusals.StorageUnavailable, before);
        await IsRefused(Refusals.StorageUnavailable, fatal);
        Assert.Empty(await database.Trials());
        Assert.Equal(0, await database.Read(s => s.QueryOne<long>("SELECT COUNT(*) FROM Event")));
    }

    [Fact]
    public async Task A_full_disk_is_unavailable_to_the_act_that_meets_it_and_passes_with_the_disk()
    {
        await using var database = Sqlite();
        await database.MakeTrial();
        var pages = await database.Run(s => s.QueryOne<long>("PRAGMA page_count"));
        await database.Run(s => s.QueryOne<long>($"PRAGMA max_page_count = {pages + 2}"));

        await IsRefused(Refusals.StorageUnavailable, database.Run(s => s.Execute("INSERT INTO Trial (name, word) VALUES ('large', @word)", new { word = new string('x', 100_000) })));
        await database.Run(s => s.QueryOne<long>("PRAGMA max_page_count = 1000000"));
        await database.Run(s => Put(s, "small"));

        Assert.Equal(["small"], await database.Trials());
    }

    [Fact]
    public async Task A_commit_that_fails_is_unavailable_to_every_act_of_the_batch()
    {
        var (database, hold) = await Held();
        await using var _ = database;
        using var __ = hold;
        var table = database.Run(s => s.Execute("CREATE TABLE Child (parent TEXT REFERENCES Trial (name) DEFERRABLE INITIALLY DEFERRED)"));
        var good = database.Run(s => Put(s, "good"));
        var orphan = database.Run(s => s.Execute("INSERT INTO Child (parent) VALUES ('nobody')"));
        await hold.LetGo();

        await IsRefused(Refusals.StorageUnavailable, table);
        await IsRefused(Refusals.StorageUnavailable, good);
        await IsRefused(Refusals.StorageUnavailable, orphan);
        Assert.Empty(await database.Trials());
        await database.Run(s => Put(s, "later"));
        Assert.Equal(["later"], await database.Trials());
    }

    // What is committed when each act runs: it sees through another connection only what earlier batches did.
    static Task<long> PutAndCountCommitted(TestDatabase database, int number) => database.Run(async s =>
    {
        await Put(s, $"{number}");
        return await database.Read(other => other.QueryOne<long>("SELECT COUNT(*) FROM Trial"));
    });

    [Fact]
    public async Task A_batch_takes_no_more_than_64_acts()
    {
        var (database, hold) = await Held();
        await using var _ = database;
        using var __ = hold;
        var acts = Enumerable.Range(0, 150).Select(number => PutAndCountCommitted(database, number)).ToList();
        await hold.LetGo();

        // The act that held the lane was the first of the 64.
        long[] expected = [.. Enumerable.Repeat(0L, 63), .. Enumerable.Repeat(63L, 64), .. Enumerable.Repeat(127L, 23)];
        Assert.Equal(expected, await Task.WhenAll(acts));
    }

    [Fact]
    public async Task A_batch_that_takes_long_takes_no_more_acts_in()
    {
        var (database, hold) = await Held();
        await using var _ = database;
        using var __ = hold;
        ((SqliteLane)database.Transactions).LongestBatch = TimeSpan.Zero;
        var acts = Enumerable.Range(0, 3).Select(number => PutAndCountCommitted(database, number)).ToList();
        await hold.LetGo();

        long[] expected = [0, 1, 2];
        Assert.Equal(expected, await Task.WhenAll(acts));
    }

    [Fact]
    public async Task Another_process_that_writes_is_waited_for_and_then_all_that_wait_are_unavailable()
    {
        await using var database = Sqlite();
        await database.MakeTrial();
        await using var other = new SqliteConnection(database.Options.ConnectionString);
        await other.OpenAsync(Token);
        await using var writing = (SqliteTransaction)await other.BeginTransactionAsync(Token);

        var first = database.Run(s => Put(s, "first"));
        var second = database.Run(s => Put(s, "second"));
        await IsRefused(Refusals.StorageUnavailable, first);
        await IsRefused(Refusals.StorageUnavailable, second);

        await writing.RollbackAsync(Token);
        await database.Run(s => Put(s, "third"));
        Assert.Equal(["third"], await database.Trials());
    }

    [Fact]
    public async Task Two_processes_that_write_in_turn_make_one_chain()
    {
        await using var database = Sqlite();
        using var other = new SqliteLane(database.Options.ConnectionString, database.Time, NullLogger<SqliteLane>.Instance);
        foreach (var number in Enumerable.Range(0, 6))
        {
            await (number % 2 == 0 ? database.Transactions : other).Run(Caller.TheService, s =>
            {
                s.Record("counted", $"trials/{number}", null, new { number });
                return Task.FromResult(0);
            }, Token);
        }

        var chain = await database.Read(EventLog.Verify);
        Assert.Equal((6L, null), (chain.Count, chain.FirstBroken));
    }

    [Fact]
    public async Task A_waiting_act_whose_caller_went_away_never_starts()
    {
        var (database, hold) = await Held();
        await using var _ = database;
        using var __ = hold;
        using var gone = new CancellationTokenSource();
        var cancelled = database.Transactions.Run(Caller.TheService, s => Put(s, "cancelled"), gone.Token);
        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        await hold.LetGo();
        await database.Run(s => Put(s, "other"));
        Assert.Equal(["other"], await database.Trials());
    }

    [Fact]
    public async Task A_started_act_finishes_though_its_caller_went_away()
    {
        await using var database = Sqlite();
        await database.MakeTrial();
        using var gone = new CancellationTokenSource();

        Assert.Equal(1, await database.Transactions.Run(Caller.TheService, s =>
        {
            gone.Cancel();
            Assert.False(s.Token.CanBeCanceled);
            return Put(s, "kept");
        }, gone.Token));
        Assert.Equal(["kept"], await database.Trials());
    }

    [Fact]
    public async Task An_act_that_awaits_anything_but_its_session_is_an_error()
    {
        await using var database = Sqlite();
        await database.MakeTrial();
        var later = new TaskCompletionSource();
        Task<int>? rest = null;
        async Task<int> Act(Session s)
        {
            await Put(s, "early");
            await later.Task;
            return await Put(s, "late");
        }

        await Assert.ThrowsAsync<InvalidOperationException>(() => database.Run(s => rest = Act(s)));
        later.SetResult();

        await Assert.ThrowsAsync<InvalidOperationException>(() => rest!);
        Assert.Empty(await database.Trials());
    }

    [Fact]
    public async Task An_act_that_asks_the_lane_for_another_act_is_an_error()
    {
        await using var database = Sqlite();
        await database.MakeTrial();

        await Assert.ThrowsAsync<InvalidOperationException>(() => database.Run(_ => database.Run(s => Put(s, "inner"))));

        Assert.Empty(await database.Trials());
    }

    [Fact]
    public async Task When_1024_acts_wait_the_next_is_told_that_it_is_too_busy()
    {
        var (database, hold) = await Held();
        await using var _ = database;
        using var __ = hold;
        var waiting = Enumerable.Range(0, 1024).Select(number => database.Run(s => Put(s, $"{number:0000}"))).ToList();

        await IsRefused(Refusals.StorageBusy, database.Run(s => Put(s, "one too many")));

        await hold.LetGo();
        await Task.WhenAll(waiting);
        Assert.Equal(1024, (await database.Trials()).Count);
    }

    [Fact]
    public async Task A_lane_that_stops_finishes_what_waits_and_takes_no_more()
    {
        var (database, hold) = await Held();
        await using var _ = database;
        using var __ = hold;
        var waiting = Enumerable.Range(0, 100).Select(number => database.Run(s => Put(s, $"{number}"))).ToList();
        var stop = Task.Run(((SqliteLane)database.Transactions).Dispose, Token);
        await hold.LetGo();
        await stop;

        Assert.All(waiting, act => Assert.True(act.IsCompletedSuccessfully));
        await IsRefused(Refusals.StorageUnavailable, database.Run(s => Put(s, "late")));
    }

    [Fact]
    public async Task The_callers_language_goes_along_into_the_act()
    {
        await using var database = Sqlite();
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("fy-NL");

        Assert.Equal("fy-NL", await database.Run(_ => Task.FromResult(CultureInfo.CurrentUICulture.Name)));
    }

    [Fact]
    public async Task Every_connection_waits_checks_references_and_reaches_the_disk()
    {
        await using var database = Sqlite();
        static async Task<string> Settings(Session s) =>
            $"{await s.QueryOne<long>("PRAGMA busy_timeout")} {await s.QueryOne<long>("PRAGMA foreign_keys")} {await s.QueryOne<long>("PRAGMA synchronous")} {await s.QueryOne<string>("PRAGMA journal_mode")}";

        Assert.Equal("1000 1 2 wal", await database.Run(Settings));
        Assert.Equal("1000 1 2 wal", await database.Read(Settings));
    }
}
