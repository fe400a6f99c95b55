using System.Device.Gpio;
using Microsoft.Extensions.Time.Testing;
using StationAgent.Scale.Iot;
using Xunit;

namespace StationAgent.Tests.Scale.Iot;

/// <summary>The bindings' driver on the pins of a model of the chip.</summary>
public sealed class BindingsScaleTests
{
    private const int DataPin = 5;
    private const int ClockPin = 6;
    private const double CountsPerGram = 400;

    private readonly Random _random = new(7);

    [Fact]
    public async Task What_is_laid_on_after_the_start_is_weighed()
    {
        var grams = 0;
        var chip = new Hx711Model(new FakeTimeProvider()) { Signal = _ => 1_000_000 + (int)(CountsPerGram * Volatile.Read(ref grams)) + Noise() };
        await using var scale = Open(chip);
        Assert.Equal(0, (await scale.SampleAsync()).Gross.Value, 0.5);
        Volatile.Write(ref grams, 180);
        var sample = await scale.SampleAsync(static sample => sample.Gross.Value > 1);
        Assert.Equal(180, sample.Gross.Value, 0.5);
    }

    [Fact]
    public async Task What_is_on_the_platform_at_the_start_is_taken_for_its_zero()
    {
        // Known of that driver, and the reason why the agent has one of its own (docs/bindings.md).
        var chip = new Hx711Model(new FakeTimeProvider()) { Signal = _ => 1_000_000 + (int)(CountsPerGram * 180) + Noise() };
        await using var scale = Open(chip);
        Assert.Equal(0, (await scale.SampleAsync()).Gross.Value, 0.5);
    }

    [Fact]
    public async Task A_chip_that_repeats_one_value_is_a_fault()
    {
        var chip = new Hx711Model(new FakeTimeProvider()) { Signal = static _ => 1_000_000 };
        await using var scale = Open(chip);
        Assert.Contains("the HX711 is lost: it repeats the value", (await scale.LossAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chip_that_is_unplugged_ends_the_scale_with_its_cause()
    {
        var chip = new Hx711Model(new FakeTimeProvider()) { Signal = _ => Noise() };
        var driver = new ModelGpioDriver(chip, DataPin, ClockPin);
        await using var scale = new BindingsScale(new GpioController(driver), DataPin, ClockPin, CountsPerGram, chip.Time);
        await scale.SampleAsync();
        driver.Failure = new IOException("no such device");
        Assert.Contains("the HX711 is lost: no such device", (await scale.LossAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chip_that_is_silent_does_not_hinder_closing()
    {
        var chip = new Hx711Model(new FakeTimeProvider()) { Stuck = true };
        var scale = Open(chip);
        var next = scale.NextAsync(TestContext.Current.CancellationToken).AsTask();
        await scale.DisposeAsync();
        await Assert.ThrowsAsync<IOException>(() => next.WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System, TestContext.Current.CancellationToken));
    }

    private int Noise() => _random.Next(-40, 40);

    private static BindingsScale Open(Hx711Model chip) =>
        new(new GpioController(new ModelGpioDriver(chip, DataPin, ClockPin)), DataPin, ClockPin, CountsPerGram, chip.Time);
}
