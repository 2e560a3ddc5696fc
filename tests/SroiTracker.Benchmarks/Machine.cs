using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace SroiTracker.Benchmarks;

/// <summary>What the figures depend on: they say something only beside it.</summary>
internal static class Machine
{
    private const int Syncs = 200, Block = 4096;

    public static void Print()
    {
        var (median, most) = TimeOfSync();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Environment.ProcessorCount} cores, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}; fsync of 4 KB in {Path.GetTempPath()}: median {median:0.000} ms, p95 {most:0.000} ms"));
#if DEBUG
        Console.WriteLine("This is a Debug build: the figures mean nothing. Use -c Release.");
#endif
        Console.WriteLine();
    }

    /// <summary>How long the disk under the data folder takes to keep 4 KB for good: the median and the slowest twentieth, in milliseconds.</summary>
    private static (double Median, double P95) TimeOfSync()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var times = new List<double>(Syncs);
        using var file = new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0, Options = FileOptions.DeleteOnClose });
        var block = new byte[Block];
        for (var i = 0; i < Syncs; i++)
        {
            block.AsSpan().Fill((byte)i);
            file.Position = 0;
            var start = Stopwatch.GetTimestamp();
            file.Write(block);
            file.Flush(flushToDisk: true);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        return (Rounds.Median(times), Rounds.Percentile(times, 95));
    }
}
