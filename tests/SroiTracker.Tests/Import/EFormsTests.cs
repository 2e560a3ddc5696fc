using SroiTracker.Import;

namespace SroiTracker.Tests.Import;

/// <summary>Award notices of our own making, each with one thing that the real ones in shared/data do not show.</summary>
public sealed class EFormsTests
{
    /// <summary>A notice of a subtype; what the result, the organisations, the lots and the rest hold is given as XML.</summary>
    private static string Notice(string result, string lots = "", string extension = "", string rest = "", int subtype = 29, string buyers = "<Party><PartyIdentification><ID>ORG-1</ID></PartyIdentification></Party>") => $"""
        <ContractAwardNotice xmlns="urn:oasis:names:specification:ubl:schema:xsd:ContractAwardNotice-2">
          <UBLExtensions><UBLExtension><ExtensionContent><EformsExtension>
            <NoticeResult>{result}
              <TenderingParty><ID>TPA-1</ID><Tenderer><ID>ORG-2</ID></Tenderer></TenderingParty>
              <TenderingParty><ID>TPA-2</ID><Tenderer><ID>ORG-2</ID></Tenderer><Tenderer><ID>ORG-3</ID></Tenderer></TenderingParty>
            </NoticeResult>
            <NoticeSubType><SubTypeCode>{subtype}</SubTypeCode></NoticeSubType>
            <Organizations>{Organisation(1, "Gemeente Voorbeeld")}{Organisation(2, "Groen B.V.")}{Organisation(3, "Grijs B.V.")}</Organizations>
            {extension}
          </EformsExtension></ExtensionContent></UBLExtension></UBLExtensions>
          <ID>11111111-2222-3333-4444-555555555555</ID><ContractFolderID>P-1</ContractFolderID><IssueDate>2026-03-01+01:00</IssueDate>
          <ContractingParty>{buyers}</ContractingParty>
          <ProcurementProject><Name>Onderhoud</Name><ProcurementTypeCode>services</ProcurementTypeCode></ProcurementProject>
          {lots}{rest}
        </ContractAwardNotice>
        """;

    private static string Organisation(int number, string name) => $"""
        <Organization><Company><PartyIdentification><ID>ORG-{number}</ID></PartyIdentification><PartyName><Name>{name}</Name></PartyName>
        <PostalAddress><Country><IdentificationCode>NLD</IdentificationCode></Country></PostalAddress>
        <PartyLegalEntity><CompanyID>1000000{number}</CompanyID></PartyLegalEntity></Company></Organization>
        """;

    private static string Tender(int number, string lot, string amount, string party = "TPA-1", string more = "") =>
        $"<LotTender><ID>TEN-{number}</ID>{more}{amount}<TenderingParty><ID>{party}</ID></TenderingParty><TenderLot><ID>{lot}</ID></TenderLot></LotTender>";

    private static string Amount(string amount, string currency = "EUR") => $"<LegalMonetaryTotal><PayableAmount currencyID=\"{currency}\">{amount}</PayableAmount></LegalMonetaryTotal>";

    private static string Result(string lot, string more, string code = "selec-w") =>
        $"<LotResult><ID>RES-{lot}</ID><TenderResultCode>{code}</TenderResultCode>{more}<TenderLot><ID>{lot}</ID></TenderLot></LotResult>";

    private static string Settled(int number, params int[] tenders) =>
        $"<SettledContract><ID>CON-{number}</ID><ContractReference><ID>C-2026-{number}</ID></ContractReference>{string.Concat(tenders.Select(t => $"<LotTender><ID>TEN-{t}</ID></LotTender>"))}</SettledContract>";

    private static string Lot(string id, string more = "", string terms = "", string process = "") =>
        $"<ProcurementProjectLot><ID>{id}</ID><TenderingTerms>{terms}</TenderingTerms><TenderingProcess>{process}</TenderingProcess><ProcurementProject><Name>Perceel {id}</Name>{more}</ProcurementProject></ProcurementProjectLot>";

    [Fact]
    public async Task Each_settled_contract_has_its_own_lot_value_and_winners()
    {
        var notice = await Reading.One(Notice(
            Result("L1", "<SettledContract><ID>CON-1</ID></SettledContract>") + Result("L2", "<SettledContract><ID>CON-2</ID></SettledContract>") + Result("L3", "", "clos-nw")
            + Tender(1, "L1", Amount("100000")) + Tender(2, "L2", Amount("200000"), "TPA-2") + Settled(1, 1) + Settled(2, 2),
            Lot("L1", "<PlannedPeriod><DurationMeasure unitCode=\"YEAR\">2</DurationMeasure></PlannedPeriod>") + Lot("L2", "<PlannedPeriod><StartDate>2026-04-01+02:00</StartDate><EndDate>2027-03-31+02:00</EndDate></PlannedPeriod>")));

        Assert.Equal(["L1 RES-L1 CON-1 C-2026-1 100000 Groen B.V.", "L2 RES-L2 CON-2 C-2026-2 200000 Groen B.V.+Grijs B.V."], notice.Contracts.Select(c =>
            $"{c.Source.LotId} {c.Source.AwardId} {c.Source.ContractId} {c.Reference} {c.Value!.Amount} {string.Join('+', c.Suppliers.Select(s => s.Name))}"));
        Assert.Equal(["Perceel L1 24  ", "Perceel L2  2026-04-01 2027-03-31"], notice.Contracts.Select(c => $"{c.Title} {c.DurationMonths} {c.StartDate:yyyy-MM-dd} {c.EndDate:yyyy-MM-dd}"));
        var lost = Assert.Single(notice.Warnings);
        Assert.Equal("award.no-winner", lost.Refusal.Code);
        Assert.Equal("Er is geen winnaar (L3 clos-nw).", lost.Sentence("nl"));
    }

    [Theory]
    // one tender in each of two lots; two tenders in one lot; one of two without an amount; two currencies
    [InlineData("L1 100000 EUR|L2 50000 EUR", "150000 EUR", "")]
    [InlineData("L1 100000 EUR|L1 50000 EUR", "", "amount.of-several")]
    [InlineData("L1 100000 EUR|L2", "", "amount.of-several")]
    [InlineData("L1 100000 EUR|L2 50000 GBP", "", "amount.of-several")]
    public async Task A_contract_over_several_tenders_is_worth_their_sum_only_when_that_is_sure(string tenders, string value, string warning)
    {
        var parts = tenders.Split('|').Select(t => t.Split(' ')).ToArray();
        var notice = await Reading.One(Notice(
            string.Concat(parts.Select((t, i) => Tender(i + 1, t[0], t.Length > 1 ? Amount(t[1], t[2]) : ""))) + Settled(1, [.. parts.Select((_, i) => i + 1)]),
            Lot("L1", "<PlannedPeriod><DurationMeasure unitCode=\"MONTH\">6</DurationMeasure></PlannedPeriod>") + Lot("L2", "<PlannedPeriod><DurationMeasure unitCode=\"MONTH\">6</DurationMeasure></PlannedPeriod>")));
        var contract = Assert.Single(notice.Contracts);
        Assert.Equal(value, contract.Value is { } v ? $"{v.Amount} {v.Currency}" : "");
        Assert.Equal(warning, notice.Codes());
    }

    [Fact]
    public async Task Two_amounts_of_one_tender_are_two_totals()
    {
        var notice = await Reading.One(Notice(Tender(1, "L1", Amount("100000") + Amount("110000")) + Settled(1, 1), Lot("L1")));
        Assert.Null(notice.Contracts[0].Value);
        Assert.Equal("amount.two-totals period.missing", notice.Codes());
    }

    [Fact]
    public async Task Without_a_settled_contract_the_only_or_first_ranked_tender_won()
    {
        var only = await Reading.Contract(Notice(Result("L1", "<LotTender><ID>TEN-1</ID></LotTender>") + Tender(1, "L1", Amount("100000")), Lot("L1")));
        Assert.Equal(("RES-L1", (string?)null), (only.Source.AwardId, only.Source.ContractId));

        const string two = "<LotTender><ID>TEN-1</ID></LotTender><LotTender><ID>TEN-2</ID></LotTender>";
        var ranked = await Reading.Contract(Notice(Result("L1", two) + Tender(1, "L1", Amount("1000"), more: "<RankCode>2</RankCode>") + Tender(2, "L1", Amount("2000"), more: "<RankCode>1</RankCode>"), Lot("L1")));
        Assert.Equal(2000m, ranked.Value!.Amount);

        var unclear = await Reading.One(Notice(Result("L1", two) + Tender(1, "L1", Amount("1000")) + Tender(2, "L1", Amount("2000")), Lot("L1")));
        Assert.Equal("award.winner-unclear", unclear.Refusal!.Refusal.Code);
    }

    [Theory]
    [InlineData(Party1, 1, "")]
    [InlineData(Party1 + Party3, 2, "buyers.several")]
    public async Task Buyers_are_all_kept_and_the_first_is_named(string buyers, int count, string warning)
    {
        var notice = await Reading.One(Notice(Tender(1, "L1", Amount("100000")) + Settled(1, 1), Lot("L1", "<PlannedPeriod><DurationMeasure unitCode=\"MONTH\">6</DurationMeasure></PlannedPeriod>"), buyers: buyers));
        Assert.Equal(count, notice.Contracts[0].Buyers.Count);
        Assert.Equal("Gemeente Voorbeeld", notice.Contracts[0].Buyers[0].Name);
        Assert.Equal(warning, notice.Codes());
    }

    private const string Party1 = "<Party><PartyIdentification><ID>ORG-1</ID></PartyIdentification></Party>";
    private const string Party3 = "<Party><PartyIdentification><ID>ORG-3</ID></PartyIdentification></Party>";

    [Fact]
    public async Task A_notice_without_a_buyer_is_refused() =>
        Assert.Equal("notice.no-buyer", (await Reading.One(Notice(Tender(1, "L1", Amount("100000")) + Settled(1, 1), buyers: ""))).Refusal!.Refusal.Code);

    [Theory]
    [InlineData(24, "notice.kind")]
    [InlineData(41, "notice.kind")]
    [InlineData(25, "")]
    [InlineData(37, "")]
    [InlineData(40, "")]
    public async Task Subtypes_25_to_40_are_awards_and_modifications(int subtype, string refusal) =>
        Assert.Equal(refusal, (await Reading.One(Notice(Tender(1, "L1", Amount("100000")) + Settled(1, 1), subtype: subtype))).Refusal?.Refusal.Code ?? "");

    [Fact]
    public async Task A_modification_is_the_contract_of_the_notice_it_changes()
    {
        var award = await Reading.Contract(Notice(Tender(1, "L1", Amount("100000")) + Settled(1, 1), Lot("L1"), "<Publication><NoticePublicationID>00123456-2025</NoticePublicationID></Publication>"));
        var modification = await Reading.Contract(Notice(Tender(1, "L1", Amount("120000")) + Settled(1, 1), Lot("L1"),
            "<ContractModification><ChangedNoticeIdentifier>123456-2025</ChangedNoticeIdentifier></ContractModification>", subtype: 38).Replace("11111111-", "99999999-", StringComparison.Ordinal));
        Assert.True(modification.Source.IsModification);
        Assert.Equal(["123456-2025"], modification.Source.EarlierNotices);
        Assert.True(modification.Identity.IsSameAs(award.Identity));
    }

    [Theory]
    [InlineData("none", "", "Contract")]
    [InlineData("fa-wo-rc", "", "FrameworkAgreement")]
    [InlineData("fa-mix", "", "FrameworkAgreement")]
    [InlineData("", "", "")]
    [InlineData("fa-wo-rc", "<ContractFrameworkIndicator>true</ContractFrameworkIndicator>", "CallOff")]
    public async Task The_kind_is_what_the_notice_says(string technique, string indicator, string kind)
    {
        var process = technique == "" ? "" : $"<ContractingSystem><ContractingSystemTypeCode listName=\"framework-agreement\">{technique}</ContractingSystemTypeCode></ContractingSystem>";
        var contract = await Reading.Contract(Notice(Tender(1, "L1", Amount("100000")) + Settled(1, 1).Replace("<LotTender>", indicator + "<LotTender>", StringComparison.Ordinal), Lot("L1", process: process)));
        Assert.Equal(kind, contract.Kind?.ToString() ?? "");
    }

    [Fact]
    public async Task Social_codes_are_kept_under_their_fields()
    {
        var lot = Lot("L1", """
            <ProcurementAdditionalType><ProcurementTypeCode listName="social-objective">opp</ProcurementTypeCode></ProcurementAdditionalType>
            <ProcurementAdditionalType><ProcurementTypeCode listName="strategic-procurement">soc-obj</ProcurementTypeCode></ProcurementAdditionalType>
            <ProcurementAdditionalType><ProcurementTypeCode listName="accessibility">n-inc</ProcurementTypeCode></ProcurementAdditionalType>
            """, """
            <TendererQualificationRequest><SpecificTendererRequirement><TendererRequirementTypeCode listName="reserved-procurement">res-ws</TendererRequirementTypeCode></SpecificTendererRequirement></TendererQualificationRequest>
            <ContractExecutionRequirement><ExecutionRequirementCode listName="reserved-execution">yes</ExecutionRequirementCode></ContractExecutionRequirement>
            <ContractExecutionRequirement><ExecutionRequirementCode listName="conditions">other</ExecutionRequirementCode><Description>Inzet van SROI, 5 % van de opdrachtsom. Vragen aan inkoop@example.org.</Description></ContractExecutionRequirement>
            """);
        var contract = await Reading.Contract(Notice(Tender(1, "L1", Amount("100000")) + Settled(1, 1), lot));
        Assert.Equal(["BT-775 opp", "BT-06 soc-obj", "BT-71 res-ws", "BT-736 yes"], contract.SocialCodes.Select(c => $"{c.Field} {c.Code}"));
        var hint = Assert.Single(contract.SocialReturnHints);
        Assert.Equal("Inzet van SROI, 5 % van de opdrachtsom. Vragen aan […]", hint.Text);
        Assert.Equal("/ContractAwardNotice/ProcurementProjectLot/TenderingTerms/ContractExecutionRequirement[2]/Description", hint.Pointer);
    }

    [Theory]
    [InlineData("30", "DAY")]
    [InlineData("26", "WEEK")]
    [InlineData("1.5", "YEAR")]
    [InlineData("0", "MONTH")]
    public async Task A_duration_that_is_no_whole_months_is_a_warning(string count, string unit)
    {
        var notice = await Reading.One(Notice(Tender(1, "L1", Amount("100000")) + Settled(1, 1), Lot("L1", $"<PlannedPeriod><DurationMeasure unitCode=\"{unit}\">{count}</DurationMeasure></PlannedPeriod>")));
        Assert.Null(notice.Contracts[0].DurationMonths);
        Assert.Equal("period.not-in-months", notice.Codes());
    }
}
