using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using SroiTracker.Database;

namespace SroiTracker.Tests.Database;

/// <summary>One SQL for two engines: every text of the service is right for both, and stays inside what both do alike.</summary>
public sealed partial class StatementTests
{
    // What both engines know by the same name and meaning.
    static readonly HashSet<string> Functions = new(StringComparer.OrdinalIgnoreCase)
        { "COUNT", "SUM", "MIN", "MAX", "AVG", "ABS", "REPLACE", "UPPER", "LOWER", "SUBSTRING", "CONCAT", "SIGN", "ROUND" };

    static void NoneIsWrong(IEnumerable<(string Place, string Sql)> texts, Func<string, string?> wrong)
    {
        var found = from text in texts let why = wrong(text.Sql) where why is not null select $"{text.Place}: {why}\n{text.Sql}";
        Assert.Equal([], found.ToList());
    }

    [Fact]
    public void There_are_statements() => Assert.True(Statements.All.Count > 10);

    [Fact]
    public void Each_is_understood_by_SQL_Server() => NoneIsWrong(Statements.All, sql =>
        Statements.Parse(Statements.ForSqlServer(sql)).Errors.FirstOrDefault()?.Message);

    [Fact]
    public async Task Each_is_understood_by_SQLite_with_the_tables_and_columns_there_are()
    {
        await using var database = TestDatabase.Sqlite();
        await using var connection = new SqliteConnection(database.Options.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        NoneIsWrong(Statements.All, sql =>
        {
            using var command = new SqliteCommand(Statements.ForSqlite(sql), connection);
            try { command.Prepare(); }
            catch (SqliteException e) { return e.Message; }
            return null;
        });
    }

    [Fact]
    public void Each_stays_inside_what_both_engines_do_alike() => NoneIsWrong(Statements.All, Banned);

    [Fact]
    public void Each_is_a_constant_or_a_FilteredSql_so_that_these_tests_see_it()
    {
        var known = Statements.All.Select(s => s.Sql).ToHashSet();
        Assert.Equal([], Statements.Literals().Where(text => !text.Contains("{filters}", StringComparison.Ordinal) && !known.Contains(text)));
    }

    [Theory]
    [InlineData("SELECT a FROM T", null)]
    [InlineData("SELECT a FROM T WHERE (@callerSupplier IS NULL OR supplierId = @callerSupplier) AND b = 'LIMIT 1 || 2' ORDER BY a {page}", null)]
    [InlineData("UPDATE T SET a = (SELECT b FROM U WHERE U.id = T.id) WHERE id IN @ids", null)]
    [InlineData("MERGE INTO T USING U ON T.a = U.a WHEN MATCHED THEN DELETE", "MERGE")]
    [InlineData("INSERT INTO T (a) VALUES (@a) ON CONFLICT DO NOTHING", "ON CONFLICT")]
    [InlineData("INSERT INTO T (a) VALUES (@a) RETURNING a", "RETURNING")]
    [InlineData("INSERT INTO T (a) OUTPUT inserted.a VALUES (@a)", "OUTPUT")]
    [InlineData("SELECT a || b FROM T", "||")]
    [InlineData("SELECT COUNT(*) FILTER (WHERE a = 1) FROM T", "FILTER")]
    [InlineData("SELECT a FROM T ORDER BY a NULLS LAST", "NULLS")]
    [InlineData("SELECT a FROM T WHERE a IS NOT DISTINCT FROM @a", "DISTINCT FROM")]
    [InlineData("UPDATE T SET a = U.a FROM T JOIN U ON U.id = T.id", "UPDATE ... FROM")]
    [InlineData("SELECT ROW_NUMBER() OVER (ORDER BY a) FROM T", "ROW_NUMBER")]
    [InlineData("WITH RECURSIVE r AS (SELECT 1 AS a) SELECT a FROM r", "RECURSIVE")]
    [InlineData("SELECT a FROM T WHERE (@state IS NULL OR state = @state)", "IS NULL OR")]
    [InlineData("SELECT a FROM T ORDER BY a LIMIT 1", "LIMIT")]
    [InlineData("SELECT a FROM T ORDER BY a OFFSET 5 ROWS FETCH NEXT 1 ROWS ONLY", "OFFSET")]
    [InlineData("SELECT a FROM T ORDER BY a {page}, b", "{page}")]
    [InlineData("SELECT TOP 1 a FROM T", "TOP")]
    [InlineData("SELECT LEN(a) FROM T", "LEN")]
    [InlineData("SELECT a + 'x' FROM T", "+ between texts")]
    [InlineData("SELECT u.user FROM T u", "USER")]
    [InlineData("SELECT a FROM T WHERE b = TRUE", "TRUE")]
    public void What_only_one_engine_knows_is_found(string sql, string? found)
    {
        var wrong = Banned(sql) ?? Statements.Parse(Statements.ForSqlServer(sql)).Errors.FirstOrDefault()?.Message;
        if (found is null) Assert.Null(wrong);
        else Assert.Contains(found, wrong, StringComparison.OrdinalIgnoreCase);
    }

    static string? Banned(string sql)
    {
        var bare = Quoted().Replace(sql, "''");
        var word = BannedWords().Match(bare);
        if (word.Success) return word.Value;
        if (NullOr().Match(bare) is { Success: true } test) return test.Value;
        var page = bare.IndexOf("{page}", StringComparison.Ordinal);
        if (page >= 0 && (bare[page..].Trim() != "{page}" || !bare[..page].Contains("ORDER BY", StringComparison.Ordinal)))
            return "{page} is the last token, after an ORDER BY.";
        var (tree, errors) = Statements.Parse(Statements.ForSqlServer(sql));
        if (errors.Count > 0) return null;
        var visitor = new Differences();
        tree.Accept(visitor);
        return visitor.Found;
    }

    sealed class Differences : TSqlFragmentVisitor
    {
        public string? Found { get; private set; }

        public override void Visit(UpdateSpecification node)
        {
            if (node.FromClause is not null) Found = "UPDATE ... FROM is silently wrong on SQLite";
        }

        public override void Visit(DeleteSpecification node)
        {
            if (node.FromClause is not null) Found = "DELETE ... FROM ... FROM";
        }

        public override void Visit(FunctionCall node)
        {
            if (!Functions.Contains(node.FunctionName.Value)) Found = $"the function {node.FunctionName.Value}";
        }

        public override void Visit(BinaryExpression node)
        {
            if (node.BinaryExpressionType == BinaryExpressionType.Add && (node.FirstExpression is StringLiteral || node.SecondExpression is StringLiteral))
                Found = "+ between texts is a sum on SQLite; CONCAT is not";
        }

        public override void Visit(TopRowFilter node) => Found = "TOP";
    }

    [GeneratedRegex("'[^']*'")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\b(MERGE|ON\s+CONFLICT|OR\s+(REPLACE|IGNORE|ABORT|FAIL|ROLLBACK)|RETURNING|OUTPUT|FILTER|NULLS\s+(FIRST|LAST)|DISTINCT\s+FROM|ROW_NUMBER|RECURSIVE|LIMIT|OFFSET|FETCH|TRUE|FALSE|ISNULL|NOTNULL|GLOB|REGEXP|MATCH|COLLATE)\b|\|\||""|\[|==|::", RegexOptions.IgnoreCase)]
    private static partial Regex BannedWords();

    [GeneratedRegex(@"@(?!callerSupplier\b)\w+\s+IS\s+NULL\s+OR\b", RegexOptions.IgnoreCase)]
    private static partial Regex NullOr();
}
