using System.Buffers.Binary;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using MediatR;
using SroiTracker.Contracts;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.OpenApi;

namespace SroiTracker.Import;

/// <summary>How many notices were read, and what became of them.</summary>
public sealed record ImportCounts(long Read, long Created, long Updated, long Unchanged, long Refused, long Warnings);

/// <summary>A warning with its place in the file.</summary>
public sealed record ImportWarning(string Code, string Detail, string? Pointer);

/// <summary>What became of one notice.</summary>
/// <param name="Code">Why it was refused, or why nothing changed.</param>
public sealed record ImportItem(
    int Index, FilePlace Location, string? NoticeId, string Outcome, IReadOnlyList<Guid> ContractIds, string? Code, string? Detail, IReadOnlyList<ImportWarning> Warnings);

/// <summary>An import as the API shows it.</summary>
public sealed record ImportAnswer(Guid Id, string Format, string State, ImportCounts Counts, IReadOnlyList<ImportItem> Items, ListLinks Links);

/// <summary>An import, with what became of its notices from a number on.</summary>
[For(Role.Officer, Role.Auditor)]
internal sealed record GetImport(Guid Id, int From, int Take) : IQuery<(KeptImport Import, IReadOnlyList<KeptImportItem> Items)>
{
    /// <summary>The most items in one answer (api.md).</summary>
    internal const int LargestPage = 1000;

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/contract-imports/{id:guid}", async (
        HttpContext http, IMediator mediator, Call call, Paging paging, Guid id, [Range(1, LargestPage), DefaultValue(LargestPage)] int? pageSize) =>
    {
        var size = Paging.Size(pageSize, LargestPage, LargestPage);
        var import = await Answer(http, mediator, call, paging, http.Request.PathBase + http.Request.Path, id, NumberOf(paging.After(http.Request)), size);
        // It changes once: when it is done.
        return http.Answer(import, import.State == "Completed" ? 1 : 0);
    })
        .Does<GetImport>().Gives<ImportAnswer>().Tagged();

    internal static async Task<ImportAnswer> Answer(HttpContext http, IMediator mediator, Call call, Paging paging, string path, Guid id, int from, int size)
    {
        var (import, items) = await mediator.Send(new GetImport(id, from, size + 1), http.RequestAborted);
        var page = paging.Page(path, HttpMethods.IsGet(http.Request.Method) ? http.Request.Query : [], items, size, i => MarkOf(i.Number + 1));
        return new(import.Id, import.Format.Word(), import.State,
            new(import.Notices, import.Created, import.Updated, import.Unchanged, import.Refused, import.Warnings),
            [.. page.Items.Select(i => Shown(i, call.Language))], page.Links);
    }

    private static ImportItem Shown(KeptImportItem item, string language) => new(
        item.Number, item.Location, item.NoticeId, item.Outcome.ToString().ToLowerInvariant(), item.ContractIds, item.Reason?.Code, item.Reason?.Sentence(language),
        [.. item.Warnings.Select(w => new ImportWarning(w.Code, w.Sentence(language), w.Pointer))]);

    // Cursors hold an id; an item's is its number.
    private static Guid MarkOf(int number)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt32BigEndian(bytes[12..], number);
        return new Guid(bytes, bigEndian: true);
    }

    private static int NumberOf(Guid mark) => BinaryPrimitives.ReadInt32BigEndian(mark.ToByteArray(bigEndian: true).AsSpan(12));

    internal sealed class Handler(Session session) : IRequestHandler<GetImport, (KeptImport, IReadOnlyList<KeptImportItem>)>
    {
        public async Task<(KeptImport, IReadOnlyList<KeptImportItem>)> Handle(GetImport request, CancellationToken cancellationToken)
        {
            var import = await ImportStore.Find(session, request.Id) ?? throw new RefusedException(Refusals.NotFoundHere);
            return (import, await ImportStore.Items(session, request.Id, request.From, request.Take));
        }
    }
}
