using StationAgent.BinLevel.Iot;
using Xunit;

namespace StationAgent.Tests.BinLevel.Iot;

/// <summary>The bindings' driver against a model of the sensor's registers.</summary>
public sealed class TimeOfFlightTests
{
    private const ushort OutOfRange = 8190;

    private readonly Vl53L0XModel _sensor = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_median_of_five_readings_is_the_distance_and_the_bus_is_closed()
    {
        _sensor.WillMeasure(612, 598, 1_900, 605, 600);
        Assert.Equal(605, await MeasureAsync(_sensor));
        Assert.Equal(5, _sensor.Measurements);
        Assert.True(_sensor.IsDisposed);
    }

    [Fact]
    public async Task Readings_without_an_echo_are_left_out_while_three_are_good()
    {
        _sensor.WillMeasure(OutOfRange, 600, 0, 604, 602);
        Assert.Equal(602, await MeasureAsync(_sensor));
    }

    [Fact]
    public async Task Nothing_in_reach_is_no_distance()
    {
        _sensor.WillMeasure(OutOfRange, OutOfRange, OutOfRange, 600, 600);
        var failure = await Assert.ThrowsAsync<IOException>(() => MeasureAsync(_sensor));
        Assert.Contains("2 usable readings of 5", failure.Message, StringComparison.Ordinal);
        Assert.True(_sensor.IsDisposed);
    }

    [Fact]
    public async Task A_sensor_that_is_not_on_the_bus_is_named_with_what_to_look_at()
    {
        _sensor.Failure = new IOException("Error 121 performing I2C data transfer.");
        var failure = await Assert.ThrowsAsync<IOException>(() => MeasureAsync(_sensor));
        Assert.Contains("Error 121", failure.Message, StringComparison.Ordinal);
        Assert.Contains("i2cdetect", failure.Message, StringComparison.Ordinal);
        Assert.True(_sensor.IsDisposed);
    }

    [Fact]
    public async Task A_sensor_that_acknowledges_and_never_finishes_is_given_up()
    {
        var failure = await Assert.ThrowsAsync<IOException>(() => MeasureAsync(new Vl53L0XModel { IsDead = true }));
        Assert.Contains("does not answer", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bus_that_is_not_there_is_named_with_how_to_enable_it()
    {
        var failure = await Assert.ThrowsAsync<IOException>(async () => await TimeOfFlight.At(250, TimeOfFlight.DefaultAddress).MeasureAsync(Cancellation));
        Assert.Contains("there is no /dev/i2c-250", failure.Message, StringComparison.Ordinal);
    }

    private static async Task<double> MeasureAsync(Vl53L0XModel sensor) => await new TimeOfFlight(() => sensor).MeasureAsync(Cancellation);
}
