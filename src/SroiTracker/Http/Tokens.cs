using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Organisations;
using SroiTracker.Suppliers;

namespace SroiTracker.Http;

/// <summary>
/// Tokens (JWT) of configured issuers. Whoever an issuer calls by one subject is one principal, made on first sight; what it
/// may is what its token says, and nothing where the token says nothing that the service knows.
/// </summary>
internal sealed class Tokens(ITransactions transactions, IConfiguration configuration, TimeProvider time, ILogger<Tokens> log) : IDisposable
{
    private const int Longest = 8 * 1024, LongestSubject = 255, LongestName = 200, MostKnown = 10_000;
    private const string Everywhere = "*";

    // How far the clocks of issuer and service may be apart; and how long what a token's claims mean is remembered.
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(60), Remembers = TimeSpan.FromMinutes(5);

    // Asymmetric only: a published key is never a secret that a token may be signed with.
    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    // Made when the first token comes: nothing of it is loaded where there is no issuer.
    private JsonWebTokenHandler Handler => field ??= new() { MapInboundClaims = false, MaximumTokenSizeInBytes = Longest };
    private readonly Dictionary<string, IssuerKeys> _issuers =
        Issuer.From(configuration).ToDictionary(i => i.Name, i => new IssuerKeys(i, time, log), StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Known> _known = new();

    private sealed record Known(Caller Caller, long Version, OpenIdConnectConfiguration Keys, DateTimeOffset Until);

    public void Dispose()
    {
        foreach (var issuer in _issuers.Values) issuer.Dispose();
    }

    /// <summary>Whether a text is a token that an issuer could have made, rather than an API key.</summary>
    public bool AreLike(string text) => _issuers.Count > 0 && text.StartsWith("eyJ", StringComparison.Ordinal) && text.Count(c => c == '.') == 2;

    /// <summary>The caller that a token speaks of; null where it is not to be trusted.</summary>
    /// <exception cref="RefusedException"><c>issuer.unavailable</c> (503): its signature can't be judged now.</exception>
    public async Task<Caller?> Find(string text, CancellationToken token)
    {
        if (text.Length > Longest || Read(text) is not { } read || !_issuers.TryGetValue(read.Issuer, out var issuer)) return null;
        var keys = await issuer.Get(null, token);
        // Everything that a token is judged by is in it, so that its hash may stand for it.
        var name = Convert.ToHexString(SHA256.HashData(Encoding.ASCII.GetBytes(text)));
        var version = await transactions.Read(Caller.TheService, KeyStore.Version, token);
        var now = time.GetUtcNow();
        if (_known.TryGetValue(name, out var known))
        {
            if (known.Version == version && known.Keys == keys && now < known.Until) return known.Caller;
            _known.TryRemove(name, out _);
        }
        var valid = await Validate(text, issuer.Issuer, keys);
        if (valid is null && read.Kid is { Length: > 0 } kid && !keys.SigningKeys.Any(k => k.KeyId == kid) && await issuer.Get(keys, token) is { } newer && newer != keys)
            valid = await Validate(text, issuer.Issuer, keys = newer);
        if (valid is null || await CallerOf(issuer.Issuer, valid, token) is not { } caller) return null;
        if (_known.Count >= MostKnown) _known.Clear();
        var ends = new DateTimeOffset(valid.ValidTo, TimeSpan.Zero) + Skew;
        _known[name] = new(caller, version, keys, ends < now + Remembers ? ends : now + Remembers);
        return caller;
    }

    private JsonWebToken? Read(string text)
    {
        try { return Handler.ReadJsonWebToken(text); }
        catch (Exception e) when (e is ArgumentException or SecurityTokenException or FormatException or System.Text.Json.JsonException) { return null; }
    }

    private async Task<JsonWebToken?> Validate(string text, Issuer issuer, OpenIdConnectConfiguration keys)
    {
        var result = await Handler.ValidateTokenAsync(text, new TokenValidationParameters
        {
            ValidIssuer = issuer.Name, ValidAudience = issuer.Audience, IssuerSigningKeys = keys.SigningKeys, ValidAlgorithms = Algorithms,
            RequireSignedTokens = true, RequireExpirationTime = true, TryAllIssuerSigningKeys = false, ClockSkew = Skew,
            LifetimeValidator = (from, to, _, _) => to is not null && time.GetUtcNow() < to.Value + Skew && (from is null || from.Value <= time.GetUtcNow() + Skew),
        });
        if (!result.IsValid) log.LogInformation("A token of {Issuer} was refused: {Reason}", issuer.Name, result.Exception?.GetType().Name);
        return result.IsValid ? (JsonWebToken)result.SecurityToken : null;
    }

    private async Task<Caller?> CallerOf(Issuer issuer, JsonWebToken token, CancellationToken cancellation)
    {
        if (token.Subject is not { Length: > 0 and <= LongestSubject } subject) return null;
        var isPerson = Values(token, issuer.KindClaim) is ["Person"];
        var name = Values(token, issuer.NameClaim) is [{ Length: > 0 } said] ? said : subject;
        var (grants, principal) = await transactions.Read(Caller.TheService, async session =>
            (await Grants(session, issuer, token), await PrincipalStore.OfSubject(session, issuer.Name, subject)), cancellation);
        if (grants is null) return null;
        if (principal is null || principal.IsPerson != isPerson)
            principal = await transactions.Run(Caller.TheService, session => PrincipalStore.Meet(session, issuer.Name, subject, name[..Math.Min(name.Length, LongestName)], isPerson), cancellation);
        return new(principal.PrincipalId, principal.Name, isPerson, grants);
    }

    /// <summary>What the claims mean: roles of the catalogue, in organisations and for the supplier that are there. Null where they contradict each other.</summary>
    private static async Task<IReadOnlyList<Grant>?> Grants(Session session, Issuer issuer, JsonWebToken token)
    {
        var roles = Values(token, issuer.RolesClaim).SelectMany(v => v.Split(' ')).Where(Enum.GetNames<Role>().Contains).Select(Enum.Parse<Role>).Distinct().ToList();
        if (roles.Contains(Role.Supplier))
        {
            // A principal acts for one supplier, or for buyers.
            if (roles.Count > 1) return null;
            return Values(token, issuer.SupplierClaim) is [var supplier] && await Named(supplier, id => SupplierStore.WithIdentifier(session, id), async id => await SupplierStore.Find(session, id) is not null) is { } found
                ? [new(Role.Supplier, null, found)] : [];
        }
        var places = new List<Guid?>();
        foreach (var organisation in Values(token, issuer.OrganisationsClaim).Take(Caller.MostGrants))
        {
            if (organisation == Everywhere) places.Add(null);
            else if (await Named(organisation, id => OrganisationStore.WithIdentifier(session, id), async id => await OrganisationStore.Find(session, id) is not null) is { } found) places.Add(found);
        }
        return [.. (from role in roles from place in places.Distinct() select new Grant(role, place, null)).Take(Caller.MostGrants)];
    }

    /// <summary>By "NL-KVK:01234567" or by id.</summary>
    private static async Task<Guid?> Named(string text, Func<OrganisationIdentifier, Task<Guid?>> withIdentifier, Func<Guid, Task<bool>> isThere)
    {
        if (Guid.TryParse(text, out var id)) return await isThere(id) ? id : null;
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && OrganisationIdentifier.TryParse(text[..colon], text[(colon + 1)..], out var identifier, out _) ? await withIdentifier(identifier) : null;
    }

    private static IReadOnlyList<string> Values(JsonWebToken token, string claim) => [.. token.Claims.Where(c => c.Type == claim).Select(c => c.Value)];
}
