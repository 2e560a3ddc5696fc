using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace SroiTracker.Domain.Tests;

public class BsnTests
{
    // 111222333, 123456782 and 999999990 pass the elfproef and belong to nobody; 12345672 does with a leading zero.
    [Theory]
    [InlineData("111222333", "111222333")]
    [InlineData("Kandidaat 123456782 start maandag.", "123456782")]
    [InlineData("bsn:123456782", "123456782")]
    [InlineData("(123456782)", "123456782")]
    [InlineData("A-123456782", "123456782")]
    [InlineData("1234.56.782", "1234.56.782")]
    [InlineData("123 456 782", "123 456 782")]
    [InlineData("1-2-3-4-5-6-7-8-2", "1-2-3-4-5-6-7-8-2")]
    [InlineData("1234 - 56 - 782", "1234 - 56 - 782")]
    [InlineData("1234\u00A056\u2013782", "1234\u00A056\u2013782")]
    [InlineData("１２３４５６７８２", "１２３４５６７８２")]
    [InlineData("123\u200B456\u200B782", "123\u200B456\u200B782")]
    [InlineData("1234\u00AD56\u00AD782", "1234\u00AD56\u00AD782")]
    [InlineData("123\u2009456\u2007782", "123\u2009456\u2007782")]
    [InlineData("1234\u221256\uFF0D782", "1234\u221256\uFF0D782")]
    [InlineData("123\t456\t782", "123\t456\t782")]
    [InlineData("12345672", "12345672")]
    [InlineData("1234.56.72", "1234.56.72")]
    [InlineData("123456782 en 111222333", "123456782|111222333")]
    [InlineData("24 123456782 36", "123456782")]
    [InlineData("2026-01-31 123456782", "123456782")]
    [InlineData("31-1-2026 1234 56 782", "1234 56 782")]
    [InlineData("_123456782_", "123456782")]
    // Touches a letter or a digit.
    [InlineData("K123456782", "")]
    [InlineData("123456782x", "")]
    [InlineData("é123456782", "")]
    [InlineData("1234567820", "")]
    [InlineData("0123456782", "")]
    // Not nine digits, not the elfproef, or nothing but zeros.
    [InlineData("123456783", "")]
    [InlineData("1234567", "")]
    [InlineData("000000000", "")]
    [InlineData("06-12345672", "")]
    [InlineData("0031 6 12345672", "")]
    [InlineData("123456,782", "")]
    [InlineData("123456\n782", "")]
    // A date; all of these would pass the elfproef with a leading zero.
    [InlineData("20240107", "")]
    [InlineData("2024-01-19", "")]
    [InlineData("06-01-2024", "")]
    [InlineData("31012024", "")]
    [InlineData("6.1.2024", "")]
    [InlineData("Van 2024-01-07 t/m 31-01-2024", "")]
    // Part of a UUID.
    [InlineData("12345672-abcd-4000-8000-abcdefabcdef", "")]
    [InlineData("abcdefab-1234-5672-abcd-abcdefabcdef", "")]
    [InlineData("{ABCDEFAB-1234-5672-ABCD-ABCDEFABCDEF}", "")]
    [InlineData("Uur: 24,5", "")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void What_looks_like_a_BSN_is_found_with_its_place(string? text, string found) =>
        Assert.Equal(found, string.Join('|', Bsn.FindIn(text).Select(place => text![place])));

    [Theory]
    [InlineData("Plaatsing 1234.56.782 bij Jansen", "Plaatsing ****.**.*** bij Jansen")]
    [InlineData("Perceel 2 van 3", "Perceel 2 van 3")]
    [InlineData(null, null)]
    public void A_BSN_is_masked_digit_by_digit(string? text, string? masked) => Assert.Equal(masked, Bsn.Mask(text));

    [Theory]
    [InlineData("123456782", true)]
    [InlineData("12345672", true)]
    [InlineData("123456781", false)]
    [InlineData("12345678a", false)]
    [InlineData("1234567820", false)]
    [InlineData("000000000", false)]
    public void The_elfproef_weighs_nine_to_two_and_minus_one(string digits, bool passes) => Assert.Equal(passes, Bsn.PassesElfproef(digits));

    private static readonly Gen<string> Before = Gen.Elements("", " ", "bsn: ", " - ", ". ", "(", "8 ", "36 12 ", "-");
    private static readonly Gen<string> After = Gen.Elements("", " ", ": x", " - ", ". ", ")", " 8", " 36 12", "-");

    [Property(MaxTest = 300)]
    public Property A_UUID_is_never_taken_for_one() => Prop.ForAll(
        (from bytes in Gen.Choose(0, 255).ArrayOf(16)
         from digitsOnly in Gen.Choose(0, 0xFFFF)
         select Uuid(bytes, digitsOnly)).ToArbitrary(),
        uuid => Bsn.FindIn(uuid).Count == 0 && Bsn.FindIn($"ref {uuid}.").Count == 0 && Bsn.FindIn(uuid.ToUpperInvariant()).Count == 0);

    /// <summary>A UUID in which the bytes marked are made of decimal digits only: those come near.</summary>
    private static string Uuid(int[] bytes, int digitsOnly)
    {
        var hex = string.Concat(bytes.Select((b, i) => (digitsOnly >> i & 1) == 1 ? $"{b % 100:00}" : $"{b:x2}"));
        return $"{hex[..8]}-{hex[8..12]}-{hex[12..16]}-{hex[16..20]}-{hex[20..]}";
    }

    [Property(MaxTest = 300)]
    public Property A_date_is_never_taken_for_one() => Prop.ForAll(
        (from days in Gen.Choose(0, 73_000)
         from form in Gen.Elements("yyyyMMdd", "yyyy-MM-dd", "dd-MM-yyyy", "d-M-yyyy", "dd.MM.yyyy", "d MM yyyy", "ddMMyyyy")
         from before in Before
         from after in After
         select before + new DateOnly(1900, 1, 1).AddDays(days).ToString(form, System.Globalization.CultureInfo.InvariantCulture) + after).ToArbitrary(),
        text => Bsn.FindIn(text).Count == 0);

    [Property(MaxTest = 300)]
    public Property Nine_digits_that_pass_are_always_found() => Prop.ForAll(
        (from number in Gen.Choose(10_000_000, 999_999_999)
         from before in Before
         from after in After
         select (Number: $"{number:000000000}", before, after)).ToArbitrary(),
        c => Bsn.FindIn(c.before + c.Number + c.after).Count == (Bsn.PassesElfproef(c.Number) ? 1 : 0));

    [Property(MaxTest = 300)]
    public Property Places_lie_in_the_text_and_a_masked_text_has_none(NonNull<string> text) =>
        (Bsn.FindIn(text.Get).All(p => p.GetOffsetAndLength(text.Get.Length).Length >= 8)
            && Bsn.FindIn(Bsn.Mask(text.Get)).Count == 0).ToProperty();

    // Time is not asserted: a text that took more than linear time would not finish.
    [Theory]
    [InlineData("1 ")]
    [InlineData("1                                                        ")]
    [InlineData("12345672-")]
    [InlineData("123456782 ")]
    [InlineData("2024-05-01 ")]
    [InlineData("....")]
    public void A_text_of_millions_of_characters_is_read_in_one_pass(string part)
    {
        var text = string.Concat(Enumerable.Repeat(part, 1_000_000 / part.Length));
        Assert.Equal(part == "123456782 " ? 100_000 : 0, Bsn.FindIn(text).Count);
    }
}
