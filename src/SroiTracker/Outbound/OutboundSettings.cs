using System.Net;
using SroiTracker.Domain;

namespace SroiTracker.Outbound;

/// <summary>How parties outside are called.</summary>
/// <param name="AllowPrivateAddresses">Whether addresses in private networks and on this machine are gone to (<c>Outbound:AllowPrivateAddresses</c>; false).</param>
/// <param name="AllowHttp">Whether addresses without TLS are gone to (<c>Outbound:AllowHttp</c>; false).</param>
/// <param name="Try">How long one try may take, with its whole body (<c>Synchronisation:TrySeconds</c>, 1 to 600; 30).</param>
/// <param name="Call">How long a call may take with all its tries and waits (<c>Synchronisation:CallSeconds</c>, 1 to 3600; 180).</param>
/// <param name="LongestWait">The longest that a party may ask to wait for within a call (<c>Synchronisation:LongestWaitSeconds</c>, 0 to 600; 60).</param>
public sealed record OutboundSettings(bool AllowPrivateAddresses, bool AllowHttp, TimeSpan Try, TimeSpan Call, TimeSpan LongestWait)
{
    /// <summary>From the configuration.</summary>
    /// <exception cref="RefusedException"><c>setting.invalid</c>, naming the setting.</exception>
    public static OutboundSettings From(IConfiguration configuration)
    {
        return new(configuration.YesOrNo("Outbound:AllowPrivateAddresses"), configuration.YesOrNo("Outbound:AllowHttp"),
            Seconds("Synchronisation:TrySeconds", 30, 1, 600), Seconds("Synchronisation:CallSeconds", 180, 1, 3600), Seconds("Synchronisation:LongestWaitSeconds", 60, 0, 600));

        TimeSpan Seconds(string name, int usual, int least, int most) => TimeSpan.FromSeconds(configuration.WholeNumber(name, usual, least, most));
    }

    /// <summary>Whether an address is gone to.</summary>
    public bool Allows(IPAddress address) => Addresses.KindOf(address) switch { AddressKind.Public => true, AddressKind.Private => AllowPrivateAddresses, _ => false };
}
