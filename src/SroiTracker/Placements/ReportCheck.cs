using SroiTracker.Database;
using SroiTracker.Privacy;

namespace SroiTracker.Placements;

/// <summary>Whether each report still says what was reported, none is missing, and the placement shows the latest.</summary>
internal sealed class ReportCheck(Session session, ServiceKey key, Action<CheckProgress> tell)
{
    private const int AtOnce = 500;

    /// <summary>How many placements were checked.</summary>
    public long Placements { get; private set; }

    /// <summary>The first difference in words; null where there is none.</summary>
    public async Task<string?> FirstDifference()
    {
        var total = await session.QueryOne<long>(CountSql);
        var after = System.Guid.Empty;
        while (true)
        {
            tell(new("reports", Placements, total));
            var page = await session.Query<Shown>(SelectSql, new { after, take = AtOnce });
            if (page.Count == 0) return null;
            var reports = (await session.Query<ReportRow>(SelectReportsSql, new { after, last = page[^1].Id })).ToLookup(r => r.PlacementId);
            foreach (var placement in page)
            {
                if (Differs(placement, [.. reports[placement.Id]]) is { } wrong) return wrong;
                Placements++;
            }
            after = page[^1].Id;
        }
    }

    private string? Differs(Shown placement, IReadOnlyList<ReportRow> reports)
    {
        for (var i = 0; i < reports.Count; i++)
        {
            if (reports[i].Number != i + 1) return $"placement {placement.Id}: report {i + 1} is missing";
            if (!reports[i].Hash.AsSpan().SequenceEqual(reports[i].HashBy(key))) return $"placement {placement.Id}: report {i + 1} is not what was reported";
        }
        if (reports.Count != placement.ReportNumber) return $"placement {placement.Id}: it shows {placement.ReportNumber} reports, there are {reports.Count}";
        var latest = reports[^1];
        return latest.Hash.AsSpan().SequenceEqual(placement.ReportHash) && latest.StartDate == placement.StartDate && latest.EndDate == placement.EndDate
            && latest.ReportedThroughDate == placement.ReportedThroughDate
            ? null : $"placement {placement.Id}: it shows something else than its latest report";
    }

    private const string CountSql = "SELECT COUNT(*) FROM Placement";
    private const string SelectSql = """
        SELECT p.id, p.reportNumber, p.reportHash, p.startDate, p.endDate, p.reportedThroughDate FROM Placement p WHERE p.id > @after ORDER BY p.id {page}
        """;
    private const string SelectReportsSql = $"""
        SELECT {PlacementStore.ReportColumns} FROM PlacementReport r WHERE r.placementId > @after AND r.placementId <= @last ORDER BY r.placementId, r.number
        """;

    private sealed class Shown
    {
        public Guid Id { get; init; }
        public int ReportNumber { get; init; }
        public byte[] ReportHash { get; init; } = [];
        public DateOnly StartDate { get; init; }
        public DateOnly? EndDate { get; init; }
        public DateOnly ReportedThroughDate { get; init; }
    }
}
