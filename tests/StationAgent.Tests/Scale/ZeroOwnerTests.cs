using StationAgent.Scale;
using Xunit;

namespace StationAgent.Tests.Scale;

public sealed class ZeroOwnerTests : IDisposable
{
    private readonly string _calibration = Path.GetTempFileName();

    public void Dispose() => File.Delete(_calibration);

    [Fact]
    public void A_load_cell_that_was_calibrated_anew_owns_another_zero()
    {
        var scale = new ScaleOptions { Driver = ScaleDriver.Hx711Iio, Calibration = _calibration };
        File.WriteAllText(_calibration, "first");
        var first = ZeroOwner.Of(scale);
        Assert.Equal(first, ZeroOwner.Of(scale));

        File.WriteAllText(_calibration, "second");

        Assert.NotEqual(first, ZeroOwner.Of(scale));
    }

    [Fact]
    public void Another_terminal_owns_another_zero()
    {
        var scale = new ScaleOptions { Driver = ScaleDriver.MtSics };
        scale.Line.Port = "/dev/serial/by-id/first";
        var first = ZeroOwner.Of(scale);

        scale.Line.Port = "/dev/serial/by-id/second";

        Assert.NotEqual(first, ZeroOwner.Of(scale));
    }

    [Fact]
    public void A_calibration_that_cannot_be_read_ends_nothing()
    {
        Assert.NotEmpty(ZeroOwner.Of(new ScaleOptions { Driver = ScaleDriver.Hx711Gpio, Calibration = "/nowhere/at/all" }));
        Assert.NotEmpty(ZeroOwner.Of(new ScaleOptions { Driver = ScaleDriver.Hx711Gpio }));
    }
}
