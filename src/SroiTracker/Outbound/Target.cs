namespace SroiTracker.Outbound;

/// <summary>A party outside that is called.</summary>
/// <param name="Id">Whose it is: tokens are kept by it.</param>
/// <param name="LargestBody">Of an answer, in bytes.</param>
public sealed record Target(Guid Id, Uri Base, Credential? Credential, long LargestBody)
{
    /// <summary>Without what is secret.</summary>
    public override string ToString() => Base.GetLeftPart(UriPartial.Path);
}

/// <summary>By what a party knows us. Never logged: its text says only of what kind it is.</summary>
public abstract record Credential
{
    private Credential() { }

    /// <summary>OAuth 2 client credentials (RFC 6749, 4.4).</summary>
    public sealed record Client(Uri TokenUrl, string ClientId, string Secret) : Credential
    {
        public override string ToString() => nameof(Client);
    }

    /// <summary>A key in a header.</summary>
    public sealed record Header(string Name, string Value) : Credential
    {
        public override string ToString() => nameof(Header);
    }
}
