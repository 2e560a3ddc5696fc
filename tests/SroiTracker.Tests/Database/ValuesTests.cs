using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using static SroiTracker.Tests.Database.TestDatabase;

namespace SroiTracker.Tests.Database;

/// <summary>How values go in and come out, on both engines.</summary>
public sealed class ValuesTests
{
    public static TheoryData<Engine> Engines => TestDatabase.Engines;

    const string Insert = "INSERT INTO Kept (id, other, day, instant, cents, state, number) VALUES (@Id, @Other, @Day, @Instant, @Cents, @State, @Number)";
    const string Select = "SELECT k.id, k.other, k.day, k.instant, k.cents, k.state, k.number FROM Kept k";

    sealed record Kept
    {
        public Guid Id { get; init; }
        public Guid? Other { get; init; }
        public DateOnly? Day { get; init; }
        public DateTimeOffset? Instant { get; init; }
        public Euros? Cents { get; init; }
        public PlacementState? State { get; init; }
        public int? Number { get; init; }
    }

    static async Task<TestDatabase> Make(Engine engine)
    {
        var database = Of(engine);
        await database.Run(s => s.Execute(engine == Engine.Sqlite
            ? "CREATE TABLE Kept (id BLOB NOT NULL PRIMARY KEY, other BLOB, day TEXT, instant INTEGER, cents INTEGER, state TEXT, number INTEGER) STRICT"
            : "CREATE TABLE Kept (id BINARY(16) NOT NULL PRIMARY KEY, other BINARY(16), day date, instant bigint, cents bigint, state nvarchar(40), number bigint)"));
        return database;
    }

    static Kept Full => new()
    {
        Id = Guid.Parse("00112233-4455-6677-8899-aabbccddeeff"),
        Other = Guid.Parse("ffeeddcc-bbaa-9988-7766-554433221100"),
        Day = new(2024, 2, 29),
        Instant = new(2026, 6, 30, 23, 30, 0, 125, TimeSpan.Zero),
        Cents = new(-1_095_890),
        State = PlacementState.WithdrawalAsked,
        Number = 1470,
    };

    [Theory, MemberData(nameof(Engines))]
    public async Task Values_come_back_as_they_went(Engine engine)
    {
        await using var database = await Make(engine);
        var none = new Kept { Id = Guid.Empty };
        // The first row decides how Dapper reads the rest: nulls first.
        await database.Run(async s => await s.Execute(Insert, none) + await s.Execute(Insert, Full));

        Assert.Equal([none, Full], await database.Read(s => s.Query<Kept>(Select + " ORDER BY k.id")));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Single_columns_come_back_as_they_went(Engine engine)
    {
        await using var database = await Make(engine);
        await database.Run(s => s.Execute(Insert, Full));

        await database.Read(async s =>
        {
            Assert.Equal(Full.Id, await s.QueryOne<Guid>("SELECT k.id FROM Kept k"));
            Assert.Equal(Full.Day, await s.QueryOne<DateOnly?>("SELECT k.day FROM Kept k"));
            Assert.Equal(Full.Instant, await s.QueryOne<DateTimeOffset?>("SELECT k.instant FROM Kept k"));
            Assert.Equal(Full.Cents, await s.QueryOne<Euros?>("SELECT k.cents FROM Kept k"));
            Assert.Null(await s.QueryOne<Guid?>("SELECT k.id FROM Kept k WHERE k.number = 0"));
            Assert.Null(await s.QueryOne<Kept>(Select + " WHERE k.number = 0"));
            return 0;
        });
    }

    [Fact]
    public async Task SQLite_holds_ids_big_endian_dates_as_text_and_enums_as_words()
    {
        await using var database = await Make(Engine.Sqlite);
        await database.Run(s => s.Execute(Insert, Full));

        Assert.Equal("00112233445566778899AABBCCDDEEFF 2024-02-29 1782862200125 -1095890 WithdrawalAsked", await database.Read(s => s.QueryOne<string>(
            "SELECT hex(k.id) || ' ' || k.day || ' ' || k.instant || ' ' || k.cents || ' ' || k.state FROM Kept k")));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Rows_are_found_by_each_kind_of_value(Engine engine)
    {
        await using var database = await Make(engine);
        await database.Run(s => s.Execute(Insert, Full));

        Assert.Equal(1, await database.Read(s => s.QueryOne<long>(
            "SELECT COUNT(*) FROM Kept k WHERE k.id = @Id AND k.other = @Other AND k.day = @Day AND k.instant = @Instant AND k.cents = @Cents AND k.state = @State",
            Full)));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_list_is_spread_into_its_values_each_time_anew(Engine engine)
    {
        await using var database = await Make(engine);
        await database.Run(s => s.Execute(Insert, Full));
        Task<long> Count(params Guid[] ids) => database.Read(s => s.QueryOne<long>("SELECT COUNT(*) FROM Kept k WHERE k.id IN @ids", new { ids }));

        Assert.Equal(1, await Count(Full.Id, Guid.NewGuid()));
        Assert.Equal(0, await Count(Guid.NewGuid()));
        Assert.Equal(0, await Count());
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_page_takes_so_many(Engine engine)
    {
        await using var database = await Make(engine);
        await database.Run(async s =>
        {
            foreach (var number in Enumerable.Range(1, 5)) await s.Execute(Insert, new Kept { Id = Guid.NewGuid(), Number = number });
            return 0;
        });

        Assert.Equal([3, 4], await database.Read(s => s.Query<int>("SELECT k.number FROM Kept k WHERE k.number > @after ORDER BY k.number {page}", new { after = 2, take = 2 })));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Every_statement_knows_the_callers_supplier(Engine engine)
    {
        await using var database = await Make(engine);
        await database.Run(s => s.Execute(Insert, Full));
        const string sql = "SELECT COUNT(*) FROM Kept k WHERE k.number = @number AND (@callerSupplier IS NULL OR k.other = @callerSupplier)";
        Task<long> Count(Caller caller) => database.Transactions.Read(caller, s => s.QueryOne<long>(sql, new { number = 1470 }), TestContext.Current.CancellationToken);
        static Caller Supplier(Guid id) => new(Guid.NewGuid(), "", false, [new(Role.Supplier, null, id)]);

        Assert.Equal(1, await Count(Caller.TheService));
        Assert.Equal(1, await Count(Supplier(Full.Other!.Value)));
        Assert.Equal(0, await Count(Supplier(Guid.NewGuid())));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Nobody_names_the_callers_supplier_for_themselves(Engine engine)
    {
        await using var database = await Make(engine);

        await Assert.ThrowsAsync<ArgumentException>(() => database.Read(s => s.Query<Kept>(
            Select + " WHERE k.other = @callerSupplier", new { callerSupplier = Guid.NewGuid() })));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Lists_of_enums_are_words_too(Engine engine)
    {
        await using var database = await Make(engine);
        await database.Run(s => s.Execute(Insert, Full));

        Assert.Equal(1, await database.Read(s => s.QueryOne<long>(
            "SELECT COUNT(*) FROM Kept k WHERE k.state IN @states", new { states = new[] { PlacementState.Rejected, PlacementState.WithdrawalAsked } })));
    }
}
