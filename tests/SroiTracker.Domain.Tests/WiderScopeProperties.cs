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
}
