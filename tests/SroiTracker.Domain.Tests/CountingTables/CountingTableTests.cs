using System.Globalization;
using System.Numerics;

namespace SroiTracker.Domain.Tests;

/// <summary>
/// A row of a table that a coordinator can read: what is so, and what each reference is worth, as a sum written out and as
/// its amount. The sum is worked out here exactly, by itself, so that code and case can't share a mistake.
/// </summary>
/// <param name="Worth">Of a reference, or of a reference on a contract by its number ("A on 2").</param>
internal sealed record CountingRow(string Sentence, IReadOnlyList<CountedOn<CountedPlacement>> Contracts, IReadOnlyList<(string Of, string Sum, decimal Euros)> Worth)
{
    /// <summary>One contract.</summary>
    public CountingRow(string sentence, CountingFrame frame, IReadOnlyList<CountedPlacement> placements, IReadOnlyList<(string Of, string Sum, decimal Euros)> worth)
        : this(sentence, [new(frame, placements)], worth) { }

    /// <summary>One placement on one contract.</summary>
    public CountingRow(string sentence, CountingFrame frame, CountedPlacement placement, string sum, decimal euros)
        : this(sentence, frame, [placement], [(placement.Reference, sum, euros)]) { }
}

public class CountingTableTests
{
    private static readonly IReadOnlyList<CountingRow> All =
        [.. TermsTable.Rows, .. ReferencesTable.Rows, .. LeapTable.Rows, .. WindowTable.Rows, .. BonusTable.Rows, .. ScopeTable.Rows, .. MonthsTable.Rows];

    public static TheoryData<string> Sentences => [.. All.Select(r => r.Sentence)];

    [Theory]
    [MemberData(nameof(Sentences))]
    public void What_is_worked_out_by_hand_is_what_counts(string sentence)
    {
        var row = All.Single(r => r.Sentence == sentence);
        var valued = Valuation.Of(row.Contracts);
        var worth = row.Contracts.Zip(valued).SelectMany(c => c.Second.Zip(c.First.Placements), (c, v) =>
            (c.First.Frame.ContractId, v.Second.Reference, v.First.Total)).ToList();
        foreach (var (of, sum, euros) in row.Worth)
        {
            Assert.Equal(Euros.From(euros), WrittenSum.Of(sum));
            var on = worth.FindAll(w => of == w.Reference || of == $"{w.Reference} on {w.ContractId.ToString()[^1]}");
            Assert.Equal(Euros.From(euros), Assert.Single(on).Total);
        }
        Assert.Equal(worth.Count, row.Worth.Count);
    }

    [Fact]
    public void A_written_sum_is_worked_out_by_the_order_of_operations_and_rounded_once()
    {
        Assert.Equal(Euros.From(10_958.90m), WrittenSum.Of("40000 * 18/36 * 200/365"));
        Assert.Equal(Euros.From(0.34m), WrittenSum.Of("1/6 + 1/6 + 0.005"));
    }
}

/// <summary>Works out a sum as it is written: products and quotients before the plus signs, exactly, rounded to the cent at the end.</summary>
internal static class WrittenSum
{
    public static Euros Of(string sum) => new(sum.Split(" + ").Select(Product).Aggregate(Fraction.Zero, (a, b) => a + b).Times(100, 1).Rounded());

    private static Fraction Product(string product)
    {
        var value = Fraction.Of(1, 1);
        foreach (var factor in product.Split(" * "))
        {
            var parts = factor.Split('/').Select(Number).ToList();
            value *= parts.Skip(1).Aggregate(parts[0], (a, b) => a * Fraction.Of(b.Denominator, b.Numerator));
        }
        return value;
    }

    private static Fraction Number(string text) => Fraction.Of((BigInteger)(decimal.Parse(text, CultureInfo.InvariantCulture) * 1_000_000), 1_000_000);
}
