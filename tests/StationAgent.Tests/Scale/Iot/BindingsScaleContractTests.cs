using System.Device.Gpio;
using Microsoft.Extensions.Time.Testing;
using StationAgent.Scale.Iot;

namespace StationAgent.Tests.Scale.Iot;

public sealed class BindingsScaleContractTests : ScaleContract
{
    internal override Task<ScaleRig> StartAsync()
    {
        var random = new Random(7);
        ModelGpioDriver? driver = null;
        return Task.FromResult(new ScaleRig(
            () =>
            {
                // A chip that was left in the middle of a reading holds DOUT where it is, and the bindings' driver waits for it; a new one has just been switched on.
                var chip = new Hx711Model(new FakeTimeProvider()) { Signal = _ => 1_000_000 + random.Next(-40, 40) };
                driver = new ModelGpioDriver(chip, 5, 6);
                return new BindingsScale(new GpioController(driver), 5, 6, countsPerGram: 400, chip.Time);
            },
            () =>
            {
                driver!.Failure = new IOException("no such device");
                return Task.CompletedTask;
            },
            static () => ValueTask.CompletedTask));
    }
}
