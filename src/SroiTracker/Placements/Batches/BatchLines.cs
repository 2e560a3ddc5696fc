using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using System.Security.Cryptography;
using System.Text;
using SroiTracker.Domain;
using SroiTracker.Http;

namespace SroiTracker.Placements.Batches;

/// <summary>A line of a batch that is not blank, as it came.</summary>
/// <param name="Number">In the body, from 1; blank lines count.</param>
/// <param name="Content">Without its end, until the next is asked for; null where it is longer than a line may be.</param>
/// <param name="Hash">16 bytes by which it is known again: the line itself is not kept.</param>
internal readonly record struct BatchLine(int Number, ReadOnlyMemory<byte>? Content, byte[] Hash);

/// <summary>
/// The lines of a body one at a time, as they arrive: in memory is never more than the longest line may be. Lines end with
/// LF or CR LF, the last one with the body; a byte order mark before the first says nothing.
/// </summary>
/// <param name="hash">The keyed hash that lines are known again by; it becomes this reader's own.</param>
/// <param name="of">Goes into each hash, so that a line of one batch tells nothing of the same line in another.</param>
internal sealed class BatchLines(PipeReader body, IncrementalHash hash, byte[] of, TimeProvider time) : IDisposable
{
    /// <summary>Bytes of a line, without its end.</summary>
    public const int LongestLine = 64 * 1024;

    /// <summary>Bytes of a body: of 100.000 lines each may have 2.684.</summary>
    public const long LargestBody = 256L * 1024 * 1024;

    /// <summary>How long a sender may be silent.</summary>
    public static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(2);

    private const int HashSize = 16, BufferSize = 2 * LongestLine;
    private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
    private int _start, _end;
    private long _read;
    private bool _ended;

    /// <summary>The number of the line that was read last, blank or not.</summary>
    public int Number { get; private set; }

    /// <summary>The next line that is not blank; null at the end of the body.</summary>
    /// <exception cref="RefusedException">The body is too large (413), or its sender was silent for too long.</exception>
    public async ValueTask<BatchLine?> Next(CancellationToken token)
    {
        while (true)
        {
            Number++;
            byte[]? tooLong = null;
            int at, scanned = 0;
            while ((at = _buffer.AsSpan(_start + scanned, _end - _start - scanned).IndexOf((byte)'\n')) < 0 && !_ended)
            {
                scanned = _end - _start;
                // Of a line that is too long its beginning is enough: whatever follows, it is refused. One byte more may be its CR.
                if (scanned > LongestLine + 1) tooLong ??= Hash(Number, _buffer.AsSpan(_start, LongestLine + 1));
                if (tooLong is not null) (_start, scanned) = (_end, 0);
                await Fill(token);
            }

            var length = at < 0 ? _end - _start : scanned + at;
            var line = _buffer.AsMemory(_start, length);
            _start += length + (at < 0 ? 0 : 1);
            if (at < 0 && length == 0 && tooLong is null)
            {
                Number--;
                return null;
            }
            if (line.Span.EndsWith((byte)'\r')) line = line[..^1];
            if (Number == 1 && line.Span.StartsWith(Encoding.UTF8.Preamble)) line = line[Encoding.UTF8.Preamble.Length..];
            if (line.Length > LongestLine) tooLong ??= Hash(Number, line.Span[..(LongestLine + 1)]);
            if (tooLong is not null) return new(Number, null, tooLong);
            if (line.Span.ContainsAnyExcept(" \t\r"u8)) return new(Number, line, Hash(Number, line.Span));
        }
    }

    /// <summary>The keyed hash of what stands at a line: elsewhere in the batch the same has another.</summary>
    public byte[] Hash(int number, ReadOnlySpan<byte> content)
    {
        Span<byte> place = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(place, number);
        hash.AppendData(of);
        hash.AppendData(place);
        hash.AppendData(content);
        return hash.GetHashAndReset()[..HashSize];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        hash.Dispose();
        // Pseudonyms were in it.
        ArrayPool<byte>.Shared.Return(_buffer, clearArray: true);
    }

    private async ValueTask Fill(CancellationToken token)
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }
        using var silence = new CancellationTokenSource(LongestSilence, time);
        await using var _ = silence.Token.UnsafeRegister(static body => ((PipeReader)body!).CancelPendingRead(), body);
        var read = await body.ReadAsync(token);
        if (read.IsCanceled)
        {
            body.AdvanceTo(read.Buffer.Start);
            throw new RefusedException(Refusals.BodyIncomplete);
        }
        var taken = (int)Math.Min(read.Buffer.Length, BufferSize - _end);
        _ended = read.IsCompleted && taken == read.Buffer.Length;
        var part = read.Buffer.Slice(0, taken);
        part.CopyTo(_buffer.AsSpan(_end));
        body.AdvanceTo(part.End);
        _end += taken;
        if ((_read += taken) > LargestBody) throw new RefusedException(Refusals.BodyTooLarge, LargestBody);
    }
}
