namespace SroiTracker.Domain;

/// <summary>The group that a candidate belongs to (rules.md 3); shown only to the reporting supplier and the verifying scope.</summary>
public enum Doelgroep
{
    Participatiewet, WW, Wia, Wajong, Wsw, Beschut, Banenafspraak, Nug, Bbl, Bol, VsoPro, Statushouder, Justitiabele,
    VroegtijdigSchoolverlater, Ioaw, Overig,
}

/// <summary>Whether the supplier checked the Doelgroepregister; never the register's content.</summary>
public enum Doelgroepindicatie { None, Attested }

/// <summary>How the placement came about (seeds.md S5).</summary>
public enum PlacementMethod { Individueel, Collectief, InkoopSroi, SamenMetAndereWerkgevers }

/// <summary>The kind of employment; Detachering and Uitzend are an Inleenverband.</summary>
public enum Employment { Dienstverband, Detachering, Uitzend, Werkervaringsplaats, Bbl, Bol, Stage }

/// <summary>Asked only where a bonus needs it; never a birth date.</summary>
public enum AgeBand { Under27, From27To49, From50To54, From55 }

/// <summary>A share of a placement for one contract.</summary>
/// <param name="ContractId">The contract.</param>
/// <param name="BasisPoints">1 to 10.000 (100 %); the shares of a placement together at most 10.000.</param>
public sealed record Allocation(Guid ContractId, int BasisPoints);

/// <summary>The conditions of a placement that hold from a date on, until others do.</summary>
/// <param name="MinutesPerWeek">Agreed working time: 24,5 hours is 1470; 1 to 4.800. Where timecards tell what was worked, 0 too.</param>
/// <param name="Bouwblok">Code of the block in the contract's Tarief.</param>
/// <param name="InServiceSince">First day with this employer, if known.</param>
/// <param name="Bonuses">Codes of the bonuses claimed.</param>
/// <param name="Allocations">Contracts and shares.</param>
public sealed record PlacementTerms(
    int MinutesPerWeek, string Bouwblok, Doelgroep Doelgroep, DateOnly? DoelgroepSince, PlacementMethod Method,
    Employment Employment, string? EmployerKvk, DateOnly? InServiceSince, bool Permanent, AgeBand? AgeBand,
    IReadOnlyList<string> Bonuses, Guid? TeamId, IReadOnlyList<Allocation> Allocations)
{
    /// <summary>The share for one contract in basis points; 0 where it has none.</summary>
    public int ShareOf(Guid contractId) => Allocations.Where(a => a.ContractId == contractId).Sum(a => a.BasisPoints);

    /// <summary>Equality by content, lists included: a report that changes nothing writes nothing.</summary>
    public bool SameAs(PlacementTerms other) =>
        this with { Bonuses = other.Bonuses, Allocations = other.Allocations } == other
        && Bonuses.Order(StringComparer.Ordinal).SequenceEqual(other.Bonuses.Order(StringComparer.Ordinal))
        && Allocations.OrderBy(a => a.ContractId).SequenceEqual(other.Allocations.OrderBy(a => a.ContractId));
}

/// <summary>Terms with the day from which they hold.</summary>
public sealed record DatedTerms(DateOnly From, PlacementTerms Terms);
