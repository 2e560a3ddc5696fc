using static SroiTracker.Domain.Tests.ContractExamples;

namespace SroiTracker.Domain.Tests;

public class OrganisationIdentifierTests
{
    [Theory]
    [InlineData("NL-KVK", "30280353", "NL-KVK:30280353")]
    [InlineData("nl-kvk", " 3028 0353 ", "NL-KVK:30280353")]
    [InlineData("NL-KVK", "00012345", "NL-KVK:00012345")]
    [InlineData("NL-OIN", "0000.0001.0032.1434.5000", "NL-OIN:00000001003214345000")]
    [InlineData("NL-RSIN", "1234.56.782", "NL-RSIN:123456782")]
    [InlineData("GB-COH", " SC  12 34 ", "GB-COH:SC 12 34")]
    [InlineData("BE-BCE_KBO", "1", "organisation.scheme /scheme")]
    [InlineData("NL", "1", "organisation.scheme /scheme")]
    [InlineData("N1-KVK", "30280353", "organisation.scheme /scheme")]
    [InlineData(null, "30280353", "organisation.scheme /scheme")]
    [InlineData("NL-KVK", "3028035", "organisation.kvk-number /id")]
    [InlineData("NL-KVK", "302803530", "organisation.kvk-number /id")]
    [InlineData("NL-KVK", "3028035A", "organisation.kvk-number /id")]
    [InlineData("NL-KVK", null, "organisation.kvk-number /id")]
    [InlineData("NL-OIN", "0000000100321434500", "organisation.oin /id")]
    [InlineData("NL-RSIN", "123456783", "organisation.rsin /id")]
    [InlineData("NL-RSIN", "12345672", "organisation.rsin /id")]
    [InlineData("GB-COH", " ", "organisation.number /id")]
    [InlineData("GB-COH", "1\u00011", "organisation.number /id")]
    public void An_identifier_is_a_register_and_a_number_in_it(string? scheme, string? id, string read)
    {
        var parsed = OrganisationIdentifier.TryParse(scheme, id, out var identifier, out var objection);
        Assert.Equal(read, parsed ? $"{identifier}" : Read([objection!])[0]);
    }

    [Fact]
    public void Two_spellings_of_one_identifier_are_equal()
    {
        OrganisationIdentifier.TryParse("NL-KVK", "30280353", out var a, out _);
        OrganisationIdentifier.TryParse("nl-kvk ", "3028.0353", out var b, out _);
        Assert.Equal(a, b);
    }
}

public class SearchTextTests
{
    [Theory]
    [InlineData("Súdwest-Fryslân B.V.", "sudwest fryslan bv")]
    [InlineData("  Gemeente   's-Hertogenbosch ", "gemeente s hertogenbosch")]
    [InlineData("Hegeman Bouw & Infra (B.V.)", "hegeman bouw infra bv")]
    [InlineData("Øresund Straße Łódź Ĳssel ﬁn", "oresund strasse lodz ijssel fin")]
    [InlineData("DIACRITICS: ÀÉÎÕÜ ç ñ", "diacritics aeiou c n")]
    [InlineData("İstanbul I", "istanbul i")]
    [InlineData("e\u0301e\u0301n", "een")]
    [InlineData("...", "")]
    [InlineData(null, "")]
    public void Texts_are_folded_for_searching(string? text, string folded) => Assert.Equal(folded, SearchText.Fold(text));

    [Theory]
    [InlineData("Hegeman Bouw & Infra B.V.", "HEGEMAN BOUW EN INFRA BV")]
    [InlineData("Hegeman Bouw + Infra b.v.", "Hegeman Bouw en Infra B V")]
    [InlineData("Jansen besloten vennootschap", "Jansen B.V.")]
    [InlineData("Pieterse V.O.F.", "Pieterse vennootschap onder firma")]
    [InlineData("Royal X N.V.", "Royal X NV")]
    public void Spellings_of_one_name_match(string one, string other) =>
        Assert.Equal(SearchText.OrganisationName(one), SearchText.OrganisationName(other));

    [Theory]
    [InlineData("Jansen B.V.", "Jansen N.V.")]
    [InlineData("Jansen B.V.", "Jansen")]
    [InlineData("Bvlgari", "vlgari")]
    public void Names_of_others_do_not_match(string one, string other) =>
        Assert.NotEqual(SearchText.OrganisationName(one), SearchText.OrganisationName(other));
}
