using System.Text;
using MediatR;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.OpenApi;
using SroiTracker.Privacy;

namespace SroiTracker.Placements.Batches;

/// <summary>What became of a batch.</summary>
/// <param name="IsReplay">Every line was done before; this request did nothing.</param>
public sealed record ReportedBatch(Guid Id, bool IsReplay);

/// <summary>
/// Reports up to 100.000 placements, one a line, as JSON (NDJSON) or CSV (<see cref="CsvColumns"/>). Each line stands alone:
/// it is accepted, or refused with its number and why. The lines are taken as they arrive, a hundred at a time. When it
/// breaks off, what was taken stands, and the same body under the same Idempotency-Key goes on after it.
/// </summary>
/// <param name="Sent">Its body is read once, as it arrives.</param>
[For(Role.Supplier)]
public sealed record ReportBatch(HttpRequest Sent) : IRequest<ReportedBatch>
{
    /// <summary>The most reports of one batch; blank lines are none.</summary>
    public const int MostLines = 100_000;

    private static readonly string[] Types = ["application/x-ndjson", "application/jsonl", "application/ndjson", "text/csv"];

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/placement-batches", async (HttpContext http, IMediator mediator, Call call, Paging paging) =>
    {
        // A sender that makes its lines as it goes is slow at times; BatchLines bounds how long it may be silent.
        if (http.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate) rate.MinDataRate = null;
        var (id, isReplay) = await mediator.Send(new ReportBatch(http.Request), http.RequestAborted);
        var path = $"/api/v1/placement-batches/{id}";
        return http.Created(path, 1, await GetBatch.Shown(mediator, call, paging, path, [], id, 0, Paging.LargestSize, http.RequestAborted), isReplay);
    }).NeedsKey()
        .Does<ReportBatch>().TakesFile(Types).Gives<BatchView>(201)
        .Refuses(
            Refusals.ContentTypeUnknown, Refusals.BodyIncomplete, Refusals.IdempotencyOtherBody,
            Refusals.BatchEmpty, Refusals.BatchTooMany, Refusals.BatchColumns, Refusals.LineMalformed, Refusals.TextUnreadable);

    /// <exception cref="RefusedException">It is neither of the two, or packed, or not UTF-8 (415), or too large (413).</exception>
    private static bool IsSentAsCsv(HttpRequest request)
    {
        if (request.Headers.ContentEncoding.Count > 0) throw new RefusedException(Refusals.ContentTypeUnknown, string.Join(", ", Types) + ", Content-Encoding: identity");
        var type = request.GetTypedHeaders().ContentType;
        if (type is null || !Types.Contains(type.MediaType.Value, StringComparer.OrdinalIgnoreCase) || type.Encoding is { } encoding && encoding != Encoding.UTF8 || type is { Charset.HasValue: true, Encoding: null })
            throw new RefusedException(Refusals.ContentTypeUnknown, string.Join(", ", Types) + ", charset=utf-8");
        if (request.ContentLength > BatchLines.LargestBody) throw new RefusedException(Refusals.BodyTooLarge, BatchLines.LargestBody);
        return type.MediaType.Equals("text/csv", StringComparison.OrdinalIgnoreCase);
    }

    internal sealed class Handler(IMediator mediator, Call call, ServiceKey key, TimeProvider time) : IRequestHandler<ReportBatch, ReportedBatch>
    {
        public async Task<ReportedBatch> Handle(ReportBatch request, CancellationToken cancellationToken)
        {
            var known = call.Key ?? throw new RefusedException(Refusals.IdempotencyKeyMissing);
            var isCsv = IsSentAsCsv(request.Sent);
            using var lines = new BatchLines(request.Sent.BodyReader, key.HashRequest(), known.Request, time);
            var header = isCsv ? await lines.Next(cancellationToken) ?? throw new RefusedException(Refusals.BatchEmpty) : (BatchLine?)null;
            var columns = header is { } first ? CsvColumns.Of(first) : null;
            var run = new BatchRun(mediator, new(known.OwnerId, known.Request, header?.Hash ?? lines.Hash(0, "json"u8)), header?.Number ?? 1, cancellationToken);
            try
            {
                await run.Look();
                var count = 0;
                for (; await lines.Next(cancellationToken) is { } line; count++)
                {
                    if (count == MostLines)
                    {
                        await run.TakeAll();
                        throw new RefusedException(Refusals.BatchTooMany.At($"{line.Number}:1", MostLines, line.Number));
                    }
                    if (!await run.IsDone(count, line.Number, line.Hash)) await run.Add(StatedLine.Of(line, count, columns));
                }
                return count > 0 ? await run.End(count, lines.Number) : throw new RefusedException(Refusals.BatchEmpty);
            }
            finally { await run.Stop(); }
        }
    }
}
