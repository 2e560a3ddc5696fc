namespace SroiTracker.Client;

/// <summary>
/// A report of a placement: one person's work under one reference of yours, as it stands through a day. Report again under the
/// same reference when something changed or more days have passed; a report that says nothing new writes nothing.
/// </summary>
public sealed record PlacementReport
{
    /// <summary>Your own reference of this placement, at most 100 characters; no BSN in it. May be null in a next report and in a valuation.</summary>
    public required string? SupplierReference { get; init; }

    /// <summary>
    /// The candidate as a pseudonym: 16 to 128 characters of <c>A-Za-z0-9_-</c> with a letter and a digit, made by
    /// <see cref="Pseudonym.Make(string, string)"/>. May be null in a next report: it is the same person.
    /// </summary>
    public string? Candidate { get; init; }

    /// <summary>Code of the Bouwblok that the placement counts under, from the Tarief of the contract.</summary>
    public required string Bouwblok { get; init; }

    /// <summary>The group that the candidate belongs to.</summary>
    public required Doelgroep Doelgroep { get; init; }

    /// <summary>Since when; asked where the Tarief tells under from over one or two years.</summary>
    public DateOnly? DoelgroepSinceDate { get; init; }

    /// <summary>Whether you looked into the Doelgroepregister; null is <see cref="Doelgroepindicatie.None"/>.</summary>
    public StatedIndicatie? Doelgroepindicatie { get; init; }

    /// <summary>How the placement came about.</summary>
    public required PlacementMethod PlacementMethod { get; init; }

    /// <summary>The kind of employment.</summary>
    public required Employment Employment { get; init; }

    /// <summary>KvK number of the employer, 8 digits.</summary>
    public string? EmployerKvk { get; init; }

    /// <summary>First day with this employer.</summary>
    public DateOnly? InServiceSinceDate { get; init; }

    /// <summary>Agreed working time in hours a week, more than 0, at most two decimals; kept in whole minutes.</summary>
    public required decimal HoursPerWeek { get; init; }

    /// <summary>First day of the work.</summary>
    public required DateOnly StartDate { get; init; }

    /// <summary>Last day of the work; null while it is open.</summary>
    public DateOnly? EndDate { get; init; }

    /// <summary>Through which day this is known to be so, that day included; not after today. Null in a valuation is today.</summary>
    public required DateOnly? ReportedThroughDate { get; init; }

    /// <summary>From which day these terms hold. Needed in a next report with other terms; before a day that was verified it is a correction.</summary>
    public DateOnly? TermsFromDate { get; init; }

    /// <summary>Whether the contract of employment is permanent; null is no.</summary>
    public bool? Permanent { get; init; }

    /// <summary>Only where a bonus that you claim asks for it.</summary>
    public AgeBand? AgeBand { get; init; }

    /// <summary>Codes of bonuses of the Tarief that you claim, at most 8.</summary>
    public IReadOnlyList<string>? Bonuses { get; init; }

    /// <summary>The team that the candidate works in.</summary>
    public Guid? TeamId { get; init; }

    /// <summary>The proeftuin that the placement is part of.</summary>
    public Guid? ProeftuinId { get; init; }

    /// <summary>The contracts that the work is for, 1 to 40, each with its share; together at most 100 %.</summary>
    public required IReadOnlyList<StatedShare> Allocations { get; init; }

    /// <summary>The supplier that is reported for, where the key is an officer's. A supplier's key needs none.</summary>
    public Guid? SupplierId { get; init; }
}

/// <summary>Whether, and when, you looked into the Doelgroepregister; never what it says beyond that.</summary>
/// <param name="Status">What was found.</param>
/// <param name="CheckedDate">The day; needed where it is attested.</param>
public sealed record StatedIndicatie(Doelgroepindicatie Status, DateOnly? CheckedDate = null);

/// <summary>A share of a placement or effort for one contract, which is named by its id or by the buyer's reference.</summary>
public sealed record StatedShare
{
    /// <summary>The contract; null where it is named by reference.</summary>
    public Guid? ContractId { get; init; }

    /// <summary>The buyer's reference of the contract, at most 400 characters; null where it is named by id.</summary>
    public string? ContractReference { get; init; }

    /// <summary>In percent: more than 0, at most 100, at most two decimals.</summary>
    public required decimal Percentage { get; init; }

    /// <summary>A share for the contract with this id.</summary>
    public static StatedShare Of(Guid contractId, decimal percentage = 100) => new() { ContractId = contractId, Percentage = percentage };

    /// <summary>A share for the contract with this reference of the buyer.</summary>
    public static StatedShare Of(string contractReference, decimal percentage = 100) => new() { ContractReference = contractReference, Percentage = percentage };
}
