namespace SroiTracker.Domain;

/// <summary>The date of a contract that decides which Tarief version binds it, for the contract's whole life.</summary>
public enum BindingDate { TenderPublication, Signature, ContractStart }

/// <summary>How time is turned into parts of a year: by days of anniversary years, or whole months ÷ 12 and days left ÷ 30.</summary>
public enum TimeBasis { Days, Months }

/// <summary>What the amount of a Bouwblok pays for.</summary>
public enum BouwblokUnit
{
    /// <summary>A full-time year; hours and time pro rata.</summary>
    FullTimeYear,
    /// <summary>A month: whole months + days left ÷ days of that month; hours not pro rata unless the block says so.</summary>
    Month,
    /// <summary>An hour of an activity (an effort, not a placement).</summary>
    Hour,
    /// <summary>A day of an activity (an effort, not a placement): the most that hours at an agreed rate are worth on it.</summary>
    Day,
    /// <summary>A place: a fixed amount, once per candidate and contract.</summary>
    Place,
    /// <summary>An invoice excl. VAT (an effort, not a placement): the amount is the recognition factor, what each euro counts for.</summary>
    InvoiceExclVat,
}

/// <summary>How often a bonus is paid.</summary>
public enum BonusKind { Once, PerFullTimeYear }

/// <summary>When a claimed bonus is earned.</summary>
public enum BonusCondition { AgeFrom50, AgeFrom55, Permanent, StatushouderOrLanguage, HiredAfterTraineeship, EmploymentWithDisability }

/// <summary>The scope in which the maximum months of a block run.</summary>
/// <remarks>Within a buyer or a Tarief the block is the one with the same code in a Tarief of the same region, whichever version.</remarks>
public enum MaximumScope { Contract, Buyer, Tarief }

/// <summary>Where a bonus is paid once and its waiting months run: one contract, or all contracts of a buyer under the region's Tarief.</summary>
public enum BonusScope { Contract, Buyer }

/// <summary>
/// One line of a Tarief: what a placement of a person of some Doelgroep is worth. E.g. "Doelgroep banenafspraak, 50.000
/// euro per full-time year, without maximum".
/// </summary>
/// <param name="Code">Stable within the region, kebab-case: <c>banenafspraak</c>, <c>ww-under-1-year</c>.</param>
/// <param name="Name">As the region writes it, in Dutch.</param>
/// <param name="Amount">Per unit.</param>
/// <param name="Unit">What the amount pays for.</param>
/// <param name="MaximumMonths">How long one candidate may count; null is as long as the contract.</param>
/// <param name="MinimumMinutes">Minimum working minutes a week; on a day below it the placement counts 0.</param>
/// <param name="Serves">The Doelgroepen it is for; empty is not said.</param>
/// <param name="OwnStaff">Whether people already in service count (BBL of own staff).</param>
/// <param name="HoursProRata">For <see cref="BouwblokUnit.Month"/>: whether hours are pro rata after all.</param>
/// <param name="Unsure">The source leaves doubt; pages and answers say so.</param>
/// <param name="Note">What the source adds, in its own words.</param>
/// <param name="FromMonths">For who belongs to the Doelgroep for at least so many months at the start; null where it does not matter.</param>
/// <param name="BelowMonths">For who belongs to the Doelgroep for less than so many months at the start: "WW under 1 year" is 12.</param>
/// <param name="DayCap">For <see cref="BouwblokUnit.Hour"/>: the most that an activity is worth on a day.</param>
/// <param name="DayCapPerPerson">For Hour and Day: whether the most a day is for each person; else for all together.</param>
public sealed record Bouwblok(
    string Code, string Name, Euros Amount, BouwblokUnit Unit = BouwblokUnit.FullTimeYear, int? MaximumMonths = null,
    int MinimumMinutes = 0, IReadOnlyList<Doelgroep>? Serves = null, bool OwnStaff = false, bool HoursProRata = false,
    bool Unsure = false, string? Note = null, int? FromMonths = null, int? BelowMonths = null,
    Euros? DayCap = null, bool DayCapPerPerson = false)
{
    /// <summary>Whether placements count on it; the other units are for efforts.</summary>
    public bool IsForPlacements() => Unit is not (BouwblokUnit.Hour or BouwblokUnit.Day or BouwblokUnit.InvoiceExclVat);

    /// <summary>Whether it is for someone who belongs to a Doelgroep since a day, and starts on another; what is not known does not exclude.</summary>
    /// <param name="since">From which day; null is unknown.</param>
    public bool IsFor(Doelgroep doelgroep, DateOnly? since, DateOnly start) => Serves is { } served && served.Contains(doelgroep) && IsForSince(since, start);

    /// <summary>Whether the time that someone belongs to the Doelgroep fits.</summary>
    public bool IsForSince(DateOnly? since, DateOnly start) => since is not { } day
        || ((FromMonths is not { } from || day.AddMonths(from) <= start) && (BelowMonths is not { } below || day.AddMonths(below) > start));

    /// <summary>The most that an activity is worth on a day, of one person or of all (rules.md 4); null where there is no maximum.</summary>
    public Euros? MostADay => Unit == BouwblokUnit.Day ? Amount : DayCap;
}

/// <summary>An extra amount on top of a block, e.g. for a permanent contract.</summary>
/// <param name="Code">Kebab-case: <c>permanent-contract</c>.</param>
/// <param name="Name">As the region writes it, in Dutch.</param>
/// <param name="Amount">Once, or per full-time year.</param>
/// <param name="Kind">How often.</param>
/// <param name="Condition">What must be true on the day; a bonus must also be claimed.</param>
/// <param name="WaitingMonths">Months that must have passed since the first counted day on which the condition was met.</param>
/// <param name="Exclusions">Codes of blocks and bonuses that it does not go together with.</param>
/// <param name="Unsure">The source leaves doubt (e.g. which kind it is).</param>
/// <param name="Note">What the source adds.</param>
public sealed record Bonus(
    string Code, string Name, Euros Amount, BonusKind Kind, BonusCondition Condition, int WaitingMonths = 0,
    IReadOnlyList<string>? Exclusions = null, bool Unsure = false, string? Note = null);

/// <summary>
/// A dated, versioned table of Bouwblokken of one region or buyer. Once published it never changes: a correction is a
/// new version (rules.md 2).
/// </summary>
/// <param name="Region">Who uses it: "Utrecht".</param>
/// <param name="Version">Name of the version within the region: "2023".</param>
/// <param name="ValidFrom">First day that binds; null where the source has no date.</param>
/// <param name="ValidTo">Last day that binds; null is until further notice.</param>
/// <param name="BoundBy">Which date of a contract is looked up in the validity.</param>
/// <param name="FullTimeMinutes">A full-time week in minutes: 36 hours is 2160.</param>
/// <param name="Basis">Days (default) or months.</param>
/// <param name="MaximumScope">Where the maximum months run: one contract (default), a buyer, the Tarief.</param>
/// <param name="Source">Address of the page or document the figures were read from.</param>
/// <param name="BonusScope">Where a bonus is paid once: per candidate and contract (default), or per candidate and buyer.</param>
public sealed record Tarief(
    Guid Id, string Name, string Region, string Version, DateOnly? ValidFrom, DateOnly? ValidTo, BindingDate BoundBy,
    int FullTimeMinutes, TimeBasis Basis, MaximumScope MaximumScope, string Source,
    IReadOnlyList<Bouwblok> Bouwblokken, IReadOnlyList<Bonus> Bonuses, BonusScope BonusScope = BonusScope.Contract)
{
    /// <summary>Whether what a candidate does on other contracts may matter to a value under this Tarief.</summary>
    internal bool ReachesBeyondContract => MaximumScope != MaximumScope.Contract || BonusScope != BonusScope.Contract;

    /// <summary>The block with this code, or null.</summary>
    public Bouwblok? Block(string code) => Bouwblokken.FirstOrDefault(b => b.Code == code);

    /// <summary>The blocks for placements of someone of a Doelgroep, as the Tarief orders them; more where the time in it is unknown or the source makes more.</summary>
    public IReadOnlyList<Bouwblok> Serving(Doelgroep doelgroep, DateOnly? since, DateOnly start) =>
        [.. Bouwblokken.Where(b => b.IsForPlacements() && b.IsFor(doelgroep, since, start))];

    /// <summary>The bonus with this code, or null.</summary>
    public Bonus? BonusOf(string code) => Bonuses.FirstOrDefault(b => b.Code == code);
}
