using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using SroiTracker.Database;

namespace SroiTracker.Benchmarks;

/// <summary>
/// The yardstick of an act that writes: the rows that a real one left, written again under other ids by prepared
/// statements that nothing stands before: no rules, no reads, no mapping. They go through the same lane as the real ones.
/// </summary>
internal sealed class RawRows
{
    private readonly List<(string Table, string Sql, object[] Values, string[] Names)> _statements = [];
    private List<SqliteCommand>? _prepared;
    private long? _lastSeal;

    /// <summary>The real acts between two rounds went on with the numbers of the seals.</summary>
    public void BeginRound() => _lastSeal = null;

    /// <summary>Adds the rows of a table that meet a condition, to be inserted.</summary>
    public void Insert(SqliteConnection database, string table, string where, Guid id)
    {
        using var select = Select(database, $"SELECT * FROM {table} WHERE {where}", id);
        using var reader = select.ExecuteReader();
        while (reader.Read())
        {
            var names = Enumerable.Range(0, reader.FieldCount).Select(reader.GetName).ToArray();
            var values = new object[reader.FieldCount];
            reader.GetValues(values);
            _statements.Add((table, $"INSERT INTO {table} ({string.Join(", ", names)}) VALUES ({string.Join(", ", names.Select(n => "@" + n))})", values, names));
        }
    }

    /// <summary>Adds the row of a table as an update of all that is not its key.</summary>
    public void Update(SqliteConnection database, string table, string key, string columns, Guid id, string? otherKey = null)
    {
        using var select = Select(database, $"SELECT {key}, {(otherKey is null ? "" : otherKey + ", ")}{columns} FROM {table} WHERE {key} = @id", id);
        using var reader = select.ExecuteReader();
        if (!reader.Read()) throw new InvalidOperationException($"There is no row in {table}.");
        var names = Enumerable.Range(0, reader.FieldCount).Select(reader.GetName).ToArray();
        var values = new object[reader.FieldCount];
        reader.GetValues(values);
        _statements.Add((table, $"UPDATE {table} SET {string.Join(", ", columns.Split(", ").Select(c => $"{c} = @{c}"))} WHERE {key} = @{key}{(otherKey is null ? "" : $" AND {otherKey} = @{otherKey}")}", values, names));
    }

    /// <summary>The id that a query finds by another.</summary>
    public static Guid One(SqliteConnection database, string sql, Guid id)
    {
        using var select = Select(database, sql, id);
        return new Guid((byte[])select.ExecuteScalar()!, bigEndian: true);
    }

    /// <summary>Executes all statements in the session's own transaction.</summary>
    /// <param name="ids">Ids in the rows, and what takes their place.</param>
    /// <param name="other">A value for a column that must differ ("supplierReference"); null leaves it.</param>
    public void Execute(Session session, Dictionary<Guid, Guid> ids, Func<string, object?> other)
    {
        var connection = (SqliteConnection)ConnectionOf(session);
        _prepared ??= [.. _statements.Select(s => Prepare(connection, s.Sql, s.Names))];
        _lastSeal ??= LastSeal(connection);
        for (var i = 0; i < _statements.Count; i++)
        {
            var (table, sql, values, names) = _statements[i];
            for (var c = 0; c < names.Length; c++)
                _prepared[i].Parameters[c].Value = table == "EventSeal" && names[c] == "sequence" ? ++_lastSeal : other(names[c]) ?? Replaced(values[c], ids);
            if (_prepared[i].ExecuteNonQuery() != 1) throw new InvalidOperationException(sql);
        }
    }

    private static object Replaced(object value, Dictionary<Guid, Guid> ids) =>
        value is byte[] { Length: 16 } bytes && ids.TryGetValue(new Guid(bytes, bigEndian: true), out var id) ? id.ToByteArray(bigEndian: true) : value;

    private static long LastSeal(SqliteConnection connection)
    {
        using var select = new SqliteCommand("SELECT COALESCE(MAX(sequence), 0) FROM EventSeal", connection);
        return (long)select.ExecuteScalar()!;
    }

    private static SqliteCommand Prepare(SqliteConnection connection, string sql, string[] names)
    {
        var command = new SqliteCommand(sql, connection);
        foreach (var name in names) command.Parameters.Add(new SqliteParameter("@" + name, null));
        return command;
    }

    private static SqliteCommand Select(SqliteConnection database, string sql, Guid id)
    {
        var command = new SqliteCommand(sql, database);
        command.Parameters.AddWithValue("@id", id.ToByteArray(bigEndian: true));
        command.Parameters.AddWithValue("@text", id.ToString());
        return command;
    }

    // A session shows its connection to nobody; only a yardstick looks past it.
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "connection")]
    private static extern ref DbConnection ConnectionOf(Session session);
}
