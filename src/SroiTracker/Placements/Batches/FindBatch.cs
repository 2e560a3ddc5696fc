using MediatR;
using SroiTracker.Database;
using SroiTracker.Http;

namespace SroiTracker.Placements.Batches;

/// <summary>The batch that a caller sent under a key before; null where it did not.</summary>
[For(Role.Supplier)]
internal sealed record FindBatch(BatchKey Key) : IQuery<KeptBatch?>
{
    internal sealed class Handler(Session session) : IRequestHandler<FindBatch, KeptBatch?>
    {
        public Task<KeptBatch?> Handle(FindBatch request, CancellationToken cancellationToken) => BatchStore.Find(session, request.Key);
    }
}

/// <summary>The hashes of lines that are done, among them that of this line.</summary>
/// <param name="Place">From 0, blank lines left out.</param>
[For(Role.Supplier)]
internal sealed record LinesDone(Guid BatchId, int Place) : IQuery<KeptHashes>
{
    internal sealed class Handler(Session session) : IRequestHandler<LinesDone, KeptHashes>
    {
        public Task<KeptHashes> Handle(LinesDone request, CancellationToken cancellationToken) => BatchStore.Hashes(session, request.BatchId, request.Place);
    }
}
