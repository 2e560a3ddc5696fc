using System.Globalization;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.Placements;
using SroiTracker.Privacy;

namespace SroiTracker.Efforts;

/// <summary>A report of an effort as it is kept.</summary>
internal class EffortReportRow
{
    private EffortReport? _report;
    private EffortBody? _body;

    public Guid EffortId { get; init; }
    public int Number { get; init; }
    public string Content { get; init; } = "";
    public DateOnly ReportedThroughDate { get; init; }
    public string Allocations { get; init; } = "[]";
    public byte[] Hash { get; private set; } = [];
    public DateTimeOffset ReportedAt { get; init; }
    public Guid ReportedBy { get; init; }
    public Guid? KeyMadeBy { get; init; }

    /// <summary>What it states.</summary>
    public EffortBody Body => _body ??= Json.Read<EffortBody>(Content);

    /// <summary>As the domain knows it.</summary>
    public EffortReport Report => _report ??= new(Number, Body.Kind, Body.Content, ReportedThroughDate, Json.Read<IReadOnlyList<Allocation>>(Allocations));

    /// <summary>Who reported it, with whose key.</summary>
    public Principal Reporter => new(ReportedBy, true, KeyMadeBy);

    /// <summary>A row to keep.</summary>
    public static EffortReportRow Of(Guid effortId, EffortReport report, EffortBody body, DateTimeOffset at, Caller by, ServiceKey key)
    {
        var row = new EffortReportRow
        {
            _report = report, _body = body, EffortId = effortId, Number = report.Number, Content = Json.Write(body), ReportedThroughDate = report.ReportedThrough,
            Allocations = Json.Write(report.Allocations), ReportedAt = at, ReportedBy = by.PrincipalId, KeyMadeBy = by.KeyMadeBy,
        };
        row.Hash = row.HashBy(key);
        return row;
    }

    /// <summary>The hash of everything that was stated; it differs from <see cref="Hash"/> where a column was changed later.</summary>
    public byte[] HashBy(ServiceKey key) => key.HashContent(string.Create(CultureInfo.InvariantCulture,
        $"{EffortId:N}|{Number}|{Content}|{ReportedThroughDate:O}|{Allocations}|{ReportedAt.ToUnixTimeMilliseconds()}|{ReportedBy:N}|{KeyMadeBy:N}"));
}

/// <summary>An effort on one contract as it is kept, with the verdict that it rests on.</summary>
internal sealed record EffortStandRow : Stand
{
    public Guid EffortId { get; init; }
    public EffortKind Kind { get; init; }

    /// <summary>By how much it lowers the obligation.</summary>
    public Euros Reduction { get; init; }
}
