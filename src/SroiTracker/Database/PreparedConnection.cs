using System.Data;
using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace SroiTracker.Database;

/// <summary>
/// An open SQLite connection that keeps its statements prepared. Microsoft.Data.Sqlite prepares each new command again,
/// which costs more than most statements themselves; here Dapper gets the command it used before for the same text.
/// </summary>
sealed class PreparedConnection : SqliteConnection
{
    readonly Dictionary<Statement, Prepared> idle = [];

    PreparedConnection(string connectionString) : base(connectionString) { }

    /// <summary>What the next command will execute.</summary>
    public Statement? Upcoming { private get; set; }

    /// <summary>Whether a transaction is open: SQLite itself rolls back all of it on a full disk and the like.</summary>
    public bool InTransaction => sqlite3_get_autocommit(Handle) == 0;

    /// <summary>
    /// Opens it; the file must be there unless <paramref name="mode"/> creates it. It waits five seconds for another
    /// process that writes, or fewer if the connection string's Default Timeout says so.
    /// </summary>
    public static PreparedConnection Open(string connectionString, SqliteOpenMode mode)
    {
        var settings = new SqliteConnectionStringBuilder(connectionString) { Mode = mode, Pooling = false };
        var connection = new PreparedConnection(settings.ToString());
        try
        {
            connection.Open();
            connection.Do($"PRAGMA busy_timeout = {Math.Min(5, settings.DefaultTimeout) * 1000}");
            connection.Do("PRAGMA foreign_keys = ON");
            connection.Do("PRAGMA synchronous = FULL");
            connection.Do("PRAGMA temp_store = MEMORY");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Executes a text without parameters or rows.</summary>
    public void Do(string sql) => SqliteException.ThrowExceptionForRC(sqlite3_exec(Handle, sql), Handle);

    /// <summary>Breaks off what is being executed, from any thread; of the next it knows nothing.</summary>
    public void Interrupt() => sqlite3_interrupt(Handle);

    public override SqliteCommand CreateCommand()
    {
        var statement = Upcoming;
        Upcoming = null;
        if (statement is null) return base.CreateCommand();
        return idle.Remove(statement, out var command) ? command : new Prepared(this, statement);
    }

    sealed class Prepared(PreparedConnection connection, Statement statement) : SqliteCommand(statement.Text, connection)
    {
        protected override void Dispose(bool disposing)
        {
            // Dapper writes lists (IN @ids) into the text: such a command is not the one that was prepared.
            if (disposing && connection.State == ConnectionState.Open && CommandText == statement.Text && connection.idle.TryAdd(statement, this))
                Parameters.Clear();
            else base.Dispose(disposing);
        }
    }
}
