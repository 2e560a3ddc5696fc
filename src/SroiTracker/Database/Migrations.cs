using System.Data.Common;
using System.Reflection;
using Dapper;
using DbUp;
using DbUp.Builder;
using DbUp.Engine;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using SroiTracker.Domain;
using static SQLitePCL.raw;

namespace SroiTracker.Database;

/// <summary>
/// The schema, by numbered scripts in pairs (<c>NNNN_name.sqlite.sql</c>, <c>NNNN_name.sqlserver.sql</c>), each applied
/// once, in its own transaction, and written in the journal.
/// </summary>
public static class Migrations
{
    const string Folder = "SroiTracker.Database.Migrations.";
    const string SqliteTables = "/* SQLite */ SELECT name FROM sqlite_master WHERE type = 'table'";
    const string SqlServerTables = "/* SQL Server */ SELECT name FROM sys.tables";
    const string Journal = "SELECT ScriptName FROM SchemaVersions";

    /// <summary>The scripts of an engine in their order: name ("0001_start") and text.</summary>
    public static IReadOnlyList<(string Name, string Text)> Scripts(Engine engine)
    {
        var ending = engine == Engine.Sqlite ? ".sqlite.sql" : ".sqlserver.sql";
        var assembly = Assembly.GetExecutingAssembly();
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal) && name.EndsWith(ending, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => (name[Folder.Length..^ending.Length], new StreamReader(assembly.GetManifestResourceStream(name)!).ReadToEnd()))];
    }

    /// <summary>Brings the schema up to date; quick when it is. Answers the names of what was applied.</summary>
    /// <exception cref="RefusedException">The schema is newer than this program, or the file is another program's.</exception>
    public static IReadOnlyList<string> Apply(StorageOptions options)
    {
        using DbConnection connection = options.Engine == Engine.Sqlite ? OpenFile(options) : OpenServer(options);
        if (connection is PreparedConnection file) RequireWritable(file, options.Place);
        var missing = Missing(connection, options);
        // DbUp is asked only when there is work: loading it takes longer than all the rest of the start of the storage.
        if (missing.Count > 0) Apply(connection, options, missing);
        return [.. missing.Select(script => script.Name)];
    }

    static void RequireWritable(PreparedConnection file, string place)
    {
        // SQLite opens a file that can't be written without a word, to read.
        if (sqlite3_db_readonly(file.Handle, "main") != 0 || file.ExecuteScalar<string>("PRAGMA journal_mode = WAL") != "wal")
            throw new RefusedException(Refusals.StorageFolder, place);
    }

    static PreparedConnection OpenFile(StorageOptions options)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(options.Place)!);
        return PreparedConnection.Open(options.ConnectionString, SqliteOpenMode.ReadWriteCreate);
    }

    // Apart, so that a service on SQLite never loads SqlClient.
    static DbConnection OpenServer(StorageOptions options)
    {
        var connection = new SqlConnection(options.ConnectionString);
        connection.Open();
        return connection;
    }

    static List<(string Name, string Text)> Missing(DbConnection connection, StorageOptions options)
    {
        var tables = connection.Query<string>(options.Engine == Engine.Sqlite ? SqliteTables : SqlServerTables).AsList();
        var scripts = Scripts(options.Engine);
        if (!tables.Contains("SchemaVersions"))
        {
            // Another program's file is left as it is; on SQL Server a database may be shared.
            if (options.Engine == Engine.Sqlite && tables.Count > 0) throw new RefusedException(Refusals.StorageNoDatabase, options.Place);
            return [.. scripts];
        }
        var applied = connection.Query<string>(Journal).ToHashSet(StringComparer.Ordinal);
        var unknown = applied.Except(scripts.Select(s => s.Name)).Order(StringComparer.Ordinal).LastOrDefault();
        if (unknown is not null) throw new RefusedException(Refusals.StorageNewer, options.Place, unknown);
        return [.. scripts.Where(s => !applied.Contains(s.Name))];
    }

    static void Apply(DbConnection connection, StorageOptions options, List<(string Name, string Text)> missing)
    {
        var result = To(options)
            .WithScripts(missing.Select(script => new SqlScript(script.Name, script.Text)))
            .WithTransactionPerScript()
            .WithVariablesDisabled()
            .LogToNowhere()
            .Build().PerformUpgrade();
        // Another instance that starts at the same time may have been first.
        if (result.Successful || Missing(connection, options).Count == 0) return;
        throw result.Error is DbException error ? error : new InvalidOperationException($"The script {result.ErrorScript?.Name} failed.", result.Error);
    }

    static UpgradeEngineBuilder To(StorageOptions options) => options.Engine == Engine.Sqlite
        ? DeployChanges.To.SqliteDatabase(options.ConnectionString)
        : DeployChanges.To.SqlDatabase(options.ConnectionString).JournalToSqlTable(null, "SchemaVersions");
}
