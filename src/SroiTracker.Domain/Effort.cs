namespace SroiTracker.Domain;

/// <summary>A report of an effort as it came in, before it has a number.</summary>
/// <param name="ReportedThrough">Through which day it is stated; not after today.</param>
public sealed record EffortDraft(EffortKind Kind, EffortContent Content, DateOnly ReportedThrough, IReadOnlyList<Allocation> Allocations);

/// <summary>What a report of an effort is judged by for one contract that it names.</summary>
/// <param name="Tarief">The Tarief that holds on the effort's first day; null where no clause names one.</param>
/// <param name="PsoTable">The table of the contract's policy; null where there is no policy.</param>
/// <param name="State">Where the effort stands on the contract; null where it is new there.</param>
/// <param name="VerifiedThrough">Through which day it was verified on the contract.</param>
public sealed record JudgedContract(
    Guid Id, Tarief? Tarief, IReadOnlyList<PsoStep>? PsoTable, PlacementState? State = null, DateOnly? VerifiedThrough = null);

/// <summary>The answer to a report: a next report, nothing new, or objections.</summary>
/// <param name="Report">The report with its number; null where unchanged or refused.</param>
/// <param name="Corrected">Days already verified that it changes; null where none.</param>
public sealed record EffortDecision(ReportKind Kind, EffortReport? Report, Period? Corrected, IReadOnlyList<Objection> Objections);

/// <summary>What may follow on a report of an effort (rules.md 4: same states as placements).</summary>
public static class Effort
{
    /// <summary>
    /// What a report does: the first, more of the same, other shares, a correction of days already verified, nothing new, or
    /// objections, all at once.
    /// </summary>
    /// <param name="earlier">All earlier reports, by number; empty for a first one.</param>
    /// <param name="contracts">One for each contract that the draft allocates to, and for those it left.</param>
    public static EffortDecision Next(
        IReadOnlyList<EffortReport> earlier, EffortDraft draft, DateOnly today, IReadOnlyList<JudgedContract> contracts)
    {
        var objections = EffortDraftCheck.Of(draft, today, contracts);
        if (earlier is [.., var latest])
        {
            if (latest.Kind != draft.Kind) objections = [.. objections, Refusals.EffortOtherKind.At("/kind", latest.Kind)];
            // An invoice is what is counted: another one is another effort, so that none is counted twice.
            else if (latest.Content is SocialPurchase was && draft.Content is SocialPurchase now && (was.SellerKvk, was.InvoiceHash) != (now.SellerKvk, now.InvoiceHash))
                objections = [.. objections, Refusals.EffortOtherInvoice.At("/invoice/invoiceNumber")];
        }
        if (objections.Count > 0) return new(ReportKind.Unchanged, null, null, objections);

        var report = new EffortReport(earlier.Count + 1, draft.Kind, draft.Content, draft.ReportedThrough, draft.Allocations);
        if (earlier.Count == 0) return new(ReportKind.First, report, null, []);
        if (FirstOtherDay(earlier[^1], report) is not { } changed) return new(ReportKind.Unchanged, null, null, []);
        if (contracts.Max(c => c.VerifiedThrough) is { } verified && changed <= verified) return new(ReportKind.Correction, report, new(changed, verified), []);
        return new(SameShares(earlier[^1], report) ? ReportKind.Extension : ReportKind.NewTerms, report, null, []);
    }

    private static DateOnly? FirstOtherDay(EffortReport before, EffortReport after)
    {
        if (!SameShares(before, after) || !Equals(before.Content.Common, after.Content.Common)) return Earlier(before.FirstDay, after.FirstDay);
        DateOnly? first = null;
        foreach (var day in Differing(before.Content.Facts, after.Content.Facts)) if (first is null || day < first) first = day;
        if (before.ReportedThrough != after.ReportedThrough && Earlier(before.ReportedThrough, after.ReportedThrough).AddDays(1) is var next && (first is null || next < first))
            first = next;
        return first;
    }

    private static IEnumerable<DateOnly> Differing(IEnumerable<EffortFact> before, IEnumerable<EffortFact> after)
    {
        var left = before.ToList();
        foreach (var fact in after) if (!left.Remove(fact)) yield return fact.On;
        foreach (var fact in left) yield return fact.On;
    }

    private static bool SameShares(EffortReport a, EffortReport b) =>
        a.Allocations.OrderBy(s => s.ContractId).SequenceEqual(b.Allocations.OrderBy(s => s.ContractId));

    private static DateOnly Earlier(DateOnly a, DateOnly b) => a < b ? a : b;
}
