using System.Collections.Immutable;
using System.Device.Gpio;
using Microsoft.Extensions.Logging.Abstractions;
using StationAgent.Contracts;
using StationAgent.DropOff;
using StationAgent.Signals;
using StationAgent.Signals.Patterns;
using StationAgent.Tests.Gpio;
using Xunit;

namespace StationAgent.Tests.Signals;

/// <summary>The real panel and the real GPIO adapter on a simulated chip.</summary>
public sealed class SignalPanelTests
{
    private static readonly ImmutableArray<SignalPin> Pins =
    [
        new(Outputs.Ready, 1), new(Outputs.Busy, 2), new(Outputs.Accepted, 4), new(Outputs.Rejected, 5), new(Outputs.OutOfService, 6), new(Outputs.Buzzer, 7),
    ];

    private readonly AwaitedTime _time = new();
    private readonly SimulatedGpio _chip;

    public SignalPanelTests() => _chip = new SimulatedGpio(_time);

    [Fact]
    public async Task It_starts_and_ends_out_of_service()
    {
        using var stop = new CancellationTokenSource();
        var panel = Panel();
        Assert.Equal(PartState.Degraded, panel.Health.State);
        var running = panel.RunAsync(stop.Token);
        await Eventually.HoldsAsync(() => panel.Health.State == PartState.Ok);
        Assert.Equal("6", High());
        Assert.All(Pins, pin => Assert.Equal(PinMode.Output, _chip.ModeOf(pin.Line)));

        panel.ShowStatus(StationStatus.Ready);
        await Eventually.HoldsAsync(() => High() == "1");

        await stop.CancelAsync();
        await running;
        Assert.Equal("6", High());
        Assert.True(_chip.IsDisposed);
    }

    [Fact]
    public async Task An_accepted_piece_is_lit_and_beeps_once_and_then_the_state_is_back()
    {
        using var stop = new CancellationTokenSource();
        var panel = Panel();
        var running = panel.RunAsync(stop.Token);
        panel.ShowStatus(StationStatus.Ready);
        await Eventually.HoldsAsync(() => High() == "1");
        panel.ShowOutcome(1, Outcome.Accepted, []);
        await Eventually.HoldsAsync(() => High() == "4 7");
        await After(150, () => High() == "4");
        await After(4_850, () => High() == "1");
        await stop.CancelAsync();
        await running;
    }

    [Fact]
    public async Task Active_low_outputs_are_low_when_they_are_on()
    {
        using var stop = new CancellationTokenSource();
        var panel = Panel(activeLow: true);
        var running = panel.RunAsync(stop.Token);
        panel.ShowStatus(StationStatus.Ready);
        await Eventually.HoldsAsync(() => High() == "2 4 5 6 7");
        await stop.CancelAsync();
        await running;
    }

    [Fact]
    public async Task A_missing_chip_is_reported_and_tried_again()
    {
        using var stop = new CancellationTokenSource();
        var tries = 0;
        var panel = new SignalPanel(
            on => ++tries < 3 ? throw new IOException($"there is no /dev/gpiochip{tries}") : Port(on),
            TimeSpan.FromSeconds(5),
            _time,
            NullLogger<SignalPanel>.Instance);
        var told = 0;
        panel.HealthChanged += () => Interlocked.Increment(ref told);
        var running = panel.RunAsync(stop.Token);
        await Eventually.HoldsAsync(() => panel.Health is { State: PartState.Degraded, Detail: "there is no /dev/gpiochip1" });
        panel.ShowStatus(StationStatus.Ready);
        await After(5_000, () => panel.Health.Detail == "there is no /dev/gpiochip2");
        await After(5_000, () => panel.Health.State == PartState.Ok && High() == "1");
        Assert.Equal(3, told);
        await stop.CancelAsync();
        await running;
    }

    [Fact]
    public async Task Lost_outputs_stop_nothing_and_show_the_present_state_when_they_are_back()
    {
        using var stop = new CancellationTokenSource();
        var panel = Panel();
        var running = panel.RunAsync(stop.Token);
        await Eventually.HoldsAsync(() => panel.Health.State == PartState.Ok);
        _chip.Failure = new IOException("the line is gone");
        panel.ShowStatus(StationStatus.Ready);
        await Eventually.HoldsAsync(() => panel.Health.Detail == "the line is gone");
        panel.ShowOutcome(1, Outcome.Rejected, []);
        _chip.Failure = null;
        await After(6_000, () => panel.Health.State == PartState.Ok && High() == "1");
        await stop.CancelAsync();
        await running;
    }

    private SignalPanel Panel(bool activeLow = false) =>
        new(on => Port(on, activeLow), TimeSpan.FromSeconds(5), _time, NullLogger<SignalPanel>.Instance);

    private GpioSignalPort Port(Outputs on, bool activeLow = false) => new(_chip.Open(), Pins, activeLow, on);

    private string High() => string.Join(' ', Pins.Select(static pin => pin.Line).Where(_chip.IsHigh));

    private async Task After(int milliseconds, Func<bool> holds)
    {
        for (var i = 0; i < milliseconds; i += 50)
        {
            await Eventually.HoldsAsync(() => _time.IsAwaited || holds());
            _time.Advance(TimeSpan.FromMilliseconds(50));
        }

        await Eventually.HoldsAsync(holds);
    }
}
