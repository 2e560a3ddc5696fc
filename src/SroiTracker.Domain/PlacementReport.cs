namespace SroiTracker.Domain;

/// <summary>
/// What a supplier stated at one time about a placement. Reports are numbered from 1 per placement and never change:
/// the next one extends, changes the terms from a day on, or corrects.
/// </summary>
/// <param name="Number">From 1.</param>
/// <param name="Start">First day of the work.</param>
/// <param name="End">Last day of the work; null while it is open.</param>
/// <param name="ReportedThrough">Through which day the supplier states that it was so; not after the day of reporting.</param>
/// <param name="TermsFrom">From which day these terms hold; later terms of earlier reports are replaced.</param>
/// <param name="Terms">The terms.</param>
public sealed record PlacementReport(
    int Number, DateOnly Start, DateOnly? End, DateOnly ReportedThrough, DateOnly TermsFrom, PlacementTerms Terms)
{
    /// <summary>
    /// The terms by date as they stood after the report with this number: each report replaces what held from its own
    /// day on. The first terms hold from the start of the placement, whatever day they name.
    /// </summary>
    /// <param name="reports">All reports of one placement, by number.</param>
    /// <param name="number">The last report that counts.</param>
    public static IReadOnlyList<DatedTerms> TermsAsOf(IReadOnlyList<PlacementReport> reports, int number)
    {
        var timeline = new List<DatedTerms>();
        DateOnly start = default;
        foreach (var report in reports)
        {
            if (report.Number > number) break;
            start = report.Start;
            timeline.RemoveAll(t => t.From >= report.TermsFrom);
            if (timeline.Count == 0 || !timeline[^1].Terms.SameAs(report.Terms)) timeline.Add(new(report.TermsFrom, report.Terms));
        }
        var first = timeline.FindLastIndex(t => t.From <= start);
        if (first > 0) timeline.RemoveRange(0, first);
        if (timeline.Count > 0) timeline[0] = timeline[0] with { From = start };
        return timeline;
    }
}

/// <summary>A placement as one contract sees it.</summary>
/// <param name="Reference">The supplier's reference; decides the order of an overlap last.</param>
/// <param name="Reports">All reports, by number; at least one.</param>
public sealed record PlacementOnContract(
    Guid Id, string Reference, IReadOnlyList<PlacementReport> Reports, PlacementState State,
    int? VerifiedReport, DateOnly? VerifiedThrough, DateOnly? RevokedFrom) : OnContract(State, VerifiedReport, VerifiedThrough, RevokedFrom)
{
    private static readonly VerdictRefusals Words = new(
        Domain.Refusals.PlacementStateOther, Domain.Refusals.PlacementNewerReport, Domain.Refusals.PlacementReportUnknown, Domain.Refusals.PlacementOwnReport,
        Domain.Refusals.PlacementThroughNotReported, Domain.Refusals.PlacementThroughBeforeStart, Domain.Refusals.PlacementNotVerified,
        Domain.Refusals.PlacementRevocationEmpty);

    /// <summary>Whose placement it is.</summary>
    public Guid SupplierId { get; init; }

    /// <summary>The newest report.</summary>
    public PlacementReport Latest => Reports[^1];

    /// <inheritdoc/>
    public override int LatestNumber => Latest.Number;

    /// <inheritdoc/>
    public override DateOnly FirstDay => Latest.Start;

    /// <inheritdoc/>
    public override DateOnly ReportedThrough => Latest.ReportedThrough;

    internal override VerdictRefusals Refusals => Words;

    /// <summary>
    /// As it was on a day: reported and verified through that day at most (rules.md 5). A report of work that begins later
    /// was not there yet.
    /// </summary>
    public PlacementOnContract Through(DateOnly day)
    {
        var wasVerified = VerifiedReport is { } number && Reports.Last(r => r.Number == number).Start <= day;
        return this with
        {
            Reports = [.. Reports.Select(r => r with { ReportedThrough = r.ReportedThrough < day ? r.ReportedThrough : day })],
            State = Waits && Latest.Start > day ? PlacementState.Verified : State,
            VerifiedReport = wasVerified ? VerifiedReport : null,
            VerifiedThrough = !wasVerified ? null : VerifiedThrough < day ? VerifiedThrough : day,
        };
    }

    /// <summary>It after a new report.</summary>
    public PlacementOnContract After(PlacementReport report) => this with { Reports = [.. Reports, report], State = StateAfterReport };
}
