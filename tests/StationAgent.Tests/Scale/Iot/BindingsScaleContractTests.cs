using System.Device.Gpio;
using Microsoft.Extensions.Time.Testing;
using StationAgent.Scale.Iot;

namespace StationAgent.Tests.Scale.Iot;

public sealed class BindingsScaleContractTests : ScaleContract
{
    internal override Task<ScaleRig> StartAsync()
    {
        var chip = new Hx711Model(new FakeTimeProvider()) { Signal = static _ => 1_000_000 + Random.Shared.Next(-40, 40) };
        var driver = new ModelGpioDriver(chip, 5, 6);
        return Task.FromResult(new ScaleRig(
            () => new BindingsScale(new GpioController(driver), 5, 6, countsPerGram: 400, chip.Time),
            () =>
            {
                driver.Failure = new IOException("no such device");
                return Task.CompletedTask;
            },
            static () => ValueTask.CompletedTask));
    }
}
