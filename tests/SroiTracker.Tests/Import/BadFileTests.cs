using System.Text;
using SroiTracker.Domain;
using SroiTracker.Import;

namespace SroiTracker.Tests.Import;

/// <summary>A file that is not what it should be is refused before anything of it is used, and the refusal names the place.</summary>
public sealed class BadFileTests
{
    private const string AwardNotice = "urn:oasis:names:specification:ubl:schema:xsd:ContractAwardNotice-2";

    [Theory]
    [InlineData("", "import.empty")]
    [InlineData("\uFEFF", "import.empty")]
    [InlineData(" \r\n\t ", "import.empty")]
    [InlineData("hello world", "import.format-unknown")]
    [InlineData("{\"a\": 1}", "import.format-unknown")]
    [InlineData("{\"releases\": {}}", "import.format-unknown")]
    [InlineData("<html><body/></html>", "import.format-unknown")]
    [InlineData("<Invoice xmlns=\"urn:oasis:names:specification:ubl:schema:xsd:Invoice-2\"/>", "import.format-unknown")]
    [InlineData("<ContractAwardNotice xmlns=\"" + AwardNotice + "\"><ID>1</ID>", "import.malformed 1:107")]
    [InlineData("<TED_EXPORT>\n  <FORM_SECTION>\n</TED_EXPORT>", "import.malformed 3:3")]
    [InlineData("<!DOCTYPE a [<!ENTITY b \"c\"><!ENTITY d \"&b;&b;&b;\">]>\n<TED_EXPORT>&d;</TED_EXPORT>", "import.dtd 1:1")]
    [InlineData("<!DOCTYPE a SYSTEM \"http://127.0.0.1/x.dtd\"><TED_EXPORT/>", "import.dtd 1:1")]
    [InlineData("<TED_EXPORT>&unknown;</TED_EXPORT>", "import.malformed 1:14")]
    [InlineData("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><TED_EXPORT/>", "import.encoding 1:3")]
    [InlineData("{\"releases\": [\n{\"ocid\": \"a\"},\n]}", "import.malformed 3:1")]
    [InlineData("{\"releases\": [{\"ocid\": \"a\"}", "import.malformed 1:28")]
    [InlineData("{\"releases\": [{\"ocid\": \"\\ud800\"}]}", "import.malformed 1:24")]
    [InlineData("{\"ocid\": \"a\"}\n{\"ocid\": \"b\"}\n", "import.several-documents 2:1")]
    [InlineData("{\"ocid\": 1e}", "import.malformed 1:12")]
    [InlineData("reference;title;buyerName;supplierName;value;currency\nA;B;C;D;10000;EUR;extra\n", "import.malformed 2:1")]
    [InlineData("reference;title;buyerName;supplierName;value;currency\n;;;\n", "import.malformed 2:1")]
    [InlineData("reference;title;buyerName;supplierName;value;currency\nA;B;C;D;10000;EUR\n;;;\n", "import.malformed 3:1")]
    [InlineData("reference;title;buyerName;supplierName;value;currency\nA;\"B;C;D;10000;EUR\n", "import.malformed 2:1")]
    [InlineData("reference;title;buyerName;supplierName;value\nA;B;C;D;10000\n", "import.columns 1:1")]
    [InlineData("reference;title;buyerName;supplierName;value;currency;colour\nA;B;C;D;10000;EUR;red\n", "import.columns 1:1")]
    [InlineData("reference;reference;title;buyerName;supplierName;value;currency\nA;A;B;C;D;10000;EUR\n", "import.columns 1:1")]
    public async Task A_file_that_cannot_be_read_is_refused_with_its_place(string text, string expected) => Assert.Equal(expected, await Reading.Refused(text));

    [Theory]
    [InlineData(new byte[] { 0x7B, 0x0A, 0x22, 0xC3, 0x28 }, "import.encoding 2:2")]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x7B, 0x00 }, "import.encoding 1:1")]
    [InlineData(new byte[] { 0x7B, 0x22, 0xE2, 0x82 }, "import.encoding 1:3")]
    [InlineData(new byte[] { 0x3C, 0x61, 0x3E, 0xED, 0xA0, 0x80 }, "import.encoding 1:4")]
    public async Task Bytes_that_are_no_UTF8_are_refused_at_the_first_of_them(byte[] bytes, string expected) =>
        Assert.Equal(expected, await Reading.Refused(new MemoryStream(bytes)));

    [Fact]
    public async Task A_character_may_lie_across_two_reads()
    {
        var text = $"{{\"ocid\": \"a\", \"x\": \"{string.Concat(Enumerable.Repeat("é€𝄞", 50_000))}\"}}";
        Assert.Equal("notice.kind", Assert.Single(await Reading.Stream(new Trickle(Encoding.UTF8.GetBytes(text)))).Refusal!.Refusal.Code);
    }

    [Fact]
    public async Task JSON_ten_thousand_deep_is_refused_at_level_64() =>
        Assert.Equal("import.too-deep 1:82", await Reading.Refused("{\"releases\": [{\"x\":" + new string('[', 10_000) + new string(']', 10_000) + "}]}"));

    [Fact]
    public async Task More_than_a_million_releases_are_refused() =>
        Assert.Equal("import.too-many 1:2000002", await Reading.Refused("[" + string.Join(',', Enumerable.Repeat('0', 1_000_001)) + "]"));

    [Fact]
    public async Task XML_ten_thousand_deep_is_refused_at_level_100()
    {
        var text = "<TED_EXPORT>" + string.Concat(Enumerable.Repeat("<a>", 10_000)) + string.Concat(Enumerable.Repeat("</a>", 10_000)) + "</TED_EXPORT>";
        Assert.Equal("import.too-deep 1:311", await Reading.Refused(text));
    }

    [Fact]
    public async Task A_format_that_is_asked_for_must_be_the_one_that_is_there()
    {
        var refused = await Assert.ThrowsAsync<RefusedException>(() => Reading.Text("{\"ocid\": \"a\"}", NoticeFormat.Ted));
        Assert.Equal("import.other-format", refused.Objections[0].Refusal.Code);
        Assert.Equal("Er is Ted gevraagd, maar de inhoud is Ocds.", refused.Objections[0].Sentence("nl"));
    }

    [Fact]
    public async Task A_bad_notice_ends_alone_and_those_beside_it_are_read()
    {
        var notices = await Reading.Text($$"""
            {"releases": [ {{OcdsTests.Release("a")}}, 7, {"ocid": "b", "ocid": "c"}, {{OcdsTests.Release("d", amount: "1e400")}}, {{OcdsTests.Release("e")}} ]}
            """);
        Assert.Equal(["", "notice.not-an-object", "notice.field-twice", "amount.too-large", ""], notices.Select(n => n.Refusal?.Refusal.Code ?? ""));
        Assert.Equal(["/releases/0", "/releases/1", "/releases/2", "/releases/3", "/releases/4"], notices.Select(n => n.Location.Pointer));
        Assert.Equal("/releases/3/awards/0/value/amount", notices[3].Refusal!.Place);
    }

    [Fact]
    public async Task A_release_that_is_too_large_is_refused_alone()
    {
        var large = string.Concat(Enumerable.Repeat("\"" + new string('x', 1_000_000) + "\",", 17));
        var notices = await Reading.Text($$"""{"releases": [{"ocid": "a", "x": [{{large}} 1]}, {{OcdsTests.Release("b")}}]}""");
        Assert.Equal(["notice.too-large", ""], notices.Select(n => n.Refusal?.Refusal.Code ?? ""));
    }

    /// <summary>A stream that gives one byte at a time.</summary>
    private sealed class Trickle(byte[] bytes) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => base.ReadAsync(buffer[..1], cancellationToken);
    }
}
