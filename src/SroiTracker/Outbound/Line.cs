using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using SroiTracker.Domain;

namespace SroiTracker.Outbound;

/// <summary>
/// Connections to parties outside. Each goes to an address that was judged, and not to a name that could mean another one by
/// then: a DNS answer that changes between the two is caught.
/// </summary>
internal static class Line
{
    /// <summary>Names and values of all headers of an answer, in KiB.</summary>
    public const int LargestHeaders = 32;

    // Of one host: one that answers slowly holds up its own calls at most.
    private const int MostConnections = 8, MostAddresses = 8;
    private static readonly TimeSpan PerAddress = TimeSpan.FromSeconds(5), AllAddresses = TimeSpan.FromSeconds(15), OldestConnection = TimeSpan.FromMinutes(5);

    /// <param name="resolve">The addresses of a name; <see cref="Dns.GetHostAddressesAsync(string, CancellationToken)"/> but for tests.</param>
    public static SocketsHttpHandler Open(OutboundSettings settings, Func<string, CancellationToken, Task<IPAddress[]>> resolve) => new()
    {
        ConnectCallback = (context, token) => Connect(context.DnsEndPoint, settings, resolve, token),
        // Through a proxy it would be the proxy's address that is judged.
        UseProxy = false,
        AllowAutoRedirect = false,
        UseCookies = false,
        // An answer of a few bytes could unfold to any size.
        AutomaticDecompression = DecompressionMethods.None,
        MaxConnectionsPerServer = MostConnections,
        MaxResponseHeadersLength = LargestHeaders,
        MaxResponseDrainSize = LargestHeaders * 1024,
        ConnectTimeout = AllAddresses,
        PooledConnectionLifetime = OldestConnection,
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(60),
        // What others are told of our traces would tell them which calls are one's.
        ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator(),
    };

    private static async ValueTask<Stream> Connect(DnsEndPoint to, OutboundSettings settings, Func<string, CancellationToken, Task<IPAddress[]>> resolve, CancellationToken token)
    {
        var addresses = IPAddress.TryParse(to.Host, out var itself) ? [itself] : await resolve(to.Host, token);
        // One that is not allowed among others is no mistake that is passed over: the next connection could meet it.
        if (!addresses.All(settings.Allows)) throw new RefusedException(Refusals.SourceForbidden);
        Exception? last = null;
        foreach (var address in addresses.Take(MostAddresses))
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(token);
            patience.CancelAfter(PerAddress);
            try
            {
                await socket.ConnectAsync(new IPEndPoint(address, to.Port), patience.Token);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (Exception e) when (e is SocketException || e is OperationCanceledException && !token.IsCancellationRequested)
            {
                socket.Dispose();
                last = e;
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }
        throw last is SocketException ? last : new SocketException((int)(last is null ? SocketError.HostNotFound : SocketError.TimedOut));
    }
}
