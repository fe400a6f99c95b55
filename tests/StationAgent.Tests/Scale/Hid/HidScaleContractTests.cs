using StationAgent.Scale;
using StationAgent.Scale.Hid;

namespace StationAgent.Tests.Scale.Hid;

public sealed class HidScaleContractTests : ScaleContract
{
    internal override Task<ScaleRig> StartAsync()
    {
        var device = new PipedHidDevice(static () => [3, 4, 2, 0, 0x2C, 1]);
        return Task.FromResult(new ScaleRig(
            () => TestScales.Open(new ScaleOptions { Driver = HidDriver.Entry, Hid = new HidScaleOptions { Device = device.Path } }),
            () =>
            {
                device.Vanish();
                return Task.CompletedTask;
            },
            () =>
            {
                device.Dispose();
                return ValueTask.CompletedTask;
            }));
    }
}
