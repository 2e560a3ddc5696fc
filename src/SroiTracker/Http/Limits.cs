using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace SroiTracker.Http;

/// <summary>What the outside may send at most, before anything of it is looked at.</summary>
public static class Limits
{
    /// <summary>The largest file that an import takes, in bytes; the configuration may lower it (Import:LargestFile).</summary>
    public const long LargestFile = 1L << 30;

    /// <summary>Bodies are bounded by who reads them (<see cref="Requests.LargestBody"/>; an import's spool); the server bounds all else.</summary>
    public static void Apply(KestrelServerOptions options)
    {
        options.AddServerHeader = false;
        options.Limits.MaxRequestBodySize = LargestFile;
        options.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
        options.Limits.MaxRequestLineSize = 4 * 1024;
        options.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        options.Limits.MinRequestBodyDataRate = new(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(10));
    }
}
