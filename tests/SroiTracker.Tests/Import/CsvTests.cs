using SroiTracker.Import;

namespace SroiTracker.Tests.Import;

public sealed class CsvTests
{
    private const string Header = "reference;title;buyerName;buyerScheme;buyerId;supplierName;supplierScheme;supplierId;value;currency;startDate;endDate;nature;cpv";

    [Fact]
    public async Task A_row_is_a_contract()
    {
        var notices = await Reading.Text($"\uFEFF{Header}\r\n2026-17;\"Groen; en \"\"grijs\"\"\r\nonderhoud\";Gemeente Voorbeeld;NL-KVK;12345678;Groen B.V.|Grijs B.V.;NL-KVK|NL-KVK;87654321|11223344;1.234.567,89;EUR;2026-04-01;31-3-2028;services;77310000-6 90610000\r\nX;Y;Z;;;W;;;250000;EUR;;;;\r\n");

        var contract = Assert.Single(notices[0].Contracts);
        Assert.Equal("2026-17 Groen; en \"grijs\" onderhoud Services", $"{contract.Reference} {contract.Title} {contract.Nature}");
        Assert.Equal("NL-KVK 12345678 Gemeente Voorbeeld", contract.Buyers[0].Words());
        Assert.Equal(["NL-KVK 87654321 Groen B.V.", "NL-KVK 11223344 Grijs B.V."], contract.Suppliers.Select(s => s.Words()));
        Assert.Equal((1234567.89m, "EUR"), (contract.Value!.Amount, contract.Value.Currency));
        Assert.Equal((new DateOnly(2026, 4, 1), new DateOnly(2028, 3, 31)), (contract.StartDate, contract.EndDate));
        Assert.Equal(["77310000", "90610000"], contract.Cpv);
        Assert.Equal(new FilePlace(2, 1, null), notices[0].Location);
        Assert.Equal("", notices[0].Codes());
        Assert.Equal((4L, "period.missing"), (notices[1].Location.Line, notices[1].Codes()));
    }

    [Theory]
    [InlineData("reference,title,buyerName,supplierName,value,currency\nA,\"B, C\",D,E,\"1.234,50\",EUR", "1234.50")]
    [InlineData("REFERENCE;Title;buyername;supplierName;value;currency\nA;B;D;E;1234.50;EUR", "1234.50")]
    public async Task Either_separator_and_any_case_of_the_header_will_do(string text, string amount) =>
        Assert.Equal(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture), (await Reading.Contract(text)).Value!.Amount);

    [Theory]
    [InlineData("1234567", "1234567")]
    [InlineData("1234567.89", "1234567.89")]
    [InlineData("1234567,89", "1234567.89")]
    [InlineData("1.234.567,89", "1234567.89")]
    [InlineData("1.234.567", "1234567")]
    [InlineData("12,5", "12.5")]
    [InlineData("1.234,50", "1234.50")]
    [InlineData("-10", "-10")]
    [InlineData("1.234", null)]
    [InlineData("1,234", null)]
    [InlineData("1,234,567.89", null)]
    [InlineData("12.34.567", null)]
    [InlineData("€ 10", null)]
    [InlineData("tien", null)]
    [InlineData("1e6", null)]
    public void An_amount_is_read_only_when_it_can_mean_one_thing(string text, string? plain) => Assert.Equal(plain, CsvContract.Plain(text));

    [Theory]
    [InlineData("A;B;C;;;D;;;1.234;EUR;;;;", "amount.unreadable", "value")]
    [InlineData("A;B;C;;;D;;;-5;EUR;;;;", "amount.negative", "value")]
    [InlineData("A;B;C;;;D;;;5000;EUR;2026-02-01;2026-01-01;;", "period.reversed", "reference")]
    [InlineData("A;B;;;;D;;;5000;EUR;;;;", "notice.no-buyer", "buyerName")]
    [InlineData("A;B;C;;;;;;5000;EUR;;;;", "award.no-winner", "supplierName")]
    [InlineData(";B;C;;;D;;;5000;EUR;;;;", "value.missing", "reference")]
    [InlineData("A;B;C;;;D;;;5000;EUR;;;werken;", "value.invalid", "nature")]
    public async Task A_row_that_cannot_be_a_contract_is_refused_at_its_column(string row, string code, string column)
    {
        var notice = await Reading.One($"{Header}\n{row}\n");
        Assert.Equal((code, column, 2L), (notice.Refusal!.Refusal.Code, notice.Refusal.Place, notice.Location.Line));
    }

    [Theory]
    [InlineData("A;B;C;;;D;;;5000;;2026-01-01;2026-12-31;;", "amount.no-currency")]
    [InlineData("A;B;C;;;D;;;5000;euro;2026-01-01;2026-12-31;;", "amount.no-currency")]
    [InlineData("A;B;C;;;D;;;0;EUR;2026-01-01;2026-12-31;;", "amount.placeholder")]
    [InlineData("A;B;C;NL-KVK;123456789;D;;;5000;EUR;2026-01-01;2026-12-31;;", "organisation.scheme-doubtful")]
    [InlineData("A;B;C;;;D;;;5000;EUR;01/02/2026;2026-12-31;;", "date.unreadable")]
    public async Task What_cannot_be_told_is_a_warning(string row, string code) => Assert.Equal(code, (await Reading.One($"{Header}\n{row}\n")).Codes());
}
