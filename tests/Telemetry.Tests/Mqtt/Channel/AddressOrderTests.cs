using System.Net;
using System.Net.Sockets;
using CsCheck;
using StationAgent.Telemetry.Mqtt.Channel;
using Xunit;

namespace StationAgent.Telemetry.Tests.Mqtt.Channel;

public sealed class AddressOrderTests
{
    private static readonly Gen<IPAddress> Address = Gen.Select(Gen.Bool, Gen.Byte, static (six, last) =>
        six ? IPAddress.Parse($"2001:db8::{last:x}") : new IPAddress([192, 0, 2, last]));

    private static readonly Gen<(IPAddress[] Resolved, Dictionary<IPAddress, TimeSpan> Failed)> Cases = Gen.Select(
        Address.Array[0, 20],
        Gen.Dictionary(Address, Gen.Int[0, 600].Select(static seconds => TimeSpan.FromSeconds(seconds)))[0, 10]);

    [Fact]
    public void Each_address_comes_once_and_those_that_failed_come_last() => Cases.Sample(static one =>
    {
        var order = Of(one.Resolved, one.Failed);
        Assert.Equal(Math.Min(AddressOrder.Most, one.Resolved.Distinct().Count()), order.Length);
        Assert.Distinct(order);
        Assert.All(order, address => Assert.Contains(address, one.Resolved));
        var failed = order.SkipWhile(address => !one.Failed.ContainsKey(address)).ToArray();
        Assert.All(failed, address => Assert.True(one.Failed.ContainsKey(address)));
        Assert.Equal(failed.OrderByDescending(address => one.Failed[address]).Select(address => one.Failed[address]), failed.Select(address => one.Failed[address]));
        if (failed.Length > 0)
        {
            // None that is good was left out for one that failed.
            Assert.Equal(one.Resolved.Distinct().Count(address => !one.Failed.ContainsKey(address)), order.Length - failed.Length);
        }
    });

    [Fact]
    public void The_families_take_turns_and_the_preferred_one_begins() => Address.Array[1, 8].Sample(static resolved =>
    {
        var order = Of(resolved, []);
        Assert.Equal(resolved[0], order[0]);
        var families = order.Select(static one => one.AddressFamily).ToArray();
        var turns = Math.Min(families.Count(static one => one == AddressFamily.InterNetwork), families.Count(static one => one == AddressFamily.InterNetworkV6));
        for (var i = 1; i < 2 * turns; i++)
        {
            Assert.NotEqual(families[i - 1], families[i]);
        }

        Assert.All(families.GroupBy(static one => one), group => Assert.Equal(
            resolved.Distinct().Where(one => one.AddressFamily == group.Key), order.Where(one => one.AddressFamily == group.Key)));
    });

    [Fact]
    public void An_IPv4_address_inside_an_IPv6_address_is_one_of_IPv4() =>
        Assert.Equal([IPAddress.Loopback], Of([IPAddress.Loopback.MapToIPv6(), IPAddress.Loopback], []));

    private static IPAddress[] Of(IPAddress[] resolved, Dictionary<IPAddress, TimeSpan> failed) =>
        AddressOrder.Of(resolved, address => failed.TryGetValue(address, out var ago) ? ago : null);
}
