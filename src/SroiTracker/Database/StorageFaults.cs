using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using SroiTracker.Domain;
using static SQLitePCL.raw;

namespace SroiTracker.Database;

/// <summary>Tells a storage that is out of order from an act that is wrong.</summary>
static class StorageFaults
{
    /// <summary>Whether the storage, not the statement, is at fault; the same act may well succeed later.</summary>
    /// <param name="writes">A read-only database is no outage for a session that may not write.</param>
    public static bool IsOutage(DbException error, bool writes = true) => error switch
    {
        SqliteException e => e.SqliteErrorCode is SQLITE_BUSY or SQLITE_LOCKED or SQLITE_NOMEM or SQLITE_IOERR or SQLITE_CORRUPT
            or SQLITE_FULL or SQLITE_CANTOPEN or SQLITE_PROTOCOL or SQLITE_NOTADB || writes && e.SqliteErrorCode == SQLITE_READONLY,
        _ => IsServerOutage(error),
    };

    // Apart, so that a service on SQLite never loads SqlClient.
    static bool IsServerOutage(DbException error) => error is SqlException e && (IsTransient(e) || e.Class >= 17);

    /// <summary>
    /// Whether SQL Server ended the transaction for a reason that passes: deadlock victim, snapshot conflict, lock or
    /// command timeout, a lost connection, a failover, too many requests.
    /// </summary>
    public static bool IsTransient(SqlException error)
    {
        foreach (SqlError one in error.Errors)
            if (one.Number is 1205 or 1222 or 3960 or 3961 or -2 or 20 or 64 or 233 or 4060 or 4221 or 10053 or 10054 or 10060 or 10928
                or 10929 or 40143 or 40197 or 40501 or 40540 or 40613 or 49918 or 49919 or 49920) return true;
        return false;
    }

    /// <summary>Whether a unique index holds such a row already.</summary>
    public static bool IsDuplicate(DbException error) => error is SqliteException e ? e.SqliteExtendedErrorCode == SQLITE_CONSTRAINT_UNIQUE : IsServerDuplicate(error);

    // Apart, as above.
    static bool IsServerDuplicate(DbException error) => error is SqlException { Number: 2601 or 2627 };

    /// <summary>Whether the error itself says that nothing was committed: deadlock victim, snapshot conflict.</summary>
    public static bool RolledBack(SqlException error) => error.Number is 1205 or 3960 or 3961;

    /// <summary>What stops a start: which sentence belongs to an error while the database is opened; null for any other error.</summary>
    public static RefusedException? AtStart(Exception error, string place) => error switch
    {
        SqliteException { SqliteErrorCode: SQLITE_NOTADB or SQLITE_CORRUPT } => new(Refusals.StorageNoDatabase, place),
        SqliteException { SqliteErrorCode: SQLITE_FULL } => new(Refusals.StorageFull, place),
        SqliteException { SqliteErrorCode: SQLITE_CANTOPEN or SQLITE_READONLY or SQLITE_PERM or SQLITE_IOERR } => new(Refusals.StorageFolder, place),
        SqliteException { SqliteErrorCode: SQLITE_BUSY or SQLITE_LOCKED } => new(Refusals.StorageUnavailable),
        IOException or UnauthorizedAccessException => new(Refusals.StorageFolder, place),
        SqlException e => new(Refusals.StorageServer, place, e.Message),
        _ => null,
    };
}
