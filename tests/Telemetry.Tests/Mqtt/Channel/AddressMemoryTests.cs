using System.Net;
using Microsoft.Extensions.Time.Testing;
using StationAgent.Telemetry.Mqtt.Channel;
using Xunit;

namespace StationAgent.Telemetry.Tests.Mqtt.Channel;

public sealed class AddressMemoryTests
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    [Fact]
    public void A_failure_is_forgotten_after_success_and_after_a_time()
    {
        var time = new FakeTimeProvider();
        var memory = new AddressMemory(time);
        memory.Failed(IPAddress.Loopback);
        memory.Failed(IPAddress.IPv6Loopback);
        time.Advance(AddressMemory.KeptFor - Moment);
        Assert.Equal(AddressMemory.KeptFor - Moment, memory.FailedAgo(IPAddress.Loopback));

        memory.Worked(IPAddress.Loopback);
        Assert.Null(memory.FailedAgo(IPAddress.Loopback));
        Assert.NotNull(memory.FailedAgo(IPAddress.IPv6Loopback));
        time.Advance(Moment);
        Assert.Null(memory.FailedAgo(IPAddress.IPv6Loopback));
    }

    [Fact]
    public void A_name_server_that_gives_other_addresses_each_time_fills_no_memory()
    {
        var time = new FakeTimeProvider();
        var memory = new AddressMemory(time);
        var addresses = Enumerable.Range(0, 3 * AddressMemory.Most).Select(static one => new IPAddress(one)).ToArray();
        foreach (var address in addresses)
        {
            memory.Failed(address);
            time.Advance(TimeSpan.FromMilliseconds(1));
        }

        Assert.Equal(addresses[^AddressMemory.Most..], addresses.Where(one => memory.FailedAgo(one) is not null));
    }
}
