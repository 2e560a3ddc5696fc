using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SroiTracker.Domain;
using SroiTracker.Events;

namespace SroiTracker.Database;

/// <summary>Which database, and where.</summary>
/// <param name="Engine"><c>Storage:Engine</c>: Sqlite (default) or SqlServer.</param>
/// <param name="ConnectionString"><c>ConnectionStrings:SroiTracker</c>.</param>
/// <param name="Place">For people: the full path of the file, or server and database.</param>
public sealed record StorageOptions(Engine Engine, string ConnectionString, string Place)
{
    const string Default = "Data Source=data/sroitracker.db", EngineKey = "Storage:Engine", ConnectionKey = "ConnectionStrings:SroiTracker";

    /// <summary>The data folder of an embedded database, where its key lies too; null on SQL Server.</summary>
    public string? Folder => Engine == Engine.Sqlite ? Path.GetDirectoryName(Place) : null;

    /// <summary>Reads the configuration.</summary>
    /// <exception cref="RefusedException">setting.invalid, naming the key.</exception>
    public static StorageOptions From(IConfiguration configuration)
    {
        var word = configuration[EngineKey] ?? nameof(Engine.Sqlite);
        var text = configuration[ConnectionKey];
        if (!Enum.TryParse<Engine>(word, ignoreCase: true, out var engine) || !Enum.IsDefined(engine))
            throw new RefusedException(Refusals.SettingInvalid, EngineKey, "Sqlite, SqlServer");
        try { return engine == Engine.Sqlite ? File(text ?? Default) : Server(text ?? ""); }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            throw new RefusedException(Refusals.SettingInvalid, ConnectionKey, engine == Engine.Sqlite ? Default : "Server=...;Database=...");
        }
    }

    static StorageOptions File(string text)
    {
        var file = new SqliteConnectionStringBuilder(text);
        // A database in memory would be another one on each connection.
        if (file.DataSource is "" or ":memory:" || file.Mode == SqliteOpenMode.Memory) throw new ArgumentException("no file");
        file.DataSource = Path.GetFullPath(file.DataSource);
        return new(Engine.Sqlite, file.ToString(), file.DataSource);
    }

    // Apart, so that a service on SQLite never loads SqlClient.
    static StorageOptions Server(string text)
    {
        var server = new SqlConnectionStringBuilder(text);
        if (server.DataSource == "") throw new ArgumentException("no server");
        return new(Engine.SqlServer, text, $"{server.DataSource}/{server.InitialCatalog}");
    }
}

/// <summary>The way in to the database.</summary>
public static class Storage
{
    /// <summary>
    /// Registers <see cref="ITransactions"/> for the configured engine. The first to ask for it brings the schema up to
    /// date, or gets the <see cref="RefusedException"/> that says why the storage cannot be used.
    /// </summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(_ => StorageOptions.From(configuration));
        services.AddSingleton(provider => Open(
            provider.GetRequiredService<StorageOptions>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILoggerFactory>()));
        services.AddHostedService<EventSealer>();
        return services;
    }

    /// <summary>Brings the schema up to date and opens the database; who opens it disposes it.</summary>
    /// <exception cref="RefusedException">storage.…: a newer schema, a folder that can't be written, no database, a full disk.</exception>
    public static ITransactions Open(StorageOptions options, TimeProvider time, ILoggerFactory logs)
    {
        try
        {
            Migrations.Apply(options);
            return options.Engine == Engine.Sqlite
                ? new SqliteLane(options.ConnectionString, time, logs.CreateLogger<SqliteLane>())
                : new SqlServerTransactions(options.ConnectionString, time, logs.CreateLogger<SqlServerTransactions>());
        }
        catch (Exception e) when (e is DbException or IOException or UnauthorizedAccessException)
        {
            throw StorageFaults.AtStart(e, options.Place) ?? e;
        }
    }
}
