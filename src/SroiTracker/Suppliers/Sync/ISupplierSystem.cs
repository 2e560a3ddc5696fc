using SroiTracker.Domain;
using SroiTracker.Placements;

namespace SroiTracker.Suppliers.Sync;

/// <summary>
/// A supplier's system in our words. Whatever it does wrong ends in a <see cref="RefusedException"/> of the kind
/// <see cref="RefusalKind.Upstream"/>; what is wrong with one item is said of that item.
/// </summary>
internal interface ISupplierSystem
{
    /// <summary>The next page.</summary>
    /// <param name="cursor">What the page before gave; null for the first.</param>
    /// <param name="size">At most so many items.</param>
    Task<SourcePage> Page(string? cursor, int size, CancellationToken token);

    /// <summary>One item by the id that the system gives it; null where it is not there, or can't be asked for alone.</summary>
    Task<SourceItem?> Item(string sourceId, CancellationToken token);

    /// <summary>Tells how a placement stands; false where this system takes no verdicts, or no longer knows the placement.</summary>
    /// <param name="key">The same whenever this is told again: the system may know it by it.</param>
    Task<bool> Tell(string sourceId, PlacementStatus status, string key, CancellationToken token);
}

/// <summary>A page as it came.</summary>
/// <param name="Next">From where to go on; null or the same as before where there is nothing after it.</param>
/// <param name="HasMore">Whether there is more to fetch now.</param>
/// <param name="Bytes">Of the body.</param>
internal sealed record SourcePage(IReadOnlyList<SourceItem> Items, string? Next, bool HasMore, long Bytes)
{
    /// <summary>The first of all: from where it was to go on was no longer known.</summary>
    public bool IsAnew { get; init; }
}

/// <summary>An item of a page: a placement, or the hours of one.</summary>
/// <param name="SourceId">As the system calls it; null where it has none that can be used, which is among the objections.</param>
/// <param name="Content">What was sent, by which it is known whether it changed; pseudonyms in it are only hashed, never kept.</param>
/// <param name="IsDeleted">It was taken away at the source.</param>
/// <param name="Statement">The report; null where it could not be read, was deleted, or where hours are told.</param>
/// <param name="Timecard">The hours of an assignment in a period; null where a placement is told.</param>
/// <param name="Objections">To its form; empty where it is right.</param>
internal sealed record SourceItem(
    string? SourceId, ReadOnlyMemory<byte> Content, bool IsDeleted, PlacementStatement? Statement, Timecard? Timecard, IReadOnlyList<Objection> Objections)
{
    /// <summary>When the system says that it changed; what it says is only shown.</summary>
    public DateTimeOffset? ChangedAt { get; init; }
}

/// <summary>Hours that were worked on an assignment in a period, both days included.</summary>
/// <param name="Assignment">The supplier's reference of the placement.</param>
/// <param name="SupplierKvk">Whose it says that it is; null where it does not.</param>
internal sealed record Timecard(string Assignment, DateOnly FirstDay, DateOnly LastDay, int Minutes, string? SupplierKvk = null);

/// <summary>How a placement stands, as its supplier's system is told (contracts/supplier-system.openapi.json).</summary>
public sealed record PlacementStatus(Guid PlacementId, string? SupplierReference, int ReportNumber, DateTimeOffset ChangedAt, IReadOnlyList<ContractStatus> Contracts);

/// <summary>The same on one contract.</summary>
public sealed record ContractStatus(
    Guid ContractId, string ContractReference, PlacementState State, int? VerifiedReportNumber, DateOnly? VerifiedThroughDate, StatusVerdict? Verdict, Euros Counted, Euros Waiting);

/// <summary>What was decided last.</summary>
public sealed record StatusVerdict(string Kind, string? Code, string? Reason, DateTimeOffset DecidedAt);
