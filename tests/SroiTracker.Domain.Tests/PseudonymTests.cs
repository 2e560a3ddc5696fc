using System.Text.Json;

namespace SroiTracker.Domain.Tests;

public class PseudonymTests
{
    private static readonly string Longest = new string('a', 127) + "1";

    [Theory]
    [InlineData("abcdefghijklmno1", true)]
    [InlineData("A1_-A1_-A1_-A1_-", true)]
    [InlineData("abcdefghijklmn1", false)]
    [InlineData("abcdefghijklmnop", false)]
    [InlineData("1234567890123456", false)]
    [InlineData("abcdefghijklmno 1", false)]
    [InlineData("abcdefghijklmnoé1", false)]
    [InlineData("abcdefghijklmno1\n", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_pseudonym_has_16_to_128_characters_with_a_letter_and_a_digit(string? text, bool is_one) =>
        Assert.Equal(is_one, Pseudonym.TryParse(text, out _));

    [Fact]
    public void The_longest_has_128_characters()
    {
        Assert.True(Pseudonym.TryParse(Longest, out _));
        Assert.False(Pseudonym.TryParse(Longest + "1", out _));
    }

    [Fact]
    public void Nothing_prints_it_by_accident()
    {
        Assert.True(Pseudonym.TryParse("abcdefghijklmno1", out var pseudonym));
        Assert.Equal("abcdefghijklmno1", pseudonym.Reveal());
        Assert.DoesNotContain("abcdef", $"{pseudonym}", StringComparison.Ordinal);
        Assert.DoesNotContain("abcdef", JsonSerializer.Serialize(pseudonym), StringComparison.Ordinal);
    }
}
