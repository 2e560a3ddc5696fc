namespace SroiTracker.Client;

/// <summary>What is thought of for a contract: people who would come, another Tarief, or both.</summary>
public sealed record SimulationRequest
{
    /// <summary>Another version of a Tarief; null leaves the contract's.</summary>
    public Guid? TariefId { get; init; }

    /// <summary>Bouwblokken of the other Tarief for those that it does not have, at most 50.</summary>
    public IReadOnlyList<Replacement>? Replacements { get; init; }

    /// <summary>People who would come, at most 50 lines.</summary>
    public IReadOnlyList<ExpectedPeople>? People { get; init; }
}

/// <summary>Which Bouwblok of another Tarief is thought of for one that it does not have.</summary>
/// <param name="Bouwblok">The code that placements name.</param>
/// <param name="With">The code in the other Tarief.</param>
public sealed record Replacement(string Bouwblok, string With);

/// <summary>So many people alike who would come to work on a contract.</summary>
public sealed record ExpectedPeople
{
    /// <summary>How many, 1 to 1.000.</summary>
    public int Count { get; init; } = 1;

    /// <summary>Code of the Bouwblok; null is the lowest that is for the Doelgroep.</summary>
    public string? Bouwblok { get; init; }

    /// <summary>Their group; may be null where a Bouwblok is named.</summary>
    public Doelgroep? Doelgroep { get; init; }

    /// <summary>Since when.</summary>
    public DateOnly? DoelgroepSinceDate { get; init; }

    /// <summary>Hours a week, more than 0, at most 80, two decimals.</summary>
    public required decimal HoursPerWeek { get; init; }

    /// <summary>First day; null is today, or the first day of the contract where that is later.</summary>
    public DateOnly? StartDate { get; init; }

    /// <summary>Last day; or else <see cref="Months"/>.</summary>
    public DateOnly? EndDate { get; init; }

    /// <summary>How long, 1 to 240 months. Neither this nor an end is through the end of the contract, for who gets a permanent contract.</summary>
    public int? Months { get; init; }

    /// <summary>Whether they get a permanent contract.</summary>
    public bool? Permanent { get; init; }

    /// <summary>Only where a bonus asks for it.</summary>
    public AgeBand? AgeBand { get; init; }

    /// <summary>Codes of bonuses of the Tarief, at most 8.</summary>
    public IReadOnlyList<string>? Bonuses { get; init; }
}

/// <summary>What a contract would stand at. Nothing of it is kept.</summary>
public sealed record Simulation : Answered
{
    /// <summary>The contract.</summary>
    public Guid ContractId { get; init; }

    /// <summary>The day it is of.</summary>
    public DateOnly AtDate { get; init; }

    /// <summary>In euros; null where there is no clause.</summary>
    [Euros]
    public decimal? Obligation { get; init; }

    /// <summary>As it stands.</summary>
    public SimulatedStand? Before { get; init; }

    /// <summary>As it would stand if all was verified.</summary>
    public SimulatedStand? After { get; init; }

    /// <summary>What another Tarief alone would change; null where none was named.</summary>
    public SimulatedTarief? Tarief { get; init; }

    /// <summary>One for each line that was sent, in that order.</summary>
    public IReadOnlyList<PeopleWorth> People { get; init; } = [];
}

/// <summary>Where a contract stands, or would stand.</summary>
public sealed record SimulatedStand
{
    /// <summary>Where it stands.</summary>
    public ContractState State { get; init; }

    /// <summary>What is counted, in euros.</summary>
    [Euros]
    public decimal Counted { get; init; }

    /// <summary>What it comes to, in euros.</summary>
    [Euros]
    public decimal Forecast { get; init; }

    /// <summary>Obligation − counted, in euros; null where there is no amount to meet.</summary>
    [Euros]
    public decimal? Open { get; init; }

    /// <summary>Obligation − forecast, in euros: what is still to be found.</summary>
    [Euros]
    public decimal? OpenByForecast { get; init; }
}

/// <summary>What another Tarief alone would change.</summary>
public sealed record SimulatedTarief
{
    /// <summary>The other one.</summary>
    public TariefName? Tarief { get; init; }

    /// <summary>Of what is counted, in euros.</summary>
    [Euros]
    public decimal CountedDifference { get; init; }

    /// <summary>Of the forecast, in euros.</summary>
    [Euros]
    public decimal ForecastDifference { get; init; }

    /// <summary>Codes that are named on the contract and the other Tarief does not have: they would count 0.</summary>
    public IReadOnlyList<string> MissingBouwblokken { get; init; } = [];
}

/// <summary>What people alike would be worth.</summary>
public sealed record PeopleWorth
{
    /// <summary>How many.</summary>
    public int Count { get; init; }

    /// <summary>Code of the Bouwblok; null where none is for them.</summary>
    public string? Bouwblok { get; init; }

    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>Their group.</summary>
    public Doelgroep Doelgroep { get; init; }

    /// <summary>First day.</summary>
    public DateOnly StartDate { get; init; }

    /// <summary>Last day.</summary>
    public DateOnly EndDate { get; init; }

    /// <summary>Hours a week.</summary>
    public decimal HoursPerWeek { get; init; }

    /// <summary>Of one of them, in euros.</summary>
    [Euros]
    public decimal ValueOfOne { get; init; }

    /// <summary>Of all of them, in euros.</summary>
    [Euros]
    public decimal Value { get; init; }

    /// <summary>How the value of one comes about.</summary>
    public IReadOnlyList<LedgerPart> Parts { get; init; } = [];

    /// <summary>Bonuses of one.</summary>
    public IReadOnlyList<LedgerBonus> Bonuses { get; init; } = [];

    /// <summary>Why days do not count.</summary>
    public IReadOnlyList<Remark> Reasons { get; init; } = [];

    /// <summary>What does not fit.</summary>
    public IReadOnlyList<Remark> Warnings { get; init; } = [];
}

/// <summary>What people would bring to a contract, Bouwblok by Bouwblok. Nothing of it is kept.</summary>
public sealed record WhatIf : Answered
{
    /// <summary>The contract.</summary>
    public Guid ContractId { get; init; }

    /// <summary>The day it is of.</summary>
    public DateOnly AtDate { get; init; }

    /// <summary>The Tarief that binds the contract.</summary>
    public TariefName? Tarief { get; init; }

    /// <summary>Where the contract stands.</summary>
    public ContractState State { get; init; }

    /// <summary>In euros; null where there is no clause.</summary>
    [Euros]
    public decimal? Obligation { get; init; }

    /// <summary>What is counted, in euros.</summary>
    [Euros]
    public decimal Counted { get; init; }

    /// <summary>What it comes to, in euros.</summary>
    [Euros]
    public decimal Forecast { get; init; }

    /// <summary>Obligation − counted, in euros; null where there is no amount to meet.</summary>
    [Euros]
    public decimal? Open { get; init; }

    /// <summary>Obligation − forecast, in euros: what is still to be found.</summary>
    [Euros]
    public decimal? OpenByForecast { get; init; }

    /// <summary>Those that are for the Doelgroep, the lowest first.</summary>
    public IReadOnlyList<WhatIfBouwblok> Bouwblokken { get; init; } = [];

    /// <summary>What does not fit.</summary>
    public IReadOnlyList<Remark> Warnings { get; init; } = [];
}

/// <summary>What people would be worth on one Bouwblok.</summary>
public sealed record WhatIfBouwblok
{
    /// <summary>The people.</summary>
    public PeopleWorth? People { get; init; }

    /// <summary>What of the obligation stays open when the forecast and these people come true, in euros.</summary>
    [Euros]
    public decimal? OpenAfter { get; init; }

    /// <summary>How many such people would close what the forecast leaves open; null where they are worth nothing.</summary>
    public long? PeopleToClose { get; init; }
}
