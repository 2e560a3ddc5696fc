using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Text.RegularExpressions;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using SroiTracker.Database;

namespace SroiTracker.Tests.Database;

/// <summary>Every SQL text of the service: constants and each combination of each filtered text.</summary>
static partial class Statements
{
    static readonly Assembly Service = typeof(Session).Assembly;

    /// <summary>With the place of each: <c>ListSuppliers.SelectSql</c>.</summary>
    public static IReadOnlyList<(string Place, string Sql)> All { get; } =
    [
        .. from type in Service.GetTypes()
           from field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
           where !type.ContainsGenericParameters
           from sql in TextsOf(field)
           select ($"{type.Name}.{field.Name}", sql),
    ];

    /// <summary>Texts in the program that look like SQL, wherever they stand: also those inside a method.</summary>
    public static IEnumerable<string> Literals()
    {
        using var stream = File.OpenRead(Service.Location);
        using var file = new System.Reflection.PortableExecutable.PEReader(stream);
        var reader = file.GetMetadataReader();
        var found = new List<string>();
        for (var handle = reader.GetNextHandle(default(UserStringHandle)); !handle.IsNil; handle = reader.GetNextHandle(handle))
        {
            var text = reader.GetUserString(handle);
            if (IsStatement(text)) found.Add(text);
        }
        return found;
    }

    public static bool IsStatement(string text) => Verb().IsMatch(text);

    /// <summary>As SQL Server gets it; lists as Dapper spreads them.</summary>
    public static string ForSqlServer(string sql) => List().Replace(Statement.WithPage(sql, Engine.SqlServer), "IN (@$1)");

    /// <summary>As SQLite gets it.</summary>
    public static string ForSqlite(string sql) => List().Replace(Statement.WithPage(sql, Engine.Sqlite), "IN (@$1)");

    /// <summary>Microsoft's own grammar.</summary>
    public static (TSqlFragment Tree, IList<ParseError> Errors) Parse(string sql)
    {
        var tree = new TSql160Parser(initialQuotedIdentifiers: true).Parse(new StringReader(sql), out var errors);
        return (tree, errors);
    }

    static IEnumerable<string> TextsOf(FieldInfo field) =>
        field is { IsLiteral: true } && field.GetRawConstantValue() is string text && IsStatement(text) ? [text]
        : field.FieldType == typeof(FilteredSql) ? ((FilteredSql)field.GetValue(null)!).All()
        : [];

    [GeneratedRegex(@"^\s*(SELECT|INSERT|UPDATE|DELETE|WITH)\s")]
    private static partial Regex Verb();

    [GeneratedRegex(@"\bIN @(\w+)")]
    private static partial Regex List();
}
