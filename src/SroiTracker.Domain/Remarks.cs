namespace SroiTracker.Domain;

/// <summary>The catalogue of reasons and warnings, a group for each room. Codes are unique (a test).</summary>
public static class Remarks
{
    // -- what a policy proposes ------------------------------------------------------------------------------------
    public static readonly Remark NatureUnknown = new("policy.nature-unknown",
        "De aard (werken, diensten, leveringen) is niet bekend.", "The nature (works, services, supplies) is unknown.");
    public static readonly Remark NatureAsked = new("policy.nature", "Het beleid geldt voor {0}.", "The policy covers {0}.");
    public static readonly Remark NatureNotAsked = new("policy.other-nature", "Het beleid geldt niet voor {0}.", "The policy does not cover {0}.");
    public static readonly Remark ValueUnknown = new("policy.value-unknown",
        "De waarde in euro die tegen de drempel van {0} telt is niet bekend.", "The value in euros that counts against the threshold of {0} is unknown.");
    public static readonly Remark BelowThreshold = new("policy.below-threshold",
        "De geraamde waarde met opties, {0}, ligt onder de drempel van {1}: niet verplicht.",
        "The estimated value with options, {0}, lies below the threshold of {1}: not required.");
    public static readonly Remark FromThreshold = new("policy.from-threshold",
        "De geraamde waarde met opties, {0}, ligt op of boven de drempel van {1}.",
        "The estimated value with options, {0}, is at or above the threshold of {1}.");
    public static readonly Remark DurationUnknown = new("policy.duration-unknown",
        "De looptijd is niet bekend; het beleid vraagt {0} maanden.", "The duration is unknown; the policy asks {0} months.");
    public static readonly Remark TooShort = new("policy.too-short",
        "De looptijd is {0} maanden, korter dan {1}: niet verplicht.", "The duration is {0} months, shorter than {1}: not required.");
    public static readonly Remark LongEnough = new("policy.long-enough",
        "De looptijd is {0} maanden, ten minste {1}.", "The duration is {0} months, at least {1}.");
    public static readonly Remark Percentage = new("policy.percentage", "Het percentage is {0:0.##} %.", "The percentage is {0:0.##} %.");
    public static readonly Remark LowerPercentage = new("policy.lower-percentage",
        "Het aandeel arbeid is {0:0.##} %, onder {1:0.##} %: het percentage is {2:0.##} %.",
        "The labour share is {0:0.##} %, below {1:0.##} %: the percentage is {2:0.##} %.");
    public static readonly Remark LabourShareUnknown = new("policy.labour-share-unknown",
        "Onder een aandeel arbeid van {0:0.##} % is het percentage {1:0.##} %; het aandeel arbeid is niet bekend.",
        "Below a labour share of {0:0.##} % the percentage is {1:0.##} %; the labour share is unknown.");
    public static readonly Remark Cap = new("policy.cap", "De verplichting is hoogstens {0}.", "The obligation is at most {0}.");
    public static readonly Remark OnFramework = new("policy.on-framework",
        "De raamovereenkomst draagt de verplichting; plaatsingen komen op de raamovereenkomst.",
        "The framework carries the obligation; placements go to the framework.");
    public static readonly Remark OnCallOffs = new("policy.on-call-offs",
        "De raamovereenkomst heeft geen eigen waarde: de nadere overeenkomsten dragen de verplichting.",
        "The framework has no value of its own: the call-offs carry the obligation.");
    public static readonly Remark NoPolicy = new("policy.none",
        "Deze opdrachtgever heeft geen beleid dat op de datum van dit contract geldt.", "This buyer has no policy that is valid on the date of this contract.");
    public static readonly Remark Inherited = new("policy.inherited",
        "De clausule is die van de raamovereenkomst {0}.", "The clause is that of the framework agreement {0}.");

    // -- the Tarief that binds -------------------------------------------------------------------------------------
    public static readonly Remark TariefNotNamed = new("policy.no-tarief", "Het beleid noemt geen Tarief.", "The policy names no Tarief.");
    public static readonly Remark TariefBound = new("tarief.bound", "Het Tarief is {0} {1}, naar de datum {2}.", "The Tarief is {0} {1}, by the date {2}.");
    public static readonly Remark TariefNone = new("tarief.none-binds",
        "Van het Tarief {0} is geen versie te bepalen: er is geen datum bekend waarop er een geldt.",
        "No version of the Tarief {0} can be told: no date is known on which one holds.");
    public static readonly Remark TariefOtherDate = new("tarief.other-date",
        "De Tariefversie hangt af van {0}; die is niet bekend, daarom telt {1}: {2}.",
        "The Tarief version depends on {0}; that is unknown, so {1} counts: {2}.");
    public static readonly Remark TariefNotValid = new("tarief.not-valid",
        "Deze Tariefversie geldt niet op de datum die bindt, {0}.", "This Tarief version is not valid on the date that binds, {0}.");

    // -- promise ---------------------------------------------------------------------------------------------------
    public static readonly Remark CpvUnknown = new("promise.cpv-unknown", "De CPV-code is niet bekend.", "The CPV code is unknown.");
    public static readonly Remark Promising = new("promise.category",
        "CPV {0} valt onder {1}, een categorie die het Rijk kansrijk noemt.", "CPV {0} belongs to {1}, a category that the Rijk calls promising.");
    public static readonly Remark NoCategory = new("promise.no-category",
        "CPV {0} is geen van de categorieën die het Rijk kansrijk noemt; het aandeel arbeid is dan van belang.",
        "CPV {0} is none of the categories that the Rijk calls promising; then the labour share matters.");
    public static readonly Remark LabourUnknown = new("promise.labour-unknown", "Het aandeel arbeid is niet bekend.", "The labour share is unknown.");
    public static readonly Remark Labour = new("promise.labour", "Arbeid is {0:0.##} % van de waarde.", "Labour is {0:0.##} % of the value.");
    public static readonly Remark EurosUnknown = new("promise.value-unknown", "De waarde in euro is niet bekend.", "The value in euros is unknown.");
    public static readonly Remark Large = new("promise.value", "De waarde is {0}, {1} of meer.", "The value is {0}, {1} or more.");
    public static readonly Remark Small = new("promise.small", "De waarde is {0}, minder dan {1}.", "The value is {0}, less than {1}.");
    public static readonly Remark MonthsUnknown = new("promise.duration-unknown", "De looptijd is niet bekend.", "The duration is unknown.");
    public static readonly Remark Long = new("promise.duration", "De looptijd is {0} maanden, {1} of meer.", "The duration is {0} months, {1} or more.");
    public static readonly Remark Short = new("promise.short", "De looptijd is {0} maanden, minder dan {1}.", "The duration is {0} months, less than {1}.");

    // -- proportionality, and what is asked when a clause is set ------------------------------------------------------
    public static readonly Remark NoBlocks = new("proportionality.no-blocks",
        "Er is geen Tarief met een bouwblok per voltijdjaar: hoeveel mensen dit vraagt is niet bekend.",
        "There is no Tarief with a block per full-time year: how many people this asks is unknown.");
    public static readonly Remark PeopleUnknown = new("proportionality.duration-unknown",
        "De looptijd is niet bekend: hoeveel mensen dit tegelijk vraagt is niet te zeggen.",
        "The duration is unknown: how many people this asks at once can't be told.");
    public static readonly Remark ManyPeople = new("proportionality.many-people",
        "Dit vraagt {0:0.##} mensen tegelijk; {1:0.##} % van de arbeid in dit contract is {2:0.##}.",
        "This asks {0:0.##} people at once; {1:0.##} % of the labour in this contract is {2:0.##}.");
    public static readonly Remark ShortContract = new("proportionality.short-contract",
        "Het contract is korter dan {0} maanden en vraagt {1:0.##} mensen tegelijk.",
        "The contract is shorter than {0} months and asks {1:0.##} people at once.");
    public static readonly Remark LabourValueUnknown = new("proportionality.labour-unknown", "De loonwaarde is niet bekend.", "The labour value is unknown.");
    public static readonly Remark NoLabour = new("proportionality.no-labour", "In dit contract zit geen arbeid.", "There is no labour in this contract.");
    public static readonly Remark VatUnconfirmed = new("clause.vat-unconfirmed",
        "Of het bedrag zonder btw is, is nog niet bevestigd.", "Whether the amount is without VAT was not confirmed yet.");
    public static readonly Remark TurnoverProvisional = new("turnover.provisional",
        "De verplichting gaat voorlopig over de raming, tot de laatste omzetopgave.", "The obligation is taken of the estimate for now, until the last turnover statement.");
    public static readonly Remark TurnoverGap = new("turnover.gap", "Over {0} tot en met {1} is geen omzet opgegeven.", "No turnover was stated for {0} through {1}.");
    public static readonly Remark SubjectRelation = new("clause.subject-relation",
        "Is er een direct verband met het onderwerp van het contract, en welk?", "Is there a direct relation with the subject of the contract, and which?");

    // -- two Tarief versions beside each other ------------------------------------------------------------------------
    public static readonly Remark TariefDiffersWeek = new("tarief.differs-full-time", "Een volle werkweek is {1} in {0} en {3} in {2}.", "A full-time week is {1} in {0} and {3} in {2}.");
    public static readonly Remark TariefDiffersBasis = new("tarief.differs-basis", "Tijd telt naar {1} in {0} en naar {3} in {2}.", "Time counts by {1} in {0} and by {3} in {2}.");
    public static readonly Remark TariefDiffersScope = new("tarief.differs-maximum-scope", "Een maximum loopt {1} in {0} en {3} in {2}.", "A maximum runs {1} in {0} and {3} in {2}.");
    public static readonly Remark TariefDiffersBonusScope = new("tarief.differs-bonus-scope", "Een bonus telt eenmaal {1} in {0} en eenmaal {3} in {2}.", "A bonus counts once {1} in {0} and once {3} in {2}.");
    public static readonly Remark TariefDiffersBound = new("tarief.differs-bound-by", "{0} bindt een contract naar {1}, {2} naar {3}.", "{0} binds a contract by {1}, {2} by {3}.");
    public static readonly Remark TariefDiffersValidity = new("tarief.differs-validity", "{0} geldt {1}, {2} {3}.", "{0} is valid {1}, {2} {3}.");
    public static readonly Remark TariefDiffersAmount = new("tarief.differs-amount", "{1} {4} in {0}, {3} in {2}: {5} {6}.", "{1} {4} in {0}, {3} in {2}: {5} {6}.");
    public static readonly Remark TariefDiffersUnit = new("tarief.differs-unit",
        "{1} {2} in {0}, {4} {5} in {3}: de eenheid verschilt, dus de bedragen zijn niet zonder meer te vergelijken.",
        "{1} {2} in {0}, {4} {5} in {3}: the unit differs, so the amounts can't simply be compared.");
    public static readonly Remark TariefDiffersMaximum = new("tarief.differs-maximum", "Telt {1} in {0} en {3} in {2}.", "Counts {1} in {0} and {3} in {2}.");
    public static readonly Remark TariefDiffersMinimum = new("tarief.differs-minimum", "Telt {1} in {0} en {3} in {2}.", "Counts {1} in {0} and {3} in {2}.");
    public static readonly Remark TariefDiffersServed = new("tarief.differs-doelgroepen", "Voor {1} in {0}; voor {3} in {2}.", "For {1} in {0}; for {3} in {2}.");
    public static readonly Remark TariefDiffersOwnStaff = new("tarief.differs-own-staff", "Wie al in dienst was telt mee in {0}: {1}; in {2}: {3}.", "Who was in service already counts in {0}: {1}; in {2}: {3}.");
    public static readonly Remark TariefDiffersCondition = new("tarief.differs-condition", "De voorwaarde is {1} in {0} en {3} in {2}.", "The condition is {1} in {0} and {3} in {2}.");
    public static readonly Remark TariefDiffersWaiting = new("tarief.differs-waiting", "Verdiend {1} in {0} en {3} in {2}.", "Earned {1} in {0} and {3} in {2}.");
    public static readonly Remark TariefDiffersExclusions = new("tarief.differs-exclusions", "Gaat {1} in {0} en {3} in {2}.", "Goes {1} in {0} and {3} in {2}.");
    public static readonly Remark TariefUnsure = new("tarief.unsure", "De bron van {0} laat hierover twijfel: {1}", "The source of {0} leaves doubt here: {1}");
    public static readonly Remark TariefOnlyIn = new("tarief.only-in", "Staat alleen in {0}.", "Is in {0} only.");

    // -- a candidate under one Tarief and under another -------------------------------------------------------------
    public static readonly Remark CandidateNotServed = new("candidate.not-served", "{0} heeft geen bouwblok voor {1}.", "{0} has no bouwblok for {1}.");
    public static readonly Remark CandidateAmount = new("candidate.amount", "Het bedrag is {2} {3} in plaats van {0} {1}.", "The amount is {2} {3} instead of {0} {1}.");
    public static readonly Remark CandidateMinimum = new("candidate.minimum", "Het telt {1} in plaats van {0}.", "It counts {1} instead of {0}.");
    public static readonly Remark CandidateMaximum = new("candidate.maximum", "Het telt {1} in plaats van {0}.", "It counts {1} instead of {0}.");
    public static readonly Remark CandidateWeek = new("candidate.full-time", "Een volle werkweek is {1} in plaats van {0}.", "A full-time week is {1} instead of {0}.");
    public static readonly Remark CandidateBasis = new("candidate.basis", "Tijd telt naar {1} in plaats van {0}.", "Time counts by {1} instead of {0}.");
    public static readonly Remark CandidateBonuses = new("candidate.bonuses", "Er telt {1} in plaats van {0}.", "There is {1} instead of {0}.");
    public static readonly Remark CandidateBonus = new("candidate.bonus", "{0} {1} {2}", "{0} {1} {2}");

    // -- why a placement counts as it does -----------------------------------------------------------------------------
    public static readonly Remark NotInContract = new("counting.outside-contract", "{0} tot en met {1} ({2}) telt niet: buiten de looptijd van het contract.", "{0} through {1} ({2}) does not count: outside the period of the contract.");
    public static readonly Remark NotNewInService = new("counting.already-in-service", "{0} tot en met {1} ({2}) telt niet: al in dienst voor het contract.", "{0} through {1} ({2}) does not count: in service before the contract already.");
    public static readonly Remark NotEnoughHours = new("counting.below-minimum-hours", "{0} tot en met {1} ({2}) telt niet: minder uren per week dan het bouwblok vraagt.", "{0} through {1} ({2}) does not count: fewer hours a week than the bouwblok asks.");
    public static readonly Remark NotBeyondMaximum = new("counting.maximum-reached", "{0} tot en met {1} ({2}) telt niet: het maximum aantal maanden van het bouwblok is bereikt.", "{0} through {1} ({2}) does not count: the maximum months of the bouwblok are reached.");
    public static readonly Remark NotBesideOther = new("counting.filled-by-other", "{0} tot en met {1} ({2}) telt niet: een andere plaatsing van deze kandidaat vult de volle werkweek.", "{0} through {1} ({2}) does not count: another placement of this candidate fills the full-time week.");
    public static readonly Remark NotAfterRevocation = new("counting.revoked", "{0} tot en met {1} ({2}) telt niet: herroepen.", "{0} through {1} ({2}) does not count: revoked.");
    public static readonly Remark NotInTarief = new("counting.unknown-bouwblok", "{0} tot en met {1} ({2}) telt niet: het bouwblok staat niet in het Tarief.", "{0} through {1} ({2}) does not count: the bouwblok is not in the Tarief.");
    public static readonly Remark NotForPlacements = new("counting.not-for-placements", "{0} tot en met {1} ({2}) telt niet: het bouwblok is voor inspanningen, niet voor plaatsingen.", "{0} through {1} ({2}) does not count: the bouwblok is for efforts, not for placements.");
    public static readonly Remark NotByThisSupplier = new("counting.not-a-party", "{0} tot en met {1} ({2}) telt niet: deze leverancier is dan geen partij bij het contract.", "{0} through {1} ({2}) does not count: this supplier is no party to the contract then.");
    public static readonly Remark NotOnThisContract = new("counting.nothing", "Op dit contract telt niets: er is geen clausule met een Tarief, de looptijd is niet bekend, of een ander niveau van de raamovereenkomst draagt de verplichting.", "Nothing counts on this contract: there is no clause with a Tarief, its days are unknown, or another level of the framework carries the obligation.");
    public static readonly Remark ReportedThrough = new("counting.reported-through", "Gemeld is tot en met {0}; wat erna komt telt pas als het gemeld en geverifieerd is.", "Reported is through {0}; what comes later counts once it is reported and verified.");
    public static readonly Remark BouwblokOtherDoelgroep = new("bouwblok.other-doelgroep", "Het bouwblok {0} is voor {1}, niet voor {2}.", "The bouwblok {0} is for {1}, not for {2}.");
    public static readonly Remark BouwblokRight = new("bouwblok.right", "Voor {0} heeft dit Tarief: {1}.", "For {0} this Tarief has: {1}.");
    public static readonly Remark BouwblokOtherMonths = new("bouwblok.other-months", "Het bouwblok {0} is voor {1}; deze kandidaat behoort sinds {2} tot de Doelgroep.", "The bouwblok {0} is for {1}; this candidate belongs to the Doelgroep since {2}.");
    public static readonly Remark BouwblokLowest = new("bouwblok.lowest", "Voor {0} heeft dit Tarief meer bouwblokken: {1}. Gerekend is met het laagste; noem bouwblok om een ander te nemen.", "For {0} this Tarief has more blocks: {1}. The lowest was taken; name bouwblok to take another.");
    public static readonly Remark HoursAboveFullTime = new("hours.above-full-time", "{0} per week telt als {1}: een volle werkweek op dit contract.", "{0} a week count as {1}: a full-time week on this contract.");
    public static readonly Remark NoIndicatie = new("doelgroepindicatie.none", "Zonder gecontroleerde Doelgroepindicatie is dit geen baan voor de banenafspraak; de euro's tellen wel.", "Without a checked Doelgroepindicatie this is no job of the Banenafspraak; the euros do count.");
    public static readonly Remark BonusNotMet = new("bonus.not-met", "De bonus {0} telt niet: hij vraagt {1}.", "The bonus {0} does not count: it asks {1}.");
    public static readonly Remark BonusNotWithBlock = new("bonus.not-with-bouwblok", "De bonus {0} telt niet: hij gaat niet samen met het bouwblok {1}.", "The bonus {0} does not count: it does not go together with the bouwblok {1}.");
    public static readonly Remark BonusNotWithOther = new("bonus.not-with-other", "De bonus {0} telt niet: hij gaat niet samen met {1}, die hoger is.", "The bonus {0} does not count: it does not go together with {1}, which is higher.");
    public static readonly Remark BonusWaits = new("bonus.waits", "De bonus {0} wordt pas na {1} maanden verdiend.", "The bonus {0} is earned after {1} months only.");
    public static readonly Remark BonusPaid = new("bonus.paid", "De bonus {0} is voor deze kandidaat al betaald.", "The bonus {0} was paid for this candidate already.");

    // -- signals: what is the matter, and what to do -------------------------------------------------------------------
    public static readonly Remark SignalBehind = new("signal.behind",
        "Verwacht is {0}, geteld {1}: {2} te weinig. Vraag de leverancier welke plaatsingen nog komen.",
        "Expected is {0}, counted {1}: {2} short. Ask the supplier which placements are still to come.");
    public static readonly Remark SignalNoReport = new("signal.no-report",
        "De laatste melding kwam op {0}; de volgende had er uiterlijk op {1} moeten zijn. Vraag de leverancier om een melding.",
        "The last report came on {0}; the next was due by {1}. Ask the supplier for a report.");
    public static readonly Remark SignalNeverReported = new("signal.never-reported",
        "Er is nog niets gemeld; dat had uiterlijk op {0} moeten gebeuren. Vraag de leverancier om een melding.",
        "Nothing was reported yet; that was due by {0}. Ask the supplier for a report.");
    public static readonly Remark SignalLowering = new("signal.lowering",
        "Een correctie van {0} verlaagt wat geteld is met {1}. Beoordeel de melding.",
        "A correction of {0} lowers what is counted by {1}. Judge the report.");
    public static readonly Remark SignalCertificate = new("signal.certificate",
        "Het PSO-certificaat ({0}) verloopt op {1}, voor het einde van het contract. Vraag de leverancier om het volgende.",
        "The PSO certificate ({0}) expires on {1}, before the contract ends. Ask the supplier for the next one.");
    public static readonly Remark SignalEnding = new("signal.ending",
        "Het contract eindigt op {0}; te verwachten is {1} van {2}: {3} te weinig. Spreek af hoe dat wordt ingelopen.",
        "The contract ends on {0}; forecast is {1} of {2}: {3} short. Agree on how that is made up for.");
    public static readonly Remark SignalRecovery = new("signal.recovery",
        "De hersteltermijn loopt af op {0}; {1} is nog niet geteld. Vraag de leverancier wat nog komt.",
        "The recovery ends on {0}; {1} is not counted yet. Ask the supplier what is still to come.");
    public static readonly Remark SignalUnsettled = new("signal.unsettled",
        "Het contract is op {0} geëindigd met een tekort van {1}. Begin de afrekening.",
        "The contract ended on {0} with a shortfall of {1}. Begin the settlement.");
    public static readonly Remark SignalProposal = new("signal.proposal",
        "Sinds {0} ligt er een voorstel tot afrekening. Een tweede persoon beslist erover.",
        "A proposal to settle waits since {0}. A second person decides on it.");
    public static readonly Remark SignalReopening = new("signal.reopening",
        "Sinds {0} is gevraagd de afrekening te heropenen. Een tweede persoon beslist erover.",
        "Since {0} it is asked to open the settlement again. A second person decides on it.");
    public static readonly Remark SignalConnectionStopped = new("signal.connection-stopped",
        "De koppeling {0} met het systeem van {1} staat stil sinds {2}: dat systeem laat ons niet binnen. Vul het geheim opnieuw in en zet de koppeling weer aan.",
        "The connection {0} to the system of {1} has stopped since {2}: that system does not let us in. Enter the secret again and set the connection active.");
    public static readonly Remark SignalConnectionSilent = new("signal.connection-silent",
        "De koppeling {0} met het systeem van {1} slaagde voor het laatst op {2}, langer geleden dan afgesproken. Kijk waarop de laatste ronden mislukten.",
        "The connection {0} to the system of {1} last succeeded on {2}, longer ago than was agreed. Look at why the last runs failed.");
    public static readonly Remark SignalConnectionNever = new("signal.connection-never",
        "De koppeling {0} met het systeem van {1} is nog niet één keer geslaagd, en dat had al gemoeten. Kijk waarop de ronden mislukten.",
        "The connection {0} to the system of {1} has not succeeded once, and should have by now. Look at why its runs failed.");

    // -- teams -----------------------------------------------------------------------------------------------------
    public static readonly Remark TeamPlannedSize = new("team.planned-size",
        "Dit team is bedoeld voor {0} mensen; gebruikelijk is {1} tot en met {2}.", "This team is meant for {0} people; usual is {1} through {2}.");
    public static readonly Remark TeamPeople = new("team.people",
        "In dit team werken nu {0} mensen; gebruikelijk is {1} tot en met {2}.", "There are {0} people in this team now; usual is {1} through {2}.");

    /// <summary>Every remark there is; last, so that the others exist before it looks.</summary>
    public static readonly IReadOnlyList<Remark> All =
        [.. typeof(Remarks).GetFields().Where(f => f.FieldType == typeof(Remark)).Select(f => (Remark)f.GetValue(null)!)];
}
