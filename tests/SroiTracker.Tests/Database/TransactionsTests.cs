using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using static SroiTracker.Tests.Database.TestDatabase;

namespace SroiTracker.Tests.Database;

/// <summary>What holds for an act and a read on both engines.</summary>
public sealed class TransactionsTests
{
    static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<Engine> Engines => TestDatabase.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task An_act_that_throws_leaves_nothing(Engine engine)
    {
        await using var database = Of(engine);
        await database.MakeTrial();

        var error = await Assert.ThrowsAsync<RefusedException>(() => database.Run<int>(async s =>
        {
            await Put(s, "a");
            throw new RefusedException(Refusals.NotFoundHere);
        }));

        Assert.Equal(Refusals.NotFoundHere, error.Objections[0].Refusal);
        Assert.Empty(await database.Trials());
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task An_error_of_the_database_itself_reaches_the_caller_and_the_next_act_is_served(Engine engine)
    {
        await using var database = Of(engine);
        await database.MakeTrial();
        await database.Run(s => Put(s, "a"));

        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => database.Run(s => Put(s, "a")));
        await database.Run(s => Put(s, "b"));

        Assert.Equal(["a", "b"], await database.Trials());
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_nested_part_that_throws_goes_alone_with_its_rows_events_and_actions(Engine engine)
    {
        await using var database = Of(engine);
        await database.MakeTrial();
        var done = new List<string>();

        await database.Run(async s =>
        {
            await Put(s, "before");
            await Assert.ThrowsAsync<InvalidDataException>(() => s.Nested<int>(async () =>
            {
                await Put(s, "inside");
                await s.Nested(() => Put(s, "deeper"));
                s.Record("inside", "trials/1", null, new { });
                s.AfterCommit(() => done.Add("inside"));
                throw new InvalidDataException();
            }));
            await s.Nested(async () =>
            {
                await Put(s, "after");
                s.Record("after", "trials/1", null, new { });
                s.AfterCommit(() => done.Add("after"));
                return 0;
            });
            return 0;
        });

        Assert.Equal(["after", "before"], await database.Trials());
        Assert.Equal(["after"], done);
        Assert.Equal(["after"], await database.Read(s => s.Query<string>("SELECT e.act FROM Event e")));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task What_a_nested_part_tripped_over_may_be_put_right_by_its_act(Engine engine)
    {
        await using var database = Of(engine);
        await database.MakeTrial();

        await database.Run(async s =>
        {
            await Put(s, "a");
            await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => s.Nested(() => Put(s, "a")));
            return await Put(s, "b");
        });

        Assert.Equal(["a", "b"], await database.Trials());
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Actions_after_the_commit_run_before_the_caller_hears_and_never_undo_it(Engine engine)
    {
        await using var database = Of(engine);
        await database.MakeTrial();
        var done = new List<string>();

        await database.Run(async s =>
        {
            s.AfterCommit(() => throw new InvalidDataException());
            s.AfterCommit(() => done.Add("kept"));
            return await Put(s, "a");
        });
        await Assert.ThrowsAsync<InvalidDataException>(() => database.Run<int>(s =>
        {
            s.AfterCommit(() => done.Add("dropped"));
            throw new InvalidDataException();
        }));

        Assert.Equal(["kept"], done);
        Assert.Equal(["a"], await database.Trials());
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_read_sees_one_state_though_another_writes(Engine engine)
    {
        await using var database = Of(engine);
        await database.MakeTrial();
        Task<int>? write = null;

        var (before, after) = await database.Read(async s =>
        {
            var before = await s.QueryOne<long>("SELECT COUNT(*) FROM Trial");
            write = database.Run(w => Put(w, "a"));
            // Where reads lock, the writer waits for this read.
            await Task.WhenAny(write, Task.Delay(500, Token));
            return (before, await s.QueryOne<long>("SELECT COUNT(*) FROM Trial"));
        });

        Assert.Equal((0L, 0L), (before, after));
        Assert.Equal(1, await write!);
        Assert.Equal(["a"], await database.Trials());
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_read_changes_and_records_nothing(Engine engine)
    {
        await using var database = Of(engine);
        await database.MakeTrial();

        await Assert.ThrowsAsync<InvalidOperationException>(() => database.Read(s => Put(s, "a")));
        await Assert.ThrowsAsync<InvalidOperationException>(() => database.Read(s =>
        {
            s.Record("a", "trials/1", null, new { });
            return Task.FromResult(0);
        }));
        // By way of Query either, whether the engine refuses it (SQLite) or nothing of it is kept (SQL Server).
        await Record.ExceptionAsync(() => database.Read(s => s.Query<int>("INSERT INTO Trial (name) VALUES ('a')")));

        Assert.Empty(await database.Trials());
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_session_that_has_ended_serves_no_more(Engine engine)
    {
        await using var database = Of(engine);
        var written = await database.Run(Task.FromResult);
        var read = await database.Read(Task.FromResult);

        await Assert.ThrowsAsync<InvalidOperationException>(() => written.QueryOne<long>("SELECT COUNT(*) FROM Event"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => read.QueryOne<long>("SELECT COUNT(*) FROM Event"));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_read_stops_for_a_caller_that_went_away(Engine engine)
    {
        await using var database = Of(engine);
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => database.Transactions.Read(Caller.TheService, Task.FromResult, gone.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => database.Transactions.Run(Caller.TheService, Task.FromResult, gone.Token));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Instant_and_day_are_fixed_for_the_act_and_the_day_is_that_of_the_Netherlands(Engine engine)
    {
        await using var database = Of(engine);
        database.Time.Advance(TimeSpan.FromTicks(1234));

        var (now, today, id) = await database.Run(s =>
        {
            database.Time.Advance(TimeSpan.FromHours(2));
            return Task.FromResult((s.Now, s.Today, s.NewId()));
        });

        Assert.Equal(new(2026, 6, 30, 23, 30, 0, TimeSpan.Zero), now);
        Assert.Equal(new(2026, 7, 1), today);
        Assert.Equal(7, id.Version);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Many_writers_of_one_row_lose_no_change(Engine engine)
    {
        await using var database = Of(engine);
        await database.MakeTrial();
        await database.Run(s => s.Execute("INSERT INTO Trial (name, word) VALUES ('count', '0')"));

        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() => database.Run(async s =>
        {
            var count = int.Parse((await s.QueryOne<string>("SELECT word FROM Trial WHERE name = 'count'"))!);
            return await s.Execute("UPDATE Trial SET word = @word WHERE name = 'count'", new { word = (count + 1).ToString() });
        }), Token)));

        Assert.Equal("12", await database.Read(s => s.QueryOne<string>("SELECT word FROM Trial WHERE name = 'count'")));
    }
}
