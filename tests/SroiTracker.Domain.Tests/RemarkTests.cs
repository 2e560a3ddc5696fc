using System.Text.RegularExpressions;
using static SroiTracker.Domain.Tests.CountingExamples;

namespace SroiTracker.Domain.Tests;

public partial class RemarkTests
{
    [Fact]
    public void A_remark_is_filled_in_as_its_readers_write()
    {
        var remark = new Remark("a.b", "{0} op {1}: {2:0.##} %", "{0} on {1}: {2:0.##} %").With(Euro(-1_234.5m), Day("2026-03-01"), 33.33m);
        Assert.Equal("-€ 1.234,50 op 1 maart 2026: 33,33 %", remark.Sentence("nl-NL"));
        Assert.Equal("-€1,234.50 on 1 March 2026: 33.33 %", remark.Sentence("en"));
    }

    [Fact]
    public void So_is_a_refusal()
    {
        var objection = Refusals.PlacementThroughNotReported.At("/throughDate", Day("2026-01-28"));
        Assert.Equal("Er is gemeld tot en met 28-01-2026; verder kan niet worden geverifieerd.", objection.Sentence("nl"));
        Assert.Equal("It was reported through 28/01/2026; it can't be verified beyond that.", objection.Sentence("en"));
    }

    [Fact]
    public void Each_remark_has_a_code_of_its_own_and_two_sentences_with_the_same_blanks()
    {
        Assert.Equal(Remarks.All.Count, Remarks.All.DistinctBy(r => r.Code).Count());
        Assert.All(Remarks.All, r => Assert.Matches("^[a-z]+\\.[a-z]+(-[a-z]+)*$", r.Code));
        Assert.All(Remarks.All, r => Assert.Equal(Blanks(r.Dutch), Blanks(r.English)));
    }

    private static string[] Blanks(string sentence) => [.. Blank().Matches(sentence).Select(m => m.Value).Order(StringComparer.Ordinal)];

    [GeneratedRegex(@"\{\d[^}]*\}")]
    private static partial Regex Blank();
}
