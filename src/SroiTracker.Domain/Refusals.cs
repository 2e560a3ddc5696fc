using static SroiTracker.Domain.RefusalKind;

namespace SroiTracker.Domain;

/// <summary>The catalogue of refusals, a group for each room. Codes are unique (a test).</summary>
public static partial class Refusals
{
    // -- the door: keys, roles, requests ---------------------------------------------------------------------------
    public static readonly Refusal KeyMissing = new("key.missing", NoKey, "Er is geen geldige sleutel of geldig token meegestuurd.", "No valid key or token was sent.");
    public static readonly Refusal IssuerUnavailable = new("issuer.unavailable", Unavailable, "De uitgever van uw token is even niet te bereiken; probeer het zo opnieuw.", "The issuer of your token can't be reached right now; try again shortly.");
    public static readonly Refusal RoleMissing = new("role.missing", NoRight, "Uw rol mag dit niet.", "Your role may not do this.");
    public static readonly Refusal NotFoundHere = new("resource.not-found", NotFound, "Dit bestaat niet, of niet voor u.", "This does not exist, or not for you.");
    public static readonly Refusal BodyMalformed = new("body.malformed", BadInput, "De inhoud is hier geen geldige JSON.", "The body is not valid JSON here.");
    public static readonly Refusal BodyIncomplete = new("body.incomplete", BadInput, "De inhoud is niet heel aangekomen.", "The body did not arrive whole.");
    public static readonly Refusal BodyTooLarge = new("body.too-large", TooLarge, "De inhoud is groter dan {0} bytes.", "The body is larger than {0} bytes.");
    public static readonly Refusal BodyTooSlow = new("body.too-slow", TooSlow, "De inhoud kwam te langzaam binnen; stuur die opnieuw.", "The body came in too slowly; send it again.");
    public static readonly Refusal AddressTooLong = new("address.too-long", TooLong, "Het adres is langer dan {0} tekens.", "The address is longer than {0} characters.");
    public static readonly Refusal HeadersTooLarge = new("headers.too-large", TooMuch, "De headers zijn samen groter dan {0} bytes.", "The headers together are larger than {0} bytes.");
    public static readonly Refusal ReadTooLong = new("read.too-long", Unavailable, "Dit duurde te lang en is afgebroken; vraag minder tegelijk of probeer het later opnieuw.", "This took too long and was broken off; ask for less at once or try again later.");
    public static readonly Refusal ContentTypeUnknown = new("body.content-type", UnknownType, "Stuur {0}.", "Send {0}.");
    public static readonly Refusal ValueMissing = new("value.missing", BadInput, "Dit veld is verplicht.", "This field is required.");
    public static readonly Refusal ValueInvalid = new("value.invalid", BadInput, "Deze waarde past niet: verwacht wordt {0}.", "This value does not fit: expected is {0}.");
    public static readonly Refusal ValueTooLong = new("value.too-long", BadInput, "Hoogstens {0} tekens.", "At most {0} characters.");
    public static readonly Refusal ValueUnknown = new("value.unknown", BadInput, "Dit veld is niet bekend.", "This field is not known.");
    public static readonly Refusal ValueTwice = new("value.twice", BadInput, "Dit veld staat er twee keer.", "This field is there twice.");
    public static readonly Refusal TextUnreadable = new("text.unreadable", BadInput, "Deze tekst bevat tekens die niet te lezen of te tonen zijn.", "This text holds characters that can't be read or shown.");
    public static readonly Refusal MethodOther = new("method.not-allowed", WrongMethod, "Dit kan hier niet; wel: {0}.", "This can't be done here; what can: {0}.");
    public static readonly Refusal IfMatchMissing = new("if-match.missing", ConditionMissing, "Stuur de ETag van de versie die u zag mee in If-Match.", "Send the ETag of the version you saw in If-Match.");
    public static readonly Refusal IfMatchStale = new("if-match.stale", Stale, "Er is een nieuwere versie; haal die eerst op.", "There is a newer version; get it first.");
    public static readonly Refusal IfMatchInvalid = new("if-match.invalid", BadInput, "If-Match is de ene ETag van de versie die u zag, zoals \"v3\".", "If-Match is the one ETag of the version you saw, such as \"v3\".");
    public static readonly Refusal CursorInvalid = new("cursor.invalid", BadInput, "Deze cursor hoort niet bij deze vraag.", "This cursor does not belong to this query.");
    public static readonly Refusal IdempotencyKeyMissing = new("idempotency.key-missing", BadInput, "Stuur in Idempotency-Key een sleutel mee die u bij herhaling van dit verzoek weer stuurt.", "Send a key in Idempotency-Key, the same when you repeat this request.");
    public static readonly Refusal IdempotencyKeyInvalid = new("idempotency.key-invalid", BadInput, "Idempotency-Key is één waarde van 1 tot en met 64 zichtbare ASCII-tekens.", "Idempotency-Key is one value of 1 to 64 visible ASCII characters.");
    public static readonly Refusal IdempotencyOtherBody = new("idempotency.other-body", Conflict, "Met deze Idempotency-Key is een verzoek met een andere inhoud gedaan.", "A request with another body was made with this Idempotency-Key.");
    public static readonly Refusal RateExceeded = new("rate.exceeded", TooMany, "U stuurt te veel verzoeken; probeer het over {0} s opnieuw.", "You send too many requests; try again in {0} s.");
    public static readonly Refusal BsnSuspected = new("text.bsn", BadInput, "Dit lijkt een burgerservicenummer. Gebruik een kenmerk met een letter direct ervoor.", "This looks like a citizen service number. Use a reference with a letter directly before it.");
    public static readonly Refusal Unexpected = new("service.failed", Failure, "Er ging iets mis bij ons; het is vastgelegd.", "Something went wrong on our side; it has been recorded.");

    // -- privacy -----------------------------------------------------------------------------------------------------
    public static readonly Refusal PseudonymKeyShort = new("pseudonym-key.short", Failure, "Privacy:PseudonymKey heeft minstens 32 tekens nodig.", "Privacy:PseudonymKey needs at least 32 characters.");
    public static readonly Refusal PseudonymKeyMissing = new("pseudonym-key.missing", Failure, "Op SQL Server moet Privacy:PseudonymKey ingesteld zijn.", "On SQL Server, Privacy:PseudonymKey must be configured.");
    public static readonly Refusal PseudonymKeyBroken = new("pseudonym-key.broken", Failure, "De sleutel in {0} is niet te lezen of te maken (Privacy:PseudonymKey).", "The key in {0} can't be read or made (Privacy:PseudonymKey).");
    public static readonly Refusal PseudonymKeyWrong = new("pseudonym-key.wrong", Failure, "Privacy:PseudonymKey is niet de sleutel waarmee deze database gemaakt is; zet de juiste terug.", "Privacy:PseudonymKey is not the key this database was made with; put the right one back.");

    // -- organisations, suppliers, keys ------------------------------------------------------------------------------
    public static readonly Refusal IdentifierTaken = new("identifier.taken", Conflict, "Er is al een partij met {0} {1}.", "There already is a party with {0} {1}.");
    public static readonly Refusal ParentLoop = new("organisation.loop", BadInput, "Een organisatie kan niet onder zichzelf hangen.", "An organisation can't lie below itself.");
    public static readonly Refusal OrganisationUnknown = new("organisation.unknown", BadInput, "Deze organisatie bestaat niet, of niet voor u.", "This organisation does not exist, or not for you.");
    public static readonly Refusal SupplierUnknown = new("supplier.unknown", BadInput, "Deze leverancier bestaat niet, of niet voor u.", "This supplier does not exist, or not for you.");
    public static readonly Refusal KeySupplier = new("key.supplier", BadInput, "Een sleutel met de rol Supplier hoort bij één leverancier, een andere bij geen.", "A key with the role Supplier belongs to one supplier, any other to none.");
    public static readonly Refusal SupplierShared = new("supplier.shared", NoRight, "Deze leverancier werkt ook voor opdrachtgevers buiten uw bereik: een beheerder wijzigt de gegevens.", "This supplier works for buyers outside your scope too: an administrator changes what is known of it.");
    public static readonly Refusal KeySupplierShared = new("key.supplier-shared", NoRight, "Deze leverancier werkt ook voor opdrachtgevers buiten uw bereik: een beheerder gaat over de sleutels.", "This supplier works for buyers outside your scope too: an administrator sees to its keys.");
    public static readonly Refusal KeyExpiry = new("key.expiry", BadInput, "Een sleutel verloopt op een later moment dan nu.", "A key expires at a later moment than now.");
    public static readonly Refusal KeyOverlap = new("key.overlap", BadInput, "De oude sleutel werkt nog 0 tot en met {0} dagen; noem daarbij welke sleutel vervangen wordt.", "The old key goes on for 0 through {0} days; name the key that is replaced with it.");
    public static readonly Refusal KeyReplacesUnknown = new("key.replaces-unknown", BadInput, "De sleutel die vervangen wordt bestaat niet, verliep of is ingetrokken.", "The key to be replaced does not exist, expired or was revoked.");
    public static readonly Refusal KeyUnknown = new("key.unknown", BadInput, "Er is geen sleutel met dit id of begin die nog geldt.", "There is no valid key with this id or prefix.");
    public static readonly Refusal KeyAmbiguous = new("key.ambiguous", BadInput, "Meer sleutels hebben dit begin; noem het id: {0}.", "More keys have this prefix; name the id: {0}.");
    public static readonly Refusal PrincipalUnknown = new("principal.unknown", BadInput, "Deze principal bestaat niet, of heeft een andere rol, reikwijdte of soort.", "This principal does not exist, or has another role, scope or kind.");
    public static readonly Refusal PrincipalSupplier = new("principal.supplier", BadInput, "Een principal handelt voor één leverancier, of voor opdrachtgevers: nooit voor beide.", "A principal acts for one supplier, or for buyers: never for both.");
    public static readonly Refusal PrincipalFull = new("principal.full", BadInput, "Een principal heeft hoogstens {0} rollen.", "A principal has at most {0} roles.");
    public static readonly Refusal BootstrapKeyShort = new("bootstrap-key.short", Failure, "Authentication:BootstrapKey heeft minstens 32 tekens nodig.", "Authentication:BootstrapKey needs at least 32 characters.");

    // -- the command line ----------------------------------------------------------------------------------------------
    public static readonly Refusal AddressUnusable = new("address.unusable", Failure, "Op {0} (Urls) kan niet geluisterd worden: {1}", "The service can't listen on {0} (Urls): {1}");
    public static readonly Refusal BackupByServer = new("backup.by-server", Conflict, "Maak op SQL Server de reservekopie met de server zelf.", "On SQL Server, make the backup with the server itself.");
    public static readonly Refusal BackupFolder = new("backup.folder", Conflict, "De map {0} is niet leeg.", "The folder {0} is not empty.");
    public static readonly Refusal BackupFailed = new("backup.failed", Failure, "De reservekopie in {0} lukte niet: {1}", "The backup in {0} failed: {1}");
    public static readonly Refusal ChainBroken = new("events.broken", Conflict, "De keten van gebeurtenissen klopt niet vanaf nummer {0}.", "The chain of events does not hold from number {0}.");

    // -- storage ---------------------------------------------------------------------------------------------------
    public static readonly Refusal StorageUnavailable = new("storage.unavailable", Unavailable, "De opslag is even niet beschikbaar; probeer het zo opnieuw.", "Storage is not available right now; try again shortly.");
    public static readonly Refusal StorageBusy = new("storage.busy", Unavailable, "Het is te druk; probeer het zo opnieuw.", "It is too busy; try again shortly.");
    public static readonly Refusal StorageFolder = new("storage.folder", Failure, "{0} kan niet worden aangemaakt of beschreven.", "{0} cannot be created or written.");
    public static readonly Refusal StorageNoDatabase = new("storage.no-database", Failure, "{0} is geen database van SroiTracker.", "{0} is no database of SroiTracker.");
    public static readonly Refusal StorageFull = new("storage.full", Failure, "De schijf van {0} is vol.", "The disk of {0} is full.");
    public static readonly Refusal StorageNewer = new("storage.newer", Failure, "{0} is van een nieuwere versie ({1}); start die versie.", "{0} belongs to a newer version ({1}); start that version.");
    public static readonly Refusal StorageServer = new("storage.server", Failure, "De databaseserver {0} geeft geen toegang: {1}", "The database server {0} gives no access: {1}");
    public static readonly Refusal SettingInvalid = new("setting.invalid", Failure, "De instelling {0} past niet; verwacht wordt {1}.", "The setting {0} does not fit; expected is {1}.");

    // -- clause and obligation -------------------------------------------------------------------------------------
    public static readonly Refusal ClauseBaseUnknown = new("clause.base-unknown", BadInput, "Het bedrag waarover het percentage gaat is bij dit contract niet bekend.", "The amount that the percentage is taken of is not known for this contract.");
    public static readonly Refusal ClauseForeignCurrency = new("clause.foreign-currency", BadInput, "Dit contract is in {0}; vul het bedrag in euro in, met koers, datum en bron.", "This contract is in {0}; enter the amount in euros, with rate, date and source.");

    public static readonly Refusal ClausePercentage = new("clause.percentage", BadInput, "Een percentage is meer dan 0 en hoogstens 100.", "A percentage is more than 0 and at most 100.");
    public static readonly Refusal ClauseLevel = new("clause.level", BadInput, "Dit niveau past niet bij de soort contract.", "This level does not fit the kind of contract.");
    public static readonly Refusal ClauseEuroBaseUnneeded = new("clause.euro-base-unneeded", BadInput, "Dit contract is in euro; er valt niets om te rekenen.", "This contract is in euros; there is nothing to convert.");
    public static readonly Refusal ClauseFullTime = new("clause.full-time", BadInput, "Een volle werkweek is meer dan 0 en hoogstens 80 uur.", "A full-time week is more than 0 and at most 80 hours.");
    public static readonly Refusal ClausePlanOrder = new("clause.plan-order", BadInput, "De mijlpalen van een plan lopen op in datum en dalen niet in percentage.", "The milestones of a plan rise in date and do not fall in percentage.");
    public static readonly Refusal ClausePlanOutside = new("clause.plan-outside", BadInput, "Een mijlpaal ligt in de looptijd, {0:d} tot en met {1:d}.", "A milestone lies in the contract's period, {0:d} through {1:d}.");
    public static readonly Refusal ClauseDoelgroepTwice = new("clause.doelgroep-twice", BadInput, "Deze Doelgroep is al genoemd.", "This Doelgroep was named already.");
    public static readonly Refusal ClauseTargetsTooHigh = new("clause.doelgroep-targets", BadInput, "De bedragen per Doelgroep zijn samen meer dan de verplichting.", "The amounts per Doelgroep together exceed the obligation.");
    public static readonly Refusal AmountNotPositive = new("amount.not-positive", BadInput, "Dit moet meer dan 0 zijn.", "This must be more than 0.");
    public static readonly Refusal ContractPeriodMissing = new("contract.period-missing", BadInput, "Begin en einde (of looptijd) van het contract zijn niet bekend; vul die eerst in.", "Start and end (or duration) of the contract are unknown; enter them first.");

    // -- organisations ---------------------------------------------------------------------------------------------
    public static readonly Refusal OrganisationScheme = new("organisation.scheme", BadInput, "Een register is een landcode en een naam, zoals NL-KVK of NL-OIN.", "A register is a country code and a name, such as NL-KVK or NL-OIN.");
    public static readonly Refusal OrganisationKvk = new("organisation.kvk-number", BadInput, "Een KvK-nummer heeft 8 cijfers.", "A KvK number has 8 digits.");
    public static readonly Refusal OrganisationOin = new("organisation.oin", BadInput, "Een OIN heeft 20 cijfers.", "An OIN has 20 digits.");
    public static readonly Refusal OrganisationRsin = new("organisation.rsin", BadInput, "Een RSIN heeft 9 cijfers en voldoet aan de elfproef.", "An RSIN has 9 digits and passes the eleven test.");
    public static readonly Refusal OrganisationNumber = new("organisation.number", BadInput, "Vul het nummer in dit register in, hoogstens 64 tekens.", "Enter the number in this register, at most 64 characters.");

    // -- contracts, clauses, policies, Tarieven ----------------------------------------------------------------------
    public static readonly Refusal ContractParentUnneeded = new("contract.parent-unneeded", BadInput, "Alleen een nadere overeenkomst hangt onder een raamovereenkomst.", "Only a call-off lies under a framework agreement.");
    public static readonly Refusal ContractParentUnknown = new("contract.parent-unknown", BadInput, "Deze raamovereenkomst bestaat niet, of niet voor u.", "This framework agreement does not exist, or not for you.");
    public static readonly Refusal ContractHasCallOffs = new("contract.has-call-offs", Conflict, "Er hangen nadere overeenkomsten onder dit contract; het blijft een raamovereenkomst.", "There are call-offs under this contract; it stays a framework agreement.");
    public static readonly Refusal ContractSupplierReports = new("contract.supplier-reports", Conflict, "{0} meldde plaatsingen of inspanningen op dit contract en blijft er partij bij.", "{0} reported placements or efforts on this contract and stays a party to it.");
    public static readonly Refusal ContractPartyTwice = new("contract.party-twice", BadInput, "Een leverancier is dubbel genoemd.", "A supplier was named twice.");
    public static readonly Refusal ContractSuppliersSeparate = new("contract.suppliers-separate", BadInput, "Afzonderlijke leveranciers hebben elk een eigen contract; samen op één contract zijn ze Joint.", "Separate suppliers have a contract each; together on one contract they are Joint.");
    public static readonly Refusal ContractLeadNotParty = new("contract.lead-not-party", BadInput, "De penvoerder is een van de leveranciers.", "The lead partner is one of the suppliers.");
    public static readonly Refusal ContractAmountNegative = new("contract.amount-negative", BadInput, "Een bedrag van een contract is niet negatief.", "An amount of a contract is not negative.");
    public static readonly Refusal CurrencyUnknown = new("currency.unknown", BadInput, "Dit is geen munteenheid van ISO 4217, zoals EUR.", "This is no currency of ISO 4217, such as EUR.");
    public static readonly Refusal ContractCurrencies = new("contract.currencies", BadInput, "Alle bedragen van een contract zijn in één munteenheid.", "All amounts of a contract are in one currency.");
    public static readonly Refusal ContractEndBeforeStart = new("contract.end-before-start", BadInput, "Het einde ligt vóór het begin.", "The end lies before the start.");
    public static readonly Refusal ContractPublishedAfterAward = new("contract.published-after-award", BadInput, "De aanbesteding is gepubliceerd na de gunning; bedoeld is de publicatie van de aanbesteding.", "The tender was published after the award; meant is the publication of the tender.");
    public static readonly Refusal ContractCpv = new("contract.cpv", BadInput, "Een CPV-code heeft acht cijfers, zonder controlecijfer.", "A CPV code has eight digits, without the check digit.");
    public static readonly Refusal ContractNuts = new("contract.nuts", BadInput, "Een NUTS-code is een landcode met hoogstens drie tekens erachter, zoals NL310.", "A NUTS code is a country code with at most three characters behind it, such as NL310.");
    public static readonly Refusal ContractUnderClause = new("contract.under-clause", Conflict, "Op deze velden rust de clausule: {0}. Wijzig ze met een aanvulling (amendments).", "The clause rests on these fields: {0}. Change them by an amendment (amendments).");
    public static readonly Refusal ContractSettled = new("contract.settled", Conflict, "Dit is afgerekend: het hele contract, of het jaar waarin dit iets verandert. Het wijzigt alleen na heropening van de afrekening.", "This is settled: the whole contract, or the year in which this changes something. It changes only after the settlement was reopened.");
    public static readonly Refusal ClauseMissing = new("clause.missing", Conflict, "Dit contract heeft nog geen clausule.", "This contract has no clause yet.");
    public static readonly Refusal ClauseAmended = new("clause.amended", Conflict, "De clausule is al aangevuld; wijzig haar met een volgende aanvulling (amendments).", "The clause was amended; change it by another amendment (amendments).");
    public static readonly Refusal ClauseTariefBound = new("clause.tarief-bound", Conflict, "Er is al gemeld op dit contract: Tarief, volle werkweek, beleid en niveau wijzigen alleen vanaf een dag, met een aanvulling (amendments).", "There are reports on this contract: Tarief, full-time week, policy and level change from a day on only, by an amendment (amendments).");
    public static readonly Refusal ClauseOnFramework = new("clause.on-framework", Conflict, "De raamovereenkomst draagt de verplichting; deze nadere overeenkomst heeft er geen.", "The framework agreement carries the obligation; this call-off has none.");
    public static readonly Refusal ClauseOnCallOffs = new("clause.on-call-offs", Conflict, "Nadere overeenkomsten dragen de verplichting al; de raamovereenkomst kan dat niet ook doen.", "Call-offs carry the obligation already; the framework agreement can't do so too.");
    public static readonly Refusal ClauseDeviationReason = new("clause.deviation-reason", BadInput, "Deze clausule wijkt af van wat beleid of raamovereenkomst voorstelt; geef de reden.", "This clause deviates from what the policy or the framework agreement proposes; give the reason.");
    public static readonly Refusal PolicyUnknown = new("policy.unknown", BadInput, "Dit beleid bestaat niet bij deze opdrachtgever.", "This buyer has no such policy.");
    public static readonly Refusal PolicyValidity = new("policy.validity", BadInput, "Het beleid eindigt voordat het begint.", "The policy ends before it begins.");
    public static readonly Refusal PolicyLowerPercentage = new("policy.lower-percentage", BadInput, "Een lager percentage hoort bij een grens van het aandeel arbeid, en ligt onder het gewone percentage.", "A lower percentage goes with a limit of the labour share, and lies below the usual percentage.");
    public static readonly Refusal TariefUnknown = new("tarief.unknown", BadInput, "Dit Tarief bestaat niet.", "This Tarief does not exist.");
    public static readonly Refusal TariefVersionTaken = new("tarief.version-taken", Conflict, "{0} heeft al een versie {1}. Wat gepubliceerd is verandert niet: een verbetering is een nieuwe versie.", "{0} has a version {1} already. What was published does not change: a correction is a new version.");
    public static readonly Refusal TariefRegionShared = new("tarief.region-shared", NoRight, "Ook opdrachtgevers buiten uw bereik gebruiken het Tarief van {0}: een nieuwe versie zou hun contracten binden. Een beheerder publiceert haar.", "Buyers outside your scope use the Tarief of {0} too: a new version would bind their contracts. An administrator publishes it.");
    public static readonly Refusal TariefSource = new("tarief.source", BadInput, "De bron is een adres dat met https:// begint.", "The source is an address that begins with https://.");
    public static readonly Refusal TariefValidity = new("tarief.validity", BadInput, "De versie eindigt voordat ze begint.", "The version ends before it begins.");
    public static readonly Refusal TariefCode = new("tarief.code", BadInput, "«{0}» is geen code: kleine letters en cijfers, met streepjes ertussen, zoals ww-under-1-year.", "«{0}» is no code: lower case letters and digits with dashes in between, such as ww-under-1-year.");
    public static readonly Refusal TariefCodeTwice = new("tarief.code-twice", BadInput, "De code «{0}» staat er twee keer.", "The code «{0}» is there twice.");
    public static readonly Refusal TariefAmount = new("tarief.amount", BadInput, "Een bedrag is meer dan 0 en hoogstens {0:N0} euro.", "An amount is more than 0 and at most {0:N0} euros.");
    public static readonly Refusal TariefMonths = new("tarief.months", BadInput, "Een aantal maanden is {0} tot en met {1}.", "A number of months is {0} through {1}.");
    public static readonly Refusal TariefMinimumHours = new("tarief.minimum-hours", BadInput, "Een minimum is niet negatief en niet meer dan een volle werkweek van dit Tarief.", "A minimum is not negative and not more than a full-time week of this Tarief.");
    public static readonly Refusal TariefDayCap = new("tarief.day-cap", BadInput, "Een maximum per dag hoort bij een activiteit per uur, en is meer dan 0 en hoogstens {0:N0} euro; per dag is het bedrag zelf het maximum.", "A maximum a day goes with an activity by the hour, and is more than 0 and at most {0:N0} euros; by the day the amount itself is the maximum.");
    public static readonly Refusal TariefHoursProRata = new("tarief.hours-pro-rata", BadInput, "Dit zegt alleen iets bij een bedrag per maand; per voltijdjaar gaan uren altijd naar rato.", "This says something of an amount per month only; per full-time year hours are always pro rata.");
    public static readonly Refusal TariefMonthsOfDoelgroep = new("tarief.months-of-doelgroep", BadInput, "Hoe lang iemand tot een Doelgroep behoort hoort bij een bouwblok dat een Doelgroep noemt; de ondergrens ligt onder de bovengrens.", "How long someone belongs to a Doelgroep goes with a bouwblok that names one; the lower limit lies below the upper one.");
    public static readonly Refusal TariefUnsureWhy = new("tarief.unsure-why", BadInput, "Zeg in de toelichting waarover de bron twijfel laat.", "Say in the note what the source leaves in doubt.");
    public static readonly Refusal TariefExclusion = new("tarief.exclusion", BadInput, "«{0}» is geen andere code van dit Tarief.", "«{0}» is no other code of this Tarief.");
    public static readonly Refusal AmendmentEmpty = new("amendment.empty", BadInput, "Een aanvulling wijzigt iets: waarde, looptijd, percentage, Tarief of de hele clausule.", "An amendment changes something: value, period, percentage, Tarief or the whole clause.");
    public static readonly Refusal AmendmentFrom = new("amendment.from", BadInput, "Een aanvulling gaat in binnen de looptijd, {0:d} tot en met {1:d}, of op de dag erna.", "An amendment holds from a day within the period, {0:d} through {1:d}, or the day after.");
    public static readonly Refusal AmendmentClauseTwice = new("amendment.clause-twice", BadInput, "Geef de hele clausule, of alleen het percentage en het Tarief.", "Give the whole clause, or only the percentage and the Tarief.");

    public static readonly Refusal TransferNotParty = new("transfer.not-party", BadInput, "Deze leverancier is geen partij bij dit contract; er valt niets over te dragen.", "This supplier is no party to this contract; there is nothing to transfer.");
    public static readonly Refusal TransferBeforeParty = new("transfer.before-party", BadInput, "Deze leverancier is pas partij vanaf {0:d}; hij draagt niet eerder over.", "This supplier is a party from {0:d} on only; it transfers no earlier.");
    public static readonly Refusal TransferReturns = new("transfer.returns", Conflict, "Deze leverancier droeg het contract over en was partij tot en met {0:d}; alleen een overdracht terug op de dag erna brengt hem terug.", "This supplier transferred the contract and was a party through {0:d}; only a transfer back on the day after brings it back.");

    // -- levels of a framework agreement --------------------------------------------------------------------------------
    public static readonly Refusal AllocationOnFramework = new("allocation.on-framework", BadInput, "De raamovereenkomst boven deze nadere overeenkomst draagt de verplichting; meld de plaatsing daar.", "The framework agreement above this call-off carries the obligation; report the placement there.");
    public static readonly Refusal AllocationOnCallOffs = new("allocation.on-call-offs", BadInput, "De nadere overeenkomsten onder deze raamovereenkomst dragen de verplichting; meld de plaatsing daar.", "The call-offs under this framework agreement carry the obligation; report the placement there.");

    // -- turnover statements -----------------------------------------------------------------------------------------
    public static readonly Refusal TurnoverNotBase = new("turnover.not-base", Conflict, "De verplichting op dit contract gaat niet over de gefactureerde omzet.", "The obligation on this contract is not taken of the invoiced turnover.");
    public static readonly Refusal TurnoverPeriod = new("turnover.period", BadInput, "De periode eindigt voordat zij begint.", "The period ends before it begins.");
    public static readonly Refusal TurnoverBeforeStart = new("turnover.before-start", BadInput, "Het contract begint op {0:d}; eerder is er geen omzet.", "The contract starts on {0:d}; there is no turnover before.");
    public static readonly Refusal TurnoverOverlap = new("turnover.overlap", Conflict, "Opgave {0} gaat al over {1:d} tot en met {2:d}; corrigeer die.", "Statement {0} is about {1:d} through {2:d} already; correct that one.");
    public static readonly Refusal TurnoverFinal = new("turnover.final", Conflict, "De laatste opgave is al gedaan, nummer {0}; alleen een correctie kan nog.", "The last statement was made already, number {0}; only a correction is possible.");
    public static readonly Refusal TurnoverCorrects = new("turnover.corrects", BadInput, "Deze opgave is er niet, of is al gecorrigeerd.", "There is no such statement, or it was corrected already.");

    // -- mandates ------------------------------------------------------------------------------------------------------
    public static readonly Refusal MandateSelf = new("mandate.self", BadInput, "Een organisatie geeft zichzelf geen mandaat.", "An organisation gives itself no mandate.");
    public static readonly Refusal MandatePeriod = new("mandate.period", BadInput, "Het mandaat eindigt voordat het begint.", "The mandate ends before it begins.");
    public static readonly Refusal MandateContractsOnly = new("mandate.contracts-only", NoRight, "Een mandaat geldt voor contracten; de organisatie zelf wijzigt alleen wie daar bevoegd is.", "A mandate is for contracts; only who has the organisation in scope changes the organisation itself.");
    public static readonly Refusal MandateEnded = new("mandate.ended", Conflict, "Dit mandaat is al ingetrokken of afgelopen.", "This mandate was revoked or has ended already.");

    // -- what a contract would stand at ------------------------------------------------------------------------------
    public static readonly Refusal ContractNotCounted = new("contract.not-counted", Conflict, "Op dit contract telt niets: er is geen clausule met een Tarief, de looptijd is niet bekend, of een ander niveau van de raamovereenkomst draagt de verplichting.", "Nothing counts on this contract: there is no clause with a Tarief, its days are unknown, or another level of the framework carries the obligation.");
    public static readonly Refusal ReplacementUnneeded = new("replacement.unneeded", BadInput, "Het Tarief heeft «{0}» al, of het is al vervangen; alleen wat ontbreekt krijgt een ander bouwblok.", "The Tarief has «{0}» already, or it was replaced already; only what is missing gets another bouwblok.");
    public static readonly Refusal SimulationTooLarge = new("simulation.too-large", BadInput, "Dit zijn meer dan {0:N0} plaatsingen of {1:N0} contracten; noem één opdrachtgever.", "These are more than {0:N0} placements or {1:N0} contracts; name one buyer.");
    public static readonly Refusal SimulationTooLong = new("simulation.too-long", Unavailable, "Dit duurde langer dan {0} seconden; noem één opdrachtgever of probeer het later.", "This took longer than {0} seconds; name one buyer or try again later.");
    public static readonly Refusal SimulationEmpty = new("simulation.empty", BadInput, "Noem mensen, een ander Tarief, of beide.", "Name people, another Tarief, or both.");
    public static readonly Refusal SimulationEnd = new("simulation.end", BadInput, "Zeg hoe lang: months of endDate; geen van beide mag alleen bij een vast dienstverband.", "Say how long: months or endDate; neither is for a permanent contract only.");
    public static readonly Refusal SimulationWho = new("simulation.who", BadInput, "Noem een Doelgroep of een bouwblok.", "Name a Doelgroep or a bouwblok.");

    // -- acts of two people ----------------------------------------------------------------------------------------
    public static readonly Refusal ActOwnRequest = new("act.own-request", Conflict, "Wie het vroeg, of de sleutel maakte waarmee het gevraagd is, beslist er niet over: een ander moet dit doen.", "Who asked, or made the key that it was asked with, does not decide: someone else must do this.");
    public static readonly Refusal ActNeedsPerson = new("act.needs-person", Conflict, "Dit doet een mens, geen systeem.", "A person does this, not a system.");

    // -- placements and verdicts -----------------------------------------------------------------------------------
    public static readonly Refusal PlacementStateOther = new("placement.state", Conflict, "Dat kan niet in deze stand: {0}.", "That can't be done in this state: {0}.");
    public static readonly Refusal PlacementNewerReport = new("placement.newer-report", Conflict, "Er is een nieuwere melding, nummer {0}; bekijk die eerst.", "There is a newer report, number {0}; see it first.");
    public static readonly Refusal PlacementReportUnknown = new("placement.report-unknown", BadInput, "Deze melding is er niet; de laatste heeft nummer {0}.", "There is no such report; the latest is number {0}.");
    public static readonly Refusal PlacementOwnReport = new("placement.own-report", Conflict, "Wie iets meldde, verifieert het niet.", "Who reported something does not verify it.");
    public static readonly Refusal PlacementThroughNotReported = new("placement.through-not-reported", BadInput, "Er is gemeld tot en met {0:d}; verder kan niet worden geverifieerd.", "It was reported through {0:d}; it can't be verified beyond that.");
    public static readonly Refusal PlacementThroughBeforeStart = new("placement.through-before-start", BadInput, "De plaatsing begint pas op {0:d}.", "The placement starts on {0:d} only.");
    public static readonly Refusal PlacementNotVerified = new("placement.not-verified", Conflict, "Er is nog niets geverifieerd; wijs de melding af.", "Nothing was verified yet; reject the report.");
    public static readonly Refusal PlacementRevocationEmpty = new("placement.revocation-empty", BadInput, "Er is geverifieerd tot en met {0:d}; op latere dagen valt niets te herroepen.", "It was verified through {0:d}; on later days there is nothing to revoke.");

    // -- placement reports -----------------------------------------------------------------------------------------
    public static readonly Refusal DateImplausible = new("date.implausible", BadInput, "Deze datum ligt niet tussen {0} en {1}.", "This date is not between {0} and {1}.");
    public static readonly Refusal InstantAhead = new("instant.ahead", BadInput, "Wat later bekend wordt is nu nog niet te zeggen; het is {0:yyyy-MM-ddTHH:mm:ssZ}.", "What becomes known later can't be told yet; it is {0:yyyy-MM-ddTHH:mm:ssZ}.");
    public static readonly Refusal ContractNotKnownYet = new("contract.not-known-yet", NotFound, "Dit contract is vastgelegd op {0:yyyy-MM-ddTHH:mm:ssZ}; daarvoor was er niets van bekend.", "This contract was recorded at {0:yyyy-MM-ddTHH:mm:ssZ}; before that nothing was known of it.");
    public static readonly Refusal DateAhead = new("date.ahead", BadInput, "Deze datum ligt na vandaag, {0:d}.", "This date lies after today, {0:d}.");
    public static readonly Refusal PlacementEndBeforeStart = new("placement.end-before-start", BadInput, "Het einde ligt vóór het begin, {0:d}.", "The end lies before the start, {0:d}.");
    public static readonly Refusal PlacementReportedAhead = new("placement.reported-ahead", BadInput, "Gemeld wordt tot en met hoogstens vandaag, {0:d}.", "A report goes through today at most, {0:d}.");
    public static readonly Refusal PlacementTermsFromMissing = new("placement.terms-from-missing", BadInput, "De voorwaarden zijn anders dan in de vorige melding: zeg vanaf welke dag ze gelden.", "The terms differ from the earlier report: say from which day they hold.");
    public static readonly Refusal PlacementInServiceLater = new("placement.in-service-later", BadInput, "De voorwaarden gelden vanaf {0:d}; dan was de kandidaat in dienst, dus niet pas later.", "The terms hold from {0:d}; the candidate was in service then, so not only later.");
    public static readonly Refusal PlacementTermsAfterEnd = new("placement.terms-after-end", BadInput, "De plaatsing eindigt op {0:d}; latere voorwaarden gelden nooit.", "The placement ends on {0:d}; later terms never hold.");
    public static readonly Refusal PlacementHours = new("placement.hours", BadInput, "Uren per week: meer dan 0 en hoogstens 80.", "Hours a week: more than 0 and at most 80.");
    public static readonly Refusal PlacementShare = new("placement.share", BadInput, "Een deel is meer dan 0 en hoogstens 100 procent.", "A share is more than 0 and at most 100 percent.");
    public static readonly Refusal PlacementShares = new("placement.shares", BadInput, "De delen zijn samen hoogstens 100 procent.", "The shares together are at most 100 percent.");
    public static readonly Refusal PlacementContractTwice = new("placement.contract-twice", BadInput, "Dit contract is al genoemd.", "This contract was named already.");
    public static readonly Refusal PlacementBonusTwice = new("placement.bonus-twice", BadInput, "Een bonus is dubbel genoemd.", "A bonus was named twice.");
    public static readonly Refusal PlacementGone = new("placement.gone", Conflict, "Deze plaatsing is op dit contract ingetrokken of herroepen; gebruik een nieuw kenmerk.", "This placement was withdrawn or revoked on this contract; use a new reference.");
    public static readonly Refusal PlacementWithdrawalAsked = new("placement.withdrawal-asked", Conflict, "Op het verzoek tot intrekking is nog niet beslist.", "The request to withdraw was not decided on yet.");
    public static readonly Refusal BouwblokUnknown = new("bouwblok.unknown", BadInput, "Dit bouwblok staat niet in het Tarief van het contract, {0}.", "This bouwblok is not in the Tarief of the contract, {0}.");
    public static readonly Refusal BouwblokNotForPlacements = new("bouwblok.not-for-placements", BadInput, "Dit bouwblok is voor inspanningen, niet voor plaatsingen.", "This bouwblok is for efforts, not for placements.");
    public static readonly Refusal BonusUnknown = new("bonus.unknown", BadInput, "Deze bonus staat niet in het Tarief van het contract, {0}.", "This bonus is not in the Tarief of the contract, {0}.");
    public static readonly Refusal CandidateOverFullTime = new("candidate.over-full-time", Conflict, "Samen is dit meer dan een volle werkweek, vanaf {1:d}: {0}.", "Together this is more than a full-time week, from {1:d}: {0}.");
    public static readonly Refusal CandidateVerifiedOverFullTime = new("candidate.verified-over-full-time", Conflict, "Op andere contracten van deze leverancier telt deze persoon vanaf {0:d} nog zo veel mee dat dit meer dan een volle werkweek wordt; verifieer daar eerst wat minder werd.", "On other contracts of this supplier this person still counts for so much from {0:d} that this makes more than a full-time week; verify there first what became less.");

    // -- placements: what a report is about, and decisions on requests ------------------------------------------------
    public static readonly Refusal ListTooLong = new("value.list-too-long", BadInput, "Hoogstens {0}.", "At most {0}.");
    public static readonly Refusal CandidatePseudonym = new("candidate.pseudonym", BadInput, "Een pseudoniem heeft 16 tot 128 tekens uit A-Z a-z 0-9 _ -, met een letter en een cijfer, en wordt met een geheime sleutel gemaakt.", "A pseudonym has 16 to 128 characters of A-Z a-z 0-9 _ -, with a letter and a digit, and is made with a secret key.");
    public static readonly Refusal AllocationContractUnknown = new("allocation.contract-unknown", BadInput, "Dit contract is er niet, of deze leverancier is er geen partij in.", "There is no such contract, or this supplier is no party to it.");
    public static readonly Refusal AllocationContractAmbiguous = new("allocation.contract-ambiguous", BadInput, "Meer contracten hebben dit kenmerk; gebruik contractId.", "More contracts have this reference; use contractId.");
    public static readonly Refusal PlacementOtherCandidate = new("placement.other-candidate", Conflict, "Onder dit kenmerk is een ander gemeld; een kenmerk hoort bij één kandidaat.", "Someone else was reported under this reference; a reference belongs to one candidate.");
    public static readonly Refusal PlacementOtherReference = new("placement.other-reference", BadInput, "Deze plaatsing heeft een ander kenmerk.", "This placement has another reference.");
    public static readonly Refusal PlacementNotOnContract = new("placement.not-on-contract", BadInput, "Deze plaatsing heeft op dit contract geen deel, of niet voor u.", "This placement has no share of this contract, or not for you.");
    public static readonly Refusal PlacementNoProposal = new("placement.no-proposal", Conflict, "Er is geen afgewezen melding met een voorstel.", "There is no rejected report with a proposal.");
    public static readonly Refusal RevocationOpen = new("revocation.open", Conflict, "Er is al om herroeping gevraagd; beslis daar eerst over.", "A revocation was asked for already; decide on that first.");
    public static readonly Refusal RequestDecided = new("request.decided", Conflict, "Op dit verzoek is al beslist, of het is vervallen.", "This request was decided on already, or it lapsed.");
    public static readonly Refusal TeamUnknown = new("team.unknown", BadInput, "Dit team bestaat niet, of niet voor u.", "This team does not exist, or not for you.");
    public static readonly Refusal ProeftuinUnknown = new("proeftuin.unknown", BadInput, "Deze proeftuin bestaat niet, of niet voor u.", "This proeftuin does not exist, or not for you.");

    // -- settlement --------------------------------------------------------------------------------------------------
    public static readonly Refusal SettlementStateOther = new("settlement.state", Conflict, "Dat kan niet in deze stand van de afrekening: {0}.", "That can't be done in this state of the settlement: {0}.");
    public static readonly Refusal SettlementExists = new("settlement.exists", Conflict, "Er is al een afrekening hiervan; ga daarmee verder, of heropen die.", "There is a settlement of this already; go on with it, or reopen it.");
    public static readonly Refusal SettlementYearUnneeded = new("settlement.year-unneeded", BadInput, "Dit contract wordt als geheel afgerekend; geef geen jaar.", "This contract is settled as a whole; give no year.");
    public static readonly Refusal SettlementYear = new("settlement.year", BadInput, "Dit contract wordt per jaar afgerekend: geef een jaar van {0} tot en met {1}.", "This contract is settled per year: give a year from {0} through {1}.");
    public static readonly Refusal SettlementOrder = new("settlement.order", Conflict, "Jaren worden op volgorde afgerekend; {0} is nog niet afgerekend.", "Years are settled in order; {0} is not settled yet.");
    public static readonly Refusal SettlementEarly = new("settlement.early", Conflict, "Afrekenen kan als de dagen waar het over gaat voorbij zijn, na {0:d}.", "Settling begins when the days that it is about are over, after {0:d}.");
    public static readonly Refusal SettlementOnCallOffs = new("settlement.on-call-offs", Conflict, "De nadere overeenkomsten dragen de verplichting; die worden afgerekend.", "The call-offs carry the obligation; they are settled.");
    public static readonly Refusal SettlementRecalculating = new("settlement.recalculating", Conflict, "Dit contract wordt nog herberekend; probeer het daarna.", "This contract is being recalculated; try after that.");
    public static readonly Refusal SettlementNoShortfall = new("settlement.no-shortfall", Conflict, "Er is geen tekort; een ingebrekestelling is niet nodig.", "There is no shortfall; no notice of default is needed.");
    public static readonly Refusal SettlementNoticeEarly = new("settlement.notice-early", BadInput, "Een ingebrekestelling is van na {0:d}, de laatste dag waarover wordt afgerekend.", "A notice of default is dated after {0:d}, the last day that is settled.");
    public static readonly Refusal SettlementRecoveryEnd = new("settlement.recovery-end", BadInput, "Het herstel eindigt na de ingebrekestelling, {0:d}.", "The recovery ends after the notice of default, {0:d}.");
    public static readonly Refusal SettlementNoticeMissing = new("settlement.notice-missing", Conflict, "Er is iets verschuldigd en de leverancier is niet in gebreke gesteld; geef eerst een datum voor herstel.", "Something is due and the supplier was given no notice of default; first give a date for recovery.");
    public static readonly Refusal SettlementRecoveryRuns = new("settlement.recovery-runs", Conflict, "Tot en met {0:d} kan nog meetellen wat de leverancier doet.", "Through {0:d} what the supplier does may still count.");
    public static readonly Refusal SettlementViewAwaited = new("settlement.view-awaited", Conflict, "De leverancier gaf nog geen zienswijze en kan tot en met {0:d} nog melden.", "The supplier gave no view yet and may still report through {0:d}.");
    public static readonly Refusal SettlementReportsWait = new("settlement.reports-wait", Conflict, "Op dit contract wachten nog {0} meldingen of verzoeken op een oordeel; oordeel daar eerst over.", "On this contract {0} reports or requests still wait for a verdict; judge these first.");
    public static readonly Refusal SettlementTurnoverOpen = new("settlement.turnover-open", Conflict, "De verplichting rust op de gefactureerde omzet, en de laatste omzetopgave is er nog niet.", "The obligation rests on the invoiced turnover, and the last turnover statement is not in yet.");
    public static readonly Refusal SettlementOtherProposal = new("settlement.other-proposal", Conflict, "Er ligt een ander voorstel, nummer {0}; bekijk dat eerst.", "Another proposal lies here, number {0}; see it first.");
    public static readonly Refusal SettlementProposalStale = new("settlement.proposal-stale", Conflict, "Sinds het voorstel zijn de bedragen gewijzigd; doe een nieuw voorstel.", "The amounts changed since the proposal; make a new one.");
    public static readonly Refusal SettlementLaterSettled = new("settlement.later-settled", Conflict, "Een later jaar is al afgerekend; heropen dat eerst.", "A later year is settled already; reopen that first.");
    public static readonly Refusal SettlementNotParty = new("settlement.not-party", NoRight, "Een zienswijze geeft wie partij is bij het contract.", "A view is given by who is a party to the contract.");
    public static readonly Refusal SettlementLeadSays = new("settlement.lead-says", BadInput, "Dat er niets meer komt, zegt van een combinatie de penvoerder.", "Of joint suppliers the lead partner says that nothing more will come.");
    public static readonly Refusal SettlementNoStatement = new("settlement.no-statement", Conflict, "Er is nog niet beslist; er is nog geen afrekening om te tonen.", "Nothing was decided yet; there is no statement to show.");
    public static readonly Refusal DisputeLineUnknown = new("dispute.line-unknown", BadInput, "U hebt op dit contract geen regel {0} in het grootboek.", "You have no line {0} in the ledger of this contract.");
    public static readonly Refusal DisputeLineTwice = new("dispute.line-twice", BadInput, "Deze regel is al genoemd.", "This line was named already.");
    public static readonly Refusal WaiverUnneeded = new("waiver.unneeded", BadInput, "Er is geen malus om kwijt te schelden.", "There is no malus to waive.");
    public static readonly Refusal WaiverTooMuch = new("waiver.too-much", BadInput, "De malus is {0}; meer kan niet worden kwijtgescholden.", "The malus is {0}; no more can be waived.");
    public static readonly Refusal WaiverOne = new("waiver.one", BadInput, "Geef een bedrag of een percentage, een van beide.", "Give an amount or a percentage, one of both.");
    public static readonly Refusal ReportingClosed = new("reporting.closed", Conflict, "Op contract {0} kon tot en met {1:d} worden gemeld.", "On contract {0} reports were taken through {1:d}.");

    // -- other efforts ---------------------------------------------------------------------------------------------
    public static readonly Refusal EffortStateOther = new("effort.state", Conflict, "Dat kan niet in deze stand: {0}.", "That can't be done in this state: {0}.");
    public static readonly Refusal EffortNewerReport = new("effort.newer-report", Conflict, "Er is een nieuwere melding, nummer {0}; bekijk die eerst.", "There is a newer report, number {0}; see it first.");
    public static readonly Refusal EffortReportUnknown = new("effort.report-unknown", BadInput, "Deze melding is er niet; de laatste heeft nummer {0}.", "There is no such report; the latest is number {0}.");
    public static readonly Refusal EffortOwnReport = new("effort.own-report", Conflict, "Wie iets meldde, verifieert het niet.", "Who reported something does not verify it.");
    public static readonly Refusal EffortThroughNotReported = new("effort.through-not-reported", BadInput, "Er is gemeld tot en met {0:d}; verder kan niet worden geverifieerd.", "It was reported through {0:d}; it can't be verified beyond that.");
    public static readonly Refusal EffortThroughBeforeStart = new("effort.through-before-start", BadInput, "De inspanning begint pas op {0:d}.", "The effort starts on {0:d} only.");
    public static readonly Refusal EffortNotVerified = new("effort.not-verified", Conflict, "Er is nog niets geverifieerd; wijs de melding af.", "Nothing was verified yet; reject the report.");
    public static readonly Refusal EffortRevocationEmpty = new("effort.revocation-empty", BadInput, "Er is geverifieerd tot en met {0:d}; op latere dagen valt niets te herroepen.", "It was verified through {0:d}; on later days there is nothing to revoke.");
    public static readonly Refusal EffortGone = new("effort.gone", Conflict, "Deze inspanning is op dit contract ingetrokken of herroepen; gebruik een nieuw kenmerk.", "This effort was withdrawn or revoked on this contract; use a new reference.");
    public static readonly Refusal EffortWithdrawalAsked = new("effort.withdrawal-asked", Conflict, "Op het verzoek tot intrekking is nog niet beslist.", "The request to withdraw was not decided on yet.");
    public static readonly Refusal EffortNotOnContract = new("effort.not-on-contract", BadInput, "Deze inspanning heeft op dit contract geen deel, of niet voor u.", "This effort has no share of this contract, or not for you.");
    public static readonly Refusal EffortOtherReference = new("effort.other-reference", BadInput, "Deze inspanning heeft een ander kenmerk.", "This effort has another reference.");
    public static readonly Refusal EffortOtherKind = new("effort.other-kind", BadInput, "Deze inspanning is van een andere soort: {0}.", "This effort is of another kind: {0}.");
    public static readonly Refusal EffortOtherInvoice = new("effort.other-invoice", BadInput, "Een andere factuur is een andere inspanning; trek deze in en meld die onder een eigen kenmerk.", "Another invoice is another effort; withdraw this one and report that under a reference of its own.");
    public static readonly Refusal EffortNotOfKind = new("effort.not-of-kind", BadInput, "Dit hoort niet bij deze soort inspanning.", "This does not belong to this kind of effort.");
    public static readonly Refusal EffortThroughEarlier = new("effort.through-earlier", BadInput, "Gemeld wordt tot en met minstens {0:d}.", "A report goes through {0:d} at least.");
    public static readonly Refusal EffortEmploysPlaced = new("effort.employs-placed", Conflict, "Op dit contract is een plaatsing geverifieerd bij de verkoper van deze factuur: wie met een getelde factuur betaald is, is er geen plaatsing.", "A placement with the seller of this invoice was verified on this contract: someone paid through a counted invoice is no placement on it.");
    public static readonly Refusal EffortVerifiedOverWhole = new("effort.verified-over-whole", Conflict, "Op andere contracten telt deze inspanning nog voor {0:0.##} procent mee, zodat dit meer dan het geheel wordt; verifieer daar eerst wat minder werd.", "On other contracts this effort still counts for {0:0.##} percent, which makes this more than the whole; verify there first what became less.");
    public static readonly Refusal PlacementPaidByInvoice = new("placement.paid-by-invoice", Conflict, "Op dit contract telt een factuur van deze werkgever: wie met een getelde factuur betaald is, is er geen plaatsing.", "An invoice of this employer counts on this contract: someone paid through a counted invoice is no placement on it.");
    public static readonly Refusal InvoiceTwice = new("invoice.twice", Conflict, "Een factuur met dit nummer van deze verkoper is al gemeld.", "An invoice with this number of this seller was reported already.");
    public static readonly Refusal InvoiceOwnGroup = new("invoice.own-group", BadInput, "Inkoop bij het eigen bedrijf of de eigen groep telt niet.", "Buying from the own company or group does not count.");
    public static readonly Refusal InvoiceRecognition = new("invoice.recognition", BadInput, "Noem het register dat de verkoper erkent, of het bouwblok; een van beide.", "Name the register that recognises the seller, or the bouwblok; one of the two.");
    public static readonly Refusal InvoiceRegisterUnknown = new("invoice.register-unknown", BadInput, "Dit register is niet bekend, of telde op {0:d} niet; wel: {1}.", "This register is not known, or did not count on {0:d}; known are: {1}.");
    public static readonly Refusal InvoiceAmountZero = new("invoice.amount-zero", BadInput, "Een bedrag is niet 0; op een creditnota is het negatief.", "An amount is not 0; on a credit note it is negative.");
    public static readonly Refusal VatPercentage = new("vat.percentage", BadInput, "Een btw-tarief ligt tussen 0 en 100 procent.", "A rate of VAT lies between 0 and 100 percent.");
    public static readonly Refusal BouwblokNotForEffort = new("bouwblok.not-for-effort", BadInput, "Dit bouwblok is niet voor deze soort inspanning.", "This bouwblok is not for this kind of effort.");
    public static readonly Refusal ActivityRateMissing = new("activity.rate-missing", BadInput, "Dit bouwblok geeft een maximum per dag; zeg wat een uur volgens afspraak waard is.", "This bouwblok gives a maximum a day; say what an hour was agreed to be worth.");
    public static readonly Refusal ActivityRateOfTarief = new("activity.rate-of-tarief", BadInput, "Wat een uur waard is, zegt dit bouwblok.", "What an hour is worth, this bouwblok says.");
    public static readonly Refusal ActivityPersons = new("activity.persons", BadInput, "Minstens 1 en hoogstens {0} mensen.", "At least 1 and at most {0} people.");
    public static readonly Refusal ActivityHours = new("activity.hours", BadInput, "Meer dan 0 uren, en hoogstens 24 per mens per dag.", "More than 0 hours, and at most 24 for each person a day.");
    public static readonly Refusal CertificateEndBeforeStart = new("certificate.end-before-start", BadInput, "Het certificaat eindigt voordat het begint, op {0:d}.", "The certificate ends before it begins, on {0:d}.");
    public static readonly Refusal PsoLevelUnknown = new("pso.level-unknown", BadInput, "Dit niveau staat niet in de PSO-tabel van het beleid; wel: {0}.", "This level is not in the policy's PSO table; it has: {0}.");
    public static readonly Refusal EvidenceHash = new("evidence.hash", BadInput, "Een bewijsmiddel wordt herkend aan zijn SHA-256: 64 hexadecimale tekens.", "Evidence is known by its SHA-256: 64 hexadecimal digits.");
    public static readonly Refusal EvidenceUnknown = new("evidence.unknown", BadInput, "Dit bewijsmiddel staat niet bij de melding.", "This evidence is not with the report.");

    // -- teams -----------------------------------------------------------------------------------------------------
    public static readonly Refusal TeamOwner = new("team.owner", BadInput, "Een team is van een leverancier, van een opdrachtgever, of van beide samen.", "A team belongs to a supplier, to a buyer, or to both together.");
    public static readonly Refusal TeamSize = new("team.size", BadInput, "Een team telt minstens 1 en hoogstens {0} mensen.", "A team has at least 1 and at most {0} people.");
    public static readonly Refusal TeamEndBeforeStart = new("team.end-before-start", BadInput, "Het team eindigt voordat het begint.", "The team ends before it starts.");
    public static readonly Refusal TeamJobcoach = new("team.jobcoach", BadInput, "Er is geen vaste jobcoach die gecertificeerd kan zijn.", "There is no fixed jobcoach who could be certified.");

    /// <summary>Every refusal there is.</summary>
    public static IReadOnlyList<Refusal> All =>
        field ??= [.. typeof(Refusals).GetFields().Where(f => f.FieldType == typeof(Refusal)).Select(f => (Refusal)f.GetValue(null)!)];
}
