using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.Placements;

namespace SroiTracker.Suppliers.Sync;

/// <summary>What is kept of an item that was refused: neither who it is about, nor to which group they belong (rules.md 8).</summary>
public sealed record QuarantinedFacts(
    DateTimeOffset? ChangedAt, DateOnly? StartDate, DateOnly? EndDate, DateOnly? ReportedThroughDate, DateOnly? TermsFromDate, decimal? HoursPerWeek,
    Employment? Employment, PlacementMethod? PlacementMethod, IReadOnlyList<StatedShare> Allocations)
{
    private const int LongestReference = 400, MostAllocations = 40;

    internal static QuarantinedFacts Of(SourceItem item) => item.Statement is { } report
        ? new(item.ChangedAt, report.StartDate, report.EndDate, report.ReportedThroughDate, report.TermsFromDate, report.HoursPerWeek, report.Employment, report.PlacementMethod,
            [.. (report.Allocations ?? []).Take(MostAllocations).Select(Kept)])
        : new(item.ChangedAt, item.Timecard?.FirstDay, item.Timecard?.LastDay, null, null, null, null, null, []);

    private static StatedShare Kept(StatedShare share) =>
        share with { ContractReference = share.ContractReference is { Length: <= LongestReference } text && Bsn.FindIn(text).Count == 0 ? text : null };
}

/// <summary>An item in quarantine that an officer asked to try again.</summary>
internal sealed class AskedItem
{
    public Guid Id { get; init; }
    public string? SourceId { get; init; }
}

/// <summary>Keeps items that were refused until they are taken.</summary>
internal static class QuarantineStore
{
    /// <summary>Keeps that an item was refused, once more where it is there already.</summary>
    public static async Task Refuse(
        Session session, Guid connectionId, byte[] itemKey, string? sourceId, string? supplierReference, IReadOnlyList<KeptObjection> errors, QuarantinedFacts facts)
    {
        var values = new
        {
            id = session.NewId(), connectionId, itemKey, sourceId, supplierReference, errors = Json.Write(errors), item = Json.Write(facts), now = session.Now,
        };
        if (await session.Execute(UpdateSql, values) == 0) await session.Execute(InsertSql, values);
    }

    /// <summary>These were taken, or are no longer there.</summary>
    public static Task Release(Session session, Guid connectionId, IReadOnlyList<byte[]> keys) => session.Execute(DeleteSql, new { connectionId, keys });

    /// <summary>An officer asks to try one again; false where this connection has none such.</summary>
    public static async Task<bool> Ask(Session session, Guid connectionId, Guid id) => await session.Execute(AskSql, new { connectionId, id }) == 1;

    /// <summary>Those that are to be tried again, up to a number.</summary>
    public static Task<IReadOnlyList<AskedItem>> Asked(Session session, Guid connectionId, int take) =>
        session.Query<AskedItem>(SelectAskedSql, new { connectionId, take });

    /// <summary>These were looked for; those that are still here were not found at the source.</summary>
    public static Task Answered(Session session, Guid connectionId, IReadOnlyList<Guid> ids) => session.Execute(AnsweredSql, new { connectionId, ids });

    private const string Own = "EXISTS (SELECT 1 FROM SupplierConnection c WHERE c.id = @connectionId AND (@callerSupplier IS NULL OR c.supplierId = @callerSupplier))";

    private const string UpdateSql = $"""
        UPDATE QuarantinedItem SET sourceId = @sourceId, supplierReference = @supplierReference, errors = @errors, item = @item, tries = tries + 1, isAsked = 0, lastRefusedAt = @now
        WHERE connectionId = @connectionId AND itemKey = @itemKey AND {Own}
        """;
    private const string InsertSql = """
        INSERT INTO QuarantinedItem (id, connectionId, itemKey, sourceId, supplierReference, errors, item, tries, isAsked, firstRefusedAt, lastRefusedAt)
        VALUES (@id, @connectionId, @itemKey, @sourceId, @supplierReference, @errors, @item, 1, 0, @now, @now)
        """;
    private const string DeleteSql = $"DELETE FROM QuarantinedItem WHERE connectionId = @connectionId AND itemKey IN @keys AND {Own}";
    private const string SelectAskedSql = $$"""
        SELECT q.id, q.sourceId FROM QuarantinedItem q WHERE q.connectionId = @connectionId AND q.isAsked = 1 AND {{Own}} ORDER BY q.id {page}
        """;
    private const string AskSql = $"UPDATE QuarantinedItem SET isAsked = 1 WHERE connectionId = @connectionId AND id = @id AND {Own}";
    private const string AnsweredSql = $"UPDATE QuarantinedItem SET isAsked = 0 WHERE connectionId = @connectionId AND id IN @ids AND {Own}";
}
