using FsCheck.Xunit;
using static SroiTracker.Domain.Tests.CountingExamples;

namespace SroiTracker.Domain.Tests;

[Properties(Arbitrary = [typeof(ContractsCases)])]
public class WiderScopeProperties
{
    [Property(MaxTest = 60)]
    public void Contracts_valued_together_are_valued_day_by_day(ContractsCase c)
    {
        var byDay = new DayByDay(c.Contracts);
        var valued = Valuation.Of(c.Contracts);
        for (var k = 0; k < valued.Count; k++)
            foreach (var value in valued[k])
            {
                var contract = c.Frames[k].ContractId;
                var days = value.Parts.SelectMany(p => Enumerable.Range(0, new Period(p.From, p.Through).Days).Select(i => (p.From.AddDays(i), p.Reason)));
                Assert.Equal(byDay.Counted[(contract, value.PlacementId)].Select(d => (d.Day, d.Reason)), days);
                foreach (var part in value.Parts) Assert.Equal(byDay.Through(contract, value.PlacementId, part.Through), value.Through(part.Through));
                Assert.Equal(byDay.Through(contract, value.PlacementId, DateOnly.MaxValue), value.Total);
            }
    }

    [Property(MaxTest = 200)]
    public void The_order_in_which_contracts_and_placements_are_given_does_not_matter(ContractsCase c)
    {
        var reversed = Valuation.Of([.. c.Contracts.Reverse().Select(on => on with { Placements = [.. on.Placements.Reverse()] })]);
        Assert.Equal(
            Valuation.Of(c.Contracts).SelectMany(of => of.Select(Lines)),
            reversed.Reverse().SelectMany(of => of.Reverse().Select(Lines)));
    }

    [Property(MaxTest = 200)]
    public void Where_no_Tarief_reaches_beyond_its_contract_each_contract_is_valued_by_itself(ContractsCase c)
    {
        var alone = c.Contracts.Select(on => on with
        {
            Frame = on.Frame with { Tarieven = [.. on.Frame.Tarieven.Select(t => t with { Tarief = t.Tarief with { MaximumScope = MaximumScope.Contract, BonusScope = BonusScope.Contract } })] },
        }).ToList();
        Assert.Equal(
            alone.SelectMany(on => Valuation.Of(on.Frame, on.Placements).Select(Lines)),
            Valuation.Of(alone).SelectMany(of => of.Select(Lines)));
    }

    /// <summary>Of one reference: where several fill a week, a share leaves room that the whole does not.</summary>
    [Property(MaxTest = 300, Arbitrary = [typeof(CountingCases)])]
    public void Shares_of_a_hundred_percent_add_up_to_the_unshared_value_within_a_cent_each(CountingCase c)
    {
        var scopes = c.Pick((MaximumScope.Contract, BonusScope.Contract), (MaximumScope.Buyer, BonusScope.Buyer), (MaximumScope.Tarief, BonusScope.Buyer));
        var frame = c.Frame with
        {
            Tarieven = [.. c.Frame.Tarieven.Select(t => t with { Tarief = t.Tarief with { MaximumScope = scopes.Item1, BonusScope = scopes.Item2 } })],
        };
        var (n, left) = (c.Pick(2, 3, 5), 10_000);
        var frames = Enumerable.Range(1, n).Select(i => frame with { ContractId = Guid.Parse($"0198c000-0000-7000-8000-00000000020{i}") }).ToList();
        var shares = frames.Select((f, i) =>
        {
            // Each that comes after keeps at least a hundredth of a percent.
            var share = i == n - 1 ? left : 1 + c.Next(left - (n - 1 - i));
            left -= share;
            return new Allocation(f.ContractId, share);
        }).ToList();
        var whole = Value(frame, With([new(frame.ContractId, 10_000)]));
        var parts = Valuation.Of([.. frames.Select(f => new CountedOn<CountedPlacement>(f, [With(shares)]))]).SelectMany(of => of);
        Assert.InRange(parts.Sum(p => p.Total.Cents) - whole.Total.Cents, -n, n);

        CountedPlacement With(IReadOnlyList<Allocation> allocations) => c.Placements[0] with
        {
            Terms = [.. c.Placements[0].Terms.Select(t => t with { Terms = t.Terms with { Allocations = allocations } })],
        };
    }
}
