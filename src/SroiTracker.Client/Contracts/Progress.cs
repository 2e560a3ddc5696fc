namespace SroiTracker.Client;

/// <summary>Where a contract stands.</summary>
public sealed record Progress : Answered
{
    /// <summary>The contract.</summary>
    public Guid ContractId { get; init; }

    /// <summary>The day it is of, that day included.</summary>
    public DateOnly AtDate { get; init; }

    /// <summary>As known on this instant; null is as known now.</summary>
    public DateTimeOffset? KnownAt { get; init; }

    /// <summary>Where it stands.</summary>
    public ContractState State { get; init; }

    /// <summary>What is to be spent, in euros; null where there is no clause, 0 for best effort.</summary>
    [Euros]
    public decimal? Obligation { get; init; }

    /// <summary>What is counted, in euros: the sum of the ledger.</summary>
    [Euros]
    public decimal Counted { get; init; }

    /// <summary>What waiting reports would change of it, in euros; may be negative.</summary>
    [Euros]
    public decimal Waiting { get; init; }

    /// <summary>What is expected by the day, in euros; null where there is no clause.</summary>
    [Euros]
    public decimal? Expected { get; init; }

    /// <summary>What it comes to if all that is reported runs on, in euros, with what waits.</summary>
    [Euros]
    public decimal Forecast { get; init; }

    /// <summary>The same without what waits, in euros.</summary>
    [Euros]
    public decimal ForecastWithoutWaiting { get; init; }

    /// <summary>Obligation − counted, in euros; 0 where more was counted, null where there is no clause.</summary>
    [Euros]
    public decimal? Open { get; init; }

    /// <summary>When something was last reported, UTC; null if never.</summary>
    public DateTimeOffset? LastReportAt { get; init; }

    /// <summary>Whether a job is still counting the contract anew: then the figures move.</summary>
    public bool Recalculating { get; init; }

    /// <summary>By calendar year.</summary>
    public IReadOnlyList<YearProgress> Years { get; init; } = [];
}

/// <summary>A calendar year of a contract.</summary>
public sealed record YearProgress
{
    /// <summary>The year.</summary>
    public int Year { get; init; }

    /// <summary>Its part of the obligation, in euros.</summary>
    [Euros]
    public decimal Target { get; init; }

    /// <summary>What is counted in it, in euros.</summary>
    [Euros]
    public decimal Counted { get; init; }

    /// <summary>What of the target is due by the day, in euros.</summary>
    [Euros]
    public decimal Expected { get; init; }
}

/// <summary>A line of the ledger: how an act changed what is counted for a placement or effort in a calendar year.</summary>
public sealed record LedgerLine
{
    /// <summary>Of the line; null as it was on a past day, where it is valued again.</summary>
    public Guid? Id { get; init; }

    /// <summary>From 1 on a contract. A dispute names it.</summary>
    public int Sequence { get; init; }

    /// <summary>The contract.</summary>
    public Guid ContractId { get; init; }

    /// <summary>The placement, or null.</summary>
    public Guid? PlacementId { get; init; }

    /// <summary>The effort, or null.</summary>
    public Guid? EffortId { get; init; }

    /// <summary>Your reference of it.</summary>
    public string? SupplierReference { get; init; }

    /// <summary>The calendar year.</summary>
    public int Year { get; init; }

    /// <summary>In euros: Σ parts + Σ bonuses − what was booked before.</summary>
    [Euros]
    public decimal Amount { get; init; }

    /// <summary>What booked it: <c>placement.verified</c>.</summary>
    public string? Act { get; init; }

    /// <summary>How the year's value comes about.</summary>
    public IReadOnlyList<LedgerPart> Parts { get; init; } = [];

    /// <summary>Bonuses that were earned in the year.</summary>
    public IReadOnlyList<LedgerBonus> Bonuses { get; init; } = [];

    /// <summary>What lines before this one booked for the year, in euros.</summary>
    [Euros]
    public decimal BookedBefore { get; init; }

    /// <summary>Number of the report that it rests on.</summary>
    public int ReportNumber { get; init; }

    /// <summary>The verdict that it rests on.</summary>
    public Guid? VerdictId { get; init; }

    /// <summary>Who booked it.</summary>
    public Guid? BookedBy { get; init; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset? BookedAt { get; init; }
}

/// <summary>A run of days that count in the same way.</summary>
public sealed record LedgerPart
{
    /// <summary>First day.</summary>
    public DateOnly FromDate { get; init; }

    /// <summary>Last day.</summary>
    public DateOnly ThroughDate { get; init; }

    /// <summary>Days that count; 0 where <see cref="Reason"/> says why not.</summary>
    public int CountedDays { get; init; }

    /// <summary>Code of the Bouwblok; null where none pays for it.</summary>
    public string? Bouwblok { get; init; }

    /// <summary>The version of the Tarief.</summary>
    public Guid TariefId { get; init; }

    /// <summary>Hours a week; null of an effort.</summary>
    public decimal? HoursPerWeek { get; init; }

    /// <summary>The share, in percent.</summary>
    public decimal Percentage { get; init; }

    /// <summary>In euros.</summary>
    [Euros]
    public decimal Amount { get; init; }

    /// <summary>For a pocket calculator: "€ 40.000 × 18/36 × 200/365".</summary>
    public string Formula { get; init; } = "";

    /// <summary>Why the days count for nothing; null where they count.</summary>
    public NotCounted? Reason { get; init; }
}

/// <summary>A bonus that was earned.</summary>
public sealed record LedgerBonus
{
    /// <summary>Its code in the Tarief.</summary>
    public string Code { get; init; } = "";

    /// <summary>In euros.</summary>
    [Euros]
    public decimal Amount { get; init; }
}

/// <summary>A ledger: what it sums to, and its lines.</summary>
public sealed record Ledger : Answered
{
    /// <summary>The lines that the caller sees: for a supplier its own.</summary>
    public IReadOnlyList<LedgerLine> Lines { get; init; } = [];

    /// <summary>Of all lines of the contract, whoever's, in euros: its counted amount.</summary>
    public decimal Total { get; init; }

    /// <summary>The sum of the other suppliers' lines, in euros; null for a caller who sees every line.</summary>
    public decimal? Others { get; init; }
}

/// <summary>A page of a ledger as it comes.</summary>
internal sealed record LedgerPage : Answered
{
    public IReadOnlyList<LedgerLine> Items { get; init; } = [];
    public PageLinks? Links { get; init; }
    [Euros]
    public decimal Total { get; init; }
    [Euros]
    public decimal? Others { get; init; }
}
