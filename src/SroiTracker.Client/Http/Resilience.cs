using System.Net;
using System.Net.Http.Headers;
using System.Security.Authentication;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace SroiTracker.Client;

/// <summary>
/// Tries again what may be tried again: 408, 429, 5xx and faults of the network, after the time that the service asks for or a
/// growing one with chance in it, within a total time. Each try sends the same request, so with the same idempotency key.
/// </summary>
internal static class Resilience
{
    /// <summary>On a request of which an earlier try may have been carried out though its answer never came.</summary>
    public static readonly HttpRequestOptionsKey<bool> LostAnswer = new("SroiTracker.LostAnswer");

    public static void Configure(ResiliencePipelineBuilder<HttpResponseMessage> pipeline, SroiTrackerOptions options, TimeProvider time)
    {
        pipeline.TimeProvider = time;
        pipeline
            .AddTimeout(new TimeoutStrategyOptions { TimeoutGenerator = a => new(IsBatch(a.Context) ? options.TotalTimeOfBatch : options.TotalTime) })
            .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                MaxRetryAttempts = options.Retries,
                Delay = options.FirstDelay,
                MaxDelay = TimeSpan.FromSeconds(30),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldHandle = a => new(MayTryAgain(a.Context.GetRequestMessage()!, a.Outcome, options)),
                DelayGenerator = a => new(a.Outcome.Result?.Headers.RetryAfter?.Delta is { } asked ? asked + Chance(options.FirstDelay) : null),
                OnRetry = a =>
                {
                    if (MayHaveBeenDone(a.Outcome)) a.Context.GetRequestMessage()!.Options.Set(LostAnswer, true);
                    return default;
                },
            })
            .AddTimeout(new TimeoutStrategyOptions { TimeoutGenerator = a => new(IsBatch(a.Context) ? options.TotalTimeOfBatch : options.TimePerTry) });
    }

    private static bool MayTryAgain(HttpRequestMessage request, Outcome<HttpResponseMessage> outcome, SroiTrackerOptions options)
    {
        // Without its key a POST could be carried out twice; a source that is read once has no second try in it.
        if (request.Method == HttpMethod.Post && !request.Headers.Contains(Keys.Header) || request.Content is LinesContent { CanBeReadAgain: false }) return false;
        if (outcome.Exception is { } fault) return fault is HttpRequestException { InnerException: not AuthenticationException } or TimeoutRejectedException;
        var response = outcome.Result!;
        return response.StatusCode is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError
            // Who is asked to wait longer than there is time is told so at once.
            && !(response.Headers.RetryAfter?.Delta > options.TotalTime);
    }

    /// <summary>Whether the service may have done what was asked: not where it was never reached, or says that it is too busy.</summary>
    private static bool MayHaveBeenDone(Outcome<HttpResponseMessage> outcome) => outcome.Exception is { } fault
        ? fault is not HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError }
        : outcome.Result!.StatusCode is not (HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable);

    private static bool IsBatch(ResilienceContext context) => context.GetRequestMessage()?.Content is LinesContent;

    /// <summary>So that all who were asked to wait do not come back at once.</summary>
    private static TimeSpan Chance(TimeSpan most) => most * Random.Shared.NextDouble();
}

/// <summary>
/// Innermost, on each try: reads the whole answer, so that one that is cut off is a fault of the network and tried again, and
/// looks at its version. A date until which to wait becomes a time to wait.
/// </summary>
internal sealed class WholeAnswer(TimeProvider time) : DelegatingHandler
{
    private const long Largest = 256 << 20;
    private static readonly TimeSpan Longest = TimeSpan.FromDays(365);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        try
        {
            await response.Content.LoadIntoBufferAsync(Largest, cancellationToken).ConfigureAwait(false);
            ApiVersions.Require(response);
            if (response.Headers.RetryAfter?.Date is { } until) response.Headers.RetryAfter = new(Wait(until));
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    /// <summary>From now until then; never below 0.</summary>
    private TimeSpan Wait(DateTimeOffset until) => until - time.GetUtcNow() is var wait && wait < TimeSpan.Zero ? TimeSpan.Zero : wait < Longest ? wait : Longest;
}
