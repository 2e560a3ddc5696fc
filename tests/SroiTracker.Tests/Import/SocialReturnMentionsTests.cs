using SroiTracker.Import;

namespace SroiTracker.Tests.Import;

public sealed class SocialReturnMentionsTests
{
    [Theory]
    [InlineData("Social Return (criterium 5)")]
    [InlineData("inzet van SROI")]
    [InlineData("SROI-verplichting van 5 %")]
    [InlineData("de opdrachtnemer doet aan social-return")]
    [InlineData("socialreturn naar vermogen")]
    [InlineData("kandidaten uit de Participatiewet")]
    [InlineData("de participatieverplichting")]
    [InlineData("mensen met een afstand tot de  arbeidsmarkt")]
    [InlineData("banen in het kader van de banenafspraak")]
    [InlineData("garantiebanen")]
    [InlineData("staat in het doelgroepregister")]
    [InlineData("mensen met een arbeidsbeperking")]
    [InlineData("uit de sociale werkvoorziening")]
    [InlineData("beschut werk")]
    [InlineData("inkoop bij een sociale onderneming")]
    [InlineData("Prestatieladder Socialer Ondernemen")]
    [InlineData("PSO-trede 2")]
    [InlineData("langdurig werklozen en werkzoekenden")]
    [InlineData("een leerwerkplek")]
    [InlineData("reserved to sheltered workshops")]
    [InlineData("disadvantaged workers")]
    [InlineData("long-term unemployed people")]
    [InlineData("people with disabilities")]
    [InlineData("at a distance to the labour market")]
    [InlineData("10 % for social value")]
    [InlineData("an apprentice for each million")]
    public void A_mention_is_found_whatever_its_wording(string text) => Assert.Single(SocialReturnMentions.In([($"Vooraf. {text}, en verder.", "/x")]));

    [Theory]
    [InlineData("sociale veiligheid en sociale media")]
    [InlineData("long-term operation of the market")]
    [InlineData("psoriasis")]
    [InlineData("De doelgroep van de campagne")]
    [InlineData("arbeidsomstandigheden")]
    [InlineData("")]
    public void Other_words_are_no_mention(string text) => Assert.Empty(SocialReturnMentions.In([(text, "/x")]));

    [Fact]
    public void A_wording_is_kept_once_at_its_first_place_and_at_most_twenty()
    {
        var hints = SocialReturnMentions.In(Enumerable.Range(0, 60).Select(i => ($"SROI {i / 2}", $"/{i}")));
        Assert.Equal(20, hints.Count);
        Assert.Equal([("SROI 0", "/0"), ("SROI 1", "/2")], hints.Take(2).Select(h => (h.Text!, h.Pointer!)));
    }

    [Fact]
    public void A_long_text_is_cut_to_the_words_around_the_mention()
    {
        var text = string.Join(' ', Enumerable.Repeat("woorden", 200)) + " met SROI erbij " + string.Join(' ', Enumerable.Repeat("daarna", 200));
        var hint = Assert.Single(SocialReturnMentions.In([(text, "/x")]));
        Assert.InRange(hint.Text!.Length, 250, 300);
        Assert.StartsWith("woorden ", hint.Text, StringComparison.Ordinal);
        Assert.Contains("met SROI erbij", hint.Text, StringComparison.Ordinal);
    }
}
