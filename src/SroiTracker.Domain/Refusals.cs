using static SroiTracker.Domain.RefusalKind;

namespace SroiTracker.Domain;

/// <summary>The catalogue of refusals, a group for each room. Codes are unique (a test).</summary>
public static class Refusals
{
    // -- the door: keys, roles, requests ---------------------------------------------------------------------------
    public static readonly Refusal KeyMissing = new("key.missing", NoKey, "Er is geen geldige sleutel meegestuurd.", "No valid key was sent.");
    public static readonly Refusal RoleMissing = new("role.missing", NoRight, "Uw rol mag dit niet.", "Your role may not do this.");
    public static readonly Refusal NotFoundHere = new("resource.not-found", NotFound, "Dit bestaat niet, of niet voor u.", "This does not exist, or not for you.");
    public static readonly Refusal BodyMalformed = new("body.malformed", BadInput, "De inhoud is geen geldige JSON: {0}", "The body is not valid JSON: {0}");
    public static readonly Refusal BodyTooLarge = new("body.too-large", TooLarge, "De inhoud is groter dan {0} bytes.", "The body is larger than {0} bytes.");
    public static readonly Refusal ContentTypeUnknown = new("body.content-type", UnknownType, "Stuur {0}.", "Send {0}.");
    public static readonly Refusal ValueMissing = new("value.missing", BadInput, "Dit veld is verplicht.", "This field is required.");
    public static readonly Refusal ValueInvalid = new("value.invalid", BadInput, "Deze waarde past niet: verwacht wordt {0}.", "This value does not fit: expected is {0}.");
    public static readonly Refusal ValueTooLong = new("value.too-long", BadInput, "Hoogstens {0} tekens.", "At most {0} characters.");
    public static readonly Refusal ValueUnknown = new("value.unknown", BadInput, "Dit veld is niet bekend.", "This field is not known.");
    public static readonly Refusal IfMatchMissing = new("if-match.missing", ConditionMissing, "Stuur de ETag van de versie die u zag mee in If-Match.", "Send the ETag of the version you saw in If-Match.");
    public static readonly Refusal IfMatchStale = new("if-match.stale", Stale, "Er is een nieuwere versie; haal die eerst op.", "There is a newer version; get it first.");
    public static readonly Refusal CursorInvalid = new("cursor.invalid", BadInput, "Deze cursor hoort niet bij deze vraag.", "This cursor does not belong to this query.");
    public static readonly Refusal BsnSuspected = new("text.bsn", BadInput, "Dit lijkt een burgerservicenummer. Gebruik een kenmerk met een letter direct ervoor.", "This looks like a citizen service number. Use a reference with a letter directly before it.");

    // -- storage ---------------------------------------------------------------------------------------------------
    public static readonly Refusal StorageUnavailable = new("storage.unavailable", Unavailable, "De opslag is even niet beschikbaar; probeer het zo opnieuw.", "Storage is not available right now; try again shortly.");
    public static readonly Refusal StorageBusy = new("storage.busy", Unavailable, "Het is te druk; probeer het zo opnieuw.", "It is too busy; try again shortly.");

    // -- clause and obligation -------------------------------------------------------------------------------------
    public static readonly Refusal ClauseBaseUnknown = new("clause.base-unknown", BadInput, "Het bedrag waarover het percentage gaat is bij dit contract niet bekend.", "The amount that the percentage is taken of is not known for this contract.");
    public static readonly Refusal ClauseForeignCurrency = new("clause.foreign-currency", BadInput, "Dit contract is in {0}; vul het bedrag in euro in, met koers, datum en bron.", "This contract is in {0}; enter the amount in euros, with rate, date and source.");

    // -- acts of two people ----------------------------------------------------------------------------------------
    public static readonly Refusal ActOwnRequest = new("act.own-request", Conflict, "Wie het vroeg, beslist er niet over: een ander moet dit doen.", "Who asked does not decide: someone else must do this.");
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

    /// <summary>Every refusal there is; last, so that the others exist before it looks.</summary>
    public static readonly IReadOnlyList<Refusal> All =
        [.. typeof(Refusals).GetFields().Where(f => f.FieldType == typeof(Refusal)).Select(f => (Refusal)f.GetValue(null)!)];
}
