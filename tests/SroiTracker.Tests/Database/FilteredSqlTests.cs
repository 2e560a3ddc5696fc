using SroiTracker.Database;

namespace SroiTracker.Tests.Database;

public sealed class FilteredSqlTests
{
    static readonly FilteredSql Sql = new("SELECT a FROM T WHERE 1 = 1 {filters} ORDER BY a {page}", ("state", "AND b = @state"), ("after", "AND a > @after"));

    [Fact]
    public void Filters_stand_in_the_order_of_the_text_whatever_the_order_they_are_named_in() =>
        Assert.Equal("SELECT a FROM T WHERE 1 = 1 AND b = @state AND a > @after ORDER BY a {page}", Sql.With("after", "state"));

    [Fact]
    public void A_name_that_is_null_is_passed_over_and_each_text_is_made_once()
    {
        Assert.Equal("SELECT a FROM T WHERE 1 = 1 AND b = @state ORDER BY a {page}", Sql.With(null, "state"));
        Assert.Same(Sql.With("state"), Sql.With("state", null));
    }

    [Fact]
    public void All_texts_are_known_beforehand() => Assert.Equal(4, Sql.All().Distinct().Count());

    [Fact]
    public void A_name_that_is_no_filter_is_an_error() => Assert.Throws<ArgumentException>(() => Sql.With("name"));

    [Fact]
    public void A_text_without_a_place_for_filters_is_an_error() => Assert.Throws<ArgumentException>(() => new FilteredSql("SELECT a FROM T"));
}
