using System.Net;
using System.Net.Http.Headers;
using SroiTracker.Domain;

namespace SroiTracker.Outbound;

/// <summary>A call to a party outside: let in by its credential, tried again where that may help, ending in an answer or a refusal.</summary>
internal sealed class OutboundCall
{
    private const int MostRedirects = 3;
    private static readonly ProductInfoHeaderValue Name = new("SroiTracker", typeof(App).Assembly.GetName().Version!.ToString(3));

    private readonly OutboundSettings _settings;
    private readonly HttpMessageInvoker _line;
    private readonly TimeProvider _time;
    private readonly Tries _tries;
    private readonly AccessTokens _tokens;

    public OutboundCall(OutboundSettings settings, HttpMessageInvoker line, TimeProvider time, ILogger log)
    {
        (_settings, _line, _time) = (settings, line, time);
        _tries = new(settings, time, log);
        _tokens = new(time, (endpoint, request, token) => SendTo(endpoint, request, null, AccessTokens.LargestAnswer, token));
    }

    /// <exception cref="RefusedException">As <see cref="OutboundClients"/> says.</exception>
    public async Task<HttpResponseMessage> Send(Target target, HttpRequestMessage request, CancellationToken token)
    {
        using var total = new CancellationTokenSource(_settings.Call, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(total.Token, token);
        try
        {
            // Sent again as it is, and never to where a party's own words point.
            if (!IsSamePlace(request.RequestUri!, target.Base)) throw new RefusedException(Refusals.SourceRedirected);
            if (request.Content is { } content) await content.LoadIntoBufferAsync(both.Token);
            var response = await SendAs(target, request, both.Token);
            return Judged(response);
        }
        catch (OperationCanceledException) when (total.IsCancellationRequested && !token.IsCancellationRequested)
        {
            throw new RefusedException(Refusals.SourceTooSlow, (long)_settings.Call.TotalSeconds);
        }
    }

    private async Task<HttpResponseMessage> SendAs(Target target, HttpRequestMessage request, CancellationToken token)
    {
        switch (target.Credential)
        {
            case Credential.Header header:
                return await SendTo(target.Base, request, h => h.TryAddWithoutValidation(header.Name, header.Value), target.LargestBody, token);
            case Credential.Client:
                var access = await _tokens.Get(target, null, token);
                var response = await SendTo(target.Base, request, Bearer(access), target.LargestBody, token);
                if (response.StatusCode != HttpStatusCode.Unauthorized) return response;
                response.Dispose();
                // Taken back, or expired by another clock than ours: once.
                access = await _tokens.Get(target, access, token);
                return await SendTo(target.Base, request, Bearer(access), target.LargestBody, token);
            default:
                return await SendTo(target.Base, request, null, target.LargestBody, token);
        }

        static Action<HttpRequestHeaders> Bearer(string access) => h => h.Authorization = new("Bearer", access);
    }

    /// <summary>With tries. What they end in, other than an answer, is a refusal.</summary>
    private async Task<HttpResponseMessage> SendTo(Uri place, HttpRequestMessage request, Action<HttpRequestHeaders>? letIn, long largestBody, CancellationToken token)
    {
        if (place.Scheme != Uri.UriSchemeHttps && !_settings.AllowHttp) throw new RefusedException(Refusals.SourceInsecure);
        try
        {
            return await _tries.Of(place).Send(request, t => Try(request, letIn, largestBody, t), token);
        }
        catch (Exception fault) when (Faults.RefusalOf(fault, _settings) is { } refused) { throw refused; }
    }

    /// <summary>Once, with the redirects within the same place.</summary>
    private async Task<HttpResponseMessage> Try(HttpRequestMessage request, Action<HttpRequestHeaders>? letIn, long largestBody, CancellationToken token)
    {
        var uri = request.RequestUri!;
        for (var redirects = 0; ; redirects++)
        {
            var sent = CopyOf(request, uri);
            letIn?.Invoke(sent.Headers);
            HttpResponseMessage response;
            try { response = await _line.SendAsync(sent, token); }
            catch (HttpRequestException fault) when (Faults.RefusalIn(fault) is { } refused) { throw refused; }
            // Our credential is not for whoever looks at what was asked.
            response.RequestMessage = request;
            try
            {
                if (response.StatusCode is not (HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect)
                    || response.Headers.Location is not { } location)
                {
                    // What is refused by its status says nothing more that we need.
                    if (Faults.RefusalOf(response) is null)
                        await Bounded.Body(response, largestBody, request.Options.TryGetValue(OutboundClients.Streamed, out var streamed) && streamed, _settings.Try, _time, token);
                    return response;
                }
                uri = new(uri, location);
                if (request.Method != HttpMethod.Get || redirects == MostRedirects || !IsSamePlace(uri, request.RequestUri!)) throw new RefusedException(Refusals.SourceRedirected);
            }
            catch
            {
                response.Dispose();
                throw;
            }
            response.Dispose();
        }
    }

    private static HttpRequestMessage CopyOf(HttpRequestMessage request, Uri uri)
    {
        var copy = new HttpRequestMessage(request.Method, uri) { Content = request.Content };
        foreach (var (name, values) in request.Headers.NonValidated) copy.Headers.TryAddWithoutValidation(name, values);
        // Who keeps out robots often keeps out whoever has no name.
        copy.Headers.UserAgent.Add(Name);
        return copy;
    }

    private static HttpResponseMessage Judged(HttpResponseMessage response)
    {
        if (Faults.RefusalOf(response) is not { } refused) return response;
        response.Dispose();
        throw refused;
    }

    private static bool IsSamePlace(Uri one, Uri other) => one.Scheme == other.Scheme && one.IdnHost == other.IdnHost && one.Port == other.Port;
}
