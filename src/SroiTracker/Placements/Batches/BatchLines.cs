using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using SroiTracker.Domain;
using SroiTracker.Http;

namespace SroiTracker.Placements.Batches;

/// <summary>A line of a batch that is not blank, as it came.</summary>
/// <param name="Number">In the body, from 1; blank lines count.</param>
/// <param name="Content">Without its end, until the next is asked for; null where it is longer than a line may be.</param>
/// <param name="Hash">16 bytes: whether it is the line that was sent before, without keeping the line.</param>
internal readonly record struct BatchLine(int Number, ReadOnlyMemory<byte>? Content, byte[] Hash);

/// <summary>
/// The lines of a body one at a time, as they arrive: never more in memory than the longest line may be. Lines end with
/// LF or CR LF, the last one with the body; a byte order mark before the first says nothing.
/// </summary>
internal sealed class BatchLines : IDisposable
{
    /// <summary>Bytes of a line, without its end.</summary>
    public const int LongestLine = 64 * 1024;

    /// <summary>Bytes of a body.</summary>
    public const long LargestBody = 256L * 1024 * 1024;

    /// <summary>How long a sender may be silent. What was taken stands, and the batch can be sent again.</summary>
    public static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(2);

    private const int HashSize = 16, BufferSize = 2 * LongestLine;
    private readonly Stream _body;
    private readonly IncrementalHash _hash;
    private readonly byte[] _of;
    private readonly TimeProvider _time;
    private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
    private int _start, _end, _number;
    private long _read;
    private bool _ended;

    /// <param name="hash">The keyed hash that lines are known again by; it becomes this reader's own.</param>
    /// <param name="of">Goes into each of them, so that a line of one batch tells nothing of the same line in another.</param>
    public BatchLines(Stream body, IncrementalHash hash, byte[] of, TimeProvider time) => (_body, _hash, _of, _time) = (body, hash, of, time);

    /// <summary>The number of the line that was read last, blank or not.</summary>
    public int Number => _number;

    /// <summary>The next line that is not blank; null at the end of the body.</summary>
    /// <exception cref="RefusedException">The body is too large (413), or its sender was silent for too long.</exception>
    public async ValueTask<BatchLine?> Next(CancellationToken token)
    {
        while (true)
        {
            var (content, more) = await Line(token);
            if (!more) return null;
            if (content is { } line && line.Span.IndexOfAnyExcept(" \t\r"u8) < 0) continue;
            return new(_number, content, Hash(_number, content ?? _buffer.AsMemory(_buffer.Length - LongestLine - 1)));
        }
    }

    /// <summary>The keyed hash of something else that belongs to the batch: its form, its header.</summary>
    public byte[] Hash(int number, ReadOnlyMemory<byte> content)
    {
        Span<byte> place = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(place, number);
        _hash.AppendData(_of);
        _hash.AppendData(place);
        _hash.AppendData(content.Span);
        return _hash.GetHashAndReset()[..HashSize];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _hash.Dispose();
        // It holds pseudonyms.
        ArrayPool<byte>.Shared.Return(_buffer, clearArray: true);
    }
}
