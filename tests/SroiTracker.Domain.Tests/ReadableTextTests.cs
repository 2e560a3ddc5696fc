using SroiTracker.Domain;

namespace SroiTracker.Domain.Tests;

public class ReadableTextTests
{
    [Theory]
    [InlineData("", true, "nothing")]
    [InlineData("Súdwest-Fryslân € 5", true, "letters with signs")]
    [InlineData("one\ttwo\r\nthree", true, "lines")]
    [InlineData("مقاولات", true, "a script that is read from the right")]
    [InlineData("👷🏽", true, "characters of two halves")]
    [InlineData("a\0b", false, "a character that ends texts elsewhere")]
    [InlineData("\u001b[31m", false, "a colour of a terminal")]
    [InlineData("\u0085", false, "a line end of another age")]
    [InlineData("\u202Ecod.exe", false, "reading turned round")]
    [InlineData("\u2066a\u2069", false, "reading set apart")]
    [InlineData("\uFFFF", false, "no character at all")]
    public void A_text_is_kept_when_a_person_sees_what_was_sent(string text, bool readable, string what) => Assert.True(readable == SearchText.IsReadable(text), what);

    [Fact]
    public void Half_a_character_is_none()
    {
        Assert.False(SearchText.IsReadable("a\ud800"));
        Assert.False(SearchText.IsReadable("\udc00\ud800"));
        Assert.False(SearchText.IsReadable("\ud800b"));
    }
}
