using MediatR;
using Microsoft.Extensions.Primitives;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.OpenApi;

namespace SroiTracker.Placements.Batches;

/// <summary>How many lines were taken, and what became of them: lines = accepted + unchanged + refused.</summary>
/// <param name="Accepted">First and next reports.</param>
/// <param name="Unchanged">Reports that said nothing new.</param>
public sealed record BatchCounts(long Lines, long Accepted, long Unchanged, long Refused);

/// <summary>A line that was refused.</summary>
/// <param name="Line">Its number in the body, from 1; blank lines and the header of CSV count.</param>
/// <param name="SupplierReference">Null where it could not be read, or is itself what was refused.</param>
/// <param name="Errors">As in a problem; at most twenty.</param>
public sealed record RefusedReport(long Line, string? SupplierReference, IReadOnlyList<Problems.ProblemError> Errors);

/// <summary>A batch as the API shows it.</summary>
/// <param name="State">Running until its last line was taken: send it again under its key.</param>
/// <param name="Refused">By line, a page of them.</param>
public sealed record BatchView(Guid Id, BatchState State, BatchCounts Counts, IReadOnlyList<RefusedReport> Refused, ListLinks Links);

/// <summary>A batch, with the lines of it that were refused.</summary>
/// <param name="After">The line after which to go on.</param>
[For(Role.Supplier)]
internal sealed record GetBatch(Guid Id, long After, int Take) : IQuery<(KeptBatch Batch, IReadOnlyList<KeptRefusal> Refused)>
{
    internal static void Map(RouteGroupBuilder api) => api.MapGet("/placement-batches/{id:guid}", async (
        HttpContext http, IMediator mediator, Call call, Paging paging, Guid id, int? pageSize) =>
    {
        var request = http.Request;
        var size = pageSize is null ? Paging.LargestSize : Paging.Size(pageSize);
        var batch = await Shown(mediator, call, paging, request.PathBase + request.Path, request.Query, id, paging.AfterNumber(request), size, http.RequestAborted);
        return http.Answer(batch, batch.State == BatchState.Completed ? 1 : 0);
    }).Does<GetBatch>().Gives<BatchView>().Tagged();

    internal static async Task<BatchView> Shown(
        IMediator mediator, Call call, Paging paging, string path, IEnumerable<KeyValuePair<string, StringValues>> asked, Guid id, long after, int size, CancellationToken token)
    {
        var (batch, refused) = await mediator.Send(new GetBatch(id, after, size + 1), token);
        var page = paging.Page(path, asked, refused, size, r => r.Line);
        return new(batch.Id, batch.State, new(batch.Lines, batch.Accepted, batch.Unchanged, batch.Refused),
            [.. page.Items.Select(r => new RefusedReport(r.Line, r.SupplierReference, [.. Json.Read<IReadOnlyList<KeptObjection>>(r.Errors).Select(e => e.Shown(call.Language, r.Line))]))],
            page.Links);
    }

    internal sealed class Handler(Session session) : IRequestHandler<GetBatch, (KeptBatch, IReadOnlyList<KeptRefusal>)>
    {
        public async Task<(KeptBatch, IReadOnlyList<KeptRefusal>)> Handle(GetBatch request, CancellationToken cancellationToken) =>
            (await session.QueryOne<KeptBatch>(SelectSql, new { request.Id }) ?? throw new RefusedException(Refusals.NotFoundHere),
                await session.Query<KeptRefusal>(SelectRefusedSql, new { request.Id, request.After, take = request.Take }));
    }

    private const string SelectSql = """
        SELECT b.id, b.state, b.lines, b.accepted, b.unchanged, b.refused FROM PlacementBatch b
        WHERE b.id = @Id AND (@callerSupplier IS NULL OR b.supplierId = @callerSupplier) AND (@callerScoped = 0 OR b.startedBy = @callerPrincipal)
        """;
    internal const string SelectRefusedSql = """
        SELECT r.line, r.supplierReference, r.errors FROM PlacementBatchRefusal r JOIN PlacementBatch b ON b.id = r.batchId
        WHERE r.batchId = @Id AND r.line > @After AND (@callerSupplier IS NULL OR b.supplierId = @callerSupplier) ORDER BY r.line {page}
        """;
}
