namespace SroiTracker.Domain;

/// <summary>Where threshold and cap are tested: on the whole framework (default), or on each call-off.</summary>
public enum CapScope { Framework, CallOff }

/// <summary>Whether realisation is judged per year or at the end.</summary>
public enum TargetKind { Yearly, Final }

/// <summary>How a PSO certificate counts: it lowers the obligation, or it is realisation.</summary>
public enum PsoCounting { Reduction, Realised }

/// <summary>A line of a buyer's PSO table; no table ships, for no source gives one.</summary>
/// <param name="Level">As certified: "Aspirant", "Trede 1" …</param>
/// <param name="BasisPoints">Which part of the obligation it meets.</param>
public sealed record PsoStep(string Level, int BasisPoints);

/// <summary>
/// What a buyer decided to ask of its contracts from a day on. It proposes a clause; an officer may deviate and must
/// say why (rules.md 1).
/// </summary>
/// <param name="ValidFrom">First day.</param>
/// <param name="ValidTo">Last day; null is until further notice.</param>
/// <param name="Natures">Which contracts it asks of.</param>
/// <param name="Threshold">Asked from this estimated value with options on; null is always.</param>
/// <param name="MinimumMonths">Asked from this duration on; null is always.</param>
/// <param name="BasisPoints">5 % is 500.</param>
/// <param name="LabourShareBelow">Below this labour share (basis points) the lower percentage holds.</param>
/// <param name="LowerBasisPoints">That lower percentage.</param>
/// <param name="Cap">The most a contract is asked.</param>
/// <param name="TariefId">A version of the Tarief; <see cref="TariefBinding"/> finds the version that binds a contract.</param>
/// <param name="FullTimeMinutes">A full-time week; null is the Tarief's.</param>
/// <param name="PriorMonths">Someone hired this long before the start of the contract may count.</param>
/// <param name="LaterMonths">Days this long after the end count.</param>
/// <param name="DaysBeforeStartCount">Whether days worked before the start count too, within the prior months.</param>
/// <param name="ReportingMonths">How often suppliers report; a quarter.</param>
/// <param name="StartingMonths">How long a contract may be getting started before anything is expected.</param>
/// <param name="MalusBasisPoints">Malus on a shortfall: 10.000 is once the shortfall.</param>
/// <param name="SurplusMovesOn">Whether a year's surplus counts for the next year's target.</param>
/// <param name="Proportionality">What a clause is judged by; null is the usual.</param>
public sealed record SroiPolicy(
    Guid Id, Guid BuyerId, string Name, DateOnly ValidFrom, DateOnly? ValidTo,
    IReadOnlyList<ContractNature> Natures, Euros? Threshold, int? MinimumMonths, int BasisPoints, ClauseBase Base,
    int? LabourShareBelow = null, int? LowerBasisPoints = null, Euros? Cap = null, CapScope CapScope = CapScope.Framework,
    Guid? TariefId = null, int? FullTimeMinutes = null, int PriorMonths = 0, int LaterMonths = 0,
    bool DaysBeforeStartCount = false, TargetKind Targets = TargetKind.Yearly, int ReportingMonths = 3,
    int StartingMonths = 3, int MalusBasisPoints = 10_000, bool SurplusMovesOn = false,
    PsoCounting PsoCounting = PsoCounting.Reduction, IReadOnlyList<PsoStep>? PsoTable = null, ProportionalityFigures? Proportionality = null)
{
    /// <summary>What it proposes for a contract: see <see cref="ClauseProposal.Of"/>.</summary>
    public ClauseProposal Propose(ContractFacts facts, IReadOnlyList<Tarief> tarieven, ContractFacts? framework = null) =>
        ClauseProposal.Of(this, facts, tarieven, framework);
}
