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

    /// <summary>Every refusal there is; last, so that the others exist before it looks.</summary>
    public static readonly IReadOnlyList<Refusal> All =
        [.. typeof(Refusals).GetFields().Where(f => f.FieldType == typeof(Refusal)).Select(f => (Refusal)f.GetValue(null)!)];
}
