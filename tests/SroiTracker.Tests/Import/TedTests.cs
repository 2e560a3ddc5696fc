namespace SroiTracker.Tests.Import;

/// <summary>Forms that shared/data has no Dutch example of: modification, social services, several lots.</summary>
public sealed class TedTests
{
    private const string Body = "<CONTRACTING_BODY><ADDRESS_CONTRACTING_BODY><OFFICIALNAME>Gemeente Voorbeeld</OFFICIALNAME><NATIONALID>12345678</NATIONALID><COUNTRY VALUE=\"NL\"/><E_MAIL>inkoop@example.org</E_MAIL></ADDRESS_CONTRACTING_BODY></CONTRACTING_BODY>";

    private static string Export(string form, string content, string version = "R2.0.9.S05.E01") => $"""
        <TED_EXPORT DOC_ID="000777-2022" VERSION="{version}"><CODED_DATA_SECTION><REF_OJS><DATE_PUB>20220601</DATE_PUB></REF_OJS><NOTICE_DATA><NO_DOC_OJS>2022/S 105-000777</NO_DOC_OJS></NOTICE_DATA></CODED_DATA_SECTION>
        <FORM_SECTION><{form}_2014 CATEGORY="ORIGINAL" FORM="{form}" LG="NL">{content}<COMPLEMENTARY_INFO><DATE_DISPATCH_NOTICE>2022-05-30</DATE_DISPATCH_NOTICE></COMPLEMENTARY_INFO></{form}_2014></FORM_SECTION></TED_EXPORT>
        """;

    private static string Award(string lot, string name, string value) => $"""
        <AWARD_CONTRACT ITEM="{lot}"><CONTRACT_NO>{lot}</CONTRACT_NO><LOT_NO>{lot}</LOT_NO><AWARDED_CONTRACT><DATE_CONCLUSION_CONTRACT>2022-05-01</DATE_CONCLUSION_CONTRACT>
        <CONTRACTORS><CONTRACTOR><ADDRESS_CONTRACTOR><OFFICIALNAME>{name}</OFFICIALNAME><COUNTRY VALUE="NL"/></ADDRESS_CONTRACTOR></CONTRACTOR></CONTRACTORS>
        <VALUES>{value}</VALUES></AWARDED_CONTRACT></AWARD_CONTRACT>
        """;

    private static string Subject(string more = "") => $"""
        <OBJECT_CONTRACT><TITLE><P>Schoonmaak</P></TITLE><REFERENCE_NUMBER>2022-5</REFERENCE_NUMBER><CPV_MAIN><CPV_CODE CODE="90910000"/></CPV_MAIN><TYPE_CONTRACT CTYPE="SERVICES"/>{more}
        <OBJECT_DESCR ITEM="1"><LOT_NO>1</LOT_NO><NUTS CODE="NL33"/></OBJECT_DESCR><OBJECT_DESCR ITEM="2"><LOT_NO>2</LOT_NO><NUTS CODE="NL41"/></OBJECT_DESCR></OBJECT_CONTRACT>
        """;

    private const string Euro = "<VAL_TOTAL CURRENCY=\"EUR\">";

    [Fact]
    public async Task Lots_are_contracts_of_their_own_and_a_lot_without_winner_is_named()
    {
        var notice = await Reading.One(Export("F03", Body + Subject($"{Euro}300000</VAL_TOTAL>")
            + Award("1", "Schoon B.V.", $"{Euro}100000</VAL_TOTAL>") + Award("2", "Fris B.V.", $"{Euro}200000</VAL_TOTAL>")
            + "<AWARD_CONTRACT ITEM=\"3\"><LOT_NO>3</LOT_NO><NO_AWARDED_CONTRACT><PROCUREMENT_UNSUCCESSFUL/></NO_AWARDED_CONTRACT></AWARD_CONTRACT>"));

        Assert.Equal(["1 1 100000 Schoon B.V. NL33", "2 2 200000 Fris B.V. NL41"], notice.Contracts.Select(c => $"{c.Source.LotId} {c.Reference} {c.Value!.Amount} {c.Suppliers[0].Name} {c.Nuts[0]}"));
        Assert.Equal("award.no-winner period.missing", notice.Codes());
        Assert.False(notice.Contracts[0].Identity.IsSameAs(notice.Contracts[1].Identity));
    }

    [Fact]
    public async Task A_modification_says_what_holds_from_now_on()
    {
        var notice = await Reading.One(Export("F20", Body + Subject() + "<PROCEDURE><NOTICE_NUMBER_OJ>2021/S 010-000123</NOTICE_NUMBER_OJ></PROCEDURE>" + Award("1", "Schoon B.V.", $"{Euro}100000</VAL_TOTAL>") + $"""
            <MODIFICATIONS_CONTRACT><DESCRIPTION_PROCUREMENT><CPV_MAIN><CPV_CODE CODE="90911000"/></CPV_MAIN><NUTS CODE="NL33"/><DATE_START>2021-01-01</DATE_START><DATE_END>2024-12-31</DATE_END>
            <VALUES>{Euro}130000</VAL_TOTAL></VALUES><CONTRACTORS><CONTRACTOR><ADDRESS_CONTRACTOR><OFFICIALNAME>Schoon en Fris B.V.</OFFICIALNAME><COUNTRY VALUE="NL"/></ADDRESS_CONTRACTOR></CONTRACTOR></CONTRACTORS></DESCRIPTION_PROCUREMENT>
            <INFO_MODIFICATIONS><VALUES><VAL_TOTAL_BEFORE CURRENCY="EUR">100000</VAL_TOTAL_BEFORE><VAL_TOTAL_AFTER CURRENCY="EUR">135000</VAL_TOTAL_AFTER></VALUES></INFO_MODIFICATIONS></MODIFICATIONS_CONTRACT>
            """));
        var contract = Assert.Single(notice.Contracts);
        Assert.Equal((135000m, "Schoon en Fris B.V.", new DateOnly(2021, 1, 1), new DateOnly(2024, 12, 31)), (contract.Value!.Amount, contract.Suppliers[0].Name, contract.StartDate, contract.EndDate));
        Assert.True(contract.Source.IsModification);
        Assert.Equal(["123-2021"], contract.Source.EarlierNotices);
        Assert.Equal(["90911000", "90910000"], contract.Cpv);
        Assert.Equal("amount.two-totals", notice.Codes());
    }

    [Theory]
    [InlineData("F21", "AWARD_CONTRACT", "")]
    [InlineData("F22", "AWARD_CONTRACT", "")]
    [InlineData("F21", "CONTRACT", "notice.kind")]
    [InlineData("F22", "PRI_ONLY", "notice.kind")]
    [InlineData("F15", "", "notice.kind")]
    public async Task Social_services_are_read_when_the_notice_is_an_award(string form, string type, string refusal)
    {
        var notice = await Reading.One(Export(form, (type == "" ? "" : $"<NOTICE TYPE=\"{type}\"/>") + Body + Subject() + Award("1", "Zorg B.V.", $"{Euro}100000</VAL_TOTAL>")));
        Assert.Equal(refusal, notice.Refusal?.Refusal.Code ?? "");
    }

    [Fact]
    public async Task An_older_release_of_the_format_is_refused_by_its_name()
    {
        var notice = await Reading.One(Export("F03", Body + Subject(), "R2.0.8.S03.E01"));
        Assert.Equal("Deze soort aankondiging (TED_EXPORT R2.0.8.S03.E01) meldt geen gunning.", notice.Refusal!.Sentence("nl"));
    }

    [Theory]
    [InlineData(Euro + "100000</VAL_TOTAL>" + Euro + "110000</VAL_TOTAL>", "amount.two-totals period.missing")]
    [InlineData("<VAL_RANGE_TOTAL CURRENCY=\"EUR\"><LOW>1</LOW><HIGH>100000</HIGH></VAL_RANGE_TOTAL>", "amount.range period.missing")]
    [InlineData("<VAL_TOTAL>100000</VAL_TOTAL>", "amount.no-currency period.missing")]
    public async Task A_value_that_cannot_be_told_is_left_out(string value, string warnings)
    {
        var notice = await Reading.One(Export("F03", Body + Subject() + Award("1", "Schoon B.V.", value)));
        Assert.Null(Assert.Single(notice.Contracts).Value);
        Assert.Equal(warnings, notice.Codes());
    }

    [Fact]
    public async Task Reservation_and_conditions_are_social_codes_and_hints()
    {
        var contract = await Reading.Contract(Export("F21", "<NOTICE TYPE=\"AWARD_CONTRACT\"/>" + Body + Subject()
            + "<LEFTI><RESTRICTED_SHELTERED_WORKSHOP/><RESTRICTED_SHELTERED_PROGRAM/><PERFORMANCE_CONDITIONS><P>Inzet van SROI</P></PERFORMANCE_CONDITIONS></LEFTI>"
            + Award("1", "Zorg B.V.", $"{Euro}100000</VAL_TOTAL>")));
        Assert.Equal(["BT-71 res-ws", "BT-736 yes"], contract.SocialCodes.Select(c => $"{c.Field} {c.Code}"));
        Assert.Equal("Inzet van SROI", Assert.Single(contract.SocialReturnHints).Text);
    }
}
