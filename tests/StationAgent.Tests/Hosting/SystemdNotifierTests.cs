using StationAgent.Hosting;
using Xunit;

namespace StationAgent.Tests.Hosting;

public sealed class SystemdNotifierTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Each_message_is_one_datagram(bool isAbstract)
    {
        using var systemd = new NotifySocket(isAbstract);
        using var notifier = new SystemdNotifier(systemd.Address);

        Assert.True(await notifier.ReadyAsync(Cancellation));
        Assert.True(notifier.Status("Ready.\nBacklog 0."));
        Assert.True(notifier.Watchdog());
        Assert.True(notifier.Stopping());

        Assert.Equal("READY=1", await systemd.ReceiveAsync(Cancellation));
        Assert.Equal("STATUS=Ready. Backlog 0.", await systemd.ReceiveAsync(Cancellation));
        Assert.Equal("WATCHDOG=1", await systemd.ReceiveAsync(Cancellation));
        Assert.Equal("STOPPING=1", await systemd.ReceiveAsync(Cancellation));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("vsock:2:1")]
    [InlineData("/run/no/such/socket")]
    public async Task Without_a_socket_nothing_is_sent_and_nothing_fails(string? address)
    {
        using var notifier = new SystemdNotifier(address);
        Assert.False(await notifier.ReadyAsync(Cancellation));
        Assert.False(notifier.Watchdog());
    }

    [Fact]
    public async Task The_service_is_ready_when_every_part_has_started()
    {
        using var systemd = new NotifySocket(isAbstract: true);
        using var notifier = new SystemdNotifier(systemd.Address);
        var lifecycle = new SystemdLifecycle(notifier);

        await lifecycle.StartingAsync(Cancellation);
        await lifecycle.StartAsync(Cancellation);
        Assert.Equal(0, systemd.Waiting);
        await lifecycle.StartedAsync(Cancellation);
        Assert.Equal("READY=1", await systemd.ReceiveAsync(Cancellation));
        await lifecycle.StoppingAsync(Cancellation);
        Assert.Equal("STOPPING=1", await systemd.ReceiveAsync(Cancellation));
    }

    [Fact]
    public async Task Where_nobody_reads_only_the_start_waits()
    {
        using var systemd = new NotifySocket(isAbstract: true);
        using var notifier = new SystemdNotifier(systemd.Address);
        var sent = 0;

        // A socket that waited for room would never come back here.
        while (notifier.Watchdog())
        {
            sent++;
        }

        Assert.False(notifier.Status("full"));
        var ready = notifier.ReadyAsync(Cancellation);
        Assert.False(ready.IsCompleted);
        for (; sent > 0; sent--)
        {
            Assert.Equal("WATCHDOG=1", await systemd.ReceiveAsync(Cancellation));
        }

        Assert.True(await ready);
        Assert.Equal("READY=1", await systemd.ReceiveAsync(Cancellation));
    }
}
