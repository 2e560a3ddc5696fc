using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;

namespace SroiTracker.Database;

/// <summary>Where the data lies, for people and for what lies beside it (keys, spooled files).</summary>
public static class StoragePlace
{
    /// <summary>The database file with its whole path, or server and database.</summary>
    public static string Of(IConfiguration configuration)
    {
        var text = configuration.GetConnectionString("SroiTracker");
        if (!IsSqlServer(configuration)) return Path.GetFullPath(new SqliteConnectionStringBuilder(text ?? "Data Source=data/sroitracker.db").DataSource);
        var server = new SqlConnectionStringBuilder(text);
        return $"{server.DataSource}/{server.InitialCatalog}";
    }

    /// <summary>The data folder of an embedded database; null on SQL Server.</summary>
    public static string? Folder(IConfiguration configuration) => IsSqlServer(configuration) ? null : Path.GetDirectoryName(Of(configuration));

    private static bool IsSqlServer(IConfiguration configuration) => string.Equals(configuration["Storage:Engine"], "SqlServer", StringComparison.OrdinalIgnoreCase);
}
