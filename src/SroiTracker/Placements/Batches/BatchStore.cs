using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;

namespace SroiTracker.Placements.Batches;

/// <summary>Under what a caller finds a batch again.</summary>
/// <param name="OwnerId">The supplier, else the principal: it outlives a key.</param>
/// <param name="Request">Of <see cref="RequestKey"/>.</param>
/// <param name="Head">A keyed hash, 16 bytes, of the form and, for CSV, of its header.</param>
internal sealed record BatchKey(Guid OwnerId, byte[] Request, byte[] Head);

/// <summary>How far a batch is.</summary>
public enum BatchState { Running, Completed }

/// <summary>A batch as it is kept.</summary>
internal sealed class KeptBatch
{
    public Guid Id { get; init; }
    public byte[] Head { get; init; } = [];
    public BatchState State { get; init; }
    public long Lines { get; init; }
    public long Accepted { get; init; }
    public long Unchanged { get; init; }
    public long Refused { get; init; }
}

/// <summary>Hashes of lines that are done, one after another, 16 bytes each.</summary>
internal sealed class KeptHashes
{
    private const int Size = 16;

    /// <summary>The place of the first of them, from 0.</summary>
    public long FirstLine { get; init; }

    public byte[] Hashes { get; init; } = [];

    /// <summary>How many there are.</summary>
    public int Count => Hashes.Length / Size;

    /// <summary>That of the line at a place.</summary>
    public ReadOnlySpan<byte> Of(int place) => Hashes.AsSpan((int)(place - FirstLine) * Size, Size);
}

/// <summary>A line that was refused, as it is kept.</summary>
internal sealed class KeptRefusal
{
    public long Line { get; init; }
    public string? SupplierReference { get; init; }
    public string Errors { get; init; } = "[]";
}

/// <summary>Keeps batches: which lines are done, and why lines were refused.</summary>
internal static class BatchStore
{
    /// <summary>Begins a batch; null where there is one under this key.</summary>
    public static async Task<Guid?> Open(Session session, BatchKey key)
    {
        var id = session.NewId();
        var added = await session.Execute(InsertSql, new
        {
            id, key.OwnerId, key.Request, key.Head, supplierId = session.Caller.SupplierId, by = session.Caller.PrincipalId, now = session.Now,
        });
        return added == 1 ? id : null;
    }

    /// <summary>
    /// Takes the next lines for this act: with them the batch has <paramref name="done"/> + <paramref name="lines"/> of them.
    /// False where another request of the same batch took them first.
    /// </summary>
    public static async Task<bool> Claim(Session session, Guid id, int done, int lines, bool isLast) => await session.Execute(ClaimSql, new
    {
        id, done, now = done + lines, state = isLast ? BatchState.Completed : BatchState.Running, endedAt = isLast ? session.Now : (DateTimeOffset?)null,
    }) == 1;

    /// <summary>Keeps what became of the lines that <see cref="Claim"/> took.</summary>
    public static async Task Keep(Session session, Guid id, int done, IReadOnlyList<StatedLine> lines, int accepted, int unchanged, IReadOnlyList<RefusedLine> refused)
    {
        await session.Execute(InsertPartSql, new { id, done, hashes = lines.SelectMany(l => l.Hash).ToArray() });
        foreach (var line in refused)
            await session.Execute(InsertRefusalSql, new { id, line.Line, line.SupplierReference, errors = Json.Write(line.Errors) });
        await session.Execute(CountSql, new { id, accepted, unchanged, refused = refused.Count });
    }

    /// <summary>The batch under a key; null where it was never begun.</summary>
    public static Task<KeptBatch?> Find(Session session, BatchKey key) =>
        session.QueryOne<KeptBatch>(SelectByKeySql, key);

    /// <summary>The hashes among which that of a line is.</summary>
    /// <param name="line">From 0, blank lines left out; it is done.</param>
    public static async Task<KeptHashes> Hashes(Session session, Guid id, int line) =>
        (await session.Query<KeptHashes>(SelectPartSql, new { id, line, take = 1 }))[0];

    private const string InsertSql = """
        INSERT INTO PlacementBatch (id, ownerId, request, supplierId, startedBy, head, state, lines, accepted, unchanged, refused, startedAt)
        SELECT @id, @OwnerId, @Request, @supplierId, @by, @Head, 'Running', 0, 0, 0, 0, @now
        WHERE NOT EXISTS (SELECT 1 FROM PlacementBatch WHERE request = @Request AND (@callerSupplier IS NULL OR ownerId = @callerSupplier))
        """;
    private const string ClaimSql = """
        UPDATE PlacementBatch SET lines = @now, state = @state, endedAt = @endedAt
        WHERE id = @id AND lines = @done AND state = 'Running' AND (@callerSupplier IS NULL OR supplierId = @callerSupplier)
        """;
    private const string CountSql = """
        UPDATE PlacementBatch SET accepted = accepted + @accepted, unchanged = unchanged + @unchanged, refused = refused + @refused
        WHERE id = @id AND (@callerSupplier IS NULL OR supplierId = @callerSupplier)
        """;
    private const string InsertPartSql = "INSERT INTO PlacementBatchPart (batchId, firstLine, hashes) VALUES (@id, @done, @hashes)";
    private const string InsertRefusalSql = "INSERT INTO PlacementBatchRefusal (batchId, line, supplierReference, errors) VALUES (@id, @Line, @SupplierReference, @errors)";
    private const string SelectByKeySql = """
        SELECT b.id, b.head, b.state, b.lines, b.accepted, b.unchanged, b.refused FROM PlacementBatch b
        WHERE b.request = @Request AND (@callerSupplier IS NULL OR b.supplierId = @callerSupplier)
        """;
    private const string SelectPartSql = """
        SELECT p.firstLine, p.hashes FROM PlacementBatchPart p JOIN PlacementBatch b ON b.id = p.batchId
        WHERE p.batchId = @id AND p.firstLine <= @line AND (@callerSupplier IS NULL OR b.supplierId = @callerSupplier) ORDER BY p.firstLine DESC {page}
        """;
}
