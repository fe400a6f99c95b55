using System.Device.Gpio;
using Microsoft.Extensions.Time.Testing;
using StationAgent.Scale.LoadCell;
using Xunit;

namespace StationAgent.Tests.Scale;

public sealed class GpioHx711PinsTests
{
    private const int DataPin = 5;
    private const int ClockPin = 6;

    [Fact]
    public void The_protocol_works_through_the_librarys_controller()
    {
        var time = new FakeTimeProvider();
        var next = 0;
        var chip = new Hx711Model(time) { Signal = _ => 4_000_000 + next++ };
        var driver = new ModelGpioDriver(chip, DataPin, ClockPin);
        using var cell = new Hx711LoadCell(new GpioHx711Pins(new GpioController(driver), DataPin, ClockPin, time), Hx711Input.A128, time);

        var first = cell.Read(TestContext.Current.CancellationToken);
        Assert.InRange(first.Counts, 4_000_000, 4_000_010);
        Assert.Equal(first.Counts + 1, cell.Read(TestContext.Current.CancellationToken).Counts);
        Assert.Equal(1, driver.Registrations);
        Assert.Contains("GPIO 5", cell.Name, StringComparison.Ordinal);
    }

    [Fact]
    public void A_chip_that_is_not_there_is_named()
    {
        var failure = Assert.Throws<IOException>(() => GpioHx711Pins.Open(250, DataPin, ClockPin, TimeProvider.System));
        Assert.Contains("/dev/gpiochip250", failure.Message, StringComparison.Ordinal);
    }
}
