using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;

namespace SroiTracker.Import;

/// <summary>What became of a notice.</summary>
public enum ImportOutcome { Created, Updated, Unchanged, Refused }

/// <summary>A reason or warning as it is kept, in both languages.</summary>
internal sealed record ImportRemark(string Code, string Dutch, string English, string? Pointer)
{
    public static ImportRemark Of(Objection objection) => new(objection.Refusal.Code, objection.Sentence("nl"), objection.Sentence("en"), objection.Place);

    public string Sentence(string language) => language == "nl" ? Dutch : English;
}

/// <summary>What became of one notice, as it is kept.</summary>
/// <param name="Number">In the file, from 0.</param>
/// <param name="Reason">Why it was refused, or why nothing changed; null otherwise.</param>
internal sealed record KeptImportItem(
    int Number, ImportOutcome Outcome, FilePlace Location, string? NoticeId, IReadOnlyList<Guid> ContractIds, ImportRemark? Reason, IReadOnlyList<ImportRemark> Warnings);

/// <summary>An import as it is kept.</summary>
internal sealed class KeptImport
{
    public Guid Id { get; init; }
    public NoticeFormat Format { get; init; }
    public string State { get; init; } = "";
    public long Notices { get; init; }
    public long Created { get; init; }
    public long Updated { get; init; }
    public long Unchanged { get; init; }
    public long Refused { get; init; }
    public long Warnings { get; init; }
}

/// <summary>Keeps imports and what became of each notice.</summary>
internal static class ImportStore
{
    /// <summary>An import that begins.</summary>
    public static async Task<Guid> Open(Session session, NoticeFormat format)
    {
        var id = session.NewId();
        await session.Execute(InsertSql, new { id, format, now = session.Now, by = session.Caller.PrincipalId });
        return id;
    }

    /// <summary>Adds what became of some notices; with the last of them the import is complete.</summary>
    public static async Task Add(Session session, Guid id, IReadOnlyList<KeptImportItem> items, bool isLast)
    {
        foreach (var item in items)
            await session.Execute(InsertItemSql, new { id, item.Number, item.Outcome, body = Json.Write(item) });
        await session.Execute(UpdateSql, new
        {
            id, notices = items.Count, created = Count(ImportOutcome.Created), updated = Count(ImportOutcome.Updated),
            unchanged = Count(ImportOutcome.Unchanged), refused = Count(ImportOutcome.Refused), warnings = items.Sum(i => i.Warnings.Count),
            state = isLast ? "Completed" : "Running", endedAt = isLast ? session.Now : (DateTimeOffset?)null,
        });

        int Count(ImportOutcome outcome) => items.Count(i => i.Outcome == outcome);
    }

    /// <summary>An import of the caller, or any for who is bound to no branch; null otherwise.</summary>
    public static Task<KeptImport?> Find(Session session, Guid id) => session.QueryOne<KeptImport>(SelectSql, new { id });

    /// <summary>What became of the notices from a number on, in the order of the file.</summary>
    public static async Task<IReadOnlyList<KeptImportItem>> Items(Session session, Guid id, int from, int take) =>
        [.. (await session.Query<string>(SelectItemsSql, new { id, from, take })).Select(Json.Read<KeptImportItem>)];

    private const string InsertSql = """
        INSERT INTO ContractImport (id, format, state, notices, created, updated, unchanged, refused, warnings, startedAt, startedBy)
        VALUES (@id, @format, 'Running', 0, 0, 0, 0, 0, 0, @now, @by)
        """;
    private const string InsertItemSql = "INSERT INTO ContractImportItem (importId, number, outcome, body) VALUES (@id, @Number, @Outcome, @body)";
    private const string UpdateSql = """
        UPDATE ContractImport SET notices = notices + @notices, created = created + @created, updated = updated + @updated, unchanged = unchanged + @unchanged,
            refused = refused + @refused, warnings = warnings + @warnings, state = @state, endedAt = @endedAt WHERE id = @id
        """;
    private const string SelectSql = """
        SELECT i.id, i.format, i.state, i.notices, i.created, i.updated, i.unchanged, i.refused, i.warnings FROM ContractImport i
        WHERE i.id = @id AND @callerSupplier IS NULL AND (@callerScoped = 0 OR i.startedBy = @callerPrincipal)
        """;
    private const string SelectItemsSql = """
        SELECT t.body FROM ContractImportItem t WHERE t.importId = @id AND t.number >= @from AND @callerSupplier IS NULL ORDER BY t.number {page}
        """;
}
