using System.Buffers;
using System.Text;
using System.Text.Unicode;
using SroiTracker.Domain;
using SroiTracker.Http;

namespace SroiTracker.Import;

/// <summary>
/// The imported file on disk, bounded, checked to be UTF-8, read as often as needed. It has no name by the time it is
/// written, so nothing is left behind by a crash.
/// </summary>
public sealed class Spool : IAsyncDisposable
{
    private const int BufferSize = 128 * 1024;
    private readonly FileStream _file;

    private Spool(FileStream file) => _file = file;

    /// <summary>Bytes.</summary>
    public long Length { get; private set; }

    /// <summary>The longest line in bytes and where it starts.</summary>
    public (long Bytes, long Line) LongestLine { get; private set; }

    /// <summary>Bytes of a byte order mark at the start: 3 or 0.</summary>
    public int Mark { get; private set; }

    /// <summary>Takes a body to its last byte.</summary>
    /// <exception cref="RefusedException"><c>body.too-large</c>, <c>import.empty</c>, <c>import.encoding</c>.</exception>
    public static async Task<Spool> Take(Stream body, CancellationToken token, long largest = Limits.LargestFile)
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Delete,
            Options = FileOptions.Asynchronous | FileOptions.DeleteOnClose,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var spool = new Spool(new FileStream(path, options));
        try
        {
            File.Delete(path);
            await spool.Fill(body, largest, token);
            return spool;
        }
        catch
        {
            await spool.DisposeAsync();
            throw;
        }
    }

    /// <summary>The file from its first byte after the byte order mark; any number of readers at a time.</summary>
    internal Stream Read() => new From(_file, Mark);

    /// <summary>A part of the file.</summary>
    internal async ValueTask Read(long offset, Memory<byte> part, CancellationToken token)
    {
        while (part.Length > 0)
        {
            var read = await RandomAccess.ReadAsync(_file.SafeFileHandle, part, offset, token);
            if (read == 0) throw new EndOfStreamException();
            part = part[read..];
            offset += read;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _file.DisposeAsync();

    private async Task Fill(Stream body, long largest, CancellationToken token)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            var (held, line, lineStart) = (0, 1L, 0L);
            for (int read; (read = await body.ReadOn(buffer.AsMemory(held, BufferSize - held), token)) > 0;)
            {
                if (Length + held + read > largest) throw new RefusedException(Refusals.BodyTooLarge, largest);
                var whole = WholeCharacters(buffer.AsSpan(0, held + read));
                await Keep(buffer.AsMemory(0, whole), token);
                held = held + read - whole;
                buffer.AsSpan(whole, held).CopyTo(buffer);
            }
            if (held > 0) throw Encoding(line, Length - lineStart);
            if (Length == Mark) throw new RefusedException(Refusals.ImportEmpty);
            EndLine(Length);

            async ValueTask Keep(Memory<byte> part, CancellationToken t)
            {
                if (Length == 0 && part.Span.StartsWith("\uFEFF"u8)) Mark = 3;
                Inspect(part.Span);
                await _file.WriteAsync(part, t);
                Length += part.Length;
            }

            void Inspect(ReadOnlySpan<byte> part)
            {
                var valid = Utf8.IsValid(part) ? part.Length : FirstInvalid(part);
                for (var from = 0; part[from..valid].IndexOf((byte)'\n') is >= 0 and var at; from += at + 1)
                {
                    EndLine(Length + from + at);
                    line++;
                    lineStart = Length + from + at + 1;
                }
                if (valid < part.Length) throw Encoding(line, Length + valid - lineStart);
            }

            void EndLine(long end)
            {
                if (end - lineStart > LongestLine.Bytes) LongestLine = (end - lineStart, line);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static RefusedException Encoding(long line, long before) => new(Refusals.ImportEncoding.At($"{line}:{before + 1}", line, before + 1));

    // A chunk may end inside a character; its first bytes wait for the next chunk.
    private static int WholeCharacters(ReadOnlySpan<byte> bytes)
    {
        for (var back = 1; back <= Math.Min(3, bytes.Length); back++)
        {
            var b = bytes[^back];
            if ((b & 0xC0) == 0x80) continue;
            var size = b >= 0xF0 ? 4 : b >= 0xE0 ? 3 : b >= 0xC0 ? 2 : 1;
            return size > back ? bytes.Length - back : bytes.Length;
        }
        return bytes.Length;
    }

    private static int FirstInvalid(ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        while (at < bytes.Length && Rune.DecodeFromUtf8(bytes[at..], out _, out var size) == OperationStatus.Done) at += size;
        return at;
    }

    /// <summary>Reads the file at a position of its own.</summary>
    private sealed class From(FileStream file, long start) : Stream
    {
        private long _at = start;

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await RandomAccess.ReadAsync(file.SafeFileHandle, buffer, _at, cancellationToken);
            _at += read;
            return read;
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = RandomAccess.Read(file.SafeFileHandle, buffer.AsSpan(offset, count), _at);
            _at += read;
            return read;
        }

        public override void Flush() { }
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
