using System.Globalization;
using static SroiTracker.Domain.Tests.ContractExamples;
using static SroiTracker.Domain.Tests.CountingExamples;

namespace SroiTracker.Domain.Tests;

public class CandidateHoursTests
{
    private static readonly Guid First = Guid.Parse("0198c000-0000-7000-8000-00000000000a");
    private static readonly Guid Second = Guid.Parse("0198c000-0000-7000-8000-00000000000b");
    private static readonly Dictionary<Guid, IReadOnlyList<DatedTarief>> FullTimes = new() { [First] = Week("2020-01-01", 36), [Second] = Week("2020-01-01", 40) };

    private static DatedTarief[] Week(string from, int hours) => [new(Day(from), Tarief([Block(1)]), hours * 60)];

    /// <summary>"A first 2026-01-01 2026-06-30 24 100": reference, contract, start, end or -, hours, share.</summary>
    private static ReferenceTerms Reference(string text)
    {
        var words = text.Split(' ');
        var terms = Terms(double.Parse(words[4], CultureInfo.InvariantCulture)) with
        {
            Allocations = [new(words[1] == "first" ? First : Second, int.Parse(words[5], CultureInfo.InvariantCulture) * 100)],
        };
        return new(words[0], Day(words[2]), words[3] == "-" ? null : Day(words[3]), [new(Day(words[2]), terms)]);
    }

    [Theory]
    // Two halves fit; a bit more does not.
    [InlineData("A first 2026-01-01 - 18 100", "B second 2026-01-01 - 20 100", null)]
    [InlineData("A first 2026-01-01 - 18 100", "B second 2026-03-01 - 20.1 100", "A, B 2026-03-01")]
    [InlineData("A first 2026-01-01 - 36 50", "B second 2026-01-01 - 40 50", null)]
    [InlineData("A first 2026-01-01 - 36 50", "B second 2026-01-01 - 40 51", "A, B 2026-01-01")]
    // One contract counts at most once full-time, whatever its references say.
    [InlineData("A first 2026-01-01 - 36 100", "B first 2026-01-01 - 36 100", null)]
    [InlineData("A first 2026-01-01 - 60 100", "B second 2026-01-01 - 1 100", "A, B 2026-01-01")]
    // Only on days that both work.
    [InlineData("A first 2026-01-01 2026-06-30 36 100", "B second 2026-07-01 - 40 100", null)]
    [InlineData("A first 2026-01-01 2026-06-30 36 100", "B second 2026-06-30 - 40 100", "A, B 2026-06-30")]
    public void Nobody_works_more_than_full_time_over_a_suppliers_references(string a, string b, string? over)
    {
        var objection = CandidateHours.OverFullTime([Reference(a), Reference(b)], [], FullTimes);
        Assert.Equal(over, objection is null ? null : string.Create(CultureInfo.InvariantCulture, $"{objection.Values[0]} {objection.Values[1]:yyyy-MM-dd}"));
        if (objection is not null) Assert.Equal(["candidate.over-full-time /allocations"], Read([objection]));
    }

    [Fact]
    public void The_first_day_is_that_of_the_terms_that_bring_it_over()
    {
        var growing = Reference("A first 2026-01-01 - 18 100");
        growing = growing with { Terms = [.. growing.Terms, new(Day("2026-05-01"), growing.Terms[0].Terms with { MinutesPerWeek = 1_440 })] };
        Assert.Equal(Day("2026-05-01"), CandidateHours.OverFullTime([growing, Reference("B second 2025-01-01 - 20 100")], [], FullTimes)!.Values[1]);
    }

    [Fact]
    public void Only_references_that_work_on_that_day_are_named() =>
        Assert.Equal("B, C", CandidateHours.OverFullTime(
            [Reference("A first 2025-01-01 2025-12-31 36 100"), Reference("B first 2026-01-01 - 36 100"), Reference("C second 2026-01-01 - 1 1")], [], FullTimes)!.Values[0]);

    [Fact]
    public void A_contract_whose_full_time_is_unknown_has_36_hours() =>
        Assert.NotNull(CandidateHours.OverFullTime([Reference("A first 2026-01-01 - 36 100"), Reference("B second 2026-01-01 - 1 1")], [], new Dictionary<Guid, IReadOnlyList<DatedTarief>>()));

    [Fact]
    public void One_reference_is_never_over() =>
        Assert.Null(CandidateHours.OverFullTime([Reference("A first 2026-01-01 - 80 100")], [], FullTimes));

    [Theory]
    // 36 hours a week until 2026-06-30, then 32: 16 of 36 beside 20 of 40 fits, 16 of 32 beside 20 of 40 just fits, 18 of 32 does not.
    [InlineData("A first 2026-01-01 - 16 100", null)]
    [InlineData("A first 2026-01-01 - 18 100", "2026-07-01")]
    [InlineData("A first 2026-01-01 2026-06-30 18 100", null)]
    [InlineData("A first 2026-01-01 - 20 100", "2026-01-01")]
    public void Each_day_has_the_full_time_week_that_held_on_that_day(string a, string? over)
    {
        var weeks = new Dictionary<Guid, IReadOnlyList<DatedTarief>> { [First] = [.. Week("2020-01-01", 36), .. Week("2026-07-01", 32)], [Second] = Week("2020-01-01", 40) };
        Assert.Equal(DayOrNone(over), CandidateHours.OverFullTime([Reference(a), Reference("B second 2026-01-01 - 20 100")], [], weeks)?.Values[1]);
    }

    [Theory]
    // B has 20 of 40 hours; A had 30 of 36 and was over already.
    [InlineData("A first 2026-01-01 - 30 100", null)]
    [InlineData("A first 2026-01-01 - 24 100", null)]
    [InlineData("A first 2026-01-01 - 31 100", "2026-01-01")]
    [InlineData("A first 2025-12-01 - 24 100", "2025-12-01")]
    public void What_was_over_already_is_refused_only_where_it_becomes_more(string a, string? over)
    {
        var b = Reference("B second 2025-01-01 - 20 100");
        Assert.Equal(DayOrNone(over), CandidateHours.OverFullTime([Reference(a), b], [Reference("A first 2026-01-01 - 30 100"), b], FullTimes)?.Values[1]);
    }
}
