using FsCheck.Xunit;
using static SroiTracker.Domain.Tests.CountingExamples;

namespace SroiTracker.Domain.Tests;

[Properties(Arbitrary = [typeof(CountingCases)])]
public class ValuationProperties
{
    [Property(MaxTest = 40)]
    public void Valued_by_runs_of_days_is_valued_day_by_day(CountingCase c)
    {
        var byDay = new DayByDay(c.Frame, c.Placements);
        foreach (var value in Valuation.Of(c.Frame, c.Placements))
        {
            var days = value.Parts.SelectMany(p => Enumerable.Range(0, new Period(p.From, p.Through).Days).Select(i => (p.From.AddDays(i), p.Reason)));
            Assert.Equal(byDay.Counted[(c.Frame.ContractId, value.PlacementId)].Select(d => (d.Day, d.Reason)), days);
            Assert.Equal(byDay.Through(c.Frame.ContractId, value.PlacementId, DateOnly.MaxValue), value.Total);
            foreach (var part in value.Parts) Assert.Equal(byDay.Through(c.Frame.ContractId, value.PlacementId, part.Through), value.Through(part.Through));
            foreach (var year in value.Parts.Select(p => new DateOnly(p.From.Year, 12, 31)))
                Assert.Equal(byDay.Through(c.Frame.ContractId, value.PlacementId, year), value.Through(year));
        }
    }

    [Property(MaxTest = 200)]
    public void Cut_after_any_part_the_value_through_it_is_the_value_of_what_lies_before_it(CountingCase c)
    {
        foreach (var (whole, i) in Valuation.Of(c.Frame, c.Placements).Select((value, i) => (value, i)))
            foreach (var cut in whole.Parts.Select(p => p.Through))
            {
                var clipped = Valuation.Of(c.Frame, [.. c.Placements.Select(p => p with { Through = p.Through < cut ? p.Through : cut })])[i];
                Assert.Equal(whole.Through(cut), clipped.Total);
                Assert.Equal(Lines(whole).Take(clipped.Parts.Count), Lines(clipped));
            }
    }

    [Property(MaxTest = 200)]
    public void Terms_repeated_from_any_day_change_nothing(CountingCase c)
    {
        var cut = c.Placements[0].Start.AddDays(c.Next(500));
        var again = c.Placements.Select(p => p with
        {
            Terms = [.. p.Terms.Append(new(cut, p.Terms.Last(t => t.From <= cut || t == p.Terms[0]).Terms)).OrderBy(t => t.From)],
        }).ToList();
        Assert.Equal(Valuation.Of(c.Frame, c.Placements).Select(Lines), Valuation.Of(c.Frame, again).Select(Lines));
    }

    // With one share: a bonus is paid at the share of the first counted day, and more hours may make an earlier day count.
    [Property(MaxTest = 300)]
    public void Value_never_falls_when_hours_grow(CountingCase c)
    {
        c = new(c.Seed, oneTarief: true, oneShare: true);
        var more = c.Placements[0] with
        {
            Terms = [.. c.Placements[0].Terms.Select(t => t with { Terms = t.Terms with { MinutesPerWeek = t.Terms.MinutesPerWeek + c.Next(900) } })],
        };
        var (before, after) = (Value(c.Frame, c.Placements[0]), Value(c.Frame, more));
        Assert.True(after.Total >= before.Total, $"{before.Total} fell to {after.Total}");
    }

    [Property(MaxTest = 300)]
    public void Value_never_falls_when_the_end_grows(CountingCase c)
    {
        var placement = c.Placements[0];
        var longer = placement with { Through = placement.Through.AddDays(c.Next(300)), End = placement.End?.AddDays(c.Next(300)) };
        var (before, after) = (Value(c.Frame, placement), Value(c.Frame, longer));
        Assert.True(after.Total >= before.Total, $"{before.Total} fell to {after.Total}");
    }

    [Property(MaxTest = 200)]
    public void The_order_in_which_placements_are_given_does_not_matter(CountingCase c)
    {
        var reversed = Valuation.Of(c.Frame, [.. c.Placements.Reverse()]).Reverse();
        Assert.Equal(Valuation.Of(c.Frame, c.Placements).Select(Lines), reversed.Select(Lines));
    }

    [Property(MaxTest = 200)]
    public void Parts_and_bonuses_add_up_to_the_total_and_parts_follow_one_another_within_years(CountingCase c)
    {
        foreach (var value in Valuation.Of(c.Frame, c.Placements))
        {
            Assert.Equal(value.Total.Cents, value.Parts.Sum(p => p.Amount.Cents) + value.Bonuses.Sum(b => b.Amount.Cents));
            Assert.All(value.Parts.Zip(value.Parts.Skip(1)), pair => Assert.True(pair.First.Through < pair.Second.From));
            Assert.All(value.Parts, p => Assert.True(p.From.Year == p.Through.Year || p.Reason == NotCounted.OutsideContract));
            Assert.All(value.Parts, p => Assert.True(p.Reason is null || (p.CountedDays == 0 && p.Amount == Euros.Zero)));
        }
    }
}
