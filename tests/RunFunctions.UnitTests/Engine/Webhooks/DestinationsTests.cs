using System.Net;
using RunFunctions.Core.Engine.Domain.Webhooks;

namespace RunFunctions.UnitTests.Engine.Webhooks;

/// <summary>Deliveries go to the public internet and nowhere else, unless the settings say so.</summary>
public sealed class DestinationsTests
{
    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("1.1.1.1")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.0")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.0")]
    [InlineData("192.167.255.255")]
    [InlineData("223.255.255.255")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("2606:4700:4700::1111")]
    [InlineData("2a00:1450:4001:829::200e")]
    public void Public_addresses_may_be_called(string address) => Assert.True(new Destinations(new WebhookSettings()).IsAllowed(IPAddress.Parse(address)));

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("0.1.2.3")]
    [InlineData("10.0.0.1")]
    [InlineData("10.255.255.255")]
    [InlineData("100.64.0.1")]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.254")]
    [InlineData("168.63.129.16")]
    [InlineData("169.254.169.254")]
    [InlineData("169.254.0.1")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.0.0.8")]
    [InlineData("192.0.2.1")]
    [InlineData("192.88.99.1")]
    [InlineData("192.168.1.1")]
    [InlineData("198.18.0.1")]
    [InlineData("198.19.255.255")]
    [InlineData("198.51.100.1")]
    [InlineData("203.0.113.1")]
    [InlineData("224.0.0.1")]
    [InlineData("239.255.255.255")]
    [InlineData("240.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("::127.0.0.1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("100::1")]
    [InlineData("2001::1")]
    [InlineData("2001:db8::1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("3fff::1")]
    [InlineData("fc00::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("fe80::1")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    public void Addresses_that_are_not_public_may_not_be_called(string address) => Assert.False(new Destinations(new WebhookSettings()).IsAllowed(IPAddress.Parse(address)));

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("::ffff:127.0.0.1", true)]
    [InlineData("127.0.0.2", false)]
    [InlineData("10.1.2.3", true)]
    [InlineData("::1", false)]
    public void The_settings_may_allow_networks(string address, bool allowed) =>
        Assert.Equal(allowed, new Destinations(new WebhookSettings { AllowedAddresses = "127.0.0.1/32, 10.1.0.0/16" }).IsAllowed(IPAddress.Parse(address)));

    [Theory]
    [InlineData("https://example.org/hook")]
    [InlineData("https://example.org:8443/hook?tenant=1")]
    [InlineData("https://8.8.8.8/")]
    [InlineData("https://[2606:4700:4700::1111]/")]
    public void An_address_on_the_internet_can_be_subscribed(string url) => Assert.Null(new Destinations(new WebhookSettings()).Fault(url));

    [Theory]
    [InlineData("")]
    [InlineData("/hook")]
    [InlineData("example.org/hook")]
    [InlineData("http://example.org/hook")]
    [InlineData("ftp://example.org/hook")]
    [InlineData("file:///etc/passwd")]
    [InlineData("https://user:secret@example.org/")]
    [InlineData("https://example.org/#part")]
    [InlineData("https://example.org:22/")]
    [InlineData("https://127.0.0.1/")]
    [InlineData("https://2130706433/")]
    [InlineData("https://0x7f.1/")]
    [InlineData("https://[::1]/")]
    [InlineData("https://[::ffff:10.0.0.1]/")]
    [InlineData("https://169.254.169.254/latest/meta-data")]
    public void Other_addresses_cannot(string url) => Assert.NotNull(new Destinations(new WebhookSettings()).Fault(url));

    [Fact]
    public void Too_long_an_address_cannot_be_subscribed() =>
        Assert.NotNull(new Destinations(new WebhookSettings()).Fault("https://example.org/" + new string('a', Destinations.MaxUrlLength)));

    [Fact]
    public void Http_is_for_where_the_settings_allow_it() =>
        Assert.Null(new Destinations(new WebhookSettings { AllowHttp = true }).Fault("http://example.org/hook"));

    [Fact]
    public void More_retries_than_seven_are_a_wrong_setting()
    {
        Assert.Equal(6, new WebhookSettings().ReadDelays().Count);
        Assert.Throws<FormatException>(() => new WebhookSettings { RetryDelays = string.Join(',', Enumerable.Repeat("00:00:01", 8)) }.ReadDelays());
    }
}
