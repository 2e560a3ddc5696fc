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
    public Guid? KeyMadeBy { get; init; }

    /// <summary>Who reported; to a verdict only who it was matters, not whether it was a person.</summary>
    public Principal Reporter => new(ReportedBy, true, KeyMadeBy);

    /// <summary>As the domain knows it.</summary>
    public PlacementReport Report => _report ??= new(Number, StartDate, EndDate, ReportedThroughDate, TermsFromDate, new(
        MinutesPerWeek, Bouwblok, Doelgroep, DoelgroepSinceDate, PlacementMethod, Employment, EmployerKvk, InServiceSinceDate,
        Permanent, AgeBand, Json.Read<IReadOnlyList<string>>(Bonuses), TeamId, Json.Read<IReadOnlyList<Allocation>>(Allocations)));

    /// <summary>A row to keep.</summary>
    public static ReportRow Of(
        Guid placementId, PlacementReport report, Doelgroepindicatie indicatie, DateOnly? checkedOn, DateTimeOffset at, Caller by, ServiceKey key)
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
            Allocations = Json.Write(terms.Allocations), ReportedAt = at, ReportedBy = by.PrincipalId, KeyMadeBy = by.KeyMadeBy,
        };
        row.Hash = row.HashBy(key);
        return row;
    }

    /// <summary>The hash of everything that was stated; it differs from <see cref="Hash"/> where a column was changed later.</summary>
    public byte[] HashBy(ServiceKey key) => key.HashContent(string.Create(CultureInfo.InvariantCulture, $"""
        {PlacementId:N}|{Number}|{StartDate:O}|{EndDate:O}|{ReportedThroughDate:O}|{TermsFromDate:O}|{MinutesPerWeek}|{Bouwblok}
        {Doelgroep}|{DoelgroepSinceDate:O}|{Indicatie}|{IndicatieCheckedDate:O}|{PlacementMethod}|{Employment}|{EmployerKvk}
        {InServiceSinceDate:O}|{Permanent}|{AgeBand}|{Bonuses}|{TeamId:N}|{ProeftuinId:N}|{Allocations}|{ReportedAt.ToUnixTimeMilliseconds()}|{ReportedBy:N}{(KeyMadeBy is { } maker ? $"|{maker:N}" : "")}
        """));
}

/// <summary>A placement on one contract as it is kept, with the verdict that it rests on.</summary>
internal sealed record StandRow : Stand
{
    public Guid PlacementId { get; init; }
    public Guid CandidateId { get; init; }

    /// <summary>Invoices of sellers count on the contract: whoever they employ is no placement on it (rules.md 4).</summary>
    public bool HasInvoices { get; init; }
}
