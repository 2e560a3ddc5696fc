using SroiTracker.Contracts;
using SroiTracker.Domain;
using SroiTracker.Http;

namespace SroiTracker.Import;

/// <summary>The contracts of one OCDS release: its contracts, and the awards that have none yet.</summary>
internal sealed class OcdsRelease(JsonAt release, Findings findings)
{
    private readonly JsonAt _tender = release["tender"];
    private readonly Dictionary<string, JsonAt> _parties = [];
    private IReadOnlyList<NoticeOrganisation> _buyers = [];
    private NoticeSource _source = null!;

    internal IReadOnlyList<NoticeContract> Contracts()
    {
        var awards = release["awards"].Items.ToList();
        var contracts = release["contracts"].Items.ToList();
        if (awards.Count + contracts.Count == 0)
            throw new RefusedException(Refusals.NoticeKind.At(release["tag"].Pointer, string.Join(", ", release["tag"].Items.Select(t => t.Text))));
        if (awards.Count > Findings.MostContracts || contracts.Count > Findings.MostContracts)
            throw new RefusedException(Refusals.NoticeTooMany.At(release.Pointer, Findings.MostContracts));
        foreach (var party in release["parties"].Items)
            if (party["id"].Text is { } id) _parties.TryAdd(id, party);
        _buyers = Buyers();
        _source = Source();

        var found = new List<NoticeContract>();
        foreach (var contract in contracts)
        {
            if (contract["status"].Text is "cancelled")
            {
                findings.Skip(Refusals.AwardNotInForce, contract["status"].Pointer, contract["status"].Text);
                continue;
            }
            var awardId = contract["awardID"].Text;
            var award = awardId is null ? default : awards.Find(a => a["id"].Text == awardId);
            var isOnlyOfAward = contracts.Count(c => c["awardID"].Text == awardId) == 1;
            Add(contract, award.Pointer is null ? new(default, contract.Pointer) : award, isOnlyOfAward, contracts.Count == 1);
        }
        foreach (var award in awards)
        {
            var id = award["id"].Text;
            if (contracts.Exists(c => c["awardID"].Text == id || c["id"].Text == id)) continue;
            Add(default, award, true, contracts.Count + awards.Count == 1);
        }
        return found;

        void Add(JsonAt contract, JsonAt award, bool isOnlyOfAward, bool isOnly)
        {
            if (award["status"].Text is { } status and not "active")
            {
                findings.Skip(Refusals.AwardNotInForce, award["status"].Pointer, status);
                return;
            }
            var own = contract.IsThere ? contract : award;
            var suppliers = award["suppliers"].Items.Concat(contract.IsThere ? contract["suppliers"].Items : []).Select(Party).OfType<NoticeOrganisation>().Distinct().ToList();
            if (suppliers.Count == 0) findings.Skip(Refusals.AwardNoWinner, own.Pointer, own["id"].Text);
            else found.Add(findings.Checked(Contract(contract, award, own, suppliers, isOnlyOfAward, isOnly), own.Pointer));
        }
    }

    private NoticeContract Contract(JsonAt contract, JsonAt award, JsonAt own, IReadOnlyList<NoticeOrganisation> suppliers, bool isOnlyOfAward, bool isOnly)
    {
        var lotIds = award["relatedLots"].Items.Concat(contract.IsThere ? contract["relatedLots"].Items : [])
            .Select(l => l.Text).OfType<string>().Distinct().Order(StringComparer.Ordinal).ToList();
        var lots = _tender["lots"].Items.Where(l => lotIds.Contains(l["id"].Text ?? "")).ToList();
        var lot = lots.Count == 1 ? lots[0] : new JsonAt(default, _tender.Pointer);
        var title = own["title"].Or(award["title"]).Or(lot["title"]).Or(_tender["title"]).Or(release["title"]);
        var period = own["period"].Or(award["contractPeriod"]).Or(lot["contractPeriod"]).Or(_tender["contractPeriod"]);
        var items = new[] { own["items"], award["items"] }.FirstOrDefault(i => i.Items.Any());
        var about = items.IsThere ? items.Items.ToList() : [.. _tender["items"].Items.Where(i => lotIds.Count == 0 || i["relatedLot"].Text is not { } l || lotIds.Contains(l))];
        if (new[] { lot["options"], _tender["options"] }.FirstOrDefault(o => o["description"].IsThere) is { IsThere: true } options) findings.Warn(Refusals.OptionsInWords, options.Pointer);
        var contractId = contract.IsThere ? contract["id"].Text : null;
        return new()
        {
            Source = _source with
            {
                LotId = Findings.Id(string.Join(' ', lotIds)),
                AwardId = Findings.Id(award["id"].Text),
                ContractId = Findings.Id(contractId),
            },
            Buyers = _buyers,
            Suppliers = suppliers,
            Reference = Findings.Reference(
                (contract.IsThere ? contract["identifiers"].Items.Select(i => i["id"].Text).FirstOrDefault() : null) ?? contractId ?? award["id"].Text,
                _tender["identifiers"].Items.Select(i => i["id"].Text).FirstOrDefault(), isOnly),
            Title = findings.Title(title.Text, title.Pointer),
            Kind = Kind(lot),
            Nature = own["mainProcurementCategory"].Or(lot["mainProcurementCategory"]).Or(_tender["mainProcurementCategory"]).Text switch
            {
                "works" => ContractNature.Works, "services" => ContractNature.Services, "goods" => ContractNature.Supplies, _ => null,
            },
            Value = Value(contract, award, isOnlyOfAward),
            EstimatedValue = Amount(lot["value"].Or(_tender["value"])),
            StartDate = Day(period["startDate"]),
            EndDate = Day(period["endDate"]),
            DurationMonths = period["startDate"].IsThere && period["endDate"].IsThere ? null : findings.Months(period["durationInDays"].Text, "DAY", period["durationInDays"].Pointer),
            AwardDate = Day(award["date"]),
            SignatureDate = contract.IsThere ? Day(contract["dateSigned"]) : null,
            PublicationDate = _tender["documents"].Items.Where(d => d["documentType"].Text == "tenderNotice").Select(d => Day(d["datePublished"])).FirstOrDefault(),
            Cpv = [.. Cpv(about).Concat(Cpv([_tender])).Distinct()],
            Nuts = [.. about.SelectMany(i => i["deliveryAddresses"].Items).Select(a => a["region"].Text).OfType<string>().Distinct()],
            SocialCodes = [.. lots.Append(_tender).SelectMany(SocialCodes).Distinct()],
            SocialReturnHints = SocialReturnMentions.In(Texts(lots, award, own)),
        };
    }

    private NoticeSource Source() => new()
    {
        Format = NoticeFormat.Ocds,
        NoticeId = Findings.Id(release["id"].Text),
        // A release made from a notice in the Official Journal has its number as id, or that of the document it names.
        PublicationNumber = release["awards"].Items.SelectMany(a => a["documents"].Items).Where(d => d["documentType"].Text == "awardNotice").Select(d => d["id"])
            .Prepend(release["id"]).Select(n => ContractIdentity.PublicationNumber(n.Text)).FirstOrDefault(n => n is not null),
        PublishedDate = Day(release["date"]),
        IssuedAt = Findings.Instant(release["date"].Text, null),
        ProcedureId = Findings.Id(_tender["id"].Text),
        Ocid = Findings.Id(release["ocid"].Text),
        EarlierNotices = [.. release["relatedProcesses"].Items
            .Where(p => p["relationship"].Items.All(r => r.Text is not ("framework" or "parent")))
            .Select(p => ContractIdentity.NoticeNumber(p["identifier"].Text)).OfType<string>().Distinct()],
        IsModification = release["tag"].Items.Any(t => t.Text is "contractAmendment" or "contractUpdate" or "awardUpdate"),
    };

    private IReadOnlyList<NoticeOrganisation> Buyers()
    {
        var named = release["buyer"].IsThere
            ? [release["buyer"]]
            : release["parties"].Items.Where(p => p["roles"].Items.Any(r => r.Text == "buyer")).ToList();
        var buyers = named.Select(Party).OfType<NoticeOrganisation>().ToList();
        return buyers.Count > 0 ? buyers : throw new RefusedException(Refusals.NoticeNoBuyer.At(release["buyer"].Pointer));
    }

    private NoticeOrganisation? Party(JsonAt reference)
    {
        var party = reference["id"].Text is { } id && _parties.TryGetValue(id, out var known) ? known : reference;
        var numbers = new[] { party["identifier"] }.Concat(party["additionalIdentifiers"].Items).Where(i => i["id"].Text is not null).ToList();
        var number = numbers.Count > 0 ? numbers[0] : new JsonAt(default, party.Pointer);
        var address = party["address"];
        return findings.Organisation(party["name"].Or(reference["name"]).Or(party["identifier"]["legalName"]).Text, number["id"].Text,
            address["country"].Or(address["countryName"]).Text, number["scheme"].Text, number.Pointer);
    }

    private Money? Value(JsonAt contract, JsonAt award, bool isOnlyOfAward)
    {
        var awarded = Amount(award["value"]);
        if (!contract.IsThere) return awarded;
        if (Amount(contract["value"]) is { } value)
        {
            if (isOnlyOfAward) findings.Compare(awarded, award["value"].Pointer, [(value, contract["value"].Pointer)]);
            return value;
        }
        if (isOnlyOfAward || awarded is null) return awarded;
        findings.Warn(Refusals.AmountOfSeveral, award["value"].Pointer);
        return null;
    }

    private ContractKind? Kind(JsonAt lot)
    {
        if (release["relatedProcesses"].Items.Any(p => p["relationship"].Items.Any(r => r.Text == "framework"))) return ContractKind.CallOff;
        var framework = lot["techniques"]["hasFrameworkAgreement"].Or(_tender["techniques"]["hasFrameworkAgreement"]);
        return framework.IsTrue ? ContractKind.FrameworkAgreement : framework.IsThere ? ContractKind.Contract : null;
    }

    private static IEnumerable<string> Cpv(IEnumerable<JsonAt> items) =>
        items.SelectMany(i => new[] { i["classification"] }.Concat(i["additionalClassifications"].Items))
            .Where(c => c["scheme"].Text == "CPV").Select(c => c["id"].Text?.Split('-')[0]).OfType<string>().Where(c => c.Length == 8 && c.All(char.IsAsciiDigit));

    // The other way round than the EU profile for OCDS writes them; a goal it does not know stays as it is.
    private static IEnumerable<SocialCode> SocialCodes(JsonAt lot)
    {
        foreach (var goal in lot["sustainability"].Items.Select(s => s["goal"].Text).OfType<string>().Where(g => g.StartsWith("social", StringComparison.Ordinal)))
            yield return new("BT-775", goal switch
            {
                "social.disadvantagedEmploymentOpportunities" => "opp",
                "social.laborRights" => "work-cond",
                "social.ethnicEquality" => "et-eq",
                "social.genderEquality" => "gen-eq",
                "social.humanRightsInSupplyChains" or "social.humanRightsInSupplyChain" => "hum-right",
                _ => goal,
            });
        foreach (var reserved in lot["otherRequirements"]["reservedParticipation"].Items.Select(r => r.Text).OfType<string>())
            yield return new("BT-71", reserved switch { "shelteredWorkshop" => "res-ws", "publicServiceMissionOrganization" => "res-pub-ser", _ => reserved });
        if (lot["contractTerms"]["reservedExecution"] is { IsThere: true } execution) yield return new("BT-736", execution.IsTrue ? "yes" : "no");
    }

    private IEnumerable<(string, string)> Texts(IReadOnlyList<JsonAt> lots, JsonAt award, JsonAt own)
    {
        var about = lots.Append(_tender).ToList();
        return about.SelectMany(l => l["awardCriteria"]["criteria"].Items).SelectMany(c => new[] { c["name"], c["description"] })
            .Concat(about.SelectMany(l => new[] { l["awardCriteriaDetails"], l["eligibilityCriteria"], l["contractTerms"]["performanceTerms"] }))
            .Concat(about.SelectMany(l => l["selectionCriteria"]["criteria"].Items).Select(c => c["description"]))
            .Concat(about.SelectMany(l => l["sustainability"].Items).Select(s => s["description"]))
            .Concat(about.Select(l => l["description"])).Append(award["description"]).Append(own["description"])
            .Where(t => t.Text is not null).Select(t => (t.Text!, t.Pointer));
    }

    private Money? Amount(JsonAt value) => value.IsThere ? findings.Amount(value["amount"].Text, value["currency"].Text, $"{value.Pointer}/amount") : null;

    private DateOnly? Day(JsonAt value) => findings.Day(value.Text, value.Pointer);
}
