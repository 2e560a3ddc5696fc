using static SroiTracker.Domain.RefusalKind;

namespace SroiTracker.Domain;

// What can be said of suppliers' systems, and of what they answer.
public static partial class Refusals
{
    // -- connections -------------------------------------------------------------------------------------------------
    public static readonly Refusal ConnectionSupplierShared = new("connection.supplier-shared", NoRight, "Deze leverancier werkt ook voor opdrachtgevers buiten uw bereik: een beheerder gaat over de verbindingen.", "This supplier works for buyers outside your scope too: an administrator sees to its connections.");
    public static readonly Refusal ConnectionKeys = new("connection.keys-missing", Conflict, "Er zijn geen sleutels om een geheim mee te versleutelen: een beheerder stelt hun map in (DataProtection:Folder) en maakt die schrijfbaar.", "There are no keys to encrypt a secret with: an administrator sets their folder (DataProtection:Folder) and makes it writable.");
    public static readonly Refusal ConnectionAddress = new("connection.address", BadInput, "Een adres begint met https://, bestaat uit zichtbare ASCII-tekens en heeft geen gebruikersnaam, geen # en alleen bij een CSV-bestand een ?.", "An address begins with https://, consists of visible ASCII characters and has no user name, no # and only for a CSV file a ?.");
    public static readonly Refusal ConnectionAddressPrivate = new("connection.address-private", BadInput, "Dit adres ligt niet op het openbare internet; een beheerder kan adressen in het eigen netwerk toestaan (Outbound:AllowPrivateAddresses).", "This address does not lie on the public internet; an administrator can allow addresses in the own network (Outbound:AllowPrivateAddresses).");
    public static readonly Refusal ConnectionOtherKind = new("connection.other-kind", BadInput, "Dit hoort bij de andere soort aanmelding; laat het weg.", "This goes with the other kind of authentication; leave it out.");
    public static readonly Refusal ConnectionHeaderName = new("connection.header-name", BadInput, "Dit kan geen header met een sleutel zijn; bedoeld is een naam als X-Api-Key of Authorization.", "This can't be a header with a key; meant is a name such as X-Api-Key or Authorization.");
    public static readonly Refusal ConnectionSecretText = new("connection.secret-text", BadInput, "Dit bestaat uit zichtbare ASCII-tekens, met hoogstens spaties ertussen.", "This consists of visible ASCII characters, with at most blanks in between.");
    public static readonly Refusal ConnectionSecretAgain = new("connection.secret-again", BadInput, "Het geheim gaat zo naar een ander adres of op een andere manier mee: geef het opnieuw.", "The secret would go to another address or in another way: give it again.");
    public static readonly Refusal ConnectionStoppedByHand = new("connection.stopped-by-hand", BadInput, "Stopped zet de dienst zelf, als een systeem haar niet binnenlaat; kies Active of Paused.", "Stopped is set by the service itself, where a system does not let it in; choose Active or Paused.");
    public static readonly Refusal ConnectionNotActive = new("connection.not-active", Conflict, "De verbinding is gepauzeerd of gestopt; zet haar eerst op Active.", "The connection is paused or stopped; set it Active first.");
    public static readonly Refusal ConnectionSchedule = new("connection.schedule", BadInput, "Een schema is cron met vijf velden (minuut, uur, dag, maand, weekdag) en komt ooit aan de beurt, zoals 0 6 * * *.", "A schedule is cron with five fields (minute, hour, day, month, day of the week) that comes due at some time, such as 0 6 * * *.");
    public static readonly Refusal ConnectionTooOften = new("connection.too-often", BadInput, "Tussen twee ronden zitten minstens {0} minuten.", "There are at least {0} minutes between two runs.");
    public static readonly Refusal ConnectionRestsLonger = new("connection.rests-longer", BadInput, "Het schema laat soms meer dan {0} uur tussen twee ronden; spreek een langere tijd zonder geslaagde ronde af (successWithinHours).", "The schedule at times leaves more than {0} hours between two runs; agree on a longer time without a success (successWithinHours).");

    // -- what a system, or the way to it, does -----------------------------------------------------------------------
    public static readonly Refusal SourceUnreachable = new("source.unreachable", Upstream, "Het systeem van de leverancier is niet te bereiken: {0}.", "The supplier's system can't be reached: {0}.");
    public static readonly Refusal SourceTooSlow = new("source.too-slow", Upstream, "Het systeem van de leverancier antwoordde niet binnen {0} s.", "The supplier's system did not answer within {0} s.");
    public static readonly Refusal SourceBusy = new("source.busy", Upstream, "Het systeem van de leverancier vraagt te wachten, of faalde te vaak achter elkaar; de volgende ronde gaat verder.", "The supplier's system asks to wait, or failed too often in a row; the next run goes on.");
    public static readonly Refusal SourceUnauthorised = new("source.unauthorised", Upstream, "Het systeem van de leverancier laat ons niet binnen ({0}); vul het geheim opnieuw in.", "The supplier's system does not let us in ({0}); enter the secret again.");
    public static readonly Refusal SourceSecretLost = new("source.secret-lost", Upstream, "Het geheim van deze verbinding is niet te lezen met de sleutels die er zijn; vul het opnieuw in.", "The secret of this connection can't be read with the keys that are there; enter it again.");
    public static readonly Refusal SourceRefused = new("source.refused", Upstream, "Het systeem van de leverancier antwoordde {0}.", "The supplier's system answered {0}.");
    public static readonly Refusal SourceRedirected = new("source.redirected", Upstream, "Het systeem van de leverancier verwijst door naar een ander adres; vul dat zelf in als het klopt.", "The supplier's system redirects to another address; enter that one yourself if it is right.");
    public static readonly Refusal SourceForbidden = new("source.address-forbidden", Upstream, "Dit adres ligt in een besloten netwerk, en daar gaan wij niet heen (Outbound:AllowPrivateAddresses).", "This address lies in a private network, and we do not go there (Outbound:AllowPrivateAddresses).");
    public static readonly Refusal SourceInsecure = new("source.insecure", Upstream, "Alleen https-adressen worden gebruikt (Outbound:AllowHttp).", "Only https addresses are used (Outbound:AllowHttp).");
    public static readonly Refusal SourceTooLarge = new("source.too-large", Upstream, "Het antwoord is groter dan {0} bytes.", "The answer is larger than {0} bytes.");
    public static readonly Refusal SourceContentType = new("source.content-type", Upstream, "Het antwoord is {0}, verwacht werd {1}.", "The answer is {0}, expected was {1}.");
    public static readonly Refusal SourceMalformed = new("source.malformed", Upstream, "Het antwoord is niet te lezen zoals afgesproken ({0}).", "The answer can't be read as agreed ({0}).");
    public static readonly Refusal SourcePageTooLarge = new("source.page-too-large", Upstream, "De bladzijde heeft {0} regels; gevraagd waren er hoogstens {1}.", "The page has {0} items; at most {1} were asked for.");
    public static readonly Refusal SourceTooManyRows = new("source.too-many-rows", Upstream, "Het bestand heeft meer dan {0} regels; wat ervoor staat is verwerkt.", "The file has more than {0} rows; what comes before was taken.");
    public static readonly Refusal SourceCursorRepeats = new("source.cursor-repeats", Upstream, "Het systeem van de leverancier verwijst terug naar een bladzijde die al gelezen is.", "The supplier's system points back to a page that was read already.");
    public static readonly Refusal SourceEndless = new("source.endless", Upstream, "Na {0} bladzijden was er nog geen eind; de volgende ronde gaat verder.", "After {0} pages there was no end; the next run goes on.");
    public static readonly Refusal SourceTooLong = new("source.too-long", Upstream, "De ronde duurde langer dan {0} minuten; de volgende gaat verder.", "The run took longer than {0} minutes; the next goes on.");

    // -- one item of it ----------------------------------------------------------------------------------------------
    public static readonly Refusal ItemId = new("item.id", BadInput, "Een regel heeft een eigen id van 1 tot en met 100 tekens nodig, zonder burgerservicenummer.", "An item needs an id of its own of 1 to 100 characters, without a citizen service number.");
    public static readonly Refusal ItemMalformed = new("item.malformed", BadInput, "Deze regel is niet te lezen zoals afgesproken ({0}).", "This item can't be read as agreed ({0}).");

    // -- a timecard --------------------------------------------------------------------------------------------------
    public static readonly Refusal TimecardPlacementUnknown = new("timecard.placement-unknown", BadInput, "Er is geen plaatsing met deze opdracht als kenmerk; meld die eerst, met de gegevens die een urenbriefje niet heeft.", "There is no placement with this assignment as its reference; report it first, with what a timecard does not tell.");
    public static readonly Refusal TimecardOutside = new("timecard.outside-placement", BadInput, "Deze periode ligt buiten de plaatsing, die begint op {0:yyyy-MM-dd}.", "This period lies outside the placement, which begins on {0:yyyy-MM-dd}.");
    public static readonly Refusal TimecardAhead = new("timecard.ahead", BadInput, "Deze periode is nog niet begonnen: gewerkte uren worden achteraf gemeld (vandaag is {0:yyyy-MM-dd}).", "This period has not begun: hours are told after they were worked (today is {0:yyyy-MM-dd}).");
    public static readonly Refusal TimecardOtherSupplier = new("timecard.other-supplier", BadInput, "Dit urenbriefje is van een leverancier met een ander KvK-nummer.", "This timecard is of a supplier with another KvK number.");
    public static readonly Refusal TimecardPeriod = new("timecard.period", BadInput, "Een periode eindigt niet voor zij begint, en duurt hoogstens {0} dagen.", "A period does not end before it begins, and lasts at most {0} days.");
    public static readonly Refusal TimecardHours = new("timecard.hours", BadInput, "Uren: een getal als \"8.00\", van 0 tot en met {0}.", "Hours: a number such as \"8.00\", from 0 through {0}.");
    public static readonly Refusal TimecardType = new("timecard.type-unknown", BadInput, "Dit soort uren staat niet op de lijst van SETU 2.0.", "This type of hours is not on the list of SETU 2.0.");
}
