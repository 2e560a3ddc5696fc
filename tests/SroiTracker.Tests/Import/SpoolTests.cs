using System.Diagnostics;
using System.Text;
using SroiTracker.Domain;
using SroiTracker.Import;

namespace SroiTracker.Tests.Import;

/// <summary>What comes in is bounded in memory and leaves nothing behind. These tests look at the whole process, so they run alone.</summary>
[Collection(nameof(SpoolTests))]
[CollectionDefinition(nameof(SpoolTests), DisableParallelization = true)]
public sealed class SpoolTests
{
    [Theory]
    [InlineData("{\"releases\": [{\"x\": \"", "import.too-long 1:21")]
    [InlineData("<TED_EXPORT><a>", "notice.too-large")]
    [InlineData("reference;title;buyerName;supplierName;value;currency\n", "import.too-long 2:1")]
    public async Task A_line_of_200_MB_is_refused_without_being_held(string start, string expected)
    {
        var before = Process.GetCurrentProcess().PeakWorkingSet64;
        Assert.Equal(expected, await Reading.Refused(new Endless(start, 200 * 1024 * 1024)));
        Assert.True(Process.GetCurrentProcess().PeakWorkingSet64 - before < 100 * 1024 * 1024);
    }

    [Fact]
    public async Task A_file_that_is_larger_than_the_limit_is_refused_while_it_comes_in()
    {
        var refused = await Assert.ThrowsAsync<RefusedException>(() => Spool.Take(new Endless("{", long.MaxValue), TestContext.Current.CancellationToken, 1024 * 1024));
        Assert.Equal(RefusalKind.TooLarge, refused.Objections[0].Refusal.Kind);
    }

    [Fact]
    public async Task A_file_that_ends_halfway_leaves_nothing_behind()
    {
        var folder = Directory.CreateTempSubdirectory();
        var names = new[] { "TMPDIR", "TMP", "TEMP" };
        var before = names.Select(Environment.GetEnvironmentVariable).ToArray();
        try
        {
            foreach (var name in names) Environment.SetEnvironmentVariable(name, folder.FullName);
            await Assert.ThrowsAsync<RefusedException>(() => Spool.Take(new Broken(), TestContext.Current.CancellationToken));
            await using (await Spool.Take(new Endless("{", 1000), TestContext.Current.CancellationToken))
                if (!OperatingSystem.IsWindows()) Assert.Empty(folder.GetFiles());
            Assert.Empty(folder.GetFiles());
        }
        finally
        {
            for (var i = 0; i < names.Length; i++) Environment.SetEnvironmentVariable(names[i], before[i]);
            folder.Delete(true);
        }
    }

    /// <summary>A start, then as many x as wanted, made while it is read.</summary>
    private sealed class Endless(string start, long length) : Stream
    {
        private long _given;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_given >= length) return ValueTask.FromResult(0);
            var first = _given == 0 ? Encoding.UTF8.GetBytes(start, buffer.Span) : 0;
            var count = (int)Math.Min(buffer.Length, length - _given);
            buffer.Span[first..count].Fill((byte)'x');
            _given += count;
            return ValueTask.FromResult(count);
        }

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
        public override void Flush() { }
        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }

    /// <summary>A connection that is lost after some bytes.</summary>
    private sealed class Broken : MemoryStream
    {
        private bool _begun;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_begun) throw new IOException("The connection was lost.");
            _begun = true;
            buffer.Span[0] = (byte)'{';
            return ValueTask.FromResult(1);
        }
    }
}
