using static SroiTracker.Domain.RefusalKind;

namespace SroiTracker.Domain;

// What can be said of a file of notices.
public static partial class Refusals
{
    // -- import: the whole file ------------------------------------------------------------------------------------
    public static readonly Refusal ImportEmpty = new("import.empty", BadInput, "Het bestand is leeg.", "The file is empty.");
    public static readonly Refusal ImportFormatUnknown = new("import.format-unknown", BadInput, "Dit is geen OCDS, eForms, TED-export of CSV met de beschreven kolommen.", "This is not OCDS, eForms, a TED export or CSV with the documented columns.");
    public static readonly Refusal ImportOtherFormat = new("import.other-format", BadInput, "Er is {0} gevraagd, maar de inhoud is {1}.", "Asked for was {0}, but the content is {1}.");
    public static readonly Refusal ImportMalformed = new("import.malformed", BadInput, "Het bestand is niet welgevormd: regel {0}, kolom {1}.", "The file is not well formed: line {0}, column {1}.");
    public static readonly Refusal ImportEncoding = new("import.encoding", BadInput, "Het bestand is geen geldige UTF-8: regel {0}, kolom {1}.", "The file is not valid UTF-8: line {0}, column {1}.");
    public static readonly Refusal ImportDtd = new("import.dtd", BadInput, "Een XML-bestand met een DTD (DOCTYPE) wordt niet gelezen: regel {0}, kolom {1}.", "An XML file with a DTD (DOCTYPE) is not read: line {0}, column {1}.");
    public static readonly Refusal ImportTooDeep = new("import.too-deep", BadInput, "Het bestand is dieper dan {0} niveaus genest: regel {1}, kolom {2}.", "The file is nested deeper than {0} levels: line {1}, column {2}.");
    public static readonly Refusal ImportTooLong = new("import.too-long", BadInput, "Een waarde of regel is langer dan {0} bytes: regel {1}, kolom {2}.", "A value or line is longer than {0} bytes: line {1}, column {2}.");
    public static readonly Refusal ImportTooMany = new("import.too-many", BadInput, "Een bestand mag hoogstens {0} aankondigingen bevatten.", "A file may hold at most {0} notices.");
    public static readonly Refusal ImportSeveralDocuments = new("import.several-documents", BadInput, "Er staat meer dan één JSON-document in het bestand (regel {0}); stuur één package.", "The file holds more than one JSON document (line {0}); send one package.");
    public static readonly Refusal ImportColumns = new("import.columns", BadInput, "De kolom {0} ontbreekt, is onbekend of staat er dubbel in.", "The column {0} is missing, unknown or there twice.");

    // -- import: why a notice gives no contract --------------------------------------------------------------------
    public static readonly Refusal NoticeKind = new("notice.kind", BadInput, "Deze soort aankondiging ({0}) meldt geen gunning.", "This kind of notice ({0}) reports no award.");
    public static readonly Refusal NoticeNoAward = new("notice.no-award", BadInput, "Deze aankondiging bevat geen gunning.", "This notice holds no award.");
    public static readonly Refusal NoticeTooLarge = new("notice.too-large", BadInput, "Eén aankondiging mag hoogstens {0} bytes zijn.", "One notice may have at most {0} bytes.");
    public static readonly Refusal NoticeTooMany = new("notice.too-many", BadInput, "Eén aankondiging mag hoogstens {0} gunningen bevatten.", "One notice may hold at most {0} awards.");
    public static readonly Refusal NoticeTooManySuppliers = new("notice.too-many-suppliers", BadInput, "Eén contract mag hoogstens {0} leveranciers hebben.", "One contract may have at most {0} suppliers.");
    public static readonly Refusal NoticeNotAnObject = new("notice.not-an-object", BadInput, "Hier hoort een release of record te staan.", "A release or record is expected here.");
    public static readonly Refusal NoticeFieldTwice = new("notice.field-twice", BadInput, "In deze aankondiging staat een veld twee keer.", "A field is twice in this notice.");
    public static readonly Refusal NoticeLinkedReleases = new("notice.linked-releases", BadInput, "Dit record verwijst alleen naar releases elders; stuur een record met compiledRelease of met de releases zelf.", "This record only links to releases elsewhere; send a record with a compiledRelease or with the releases themselves.");
    public static readonly Refusal NoticeNoBuyer = new("notice.no-buyer", BadInput, "Er staat niet in wie de opdrachtgever is.", "It does not say who the buyer is.");
    public static readonly Refusal AwardNoWinner = new("award.no-winner", BadInput, "Er is geen winnaar ({0}).", "There is no winner ({0}).");
    public static readonly Refusal AwardWinnerUnclear = new("award.winner-unclear", BadInput, "Van {0} inschrijvingen is niet te zeggen welke won.", "Of {0} tenders it cannot be told which one won.");
    public static readonly Refusal AwardNotInForce = new("award.not-in-force", BadInput, "De gunning geldt niet (status {0}).", "The award is not in force (status {0}).");
    public static readonly Refusal AmountUnreadable = new("amount.unreadable", BadInput, "Dit bedrag is niet eenduidig te lezen: {0}.", "This amount cannot be read unambiguously: {0}.");
    public static readonly Refusal AmountTooLarge = new("amount.too-large", BadInput, "Dit bedrag is te groot.", "This amount is too large.");
    public static readonly Refusal AmountNegative = new("amount.negative", BadInput, "Een contractwaarde kan niet negatief zijn: {0}.", "A contract value cannot be negative: {0}.");
    public static readonly Refusal PeriodReversed = new("period.reversed", BadInput, "Het einde ({1}) ligt voor het begin ({0}).", "The end ({1}) lies before the start ({0}).");

    // -- import: what an officer should look at (warnings) ---------------------------------------------------------
    public static readonly Refusal AwardIntended = new("award.intended", BadInput, "Dit is een voorgenomen gunning (eForms {0}); ga na of het contract is gesloten.", "This is an intended award (eForms {0}); check whether the contract was concluded.");
    public static readonly Refusal AmountMissing = new("amount.missing", BadInput, "De waarde ontbreekt.", "The value is missing.");
    public static readonly Refusal AmountPlaceholder = new("amount.placeholder", BadInput, "Het bedrag {0} {1} is een opvulwaarde en telt niet als waarde.", "The amount {0} {1} is a placeholder and does not count as a value.");
    public static readonly Refusal AmountNoCurrency = new("amount.no-currency", BadInput, "Bij het bedrag {0} staat geen geldige munteenheid.", "The amount {0} has no valid currency.");
    public static readonly Refusal AmountDecimals = new("amount.decimals", BadInput, "Het bedrag {0} heeft meer dan twee decimalen.", "The amount {0} has more than two decimals.");
    public static readonly Refusal AmountTwoTotals = new("amount.two-totals", BadInput, "Er staan twee verschillende totalen: {0} hier en {1} in {2}.", "There are two different totals: {0} here and {1} in {2}.");
    public static readonly Refusal AmountOfNotice = new("amount.of-notice", BadInput, "Bij het contract staat geen waarde; genomen is het totaal van de aankondiging, waarvan dit het enige contract is.", "The contract has no value; taken is the total of the notice, of which it is the only contract.");
    public static readonly Refusal AmountOfSeveral = new("amount.of-several", BadInput, "De waarde is niet per contract gegeven.", "The value is not given per contract.");
    public static readonly Refusal AmountOtherCurrency = new("amount.other-currency", BadInput, "De raming ({0}) is in een andere munteenheid dan de waarde ({1}) en is weggelaten.", "The estimate ({0}) is in another currency than the value ({1}) and was left out.");
    public static readonly Refusal AmountRange = new("amount.range", BadInput, "Er staat een bandbreedte in plaats van een waarde.", "There is a range instead of a value.");
    public static readonly Refusal DatePlaceholder = new("date.placeholder", BadInput, "De datum {0} is een opvulwaarde.", "The date {0} is a placeholder.");
    public static readonly Refusal DateUnreadable = new("date.unreadable", BadInput, "Dit is geen datum: {0}.", "This is not a date: {0}.");
    public static readonly Refusal DateAmbiguous = new("date.ambiguous", BadInput, "Het tijdstip {0} is in Nederland al de volgende dag; genomen is de dag die er staat.", "The instant {0} is already the next day in the Netherlands; taken is the day as written.");
    public static readonly Refusal DateOutOfOrder = new("date.out-of-order", BadInput, "De ondertekening ({0}) ligt na het einde ({1}).", "The signature ({0}) lies after the end ({1}).");
    public static readonly Refusal PeriodMissing = new("period.missing", BadInput, "De looptijd ontbreekt.", "The period is missing.");
    public static readonly Refusal PeriodOpen = new("period.open", BadInput, "De looptijd is onbepaald of onbekend.", "The period is unlimited or unknown.");
    public static readonly Refusal PeriodNotInMonths = new("period.not-in-months", BadInput, "De looptijd van {0} ({1}) is niet in hele maanden uit te drukken.", "The period of {0} ({1}) cannot be put in whole months.");
    public static readonly Refusal LotsDiffer = new("lots.differ", BadInput, "Dit contract omvat percelen met een verschillende looptijd.", "This contract covers lots with different periods.");
    public static readonly Refusal OptionsInWords = new("options.in-words", BadInput, "Er zijn opties in woorden; vul hun waarde aan.", "There are options in words; add their value.");
    public static readonly Refusal BuyersSeveral = new("buyers.several", BadInput, "Er zijn {0} opdrachtgevers; het contract staat op naam van de eerste.", "There are {0} buyers; the contract is in the name of the first.");
    public static readonly Refusal SuppliersRoleUnknown = new("suppliers.role-unknown", BadInput, "Er zijn {0} winnaars; de aankondiging zegt niet of zij een combinatie zijn.", "There are {0} winners; the notice does not say whether they are joint.");
    public static readonly Refusal OrganisationNaturalPerson = new("organisation.natural-person", BadInput, "Deze partij is aangemerkt als natuurlijk persoon; ga na of dat klopt.", "This party is marked as a natural person; check whether that is right.");
    public static readonly Refusal OrganisationIdentifierOdd = new("organisation.identifier-odd", BadInput, "Het nummer {0} past bij geen bekend Nederlands register.", "The number {0} fits no known Dutch register.");
    public static readonly Refusal OrganisationSchemeDoubtful = new("organisation.scheme-doubtful", BadInput, "Het nummer {0} heeft niet de vorm van {1}.", "The number {0} does not have the form of {1}.");
    public static readonly Refusal OrganisationNamePlaceholder = new("organisation.name-placeholder", BadInput, "De naam {0} is een opvulwaarde; deze partij is weggelaten.", "The name {0} is a placeholder; this party is left out.");
    public static readonly Refusal TextMasked = new("text.masked", BadInput, "Een e-mailadres, telefoonnummer of mogelijk burgerservicenummer is uit deze tekst weggehaald.", "An e-mail address, telephone number or possible citizen service number was taken out of this text.");
    public static readonly Refusal TextCut = new("text.cut", BadInput, "Deze tekst is na {0} tekens afgekapt.", "This text was cut off after {0} characters.");
    public static readonly Refusal NoticeNumberOfAnother = new("notice.number-of-another", BadInput, "Het publicatienummer {0} is van een eerdere aankondiging en is niet overgenomen.", "The publication number {0} is that of an earlier notice and was not taken over.");

    // -- import: what became of a notice that was read -------------------------------------------------------------
    public static readonly Refusal ImportBuyerOutside = new("import.buyer-outside", BadInput, "De opdrachtgever valt buiten uw bereik of is nog niet bekend.", "The buyer is outside your scope or not known yet.");
    public static readonly Refusal ImportPartyAmbiguous = new("import.party-ambiguous", BadInput, "Er zijn meer partijen met deze naam; geef een nummer op: {0}.", "There are more parties of this name; give a number: {0}.");
    public static readonly Refusal ImportContractAmbiguous = new("import.contract-ambiguous", BadInput, "Meer dan één contract past bij deze gunning.", "More than one contract fits this award.");
    public static readonly Refusal ImportContractTwice = new("import.contract-twice", BadInput, "Twee gunningen in deze aankondiging zijn niet van elkaar te onderscheiden.", "Two awards in this notice cannot be told apart.");
    public static readonly Refusal ImportNoFile = new("import.no-file", BadInput, "Er is geen bestand {0}.", "There is no file {0}.");
    public static readonly Refusal ImportByName = new("import.by-name", BadInput, "Deze partij is aan haar naam herkend: {0}.", "This party was recognised by its name: {0}.");
    public static readonly Refusal ImportOlder = new("import.older", BadInput, "Er is al een nieuwere aankondiging van dit contract ingelezen; er is niets gewijzigd.", "A newer notice of this contract was read before; nothing was changed.");
    public static readonly Refusal ImportOtherFormatBefore = new("import.other-format-before", BadInput, "Deze aankondiging is al als {0} ingelezen; er is niets gewijzigd.", "This notice was read before as {0}; nothing was changed.");
    public static readonly Refusal ImportKept = new("import.kept", BadInput, "Wat een medewerker heeft vastgelegd of waar een clausule op rust is niet gewijzigd: {0}.", "What an officer set or a clause rests on was not changed: {0}.");
    public static readonly Refusal ImportSameReference = new("import.same-reference", BadInput, "Er is al een contract van deze opdrachtgever met kenmerk {0}; ga na of het hetzelfde is.", "There is a contract of this buyer with reference {0} already; check whether it is the same.");
    public static readonly Refusal ImportNoReference = new("import.no-reference", BadInput, "De aankondiging geeft het contract geen kenmerk; genomen is {0}.", "The notice gives the contract no reference; taken is {0}.");
}
