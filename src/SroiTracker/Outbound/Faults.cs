using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using Polly.CircuitBreaker;
using Polly.Timeout;
using SroiTracker.Domain;

namespace SroiTracker.Outbound;

/// <summary>What went wrong on the way, in our words. Never in those of whoever was called: they may hold what was sent.</summary>
internal static class Faults
{
    /// <summary>What an answer is refused for; null where it is one to give to the caller.</summary>
    public static RefusedException? RefusalOf(HttpResponseMessage response) => response.StatusCode switch
    {
        _ when MayPass(response.StatusCode) && response.Headers.RetryAfter is not null => new(Refusals.SourceBusy),
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new(Refusals.SourceUnauthorised, (int)response.StatusCode),
        HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable => new(Refusals.SourceBusy),
        HttpStatusCode.NotImplemented or HttpStatusCode.NotModified => null,
        HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError or >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest => new(Refusals.SourceRefused, (int)response.StatusCode),
        _ => null,
    };

    /// <summary>What a fault is refused for; null where it is no fault of the way (a caller who stops waiting, a refusal already).</summary>
    public static RefusedException? RefusalOf(Exception fault, OutboundSettings settings) => fault switch
    {
        TimeoutRejectedException => new(Refusals.SourceTooSlow, (long)settings.Try.TotalSeconds),
        BrokenCircuitException => new(Refusals.SourceBusy),
        HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => new(Refusals.SourceTooLarge, Line.LargestHeaders * 1024),
        HttpRequestException or IOException => Unreachable(fault),
        _ => null,
    };

    /// <summary><c>source.unreachable</c>, with what the line calls it.</summary>
    public static RefusedException Unreachable(Exception fault) => new(Refusals.SourceUnreachable, NameOf(fault));

    /// <summary>What the line calls a fault.</summary>
    public static string NameOf(Exception fault) => fault switch
    {
        HttpRequestException { HttpRequestError: not HttpRequestError.Unknown } http => $"{http.HttpRequestError}",
        HttpIOException { HttpRequestError: not HttpRequestError.Unknown } io => $"{io.HttpRequestError}",
        SocketException socket => $"{socket.SocketErrorCode}",
        { InnerException: { } inner } => NameOf(inner),
        _ => fault.GetType().Name,
    };

    /// <summary>A refusal of our own inside a fault of the line, such as of an address; null where there is none.</summary>
    public static RefusedException? RefusalIn(Exception? fault)
    {
        for (; fault is not null; fault = fault.InnerException)
            if (fault is RefusedException refused) return new(refused.Objections);
        return null;
    }

    /// <summary>Whether another try may go better: not where its certificate is not trusted, or it says more than it may.</summary>
    public static bool MayPass(Exception fault) => fault switch
    {
        TimeoutRejectedException or IOException => true,
        HttpRequestException http => http.HttpRequestError != HttpRequestError.ConfigurationLimitExceeded && http.InnerException is not AuthenticationException,
        _ => false,
    };

    /// <summary>Whether another try may go better.</summary>
    public static bool MayPass(HttpStatusCode status) =>
        status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError and not HttpStatusCode.NotImplemented;
}
