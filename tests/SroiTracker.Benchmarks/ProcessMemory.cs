using System.Diagnostics;
using System.Globalization;

namespace SroiTracker.Benchmarks;

/// <summary>The most memory that a process held.</summary>
internal static class ProcessMemory
{
    /// <summary>Waits for its end; in bytes.</summary>
    public static async Task<long> PeakToItsEnd(this Process process)
    {
        var peak = 0L;
        // What the process held at most is the kernel's own count; it can be asked as long as the process is there.
        while (!process.HasExited)
        {
            peak = Math.Max(peak, process.Peak());
            await Task.Delay(20);
        }
        return peak;
    }

    /// <summary>Up to now, in bytes.</summary>
    public static long Peak(this Process process)
    {
        if (!OperatingSystem.IsLinux())
        {
            process.Refresh();
            return process.HasExited ? 0 : process.PeakWorkingSet64;
        }
        try
        {
            var line = File.ReadLines($"/proc/{process.Id}/status").FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line["VmHWM:".Length..^"kB".Length].Trim(), CultureInfo.InvariantCulture) * 1024;
        }
        catch (IOException) { return 0; }
    }
}
