using System.Runtime.CompilerServices;
using Refit;

namespace SroiTracker.Client;

/// <summary>Very many placements in one call, up to 100.000, sent as they are read and never held in memory.</summary>
public sealed class PlacementBatchCalls
{
    private readonly ISroiTrackerApi _api;

    internal PlacementBatchCalls(ISroiTrackerApi api) => _api = api;

    /// <summary>
    /// Reports all that a source gives, and goes on by itself after a break: the source is then opened again from its beginning,
    /// and the service passes over what it had done.
    /// </summary>
    /// <param name="open">Opens the source; the same reports in the same order each time.</param>
    /// <param name="idempotencyKey">1 to 64 visible ASCII characters, kept with the source so that a restarted program goes on with the same batch; null makes a new one.</param>
    /// <param name="cancellationToken">Stops; lines that were done stay done.</param>
    /// <returns>How many lines were accepted and refused. Refused lines do not stop the others.</returns>
    /// <exception cref="SroiRefusedException">409 <c>idempotency.other-body</c> where a line differs from the one that was sent under this key before.</exception>
    /// <exception cref="SroiUnavailableException">No answer came within the options' time; call again with its key.</exception>
    public Task<PlacementBatch> ReportAsync(Func<IAsyncEnumerable<PlacementReport>> open, string? idempotencyKey = null, CancellationToken cancellationToken = default) =>
        Send(new LinesContent(open, again: true), idempotencyKey, cancellationToken);

    /// <summary>
    /// Reports all that a source gives that can be read once. After a break it throws <see cref="SroiUnavailableException"/>; to
    /// go on, call again with that key and the same reports from the first.
    /// </summary>
    /// <inheritdoc cref="ReportAsync(Func{IAsyncEnumerable{PlacementReport}}, string?, CancellationToken)"/>
    public Task<PlacementBatch> ReportAsync(IAsyncEnumerable<PlacementReport> reports, string? idempotencyKey = null, CancellationToken cancellationToken = default) =>
        Send(new LinesContent(() => reports, again: false), idempotencyKey, cancellationToken);

    /// <summary>What came of a batch.</summary>
    public Task<PlacementBatch> GetAsync(Guid id, CancellationToken cancellationToken = default) => Answers.Of(_api.GetBatch(id, null, null, cancellationToken));

    /// <summary>All refused lines of a batch by number; pages are fetched as you go on.</summary>
    /// <param name="id">Of the batch.</param>
    /// <param name="cancellationToken">Stops between and within pages.</param>
    public IAsyncEnumerable<RefusedLine> RefusedAsync(Guid id, CancellationToken cancellationToken = default) => Refused(id, cancellationToken);

    private async IAsyncEnumerable<RefusedLine> Refused(Guid id, [EnumeratorCancellation] CancellationToken token)
    {
        string? cursor = null;
        do
        {
            var page = await Answers.Of(_api.GetBatch(id, 500, cursor, token)).ConfigureAwait(false);
            foreach (var line in page.Refused) yield return line;
            cursor = Answers.Cursor(page.Links);
        }
        while (cursor is not null);
    }

    private async Task<PlacementBatch> Send(LinesContent lines, string? idempotencyKey, CancellationToken token)
    {
        using (lines)
        {
            var key = Keys.Of(idempotencyKey);
            return await Answers.Of(_api.ReportBatch(lines, key, token), key).ConfigureAwait(false);
        }
    }
}
