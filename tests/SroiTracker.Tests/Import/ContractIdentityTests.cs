using SroiTracker.Domain;
using SroiTracker.Import;

namespace SroiTracker.Tests.Import;

public sealed class ContractIdentityTests
{
    /// <summary>"buyer | procedure | ocid | publication number | earlier | lot | award | contract | reference"; empty is unknown.</summary>
    private static ContractIdentity Of(string text)
    {
        var p = text.Split('|').Select(t => t.Trim() is { Length: > 0 } v ? v : null).ToArray();
        var buyer = p[0]!.Split(' ', 2);
        OrganisationIdentifier.TryParse("NL-KVK", buyer[0], out var identifier, out _);
        return new(new NoticeSource
        {
            Format = NoticeFormat.Ocds, ProcedureId = p[1], Ocid = p[2], PublicationNumber = p[3], EarlierNotices = p[4] is null ? [] : [p[4]!], LotId = p[5], AwardId = p[6], ContractId = p[7],
        }, new(buyer[1], identifier, "NL"), p[8]);
    }

    [Theory]
    // the same procedure and contract
    [InlineData("12345678 A|P1|||||RES-1|CON-1|C-1", "12345678 A|P1|||||RES-1|CON-1|C-1", true)]
    // another buyer, procedure, lot or reference
    [InlineData("12345678 A|P1|||||RES-1|CON-1|C-1", "87654321 A|P1|||||RES-1|CON-1|C-1", false)]
    [InlineData("12345678 A|P1|||||RES-1|CON-1|C-1", "12345678 A|P2|||||RES-1|CON-1|C-1", false)]
    [InlineData("12345678 A|P1||||L1||CON-1|C-1", "12345678 A|P1||||L2||CON-1|C-1", false)]
    [InlineData("12345678 A|P1||||L1||CON-1|C-1", "12345678 A|P1||||L1||CON-1|C-2", false)]
    // OCDS has the reference as contract id, and no lot; LOT-0000 is no lot
    [InlineData("12345678 A|P1||||LOT-0000|RES-1|CON-1|C-1", "12345678 A|P1|o1||||RES-1|C-1|C-1", true)]
    // no procedure in common, but the publication number, or a notice that both name
    [InlineData("12345678 A|P1||191536-2024||||CON-1|C-1", "12345678 A||o1|191536-2024||||CON-1|", true)]
    [InlineData("12345678 A|||2-2023|1-2022|||10695|10695", "12345678 A|||3-2023|1-2022|||10695|10695", true)]
    [InlineData("12345678 A|||2-2023|1-2022|||10695|10695", "12345678 A|||3-2023|1-2022|||10696|10696", false)]
    [InlineData("12345678 A|||2-2023||||1|", "12345678 A|P9|||2-2023|||1|", true)]
    // two procedures may name one earlier notice
    [InlineData("12345678 A|P1|||1-2022|||CON-1|", "12345678 A|P2|||1-2022|||CON-1|", false)]
    // an award becomes a contract
    [InlineData("12345678 A|P1|||||RES-1||", "12345678 A|P1|||||RES-1|CON-1|C-1", true)]
    [InlineData("12345678 A|P1|||||RES-1||", "12345678 A|P1|||||RES-2||", false)]
    [InlineData("12345678 A|P1|||||||", "12345678 A|P1|||||||", false)]
    // a buyer without number goes by name
    [InlineData("- Gemeente  Súdwest-Fryslân|P1|||||RES-1||", "- gemeente sudwest fryslan|P1|||||RES-1||", true)]
    [InlineData("12345678 Gemeente A|P1|||||RES-1||", "- Gemeente B|P1|||||RES-1||", false)]
    public void One_contract_is_known_by_buyer_procedure_lot_and_contract(string a, string b, bool same)
    {
        Assert.Equal(same, Of(a).IsSameAs(Of(b)));
        Assert.Equal(same, Of(b).IsSameAs(Of(a)));
    }

    [Theory]
    [InlineData("00191536-2024", "191536-2024")]
    [InlineData("191536-2024", "191536-2024")]
    [InlineData("2024/S 065-191536", "191536-2024")]
    [InlineData("2018/S 038-083598", "83598-2018")]
    [InlineData("2022-945801", null)]
    [InlineData("n.a.", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_publication_number_is_the_same_in_every_format(string? written, string? number) => Assert.Equal(number, ContractIdentity.PublicationNumber(written));

    [Theory]
    [InlineData("E23F09EC-e388-47f1-94c2-f6e495b1cf27-01", "e23f09ec-e388-47f1-94c2-f6e495b1cf27")]
    [InlineData("00191536-2024", "191536-2024")]
    [InlineData("CON-0001", null)]
    public void A_notice_is_named_by_its_number_or_its_UUID_without_version(string written, string? number) => Assert.Equal(number, ContractIdentity.NoticeNumber(written));
}
