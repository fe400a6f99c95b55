using System.Device.Gpio;
using Microsoft.Extensions.Time.Testing;
using StationAgent.BinLevel.Iot;
using Xunit;

namespace StationAgent.Tests.BinLevel.Iot;

public sealed class BindingsDistanceTests
{
    private const int Trigger = 23;
    private const int Echo = 24;

    private readonly HcSr04Model _sensor = new(Trigger, Echo);
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task Five_chirps_give_the_distance_and_the_chip_is_closed()
    {
        // The driver's clock is the machine's: a busy one makes an echo longer, never shorter, and one that is too long is no reading.
        var millimetres = await MeasureOnBusyMachineAsync();
        Assert.Equal(5, _sensor.Chirps);
        for (var i = 0; i < 100 && millimetres > 1_000; i++)
        {
            millimetres = Math.Min(millimetres, await MeasureOnBusyMachineAsync());
        }

        // 3 ms at 343 m/s there and back.
        Assert.InRange(millimetres, 510, 1_000);
        Assert.True(_sensor.IsDisposed);
    }

    [Fact]
    public async Task A_sensor_without_an_echo_is_a_failure_that_is_said()
    {
        _sensor.Echo = null;
        var failure = await Assert.ThrowsAsync<IOException>(MeasureAsync);
        Assert.Contains("0 usable echoes of 5", failure.Message, StringComparison.Ordinal);
        Assert.True(_sensor.IsDisposed);
    }

    private async Task<double> MeasureOnBusyMachineAsync()
    {
        try
        {
            return await MeasureAsync();
        }
        catch (IOException)
        {
            return double.PositiveInfinity;
        }
    }

    private async Task<double> MeasureAsync()
    {
        var sensor = new BindingsDistance(() => new GpioController(_sensor), Trigger, Echo, _time);
        var measuring = sensor.MeasureAsync(TestContext.Current.CancellationToken).AsTask();
        await Eventually.HoldsAsync(() => measuring.IsCompleted, () => _time.Advance(TimeSpan.FromMilliseconds(70)));
        return await measuring;
    }
}
