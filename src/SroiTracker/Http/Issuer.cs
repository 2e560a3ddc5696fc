using SroiTracker.Domain;

namespace SroiTracker.Http;

/// <summary>
/// An issuer of tokens that the service trusts, as it is configured under <c>Authentication:Issuers:0</c> and on: OAuth 2
/// client credentials, with <c>private_key_jwt</c> at the issuer (api.md, Conventions).
/// </summary>
/// <param name="Name">What tokens say as <c>iss</c>; the Authority where nothing else is configured.</param>
/// <param name="Metadata">Address of what it publishes about itself, and so of its keys.</param>
/// <param name="Audience">What tokens for this service say as <c>aud</c>.</param>
/// <param name="RolesClaim">Words of <see cref="Role"/>; others mean nothing here.</param>
/// <param name="OrganisationsClaim">Where these roles hold: organisations by their identifier (<c>NL-OIN:00000001...</c>) or id, or <c>*</c> for everywhere.</param>
/// <param name="SupplierClaim">For the role Supplier: the supplier, by its identifier or id.</param>
/// <param name="KindClaim"><c>Person</c> where a person signed in; anything else is a system.</param>
/// <param name="NameClaim">A name for the audit log.</param>
internal sealed record Issuer(
    string Name, string Metadata, string Audience, string RolesClaim, string OrganisationsClaim, string SupplierClaim, string KindClaim, string NameClaim)
{
    private const string Section = "Authentication:Issuers", Path = "/.well-known/openid-configuration";
    private const int LongestName = 400;

    /// <summary>Whether its addresses may lack TLS: on this machine only.</summary>
    public bool IsLocal => new Uri(Metadata).IsLoopback;

    /// <summary>The issuers that are configured.</summary>
    /// <exception cref="RefusedException">A setting does not fit; names it.</exception>
    public static IReadOnlyList<Issuer> From(IConfiguration configuration)
    {
        var issuers = configuration.GetSection(Section).GetChildren().Select(Of).ToList();
        return issuers.DistinctBy(i => i.Name).Count() == issuers.Count ? issuers : throw new RefusedException(Refusals.SettingInvalid, $"{Section}:*:Issuer", "iss");
    }

    private static Issuer Of(IConfigurationSection issuer)
    {
        var authority = issuer["Authority"]?.TrimEnd('/');
        if (!Uri.TryCreate(authority, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttps && !(address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)
            || address.Query.Length > 0 || authority!.Length > LongestName)
            throw new RefusedException(Refusals.SettingInvalid, $"{issuer.Path}:Authority", "https://...");
        if (string.IsNullOrWhiteSpace(issuer["Audience"])) throw new RefusedException(Refusals.SettingInvalid, $"{issuer.Path}:Audience", "aud");
        return new(
            Claim("Issuer", authority), authority + Path, issuer["Audience"]!, Claim("RolesClaim", "roles"), Claim("OrganisationsClaim", "organisations"),
            Claim("SupplierClaim", "supplier"), Claim("KindClaim", "kind"), Claim("NameClaim", "name"));

        string Claim(string setting, string usual) => issuer[setting] is { Length: > 0 and <= LongestName } set ? set : usual;
    }
}
