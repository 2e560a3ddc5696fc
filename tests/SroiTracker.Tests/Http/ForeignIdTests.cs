using Microsoft.SqlServer.TransactSql.ScriptDom;
using SroiTracker.Tests.Database;

namespace SroiTracker.Tests.Http;

/// <summary>
/// To whom a thing is not, it does not exist (rules.md 8): on every route, for every id in path, query and body, what is
/// answered and what is done for it is the same as for an id that nothing has.
/// </summary>
public sealed class ForeignIdTests(ForeignIds routes) : IClassFixture<ForeignIds>
{
    // What a supplier's request reads or writes without a word of whose it is: tables that hold nothing of any supplier or buyer.
    private static readonly Dictionary<string, string> OfNobody = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Tarief"] = "Tarieven are public.",
    };

    public static TheoryData<string> Routes => [.. ExampleRequests.All.Keys.Concat(ExampleQuestions.All.Keys)];

    [Fact]
    public void Every_route_has_an_example() => Assert.Equal(
        // Files and lines, which name things by what others call them.
        routes.Routes.Where(r => r is not ("POST contract-imports" or "POST placement-batches")).Order(StringComparer.Ordinal),
        ExampleRequests.All.Keys.Concat(ExampleQuestions.All.Keys).Order(StringComparer.Ordinal));

    [Theory, MemberData(nameof(Routes))]
    public async Task An_id_of_anothers_is_answered_as_one_that_is_not_there(string route)
    {
        var tried = await routes.Try(route);
        foreach (var id in tried.Ids)
        {
            var told = $"{route}, {id.Place}, {id.Caller}:\n{id.Foreign}\n{id.Absent}";
            Assert.True(id.Foreign == id.Absent, told);
            if (id.Place.StartsWith("path", StringComparison.Ordinal))
                Assert.True(id.Foreign.StartsWith("404", StringComparison.Ordinal) || id.Foreign.StartsWith("403", StringComparison.Ordinal) && id.Foreign.Contains("\"role.missing\"", StringComparison.Ordinal), told);
        }
        Assert.True(tried.Succeeded, $"{route}: the example itself was refused.");
    }

    [Fact]
    public async Task What_there_is_of_a_connection_is_its_suppliers_and_their_buyers()
    {
        foreach (var route in routes.Routes.Where(r => r.Contains("supplier-connections/{id:guid}", StringComparison.Ordinal)))
            foreach (var caller in new[] { "Administrator", "Officer", "Supplier" })
                Assert.Contains((await routes.Try(route)).Ids, id => (id.Caller, id.Place) == (caller, "path 1"));
    }

    [Theory, MemberData(nameof(Routes))]
    public async Task As_much_is_read_for_an_id_of_anothers_as_for_one_that_is_not_there(string route)
    {
        foreach (var id in (await routes.Try(route)).Ids)
            Assert.True(id.ForeignTexts.SequenceEqual(id.AbsentTexts), $"{route}, {id.Place}, {id.Caller}:\n{string.Join("\n--\n", id.ForeignTexts)}\n=====\n{string.Join("\n--\n", id.AbsentTexts)}");
    }

    [Theory, MemberData(nameof(Routes))]
    public async Task Every_text_that_a_suppliers_request_reaches_names_the_supplier(string route)
    {
        var texts = (await routes.Try(route)).SupplierTexts;
        Assert.True(texts.Count > 0 || !routes.IsForSuppliers(route) || route.StartsWith("GET tarieven", StringComparison.Ordinal), "Nothing was heard.");
        foreach (var sql in texts.Where(t => Statements.IsStatement(t)))
            Assert.True(NamesSupplier(sql), $"{route}:\n{sql}");
    }

    /// <summary>Whether @callerSupplier stands in a condition of the text; a row that is added has none, and reads nothing.</summary>
    internal static bool NamesSupplier(string sql)
    {
        var (tree, errors) = Statements.Parse(Statements.ForSqlServer(sql));
        Assert.Empty(errors);
        var visitor = new Conditions();
        tree.Accept(visitor);
        return visitor.NamesSupplier || visitor.OnlyAdds || visitor.Tables.All(OfNobody.ContainsKey);
    }

    private sealed class Conditions : TSqlFragmentVisitor
    {
        public bool NamesSupplier { get; private set; }
        public bool OnlyAdds { get; private set; }
        public HashSet<string> Tables { get; } = [];

        public override void Visit(NamedTableReference node) => Tables.Add(node.SchemaObject.BaseIdentifier.Value);

        public override void Visit(InsertSpecification node) => OnlyAdds = node.InsertSource is ValuesInsertSource;

        public override void Visit(WhereClause node) => node.Accept(new Variables(this));

        public override void Visit(QualifiedJoin node) => node.SearchCondition.Accept(new Variables(this));

        private sealed class Variables(Conditions of) : TSqlFragmentVisitor
        {
            public override void Visit(VariableReference node) => of.NamesSupplier |= node.Name == "@callerSupplier";
        }
    }
}
