using System.Net;
using System.Net.Sockets;
using SroiTracker.Outbound;

namespace SroiTracker.Tests.Outbound;

/// <summary>Where an address lies, and that it is the judged one that is gone to.</summary>
public class AddressTests
{
    [Theory]
    [InlineData("1.1.1.1", AddressKind.Public)]
    [InlineData("9.255.255.255", AddressKind.Public)]
    [InlineData("11.0.0.0", AddressKind.Public)]
    [InlineData("100.63.255.255", AddressKind.Public)]
    [InlineData("100.128.0.0", AddressKind.Public)]
    [InlineData("126.255.255.255", AddressKind.Public)]
    [InlineData("128.0.0.0", AddressKind.Public)]
    [InlineData("172.15.255.255", AddressKind.Public)]
    [InlineData("172.32.0.0", AddressKind.Public)]
    [InlineData("192.167.255.255", AddressKind.Public)]
    [InlineData("192.169.0.0", AddressKind.Public)]
    [InlineData("192.0.1.0", AddressKind.Public)]
    [InlineData("198.20.0.0", AddressKind.Public)]
    [InlineData("223.255.255.255", AddressKind.Public)]
    [InlineData("10.0.0.0", AddressKind.Private)]
    [InlineData("10.255.255.255", AddressKind.Private)]
    [InlineData("100.64.0.0", AddressKind.Private)]
    [InlineData("100.127.255.255", AddressKind.Private)]
    [InlineData("127.0.0.1", AddressKind.Private)]
    [InlineData("127.255.255.255", AddressKind.Private)]
    [InlineData("172.16.0.0", AddressKind.Private)]
    [InlineData("172.31.255.255", AddressKind.Private)]
    [InlineData("192.168.0.1", AddressKind.Private)]
    [InlineData("0.0.0.0", AddressKind.Never)]
    [InlineData("0.1.2.3", AddressKind.Never)]
    [InlineData("100.100.100.200", AddressKind.Never)]
    [InlineData("168.63.129.16", AddressKind.Never)]
    [InlineData("169.254.0.1", AddressKind.Never)]
    [InlineData("169.254.169.254", AddressKind.Never)]
    [InlineData("192.0.0.192", AddressKind.Never)]
    [InlineData("192.0.2.1", AddressKind.Never)]
    [InlineData("192.88.99.1", AddressKind.Never)]
    [InlineData("198.18.0.1", AddressKind.Never)]
    [InlineData("198.19.255.255", AddressKind.Never)]
    [InlineData("198.51.100.7", AddressKind.Never)]
    [InlineData("203.0.113.7", AddressKind.Never)]
    [InlineData("224.0.0.1", AddressKind.Never)]
    [InlineData("239.255.255.255", AddressKind.Never)]
    [InlineData("240.0.0.1", AddressKind.Never)]
    [InlineData("255.255.255.255", AddressKind.Never)]
    [InlineData("2a02:898:52::1", AddressKind.Public)]
    [InlineData("2001:200::1", AddressKind.Public)]
    [InlineData("2606:4700:4700::1111", AddressKind.Public)]
    [InlineData("::1", AddressKind.Private)]
    [InlineData("fc00::1", AddressKind.Private)]
    [InlineData("fdff:ffff::1", AddressKind.Private)]
    [InlineData("fd00:ec2::254", AddressKind.Never)]
    [InlineData("::", AddressKind.Never)]
    [InlineData("fe80::1", AddressKind.Never)]
    [InlineData("fe80::1%1", AddressKind.Never)]
    [InlineData("febf::1", AddressKind.Never)]
    [InlineData("fec0::1", AddressKind.Never)]
    [InlineData("ff02::1", AddressKind.Never)]
    [InlineData("100::1", AddressKind.Never)]
    [InlineData("2001::1", AddressKind.Never)]
    [InlineData("2001:db8::1", AddressKind.Never)]
    [InlineData("3fff::1", AddressKind.Never)]
    [InlineData("4000::1", AddressKind.Never)]
    [InlineData("64:ff9b:1::a00:1", AddressKind.Never)]
    [InlineData("::10.0.0.1", AddressKind.Never)]
    [InlineData("::ffff:1.1.1.1", AddressKind.Public)]
    [InlineData("::ffff:10.0.0.1", AddressKind.Private)]
    [InlineData("::ffff:127.0.0.1", AddressKind.Private)]
    [InlineData("::ffff:169.254.169.254", AddressKind.Never)]
    [InlineData("64:ff9b::1.1.1.1", AddressKind.Public)]
    [InlineData("64:ff9b::10.0.0.1", AddressKind.Private)]
    [InlineData("64:ff9b::169.254.169.254", AddressKind.Never)]
    [InlineData("2002:101:101::1", AddressKind.Public)]
    [InlineData("2002:a00:1::1", AddressKind.Private)]
    [InlineData("2002:a9fe:a9fe::1", AddressKind.Never)]
    public void An_address_lies_where_the_registries_say(string address, AddressKind expected) => Assert.Equal(expected, Addresses.KindOf(IPAddress.Parse(address)));

    [Theory]
    [InlineData("http://127.0.0.1")]
    [InlineData("http://localhost")]
    [InlineData("http://[::1]")]
    [InlineData("http://0x7f.1")]
    [InlineData("http://2130706433")]
    [InlineData("http://0.0.0.0")]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("http://[::ffff:10.0.0.1]")]
    public async Task No_way_to_write_a_private_address_leads_there(string address)
    {
        using var outside = new Outside(Outside.Local with { AllowPrivateAddresses = false });
        Assert.Equal("source.address-forbidden", await Outside.RefusedBy(() => outside.Get(new(Guid.NewGuid(), new(address), null, 1000))));
    }

    [Fact]
    public async Task Where_private_addresses_are_allowed_the_secrets_of_a_cloud_are_not()
    {
        using var outside = new Outside();
        Assert.Equal("source.address-forbidden", await Outside.RefusedBy(() => outside.Get(new(Guid.NewGuid(), new("http://169.254.169.254"), null, 1000))));
    }

    [Fact]
    public async Task One_private_address_among_public_ones_is_enough()
    {
        using var outside = new Outside(Outside.Local with { AllowPrivateAddresses = false }, resolve: (_, _) => Task.FromResult(new[] { IPAddress.Parse("1.1.1.1"), IPAddress.Loopback }));
        Assert.Equal("source.address-forbidden", await Outside.RefusedBy(() => outside.Get(new(Guid.NewGuid(), new("http://supplier.example"), null, 1000))));
    }

    [Fact]
    public async Task A_name_that_changes_its_answer_is_caught()
    {
        await using var server = await FaultyServer.Start(_ => Says.Json("{}", ("Connection", "close")));
        var asked = 0;
        using var outside = new Outside(resolve: (_, _) => Task.FromResult<IPAddress[]>([++asked == 1 ? IPAddress.Loopback : IPAddress.Parse("169.254.169.254")]));
        var target = new Target(Guid.NewGuid(), new($"http://supplier.example:{server.Address.Port}"), null, 1000);
        (await outside.Get(target)).Dispose();
        Assert.Equal("source.address-forbidden", await Outside.RefusedBy(() => outside.Get(target)));
        Assert.Equal((1, 2), (server.Asked.Count, asked));
        Assert.Equal($"supplier.example:{server.Address.Port}", server.Asked.Single()["Host"]);
    }

    [Fact]
    public async Task A_name_that_is_judged_is_not_looked_up_again_to_connect()
    {
        await using var server = await FaultyServer.Start(_ => Says.Json("{}"));
        var asked = 0;
        // A second look would meet the cloud's address.
        using var outside = new Outside(resolve: (_, _) => Task.FromResult<IPAddress[]>([Interlocked.Increment(ref asked) == 1 ? IPAddress.Loopback : IPAddress.Parse("169.254.169.254")]));
        (await outside.Get(new(Guid.NewGuid(), new($"http://supplier.example:{server.Address.Port}"), null, 1000))).Dispose();
        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task The_next_address_of_a_name_is_gone_to_where_nobody_is_at_the_first()
    {
        await using var server = await FaultyServer.Start(_ => Says.Json("{}"));
        using var outside = new Outside(resolve: (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse("127.0.0.9"), IPAddress.Loopback]));
        (await outside.Get(new(Guid.NewGuid(), new($"http://supplier.example:{server.Address.Port}"), null, 1000))).Dispose();
        Assert.Single(server.Asked);
    }

    [Fact]
    public async Task A_name_that_nobody_has_is_unreachable()
    {
        using var outside = new Outside(resolve: (_, _) => throw new SocketException((int)SocketError.HostNotFound));
        Assert.Equal("source.unreachable NameResolutionError", await Outside.RefusedBy(() => outside.Get(new(Guid.NewGuid(), new("http://supplier.example"), null, 1000))));
    }

    [Fact]
    public async Task Without_tls_nobody_is_called()
    {
        await using var server = await FaultyServer.Start(_ => Says.Json("{}"));
        using var outside = new Outside(Outside.Local with { AllowHttp = false });
        Assert.Equal("source.insecure", await Outside.RefusedBy(() => outside.Get(Outside.Target(server))));
        Assert.Empty(server.Asked);
    }

    [Fact]
    public void A_proxy_of_the_environment_is_passed_by()
    {
        using var line = Line.Open(Outside.Local, Dns.GetHostAddressesAsync);
        Assert.False(line.UseProxy);
    }
}
