using SroiTracker.Contracts;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Placements;
using SroiTracker.Privacy;

namespace SroiTracker.Efforts;

/// <summary>
/// Whether each report of an effort still says what was reported and the effort shows the latest; and, where asked, whether
/// it stands as its reports and verdicts make it stand, and is worth and booked what the rules say.
/// </summary>
internal sealed class EffortCheck(Session session, ServiceKey key, Action<CheckProgress> tell)
{
    private const int AtOnce = 200;
    private readonly FramesRead _frames = new(session);

    /// <summary>The first difference in words; null where there is none.</summary>
    /// <param name="recompute">Also build anew how each stands, and value it again.</param>
    public async Task<string?> FirstDifference(bool recompute)
    {
        var (total, done, after) = (await session.QueryOne<long>(CountSql), 0L, Guid.Empty);
        while (true)
        {
            tell(new("efforts", done, total));
            var page = await session.Query<Shown>(SelectSql, new { after, take = AtOnce });
            if (page.Count == 0) return null;
            var range = new { after, last = page[^1].Id };
            var efforts = (await EffortStore.Find(session, [.. page.Select(e => e.Id)])).ToDictionary(e => e.Id);
            var verdicts = (await session.Query<VerdictRow>(SelectVerdictsSql, range)).ToLookup(v => v.SubjectId);
            foreach (var shown in page)
            {
                if (!efforts.TryGetValue(shown.Id, out var effort)) return $"effort {shown.Id}: it shows {shown.ReportNumber} reports, there are 0";
                if (ReportsDiffer(shown, effort) is { } wrong) return $"effort {shown.Id}: {wrong}";
                if (recompute && await StandsDiffer(effort, verdicts[effort.Id]) is { } other) return $"effort {shown.Id}{other}";
                done++;
            }
            after = range.last;
        }
    }

    private string? ReportsDiffer(Shown shown, KeptEffort effort)
    {
        for (var i = 0; i < effort.Reports.Count; i++)
        {
            if (effort.Reports[i].Number != i + 1) return $"report {i + 1} is missing";
            if (!effort.Reports[i].Hash.AsSpan().SequenceEqual(effort.Reports[i].HashBy(key))) return $"report {i + 1} is not what was reported";
        }
        if (effort.Reports.Count != shown.ReportNumber) return $"it shows {shown.ReportNumber} reports, there are {effort.Reports.Count}";
        var (latest, invoice) = (effort.Latest, effort.Latest.Body.Invoice);
        return latest.Hash.AsSpan().SequenceEqual(shown.ReportHash) && latest.Report.FirstDay == shown.StartDate && latest.ReportedThroughDate == shown.ReportedThroughDate
            && latest.Body.Kind == effort.Kind && invoice?.SellerKvk == shown.SellerKvk && (effort.IsGone ? null : invoice?.InvoiceHash) == shown.InvoiceHash
            ? null : "it shows something else than its latest report";
    }

    private async Task<string?> StandsDiffer(KeptEffort kept, IEnumerable<VerdictRow> verdicts)
    {
        KeptEffort made;
        try { made = kept.Again(verdicts); }
        catch (RefusedException refused) { return $": its verdicts do not follow on each other: {refused.Message}"; }
        if (made.Stands.FirstOrDefault(s => kept.On(s.ContractId) is null) is { } missing) return $" on contract {missing.ContractId}: it is missing";
        foreach (var stand in kept.Stands)
        {
            var name = $" on contract {stand.ContractId}";
            if (made.On(stand.ContractId) is not { } again) return $"{name}: no report has a share for it";
            if (Facts(stand) != Facts(again)) return $"{name}: it shows {Facts(stand)}, its reports and verdicts make {Facts(again)}";
            if (await WorthDiffers(kept, stand) is { } wrong) return name + wrong;
        }
        return null;

        static string Facts(EffortStandRow s) => FormattableString.Invariant(
            $"{s.State}, {s.BasisPoints} basis points, report {s.VerifiedReport} verified through {s.VerifiedThrough:yyyy-MM-dd}, revoked from {s.RevokedFrom:yyyy-MM-dd}, verdict {s.VerdictId}, waiting since {s.WaitsSince?.ToUnixTimeMilliseconds()}");
    }

    // Its own stand was found right above, and those of other certificates are when it is their turn: so they may be taken as kept.
    private async Task<string?> WorthDiffers(KeptEffort effort, EffortStandRow stand)
    {
        IReadOnlyList<KeptEffort> group = effort.Kind == EffortKind.PsoCertificate ? await EffortsOnContract.Certificates(session, stand.ContractId) : [effort];
        var frame = await EffortsOnContract.WithPso(session, await _frames.Of(stand.ContractId), effort);
        var at = 0;
        while (group[at].Id != effort.Id) at++;
        var worth = EffortsOnContract.Standings(frame, group, stand.ContractId)[at];
        var (byYear, settled) = (LedgerStore.ByYear(await LedgerStore.BookedEfforts(session, stand.ContractId, [effort.Id]), effort.Id), frame?.SettledThroughYear ?? 0);
        var frozen = Ledger.Frozen(worth.Standing.Verified, byYear, settled);
        foreach (var (what, shows, again) in new[]
        {
            ("value", stand.Value, worth.Standing.Value), ("counted", stand.Counted, worth.Standing.Counted + frozen), ("waiting", stand.Waiting, worth.Standing.Waiting),
            ("forecast", stand.Forecast, worth.Standing.Forecast + frozen), ("forecast without waiting", stand.ForecastWithoutWaiting, worth.Standing.ForecastWithoutWaiting + frozen),
            ("reduction", stand.Reduction, worth.Reduction.Total),
        })
            if (shows != again) return $": it shows {shows} {what}, valued again it is {again}";
        return Ledger.Differences(worth.Standing.Verified, byYear, settled) is [var difference, ..]
            ? $": {difference.BookedBefore} is booked for {difference.Year}, valued again it is {difference.BookedBefore + difference.Amount}" : null;
    }

    private const string CountSql = "SELECT COUNT(*) FROM Effort";
    private const string SelectSql = """
        SELECT e.id, e.reportNumber, e.reportHash, e.startDate, e.reportedThroughDate, e.sellerKvk, e.invoiceHash FROM Effort e WHERE e.id > @after ORDER BY e.id {page}
        """;
    private const string SelectVerdictsSql = $"""
        SELECT {EffortVerdictStore.Columns} FROM EffortVerdict v WHERE v.effortId > @after AND v.effortId <= @last ORDER BY v.effortId, v.decidedAt
        """;

    private sealed class Shown
    {
        public Guid Id { get; init; }
        public int ReportNumber { get; init; }
        public byte[] ReportHash { get; init; } = [];
        public DateOnly StartDate { get; init; }
        public DateOnly ReportedThroughDate { get; init; }
        public string? SellerKvk { get; init; }
        public string? InvoiceHash { get; init; }
    }
}
