using System.Net;
using Components.Outgoing;

namespace Components.Tests.Outgoing;

public sealed class PublicAddressTests
{
    [Theory]
    [InlineData("93.184.216.34")]
    [InlineData("1.1.1.1")]
    [InlineData("::ffff:93.184.216.34")]
    [InlineData("2606:4700::1")]
    public void Addresses_of_the_internet_are_public(string address) => Assert.True(PublicAddress.Is(IPAddress.Parse(address)));

    [Theory]
    [InlineData("0.0.0.0"), InlineData("0.1.2.3"), InlineData("::")]
    [InlineData("127.0.0.1"), InlineData("127.255.0.1"), InlineData("::1")]
    [InlineData("10.1.2.3"), InlineData("172.16.0.1"), InlineData("172.31.255.255"), InlineData("192.168.1.1")]
    [InlineData("169.254.169.254"), InlineData("fe80::1"), InlineData("fe80::1%1")]
    [InlineData("100.64.0.1"), InlineData("100.127.255.255")]
    [InlineData("192.0.0.8"), InlineData("192.0.2.1"), InlineData("198.51.100.1"), InlineData("203.0.113.1"), InlineData("2001:db8::1"), InlineData("3fff::1")]
    [InlineData("198.18.0.1"), InlineData("198.19.255.255"), InlineData("192.88.99.1")]
    [InlineData("224.0.0.1"), InlineData("239.255.255.255"), InlineData("240.0.0.1"), InlineData("255.255.255.255"), InlineData("ff02::1")]
    [InlineData("fc00::1"), InlineData("fd00:ec2::254"), InlineData("fec0::1")]
    [InlineData("::ffff:127.0.0.1"), InlineData("::ffff:169.254.169.254"), InlineData("::127.0.0.1"), InlineData("::ffff:0:127.0.0.1")]
    [InlineData("64:ff9b::7f00:1"), InlineData("64:ff9b::a9fe:a9fe"), InlineData("64:ff9b:1::a00:1")]
    [InlineData("2002:7f00:1::1"), InlineData("2002:a9fe:a9fe::1"), InlineData("2001:0:a00:1::1"), InlineData("100::1")]
    public void Everything_else_is_not(string address) => Assert.False(PublicAddress.Is(IPAddress.Parse(address)));
}
