using System.Net;

namespace SroiTracker.Outbound;

/// <summary>
/// The one way in which the service calls parties outside. What a call may end in, whatever is done at the other end:
/// <list type="table">
/// <listheader><term>what happens</term><description>what it ends in</description></listheader>
/// <item><term>any 2xx, 304 and 4xx but those below, and 501</term><description>an answer, for the caller to judge</description></item>
/// <item><term>401 or 403, here or where tokens are given out; 400 there with an error that is about us</term><description><c>source.unauthorised</c>; at a 401 after one new token</description></item>
/// <item><term>429, 503, or another that may pass with a Retry-After: at the last try, or where it asks for more than <c>Synchronisation:LongestWaitSeconds</c></term><description><c>source.busy</c></description></item>
/// <item><term>a host that failed in most tries of the last two minutes</term><description><c>source.busy</c>, without calling it, for half a minute</description></item>
/// <item><term>408 or another 5xx, at the last try; 3xx that points nowhere</term><description><c>source.refused</c></description></item>
/// <item><term>no answer, or not its end, within <c>Synchronisation:TrySeconds</c> at the last try, or within <c>Synchronisation:CallSeconds</c> in all</term><description><c>source.too-slow</c></description></item>
/// <item><term>bytes of a streamed body that stay away so long, or come below <see cref="BoundedStream.LeastRate"/></term><description><c>source.too-slow</c></description></item>
/// <item><term>no connection, no such name, a certificate that is not trusted, a body that is cut off or shorter than was said</term><description><c>source.unreachable</c></description></item>
/// <item><term>a body beyond <see cref="Target.LargestBody"/>, claimed or sent; headers beyond <see cref="Line.LargestHeaders"/> KiB</term><description><c>source.too-large</c></description></item>
/// <item><term>a redirect to another scheme, host or port, of anything but a GET, or the fourth in a row</term><description><c>source.redirected</c></description></item>
/// <item><term>an address that is not public, also among others</term><description><c>source.address-forbidden</c></description></item>
/// <item><term>an address without TLS</term><description><c>source.insecure</c></description></item>
/// <item><term>a token that can't be read</term><description><c>source.malformed</c></description></item>
/// </list>
/// Bodies are never unpacked: what says that it is packed is left to the caller, who refuses it by its type. Clocks of others
/// are not trusted: a token lasts from when it came here, and a Retry-After with a date is counted from our own time.
/// </summary>
public sealed class OutboundClients : IDisposable
{
    /// <summary>
    /// Set on a request whose body is to be read as it comes: its answer is there with the headers, and its stream ends in the
    /// refusals above. All other bodies are there as a whole with the answer.
    /// </summary>
    public static readonly HttpRequestOptionsKey<bool> Streamed = new("SroiTracker.Streamed");

    private readonly HttpMessageInvoker _line;
    private readonly OutboundCall _call;

    /// <param name="resolve">The addresses of a name; the machine's resolver where none is given.</param>
    public OutboundClients(OutboundSettings settings, TimeProvider time, ILogger<OutboundClients> log, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null)
    {
        _line = new(Line.Open(settings, resolve ?? Dns.GetHostAddressesAsync));
        _call = new(settings, _line, time, log);
    }

    /// <summary>A client that goes to a party, with what it knows us by, and nowhere else. It costs nothing to make or to leave.</summary>
    public HttpClient For(Target target) => new(new TargetHandler(target, _call)) { BaseAddress = target.Base, Timeout = Timeout.InfiniteTimeSpan };

    public void Dispose() => _line.Dispose();

    private sealed class TargetHandler(Target target, OutboundCall call) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => call.Send(target, request, cancellationToken);
    }
}
