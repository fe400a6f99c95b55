using Microsoft.Extensions.Logging.Abstractions;
using StationAgent.Contracts;
using StationAgent.DropOff;
using StationAgent.Signals;
using StationAgent.Signals.Iot;
using StationAgent.Signals.Patterns;
using StationAgent.Tests.Gpio;
using Xunit;

namespace StationAgent.Tests.Signals.Iot;

/// <summary>The bindings' drivers on a simulated SPI bus: what goes over the wire.</summary>
public sealed class LedStripTests
{
    private readonly FakeSpi _bus = new();

    [Theory]
    [InlineData((int)Outputs.Ready, 0, 128, 0)]
    [InlineData((int)Outputs.Busy, 128, 64, 0)]
    [InlineData((int)Outputs.Occupied, 0, 0, 128)]
    [InlineData((int)(Outputs.Accepted | Outputs.Buzzer), 0, 128, 0)]
    [InlineData((int)Outputs.Rejected, 128, 0, 0)]
    [InlineData((int)Outputs.OutOfService, 16, 0, 0)]
    [InlineData((int)Outputs.Buzzer, 0, 0, 0)]
    public void An_apa102_gets_start_frame_brightness_and_blue_green_red_for_each_led(int on, byte red, byte green, byte blue)
    {
        using var strip = LedStrip.Apa102(_bus, 2);
        strip.Set((Outputs)on);
        Assert.Equal([0, 0, 0, 0, 0xFF, blue, green, red, 0xFF, blue, green, red, 0xFF, 0xFF, 0xFF, 0xFF], _bus.Last);
    }

    [Fact]
    public void A_ws2812b_gets_three_bits_for_each_one_in_the_order_green_red_blue_and_a_pause()
    {
        using var strip = LedStrip.Ws2812b(_bus, 2);
        strip.Set(Outputs.Busy);

        // 1 is 110 and 0 is 100: green 64, red 128, blue 0.
        byte[] led = [0b10011010, 0b01001001, 0b00100100, 0b11010010, 0b01001001, 0b00100100, 0b10010010, 0b01001001, 0b00100100];
        Assert.Equal([.. led, .. led, .. new byte[30]], _bus.Last);
    }

    [Fact]
    public void The_longest_strip_fits_into_the_kernels_buffer()
    {
        using var strip = LedStrip.Ws2812b(_bus, LedStripOptions.MostLeds);
        strip.Set(Outputs.Ready);
        Assert.InRange(_bus.Last.Length, 1, 4_096);
    }

    [Fact]
    public async Task An_accepted_piece_blinks_green_and_the_end_is_dim_red()
    {
        var time = new AwaitedTime();
        using var stop = new CancellationTokenSource();
        var panel = new SignalPanel(_ => LedStrip.Apa102(_bus, 1), TimeSpan.FromSeconds(5), time, NullLogger<SignalPanel>.Instance, hasOneLamp: true);
        var running = panel.RunAsync(stop.Token);
        panel.ShowStatus(StationStatus.Ready);
        await Eventually.HoldsAsync(() => panel.Health.State == PartState.Ok && Green() == 128);
        var before = _bus.Writes;
        panel.ShowOutcome(1, Outcome.Accepted, []);
        await Eventually.HoldsAsync(() => _bus.Writes > before);
        foreach (var green in new byte[] { 0, 128, 0 })
        {
            await Eventually.HoldsAsync(() => Green() == green, () => AdvanceAwaited(time));
        }

        await stop.CancelAsync();
        await running;
        Assert.Equal([0xFF, 0, 0, 16], _bus.Last.AsSpan(4, 4).ToArray());
        Assert.True(_bus.IsDisposed);
    }

    [Fact]
    public async Task A_strip_that_lost_its_power_shows_it_again_within_half_a_minute()
    {
        var time = new AwaitedTime();
        using var stop = new CancellationTokenSource();
        var panel = new SignalPanel(_ => LedStrip.Apa102(_bus, 1), TimeSpan.FromSeconds(5), time, NullLogger<SignalPanel>.Instance, hasOneLamp: true);
        panel.ShowStatus(StationStatus.Ready);
        var running = panel.RunAsync(stop.Token);
        await Eventually.HoldsAsync(() => panel.Health.State == PartState.Ok && time.IsAwaited);
        var before = _bus.Writes;
        time.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal(before, _bus.Writes);
        await Eventually.HoldsAsync(() => _bus.Writes > before, () => time.Advance(TimeSpan.FromMilliseconds(100)));
        Assert.Equal(128, Green());
        await stop.CancelAsync();
        await running;
    }

    [Fact]
    public void A_bus_that_is_not_there_is_named_with_how_to_enable_it()
    {
        var failure = Assert.Throws<IOException>(() => LedStrip.OpenWs2812b(new LedStripOptions { Bus = 250 }));
        Assert.Contains("there is no /dev/spidev250.0", failure.Message, StringComparison.Ordinal);
    }

    private static void AdvanceAwaited(AwaitedTime time)
    {
        if (time.IsAwaited)
        {
            time.Advance(TimeSpan.FromMilliseconds(50));
        }
    }

    private byte Green() => _bus.Last.Length == 0 ? (byte)0 : _bus.Last[6];
}
