using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using SroiTracker.Domain;
using SroiTracker.OpenApi;

namespace SroiTracker.Http;

/// <summary>What the outside may send at most, before anything of it is looked at.</summary>
public static class Limits
{
    /// <summary>The largest file that an import takes, in bytes; the configuration may lower it (Import:LargestFile).</summary>
    public const long LargestFile = 1L << 30;

    /// <summary>The longest address with its query, in characters.</summary>
    public const int LongestAddress = 4 * 1024;

    /// <summary>Names and values of all headers together, in characters.</summary>
    public const int LargestHeaders = 16 * 1024;

    /// <summary>The longest value of a query key, in characters.</summary>
    public const int LongestQueryValue = 400;

    private const string ReadSetting = "Limits:ReadSeconds";

    /// <summary>How long a question may take; then it is broken off, so that a few heavy ones do not hold up all others.</summary>
    /// <exception cref="RefusedException">Limits:ReadSeconds is no whole number from 1 to 600.</exception>
    public static TimeSpan LongestRead(IConfiguration configuration) => TimeSpan.FromSeconds(configuration.WholeNumber(ReadSetting, 30, 1, 600));

    /// <summary>Breaks off a question that takes longer than it may. What changes something is begun once and ended.</summary>
    /// <exception cref="RefusedException"><c>read.too-long</c>.</exception>
    public static Func<EndpointFilterInvocationContext, EndpointFilterDelegate, ValueTask<object?>> InTime(IConfiguration configuration)
    {
        var longest = new Lazy<TimeSpan>(() => LongestRead(configuration));
        return async (context, next) =>
        {
            var http = context.HttpContext;
            if (!typeof(IQuery).IsAssignableFrom(http.GetEndpoint()?.Metadata.GetMetadata<Does>()?.Request)) return await next(context);
            var aborted = http.RequestAborted;
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(aborted);
            limit.CancelAfter(longest.Value);
            http.RequestAborted = limit.Token;
            try { return await next(context); }
            catch (OperationCanceledException) when (limit.IsCancellationRequested && !aborted.IsCancellationRequested) { throw new RefusedException(Refusals.ReadTooLong); }
            finally { http.RequestAborted = aborted; }
        };
    }

    /// <summary>Refuses what is longer than an address or larger than headers need to be.</summary>
    /// <exception cref="RefusedException"><c>address.too-long</c>, <c>headers.too-large</c>.</exception>
    public static void Judge(HttpContext http)
    {
        if (http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Length > LongestAddress) throw new RefusedException(Refusals.AddressTooLong, LongestAddress);
        var size = 0;
        foreach (var (name, values) in http.Request.Headers)
            foreach (var value in values) size += name.Length + (value?.Length ?? 0);
        if (size > LargestHeaders) throw new RefusedException(Refusals.HeadersTooLarge, LargestHeaders);
    }

    /// <summary>Bodies are bounded by who reads them (<see cref="Requests.LargestBody"/>; an import's spool); the server bounds all else.</summary>
    public static void Apply(KestrelServerOptions options)
    {
        options.AddServerHeader = false;
        options.Limits.MaxRequestBodySize = LargestFile;
        // What is beyond these the server itself refuses, with no word: ours are far below, and say what is wrong.
        options.Limits.MaxRequestHeadersTotalSize = 4 * LargestHeaders;
        options.Limits.MaxRequestLineSize = 4 * LongestAddress;
        options.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        options.Limits.MinRequestBodyDataRate = new(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));
    }
}
