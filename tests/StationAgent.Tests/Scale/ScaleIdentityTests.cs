using StationAgent.Scale;
using StationAgent.Scale.LoadCell;
using StationAgent.Scale.MtSics;
using Xunit;

namespace StationAgent.Tests.Scale;

public sealed class ScaleIdentityTests : IDisposable
{
    private readonly string _calibration = Path.GetTempFileName();

    public void Dispose() => File.Delete(_calibration);

    [Fact]
    public void A_load_cell_that_was_calibrated_again_owns_another_zero()
    {
        var scale = new ScaleOptions { Driver = Hx711IioDriver.Entry, Calibration = _calibration };
        File.WriteAllText(_calibration, "first");
        var first = scale.Identity;
        Assert.Equal(first, scale.Identity);

        File.WriteAllText(_calibration, "second");

        Assert.NotEqual(first, scale.Identity);
    }

    [Fact]
    public void Another_terminal_owns_another_zero()
    {
        var scale = new ScaleOptions { Driver = MtSicsDriver.Entry, Line = new ScaleLineOptions { Port = "/dev/serial/by-id/first" } };
        var first = scale.Identity;

        scale = scale with { Line = new ScaleLineOptions { Port = "/dev/serial/by-id/second" } };

        Assert.NotEqual(first, scale.Identity);
    }

    [Fact]
    public void A_calibration_that_cannot_be_read_ends_nothing()
    {
        Assert.NotEmpty(new ScaleOptions { Driver = Hx711GpioDriver.Entry, Calibration = "/nowhere/at/all" }.Identity);
        Assert.NotEmpty(new ScaleOptions { Driver = Hx711GpioDriver.Entry }.Identity);
    }
}
