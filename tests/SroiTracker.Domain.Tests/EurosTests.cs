using SroiTracker.Domain;

namespace SroiTracker.Domain.Tests;

public class EurosTests
{
    [Theory]
    [InlineData(4_000_000, "€ 40.000")]
    [InlineData(1_095_890, "€ 10.958,90")]
    [InlineData(-50, "-€ 0,50")]
    public void Amounts_are_written_the_Dutch_way(long cents, string words) => Assert.Equal(words, new Euros(cents).InWords());

    [Theory]
    [InlineData(388_700_000, 500, 19_435_000)]
    [InlineData(10, 500, 1)]
    [InlineData(-10, 500, -1)]
    [InlineData(9, 500, 0)]
    public void A_part_rounds_half_away_from_zero(long cents, int basisPoints, long part) =>
        Assert.Equal(part, new Euros(cents).Part(basisPoints).Cents);

    [Fact]
    public void A_third_decimal_is_no_money() => Assert.False(Euros.TryFrom(1.005m, out _));
}
