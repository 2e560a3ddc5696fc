using System.ComponentModel.DataAnnotations;
using MediatR;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.OpenApi;

namespace SroiTracker.Import;

/// <summary>
/// Imports the contracts of a file: OCDS, eForms, TED or CSV. The file is read to its last byte before anything is
/// stored; then its notices are taken a hundred at a time, and each stands alone. Importing a file twice changes nothing.
/// </summary>
/// <param name="Body">The file; read once, to its end.</param>
/// <param name="Format">What it should be; null goes by the content.</param>
/// <param name="Progress">Told how many notices were taken.</param>
/// <param name="DoneBefore">Asked when the file is read, before anything is stored: the import, if this very one was done before.</param>
[For(Role.Officer)]
public sealed record ImportContracts(Stream Body, NoticeFormat? Format, IProgress<int>? Progress = null, Func<Task<Guid?>>? DoneBefore = null) : IRequest<Guid>
{
    private const int Chunk = 100;

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/contract-imports", async (HttpContext http, IMediator mediator, ITransactions transactions, Call call, Paging paging,
        [AllowedValues("auto", "ocds", "eforms", "ted", "csv")] string? format) =>
    {
        Answer? before = null;
        await using var body = call.Key?.Covering(http.Request) ?? http.Request.Body;
        var id = await mediator.Send(new ImportContracts(body, NoticeFormats.Asked(format), DoneBefore: DoneBefore), http.RequestAborted);
        if (before is not null) return before;
        var path = $"/api/v1/contract-imports/{id}";
        return await http.Keep(http.Created(path, 1, await GetImport.Answer(http, mediator, call, paging, path, id, 0, GetImport.LargestPage)));

        async Task<Guid?> DoneBefore() => (before = await transactions.AnsweredBefore(call)) is null ? null : Guid.Parse(before.Location![^36..]);
    })
        .Does<ImportContracts>().TakesFile("application/json", "application/xml", "text/csv", "*/*").Gives<ImportAnswer>(201)
        .Refuses(Refusals.ImportEmpty, Refusals.ImportFormatUnknown, Refusals.ImportOtherFormat, Refusals.ImportMalformed, Refusals.ImportEncoding, Refusals.ImportDtd,
            Refusals.ImportTooDeep, Refusals.ImportTooLong, Refusals.ImportTooMany, Refusals.ImportSeveralDocuments, Refusals.ImportColumns, Refusals.NoticeTooLarge);

    internal sealed class Handler(IMediator mediator, IConfiguration configuration) : IRequestHandler<ImportContracts, Guid>
    {
        public async Task<Guid> Handle(ImportContracts request, CancellationToken cancellationToken)
        {
            await using var spool = await Spool.Take(request.Body, cancellationToken, Math.Min(Limits.LargestFile, configuration.GetValue("Import:LargestFile", Limits.LargestFile)));
            if (request.DoneBefore is { } before && await before() is { } done) return done;
            var format = await NoticeFile.Recognise(spool, request.Format, cancellationToken);
            await using var notices = NoticeFile.Read(spool, format, cancellationToken).GetAsyncEnumerator(cancellationToken);
            Guid? id = null;
            var taken = 0;
            for (var more = await notices.MoveNextAsync(); id is null || more;)
            {
                var chunk = new List<ReadNotice>(Chunk);
                while (more && chunk.Count < Chunk)
                {
                    chunk.Add(notices.Current);
                    more = await notices.MoveNextAsync();
                }
                id = await mediator.Send(new TakeNotices(id, format, chunk, IsLast: !more), cancellationToken);
                request.Progress?.Report(taken += chunk.Count);
            }
            return id.Value;
        }
    }
}
