using System.Collections.Concurrent;
using System.Net.Http.Headers;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace SroiTracker.Outbound;

/// <summary>
/// Tries again what may be tried again: 408, 429, 5xx, faults of the network and tries that took too long, after the time that
/// was asked for or a growing one with chance in it. A host that keeps failing is left alone for a while, and nobody else
/// waits for it.
/// </summary>
internal sealed class Tries(OutboundSettings settings, TimeProvider time, ILogger log)
{
    // Who was not called for so long starts anew: a breaker that was open is closed by then.
    private const int MostHosts = 1_000;
    private static readonly TimeSpan Forgotten = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, OfHost> _hosts = new(StringComparer.Ordinal);

    /// <summary>How many hosts are known.</summary>
    public int Count => _hosts.Count;

    /// <summary>The tries at the host of an address.</summary>
    public OfHost Of(Uri place)
    {
        if (_hosts.Count >= MostHosts)
            foreach (var (name, idle) in _hosts)
                if (time.GetElapsedTime(idle.LastUse) > Forgotten) _hosts.TryRemove(name, out _);
        var host = _hosts.GetOrAdd($"{place.IdnHost}:{place.Port}", name => new(name, settings, time, log));
        host.LastUse = time.GetTimestamp();
        return host;
    }

    internal sealed class OfHost(string name, OutboundSettings settings, TimeProvider time, ILogger log)
    {
        private const int Again = 2;
        private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(1);
        private static readonly ResiliencePropertyKey<bool> Repeatable = new("SroiTracker.Repeatable");

        private readonly ResiliencePipeline<HttpResponseMessage> _pipeline = Pipeline(name, settings, time, log);

        public long LastUse { get; set; } = time.GetTimestamp();

        /// <summary>Carries out a try, and others where it may help and does no harm.</summary>
        public async Task<HttpResponseMessage> Send(HttpRequestMessage request, Func<CancellationToken, Task<HttpResponseMessage>> attempt, CancellationToken token)
        {
            var context = ResilienceContextPool.Shared.Get(token);
            try
            {
                context.Properties.Set(Repeatable, MayRepeat(request));
                return await _pipeline.ExecuteAsync(static async (c, attempt) => await attempt(c.CancellationToken), context, attempt);
            }
            finally { ResilienceContextPool.Shared.Return(context); }
        }

        private static ResiliencePipeline<HttpResponseMessage> Pipeline(string name, OutboundSettings settings, TimeProvider time, ILogger log) =>
            new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }
                .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
                {
                    MaxRetryAttempts = Again,
                    Delay = FirstDelay,
                    BackoffType = DelayBackoffType.Exponential,
                    UseJitter = true,
                    ShouldHandle = a => new(a.Context.Properties.GetValue(Repeatable, false) && MayPass(a.Outcome) && !(RetryAfter(a.Outcome, time) > settings.LongestWait)),
                    DelayGenerator = a => new(RetryAfter(a.Outcome, time) is { } asked ? asked + FirstDelay * Random.Shared.NextDouble() : null),
                    OnRetry = a =>
                    {
                        log.LogInformation("Try {Try} at {Host} ended in {End}; the next is in {Delay}.", a.AttemptNumber + 1, name, EndOf(a.Outcome), a.RetryDelay);
                        return default;
                    },
                })
                .AddCircuitBreaker(new CircuitBreakerStrategyOptions<HttpResponseMessage>
                {
                    FailureRatio = 0.8,
                    MinimumThroughput = 10,
                    SamplingDuration = TimeSpan.FromMinutes(2),
                    BreakDuration = TimeSpan.FromSeconds(30),
                    // Who says that we ask too much is there.
                    ShouldHandle = a => new(MayPass(a.Outcome) && a.Outcome.Result?.StatusCode != System.Net.HttpStatusCode.TooManyRequests),
                    OnOpened = a =>
                    {
                        log.LogWarning("{Host} failed too often, and is left alone for {Break}.", name, a.BreakDuration);
                        return default;
                    },
                })
                .AddTimeout(settings.Try)
                .Build();

        /// <summary>Whether it does no harm to ask twice: whoever is told something knows it again by its key.</summary>
        private static bool MayRepeat(HttpRequestMessage request) =>
            request.Method == HttpMethod.Get || request.Headers.NonValidated.Contains("Idempotency-Key") || request.Options.TryGetValue(AccessTokens.IsFetch, out _);

        private static bool MayPass(Outcome<HttpResponseMessage> outcome) =>
            outcome.Exception is { } fault ? Faults.MayPass(fault) : Faults.MayPass(outcome.Result!.StatusCode);

        private static string EndOf(Outcome<HttpResponseMessage> outcome) =>
            outcome.Exception is { } fault ? Faults.NameOf(fault) : $"{(int)outcome.Result!.StatusCode}";
    }

    /// <summary>How long an answer asks to wait, by our own clock; null where it does not say, never below 0.</summary>
    private static TimeSpan? RetryAfter(Outcome<HttpResponseMessage> outcome, TimeProvider time) =>
        RetryAfter(outcome.Result?.Headers.RetryAfter, time);

    /// <summary>How long an answer asks to wait, by our own clock; null where it does not say, never below 0.</summary>
    public static TimeSpan? RetryAfter(RetryConditionHeaderValue? header, TimeProvider time) =>
        (header?.Delta ?? header?.Date - time.GetUtcNow()) is { } wait ? (wait < TimeSpan.Zero ? TimeSpan.Zero : wait) : null;
}
