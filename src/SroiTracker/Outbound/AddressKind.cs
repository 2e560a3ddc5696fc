using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace SroiTracker.Outbound;

/// <summary>
/// Where an address lies (the IANA registries of special-purpose addresses, RFC 6890). What is embedded in an address of
/// version 6 (mapped, NAT64, 6to4) is judged as what it leads to.
/// </summary>
public enum AddressKind
{
    /// <summary>Anyone's, on the public internet.</summary>
    Public,

    /// <summary>In a private network or on this machine: only gone to where <c>Outbound:AllowPrivateAddresses</c> says so.</summary>
    Private,

    /// <summary>Never gone to: link-local and what clouds tell their machines' secrets at, multicast, unspecified, documentation, reserved.</summary>
    Never,
}

/// <summary>Tells where an address lies.</summary>
public static class Addresses
{
    private static readonly (IPNetwork Network, AddressKind Kind)[] Special =
    [
        // Where clouds tell a machine its own secrets lies partly among private and even public addresses: Azure, Alibaba, AWS.
        (Of("168.63.129.16/32"), AddressKind.Never), (Of("100.100.100.200/32"), AddressKind.Never), (Of("fd00:ec2::/32"), AddressKind.Never),
        (Of("10.0.0.0/8"), AddressKind.Private), (Of("172.16.0.0/12"), AddressKind.Private), (Of("192.168.0.0/16"), AddressKind.Private),
        (Of("100.64.0.0/10"), AddressKind.Private), (Of("127.0.0.0/8"), AddressKind.Private),
        (Of("0.0.0.0/8"), AddressKind.Never), (Of("169.254.0.0/16"), AddressKind.Never), (Of("192.0.0.0/24"), AddressKind.Never), (Of("192.88.99.0/24"), AddressKind.Never),
        (Of("192.0.2.0/24"), AddressKind.Never), (Of("198.51.100.0/24"), AddressKind.Never), (Of("203.0.113.0/24"), AddressKind.Never), (Of("198.18.0.0/15"), AddressKind.Never),
        (Of("224.0.0.0/3"), AddressKind.Never),
        (Of("::1/128"), AddressKind.Private), (Of("fc00::/7"), AddressKind.Private),
        // Teredo, benchmarking, ORCHID; documentation.
        (Of("2001::/23"), AddressKind.Never), (Of("2001:db8::/32"), AddressKind.Never), (Of("3fff::/20"), AddressKind.Never),
        (Of("2000::/3"), AddressKind.Public),
        // All else of version 6: unspecified, link-local, site-local, multicast, local NAT64, not given out.
        (Of("::/0"), AddressKind.Never),
    ];

    /// <summary>Where an address lies.</summary>
    public static AddressKind KindOf(IPAddress address)
    {
        var judged = Embedded(address) ?? address;
        foreach (var (network, kind) in Special)
            if (network.Contains(judged)) return kind;
        return AddressKind.Public;
    }

    /// <summary>The address of version 4 to which one of version 6 leads; null where none is in it.</summary>
    private static IPAddress? Embedded(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return null;
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        if (address.IsIPv4MappedToIPv6) return new(bytes[12..]);
        // RFC 6052, 2.1; RFC 3056, 2.
        if (BinaryPrimitives.ReadUInt64BigEndian(bytes) == 0x0064_ff9b_0000_0000 && BinaryPrimitives.ReadUInt32BigEndian(bytes[8..]) == 0) return new(bytes[12..]);
        return BinaryPrimitives.ReadUInt16BigEndian(bytes) == 0x2002 ? new(bytes[2..6]) : null;
    }

    private static IPNetwork Of(string network) => IPNetwork.Parse(network);
}
