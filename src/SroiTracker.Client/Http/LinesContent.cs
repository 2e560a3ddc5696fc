using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace SroiTracker.Client;

/// <summary>Reports as lines of JSON, written as they come: nothing is held but what goes out next.</summary>
internal sealed class LinesContent : HttpContent
{
    private const int FlushAt = 32 * 1024;
    private readonly Func<IAsyncEnumerable<PlacementReport>> _source;
    private int _reads;
    private readonly bool _again;

    public LinesContent(Func<IAsyncEnumerable<PlacementReport>> source, bool again)
    {
        (_source, _again) = (source, again);
        Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
    }

    /// <summary>Whether a next try can send the same.</summary>
    public bool CanBeReadAgain => _again || _reads == 0;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        if (!_again && _reads > 0) throw new InvalidOperationException("The reports can be read only once.");
        _reads++;
        var buffer = new ArrayBufferWriter<byte>(FlushAt + 4096);
        using var json = new Utf8JsonWriter(buffer);
        await using var reports = Opened(cancellationToken);
        while (await Next(reports).ConfigureAwait(false) is { } report)
        {
            JsonSerializer.Serialize(json, report, Json.Options);
            json.Reset();
            buffer.Write("\n"u8);
            if (buffer.WrittenCount < FlushAt) continue;
            await stream.WriteAsync(buffer.WrittenMemory, cancellationToken).ConfigureAwait(false);
            buffer.ResetWrittenCount();
        }
        await stream.WriteAsync(buffer.WrittenMemory, cancellationToken).ConfigureAwait(false);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    private IAsyncEnumerator<PlacementReport> Opened(CancellationToken token)
    {
        try { return _source().GetAsyncEnumerator(token); }
        catch (Exception failure) { throw new SourceFailedException(failure); }
    }

    private static async ValueTask<PlacementReport?> Next(IAsyncEnumerator<PlacementReport> reports)
    {
        try { return await reports.MoveNextAsync().ConfigureAwait(false) ? reports.Current : null; }
        catch (Exception failure) when (failure is not OperationCanceledException) { throw new SourceFailedException(failure); }
    }
}

/// <summary>The caller's own reports could not be read: no fault of the network, and the caller's to see as it was.</summary>
internal sealed class SourceFailedException(Exception inner) : Exception("The reports could not be read.", inner);
