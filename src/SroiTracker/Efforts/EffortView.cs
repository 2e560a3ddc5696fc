using System.Text.Json.Serialization;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.Placements;

namespace SroiTracker.Efforts;

/// <summary>What was decided on a contract, or is asked and waits for a second decision.</summary>
/// <param name="Id">Of a request: its decisions are posted under it.</param>
/// <param name="Kind">Verification, Rejection, RevocationAsked ...</param>
/// <param name="SeenEvidence">Hashes of the evidence that whoever decided saw.</param>
/// <param name="DecidedBy">Principal.</param>
public sealed record ShownEffortVerdict(
    Guid Id, string Kind, string? Code, string? Reason, DateOnly? FromDate, IReadOnlyList<string> SeenEvidence, Guid DecidedBy, DateTimeOffset DecidedAt);

/// <summary>An effort as one contract sees it.</summary>
/// <param name="Value">Of the latest report.</param>
/// <param name="Counted">Booked.</param>
/// <param name="Waiting">Value − counted while a report waits.</param>
/// <param name="Reduction">By how much it lowers the obligation; 0 for all but certificates that do so by the policy.</param>
public sealed record EffortOnContractShown(
    Guid ContractId, string ContractReference, decimal Percentage, PlacementState State, int? VerifiedReportNumber, DateOnly? VerifiedThroughDate,
    ShownEffortVerdict? Verdict, Euros Value, Euros Counted, Euros Waiting, Euros Reduction);

/// <summary>An effort: its latest report, and how it stands on each contract that the caller sees.</summary>
/// <param name="OtherPercentage">The shares on contracts that the caller does not see, together.</param>
public sealed record EffortView(
    Guid Id, Guid SupplierId, string SupplierReference, EffortKind Kind, string? Description, string? Bouwblok, Euros? HourlyRate, KeptInvoice? Invoice,
    IReadOnlyList<StatedDay> Days, IReadOnlyList<StatedCost> Costs, IReadOnlyList<StatedCertificate> Certificates, DateOnly StartDate, DateOnly ReportedThroughDate,
    IReadOnlyList<EvidenceReference> Evidence, IReadOnlyList<ShownShare> Allocations, decimal OtherPercentage, int ReportNumber,
    IReadOnlyList<EffortOnContractShown> Contracts, DateTimeOffset CreatedAt, DateTimeOffset ChangedAt)
{
    /// <summary>Its ETag.</summary>
    [JsonIgnore]
    public int Version { get; init; }

    /// <summary>As this caller may see it: a supplier all of its own, an officer the contracts in scope.</summary>
    internal static EffortView Of(Session session, KeptEffort effort)
    {
        var ofSupplier = session.Caller.SupplierId is not null;
        var seen = effort.Stands.Where(s => ofSupplier || s.InScope).ToDictionary(s => s.ContractId);
        var (body, report) = (effort.Latest.Body, effort.Latest.Report);
        return new(
            effort.Id, effort.SupplierId, effort.SupplierReference, effort.Kind, body.Description, body.Bouwblok, body.HourlyRate, body.Invoice, body.Days, body.Costs,
            body.Certificates, report.FirstDay, report.ReportedThrough, body.Evidence,
            [.. report.Allocations.Where(a => seen.ContainsKey(a.ContractId)).Select(a => new ShownShare(a.ContractId, seen[a.ContractId].ContractReference, a.BasisPoints / 100m))],
            report.Allocations.Where(a => !seen.ContainsKey(a.ContractId)).Sum(a => a.BasisPoints) / 100m, report.Number,
            [.. seen.Values.Select(Shown)], effort.CreatedAt, effort.ChangedAt)
        { Version = effort.Version };
    }

    private static EffortOnContractShown Shown(EffortStandRow stand) => new(
        stand.ContractId, stand.ContractReference, stand.BasisPoints / 100m, stand.State, stand.VerifiedReport, stand.VerifiedThrough,
        stand.VerdictId is not { } id ? null : new(id, stand.VerdictKind!.Value.ToString(), stand.VerdictCode, stand.VerdictReason, stand.VerdictFrom,
            stand.SeenEvidence is { } hashes ? Json.Read<IReadOnlyList<string>>(hashes) : [], stand.DecidedBy!.Value, stand.DecidedAt!.Value),
        stand.Value, stand.Counted, stand.Waiting, stand.Reduction);
}
