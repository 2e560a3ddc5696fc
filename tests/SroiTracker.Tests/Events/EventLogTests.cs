using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Events;
using SroiTracker.Http;
using SroiTracker.Tests.Database;

namespace SroiTracker.Tests.Events;

/// <summary>The log is a chain: who changes it is found out, who erases a person's data from it breaks nothing.</summary>
public sealed class EventLogTests
{
    static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<Engine> Engines => TestDatabase.Engines;

    static readonly Guid Supplier = Guid.Parse("00112233-4455-6677-8899-aabbccddeeff");

    static async Task<TestDatabase> WithEvents(Engine engine, int count)
    {
        var database = TestDatabase.Of(engine);
        foreach (var number in Enumerable.Range(1, count)) await Append(database, number);
        await Seal(database);
        return database;
    }

    static Task<int> Append(TestDatabase database, int number) => database.Run(s =>
    {
        s.Record("trial.counted", $"trials/{number}", number % 2 == 0 ? Supplier : null, new { number, amount = new Euros(19_435_000), kind = PlacementState.Verified });
        database.Time.Advance(TimeSpan.FromMilliseconds(1));
        return Task.FromResult(0);
    });

    static EventSealer Sealer(TestDatabase database) =>
        new(database.Transactions, database.Options, database.Time, NullLogger<EventSealer>.Instance);

    static Task<int> Seal(TestDatabase database) => Sealer(database).SealWaiting(Token);

    // Past the triggers and the service, as someone with the file or the server at hand would.
    static async Task Tamper(TestDatabase database, string sql)
    {
        await using DbConnection connection = database.Engine == Engine.Sqlite
            ? new SqliteConnection(database.Options.ConnectionString + ";Foreign Keys=False;Pooling=False")
            : new SqlConnection(database.Options.ConnectionString);
        await connection.OpenAsync(Token);
        await using var command = connection.CreateCommand();
        command.CommandText = database.Engine == Engine.Sqlite
            ? "DROP TRIGGER Event_stays; DROP TRIGGER Event_is_only_erased; DROP TRIGGER EventSeal_stays; DROP TRIGGER EventSeal_is_never_changed;"
            : """
              DROP TRIGGER Event_is_only_erased;
              DROP TRIGGER EventSeal_is_never_changed;
              DECLARE @key nvarchar(200) = (SELECT name FROM sys.foreign_keys WHERE parent_object_id = OBJECT_ID('EventSeal'));
              EXEC('ALTER TABLE EventSeal DROP CONSTRAINT ' + @key);
              """;
        await command.ExecuteNonQueryAsync(Token);
        command.CommandText = sql;
        Assert.NotEqual(0, await command.ExecuteNonQueryAsync(Token));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Events_are_kept_with_who_what_and_when_and_sealed_in_order(Engine engine)
    {
        await using var database = TestDatabase.Of(engine);
        var caller = new Caller(Guid.NewGuid(), "an officer", true, [new(Role.Officer, null, null)]);
        await database.Transactions.Run(caller, s =>
        {
            s.Record("trial.first", "trials/1", Supplier, new { amount = new Euros(1_050), word = PlacementState.Rejected, none = (string?)null, name = "Café" });
            s.Record("trial.second", "trials/2", null, new { });
            return Task.FromResult(0);
        }, Token);
        await Seal(database);

        var rows = await database.Read(s => s.Query<(string, string, Guid?, Guid, DateTimeOffset, string)>("""
            SELECT e.act, e.subject, e.supplier, e.principal, e.at, e.payload FROM EventSeal s JOIN Event e ON e.id = s.event ORDER BY s.sequence
            """));

        Assert.Equal(2, rows.Count);
        // Two events of one act have one instant; on SQL Server their order is then that of their ids.
        Assert.Contains(("trial.first", "trials/1", Supplier, caller.PrincipalId, database.Time.GetUtcNow(),
            """{"amount":{"amount":10.50,"currency":"EUR"},"word":"Rejected","none":null,"name":"Café"}"""), rows);
        Assert.Contains(("trial.second", "trials/2", null, caller.PrincipalId, database.Time.GetUtcNow(), "{}"), rows);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task An_empty_log_verifies(Engine engine)
    {
        await using var database = TestDatabase.Of(engine);

        Assert.Equal(new EventChain(0, new string('0', 64), null, 0), await database.Read(EventLog.Verify));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_whole_log_verifies_and_its_head_moves_with_each_event(Engine engine)
    {
        await using var database = await WithEvents(engine, 3);
        var three = await database.Read(EventLog.Verify);
        await Append(database, 4);
        // The sealer of the first three is gone; its lease has to run out first.
        database.Time.Advance(TimeSpan.FromSeconds(31));
        await Seal(database);
        var four = await database.Read(EventLog.Verify);

        Assert.Equal((3L, null, 0L), (three.Count, three.FirstBroken, three.Unsealed));
        Assert.Equal((4L, null, 0L), (four.Count, four.FirstBroken, four.Unsealed));
        Assert.NotEqual(three.Head, four.Head);
    }

    [Fact]
    public async Task A_log_longer_than_is_read_at_once_verifies()
    {
        await using var database = TestDatabase.Sqlite();
        await database.Run(s =>
        {
            foreach (var number in Enumerable.Range(1, 1234)) s.Record("trial.counted", $"trials/{number}", null, new { number });
            return Task.FromResult(0);
        });

        var chain = await database.Read(EventLog.Verify);
        Assert.Equal((1234L, null, 0L), (chain.Count, chain.FirstBroken, chain.Unsealed));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Payload_and_salt_can_be_erased_together_and_the_chain_still_verifies(Engine engine)
    {
        await using var database = await WithEvents(engine, 4);
        var before = await database.Read(EventLog.Verify);

        Assert.Equal(1, await database.Run(s => s.Execute("UPDATE Event SET payload = NULL, salt = NULL WHERE subject = 'trials/2'")));

        Assert.Equal(before, await database.Read(EventLog.Verify));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task The_database_itself_refuses_changes_of_the_log(Engine engine)
    {
        await using var database = await WithEvents(engine, 2);
        string[] changes =
        [
            "DELETE FROM EventSeal WHERE sequence = 2",
            "UPDATE EventSeal SET sequence = 9 WHERE sequence = 2",
            "DELETE FROM Event WHERE subject = 'trials/2'",
            "UPDATE Event SET act = 'other' WHERE subject = 'trials/2'",
            "UPDATE Event SET payload = 'other' WHERE subject = 'trials/2'",
            "UPDATE Event SET payload = NULL WHERE subject = 'trials/2'",
            "UPDATE Event SET payload = NULL, salt = NULL, supplier = NULL WHERE subject = 'trials/2'",
        ];

        foreach (var change in changes) await Assert.ThrowsAnyAsync<DbException>(() => database.Run(s => s.Execute(change)));
    }

    [Theory, MemberData(nameof(Tamperings))]
    public async Task What_was_tampered_with_is_found_at_its_place(Engine engine, string sql, long broken)
    {
        await using var database = await WithEvents(engine, 5);

        await Tamper(database, sql);

        var chain = await database.Read(EventLog.Verify);
        Assert.Equal((broken, broken - 1), (chain.FirstBroken, chain.Count));
    }

    public static TheoryData<Engine, string, long> Tamperings
    {
        get
        {
            var data = new TheoryData<Engine, string, long>();
            foreach (var engine in new[] { Engine.Sqlite, Engine.SqlServer })
            {
                data.Add(engine, "UPDATE Event SET act = 'other' WHERE subject = 'trials/3'", 3);
                data.Add(engine, "UPDATE Event SET subject = 'trials/33' WHERE subject = 'trials/3'", 3);
                data.Add(engine, "UPDATE Event SET at = at + 1 WHERE subject = 'trials/1'", 1);
                data.Add(engine, "UPDATE Event SET principal = supplier WHERE subject = 'trials/2'", 2);
                data.Add(engine, "UPDATE Event SET supplier = NULL WHERE subject = 'trials/4'", 4);
                data.Add(engine, "UPDATE Event SET payload = '{}' WHERE subject = 'trials/3'", 3);
                data.Add(engine, "UPDATE Event SET payload = NULL WHERE subject = 'trials/3'", 3);
                data.Add(engine, "UPDATE Event SET salt = NULL WHERE subject = 'trials/3'", 3);
                data.Add(engine, "UPDATE Event SET digest = (SELECT MAX(s.hash) FROM EventSeal s) WHERE subject = 'trials/5'", 5);
                data.Add(engine, "DELETE FROM Event WHERE subject = 'trials/3'", 3);
                data.Add(engine, "DELETE FROM EventSeal WHERE sequence = 3", 3);
                data.Add(engine, "DELETE FROM EventSeal WHERE sequence = 1", 1);
                data.Add(engine, "UPDATE EventSeal SET sequence = -3 WHERE sequence = 3", 3);
                data.Add(engine, "UPDATE EventSeal SET hash = (SELECT MIN(s.hash) FROM EventSeal s WHERE s.sequence <> 4) WHERE sequence = 4", 4);
            }
            return data;
        }
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task An_event_that_was_put_in_beside_the_chain_shows_as_unsealed(Engine engine)
    {
        await using var database = await WithEvents(engine, 2);

        await database.Run(s => s.Execute("""
            INSERT INTO Event (id, at, principal, act, subject, digest) SELECT @id, e.at, e.principal, 'other', e.subject, e.digest FROM Event e WHERE e.subject = 'trials/1'
            """, new { id = Guid.NewGuid() }));

        var chain = await database.Read(EventLog.Verify);
        Assert.Equal((2L, null, 1L), (chain.Count, chain.FirstBroken, chain.Unsealed));
    }

    [Fact]
    public async Task What_waits_for_its_seal_is_sealed_by_the_one_with_the_lease_and_the_lane_goes_on_from_there()
    {
        await using var database = await WithEvents(Engine.Sqlite, 2);
        // As an act on SQL Server leaves them.
        await database.Run(async s =>
        {
            foreach (var number in Enumerable.Range(3, 3))
            {
                var entry = EventEntry.Of(s, "trial.counted", $"trials/{number}", null, new { number });
                await s.Execute("INSERT INTO Event (id, at, principal, act, subject, supplier, payload, salt, digest) VALUES (@Id, @At, @Principal, @Act, @Subject, @Supplier, @Payload, @Salt, @Digest)", entry);
                await s.Execute("INSERT INTO EventUnsealed (event) VALUES (@Id)", entry);
            }
            return 0;
        });
        Assert.Equal(3, (await database.Read(EventLog.Verify)).Unsealed);

        Assert.True(await database.Run(s => Lease.Take(s, "event-seal", "another instance", TimeSpan.FromMinutes(1))) > 0);
        Assert.Equal(0, await Seal(database));
        database.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(3, await Seal(database));
        Assert.Equal(0, await Seal(database));
        await Append(database, 6);

        Assert.Equal((6L, null, 0L), await database.Read(EventLog.Verify) is var chain ? (chain.Count, chain.FirstBroken, chain.Unsealed) : default);
    }

    [Fact]
    public async Task On_SQL_Server_events_are_sealed_shortly_after_by_themselves()
    {
        await using var database = TestDatabase.Of(Engine.SqlServer);
        await Append(database, 1);
        using var sealer = Sealer(database);
        await sealer.StartAsync(Token);

        for (var tries = 0; tries < 50 && (await database.Read(EventLog.Verify)).Count == 0; tries++) await Task.Delay(100, Token);

        Assert.Equal(1, (await database.Read(EventLog.Verify)).Count);
        await sealer.StopAsync(Token);
    }
}
