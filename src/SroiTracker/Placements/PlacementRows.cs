using System.Globalization;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.Privacy;

namespace SroiTracker.Placements;

/// <summary>A report as it is kept: what the domain knows of it, and what only people read.</summary>
internal class ReportRow
{
    private PlacementReport? _report;

    public Guid PlacementId { get; init; }
    public int Number { get; init; }
    public DateOnly StartDate { get; init; }
    public DateOnly? EndDate { get; init; }
    public DateOnly ReportedThroughDate { get; init; }
    public DateOnly TermsFromDate { get; init; }
    public int MinutesPerWeek { get; init; }
    public string Bouwblok { get; init; } = "";
    public Doelgroep Doelgroep { get; init; }
    public DateOnly? DoelgroepSinceDate { get; init; }
    public Doelgroepindicatie Indicatie { get; init; }
    public DateOnly? IndicatieCheckedDate { get; init; }
    public PlacementMethod PlacementMethod { get; init; }
    public Employment Employment { get; init; }
    public string? EmployerKvk { get; init; }
    public DateOnly? InServiceSinceDate { get; init; }
    public bool Permanent { get; init; }
    public AgeBand? AgeBand { get; init; }
    public string Bonuses { get; init; } = "[]";
    public Guid? TeamId { get; init; }
    public Guid? ProeftuinId { get; init; }
    public string Allocations { get; init; } = "[]";
    public byte[] Hash { get; private set; } = [];
    public DateTimeOffset ReportedAt { get; init; }
    public Guid ReportedBy { get; init; }

    /// <summary>As the domain knows it.</summary>
    public PlacementReport Report => _report ??= new(Number, StartDate, EndDate, ReportedThroughDate, TermsFromDate, new(
        MinutesPerWeek, Bouwblok, Doelgroep, DoelgroepSinceDate, PlacementMethod, Employment, EmployerKvk, InServiceSinceDate,
        Permanent, AgeBand, Json.Read<IReadOnlyList<string>>(Bonuses), TeamId, Json.Read<IReadOnlyList<Allocation>>(Allocations)));

    /// <summary>A row to keep.</summary>
    public static ReportRow Of(
        Guid placementId, PlacementReport report, Doelgroepindicatie indicatie, DateOnly? checkedOn, DateTimeOffset at, Guid by, ServiceKey key)
    {
        var terms = report.Terms;
        var row = new ReportRow
        {
            _report = report,
            PlacementId = placementId, Number = report.Number, StartDate = report.Start, EndDate = report.End,
            ReportedThroughDate = report.ReportedThrough, TermsFromDate = report.TermsFrom, MinutesPerWeek = terms.MinutesPerWeek,
            Bouwblok = terms.Bouwblok, Doelgroep = terms.Doelgroep, DoelgroepSinceDate = terms.DoelgroepSince,
            Indicatie = indicatie, IndicatieCheckedDate = checkedOn, PlacementMethod = terms.Method, Employment = terms.Employment,
            EmployerKvk = terms.EmployerKvk, InServiceSinceDate = terms.InServiceSince, Permanent = terms.Permanent,
            AgeBand = terms.AgeBand, Bonuses = Json.Write(terms.Bonuses), TeamId = terms.TeamId,
            Allocations = Json.Write(terms.Allocations), ReportedAt = at, ReportedBy = by,
        };
        row.Hash = row.HashBy(key);
        return row;
    }

    /// <summary>The hash of everything that was stated; it differs from <see cref="Hash"/> where a column was changed later.</summary>
    public byte[] HashBy(ServiceKey key) => key.HashContent(string.Create(CultureInfo.InvariantCulture, $"""
        {PlacementId:N}|{Number}|{StartDate:O}|{EndDate:O}|{ReportedThroughDate:O}|{TermsFromDate:O}|{MinutesPerWeek}|{Bouwblok}
        {Doelgroep}|{DoelgroepSinceDate:O}|{Indicatie}|{IndicatieCheckedDate:O}|{PlacementMethod}|{Employment}|{EmployerKvk}
        {InServiceSinceDate:O}|{Permanent}|{AgeBand}|{Bonuses}|{TeamId:N}|{ProeftuinId:N}|{Allocations}|{ReportedAt.ToUnixTimeMilliseconds()}|{ReportedBy:N}
        """));
}

/// <summary>A placement on one contract as it is kept, with the verdict that it rests on.</summary>
internal sealed record StandRow
{
    public Guid PlacementId { get; init; }
    public Guid ContractId { get; init; }
    public Guid CandidateId { get; init; }
    public Guid SupplierId { get; init; }
    public int BasisPoints { get; init; }
    public PlacementState State { get; init; }
    public DateTimeOffset? WaitsSince { get; init; }
    public int? VerifiedReport { get; init; }
    public DateOnly? VerifiedThrough { get; init; }
    public DateOnly? RevokedFrom { get; init; }
    public Guid? VerdictId { get; init; }
    public Euros Value { get; init; }
    public Euros Counted { get; init; }
    public Euros Waiting { get; init; }
    public Euros Forecast { get; init; }
    public Euros ForecastWithoutWaiting { get; init; }

    // Of the contract and for this caller, not of this row.
    public string ContractReference { get; init; } = "";
    public bool InScope { get; init; }

    // Of the verdict with VerdictId: the request that is open, else what was decided last.
    public VerdictKind? VerdictKind { get; init; }
    public string? VerdictCode { get; init; }
    public string? VerdictReason { get; init; }
    public DateOnly? VerdictFrom { get; init; }
    public string? ProposedReport { get; init; }
    public DateTimeOffset? DecidedAt { get; init; }
    public Guid? DecidedBy { get; init; }

    /// <summary>Somebody asked for a revocation, and nobody decided on it yet.</summary>
    public bool HasOpenRevocation => VerdictKind is Placements.VerdictKind.RevocationAsked;

    /// <summary>
    /// This row after a verdict. A revocation that was asked for stays in sight until it is decided on, whatever report is
    /// judged meanwhile; a request to withdraw takes its place.
    /// </summary>
    public StandRow After(VerdictRow verdict) => HasOpenRevocation && verdict.Kind is Placements.VerdictKind.Verification or Placements.VerdictKind.Rejection ? this : this with
    {
        VerdictId = verdict.Id, VerdictKind = verdict.Kind, VerdictCode = verdict.Code, VerdictReason = verdict.Reason,
        VerdictFrom = verdict.FromDate, ProposedReport = verdict.ProposedReport, DecidedAt = verdict.DecidedAt, DecidedBy = verdict.DecidedBy,
    };

    /// <summary>As the domain left it.</summary>
    /// <param name="at">The instant of the act, from which on a report may wait.</param>
    public StandRow As(PlacementOnContract after, DateTimeOffset at) => this with
    {
        State = after.State, VerifiedReport = after.VerifiedReport, VerifiedThrough = after.VerifiedThrough, RevokedFrom = after.RevokedFrom,
        WaitsSince = !after.Waits ? null : WaitsSince ?? at,
    };
}

/// <summary>What was decided, or asked, about a placement on a contract.</summary>
internal enum VerdictKind
{
    Verification, Rejection, Withdrawal, WithdrawalAsked, WithdrawalAgreed, WithdrawalDeclined, RevocationAsked, RevocationAgreed,
    RevocationDeclined,
}

/// <summary>A verdict as it is kept; only added to.</summary>
/// <param name="AnswersId">The request that this decides on.</param>
internal sealed record VerdictRow(
    Guid Id, Guid PlacementId, Guid ContractId, VerdictKind Kind, int ReportNumber, DateOnly? ThroughDate, DateOnly? FromDate,
    string? Code, string? Reason, string? ProposedReport, Guid? AnswersId, DateTimeOffset DecidedAt, Guid DecidedBy)
{
    public VerdictRow() : this(default, default, default, default, 0, null, null, null, null, null, null, default, default) { }
}
