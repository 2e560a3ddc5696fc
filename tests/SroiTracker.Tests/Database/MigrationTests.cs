using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using SroiTracker.Database;

namespace SroiTracker.Tests.Database;

/// <summary>The scripts of a number give the same schema on both engines.</summary>
public sealed class MigrationTests
{
    /// <summary>A column as SQLite has it: the kind that both engines' types come down to.</summary>
    sealed record Column(string Table, string Name, string Kind, bool Required);

    sealed record Index(string Table, string Name, bool Unique, string Columns);

    static TSqlScript SqlServerSchema()
    {
        var (tree, errors) = Statements.Parse(string.Join("\nGO\n", Migrations.Scripts(Engine.SqlServer).Select(s => s.Text)));
        Assert.Empty(errors.Select(e => $"line {e.Line}: {e.Message}"));
        return (TSqlScript)tree;
    }

    static IEnumerable<T> SqlServerStatements<T>() => SqlServerSchema().Batches.SelectMany(b => b.Statements).OfType<T>();

    static IEnumerable<(string Table, ColumnDefinition Column, TableDefinition Definition)> SqlServerColumns() =>
        SqlServerStatements<CreateTableStatement>().Select(t => (t.SchemaObjectName.BaseIdentifier.Value, t.Definition))
            .Concat(SqlServerStatements<AlterTableAddTableElementStatement>().Select(t => (t.SchemaObjectName.BaseIdentifier.Value, t.Definition)))
            .SelectMany(t => t.Definition.ColumnDefinitions.Select(c => (t.Value, c, t.Definition)));

    static async Task<List<T>> AskSqlite<T>(string sql)
    {
        await using var database = TestDatabase.Sqlite();
        await using var connection = new SqliteConnection(database.Options.ConnectionString);
        return [.. await connection.QueryAsync<T>(sql)];
    }

    static string KindOf(DataTypeReference type) => type.Name.BaseIdentifier.Value.ToUpperInvariant() switch
    {
        "BINARY" or "VARBINARY" => "BLOB",
        "BIGINT" => "INTEGER",
        "NVARCHAR" or "DATE" => "TEXT",
        var other => other,
    };

    [Fact]
    public void The_scripts_come_in_pairs() =>
        Assert.Equal(Migrations.Scripts(Engine.Sqlite).Select(s => s.Name), Migrations.Scripts(Engine.SqlServer).Select(s => s.Name));

    [Fact]
    public async Task Tables_and_columns_are_the_same()
    {
        var sqlServer = from c in SqlServerColumns()
                        let required = c.Column.Constraints.OfType<NullableConstraintDefinition>().Any(n => !n.Nullable)
                        select new Column(c.Table, c.Column.ColumnIdentifier.Value, KindOf(c.Column.DataType), required);
        var sqlite = await AskSqlite<(string, string, string, long)>("""
            SELECT m.name, c.name, c.type, c."notnull" FROM sqlite_master m JOIN pragma_table_info(m.name) c
            WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' AND m.name <> 'SchemaVersions'
            """);

        Assert.Equal(
            sqlServer.Select(c => c.ToString()).Order(StringComparer.Ordinal),
            sqlite.Select(c => new Column(c.Item1, c.Item2, c.Item3, c.Item4 == 1).ToString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Indexes_are_the_same()
    {
        var sqlServer = from i in SqlServerStatements<CreateIndexStatement>()
                        let columns = string.Join(", ", i.Columns.Select(c => c.Column.MultiPartIdentifier.Identifiers[^1].Value))
                        select new Index(i.OnName.BaseIdentifier.Value, i.Name.Value, i.Unique, columns);
        var sqlite = await AskSqlite<(string, string, long, string)>("""
            SELECT m.name, i.name, i."unique", (SELECT group_concat(c.name, ', ' ORDER BY c.seqno) FROM pragma_index_info(i.name) c)
            FROM sqlite_master m JOIN pragma_index_list(m.name) i
            WHERE m.type = 'table' AND i.origin = 'c'
            """);

        Assert.Equal(
            sqlServer.Select(i => i.ToString()).Order(StringComparer.Ordinal),
            sqlite.Select(i => new Index(i.Item1, i.Item2, i.Item3 == 1, i.Item4).ToString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Keys_and_references_are_the_same()
    {
        var sqlServer = from t in SqlServerStatements<CreateTableStatement>()
                        from c in t.Definition.TableConstraints
                        let table = t.SchemaObjectName.BaseIdentifier.Value
                        select c switch
                        {
                            UniqueConstraintDefinition { IsPrimaryKey: true } key => $"{table}: {string.Join(", ", key.Columns.Select(k => k.Column.MultiPartIdentifier.Identifiers[^1].Value))}",
                            ForeignKeyConstraintDefinition key => $"{table}.{string.Join(", ", key.Columns.Select(k => k.Value))} -> {key.ReferenceTableName.BaseIdentifier.Value}",
                            _ => $"{table}: {c.GetType().Name}",
                        };
        var sqlite = await AskSqlite<string>("""
            SELECT m.name || ': ' || (SELECT group_concat(c.name, ', ' ORDER BY c.pk) FROM pragma_table_info(m.name) c WHERE c.pk > 0)
            FROM sqlite_master m WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' AND m.name <> 'SchemaVersions'
            UNION ALL
            SELECT m.name || '.' || f."from" || ' -> ' || f."table" FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f WHERE m.type = 'table'
            """);

        Assert.Equal(sqlServer.Order(StringComparer.Ordinal), sqlite.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Plans_and_months_of_clauses_that_were_set_before_are_taken_over()
    {
        await using var connection = new SqliteConnection("Data Source=:memory:;Foreign Keys=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        var scripts = Migrations.Scripts(Engine.Sqlite);
        foreach (var (_, text) in scripts.Where(s => string.CompareOrdinal(s.Name, "0006") < 0)) await connection.ExecuteAsync(text);
        // The contracts end on 24 April 2024, day 738.999; 1 January 2022 is day 738.155.
        string[] plans = ["[]", """[{"date":"2022-01-01","percentage":12.5},{"date":"2023-06-30","percentage":80}]""", """[{"date":"2024-04-24","percentage":100}]"""];
        for (var i = 0; i < plans.Length; i++)
        {
            byte[] id = [(byte)(i + 1)];
            await connection.ExecuteAsync("""
                INSERT INTO Contract (id, buyerId, reference, title, searchText, kind, facts, clauseVersion, version, createdAt, changedAt) VALUES (@id, @id, '', '', '', 'Contract', '', 1, 1, 0, 0);
                INSERT INTO ContractProgress (contractId, buyerId, hasClause, bestEffort, obligation, counted, waiting, forecast, forecastWithoutWaiting, startingUntil, firstDay, lastDay, settled, recalculating, ledgerLines)
                    VALUES (@id, @id, 1, 0, 0, 0, 0, 0, 0, 738091, 738000, 738999, 0, 0, 0);
                INSERT INTO ClauseVersion (contractId, version, fullTimeMinutes, obligation, body, act, recordedAt, recordedBy) VALUES (@id, 1, 2160, 0, @body, '', 0, @id);
                """, new { id, body = $$$"""{"clause":{"level":"Contract","plan":{{{plans[i]}}} }}""" });
        }
        await connection.ExecuteAsync("""
            INSERT INTO SroiPolicy (id, buyerId, name, validFrom, body, createdAt, createdBy) VALUES (x'09', x'01', '', '2020-01-01', '{"reportingMonths":6}', 0, x'01');
            UPDATE ClauseVersion SET policyId = x'09' WHERE contractId = x'02';
            """);
        await connection.ExecuteAsync(scripts.Single(s => s.Name.StartsWith("0006", StringComparison.Ordinal)).Text);

        Assert.Equal([(1, 0, 738_091, 3), (2, 1, 738_154, 6), (3, 0, 738_998, 3)],
            await connection.QueryAsync<(int, int, int, int)>("SELECT CAST(hex(contractId) AS INTEGER), hasPlan, startingUntil, reportingMonths FROM ContractProgress ORDER BY contractId"));
        Assert.Equal([(738_155, 1_250, 738_700, 8_000), (738_700, 8_000, 738_999, 10_000)],
            await connection.QueryAsync<(int, int, int, int)>("SELECT firstDay, fromBasisPoints, lastDay, toBasisPoints FROM PlanStretch ORDER BY contractId, firstDay"));
    }

    [Fact]
    public void Text_on_SQL_Server_compares_by_its_characters_as_on_SQLite() => Assert.All(
        SqlServerColumns().Where(c => c.Column.DataType.Name.BaseIdentifier.Value.StartsWith("n", StringComparison.OrdinalIgnoreCase)),
        c => Assert.True(c.Column.Collation?.Value == "Latin1_General_100_BIN2", string.Create(CultureInfo.InvariantCulture, $"{c.Table}.{c.Column.ColumnIdentifier.Value}")));

    [Fact]
    public async Task Tables_on_SQLite_are_strict() => Assert.Empty(await AskSqlite<string>(
        "SELECT name FROM pragma_table_list WHERE type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite%' AND name <> 'SchemaVersions'"));
}
