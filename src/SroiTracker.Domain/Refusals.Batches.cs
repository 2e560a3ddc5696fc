using static SroiTracker.Domain.RefusalKind;

namespace SroiTracker.Domain;

// What can be said of placements that come many at a time.
public static partial class Refusals
{
    // -- the whole batch -------------------------------------------------------------------------------------------
    public static readonly Refusal BatchEmpty = new("batch.empty", BadInput, "Er staat geen enkele melding in.", "There is not a single report in it.");
    public static readonly Refusal BatchTooMany = new("batch.too-many", BadInput, "Een batch heeft hoogstens {0} meldingen; regel {1} is er een te veel. Wat ervoor staat is verwerkt.", "A batch has at most {0} reports; line {1} is one too many. What comes before it was taken.");
    public static readonly Refusal BatchColumns = new("batch.columns", BadInput, "De kolom {0} is onbekend of staat er dubbel in.", "The column {0} is unknown or there twice.");

    // -- one line of it --------------------------------------------------------------------------------------------
    public static readonly Refusal LineTooLong = new("line.too-long", BadInput, "Een regel is hoogstens {0} bytes.", "A line has at most {0} bytes.");
    public static readonly Refusal LineMalformed = new("line.malformed", BadInput, "De aanhalingstekens in deze regel kloppen niet; een veld gaat niet op de volgende regel verder.", "The quotes in this line are not right; a field does not go on on the next line.");
    public static readonly Refusal LineWidth = new("line.width", BadInput, "Deze regel heeft {0} velden, de kopregel {1}.", "This line has {0} fields, the header {1}.");
}
