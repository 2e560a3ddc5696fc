using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using SroiTracker.Domain;

namespace SroiTracker.Outbound;

/// <summary>
/// Access tokens by client credentials (RFC 6749, 4.4), kept for each party until shortly before they expire by our own clock.
/// One is fetched at a time for a party; parties never wait for each other.
/// </summary>
internal sealed class AccessTokens(TimeProvider time, Func<Uri, HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> send)
{
    /// <summary>Bytes of what is answered where tokens are given out.</summary>
    public const int LargestAnswer = 64 * 1024;

    /// <summary>On a request for a token, which may be sent again.</summary>
    public static readonly HttpRequestOptionsKey<bool> IsFetch = new("SroiTracker.TokenFetch");

    private const int LongestToken = 16 * 1024, MostKept = 10_000;
    private static readonly TimeSpan Usual = TimeSpan.FromMinutes(5), Longest = TimeSpan.FromHours(1), Margin = TimeSpan.FromSeconds(30);
    private static readonly string[] AboutUs = ["invalid_client", "unauthorized_client", "invalid_grant", "access_denied"];

    private readonly ConcurrentDictionary<Guid, Kept> _kept = new();

    /// <summary>A token for a party with <see cref="Credential.Client"/>.</summary>
    /// <param name="not">One that was not taken: another is fetched, unless that was done meanwhile.</param>
    /// <exception cref="RefusedException">As <see cref="OutboundClients"/> says.</exception>
    public async Task<string> Get(Target target, string? not, CancellationToken token)
    {
        if (_kept.Count >= MostKept) Forget();
        var kept = _kept.GetOrAdd(target.Id, _ => new());
        await kept.One.WaitAsync(token);
        try
        {
            // What was given for another address or another secret is not this party's.
            if (kept.Of is { } of && of.Credential == target.Credential && of.Base == target.Base && kept.Text is { } text && text != not && time.GetUtcNow() < kept.Until) return text;
            (text, var lasts) = await Fetch((Credential.Client)target.Credential!, token);
            (kept.Of, kept.Text, kept.Until) = (target, text, time.GetUtcNow() + lasts);
            return text;
        }
        finally { kept.One.Release(); }
    }

    private async Task<(string Token, TimeSpan Lasts)> Fetch(Credential.Client client, CancellationToken token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, client.TokenUrl) { Content = new FormUrlEncodedContent([new("grant_type", "client_credentials")]) };
        // RFC 6749, 2.3.1: each is form-encoded before they are put together.
        request.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes($"{WebUtility.UrlEncode(client.ClientId)}:{WebUtility.UrlEncode(client.Secret)}")));
        request.Headers.Accept.Add(new("application/json"));
        request.Options.Set(IsFetch, true);
        using var response = await send(client.TokenUrl, request, token);
        if (Faults.RefusalOf(response) is { } refused) throw refused;
        var body = await response.Content.ReadAsByteArrayAsync(token);
        if (response.IsSuccessStatusCode) return Read(body) ?? throw new RefusedException(Refusals.SourceMalformed, "access_token");
        throw response.StatusCode == HttpStatusCode.BadRequest && AboutUs.FirstOrDefault(e => e == Error(body)) is { } error
            ? new RefusedException(Refusals.SourceUnauthorised, error) : new RefusedException(Refusals.SourceRefused, (int)response.StatusCode);
    }

    /// <summary>The token and for how long it is used from now; null where there is none in it.</summary>
    private static (string Token, TimeSpan Lasts)? Read(byte[] body)
    {
        if (Parse(body) is not { } answer) return null;
        using (answer)
        {
            if (Text(answer, "access_token") is not { Length: > 0 and <= LongestToken } text || text.Any(c => c is <= ' ' or > '~')) return null;
            if (!string.Equals(Text(answer, "token_type"), "Bearer", StringComparison.OrdinalIgnoreCase)) return null;
            var lasts = !answer.RootElement.TryGetProperty("expires_in"u8, out var said) ? Usual
                : said.ValueKind == JsonValueKind.Number && said.TryGetDouble(out var seconds) ? TimeSpan.FromSeconds(Math.Clamp(seconds, 0, Longest.TotalSeconds)) : TimeSpan.Zero;
            var margin = lasts / 4;
            return (text, lasts - (margin < Margin ? margin : Margin));
        }
    }

    private static string? Error(byte[] body)
    {
        using var answer = Parse(body);
        return answer is null ? null : Text(answer, "error");
    }

    private static JsonDocument? Parse(byte[] body)
    {
        try
        {
            var answer = JsonDocument.Parse(body, new() { MaxDepth = 16 });
            if (answer.RootElement.ValueKind == JsonValueKind.Object) return answer;
            answer.Dispose();
            return null;
        }
        catch (JsonException) { return null; }
    }

    private static string? Text(JsonDocument answer, string name)
    {
        try { return answer.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null; }
        // Half a character.
        catch (InvalidOperationException) { return null; }
    }

    // Whoever holds one that is forgotten goes on with it, and the next fetches another.
    private void Forget()
    {
        var now = time.GetUtcNow();
        foreach (var (id, kept) in _kept)
            if (kept.Until <= now) _kept.TryRemove(id, out _);
    }

    private sealed class Kept
    {
        public SemaphoreSlim One { get; } = new(1);
        public Target? Of { get; set; }
        public string? Text { get; set; }
        public DateTimeOffset Until { get; set; }
    }
}
