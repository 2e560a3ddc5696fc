using MediatR;
using SroiTracker.Contracts;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;

namespace SroiTracker.Import;

/// <summary>
/// Takes at most a hundred notices of an import in one act: each finds its contracts, or makes them, or says why not.
/// A notice that is refused leaves nothing; those beside it stand.
/// </summary>
/// <param name="ImportId">Null for the first of a file, which begins the import.</param>
/// <param name="IsLast">With these the file is done.</param>
[For(Role.Officer)]
internal sealed record TakeNotices(Guid? ImportId, NoticeFormat Format, IReadOnlyList<ReadNotice> Notices, bool IsLast) : ICommand<Guid>
{
    internal sealed class Handler(Session session) : IRequestHandler<TakeNotices, Guid>
    {
        public async Task<Guid> Handle(TakeNotices request, CancellationToken cancellationToken)
        {
            var id = request.ImportId ?? await ImportStore.Open(session, request.Format);
            var items = new List<KeptImportItem>();
            foreach (var notice in request.Notices) items.Add(await Take(notice));
            await ImportStore.Add(session, id, items, request.IsLast);
            return id;
        }

        private async Task<KeptImportItem> Take(ReadNotice notice)
        {
            var warnings = new List<Objection>(notice.Warnings);
            try
            {
                if (notice.Refusal is { } refusal) throw new RefusedException(refusal);
                var (outcome, contracts, reason) = await session.Nested(() => new NoticeIntake(session, warnings).Take(notice));
                return Item(outcome, contracts, reason);
            }
            catch (RefusedException refused) when (refused.Objections[0].Refusal.Kind is RefusalKind.BadInput or RefusalKind.Conflict or RefusalKind.NotFound)
            {
                return Item(ImportOutcome.Refused, [], refused.Objections[0]);
            }

            KeptImportItem Item(ImportOutcome outcome, IReadOnlyList<Guid> contracts, Objection? reason) => new(
                notice.Index, outcome, notice.Location, notice.NoticeId, contracts, reason is null ? null : ImportRemark.Of(reason), [.. warnings.Select(ImportRemark.Of)]);
        }
    }
}
