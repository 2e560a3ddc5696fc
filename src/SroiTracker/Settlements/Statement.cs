using SroiTracker.Contracts;
using SroiTracker.Domain;
using SroiTracker.Placements;

namespace SroiTracker.Settlements;

/// <summary>
/// A statement: what was decided on a settlement, complete in itself and frozen from then on. It holds no supplier's
/// reference and no name of a person; references are looked up where it is shown (rules.md 8).
/// </summary>
/// <param name="Number">"SROI-2026-0001".</param>
/// <param name="Replaces">Number of the statement that it stands beside, after a reopening; null for a first.</param>
/// <param name="Year">The year that is settled; null is the whole contract.</param>
/// <param name="Figures">Obligation, counted, shortfall, malus.</param>
/// <param name="MalusFactor">1,00 is once the shortfall.</param>
/// <param name="Due">Malus − waived.</param>
/// <param name="Lines">What is counted, by placement or effort and year; they sum to the figures' counted.</param>
/// <param name="Others">For a supplier: the sum of the other suppliers' lines; null where every line is shown.</param>
public sealed record Statement(
    string Number, string? Replaces, Guid SettlementId, StatementContract Contract, int? Year, DateOnly FromDate, DateOnly ThroughDate,
    StatementPolicy? Policy, IReadOnlyList<StatementTarief> Tarieven, StatementObligation Obligation, SettlementFigures Figures, decimal MalusFactor, WaiverEntry? Waiver, Euros Waived, Euros Due,
    IReadOnlyList<StatementYear> Years, IReadOnlyList<NoticeView> Notices, IReadOnlyList<SupplierView> Views, IReadOnlyList<StatementLine> Lines, Euros? Others,
    string? ProposalText, string? DecisionReason, StatementPrincipal ProposedBy, StatementPrincipal DecidedBy)
{
    /// <summary>As a supplier sees it: its own lines and views, and one sum for the others (rules.md 1); itself where there are no others.</summary>
    internal Statement For(Guid supplierId)
    {
        if (Lines.All(l => l.SupplierId == supplierId) && Views.All(v => v.SupplierId == supplierId)) return this;
        return this with
        {
            Lines = [.. Lines.Where(l => l.SupplierId == supplierId)], Views = [.. Views.Where(v => v.SupplierId == supplierId)],
            Others = Lines.Where(l => l.SupplierId != supplierId).Aggregate(Euros.Zero, (sum, l) => sum + l.Amount),
        };
    }
}

/// <summary>Of which contract, as it was called then.</summary>
/// <param name="ClauseVersion">Number of the clause version that held.</param>
/// <param name="OtherSuppliers">With lines on it, and no party at the decision: subcontractors, and who handed the contract over.</param>
public sealed record StatementContract(
    Guid Id, string Reference, string Title, int ClauseVersion, DateOnly StartDate, DateOnly EndDate, Party Buyer, IReadOnlyList<Party> Suppliers, IReadOnlyList<Party> OtherSuppliers);

/// <summary>The policy that months, malus and targets come from; a policy never changes.</summary>
public sealed record StatementPolicy(Guid Id, string Name, DateOnly ValidFromDate, TargetKind Targets, bool SurplusMovesOn);

/// <summary>A Tarief version, from the day on which it held.</summary>
public sealed record StatementTarief(DateOnly FromDate, Guid Id, string Name, string Region, string Version, decimal FullTimeHours);

/// <summary>How the obligation of the whole contract came about.</summary>
/// <param name="BaseAmount">What the percentage was taken of; null for best effort and a fixed amount.</param>
/// <param name="Amount">Of the clause.</param>
/// <param name="IsCapped">A cap lowered it.</param>
/// <param name="Reduction">By how much certificates lower it.</param>
public sealed record StatementObligation(Euros? BaseAmount, decimal Percentage, Euros Amount, bool IsCapped, Euros Reduction);

/// <summary>A year of the contract: its target, and what is counted in it.</summary>
public sealed record StatementYear(int Year, Euros Target, Euros Counted);

/// <summary>What is counted of a placement or an effort in a calendar year.</summary>
/// <param name="Sequence">Of the ledger's line that says so last: the one to dispute.</param>
/// <param name="Amount">Σ parts + Σ bonuses.</param>
public sealed record StatementLine(
    int Sequence, Guid? PlacementId, Guid? EffortId, Guid SupplierId, int Year, Euros Amount, IReadOnlyList<LedgerPart> Parts, IReadOnlyList<LedgerBonus> Bonuses);

/// <summary>Who did it, without a name.</summary>
public sealed record StatementPrincipal(Guid PrincipalId, string Role, DateTimeOffset At);
