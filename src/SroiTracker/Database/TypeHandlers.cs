using System.Data;
using System.Globalization;
using System.Runtime.CompilerServices;
using Dapper;
using Microsoft.Data.Sqlite;
using SroiTracker.Domain;

namespace SroiTracker.Database;

/// <summary>
/// How values lie in both engines: ids as 16 big-endian bytes, dates as TEXT yyyy-MM-dd or date, instants as Unix
/// milliseconds, amounts as cents, enums as their word (Dapper itself reads the word into a property of a row).
/// </summary>
static class TypeHandlers
{
    static readonly Dictionary<Type, SqlMapper.ITypeHandler> Handlers = [];

    // Before any query of this assembly: Dapper caches how a type is read when it first meets it.
    [ModuleInitializer]
    internal static void Register()
    {
        Register<Guid>(new IdHandler());
        Register<DateOnly>(new DateHandler());
        Register<DateTimeOffset>(new InstantHandler());
        Register<Euros>(new EurosHandler());
    }

    /// <summary>Whether values of the type lie otherwise than Dapper would put them.</summary>
    public static bool Handles(Type type) => IsEnum(type) || Handlers.ContainsKey(Nullable.GetUnderlyingType(type) ?? type);

    /// <summary>Whether it is an enum, nullable or not.</summary>
    public static bool IsEnum(Type type) => (Nullable.GetUnderlyingType(type) ?? type).IsEnum;

    /// <summary>Puts a value of such a type, or an enum, into a parameter.</summary>
    public static void Set(IDbDataParameter parameter, object? value)
    {
        if (value is not null && Handlers.TryGetValue(value.GetType(), out var handler)) handler.SetValue(parameter, value);
        else
        {
            parameter.DbType = DbType.String;
            parameter.Value = value?.ToString() ?? (object)DBNull.Value;
        }
    }

    static void Register<T>(SqlMapper.ITypeHandler handler) where T : struct
    {
        Handlers.Add(typeof(T), handler);
        SqlMapper.RemoveTypeMap(typeof(T));
        SqlMapper.RemoveTypeMap(typeof(T?));
        SqlMapper.AddTypeHandler(typeof(T), handler);
    }

    // Not SqlMapper.TypeHandler<T>: that leaves the DbType of a null unset, and SQL Server then takes it for an nvarchar,
    // which it will not put into a binary column.
    sealed class IdHandler : SqlMapper.ITypeHandler
    {
        public void SetValue(IDbDataParameter parameter, object value)
        {
            parameter.DbType = DbType.Binary;
            parameter.Size = 16;
            parameter.Value = value is Guid id ? id.ToByteArray(bigEndian: true) : DBNull.Value;
        }

        public object Parse(Type destinationType, object value) => new Guid((byte[])value, bigEndian: true);
    }

    sealed class DateHandler : SqlMapper.ITypeHandler
    {
        public void SetValue(IDbDataParameter parameter, object value)
        {
            var text = parameter is SqliteParameter;
            parameter.DbType = text ? DbType.String : DbType.Date;
            parameter.Value = value is not DateOnly date ? DBNull.Value
                : text ? date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : date.ToDateTime(TimeOnly.MinValue);
        }

        public object Parse(Type destinationType, object value) => value is string text
            ? DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture)
            : DateOnly.FromDateTime((DateTime)value);
    }

    sealed class InstantHandler : SqlMapper.ITypeHandler
    {
        public void SetValue(IDbDataParameter parameter, object value)
        {
            parameter.DbType = DbType.Int64;
            parameter.Value = value is DateTimeOffset instant ? instant.ToUnixTimeMilliseconds() : DBNull.Value;
        }

        public object Parse(Type destinationType, object value) => DateTimeOffset.FromUnixTimeMilliseconds((long)value);
    }

    sealed class EurosHandler : SqlMapper.ITypeHandler
    {
        public void SetValue(IDbDataParameter parameter, object value)
        {
            parameter.DbType = DbType.Int64;
            parameter.Value = value is Euros euros ? euros.Cents : DBNull.Value;
        }

        public object Parse(Type destinationType, object value) => new Euros((long)value);
    }
}
