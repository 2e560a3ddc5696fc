namespace SroiTracker.Client;

/// <summary>What a report would be worth. Nothing of it is kept.</summary>
public sealed record Valuation : Answered
{
    /// <summary>As it was asked.</summary>
    public string? SupplierReference { get; init; }

    /// <summary>Whether the service would take the report.</summary>
    public bool WouldBeTaken { get; init; }

    /// <summary>Why it would not; empty where it would.</summary>
    public IReadOnlyList<WouldBeRefused> Refusals { get; init; } = [];

    /// <summary>What it is worth on each contract that it names.</summary>
    public IReadOnlyList<ValuedOnContract> Contracts { get; init; } = [];

    /// <summary>What it changes for other placements of the candidate.</summary>
    public IReadOnlyList<OtherPlacement> OtherPlacements { get; init; } = [];
}

/// <summary>Why a report would be refused.</summary>
/// <param name="Code">For machines.</param>
/// <param name="Detail">For people.</param>
/// <param name="Pointer">JSON pointer in the report; null for the whole.</param>
public sealed record WouldBeRefused(string Code, string Detail, string? Pointer);

/// <summary>What a report would be worth on one contract.</summary>
public sealed record ValuedOnContract
{
    /// <summary>The contract.</summary>
    public Guid ContractId { get; init; }

    /// <summary>The buyer's reference of it.</summary>
    public string ContractReference { get; init; } = "";

    /// <summary>The share, in percent.</summary>
    public decimal Percentage { get; init; }

    /// <summary>The Tarief that binds the contract; null where none does.</summary>
    public TariefName? Tarief { get; init; }

    /// <summary>Whether it would count for anything.</summary>
    public bool Counts { get; init; }

    /// <summary>Of the days that are reported, once they are verified, in euros.</summary>
    [Euros]
    public decimal Value { get; init; }

    /// <summary>Run on to its end, as a forecast does, in euros.</summary>
    [Euros]
    public decimal Expected { get; init; }

    /// <summary>What it changes of the contract's forecast, in euros, with what it changes for other placements of the candidate.</summary>
    [Euros]
    public decimal Change { get; init; }

    /// <summary>How <see cref="Expected"/> comes about.</summary>
    public IReadOnlyList<LedgerPart> Parts { get; init; } = [];

    /// <summary>Bonuses in it.</summary>
    public IReadOnlyList<LedgerBonus> Bonuses { get; init; } = [];

    /// <summary>Why days do not count.</summary>
    public IReadOnlyList<Remark> Reasons { get; init; } = [];

    /// <summary>What does not fit.</summary>
    public IReadOnlyList<Remark> Warnings { get; init; } = [];
}

/// <summary>What a report would change for another placement of the candidate.</summary>
public sealed record OtherPlacement
{
    /// <summary>The other placement.</summary>
    public Guid PlacementId { get; init; }

    /// <summary>On which contract.</summary>
    public Guid ContractId { get; init; }

    /// <summary>Its reference.</summary>
    public string? SupplierReference { get; init; }

    /// <summary>In euros, of what it would be worth run on to its end.</summary>
    [Euros]
    public decimal Difference { get; init; }
}

/// <summary>A version of a Tarief: a region's table of Bouwblokken.</summary>
/// <param name="Id">Of the version.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Region">Whose it is.</param>
/// <param name="Version">Such as "2023".</param>
public sealed record TariefName(Guid Id, string Name, string Region, string Version);
