using FsCheck;
using FsCheck.Fluent;
using static SroiTracker.Domain.Tests.CountingExamples;

namespace SroiTracker.Domain.Tests;

/// <summary>A contract and the placements of one candidate, with every rule in reach, drawn from a seed.</summary>
public sealed class CountingCase
{
    private readonly Random _random;

    public CountingCase(int seed, bool oneTarief = false, bool oneShare = false)
    {
        (Seed, _random, OneShare) = (seed, new(seed), oneShare);
        var start = Day("2023-12-01").AddDays(_random.Next(120));
        var basis = Maybe(0.3) ? TimeBasis.Months : TimeBasis.Days;
        List<DatedTarief> tarieven = [new(start, TariefOf(1, basis), FullTime)];
        if (!oneTarief && Maybe(0.4)) tarieven.Add(new(start.AddDays(_random.Next(1, 400)), TariefOf(2, Maybe(0.5) ? basis : TimeBasis.Months), 38 * 60 + 17));
        Frame = new(ContractId, new(start, start.AddDays(_random.Next(200, 600))), Pick(0, 3, 12), Maybe(0.5), Pick(0, 0, 2),
            Maybe(0.2) ? start.AddDays(_random.Next(300, 800)) : null, tarieven);
        Placements = [.. Enumerable.Range(0, Pick(1, 1, 2, 3)).Select(i => Placement($"REF-{i}"))];
    }

    public int Seed { get; }
    public CountingFrame Frame { get; }
    public IReadOnlyList<CountedPlacement> Placements { get; }
    private bool OneShare { get; }

    /// <summary>What a failing property shows: <c>new CountingCase(seed)</c> draws it again.</summary>
    public override string ToString() => $"case {Seed}";

    public CountedPlacement Placement(string reference)
    {
        var start = Frame.Contract.Start.AddDays(_random.Next(-100, 300));
        var from = start;
        var share = Pick(10_000, 10_000, 5_000, 3_333);
        var terms = new List<DatedTerms>();
        for (var i = Pick(1, 1, 2, 3); i > 0; i--)
        {
            terms.Add(new(from, TermsOf(OneShare ? share : Pick(share, share, 0, 2_500))));
            from = from.AddDays(_random.Next(1, 200));
        }
        var through = start.AddDays(_random.Next(0, 500));
        return new(Guid.NewGuid(), reference, start, Maybe(0.3) ? start.AddDays(_random.Next(0, 500)) : null, through,
            Maybe(0.1) ? start.AddDays(_random.Next(-10, 400)) : null, terms);
    }

    public bool Maybe(double chance) => _random.NextDouble() < chance;
    public T Pick<T>(params T[] of) => of[_random.Next(of.Length)];
    public int Next(int below) => _random.Next(below);

    internal PlacementTerms TermsOf(int share) => Terms(1, Pick("pw", "pw", "pw", "ba", "ba", "ww", "wep", "weph", "plek", "eigen", Maybe(0.5) ? "uur" : "weg"), share,
        Maybe(0.1) ? "2021-05-05" : null, Maybe(0.5), Pick<AgeBand?>(null, AgeBand.From50To54, AgeBand.From55), null,
        [.. new[] { "vast", "50+", "55+", "taal", "stage", "beperking" }.Where(_ => Maybe(0.3))])
        with { MinutesPerWeek = Pick(719, 720, 1080, 1470, 1475, 2160, 2400) };

    internal static Tarief TariefOf(int version, TimeBasis basis) => Tarief(
        [Block(40_000 * version, 8, code: "pw"), Block(15_000.37m, 3, 12, "ww"), Block(50_000, null, 12, "ba"),
         Block(750 * version, 6, code: "wep", unit: BouwblokUnit.Month), Block(1_000, 9, 12, "weph", BouwblokUnit.Month, hoursProRata: true),
         Block(7_500, null, 12, "plek", BouwblokUnit.Place), Block(25_000, 5, code: "eigen", ownStaff: true), Block(100, code: "uur", unit: BouwblokUnit.Hour)],
        [Bonus("vast", 10_000, BonusKind.Once, BonusCondition.Permanent, 2), Bonus("50+", 5_000, BonusKind.Once, BonusCondition.AgeFrom50),
         Bonus("55+", 7_500.01m, BonusKind.Once, BonusCondition.AgeFrom55, 0, "50+"), Bonus("taal", 10_000, BonusKind.PerFullTimeYear, waiting: version),
         Bonus("stage", 2_500, BonusKind.PerFullTimeYear, BonusCondition.HiredAfterTraineeship, 3, "taal"),
         Bonus("beperking", 10_000, BonusKind.Once, BonusCondition.EmploymentWithDisability, 0, "ba")], basis);
}

/// <summary>How properties draw their cases.</summary>
public static class CountingCases
{
    public static Arbitrary<CountingCase> Cases() => Gen.Choose(0, int.MaxValue - 1).Select(seed => new CountingCase(seed)).ToArbitrary();
}
