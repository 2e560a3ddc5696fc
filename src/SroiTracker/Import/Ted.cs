using System.Runtime.CompilerServices;
using System.Xml.Linq;
using SroiTracker.Contracts;
using SroiTracker.Domain;
using SroiTracker.Http;

namespace SroiTracker.Import;

/// <summary>
/// Award notices in the format of before eForms, TED_EXPORT R2.0.9: F03 (award), F06 (utilities), F20 (modification),
/// F21 and F22 (social and other specific services, where the notice is an award). These forms hold no period, save F20,
/// and no procedure identifier: the number of the notice that called for competition takes its place.
/// </summary>
internal static class Ted
{
    private static readonly HashSet<string> Forms = ["F03", "F06", "F20", "F21", "F22"];

    internal static async IAsyncEnumerable<ReadNotice> Read(Spool spool, [EnumeratorCancellation] CancellationToken token)
    {
        var root = await NoticeXml.Load(spool, token);
        yield return NoticeFile.One(0, root.Place(), root.Given("DOC_ID"), findings => new Notice(root, findings).Contracts());
    }

    private sealed class Notice(XElement root, Findings findings)
    {
        // A notice may be there in several languages.
        private readonly XElement? _form = root.One("FORM_SECTION")?.Elements()
            .OrderByDescending(f => f.Given("LG") == "NL").ThenByDescending(f => f.Given("CATEGORY") == "ORIGINAL").FirstOrDefault();
        private readonly XElement? _coded = root.One("CODED_DATA_SECTION");

        internal IReadOnlyList<NoticeContract> Contracts()
        {
            var version = root.Given("VERSION") ?? "";
            var kind = _form?.Given("FORM") ?? "";
            if (!version.StartsWith("R2.0.9", StringComparison.Ordinal)) throw new RefusedException(Refusals.NoticeKind.At(root.Pointer(), $"TED_EXPORT {version}"));
            if (_form is null || !Forms.Contains(kind)) throw new RefusedException(Refusals.NoticeKind.At(root.Pointer(), kind));
            if (_form.One("NOTICE") is { } type && type.Given("TYPE") != "AWARD_CONTRACT")
                throw new RefusedException(Refusals.NoticeKind.At(type.Pointer(), $"{kind} {type.Given("TYPE")}"));

            var body = _form.One("CONTRACTING_BODY");
            var buyers = body.All("ADDRESS_CONTRACTING_BODY").Concat(body.All("ADDRESS_CONTRACTING_BODY_ADDITIONAL")).Select(Party).OfType<NoticeOrganisation>().ToList();
            if (buyers.Count == 0) throw new RefusedException(Refusals.NoticeNoBuyer.At((body ?? _form).Pointer()));

            var awards = _form.All("AWARD_CONTRACT").ToList();
            if (awards.Count > Findings.MostContracts) throw new RefusedException(Refusals.NoticeTooMany.At(_form.Pointer(), Findings.MostContracts));
            var given = awards.Where(IsGiven).ToList();
            var contracts = new List<NoticeContract>();
            var values = new List<(Money?, string)>();
            foreach (var award in given)
            {
                var suppliers = Winners(award);
                if (suppliers.Count == 0)
                {
                    findings.Skip(Refusals.AwardNoWinner, award.Pointer(), award.One("LOT_NO").Text() ?? award.Given("ITEM"));
                    continue;
                }
                var contract = Contract(award, buyers, suppliers, given.Count == 1);
                contracts.Add(findings.Checked(contract, award.Pointer()));
                values.Add((contract.Value, award.Pointer()));
            }
            if (_form.First("OBJECT_CONTRACT/VAL_TOTAL") is { } total && contracts.Count > 0) findings.Compare(Amount(total), total.Pointer(), values);
            return contracts;
        }

        private bool IsGiven(XElement award)
        {
            if (award.One("NO_AWARDED_CONTRACT") is not { } none) return award.One("AWARDED_CONTRACT") is not null;
            findings.Skip(Refusals.AwardNoWinner, none.Pointer(), award.One("LOT_NO").Text() ?? none.Elements().FirstOrDefault()?.Name.LocalName);
            return false;
        }

        private NoticeContract Contract(XElement award, IReadOnlyList<NoticeOrganisation> buyers, IReadOnlyList<NoticeOrganisation> suppliers, bool isOnly)
        {
            var subject = _form.One("OBJECT_CONTRACT")!;
            var lot = award.One("LOT_NO").Text();
            var objects = subject.All("OBJECT_DESCR").ToList();
            var described = objects.Count == 1 ? objects[0] : objects.Find(o => o.One("LOT_NO").Text() is { } no && no == lot);
            // A modification restates in section VII what holds from now on.
            var changed = _form.First("MODIFICATIONS_CONTRACT/DESCRIPTION_PROCUREMENT");
            var period = changed ?? described;
            var concluded = award.First("AWARDED_CONTRACT/DATE_CONCLUSION_CONTRACT");
            var title = award.One("TITLE") ?? subject.One("TITLE");
            if (objects.Any(o => o.One("OPTIONS") is not null)) findings.Warn(Refusals.OptionsInWords, subject.Pointer());
            return new()
            {
                Source = Source(award, lot),
                Buyers = buyers,
                Suppliers = suppliers,
                SupplierRole = suppliers.Count > 1 && (changed ?? award).Anywhere("AWARDED_TO_GROUP").Any() ? SupplierRole.Joint : null,
                Reference = Findings.Reference(award.One("CONTRACT_NO").Text(), subject.One("REFERENCE_NUMBER").Text(), isOnly),
                Title = findings.Title(title.Text(), (title ?? subject).Pointer()),
                Kind = _form.First("PROCEDURE/FRAMEWORK") is not null ? ContractKind.FrameworkAgreement : null,
                Nature = subject.One("TYPE_CONTRACT").Given("CTYPE") switch
                {
                    "WORKS" => ContractNature.Works, "SERVICES" => ContractNature.Services, "SUPPLIES" => ContractNature.Supplies, _ => null,
                },
                Value = Value(award, changed),
                EstimatedValue = Amount(award.First("AWARDED_CONTRACT/VALUES/VAL_ESTIMATED_TOTAL") ?? award.First("AWARDED_CONTRACT/VAL_ESTIMATED_TOTAL")),
                StartDate = Day(period.One("DATE_START")),
                EndDate = Day(period.One("DATE_END")),
                DurationMonths = period.One("DURATION") is { } duration ? findings.Months(duration.Text(), duration.Given("TYPE"), duration.Pointer()) : null,
                SignatureDate = Day(concluded),
                Cpv = [.. Codes(changed, "CPV_MAIN/CPV_CODE").Concat(Codes(subject, "CPV_MAIN/CPV_CODE"))
                    .Concat(Codes(described, "CPV_ADDITIONAL/CPV_CODE")).Concat(Codes(changed, "CPV_ADDITIONAL/CPV_CODE")).Distinct()],
                Nuts = [.. Codes(changed ?? described, "NUTS").Distinct()],
                SocialCodes = [.. SocialCodes()],
                SocialReturnHints = SocialReturnMentions.In(Texts(subject, described)),
            };
        }

        private NoticeSource Source(XElement award, string? lot)
        {
            var number = ContractIdentity.PublicationNumber(_coded.First("NOTICE_DATA/NO_DOC_OJS").Text()) ?? ContractIdentity.PublicationNumber(root.Given("DOC_ID"));
            var sent = _form.First("COMPLEMENTARY_INFO/DATE_DISPATCH_NOTICE").Text();
            return new()
            {
                Format = NoticeFormat.Ted,
                NoticeId = Findings.Id(root.Given("DOC_ID")),
                PublicationNumber = number,
                PublishedDate = Day(_coded.First("REF_OJS/DATE_PUB")),
                IssuedAt = Findings.Instant(sent, null),
                LotId = Findings.Id(lot),
                AwardId = Findings.Id(award.Given("ITEM")),
                ContractId = Findings.Id(award.One("CONTRACT_NO").Text()),
                EarlierNotices = [.. _form.All("PROCEDURE/NOTICE_NUMBER_OJ").Select(n => ContractIdentity.NoticeNumber(n.Text())).OfType<string>().Where(n => n != number).Distinct()],
                IsModification = _form!.Given("FORM") == "F20",
            };
        }

        private IReadOnlyList<NoticeOrganisation> Winners(XElement award)
        {
            var changed = _form.First("MODIFICATIONS_CONTRACT/DESCRIPTION_PROCUREMENT").Anywhere("ADDRESS_CONTRACTOR").ToList();
            var addresses = changed.Count > 0 ? changed : [.. award.One("AWARDED_CONTRACT").Anywhere("ADDRESS_CONTRACTOR")];
            return [.. addresses.Select(Party).OfType<NoticeOrganisation>()];
        }

        private NoticeOrganisation? Party(XElement address) => findings.Organisation(
            address.One("OFFICIALNAME").Text(), address.One("NATIONALID").Text(), address.One("COUNTRY").Given("VALUE"), null, address.Pointer());

        private Money? Value(XElement award, XElement? changed)
        {
            var after = _form.First("MODIFICATIONS_CONTRACT/INFO_MODIFICATIONS/VALUES/VAL_TOTAL_AFTER");
            var restated = changed.First("VALUES/VAL_TOTAL");
            if (after is not null && restated is not null && Amount(after) is { } total) findings.Compare(Amount(restated), restated.Pointer(), [(total, after.Pointer())]);
            var given = award.One("AWARDED_CONTRACT");
            var values = given.All("VALUES/VAL_TOTAL").Concat(given.All("VAL_TOTAL")).ToList();
            if ((after ?? restated) is { } current) return Amount(current);
            if (values.Count == 0 && (given.First("VALUES/VAL_RANGE_TOTAL") ?? given.One("VAL_RANGE_TOTAL")) is { } range) findings.Warn(Refusals.AmountRange, range.Pointer());
            if (values.Count < 2) return Amount(values.FirstOrDefault());
            var first = Amount(values[0]);
            var second = Amount(values[1]);
            if (first == second) return first;
            findings.Warn(Refusals.AmountTwoTotals, values[0].Pointer(), values[0].Text(), values[1].Text(), values[1].Pointer());
            return null;
        }

        private IEnumerable<SocialCode> SocialCodes()
        {
            var left = _form.One("LEFTI");
            if (left.One("RESTRICTED_SHELTERED_WORKSHOP") is not null) yield return new("BT-71", "res-ws");
            if (left.One("RESERVED_ORGANISATIONS_SERVICE_MISSION") is not null) yield return new("BT-71", "res-pub-ser");
            if (left.One("RESTRICTED_SHELTERED_PROGRAM") is not null) yield return new("BT-736", "yes");
        }

        private IEnumerable<(string, string)> Texts(XElement subject, XElement? described) =>
            described.Anywhere("AC_CRITERION")
                .Concat(_form.One("LEFTI").Anywhere("P"))
                .Concat(subject.All("SHORT_DESCR/P"))
                .Concat(described.Anywhere("P"))
                .Concat(_form.First("COMPLEMENTARY_INFO/INFO_ADD").All("P"))
                .Select(e => (e.Value, e.Pointer()));

        private Money? Amount(XElement? element) => element is null ? null : findings.Amount(element.Text(), element.Given("CURRENCY"), element.Pointer());

        private DateOnly? Day(XElement? element) => element is null ? null : findings.Day(element.Text(), element.Pointer());

        private static IEnumerable<string> Codes(XElement? parent, string path) =>
            parent.All(path).Select(e => e.Given("CODE")?.Split('-')[0]).OfType<string>().Where(c => c.Length is > 1 and <= 10);
    }
}
