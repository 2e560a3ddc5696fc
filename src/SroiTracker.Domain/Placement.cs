namespace SroiTracker.Domain;

/// <summary>What may follow on a placement report (rules.md 3).</summary>
public static class Placement
{
    /// <summary>
    /// What a report does to a placement (rules.md 3): the first report, an extension, terms from a day on, a correction of
    /// days already verified, nothing new, or objections, all at once. A rejected report that comes again unchanged is
    /// nothing new: a synchronisation that repeats it would open it again and again.
    /// </summary>
    /// <param name="earlier">All earlier reports, by number; empty for a first one.</param>
    /// <param name="contracts">A row for each contract that the draft allocates to, and for those it left.</param>
    public static ReportDecision Next(
        IReadOnlyList<PlacementReport> earlier, PlacementDraft draft, DateOnly today, IReadOnlyList<ReportedContract> contracts)
    {
        var objections = PlacementDraftCheck.Of(draft, today, contracts);
        var timeline = earlier.Count == 0 ? [] : PlacementReport.TermsAsOf(earlier, earlier[^1].Number);
        var newTerms = timeline.Count > 0 && !timeline[^1].Terms.SameAs(draft.Terms);
        if (newTerms && draft.TermsFrom is null) objections = [.. objections, Refusals.PlacementTermsFromMissing.At("/termsFromDate")];
        if (objections.Count > 0) return new(ReportKind.Unchanged, null, null, objections);

        // The same terms without a day go on from the day they held already, so that an extension keeps what was before them.
        var termsFrom = timeline.Count == 0 ? draft.Start : draft.TermsFrom ?? timeline[^1].From;
        var report = new PlacementReport(earlier.Count + 1, draft.Start, draft.End, draft.ReportedThrough, termsFrom, draft.Terms);
        if (earlier.Count == 0) return new(ReportKind.First, report, null, []);

        var latest = earlier[^1];
        var newTermsFrom = FirstOtherTerms(timeline, PlacementReport.TermsAsOf([.. earlier, report], report.Number));
        if (Earliest(newTermsFrom, FirstOtherDay(latest, report)) is not { } changed) return new(ReportKind.Unchanged, null, null, []);
        if (contracts.Max(c => c.VerifiedThrough) is { } verified && changed <= verified)
            return new(ReportKind.Correction, report, new(changed, verified), []);
        return new(newTermsFrom is null ? ReportKind.Extension : ReportKind.NewTerms, report, null, []);
    }

    /// <summary>The first day that is no longer, or only now, a day of work that was reported.</summary>
    private static DateOnly? FirstOtherDay(PlacementReport before, PlacementReport after)
    {
        var start = before.Start == after.Start ? (DateOnly?)null : before.Start < after.Start ? before.Start : after.Start;
        return Earliest(start, Earliest(DayAfterEarlier(before.End, after.End), DayAfterEarlier(before.ReportedThrough, after.ReportedThrough)));
    }

    private static DateOnly? DayAfterEarlier(DateOnly? a, DateOnly? b) => a == b ? null : Earliest(a, b)!.Value.AddDays(1);

    private static DateOnly? Earliest(DateOnly? a, DateOnly? b) => a is null ? b : b is null || a < b ? a : b;

    /// <summary>The first day on which other terms hold; null where there is none.</summary>
    internal static DateOnly? FirstOtherTerms(IReadOnlyList<DatedTerms> before, IReadOnlyList<DatedTerms> after)
    {
        foreach (var day in before.Concat(after).Select(t => t.From).Distinct().Order())
            if (!TermsOn(before, day).SameAs(TermsOn(after, day))) return day;
        return null;
    }

    /// <summary>The terms that hold on a day.</summary>
    internal static PlacementTerms TermsOn(IReadOnlyList<DatedTerms> timeline, DateOnly day) =>
        (timeline.LastOrDefault(t => t.From <= day) ?? timeline[0]).Terms;
}
