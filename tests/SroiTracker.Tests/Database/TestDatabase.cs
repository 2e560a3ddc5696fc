using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SroiTracker.Database;
using SroiTracker.Http;

namespace SroiTracker.Tests.Database;

/// <summary>A fresh, migrated database of a test's own, in a <see cref="TestStorage"/>.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    /// <summary>For a theory that holds on both engines.</summary>
    public static TheoryData<Engine> Engines => [Engine.Sqlite, Engine.SqlServer];

    readonly TestStorage storage;

    TestDatabase(TestStorage storage)
    {
        this.storage = storage;
        Options = OptionsOf(storage.Engine, storage.ConnectionString + (storage.Engine == Engine.Sqlite ? ";Default Timeout=1" : ""));
        Transactions = Storage.Open(Options, Time, NullLoggerFactory.Instance);
    }

    public StorageOptions Options { get; }
    public ITransactions Transactions { get; }
    public Engine Engine => Options.Engine;

    /// <summary>Half past one at night in the Netherlands, still the day before in UTC.</summary>
    public FakeTimeProvider Time { get; } = new(new(2026, 6, 30, 23, 30, 0, TimeSpan.Zero));

    public static TestDatabase Sqlite() => Of(Engine.Sqlite);

    public static TestDatabase Of(Engine engine) => new(TestStorage.Of(engine));

    public static StorageOptions OptionsOf(Engine engine, string connectionString) => StorageOptions.From(new ConfigurationBuilder()
        .AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Storage:Engine"] = engine.ToString(),
            ["ConnectionStrings:SroiTracker"] = connectionString,
        }).Build());

    /// <summary>Runs an act of the service itself.</summary>
    public Task<T> Run<T>(Func<Session, Task<T>> act) => Transactions.Run(Caller.TheService, act, Token);

    /// <summary>Reads as the service itself.</summary>
    public Task<T> Read<T>(Func<Session, Task<T>> act) => Transactions.Read(Caller.TheService, act, Token);

    /// <summary>Makes the table Trial (name, word), on which the rules of transactions are tried.</summary>
    public Task<int> MakeTrial() => Run(s => s.Execute(Engine == Engine.Sqlite
        ? "CREATE TABLE Trial (name TEXT NOT NULL PRIMARY KEY, word TEXT) STRICT"
        : "CREATE TABLE Trial (name NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY, word NVARCHAR(100))"));

    /// <summary>The names in Trial, in order.</summary>
    public Task<IReadOnlyList<string>> Trials() => Read(s => s.Query<string>("SELECT name FROM Trial ORDER BY name"));

    public static Task<int> Put(Session session, string name) => session.Execute("INSERT INTO Trial (name) VALUES (@name)", new { name });

    public async ValueTask DisposeAsync()
    {
        (Transactions as IDisposable)?.Dispose();
        await storage.DisposeAsync();
    }

    static CancellationToken Token => TestContext.Current.CancellationToken;
}
