using System.Text.Json.Serialization;

namespace SroiTracker.Client;

/// <summary>The group that a candidate belongs to.</summary>
/// <param name="Word">As the API writes it.</param>
[JsonConverter(typeof(WordConverter<Doelgroep>))]
public readonly record struct Doelgroep(string Word) : IWord<Doelgroep>
{
    /// <summary>Receives bijstand; under or over two years by <see cref="PlacementReport.DoelgroepSinceDate"/>.</summary>
    public static readonly Doelgroep Participatiewet = new("Participatiewet");
    /// <summary>Receives WW; under or over one year by <see cref="PlacementReport.DoelgroepSinceDate"/>.</summary>
    public static readonly Doelgroep WW = new("WW");
    /// <summary>Receives WIA, WAO, WGA or WAZ.</summary>
    public static readonly Doelgroep Wia = new("Wia");
    /// <summary>Receives Wajong.</summary>
    public static readonly Doelgroep Wajong = new("Wajong");
    /// <summary>Has an indication for the Wsw.</summary>
    public static readonly Doelgroep Wsw = new("Wsw");
    /// <summary>Works beschut.</summary>
    public static readonly Doelgroep Beschut = new("Beschut");
    /// <summary>In the target group of the banenafspraak.</summary>
    public static readonly Doelgroep Banenafspraak = new("Banenafspraak");
    /// <summary>Looks for work and receives no benefit.</summary>
    public static readonly Doelgroep Nug = new("Nug");
    /// <summary>A pupil of the beroepsbegeleidende leerweg.</summary>
    public static readonly Doelgroep Bbl = new("Bbl");
    /// <summary>A pupil of the beroepsopleidende leerweg.</summary>
    public static readonly Doelgroep Bol = new("Bol");
    /// <summary>A pupil of special secondary or practical education.</summary>
    public static readonly Doelgroep VsoPro = new("VsoPro");
    /// <summary>Holds a residence permit for asylum.</summary>
    public static readonly Doelgroep Statushouder = new("Statushouder");
    /// <summary>Was or is in custody, or under supervision.</summary>
    public static readonly Doelgroep Justitiabele = new("Justitiabele");
    /// <summary>Left school without a startkwalificatie.</summary>
    public static readonly Doelgroep VroegtijdigSchoolverlater = new("VroegtijdigSchoolverlater");
    /// <summary>Receives IOAW or IOAZ.</summary>
    public static readonly Doelgroep Ioaw = new("Ioaw");
    /// <summary>Another group that a Bouwblok is for.</summary>
    public static readonly Doelgroep Overig = new("Overig");

    /// <inheritdoc/>
    public static Doelgroep Of(string word) => new(word);

    /// <inheritdoc/>
    public override string ToString() => Word ?? "";
}

/// <summary>Whether the supplier looked into the Doelgroepregister and found the candidate there.</summary>
/// <param name="Word">As the API writes it.</param>
[JsonConverter(typeof(WordConverter<Doelgroepindicatie>))]
public readonly record struct Doelgroepindicatie(string Word) : IWord<Doelgroepindicatie>
{
    /// <summary>Not looked into, or not found.</summary>
    public static readonly Doelgroepindicatie None = new("None");
    /// <summary>Found, on the day that is stated with it.</summary>
    public static readonly Doelgroepindicatie Attested = new("Attested");

    /// <inheritdoc/>
    public static Doelgroepindicatie Of(string word) => new(word);

    /// <inheritdoc/>
    public override string ToString() => Word ?? "";
}

/// <summary>How the placement came about.</summary>
/// <param name="Word">As the API writes it.</param>
[JsonConverter(typeof(WordConverter<PlacementMethod>))]
public readonly record struct PlacementMethod(string Word) : IWord<PlacementMethod>
{
    /// <summary>For one person: jobcarving, functiecreatie.</summary>
    public static readonly PlacementMethod Individueel = new("Individueel");
    /// <summary>In a team with a leader and a fixed jobcoach.</summary>
    public static readonly PlacementMethod Collectief = new("Collectief");
    /// <summary>By a procurement contract with social return.</summary>
    public static readonly PlacementMethod InkoopSroi = new("InkoopSroi");
    /// <summary>Together with other employers.</summary>
    public static readonly PlacementMethod SamenMetAndereWerkgevers = new("SamenMetAndereWerkgevers");

    /// <inheritdoc/>
    public static PlacementMethod Of(string word) => new(word);

    /// <inheritdoc/>
    public override string ToString() => Word ?? "";
}

/// <summary>The kind of employment. <see cref="Detachering"/> and <see cref="Uitzend"/> are an Inleenverband.</summary>
/// <param name="Word">As the API writes it.</param>
[JsonConverter(typeof(WordConverter<Employment>))]
public readonly record struct Employment(string Word) : IWord<Employment>
{
    /// <summary>Employed by the employer that is named.</summary>
    public static readonly Employment Dienstverband = new("Dienstverband");
    /// <summary>Seconded.</summary>
    public static readonly Employment Detachering = new("Detachering");
    /// <summary>Temporary agency work.</summary>
    public static readonly Employment Uitzend = new("Uitzend");
    /// <summary>A place to gain experience.</summary>
    public static readonly Employment Werkervaringsplaats = new("Werkervaringsplaats");
    /// <summary>A job of learning and working (BBL).</summary>
    public static readonly Employment Bbl = new("Bbl");
    /// <summary>A traineeship of the BOL.</summary>
    public static readonly Employment Bol = new("Bol");
    /// <summary>Another traineeship.</summary>
    public static readonly Employment Stage = new("Stage");

    /// <inheritdoc/>
    public static Employment Of(string word) => new(word);

    /// <inheritdoc/>
    public override string ToString() => Word ?? "";
}

/// <summary>The age of the candidate in a band; stated only where a bonus asks for it, never a birth date.</summary>
/// <param name="Word">As the API writes it.</param>
[JsonConverter(typeof(WordConverter<AgeBand>))]
public readonly record struct AgeBand(string Word) : IWord<AgeBand>
{
    /// <summary>26 or younger.</summary>
    public static readonly AgeBand Under27 = new("Under27");
    /// <summary>27 to 49.</summary>
    public static readonly AgeBand From27To49 = new("From27To49");
    /// <summary>50 to 54.</summary>
    public static readonly AgeBand From50To54 = new("From50To54");
    /// <summary>55 or older.</summary>
    public static readonly AgeBand From55 = new("From55");

    /// <inheritdoc/>
    public static AgeBand Of(string word) => new(word);

    /// <inheritdoc/>
    public override string ToString() => Word ?? "";
}

/// <summary>Where a placement, or an effort, stands on one contract.</summary>
/// <param name="Word">As the API writes it.</param>
[JsonConverter(typeof(WordConverter<PlacementState>))]
public readonly record struct PlacementState(string Word) : IWord<PlacementState>
{
    /// <summary>A report waits for the officer.</summary>
    public static readonly PlacementState Reported = new("Reported");
    /// <summary>The latest report was verified.</summary>
    public static readonly PlacementState Verified = new("Verified");
    /// <summary>The latest report was rejected; what was verified before stays.</summary>
    public static readonly PlacementState Rejected = new("Rejected");
    /// <summary>The supplier asked to take back what was verified; an officer decides.</summary>
    public static readonly PlacementState WithdrawalAsked = new("WithdrawalAsked");
    /// <summary>Taken back: it counts for nothing.</summary>
    public static readonly PlacementState Withdrawn = new("Withdrawn");
    /// <summary>Revoked by two officers: it counts for nothing from a day on.</summary>
    public static readonly PlacementState Revoked = new("Revoked");

    /// <inheritdoc/>
    public static PlacementState Of(string word) => new(word);

    /// <inheritdoc/>
    public override string ToString() => Word ?? "";
}

/// <summary>What was decided on a contract, or is asked and waits for a decision.</summary>
/// <param name="Word">As the API writes it.</param>
[JsonConverter(typeof(WordConverter<VerdictKind>))]
public readonly record struct VerdictKind(string Word) : IWord<VerdictKind>
{
    /// <summary>Verified.</summary>
    public static readonly VerdictKind Verification = new("Verification");
    /// <summary>Rejected, with a code and a reason.</summary>
    public static readonly VerdictKind Rejection = new("Rejection");
    /// <summary>Withdrawn at once; nothing was verified.</summary>
    public static readonly VerdictKind Withdrawal = new("Withdrawal");
    /// <summary>The supplier asks to take it back.</summary>
    public static readonly VerdictKind WithdrawalAsked = new("WithdrawalAsked");
    /// <summary>An officer agreed to that.</summary>
    public static readonly VerdictKind WithdrawalAgreed = new("WithdrawalAgreed");
    /// <summary>An officer did not.</summary>
    public static readonly VerdictKind WithdrawalDeclined = new("WithdrawalDeclined");
    /// <summary>An officer asks to revoke; a second person decides.</summary>
    public static readonly VerdictKind RevocationAsked = new("RevocationAsked");
    /// <summary>The second person agreed.</summary>
    public static readonly VerdictKind RevocationAgreed = new("RevocationAgreed");
    /// <summary>The second person did not.</summary>
    public static readonly VerdictKind RevocationDeclined = new("RevocationDeclined");

    /// <inheritdoc/>
    public static VerdictKind Of(string word) => new(word);

    /// <inheritdoc/>
    public override string ToString() => Word ?? "";
}

/// <summary>Why days count for nothing.</summary>
/// <param name="Word">As the API writes it.</param>
[JsonConverter(typeof(WordConverter<NotCounted>))]
public readonly record struct NotCounted(string Word) : IWord<NotCounted>
{
    /// <summary>Before or after the days of the contract that count.</summary>
    public static readonly NotCounted OutsideContract = new("OutsideContract");
    /// <summary>The candidate was with this employer long before the contract.</summary>
    public static readonly NotCounted AlreadyInService = new("AlreadyInService");
    /// <summary>Fewer hours a week than the Bouwblok asks.</summary>
    public static readonly NotCounted BelowMinimumHours = new("BelowMinimumHours");
    /// <summary>The Bouwblok counts for no more months.</summary>
    public static readonly NotCounted MaximumReached = new("MaximumReached");
    /// <summary>Another placement of the candidate fills the full-time week on this contract.</summary>
    public static readonly NotCounted FilledByOther = new("FilledByOther");
    /// <summary>Revoked from a day on.</summary>
    public static readonly NotCounted Revoked = new("Revoked");
    /// <summary>The Tarief does not have this Bouwblok.</summary>
    public static readonly NotCounted UnknownBouwblok = new("UnknownBouwblok");
    /// <summary>The Bouwblok is not for placements.</summary>
    public static readonly NotCounted NotForPlacements = new("NotForPlacements");
    /// <summary>The supplier is no party to the contract that day.</summary>
    public static readonly NotCounted NotAParty = new("NotAParty");
    /// <summary>The Bouwblok is not for efforts.</summary>
    public static readonly NotCounted NotForEfforts = new("NotForEfforts");
    /// <summary>The policy does not have this level of certificate.</summary>
    public static readonly NotCounted LevelUnknown = new("LevelUnknown");

    /// <inheritdoc/>
    public static NotCounted Of(string word) => new(word);

    /// <inheritdoc/>
    public override string ToString() => Word ?? "";
}
