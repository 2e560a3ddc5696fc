using System.Security.Cryptography;
using Microsoft.Data.Sqlite;

namespace SroiTracker.Tests.OpenApi.Fuzz;

/// <summary>What the service keeps, seen from beside it: whether a refused request left something behind.</summary>
internal sealed class Kept : IDisposable
{
    // What a refused request may well change: when a key was last used, and who holds a job of the service's own.
    private static readonly HashSet<string> Bookkeeping = ["ApiKey.lastUsedAt", "Lease.*"];

    private readonly SqliteConnection _connection;
    private Dictionary<string, ulong> _tables = [];
    private long _version;

    private Kept(SqliteConnection connection) => _connection = connection;

    /// <summary>Null where the service does not run on a file.</summary>
    public static async Task<Kept?> Of(RunningService service)
    {
        if (service.Engine != SroiTracker.Database.Engine.Sqlite) return null;
        var file = await service.Read(s => s.QueryOne<string>("SELECT file FROM pragma_database_list WHERE name = 'main'"));
        var connection = new SqliteConnection($"Data Source={file};Pooling=False;Mode=ReadOnly");
        connection.Open();
        var kept = new Kept(connection);
        kept.Changed();
        return kept;
    }

    /// <summary>The tables whose contents are other than when this was last asked.</summary>
    public IReadOnlyList<string> Changed()
    {
        // Another connection committed something: most refused requests do not get so far.
        var version = (long)Value("PRAGMA data_version");
        if (version == _version) return [];
        _version = version;
        var before = _tables;
        _tables = Rows("SELECT name FROM sqlite_master WHERE type = 'table'").Select(r => (string)r[0]).Where(t => !Bookkeeping.Contains(t + ".*")).ToDictionary(t => t, Digest);
        return [.. _tables.Where(t => before.GetValueOrDefault(t.Key) != t.Value).Select(t => t.Key)];
    }

    public void Dispose() => _connection.Dispose();

    /// <summary>Whatever the order of the rows.</summary>
    private ulong Digest(string table)
    {
        var columns = Rows($"SELECT name FROM pragma_table_info('{table}')").Select(r => $"{table}.{r[0]}" is var name && Bookkeeping.Contains(name) ? null : $"\"{r[0]}\"");
        return Rows($"SELECT {string.Join(", ", columns.OfType<string>())} FROM {table}").Aggregate(0UL, (sum, row) =>
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            foreach (var value in row)
            {
                hash.AppendData(value as byte[] ?? System.Text.Encoding.UTF8.GetBytes(Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? ""));
                hash.AppendData([0]);
            }
            return sum + BitConverter.ToUInt64(hash.GetHashAndReset()) + 1;
        });
    }

    private object Value(string sql) => Rows(sql).Single()[0];

    private List<object[]> Rows(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<object[]>();
        while (reader.Read())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }
        return rows;
    }
}
