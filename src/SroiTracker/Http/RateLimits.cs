using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using SroiTracker.Domain;

namespace SroiTracker.Http;

/// <summary>
/// How fast one may call: a principal so many requests a second with a burst above that, whatever the number of its keys,
/// and an address so many keys that are none. Whoever is within it is told what is left (draft-ietf-httpapi-ratelimit-headers).
/// </summary>
public sealed class RateLimits : IDisposable
{
    private const string PerSecondSetting = "RateLimit:PerSecond", BurstSetting = "RateLimit:Burst", FailedSetting = "RateLimit:FailedSignInsPerMinute";
    // Addresses share this many places, so that nobody fills the memory by calling from ever other ones.
    private const int Places = 16_384;

    private readonly int _perSecond, _burst;
    private readonly string _policy;
    // Both drop who has been idle for some seconds.
    private readonly PartitionedRateLimiter<Guid> _callers;
    private readonly PartitionedRateLimiter<int> _strangers;

    /// <summary>From the configuration.</summary>
    /// <exception cref="RefusedException"><c>setting.invalid</c>, naming the setting.</exception>
    public RateLimits(IConfiguration configuration)
    {
        _perSecond = Setting(PerSecondSetting, 100);
        _burst = Setting(BurstSetting, 1_000);
        var failed = Setting(FailedSetting, 60);
        _policy = string.Create(CultureInfo.InvariantCulture, $"\"caller\";q={_burst};w={Seconds(_burst)}");
        _callers = By<Guid>(new() { TokenLimit = _burst, TokensPerPeriod = _perSecond, ReplenishmentPeriod = TimeSpan.FromSeconds(1) });
        _strangers = By<int>(new() { TokenLimit = failed, TokensPerPeriod = failed, ReplenishmentPeriod = TimeSpan.FromMinutes(1) });

        int Setting(string name, int usual) => configuration.WholeNumber(name, usual, 1, 1_000_000);
    }

    /// <summary>Counts a request of a caller, and says in the answer's headers what is left.</summary>
    /// <exception cref="RefusedException"><c>rate.exceeded</c>.</exception>
    public void Count(HttpContext http, Caller caller)
    {
        using var lease = _callers.AttemptAcquire(caller.PrincipalId);
        var left = (int)_callers.GetStatistics(caller.PrincipalId)!.CurrentAvailablePermits;
        var headers = http.Response.Headers;
        headers["RateLimit-Policy"] = _policy;
        headers["RateLimit"] = string.Create(CultureInfo.InvariantCulture, $"\"caller\";r={left};t={Seconds(_burst - left)}");
        if (!lease.IsAcquired) throw Exceeded(http, lease);
    }

    /// <summary>
    /// Counts a key that is none against the address it came from. Only such keys: many callers may share an address, and who
    /// has a right key is never kept out by others. What is bounded is the work and the noise; 256 bits are not found by trying.
    /// </summary>
    /// <exception cref="RefusedException"><c>rate.exceeded</c>.</exception>
    public void CountStranger(HttpContext http)
    {
        using var lease = _strangers.AttemptAcquire(PlaceOf(http.Connection.RemoteIpAddress));
        if (!lease.IsAcquired) throw Exceeded(http, lease);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _callers.Dispose();
        _strangers.Dispose();
    }

    private static PartitionedRateLimiter<TKey> By<TKey>(TokenBucketRateLimiterOptions options) where TKey : notnull =>
        PartitionedRateLimiter.Create<TKey, TKey>(key => RateLimitPartition.GetTokenBucketLimiter(key, _ => options));

    private static RefusedException Exceeded(HttpContext http, RateLimitLease lease)
    {
        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? Math.Max(1, (int)Math.Ceiling(after.TotalSeconds)) : 1;
        http.Response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
        return new(Refusals.RateExceeded, wait);
    }

    private int Seconds(int requests) => (requests + _perSecond - 1) / _perSecond;

    // Who has one address of version 6 has 2^64 of them. The hash is seeded anew in each process: nobody can choose whose place to share.
    private static int PlaceOf(IPAddress? address)
    {
        Span<byte> bytes = stackalloc byte[16];
        if (address is { IsIPv4MappedToIPv6: true }) address = address.MapToIPv4();
        var length = address is not null && address.TryWriteBytes(bytes, out var written) ? written : 0;
        if (address?.AddressFamily == AddressFamily.InterNetworkV6) length = 8;
        var hash = new HashCode();
        hash.AddBytes(bytes[..length]);
        return (int)((uint)hash.ToHashCode() % Places);
    }
}
