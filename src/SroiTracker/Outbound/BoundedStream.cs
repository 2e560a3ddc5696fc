using SroiTracker.Domain;

namespace SroiTracker.Outbound;

/// <summary>
/// A body that is read as it comes. It ends in a refusal where it is larger than it may be, stays away, comes too slowly or is
/// cut off; the time that its reader takes is not counted.
/// </summary>
internal sealed class BoundedStream(Stream body, long largest, TimeSpan patience, TimeProvider time) : Stream
{
    /// <summary>Bytes for each second that was waited for, after the first wait that a try may take.</summary>
    public const int LeastRate = 1024;

    private readonly CancellationTokenSource _late = new(Timeout.InfiniteTimeSpan, time);
    private long _read;
    private TimeSpan _waited;

    /// <exception cref="RefusedException"><c>source.too-large</c>, <c>source.too-slow</c>, <c>source.unreachable</c>.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var begun = time.GetTimestamp();
        int read;
        _late.CancelAfter(patience);
        try
        {
            using var both = CancellationTokenSource.CreateLinkedTokenSource(_late.Token, cancellationToken);
            read = await body.ReadAsync(buffer, both.Token);
        }
        catch (OperationCanceledException) when (_late.IsCancellationRequested && !cancellationToken.IsCancellationRequested) { throw TooSlow(); }
        catch (IOException fault) { throw Faults.Unreachable(fault); }
        finally { _late.CancelAfter(Timeout.InfiniteTimeSpan); }
        if ((_read += read) > largest) throw Bounded.TooLarge(largest);
        _waited += time.GetElapsedTime(begun);
        if (_waited > patience && _read < (_waited - patience).TotalSeconds * LeastRate) throw TooSlow();
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            body.Dispose();
            _late.Dispose();
        }
        base.Dispose(disposing);
    }

    private RefusedException TooSlow() => new(Refusals.SourceTooSlow, (long)patience.TotalSeconds);

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => _read; set => throw new NotSupportedException(); }
    public override void Flush() { }
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
