using System.Text.RegularExpressions;

namespace SroiTracker.Domain.Tests;

public partial class RefusalsTests
{
    public static TheoryData<string> Codes => [.. Refusals.All.Select(r => r.Code)];

    [Fact]
    public void Every_code_stands_once() =>
        Assert.Empty(Refusals.All.GroupBy(r => r.Code).Where(g => g.Count() > 1).Select(g => g.Key));

    [Theory, MemberData(nameof(Codes))]
    public void A_refusal_has_a_code_and_a_sentence_in_two_languages_with_the_same_blanks(string code)
    {
        var refusal = Refusals.All.First(r => r.Code == code);
        Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)*\\.[a-z0-9]+(-[a-z0-9]+)*$", refusal.Code);
        Assert.Contains(refusal.Dutch[^1], ".?}");
        Assert.Contains(refusal.English[^1], ".?}");
        Assert.NotEqual(refusal.Dutch, refusal.English);
        Assert.Equal(Blanks(refusal.Dutch), Blanks(refusal.English));
    }

    private static IEnumerable<string> Blanks(string sentence) => Blank().Matches(sentence).Select(m => m.Value).Order(StringComparer.Ordinal);

    [GeneratedRegex(@"\{\d")]
    private static partial Regex Blank();
}
