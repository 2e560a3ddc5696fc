using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using SroiTracker.Domain;

namespace SroiTracker.Http;

/// <summary>
/// The keys that an issuer publishes, fetched when a token first needs them. They are fetched again after some hours, and
/// sooner when a token names one that is not among them: an issuer that changes its keys is followed at once, but nobody
/// makes the service ask it more than now and then.
/// </summary>
internal sealed class IssuerKeys(Issuer issuer, TimeProvider time, ILogger log) : IDisposable
{
    private const int LargestDocument = 1024 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5), Fresh = TimeSpan.FromHours(12), Pause = TimeSpan.FromSeconds(30), Oldest = TimeSpan.FromHours(24);

    private readonly HttpClient _http = new(new HttpClientHandler { AllowAutoRedirect = false }) { Timeout = Patience, MaxResponseContentBufferSize = LargestDocument };
    private readonly SemaphoreSlim _one = new(1);
    private volatile Fetched? _last;
    private DateTimeOffset _tried = DateTimeOffset.MinValue;

    private sealed record Fetched(OpenIdConnectConfiguration Document, DateTimeOffset At);

    public Issuer Issuer => issuer;

    public void Dispose()
    {
        _http.Dispose();
        _one.Dispose();
    }

    /// <summary>What the issuer published last. The same object as long as it is the same document that was fetched.</summary>
    /// <param name="notIn">What a key was missed in: fetched again, unless that was done just now.</param>
    /// <exception cref="RefusedException"><c>issuer.unavailable</c> (503): the token may be right, so it is worth another try.</exception>
    public async Task<OpenIdConnectConfiguration> Get(OpenIdConnectConfiguration? notIn, CancellationToken token)
    {
        if (_last is { } last && last.Document != notIn && time.GetUtcNow() - last.At < Fresh) return last.Document;
        await _one.WaitAsync(token);
        try
        {
            var now = time.GetUtcNow();
            last = _last;
            if (last is not null && last.Document != notIn && now - last.At < Fresh) return last.Document;
            if (now - _tried >= Pause)
            {
                _tried = now;
                if (await Fetch() is { } document) _last = last = new(document, now);
            }
            // An issuer that is away for a while still vouches for what it signed before.
            return last is not null && now - last.At < Oldest ? last.Document : throw new RefusedException(Refusals.IssuerUnavailable);
        }
        finally { _one.Release(); }
    }

    // Not by the caller's token: others wait for the same document.
    private async Task<OpenIdConnectConfiguration?> Fetch()
    {
        try
        {
            var document = await OpenIdConnectConfigurationRetriever.GetAsync(issuer.Metadata, new HttpDocumentRetriever(_http) { RequireHttps = !issuer.IsLocal }, CancellationToken.None);
            if (document.Issuer == issuer.Name) return document;
            log.LogError("{Metadata} is of the issuer {Issuer}, and not of {Name} (Authentication:Issuers).", issuer.Metadata, document.Issuer, issuer.Name);
        }
        catch (Exception e) { log.LogError(e, "The keys of {Issuer} could not be fetched (Authentication:Issuers).", issuer.Name); }
        return null;
    }
}
