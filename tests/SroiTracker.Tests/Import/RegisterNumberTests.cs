using SroiTracker.Import;

namespace SroiTracker.Tests.Import;

public sealed class RegisterNumberTests
{
    [Theory]
    // number, country, declared scheme, scheme, id, doubt
    [InlineData("30281419", "NL", null, "NL-KVK", "30281419", null)]
    [InlineData("3028 1419", "NL", "002", "NL-KVK", "30281419", null)]
    [InlineData("00000001003214345000", "NL", null, "NL-OIN", "00000001003214345000", null)]
    [InlineData("102183628", "NL", null, "NL-UNKNOWN", "102183628", "organisation.identifier-odd")]
    [InlineData("27364265 0001", "NL", null, "NL-UNKNOWN", "273642650001", "organisation.identifier-odd")]
    [InlineData("18008901303282", "NL", null, "NL-UNKNOWN", "18008901303282", "organisation.identifier-odd")]
    [InlineData("18008901303282", "FR", null, "FR-UNKNOWN", "18008901303282", null)]
    [InlineData("30281419", null, null, "XX-UNKNOWN", "30281419", null)]
    [InlineData("30281419", "DE", null, "DE-UNKNOWN", "30281419", null)]
    [InlineData("30281419", null, "NL-KVK", "NL-KVK", "30281419", null)]
    [InlineData("30281419", null, "0106", "NL-KVK", "30281419", null)]
    [InlineData("302814190", "NL", "NL-KVK", "NL-UNKNOWN", "302814190", "organisation.scheme-doubtful")]
    [InlineData("971 032 146", "NO", null, "NO-BRC", "971032146", null)]
    [InlineData("971 032 146", "NO", "GB-COH", "NO-UNKNOWN", "971032146", "organisation.scheme-doubtful")]
    [InlineData("NI022466", "GB", null, "GB-COH", "NI022466", null)]
    [InlineData("2183219-9", "FI", null, "FI-PRO", "2183219-9", null)]
    [InlineData("FI21832199", "FI", null, "FI-UNKNOWN", "FI21832199", null)]
    [InlineData("sid4gov.cabinetoffice.gov.uk/jH9F9wAB", null, "GB-SRS", "GB-SRS", "sid4gov.cabinetoffice.gov.uk/jH9F9wAB", null)]
    [InlineData("", "NL", null, null, null, null)]
    [InlineData(null, "NL", "NL-KVK", null, null, null)]
    public void A_number_belongs_to_a_register_only_when_its_form_and_country_say_so(string? number, string? country, string? declared, string? scheme, string? id, string? doubt)
    {
        var (identifier, objection) = RegisterNumber.Read(number, country, declared, "/id");
        Assert.Equal((scheme, id, doubt), (identifier?.Scheme, identifier?.Id, objection?.Refusal.Code));
    }

    [Theory]
    [InlineData("NLD", "NL")]
    [InlineData("NL", "NL")]
    [InlineData("Nederland", "NL")]
    [InlineData("Finland", "FI")]
    [InlineData("United Kingdom", "GB")]
    [InlineData("England", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_country_is_known_by_code_or_name(string? text, string? code) => Assert.Equal(code, RegisterNumber.Country(text));

    [Theory]
    [InlineData("Bel 020-1234567 of 06 12 34 56 78", "Bel […] of […]")]
    [InlineData("Tel. +31 (0)20 123 45 67", "Tel. […]")]
    [InlineData("Ritten 0900 2025-03-11 Felixstowe", "Ritten 0900 2025-03-11 Felixstowe")]
    [InlineData("Waarde 10.000.000,00 over 01-01-2024 - 31-12-2026", "Waarde 10.000.000,00 over 01-01-2024 - 31-12-2026")]
    [InlineData("Tender 219964 NX3, CPV 45000000", "Tender 219964 NX3, CPV 45000000")]
    [InlineData("mail naar a.b+c@sub.example.nl!", "mail naar […]")]
    [InlineData(" twee\n\tregels\u2028samen ", "twee regels samen")]
    public void A_line_shows_no_address_or_telephone_number(string text, string line) => Assert.Equal(line, OneLine.From(text).Text);
}
