using MediatR;
using SroiTracker.Contracts;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;

namespace SroiTracker.Placements.Batches;

/// <summary>
/// Takes at most a hundred lines of a batch in one act: each is reported as it would be on its own, or it is said why not. A
/// line that is refused leaves nothing; those beside it stand. Which lines are done is kept with what they did.
/// </summary>
/// <param name="BatchId">Null for the first lines, which begin the batch.</param>
/// <param name="Done">How many lines were done before these.</param>
/// <param name="Lines">None where all were done and only the end was not told yet.</param>
/// <param name="IsLast">With these the batch is complete.</param>
[For(Role.Supplier)]
internal sealed record TakeLines(Guid? BatchId, BatchKey Key, int Done, IReadOnlyList<StatedLine> Lines, bool IsLast) : ICommand<Guid?>
{
    /// <summary>The most lines of one act: others wait for it.</summary>
    public const int Most = 100;

    internal sealed class Handler(Session session, IMediator mediator) : IRequestHandler<TakeLines, Guid?>
    {
        /// <returns>The batch; null where another request of the same batch was first, and nothing was done.</returns>
        public async Task<Guid?> Handle(TakeLines request, CancellationToken cancellationToken)
        {
            var lines = request.Lines;
            if ((request.BatchId ?? await BatchStore.Open(session, request.Key)) is not { } id
                || !await BatchStore.Claim(session, id, request.Done, lines.Count, request.IsLast)) return null;

            var (accepted, unchanged, refused, frames) = (0, 0, new List<RefusedLine>(), new FramesRead(session));
            foreach (var line in lines)
                if (line.Objections.Count > 0) refused.Add(RefusedLine.Of(line, line.Objections));
                else
                    try
                    {
                        if ((await mediator.Send(new ReportPlacement(line.Statement!) { Frames = frames }, CancellationToken.None)).Changed) accepted++;
                        else unchanged++;
                    }
                    // An outage is no line's own: it ends the act, and the batch goes on from here when it is sent again.
                    catch (RefusedException no) when (no.Objections[0].Refusal.Kind < RefusalKind.Failure) { refused.Add(RefusedLine.Of(line, no.Objections)); }
            if (lines.Count > 0) await BatchStore.Keep(session, id, request.Done, lines, accepted, unchanged, refused);
            return id;
        }
    }
}
