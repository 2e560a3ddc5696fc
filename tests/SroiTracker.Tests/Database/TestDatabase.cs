using Microsoft.Data.SqlClient;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SroiTracker.Database;
using SroiTracker.Http;

namespace SroiTracker.Tests.Database;

/// <summary>
/// A fresh, migrated database of a test's own, gone after it: a SQLite file in a temporary folder, or a SQL Server
/// database beside the one that SROITRACKER_TEST_SQLSERVER names (without it the test is skipped and says so).
/// </summary>
public sealed class TestDatabase : IAsyncDisposable
{
    const string Variable = "SROITRACKER_TEST_SQLSERVER";

    /// <summary>For a theory that holds on both engines.</summary>
    public static TheoryData<Engine> Engines => [Engine.Sqlite, Engine.SqlServer];

    readonly DirectoryInfo? folder;
    readonly string? server;

    TestDatabase(StorageOptions options, DirectoryInfo? folder, string? server)
    {
        (Options, this.folder, this.server) = (options, folder, server);
        Transactions = Storage.Open(options, Time, NullLoggerFactory.Instance);
    }

    public StorageOptions Options { get; }
    public ITransactions Transactions { get; }
    public Engine Engine => Options.Engine;

    /// <summary>Half past one at night in the Netherlands, still the day before in UTC.</summary>
    public FakeTimeProvider Time { get; } = new(new(2026, 6, 30, 23, 30, 0, TimeSpan.Zero));

    public static TestDatabase Sqlite() => Of(Engine.Sqlite);

    public static TestDatabase Of(Engine engine)
    {
        if (engine == Engine.Sqlite)
        {
            var folder = Directory.CreateTempSubdirectory("sroitracker");
            return new(OptionsOf(engine, $"Data Source={Path.Combine(folder.FullName, "test.db")};Default Timeout=1"), folder, null);
        }
        var server = Environment.GetEnvironmentVariable(Variable);
        Assert.SkipWhen(string.IsNullOrEmpty(server), $"{Variable} holds no connection string.");
        var name = $"sroitracker_{Guid.NewGuid():N}";
        OnServer(server!, $"CREATE DATABASE {name}");
        return new(OptionsOf(engine, new SqlConnectionStringBuilder(server) { InitialCatalog = name, Pooling = false }.ToString()), null, server);
    }

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
        if (server is not null) await Drop(server, new SqlConnectionStringBuilder(Options.ConnectionString).InitialCatalog);
        folder?.Delete(recursive: true);
    }

    // The server may still be ending the session that was closed last.
    static async Task Drop(string server, string name)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                OnServer(server, $"DROP DATABASE {name}");
                return;
            }
            catch (SqlException) when (attempt < 50) { await Task.Delay(100, CancellationToken.None); }
        }
    }

    static CancellationToken Token => TestContext.Current.CancellationToken;

    static void OnServer(string connectionString, string sql)
    {
        using var connection = new SqlConnection(connectionString);
        connection.Open();
        using var command = new SqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}
