using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace SroiTracker.Tests.Http;

/// <summary>An issuer of tokens on this machine: it publishes its metadata and keys over HTTP, and signs.</summary>
internal sealed class TestIssuer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _keys;

    private TestIssuer(WebApplication app) => _app = app;

    /// <summary>What signs now; published, unless it was replaced by <see cref="ChangeKey"/>.</summary>
    public RsaSecurityKey Key { get; private set; } = null!;

    public string Address => _app.Urls.First();

    /// <summary>How often its keys were asked for.</summary>
    public int Asked { get; private set; }

    /// <summary>While true it answers 500.</summary>
    public bool IsAway { get; set; }

    public static async Task<TestIssuer> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var issuer = new TestIssuer(builder.Build());
        issuer.ChangeKey();
        issuer._app.MapGet("/.well-known/openid-configuration", () => issuer.IsAway ? Results.StatusCode(500) : Results.Json(new { issuer = issuer.Address, jwks_uri = issuer.Address + "/keys" }));
        issuer._app.MapGet("/keys", () =>
        {
            issuer.Asked++;
            var key = issuer.Key.Rsa.ExportParameters(false);
            return Results.Json(new { keys = new[] { new { kty = "RSA", use = "sig", kid = issuer.Key.KeyId, n = Base64UrlEncoder.Encode(key.Modulus), e = Base64UrlEncoder.Encode(key.Exponent) } } });
        });
        await issuer._app.StartAsync(TestContext.Current.CancellationToken);
        return issuer;
    }

    /// <summary>Signs with another key from here on, and publishes that one alone.</summary>
    public void ChangeKey() => Key = new(RSA.Create(2048)) { KeyId = $"key-{++_keys}" };

    /// <summary>A token that is right, save for what is changed.</summary>
    public string Token(DateTimeOffset now, Action<Dictionary<string, object>>? change = null, SigningCredentials? signing = null)
    {
        var claims = new Dictionary<string, object>
        {
            ["iss"] = Address, ["aud"] = "sroitracker", ["sub"] = "system-1", ["iat"] = now.ToUnixTimeSeconds(), ["nbf"] = now.ToUnixTimeSeconds(), ["exp"] = now.AddMinutes(10).ToUnixTimeSeconds(),
        };
        change?.Invoke(claims);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Claims = claims, SigningCredentials = signing ?? new(Key, SecurityAlgorithms.RsaSha256),
        });
    }

    /// <summary>A token as text, with any header and any signature.</summary>
    public static string Raw(string header, string payload, byte[] signature) =>
        $"{Base64UrlEncoder.Encode(Encoding.UTF8.GetBytes(header))}.{Base64UrlEncoder.Encode(Encoding.UTF8.GetBytes(payload))}.{Base64UrlEncoder.Encode(signature)}";

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
