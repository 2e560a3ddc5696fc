namespace SroiTracker.Client;

/// <summary>A contract in a list: its key facts, and where it stands today.</summary>
public sealed record ListedContract
{
    /// <summary>Of the contract.</summary>
    public Guid Id { get; init; }

    /// <summary>The buyer's own number of it.</summary>
    public string Reference { get; init; } = "";

    /// <summary>What it is about.</summary>
    public string Title { get; init; } = "";

    /// <summary>What kind of contract it is.</summary>
    public ContractKind Kind { get; init; }

    /// <summary>What is bought; null where it is unknown.</summary>
    public ContractNature? Nature { get; init; }

    /// <summary>The framework agreement of a call-off.</summary>
    public Guid? ParentId { get; init; }

    /// <summary>Who buys.</summary>
    public Party? Buyer { get; init; }

    /// <summary>The suppliers, the lead partner first.</summary>
    public IReadOnlyList<Party> Suppliers { get; init; } = [];

    /// <summary>As awarded, without options and VAT; null where it is unknown.</summary>
    public Money? Value { get; init; }

    /// <summary>First day; null where it is unknown.</summary>
    public DateOnly? StartDate { get; init; }

    /// <summary>Last day; null where it is unknown.</summary>
    public DateOnly? EndDate { get; init; }

    /// <summary>Where it stands.</summary>
    public ContractState State { get; init; }

    /// <summary>What is to be spent on social return, in euros; null where there is no clause.</summary>
    [Euros]
    public decimal? Obligation { get; init; }

    /// <summary>What is counted of it, in euros: the sum of the ledger.</summary>
    [Euros]
    public decimal Counted { get; init; }

    /// <summary>What waiting reports would change of it, in euros; may be negative.</summary>
    [Euros]
    public decimal Waiting { get; init; }

    /// <summary>What is expected by today, in euros; null where there is no clause.</summary>
    [Euros]
    public decimal? Expected { get; init; }

    /// <summary>What it comes to if all that is reported runs on, in euros.</summary>
    [Euros]
    public decimal Forecast { get; init; }

    /// <summary>When something was last reported, UTC; null if never.</summary>
    public DateTimeOffset? LastReportAt { get; init; }
}

/// <summary>A buyer or supplier.</summary>
/// <param name="Id">Of the organisation or supplier.</param>
/// <param name="Name">As it is known.</param>
/// <param name="Identifier">Its number in a register; null where it is unknown.</param>
public sealed record Party(Guid Id, string Name, Identifier? Identifier);

/// <summary>A number in a register.</summary>
/// <param name="Scheme">NL-KVK, NL-OIN ...</param>
/// <param name="Id">The number.</param>
public sealed record Identifier(string Scheme, string Id);

/// <summary>A contract with its SROI clause. What is unknown is null or empty.</summary>
public sealed record Contract : Answered
{
    /// <summary>Of the contract.</summary>
    public Guid Id { get; init; }

    /// <summary>The buyer's own number of it.</summary>
    public string? Reference { get; init; }

    /// <summary>What it is about.</summary>
    public string? Title { get; init; }

    /// <summary>What kind of contract it is.</summary>
    public ContractKind Kind { get; init; }

    /// <summary>What is bought.</summary>
    public ContractNature? Nature { get; init; }

    /// <summary>The framework agreement of a call-off.</summary>
    public Guid? ParentId { get; init; }

    /// <summary>Who buys.</summary>
    public Party? Buyer { get; init; }

    /// <summary>The suppliers, the lead partner first.</summary>
    public IReadOnlyList<Party> Suppliers { get; init; } = [];

    /// <summary>As awarded, without options and VAT.</summary>
    public Money? Value { get; init; }

    /// <summary>The part of it that is labour.</summary>
    public Money? LabourValue { get; init; }

    /// <summary>As estimated before the tender, with options.</summary>
    public Money? EstimatedValue { get; init; }

    /// <summary>Options and extensions.</summary>
    public IReadOnlyList<ContractOption> Options { get; init; } = [];

    /// <summary>How long, in months.</summary>
    public int? DurationMonths { get; init; }

    /// <summary>Day of the award.</summary>
    public DateOnly? AwardDate { get; init; }

    /// <summary>How several suppliers share it.</summary>
    public SupplierRole? SupplierRole { get; init; }

    /// <summary>The lead partner of a combinatie.</summary>
    public Guid? LeadSupplierId { get; init; }

    /// <summary>Subcontractors, who may report on it too.</summary>
    public IReadOnlyList<Guid> SubcontractorIds { get; init; } = [];

    /// <summary>First day.</summary>
    public DateOnly? StartDate { get; init; }

    /// <summary>Last day.</summary>
    public DateOnly? EndDate { get; init; }

    /// <summary>Day of the signature.</summary>
    public DateOnly? SignatureDate { get; init; }

    /// <summary>Day on which the tender was published.</summary>
    public DateOnly? PublicationDate { get; init; }

    /// <summary>CPV codes of eight digits, the main one first.</summary>
    public IReadOnlyList<string> Cpv { get; init; } = [];

    /// <summary>NUTS codes of where the work is done.</summary>
    public IReadOnlyList<string> Nuts { get; init; } = [];

    /// <summary>The SROI clause as it stands; null where there is none.</summary>
    public Clause? Clause { get; init; }

    /// <summary>What is to be spent on social return, in euros; null where there is no clause.</summary>
    [Euros]
    public decimal? Obligation { get; init; }

    /// <summary>When it was entered, UTC.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed, UTC.</summary>
    public DateTimeOffset ChangedAt { get; init; }
}

/// <summary>An option or extension.</summary>
/// <param name="Value">Without VAT.</param>
/// <param name="ExercisedDate">The day on which it was taken up; null while it is open.</param>
public sealed record ContractOption(Money? Value, DateOnly? ExercisedDate);

/// <summary>The SROI clause of a contract: how much must be spent, and how that is counted.</summary>
public sealed record Clause
{
    /// <summary>How often it was set or amended, from 1.</summary>
    public int Version { get; init; }

    /// <summary>What the percentage is taken of.</summary>
    public ClauseBase Base { get; init; }

    /// <summary>In percent.</summary>
    public decimal? Percentage { get; init; }

    /// <summary>In euros, where it is a fixed amount.</summary>
    [Euros]
    public decimal? FixedAmount { get; init; }

    /// <summary>The most that is asked, in euros.</summary>
    [Euros]
    public decimal? Cap { get; init; }

    /// <summary>A requirement, or what the winner offered.</summary>
    public ClauseKind? Kind { get; init; }

    /// <summary>What the winner offered, in percent.</summary>
    public decimal? OfferedPercentage { get; init; }

    /// <summary>The version of the Tarief that counts.</summary>
    public Guid? TariefId { get; init; }

    /// <summary>A full-time week in hours.</summary>
    public decimal? FullTimeHours { get; init; }

    /// <summary>Which level of a framework carries the obligation.</summary>
    public ClauseLevel? Level { get; init; }

    /// <summary>The buyer's policy that it follows.</summary>
    public Guid? PolicyId { get; init; }

    /// <summary>Parts of the obligation that must be met with one Doelgroep.</summary>
    public IReadOnlyList<DoelgroepTarget> DoelgroepTargets { get; init; } = [];

    /// <summary>The approved plan: by a date a part of the obligation.</summary>
    public IReadOnlyList<PlanPoint> Plan { get; init; } = [];

    /// <summary>The day that decided which version of the Tarief binds.</summary>
    public DateOnly? BoundDate { get; init; }

    /// <summary>In euros.</summary>
    [Euros]
    public decimal Obligation { get; init; }

    /// <summary>What does not fit.</summary>
    public IReadOnlyList<Remark> Warnings { get; init; } = [];
}

/// <summary>A part of the obligation that must be met with one Doelgroep.</summary>
public sealed record DoelgroepTarget
{
    /// <summary>The group.</summary>
    public Doelgroep Doelgroep { get; init; }

    /// <summary>In euros.</summary>
    [Euros]
    public decimal Amount { get; init; }
}

/// <summary>A milestone of a plan.</summary>
/// <param name="Date">By this day.</param>
/// <param name="Percentage">Of the obligation, in percent.</param>
public sealed record PlanPoint(DateOnly Date, decimal Percentage);
