using Microsoft.Data.SqlClient;
using SroiTracker.Database;

namespace SroiTracker.Tests.Database;

/// <summary>
/// Room for a fresh database, gone after the test: a temporary folder with an SQLite file, or an empty SQL Server database
/// beside the one that SROITRACKER_TEST_SQLSERVER names (without it the test is skipped and says so).
/// </summary>
public sealed class TestStorage : IAsyncDisposable
{
    const string Server = "SROITRACKER_TEST_SQLSERVER";

    readonly DirectoryInfo folder;
    readonly string? server;

    TestStorage(Engine engine, string connectionString, DirectoryInfo folder, string? server) =>
        (Engine, ConnectionString, this.folder, this.server) = (engine, connectionString, folder, server);

    /// <summary>
    /// The engine that the whole service is tried on: SQLite, or the one that SROITRACKER_TEST_ENGINE names.
    /// </summary>
    public static Engine OfService => Enum.Parse<Engine>(Environment.GetEnvironmentVariable("SROITRACKER_TEST_ENGINE") ?? nameof(Engine.Sqlite));

    public Engine Engine { get; }
    public string ConnectionString { get; }

    /// <summary>Gone after the test.</summary>
    public string Folder => folder.FullName;

    public static TestStorage Of(Engine engine)
    {
        var server = engine == Engine.Sqlite ? null : Environment.GetEnvironmentVariable(Server);
        Assert.SkipWhen(engine == Engine.SqlServer && string.IsNullOrEmpty(server), $"{Server} holds no connection string.");
        var folder = Directory.CreateTempSubdirectory("sroitracker-test-");
        if (engine == Engine.Sqlite) return new(engine, $"Data Source={Path.Combine(folder.FullName, "test.db")}", folder, null);
        var name = $"sroitracker_{Guid.NewGuid():N}";
        OnServer(server!, $"CREATE DATABASE {name}");
        return new(engine, new SqlConnectionStringBuilder(server) { InitialCatalog = name }.ToString(), folder, server);
    }

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
        {
            using (var pool = new SqlConnection(ConnectionString)) SqlConnection.ClearPool(pool);
            await Drop(server, new SqlConnectionStringBuilder(ConnectionString).InitialCatalog);
        }
        folder.Delete(recursive: true);
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

    static void OnServer(string connectionString, string sql)
    {
        using var connection = new SqlConnection(connectionString);
        connection.Open();
        using var command = new SqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}
