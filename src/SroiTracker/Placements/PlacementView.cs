using System.Text.Json.Serialization;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;

namespace SroiTracker.Placements;

/// <summary>A share as it is shown.</summary>
public sealed record ShownShare(Guid ContractId, string ContractReference, decimal Percentage);

/// <summary>Terms with the day from which they hold, as they are shown.</summary>
public sealed record ShownTerms(
    DateOnly FromDate, string Bouwblok, Doelgroep Doelgroep, DateOnly? DoelgroepSinceDate, PlacementMethod PlacementMethod, Employment Employment,
    string? EmployerKvk, DateOnly? InServiceSinceDate, decimal HoursPerWeek, bool Permanent, AgeBand? AgeBand, IReadOnlyList<string> Bonuses,
    Guid? TeamId, IReadOnlyList<ShownShare> Allocations);

/// <summary>
/// What was decided on a contract, or is asked and waits for a second decision.
/// </summary>
/// <param name="Id">Of a request: its decisions are posted under it.</param>
/// <param name="Kind">Verification, Rejection, RevocationAsked ...</param>
/// <param name="ProposedReport">What the officer would agree with; the supplier may accept it in one act.</param>
public sealed record ShownVerdict(
    Guid Id, string Kind, string? Code, string? Reason, DateOnly? FromDate, PlacementStatement? ProposedReport, DateTimeOffset DecidedAt);

/// <summary>A placement as one contract sees it.</summary>
/// <param name="Value">Of the latest report.</param>
/// <param name="Counted">What is booked.</param>
/// <param name="Waiting">Value − counted while a report waits; negative where it lowers.</param>
public sealed record ShownOnContract(
    Guid ContractId, string ContractReference, decimal Percentage, PlacementState State, int? VerifiedReportNumber, DateOnly? VerifiedThroughDate,
    ShownVerdict? Verdict, Euros Value, Euros Counted, Euros Waiting);

/// <summary>
/// A placement as the API shows it: the latest report, its terms by date, and how it stands on each contract. A supplier
/// sees all of its own; an officer the contracts in scope, and of the others only the sum of the shares. Never the candidate.
/// </summary>
/// <param name="OtherShares">Sum of the shares for contracts outside the caller's scope, in percent.</param>
public sealed record PlacementView(
    Guid Id, Guid SupplierId, string? SupplierReference, string Bouwblok, Doelgroep Doelgroep, DateOnly? DoelgroepSinceDate,
    StatedIndicatie Doelgroepindicatie, PlacementMethod PlacementMethod, Employment Employment, string? EmployerKvk, DateOnly? InServiceSinceDate,
    decimal HoursPerWeek, DateOnly StartDate, DateOnly? EndDate, DateOnly ReportedThroughDate, DateOnly TermsFromDate, bool Permanent,
    AgeBand? AgeBand, IReadOnlyList<string> Bonuses, Guid? TeamId, Guid? ProeftuinId, IReadOnlyList<ShownShare> Allocations, decimal OtherShares,
    int ReportNumber, IReadOnlyList<ShownTerms> Terms, IReadOnlyList<ShownOnContract> Contracts, DateTimeOffset CreatedAt, DateTimeOffset ChangedAt)
{
    /// <summary>The version that an ETag names.</summary>
    [JsonIgnore]
    public int Version { get; init; }

    /// <summary>As this caller may see it.</summary>
    internal static PlacementView Of(Session session, KeptPlacement placement)
    {
        var ofSupplier = session.Caller.SupplierId is not null;
        var seen = placement.Stands.Where(s => ofSupplier || s.InScope).ToDictionary(s => s.ContractId);
        var (latest, terms) = (placement.Latest, placement.Latest.Report.Terms);
        return new(
            placement.Id, placement.SupplierId, placement.SupplierReference, latest.Bouwblok, latest.Doelgroep, latest.DoelgroepSinceDate,
            new(latest.Indicatie, latest.IndicatieCheckedDate), latest.PlacementMethod, latest.Employment, latest.EmployerKvk, latest.InServiceSinceDate,
            Hours.Of(latest.MinutesPerWeek), latest.StartDate, latest.EndDate, latest.ReportedThroughDate, latest.TermsFromDate, latest.Permanent,
            latest.AgeBand, terms.Bonuses, latest.TeamId, latest.ProeftuinId, Shares(terms, seen),
            terms.Allocations.Where(a => !seen.ContainsKey(a.ContractId)).Sum(a => a.BasisPoints) / 100m, latest.Number,
            [.. PlacementReport.TermsAsOf(placement.Reports.ConvertAll(r => r.Report), latest.Number).Select(t => Shown(t, seen))],
            [.. seen.Values.Select(s => Shown(s, seen))], placement.CreatedAt, placement.ChangedAt)
        { Version = placement.Version };
    }

    private static ShownTerms Shown(DatedTerms dated, Dictionary<Guid, StandRow> seen)
    {
        var terms = dated.Terms;
        return new(dated.From, terms.Bouwblok, terms.Doelgroep, terms.DoelgroepSince, terms.Method, terms.Employment, terms.EmployerKvk,
            terms.InServiceSince, Hours.Of(terms.MinutesPerWeek), terms.Permanent, terms.AgeBand, terms.Bonuses, terms.TeamId, Shares(terms, seen));
    }

    private static ShownOnContract Shown(StandRow stand, Dictionary<Guid, StandRow> seen) => new(
        stand.ContractId, stand.ContractReference, stand.BasisPoints / 100m, stand.State, stand.VerifiedReport, stand.VerifiedThrough,
        stand.VerdictId is not { } id ? null : new(id, stand.VerdictKind!.Value.ToString(), stand.VerdictCode, stand.VerdictReason, stand.VerdictFrom,
            Proposed(stand, seen), stand.DecidedAt!.Value),
        stand.Value, stand.Counted, stand.Waiting);

    private static PlacementStatement? Proposed(StandRow stand, Dictionary<Guid, StandRow> seen)
    {
        if (stand.ProposedReport is null) return null;
        var proposal = Json.Read<PlacementStatement>(stand.ProposedReport);
        return proposal with { Allocations = [.. proposal.Allocations!.Where(a => seen.ContainsKey(a.ContractId!.Value))] };
    }

    private static IReadOnlyList<ShownShare> Shares(PlacementTerms terms, Dictionary<Guid, StandRow> seen) =>
        [.. terms.Allocations.Where(a => seen.ContainsKey(a.ContractId))
            .Select(a => new ShownShare(a.ContractId, seen[a.ContractId].ContractReference, a.BasisPoints / 100m))];
}
