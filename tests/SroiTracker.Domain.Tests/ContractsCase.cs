using FsCheck;
using FsCheck.Fluent;
using static SroiTracker.Domain.Tests.CountingExamples;

namespace SroiTracker.Domain.Tests;

/// <summary>Contracts of two buyers under Tarieven whose maximum months and bonuses run beyond one, and one candidate on them, drawn from a seed.</summary>
public sealed class ContractsCase
{
    private readonly CountingCase _draw;

    public ContractsCase(int seed)
    {
        _draw = new(seed);
        var (regions, buyers) = (new[] { "Noord", "Noord", "Zuid" }, new[] { Guid.NewGuid(), Guid.NewGuid() });
        Frames = [.. Enumerable.Range(1, _draw.Pick(2, 2, 3)).Select(i =>
        {
            var start = Day("2023-12-01").AddDays(_draw.Next(200));
            List<DatedTarief> tarieven = [new(start, Scoped(1), FullTime)];
            if (_draw.Maybe(0.2)) tarieven.Add(new(start.AddDays(_draw.Next(300) + 1), Scoped(2), 38 * 60 + 17));
            return new CountingFrame(Guid.Parse($"0198c000-0000-7000-8000-00000000010{i}"), new(start, start.AddDays(200 + _draw.Next(400))),
                0, false, _draw.Pick(0, 0, 2), null, tarieven, _draw.Pick(buyers[0], buyers[0], buyers[1]));
        })];
        Placements = [.. Enumerable.Range(0, _draw.Pick(1, 2, 2, 3)).Select(i => Shared(_draw.Placement($"REF-{i}")))];

        Tarief Scoped(int version) => CountingCase.TariefOf(version, _draw.Maybe(0.2) ? TimeBasis.Months : TimeBasis.Days) with
        {
            Region = _draw.Pick(regions), MaximumScope = _draw.Pick(MaximumScope.Contract, MaximumScope.Buyer, MaximumScope.Buyer, MaximumScope.Tarief),
            BonusScope = _draw.Pick(BonusScope.Contract, BonusScope.Buyer, BonusScope.Buyer),
        };
        CountedPlacement Shared(CountedPlacement placement) => placement with
        {
            RevokedFrom = null,
            Terms = [.. placement.Terms.Select(t => t with
            {
                Terms = _draw.TermsOf(0) with { Allocations = [.. Frames.Where(_ => _draw.Maybe(0.7)).Select(f => new Allocation(f.ContractId, _draw.Pick(2_500, 3_333, 10_000)))] },
            })],
        };
    }

    public IReadOnlyList<CountingFrame> Frames { get; }
    public IReadOnlyList<CountedPlacement> Placements { get; }

    /// <summary>The candidate's placements on each contract.</summary>
    public IReadOnlyList<CountedOn<CountedPlacement>> Contracts => [.. Frames.Select(f => new CountedOn<CountedPlacement>(f, Placements))];

    public override string ToString() => $"case {_draw.Seed}";
}

/// <summary>How properties draw their cases.</summary>
public static class ContractsCases
{
    public static Arbitrary<ContractsCase> Cases() => Gen.Choose(0, int.MaxValue - 1).Select(seed => new ContractsCase(seed)).ToArbitrary();
}
