using System.Globalization;
using System.Runtime.CompilerServices;
using System.Xml.Linq;
using SroiTracker.Contracts;
using SroiTracker.Domain;
using SroiTracker.Http;

namespace SroiTracker.Import;

/// <summary>
/// Award notices in eForms (UBL ContractAwardNotice): subtypes 25 to 37 and the modifications 38 to 40. A contract is a
/// settled contract; a result with a winner but no settled contract yet is one too. Business terms (BT-…) are those of
/// the eForms SDK 1.15.
/// </summary>
internal static class EForms
{
    internal static async IAsyncEnumerable<ReadNotice> Read(Spool spool, [EnumeratorCancellation] CancellationToken token)
    {
        var root = await NoticeXml.Load(spool, token);
        yield return NoticeFile.One(0, root.Place(), Findings.Id(root.One("ID").Text()), findings => new Notice(root, findings).Contracts());
    }

    private sealed class Notice(XElement root, Findings findings)
    {
        private readonly XElement? _extension = root.First("UBLExtensions/UBLExtension/ExtensionContent/EformsExtension");
        private readonly XElement? _result = root.First("UBLExtensions/UBLExtension/ExtensionContent/EformsExtension/NoticeResult");
        private readonly EFormsLots _lots = new(root, findings);
        private readonly Dictionary<string, XElement> _organisations = [];
        private readonly Dictionary<string, XElement> _tenders = [];
        private readonly Dictionary<string, XElement> _tenderingParties = [];
        private IReadOnlyList<NoticeOrganisation> _buyers = [];
        private NoticeSource _source = null!;

        internal IReadOnlyList<NoticeContract> Contracts()
        {
            var kind = _extension.First("NoticeSubType/SubTypeCode").Text() ?? root.One("NoticeTypeCode").Text() ?? root.Name.LocalName;
            if (root.Name.LocalName != "ContractAwardNotice" || !int.TryParse(kind, CultureInfo.InvariantCulture, out var subtype) || subtype is < 25 or > 40)
                throw new RefusedException(Refusals.NoticeKind.At(root.Pointer(), $"{root.Name.LocalName} {kind}"));
            Index(_organisations, _extension.All("Organizations/Organization"), "Company/PartyIdentification/ID");
            Index(_tenders, _result.All("LotTender"), "ID");
            Index(_tenderingParties, _result.All("TenderingParty"), "ID");
            if (subtype <= 28) findings.Warn(Refusals.AwardIntended, root.Pointer(), subtype);
            if (_tenders.Count > Findings.MostContracts) throw new RefusedException(Refusals.NoticeTooMany.At(_result!.Pointer(), Findings.MostContracts));
            _buyers = Buyers();
            _source = Source(subtype);

            var settled = _result.All("SettledContract").ToList();
            var results = _result.All("LotResult").ToList();
            var found = settled.Select(s => (Element: s, Results: results.Where(r => Refers(r, "SettledContract/ID", s.One("ID").Text())).ToList(), Tenders: Of(s, "LotTender/ID", _tenders)))
                .Concat(results.Where(r => r.One("SettledContract") is null).Select(r => (Element: r, Results: new List<XElement> { r }, Tenders: Winning(r)))
                    .Where(r => r.Tenders.Count > 0))
                .Select(c => (c.Element, c.Results, c.Tenders, Suppliers: Suppliers(c.Element, c.Tenders)))
                .Where(c => c.Suppliers.Count > 0)
                .ToList();
            var contracts = new List<NoticeContract>();
            var values = new List<(Money?, string)>();
            foreach (var (element, of, tenders, suppliers) in found)
            {
                var (value, place) = Value(element, tenders, found.Count == 1);
                values.Add((value, place));
                contracts.Add(findings.Checked(Contract(element, of, tenders, suppliers, value, found.Count == 1), element.Pointer()));
            }
            if (contracts.Count > 0 && Amount(_result.One("TotalAmount")) is { } total) findings.Compare(total, _result.One("TotalAmount")!.Pointer(), values);
            return contracts;
        }

        private NoticeContract Contract(XElement element, List<XElement> results, List<XElement> tenders, IReadOnlyList<NoticeOrganisation> suppliers, Money? value, bool isOnly)
        {
            var isSettled = element.Name.LocalName == "SettledContract";
            var lotIds = tenders.Concat(results).SelectMany(t => t.All("TenderLot/ID")).Select(i => i.Text()).OfType<string>().Distinct().Order(StringComparer.Ordinal).ToList();
            var lots = _lots.Facts(lotIds, element.Pointer());
            var title = element.One("Title") is not null && isSettled ? EFormsLots.Spoken(element.All("Title"), root) : lots.Title;
            return new()
            {
                Source = _source with
                {
                    LotId = Findings.Id(string.Join(' ', lotIds)),
                    AwardId = results.Count == 1 ? Findings.Id(results[0].One("ID").Text()) : null,
                    ContractId = isSettled ? Findings.Id(element.One("ID").Text()) : null,
                },
                Buyers = _buyers,
                Suppliers = suppliers,
                SupplierRole = suppliers.Count > 1 && tenders.SelectMany(t => t.All("TenderingParty/ID")).Select(i => i.Text()).Distinct().Count() == 1 ? SupplierRole.Joint : null,
                Reference = Findings.Reference(element.First("ContractReference/ID").Text(), root.First("ProcurementProject/ID").Text(), isOnly),
                Title = findings.Title(title.Text(), (title ?? element).Pointer()),
                // BT-768: awarded within a framework agreement.
                Kind = element.One("ContractFrameworkIndicator").Text() == "true" ? ContractKind.CallOff : lots.Kind,
                Nature = lots.Nature,
                Value = value,
                EstimatedValue = lots.Estimated,
                StartDate = lots.Start,
                EndDate = lots.End,
                DurationMonths = lots.Months,
                // BT-1451, or the date of the whole result, which UBL demands and most publishers fill with 2000-01-01.
                AwardDate = Day(isSettled ? element.One("AwardDate") : null) ?? Day(root.First("TenderResult/AwardDate")),
                SignatureDate = isSettled ? Day(element.One("IssueDate")) : null,
                Cpv = lots.Cpv,
                Nuts = lots.Nuts,
                SocialCodes = lots.SocialCodes,
                SocialReturnHints = lots.Hints,
            };
        }

        private NoticeSource Source(int subtype)
        {
            var published = _extension.First("Publication/NoticePublicationID");
            var number = ContractIdentity.PublicationNumber(published.Text());
            // OPP-011 lies with the notices it names: those before it, and for a change or modification the one it changes.
            var earlier = root.All("TenderingProcess/NoticeDocumentReference/ID")
                .Concat(_extension.All("ContractModification/ChangedNoticeIdentifier"))
                .Concat(_extension.All("Changes/ChangedNoticeIdentifier"))
                .Select(e => ContractIdentity.NoticeNumber(e.Text())).OfType<string>().Distinct().ToList();
            if (number is not null && earlier.Contains(number))
            {
                findings.Warn(Refusals.NoticeNumberOfAnother, published!.Pointer(), number);
                number = null;
            }
            return new()
            {
                Format = NoticeFormat.EForms,
                NoticeId = Findings.Id(root.One("ID").Text()),
                PublicationNumber = number,
                PublishedDate = Day(_extension.First("Publication/PublicationDate")),
                IssuedAt = Findings.Instant(root.One("IssueDate").Text(), root.One("IssueTime").Text()),
                ProcedureId = Findings.Id(root.One("ContractFolderID").Text()),
                EarlierNotices = earlier,
                IsModification = subtype >= 38,
            };
        }

        private IReadOnlyList<NoticeOrganisation> Buyers()
        {
            var parties = root.All("ContractingParty/Party/PartyIdentification/ID").ToList();
            var buyers = parties.Where(p => p.Text() is { } id && _organisations.ContainsKey(id)).Select(p => _organisations[p.Text()!])
                .OrderByDescending(o => o.One("GroupLeadIndicator").Text() == "true").Select(Party).OfType<NoticeOrganisation>().ToList();
            return buyers.Count > 0 ? buyers : throw new RefusedException(Refusals.NoticeNoBuyer.At((parties.FirstOrDefault() ?? root).Pointer()));
        }

        private IReadOnlyList<NoticeOrganisation> Suppliers(XElement element, List<XElement> tenders)
        {
            var organisations = tenders.SelectMany(t => Of(t, "TenderingParty/ID", _tenderingParties)).Distinct()
                .SelectMany(p => Of(p, "Tenderer/ID", _organisations)).Distinct().ToList();
            foreach (var person in organisations.Select(o => o.One("NaturalPersonIndicator")).Where(i => i.Text() == "true"))
                findings.Warn(Refusals.OrganisationNaturalPerson, person!.Pointer());
            var suppliers = organisations.Select(Party).OfType<NoticeOrganisation>().ToList();
            if (suppliers.Count == 0) findings.Skip(Refusals.AwardNoWinner, element.Pointer(), element.One("ID").Text());
            return suppliers;
        }

        private NoticeOrganisation? Party(XElement organisation)
        {
            var company = organisation.One("Company");
            var country = company.First("PostalAddress/Country/IdentificationCode").Text();
            // Several numbers may be given; one of a known register says most.
            var numbers = company.All("PartyLegalEntity/CompanyID").ToList();
            var number = numbers.Find(n => Number(n, country) is { } known && known.IsOfRegister()) ?? numbers.FirstOrDefault();
            var name = EFormsLots.Spoken(company.All("PartyName/Name"), root).Text();
            return findings.Organisation(name, number.Text(), country, number.Given("schemeID"), (number ?? company ?? organisation).Pointer());
        }

        private static OrganisationIdentifier? Number(XElement number, string? country) =>
            RegisterNumber.Read(number.Text(), RegisterNumber.Country(country), number.Given("schemeID"), "").Identifier;

        // The tenders of a result may include those that lost: only one tender, or the one ranked first, is surely the winner.
        private List<XElement> Winning(XElement result)
        {
            var code = result.One("TenderResultCode");
            if (code.Text() is "clos-nw" or "open-nw")
            {
                findings.Skip(Refusals.AwardNoWinner, code!.Pointer(), $"{result.First("TenderLot/ID").Text()} {code.Text()}");
                return [];
            }
            var tenders = Of(result, "LotTender/ID", _tenders);
            var first = tenders.Where(t => t.One("RankCode").Text() == "1").ToList();
            if (tenders.Count == 1 || first.Count == 1) return first.Count == 1 ? first : tenders;
            if (tenders.Count == 0) findings.Skip(Refusals.AwardNoWinner, result.Pointer(), result.First("TenderLot/ID").Text());
            else findings.Skip(Refusals.AwardWinnerUnclear, result.Pointer(), tenders.Count);
            return [];
        }

        // BT-720 of the tenders of the contract; the total of the notice (BT-161) only when this is all there is in it.
        private (Money? Value, string Place) Value(XElement element, List<XElement> tenders, bool isOnly)
        {
            var amounts = tenders.SelectMany(t => t.All("LegalMonetaryTotal/PayableAmount").Select(a => (Element: a, Tender: t, Money: Amount(a)))).Where(a => a.Money is not null).ToList();
            if (amounts.GroupBy(a => a.Tender).FirstOrDefault(t => t.DistinctBy(a => a.Money).Count() > 1)?.ToList() is [var one, var other, ..])
            {
                findings.Warn(Refusals.AmountTwoTotals, one.Element.Pointer(), Findings.Words(one.Money!), Findings.Words(other.Money!), other.Element.Pointer());
                return (null, element.Pointer());
            }
            amounts = [.. amounts.DistinctBy(a => a.Tender)];
            if (amounts.Count > 0)
            {
                // A contract over several lots is worth their sum; several tenders for one lot are worth nobody knows what.
                if (amounts.Count == tenders.Count && amounts.DistinctBy(a => a.Money!.Currency).Count() == 1
                    && amounts.DistinctBy(a => a.Tender.First("TenderLot/ID").Text()).Count() == amounts.Count)
                    return (amounts[0].Money! with { Amount = amounts.Sum(a => a.Money!.Amount) }, amounts[0].Element.Pointer());
                findings.Warn(Refusals.AmountOfSeveral, amounts[0].Element.Pointer());
                return (null, element.Pointer());
            }
            if (!isOnly || _result.One("TotalAmount") is not { } total || Amount(total) is not { } value) return (null, element.Pointer());
            findings.Warn(Refusals.AmountOfNotice, total.Pointer());
            return (value, total.Pointer());
        }

        private Money? Amount(XElement? element) => element is null ? null : findings.Amount(element.Text(), element.Given("currencyID"), element.Pointer());

        private DateOnly? Day(XElement? element) => element is null ? null : findings.Day(element.Text(), element.Pointer());

        private static void Index(Dictionary<string, XElement> by, IEnumerable<XElement> elements, string path)
        {
            foreach (var element in elements)
                if (element.First(path).Text() is { } id) by.TryAdd(id, element);
        }

        private static List<XElement> Of(XElement from, string path, Dictionary<string, XElement> by) =>
            [.. from.All(path).Select(i => i.Text()).OfType<string>().Distinct().Where(by.ContainsKey).Select(i => by[i])];

        private static bool Refers(XElement from, string path, string? id) => id is not null && from.All(path).Any(i => i.Text() == id);
    }
}
